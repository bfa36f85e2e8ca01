//! `html`: a report of one file that needs nothing else, for reading and for printing. Written only.
//!
//! No script and no outside resource, which a content security policy in the file also forbids. Tags
//! and numbers are drawn by the style sheet from attributes, so the text of the article part is the
//! document's text, character by character, also when it is copied.

mod runs;
mod tables;

use std::fmt::Write;

use askama::Template;

use self::runs::Run;
use self::tables::{EntityRow, SourceGroup};
use super::loss::Loss;
use super::names::export_stem;
use super::palette;
use super::selection::View;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::{Document, LabelSchema};

pub(super) const FORMAT: Format = Format {
    id: "html",
    name: "HTML report",
    extensions: &["html"],
    media_type: "text/html",
    offset_unit: None,
    layout: Layout::OneFile,
    losses: &[
        Loss::Schema,
        Loss::UnmentionedEntities,
        Loss::Dangling,
        Loss::LinkDetails,
        Loss::Provenance,
        Loss::Ids,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

#[derive(Template)]
#[template(path = "report.html")]
struct Report {
    title: String,
    /// The project's name; a project without one starts with its first headline.
    heading: String,
    /// Rules for the colours of kinds. Made of numbers and colours alone.
    kinds: String,
    documents: Vec<DocumentPart>,
}

struct DocumentPart {
    number: usize,
    title: String,
    /// Empty if it isn't known.
    language: String,
    /// Publisher, byline, dates and address, as far as they are known.
    origin: Vec<String>,
    notes: String,
    runs: Vec<Run>,
    entities: Vec<EntityRow>,
    sources: Vec<SourceGroup>,
}

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let schema = view.project().schema();
    let documents: Vec<DocumentPart> = view
        .documents()
        .enumerate()
        .map(|(nth, document)| part(view, document, nth + 1, schema))
        .collect();
    let title = match view.project().title() {
        "" => documents.first().map_or("", |part| part.title.as_str()),
        title => title,
    };
    let report = Report {
        title: title.to_owned(),
        heading: view.project().title().to_owned(),
        kinds: kind_rules(schema),
        documents,
    };
    let page = report.render().map_err(|error| FormatError::Writing {
        format: FORMAT.name,
        reason: error.to_string(),
    })?;
    Ok(vec![OutFile {
        name: format!("{}.html", export_stem(view)),
        bytes: page.into_bytes(),
    }])
}

fn part(view: &View<'_>, document: &Document, number: usize, schema: &LabelSchema) -> DocumentPart {
    let origin = &document.origin;
    let retrieved = origin.retrieved.map(|moment| {
        let day: String = moment.to_rfc3339().chars().take(10).collect();
        format!("retrieved {day}")
    });
    let known = [
        origin.publisher.clone(),
        origin.byline.clone(),
        origin.published.clone(),
        retrieved.unwrap_or_default(),
        origin.address.clone(),
        origin.path.clone(),
    ];
    DocumentPart {
        number,
        title: document.title.clone(),
        language: origin.language.clone(),
        origin: known.into_iter().filter(|fact| !fact.is_empty()).collect(),
        notes: document.notes.clone(),
        runs: runs::of(view, document, schema),
        entities: tables::entities(view, document, schema),
        sources: tables::claims(view, document, number),
    }
}

/// The colours of each kind: marks in the text, and tags and chips.
fn kind_rules(schema: &LabelSchema) -> String {
    let mut rules = String::new();
    for (nth, kind) in schema.kinds.iter().enumerate() {
        let palette::Swatch {
            fill,
            wash,
            mark,
            ink,
        } = palette::of(kind);
        // Writing to a string can't fail.
        let _ = writeln!(
            rules,
            ".fill{nth}{{background:{fill};border-bottom:2px solid {mark}}}"
        );
        let _ = writeln!(
            rules,
            ".wash{nth}{{background:{wash};outline:1px dashed {mark}}}"
        );
        let _ = writeln!(rules, ".tag{nth}{{color:{ink}}}");
        let _ = writeln!(rules, ".chip{nth}{{color:{ink};background:{fill}}}");
    }
    rules
}
