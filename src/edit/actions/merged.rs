//! Take in the outcome of a merge, as one step that can be taken back.

use super::restore::differences;
use super::{Outcome, count};
use crate::edit::{Author, Draft};
use crate::model::Project;

/// Makes the project the merged one.
pub fn take_in_merged(project: &Project, author: &mut Author, merged: &Project) -> Outcome {
    let edits = differences(project, merged);
    let label = format!("Merge {} from the disk", count(edits.len(), "change"));
    let mut draft = Draft::new(project, author);
    for edit in edits {
        draft.set(edit);
    }
    draft.finish(label, None, "The file holds nothing that is not here.")
}
