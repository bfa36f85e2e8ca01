//! A CAS as plain structures, to and from pages.

use std::collections::HashMap;
use std::rc::Rc;

use smallvec::smallvec;

use super::layers::{CLAIM, DOCUMENT, ENTITY, LINK, ORIGIN, SENTENCE, TOKEN};
use crate::formats::graph::{self, Features, Mark, Page, Relation};
use crate::formats::notes::Notes;
use crate::formats::places::{Forms, Places, Quoted};
use crate::formats::tokens::tokens;
use crate::formats::walk::Walk;
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
    /// Structures of the file so far, also those that are of no use here.
    pub seen: usize,
}

/// An annotation or another structure, by its id in the file; ids start at 2, since 1 is the text.
#[derive(Default)]
pub(super) struct Structure {
    pub id: u64,
    pub kind: Rc<str>,
    /// In UTF-16 units.
    pub place: Option<(u64, u64)>,
    pub strings: Features,
    /// The ends of a relation.
    pub governor: Option<u64>,
    pub dependent: Option<u64>,
    /// Which of the file's structures it is, from 1; 0 where nothing tells.
    pub number: usize,
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
        let mut title = Features::new();
        title.insert("documentTitle", &*page.title);
        cas.put(&DOCUMENT.into(), whole, title);
        cas.put(&ORIGIN.into(), whole, page.features.clone());
        let sentence_kind = SENTENCE.into();
        for paragraph in segment::paragraphs(&page.text) {
            for sentence in segment::sentences(&page.text, paragraph) {
                let place = (offset(sentence.start), offset(sentence.end));
                cas.put(&sentence_kind, place, Features::new());
            }
        }
        cas.put_tokens(page);
        let (claim, entity) = (CLAIM.into(), ENTITY.into());
        let mut marked = Vec::new();
        for mark in &page.marks {
            let place = (offset(mark.anchor.start()), offset(mark.anchor.end()));
            let is_part = [graph::CLAIM, graph::SOURCE, graph::CUE].contains(&&*mark.label);
            let (kind, name) = match is_part {
                true => (&claim, "role"),
                false => (&entity, "value"),
            };
            let mut features = mark.features.clone();
            features.insert(name, &*mark.label);
            marked.push((cas.put(kind, place, features), place));
        }
        let link = LINK.into();
        for relation in &page.relations {
            let mut features = relation.features.clone();
            features.insert("label", &*relation.label);
            // INCEpTION puts a relation on the words that it leads to.
            let ((from, _), (to, place)) = (marked[relation.from], marked[relation.to]);
            cas.put(&link, place, features);
            if let Some(link) = cas.structures.last_mut() {
                (link.governor, link.dependent) = (Some(from), Some(to));
            }
        }
        cas
    }

    fn put_tokens(&mut self, page: &Page) {
        let places: Vec<Span> = page.marks.iter().map(|mark| mark.anchor.hull()).collect();
        let kind = TOKEN.into();
        let mut walk = Walk::new(&page.text, OffsetUnit::Utf16);
        for token in tokens(&page.text, &places) {
            let words = &page.text[token.range.clone()];
            if !words.trim().is_empty() {
                let place = (
                    walk.to(token.range.start) as u64,
                    walk.to(token.range.end) as u64,
                );
                self.put(&kind, place, Features::new());
            }
        }
    }

    fn put(&mut self, kind: &Rc<str>, place: (u64, u64), strings: Features) -> u64 {
        let id = self.structures.len() as u64 + 2;
        self.structures.push(Structure {
            id,
            kind: kind.clone(),
            place: Some(place),
            strings,
            ..Structure::default()
        });
        id
    }

    /// Whether structures of a type are of use here; words and sentences are not, and there are many.
    pub fn wants(&mut self, kind: &str) -> bool {
        self.seen += 1;
        kind != TOKEN && kind != SENTENCE
    }

    /// Keeps the structure that was asked for last.
    pub fn keep(&mut self, mut structure: Structure) {
        structure.number = self.seen;
        self.structures.push(structure);
    }

    /// Adds a relation between two structures.
    pub fn relate(&mut self, label: &str, from: u64, to: u64) {
        let id = self.structures.len() as u64 + 2;
        let mut strings = Features::new();
        strings.insert("label", label);
        self.structures.push(Structure {
            id,
            kind: LINK.into(),
            strings,
            governor: Some(from),
            dependent: Some(to),
            ..Structure::default()
        });
    }

    /// The places of marks, where nothing quotes words: in XMI and JSON.
    pub fn unquoted(&self) -> impl Iterator<Item = (u64, u64)> {
        let marks = self.structures.iter().filter(|s| s.is_mark());
        marks
            .filter_map(|mark| mark.place)
            .filter(|_| self.words.is_empty())
    }

    pub fn page(self, name: &str, forms: &Forms, notes: &mut Notes) -> Page {
        let mut page = Page::new(name, forms.text.clone());
        let words = self.words.iter().map(|(place, words)| Quoted {
            pieces: smallvec![*place],
            words: Some(words),
        });
        let words: Vec<Quoted<'_>> = words.collect();
        let places = Places::decide(forms, OffsetUnit::Utf16, &words, notes);
        for (line, fault) in &self.faults {
            notes.line = *line;
            notes.add(fault);
        }
        let mut numbers = HashMap::new();
        let mut relations = Vec::new();
        for (nth, structure) in self.structures.into_iter().enumerate() {
            let line = match structure.number {
                0 => nth + 1,
                number => number,
            };
            notes.line = line;
            match &*structure.kind {
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
                _ if !structure.is_mark() => {}
                _ => {
                    let quoted = Quoted {
                        pieces: structure.place.into_iter().collect(),
                        words: None,
                    };
                    if let Some(anchor) = places.anchor(&quoted, notes) {
                        numbers.insert(structure.id, page.marks.len());
                        let (label, features) = structure.said();
                        page.marks.push(Mark {
                            label,
                            anchor,
                            features,
                            line,
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
        page
    }
}

impl Structure {
    /// The ends of a relation, by the names that DKPro has for them.
    pub fn ends(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let ends = [("Dependent", self.dependent), ("Governor", self.governor)];
        ends.into_iter().filter_map(|(name, id)| Some((name, id?)))
    }

    fn is_relation(&self) -> bool {
        self.governor.is_some() && self.dependent.is_some()
    }

    fn relation(mut self, numbers: &HashMap<u64, usize>) -> Option<Relation> {
        let from = *numbers.get(&self.governor?)?;
        let to = *numbers.get(&self.dependent?)?;
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

    /// Whether it marks something that is of use here: not words, sentences, what linguists say of them,
    /// and UIMA's own structures.
    fn is_mark(&self) -> bool {
        let is_own = &*self.kind == ENTITY || self.kind.starts_with("webanno.custom.");
        let is_mark = is_own || !self.kind.starts_with("de.tudarmstadt.ukp.");
        is_mark && !self.kind.starts_with("uima.") && self.place.is_some()
    }

    /// Label and features of a mark.
    fn said(mut self) -> (String, Features) {
        let mut features = std::mem::take(&mut self.strings);
        let named = ["role", "value", "label"].into_iter();
        let label = named.filter_map(|name| features.remove(name)).next();
        if let Some(identifier) = features.remove("identifier") {
            let pair = [["identifier".to_owned(), identifier]];
            let known = serde_json::json!(pair).to_string();
            features.or_insert("entity_identifiers", known);
        }
        let label = label.unwrap_or_else(|| self.short_name().to_owned());
        (label, features)
    }
}
