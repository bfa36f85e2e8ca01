//! Which of the names that are marked inside a source's words is the source: “The *Biden administration*”, never
//! “a *US* official”.

use std::ops::Range;

use super::lists;
use super::plain::clauses::subject_before;
use super::reading::{Case, Form, Reading, Run};
use super::segment::sentence_at;

/// Words after which a phrase only describes its head.
const DESCRIBING: &[&str] = &[
    "for", "of", "from", "in", "at", ",", "who", "whose", "with", "on", "to", "and", "(", "—", "–",
    "by", "as",
];

/// Words before a name that don't change what it names.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my",
    "your",
];

/// Words after a name that only stress it.
const REFLEXIVES: &[&str] = &["himself", "herself", "itself", "themselves"];

/// Endings of an owner.
const POSSESSIVES: &[&str] = &["’s", "'s", "’", "'"];

/// Whether the head of a phrase may end before this token.
pub(super) fn ends_head(reading: &Reading, end: usize, source: &Run) -> bool {
    end >= source.end || DESCRIBING.contains(&reading.lower(end))
}

/// Whether the token marks what stands before it as the owner of what follows.
pub(super) fn is_possessive(reading: &Reading, at: usize) -> bool {
    POSSESSIVES.contains(&reading.lower(at))
}

/// The mention that the words of a source name, as an index into `mentions`; these have their bytes of `source` and
/// their entity's kind.
///
/// That is one with the same words but for determiners, titles and punctuation, or a person at the head of the
/// phrase: “Pentagon spokesman *Patrick Ryder*”.
pub fn named_by(source: &str, mentions: &[(Range<usize>, &str)]) -> Option<usize> {
    let bare = without_possessive(source);
    let reading = Reading::new(bare, &|| false);
    let whole = 0..reading.tokens.len();
    let runs: Vec<(Run, usize)> = mentions
        .iter()
        .enumerate()
        .filter(|(_, (_, kind))| !matches!(*kind, "time" | "quantity"))
        .map(|(at, (range, _))| (reading.run_of(range), at))
        .filter(|(run, _)| !run.is_empty())
        .collect();
    let same = runs.iter().filter(|(run, at)| {
        let is_person = mentions[*at].1 == "person";
        let title = |form: &Form| is_person && form.is(lists::TITLE);
        let mut before = (whole.start..run.start).map(|at| reading.form(at));
        let mut after = (run.end..whole.end).map(|at| reading.form(at));
        before.all(|form| adds_nothing(form) || title(form)) && after.all(adds_nothing)
    });
    if let Some((_, at)) = same.max_by_key(|(run, _)| run.len()) {
        return Some(*at);
    }
    let persons = runs.iter().filter(|(_, at)| mentions[*at].1 == "person");
    let head = persons
        .into_iter()
        .find(|(run, _)| heads(&reading, run, &whole));
    head.map(|(_, at)| *at)
}

fn without_possessive(words: &str) -> &str {
    let words = words.trim_end_matches([',', '.', ':', ';', ' ']);
    let without = POSSESSIVES.iter().find_map(|end| words.strip_suffix(end));
    without.unwrap_or(words)
}

fn adds_nothing(form: &Form) -> bool {
    form.case == Case::Mark
        || DETERMINERS.contains(&&*form.lower)
        || POSSESSIVES.contains(&&*form.lower)
        || REFLEXIVES.contains(&&*form.lower)
}

/// Whether the phrase is about the person of this run, and only describes it otherwise.
fn heads(reading: &Reading, run: &Run, whole: &Run) -> bool {
    let described = (whole.start..run.start)
        .any(|at| reading.lower(at) != "," && DESCRIBING.contains(&reading.lower(at)));
    let led_by = run.start.checked_sub(1).map(|at| reading.form(at));
    let is_led =
        led_by.is_none_or(|form| adds_nothing(form) || form.is(lists::TITLE | lists::OFFICIAL));
    let joined = run.end < whole.end && reading.lower(run.end) == "and";
    !described && is_led && !joined && ends_head(reading, run.end, whole)
}

/// The words before a cue that say who speaks: “*A US official* told CNN that …”.
pub fn phrase_before(text: &str, cue: &Range<usize>) -> Option<Range<usize>> {
    let sentence = sentence_at(text, cue.start);
    subject_before(text, sentence.start.min(cue.start)..cue.start)
}

/// Whether a phrase goes on after a name to its head: “a US *official*”, not “Korvath *of the ministry*” and not
/// “Korvath *herself*”. `rest` is what stands after the name.
pub fn goes_on(rest: &str) -> bool {
    let reading = Reading::new(rest, &|| false);
    let first = (0..reading.tokens.len()).find(|at| {
        let form = reading.form(*at);
        !REFLEXIVES.contains(&&*form.lower)
    });
    first.is_some_and(|at| {
        let form = reading.form(at);
        is_possessive(&reading, at)
            || form.case != Case::Mark && !DESCRIBING.contains(&&*form.lower)
    })
}
