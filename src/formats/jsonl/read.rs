//! Lines → project. What can't be read is noted by line; the rest is read.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{Notes, field, id_field, object_field, with_unknown};
use super::marks::Marks;
use super::meta;
use crate::edit::Edit;
use crate::formats::canonical::Canonical;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::table::{FormatError, ImportNote, Imported, InFile};
use crate::model::{Document, DocumentId, IdSource, OffsetUnit, Project, ProjectId, Timestamp};

const FIELDS: &[&str] = &["id", "text", "meta", "entities", "attributions", "register"];

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let project = Project::new(ProjectId::from_number(ids.number()), "");
    let mut marks = Marks::new(project, ids, now);
    let mut notes = Notes::default();
    let mut order = Vec::new();
    for file in files {
        if files.len() > 1 {
            notes.prefix = format!("{}: ", file.name);
        }
        let bytes = file
            .bytes
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&file.bytes);
        for (nth, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            notes.line = nth + 1;
            match document(line, &mut marks, &mut notes) {
                Ok(id) => order.push(id),
                Err(message) => notes.add(message),
            }
        }
        marks.resolve(&mut notes);
    }
    if order.is_empty() {
        return Err(nothing_readable(files, &notes));
    }
    let labels = std::mem::take(&mut marks.unknown).finish();
    let mut project = marks.finish();
    Edit::Order(order.into()).apply(&mut project);
    Ok(Imported {
        project,
        notes: notes.finish(),
        labels,
    })
}

fn nothing_readable(files: &[InFile], notes: &Notes) -> FormatError {
    let empty = ImportNote {
        line: 1,
        message: "it is empty".to_owned(),
    };
    FormatError::NothingReadable {
        file: files.first().map_or("", |file| &file.name).to_owned(),
        format: super::FORMAT.name,
        note: notes.first().cloned().unwrap_or(empty),
    }
}

/// Reads one line; the message says why it is no document.
fn document(line: &[u8], marks: &mut Marks<'_>, notes: &mut Notes) -> Result<DocumentId, String> {
    let line = std::str::from_utf8(line).map_err(|error| {
        format!(
            "byte {} is not UTF-8; line left out",
            error.valid_up_to() + 1
        )
    })?;
    let value: Value = serde_json::from_str(line).map_err(|error| {
        let column = error.column();
        format!("not JSON at column {column}; line left out")
    })?;
    let Value::Object(record) = value else {
        return Err("not a JSON object; line left out".to_owned());
    };
    let Some(Value::String(original)) = field(&record, "text") else {
        return Err("no field “text” with text; line left out".to_owned());
    };
    let forms = Forms::new(original).map_err(|error| format!("{error}; line left out"))?;
    let pieces = pieces(&record);
    let places = Places::decide(&forms, OffsetUnit::CodePoints, &pieces, notes);
    let canonical = places.into_canonical();
    let id = put_document(&record, &canonical, marks, notes);
    marks.read(&record, id, &canonical, notes);
    Ok(id)
}

/// The pieces of all marks of a line, which quote nothing.
fn pieces(record: &Map<String, Value>) -> Vec<Quoted<'_>> {
    let items = |name| field(record, name).and_then(Value::as_array);
    let items = |name| items(name).into_iter().flatten();
    let pair = |pair: &Value| Some((pair.get(0)?.as_u64()?, pair.get(1)?.as_u64()?));
    let list = |value: &Value| -> Vec<(u64, u64)> {
        let pairs = value.as_array().into_iter().flatten();
        pairs.filter_map(pair).collect()
    };
    let of_entities = items("entities").flat_map(|item| match item.get("spans") {
        Some(spans) => list(spans),
        None => {
            let number = |name| item.get(name)?.as_u64();
            number("start").zip(number("end")).into_iter().collect()
        }
    });
    let parts = ["source", "cue", "content"].into_iter();
    let of_claims = items("attributions").flat_map(|item| {
        let found = parts.clone().filter_map(|part| item.get(part));
        found.flat_map(list)
    });
    let pieces = of_entities.chain(of_claims);
    pieces
        .map(|(start, end)| Quoted::place(start, end))
        .collect()
}

fn put_document(
    record: &Map<String, Value>,
    canonical: &Canonical<'_>,
    marks: &mut Marks<'_>,
    notes: &mut Notes,
) -> DocumentId {
    let text_id = id_field(record, "id", notes).unwrap_or_default();
    let own = text_id.parse().ok();
    let id = match own {
        Some(id) if marks.project.document(id).is_none() => id,
        Some(id) => {
            notes.add(format!("document {id} comes again; it got a new id"));
            marks.new_document_id()
        }
        None => marks.new_document_id(),
    };
    let meta = object_field(record, "meta", notes);
    let meta = meta::read(meta, &text_id, notes);
    let document = Document {
        id,
        title: meta.title,
        text: canonical.text.clone(),
        origin: meta.origin,
        notes: with_unknown(meta.notes, record, FIELDS, "a document", notes),
    };
    Edit::Document(id, Some(Arc::new(document))).apply(&mut marks.project);
    id
}
