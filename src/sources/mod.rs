//! Readers: bytes → document. A reader sees bytes and a file name, never the file system.
//!
//! The end of a file's name, or where that tells nothing its first bytes, chooses the reader. A reader works
//! under [`limits`] and can't take the program down: what breaks it is an error like any other.

mod decode;
mod encoding;
mod html;
mod language;
mod left;
mod limits;
mod mail;
mod md;
mod office;
mod paste;
mod pdf;
mod rtf;
mod txt;

use std::panic::{AssertUnwindSafe, catch_unwind};

use sha2::{Digest, Sha256};

pub use encoding::ENCODINGS;
pub use left::{Passage, compare};
pub use limits::MAX_BYTES;
pub use paste::{from_html, from_text};

use limits::Deadline;

use crate::model::{Document, DocumentId, Origin, Text, TextError, Timestamp, hex};

/// Endings of file names that the readers know, for file pickers and folders.
pub const EXTENSIONS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "mhtml", "mht", "eml", "docx", "odt",
    "rtf", "epub", "pdf",
];

/// Why bytes can't become a document. The message says where, why and what to do, without the file's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("it holds no text. Choose another file")]
    Empty,
    #[error("it has {bytes} bytes; an article may have {max} at most. Split it and open the parts", max = MAX_BYTES)]
    TooLarge { bytes: usize },
    #[error("line {line} is not {encoding} (byte {offset}). Choose another encoding")]
    NotIn {
        encoding: &'static str,
        line: usize,
        offset: usize,
    },
    #[error("there is no encoding “{0}”. Choose one of the list")]
    NoEncoding(String),
    #[error("it is not a plain text, so it has no encoding to choose. Open it as it is")]
    NotPlain,
    #[error("it is not text. Save its text as UTF-8 and open that")]
    Binary,
    #[error("it is {0}, which this version can’t read. Save its text as a .txt file and open that")]
    Unread(&'static str),
    #[error(
        "it holds more {what} than is read ({max}). Save its text as a .txt file and open that"
    )]
    TooMuch { what: &'static str, max: usize },
    #[error("reading it took longer than {0} s. Save its text as a .txt file and open that")]
    TooSlow(u64),
    #[error("it is damaged: {0}. Open it in the program that made it and save it again")]
    Damaged(String),
    #[error(
        "it holds pictures of pages and no text. Run it through text recognition (OCR) and open the result"
    )]
    Scanned,
    #[error("it is locked with a password. Save a copy without one and open that")]
    Locked,
    #[error(
        "it is encrypted in a way that isn’t read. Save a copy without encryption and open that"
    )]
    LockedOddly,
    #[error(
        "its parts are packed in a way that isn’t read. Open it in the program that made it and save it again"
    )]
    PackedOddly,
    #[error(
        "its fonts don’t say which characters they draw. Run it through text recognition (OCR) and open the result"
    )]
    NoCharacters,
    #[error("the reader failed on it. Save its text as a .txt file and open that")]
    Broke,
}

impl From<TextError> for SourceError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Self::Empty,
            TextError::TooLong(bytes) => Self::TooLarge { bytes },
        }
    }
}

/// How much of a file its reader takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// The article, without what surrounds it.
    #[default]
    Main,
    /// Every word that the file shows.
    All,
}

/// Stands in the name of the reader where all text was taken.
const ALL_TEXT: &str = ", all text";

/// How a file is to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The encoding that the analyst chose, by its label in the Encoding Standard; `None` has it found.
    pub encoding: Option<&'static str>,
    pub extent: Extent,
}

impl Reading {
    /// How a document was read, as its origin tells.
    pub fn of(origin: &Origin) -> Self {
        let (reader, extent) = match origin.reader.strip_suffix(ALL_TEXT) {
            Some(reader) => (reader, Extent::All),
            None => (origin.reader.as_str(), Extent::Main),
        };
        let named = reader
            .rsplit_once(", ")
            .map_or("", |(_, encoding)| encoding);
        let known = ENCODINGS.iter().map(|(label, _)| *label);
        Self {
            encoding: known.into_iter().find(|label| *label == named),
            extent,
        }
    }
}

/// What a reader found in a file. Empty strings mean: not found.
#[derive(Debug, Default)]
struct Found {
    text: String,
    title: String,
    byline: String,
    publisher: String,
    published: String,
    address: String,
    language: String,
    media_type: &'static str,
    reader: String,
}

/// Which reader a file needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Markdown,
    Html,
    SavedPage,
    Mail,
    Docx,
    Odt,
    Epub,
    Rtf,
    Pdf,
}

impl Kind {
    /// Whether the reader leaves out what surrounds an article, so that all text may be more.
    fn leaves_out(self) -> bool {
        matches!(
            self,
            Self::Html | Self::SavedPage | Self::Mail | Self::Pdf | Self::Epub
        )
    }
}

/// Reads a file's bytes. The end of its name chooses the reader; where it tells nothing, the first bytes do.
pub fn read(
    file_name: &str,
    bytes: &[u8],
    id: DocumentId,
    now: Timestamp,
) -> Result<Document, SourceError> {
    read_as(file_name, bytes, Reading::default(), id, now)
}

/// As [`read`], in the encoding and with the extent that the analyst chose.
pub fn read_as(
    file_name: &str,
    bytes: &[u8],
    reading: Reading,
    id: DocumentId,
    now: Timestamp,
) -> Result<Document, SourceError> {
    let for_label = |label: &'static str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
        encoding.ok_or_else(|| SourceError::NoEncoding(label.to_owned()))
    };
    let encoding = reading.encoding.map(for_label).transpose()?;
    if bytes.len() > MAX_BYTES {
        return Err(SourceError::TooLarge { bytes: bytes.len() });
    }
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    let (stem, extension) = split_name(file_name);
    let kind = kind(extension, bytes)?;
    // Nothing that a reader works on outlives the call, so nothing half changed is left behind.
    let found = catch_unwind(AssertUnwindSafe(|| {
        run(kind, bytes, encoding, reading.extent)
    }));
    let mut found = found.unwrap_or(Err(SourceError::Broke))?;
    if reading.extent == Extent::All && kind.leaves_out() {
        found.reader.push_str(ALL_TEXT);
    }
    let text = Text::canonical(&found.text)?;
    let language = match found.language.as_str() {
        "" => language::guess(&text).to_owned(),
        _ => found.language,
    };
    let origin = Origin {
        path: file_name.to_owned(),
        address: found.address,
        publisher: found.publisher,
        byline: found.byline,
        published: found.published,
        retrieved: Some(now),
        language,
        media_type: found.media_type.to_owned(),
        reader: found.reader,
        bytes_sha256: hex(&Sha256::digest(bytes)),
    };
    let title = match found.title.as_str() {
        "" => stem.to_owned(),
        _ => found.title,
    };
    Ok(Document {
        id,
        title,
        text,
        origin,
        notes: String::new(),
    })
}

fn run(
    kind: Kind,
    bytes: &[u8],
    encoding: Option<&'static encoding_rs::Encoding>,
    extent: Extent,
) -> Result<Found, SourceError> {
    let deadline = Deadline::start();
    match kind {
        Kind::Text => txt::read(bytes, encoding),
        Kind::Markdown => md::read(bytes, encoding, deadline),
        Kind::Html => html::read(bytes, encoding, extent, deadline),
        _ if encoding.is_some() => Err(SourceError::NotPlain),
        Kind::SavedPage => mail::read_page(bytes, extent, deadline),
        Kind::Mail => mail::read(bytes, extent, deadline),
        Kind::Docx => office::docx::read(bytes, deadline),
        Kind::Odt => office::odt::read(bytes, deadline),
        Kind::Epub => office::epub::read(bytes, extent, deadline),
        Kind::Rtf => rtf::read(bytes, deadline),
        Kind::Pdf => pdf::read(bytes, extent, deadline),
    }
}

/// The reader that a file needs. First bytes that can't be text count before the end of the name: old programs
/// save RTF and web pages as `.doc`, and downloads lose their endings.
fn kind(extension: &str, bytes: &[u8]) -> Result<Kind, SourceError> {
    if begins_as_pdf(bytes) {
        return Ok(Kind::Pdf);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(SourceError::Unread("an old Word document"));
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return package_kind(extension, bytes);
    }
    Ok(match extension.to_ascii_lowercase().as_str() {
        "md" | "markdown" => Kind::Markdown,
        "html" | "htm" | "xhtml" => Kind::Html,
        "mhtml" | "mht" => Kind::SavedPage,
        "eml" => Kind::Mail,
        "docx" => Kind::Docx,
        "odt" => Kind::Odt,
        "epub" => Kind::Epub,
        "rtf" => Kind::Rtf,
        "txt" | "text" => Kind::Text,
        "pdf" => Kind::Pdf,
        _ if begins_as_page(bytes) => Kind::Html,
        _ => Kind::Text,
    })
}

/// Tells packages apart by the type that they name first, else by the name of the file.
fn package_kind(extension: &str, bytes: &[u8]) -> Result<Kind, SourceError> {
    let head = &bytes[..bytes.len().min(200)];
    let names = |what: &[u8]| head.windows(what.len()).any(|window| window == what);
    Ok(match extension.to_ascii_lowercase().as_str() {
        "docx" => Kind::Docx,
        "odt" => Kind::Odt,
        "epub" => Kind::Epub,
        _ if names(b"application/epub+zip") => Kind::Epub,
        _ if names(b"application/vnd.oasis.opendocument.text") => Kind::Odt,
        _ if names(b"[Content_Types].xml") || names(b"_rels/.rels") => Kind::Docx,
        _ => return Err(SourceError::Unread("an archive")),
    })
}

/// A PDF may have some bytes before its head (ISO 32000-2, 7.5.2, and what programs read).
fn begins_as_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64)];
    head.windows(5).any(|window| window == b"%PDF-")
}

fn begins_as_page(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start_matches(['\u{feff}', ' ', '\r', '\n', '\t']);
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// Decodes a text file and says so: `txt 2, windows-1251`.
fn decoded(
    bytes: &[u8],
    encoding: Option<&'static encoding_rs::Encoding>,
    reader: &str,
) -> Result<(String, String), SourceError> {
    let decoded = match encoding {
        Some(encoding) => decode::text_as(bytes, encoding)?,
        None => decode::text(bytes)?,
    };
    let reader = format!("{reader}, {}", decoded.encoding.name());
    let text = Text::canonical(&decoded.text)?;
    Ok((text.as_str().to_owned(), reader))
}

/// Whether the end of a file's name is one that the readers know.
pub fn is_article_name(file_name: &str) -> bool {
    let (_, extension) = split_name(file_name);
    EXTENSIONS
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known))
}

/// Stem and ending of a file name, folders left out. A name that is all ending has itself as stem.
fn split_name(file_name: &str) -> (&str, &str) {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, extension),
        _ => (name, ""),
    }
}

#[cfg(test)]
mod tests;
