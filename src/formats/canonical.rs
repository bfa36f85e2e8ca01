//! Offsets of a text as a file has it → byte offsets of its canonical text.

use serde_json::Value;

use crate::model::{Anchor, OffsetMap, OffsetUnit, Span, Text, TextError};

/// A canonical text, and the way to it from the text that offsets of a file count.
pub(super) struct Canonical<'a> {
    pub text: Text,
    offsets: OffsetMap<'a>,
    /// Bytes of the byte order marks that the original starts with.
    marks: usize,
    /// For each cut: the byte of the original after it, and the bytes cut up to there.
    cuts: Vec<(usize, usize)>,
}

impl<'a> Canonical<'a> {
    /// Offsets count code points of the original.
    pub fn new(original: &'a str) -> Result<Self, TextError> {
        let text = Text::canonical(original)?;
        Ok(Self::in_unit(original, text, OffsetUnit::CodePoints))
    }

    /// Offsets count units of the original, which has this canonical text.
    pub fn in_unit(original: &'a str, text: Text, unit: OffsetUnit) -> Self {
        let marks = original.len() - original.trim_start_matches('\u{feff}').len();
        let mut cuts = vec![(marks, marks)];
        let mut cut = marks;
        for (at, _) in original.match_indices("\r\n") {
            cut += 1;
            cuts.push((at + 1, cut));
        }
        Self {
            text,
            offsets: OffsetMap::new(original, unit),
            marks,
            cuts,
        }
    }

    /// The byte of the canonical text for an offset of the original; `None` if it is past the end.
    pub fn byte(&self, offset: u64) -> Option<usize> {
        let byte = self.offsets.to_byte(usize::try_from(offset).ok()?)?;
        // Offsets between leading byte order marks, which are cut as one, mean the start.
        let byte = byte.max(self.marks);
        let before = self.cuts.partition_point(|(at, _)| *at <= byte);
        let cut = before.checked_sub(1).map_or(0, |nth| self.cuts[nth].1);
        Some(byte - cut)
    }

    /// A span from offsets; `None` if it is empty, also once cut, or runs past the end.
    pub fn span(&self, start: &Value, end: &Value) -> Option<Span> {
        self.between(start.as_u64()?, end.as_u64()?)
    }

    /// The same from numbers.
    pub fn between(&self, start: u64, end: u64) -> Option<Span> {
        let start = self.byte(start)?;
        let end = self.byte(end)?;
        Span::new(&self.text, start..end)
    }

    /// A span from `[start, end]`.
    fn pair(&self, pair: &Value) -> Option<Span> {
        match pair.as_array()?.as_slice() {
            [start, end] => self.span(start, end),
            _ => None,
        }
    }

    /// An anchor from a list of pairs, and how many of them are no place of the text.
    pub fn anchor(&self, pairs: &[Value]) -> (Option<Anchor>, usize) {
        let spans: Vec<Span> = pairs.iter().filter_map(|pair| self.pair(pair)).collect();
        let wrong = pairs.len() - spans.len();
        (Anchor::new(spans), wrong)
    }
}
