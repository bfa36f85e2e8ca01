//! What is selected: the same thing in the text, in the lists and in the inspector.

use std::collections::HashSet;

use crate::model::{ClaimId, EntityId, LinkId, MentionId, Project};

/// One selectable thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    Mention(MentionId),
    Entity(EntityId),
    Claim(ClaimId),
    Link(LinkId),
}

impl Item {
    /// Whether the project holds it.
    pub fn exists(self, project: &Project) -> bool {
        match self {
            Self::Mention(id) => project.mention(id).is_some(),
            Self::Entity(id) => project.entity(id).is_some(),
            Self::Claim(id) => project.claim(id).is_some(),
            Self::Link(id) => project.link(id).is_some(),
        }
    }
}

/// Selected things in the order in which they were chosen. The last one is the primary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection(Vec<Item>);

impl Selection {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// One thing.
    pub fn one(item: Item) -> Self {
        Self(vec![item])
    }

    /// Several things; the last is the primary.
    pub fn many(items: impl IntoIterator<Item = Item>) -> Self {
        // Of what comes twice the last counts, as with [`Self::add`]; thousands may be selected at once.
        let all: Vec<Item> = items.into_iter().collect();
        let mut seen = HashSet::with_capacity(all.len());
        let mut kept: Vec<Item> = all
            .into_iter()
            .rev()
            .filter(|it| seen.insert(*it))
            .collect();
        kept.reverse();
        Self(kept)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn items(&self) -> &[Item] {
        &self.0
    }

    /// The thing that the inspector shows.
    pub fn primary(&self) -> Option<Item> {
        self.0.last().copied()
    }

    pub fn contains(&self, item: Item) -> bool {
        self.0.contains(&item)
    }

    /// Makes `item` the primary, added if need be.
    pub fn add(&mut self, item: Item) {
        self.0.retain(|other| *other != item);
        self.0.push(item);
    }

    /// Adds the item, or takes it out if it is there.
    pub fn toggle(&mut self, item: Item) {
        if self.contains(item) {
            self.0.retain(|other| *other != item);
        } else {
            self.0.push(item);
        }
    }

    /// Drops what the project no longer holds.
    pub fn keep_existing(&mut self, project: &Project) {
        self.0.retain(|item| item.exists(project));
    }

    pub fn mentions(&self) -> impl Iterator<Item = MentionId> {
        self.0.iter().filter_map(|item| match item {
            Item::Mention(id) => Some(*id),
            _ => None,
        })
    }

    pub fn entities(&self) -> impl Iterator<Item = EntityId> {
        self.0.iter().filter_map(|item| match item {
            Item::Entity(id) => Some(*id),
            _ => None,
        })
    }

    pub fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.0.iter().filter_map(|item| match item {
            Item::Claim(id) => Some(*id),
            _ => None,
        })
    }

    /// The entities selected, directly or by one of their mentions; each once.
    pub fn entities_meant(&self, project: &Project) -> Vec<EntityId> {
        let mut entities = Vec::new();
        let mut seen = HashSet::new();
        for item in &self.0 {
            let entity = match item {
                Item::Entity(id) => Some(*id),
                Item::Mention(id) => project.mention(*id).map(|mention| mention.entity),
                Item::Claim(_) | Item::Link(_) => None,
            };
            if let Some(entity) = entity
                && seen.insert(entity)
            {
                entities.push(entity);
            }
        }
        entities
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_chosen_twice_the_last_counts() {
        let [a, b, c] = [1, 2, 3].map(|n| Item::Claim(ClaimId::from_number(n)));
        let selection = Selection::many([a, b, a, c, b]);
        assert_eq!(selection.items(), [a, c, b]);
        let mut one_by_one = Selection::none();
        for item in [a, b, a, c, b] {
            one_by_one.add(item);
        }
        assert_eq!(selection, one_by_one);
    }
}
