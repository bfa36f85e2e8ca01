//! Word documents (ECMA-376): the paragraphs of the main part, then its notes. Headers, footers, comments, fields'
//! instructions and tracked deletions are left out.

use super::Paragraphs;
use super::package::Package;
use super::properties::{Properties, choose_title};
use super::xml::{Piece, attribute, walk};
use crate::sources::limits::Deadline;
use crate::sources::{Found, SourceError};

const READER: &str = "docx 1";
const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const MAIN: &str = "word/document.xml";

/// Reads a Word document.
pub fn read(bytes: &[u8], deadline: Deadline) -> Result<Found, SourceError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package, deadline)?;
    let xml = package.needed(&main)?;
    let (mut text, heading) = paragraphs(&xml, deadline)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    for notes in ["footnotes", "endnotes"] {
        if let Some(xml) = package.part(&format!("{folder}/{notes}.xml"))? {
            let (notes, _) = paragraphs(&xml, deadline)?;
            if !notes.is_empty() {
                text.push_str("\n\n");
                text.push_str(&notes);
            }
        }
    }
    let properties = match package.part("docProps/core.xml")? {
        Some(xml) => Properties::read(&xml, deadline)?,
        None => Properties::default(),
    };
    Ok(Found {
        title: choose_title(&heading, &properties.title, &text),
        text,
        byline: properties.byline(),
        media_type: MEDIA_TYPE,
        reader: READER.to_owned(),
        ..Found::default()
    })
}

/// The name of the main part, as the package's relations say.
fn main_part(package: &mut Package<'_>, deadline: Deadline) -> Result<String, SourceError> {
    let mut main = None;
    if let Some(relations) = package.part("_rels/.rels")? {
        walk(&relations, deadline, |piece| {
            if let Piece::Open("Relationship", start) = piece
                && attribute(start, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                main = attribute(start, "Target");
            }
        })?;
    }
    let main = main.map(|main| main.trim_start_matches('/').to_owned());
    Ok(main.unwrap_or_else(|| MAIN.to_owned()))
}

/// What a paragraph is set as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Body,
    Heading,
    Title,
}

/// The paragraphs of a part, and its title or first heading of level one.
fn paragraphs(xml: &str, deadline: Deadline) -> Result<(String, String), SourceError> {
    let mut paragraphs = Paragraphs::default();
    let mut styles: Vec<Style> = Vec::new();
    let mut heading = (Style::Body, String::new());
    // How many elements are open whose words don't count, and whether a text run is.
    let mut silent = 0_usize;
    let mut in_text = false;
    walk(xml, deadline, |piece| match piece {
        // A fallback says again, for older programs, what the choice beside it said.
        Piece::Open("del" | "moveFrom" | "Fallback" | "separator", _) => silent += 1,
        Piece::Close("del" | "moveFrom" | "Fallback" | "separator") => {
            silent = silent.saturating_sub(1);
        }
        _ if silent > 0 => {}
        Piece::Open("p", _) => {
            paragraphs.begin();
            styles.push(Style::Body);
        }
        Piece::Close("p") => {
            let words = paragraphs.end();
            let style = styles.pop().unwrap_or(Style::Body);
            if style > heading.0 && !words.is_empty() {
                heading = (style, words);
            }
        }
        Piece::Open("pStyle", start) => {
            let name = attribute(start, "val").unwrap_or_default();
            if let Some(style) = styles.last_mut() {
                *style = match name.as_str() {
                    "Title" => Style::Title,
                    "Heading1" | "heading1" | "Heading 1" => Style::Heading,
                    _ => Style::Body,
                };
            }
        }
        Piece::Open("t", _) => in_text = true,
        Piece::Close("t") => in_text = false,
        Piece::Text(words) if in_text => paragraphs.put(words),
        Piece::Open("tab" | "ptab", start) if start.attributes().count() == 0 => {
            paragraphs.put("\t");
        }
        Piece::Open("br" | "cr", _) => paragraphs.put("\n"),
        Piece::Open("noBreakHyphen", _) => paragraphs.put("-"),
        Piece::Open("tbl", _) => paragraphs.begin_table(),
        Piece::Close("tbl") => paragraphs.end_table(),
        _ => {}
    })?;
    Ok((paragraphs.into_text(), heading.1))
}
