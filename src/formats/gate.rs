//! `gate`: GATE documents as "bdoc" JSON, which gatenlp and GATE's format plugin read. A file for each
//! document. Read and written.
//!
//! A mark of [`super::graph`] is an annotation of its label in the set `Claimdesk`, one for each piece;
//! a relation is an annotation `Relation` on the words of the mark that it leads from, with the features
//! `relation`, `from` and `to` (ids of annotations). The file says what its offsets count: `p` (Python)
//! code points, which is what is written, or `j` (Java) UTF-16 units.

use std::collections::HashMap;

use serde::ser::{Serialize, SerializeMap, Serializer};
use smallvec::smallvec;

use super::graph::{self, Features, Mark, Page, Reading, Relation};
use super::json::{Json, features_of};
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
        Loss::Rules,
        Loss::History,
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

#[derive(serde::Serialize)]
struct Bdoc<'a> {
    annotation_sets: Sets<'a>,
    text: &'a str,
    features: Features,
    offset_type: &'static str,
    name: &'a str,
}

#[derive(serde::Serialize)]
struct Sets<'a> {
    #[serde(rename = "Claimdesk")]
    own: Set<'a>,
}

#[derive(serde::Serialize)]
struct Set<'a> {
    name: &'static str,
    next_annid: usize,
    annotations: Vec<Annotation<'a>>,
}

#[derive(serde::Serialize)]
struct Annotation<'a> {
    #[serde(rename = "type")]
    label: &'a str,
    start: usize,
    end: usize,
    id: usize,
    features: Said<'a>,
}

/// The features of an annotation.
enum Said<'a> {
    OfMark(&'a Features),
    OfRelation(&'a Relation),
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::OfMark(features) => features.serialize(to),
            Self::OfRelation(relation) => {
                let mut fields = to.serialize_map(None)?;
                for (name, value) in relation.features.iter() {
                    fields.serialize_entry(name, value)?;
                }
                fields.serialize_entry("relation", &relation.label)?;
                fields.serialize_entry("from", &relation.from)?;
                fields.serialize_entry("to", &relation.to)?;
                fields.end()
            }
        }
    }
}

fn bdoc(page: &Page) -> Bdoc<'_> {
    let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
    // Spans of a sound project lie in their text, so the offsets are there.
    let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
    let places = page.marks.iter().map(|mark| {
        let (start, end) = (mark.anchor.start(), mark.anchor.end());
        (offset(start), offset(end))
    });
    let places: Vec<(usize, usize)> = places.collect();
    let marks = page.marks.iter().enumerate().map(|(id, mark)| Annotation {
        label: &mark.label,
        start: places[id].0,
        end: places[id].1,
        id,
        features: Said::OfMark(&mark.features),
    });
    let relations = page.relations.iter().zip(page.marks.len()..);
    let relations = relations.map(|(relation, id)| Annotation {
        label: RELATION,
        start: places[relation.from].0,
        end: places[relation.from].1,
        id,
        features: Said::OfRelation(relation),
    });
    let annotations: Vec<Annotation<'_>> = marks.chain(relations).collect();
    let mut features = page.features.clone();
    features.insert("title", &*page.title);
    Bdoc {
        annotation_sets: Sets {
            own: Set {
                name: SET,
                next_annid: annotations.len(),
                annotations,
            },
        },
        text: &page.text,
        features,
        offset_type: "p",
        name: &page.title,
    }
}

fn read(files: &[InFile], ids: &mut IdSource, now: Timestamp) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((FORMAT.id, FORMAT.name), ids, now);
    for file in files {
        reading.notes.line = 1;
        if files.len() > 1 {
            reading.notes.prefix = format!("{}: ", file.name);
        }
        let document = match Json::parse(file.without_mark()) {
            Ok(document) => document,
            Err(error) => {
                reading
                    .notes
                    .add(format!("it is not JSON: {error}; left out"));
                continue;
            }
        };
        let text = document.get("text").and_then(Json::words);
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

fn page(document: &Json<'_>, forms: &Forms, file: &str, notes: &mut Notes) -> Page {
    let mut page = Page::new("", forms.text.clone());
    page.features = features_of(document.get("features"));
    let name = document.get("name").and_then(Json::words);
    let name = name.filter(|name| !name.is_empty());
    let title = page.features.remove("title");
    page.title = title.unwrap_or_else(|| name.unwrap_or(file).to_owned());
    let unit = match document.get("offset_type").and_then(Json::words) {
        Some("p") => OffsetUnit::CodePoints,
        Some("j") => OffsetUnit::Utf16,
        _ => {
            notes.add("it doesn’t say what its offsets count; took Unicode code points");
            OffsetUnit::CodePoints
        }
    };
    let annotations = annotations(document, notes);
    // GATE's tokens quote their words.
    let evidence = annotations.iter().filter_map(|annotation| {
        let words = annotation.of.get("features")?.get("string")?.words();
        Some(Quoted {
            pieces: smallvec![annotation.place?],
            words,
        })
    });
    let mut evidence: Vec<Quoted<'_>> = evidence.collect();
    let marks = annotations.iter().filter(|annotation| {
        let is_relation = annotation.label == RELATION;
        !is_relation && !NOT_MENTIONS.contains(&annotation.label)
    });
    let marks = marks.filter_map(|mark| mark.place);
    evidence.extend(marks.map(|(start, end)| Quoted::place(start, end)));
    let places = Places::decide(forms, unit, &evidence, notes);
    let mut numbers = HashMap::new();
    for annotation in &annotations {
        let label = annotation.label;
        if label == RELATION || NOT_MENTIONS.contains(&label) {
            continue;
        }
        let quoted = Quoted {
            pieces: annotation.place.into_iter().collect(),
            words: None,
        };
        let Some(anchor) = places.anchor(&quoted, notes) else {
            notes.count("an annotation has no place in the text; left out");
            continue;
        };
        if let Some(id) = annotation.of.get("id").and_then(Json::number) {
            numbers.insert((annotation.set, id), page.marks.len());
        }
        page.marks.push(Mark {
            label: label.to_owned(),
            anchor,
            features: features_of(annotation.of.get("features")),
            line: 1,
        });
    }
    for annotation in annotations.iter().filter(|a| a.label == RELATION) {
        match relation(annotation, &numbers) {
            Some(relation) => page.relations.push(relation),
            None => notes.count("a relation’s ends are no annotations; left out"),
        }
    }
    page
}

/// An annotation as it is read, with the name of its set.
struct Found<'a> {
    set: &'a str,
    of: &'a Json<'a>,
    label: &'a str,
    place: Option<(u64, u64)>,
}

/// The annotations: of our own set alone where it is there.
fn annotations<'a>(document: &'a Json<'a>, notes: &mut Notes) -> Vec<Found<'a>> {
    let sets = document.get("annotation_sets").and_then(Json::object);
    let mut found = Vec::new();
    let Some(sets) = sets else {
        return found;
    };
    let has_own = sets.get(SET).is_some();
    for (name, set) in sets.iter() {
        if has_own && name != SET {
            notes.count(format!(
                "the annotation set “{name}” is not read beside “{SET}”"
            ));
            continue;
        }
        let list = set.get("annotations").and_then(Json::list);
        found.extend(list.into_iter().flatten().map(|annotation| {
            let number = |name: &str| annotation.get(name)?.number();
            let label = annotation.get("type").and_then(Json::words);
            Found {
                set: name,
                of: annotation,
                label: label.unwrap_or_default(),
                place: number("start").zip(number("end")),
            }
        }));
    }
    found
}

fn relation(annotation: &Found<'_>, numbers: &HashMap<(&str, u64), usize>) -> Option<Relation> {
    let mut features = features_of(annotation.of.get("features"));
    let mut end = |name: &str| {
        let id = features.remove(name)?.parse().ok()?;
        numbers.get(&(annotation.set, id)).copied()
    };
    let (from, to) = (end("from")?, end("to")?);
    Some(Relation {
        label: features.remove("relation")?,
        from,
        to,
        features,
    })
}
