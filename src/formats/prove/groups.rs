//! Which mentions are one entity, told by places alone, for formats that don't keep ids.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::facts::document_number;
use super::{Format, Loss, declares};
use crate::formats::fit::Fits;
use crate::formats::loss::is_space;
use crate::formats::selection::View;
use crate::model::{Anchor, DocumentId, EntityId};

/// The mentions of each entity, as far as the format keeps entities apart.
pub(super) struct Groups {
    of_entity: HashMap<(EntityId, DocumentId), String>,
    /// Groups that stand for several entities.
    pub several: HashSet<String>,
    /// Each group with its first mention's entity and all its places.
    pub list: Vec<(String, EntityId, String)>,
}

impl Groups {
    /// The group of an entity that is mentioned in a document.
    pub fn of_entity(&self, entity: EntityId, document: DocumentId) -> Option<&String> {
        self.of_entity.get(&(entity, document))
    }

    pub fn new(view: &View<'_>, format: &Format) -> Self {
        let mut sets = Sets::default();
        let mut members: BTreeMap<usize, Vec<Member>> = BTreeMap::new();
        let by_document = declares(format, Loss::SharedEntities);
        let by_words = declares(format, Loss::Namesakes);
        let mut number = 0;
        let mut all = Vec::new();
        let mut places = HashSet::new();
        let fits = Fits::of(view, format.losses);
        for document in view.documents() {
            for mention in view.mentions(document.id) {
                let found = fits.get(document.id).and_then(|fit| {
                    let anchor = fit.mention(mention)?;
                    Some((fit.place(&anchor), anchor))
                });
                let Some((place, anchor)) = found else {
                    continue;
                };
                // Two mentions may differ in nothing but a line break that is lost.
                if !places.insert((mention.entity, document.id, place.clone())) {
                    continue;
                }
                let only_here = by_document.then_some(document.id);
                sets.join(number, Key::Entity(mention.entity, only_here));
                if by_words {
                    let words = words(&document.text, &anchor, format);
                    sets.join(number, Key::Words(document.id, words));
                }
                let place = format!("{} {place}", document_number(view, document.id));
                all.push(Member {
                    entity: mention.entity,
                    document: document.id,
                    place,
                });
                number += 1;
            }
        }
        for (nth, member) in all.into_iter().enumerate() {
            members.entry(sets.root(nth)).or_default().push(member);
        }
        let mut groups = Self {
            of_entity: HashMap::new(),
            several: HashSet::new(),
            list: Vec::new(),
        };
        if declares(format, Loss::Coreference) {
            return groups;
        }
        for members in members.values() {
            groups.add(members, view, format);
        }
        groups
    }

    fn add(&mut self, members: &[Member], view: &View<'_>, format: &Format) {
        let mut places: Vec<&str> = members.iter().map(|m| m.place.as_str()).collect();
        places.sort_unstable();
        let mut hasher = DefaultHasher::new();
        places.hash(&mut hasher);
        let entities: HashSet<EntityId> = members.iter().map(|member| member.entity).collect();
        let name = if declares(format, Loss::Ids) {
            format!("entity at {} ({:x})", places[0], hasher.finish())
        } else {
            members[0].entity.to_string()
        };
        if entities.len() > 1 {
            self.several.insert(name.clone());
        }
        for member in members {
            let entity = (member.entity, member.document);
            self.of_entity.insert(entity, name.clone());
        }
        if view.entity(members[0].entity).is_some() {
            self.list.push((name, members[0].entity, places.join(", ")));
        }
    }
}

struct Member {
    entity: EntityId,
    document: DocumentId,
    place: String,
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Entity(EntityId, Option<DocumentId>),
    Words(DocumentId, String),
}

/// The words by which a reader that isn't told otherwise takes two mentions for one entity.
fn words(text: &crate::model::Text, anchor: &Anchor, format: &Format) -> String {
    let words = anchor.quote(text);
    match declares(format, Loss::Spacing) {
        true => words
            .split(is_space)
            .filter(|w| !w.is_empty())
            .collect::<Vec<_>>()
            .concat(),
        false => words.trim().to_owned(),
    }
}

/// Disjoint sets of numbers, joined where they share a key.
#[derive(Default)]
struct Sets {
    parent: Vec<usize>,
    keys: HashMap<Key, usize>,
}

impl Sets {
    fn join(&mut self, number: usize, key: Key) {
        while self.parent.len() <= number {
            self.parent.push(self.parent.len());
        }
        if let Some(other) = self.keys.get(&key).copied() {
            let (one, two) = (self.root(number), self.root(other));
            self.parent[one.max(two)] = one.min(two);
        } else {
            self.keys.insert(key, number);
        }
    }

    fn root(&mut self, mut number: usize) -> usize {
        while self.parent[number] != number {
            self.parent[number] = self.parent[self.parent[number]];
            number = self.parent[number];
        }
        number
    }
}
