//! Times and quantities: weekdays, dates, numbers with units.

use std::ops::Range;

use super::names::Name;
use super::reading::{Reading, Sentence};
use crate::suggest::measures::numerals;

const WEEKDAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words after which “May” and “March” are months, in lower case.
const BEFORE_MONTHS: &[&str] = &[
    "in", "since", "until", "last", "next", "early", "late", "mid", "of",
];

/// Words between a number and its unit, beside those that multiply it.
const JOINING: &[&str] = &["per", "percent", "cent", "square"];

const UNITS: &[&str] = &[
    "km", "kg", "mph", "people", "men", "women", "children", "feet", "inches", "m", "crowns",
    "percent", "cent",
];

pub(super) fn is_calendar_word(word: &str) -> bool {
    WEEKDAYS.contains(&word) || MONTHS.contains(&word)
}

/// The times and quantities of a sentence, in order, apart from each other.
pub(super) fn measures(reading: &Reading, sentence: &Sentence) -> Vec<Name> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        let length = match time(reading, &sentence.words, at) {
            Some(length) => Some((length, "time", "calendar word")),
            None => quantity(reading, &sentence.words, at)
                .map(|length| (length, "quantity", "number with a unit")),
        };
        let Some((length, kind, why)) = length else {
            at += 1;
            continue;
        };
        let range = sentence.words[at].start..sentence.words[at + length - 1].end;
        found.push(Name::measure(with_signs(reading.text, range), kind, why));
        at += length;
    }
    found
}

/// With the currency sign before and the per cent sign after it.
fn with_signs(text: &str, range: Range<usize>) -> Range<usize> {
    let lead = text[..range.start].chars().next_back();
    let start = match lead {
        Some(sign @ ('$' | '€' | '£' | '¥')) => range.start - sign.len_utf8(),
        _ => range.start,
    };
    let end = range.end + usize::from(text[range.end..].starts_with('%'));
    start..end
}

/// Words of a time that begins here.
fn time(reading: &Reading, words: &[Range<usize>], at: usize) -> Option<usize> {
    let word = |n: usize| words.get(n).map(|range| reading.word(range));
    let is_day = |n: usize| word(n).is_some_and(|w| is_number(w) && w.len() <= 2);
    let is_year = |n: usize| word(n).is_some_and(|w| is_number(w) && w.len() == 4);
    let is_month = |n: usize| word(n).is_some_and(|w| MONTHS.contains(&w));
    let first = word(at)?;
    if WEEKDAYS.contains(&first) {
        return Some(1);
    }
    if is_day(at) && is_month(at + 1) {
        return Some(2 + usize::from(is_year(at + 2)));
    }
    if !is_month(at) {
        let after_in = at > 0 && word(at - 1).is_some_and(|w| matches!(w, "in" | "In" | "since"));
        return (after_in && is_year(at) && first.starts_with(['1', '2'])).then_some(1);
    }
    if is_day(at + 1) {
        return Some(2 + usize::from(is_year(at + 2)));
    }
    if is_year(at + 1) {
        return Some(2);
    }
    let before = at.checked_sub(1).and_then(word).map(str::to_lowercase);
    let sure = !matches!(first, "May" | "March")
        || before.is_some_and(|before| BEFORE_MONTHS.contains(&before.as_str()));
    sure.then_some(1)
}

/// Words of a quantity that begins here: a number, then scales, then a unit or a plural.
fn quantity(reading: &Reading, words: &[Range<usize>], at: usize) -> Option<usize> {
    let first = reading.word(&words[at]);
    if !is_number(first) && !is_number_word(first) {
        return None;
    }
    let spaced = |n: usize| {
        let between = words
            .get(n)
            .map(|next| &reading.text[words[n - 1].end..next.start]);
        between.is_some_and(|between| matches!(between, " " | "\u{a0}" | "\n"))
    };
    let mut end = at + 1;
    while spaced(end) && is_scale(reading.word(&words[end])) {
        end += 1;
    }
    if spaced(end) {
        let unit = reading.word(&words[end]);
        let plural = unit.len() > 3 && unit.ends_with('s') && unit.starts_with(char::is_lowercase);
        if plural && !unit.ends_with("ss") || UNITS.contains(&unit) {
            return Some(end + 1 - at);
        }
    }
    let text = reading.text;
    let signed = text[..words[at].start].ends_with(['$', '€', '£', '¥'])
        || text[words[end - 1].end..].starts_with('%');
    (end > at + 1 || signed).then_some(end - at)
}

/// “two” and more, “dozens”: one thing is seldom a quantity.
fn is_number_word(word: &str) -> bool {
    numerals::number(word).is_some_and(|number| number > 1)
        || word.ends_with('s') && numerals::scale(word).is_some()
}

fn is_scale(word: &str) -> bool {
    JOINING.contains(&word) || word.len() > 2 && numerals::scale(word).is_some()
}

fn is_number(word: &str) -> bool {
    word.len() <= 20
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}
