//! A zip file with XML and texts → pages.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape::unescape};
use zip::ZipArchive;

use super::{FEATURES, FORMAT, INTERNAL, PROJECT, SOURCES};
use crate::formats::graph::{self, Features, Mark, Page, Reading, Relation};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted, same_words};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::formats::xml::attributes;
use crate::model::{IdSource, OffsetUnit, Timestamp};

/// Unpacked bytes of all that is read of a zip file.
const MAX_BYTES: u64 = 512 << 20;

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((FORMAT.id, FORMAT.name), ids, now);
    for file in files {
        reading.notes.line = 1;
        if files.len() > 1 {
            reading.notes.prefix = format!("{}: ", file.name);
        }
        if let Err(message) = project(&file.bytes, &mut reading) {
            reading.notes.add(format!("{message}; left out"));
        }
    }
    reading.notes.prefix.clear();
    reading.finish(files)
}

/// A selection of a text, with what it is coded as.
#[derive(Default)]
struct Selection {
    guid: String,
    name: String,
    place: Option<(u64, u64)>,
    codes: Vec<String>,
    notes: Vec<String>,
    /// What is written of it in plain words.
    description: String,
    line: usize,
}

#[derive(Default)]
struct Source {
    name: String,
    path: String,
    content: String,
    selections: Vec<Selection>,
    notes: Vec<String>,
    description: String,
}

#[derive(Default)]
struct Link {
    name: String,
    from: String,
    to: String,
    notes: Vec<String>,
}

/// A project as its XML has it.
#[derive(Default)]
struct Project {
    codes: HashMap<String, String>,
    sources: Vec<Source>,
    links: Vec<Link>,
    /// Names and contents of notes.
    notes: HashMap<String, (String, String)>,
    /// Selections of each case, with the case's name.
    cases: Vec<(String, Vec<String>)>,
}

fn project(bytes: &[u8], reading: &mut Reading<'_>) -> Result<(), String> {
    let mut zip = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("it is no zip file: {error}"))?;
    let mut left = MAX_BYTES;
    let xml = unpacked(&mut zip, PROJECT, &mut left)?;
    let project = Project::parse(xml.trim_start_matches('\u{feff}'))?;
    let cases = project.cases_of();
    for source in &project.sources {
        let text = match source.path.strip_prefix(INTERNAL) {
            Some(name) => match unpacked(&mut zip, &format!("{SOURCES}{name}"), &mut left)
                .or_else(|_| unpacked(&mut zip, &format!("Sources/{name}"), &mut left))
            {
                Ok(text) => text,
                Err(message) => {
                    let name = &source.name;
                    reading
                        .notes
                        .add(format!("“{name}”: {message}; document left out"));
                    continue;
                }
            },
            None => source.content.clone(),
        };
        match Forms::new(text.trim_start_matches('\u{feff}')) {
            Ok(forms) => {
                let page = project.page(source, &forms, &cases, &mut reading.notes);
                reading.add(page);
            }
            Err(error) => {
                let name = &source.name;
                reading
                    .notes
                    .add(format!("“{name}”: {error}; document left out"));
            }
        }
    }
    Ok(())
}

fn unpacked(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    left: &mut u64,
) -> Result<String, String> {
    let file = zip
        .by_name(name)
        .map_err(|_| format!("it has no “{name}”"))?;
    let mut bytes = Vec::new();
    let read = file.take(*left + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("“{name}” can’t be unpacked: {error}"))?;
    *left = left
        .checked_sub(bytes.len() as u64)
        .ok_or_else(|| format!("it unpacks to more than {MAX_BYTES} bytes"))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What the text or the references of an element belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Nothing,
    Source,
    Selection,
    Note,
    Link,
    Case,
}

struct Parser {
    project: Project,
    within: Vec<(String, Within)>,
    note: (String, String, String),
    text: String,
}

impl Project {
    fn parse(xml: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(xml);
        let mut parser = Parser {
            project: Self::default(),
            within: Vec::new(),
            note: Default::default(),
            text: String::new(),
        };
        loop {
            let at = reader.buffer_position() as usize;
            let event = reader.read_event().map_err(|error| {
                format!(
                    "“{PROJECT}” is no XML at byte {}: {error}",
                    reader.error_position() + 1
                )
            })?;
            match event {
                Event::Start(start) => parser.start(&start, line_of(xml, at))?,
                Event::Empty(start) => {
                    parser.start(&start, line_of(xml, at))?;
                    parser.end();
                }
                Event::End(_) => parser.end(),
                Event::Text(text) => parser.text.push_str(&text),
                Event::CData(text) => parser.text.push_str(&text),
                Event::GeneralRef(reference) => {
                    let whole = format!("&{};", &*reference);
                    parser.text.push_str(&unescape(&whole).unwrap_or_default());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        Ok(parser.project)
    }

    /// The case of each selection, by the number of the case.
    fn cases_of(&self) -> HashMap<&str, usize> {
        let cases = self.cases.iter().enumerate();
        cases
            .flat_map(|(nth, (_, selections))| selections.iter().map(move |s| (s.as_str(), nth)))
            .collect()
    }

    fn page(
        &self,
        source: &Source,
        forms: &Forms,
        cases: &HashMap<&str, usize>,
        notes: &mut Notes,
    ) -> Page {
        let mut page = Page::new(&source.name, forms.text.clone());
        page.features = self.features(&source.notes);
        put_note(&mut page.features, &source.description);
        let quoted = quoted(source, forms);
        let places = Places::decide(forms, OffsetUnit::CodePoints, &quoted, notes);
        let mut numbers = HashMap::new();
        for (selection, quoted) in source.selections.iter().zip(&quoted) {
            notes.line = selection.line;
            let Some(anchor) = places.anchor(quoted, notes) else {
                continue;
            };
            if selection.codes.is_empty() {
                notes.count("a selection has no code; left out");
            }
            // One with several codes is a mark each.
            for code in &selection.codes {
                let label = self.codes.get(code).cloned().unwrap_or_default();
                let mut features = self.features(&selection.notes);
                put_note(&mut features, &selection.description);
                if let Some(case) = cases.get(selection.guid.as_str())
                    && !features.contains_key(graph::ENTITY)
                    && ![graph::CLAIM, graph::SOURCE, graph::CUE].contains(&label.as_str())
                {
                    features.insert(graph::ENTITY, format!("case {case}"));
                    let name = self.cases[*case].0.clone();
                    features.insert("entity_name", name);
                    features.tidy();
                }
                numbers
                    .entry(selection.guid.as_str())
                    .or_insert(page.marks.len());
                page.marks.push(Mark {
                    label,
                    anchor: anchor.clone(),
                    features,
                    line: selection.line,
                });
            }
        }
        for link in &self.links {
            let ends = [&link.from, &link.to].map(|end| numbers.get(end.as_str()).copied());
            if let [Some(from), Some(to)] = ends {
                page.relations.push(Relation {
                    label: link.name.clone(),
                    from,
                    to,
                    features: self.features(&link.notes),
                });
            }
        }
        page
    }

    /// The features that notes tell; other notes are notes.
    fn features(&self, notes: &[String]) -> Features {
        let mut features = Features::new();
        for guid in notes {
            let Some((name, content)) = self.notes.get(guid) else {
                continue;
            };
            if name != FEATURES {
                put_note(&mut features, content.trim());
                continue;
            }
            let lines = content.lines().filter_map(|line| line.split_once(": "));
            for (name, value) in lines {
                features.read(name, unescaped(value));
            }
        }
        features
    }
}

/// Adds to the feature of notes.
fn put_note(features: &mut Features, note: &str) {
    if note.trim().is_empty() {
        return;
    }
    features.add_line("notes", note.trim());
}

/// Names of selections that are looked for in the whole text.
const SOUGHT: usize = 1_000;

/// The selections with their words, where their names are words of the text and not names that somebody gave.
fn quoted<'a>(source: &'a Source, forms: &Forms) -> Vec<Quoted<'a>> {
    let plain = Places::plain(forms, OffsetUnit::CodePoints);
    let mut left = SOUGHT;
    let selections = source.selections.iter();
    selections
        .map(|selection| {
            let length = selection
                .place
                .map_or(0, |(start, end)| end.saturating_sub(start));
            let name = selection.name.as_str();
            let is_whole = name.chars().count() as u64 + 1 >= length.min(200);
            let quoted = Quoted {
                pieces: selection.place.into_iter().collect(),
                words: Some(name),
            };
            let is_quote = !name.trim().is_empty() && is_whole && length <= 200;
            let is_quote = is_quote && (plain.agrees(&quoted) || is_in(name, forms, &mut left));
            Quoted {
                words: quoted.words.filter(|_| is_quote),
                ..quoted
            }
        })
        .collect()
}

/// Whether the text has these words anywhere; `false` once that has been asked too often.
fn is_in(words: &str, forms: &Forms, left: &mut usize) -> bool {
    *left = left.saturating_sub(1);
    *left > 0 && (forms.text.contains(words) || same_words(words, &forms.text))
}

/// A line of features with its escapes taken back.
fn unescaped(value: &str) -> String {
    let mut plain = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match (character, character == '\\') {
            (_, true) => match characters.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some(other) => plain.push(other),
                None => {}
            },
            (other, false) => plain.push(other),
        }
    }
    plain
}

/// The line of a byte, from 1. The XML of most programs is one line, so this is only a help.
fn line_of(xml: &str, at: usize) -> usize {
    // Counting from the start each time would be slow in long files.
    const NEAR: usize = 1 << 16;
    match xml.get(..at.min(NEAR)) {
        Some(before) if at < NEAR => before.matches('\n').count() + 1,
        _ => 0,
    }
}

impl Parser {
    fn start(&mut self, start: &BytesStart<'_>, line: usize) -> Result<(), String> {
        let name = local(start.name().into_inner()).to_owned();
        let found: Result<Vec<_>, String> = attributes(start).collect();
        let mut found = found.map_err(|error| format!("“{PROJECT}”: {error}"))?;
        let mut get = |name: &str| {
            let value = found.iter_mut().find(|(known, _)| *known == name);
            value.map_or_else(String::new, |(_, value)| std::mem::take(value).into_owned())
        };
        let project = &mut self.project;
        self.text.clear();
        let within = match name.as_str() {
            "Code" => {
                project.codes.insert(get("guid"), get("name"));
                Within::Nothing
            }
            "TextSource" => {
                project.sources.push(Source {
                    name: get("name"),
                    path: get("plainTextPath"),
                    ..Source::default()
                });
                Within::Source
            }
            "PlainTextSelection" => {
                let numbers = [get("startPosition"), get("endPosition")].map(|n| n.parse().ok());
                let selection = Selection {
                    guid: get("guid"),
                    name: get("name"),
                    place: numbers[0].zip(numbers[1]),
                    line,
                    ..Selection::default()
                };
                if let Some(source) = project.sources.last_mut() {
                    source.selections.push(selection);
                }
                Within::Selection
            }
            "Note" => {
                self.note = (get("guid"), get("name"), String::new());
                Within::Note
            }
            "Link" => {
                project.links.push(Link {
                    name: get("name"),
                    from: get("originGUID"),
                    to: get("targetGUID"),
                    notes: Vec::new(),
                });
                Within::Link
            }
            "Case" => {
                project.cases.push((get("name"), Vec::new()));
                Within::Case
            }
            "CodeRef" | "NoteRef" | "SelectionRef" => {
                self.reference(&name, get("targetGUID"));
                self.inner()
            }
            _ => self.inner(),
        };
        self.within.push((name, within));
        Ok(())
    }

    fn inner(&self) -> Within {
        self.within
            .last()
            .map_or(Within::Nothing, |(_, within)| *within)
    }

    fn reference(&mut self, name: &str, target: String) {
        let project = &mut self.project;
        let within = self.within.last().map(|(_, within)| *within);
        let source = project.sources.last_mut();
        match (name, within) {
            ("CodeRef", Some(Within::Selection)) => {
                let selection = source.and_then(|source| source.selections.last_mut());
                if let Some(selection) = selection.filter(|s| !s.codes.contains(&target)) {
                    selection.codes.push(target);
                }
            }
            ("NoteRef", Some(Within::Selection)) => {
                if let Some(selection) = source.and_then(|source| source.selections.last_mut()) {
                    selection.notes.push(target);
                }
            }
            ("NoteRef", Some(Within::Source)) => {
                if let Some(source) = source {
                    source.notes.push(target);
                }
            }
            ("NoteRef", Some(Within::Link)) => {
                if let Some(link) = project.links.last_mut() {
                    link.notes.push(target);
                }
            }
            ("SelectionRef", Some(Within::Case)) => {
                if let Some((_, selections)) = project.cases.last_mut() {
                    selections.push(target);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let Some((name, _)) = self.within.pop() else {
            return;
        };
        let outer = self.inner();
        let text = std::mem::take(&mut self.text);
        let source = self.project.sources.last_mut();
        match (name.as_str(), outer) {
            ("PlainTextContent", Within::Note) => self.note.2 = text,
            ("PlainTextContent", Within::Source) => {
                if let Some(source) = source {
                    source.content = text;
                }
            }
            ("Description", Within::Selection) => {
                if let Some(selection) = source.and_then(|source| source.selections.last_mut()) {
                    selection.description = text;
                }
            }
            ("Description", Within::Source) => {
                if let Some(source) = source {
                    source.description = text;
                }
            }
            ("Note", _) => {
                let (guid, name, content) = std::mem::take(&mut self.note);
                self.project.notes.insert(guid, (name, content));
            }
            _ => {}
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}
