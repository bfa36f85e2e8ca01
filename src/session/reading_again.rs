//! Reading an article’s file again, in another encoding or as a whole. Its marks go along; before one is lost, the
//! analyst is asked.

use std::path::Path;

use super::Session;
use super::action::Action;
use super::command::Effect;
use super::jobs::Finished;
use super::notice::{Notice, past};
use super::opening::{FILE_NOT_KNOWN, has_changed, read_as_before};
use crate::anchor::{Alignment, Kinship};
use crate::edit::actions::{self, Moves, count};
use crate::model::{Anchor, Document, DocumentId, ProjectId, Timestamp};
use crate::sources::{Extent, Reading};
use crate::storage::{self, OpenError};

/// A document as it was read again, and where the marks of the earlier text go.
#[derive(Debug)]
pub struct ReadAgain {
    document: Document,
    alignment: Alignment,
}

/// A text that waits for the analyst’s word, since marks would be lost with the earlier one.
#[derive(Debug)]
pub struct Replacing {
    pub document: DocumentId,
    /// What becomes of the marks.
    pub moves: Moves,
    read: ReadAgain,
}

impl Session {
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
        let reading = Reading {
            encoding: Some(label),
            ..self.reading_of(document)
        };
        self.start_reading_again(document, move |path, id, now| {
            storage::read_article_as(path, reading, id, now)
        });
    }

    /// Reads a document's file again, its article or all of its text.
    pub(super) fn take_extent(&mut self, document: DocumentId, extent: Extent) {
        let reading = self.reading_of(document);
        self.start_reading_again(document, move |path, id, now| {
            read_as_before(path, Reading { extent, ..reading }, id, now)
        });
    }

    /// How a document was read.
    fn reading_of(&self, document: DocumentId) -> Reading {
        let work = self.work.as_ref();
        let document = work.and_then(|work| work.project.document(document));
        document.map_or(Reading::default(), |document| Reading::of(&document.origin))
    }

    fn start_reading_again(
        &mut self,
        document: DocumentId,
        read: impl FnOnce(&Path, DocumentId, Timestamp) -> Result<Document, OpenError> + Send + 'static,
    ) {
        let Some(work) = &self.work else {
            return;
        };
        let Some(earlier) = work.project.document(document).cloned() else {
            return;
        };
        let project = work.project.id();
        let Some(path) = self.opened_from.get(&document).cloned() else {
            self.notify(Notice::warning(FILE_NOT_KNOWN));
            return;
        };
        let now = (self.clock)();
        self.jobs.start("Reading the file", move || {
            let read = read(&path, document, now);
            let result = read.map(|read| Box::new(ReadAgain::new(&earlier, read)));
            Finished::ReadAgain {
                project,
                document,
                result,
            }
        });
    }

    pub(super) fn have_read_again(
        &mut self,
        project: ProjectId,
        document: DocumentId,
        result: Result<Box<ReadAgain>, OpenError>,
    ) {
        let Some(work) = self.work.as_ref().filter(|w| w.project.id() == project) else {
            return;
        };
        let Some(earlier) = work.project.document(document) else {
            return;
        };
        let read = match result {
            Ok(read) => *read,
            Err(error) => return self.notify(Notice::error(error.to_string())),
        };
        if read.document.origin.bytes_sha256 != earlier.origin.bytes_sha256 {
            let text = has_changed(&earlier.origin.path);
            return self.notify(Notice::warning(text));
        }
        if *read.alignment.old() != earlier.text {
            let text = "The text has become another one meanwhile. Read the file again.";
            return self.notify(Notice::warning(text));
        }
        let text = &read.document.text;
        let moves = actions::moves(&work.project, document, text, &|it| read.place(it));
        let is_asked = !moves.lost.is_empty();
        self.replacing = Some(Replacing {
            document,
            moves,
            read,
        });
        match is_asked {
            true => self.ask(Effect::AskReading),
            false => self.take_reading(),
        }
    }

    /// The text that waits for the analyst’s word.
    pub fn replacing(&self) -> Option<&Replacing> {
        self.replacing.as_ref()
    }

    pub(super) fn drop_reading(&mut self) {
        self.replacing = None;
    }

    /// Takes the text that was read again, with the marks that have a place in it.
    pub(super) fn take_reading(&mut self) {
        let Some(replacing) = self.replacing.take() else {
            return;
        };
        let Replacing {
            document,
            moves,
            read,
        } = replacing;
        let alignment = read.alignment;
        let place = |anchor: &Anchor| alignment.place(anchor);
        let done =
            self.step_as_it_is(|p, a| actions::replace_text(p, a, document, read.document, &place));
        let Some(done) = done else {
            return;
        };
        let mut said = past(&done.label);
        if moves.kept > 0 {
            said = format!("{said}. {} kept", count(moves.kept, "mark"));
        }
        self.notify(Notice::info(said).with("Undo", Action::Undo));
        if self.settings.suggest_on_open {
            self.suggest_new(vec![document]);
        }
    }
}

impl ReadAgain {
    fn new(earlier: &Document, document: Document) -> Self {
        let (was, is) = (Reading::of(&earlier.origin), Reading::of(&document.origin));
        // The same part of the same file, so only letters can differ.
        let kinship = match was.extent == is.extent && was.encoding != is.encoding {
            true => Kinship::Bytes,
            false => Kinship::Words,
        };
        let alignment = Alignment::new(&earlier.text, &document.text, kinship);
        Self {
            document,
            alignment,
        }
    }

    fn place(&self, anchor: &Anchor) -> Option<Anchor> {
        self.alignment.place(anchor)
    }
}
