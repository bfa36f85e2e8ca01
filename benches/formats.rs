//! Export and import of an article of 1 MB with 14,000 annotations, in every format.
//!
//! `cargo bench --bench formats` runs criterion; `cargo bench --bench formats -- --table` prints medians of
//! CPU time. Every format of text is to export in less than 150 ms and to import in less than 300 ms.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench that can't go on is to stop"
)]

#[path = "../tests/support/big_project.rs"]
mod big_project;

use std::time::Duration;

use big_project::{SIZES, big_project};
use claimdesk::formats::{ExportOptions, FORMATS, Format, InFile, States, export, import};
use claimdesk::model::{IdSource, Project, Timestamp};
use cpu_time::ProcessTime;
use criterion::{BenchmarkId, Criterion};

/// Times each format is measured for the table.
const TIMES: usize = 5;

fn main() {
    let size = SIZES.into_iter().find(|size| size.name.starts_with("1 MB"));
    let project = big_project(size.expect("the size"), 1);
    match std::env::args().nth(1).as_deref() {
        Some("--table") => table(&project),
        _ => criterion_benches(&project),
    }
}

fn files_of(format: &Format, project: &Project) -> Vec<InFile> {
    let options = ExportOptions::all(States::WithSuggestions);
    let files = export(format, project, &options).expect("an export").files;
    let files = files.into_iter().map(|file| InFile {
        name: file.name,
        bytes: file.bytes,
    });
    files.collect()
}

fn read(format: &Format, files: &[InFile]) -> Project {
    let mut ids = IdSource::from_seed(1);
    import(format, files, &mut ids, Timestamp(0))
        .expect("an import")
        .project
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut took: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let start = ProcessTime::now();
            run();
            start.elapsed()
        })
        .collect();
    took.sort();
    took[TIMES / 2]
}

fn table(project: &Project) {
    println!("| format | KB | export, ms | import, ms |\n|---|---|---|---|");
    for format in FORMATS {
        let files = files_of(format, project);
        let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
        let exported = median(|| drop(files_of(format, project)));
        let imported = match format.reads() {
            true => format!(
                "{:.0}",
                median(|| drop(read(format, &files))).as_secs_f64() * 1e3
            ),
            false => "–".to_owned(),
        };
        let exported = exported.as_secs_f64() * 1e3;
        println!(
            "| {} | {} | {exported:.0} | {imported} |",
            format.id,
            bytes / 1000
        );
    }
}

fn criterion_benches(project: &Project) {
    let mut criterion = Criterion::default().configure_from_args();
    for (name, is_import) in [("export", false), ("import", true)] {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(10);
        for format in FORMATS.iter().filter(|format| !is_import || format.reads()) {
            let files = files_of(format, project);
            let id = BenchmarkId::from_parameter(format.id);
            group.bench_function(id, |bencher| match is_import {
                true => bencher.iter(|| read(format, &files)),
                false => bencher.iter(|| files_of(format, project)),
            });
        }
        group.finish();
    }
    criterion.final_summary();
}
