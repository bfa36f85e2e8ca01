//! OpenDocument texts (ODF 1.3): the paragraphs of the body, notes at the end. Comments and tracked deletions are
//! left out.

use super::Paragraphs;
use super::package::Package;
use super::properties::{Properties, choose_title};
use super::xml::{Piece, attribute, walk};
use crate::sources::limits::Deadline;
use crate::sources::{Found, SourceError};

const READER: &str = "odt 1";
const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";
/// The most spaces that one element may stand for.
const MAX_SPACES: usize = 200;

/// Reads an OpenDocument text.
pub fn read(bytes: &[u8], deadline: Deadline) -> Result<Found, SourceError> {
    let mut package = Package::open(bytes)?;
    let content = package.needed("content.xml")?;
    let (text, heading) = paragraphs(&content, deadline)?;
    let properties = match package.part("meta.xml")? {
        Some(xml) => Properties::read(&xml, deadline)?,
        None => Properties::default(),
    };
    Ok(Found {
        title: choose_title(&heading, &properties.title, &text),
        text,
        byline: properties.creators.first().cloned().unwrap_or_default(),
        media_type: MEDIA_TYPE,
        reader: READER.to_owned(),
        ..Found::default()
    })
}

/// The paragraphs, and the title or the first heading of level one.
fn paragraphs(xml: &str, deadline: Deadline) -> Result<(String, String), SourceError> {
    let mut body = Paragraphs::default();
    let mut notes = Paragraphs::default();
    let mut heading = String::new();
    let mut levels: Vec<bool> = Vec::new();
    let (mut silent, mut in_body, mut in_note) = (0_usize, false, 0_usize);
    walk(xml, deadline, |piece| {
        match piece {
            Piece::Open("text", _) if !in_body => in_body = true,
            _ if !in_body => return,
            Piece::Open(name, _) if is_silent(name) => silent += 1,
            Piece::Close(name) if is_silent(name) => silent = silent.saturating_sub(1),
            Piece::Open("note-body", _) => in_note += 1,
            Piece::Close("note-body") => in_note = in_note.saturating_sub(1),
            _ => {}
        }
        if silent > 0 {
            return;
        }
        let paragraphs = if in_note > 0 { &mut notes } else { &mut body };
        match piece {
            Piece::Open(name @ ("p" | "h"), start) => {
                paragraphs.begin();
                let style = attribute(start, "style-name").unwrap_or_default();
                let top = attribute(start, "outline-level").is_none_or(|level| level == "1");
                levels.push((name == "h" && top) || style == "Title");
            }
            Piece::Close("p" | "h") => {
                let words = paragraphs.end();
                if levels.pop().unwrap_or(false) && heading.is_empty() {
                    heading = words;
                }
            }
            // White space is one space, as many as the file has (ODF 1.3 part 3, 6.1.2).
            Piece::Text(words) => put_words(paragraphs, words),
            Piece::Open("s", start) => {
                let count = attribute(start, "c").and_then(|count| count.parse().ok());
                paragraphs.put(&" ".repeat(count.unwrap_or(1_usize).min(MAX_SPACES)));
            }
            Piece::Open("tab", _) => paragraphs.put("\t"),
            Piece::Open("line-break", _) => paragraphs.put("\n"),
            Piece::Open("table", _) => paragraphs.begin_table(),
            Piece::Close("table") => paragraphs.end_table(),
            _ => {}
        }
    })?;
    let mut text = body.into_text();
    let notes = notes.into_text();
    if !notes.is_empty() {
        text.push_str("\n\n");
        text.push_str(&notes);
    }
    Ok((text, heading))
}

fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "tracked-changes"
            | "annotation"
            | "note-citation"
            | "sequence-decls"
            | "forms"
            | "title"
            | "desc"
            | "ruby-text"
            | "scripts"
            | "font-face-decls"
            | "automatic-styles"
    )
}

fn put_words(paragraphs: &mut Paragraphs, words: &str) {
    let mut space = false;
    for character in words.chars() {
        if matches!(character, ' ' | '\n' | '\r' | '\t') {
            if !space {
                paragraphs.put(" ");
            }
            space = true;
        } else {
            paragraphs.put(character.encode_utf8(&mut [0; 4]));
            space = false;
        }
    }
}
