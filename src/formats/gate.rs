//! `gate`: GATE documents as "bdoc" JSON, which gatenlp and GATE's format plugin read. A file for each
//! document. Read and written.
//!
//! A mark of [`super::graph`] is an annotation of its label in the set `Claimdesk`, one for each piece;
//! a relation is an annotation `Relation` on the words of the mark that it leads from, with the features
//! `relation`, `from` and `to` (ids of annotations). The file says what its offsets count: `p` (Python)
//! code points, which is what is written, or `j` (Java) UTF-16 units.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::graph::{self, Mark, Page, Reading, Relation};
use super::json_lines::features_of;
use super::loss::Loss;
use super::names::{DistinctNames, file_stem};
use super::notes::Notes;
use super::places::{Forms, Places, Quoted};
use super::selection::View;
use super::table::{Format, FormatError, Imported, InFile, Layout, OutFile, RejectedMarks};
use crate::model::{IdSource, OffsetMap, OffsetUnit, Timestamp};

pub(super) const FORMAT: Format = Format {
    id: "gate",
    name: "GATE bdoc JSON",
    extensions: &["bdocjs", "bdoc"],
    media_type: "application/json",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::Folder,
    losses: &[
        Loss::Title,
        Loss::Schema,
        Loss::UnmentionedEntities,
        Loss::OutOfDocument,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: Some(read),
    sniff: Some(|start| start.starts_with('{') && start.contains("\"offset_type\"")),
};

/// The annotation set that is written.
const SET: &str = "Claimdesk";
const RELATION: &str = "Relation";
/// Annotations of other tools that mark no mention: every word, sentence or space is one.
const NOT_MENTIONS: [&str; 6] = [
    "Token",
    "SpaceToken",
    "Sentence",
    "Split",
    "Lookup",
    "paragraph",
];

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut names = DistinctNames::default();
    let mut files = Vec::new();
    for document in view.documents() {
        let page = graph::page(view, document).in_pieces();
        let bytes = serde_json::to_vec(&bdoc(&page)).map_err(|error| FormatError::Writing {
            format: FORMAT.name,
            reason: error.to_string(),
        })?;
        let name = names.claim(file_stem(&document.title));
        files.push(OutFile {
            name: format!("{name}.bdocjs"),
            bytes,
        });
    }
    Ok(files)
}

fn bdoc(page: &Page) -> Value {
    let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
    // Spans of a sound project lie in their text, so the offsets are there.
    let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
    let annotation = |id: usize, label: &str, mark: &Mark, features: Value| {
        json!({
            "type": label,
            "start": offset(mark.anchor.start()),
            "end": offset(mark.anchor.end()),
            "id": id,
            "features": features,
        })
    };
    let marks = page.marks.iter().enumerate();
    let marks = marks.map(|(id, mark)| annotation(id, &mark.label, mark, json!(mark.features)));
    let relations = page.relations.iter().enumerate().map(|(nth, relation)| {
        let mut features: Map<String, Value> = relation
            .features
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().into()))
            .collect();
        features.insert("relation".to_owned(), relation.label.as_str().into());
        features.insert("from".to_owned(), relation.from.into());
        features.insert("to".to_owned(), relation.to.into());
        let id = page.marks.len() + nth;
        let from = &page.marks[relation.from];
        annotation(id, RELATION, from, Value::Object(features))
    });
    let annotations: Vec<Value> = marks.chain(relations).collect();
    let mut features = page.features.clone();
    features.insert("title".to_owned(), page.title.clone());
    json!({
        "annotation_sets": {
            SET: {
                "name": SET,
                "next_annid": annotations.len(),
                "annotations": annotations,
            },
        },
        "text": page.text.as_str(),
        "features": features,
        "offset_type": "p",
        "name": page.title,
    })
}

fn read(files: &[InFile], ids: &mut IdSource, now: Timestamp) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((FORMAT.id, FORMAT.name), ids, now);
    for file in files {
        reading.notes.line = 1;
        if files.len() > 1 {
            reading.notes.prefix = format!("{}: ", file.name);
        }
        let bytes = file
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&file.bytes);
        let document = match serde_json::from_slice::<Value>(bytes) {
            Ok(document) => document,
            Err(error) => {
                reading
                    .notes
                    .add(format!("it is not JSON: {error}; left out"));
                continue;
            }
        };
        let text = document.get("text").and_then(Value::as_str);
        match text.map(Forms::new) {
            Some(Ok(forms)) => {
                let page = page(&document, &forms, &file.name, &mut reading.notes);
                reading.add(page);
            }
            Some(Err(error)) => reading.notes.add(format!("{error}; left out")),
            None => reading.notes.add("no field “text” with text; left out"),
        }
    }
    reading.notes.prefix.clear();
    reading.finish(files)
}

fn page(document: &Value, forms: &Forms, file: &str, notes: &mut Notes) -> Page {
    let mut page = Page::new("", forms.text.clone());
    page.features = features_of(document.get("features"));
    let name = document.get("name").and_then(Value::as_str);
    let name = name.filter(|name| !name.is_empty());
    let title = page.features.remove("title");
    page.title = title.unwrap_or_else(|| name.unwrap_or(file).to_owned());
    let unit = match document.get("offset_type").and_then(Value::as_str) {
        Some("p") => OffsetUnit::CodePoints,
        Some("j") => OffsetUnit::Utf16,
        _ => {
            notes.add("it doesn’t say what its offsets count; took Unicode code points");
            OffsetUnit::CodePoints
        }
    };
    let annotations = annotations(document, notes);
    // GATE's tokens quote their words.
    let evidence = annotations.iter().filter_map(|(_, annotation)| {
        let words = annotation.get("features")?.get("string")?.as_str();
        Some(Quoted {
            pieces: vec![place(annotation)?],
            words,
        })
    });
    let evidence: Vec<Quoted<'_>> = evidence.collect();
    let places = Places::decide(forms, unit, &evidence, notes);
    let mut numbers = HashMap::new();
    for (set, annotation) in &annotations {
        let label = annotation.get("type").and_then(Value::as_str);
        let label = label.unwrap_or_default();
        if label == RELATION || NOT_MENTIONS.contains(&label) {
            continue;
        }
        let quoted = Quoted {
            pieces: place(annotation).into_iter().collect(),
            words: None,
        };
        let Some(anchor) = places.anchor(&quoted, notes) else {
            notes.count("an annotation has no place in the text; left out");
            continue;
        };
        if let Some(id) = annotation.get("id").and_then(Value::as_u64) {
            numbers.insert((*set, id), page.marks.len());
        }
        page.marks.push(Mark {
            label: label.to_owned(),
            anchor,
            features: features_of(annotation.get("features")),
            line: 1,
        });
    }
    for (set, annotation) in &annotations {
        if annotation.get("type").and_then(Value::as_str) == Some(RELATION) {
            match relation(set, annotation, &numbers) {
                Some(relation) => page.relations.push(relation),
                None => notes.count("a relation’s ends are no annotations; left out"),
            }
        }
    }
    page
}

/// The annotations with the names of their sets: of ours alone where it is there.
fn annotations<'a>(document: &'a Value, notes: &mut Notes) -> Vec<(&'a str, &'a Value)> {
    let sets = document.get("annotation_sets").and_then(Value::as_object);
    let mut found = Vec::new();
    let Some(sets) = sets else {
        return found;
    };
    let has_own = sets.contains_key(SET);
    for (name, set) in sets {
        if has_own && name != SET {
            notes.count(format!(
                "the annotation set “{name}” is not read beside “{SET}”"
            ));
            continue;
        }
        let list = set.get("annotations").and_then(Value::as_array);
        found.extend(
            list.into_iter()
                .flatten()
                .map(|value| (name.as_str(), value)),
        );
    }
    found
}

fn place(annotation: &Value) -> Option<(u64, u64)> {
    let number = |name: &str| annotation.get(name)?.as_u64();
    number("start").zip(number("end"))
}

fn relation(
    set: &str,
    annotation: &Value,
    numbers: &HashMap<(&str, u64), usize>,
) -> Option<Relation> {
    let mut features = features_of(annotation.get("features"));
    let mut end = |name: &str| {
        let id = features.remove(name)?.parse().ok()?;
        numbers.get(&(set, id)).copied()
    };
    let (from, to) = (end("from")?, end("to")?);
    Some(Relation {
        label: features.remove("relation")?,
        from,
        to,
        features,
    })
}
