//! Words and graphemes around an offset.
//!
//! Words are those of UAX 29, and of dictionaries for scripts without spaces, with hyphenated compounds joined, the
//! full stop of “U.S.” kept, and a possessive ending left out, so that a double click on “Israel’s” marks the name.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::pieces::each_piece;
use super::{is_abbreviation, window};

/// The furthest from the offset that these functions look, in bytes.
const REACH: usize = 1 << 10;

/// Words before “’s” where it is a verb, not a possessive.
const CONTRACTED: &[&str] = &[
    "he", "here", "how", "it", "let", "she", "that", "there", "what", "where", "who",
];

/// A word as it stands, and without a possessive ending.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    full: Range<usize>,
    clean: Range<usize>,
}

/// The words of a range, in order, possessive endings left out. Linear in the range.
pub fn words(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    words_in(text, range)
        .into_iter()
        .map(|word| word.clean)
        .collect()
}

fn words_in(text: &str, range: Range<usize>) -> Vec<Word> {
    let Some(part) = text.get(range.clone()) else {
        return Vec::new();
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    // A hyphen directly after the last word waits here for a word directly after it.
    let mut hyphen_end = None;
    each_piece(part, |at, piece| {
        let (start, end) = (range.start + at, range.start + at + piece.len());
        let last = found.last_mut();
        if piece.chars().any(char::is_alphanumeric) {
            match last {
                Some(last) if hyphen_end == Some(start) => last.end = end,
                _ => found.push(start..end),
            }
            return;
        }
        if let Some(last) = last.filter(|last| last.end == start) {
            if matches!(piece, "-" | "\u{2010}" | "\u{2011}") {
                hyphen_end = Some(end);
            } else if piece == "." && is_dotted(&text[last.clone()]) {
                last.end = end;
            }
        }
    });
    found.into_iter().map(|full| clean(text, full)).collect()
}

/// Single letters with full stops in between, as in “U.S” or “p.m”.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

fn clean(text: &str, full: Range<usize>) -> Word {
    let word = &text[full.clone()];
    let stem = ["’s", "'s", "’S", "'S"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|stem| !stem.is_empty())
        .filter(|stem| !CONTRACTED.contains(&stem.to_lowercase().as_str()));
    let end = stem.map_or(full.end, |stem| full.start + stem.len());
    Word {
        clean: full.start..end,
        full,
    }
}

/// The word that contains the offset, else the one that ends there.
fn touching(text: &str, offset: usize) -> Option<Word> {
    let offset = text.floor_char_boundary(offset);
    let found = words_in(text, window(text, offset, REACH));
    let contains = found
        .iter()
        .position(|w| w.full.start <= offset && offset < w.full.end);
    let ends = || found.iter().position(|w| w.full.end == offset);
    let at = contains.or_else(ends)?;
    found.into_iter().nth(at)
}

/// The word that contains the offset, else the one that ends there. A possessive ending is left out; hyphenated
/// compounds are one word.
pub fn word_at(text: &str, offset: usize) -> Option<Range<usize>> {
    touching(text, offset).map(|word| word.clean)
}

/// The end of the first word that ends after the offset; the end of the text if there is none near.
pub fn next_word(text: &str, offset: usize) -> usize {
    let near = window(text, offset, REACH);
    let found = words_in(text, near.clone());
    let ends = found.iter().flat_map(|w| [w.clean.end, w.full.end]);
    ends.into_iter()
        .find(|end| *end > offset)
        .unwrap_or(near.end)
}

/// The start of the first word that starts after the offset; the end of the text if there is none near.
pub fn next_word_start(text: &str, offset: usize) -> usize {
    let near = window(text, offset, REACH);
    words_in(text, near.clone())
        .iter()
        .map(|word| word.full.start)
        .find(|start| *start > offset)
        .unwrap_or(near.end)
}

/// The start of the last word that starts before the offset; the start of the text if there is none near.
pub fn prev_word(text: &str, offset: usize) -> usize {
    let near = window(text, offset, REACH);
    words_in(text, near.clone())
        .iter()
        .rev()
        .map(|word| word.full.start)
        .find(|start| *start < offset)
        .unwrap_or(near.start)
}

/// The end of the last word that ends before the offset; the start of the text if there is none near.
pub fn prev_word_end(text: &str, offset: usize) -> usize {
    let near = window(text, offset, REACH);
    let found = words_in(text, near.clone());
    let ends = found.iter().rev().map(|word| word.clean.end);
    ends.into_iter()
        .find(|end| *end < offset)
        .unwrap_or(near.start)
}

/// The grapheme boundary after the offset; the end of the text at its end.
pub fn next_grapheme(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    let near = window(text, offset, REACH);
    let part = &text[near.clone()];
    GraphemeCursor::new(offset - near.start, part.len(), true)
        .next_boundary(part, 0)
        .ok()
        .flatten()
        .map_or(near.end, |at| near.start + at)
}

/// The grapheme boundary before the offset; 0 at the start of the text.
pub fn prev_grapheme(text: &str, offset: usize) -> usize {
    let offset = text.floor_char_boundary(offset);
    let near = window(text, offset, REACH);
    let part = &text[near.clone()];
    GraphemeCursor::new(offset - near.start, part.len(), true)
        .prev_boundary(part, 0)
        .ok()
        .flatten()
        .map_or(near.start, |at| near.start + at)
}

/// Grows both ends of a range to whole words, and leaves out white space and sentence punctuation at the ends:
/// a sloppy drag over “Dag Ostrel, ” gives “Dag Ostrel”. Quotation marks and brackets that the range covers stay.
/// An empty range gives the word there, or stays empty.
pub fn snap_to_words(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(range.end));
    let end = text.floor_char_boundary(range.start.max(range.end));
    if start == end {
        return word_at(text, start).unwrap_or(start..start);
    }
    let outer = super::trimmed(text, start..end);
    let Range { start, end } = without_punctuation(text, outer.clone());
    if start >= end {
        return outer;
    }
    let from = match touching(text, start) {
        Some(word) if word.full.contains(&start) => word.full.start,
        _ => start,
    };
    let last = text.floor_char_boundary(end - 1);
    let to = match touching(text, last) {
        Some(word) if word.full.contains(&last) => word.clean.end,
        _ => end,
    };
    if from < to { from..to } else { from..end }
}

/// The range without commas, stops and dashes at its ends, except the full stop of an abbreviation.
fn without_punctuation(text: &str, range: Range<usize>) -> Range<usize> {
    let loose = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '!' | '?' | '…' | '—' | '–' | '-')
    };
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start_matches(loose).len();
    let mut end = start.max(range.start + part.trim_end_matches(loose).len());
    if text[end..range.end].starts_with('.') {
        let word = text[start..end]
            .rsplit(|c: char| !c.is_alphanumeric())
            .next();
        let dotted = touching(text, end).is_some_and(|word| word.full.contains(&end));
        if dotted || word.is_some_and(is_abbreviation) {
            end += 1;
        }
    }
    start..end
}
