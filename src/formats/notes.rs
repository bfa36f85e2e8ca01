//! What an import has to say: notes by line, repeated ones counted.

use std::collections::BTreeMap;

use super::table::ImportNote;

/// Collects notes; those that would come again and again are counted instead.
#[derive(Default)]
pub(super) struct Notes {
    notes: Vec<ImportNote>,
    /// Message → first line, count.
    repeated: BTreeMap<String, (usize, usize)>,
    /// The line being read, from 1.
    pub line: usize,
    /// Put before every message where there are several files.
    pub prefix: String,
}

impl Notes {
    pub fn add(&mut self, message: impl AsRef<str>) {
        self.notes.push(ImportNote {
            line: self.line,
            message: format!("{}{}", self.prefix, message.as_ref()),
        });
    }

    /// A note that is given once, with the number of times.
    pub fn count(&mut self, message: impl AsRef<str>) {
        let message = format!("{}{}", self.prefix, message.as_ref());
        self.repeated.entry(message).or_insert((self.line, 0)).1 += 1;
    }

    pub fn first(&self) -> Option<&ImportNote> {
        self.notes.first()
    }

    /// All notes by line.
    pub fn finish(self) -> Vec<ImportNote> {
        let mut notes = self.notes;
        for (message, (line, count)) in self.repeated {
            let message = match count {
                1 => message,
                _ => format!("{message} ({count} times)"),
            };
            notes.push(ImportNote { line, message });
        }
        notes.sort_by_key(|note| note.line);
        notes
    }
}
