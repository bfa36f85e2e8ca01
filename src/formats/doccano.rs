//! `doccano`: JSON lines as doccano exports and takes sequence labels with relations. Read and written.
//!
//! A line is a document: `{"id", "text", "entities": [{"id", "label", "start_offset", "end_offset"}],
//! "relations": [{"id", "from_id", "to_id", "type"}]}`, with offsets in Unicode code points. Marks and
//! relations are those of [`super::graph`]; a mark in several pieces is an entity each, joined by
//! `Continues`; mentions of one entity are joined by `Same`. doccano has nowhere to say more of a mark,
//! so beyond places, labels and relations all is lost. Other fields of a line are what doccano calls
//! metadata; the origin of the document is there.
//!
//! Also read: `label` or `labels` as lists of `[start, end, label]`, as older versions write them.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::graph::{self, Features, Mark, Page, Relation, is_relation};
use super::json::{Json, Object};
use super::json_lines::{self, Pieces, Shape};
use super::loss::Loss;
use super::names::export_stem;
use super::notes::Notes;
use super::places::{Forms, Places, Quoted};
use super::selection::View;
use super::table::{Format, FormatError, Imported, InFile, Layout, OutFile, RejectedMarks};
use crate::model::{IdSource, OffsetMap, OffsetUnit, Timestamp};

pub(super) const FORMAT: Format = Format {
    id: "doccano",
    name: "doccano JSON lines",
    extensions: &["jsonl"],
    media_type: "application/jsonl",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::OneFile,
    losses: &[
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::SharedEntities,
        Loss::EntityDetails,
        Loss::Namesakes,
        Loss::Notes,
        Loss::ClaimDetails,
        Loss::OutOfDocument,
        Loss::LinkDetails,
        Loss::States,
        Loss::Provenance,
        Loss::Ids,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: Some(read),
    sniff: Some(|start| {
        start.starts_with('{')
            && ["\"start_offset\"", "\"label\":", "\"from_id\""]
                .iter()
                .any(|name| start.contains(name))
            && !start.contains("\"spans\"")
    }),
};

/// Fields of a line that are not metadata.
const FIELDS: [&str; 7] = [
    "id",
    "text",
    "entities",
    "relations",
    "label",
    "labels",
    "Comments",
];

#[derive(Serialize)]
struct Line<'a> {
    id: usize,
    text: &'a str,
    entities: Vec<EntityRecord<'a>>,
    relations: Vec<RelationRecord<'a>>,
    title: &'a str,
    #[serde(flatten)]
    origin: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct EntityRecord<'a> {
    id: usize,
    label: &'a str,
    start_offset: usize,
    end_offset: usize,
}

#[derive(Serialize)]
struct RelationRecord<'a> {
    id: usize,
    from_id: usize,
    to_id: usize,
    #[serde(rename = "type")]
    label: &'a str,
}

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut bytes = Vec::new();
    for (nth, document) in view.documents().enumerate() {
        let page = graph::page(view, document).in_pieces();
        serde_json::to_writer(&mut bytes, &line(nth + 1, &page)).map_err(|error| {
            FormatError::Writing {
                format: FORMAT.name,
                reason: error.to_string(),
            }
        })?;
        bytes.push(b'\n');
    }
    let name = format!("{}.jsonl", export_stem(view));
    Ok(vec![OutFile { name, bytes }])
}

fn line(id: usize, page: &Page) -> Line<'_> {
    let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
    // Spans of a sound project lie in their text, so the offsets are there.
    let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
    let entities = page.marks.iter().zip(1..).map(|(mark, id)| EntityRecord {
        id,
        label: &mark.label,
        start_offset: offset(mark.anchor.start()),
        end_offset: offset(mark.anchor.end()),
    });
    let relations = page.relations.iter().zip(1..);
    let relations = relations.map(|(relation, id)| RelationRecord {
        id,
        from_id: relation.from + 1,
        to_id: relation.to + 1,
        label: &relation.label,
    });
    let origin = page.features.iter().map(|(name, value)| match name {
        "id" => ("document", value),
        name => (name, value),
    });
    Line {
        id,
        text: &page.text,
        entities: entities.collect(),
        relations: relations.collect(),
        title: &page.title,
        origin: origin.collect(),
    }
}

fn read(files: &[InFile], ids: &mut IdSource, now: Timestamp) -> Result<Imported, FormatError> {
    let shape = Shape {
        what: "line",
        is_beside: |_| false,
        text: |object| object.get("text").or(object.get("data"))?.words(),
        place: "its field “text”",
        unquoted: Some(marks),
        page,
    };
    json_lines::read(&FORMAT, &shape, files, ids, now)
}

fn page(object: &Object<'_>, forms: &Forms, line: usize, notes: &mut Notes) -> Page {
    let mut page = Page::new("", forms.text.clone());
    let metadata = object
        .iter()
        .filter(|(name, _)| !FIELDS.contains(name) && *name != "data");
    for (name, value) in metadata {
        match (name, value.text()) {
            ("title", Some(title)) => page.title = title,
            ("document", Some(id)) => {
                page.features.insert("id", id);
            }
            (name, Some(value)) => {
                page.features.read(name, value);
            }
            (_, None) => {}
        }
    }
    let places = Places::decide(forms, OffsetUnit::CodePoints, &[], notes);
    let mut numbers = HashMap::new();
    for entity in entities(object) {
        let Some((start, end, label)) = parts(entity) else {
            notes.count("an entity has no label, start and end; left out");
            continue;
        };
        let Some(anchor) = places.anchor(&Quoted::place(start, end), notes) else {
            continue;
        };
        if let Some(id) = entity.get("id") {
            numbers.entry(id.to_string()).or_insert(page.marks.len());
        }
        page.marks.push(Mark {
            label: label.to_owned(),
            anchor,
            features: Features::new(),
            line,
        });
    }
    for relation in object.items("relations") {
        let end = |name: &str| numbers.get(&relation.get(name)?.to_string()).copied();
        let label = relation.get("type").and_then(Json::words);
        match (end("from_id"), end("to_id"), label) {
            (Some(from), Some(to), Some(label)) => page.relations.push(Relation {
                label: own_label(label),
                from,
                to,
                features: Features::new(),
            }),
            _ => notes.count("a relation’s ends are no entities; left out"),
        }
    }
    page
}

fn entities<'o>(object: &'o Object<'_>) -> impl Iterator<Item = &'o Json<'o>> {
    let names = ["entities", "label", "labels"].into_iter();
    names.flat_map(|name| object.items(name))
}

/// The marks of a line: doccano's files quote nothing.
fn marks(object: &Object<'_>) -> Pieces {
    let parts = entities(object).filter_map(parts);
    parts.map(|(start, end, _)| (start, end)).collect()
}

/// The label as it is written here, since people type those of doccano by hand.
fn own_label(label: &str) -> String {
    let mut letters = label.trim().chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let tidy: String = first.chain(letters.flat_map(char::to_lowercase)).collect();
    match is_relation(&tidy) {
        true => tidy,
        false => label.to_owned(),
    }
}

/// Start, end and label of an entity.
fn parts<'a>(entity: &'a Json<'_>) -> Option<(u64, u64, &'a str)> {
    let (start, end, label) = match entity.list() {
        Some([start, end, label, ..]) => (start, end, label),
        Some(_) => return None,
        None => (
            entity.get("start_offset")?,
            entity.get("end_offset")?,
            entity.get("label")?,
        ),
    };
    Some((start.number()?, end.number()?, label.words()?))
}
