//! What the records of a journal say: first the head, then the project as a project file, then steps.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::edit::{Applied, Edit};
use crate::model::{DocumentId, Project, Timestamp};
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
    /// Words that are still being typed, as the step that would keep them. The next step, of whatever kind, takes
    /// its place; without a label it says that nothing is being typed.
    Draft,
}

impl StepKind {
    const ALL: [Self; 4] = [Self::Commit, Self::Undo, Self::Redo, Self::Draft];

    fn id(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Draft => "draft",
        }
    }
}

/// A step: the slots that it touched with the values that they have now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub kind: StepKind,
    pub label: String,
    pub at: Timestamp,
    /// The annotator; empty where it isn't known.
    pub by: String,
    pub edits: Vec<Edit>,
    /// Documents that it changes and that keep their text.
    pub same_texts: Vec<DocumentId>,
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
            by: String::new(),
            edits,
            same_texts: Vec::new(),
        }
    }

    /// The step with who made it. Texts that are in `before` needn't be written again.
    pub fn by(mut self, annotator: &str, before: &Project, project: &Project) -> Self {
        annotator.clone_into(&mut self.by);
        let text = |project: &Project, id| project.document(id).map(|it| it.text.clone());
        let changed = self.edits.iter().filter_map(|edit| match edit {
            Edit::Document(id, Some(_)) => Some(*id),
            _ => None,
        });
        self.same_texts = changed
            .filter(|id| text(before, *id) == text(project, *id))
            .collect();
        self
    }

    /// The step as a record. `project` is the one after it; `None` if a mark in it stands on no document.
    pub fn to_record(&self, project: &Project) -> Option<Vec<u8>> {
        let heading = v1::Heading {
            step: self.kind.id(),
            label: &self.label,
            at: &self.at.to_rfc3339(),
            by: &self.by,
        };
        v1::write_change(heading, &self.same_texts, &self.edits, project).map(String::into_bytes)
    }

    /// Reads a record; `None` if it says nothing that this version understands. `before` is the project
    /// before it.
    pub(super) fn from_record(record: &[u8], before: &Project) -> Option<Self> {
        let change: v1::Change<'_> = ron::de::from_bytes(record).ok()?;
        let kind = StepKind::ALL
            .into_iter()
            .find(|kind| kind.id() == change.step)?;
        let at = Timestamp::from_rfc3339(&change.at)?;
        let (label, by) = (change.label.clone(), change.by.clone());
        let left_out = |it: &v1::Document<'_>| it.text.is_empty().then(|| it.id.parse().ok());
        let same_texts = change.documents.iter().filter_map(left_out).flatten();
        let same_texts = same_texts.collect();
        let edits = v1::edits(change, before).ok()?;
        Some(Self {
            kind,
            label,
            at,
            by,
            edits,
            same_texts,
        })
    }
}

fn distinct<T: Ord>(ids: impl Iterator<Item = T>) -> std::collections::BTreeSet<T> {
    ids.collect()
}
