//! Imports: read by a worker, shown to the analyst, and then a project of their own or part of the open one.

use std::path::{Path, PathBuf};

use super::action::Action;
use super::command::{Effect, Into};
use super::exchange::import;
use super::jobs::{Finished, ImportError};
use super::notice::Notice;
use super::{Pending, Session};
use crate::edit::actions;
use crate::formats::{self, ImportNote, Imported, LabelMap};
use crate::model::{IdSource, KindId, LabelSchema};

/// What was read and waits for the analyst's word.
pub struct Importing {
    /// The name of the file.
    pub name: String,
    /// The name of its format.
    pub format: &'static str,
    pub imported: Imported,
}

impl Importing {
    /// Everything that the analyst should know of what was read.
    pub fn notes(&self) -> &[ImportNote] {
        &self.imported.notes
    }

    /// Documents whose text is in a project already.
    pub fn met(&self, project: &crate::model::Project) -> usize {
        let documents = self.imported.project.documents();
        let is_there =
            |text: &crate::model::Text| project.documents().any(|known| known.text == *text);
        documents
            .filter(|document| is_there(&document.text))
            .count()
    }
}

impl Session {
    pub(super) fn import_from(&mut self, format: &'static str, path: PathBuf) {
        let mut ids = IdSource::from_seed(self.ids.number());
        let now = (self.clock)();
        self.jobs.start("Importing", move || {
            let result = import(&path, format, &mut ids, now).map(Box::new);
            Finished::Imported { path, result }
        });
    }

    /// Takes what was read at once where there is nothing to ask or to tell, else asks.
    pub(super) fn imported(
        &mut self,
        path: &Path,
        result: Result<Box<(&'static str, Imported)>, ImportError>,
    ) {
        let (format, imported) = match result {
            Ok(read) => *read,
            Err(error) => return self.notify(Notice::error(error.to_string())),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_plain = imported.notes.is_empty() && imported.labels.is_empty();
        self.importing = Some(Importing {
            name: name.into_owned(),
            format,
            imported,
        });
        if is_plain && self.work.is_none() {
            self.take_import(Into::NewProject, LabelMap::new());
        } else {
            self.ask(Effect::ShowImport);
        }
    }

    /// What was read and waits for the analyst's word.
    pub fn importing(&self) -> Option<&Importing> {
        self.importing.as_ref()
    }

    /// The schema that an import would get, and its labels that mean no kind of it with the kinds that they
    /// would become: those chosen the last time, or the catch-all.
    pub fn labels_to_map(&self, into: Into) -> Vec<(String, KindId)> {
        let Some(importing) = &self.importing else {
            return Vec::new();
        };
        let schema = self.schema_for(into);
        let map = &self.settings.import_labels;
        let map = map
            .iter()
            .map(|(label, kind)| (label.clone(), KindId::new(kind)));
        formats::unknown_labels(&importing.imported, &schema, &map.collect())
    }

    /// The schema of the project that an import goes to.
    pub fn schema_for(&self, into: Into) -> std::sync::Arc<LabelSchema> {
        match (into, &self.work, &self.importing) {
            (Into::OpenProject, Some(work), _) => work.project.schema().clone(),
            (_, _, Some(importing)) => importing.imported.project.schema().clone(),
            _ => std::sync::Arc::default(),
        }
    }

    pub(super) fn drop_import(&mut self) {
        self.importing = None;
    }

    pub(super) fn take_import(&mut self, into: Into, labels: LabelMap) {
        let Some(importing) = self.importing.take() else {
            return;
        };
        self.change_settings(|settings| {
            let labels = labels
                .iter()
                .map(|(label, kind)| (label.clone(), kind.to_string()));
            settings.import_labels.extend(labels);
        });
        let name = &importing.name;
        let work = self.work.as_ref().filter(|_| into == Into::OpenProject);
        let Some(work) = work else {
            let schema = importing.imported.project.schema().clone();
            let project = formats::mapped(&importing.imported, &schema, &labels);
            return self.unless_unsaved(Pending::Import(Box::new(project)));
        };
        let mut ids = IdSource::from_seed(self.ids.number());
        let (project, added) =
            formats::adopt(&work.project, &importing.imported, &labels, &mut ids);
        let label = format!("Import {name}");
        if self.edit(|p, a| actions::become_project(p, a, &project, &label)) {
            self.notify(Notice::info(format!("{added}.")).with("Undo", Action::Undo));
        }
    }
}
