//! The names that entities have in the texts: read from the mentions when they are first wanted, kept up since.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::edit::Touched;
use crate::model::{EntityId, Mention, MentionId, Project, ReviewState};
use crate::session::sorted::Sorted;

/// The distinct words of one entity's mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityNames {
    words: BTreeMap<String, BTreeMap<MentionId, ReviewState>>,
    /// By place of the document in the list, first byte and end.
    places: Sorted<(usize, usize, usize), MentionId>,
}

impl EntityNames {
    /// How many distinct names there are; names of rejected mentions only don't count.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Mentions in all documents that are not rejected.
    pub fn mentions(&self) -> usize {
        self.places.rows().len()
    }

    /// A mention by its place in the texts, from 0; rejected ones are left out.
    pub fn mention(&self, index: usize) -> Option<MentionId> {
        self.places.rows().get(index).map(|(_, id)| *id)
    }

    /// The place of a mention among those of its entity, from 0.
    pub fn position(&self, mention: MentionId) -> Option<usize> {
        self.places.position(mention)
    }

    /// The names by alphabet.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }

    /// Each name with its first mention and its state: one mention that counts makes the name count.
    pub fn by_mention(&self) -> Vec<(&str, MentionId, ReviewState)> {
        let mut names: Vec<_> = self
            .words
            .iter()
            .filter_map(|(words, mentions)| {
                let (first, state) = mentions.first_key_value()?;
                let decided = mentions.values().find(|state| state.is_decided_for());
                Some((words.as_str(), *first, *decided.unwrap_or(state)))
            })
            .collect();
        names.sort_by_key(|(_, first, _)| *first);
        names
    }

    /// Reads the mentions of an entity.
    fn read(project: &Project, entity: EntityId) -> Self {
        let mut names = Self::default();
        let mut places = Vec::new();
        for mention in project.mentions_of(entity) {
            if let Some(words) = living_words(project, mention) {
                names.put(words, mention);
                places.push((place(project, mention), mention.id));
            }
        }
        names.places = Sorted::new(places);
        names
    }

    fn put(&mut self, words: String, mention: &Mention) {
        let state = mention.provenance.state;
        self.words
            .entry(words)
            .or_default()
            .insert(mention.id, state);
    }

    fn take(&mut self, words: &str, mention: MentionId) {
        if let Some(mentions) = self.words.get_mut(words) {
            mentions.remove(&mention);
            if mentions.is_empty() {
                self.words.remove(words);
            }
        }
    }
}

/// Names by entity, as far as they were wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(RefCell<HashMap<EntityId, Arc<EntityNames>>>);

impl Names {
    pub(super) fn of(&self, project: &Project, entity: EntityId) -> Arc<EntityNames> {
        let mut known = self.0.borrow_mut();
        let names = known
            .entry(entity)
            .or_insert_with(|| Arc::new(EntityNames::read(project, entity)));
        names.clone()
    }

    /// Follows a change of mentions; texts stay.
    pub(super) fn follow(&mut self, project: &Project, touched: &Touched) {
        let known = self.0.get_mut();
        let mut moved: HashMap<EntityId, Vec<_>> = HashMap::new();
        for (id, last) in &touched.mentions {
            if let Some(last) = last
                && let Some(names) = known.get_mut(&last.entity)
                && let Some(words) = living_words(project, last)
            {
                Arc::make_mut(names).take(&words, *id);
            }
            let next = project.mention(*id);
            if let Some(last) = last
                .as_ref()
                .filter(|last| next.is_none_or(|next| next.entity != last.entity))
            {
                moved.entry(last.entity).or_default().push((*id, None));
            }
            let Some(next) = next else {
                continue;
            };
            let words = living_words(project, next);
            let place = words.is_some().then(|| place(project, next));
            moved.entry(next.entity).or_default().push((*id, place));
            if let (Some(names), Some(words)) = (known.get_mut(&next.entity), words) {
                Arc::make_mut(names).put(words, next);
            }
        }
        for (entity, changes) in moved {
            if let Some(names) = known.get_mut(&entity) {
                Arc::make_mut(names).places.update(changes);
            }
        }
    }
}

/// Where a mention stands: its document in the list, first byte, end.
fn place(project: &Project, mention: &Mention) -> (usize, usize, usize) {
    let order = project.document_order();
    let document = order.iter().position(|id| *id == mention.document);
    let anchor = &mention.anchor;
    (document.unwrap_or(usize::MAX), anchor.start(), anchor.end())
}

/// The words of a mention that isn't rejected.
fn living_words(project: &Project, mention: &Mention) -> Option<String> {
    let living = mention.provenance.state != ReviewState::Rejected;
    let document = project.document(mention.document).filter(|_| living)?;
    Some(mention.anchor.quote(&document.text))
}
