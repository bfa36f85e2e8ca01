//! A CAS as plain structures, to and from pages.

use std::collections::{BTreeMap, HashMap};

use super::layers::{CLAIM, DOCUMENT, ENTITY, LINK, ORIGIN, SENTENCE, TOKEN};
use crate::formats::graph::{self, Features, Mark, Page, Relation};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::tokens::tokens;
use crate::model::{OffsetMap, OffsetUnit, Span};
use crate::suggest::segment;

/// A document text and what is marked in it.
#[derive(Default)]
pub(super) struct Cas {
    pub text: String,
    pub structures: Vec<Structure>,
    /// Places with the words that the file says are there.
    pub words: Vec<((u64, u64), String)>,
    /// What could not be read, by line.
    pub faults: Vec<(usize, String)>,
}

/// An annotation or another structure, by its id in the file; ids start at 2, since 1 is the text.
#[derive(Default)]
pub(super) struct Structure {
    pub id: u64,
    pub kind: String,
    /// In UTF-16 units.
    pub place: Option<(u64, u64)>,
    pub strings: BTreeMap<String, String>,
    pub references: BTreeMap<String, u64>,
}

impl Cas {
    pub fn of(page: &Page) -> Self {
        let offsets = OffsetMap::new(&page.text, OffsetUnit::Utf16);
        // Spans of a sound project lie in their text, so the offsets are there.
        let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length()) as u64;
        let mut cas = Self {
            text: page.text.to_string(),
            ..Self::default()
        };
        let whole = (0, offsets.length() as u64);
        let title = Features::from([("documentTitle".to_owned(), page.title.clone())]);
        cas.put(DOCUMENT, whole, title);
        cas.put(ORIGIN, whole, page.features.clone());
        for paragraph in segment::paragraphs(&page.text) {
            for sentence in segment::sentences(&page.text, paragraph) {
                let place = (offset(sentence.start), offset(sentence.end));
                cas.put(SENTENCE, place, Features::new());
            }
        }
        let places: Vec<Span> = page.marks.iter().map(|mark| mark.anchor.hull()).collect();
        for token in tokens(&page.text, &places) {
            let words = &page.text[token.range.clone()];
            if !words.trim().is_empty() {
                let place = (offset(token.range.start), offset(token.range.end));
                cas.put(TOKEN, place, Features::new());
            }
        }
        let mut marked = Vec::new();
        for mark in &page.marks {
            let place = (offset(mark.anchor.start()), offset(mark.anchor.end()));
            let is_part = [graph::CLAIM, graph::SOURCE, graph::CUE].contains(&&*mark.label);
            let (kind, name) = match is_part {
                true => (CLAIM, "role"),
                false => (ENTITY, "value"),
            };
            let mut features = mark.features.clone();
            features.insert(name.to_owned(), mark.label.clone());
            marked.push((cas.put(kind, place, features), place));
        }
        for relation in &page.relations {
            let mut features = relation.features.clone();
            features.insert("label".to_owned(), relation.label.clone());
            // INCEpTION puts a relation on the words that it leads to.
            let ((from, _), (to, place)) = (marked[relation.from], marked[relation.to]);
            cas.put(LINK, place, features);
            if let Some(link) = cas.structures.last_mut() {
                link.references.insert("Governor".to_owned(), from);
                link.references.insert("Dependent".to_owned(), to);
            }
        }
        cas
    }

    fn put(&mut self, kind: &str, place: (u64, u64), strings: Features) -> u64 {
        let id = self.structures.len() as u64 + 2;
        self.structures.push(Structure {
            id,
            kind: kind.to_owned(),
            place: Some(place),
            strings,
            references: BTreeMap::new(),
        });
        id
    }

    /// Adds a relation between two structures.
    pub fn relate(&mut self, label: &str, from: u64, to: u64) {
        let id = self.structures.len() as u64 + 2;
        let ends = [("Governor", from), ("Dependent", to)];
        self.structures.push(Structure {
            id,
            kind: LINK.to_owned(),
            strings: BTreeMap::from([("label".to_owned(), label.to_owned())]),
            references: ends.map(|(name, id)| (name.to_owned(), id)).into(),
            ..Structure::default()
        });
    }

    /// The page; the message says why it is none.
    pub fn page(self, name: &str, notes: &mut Notes) -> Result<Page, String> {
        let forms = Forms::new(&self.text).map_err(|error| error.to_string())?;
        let mut page = Page::new(name, forms.text.clone());
        // Nothing in XMI and JSON quotes its words, so there only the edges of words can tell another unit.
        let words = self.words.iter().map(|(place, words)| Quoted {
            pieces: vec![*place],
            words: Some(words),
        });
        let mut words: Vec<Quoted<'_>> = words.collect();
        if words.is_empty() {
            let marks = self.structures.iter().filter(|s| s.said().is_some());
            words.extend(marks.map(|mark| Quoted {
                pieces: mark.place.into_iter().collect(),
                words: None,
            }));
        }
        let places = Places::decide(&forms, OffsetUnit::Utf16, &words, notes);
        for (line, fault) in &self.faults {
            notes.line = *line;
            notes.add(fault);
        }
        let mut numbers = HashMap::new();
        let mut relations = Vec::new();
        for (nth, structure) in self.structures.into_iter().enumerate() {
            notes.line = nth + 1;
            match structure.kind.as_str() {
                DOCUMENT => {
                    let title = structure.strings.get("documentTitle");
                    page.title = title.cloned().unwrap_or(page.title);
                }
                ORIGIN => {
                    page.features = structure.strings;
                    let title = page.features.remove("documentTitle");
                    page.title = title.unwrap_or(page.title);
                }
                _ if structure.is_relation() => relations.push(structure),
                _ => {
                    let Some((label, features)) = structure.said() else {
                        continue;
                    };
                    let quoted = Quoted {
                        pieces: structure.place.into_iter().collect(),
                        words: None,
                    };
                    if let Some(anchor) = places.anchor(&quoted, notes) {
                        numbers.insert(structure.id, page.marks.len());
                        page.marks.push(Mark {
                            label,
                            anchor,
                            features,
                            line: nth + 1,
                        });
                    }
                }
            }
        }
        for structure in relations {
            match structure.relation(&numbers) {
                Some(relation) => page.relations.push(relation),
                None => notes.count("a relation’s ends are no marks; left out"),
            }
        }
        Ok(page)
    }
}

impl Structure {
    fn is_relation(&self) -> bool {
        ["Governor", "Dependent"]
            .iter()
            .all(|end| self.references.contains_key(*end))
    }

    fn relation(mut self, numbers: &HashMap<u64, usize>) -> Option<Relation> {
        let end = |name: &str| numbers.get(self.references.get(name)?).copied();
        let (from, to) = (end("Governor")?, end("Dependent")?);
        let label = self.strings.remove("label");
        Some(Relation {
            label: label.unwrap_or_else(|| self.short_name().to_owned()),
            from,
            to,
            features: self.strings,
        })
    }

    /// The type's name without its package.
    fn short_name(&self) -> &str {
        self.kind.rsplit('.').next().unwrap_or_default()
    }

    /// Label and features of a mark; `None` for what marks nothing that is of use here: words,
    /// sentences, what linguists say of them, and UIMA's own structures.
    fn said(&self) -> Option<(String, Features)> {
        let is_own = self.kind == ENTITY || self.kind.starts_with("webanno.custom.");
        let is_mark = is_own || !self.kind.starts_with("de.tudarmstadt.ukp.");
        if !is_mark || self.kind.starts_with("uima.") || self.place.is_none() {
            return None;
        }
        let mut features = self.strings.clone();
        let named = ["role", "value", "label"].into_iter();
        let label = named.filter_map(|name| features.remove(name)).next();
        if let Some(identifier) = features.remove("identifier") {
            let pair = [["identifier".to_owned(), identifier]];
            let known = serde_json::json!(pair).to_string();
            features
                .entry("entity_identifiers".to_owned())
                .or_insert(known);
        }
        Some((
            label.unwrap_or_else(|| self.short_name().to_owned()),
            features,
        ))
    }
}
