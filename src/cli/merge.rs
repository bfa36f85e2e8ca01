//! `merge`: two projects that began from one, made one; also the merge driver for git.

use std::path::Path;

use super::error::{CliError, DONE, INPUT_AT_FAULT, USAGE_OR_IO};
use super::files::{complain, name_of, open_project};
use crate::edit::actions::count;
use crate::edit::merge::merge;
use crate::model::{Project, Timestamp, doctor};
use crate::storage::{self, history};

/// Merges; where both sides changed the same thing, ours is written and the conflict told. Returns 0 without
/// conflicts, 1 with some, 2 where nothing was written.
pub(super) fn run(base: &Path, ours: &Path, theirs: &Path, out: &Path) -> Result<u8, CliError> {
    match merged(base, ours, theirs, out) {
        // In a merge, 1 says that there are conflicts; what can't be read is worse.
        Err(error) if error.exit_code() == INPUT_AT_FAULT => {
            complain(error);
            Ok(USAGE_OR_IO)
        }
        other => other,
    }
}

fn merged(base: &Path, ours: &Path, theirs: &Path, out: &Path) -> Result<u8, CliError> {
    let base = base_of(base)?;
    let (here, there) = (open_project(ours)?, open_project(theirs)?);
    if here.id() != there.id() {
        return Err(CliError::Input(format!(
            "Can’t merge {} with {}: they are different projects, not changed copies of one.",
            name_of(ours),
            name_of(theirs)
        )));
    }
    let mut merged = merge(base.as_ref(), &here, &there, &[]);
    let label = format!("Merged with {}", name_of(theirs));
    history::join(
        &mut merged.project,
        &there,
        &label,
        "claimdesk merge",
        Timestamp::now(),
    );
    if let Some(first) = doctor::examine(&merged.project).first() {
        return Err(CliError::Input(format!(
            "Can’t merge: together they are not sound ({}). Nothing was written.",
            first.message
        )));
    }
    storage::write_project_alone(out, &merged.project)?;
    for note in &merged.notes {
        complain(note);
    }
    for conflict in &merged.conflicts {
        complain(format_args!("Conflict: {conflict}. Ours is kept."));
    }
    match merged.conflicts.len() {
        0 => Ok(DONE),
        number => {
            complain(format_args!(
                "{} in {}. The project is sound; what is kept can be changed in it.",
                count(number, "conflict"),
                name_of(out)
            ));
            Ok(INPUT_AT_FAULT)
        }
    }
}

/// The state that both began from; `None` for an empty file, which git gives where there is none.
fn base_of(path: &Path) -> Result<Option<Project>, CliError> {
    if storage::read_file(path, storage::MAX_BYTES)?.is_empty() {
        return Ok(None);
    }
    open_project(path).map(Some)
}
