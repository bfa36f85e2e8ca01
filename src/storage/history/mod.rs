//! The audit ledger in a project file. A record is a checksum, the checksum of the record it comes after, and
//! the step as the journal writes it:
//!
//! `3f2a… 91bc… (step: "commit", label: "Accept “Verrane”", at: "…", by: "Ada", …)`
//!
//! A checksum covers the one before it, so no record can be changed, left out or moved unnoticed. A record can
//! come after several (`91bc…+07de…`): that is how two lines of work become one again after a merge.

mod replay;
#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::schema::v1;
use crate::edit::Edit;
use crate::edit::actions::differences;
use crate::model::{Ledger, Project, Timestamp, hex};
pub use replay::{Entry, HistoryFault, Replay, replay, verify};

/// Hexadecimal digits of a checksum.
const SUM: usize = 32;
/// What the first record comes after.
const NOTHING: &str = "-";

/// What a record tells of. The first three are steps of the analyst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    Commit,
    Undo,
    Redo,
    /// The ledger was turned on: what the project was then.
    On,
    /// The ledger was turned off.
    Off,
    /// What was found to be different: changed outside the app, or merged.
    Outside,
}

impl EntryKind {
    pub const ALL: [Self; 6] = [
        Self::Commit,
        Self::Undo,
        Self::Redo,
        Self::On,
        Self::Off,
        Self::Outside,
    ];

    /// The word in the file.
    pub fn id(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::On => "on",
            Self::Off => "off",
            Self::Outside => "outside",
        }
    }

    /// The word for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Commit => "Changes",
            Self::Undo => "Undone",
            Self::Redo => "Redone",
            Self::On => "Turned on",
            Self::Off => "Turned off",
            Self::Outside => "Changed outside",
        }
    }

    fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

fn sum(after: &str, text: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(after);
    digest.update(" ");
    digest.update(text);
    let mut sum = hex(&digest.finalize());
    sum.truncate(SUM);
    sum
}

/// The checksum of the last record.
fn last(ledger: &Ledger) -> &str {
    let record = ledger.records.last();
    let sum = record.and_then(|record| record.split(' ').next());
    sum.unwrap_or(NOTHING)
}

fn head(is_on: bool, ledger: &Ledger) -> Arc<str> {
    let state = if is_on { "on" } else { "off" };
    format!("{state} {} {}", ledger.len(), last(ledger)).into()
}

fn push(project: &mut Project, after: Option<&str>, text: &str, is_on: bool) {
    let mut ledger = project.ledger().cloned().unwrap_or_default();
    let after = after.unwrap_or_else(|| last(&ledger)).to_owned();
    let record = format!("{} {after} {text}", sum(&after, text));
    ledger.records.push_back(record.into());
    ledger.head = head(is_on, &ledger);
    project.set_ledger(Some(ledger));
}

/// Adds a step that was just made, as the journal writes it, if a ledger is kept.
pub fn add(project: &mut Project, step: &str) {
    if project.ledger().is_some_and(Ledger::is_on) {
        push(project, None, step, true);
    }
}

fn said(
    kind: EntryKind,
    label: &str,
    who: (&str, Timestamp),
    edits: &[Edit],
    p: &Project,
) -> String {
    let heading = v1::Heading {
        step: kind.id(),
        label,
        at: &who.1.to_rfc3339(),
        by: who.0,
    };
    // Every mark of a sound project stands on a document, so it can be written.
    v1::write_change(heading, &[], edits, p).unwrap_or_default()
}

/// Begins to keep a ledger, or goes on with one: what the project is now is its first record.
pub fn turn_on(project: &mut Project, by: &str, at: Timestamp) {
    let earlier = project.ledger().map(|_| replay(project));
    let earlier = earlier.and_then(|replay| replay.entries.last().map(|it| it.after.clone()));
    let mut edits = Vec::new();
    let before = earlier.unwrap_or_else(|| {
        edits.push(Edit::Schema(project.schema().clone()));
        let mut empty = Project::new(project.id(), "");
        // It is said already.
        empty.set_schema(project.schema().clone());
        empty
    });
    edits.extend(differences(&before, project));
    let label = "History turned on";
    let text = said(EntryKind::On, label, (by, at), &edits, project);
    push(project, None, &text, true);
}

/// Ends the ledger. What it holds stays.
pub fn turn_off(project: &mut Project, by: &str, at: Timestamp) {
    let text = said(EntryKind::Off, "History turned off", (by, at), &[], project);
    push(project, None, &text, false);
}

/// What [`settle`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The ledger leads to the project as it is, or there is none.
    Fits,
    /// A record was added for what was changed elsewhere.
    Added,
    /// The ledger is not as it was written. Nothing was added.
    Broken(HistoryFault),
}

/// Records what was changed outside the app since the last record, so that the ledger leads to the project again.
pub fn settle(project: &mut Project, label: &str, by: &str, at: Timestamp) -> Settled {
    if !project.ledger().is_some_and(Ledger::is_on) {
        return Settled::Fits;
    }
    let replay = replay(project);
    match replay.fault {
        Some(HistoryFault::End) if replay.heads.len() > 1 => {}
        Some(fault) => return Settled::Broken(fault),
        None => {}
    }
    let Some(last) = replay.entries.last() else {
        return Settled::Fits;
    };
    let edits = differences(&last.after, project);
    if edits.is_empty() && replay.heads.len() == 1 {
        return Settled::Fits;
    }
    let text = said(EntryKind::Outside, label, (by, at), &edits, project);
    // The first is the one whose state was compared.
    let mut heads: Vec<&str> = replay.heads.iter().map(String::as_str).collect();
    heads.reverse();
    push(project, Some(&heads.join("+")), &text, true);
    Settled::Added
}

/// Takes in the records of a changed copy that was merged into the project, and records what the merge made.
pub fn join(project: &mut Project, theirs: &Project, label: &str, by: &str, at: Timestamp) {
    let (Some(own), Some(others)) = (project.ledger(), theirs.ledger()) else {
        return;
    };
    let mut ledger = own.clone();
    let known: HashSet<Arc<str>> = ledger.records.iter().cloned().collect();
    let new = others
        .records
        .iter()
        .filter(|record| !known.contains(*record));
    // Theirs come first, so that the last record is still ours.
    let common = ledger.records.iter().zip(&others.records);
    let common = common.take_while(|(a, b)| a == b).count();
    let after = ledger.records.split_off(common);
    ledger.records.extend(new.cloned());
    ledger.records.append(after);
    project.set_ledger(Some(ledger));
    settle(project, label, by, at);
}
