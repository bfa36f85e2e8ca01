//! Pages → annotations.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use serde_json::{Value, json};

use super::{CONTEXT, OWN_PREFIX};
use crate::formats::graph::{self, Features, Mark, Page};
use crate::formats::names::{DistinctNames, export_stem, file_stem};
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::model::{OffsetMap, OffsetUnit, Span};

/// Characters of a quote's prefix and suffix.
const AROUND: usize = 32;

/// The name of the feature that is a comment.
const NOTES: &str = "notes";

#[derive(Serialize)]
struct AnnotationPage<'a> {
    #[serde(rename = "@context")]
    context: Value,
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    #[serde(rename = "cd:documents")]
    documents: Vec<DocumentRecord<'a>>,
    items: Items<'a>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    id: &'a str,
    #[serde(rename = "dc:title")]
    title: &'a str,
    #[serde(rename = "cd:features")]
    features: &'a Features,
}

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut names = DistinctNames::default();
    let pages = view.documents().map(|document| {
        let name = format!("{}.txt", names.claim(file_stem(&document.title)));
        (name, graph::page(view, document))
    });
    let pages: Vec<(String, Page)> = pages.collect();
    let documents = pages.iter().map(|(name, page)| DocumentRecord {
        id: name,
        title: &page.title,
        features: &page.features,
    });
    let page = AnnotationPage {
        context: json!([CONTEXT, {
            "cd": OWN_PREFIX,
            "cd:features": { "@id": format!("{OWN_PREFIX}features"), "@type": "@json" },
        }]),
        id: format!("{OWN_PREFIX}{}", view.project().id()),
        sort: "AnnotationPage",
        documents: documents.collect(),
        items: Items(&pages),
    };
    let bytes = serde_json::to_vec(&page).map_err(|error| FormatError::Writing {
        format: super::FORMAT.name,
        reason: error.to_string(),
    })?;
    let mut files = vec![OutFile {
        name: format!("{}.jsonld", export_stem(view)),
        bytes,
    }];
    files.extend(pages.into_iter().map(|(name, page)| OutFile {
        name,
        bytes: page.text.as_bytes().to_vec(),
    }));
    Ok(files)
}

/// The annotations of all pages, written as they come.
struct Items<'a>(&'a [(String, Page)]);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(None)?;
        for ((source, page), document) in self.0.iter().zip(1..) {
            let targets = Targets::new(source, page);
            let id = |nth: usize| format!("{OWN_PREFIX}{document}:{}", nth + 1);
            for (nth, mark) in page.marks.iter().enumerate() {
                list.serialize_element(&annotation(id(nth), mark, &targets))?;
            }
            for (nth, relation) in page.relations.iter().enumerate() {
                list.serialize_element(&LinkRecord {
                    id: format!("{OWN_PREFIX}{document}:r{}", nth + 1),
                    sort: "Annotation",
                    motivation: "linking",
                    relation: &relation.label,
                    body: id(relation.to),
                    target: id(relation.from),
                    features: &relation.features,
                })?;
            }
        }
        list.end()
    }
}

#[derive(Serialize)]
struct LinkRecord<'a> {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    motivation: &'static str,
    #[serde(rename = "cd:relation")]
    relation: &'a str,
    body: String,
    target: String,
    #[serde(rename = "cd:features", skip_serializing_if = "Features::is_empty")]
    features: &'a Features,
}

#[derive(Serialize)]
struct AnnotationRecord<'a> {
    id: String,
    #[serde(rename = "type")]
    sort: &'static str,
    body: Vec<Body<'a>>,
    target: Vec<Target<'a>>,
    #[serde(rename = "cd:features", skip_serializing_if = "Option::is_none")]
    features: Option<FeaturesButNotes<'a>>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    purpose: &'static str,
    value: &'a str,
}

/// What no body says.
struct FeaturesButNotes<'a>(&'a Features);

impl Serialize for FeaturesButNotes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().filter(|(name, _)| *name != NOTES))
    }
}

fn annotation<'a>(id: String, mark: &'a Mark, targets: &Targets<'a>) -> AnnotationRecord<'a> {
    let body = |purpose, value| Body {
        sort: "TextualBody",
        purpose,
        value,
    };
    let notes = mark.features.get(NOTES);
    let bodies = std::iter::once(body("tagging", mark.label.as_str()));
    let has_others = mark.features.len() > usize::from(notes.is_some());
    AnnotationRecord {
        id,
        sort: "Annotation",
        body: bodies
            .chain(notes.map(|notes| body("commenting", notes.as_str())))
            .collect(),
        target: mark.anchor.spans().iter().map(|s| targets.at(*s)).collect(),
        features: has_others.then_some(FeaturesButNotes(&mark.features)),
    }
}

#[derive(Serialize)]
struct Target<'a> {
    source: &'a str,
    selector: (Position, Quote<'a>),
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    sort: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Quote<'a> {
    #[serde(rename = "type")]
    sort: &'static str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

/// Places of a page, to be told.
struct Targets<'a> {
    source: &'a str,
    text: &'a str,
    offsets: OffsetMap<'a>,
}

impl<'a> Targets<'a> {
    fn new(source: &'a str, page: &'a Page) -> Self {
        Self {
            source,
            text: &page.text,
            offsets: OffsetMap::new(&page.text, OffsetUnit::CodePoints),
        }
    }

    fn at(&self, span: Span) -> Target<'a> {
        // Spans of a sound project lie in their text, so the offsets are there.
        let length = self.offsets.length();
        let offset = |byte| self.offsets.from_byte(byte).unwrap_or(length);
        let (before, rest) = self.text.split_at(span.start());
        let (exact, after) = rest.split_at(span.end() - span.start());
        let from = before.char_indices().rev().nth(AROUND - 1);
        let to = after.char_indices().nth(AROUND);
        let position = Position {
            sort: "TextPositionSelector",
            start: offset(span.start()),
            end: offset(span.end()),
        };
        let quote = Quote {
            sort: "TextQuoteSelector",
            exact,
            prefix: &before[from.map_or(0, |(at, _)| at)..],
            suffix: &after[..to.map_or(after.len(), |(at, _)| at)],
        };
        Target {
            source: self.source,
            selector: (position, quote),
        }
    }
}
