//! What the records of a journal say: first the head, then the project as a project file, then steps.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::edit::{Applied, Edit};
use crate::model::{Project, Timestamp};
use crate::storage::save::save;
use crate::storage::schema::v1;

/// What a journal belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The project file; empty for a project that was never saved.
    file: String,
    /// The project's name.
    pub name: String,
    /// Whether the project it begins from is nowhere else.
    pub is_unsaved: bool,
}

impl Head {
    pub fn new(file: Option<&Path>, name: &str, is_unsaved: bool) -> Self {
        // A path that is no text can't be written down; the project then comes back as a copy.
        let file = file.and_then(Path::to_str).unwrap_or_default();
        Self {
            file: file.to_owned(),
            name: name.to_owned(),
            is_unsaved,
        }
    }

    /// The project file; `None` for a project that was never saved.
    pub fn file(&self) -> Option<PathBuf> {
        (!self.file.is_empty()).then(|| self.file.clone().into())
    }

    /// The head as a record.
    pub fn to_record(&self) -> Vec<u8> {
        ron::to_string(self).unwrap_or_default().into_bytes()
    }

    pub(super) fn from_record(record: &[u8]) -> Option<Self> {
        ron::de::from_bytes(record).ok()
    }
}

/// The project that a journal begins from, as a record.
pub fn snapshot(project: &Project) -> Vec<u8> {
    save(project).into_bytes()
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    Commit,
    Undo,
    Redo,
}

impl StepKind {
    const ALL: [Self; 3] = [Self::Commit, Self::Undo, Self::Redo];

    fn id(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }
}

/// A step: the slots that it touched with the values that they have now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: StepKind,
    pub label: String,
    pub at: Timestamp,
    pub edits: Vec<Edit>,
}

impl Step {
    /// The step that was just applied. `project` is as it is now.
    pub fn of(kind: StepKind, applied: &Applied, at: Timestamp, project: &Project) -> Self {
        let touched = &applied.touched;
        // A title has no slot of its own in `touched` and is short, so it always comes along.
        let mut edits = vec![Edit::Title(project.title().into())];
        if touched.schema {
            edits.push(Edit::Schema(project.schema().clone()));
        }
        if touched.order {
            edits.push(Edit::Order(project.document_order().clone()));
        }
        for id in distinct(touched.documents.iter().copied()) {
            edits.push(Edit::Document(id, project.document(id).cloned()));
        }
        for id in distinct(touched.entities.iter().map(|(id, _)| *id)) {
            edits.push(Edit::Entity(id, project.entity(id).cloned()));
        }
        for id in distinct(touched.mentions.iter().map(|(id, _)| *id)) {
            edits.push(Edit::Mention(id, project.mention(id).cloned()));
        }
        for id in distinct(touched.claims.iter().map(|(id, _)| *id)) {
            edits.push(Edit::Claim(id, project.claim(id).cloned()));
        }
        for id in distinct(touched.links.iter().copied()) {
            edits.push(Edit::Link(id, project.link(id).cloned()));
        }
        for id in distinct(touched.rules.iter().copied()) {
            edits.push(Edit::Rule(id, project.rule(id).cloned()));
        }
        Self {
            kind,
            label: applied.label.clone(),
            at,
            edits,
        }
    }

    /// The step as a record. `project` is the one after it; `None` if a mark in it stands on no document.
    pub fn to_record(&self, project: &Project) -> Option<Vec<u8>> {
        let heading = v1::Heading {
            step: self.kind.id(),
            label: &self.label,
            at: &self.at.to_rfc3339(),
        };
        v1::write_change(heading, &self.edits, project).map(String::into_bytes)
    }

    /// Reads a record; `None` if it says nothing that this version understands. `before` is the project
    /// before it.
    pub(super) fn from_record(record: &[u8], before: &Project) -> Option<Self> {
        let change: v1::Change = ron::de::from_bytes(record).ok()?;
        let kind = StepKind::ALL
            .into_iter()
            .find(|kind| kind.id() == change.step)?;
        let at = Timestamp::from_rfc3339(&change.at)?;
        let label = change.label.clone();
        let edits = v1::edits(change, before).ok()?;
        Some(Self {
            kind,
            label,
            at,
            edits,
        })
    }
}

fn distinct<T: Ord>(ids: impl Iterator<Item = T>) -> std::collections::BTreeSet<T> {
    ids.collect()
}
