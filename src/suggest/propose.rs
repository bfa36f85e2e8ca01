//! Proposals for a claim that the analyst is building: the likely cue, the likely source, the source's kind.
//!
//! They read a few KB around the content and answer at once; nothing is remembered between calls.

use std::ops::Range;

use super::cues::{self, FoundCue};
use super::quotes::{Quotation, quotations_near};
use super::segment::{paragraph_at, sentence_at, sentences, window, words};
use crate::model::SourceKind;

/// The furthest from the content that is read, in bytes.
const REACH: usize = 2 << 10;

/// Marks at which a clause ends.
const PAUSES: [char; 9] = ['.', '!', '?', ';', ':', ',', '“', '”', '"'];

/// Marks that close a quotation.
const CLOSING: [char; 4] = ['”', '"', '’', '»'];

/// The reporting words that most likely report the content: in the same paragraph, outside the content and outside
/// quotations; those that lead to the content first, then those in its own sentences, then the nearest.
pub fn propose_cue(text: &str, content: Range<usize>) -> Option<Range<usize>> {
    let content = on_boundaries(text, content);
    let (before, after) = around(text, &content);
    let mut found = cues::find_cues(text, &words(text, before.clone()));
    found.extend(cues::find_cues(text, &words(text, after.clone())));
    let quoted = quotations_near(text, content.clone());
    let own = sentence_hull(text, &content);
    found
        .into_iter()
        .filter(|cue| !is_quoted(&quoted, cue))
        .min_by_key(|cue| {
            let elsewhere = cue.range.end <= own.start || cue.range.start >= own.end;
            (
                !governs(text, &content, &cue.range),
                elsewhere && !is_adjacent(text, &content, &cue.range),
                gap(&content, &cue.range),
            )
        })
        .map(|cue| cue.range)
}

/// Whether the cue leads straight to the content that follows: “said that …”, “told CNN that …”.
fn governs(text: &str, content: &Range<usize>, cue: &Range<usize>) -> bool {
    let between = text.get(cue.end..content.start).map(str::trim);
    between.is_some_and(|between| {
        let is_one_clause = between.len() <= 80 && !between.contains(|c: char| PAUSES.contains(&c));
        let leads = between.is_empty() || between == "that" || between.ends_with(" that");
        is_one_clause && leads
    })
}

/// Whether only a few bytes of a name fit between the content and the cue, without a full stop before the cue:
/// “… is over.” Hallam said.
fn is_adjacent(text: &str, content: &Range<usize>, cue: &Range<usize>) -> bool {
    let between = match text.get(content.end..cue.start) {
        // A quotation's own full stop may stand before its closing mark.
        Some(after) if text[content.clone()].ends_with(CLOSING) => after,
        Some(after) => match after.trim_start_matches(['.', '!', '?', ',']) {
            quoted if quoted.starts_with(CLOSING) => quoted,
            _ => after,
        },
        None => text.get(cue.end..content.start).unwrap_or("."),
    };
    between.len() <= 60 && !between.contains(['.', '!', '?'])
}

/// The mention that most likely names who speaks, as an index into `mentions`: before the cue or, after a quotation
/// and after “according to”, behind it; never inside the content. `T` is whatever the caller keeps with a mention.
pub fn propose_source<T>(
    text: &str,
    content: Range<usize>,
    cue: Option<Range<usize>>,
    mentions: &[(Range<usize>, T)],
) -> Option<usize> {
    let content = on_boundaries(text, content);
    let cue = cue.map(|cue| on_boundaries(text, cue));
    let near = cue.clone().unwrap_or_else(|| content.clone());
    let paragraph = paragraph_at(text, near.start);
    let sentence = sentence_at(text, near.start);
    let habits = cue.map(|cue| Habits::of(text, cue));
    mentions
        .iter()
        .enumerate()
        .filter(|(_, (range, _))| range.start >= paragraph.start && range.end <= paragraph.end)
        .filter(|(_, (range, _))| range.end <= content.start || range.start >= content.end)
        .filter_map(|(at, (range, _))| {
            let elsewhere = range.end <= sentence.start || range.start >= sentence.end;
            let distance = match &habits {
                Some(habits) => habits.distance(text, range)?,
                None => gap(&content, range),
            };
            Some(((elsewhere, distance, usize::MAX - range.len()), at))
        })
        .min()
        .map(|(_, at)| at)
}

/// On which side of a cue its speaker stands.
struct Habits {
    cue: Range<usize>,
    /// What a speaker before the cue, and one after it, costs on top of the distance, in bytes; `None`: never.
    before: Option<usize>,
    after: Option<usize>,
}

impl Habits {
    fn of(text: &str, cue: Range<usize>) -> Self {
        let words = text[cue.clone()].to_lowercase();
        let lead = text[window(text, cue.start, 8).start..cue.start].trim_end();
        let follows_quotation = lead.ends_with(CLOSING);
        let (before, after) = if words == "according to" || words == "in the words of" {
            (None, Some(0))
        } else if follows_quotation {
            (Some(80), Some(0))
        } else if words.starts_with("told") || words.starts_with("tell") || words.starts_with("ask")
        {
            // What follows is who was told.
            (Some(0), Some(400))
        } else {
            (Some(0), Some(60))
        };
        Self { cue, before, after }
    }

    /// How unlikely a mention is, in bytes of distance.
    fn distance(&self, text: &str, mention: &Range<usize>) -> Option<usize> {
        let cost = if mention.end <= self.cue.start {
            // “Korvath of the ministry said”: the head of the phrase comes first, and “of” leads to a mere part.
            let lead = text.get(..mention.start)?.trim_end();
            let part = [
                " of", " of the", " in", " in the", " at", " to", " from", " by",
            ]
            .iter()
            .any(|word| lead.ends_with(word));
            self.before? + if part { 40 } else { 0 }
        } else if mention.start >= self.cue.end {
            self.after?
        } else {
            return None;
        };
        Some(cost + gap(&self.cue, mention))
    }
}

/// What sort of source the words name. `kind` is the kind of the source's entity, if it has one.
pub fn source_kind_of(source: &str, kind: Option<&str>) -> SourceKind {
    let lower = source.to_lowercase();
    let list: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let any = |known: &[&str]| list.iter().any(|word| known.contains(word));
    if any(&[
        "sources",
        "source",
        "witness",
        "witnesses",
        "person",
        "people",
        "residents",
        "resident",
        "anonymous",
    ]) && kind != Some("person")
    {
        return SourceKind::Anonymous;
    }
    let named = source
        .split_whitespace()
        .skip(1)
        .any(|word| word.starts_with(char::is_uppercase));
    if any(&[
        "official",
        "officials",
        "aide",
        "aides",
        "diplomat",
        "diplomats",
        "adviser",
        "advisers",
        "envoy",
    ]) && (kind != Some("person") || !named)
    {
        return SourceKind::UnnamedOfficial;
    }
    match kind {
        Some("person") => return SourceKind::NamedPerson,
        Some("media") => return SourceKind::Outlet,
        _ => {}
    }
    if any(&[
        "statement",
        "memo",
        "memorandum",
        "report",
        "document",
        "documents",
        "letter",
        "study",
        "survey",
        "note",
    ]) {
        return SourceKind::Document;
    }
    if any(&[
        "newspaper",
        "broadcaster",
        "magazine",
        "paper",
        "media",
        "radio",
        "television",
    ]) {
        return SourceKind::Outlet;
    }
    match kind {
        Some("organisation" | "government" | "military" | "armed_group" | "place" | "facility") => {
            SourceKind::NamedOrganisation
        }
        _ if any(&[
            "ministry",
            "government",
            "army",
            "navy",
            "police",
            "administration",
            "agency",
        ]) =>
        {
            SourceKind::NamedOrganisation
        }
        _ if matches!(lower.as_str(), "they" | "we" | "it") => SourceKind::Anonymous,
        _ if matches!(lower.as_str(), "he" | "she") => SourceKind::NamedPerson,
        _ if lower.starts_with("the ")
            && source
                .get(4..)
                .is_some_and(|name| name.starts_with(char::is_uppercase)) =>
        {
            SourceKind::NamedOrganisation
        }
        _ if source.chars().any(char::is_uppercase) => SourceKind::NamedPerson,
        _ => SourceKind::Anonymous,
    }
}

fn on_boundaries(text: &str, range: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(range.end));
    start..text.floor_char_boundary(range.end.max(range.start))
}

/// What is read before and after the content: its paragraphs, and [`REACH`] at most.
fn around(text: &str, content: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let start = paragraph_at(text, content.start).start;
    let end = paragraph_at(text, content.end).end;
    let before = window(text, content.start, REACH)
        .start
        .max(start)
        .min(content.start);
    let after = window(text, content.end, REACH)
        .end
        .min(end)
        .max(content.end);
    (before..content.start, content.end..after)
}

/// From the start of the content's first sentence to the end of its last.
fn sentence_hull(text: &str, content: &Range<usize>) -> Range<usize> {
    let (before, after) = around(text, content);
    let found = sentences(text, before.start..after.end);
    let overlapping = found
        .iter()
        .filter(|s| s.start < content.end && content.start < s.end);
    let mut hull = content.clone();
    for sentence in overlapping {
        hull = hull.start.min(sentence.start)..hull.end.max(sentence.end);
    }
    hull
}

fn is_quoted(quotations: &[Quotation], cue: &FoundCue) -> bool {
    quotations
        .iter()
        .any(|q| q.inner.start <= cue.range.start && cue.range.end <= q.inner.end)
}

/// Bytes between two ranges; 0 if they touch or overlap.
fn gap(a: &Range<usize>, b: &Range<usize>) -> usize {
    b.start
        .saturating_sub(a.end)
        .max(a.start.saturating_sub(b.end))
}
