//! The names that entities have in the texts: read from the mentions when they are first wanted, kept up since.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use crate::edit::Touched;
use crate::model::{EntityId, Mention, MentionId, Project, ReviewState};

/// The distinct words of one entity's mentions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityNames {
    words: BTreeMap<String, BTreeMap<MentionId, ReviewState>>,
    mentions: usize,
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
        self.mentions
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

    fn put(&mut self, words: String, mention: &Mention) {
        let state = mention.provenance.state;
        let before = self
            .words
            .entry(words)
            .or_default()
            .insert(mention.id, state);
        self.mentions += usize::from(before.is_none());
    }

    fn take(&mut self, words: &str, mention: MentionId) {
        if let Some(mentions) = self.words.get_mut(words) {
            self.mentions -= usize::from(mentions.remove(&mention).is_some());
            if mentions.is_empty() {
                self.words.remove(words);
            }
        }
    }
}

/// Names by entity, as far as they were wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(RefCell<HashMap<EntityId, Rc<EntityNames>>>);

impl Names {
    pub(super) fn of(&self, project: &Project, entity: EntityId) -> Rc<EntityNames> {
        let mut known = self.0.borrow_mut();
        let names = known.entry(entity).or_insert_with(|| {
            let mut names = EntityNames::default();
            for mention in project.mentions_of(entity) {
                if let Some(words) = living_words(project, mention) {
                    names.put(words, mention);
                }
            }
            Rc::new(names)
        });
        names.clone()
    }

    /// Follows a change of mentions; texts stay.
    pub(super) fn follow(&mut self, project: &Project, touched: &Touched) {
        let known = self.0.get_mut();
        for (id, last) in &touched.mentions {
            if let Some(last) = last
                && let Some(names) = known.get_mut(&last.entity)
                && let Some(words) = living_words(project, last)
            {
                Rc::make_mut(names).take(&words, *id);
            }
            if let Some(next) = project.mention(*id)
                && let Some(names) = known.get_mut(&next.entity)
                && let Some(words) = living_words(project, next)
            {
                Rc::make_mut(names).put(words, next);
            }
        }
    }
}

/// The words of a mention that isn't rejected.
fn living_words(project: &Project, mention: &Mention) -> Option<String> {
    let living = mention.provenance.state != ReviewState::Rejected;
    let document = project.document(mention.document).filter(|_| living)?;
    Some(mention.anchor.quote(&document.text))
}
