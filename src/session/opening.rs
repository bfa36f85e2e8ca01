//! Opening articles, projects and folders, and telling what the reader of an article left out.

use std::path::{Path, PathBuf};

use super::command::Effect;
use super::jobs::{Cut, Finished};
use super::notice::Notice;
use super::sharing::{OnDisk, on_disk};
use super::{Pending, Session};
use crate::edit::actions;
use crate::model::{Document, DocumentId, IdSource, ProjectId, Timestamp};
use crate::sources::{self, Extent, Passage, Reading};
use crate::storage::{self, FileStamp, OpenError, Opened};

/// What the reader of a document's file took, and what it left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub document: DocumentId,
    /// How much of the file the document has now.
    pub extent: Extent,
    /// Of the file that was looked at.
    bytes_sha256: String,
    /// The file's whole text.
    pub passages: Vec<Passage>,
}

/// Up to this many files that can't be read are told one by one.
const TOLD_APART: usize = 3;

impl Session {
    /// Opens files, and the articles of folders.
    pub(super) fn open_paths(&mut self, paths: Vec<PathBuf>) {
        self.look_for_unsaved_work();
        let mut ids = IdSource::from_seed(self.ids.number());
        let now = (self.clock)();
        let (holder, wake) = (self.holder(), self.jobs.wake());
        self.jobs.start_watched("Opening", move |watch| {
            let mut disk = None;
            let mut results = Vec::new();
            let mut files = Vec::new();
            let mut folder = None;
            for path in paths {
                if !path.is_dir() {
                    files.push(path);
                    continue;
                }
                match storage::articles_in(&path) {
                    Ok(found) => {
                        let cut = found.cut || folder == Some(Cut::Cut);
                        folder = Some(if cut { Cut::Cut } else { Cut::Whole });
                        files.extend(found.files);
                    }
                    Err(error) => results.push((path, Err(error.into()))),
                }
            }
            let all = files.len();
            let mut files = files.into_iter();
            while !watch.is_cancelled()
                && let Some(file) = files.next()
            {
                watch.tell_files(all - files.len() - 1, all);
                // Taken first: what is written after it will be noticed.
                let stamp = FileStamp::of(&file);
                let opened = storage::open_or_repair(&file, &mut ids, now);
                if let (None, Ok(opened)) = (&disk, &opened) {
                    disk = on_disk(opened, stamp, holder.as_ref(), &wake);
                }
                results.push((file, opened));
            }
            let skipped = files.len();
            Finished::Opened {
                results,
                folder,
                skipped,
                disk,
            }
        });
    }

    pub(super) fn opened(
        &mut self,
        results: Vec<(PathBuf, Result<Opened, OpenError>)>,
        folder: Option<Cut>,
        skipped: usize,
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
                Ok(project @ (Opened::Project(..) | Opened::Repair(..))) => {
                    projects.push((project, path))
                }
                Err(error) => {
                    self.change_settings(|settings| {
                        settings.recent.retain(|r| r.path != path || path.exists());
                    });
                    faults.push(error.to_string());
                }
            }
        }
        self.tell_faults(&faults);
        if skipped > 0 {
            let text = format!("Stopped. {} left unopened.", counted(skipped, "file"));
            self.notify(Notice::info(text));
        }
        if let Some(cut) = folder {
            self.tell_count(articles.len(), faults.len(), cut);
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

    fn tell_count(&mut self, articles: usize, refused: usize, cut: Cut) {
        let skipped = match refused {
            0 => String::new(),
            many => format!(" {} skipped.", counted(many, "file")),
        };
        let counted = match articles {
            0 => "The folder holds no article that can be opened.".to_owned(),
            many => {
                let articles = actions::count(many, "article");
                format!("Opened {articles} of the folder.{skipped}")
            }
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

    /// Makes a document of what is on the clipboard.
    pub(super) fn paste(&mut self, text: &str, html: Option<&str>) {
        let id = DocumentId::from_number(self.ids.number());
        let now = (self.clock)();
        let rich = html.and_then(|html| sources::from_html(html, text, id, now));
        match rich.map_or_else(|| sources::from_text("", text, id, now), Ok) {
            Ok(document) => {
                let is_new = self.work.is_none();
                self.take_in(vec![document]);
                if let Some(work) = &mut self.work {
                    // Pasted words are nowhere else.
                    work.history.mark_unsaved();
                }
                if is_new {
                    self.keep_from_here();
                }
            }
            Err(error) => self.notify(Notice::error(format!("Can’t paste: {error}"))),
        }
    }

    /// Reads the file of the document in view once for its article and once for all it shows.
    pub(super) fn look_at_left_out(&mut self) {
        let Some(work) = self.work.as_ref() else {
            return;
        };
        let Some(document) = work.active() else {
            return;
        };
        let (project, id) = (work.project.id(), document.id);
        let Some(path) = self.opened_from.get(&id).cloned() else {
            self.notify(Notice::warning(FILE_NOT_KNOWN));
            return;
        };
        let taken = document.text.clone();
        let reading = Reading::of(&document.origin);
        let now = (self.clock)();
        self.jobs.start("Reading the file", move || {
            let all = Reading {
                extent: Extent::All,
                ..reading
            };
            let read = read_as_before(&path, all, id, now);
            Finished::LeftOut {
                project,
                document: id,
                result: read.map(|read| LeftOut {
                    document: id,
                    extent: reading.extent,
                    bytes_sha256: read.origin.bytes_sha256.clone(),
                    passages: sources::compare(&taken, &read.text),
                }),
            }
        });
    }

    pub(super) fn have_looked(
        &mut self,
        project: ProjectId,
        document: DocumentId,
        result: Result<LeftOut, OpenError>,
    ) {
        let Some(work) = self.work.as_ref().filter(|w| w.project.id() == project) else {
            return;
        };
        let Some(now) = work.project.document(document) else {
            return;
        };
        match result {
            Ok(left) if left.bytes_sha256 != now.origin.bytes_sha256 => {
                let text = has_changed(&now.origin.path);
                self.notify(Notice::warning(text));
            }
            Ok(left) => {
                self.left_out = Some(left);
                self.ask(Effect::ShowLeftOut);
            }
            Err(error) => self.notify(Notice::error(error.to_string())),
        }
    }

    /// What was left out of a file, once it was looked for.
    pub fn left_out(&self) -> Option<&LeftOut> {
        self.left_out.as_ref()
    }
}

/// Reads a file in the encoding that it was read in. Where that was a guess which overlooked a damaged character,
/// it is guessed again.
pub(super) fn read_as_before(
    path: &Path,
    reading: Reading,
    id: DocumentId,
    now: Timestamp,
) -> Result<Document, OpenError> {
    let guessed = Reading {
        encoding: None,
        ..reading
    };
    storage::read_article_as(path, reading, id, now)
        .or_else(|_| storage::read_article_as(path, guessed, id, now))
}

fn counted(number: usize, word: &str) -> String {
    match number {
        1 => format!("1 {word} is"),
        _ => format!("{number} {word}s are"),
    }
}

pub(super) fn has_changed(path: &str) -> String {
    format!("{path} has changed since it was opened. Open it again as another document.")
}

pub(super) const FILE_NOT_KNOWN: &str = "This document’s file isn’t known: it was opened before the program was last started, or pasted. Open the file again.";
