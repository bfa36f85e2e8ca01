//! Earlier versions of the open project: what they are, what has changed since, and the way back.

use std::path::{Path, PathBuf};

use super::Session;
use super::command::Effect;
use super::file_names::PROJECT_ENDING;
use super::jobs::Finished;
use super::notice::Notice;
use super::safety::whole;
use crate::edit::Edit;
use crate::edit::actions::{self, differences};
use crate::edit::merge::{Changed, changed_fields};
use crate::model::{Anchor, DocumentId, Project, ProjectId, Timestamp};
use crate::storage::{self, Version, VersionLimits};

/// What happened to something since a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    Added,
    Removed,
    Changed,
}

impl How {
    pub fn label(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Removed => "Removed",
            Self::Changed => "Changed",
        }
    }
}

/// One thing that is different now: “Added mention “Tomas Verrane””.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub how: How,
    /// What sort of thing it is: “mention”.
    pub what: &'static str,
    /// Its name or the words on which it stands.
    pub words: String,
    /// Of what was there before and after: which fields are others now.
    pub fields: Vec<Changed>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} “{}”", self.how.label(), self.what, self.words)?;
        for (number, field) in self.fields.iter().enumerate() {
            write!(f, "{}{field}", if number == 0 { ": " } else { ", " })?;
        }
        Ok(())
    }
}

/// A version as the dialog shows it.
#[derive(Clone, Debug)]
pub struct VersionRow {
    pub path: PathBuf,
    pub saved: Timestamp,
    pub documents: usize,
    pub mentions: usize,
    pub claims: usize,
    /// The name that the file had then, without its ending, if it has moved since.
    pub elsewhere: Option<String>,
    /// What has changed from it to now.
    pub since: Vec<Difference>,
    project: Project,
}

impl VersionRow {
    fn new(version: Version, now: &Project) -> Self {
        Self {
            documents: version.project.document_order().len(),
            mentions: version.project.mention_count(),
            claims: version.project.claim_count(),
            since: readable(&version.project, now),
            elsewhere: version.elsewhere.as_deref().map(|file| {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                name.trim_end_matches(PROJECT_ENDING).to_owned()
            }),
            path: version.path,
            saved: version.saved,
            project: version.project,
        }
    }
}

impl Session {
    /// Versions of the open project, the latest first; `None` while they are being read.
    pub fn versions(&self) -> Option<&[VersionRow]> {
        self.versions.as_deref()
    }

    pub(super) fn show_versions(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        self.versions = None;
        let project = work.project.clone();
        let path = work.path.as_deref().map(whole);
        let place = self.data_folder().map(Path::to_owned).zip(path);
        self.jobs.start("Reading earlier versions", move || {
            let found = place.map_or(Vec::new(), |(data, path)| {
                storage::versions_of(&data, project.id(), &path)
            });
            let rows = found
                .into_iter()
                .map(|found| VersionRow::new(found, &project));
            Finished::Versions(project.id(), rows.collect())
        });
        self.ask(Effect::ShowVersions);
    }

    pub(super) fn versions_read(&mut self, project: ProjectId, rows: Vec<VersionRow>) {
        if self
            .work
            .as_ref()
            .is_some_and(|work| work.project.id() == project)
        {
            self.versions = Some(rows);
        }
    }

    pub(super) fn restore(&mut self, path: &Path) {
        let rows = self.versions.take().unwrap_or_default();
        match rows.into_iter().find(|row| row.path == path) {
            Some(row) => {
                let when = row.saved.local("%-d %B, %H:%M");
                self.edit_as_it_is(|p, a| actions::restore(p, a, &row.project, &when));
            }
            None => self.notify(Notice::warning("That version is no longer there.")),
        }
    }

    /// How many versions are kept, and how long.
    pub(super) fn version_limits(&self) -> VersionLimits {
        VersionLimits {
            number: self.settings().versions_kept,
            days: self.settings().versions_days,
        }
    }
}

/// What has changed from one project to another, for people.
pub fn readable(from: &Project, to: &Project) -> Vec<Difference> {
    changes(&differences(from, to), from, to)
}

/// What these edits change from one project to the other, for people.
pub(super) fn changes(edits: &[Edit], from: &Project, to: &Project) -> Vec<Difference> {
    let mut all: Vec<_> = edits.iter().map(|edit| one(edit, from, to)).collect();
    all.sort_by_key(|difference| difference.how);
    all
}

fn one(edit: &Edit, from: &Project, to: &Project) -> Difference {
    let (was, is, what, words) = match edit {
        Edit::Title(title) => (true, true, "title", title.to_string()),
        Edit::Schema(_) => (true, true, "label schema", "kinds".to_owned()),
        Edit::Order(_) => (true, true, "documents", "order".to_owned()),
        Edit::Document(id, _) => {
            let (was, is) = (from.document(*id), to.document(*id));
            let words = is.or(was).map(|document| document.title.clone());
            (
                was.is_some(),
                is.is_some(),
                "document",
                words.unwrap_or_default(),
            )
        }
        Edit::Entity(id, _) => {
            let (was, is) = (from.entity(*id), to.entity(*id));
            let words = is.or(was).map(|entity| entity.name.clone());
            (
                was.is_some(),
                is.is_some(),
                "entity",
                words.unwrap_or_default(),
            )
        }
        Edit::Mention(id, _) => {
            let (was, is) = (from.mention(*id), to.mention(*id));
            let words = is.or(was).map(|m| quote(from, to, m.document, &m.anchor));
            (
                was.is_some(),
                is.is_some(),
                "mention",
                words.unwrap_or_default(),
            )
        }
        Edit::Claim(id, _) => {
            let (was, is) = (from.claim(*id), to.claim(*id));
            let words = is
                .or(was)
                .map(|c| quote(from, to, c.document, &c.content.anchor));
            (
                was.is_some(),
                is.is_some(),
                "claim",
                words.unwrap_or_default(),
            )
        }
        Edit::Rule(id, _) => {
            let (was, is) = (from.rule(*id), to.rule(*id));
            let words = is.or(was).map(|rule| rule.lesson.words().to_string());
            (
                was.is_some(),
                is.is_some(),
                "learned rule",
                words.unwrap_or_default(),
            )
        }
        Edit::Link(id, _) => {
            let (was, is) = (from.link(*id), to.link(*id));
            let words = is.or(was).map(|link| link.kind.label().to_lowercase());
            (
                was.is_some(),
                is.is_some(),
                "link",
                words.unwrap_or_default(),
            )
        }
    };
    let how = match (was, is) {
        (false, _) => How::Added,
        (true, false) => How::Removed,
        (true, true) => How::Changed,
    };
    let fields = match how {
        How::Changed => changed_fields(from, to, edit),
        How::Added | How::Removed => Vec::new(),
    };
    Difference {
        how,
        what,
        words,
        fields,
    }
}

fn quote(from: &Project, to: &Project, document: DocumentId, anchor: &Anchor) -> String {
    let found = to.document(document).or(from.document(document));
    found.map_or(String::new(), |document| {
        let quote = anchor.quote(&document.text);
        actions::short(&quote.split_whitespace().collect::<Vec<_>>().join(" "))
    })
}
