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

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::graph::{self, Features, Mark, Page, Reading, Relation, is_relation};
use super::json_lines::{objects, text_of};
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

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut lines = String::new();
    for (nth, document) in view.documents().enumerate() {
        let page = graph::page(view, document).in_pieces();
        lines.push_str(&line(nth + 1, &page).to_string());
        lines.push('\n');
    }
    let name = format!("{}.jsonl", export_stem(view));
    let bytes = lines.into_bytes();
    Ok(vec![OutFile { name, bytes }])
}

fn line(id: usize, page: &Page) -> Value {
    let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
    // Spans of a sound project lie in their text, so the offsets are there.
    let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
    let entities = page.marks.iter().enumerate().map(|(nth, mark)| {
        json!({
            "id": nth + 1,
            "label": mark.label,
            "start_offset": offset(mark.anchor.start()),
            "end_offset": offset(mark.anchor.end()),
        })
    });
    let relations = page.relations.iter().enumerate().map(|(nth, relation)| {
        json!({
            "id": nth + 1,
            "from_id": relation.from + 1,
            "to_id": relation.to + 1,
            "type": relation.label,
        })
    });
    let mut line = Map::new();
    line.insert("id".to_owned(), id.into());
    line.insert("text".to_owned(), page.text.as_str().into());
    line.insert("entities".to_owned(), entities.collect());
    line.insert("relations".to_owned(), relations.collect());
    line.insert("title".to_owned(), page.title.as_str().into());
    for (name, value) in &page.features {
        let name = match name.as_str() {
            "id" => "document",
            name => name,
        };
        line.insert(name.to_owned(), value.as_str().into());
    }
    Value::Object(line)
}

fn read(files: &[InFile], ids: &mut IdSource, now: Timestamp) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((FORMAT.id, FORMAT.name), ids, now);
    for (line, object) in objects(files, &mut reading.notes) {
        reading.notes.line = line;
        let text = object.get("text").or(object.get("data"));
        let Some(Value::String(text)) = text else {
            reading
                .notes
                .add("no field “text” with text; line left out");
            continue;
        };
        match Forms::new(text) {
            Ok(forms) => {
                let page = page(&object, &forms, line, &mut reading.notes);
                reading.add(page);
            }
            Err(error) => reading.notes.add(format!("{error}; line left out")),
        }
    }
    reading.finish(files)
}

fn page(object: &Map<String, Value>, forms: &Forms, line: usize, notes: &mut Notes) -> Page {
    let mut page = Page::new("", forms.text.clone());
    let metadata = object
        .iter()
        .filter(|(name, _)| !FIELDS.contains(&name.as_str()) && *name != "data");
    for (name, value) in metadata {
        match (name.as_str(), text_of(value)) {
            ("title", Some(title)) => page.title = title,
            ("document", Some(id)) => {
                page.features.insert("id".to_owned(), id);
            }
            (name, Some(value)) => {
                page.features.insert(name.to_owned(), value);
            }
            (_, None) => {}
        }
    }
    // doccano's files don't quote, so there is nothing to tell another unit by.
    let places = Places::decide(forms, OffsetUnit::CodePoints, &[], notes);
    let mut numbers = HashMap::new();
    let names = ["entities", "label", "labels"].into_iter();
    for entity in names.flat_map(|name| list(object, name)) {
        let Some((start, end, label)) = parts(entity) else {
            notes.count("an entity has no label, start and end; left out");
            continue;
        };
        let quoted = Quoted {
            pieces: vec![(start, end)],
            words: None,
        };
        let Some(anchor) = places.anchor(&quoted, notes) else {
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
    for relation in list(object, "relations") {
        let end = |name: &str| numbers.get(&relation.get(name)?.to_string()).copied();
        let label = relation.get("type").and_then(Value::as_str);
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

fn list<'a>(object: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a Value> {
    object
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// Start, end and label of an entity.
fn parts(entity: &Value) -> Option<(u64, u64, &str)> {
    let (start, end, label) = match entity.as_array().map(Vec::as_slice) {
        Some([start, end, label, ..]) => (start, end, label),
        Some(_) => return None,
        None => (
            entity.get("start_offset")?,
            entity.get("end_offset")?,
            entity.get("label")?,
        ),
    };
    Some((start.as_u64()?, end.as_u64()?, label.as_str()?))
}
