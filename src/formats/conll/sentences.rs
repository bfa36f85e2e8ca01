//! Sentences of visible tokens. None ends inside a mark.

use std::ops::Range;

use crate::formats::loss::is_space;
use crate::formats::tokens::tokens;
use crate::model::{Span, Text};
use crate::suggest::segment;

/// The visible tokens of a text, in bytes, and the sentences as ranges of them.
pub(super) struct Sentences {
    pub tokens: Vec<Range<usize>>,
    pub sentences: Vec<Sentence>,
}

pub(super) struct Sentence {
    pub tokens: Range<usize>,
    /// Whether a paragraph begins with it.
    pub is_first: bool,
}

impl Sentences {
    /// Sentences of a text with marks on these spans, which have no white space at their edges.
    pub fn of(text: &Text, marks: &[Span]) -> Self {
        let mut visible: Vec<Range<usize>> = Vec::new();
        for token in tokens(text, marks) {
            // White space is no token; neither is what joins it to a word.
            let words = &text[token.range.clone()];
            let mut start = token.range.start;
            for piece in words.split_inclusive(is_space) {
                let end = start + piece.trim_end_matches(is_space).len();
                if end > start {
                    visible.push(start..end);
                }
                start += piece.len();
            }
        }
        let inside = inside(&visible, marks);
        let mut sentences: Vec<Sentence> = Vec::new();
        for paragraph in segment::paragraphs(text) {
            for (nth, sentence) in segment::sentences(text, paragraph).into_iter().enumerate() {
                let first = visible.partition_point(|token| token.start < sentence.start);
                let is_free = inside.get(first).is_some_and(|inside| !inside);
                let is_new = sentences
                    .last()
                    .is_none_or(|last| last.tokens.start < first);
                if is_free && is_new {
                    if let Some(last) = sentences.last_mut() {
                        last.tokens.end = first;
                    }
                    sentences.push(Sentence {
                        // Whatever comes before the first sentence is part of it.
                        tokens: if sentences.is_empty() { 0 } else { first }..visible.len(),
                        is_first: nth == 0,
                    });
                }
            }
        }
        if sentences.is_empty() {
            sentences.push(Sentence {
                tokens: 0..visible.len(),
                is_first: true,
            });
        }
        Self {
            tokens: visible,
            sentences,
        }
    }

    /// The first and last token of a span.
    pub fn covering(&self, span: Span) -> (usize, usize) {
        let first = self
            .tokens
            .partition_point(|token| token.end <= span.start());
        let after = self
            .tokens
            .partition_point(|token| token.start < span.end());
        (first, after.saturating_sub(1).max(first))
    }
}

/// For each token whether a mark goes on from the one before.
fn inside(tokens: &[Range<usize>], marks: &[Span]) -> Vec<bool> {
    let mut changes = vec![0i32; tokens.len() + 1];
    for mark in marks {
        let first = tokens.partition_point(|token| token.end <= mark.start());
        let after = tokens.partition_point(|token| token.start < mark.end());
        if first + 1 < after {
            changes[first + 1] += 1;
            changes[after] -= 1;
        }
    }
    let mut depth = 0;
    let depths = changes.iter().take(tokens.len()).map(|change| {
        depth += change;
        depth > 0
    });
    depths.collect()
}
