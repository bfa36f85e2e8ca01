//! Names: runs of capitalised words, less what only begins a sentence and less titles.

use std::ops::Range;

use super::reading::{Reading, Sentence};
use super::{kinds, measures};
use crate::suggest::segment::is_abbreviation;

/// One place that looks like a name, a time or a quantity.
pub(super) struct Name {
    pub range: Range<usize>,
    /// The kind with the reason for it, if something speaks for one.
    pub kind: Option<(&'static str, &'static str)>,
    pub rule: &'static str,
    /// How many words it has.
    pub words: usize,
    /// Where it stands.
    pub place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    SentenceStart,
    Inside,
}

impl Name {
    pub(super) fn measure(range: Range<usize>, kind: &'static str, why: &'static str) -> Self {
        Self {
            range,
            kind: Some((kind, why)),
            rule: why,
            words: 1,
            place: Place::Inside,
        }
    }
}

/// Words that are no name, in lower case, when a sentence begins with them.
const COMMON: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "asked",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "could",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "few",
    "for",
    "from",
    "getting",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "is",
    "it",
    "its",
    "last",
    "later",
    "let",
    "like",
    "many",
    "may",
    "meanwhile",
    "more",
    "most",
    "much",
    "my",
    "nearly",
    "never",
    "new",
    "no",
    "nobody",
    "none",
    "not",
    "nothing",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "out",
    "over",
    "perhaps",
    "please",
    "read",
    "several",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "two",
    "three",
    "under",
    "until",
    "up",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "without",
    "would",
    "yes",
    "yet",
    "you",
    "your",
];

/// Small words inside names of people.
const PARTICLES: &[&str] = &[
    "al", "bin", "bint", "da", "de", "del", "der", "di", "du", "ibn", "la", "van", "von",
];

/// Endings of adjectives of place, which are no names where a noun follows.
const ADJECTIVES: &[&str] = &["ian", "ean", "ese", "ish", "eli", "aqi", "ican", "nch"];

/// The most words that a name may have.
const LONGEST: usize = 8;

/// The names of a sentence, in order, apart from each other.
pub(super) fn names(reading: &Reading, sentence: &Sentence) -> Vec<Name> {
    if is_headline(reading, sentence) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.words.len() {
        if !is_capitalised(reading.word(&sentence.words[at])) {
            at += 1;
            continue;
        }
        let end = run_end(reading, &sentence.words, at);
        found.extend(name(reading, sentence, at..end));
        at = end;
    }
    found
}

fn is_capitalised(word: &str) -> bool {
    word.len() <= 40 && word.starts_with(char::is_uppercase) && !measures::is_calendar_word(word)
}

/// Most words capitalised: capitals say nothing here.
fn is_headline(reading: &Reading, sentence: &Sentence) -> bool {
    let capitals = sentence
        .words
        .iter()
        .filter(|word| reading.word(word).starts_with(char::is_uppercase))
        .count();
    sentence.words.len() >= 6 && capitals * 10 >= sentence.words.len() * 7
}

/// Where the run of capitalised words that begins at `at` ends.
fn run_end(reading: &Reading, words: &[Range<usize>], at: usize) -> usize {
    let word = |n: usize| words.get(n).map_or("", |range| reading.word(range));
    let joined = |n: usize| {
        let between = &reading.text[words[n - 1].end..words[n].start];
        let before = word(n - 1);
        let abbreviated = is_abbreviation(before) || before.chars().count() == 1;
        between.trim().is_empty() && between.len() <= 2 || between == ". " && abbreviated
    };
    let capital = |n: usize| n < words.len() && joined(n) && is_capitalised(word(n));
    let mut end = at + 1;
    while end - at < LONGEST {
        let small = |n: usize| n < words.len() && joined(n);
        let head = kinds::is_head(word(end - 1));
        let of = small(end) && head && matches!(word(end), "of" | "for");
        let particle = small(end) && PARTICLES.contains(&word(end));
        if capital(end) {
            end += 1;
        } else if (of || particle) && capital(end + 1) {
            end += 2;
        } else if of && small(end + 1) && word(end + 1) == "the" && capital(end + 2) {
            end += 3;
        } else {
            break;
        }
    }
    end
}

/// The name in a run, if there is one.
fn name(reading: &Reading, sentence: &Sentence, mut run: Range<usize>) -> Option<Name> {
    let words = &sentence.words;
    let word = |n: usize| reading.word(&words[n]);
    let begins = |n: usize| n == 0 || reading.follows_opening_mark(words[n].start);
    let place = if begins(run.start) {
        Place::SentenceStart
    } else {
        Place::Inside
    };
    while !run.is_empty() && is_common(word(run.start)) {
        run.start += 1;
    }
    if run.is_empty() {
        return None;
    }
    if begins(run.start) {
        let first = word(run.start);
        let known = reading.is_capitalised_elsewhere(first)
            || reading.is_capitalised_elsewhere(&title_case(first));
        let common = reading.occurs_in_lower_case(first) && !kinds::is_title(first);
        if run.len() == 1 && !known {
            return None;
        }
        if common && !known {
            run.start += 1;
        }
    } else if run.len() == 1 && reading.occurs_in_lower_case(word(run.start)) {
        return None;
    }
    let list: Vec<&str> = run.clone().map(word).collect();
    let mut kind = kinds::by_words(&list).map(|kind| (kind, "a word in it tells the kind"));
    if let Some(title) = run.clone().rev().find(|n| kinds::is_title(word(*n)))
        && kind.is_none()
    {
        run.start = title + 1;
        kind = Some(("person", "title or office before it"));
    }
    if run.is_empty() || is_adjective(reading, words, &run) {
        return None;
    }
    let before: Vec<&str> = (run.start.saturating_sub(2)..run.start).map(word).collect();
    let kind = kind.or_else(|| kinds::by_context(&before));
    Some(Name {
        range: words[run.start].start..words[run.end - 1].end,
        kind,
        rule: "capitalised run",
        words: run.len(),
        place,
    })
}

/// “PELLANE” in a dateline as “Pellane”.
fn title_case(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    first
        .into_iter()
        .chain(letters.flat_map(char::to_lowercase))
        .collect()
}

fn is_common(word: &str) -> bool {
    COMMON.contains(&word.to_lowercase().as_str())
}

/// A lone adjective of place before a noun, as in “Kerrosian officials”.
fn is_adjective(reading: &Reading, words: &[Range<usize>], run: &Range<usize>) -> bool {
    let word = reading.word(&words[run.start]);
    let noun_follows = words.get(run.end).is_some_and(|next| {
        reading.word(next).starts_with(char::is_lowercase)
            && reading.text[words[run.end - 1].end..next.start]
                .trim()
                .is_empty()
    });
    run.len() == 1 && noun_follows && ADJECTIVES.iter().any(|ending| word.ends_with(ending))
}
