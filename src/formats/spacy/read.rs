//! Lines → pages.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::formats::graph::{Mark, Page, Reading, Relation};
use crate::formats::json_lines::{features_of, objects, text_of};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::model::{IdSource, OffsetUnit, Timestamp};

/// Fields of spans and relations that are read or that say nothing beyond what is.
const KNOWN: [&str; 19] = [
    "start",
    "end",
    "token_start",
    "token_end",
    "label",
    "id",
    "features",
    "text",
    "color",
    "pattern",
    "source",
    "head",
    "child",
    "head_span",
    "child_span",
    "input_hash",
    "task_hash",
    "type",
    "answer",
];

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let format = (super::FORMAT.id, super::FORMAT.name);
    let mut reading = Reading::new(format, ids, now);
    for (line, object) in objects(files, &mut reading.notes) {
        reading.notes.line = line;
        let Some(Value::String(text)) = object.get("text") else {
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

/// A span as a line has it.
struct Found<'a> {
    start: u64,
    end: u64,
    label: &'a str,
    fields: Option<&'a Map<String, Value>>,
}

fn page(object: &Map<String, Value>, forms: &Forms, line: usize, notes: &mut Notes) -> Page {
    let mut page = Page::new("", forms.text.clone());
    page.features = features_of(object.get("meta"));
    page.title = page.features.remove("title").unwrap_or_default();
    let spans = spans(object, notes);
    let quoted: Vec<Quoted<'_>> = spans
        .iter()
        .map(|span| Quoted {
            pieces: vec![(span.start, span.end)],
            words: span
                .fields
                .and_then(|fields| fields.get("text"))
                .and_then(Value::as_str),
        })
        .collect();
    let tokens = token_quotes(object);
    // Tokens quote the text even where spans don't.
    let evidence: Vec<Quoted<'_>> = quoted.iter().cloned().chain(tokens).collect();
    let places = Places::decide(forms, OffsetUnit::CodePoints, &evidence, notes);
    // Relations tell their ends by number, by place and label, or by the last token.
    let mut by_id = HashMap::new();
    let mut by_place = HashMap::new();
    let mut by_token = HashMap::new();
    for (span, quoted) in spans.iter().zip(&quoted) {
        let Some(anchor) = places.anchor(quoted, notes) else {
            continue;
        };
        let nth = page.marks.len();
        by_place
            .entry((span.start, span.end, span.label))
            .or_insert(nth);
        let mut mark = Mark {
            label: span.label.to_owned(),
            anchor,
            features: features_of(span.fields.and_then(|fields| fields.get("features"))),
            line,
        };
        for (name, value) in span.fields.into_iter().flatten() {
            if name == "id" {
                by_id.entry(value.to_string()).or_insert(nth);
            } else if name == "token_end" {
                by_token.entry(value.to_string()).or_insert(nth);
            }
            if !KNOWN.contains(&name.as_str()) {
                let value = text_of(value);
                mark.features
                    .extend(value.map(|value| (name.clone(), value)));
            }
        }
        page.marks.push(mark);
    }
    let ends = Ends {
        by_id,
        by_place,
        by_token,
    };
    for relation in list(object, "relations") {
        match ends.relation(relation) {
            Some(relation) => page.relations.push(relation),
            None => notes.count("a relation’s ends are no spans; left out"),
        }
    }
    page
}

fn list<'a>(object: &'a Map<String, Value>, name: &str) -> impl Iterator<Item = &'a Value> {
    object
        .get(name)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn spans<'a>(object: &'a Map<String, Value>, notes: &mut Notes) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let lists = ["spans", "entities", "label"].into_iter();
    for value in lists.flat_map(|name| list(object, name)) {
        let span = match value {
            Value::Object(fields) => fields
                .get("start")
                .and_then(Value::as_u64)
                .zip(fields.get("end").and_then(Value::as_u64))
                .map(|(start, end)| Found {
                    start,
                    end,
                    label: fields
                        .get("label")
                        .and_then(Value::as_str)
                        .unwrap_or_default(),
                    fields: Some(fields),
                }),
            Value::Array(parts) => match parts.as_slice() {
                [start, end, Value::String(label), ..] => {
                    start.as_u64().zip(end.as_u64()).map(|(start, end)| Found {
                        start,
                        end,
                        label,
                        fields: None,
                    })
                }
                _ => None,
            },
            _ => None,
        };
        match span {
            Some(span) => found.push(span),
            None => notes.count("a span has no start and end; left out"),
        }
    }
    found
}

fn token_quotes(object: &Map<String, Value>) -> impl Iterator<Item = Quoted<'_>> {
    list(object, "tokens").filter_map(|token| {
        Some(Quoted {
            pieces: vec![(token.get("start")?.as_u64()?, token.get("end")?.as_u64()?)],
            words: Some(token.get("text")?.as_str()?),
        })
    })
}

/// The marks of a line, by all that relations call them.
struct Ends<'a> {
    by_id: HashMap<String, usize>,
    by_place: HashMap<(u64, u64, &'a str), usize>,
    by_token: HashMap<String, usize>,
}

impl Ends<'_> {
    fn relation(&self, value: &Value) -> Option<Relation> {
        Some(Relation {
            label: value.get("label")?.as_str()?.to_owned(),
            from: self.end(value, "head")?,
            to: self.end(value, "child")?,
            features: features_of(value.get("features")),
        })
    }

    fn end(&self, relation: &Value, name: &str) -> Option<usize> {
        let span = relation.get(format!("{name}_span"));
        let by_id = span.and_then(|span| self.by_id.get(&span.get("id")?.to_string()));
        let by_place = || {
            let span = span?;
            let start = span.get("start")?.as_u64()?;
            let end = span.get("end")?.as_u64()?;
            self.by_place
                .get(&(start, end, span.get("label")?.as_str()?))
        };
        let by_token = || self.by_token.get(&relation.get(name)?.to_string());
        by_id.or_else(by_place).or_else(by_token).copied()
    }
}
