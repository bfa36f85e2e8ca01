//! Folders of standoff files → project.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::conf::Types;
use super::parse::{Annotations, Event, parse};
use super::types::Hierarchy;
use crate::formats::graph::{CLAIM, CUE, Features, Mark, Page, Reading, Relation, SAME, SOURCE};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::model::{Anchor, IdSource, LabelSchema, OffsetUnit, Timestamp};

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let format = (super::FORMAT.id, super::FORMAT.name);
    let mut reading = Reading::new(format, ids, now);
    let conf = files.iter().find(|file| file.name == "annotation.conf");
    let conf = conf.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let hierarchy = Hierarchy::new(conf.as_deref().unwrap_or_default());
    let texts: Vec<&InFile> = files
        .iter()
        .filter(|file| stem(file, "txt").is_some())
        .collect();
    for file in files {
        let stem = stem(file, "ann");
        let has_text = |stem: &str| {
            texts
                .iter()
                .any(|text| self::stem(text, "txt") == Some(stem))
        };
        if let Some(stem) = stem.filter(|stem| !has_text(stem)) {
            let message = format!("{}: there is no {stem}.txt beside it; left out", file.name);
            reading.notes.line = 1;
            reading.notes.add(message);
        }
    }
    for text in texts {
        let name = stem(text, "txt").unwrap_or_default();
        let ann = files.iter().find(|file| stem(file, "ann") == Some(name));
        reading.notes.prefix = format!("{}: ", ann.unwrap_or(text).name);
        reading.notes.line = 1;
        let ann = ann.map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        let ann = ann.unwrap_or_default();
        let Ok(original) = std::str::from_utf8(&text.bytes) else {
            reading.notes.add("its text is not UTF-8; left out");
            continue;
        };
        match Forms::new(original) {
            Ok(forms) => {
                let ann = ann.trim_start_matches('\u{feff}');
                let page = page(name, &forms, ann, &hierarchy, &mut reading.notes);
                reading.add(page);
            }
            Err(error) => reading.notes.add(format!("{error}; left out")),
        }
    }
    reading.notes.prefix.clear();
    reading.finish(files)
}

fn stem<'a>(file: &'a InFile, extension: &str) -> Option<&'a str> {
    let (stem, found) = file.name.rsplit_once('.')?;
    found.eq_ignore_ascii_case(extension).then_some(stem)
}

fn page(name: &str, forms: &Forms, ann: &str, hierarchy: &Hierarchy, notes: &mut Notes) -> Page {
    let annotations = parse(ann, notes);
    let quoted: Vec<Quoted<'_>> = annotations
        .text_bounds
        .values()
        .map(|bound| Quoted {
            pieces: bound.pieces.iter().copied().collect(),
            words: Some(bound.words),
        })
        .collect();
    notes.line = 1;
    let places = Places::decide(forms, OffsetUnit::CodePoints, &quoted, notes);
    let mut anchors = HashMap::new();
    for ((id, bound), quoted) in annotations.text_bounds.iter().zip(&quoted) {
        notes.line = bound.line;
        anchors.extend(places.anchor(quoted, notes).map(|anchor| (*id, anchor)));
    }
    let mut building = Building {
        page: Page::new(name, forms.text.clone()),
        annotations: &annotations,
        anchors,
        marks: HashMap::new(),
    };
    building.mentions(hierarchy);
    building.claims(notes);
    building.relations(notes);
    building.said(notes);
    building.page
}

struct Building<'a> {
    page: Page,
    annotations: &'a Annotations<'a>,
    anchors: HashMap<&'a str, Anchor>,
    /// Marks by the ids of the file: `T` of mentions, `E` of claims.
    marks: HashMap<&'a str, usize>,
}

impl<'a> Building<'a> {
    fn mark(&mut self, label: &str, anchor: Anchor, line: usize) -> usize {
        self.page.marks.push(Mark {
            label: label.to_owned(),
            anchor,
            features: Features::new(),
            line,
        });
        self.page.marks.len() - 1
    }

    fn relation(&mut self, label: &str, from: usize, to: usize) -> usize {
        self.page.relations.push(Relation {
            label: label.to_owned(),
            from,
            to,
            features: Features::new(),
        });
        self.page.relations.len() - 1
    }

    /// Text-bound annotations in the order of their ids' numbers, parts of claims left out.
    fn mentions(&mut self, hierarchy: &Hierarchy) {
        let annotations = self.annotations;
        let of_claims: BTreeSet<&str> = annotations
            .events
            .iter()
            .filter(|(_, event)| event.name == CLAIM)
            .flat_map(|(_, event)| {
                let roles = event.roles.iter().map(|(_, of)| *of);
                roles.chain([event.trigger])
            })
            .collect();
        let schema = LabelSchema::default();
        let types = Types::new(&schema);
        let mut bounds: Vec<_> = annotations.text_bounds.iter().collect();
        bounds.sort_by_key(|(_, bound)| bound.line);
        for (id, bound) in bounds {
            let is_part =
                of_claims.contains(id) && [CLAIM, "Source", "Content"].contains(&bound.name);
            if let Some(anchor) = self.anchors.get(id).filter(|_| !is_part).cloned() {
                let label = hierarchy.label(bound.name, &types, &schema);
                let mark = self.mark(&label, anchor, bound.line);
                self.marks.insert(id, mark);
            }
        }
        for ids in &annotations.equivalent {
            let marks: Vec<usize> = ids
                .iter()
                .filter_map(|id| self.marks.get(id))
                .copied()
                .collect();
            for pair in marks.windows(2) {
                self.relation(SAME, pair[1], pair[0]);
            }
        }
    }

    fn claims(&mut self, notes: &mut Notes) {
        for (id, event) in &self.annotations.events {
            notes.line = event.line;
            if event.name == CLAIM {
                self.claim(id, event, notes);
                continue;
            }
            let name: String = event.name.chars().take(60).collect();
            notes.count(format!(
                "event “{name}” means nothing here; its trigger alone is kept"
            ));
            if let Some(mark) = self.marks.get(event.trigger).copied() {
                self.marks.insert(id, mark);
            }
        }
    }

    fn claim(&mut self, id: &'a str, event: &Event<'a>, notes: &mut Notes) {
        let role = |wanted: &str| {
            // brat numbers roles that come again: Source, Source2.
            let is_wanted =
                |role: &str| role.trim_end_matches(|c: char| c.is_ascii_digit()) == wanted;
            let mut roles = event.roles.iter().filter(|(role, _)| is_wanted(role));
            let anchors = roles.by_ref().filter_map(|(_, of)| self.anchors.get(of));
            Anchor::new(anchors.flat_map(|anchor| anchor.spans().to_vec()))
        };
        let trigger = self.anchors.get(event.trigger).cloned();
        let (content, source) = (role("Content"), role("Source"));
        let is_without_cue =
            |(of, name, _): &(&str, &str, &str)| *of == id && *name == "Without_cue";
        let without_cue = self.annotations.attributes.iter().any(is_without_cue);
        let has_content = content.is_some();
        let Some(anchor) = content.or(trigger.clone()) else {
            notes.add("a claim has no place in the text; left out");
            return;
        };
        if !has_content {
            notes.add("a claim has no content; took its trigger");
        }
        let claim = self.mark(CLAIM, anchor, event.line);
        self.marks.insert(id, claim);
        let cue = trigger.filter(|_| !without_cue && has_content);
        for (label, anchor) in [(SOURCE, source), (CUE, cue)] {
            if let Some(anchor) = anchor {
                let part = self.mark(label, anchor, event.line);
                self.relation(label, claim, part);
            }
        }
    }

    fn relations(&mut self, notes: &mut Notes) {
        let mut said: HashMap<&str, Vec<&str>> = HashMap::new();
        let all = self.annotations.notes.iter();
        for (of, _, text) in all.filter(|(_, name, _)| *name == NOTE) {
            said.entry(of).or_default().push(text);
        }
        for (id, link) in &self.annotations.relations {
            notes.line = link.line;
            let ends = (self.marks.get(link.from), self.marks.get(link.to));
            let (Some(from), Some(to)) = ends else {
                notes.count("a relation leads to what is not there; left out");
                continue;
            };
            let relation = self.relation(link.name, *from, *to);
            for text in said.get(id).into_iter().flatten() {
                let features = &mut self.page.relations[relation].features;
                features.insert("notes", unescape(text));
            }
        }
    }

    /// Attributes, notes and identifiers.
    fn said(&mut self, notes: &mut Notes) {
        let annotations = self.annotations;
        for (of, name, value) in &annotations.attributes {
            let value = if value.is_empty() { "yes" } else { value };
            if *name != "Without_cue" {
                self.feature(of, &feature_name(name), value, notes);
            }
        }
        let relations = annotations.relations.iter().map(|(id, _)| *id);
        let relations: HashSet<&str> = relations.collect();
        let mut identifiers: BTreeMap<usize, Vec<(String, String)>> = BTreeMap::new();
        for (of, name, text) in &annotations.notes {
            let text = unescape(text);
            let of_relation = relations.contains(of);
            match (*name, self.marks.get(of)) {
                ("Identifier", Some(mark)) => {
                    let pair = serde_json::from_str(&text).unwrap_or_else(|_| {
                        let pair = text.split_once(": ").unwrap_or(("", &text));
                        (pair.0.to_owned(), pair.1.to_owned())
                    });
                    identifiers.entry(*mark).or_default().push(pair);
                }
                _ if of_relation => {}
                _ => self.feature(of, &feature_name(name), &text, notes),
            }
        }
        for (of, identifier) in &annotations.normalisations {
            let pair = identifier.split_once(':').unwrap_or(("", identifier));
            if let Some(mark) = self.marks.get(of) {
                let known = identifiers.entry(*mark).or_default();
                known.push((pair.0.to_owned(), pair.1.to_owned()));
            }
        }
        for (mark, mut pairs) in identifiers {
            pairs.sort();
            pairs.dedup();
            let features = &mut self.page.marks[mark].features;
            let pairs = serde_json::json!(pairs).to_string();
            features.insert("entity_identifiers", pairs);
        }
    }

    fn feature(&mut self, of: &str, name: &str, value: &str, notes: &mut Notes) {
        match self.marks.get(of) {
            Some(mark) => {
                let features = &mut self.page.marks[*mark].features;
                features.add_line(name, value);
            }
            None => notes.count("an attribute or note is on what is not there; left out"),
        }
    }
}

/// The type of notes that brat's own users write.
const NOTE: &str = "AnnotatorNotes";

/// The feature of an attribute or a type of notes.
fn feature_name(name: &str) -> String {
    match name {
        NOTE => "notes".to_owned(),
        "EntityName" => "entity_name".to_owned(),
        "EntityNotes" => "entity_notes".to_owned(),
        _ => name.to_lowercase(),
    }
}

/// A note as it was before [`super::standoff`] escaped it.
fn unescape(note: &str) -> String {
    let mut plain = String::new();
    let mut characters = note.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        let rest = characters.as_str();
        let code = rest
            .strip_prefix("u{")
            .and_then(|rest| rest.split_once('}'));
        let coded = code.and_then(|(code, after)| {
            let code = u32::from_str_radix(code, 16).ok()?;
            Some((char::from_u32(code)?, after))
        });
        match (coded, characters.next()) {
            (Some((coded, after)), _) => {
                plain.push(coded);
                characters = after.chars();
            }
            (None, Some('n')) => plain.push('\n'),
            (None, Some('t')) => plain.push('\t'),
            (None, Some('\\')) => plain.push('\\'),
            // Not of our making: as it stands.
            (None, Some(other)) => plain.extend(['\\', other]),
            (None, None) => plain.push('\\'),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_were() {
        assert_eq!(unescape("a\\nb\\\\n\\u{85}\\q\\"), "a\nb\\n\u{85}\\q\\");
    }
}
