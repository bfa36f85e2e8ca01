//! Lines → pages.

use std::collections::HashMap;

use smallvec::smallvec;

use crate::formats::graph::{Mark, Page, Relation};
use crate::formats::json::{Json, Object, features_of};
use crate::formats::json_lines::{self, Pieces, Shape};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted, WITNESSES};
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
    let shape = Shape {
        what: "line",
        is_beside: |_| false,
        text: |object| object.get("text")?.words(),
        place: "its field “text”",
        unquoted: Some(unquoted),
        page,
    };
    json_lines::read(&super::FORMAT, &shape, files, ids, now)
}

/// A span as a line has it.
struct Found<'a> {
    start: u64,
    end: u64,
    label: &'a str,
    fields: Option<&'a Object<'a>>,
}

/// The spans of a line that has no tokens and no words of spans.
fn unquoted(object: &Object<'_>) -> Pieces {
    let spans = spans(object, &mut Notes::default());
    let is_quoted = |span: &Found<'_>| {
        let fields = span.fields;
        fields.is_some_and(|fields| fields.get("text").and_then(Json::words).is_some())
    };
    match token_quotes(object).next().is_some() || spans.iter().any(is_quoted) {
        true => Vec::new(),
        false => spans.iter().map(|span| (span.start, span.end)).collect(),
    }
}

fn page(object: &Object<'_>, forms: &Forms, line: usize, notes: &mut Notes) -> Page {
    let mut page = Page::new("", forms.text.clone());
    page.features = features_of(object.get("meta"));
    page.title = page.features.remove("title").unwrap_or_default();
    let spans = spans(object, notes);
    let quoted: Vec<Quoted<'_>> = spans
        .iter()
        .map(|span| Quoted {
            pieces: smallvec![(span.start, span.end)],
            words: span.fields.and_then(|fields| fields.get("text")?.words()),
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
        for (name, value) in span.fields.into_iter().flat_map(Object::iter) {
            if name == "id" {
                by_id.entry(value.to_string()).or_insert(nth);
            } else if name == "token_end" {
                by_token.entry(value.to_string()).or_insert(nth);
            }
            if !KNOWN.contains(&name)
                && let Some(value) = value.text()
            {
                mark.features.read(name, value);
            }
        }
        page.marks.push(mark);
    }
    let ends = Ends {
        by_id,
        by_place,
        by_token,
    };
    for relation in object.items("relations") {
        match ends.relation(relation) {
            Some(relation) => page.relations.push(relation),
            None => notes.count("a relation’s ends are no spans; left out"),
        }
    }
    page
}

fn spans<'a>(object: &'a Object<'a>, notes: &mut Notes) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    let lists = ["spans", "entities", "label"].into_iter();
    for value in lists.flat_map(|name| object.items(name)) {
        match span(value) {
            Some(span) => found.push(span),
            None => notes.count("a span has no start and end; left out"),
        }
    }
    found
}

/// An object with its fields, or a list of start, end and label.
fn span<'a>(value: &'a Json<'a>) -> Option<Found<'a>> {
    let (start, end, label) = match value.list() {
        Some([start, end, label, ..]) => (start, end, label.words()?),
        Some(_) => return None,
        None => (
            value.get("start")?,
            value.get("end")?,
            value.get("label").and_then(Json::words).unwrap_or_default(),
        ),
    };
    Some(Found {
        start: start.number()?,
        end: end.number()?,
        label,
        fields: value.object(),
    })
}

/// Some tokens of all parts of the text, the last one among them: an offset that is counted otherwise
/// moves all that come after it.
fn token_quotes<'a>(object: &'a Object<'a>) -> impl Iterator<Item = Quoted<'a>> {
    let tokens = object
        .get("tokens")
        .and_then(Json::list)
        .unwrap_or_default();
    let step = tokens.len() / WITNESSES + 1;
    tokens.iter().rev().step_by(step).filter_map(|token| {
        let (start, end) = (token.get("start")?.number()?, token.get("end")?.number()?);
        Some(Quoted {
            pieces: smallvec![(start, end)],
            words: Some(token.get("text")?.words()?),
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
    fn relation(&self, value: &Json<'_>) -> Option<Relation> {
        Some(Relation {
            label: value.get("label")?.words()?.to_owned(),
            from: self.end(value, "head")?,
            to: self.end(value, "child")?,
            features: features_of(value.get("features")),
        })
    }

    fn end(&self, relation: &Json<'_>, name: &str) -> Option<usize> {
        let span = relation.get(&format!("{name}_span"));
        let by_id = span.and_then(|span| self.by_id.get(&span.get("id")?.to_string()));
        let by_place = || {
            let span = span?;
            let start = span.get("start")?.number()?;
            let end = span.get("end")?.number()?;
            self.by_place
                .get(&(start, end, span.get("label")?.words()?))
        };
        let by_token = || self.by_token.get(&relation.get(name)?.to_string());
        by_id.or_else(by_place).or_else(by_token).copied()
    }
}
