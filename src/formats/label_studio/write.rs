//! Pages → tasks.

use serde_json::{Map, Value, json};

use super::config::{config, is_choice};
use super::{LABELS, TEXT};
use crate::formats::graph::{self, Mark, Page};
use crate::formats::names::export_stem;
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::model::{OffsetMap, OffsetUnit};

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let documents = view.documents();
    let pages: Vec<Page> = documents
        .map(|document| graph::page(view, document).in_pieces())
        .collect();
    let tasks: Vec<Value> = pages
        .iter()
        .zip(1..)
        .map(|(page, id)| task(id, page))
        .collect();
    let tasks = serde_json::to_vec_pretty(&tasks).map_err(|error| FormatError::Writing {
        format: super::FORMAT.name,
        reason: error.to_string(),
    })?;
    let stem = export_stem(view);
    let labels = config(view.project().schema(), &pages);
    Ok(vec![
        OutFile {
            name: format!("{stem}.json"),
            bytes: tasks,
        },
        OutFile {
            name: format!("{stem}-labels.xml"),
            bytes: labels.into_bytes(),
        },
    ])
}

fn task(id: usize, page: &Page) -> Value {
    let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
    let mut results = Vec::new();
    for (nth, mark) in page.marks.iter().enumerate() {
        region(nth, mark, page, &offsets, &mut results);
    }
    for relation in &page.relations {
        results.push(json!({
            "type": "relation",
            "from_id": region_id(relation.from),
            "to_id": region_id(relation.to),
            "direction": "right",
            "labels": [relation.label],
        }));
    }
    let mut data = Map::new();
    data.insert(TEXT.to_owned(), page.text.as_str().into());
    data.insert("title".to_owned(), page.title.as_str().into());
    for (name, value) in &page.features {
        data.insert(name.clone(), value.as_str().into());
    }
    json!({
        "id": id,
        "data": data,
        "annotations": [{ "id": id, "result": results, "was_cancelled": false }],
    })
}

/// The results of one mark: its label, then what else is said of it.
fn region(nth: usize, mark: &Mark, page: &Page, offsets: &OffsetMap<'_>, results: &mut Vec<Value>) {
    // Spans of a sound project lie in their text, so the offsets are there.
    let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
    let place = mark.anchor.hull();
    let (start, end) = (offset(place.start()), offset(place.end()));
    let words = page.text.get(place).unwrap_or_default();
    let mut result = |control: &str, sort: &str, field: &str, value: Value| {
        let mut region = Map::new();
        region.insert("start".to_owned(), start.into());
        region.insert("end".to_owned(), end.into());
        region.insert("text".to_owned(), words.into());
        region.insert(field.to_owned(), value);
        results.push(json!({
            "id": region_id(nth),
            "from_name": control,
            "to_name": TEXT,
            "type": sort,
            "value": region,
        }));
    };
    result(LABELS, "labels", "labels", json!([mark.label]));
    for (name, value) in &mark.features {
        match is_choice(name) {
            true => result(name, "choices", "choices", json!([value])),
            false => result(name, "textarea", "text", json!([value])),
        }
    }
}

fn region_id(nth: usize) -> String {
    format!("r{}", nth + 1)
}
