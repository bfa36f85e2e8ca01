//! Opening articles, projects and folders, and reading an article again in another encoding.

use std::path::PathBuf;

use super::command::Effect;
use super::jobs::{Cut, Finished};
use super::notice::Notice;
use super::sharing::{OnDisk, on_disk};
use super::{Pending, Session};
use crate::edit::actions;
use crate::model::{Document, DocumentId, IdSource, ProjectId};
use crate::storage::{self, FileStamp, OpenError, Opened};

/// Up to this many files that can't be read are told one by one.
const TOLD_APART: usize = 3;

impl Session {
    /// Opens files, and the articles of folders.
    pub(super) fn open_paths(&mut self, paths: Vec<PathBuf>) {
        self.look_for_unsaved_work();
        let mut ids = IdSource::from_seed(self.ids.number());
        let now = (self.clock)();
        let (holder, wake) = (self.holder(), self.jobs.wake());
        self.jobs.start("Opening", move || {
            let mut results = Vec::new();
            let mut folder = None;
            let mut disk = None;
            for path in paths {
                if !path.is_dir() {
                    // Taken first: what is written after it will be noticed.
                    let stamp = FileStamp::of(&path);
                    let opened = storage::open_path(&path, &mut ids, now);
                    if let (None, Ok(opened)) = (&disk, &opened) {
                        disk = on_disk(opened, stamp, holder.as_ref(), &wake);
                    }
                    results.push((path, opened));
                    continue;
                }
                match storage::articles_in(&path) {
                    Ok(found) => {
                        let cut = found.cut || folder == Some(Cut::Cut);
                        folder = Some(if cut { Cut::Cut } else { Cut::Whole });
                        for file in found.files {
                            let opened = storage::open_path(&file, &mut ids, now);
                            results.push((file, opened));
                        }
                    }
                    Err(error) => results.push((path, Err(error.into()))),
                }
            }
            Finished::Opened {
                results,
                folder,
                disk,
            }
        });
    }

    pub(super) fn opened(
        &mut self,
        results: Vec<(PathBuf, Result<Opened, OpenError>)>,
        folder: Option<Cut>,
        disk: Option<OnDisk>,
    ) {
        let mut articles = Vec::new();
        let mut projects = Vec::new();
        let mut faults = Vec::new();
        for (path, result) in results {
            match result {
                Ok(Opened::Article(document)) => {
                    self.opened_from.insert(document.id, path);
                    articles.push(*document);
                }
                Ok(project @ Opened::Project(..)) => projects.push((project, path)),
                Err(error) => {
                    self.change_settings(|settings| {
                        settings.recent.retain(|r| r.path != path || path.exists());
                    });
                    faults.push(error.to_string());
                }
            }
        }
        self.tell_faults(&faults);
        if let Some(cut) = folder {
            self.tell_count(articles.len(), cut);
        }
        if projects.len() > 1 {
            let why = "One project can be open at a time. Opened the first of them.";
            self.notify(Notice::warning(why));
        }
        if let Some((project, path)) = projects.into_iter().next() {
            let disk = Box::new(disk.unwrap_or_default());
            self.unless_unsaved(Pending::Replace(Box::new(project), path, disk));
        }
        if !articles.is_empty() {
            self.take_in(articles);
        }
    }

    fn tell_faults(&mut self, faults: &[String]) {
        if faults.len() <= TOLD_APART {
            for fault in faults {
                self.notify(Notice::error(fault.clone()));
            }
        } else if let Some(first) = faults.first() {
            let count = faults.len();
            let text = format!("{count} files can’t be opened. The first: {first}");
            self.notify(Notice::error(text));
        }
    }

    fn tell_count(&mut self, articles: usize, cut: Cut) {
        let counted = match articles {
            0 => "The folder holds no article that can be opened.".to_owned(),
            1 => "Opened 1 article of the folder.".to_owned(),
            many => format!("Opened {many} articles of the folder."),
        };
        let notice = match cut {
            Cut::Whole if articles > 0 => Notice::info(counted),
            Cut::Whole => Notice::warning(counted),
            Cut::Cut => Notice::warning(format!(
                "{counted} It holds more than is taken at once ({} files); open its folders one by one.",
                storage::MAX_FILES
            )),
        };
        self.notify(notice);
    }

    /// Asks for the encoding in which the document in view is read again.
    pub(super) fn choose_encoding(&mut self) {
        let Some(document) = self.work.as_ref().and_then(|work| work.active()) else {
            return;
        };
        let id = document.id;
        if self.opened_from.contains_key(&id) {
            self.ask(Effect::ChooseEncoding(id));
        } else {
            self.notify(Notice::warning(FILE_NOT_KNOWN));
        }
    }

    /// Reads a document's file again in another encoding.
    pub(super) fn read_again(&mut self, document: DocumentId, label: &'static str) {
        let Some(project) = self.work.as_ref().map(|work| work.project.id()) else {
            return;
        };
        let Some(path) = self.opened_from.get(&document).cloned() else {
            self.notify(Notice::warning(FILE_NOT_KNOWN));
            return;
        };
        let now = (self.clock)();
        self.jobs.start("Opening", move || Finished::ReadAgain {
            project,
            document,
            result: storage::read_article_as(&path, label, document, now).map(Box::new),
        });
    }

    pub(super) fn have_read_again(
        &mut self,
        project: ProjectId,
        document: DocumentId,
        result: Result<Box<Document>, OpenError>,
    ) {
        let Some(work) = self.work.as_ref().filter(|w| w.project.id() == project) else {
            return;
        };
        let Some(earlier) = work.project.document(document) else {
            return;
        };
        match result {
            Ok(read) if read.origin.bytes_sha256 != earlier.origin.bytes_sha256 => {
                let text = format!(
                    "{} has changed since it was opened. Open it again as another document.",
                    earlier.origin.path
                );
                self.notify(Notice::warning(text));
            }
            Ok(read) => {
                let replaced =
                    self.edit_and_say(|p, a| actions::replace_text(p, a, document, *read));
                if replaced && self.settings.suggest_on_open {
                    self.suggest_new(vec![document]);
                }
            }
            Err(error) => self.notify(Notice::error(error.to_string())),
        }
    }
}

const FILE_NOT_KNOWN: &str = "This document’s file isn’t known: it was opened before the program was last started, or pasted. Open the file again.";
