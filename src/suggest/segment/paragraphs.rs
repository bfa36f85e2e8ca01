//! Paragraphs: by blank lines if the text has any, else by lines.

use std::ops::Range;

use super::{trimmed, window};

/// How far the look for a blank line goes into a text, in bytes, so that one offset costs little in any text.
const STYLE_BYTES: usize = 1 << 20;

/// The furthest from the offset that [`paragraph_at`] looks, in bytes.
const REACH: usize = 64 << 10;

/// What separates paragraphs in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    /// Blank lines; a single line feed is a soft wrap.
    BlankLine,
    /// Every line feed.
    LineFeed,
}

/// Blank lines if there is one between words in the first MB, else line feeds.
pub(super) fn separator(text: &str) -> Separator {
    let text = text[..text.floor_char_boundary(STYLE_BYTES)].trim();
    let blank = text
        .match_indices('\n')
        .any(|(at, _)| is_blank_after(text, at));
    if blank {
        Separator::BlankLine
    } else {
        Separator::LineFeed
    }
}

/// Whether the line after the line feed at `at` is blank. Reads that line's leading white space only.
fn is_blank_after(text: &str, at: usize) -> bool {
    text[at + 1..]
        .chars()
        .find(|c| *c == '\n' || !c.is_whitespace())
        == Some('\n')
}

/// The paragraphs of a text, in order, without the white space at their ends. If the text has blank lines they
/// separate paragraphs and a single line feed is a soft wrap; else every line that isn't empty is a paragraph.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    paragraphs_in(text, 0..text.len())
}

/// The paragraphs of a part of a text, separated as in the whole.
pub(crate) fn paragraphs_in(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let separator = separator(text);
    let mut found = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = part.start;
    for line in text[part].split_inclusive('\n') {
        let range = trimmed(text, at..at + line.len());
        at += line.len();
        if range.is_empty() {
            found.extend(open.take());
            continue;
        }
        match (&mut open, separator) {
            (Some(paragraph), Separator::BlankLine) => paragraph.end = range.end,
            _ => {
                found.extend(open.take());
                open = Some(range);
            }
        }
    }
    found.extend(open);
    found
}

/// The paragraph around an offset, white space at its ends included; no further than 64 KB to either side.
pub fn paragraph_at(text: &str, offset: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let near = window(text, offset, REACH);
    let separator = separator(text);
    let ends = |at: usize| separator == Separator::LineFeed || is_blank_after(text, at);
    let start = text[near.start..offset]
        .rmatch_indices('\n')
        .map(|(at, _)| near.start + at)
        .find(|at| ends(*at))
        .map_or(near.start, |at| at + 1);
    let end = text[offset..near.end]
        .match_indices('\n')
        .map(|(at, _)| offset + at)
        .find(|at| ends(*at))
        .unwrap_or(near.end);
    start..end
}
