//! What is timed of project files: loading, saving, the journal, the size.

use std::path::Path;
use std::time::{Duration, Instant};

use claimdesk::edit::actions::set_mention_notes;
use claimdesk::edit::{Author, History, Selection};
use claimdesk::model::{IdSource, Project, Timestamp};
use claimdesk::storage::disk::RealDisk;
use claimdesk::storage::journal::{Head, Log, Step, StepKind, snapshot};
use claimdesk::storage::{self, load};
use cpu_time::ThreadTime;

use super::desk::Desk;

/// From bytes in memory to a project. All cores work, so it is the clock that counts.
pub fn loading(path: &Path, times: usize) -> Vec<Duration> {
    let bytes = std::fs::read(path).expect("the file is there");
    let load = |_| {
        let begun = Instant::now();
        let loaded = load(&bytes).expect("it is sound");
        let took = begun.elapsed();
        drop(loaded);
        took
    };
    (0..times).map(load).collect()
}

/// From a project to a file that was read back and put in place.
pub fn saving(path: &Path, times: usize) -> Vec<Duration> {
    let project = read(path);
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("saved.claimdesk.ron");
    let save = |_| {
        let begun = Instant::now();
        storage::write_project(&target, &project).expect("it is saved");
        begun.elapsed()
    };
    (0..times).map(save).collect()
}

/// The frames that are drawn while a worker saves.
pub fn frames_while_saving(desk: &mut Desk, frames: usize) -> Vec<Duration> {
    let project = desk.work().project().clone();
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("saved.claimdesk.ron");
    let saver = std::thread::spawn(move || storage::write_project(&target, &project));
    let mut took = Vec::new();
    while took.len() < frames && (took.is_empty() || !saver.is_finished()) {
        took.extend(desk.scroll(1));
    }
    saver.join().expect("it ends").expect("it is saved");
    took
}

/// CPU time of writing one step into the journal.
pub fn journal(path: &Path, times: usize) -> Vec<Duration> {
    let mut project = read(path);
    let folder = tempfile::tempdir().expect("a folder");
    let head = Head::new(None, "bench", false).to_record();
    let base = snapshot(&project);
    let records = [&head[..], &base[..]];
    let mut log = Log::create(&RealDisk, &folder.path().join("a.journal"), records)
        .expect("the journal begins");
    let mut ids = IdSource::from_seed(1);
    let mut history = History::default();
    let marks: Vec<_> = project.mentions().take(times).map(|m| m.id).collect();
    let step = |mark| {
        let mut author = Author {
            name: "bench",
            now: Timestamp(0),
            ids: &mut ids,
        };
        let notes = set_mention_notes(&project, &mut author, mark, "noted").expect("a note");
        let applied = history.commit(&mut project, notes, &Selection::none());
        let begun = ThreadTime::now();
        let step = Step::of(StepKind::Commit, &applied, Timestamp(0), &project);
        let record = step.to_record(&project).expect("the step can be written");
        log.append(&RealDisk, &record).expect("it is written");
        begun.elapsed()
    };
    marks.into_iter().map(step).collect()
}

/// Megabytes of the file, and how many it may have: four times the text and 300 bytes an annotation.
pub fn size(path: &Path) -> (f64, f64) {
    let project = read(path);
    let texts: usize = project
        .documents()
        .map(|document| document.text.len())
        .sum();
    let marks = project.mention_count() + project.claim_count() + project.link_count();
    let bytes = std::fs::metadata(path).expect("the file is there").len();
    let megabytes = |bytes: f64| bytes / 1e6;
    (
        megabytes(bytes as f64),
        megabytes((4 * texts + 300 * marks) as f64),
    )
}

fn read(path: &Path) -> Project {
    let bytes = std::fs::read(path).expect("the file is there");
    load(&bytes).expect("it is sound").project
}
