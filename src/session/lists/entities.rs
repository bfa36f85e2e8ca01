//! The order of the entity list.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::{EntitySort, Subject};
use crate::edit::Touched;
use crate::model::{Entity, EntityId, Mention, MentionId, ReviewState};
use crate::session::sorted::Sorted;

/// What the entity list is sorted by before place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum First {
    Nothing,
    Mentions(Reverse<usize>),
    Name(Arc<str>),
    Kind(Option<usize>, Arc<str>),
}

/// Where the first mention stands: document, byte, id. Entities without mentions come last.
type Place = (usize, usize, MentionId);

/// The entities of the list: by what is chosen, then by the place of their first mention.
#[derive(Clone, Debug, Default)]
pub(super) struct EntityOrder {
    rows: Sorted<(First, Place), EntityId>,
    /// Mentions in scope that are not rejected.
    mentions: HashMap<EntityId, usize>,
}

impl EntityOrder {
    /// Counts mentions, filters and sorts.
    pub(super) fn new(subject: Subject) -> Self {
        let mut order = Self::default();
        // They come by place, so the first of an entity is the one that it is sorted by.
        let mut places: HashMap<EntityId, Place> = HashMap::new();
        for (at, document) in subject.documents().enumerate() {
            for mention in subject.project.mentions_in(document) {
                let place = (at, mention.anchor.start(), mention.id);
                places.entry(mention.entity).or_insert(place);
                if is_living(mention) {
                    *order.mentions.entry(mention.entity).or_default() += 1;
                }
            }
        }
        let needle = needle(subject);
        let entities = subject.project.entities();
        let rows = entities.filter_map(|entity| {
            let place = places.get(&entity.id).copied();
            Some((order.key(subject, entity, place, &needle)?, entity.id))
        });
        order.rows = Sorted::new(rows.collect());
        order
    }

    pub(super) fn ids(&self) -> Vec<EntityId> {
        self.rows.rows().iter().map(|(_, id)| *id).collect()
    }

    /// Mentions of an entity in scope that are not rejected.
    pub(super) fn mentions(&self, entity: EntityId) -> usize {
        self.mentions.get(&entity).copied().unwrap_or(0)
    }

    /// Tells whether rows came, went or moved.
    pub(super) fn follow(&mut self, subject: Subject, touched: &Touched) -> bool {
        let project = subject.project;
        let mut ids: BTreeSet<EntityId> = touched.entities.iter().map(|(id, _)| *id).collect();
        let counts = |mention: &Mention| subject.has(mention.document) && is_living(mention);
        for (id, last) in &touched.mentions {
            if let Some(last) = last {
                ids.insert(last.entity);
                if counts(last)
                    && let Some(count) = self.mentions.get_mut(&last.entity)
                {
                    *count -= 1;
                }
            }
            if let Some(next) = project.mention(*id) {
                ids.insert(next.entity);
                *self.mentions.entry(next.entity).or_default() += usize::from(counts(next));
            }
        }
        let needle = needle(subject);
        let next = |id| {
            let entity = project.entity(id)?;
            self.key(subject, entity, first_place(subject, id), &needle)
        };
        let changes: Vec<_> = ids.into_iter().map(|id| (id, next(id))).collect();
        let moved = changes
            .iter()
            .any(|(id, key)| self.rows.key(*id) != key.as_ref());
        if moved {
            self.rows.update(changes);
        }
        moved
    }

    /// The key of an entity that the list shows.
    fn key(
        &self,
        subject: Subject,
        entity: &Entity,
        place: Option<Place>,
        needle: &str,
    ) -> Option<(First, Place)> {
        let shown = (subject.document.is_none() || place.is_some())
            && subject.view.entity_states.admits(entity.provenance.state)
            && (needle.is_empty() || entity_has(subject, entity, needle));
        if !shown {
            return None;
        }
        let name = || Arc::<str>::from(entity.name.to_lowercase());
        let first = match subject.view.entity_sort {
            EntitySort::Place => First::Nothing,
            EntitySort::Mentions => First::Mentions(Reverse(self.mentions(entity.id))),
            EntitySort::Name => First::Name(name()),
            EntitySort::Kind => {
                First::Kind(subject.project.schema().position(&entity.kind), name())
            }
        };
        let nowhere = (usize::MAX, usize::MAX, MentionId::MAX);
        Some((first, place.unwrap_or(nowhere)))
    }
}

fn needle(subject: Subject) -> String {
    subject.view.entity_filter.trim().to_lowercase()
}

fn is_living(mention: &Mention) -> bool {
    mention.provenance.state != ReviewState::Rejected
}

/// The place of an entity's first mention in scope, rejected ones included.
fn first_place(subject: Subject, entity: EntityId) -> Option<Place> {
    let project = subject.project;
    let first = |document| {
        let mut mentions = project.mentions_of_within(entity, document, 0..=usize::MAX);
        let mention = mentions.next()?;
        Some((subject.place(document), mention.anchor.start(), mention.id))
    };
    match subject.document {
        Some(document) => first(document),
        None => project.documents_of(entity).filter_map(first).min(),
    }
}

fn entity_has(subject: Subject, entity: &Entity, needle: &str) -> bool {
    let project = subject.project;
    let has = |text: &str| text.to_lowercase().contains(needle);
    has(&entity.name)
        || has(&entity.notes)
        || project.mentions_of(entity.id).any(|mention| {
            let document = project.document(mention.document);
            document.is_some_and(|document| has(&mention.anchor.quote(&document.text)))
        })
}
