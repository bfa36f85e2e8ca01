//! The table of exchange formats: one row each, with what it reads, writes, counts in and can't hold.
//!
//! The export dialog, the command line and the round-trip tests read this table, so a format is
//! described in one place. It knows bytes and the model, never paths.

use std::borrow::Cow;

use super::adopt::UnknownLabel;
use super::loss::{Loss, LossCount, measure};
use super::selection::{ExportOptions, GoOn, View};
use crate::model::{IdSource, OffsetUnit, Project, Timestamp};

/// Whether an export is one file or several that belong in one folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    OneFile,
    Folder,
}

/// What a format does with rejected annotations when suggestions are exported too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectedMarks {
    /// Written, with a state that says so.
    Kept,
    /// Left out: the format has readers that would take them for marks.
    LeftOut,
}

/// Turns what is exported into files.
pub(super) type Writer = fn(&View<'_>) -> Result<Vec<OutFile>, FormatError>;
/// Turns files into a project, new ids from the source, imported marks dated by the timestamp.
pub(super) type Reader = fn(&[InFile], &mut IdSource, Timestamp) -> Result<Imported, FormatError>;

/// Looks at the start of a file: no byte order mark or white space before it, cut anywhere.
pub(super) type Sniff = fn(&str) -> bool;

/// One exchange format.
#[derive(Debug)]
pub struct Format {
    /// The name on the command line; never changes once published.
    pub id: &'static str,
    /// The name for people.
    pub name: &'static str,
    /// File name extensions without the dot; the first is the one written.
    pub extensions: &'static [&'static str],
    pub media_type: &'static str,
    /// What its offsets count; `None` if it holds none.
    pub offset_unit: Option<OffsetUnit>,
    pub layout: Layout,
    /// What it can't hold, in the order in which people are told.
    pub losses: &'static [Loss],
    pub rejected: RejectedMarks,
    pub(super) writer: Option<Writer>,
    pub(super) reader: Option<Reader>,
    /// Whether a file that starts so is of this format; `None` where only the name can tell.
    pub(super) sniff: Option<Sniff>,
}

impl Format {
    /// Whether projects can be read from it.
    pub fn reads(&self) -> bool {
        self.reader.is_some()
    }

    /// Whether projects can be written to it.
    pub fn writes(&self) -> bool {
        self.writer.is_some()
    }
}

/// Every exchange format, in the order in which people are shown them.
pub static FORMATS: &[Format] = &[
    super::jsonl::FORMAT,
    super::brat::FORMAT,
    super::spacy::FORMAT,
    super::doccano::FORMAT,
    super::label_studio::FORMAT,
    super::web_annotation::FORMAT,
    super::gate::FORMAT,
    super::cas::XMI,
    super::cas::JSON,
    super::cas::TSV,
    super::conll::TAGS,
    super::conll::UNIVERSAL,
    super::qdpx::FORMAT,
    super::tei::FORMAT,
    super::csv::FORMAT,
    super::csv::TSV,
    super::xlsx::FORMAT,
    super::parquet::FORMAT,
    super::claim_review::FORMAT,
    super::stix::FORMAT,
    super::turtle::FORMAT,
    super::html::FORMAT,
    super::markdown::FORMAT,
];

/// The format with this id.
pub fn by_id(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}

/// The format of a file, by its content first and its name second; `None` if it is none that reads.
pub fn guess(name: &str, bytes: &[u8]) -> Option<&'static Format> {
    let readers = || FORMATS.iter().filter(|format| format.reads());
    let start = &bytes[..bytes.len().min(SNIFFED)];
    let start = String::from_utf8_lossy(start);
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let name = name.to_lowercase();
    let ends = |format: &Format| {
        let mut extensions = format.extensions.iter();
        extensions.any(|extension| name.ends_with(&format!(".{extension}")))
    };
    let knows = |format: &&Format| format.sniff.is_some_and(|sniff| sniff(start));
    let told = readers().find(|format| ends(format) && knows(format));
    told.or_else(|| readers().find(knows))
        .or_else(|| readers().find(|format| ends(format)))
}

/// The format of several files: that of the first one whose format can be told.
pub fn guess_of(files: &[InFile]) -> Option<&'static Format> {
    files.iter().find_map(|file| guess(&file.name, &file.bytes))
}

/// Bytes at the start of a file by which its format is guessed.
const SNIFFED: usize = 64 << 10;

/// One file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutFile {
    /// A file name without folders, safe on every system; distinct within one export in any case of letters.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files of an export, and what they don't hold of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub files: Vec<OutFile>,
    /// Only losses that this project has; empty if nothing is lost.
    pub lost: Vec<LossCount>,
}

/// One file to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl InFile {
    /// The bytes without the byte order mark of UTF-8.
    pub(super) fn without_mark(&self) -> &[u8] {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf");
        bytes.unwrap_or(&self.bytes)
    }

    /// The text, also without the mark; what is no UTF-8 is replaced.
    pub(super) fn text(&self) -> Cow<'_, str> {
        let bytes = self.without_mark();
        // Most files are UTF-8, and looking only for that is faster.
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => String::from_utf8_lossy(bytes),
        }
    }
}

/// What an import could read, and every place that it could not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub project: Project,
    pub notes: Vec<ImportNote>,
    /// Labels that mean no kind; their entities are of the catch-all kind until they are mapped.
    pub labels: Vec<UnknownLabel>,
}

/// Something that an import left out, changed or guessed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportNote {
    /// The line of the file, from 1; the first one where the note is about several.
    pub line: usize,
    pub message: String,
}

impl std::fmt::Display for ImportNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Why an export or an import made nothing.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    #[error("{0} can be written but not read; import jsonl instead")]
    NotReadable(&'static str),
    #[error("{0} can be read but not written; export to jsonl instead")]
    NotWritable(&'static str),
    #[error("Nothing to export: no document is chosen. Choose at least one")]
    NoDocument,
    #[error("Can't import: there is no file. Choose one")]
    NoFile,
    #[error("There is no format “{0}”")]
    NoFormat(String),
    #[error("Can’t tell the format of {0}. Choose one, or check that the file is whole")]
    Unknown(String),
    /// No line of the file could be read; the note is about the first one.
    #[error("Can't import {file}: nothing in it is {format}. First fault at {note}")]
    NothingReadable {
        file: String,
        format: &'static str,
        note: ImportNote,
    },
    #[error("Stopped. Nothing was written.")]
    Stopped,
    #[error("Can't write {format}: {reason}")]
    Writing {
        format: &'static str,
        reason: String,
    },
}

/// Writes a project in a format; says what the format can't hold of this very project.
pub fn export(
    format: &Format,
    project: &Project,
    options: &ExportOptions,
) -> Result<Export, FormatError> {
    export_watched(format, project, options, &|_| true)
}

/// The same, telling how much is done; stops where the answer is no.
pub fn export_watched(
    format: &Format,
    project: &Project,
    options: &ExportOptions,
    go_on: GoOn<'_>,
) -> Result<Export, FormatError> {
    let writer = format.writer.ok_or(FormatError::NotWritable(format.name))?;
    let stopped = std::cell::Cell::new(false);
    let watch = |done: f32| {
        stopped.set(stopped.get() || !go_on(done));
        !stopped.get()
    };
    let view = View::new(project, options, format.rejected);
    if view.documents().next().is_none() {
        return Err(FormatError::NoDocument);
    }
    let view = view.watched(&watch);
    let files = writer(&view);
    if stopped.get() {
        return Err(FormatError::Stopped);
    }
    let (files, view) = (files?, view.unwatched());
    let lost = format
        .losses
        .iter()
        .map(|loss| measure(*loss, &view))
        .filter(|lost| lost.count > 0)
        .collect();
    Ok(Export { files, lost })
}

/// Reads a project from files of a format. The project is sound (see [`crate::model::doctor`]).
pub fn import(
    format: &Format,
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let reader = format.reader.ok_or(FormatError::NotReadable(format.name))?;
    if files.is_empty() {
        return Err(FormatError::NoFile);
    }
    reader(files, ids, now)
}

/// The table as aligned plain text: id, name, reads, writes, offset unit; on request also what each can't
/// hold, a line each.
pub fn render_table(with_losses: bool) -> String {
    let last = if with_losses { "can't hold" } else { "" };
    let mut rows = vec![["id", "name", "reads", "writes", "offsets", last].map(str::to_owned)];
    for format in FORMATS {
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let unit = format.offset_unit.map_or("none", OffsetUnit::label);
        let losses = format.losses.iter().map(|loss| loss.label().to_owned());
        let mut losses = losses.filter(|_| with_losses);
        rows.push([
            format.id.to_owned(),
            format.name.to_owned(),
            yes_no(format.reads()),
            yes_no(format.writes()),
            unit.to_owned(),
            losses.next().unwrap_or_default(),
        ]);
        rows.extend(losses.map(|loss| {
            let empty = String::new;
            [empty(), empty(), empty(), empty(), empty(), loss]
        }));
    }
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].chars().count());
        widths.max().unwrap_or(0)
    };
    let widths = [0, 1, 2, 3, 4].map(width);
    let mut table = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        line.push_str(&row[5]);
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}
