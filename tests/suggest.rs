//! Suggestions and text tools, through the public doors of `suggest`.
//!
//! Fixtures read like text: `⟦…⟧` marks a range, `‸` an offset.

#[path = "suggest/segment.rs"]
mod segment;

#[path = "suggest/quotes.rs"]
mod quotes;

#[path = "suggest/propose.rs"]
mod propose;

#[path = "suggest/plain.rs"]
mod plain;

#[path = "suggest/scores.rs"]
mod scores;

#[path = "suggest/trained.rs"]
mod trained;

#[path = "suggest/learned.rs"]
mod learned;

use std::ops::Range;

/// The text without its marks, and the marked ranges in order. A lone `‸` is an empty range.
pub fn fixture(marked: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut ranges = Vec::new();
    let mut open = Vec::new();
    for character in marked.chars() {
        match character {
            '⟦' => open.push(text.len()),
            '⟧' => ranges.push(open.pop().expect("an opening mark")..text.len()),
            '‸' => ranges.push(text.len()..text.len()),
            _ => text.push(character),
        }
    }
    assert!(open.is_empty(), "{marked}");
    (text, ranges)
}
