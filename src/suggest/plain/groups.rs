//! Entities: names with the same words are one, and a lone surname belongs to the full name.

use std::collections::HashMap;

use super::names::{Name, Place, names};
use super::reading::Reading;
use super::{kinds, measures};
use crate::model::{Anchor, Span, SuggestedEntity, SuggestedMention};
use crate::suggest::weighing::Weighing;

#[derive(Default)]
struct Group {
    names: Vec<Name>,
    /// Mentions that came by the surname.
    surnames: Vec<Name>,
}

/// The entities of the paragraphs that are asked about, in order of their first mention.
pub(super) fn entities(reading: &Reading) -> Vec<SuggestedEntity> {
    let mut entities: Vec<_> = groups(reading)
        .into_iter()
        .filter_map(|group| entity(reading, &group))
        .collect();
    entities.sort_by_key(|entity| entity.mentions.first().map(|m| m.anchor.start()));
    entities
}

fn groups(reading: &Reading) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_words: HashMap<String, usize> = HashMap::new();
    for sentence in reading.paragraphs.iter().flat_map(|p| &p.sentences) {
        let measured = measures::measures(reading, sentence);
        let mut named = names(reading, sentence);
        named.retain(|name| {
            let after = measured.partition_point(|m| m.range.end <= name.range.start);
            measured
                .get(after)
                .is_none_or(|m| m.range.start >= name.range.end)
        });
        for name in measured.into_iter().chain(named) {
            let words = reading.text[name.range.clone()].to_lowercase();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let at = *by_words.entry(words).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() - 1
            });
            groups[at].names.push(name);
        }
    }
    join_surnames(reading, &mut groups, &by_words);
    groups
}

/// Moves the mentions of a lone word to the one full name that ends with it. Where two do, neither gets them.
fn join_surnames(reading: &Reading, groups: &mut [Group], by_words: &HashMap<String, usize>) {
    let mut full: HashMap<String, Option<usize>> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        if let Some(name) = group.names.first()
            && (2..=4).contains(&name.words)
            && name.rule == "capitalised run"
            && let Some(last) = reading.text[name.range.clone()]
                .split_whitespace()
                .next_back()
        {
            full.entry(last.to_lowercase())
                .and_modify(|place| *place = None)
                .or_insert(Some(at));
        }
    }
    for (last, place) in full {
        if let Some(to) = place
            && let Some(from) = by_words.get(&last)
        {
            let moved = std::mem::take(&mut groups[*from].names);
            groups[to].surnames.extend(moved);
        }
    }
}

fn entity(reading: &Reading, group: &Group) -> Option<SuggestedEntity> {
    let first = group.names.first()?;
    let by_surname = group.surnames.iter().map(|name| (name, true));
    let all = || {
        let full = group.names.iter().map(|name| (name, false));
        full.chain(by_surname.clone())
    };
    let kind = kind(group);
    let repeated = all().count() > 1;
    let mut mentions: Vec<_> = all()
        .filter_map(|(name, by_surname)| {
            let said = match kind {
                Some((kind, why)) => (format!("{why}: {kind}"), 20),
                None => (String::new(), 0),
            };
            let (score, reasons) = Weighing::default()
                .because(name.rule, 45)
                .when(name.words > 1, "more than one word", 10)
                .when(name.place == Place::Inside, "inside a sentence", 10)
                .because(&said.0, said.1)
                .when(repeated, "named more than once", 10)
                .when(by_surname, "last word of the full name", -10)
                .finish();
            Some(SuggestedMention {
                anchor: Anchor::single(Span::new(reading.text, name.range.clone())?),
                score,
                reasons,
            })
        })
        .collect();
    mentions.sort_by_key(|mention| mention.anchor.start());
    let words = &reading.text[best_spelling(reading, group)?];
    (!mentions.is_empty()).then(|| SuggestedEntity {
        kind: kinds::id(kind.map_or("other", |(kind, _)| kind)),
        name: words.split_whitespace().collect::<Vec<_>>().join(" "),
        identifiers: Vec::new(),
        rule: first.rule.to_owned(),
        mentions,
    })
}

/// The kind that most mentions speak for, with a reason; the first named wins a tie.
fn kind(group: &Group) -> Option<(&'static str, &'static str)> {
    let mut votes: Vec<(&'static str, &'static str, usize)> = Vec::new();
    for (kind, why) in group
        .names
        .iter()
        .chain(&group.surnames)
        .filter_map(|n| n.kind)
    {
        match votes.iter_mut().find(|(known, _, _)| *known == kind) {
            Some((_, _, count)) => *count += 1,
            None => votes.push((kind, why, 1)),
        }
    }
    let most = votes.iter().map(|(_, _, count)| *count).max()?;
    votes
        .into_iter()
        .find(|(_, _, count)| *count == most)
        .map(|(kind, why, _)| (kind, why))
}

/// The first spelling that isn't all capitals, as a dateline is.
fn best_spelling(reading: &Reading, group: &Group) -> Option<std::ops::Range<usize>> {
    let has_lower = |name: &&Name| reading.text[name.range.clone()].contains(char::is_lowercase);
    let spelling = group.names.iter().find(has_lower).or(group.names.first());
    spelling.map(|name| name.range.clone())
}
