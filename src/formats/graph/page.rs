//! Pages: texts with marks and relations.

use std::collections::BTreeMap;

use super::features::Features;
use super::names::CONTINUES;
use crate::model::{Anchor, Text};

/// One text with all that is marked in it.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Page {
    pub title: String,
    pub text: Text,
    /// Where the text came from, and notes on it.
    pub features: Features,
    pub marks: Vec<Mark>,
    pub relations: Vec<Relation>,
}

/// A labelled place.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Mark {
    pub label: String,
    pub anchor: Anchor,
    pub features: Features,
    /// Where it is in the file: a line, from 1, or the number of the mark. 0 in what is written.
    pub line: usize,
}

/// A labelled relation between two marks, by index.
#[derive(Clone, Debug)]
pub(in crate::formats) struct Relation {
    pub label: String,
    pub from: usize,
    pub to: usize,
    pub features: Features,
}

impl Page {
    /// A text without marks.
    pub fn new(title: &str, text: Text) -> Self {
        Self {
            title: title.to_owned(),
            text,
            features: Features::new(),
            marks: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// The same with a mark for each piece. The first piece keeps features and relations, and the
    /// number of the mark; all other pieces come after the last mark.
    pub fn in_pieces(mut self) -> Self {
        for nth in 0..self.marks.len() {
            let spans = self.marks[nth].anchor.spans().to_vec();
            let mut before = nth;
            for span in spans.iter().skip(1) {
                let piece = Mark {
                    label: self.marks[nth].label.clone(),
                    anchor: Anchor::single(*span),
                    features: Features::new(),
                    line: self.marks[nth].line,
                };
                self.marks.push(piece);
                let from = self.marks.len() - 1;
                self.relations.push(Relation {
                    label: CONTINUES.to_owned(),
                    from,
                    to: before,
                    features: Features::new(),
                });
                before = from;
            }
            self.marks[nth].anchor = Anchor::single(spans[0]);
        }
        self
    }

    /// Marks in pieces made whole; features and relations of all pieces become those of the whole.
    pub fn joined(mut self) -> Self {
        let continues: BTreeMap<usize, usize> = self
            .relations
            .iter()
            .filter(|relation| relation.label == CONTINUES && relation.from != relation.to)
            .map(|relation| (relation.from, relation.to))
            .collect();
        if continues.is_empty() {
            return self;
        }
        let count = self.marks.len();
        // No chain is longer than there are marks, so one that goes round in a circle ends too.
        let first_of = |mut nth: usize| {
            for _ in 0..count {
                match continues.get(&nth) {
                    Some(before) => nth = *before,
                    None => break,
                }
            }
            nth
        };
        let firsts: Vec<usize> = (0..count).map(first_of).collect();
        let marks = std::mem::take(&mut self.marks);
        let mut whole: BTreeMap<usize, Mark> = BTreeMap::new();
        for (first, mark) in firsts.iter().zip(marks) {
            match whole.get_mut(first) {
                None => {
                    whole.insert(*first, mark);
                }
                Some(known) => {
                    let spans = known.anchor.spans().iter().chain(mark.anchor.spans());
                    if let Some(anchor) = Anchor::new(spans.copied()) {
                        known.anchor = anchor;
                    }
                    known.features.fill_from(mark.features);
                }
            }
        }
        let places: BTreeMap<usize, usize> = whole.keys().copied().zip(0..).collect();
        let place = |nth: usize| firsts.get(nth).and_then(|first| places.get(first)).copied();
        let relations = std::mem::take(&mut self.relations).into_iter();
        self.relations = relations
            .filter(|relation| relation.label != CONTINUES)
            .filter_map(|relation| {
                let (from, to) = (place(relation.from)?, place(relation.to)?);
                Some(Relation {
                    from,
                    to,
                    ..relation
                })
            })
            .collect();
        self.marks = whole.into_values().collect();
        self
    }
}
