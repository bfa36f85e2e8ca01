//! How the app scales with the document: each row of the table of speed in README.
//!
//! `cargo bench --bench scale` runs criterion; `cargo bench --bench scale -- --table` prints the table.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench that can't go on is to stop"
)]

#[path = "../tests/support/big_project.rs"]
mod big_project;
#[path = "support/desk.rs"]
mod desk;
#[path = "support/files.rs"]
mod files;
#[path = "support/table.rs"]
mod table;
#[path = "support/work.rs"]
mod work;

use std::time::Duration;

use big_project::SIZES;
use criterion::{BenchmarkId, Criterion};
use desk::Desk;

fn main() {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some("--table") => table::print(),
        Some("--peak-memory") => table::peak_memory(&arguments.next().expect("a project file")),
        _ => criterion_benches(),
    }
}

/// Hands criterion the time that `run` says one iteration took.
fn bench(criterion: &mut Criterion, row: &str, run: fn(&mut Desk, usize) -> Vec<Duration>) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut group = criterion.benchmark_group(row);
    group
        .sample_size(10)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_secs(2));
    for size in SIZES {
        let path = table::project_file(folder.path(), size);
        let mut desk = Desk::open(&path);
        desk.show_middle();
        group.bench_function(BenchmarkId::from_parameter(size.name), |bencher| {
            bencher.iter_custom(|times| {
                let took = run(&mut desk, times as usize);
                // What was made is taken back, so that every sample meets the same project.
                while desk.work().undo_label().is_some() {
                    desk.session()
                        .dispatch(claimdesk::session::action::Action::Undo);
                }
                desk.settle();
                took.into_iter().sum()
            });
        });
    }
}

fn criterion_benches() {
    let mut criterion = Criterion::default().configure_from_args();
    bench(&mut criterion, "frame", |desk, times| desk.scroll(times));
    bench(&mut criterion, "add", |desk, times| {
        work::add(desk, times.min(60))
    });
    bench(&mut criterion, "relabel", work::relabel);
    bench(&mut criterion, "resize", work::resize);
    bench(&mut criterion, "mark all", work::mark_all);
    bench(&mut criterion, "find", work::find);
    let folder = tempfile::tempdir().expect("a folder");
    let mut group = criterion.benchmark_group("open");
    group.sample_size(10);
    for size in SIZES {
        let path = table::project_file(folder.path(), size);
        let mut desk = Desk::empty();
        group.bench_function(BenchmarkId::from_parameter(size.name), |bencher| {
            bencher.iter_custom(|times| (0..times).map(|_| desk.open_another(&path)).sum());
        });
    }
    group.finish();
    criterion.final_summary();
}
