//! Power cuts, played through: random sessions on a disk that loses what was not synced, cut at every write,
//! sync and rename, some of them cut again after recovering. What was said to be safe is there afterwards,
//! nothing is there by half, and the doctor is content.
//!
//! `CLAIMDESK_CRASH_POINTS=100000 cargo test --test crash` for more points than the usual 2,000;
//! `CLAIMDESK_CRASH_SEED=N` begins at another seed.

#[path = "support/analyst.rs"]
mod analyst;
#[path = "support/power_cut.rs"]
mod power_cut;

use std::path::{Path, PathBuf};

use analyst::{Analyst, NOW};
use claimdesk::edit::History;
use claimdesk::model::{Project, doctor};
use claimdesk::storage::disk::{Disk, Found};
use claimdesk::storage::journal::{Book, Head, Names, Recovery, Step, recover};
use claimdesk::storage::{backup_of, load, write_project_on};
use power_cut::PowerCut;

const FILE: &str = "/cases/case.claimdesk.ron";
/// Things done in one session.
const LENGTH: usize = 14;

/// Names of journals on the simulated disk.
struct Numbered<'d>(&'d PowerCut);

impl Names for Numbered<'_> {
    type Hold = ();

    fn claim(&self, _: &Head, _: &Project) -> std::io::Result<(PathBuf, ())> {
        let free = |path: &PathBuf| matches!(self.0.look(path), Ok(Found::Nothing));
        let names = (1..).map(|number| PathBuf::from(format!("/data/{number}.journal")));
        let path = names.into_iter().find(free);
        Ok((path.expect("one of endless names is free"), ()))
    }

    fn release(&self, _: &Path) {}
}

/// What the analyst has seen.
struct Seen {
    /// Every state of the project, in order.
    states: Vec<Project>,
    /// The last state that was said to be safe.
    safe: usize,
    is_in_file: bool,
}

fn head(is_in_file: bool, is_unsaved: bool) -> Head {
    Head::new(is_in_file.then_some(Path::new(FILE)), "Case", is_unsaved)
}

/// Works on the disk until it has done enough or the power goes.
fn session(
    disk: &PowerCut,
    analyst: &mut Analyst,
    seen: &mut Seen,
    left: Option<&Recovery>,
) -> Option<()> {
    let mut book = Book::new(disk, Numbered(disk));
    match left {
        Some(left) => {
            let head = head(left.head.file().is_some(), left.head.is_unsaved);
            let project = analyst.project.clone();
            book.adopt(head, project, &left.records, &left.journal)
                .ok()?;
        }
        None => {
            let is_unsaved = !seen.is_in_file;
            book.begin(head(seen.is_in_file, is_unsaved), analyst.project.clone())
                .ok()?;
        }
    }
    seen.safe = seen.states.len() - 1;
    let mut steps = left.map_or(0, |left| left.steps.len());
    for _ in 0..LENGTH {
        match analyst.rng.u8(..12) {
            0 => {
                let project = analyst.project.clone();
                let (saved, at) = (seen.states.len() - 1, steps);
                write_project_on(disk, Path::new(FILE), &project).ok()?;
                // A folder that can't be synced is no reason to refuse a save, so the cut there is not told.
                if disk.is_off() {
                    return None;
                }
                (seen.safe, seen.is_in_file) = (saved, true);
                // The analyst goes on while the save runs.
                for _ in 0..analyst.rng.usize(..3) {
                    steps += step(&mut book, analyst, seen)?;
                }
                book.saved(head(true, false), project, at).ok()?;
                steps -= at;
            }
            1 | 2 => {
                book.sync().ok()?;
                seen.safe = seen.states.len() - 1;
            }
            _ => steps += step(&mut book, analyst, seen)?,
        }
    }
    Some(())
}

/// One step; how many there were (a refused one is none), or `None` when the power has gone.
fn step(
    book: &mut Book<&PowerCut, Numbered<'_>>,
    analyst: &mut Analyst,
    seen: &mut Seen,
) -> Option<usize> {
    let Some((kind, applied)) = analyst.act() else {
        return Some(0);
    };
    seen.states.push(analyst.project.clone());
    let step = Step::of(kind, &applied, NOW, &analyst.project);
    book.step(&step, analyst.project.clone()).ok()?;
    Some(1)
}

/// The latest state that this is; it must be one.
fn place(project: &Project, seen: &Seen, what: &str) -> usize {
    assert_eq!(doctor::examine(project), vec![], "{what}");
    let found = seen.states.iter().rposition(|state| state == project);
    found.unwrap_or_else(|| panic!("{what} holds what never was"))
}

/// What the next start finds: the best journal, and how far it or the file goes.
fn found(disk: &PowerCut, seen: &Seen) -> (Option<Recovery>, usize) {
    let mut best = None;
    let mut reached = 0;
    let file = Path::new(FILE);
    for path in [file.to_owned(), backup_of(file)] {
        let Ok(bytes) = disk.read(&path) else {
            continue;
        };
        let loaded = load(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(loaded.notices, [], "{}", path.display());
        let at = place(&loaded.project, seen, "the file");
        if path == file {
            reached = at;
        }
    }
    for path in disk.names() {
        if path
            .extension()
            .is_none_or(|extension| extension != "journal")
        {
            continue;
        }
        let bytes = disk.read(&path).expect("a name leads to a file");
        let mut recovery = recover(&bytes).expect("a journal has a beginning");
        let at = place(&recovery.project, seen, "the journal");
        recovery.journal = path;
        if at >= reached {
            (best, reached) = (Some(recovery), at);
        }
    }
    (best, reached)
}

/// Plays a session with a cut at an operation; returns the number of operations.
fn play(seed: u64, at: Option<usize>) -> usize {
    let disk = PowerCut::new(seed ^ at.unwrap_or(0) as u64, at);
    let mut analyst = Analyst::new(seed);
    let mut seen = Seen {
        states: vec![analyst.project.clone()],
        safe: 0,
        is_in_file: false,
    };
    let through = session(&disk, &mut analyst, &mut seen, None);
    assert!(
        through.is_some() || disk.is_off(),
        "only a cut ends a session early"
    );
    let operations = disk.done();
    if seen.states.len() == 1 && through.is_none() {
        // The power went before anything was said to be safe.
        return operations;
    }
    // Recovered, and cut again while going on.
    let again = at.map(|at| 1 + at % 7);
    let disk = disk.restarted(again);
    let (left, reached) = found(&disk, &seen);
    assert!(
        reached >= seen.safe,
        "{} steps are lost",
        seen.safe - reached
    );
    let Some(left) = left else {
        return operations;
    };
    seen.states.truncate(reached + 1);
    seen.is_in_file = left.head.file().is_some();
    analyst.project = left.project.clone();
    analyst.history = History::clone(&left.history);
    seen.safe = reached;
    session(&disk, &mut analyst, &mut seen, Some(&left));
    let disk = disk.restarted(None);
    let (_, reached) = found(&disk, &seen);
    assert!(
        reached >= seen.safe,
        "{} steps are lost after recovering",
        seen.safe - reached
    );
    operations
}

#[test]
fn no_power_cut_loses_what_was_safe() {
    let number = |name: &str, usual: u64| {
        let set = std::env::var(name).ok();
        set.map_or(usual, |value| value.parse().expect("a number"))
    };
    let wanted = number("CLAIMDESK_CRASH_POINTS", 2_000);
    let first = number("CLAIMDESK_CRASH_SEED", 1);
    let mut points = 0;
    let mut seed = first;
    while points < wanted {
        let operations = play(seed, None);
        for at in 1..=operations {
            let played = std::panic::catch_unwind(|| play(seed, Some(at)));
            assert!(played.is_ok(), "seed {seed}, operation {at}");
        }
        points += operations as u64;
        seed += 1;
    }
    println!(
        "{points} power cuts in {} sessions, nothing lost",
        seed - first
    );
}
