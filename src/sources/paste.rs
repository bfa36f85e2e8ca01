//! Pasted words → document.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::limits::{Deadline, MAX_BYTES, MAX_PAGE_BYTES};
use super::{SourceError, decode, html, language, txt};
use crate::model::{Document, DocumentId, Origin, Text, Timestamp};

const READER: &str = "paste 1";
const RICH: &str = "paste 1, html";

/// A document of pasted text that programs also gave as HTML, which tells paragraphs apart. `None` where the HTML
/// can't be read or says other words than the plain text, as when something else was copied meanwhile.
pub fn from_html(html: &str, words: &str, id: DocumentId, now: Timestamp) -> Option<Document> {
    if html.len() > MAX_PAGE_BYTES {
        return None;
    }
    let read = catch_unwind(AssertUnwindSafe(|| {
        html::plain_text(html, Deadline::start())
    }));
    let text = read.ok()?.ok()?;
    let same = letters(&text).eq(letters(words));
    let mut document = same.then(|| from_text("", &text, id, now).ok())??;
    document.origin.reader = RICH.to_owned();
    Some(document)
}

fn letters(words: &str) -> impl Iterator<Item = char> {
    words
        .chars()
        .filter(|character| character.is_alphanumeric())
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
        reader: READER.to_owned(),
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
