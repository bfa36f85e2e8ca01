//! Words, graphemes, sentences and paragraphs of a text, by byte offset.
//!
//! What is asked for one offset looks only at a window of some KB around it, so that a click costs the same
//! in a text of 4 KB and in one line of 10 MB; a word or a sentence longer than the window is cut at its
//! edge. Offsets past the end or inside a character are moved back to the nearest boundary; nothing panics.

mod paragraphs;
mod pieces;
mod sentences;
mod words;

use std::ops::Range;

pub(crate) use paragraphs::paragraphs_in;
pub use paragraphs::{paragraph_at, paragraphs};
pub(crate) use sentences::is_abbreviation;
pub use sentences::{sentence_at, sentences};
pub use words::{
    next_grapheme, next_word, next_word_start, prev_grapheme, prev_word, prev_word_end,
    snap_to_words, word_at, words,
};

/// The part of `text` within about `radius` bytes of `offset`, on character boundaries. Where it cuts into the
/// text, it begins at a word if white space is near.
pub(crate) fn window(text: &str, offset: usize, radius: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let mut start = text.floor_char_boundary(offset.saturating_sub(radius));
    let end = text.ceil_char_boundary(offset.saturating_add(radius));
    if start > 0
        && let Some(space) = text[start..offset].find(char::is_whitespace)
    {
        start += space;
    }
    start..end
}

/// The range without the white space at its ends. An empty range stays at its start.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else {
        return range;
    };
    let start = range.start + words.len() - words.trim_start().len();
    let end = (range.start + words.trim_end().len()).max(start);
    if start >= range.end && !words.is_empty() {
        return range.start..range.start;
    }
    start..end
}

/// Whether the character can close a quotation or a bracket.
pub(crate) fn is_closing(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '」' | '』'
    )
}
