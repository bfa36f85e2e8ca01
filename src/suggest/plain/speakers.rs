//! Which entity a source names, and whom “he” and “she” mean.

use std::ops::Range;

use crate::model::SuggestedEntity;

/// Which entities the sources are.
pub(super) struct Speakers<'a> {
    text: &'a str,
    entities: &'a [SuggestedEntity],
    /// Mentions in order of their place, with the entity.
    mentions: Vec<(Range<usize>, usize)>,
    /// The person who spoke last, and where, for “he” and “she”.
    last: Option<(usize, usize)>,
}

/// How far back “he” and “she” may lead, in bytes.
const PRONOUN_REACH: usize = 1500;

impl<'a> Speakers<'a> {
    pub(super) fn new(text: &'a str, entities: &'a [SuggestedEntity]) -> Self {
        let mut mentions: Vec<_> = entities
            .iter()
            .enumerate()
            .flat_map(|(at, e)| {
                e.mentions
                    .iter()
                    .map(move |m| (m.anchor.hull().range(), at))
            })
            .collect();
        mentions.sort_by_key(|(range, _)| range.start);
        Self {
            text,
            entities,
            mentions,
            last: None,
        }
    }

    pub(super) fn kind(&self, entity: usize) -> &'a str {
        self.entities[entity].kind.as_str()
    }

    /// The entity that the words of a source name: a person before all others, else the last that could speak.
    pub(super) fn entity(&mut self, source: &Range<usize>) -> Option<usize> {
        let words = &self.text[source.clone()];
        if matches!(words.to_lowercase().as_str(), "he" | "she") {
            let near = self
                .last
                .filter(|(at, _)| source.start.saturating_sub(*at) < PRONOUN_REACH);
            return near.map(|(_, entity)| entity);
        }
        let from = self
            .mentions
            .partition_point(|(range, _)| range.start < source.start);
        let inside = self.mentions[from..]
            .iter()
            .take_while(|(range, _)| range.end <= source.end)
            .map(|(_, entity)| *entity)
            .filter(|entity| !matches!(self.kind(*entity), "time" | "quantity"));
        let all: Vec<usize> = inside.collect();
        let person = all.iter().find(|entity| self.kind(**entity) == "person");
        let found = person.or(all.last()).copied();
        if let Some(entity) = found
            && matches!(self.kind(entity), "person" | "other")
        {
            self.last = Some((source.start, entity));
        }
        found
    }
}
