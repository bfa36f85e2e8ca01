//! Sentences, by rules for news prose.
//!
//! A sentence ends at a full stop, question or exclamation mark, with the closing marks that follow it, before
//! white space and a word that doesn't begin in lower case. Abbreviations, initials and the rest of UAX 29's
//! exceptions are decided here rather than by UAX 29's own rule SB8, whose look ahead has no bound.

use std::ops::Range;

use super::paragraphs::paragraph_at;
use super::{is_closing, trimmed, window};

/// The furthest from the offset that [`sentence_at`] looks, in bytes.
const REACH: usize = 8 << 10;

/// The longest word before a full stop that may be an abbreviation, in bytes.
const LONGEST_ABBREVIATION: usize = 12;

/// Words in lower case that are abbreviations when a full stop follows. No sentence ends after them.
const ABBREVIATIONS: &[&str] = &[
    "adm", "art", "atty", "ave", "brig", "bros", "capt", "cf", "ch", "cmdr", "col", "cpl", "dr",
    "e.g", "ed", "est", "fig", "fr", "gen", "gov", "hon", "i.e", "insp", "lt", "maj", "messrs",
    "mr", "mrs", "ms", "mt", "nos", "op", "pfc", "pp", "pres", "prof", "pvt", "rep", "reps", "rev",
    "sen", "sens", "sgt", "spc", "sr", "st", "supt", "viz", "vol", "vs",
];

/// Abbreviations that often end a sentence too; one ends there if a sentence starter follows.
const OFTEN_LAST: &[&str] = &[
    "a.m", "apr", "aug", "co", "corp", "dec", "dept", "etc", "feb", "inc", "jan", "jr", "jul",
    "jun", "ltd", "mar", "no", "nov", "oct", "p.m", "sec", "sep", "sept",
];

/// Words that begin a sentence far more often than a name.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Before",
    "But",
    "By",
    "For",
    "He",
    "Her",
    "His",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Meanwhile",
    "No",
    "On",
    "Our",
    "She",
    "Since",
    "So",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "We",
    "What",
    "When",
    "While",
    "With",
    "You",
];

/// The sentence around an offset, without the white space at its ends; empty where there are no words. Looks no
/// further than 8 KB to either side, and never past the paragraph.
pub fn sentence_at(text: &str, offset: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let paragraph = paragraph_at(text, offset);
    let near = window(text, offset, REACH);
    let range = near.start.max(paragraph.start)..near.end.min(paragraph.end);
    let found = sentences(text, range);
    let at = found.partition_point(|sentence| sentence.end < offset);
    // White space between two sentences belongs to the one before it.
    let at = match found.get(at) {
        Some(next) if next.start > offset && at > 0 => at - 1,
        Some(_) => at,
        None => at.saturating_sub(1),
    };
    found.get(at).cloned().unwrap_or(offset..offset)
}

/// The sentences of a paragraph, in order, without the white space at their ends. Linear in the paragraph.
pub fn sentences(text: &str, paragraph: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let Some(words) = text.get(paragraph.clone()) else {
        return found;
    };
    let mut start = 0;
    let mut at = 0;
    while let Some(step) = words[at..].find(is_terminator) {
        let stop = at + step;
        let end = after_marks(words, stop);
        at = end.terminators;
        if ends_sentence(words, stop, &end) {
            found.push(paragraph.start + start..paragraph.start + end.closers);
            start = end.closers;
            at = end.closers;
        }
    }
    found.push(paragraph.start + start..paragraph.end);
    found
        .into_iter()
        .map(|sentence| trimmed(text, sentence))
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

fn is_terminator(character: char) -> bool {
    matches!(
        character,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।'
    )
}

/// Where the run of terminators ends, and the closing marks after it.
struct Ending {
    terminators: usize,
    closers: usize,
}

fn after_marks(words: &str, stop: usize) -> Ending {
    let rest = &words[stop..];
    let terminators = rest.find(|c| !is_terminator(c)).unwrap_or(rest.len());
    let closing = rest[terminators..]
        .find(|c| !is_closing(c))
        .unwrap_or(rest.len() - terminators);
    Ending {
        terminators: stop + terminators,
        closers: stop + terminators + closing,
    }
}

fn ends_sentence(words: &str, stop: usize, end: &Ending) -> bool {
    let wide = words[stop..].starts_with(['。', '！', '？']);
    let rest = &words[end.closers..];
    if wide || rest.is_empty() {
        return true;
    }
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let rest = rest.trim_start();
    let opening = |c: char| matches!(c, '“' | '‘' | '"' | '\'' | '«' | '(' | '[');
    let next = rest.trim_start_matches(opening);
    if next.starts_with(char::is_lowercase) {
        return false;
    }
    let quoted = end.closers > end.terminators || next.len() < rest.len();
    if quoted || !words[stop..].starts_with('.') || end.terminators > stop + 1 {
        return true;
    }
    let before = word_before(words, stop);
    if is_abbreviation(before) {
        return false;
    }
    let may_go_on = is_initials(before) || OFTEN_LAST.contains(&before.to_lowercase().as_str());
    !may_go_on || starts_with_starter(next)
}

/// The word that ends at `stop`, if it is short enough to be an abbreviation; else empty.
fn word_before(words: &str, stop: usize) -> &str {
    let from = words.floor_char_boundary(stop.saturating_sub(LONGEST_ABBREVIATION));
    let near = &words[from..stop];
    let boundary = |c: char| !(c.is_alphanumeric() || c == '.');
    match near.rfind(boundary) {
        Some(at) => near[at..].trim_start_matches(boundary),
        None if from == 0 => near,
        None => "",
    }
}

/// Whether the word before a full stop is an abbreviation after which a sentence goes on.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    word.len() <= LONGEST_ABBREVIATION && ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// A single capital, or capitals with full stops in between: “J”, “U.S”.
fn is_initials(word: &str) -> bool {
    !word.is_empty()
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
        })
}

fn starts_with_starter(next: &str) -> bool {
    let length = next
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(next.len());
    STARTERS.contains(&&next[..length])
}
