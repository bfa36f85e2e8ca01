//! Readers: bytes → document. A reader sees bytes and a file name, never the file system.
//!
//! This version reads plain text and Markdown, in UTF-8 or in UTF-16 with a byte order mark. The text of a
//! document is what the reader saw, with canonical line ends; nothing is corrected or left out.

mod decode;
mod language;
mod md;
mod txt;

use sha2::{Digest, Sha256};

use crate::model::{Document, DocumentId, Origin, Text, TextError, Timestamp, hex};

/// The largest article that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// Endings of file names that the readers know, for file pickers.
pub const EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown"];

/// Formats that a later version may read. As text they would be noise, so they are refused by name.
const UNREAD: &[(&str, &str)] = &[
    ("pdf", "a PDF"),
    ("docx", "a Word document"),
    ("doc", "a Word document"),
    ("odt", "an OpenDocument text"),
    ("rtf", "an RTF document"),
    ("html", "a web page"),
    ("htm", "a web page"),
    ("eml", "an e-mail"),
];

/// Why bytes can't become a document. The message says where, why and what to do, without the file's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SourceError {
    #[error("it holds no text. Choose another file")]
    Empty,
    #[error("it has {bytes} bytes; an article may have {max} at most. Split it and open the parts", max = MAX_BYTES)]
    TooLarge { bytes: usize },
    #[error("line {line} is not UTF-8 (byte {offset}). Save it as UTF-8 and open it again")]
    NotUtf8 { line: usize, offset: usize },
    #[error("line {line} is not UTF-16 (byte {offset}). Save it as UTF-8 and open it again")]
    NotUtf16 { line: usize, offset: usize },
    #[error("it is not text. Save its text as UTF-8 and open that")]
    Binary,
    #[error("it is {0}, which this version can’t read. Save its text as a .txt file and open that")]
    Unread(&'static str),
}

impl From<TextError> for SourceError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Empty => Self::Empty,
            TextError::TooLong(bytes) => Self::TooLarge { bytes },
        }
    }
}

/// Reads a file's bytes. The end of its name chooses the reader; unknown ends are read as plain text.
pub fn read(
    file_name: &str,
    bytes: &[u8],
    id: DocumentId,
    now: Timestamp,
) -> Result<Document, SourceError> {
    if bytes.len() > MAX_BYTES {
        return Err(SourceError::TooLarge { bytes: bytes.len() });
    }
    let (stem, extension) = split_name(file_name);
    let is = |ending: &str| extension.eq_ignore_ascii_case(ending);
    if let Some((_, what)) = UNREAD.iter().find(|(ending, _)| is(ending)) {
        return Err(SourceError::Unread(what));
    }
    let text = Text::canonical(&decode::text(bytes)?)?;
    let (title, media_type, reader) = match is("md") || is("markdown") {
        true => (md::title(&text), md::MEDIA_TYPE, md::READER),
        false => (txt::title(&text), txt::MEDIA_TYPE, txt::READER),
    };
    let origin = Origin {
        path: file_name.to_owned(),
        retrieved: Some(now),
        language: language::guess(&text).to_owned(),
        media_type: media_type.to_owned(),
        reader: reader.to_owned(),
        bytes_sha256: hex(&Sha256::digest(bytes)),
        ..Origin::default()
    };
    Ok(Document {
        id,
        title: title.unwrap_or(stem).to_owned(),
        text,
        origin,
        notes: String::new(),
    })
}

/// A document of pasted text. Without a hint the title is the headline or the first words.
pub fn from_text(
    title_hint: &str,
    text: &str,
    id: DocumentId,
    now: Timestamp,
) -> Result<Document, SourceError> {
    if text.len() > MAX_BYTES {
        return Err(SourceError::TooLarge { bytes: text.len() });
    }
    decode::refuse_binary(text)?;
    let text = Text::canonical(text)?;
    let title = match title_hint.trim() {
        "" => txt::title(&text).map_or_else(|| txt::first_words(&text), str::to_owned),
        hint => hint.to_owned(),
    };
    let origin = Origin {
        retrieved: Some(now),
        language: language::guess(&text).to_owned(),
        media_type: txt::MEDIA_TYPE.to_owned(),
        reader: "paste 1".to_owned(),
        ..Origin::default()
    };
    Ok(Document {
        id,
        title,
        text,
        origin,
        notes: String::new(),
    })
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
