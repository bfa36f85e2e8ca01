//! Annotations → pages.

use std::collections::HashMap;

use smallvec::smallvec;

use crate::formats::graph::{Features, Mark, Page, Reading, Relation};
use crate::formats::json::{Json, features_of};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::model::{IdSource, OffsetUnit, Timestamp};

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let format = (super::FORMAT.id, super::FORMAT.name);
    let mut reading = Reading::new(format, ids, now);
    let mut items = Vec::new();
    let mut told = HashMap::new();
    for file in files.iter().filter(|file| !is_text(file)) {
        reading.notes.line = 1;
        match Json::parse(file.without_mark()) {
            Ok(mut value) => {
                let documents = match &mut value {
                    Json::Object(object) => object.remove("cd:documents"),
                    _ => None,
                };
                for document in documents.into_iter().flat_map(Json::into_list) {
                    let id = document.get("id").and_then(Json::words).map(str::to_owned);
                    told.extend(id.map(|id| (id, document)));
                }
                collect(value, &mut items);
            }
            Err(error) => {
                let message = format!("{} is not JSON: {error}; left out", file.name);
                reading.notes.add(message);
            }
        }
    }
    let texts: Vec<&InFile> = files.iter().filter(|file| is_text(file)).collect();
    let marks: Vec<Annotation<'_>> = items
        .iter()
        .enumerate()
        .filter_map(|(nth, item)| Annotation::of(item, nth + 1, &mut reading.notes))
        .collect();
    let mut left: usize = marks.len();
    for file in &texts {
        let here = |mark: &&Annotation<'_>| {
            // A file that is alone is what all annotations are on, whatever address they give it.
            texts.len() == 1
                || mark
                    .source
                    .is_some_and(|source| leads_to(source, &file.name))
        };
        let here: Vec<&Annotation<'_>> = marks.iter().filter(here).collect();
        reading.notes.line = 1;
        let forms = std::str::from_utf8(&file.bytes).ok().map(Forms::new);
        let Some(Ok(forms)) = forms else {
            let message = format!("{} holds no text in UTF-8; left out", file.name);
            reading.notes.add(message);
            continue;
        };
        left = left.saturating_sub(here.len());
        let document = told.get(&file.name);
        let page = page(
            &file.name,
            document,
            &forms,
            &here,
            &items,
            &mut reading.notes,
        );
        reading.add(page);
    }
    if left > 0 {
        reading.notes.line = 1;
        let message = format!("{left} annotations are on texts that are not beside them; left out");
        reading.notes.add(message);
    }
    reading.finish(files)
}

fn is_text(file: &InFile) -> bool {
    file.name.to_lowercase().ends_with(".txt")
}

/// Whether an address ends in this file's name.
fn leads_to(source: &str, name: &str) -> bool {
    source.rsplit('/').next() == Some(name)
}

/// The elements of a list, one value alone, or nothing.
fn list<'a>(value: Option<&'a Json<'a>>) -> &'a [Json<'a>] {
    match value {
        Some(Json::List(list)) => list,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// The annotations of a page, of a collection with its first page, of a list, or one.
fn collect<'a>(value: Json<'a>, items: &mut Vec<Json<'a>>) {
    match value {
        Json::List(list) => list.into_iter().for_each(|value| collect(value, items)),
        Json::Object(mut object) => match (object.remove("items"), object.remove("first")) {
            (Some(list), _) => collect(list, items),
            (None, Some(first @ Json::Object(_))) => collect(first, items),
            _ => items.push(Json::Object(object)),
        },
        _ => {}
    }
}

/// Start and end of a piece, and its words, as far as they are told.
type Piece<'a> = (Option<(u64, u64)>, Option<&'a str>);

/// An annotation that marks something.
struct Annotation<'a> {
    item: &'a Json<'a>,
    source: Option<&'a str>,
    pieces: Vec<Piece<'a>>,
    number: usize,
}

impl<'a> Annotation<'a> {
    fn of(item: &'a Json<'a>, number: usize, notes: &mut Notes) -> Option<Self> {
        if item.get("cd:relation").is_some() {
            return None;
        }
        let mut found = Self {
            item,
            source: None,
            pieces: Vec::new(),
            number,
        };
        for target in list(item.get("target")) {
            let source = target.get("source").and_then(|source| {
                let id = source.get("id").and_then(Json::words);
                source.words().or(id)
            });
            found.source = found.source.or(source);
            let selectors = list(target.get("selector"));
            let of_type = |wanted: &str| {
                let is =
                    |value: &&Json<'_>| value.get("type").and_then(Json::words) == Some(wanted);
                selectors.iter().find(is)
            };
            let position = of_type("TextPositionSelector");
            let number = |name: &str| position?.get(name)?.number();
            let place = number("start").zip(number("end"));
            let quote = of_type("TextQuoteSelector");
            let quote = quote.and_then(|quote| quote.get("exact")?.words());
            if place.is_some() || quote.is_some() {
                found.pieces.push((place, quote));
            }
        }
        if found.pieces.is_empty() {
            notes.line = number;
            notes.count("an annotation has no position and no quote; left out");
            return None;
        }
        Some(found)
    }
}

fn page(
    name: &str,
    document: Option<&Json<'_>>,
    forms: &Forms,
    annotations: &[&Annotation<'_>],
    items: &[Json<'_>],
    notes: &mut Notes,
) -> Page {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut page = Page::new(stem, forms.text.clone());
    if let Some(document) = document {
        page.features = features_of(document.get("cd:features"));
        let title = document.get("dc:title").and_then(Json::words);
        page.title = title.unwrap_or(stem).to_owned();
    }
    // Each piece is evidence of its own: it alone quotes its words.
    let pieces = annotations.iter().flat_map(|annotation| &annotation.pieces);
    let evidence = pieces.filter_map(|(place, words)| {
        Some(Quoted {
            pieces: smallvec![(*place)?],
            words: *words,
        })
    });
    let evidence: Vec<Quoted<'_>> = evidence.collect();
    let places = Places::decide(forms, OffsetUnit::CodePoints, &evidence, notes);
    let mut numbers = HashMap::new();
    for annotation in annotations {
        notes.line = annotation.number;
        let spans = annotation
            .pieces
            .iter()
            .filter_map(|(place, words)| match place {
                Some((start, end)) => places.span(*start, *end),
                None => only_place(&forms.text, (*words)?),
            });
        let Some(anchor) = crate::model::Anchor::new(spans) else {
            notes.count("a mark’s offsets or words are no place in the text; left out");
            continue;
        };
        if let Some(id) = annotation.item.get("id").and_then(Json::words) {
            numbers.insert(id, page.marks.len());
        }
        let (label, features) = said(annotation.item);
        page.marks.push(Mark {
            label,
            anchor,
            features,
            line: annotation.number,
        });
    }
    let relations = items.iter().filter_map(|item| relation(item, &numbers));
    page.relations = relations.collect();
    page
}

/// The place of a quote that is in the text once.
fn only_place(text: &crate::model::Text, words: &str) -> Option<crate::model::Span> {
    let mut found = text.match_indices(words);
    match (found.next(), found.next()) {
        (Some((at, _)), None) => crate::model::Span::new(text, at..at + words.len()),
        _ => None,
    }
}

/// Label and features of an annotation: the first tag, comments, and our own features.
fn said(item: &Json<'_>) -> (String, Features) {
    let mut features = features_of(item.get("cd:features"));
    let mut label = None;
    for body in list(item.get("body").or(item.get("bodyValue"))) {
        let value = body.get("value").and_then(Json::text);
        let value = value.or(body.words().map(str::to_owned));
        let purpose = body.get("purpose").and_then(Json::words);
        match (purpose, value) {
            (Some("tagging" | "classifying" | "identifying"), Some(value)) if label.is_none() => {
                label = Some(value);
            }
            (_, Some(value)) => {
                features.add_line("notes", &value);
            }
            (_, None) => {}
        }
    }
    (label.unwrap_or_default(), features)
}

fn relation(item: &Json<'_>, numbers: &HashMap<&str, usize>) -> Option<Relation> {
    Some(Relation {
        label: item.get("cd:relation")?.words()?.to_owned(),
        from: *numbers.get(item.get("target")?.words()?)?,
        to: *numbers.get(item.get("body")?.words()?)?,
        features: features_of(item.get("cd:features")),
    })
}
