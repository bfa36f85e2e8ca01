//! The table of speed, as README shows it: medians at four sizes, beside what is required.

use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::Duration;

use claimdesk::storage;

use super::big_project::{SIZES, Size, big_project};
use super::desk::Desk;
use super::files;
use super::work;

/// A row: what is done, what is required at each size and what was measured.
struct Row {
    name: &'static str,
    required: [&'static str; 4],
    measured: Vec<String>,
}

fn rows() -> Vec<Row> {
    let row = |name, required| Row {
        name,
        required,
        measured: Vec::new(),
    };
    vec![
        row("open, ms", ["5", "10", "25", "200"]),
        row(
            "frame while scrolling, ms (median / worst of 300)",
            ["1 / 4", "1.5 / 5", "2 / 6", "3 / 8"],
        ),
        row("add a mention, ms", ["2", "2", "3", "5"]),
        row("relabel, ms", ["2", "2", "3", "5"]),
        row("resize, ms", ["2", "2", "3", "5"]),
        row("undo, ms", ["2", "2", "3", "5"]),
        row("mark all of 1,000, ms", ["", "", "20", "60"]),
        row("find all hits, ms", ["1", "2", "5", "40"]),
        row("peak memory, MB", ["150", "170", "200", "400"]),
        row("load, ms", ["", "", "", "600"]),
        row("save, ms", ["", "", "", "400"]),
        row("worst frame while saving, ms", ["", "", "", "8"]),
        row("journal, ms a step", ["0.2", "0.2", "0.2", "0.2"]),
        row("file, MB (of what it may have)", ["", "", "", ""]),
    ]
}

/// Measures and prints.
pub fn print() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut rows = rows();
    let only = std::env::var("SCALE_ONLY").ok();
    for size in SIZES {
        if only
            .as_deref()
            .is_some_and(|only| !size.name.starts_with(only))
        {
            rows.iter_mut()
                .for_each(|row| row.measured.push("–".into()));
            continue;
        }
        let path = project_file(folder.path(), size);
        for (row, measured) in rows.iter_mut().zip(measure(&path)) {
            eprintln!("{} · {}: {measured}", size.name, row.name);
            row.measured.push(measured);
        }
    }
    print!("| work |");
    SIZES.iter().for_each(|size| print!(" {} |", size.name));
    println!("\n|---|---|---|---|---|");
    for row in rows {
        print!("| {} |", row.name);
        for (measured, required) in row.measured.iter().zip(row.required) {
            if required.is_empty() {
                print!(" {measured} |");
            } else {
                print!(" {measured} (≤ {required}) |");
            }
        }
        println!();
    }
}

/// What stands in one column, from the first row to the last.
fn measure(path: &Path) -> Vec<String> {
    let mut column = vec![milliseconds(&work::open(path, 5))];
    let mut desk = Desk::open(path);
    desk.show_middle();
    let frames = desk.scroll(300);
    let worst = frames.iter().max().copied().unwrap_or_default();
    column.push(format!("{} / {:.1}", milliseconds(&frames), millis(worst)));
    desk.show_middle();
    column.push(milliseconds(&work::add(&mut desk, 30)));
    column.push(milliseconds(&work::relabel(&mut desk, 15)));
    column.push(milliseconds(&work::resize(&mut desk, 15)));
    column.push(milliseconds(&work::undo(&mut desk, 15)));
    column.push(milliseconds(&work::mark_all(&mut desk, 3)));
    column.push(milliseconds(&work::find(&mut desk, 9)));
    let saving = files::frames_while_saving(&mut desk, 300);
    let worst = saving.iter().max().copied().unwrap_or_default();
    drop(desk);
    column.push(memory_of_child(path));
    column.push(milliseconds(&files::loading(path, 7)));
    column.push(milliseconds(&files::saving(path, 5)));
    column.push(format!("{:.1}", millis(worst)));
    let steps = files::journal(path, 50);
    column.push(format!("{:.3}", millis(median(&steps).unwrap_or_default())));
    let (is, may) = files::size(path);
    column.push(format!("{is:.2} ({may:.2})"));
    column
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

/// The median in milliseconds; a dash without any.
fn milliseconds(times: &[Duration]) -> String {
    match median(times) {
        Some(median) => format!("{:.1}", millis(median)),
        None => "–".to_owned(),
    }
}

fn median(times: &[Duration]) -> Option<Duration> {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() / 2).copied()
}

/// Writes the project of a size to a file.
pub fn project_file(folder: &Path, size: Size) -> PathBuf {
    let path = folder.join(format!("{}.claimdesk.ron", size.bytes));
    std::fs::write(&path, storage::save(&big_project(size, 3))).expect("the file is written");
    path
}

/// Peak memory of a process that opens the file, scrolls and edits.
fn memory_of_child(path: &Path) -> String {
    let own = std::env::current_exe().expect("the path of this program");
    let output = Process::new(own).arg("--peak-memory").arg(path).output();
    let output = output.expect("the child process runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// As a child process: opens, scrolls, edits, and prints the peak of resident memory in MB.
pub fn peak_memory(path: &str) {
    let mut desk = Desk::open(Path::new(path));
    desk.show_middle();
    desk.scroll(100);
    work::add(&mut desk, 5);
    work::resize(&mut desk, 5);
    work::find(&mut desk, 3);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.and_then(|peak| peak.trim().split(' ').next()?.parse::<f64>().ok());
    match kilobytes {
        Some(kilobytes) => println!("{:.0}", kilobytes / 1024.0),
        None => println!("–"),
    }
}
