//! Tasks → pages.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::TEXT;
use crate::formats::graph::{Features, Mark, Page, Reading, Relation};
use crate::formats::json_lines::{objects, text_of};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::model::{IdSource, OffsetUnit, ReviewState, Timestamp};

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let format = (super::FORMAT.id, super::FORMAT.name);
    let mut reading = Reading::new(format, ids, now);
    let is_config = |file: &InFile| file.name.to_lowercase().ends_with(".xml");
    let tasks: Vec<InFile> = files
        .iter()
        .filter(|file| !is_config(file))
        .cloned()
        .collect();
    for (number, task) in objects(&tasks, &mut reading.notes) {
        reading.notes.line = number;
        let Some((name, text)) = text(&task) else {
            reading
                .notes
                .add("a task has no text in its “data”; left out");
            continue;
        };
        match Forms::new(text) {
            Ok(forms) => {
                let page = page(&task, name, &forms, number, &mut reading.notes);
                reading.add(page);
            }
            Err(error) => reading.notes.add(format!("{error}; task left out")),
        }
    }
    reading.finish(files)
}

/// The text of a task and the name of its field: `text`, else the longest one.
fn text(task: &Map<String, Value>) -> Option<(&str, &str)> {
    let data = task.get("data")?.as_object()?;
    let texts = data
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    texts.max_by_key(|(name, text)| (*name == TEXT, text.len()))
}

/// The results to read: of the first annotation that is not cancelled, else of the first prediction.
fn results(task: &Map<String, Value>, notes: &mut Notes) -> (Vec<Value>, Option<ReviewState>) {
    let list = |name: &str| task.get(name).and_then(Value::as_array);
    let annotations = list("annotations").or(list("completions"));
    let cancelled = |value: &&Value| value.get("was_cancelled") == Some(&Value::Bool(true));
    let annotations: Vec<&Value> = annotations
        .into_iter()
        .flatten()
        .filter(|value| !cancelled(value))
        .collect();
    if annotations.len() > 1 {
        let count = annotations.len();
        notes.add(format!("a task has {count} annotations; read the first"));
    }
    let result = |value: &Value| value.get("result").and_then(Value::as_array).cloned();
    if let Some(first) = annotations.first() {
        return (result(first).unwrap_or_default(), None);
    }
    let predicted = list("predictions").and_then(|list| result(list.first()?));
    (predicted.unwrap_or_default(), Some(ReviewState::Suggested))
}

/// A region: its place, its label, and what is said of it.
#[derive(Default)]
struct Region {
    pieces: Vec<(u64, u64)>,
    words: Option<String>,
    label: Option<String>,
    features: Features,
}

fn page(
    task: &Map<String, Value>,
    field: &str,
    forms: &Forms,
    line: usize,
    notes: &mut Notes,
) -> Page {
    let mut page = Page::new("", forms.text.clone());
    let data = task.get("data").and_then(Value::as_object);
    for (name, value) in data.into_iter().flatten() {
        match (name.as_str(), text_of(value)) {
            ("title", Some(title)) => page.title = title,
            (name, Some(value)) if name != field => {
                page.features.insert(name.to_owned(), value);
            }
            _ => {}
        }
    }
    let (results, state) = results(task, notes);
    let (order, regions) = regions(&results, notes);
    let marked: Vec<&Region> = order.iter().filter_map(|id| regions.get(id)).collect();
    let quoted: Vec<Quoted<'_>> = marked
        .iter()
        .map(|region| Quoted {
            pieces: region.pieces.clone(),
            words: region.words.as_deref(),
        })
        .collect();
    let places = Places::decide(forms, OffsetUnit::CodePoints, &quoted, notes);
    let mut numbers = HashMap::new();
    for ((id, region), quoted) in order.iter().zip(&marked).zip(&quoted) {
        let Some(label) = &region.label else {
            notes.count("a region has no label; left out");
            continue;
        };
        let Some(anchor) = places.anchor(quoted, notes) else {
            continue;
        };
        let mut features = region.features.clone();
        if let Some(state) = state {
            let told = features.entry("state".to_owned());
            told.or_insert(state.id().to_owned());
        }
        numbers.insert(id.as_str(), page.marks.len());
        page.marks.push(Mark {
            label: label.clone(),
            anchor,
            features,
            line,
        });
    }
    for result in &results {
        if result.get("type").and_then(Value::as_str) == Some("relation") {
            match relation(result, &numbers) {
                Some(relations) => page.relations.extend(relations),
                None => notes.count("a relation’s ends are no regions; left out"),
            }
        }
    }
    page
}

/// The regions by id, and their ids in the order of the file.
fn regions(results: &[Value], notes: &mut Notes) -> (Vec<String>, HashMap<String, Region>) {
    let mut order = Vec::new();
    let mut regions: HashMap<String, Region> = HashMap::new();
    for (nth, result) in results.iter().enumerate() {
        let sort = result
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if sort == "relation" {
            continue;
        }
        let own = || format!("result {}", nth + 1);
        let id = result.get("id").and_then(text_of).unwrap_or_else(own);
        let value = result.get("value");
        let number = |name: &str| value?.get(name)?.as_u64();
        let Some(piece) = number("start").zip(number("end")) else {
            notes.count("a result is on the whole text, or on no text; left out");
            continue;
        };
        let region = regions.entry(id.clone()).or_insert_with(|| {
            order.push(id);
            Region::default()
        });
        if region.pieces.is_empty() {
            region.pieces.push(piece);
        }
        let words = value.and_then(|value| value.get("text")?.as_str());
        if region.words.is_none() {
            region.words = words.map(str::to_owned);
        }
        // The values of a result are in the field of its type, but for text areas.
        let field = if sort == "textarea" { "text" } else { sort };
        let values = value.and_then(|value| value.get(field)?.as_array());
        let values: Vec<String> = values.into_iter().flatten().filter_map(text_of).collect();
        if matches!(sort, "labels" | "hypertextlabels") {
            if values.len() > 1 {
                notes.count("a region has several labels; took the first");
            }
            region.label = values.into_iter().next();
        } else if let Some(name) = result.get("from_name").and_then(Value::as_str) {
            let joined = values.join("\n");
            if !joined.is_empty() {
                region.features.insert(name.to_owned(), joined);
            }
        }
    }
    (order, regions)
}

/// The relations of a result, one for each of its labels; it may point either way.
fn relation(result: &Value, numbers: &HashMap<&str, usize>) -> Option<Vec<Relation>> {
    let end = |name: &str| numbers.get(result.get(name)?.as_str()?).copied();
    let (mut from, mut to) = (end("from_id")?, end("to_id")?);
    if result.get("direction").and_then(Value::as_str) == Some("left") {
        (from, to) = (to, from);
    }
    let labels = result.get("labels").and_then(Value::as_array);
    let labels = labels.into_iter().flatten().filter_map(Value::as_str);
    let relations = labels.map(|label| Relation {
        label: label.to_owned(),
        from,
        to,
        features: Features::new(),
    });
    Some(relations.collect())
}
