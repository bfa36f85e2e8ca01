//! CoNLL-U → pages.

use std::collections::HashMap;

use super::UNIVERSAL;
use super::brackets::{Bracket, Opening, parse, read_pairs, unescape};
use super::tags_read::Runs;
use crate::formats::graph::{self, Features, Mark, Page, Reading, Relation};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::model::{Anchor, IdSource, Span, Text, Timestamp};

/// Attributes of MISC that tell tags, in the order in which they are looked for.
const TAGS: [&str; 4] = ["NER", "ner", "NE", "name"];

/// A mark in the making: pieces in bytes of the draft's text.
struct Found {
    label: String,
    entity: String,
    spans: Vec<Span>,
    features: Features,
    relations: Vec<(String, String, Features)>,
    line: usize,
}

/// A bracket that is not closed yet.
struct Open {
    /// The mark's number.
    mark: usize,
    start: usize,
}

/// A document in the making.
#[derive(Default)]
struct Draft<'a> {
    title: String,
    meta: Features,
    text: String,
    runs: Runs<'a>,
    found: Vec<Found>,
    open: HashMap<&'a str, Vec<Open>>,
    /// The mark whose pieces are being read, by its id, or its entity where it has none.
    pieces: HashMap<(String, usize), usize>,
    /// The fields of an `Entity` bracket after the entity.
    fields: Vec<&'a str>,
    /// White space that comes before the next token.
    space: String,
    /// Whether that is the one space that is meant where nothing is told.
    is_guessed: bool,
    /// The last token of a range such as `3-4`: words in it have no text of their own.
    covered: usize,
}

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((UNIVERSAL.id, UNIVERSAL.name), ids, now);
    for file in files {
        if files.len() > 1 {
            reading.notes.prefix = format!("{}: ", file.name);
        }
        let text = file.text();
        let text = text.trim_start_matches('\u{feff}');
        let mut draft = Draft::default();
        for (nth, line) in text.split('\n').enumerate() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            reading.notes.line = nth + 1;
            if let Some(comment) = line.strip_prefix('#') {
                let comment = comment.trim_start();
                if comment.starts_with("newdoc") {
                    let fields = draft.fields.clone();
                    finish(&mut reading, std::mem::take(&mut draft));
                    draft.fields = fields;
                }
                draft.comment(comment);
            } else if line.trim().is_empty() {
                draft.end_sentence();
            } else {
                draft.row(line, &mut reading);
            }
        }
        finish(&mut reading, draft);
    }
    reading.notes.prefix.clear();
    reading.finish(files)
}

impl<'a> Draft<'a> {
    fn comment(&mut self, comment: &'a str) {
        // Files that don't tell white space still tell paragraphs.
        if comment.starts_with("newpar") && self.is_guessed {
            self.space = "\n".to_owned();
        }
        let Some((name, value)) = comment.split_once('=') else {
            return;
        };
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name.trim_end() {
            "newdoc id" => {
                self.title = value.trim().to_owned();
                if !value.trim().is_empty() {
                    self.meta.insert("id", value.trim());
                }
            }
            "global.Entity" => self.fields = value.trim().split('-').skip(1).collect(),
            name => {
                if let Some(name) = name.strip_prefix("meta::") {
                    let value = unescape_spaces(value);
                    match name {
                        "title" => self.title = value,
                        _ => self.meta.read(name, value),
                    }
                }
            }
        }
    }

    fn end_sentence(&mut self) {
        self.runs.end(&self.text);
        self.covered = 0;
    }

    fn row(&mut self, line: &'a str, reading: &mut Reading<'_>) {
        let columns: Vec<&str> = line.split('\t').collect();
        let &[id, form, .., misc] = columns.as_slice() else {
            reading.notes.add("not a row of ten columns; line left out");
            return;
        };
        if columns.len() != 10 {
            reading.notes.add("not a row of ten columns; line left out");
            return;
        }
        // Words of a range have no text of their own, empty nodes none at all.
        if id.contains('.') || id.parse().is_ok_and(|id: usize| id <= self.covered) {
            return;
        }
        if let Some((_, last)) = id.split_once('-') {
            self.covered = last.parse().unwrap_or(self.covered);
        }
        let get = |name: &str| {
            let mut pairs = misc.split('|').filter_map(|pair| pair.split_once('='));
            pairs
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value)
        };
        match get("SpacesBefore") {
            Some(spaces) if self.text.is_empty() => self.text = unescape_spaces(spaces),
            _ => self.text.push_str(&std::mem::take(&mut self.space)),
        }
        let start = self.text.len();
        self.text.push_str(form);
        let token = start..self.text.len();
        let told = get("SpacesAfter").map(unescape_spaces);
        let told = told.or_else(|| (get("SpaceAfter") == Some("No")).then(String::new));
        self.is_guessed = told.is_none();
        self.space = told.unwrap_or_else(|| " ".to_owned());
        if let Some(value) = get("Entity") {
            for bracket in parse(value) {
                self.bracket(bracket, &token, reading);
            }
        } else {
            let tag = TAGS.iter().find_map(|name| get(name)).unwrap_or("O");
            self.runs.add(&self.text, token, tag);
        }
    }

    fn bracket(
        &mut self,
        bracket: Bracket<'a>,
        token: &std::ops::Range<usize>,
        reading: &mut Reading<'_>,
    ) {
        match bracket {
            Bracket::Open(opening) => {
                let mark = self.opened(&opening, reading.notes.line);
                let open = Open {
                    mark,
                    start: token.start,
                };
                self.open.entry(opening.key).or_default().push(open);
            }
            Bracket::Single(opening) => {
                let mark = self.opened(&opening, reading.notes.line);
                let span = Span::new(&self.text, token.clone());
                self.found[mark].spans.extend(span);
            }
            Bracket::Close(key) => match self.open.get_mut(key).and_then(Vec::pop) {
                Some(open) => {
                    let span = Span::new(&self.text, open.start..token.end);
                    self.found[open.mark].spans.extend(span);
                }
                None => reading
                    .notes
                    .count("a bracket closes what was not opened; left out"),
            },
        }
    }

    /// The number of the mark that a bracket opens, a new one or one that has pieces before.
    fn opened(&mut self, opening: &Opening<'a>, line: usize) -> usize {
        let (entity, piece) = opening.entity();
        let field = |name: &str| {
            let place = self.fields.iter().position(|field| *field == name);
            // Without a header the kind comes first.
            let place = place.or((name == "etype" && self.fields.is_empty()).then_some(0));
            place
                .and_then(|place| opening.attributes.get(place))
                .copied()
        };
        let other = field("other").unwrap_or_default();
        let mut features = Features::new();
        let mut relations = Vec::new();
        for pair in other.split(',').filter(|pair| !pair.is_empty()) {
            let Some((name, value)) = pair.split_once(':') else {
                features.insert("other", unescape(pair));
                continue;
            };
            match name.strip_prefix('~') {
                Some(label) => {
                    let (to, more) = value.split_once(';').unwrap_or((value, ""));
                    relations.push((unescape(label), unescape(to), read_pairs(more, ';')));
                }
                None => features.read(&unescape(name), unescape(value)),
            }
        }
        let whole = features.get(graph::ID).map_or(entity, String::as_str);
        let key = piece.map(|(_, of)| (whole.to_owned(), of));
        if let (Some(key), Some((nth, _))) = (&key, piece)
            && nth > 1
            && let Some(mark) = self.pieces.get(key)
        {
            return *mark;
        }
        let kind = field("etype").unwrap_or_default();
        self.found.push(Found {
            label: unescape(kind),
            entity: entity.to_owned(),
            spans: Vec::new(),
            features,
            relations,
            line,
        });
        let mark = self.found.len() - 1;
        if let Some(key) = key {
            self.pieces.insert(key, mark);
        }
        mark
    }
}

fn finish(reading: &mut Reading<'_>, mut draft: Draft<'_>) {
    draft.runs.end(&draft.text);
    if draft.open.values().any(|open| !open.is_empty()) {
        reading.notes.count("brackets are not closed; left out");
    }
    if !draft.is_guessed {
        draft.text.push_str(&draft.space);
    }
    let cut = draft.text.len() - draft.text.trim_start_matches('\u{feff}').len();
    let Ok(text) = Text::canonical(&draft.text) else {
        return;
    };
    let moved = |span: Span| {
        let range = span.start().saturating_sub(cut)..span.end().saturating_sub(cut);
        Span::new(&text, range)
    };
    let mut page = Page::new(&draft.title, text.clone());
    page.features = draft.meta;
    let mut first_of: HashMap<String, usize> = HashMap::new();
    let mut relations = Vec::new();
    for found in draft.found {
        let Some(anchor) = Anchor::new(found.spans.into_iter().filter_map(moved)) else {
            continue;
        };
        let nth = page.marks.len();
        first_of.entry(found.entity.clone()).or_insert(nth);
        let relations_here = found.relations.into_iter();
        relations.extend(relations_here.map(|(label, to, features)| (nth, label, to, features)));
        let mut features = found.features;
        if ![graph::CLAIM, graph::SOURCE, graph::CUE].contains(&found.label.as_str()) {
            features.insert(graph::ENTITY, found.entity);
        }
        page.marks.push(Mark {
            label: found.label,
            anchor,
            features,
            line: found.line,
        });
    }
    for (from, label, to, features) in relations {
        match first_of.get(&to) {
            Some(to) => page.relations.push(Relation {
                label,
                from,
                to: *to,
                features,
            }),
            None => reading
                .notes
                .count("a relation’s ends are no marks; left out"),
        }
    }
    for (span, label) in draft.runs.marks {
        page.marks.extend(moved(span).map(|span| Mark {
            label: label.to_owned(),
            anchor: Anchor::single(span),
            features: Features::new(),
            line: 0,
        }));
    }
    reading.add(page);
}

/// What is escaped in `SpacesAfter` and in values of comments.
fn unescape_spaces(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        match characters.next() {
            Some('s') => plain.push(' '),
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('p') => plain.push('|'),
            Some('u') => {
                let code: String = characters.by_ref().take(4).collect();
                let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                plain.extend(code);
            }
            Some(other) => plain.push(other),
            None => plain.push('\\'),
        }
    }
    plain
}
