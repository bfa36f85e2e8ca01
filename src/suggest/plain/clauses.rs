//! The parts of a reporting sentence: who stands beside the cue, and what is reported, where the shape is simple.

use std::ops::Range;

use crate::model::CueClass;
use crate::suggest::cues::FoundCue;
use crate::suggest::segment::trimmed;

/// The furthest from a cue that its source is looked for, in bytes.
const REACH: usize = 400;

/// The most words that a source may have.
const LONGEST_SOURCE: usize = 12;

/// Words that part the subject from what stands before it.
const BOUNDARIES: &[&str] = &[
    "although", "though", "and", "but", "that", "because", "while", "as", "when", "if", "which",
    "who", "whom", "what", "whether",
];

/// Words between the subject and the reporting verb.
const AUXILIARIES: &[&str] = &[
    "has",
    "have",
    "had",
    "also",
    "later",
    "then",
    "since",
    "is",
    "was",
    "were",
    "be",
    "been",
    "repeatedly",
    "flatly",
    "last",
    "month",
    "week",
    "year",
    "on",
    "not",
    "would",
    "will",
    "again",
    "earlier",
    "now",
    "today",
    "yesterday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "never",
    "once",
    "already",
];

/// Words that end the subject after a cue: “said Korvath *on* Monday”.
const AFTER_SUBJECT: &[&str] = &[
    "in",
    "on",
    "at",
    "after",
    "during",
    "as",
    "when",
    "while",
    "who",
    "which",
    "to",
    "late",
    "early",
    "before",
    "by",
    "yesterday",
    "today",
    "and",
    "but",
    "with",
    "told",
];

/// Prepositions that a remark on time or place after the cue begins with: “said *on* Monday”.
const ASIDES: &[&str] = &[
    "in",
    "on",
    "at",
    "during",
    "after",
    "late",
    "early",
    "by",
    "before",
    "last",
    "this",
    "yesterday",
    "today",
    "to",
];

/// Words that a reported clause without “that” begins with.
const OPENERS: &[&str] = &[
    "a", "an", "any", "at", "both", "each", "every", "he", "her", "his", "i", "if", "it", "its",
    "many", "most", "my", "no", "nobody", "not", "our", "several", "she", "some", "such", "the",
    "their", "there", "these", "they", "this", "those", "we", "whether", "you", "your", "more",
    "about", "all", "only", "one", "two", "three",
];

/// What a clause reports.
pub(super) struct Reported {
    pub source: Option<Range<usize>>,
    pub content: Range<usize>,
    pub rule: &'static str,
}

/// The subject that ends where the cue begins, at most [`REACH`] before it.
pub(in crate::suggest) fn subject_before(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let from = text.ceil_char_boundary(range.end.saturating_sub(REACH));
    let mut range = trimmed(text, range.start.max(from.min(range.end))..range.end);
    // “its spokesman, Bram Tessik, said”; “The official, who was not named, said”.
    if let Some(without) = text[range.clone()].strip_suffix(',') {
        let inner = without.rfind(',')?;
        let aside = trimmed(text, range.start + inner + 1..range.start + without.len());
        if text[aside.clone()].starts_with(char::is_uppercase) {
            return short(text, aside);
        }
        range.end = range.start + inner;
    }
    let part = &text[range.clone()];
    let cut = part
        .rfind([',', ';', ':', '—', '“', '”', '"', '(', ')'])
        .map_or(0, |at| {
            at + part[at..].chars().next().map_or(1, char::len_utf8)
        });
    let part = &part[cut..];
    let cut = cut + boundary(part);
    let mut subject = trimmed(text, range.start + cut..range.end);
    while let Some(last) = text[subject.clone()].split_whitespace().next_back() {
        let adverb = last.len() > 4 && last.ends_with("ly") && last.starts_with(char::is_lowercase);
        if !adverb && !AUXILIARIES.contains(&last.to_lowercase().as_str()) {
            break;
        }
        subject = trimmed(text, subject.start..subject.end - last.len());
    }
    let subject = short(text, without_day(text, subject))?;
    (!is_bare(&text[subject.clone()])).then_some(subject)
}

/// Where the last word of [`BOUNDARIES`] in the part ends; 0 if there is none.
fn boundary(part: &str) -> usize {
    let start = part.as_ptr() as usize;
    part.split_whitespace()
        .rfind(|word| BOUNDARIES.contains(&word.to_lowercase().as_str()))
        .map_or(0, |word| word.as_ptr() as usize - start + word.len())
}

/// “on Monday Tessik” without the day.
fn without_day(text: &str, subject: Range<usize>) -> Range<usize> {
    let mut words = text[subject.clone()].split_whitespace();
    let (Some("on" | "On"), Some(day), Some(rest)) = (words.next(), words.next(), words.next())
    else {
        return subject;
    };
    if super::measures::is_calendar_word(day) {
        rest.as_ptr() as usize - text.as_ptr() as usize..subject.end
    } else {
        subject
    }
}

/// No noun: only small words.
fn is_bare(words: &str) -> bool {
    let small = |word: &str| {
        matches!(
            word,
            "it" | "It" | "to" | "the" | "what" | "What" | "of" | "there"
        )
    };
    words.split_whitespace().all(small)
}

fn short(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = text[range.clone()]
        .split_whitespace()
        .take(LONGEST_SOURCE + 1)
        .count();
    (words > 0 && words <= LONGEST_SOURCE && range.len() <= REACH).then_some(range)
}

/// The subject that begins after the cue, before `limit`: “said *Bram Tessik*, who …”.
pub(super) fn subject_after(text: &str, from: usize, limit: usize) -> Option<Range<usize>> {
    let limit = limit.min(text.floor_char_boundary(from + REACH)).max(from);
    let part = &text[from..limit];
    let mut end = part
        .find([',', ';', ':', '—', '“', '”', '"', '(', '\n', '!', '?'])
        .unwrap_or(part.len());
    let mut at = 0;
    for word in part[..end].split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let calendar = super::measures::is_calendar_word(bare);
        if at > 0 && (AFTER_SUBJECT.contains(&bare) || calendar) {
            end = at;
            break;
        }
        at += word.len();
    }
    let subject = trimmed(text, from..from + end);
    let subject = subject.start..subject.start + text[subject].trim_end_matches('.').len();
    short(text, trimmed(text, subject))
}

/// What the clause around a cue reports, if its shape is one of those known here.
pub(super) fn reported(text: &str, clause: Range<usize>, cue: &FoundCue) -> Option<Reported> {
    let before = trimmed(text, clause.start..cue.range.start);
    let after = trimmed(text, cue.range.end..content_end(text, clause.end));
    let words = text[cue.range.clone()].to_lowercase();
    if words == "according to" {
        return according_to(text, before, after);
    }
    if words == "in a statement" || words == "in the words of" {
        return None;
    }
    postposed(text, before.clone(), after.clone())
        .or_else(|| plain(text, before, after, cue, &words))
}

/// The clause's end without its full stop.
fn content_end(text: &str, end: usize) -> usize {
    let part = &text[..end];
    let bare = part.trim_end_matches(['.', '!', '?', '…', ';', ',']);
    // “the U.S.” keeps its own.
    let dotted = bare.len() + 1 == end
        && bare.chars().next_back().is_some_and(char::is_uppercase)
        && bare[..bare.len() - 1].ends_with('.');
    if dotted { end } else { bare.len() }
}

fn according_to(text: &str, before: Range<usize>, after: Range<usize>) -> Option<Reported> {
    let source = subject_after(text, after.start, after.end)?;
    let rule = "“according to”";
    if text[before.clone()].split_whitespace().take(2).count() == 2 {
        let end = before.start + text[before.clone()].trim_end_matches(',').len();
        return Some(Reported {
            source: Some(source),
            content: trimmed(text, before.start..end),
            rule,
        });
    }
    let rest = text[source.end..after.end].trim_start();
    let rest = rest.strip_prefix(',')?;
    let content = trimmed(text, after.end - rest.len()..after.end);
    (!content.is_empty()).then_some(Reported {
        source: Some(source),
        content,
        rule,
    })
}

/// “The boats left at noon, the navy said on Monday.”
fn postposed(text: &str, before: Range<usize>, after: Range<usize>) -> Option<Reported> {
    let tail = &text[after.start..text.floor_char_boundary(after.end.min(after.start + REACH))];
    let first = tail
        .split(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    let ends = tail.is_empty()
        || tail.starts_with(',')
        || ASIDES.contains(&first) && !tail.contains(" that ");
    if !ends {
        return None;
    }
    let from = text
        .ceil_char_boundary(before.end.saturating_sub(REACH))
        .clamp(before.start, before.end);
    let comma = from + text[from..before.end].rfind(',')?;
    let source = subject_before(text, comma + 1..before.end)?;
    let content = trimmed(text, before.start..comma);
    let enough = text[content.clone()].split_whitespace().take(4).count() == 4;
    (enough && comma + 1 < before.end).then_some(Reported {
        source: Some(source),
        content,
        rule: "clause, name, verb",
    })
}

/// “The navy said (that) the boats left.”
fn plain(
    text: &str,
    before: Range<usize>,
    after: Range<usize>,
    cue: &FoundCue,
    words: &str,
) -> Option<Reported> {
    let source = subject_before(text, before)?;
    let near = &text[after.start..text.floor_char_boundary(after.end.min(after.start + 80))];
    let first = near
        .split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let lower = first.to_lowercase();
    let that = near.find(" that ").map(|at| at + " that ".len());
    let told = words.starts_with("told") || words.starts_with("tell");
    let skip = if lower == "that" {
        "that".len()
    } else if told || ASIDES.contains(&lower.as_str()) || super::measures::is_calendar_word(first) {
        that?
    } else if starts_clause(near, first, &lower, cue.class) {
        0
    } else {
        return None;
    };
    let content = trimmed(text, after.start + skip..after.end);
    let enough = text[content.clone()].split_whitespace().take(2).count() == 2;
    enough.then_some(Reported {
        source: Some(source),
        content,
        rule: "name, verb, clause",
    })
}

fn starts_clause(near: &str, first: &str, lower: &str, class: CueClass) -> bool {
    OPENERS.contains(&lower)
        || first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || near.starts_with(['“', '"'])
        || matches!(class, CueClass::Deny | CueClass::Intend)
}
