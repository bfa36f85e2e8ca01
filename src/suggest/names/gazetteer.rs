//! Which lists the tokens of a text are on: phrases by longest match, else single words.

use crate::suggest::lists::{self, Flags};
use crate::suggest::reading::Reading;

/// Lists of names; a capital is asked for.
const NAMES: Flags = lists::COUNTRY
    | lists::PEOPLE
    | lists::CITY
    | lists::REGION
    | lists::KNOWN_BODY
    | lists::MEDIA
    | lists::ARMED
    | lists::GOVERNMENT
    | lists::FIRST_NAME;

/// For each token, the lists that it is on, alone or as part of a phrase.
pub(super) fn marks(reading: &Reading) -> Vec<Flags> {
    let mut marks: Vec<Flags> = Vec::with_capacity(reading.tokens.len());
    for sentence in &reading.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let length = phrase(reading, at, sentence.end);
            if let Some((words, flags)) = length {
                marks.extend(std::iter::repeat_n(flags, words));
                at += words;
                continue;
            }
            let form = reading.form(at);
            let shown = if form.is_capital() {
                form.flags
            } else {
                form.flags & !NAMES
            };
            marks.push(shown);
            at += 1;
        }
    }
    marks
}

/// Words and lists of the longest phrase that begins at a token.
fn phrase(reading: &Reading, at: usize, end: usize) -> Option<(usize, Flags)> {
    let form = reading.form(at);
    let longest = lists::phrase_words(&form.lower)
        .min(lists::LONGEST)
        .min(end - at);
    if longest < 2 {
        return None;
    }
    let mut phrase = form.lower.to_string();
    let mut ends = vec![phrase.len()];
    // Hyphens are tokens of their own; a phrase has them without spaces.
    for next in at + 1..at + longest {
        if reading.is_spaced(next) {
            phrase.push(' ');
        }
        phrase.push_str(reading.lower(next));
        ends.push(phrase.len());
    }
    (2..=ends.len()).rev().find_map(|words| {
        let flags = lists::of_phrase(&phrase[..ends[words - 1]]);
        let capital = form.is_capital() || reading.form(at + words - 1).is_capital();
        (flags != 0 && (capital || flags & NAMES == 0)).then_some((words, flags))
    })
}
