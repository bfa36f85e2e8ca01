//! What of a document's marks a format can hold, told by the losses that it declares: marks without the
//! white space at their edges, without gaps, or only those that don't stand in each other's way. Writers
//! and proofs ask the same [`Fit`], so that they can't disagree.

use std::collections::{HashMap, HashSet};

use super::loss::{Loss, is_space, pieces};
use super::selection::{Nested, View};
use crate::model::{Anchor, Document, EntityId, Mention, MentionId, Span, Text};

/// The marks of one document in one format.
pub(super) struct Fit {
    text: Text,
    split: bool,
    trimmed: bool,
    hull: bool,
    left_out: HashSet<MentionId>,
    /// For each byte of the text how many visible ones come before it, where white space is lost.
    visible: Vec<u32>,
}

impl Fit {
    pub fn of(view: &View<'_>, document: &Document, losses: &[Loss]) -> Self {
        let has = |loss: &Loss| losses.contains(loss);
        let mut fit = Self {
            text: document.text.clone(),
            split: has(&Loss::LineBreaks),
            trimmed: has(&Loss::Edges) || has(&Loss::Spacing),
            hull: has(&Loss::Pieces),
            left_out: HashSet::new(),
            visible: match has(&Loss::Spacing) {
                true => visible(&document.text),
                false => Vec::new(),
            },
        };
        if has(&Loss::Overlaps) {
            fit.left_out = fit.overlapping(view, document);
        } else if has(&Loss::Crossings) {
            fit.left_out = fit.crossing(view, document);
        }
        fit
    }

    /// Whether a mention is left out because of another one.
    pub fn leaves_out(&self, mention: MentionId) -> bool {
        self.left_out.contains(&mention)
    }

    /// Where a mention stands in the format; `None` if it is not there.
    pub fn mention(&self, mention: &Mention) -> Option<Anchor> {
        match self.leaves_out(mention.id) {
            true => None,
            false => self.anchor(&mention.anchor),
        }
    }

    /// Where a mark stands in the format; `None` if nothing of it is left.
    pub fn anchor(&self, anchor: &Anchor) -> Option<Anchor> {
        let spans: Vec<Span> = if self.split {
            pieces(&self.text, anchor)
        } else if self.trimmed {
            let spans = anchor.spans().iter();
            spans.filter_map(|span| self.trim(*span)).collect()
        } else {
            anchor.spans().to_vec()
        };
        let anchor = Anchor::new(spans)?;
        Some(match self.hull {
            true => Anchor::single(anchor.hull()),
            false => anchor,
        })
    }

    /// A place to compare: bytes of the text, or of what is visible of it where white space is lost.
    pub fn place(&self, anchor: &Anchor) -> String {
        let at = |byte: usize| match self.visible.get(byte) {
            Some(before) => *before as usize,
            None => byte,
        };
        let spans = anchor.spans().iter();
        let spans: Vec<String> = spans
            .map(|span| format!("{}..{}", at(span.start()), at(span.end())))
            .collect();
        spans.join("+")
    }

    fn trim(&self, span: Span) -> Option<Span> {
        let words = self.text.get(span)?;
        let start = span.start() + words.len() - words.trim_start_matches(is_space).len();
        let end = start + words.trim_matches(is_space).len();
        Span::new(&self.text, start..end)
    }

    /// The mentions that a format without overlaps leaves out: of those that share words, the longer ones
    /// are kept, or the shorter ones.
    fn overlapping(&self, view: &View<'_>, document: &Document) -> HashSet<MentionId> {
        let mut all: Vec<(usize, usize, MentionId)> = view
            .mentions(document.id)
            .filter_map(|mention| {
                let hull = self.anchor(&mention.anchor)?.hull();
                Some((hull.start(), hull.end(), mention.id))
            })
            .collect();
        let length = |(start, end, _): &(usize, usize, MentionId)| end - start;
        match view.nested() {
            Nested::Outermost => all.sort_by_key(|m| (std::cmp::Reverse(length(m)), m.0, m.2)),
            Nested::Innermost => all.sort_by_key(|m| (length(m), m.0, m.2)),
        }
        let mut kept = std::collections::BTreeMap::new();
        let mut left_out = HashSet::new();
        for (start, end, id) in all {
            let before = kept.range(..end).next_back();
            if before.is_some_and(|(_, last)| *last > start) {
                left_out.insert(id);
            } else {
                kept.insert(start, end);
            }
        }
        left_out
    }

    /// The mentions that a format of brackets named after entities leaves out: those that begin inside
    /// another one of their entity and end outside it.
    fn crossing(&self, view: &View<'_>, document: &Document) -> HashSet<MentionId> {
        let mut kept: HashMap<(EntityId, usize, usize), Vec<Span>> = HashMap::new();
        let mut left_out = HashSet::new();
        for mention in view.mentions(document.id) {
            let Some(anchor) = self.anchor(&mention.anchor) else {
                continue;
            };
            let spans = anchor.spans();
            let key = |nth: usize| (mention.entity, nth, spans.len());
            let clashes = spans.iter().enumerate().any(|(nth, span)| {
                let others = kept.get(&key(nth)).into_iter().flatten();
                others.rev().take(NEAR).any(|other| cross(*span, *other))
            });
            if clashes {
                left_out.insert(mention.id);
                continue;
            }
            for (nth, span) in spans.iter().enumerate() {
                kept.entry(key(nth)).or_default().push(*span);
            }
        }
        left_out
    }
}

/// Earlier mentions of an entity that are looked at. More of them never cover one place.
const NEAR: usize = 200;

fn visible(text: &str) -> Vec<u32> {
    let mut counts = Vec::with_capacity(text.len() + 1);
    let mut count = 0;
    for character in text.chars() {
        let bytes = character.len_utf8() as u32;
        counts.extend(std::iter::repeat_n(count, character.len_utf8()));
        count += if is_space(character) { 0 } else { bytes };
    }
    counts.push(count);
    counts
}

fn cross(one: Span, other: Span) -> bool {
    let (first, last) = (one.min(other), one.max(other));
    first.start() < last.start() && last.start() < first.end() && first.end() < last.end()
}

/// The fits of all exported documents.
pub(super) struct Fits(HashMap<crate::model::DocumentId, Fit>);

impl Fits {
    pub fn of(view: &View<'_>, losses: &[Loss]) -> Self {
        let fits = view.documents();
        Self(
            fits.map(|document| (document.id, Fit::of(view, document, losses)))
                .collect(),
        )
    }

    pub fn get(&self, document: crate::model::DocumentId) -> Option<&Fit> {
        self.0.get(&document)
    }
}
