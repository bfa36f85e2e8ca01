//! PDFs that were made from text: words in the order of reading, over columns and pages, without running heads
//! and page numbers. What only shows pictures of words holds no text.

mod about;
mod bounds;
mod columns;
mod content;
mod fonts;
mod heads;
mod hyphens;
mod matrix;
mod paragraphs;
mod pieces;
mod rows;
mod script;
mod strings;

use std::collections::HashMap;
use std::sync::Arc;

use hayro_syntax::object::dict::keys::LANG;
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::limits::{Deadline, MAX_PDF_PAGES};
use super::office::choose_title;
use super::{Extent, Found, SourceError};
use content::Painter;
use fonts::Fonts;
use matrix::Matrix;
use paragraphs::{Builder, Paragraph, size_key};
use pieces::PageText;

const READER: &str = "pdf 1";
const MEDIA_TYPE: &str = "application/pdf";
/// The largest part of the signs that fonts may tell no character for.
const MOST_UNKNOWN: f64 = 0.3;
/// A title is set at least so much larger than the text.
const TITLE_SIZE: f64 = 1.15;
/// Beyond this a large paragraph is no title, in characters.
const LONGEST_TITLE: usize = 300;

/// Reads a PDF.
pub fn read(bytes: &[u8], extent: Extent, deadline: Deadline) -> Result<Found, SourceError> {
    bounds::check(bytes, deadline)?;
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(refusal)?;
    let count = pdf.pages().len();
    if count > MAX_PDF_PAGES {
        return Err(SourceError::TooMuch {
            what: "pages",
            max: MAX_PDF_PAGES,
        });
    }
    let mut pages = pages(&pdf, deadline)?;
    refuse_unread(&pages)?;
    let body_size = body_size(&pages);
    if extent == Extent::Main {
        heads::take_out(&mut pages, body_size);
    }
    let turned: Vec<String> = pages
        .iter_mut()
        .map(|p| std::mem::take(&mut p.turned))
        .collect();
    let paragraphs = paragraphs(pages, body_size, deadline)?;
    let heading = heading(&paragraphs, body_size);
    let mut texts: Vec<&str> = paragraphs
        .iter()
        .map(|paragraph| &*paragraph.text)
        .collect();
    if extent == Extent::All {
        texts.extend(
            turned
                .iter()
                .map(|turned| turned.trim())
                .filter(|t| !t.is_empty()),
        );
    }
    let text = hyphens::join(&texts.join("\n\n"));
    let metadata = pdf.metadata();
    let said = |bytes: &Option<Box<[u8]>>| {
        bytes
            .as_deref()
            .map(strings::text)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let said_title = said(&metadata.title);
    let said_title = if is_file_name(&said_title) {
        ""
    } else {
        &said_title
    };
    Ok(Found {
        title: choose_title(&hyphens::join(&heading), said_title, &text),
        text,
        byline: said(&metadata.author),
        published: about::published(&pdf, deadline),
        language: language(&pdf),
        media_type: MEDIA_TYPE,
        reader: READER.to_owned(),
        ..Found::default()
    })
}

fn refusal(error: LoadPdfError) -> SourceError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => SourceError::Locked,
        LoadPdfError::Decryption(_) => SourceError::LockedOddly,
        LoadPdfError::Invalid => SourceError::Damaged("it has no pages that can be found".into()),
    }
}

fn pages(pdf: &Pdf, deadline: Deadline) -> Result<Vec<PageText>, SourceError> {
    let mut fonts = Fonts::new();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        deadline.check()?;
        let (width, height) = page.render_dimensions();
        let matrix = Matrix(page.initial_transform(false).as_coeffs());
        let mut painter = Painter::new(&mut fonts, deadline, matrix);
        painter.page(page)?;
        let (glyphs, pictures) = (std::mem::take(&mut painter.glyphs), painter.pictures);
        pages.push(pieces::of_page(
            glyphs,
            width.into(),
            height.into(),
            pictures,
        ));
    }
    Ok(pages)
}

/// Says so where there is nothing to read: a scan, or fonts that tell no characters.
fn refuse_unread(pages: &[PageText]) -> Result<(), SourceError> {
    let signs: usize = pages.iter().map(|page| page.signs).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let pictures: usize = pages.iter().map(|page| page.pictures).sum();
    // A number stamped on each page of a scan is no text.
    if signs == 0 || (pictures >= pages.len() && signs < pages.len() * 20) {
        return Err(match pictures {
            0 => SourceError::Empty,
            _ => SourceError::Scanned,
        });
    }
    match unknown as f64 > signs as f64 * MOST_UNKNOWN {
        true => Err(SourceError::NoCharacters),
        false => Ok(()),
    }
}

/// The size of most letters.
fn body_size(pages: &[PageText]) -> f64 {
    let mut letters: HashMap<i64, usize> = HashMap::new();
    for piece in pages.iter().flat_map(|page| &page.pieces) {
        *letters.entry(size_key(piece.size)).or_default() += piece.text.len();
    }
    let most = letters
        .into_iter()
        .max_by_key(|(size, count)| (*count, *size));
    most.map_or(10.0, |(size, _)| size as f64 / 2.0)
}

fn paragraphs(
    pages: Vec<PageText>,
    body_size: f64,
    deadline: Deadline,
) -> Result<Vec<Paragraph>, SourceError> {
    let letters = || {
        pages
            .iter()
            .flat_map(|p| &p.pieces)
            .flat_map(|piece| piece.text.chars())
    };
    let rtl = letters().filter(|c| script::is_rtl(*c)).count();
    let rtl = rtl * 2 > letters().filter(|c| c.is_alphabetic()).count();
    let mut ordered = Vec::new();
    for page in pages {
        deadline.check()?;
        ordered.push(columns::in_order(page.pieces, rtl));
    }
    let mut pitches = Vec::new();
    for rows in ordered.iter().flatten() {
        for pair in rows.windows(2) {
            if (pair[0].size - pair[1].size).abs() < 0.5 {
                pitches.push((pair[1].size, pair[0].y - pair[1].y));
            }
        }
    }
    let mut builder = Builder::new(body_size, &pitches);
    for (number, groups) in ordered.iter().enumerate() {
        for rows in groups {
            builder.add(rows, number);
        }
    }
    Ok(builder.finish())
}

/// The largest words of the first page, if they are larger than the text.
fn heading(paragraphs: &[Paragraph], body_size: f64) -> String {
    let first = paragraphs
        .iter()
        .filter(|p| p.page == 0 && p.text.len() > 3);
    let mut largest: Option<&Paragraph> = None;
    for paragraph in first {
        if largest.is_none_or(|largest| paragraph.size > largest.size * 1.02) {
            largest = Some(paragraph);
        }
    }
    largest
        .filter(|p| p.size > body_size * TITLE_SIZE && p.text.chars().count() < LONGEST_TITLE)
        .map(|paragraph| paragraph.text.clone())
        .unwrap_or_default()
}

/// Titles that programs fill in by themselves.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_lowercase();
    let endings = [
        ".doc", ".docx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".html", ".tex",
    ];
    lower.starts_with("microsoft word")
        || lower.starts_with("untitled")
        || endings.iter().any(|ending| lower.ends_with(ending))
}

fn language(pdf: &Pdf) -> String {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let said = root.and_then(|root| root.get::<PdfString<'_>>(LANG));
    said.map(|said| strings::text(said.as_bytes()))
        .unwrap_or_default()
}
