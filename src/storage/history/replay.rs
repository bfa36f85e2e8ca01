//! Reads a ledger from its first record to its last: checks the chain and makes every state again.

use std::collections::HashMap;

use super::{EntryKind, NOTHING, head, sum};
use crate::edit::Edit;
use crate::edit::actions::differences;
use crate::model::{Ledger, Project, Timestamp};
use crate::storage::schema::v1;

/// One record, with the project before and after it. Projects share what they have in common.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its checksum.
    pub sum: String,
    pub kind: EntryKind,
    pub label: String,
    pub by: String,
    pub at: Timestamp,
    pub edits: Vec<Edit>,
    pub before: Project,
    pub after: Project,
}

/// Where a ledger isn’t as it was written. Records are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HistoryFault {
    #[error("record {0} of the history can’t be read")]
    Unreadable(usize),
    #[error("record {0} of the history was changed")]
    Changed(usize),
    #[error("record {0} of the history doesn’t follow the one before it: one was removed or moved")]
    Moved(usize),
    #[error("record {0} of the history can’t be made again")]
    Unmakeable(usize),
    #[error("the end of the history isn’t the one that was saved: records were added or removed")]
    End,
    #[error(
        "the project is not what its history leads to: {0} {differ}",
        differ = if *.0 == 1 { "thing differs" } else { "things differ" }
    )]
    Differs(usize),
}

/// A ledger that was read.
#[derive(Clone, Debug, Default)]
pub struct Replay {
    pub entries: Vec<Entry>,
    /// The first fault; entries end before it.
    pub fault: Option<HistoryFault>,
    /// Checksums of the records that none comes after: one, or several after a merge of two files.
    pub heads: Vec<String>,
}

/// Reads the project’s ledger up to its first fault.
pub fn replay(project: &Project) -> Replay {
    let Some(ledger) = project.ledger() else {
        return Replay::default();
    };
    let mut replay = Replay::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (nth, record) in ledger.records.iter().enumerate() {
        match read(project, record, nth + 1, &replay.entries, &places) {
            Ok((entry, after)) => {
                replay.heads.retain(|head| !after.contains(head));
                replay.heads.push(entry.sum.clone());
                places.insert(entry.sum.clone(), replay.entries.len());
                replay.entries.push(entry);
            }
            Err(fault) => {
                replay.fault = Some(fault);
                return replay;
            }
        }
    }
    if replay.heads.len() != 1 || ledger.head != expected_head(&replay, ledger) {
        replay.fault = Some(HistoryFault::End);
    }
    replay
}

fn expected_head(replay: &Replay, ledger: &Ledger) -> std::sync::Arc<str> {
    let last = replay.entries.last().map(|entry| entry.kind);
    head(last != Some(EntryKind::Off), ledger)
}

/// The record, and what it comes after.
fn read(
    project: &Project,
    record: &str,
    number: usize,
    entries: &[Entry],
    places: &HashMap<String, usize>,
) -> Result<(Entry, Vec<String>), HistoryFault> {
    let mut words = record.splitn(3, ' ');
    let (Some(own), Some(after), Some(text)) = (words.next(), words.next(), words.next()) else {
        return Err(HistoryFault::Unreadable(number));
    };
    if sum(after, text) != own {
        return Err(HistoryFault::Changed(number));
    }
    let before = match (after, number) {
        (NOTHING, 1) => Some(Project::new(project.id(), "")),
        (NOTHING, _) => None,
        _ => {
            let mut parents = after.split('+').map(|sum| places.get(sum));
            let first = parents.next().flatten();
            let are_there = parents.all(|place| place.is_some());
            first
                .filter(|_| are_there)
                .and_then(|place| entries.get(*place))
                .map(|entry| entry.after.clone())
        }
    };
    let before = before.ok_or(HistoryFault::Moved(number))?;
    if places.contains_key(own) {
        return Err(HistoryFault::Moved(number));
    }
    let unreadable = || HistoryFault::Unreadable(number);
    let change: v1::Change<'_> = ron::from_str(text).map_err(|_| unreadable())?;
    let kind = EntryKind::of(&change.step).ok_or_else(unreadable)?;
    let at = Timestamp::from_rfc3339(&change.at).ok_or_else(unreadable)?;
    let (label, by) = (change.label.clone(), change.by.clone());
    let unmakeable = |_| HistoryFault::Unmakeable(number);
    let edits = v1::edits(change, &before).map_err(unmakeable)?;
    let mut state = before.clone();
    for edit in &edits {
        edit.clone().apply(&mut state);
    }
    let entry = Entry {
        sum: own.to_owned(),
        kind,
        label,
        by,
        at,
        edits,
        before,
        after: state,
    };
    Ok((entry, after.split('+').map(str::to_owned).collect()))
}

/// Whether the project’s ledger is as it was written and leads to the project as it is. How many records it has;
/// none without a ledger.
pub fn verify(project: &Project) -> Result<Option<usize>, HistoryFault> {
    let Some(ledger) = project.ledger() else {
        return Ok(None);
    };
    let replay = replay(project);
    if let Some(fault) = replay.fault {
        return Err(fault);
    }
    let last = replay.entries.last();
    if let Some(last) = last.filter(|_| ledger.is_on()) {
        let differ = differences(&last.after, project).len();
        if differ > 0 {
            return Err(HistoryFault::Differs(differ));
        }
    }
    Ok(Some(ledger.len()))
}
