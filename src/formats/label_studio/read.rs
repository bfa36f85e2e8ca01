//! Tasks → pages.

use std::borrow::Cow;
use std::collections::HashMap;

use smallvec::{SmallVec, smallvec};

use super::TEXT;
use crate::formats::graph::{Features, Mark, Page, Relation};
use crate::formats::json::{Json, Object};
use crate::formats::json_lines::{self, Shape};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::model::{IdSource, OffsetUnit, ReviewState, Timestamp};

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let shape = Shape {
        what: "task",
        // The configuration says nothing that the tasks don't.
        is_beside: |name| name.to_lowercase().ends_with(".xml"),
        text: |task| text(task).map(|(_, text)| text),
        place: "its “data”",
        unquoted: None,
        page,
    };
    json_lines::read(&super::FORMAT, &shape, files, ids, now)
}

/// The text of a task and the name of its field: `text`, else the longest one.
fn text<'a>(task: &'a Object<'_>) -> Option<(&'a str, &'a str)> {
    let data = task.get("data")?.object()?;
    let texts = data
        .iter()
        .filter_map(|(name, value)| Some((name, value.words()?)));
    texts.max_by_key(|(name, text)| (*name == TEXT, text.len()))
}

/// The results to read: of the first annotation that is not cancelled, else of the first prediction.
fn results<'a>(task: &'a Object<'a>, notes: &mut Notes) -> (&'a [Json<'a>], Option<ReviewState>) {
    let list = |name: &str| task.get(name).and_then(Json::list);
    let annotations = list("annotations").or(list("completions"));
    let cancelled = |value: &&Json<'_>| value.get("was_cancelled") == Some(&Json::Bool(true));
    let annotations = annotations.unwrap_or_default().iter();
    let annotations: Vec<_> = annotations.filter(|value| !cancelled(value)).collect();
    if annotations.len() > 1 {
        let count = annotations.len();
        notes.add(format!("a task has {count} annotations; read the first"));
    }
    let result = |value: &'a Json<'a>| value.get("result").and_then(Json::list);
    if let Some(first) = annotations.first() {
        return (result(first).unwrap_or_default(), None);
    }
    let predicted = list("predictions").and_then(|list| result(list.first()?));
    (predicted.unwrap_or_default(), Some(ReviewState::Suggested))
}

/// A region: its place, its label, and what is said of it.
#[derive(Default)]
struct Region<'a> {
    id: Option<&'a Json<'a>>,
    pieces: SmallVec<[(u64, u64); 1]>,
    words: Option<&'a str>,
    label: Option<String>,
    features: Features,
}

fn page(task: &Object<'_>, forms: &Forms, line: usize, notes: &mut Notes) -> Page {
    let mut page = Page::new("", forms.text.clone());
    let field = text(task).map_or("", |(name, _)| name);
    let data = task.get("data").and_then(Json::object);
    for (name, value) in data.into_iter().flat_map(Object::iter) {
        match (name, value.text()) {
            ("title", Some(title)) => page.title = title,
            (name, Some(value)) if name != field => {
                page.features.read(name, value);
            }
            _ => {}
        }
    }
    let (results, state) = results(task, notes);
    let mut regions = regions(results, notes);
    let quoted: Vec<Quoted<'_>> = regions
        .iter_mut()
        .map(|region| Quoted {
            pieces: std::mem::take(&mut region.pieces),
            words: region.words,
        })
        .collect();
    let places = Places::decide(forms, OffsetUnit::CodePoints, &quoted, notes);
    let mut numbers = HashMap::new();
    for (region, quoted) in regions.into_iter().zip(&quoted) {
        let Some(label) = region.label else {
            notes.count("a region has no label; left out");
            continue;
        };
        let Some(anchor) = places.anchor(quoted, notes) else {
            continue;
        };
        let mut features = region.features;
        if let Some(state) = state {
            features.or_insert("state", state.id());
        }
        if let Some(id) = region.id {
            numbers.insert(key(id), page.marks.len());
        }
        page.marks.push(Mark {
            label,
            anchor,
            features,
            line,
        });
    }
    for result in results.iter().filter(|result| is_relation(result)) {
        match relation(result, &numbers) {
            Some(relations) => page.relations.extend(relations),
            None => notes.count("a relation’s ends are no regions; left out"),
        }
    }
    page
}

fn is_relation(result: &Json<'_>) -> bool {
    result.get("type").and_then(Json::words) == Some("relation")
}

/// The regions in the order of the file. Results of one id are one region; those without are one each.
fn regions<'a>(results: &'a [Json<'a>], notes: &mut Notes) -> Vec<Region<'a>> {
    let mut regions: Vec<Region<'a>> = Vec::new();
    let mut by_id: HashMap<Cow<'a, str>, usize> = HashMap::new();
    for result in results.iter().filter(|result| !is_relation(result)) {
        let value = result.get("value");
        let number = |name: &str| value?.get(name)?.number();
        let Some(piece) = number("start").zip(number("end")) else {
            notes.count("a result is on the whole text, or on no text; left out");
            continue;
        };
        let id = result.get("id").filter(|id| **id != Json::Null);
        let known = id.map(|id| *by_id.entry(key(id)).or_insert(regions.len()));
        let nth = known.unwrap_or(regions.len());
        if nth == regions.len() {
            regions.push(Region {
                id,
                pieces: smallvec![piece],
                ..Region::default()
            });
        }
        let region = &mut regions[nth];
        let words = value.and_then(|value| value.get("text")?.words());
        region.words = region.words.or(words);
        said(result, region, notes);
    }
    regions
}

/// An id, whether it is words or a number.
fn key<'a>(id: &'a Json<'a>) -> Cow<'a, str> {
    match id.words() {
        Some(words) => Cow::Borrowed(words),
        None => Cow::Owned(id.to_string()),
    }
}

/// What a result says of its region.
fn said<'a>(result: &'a Json<'a>, region: &mut Region<'a>, notes: &mut Notes) {
    let sort = result.get("type").and_then(Json::words).unwrap_or_default();
    // The values of a result are in the field of its type, but for text areas.
    let field = if sort == "textarea" { "text" } else { sort };
    let values = result
        .get("value")
        .and_then(|value| value.get(field)?.list());
    let mut values = values.unwrap_or_default().iter().filter_map(Json::text);
    if matches!(sort, "labels" | "hypertextlabels") {
        region.label = values.next().or(region.label.take());
        if values.next().is_some() {
            notes.count("a region has several labels; took the first");
        }
    } else if let Some(name) = result.get("from_name").and_then(Json::words) {
        let mut joined = values.next().unwrap_or_default();
        for value in values {
            joined.push('\n');
            joined.push_str(&value);
        }
        if !joined.is_empty() {
            region.features.read(name, joined);
        }
    }
}

/// The relations of a result, one for each of its labels; it may point either way.
fn relation(result: &Json<'_>, numbers: &HashMap<Cow<'_, str>, usize>) -> Option<Vec<Relation>> {
    let end = |name: &str| numbers.get(&key(result.get(name)?)).copied();
    let (mut from, mut to) = (end("from_id")?, end("to_id")?);
    if result.get("direction").and_then(Json::words) == Some("left") {
        (from, to) = (to, from);
    }
    let labels = result.get("labels").and_then(Json::list);
    let labels = labels.into_iter().flatten().filter_map(Json::words);
    let relations = labels.map(|label| Relation {
        label: label.to_owned(),
        from,
        to,
        features: Features::new(),
    });
    Some(relations.collect())
}
