//! Which entity a source names, and whom “he” and “she” mean where that is safe.

use std::ops::Range;

use crate::model::{SourceKind, SuggestedEntity};
use crate::suggest::propose::source_kind_of;
use crate::suggest::reading::{Reading, Run};
use crate::suggest::{lists, speaker};

/// Sentences before a pronoun that are searched for the person it means.
const SENTENCES: usize = 3;

pub(super) struct Speakers<'r, 'a> {
    reading: &'r Reading<'a>,
    entities: &'r [SuggestedEntity],
    /// Tokens of the mentions with their entities, in order.
    mentions: Vec<(Run, usize)>,
    /// The last person who spoke, and where.
    last: Option<(usize, usize)>,
}

impl<'r, 'a> Speakers<'r, 'a> {
    pub(super) fn new(reading: &'r Reading<'a>, entities: &'r [SuggestedEntity]) -> Self {
        let all = entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| !matches!(entity.kind.as_str(), "time" | "quantity"));
        let mut mentions: Vec<(Run, usize)> = all
            .flat_map(|(at, entity)| {
                let runs = entity
                    .mentions
                    .iter()
                    .map(|m| reading.run_of(&m.anchor.hull().range()));
                runs.map(move |run| (run, at))
            })
            .collect();
        mentions.sort_by_key(|(run, _)| run.start);
        Self {
            reading,
            entities,
            mentions,
            last: None,
        }
    }

    fn within(&self, run: &Run) -> &[(Run, usize)] {
        let from = self
            .mentions
            .partition_point(|(mention, _)| mention.start < run.start);
        let to = self
            .mentions
            .partition_point(|(mention, _)| mention.start < run.end);
        &self.mentions[from..to.max(from)]
    }

    fn kind(&self, entity: usize) -> &'r str {
        self.entities[entity].kind.as_str()
    }

    /// The entity of a source, and its kind. To be asked in the order of the text.
    pub(super) fn of(&mut self, source: &Run) -> (Option<usize>, SourceKind) {
        let words = &self.reading.text[self.reading.bytes(source)];
        let lower = words.to_lowercase();
        if matches!(lower.as_str(), "he" | "she") {
            let entity = self.pronoun(source.start);
            self.last = entity.map(|entity| (source.start, entity)).or(self.last);
            return (entity, SourceKind::NamedPerson);
        }
        if matches!(lower.as_str(), "i" | "we" | "they" | "it" | "who" | "you") {
            return (None, source_kind_of(words, None));
        }
        let entity = self.named(source).or_else(|| self.country(source));
        let kind = source_kind_of(words, entity.map(|entity| self.kind(entity)));
        if let Some(entity) = entity.filter(|entity| self.kind(*entity) == "person") {
            self.last = Some((source.start, entity));
        }
        (entity, kind)
    }

    /// The entity that is the head of the phrase: “Pentagon spokesman *Patrick Ryder*”, not “a spokesman for the
    /// *Pentagon*”.
    fn named(&self, source: &Run) -> Option<usize> {
        let inside = self.within(source);
        let is_owner =
            |run: &Run| run.end < source.end && speaker::is_possessive(self.reading, run.end);
        let person = inside.iter().find(|(run, entity)| {
            let described = (source.start..run.start)
                .any(|at| matches!(self.reading.lower(at), "for" | "of" | "to" | "from"));
            // “Ryder, a spokesman for the Pentagon” names him first; “a spokesman for Ryder” is somebody else.
            self.kind(*entity) == "person"
                && !is_owner(run)
                && !described
                && speaker::ends_head(self.reading, run.end, source)
        });
        if let Some((_, entity)) = person {
            return Some(*entity);
        }
        let head = inside.iter().find(|(run, _)| {
            let before = (source.start..run.start).all(|at| {
                let form = self.reading.form(at);
                &*form.lower == "the"
                    || !form.is(lists::SMALL | lists::OFFICIAL) && &*form.lower != ","
            });
            before && !is_owner(run) && speaker::ends_head(self.reading, run.end, source)
        });
        head.map(|(_, entity)| *entity)
    }

    /// The country that the phrase names by its people: “Israeli officials”, where the text names Israel.
    fn country(&self, source: &Run) -> Option<usize> {
        let country = source
            .clone()
            .find_map(|at| lists::country_of(self.reading.lower(at)))?;
        let is_it = |entity: &SuggestedEntity| {
            entity.kind.as_str() == "place"
                && lists::same_country(&entity.name.to_lowercase()) == Some(country)
        };
        self.entities.iter().position(is_it)
    }

    /// The person that a pronoun means: who spoke last, if near, else the only person named near.
    fn pronoun(&self, at: usize) -> Option<usize> {
        let sentence = self
            .reading
            .sentences
            .partition_point(|sentence| sentence.end <= at);
        let from = self
            .reading
            .sentences
            .get(sentence.saturating_sub(SENTENCES))?
            .start;
        let near = self.within(&(from..at));
        let mut persons: Vec<usize> = near
            .iter()
            .map(|(_, entity)| *entity)
            .filter(|entity| self.kind(*entity) == "person")
            .collect();
        persons.sort_unstable();
        persons.dedup();
        let spoke = self
            .last
            .filter(|(place, _)| *place >= from)
            .map(|(_, entity)| entity);
        match persons[..] {
            [only] => Some(only),
            _ => spoke,
        }
    }
}

/// The text of a run without quotation marks and commas at its ends; `None` if nothing is left.
pub(super) fn trimmed(reading: &Reading, run: &Run) -> Option<Run> {
    let is_mark = |at: usize| reading.form(at).case == crate::suggest::reading::Case::Mark;
    let mut run: Range<usize> = run.clone();
    while run.start < run.end && is_mark(run.start) {
        run.start += 1;
    }
    while run.start < run.end && is_mark(run.end - 1) {
        run.end -= 1;
    }
    (run.start < run.end).then_some(run)
}
