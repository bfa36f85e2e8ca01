//! The project: slots of annotations, and the indices that answer "what refers to this".
//!
//! Slots are persistent maps, so a clone costs nothing and a worker can save or export one state while
//! the analyst goes on. The indices follow every change of a slot; they are not part of equality.

mod annotation;
mod assemble;

use std::ops::{Bound, RangeInclusive};
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::claim::Claim;
use super::document::Document;
use super::entity::{Entity, Mention};
use super::ids::{ClaimId, DocumentId, EntityId, LinkId, MentionId, ProjectId, RuleId};
use super::index::{Index, place_of_claim};
use super::ledger::Ledger;
use super::link::{Link, LinkTarget};
use super::rule::Rule;
use super::schema::LabelSchema;
pub use annotation::AnnotationId;
pub(crate) use assemble::Parts;

/// What is saved: documents, entities, mentions, claims, links and the label schema.
#[derive(Clone, Debug)]
pub struct Project {
    id: ProjectId,
    title: Arc<str>,
    schema: Arc<LabelSchema>,
    /// The documents in the order of the list.
    order: Arc<[DocumentId]>,
    documents: OrdMap<DocumentId, Arc<Document>>,
    entities: OrdMap<EntityId, Arc<Entity>>,
    mentions: OrdMap<MentionId, Arc<Mention>>,
    claims: OrdMap<ClaimId, Arc<Claim>>,
    links: OrdMap<LinkId, Arc<Link>>,
    rules: OrdMap<RuleId, Arc<Rule>>,
    index: Index,
    /// Not part of equality, either.
    ledger: Option<Ledger>,
}

impl PartialEq for Project {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.title == other.title
            && self.schema == other.schema
            && self.order == other.order
            && self.documents == other.documents
            && self.entities == other.entities
            && self.mentions == other.mentions
            && self.claims == other.claims
            && self.links == other.links
            && self.rules == other.rules
    }
}

impl Eq for Project {}

impl Project {
    /// A project without documents, with the default schema.
    pub fn new(id: ProjectId, title: &str) -> Self {
        Self {
            id,
            title: title.into(),
            schema: Arc::new(LabelSchema::default()),
            order: Arc::new([]),
            documents: OrdMap::new(),
            entities: OrdMap::new(),
            mentions: OrdMap::new(),
            claims: OrdMap::new(),
            links: OrdMap::new(),
            rules: OrdMap::new(),
            index: Index::default(),
            ledger: None,
        }
    }

    pub fn id(&self) -> ProjectId {
        self.id
    }

    /// The project's name; empty for a new one.
    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn schema(&self) -> &Arc<LabelSchema> {
        &self.schema
    }

    /// The documents' ids in the order of the list.
    pub fn document_order(&self) -> &Arc<[DocumentId]> {
        &self.order
    }

    pub fn document(&self, id: DocumentId) -> Option<&Arc<Document>> {
        self.documents.get(&id)
    }

    /// The documents in the order of the list.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.order.iter().filter_map(|id| self.documents.get(id))
    }

    /// The ids of all documents, in their own order.
    pub fn document_ids(&self) -> impl Iterator<Item = DocumentId> {
        self.documents.keys().copied()
    }

    /// The documents in the order of their ids, also those that the list lacks.
    pub(super) fn documents_by_id(&self) -> impl Iterator<Item = &Arc<Document>> {
        self.documents.values()
    }

    pub fn entity(&self, id: EntityId) -> Option<&Arc<Entity>> {
        self.entities.get(&id)
    }

    pub fn mention(&self, id: MentionId) -> Option<&Arc<Mention>> {
        self.mentions.get(&id)
    }

    pub fn claim(&self, id: ClaimId) -> Option<&Arc<Claim>> {
        self.claims.get(&id)
    }

    pub fn link(&self, id: LinkId) -> Option<&Arc<Link>> {
        self.links.get(&id)
    }

    /// All entities, in the order of their ids.
    pub fn entities(&self) -> impl Iterator<Item = &Arc<Entity>> {
        self.entities.values()
    }

    /// All mentions, in the order of their ids.
    pub fn mentions(&self) -> impl Iterator<Item = &Arc<Mention>> {
        self.mentions.values()
    }

    /// All claims, in the order of their ids.
    pub fn claims(&self) -> impl Iterator<Item = &Arc<Claim>> {
        self.claims.values()
    }

    /// All links, in the order of their ids.
    pub fn links(&self) -> impl Iterator<Item = &Arc<Link>> {
        self.links.values()
    }

    pub fn rule(&self, id: RuleId) -> Option<&Arc<Rule>> {
        self.rules.get(&id)
    }

    /// All learned rules, in the order of their ids.
    pub fn rules(&self) -> impl Iterator<Item = &Arc<Rule>> {
        self.rules.values()
    }

    pub fn entity_count(&self) -> usize {
        self.entities.len()
    }

    pub fn mention_count(&self) -> usize {
        self.mentions.len()
    }

    pub fn claim_count(&self) -> usize {
        self.claims.len()
    }

    pub fn link_count(&self) -> usize {
        self.links.len()
    }

    /// All mentions by document id and place, also those on a document that is not there.
    pub(super) fn mentions_by_place(&self) -> impl Iterator<Item = &Arc<Mention>> {
        self.index.mentions_by_place.values()
    }

    /// All claims by document id and place, also those on a document that is not there.
    pub(super) fn claims_by_place(&self) -> impl Iterator<Item = &Arc<Claim>> {
        self.index.claims_by_place.values()
    }

    /// Entity, document, first byte and id of every mention, in this order.
    pub(super) fn mentions_by_entity(
        &self,
    ) -> impl Iterator<Item = &(EntityId, DocumentId, u32, MentionId)> {
        self.index.mentions_of_entity.iter()
    }

    /// Mentions of one entity, by document id and first byte.
    pub fn mentions_of(
        &self,
        entity: EntityId,
    ) -> impl DoubleEndedIterator<Item = &Arc<Mention>> + '_ {
        let from = (entity, DocumentId::MIN, 0, MentionId::MIN);
        let to = (entity, DocumentId::MAX, u32::MAX, MentionId::MAX);
        self.mentions_between(from, to)
    }

    /// Mentions of one entity in one document that begin in a range of bytes, by first byte.
    pub fn mentions_of_within(
        &self,
        entity: EntityId,
        document: DocumentId,
        bytes: RangeInclusive<usize>,
    ) -> impl DoubleEndedIterator<Item = &Arc<Mention>> + '_ {
        let (first, last) = offsets(&bytes);
        let from = (entity, document, first, MentionId::MIN);
        let to = (entity, document, last, MentionId::MAX);
        self.mentions_between(from, to)
    }

    /// The documents that mention an entity, by id.
    pub fn documents_of(&self, entity: EntityId) -> impl Iterator<Item = DocumentId> + '_ {
        let after = move |document: Option<DocumentId>| {
            // Jumps from document to document, over however many mentions it has.
            let from = match document {
                Some(document) => Bound::Excluded((entity, document, u32::MAX, MentionId::MAX)),
                None => Bound::Included((entity, DocumentId::MIN, 0, MentionId::MIN)),
            };
            let to = Bound::Included((entity, DocumentId::MAX, u32::MAX, MentionId::MAX));
            let mut next = self.index.mentions_of_entity.range((from, to));
            next.next().map(|(_, document, _, _)| *document)
        };
        std::iter::successors(after(None), move |document| after(Some(*document)))
    }

    fn mentions_between(
        &self,
        from: (EntityId, DocumentId, u32, MentionId),
        to: (EntityId, DocumentId, u32, MentionId),
    ) -> impl DoubleEndedIterator<Item = &Arc<Mention>> + '_ {
        let range = (Bound::Included(from), Bound::Included(to));
        let ids = self.index.mentions_of_entity.range(range);
        ids.filter_map(|(_, _, _, id)| self.mentions.get(id))
    }

    /// Entities whose name is this, in lower case, by id.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Arc<Entity>> {
        let name: Arc<str> = name.into();
        let from = Bound::Included((name.clone(), EntityId::MIN));
        let to = Bound::Included((name, EntityId::MAX));
        let found = self.index.names.range((from, to));
        found.filter_map(|(_, id)| self.entities.get(id))
    }

    /// Entities that have a mention with these words, in lower case, by id.
    pub fn mentioned_as(&self, words: &str) -> impl Iterator<Item = &Arc<Entity>> {
        let words: Arc<str> = words.into();
        let from = Bound::Included((words.clone(), EntityId::MIN));
        let to = Bound::Included((words, EntityId::MAX));
        let found = self.index.words.range((from, to));
        found.filter_map(|((_, id), _)| self.entities.get(id))
    }

    /// Mentions of one document, by first byte.
    pub fn mentions_in(&self, document: DocumentId) -> impl Iterator<Item = &Arc<Mention>> {
        self.mentions_within(document, 0..=usize::MAX)
    }

    /// Mentions of one document that begin in a range of bytes, by first byte.
    pub fn mentions_within(
        &self,
        document: DocumentId,
        bytes: RangeInclusive<usize>,
    ) -> impl DoubleEndedIterator<Item = &Arc<Mention>> + '_ {
        let (first, last) = offsets(&bytes);
        let from = Bound::Included((document, first, MentionId::MIN));
        let to = Bound::Included((document, last, MentionId::MAX));
        let here = self.index.mentions_by_place.range((from, to));
        here.map(|(_, mention)| mention)
    }

    /// Claims of one document, by the first byte of their content.
    pub fn claims_in(&self, document: DocumentId) -> impl Iterator<Item = &Arc<Claim>> {
        self.claims_within(document, 0..=usize::MAX)
    }

    /// Claims of one document whose content begins in a range of bytes, by that byte.
    pub fn claims_within(
        &self,
        document: DocumentId,
        bytes: RangeInclusive<usize>,
    ) -> impl DoubleEndedIterator<Item = &Arc<Claim>> + '_ {
        let (first, last) = offsets(&bytes);
        let from = Bound::Included((document, first, ClaimId::MIN));
        let to = Bound::Included((document, last, ClaimId::MAX));
        let here = self.index.claims_by_place.range((from, to));
        here.map(|(_, claim)| claim)
    }

    /// Claims that have this entity as their source.
    pub fn claims_of(&self, entity: EntityId) -> impl Iterator<Item = &Arc<Claim>> {
        let ids = pairs(
            &self.index.claims_of_entity,
            entity,
            ClaimId::MIN,
            ClaimId::MAX,
        );
        ids.filter_map(|id| self.claims.get(&id))
    }

    /// Claims that reached the article through this one.
    pub fn claims_via(&self, claim: ClaimId) -> impl Iterator<Item = &Arc<Claim>> {
        let ids = pairs(&self.index.claims_via, claim, ClaimId::MIN, ClaimId::MAX);
        ids.filter_map(|id| self.claims.get(&id))
    }

    /// Links from or to this claim.
    pub fn links_of(&self, claim: ClaimId) -> impl Iterator<Item = &Arc<Link>> {
        let ids = pairs(&self.index.links_of_claim, claim, LinkId::MIN, LinkId::MAX);
        ids.filter_map(|id| self.links.get(&id))
    }

    /// Links to this entity.
    pub fn links_about(&self, entity: EntityId) -> impl Iterator<Item = &Arc<Link>> {
        let ids = pairs(
            &self.index.links_of_entity,
            entity,
            LinkId::MIN,
            LinkId::MAX,
        );
        ids.filter_map(|id| self.links.get(&id))
    }

    /// What was done to the project, if that was ever recorded.
    pub fn ledger(&self) -> Option<&Ledger> {
        self.ledger.as_ref()
    }

    pub(crate) fn set_ledger(&mut self, ledger: Option<Ledger>) {
        self.ledger = ledger;
    }

    // Setting a slot returns what was there, and the indices follow.

    pub(crate) fn set_title(&mut self, title: Arc<str>) -> Arc<str> {
        std::mem::replace(&mut self.title, title)
    }

    pub(crate) fn set_schema(&mut self, schema: Arc<LabelSchema>) -> Arc<LabelSchema> {
        std::mem::replace(&mut self.schema, schema)
    }

    pub(crate) fn set_order(&mut self, order: Arc<[DocumentId]>) -> Arc<[DocumentId]> {
        std::mem::replace(&mut self.order, order)
    }

    pub(crate) fn set_document(
        &mut self,
        id: DocumentId,
        next: Option<Arc<Document>>,
    ) -> Option<Arc<Document>> {
        let text = next.as_ref().map(|document| document.text.clone());
        let last = put(&mut self.documents, id, next);
        if last.as_ref().map(|document| &document.text) != text.as_ref() {
            self.reread_words(id, last.as_deref());
        }
        last
    }

    /// Puts the mentions of a document under their words, after its text came, went or changed.
    fn reread_words(&mut self, id: DocumentId, last: Option<&Document>) {
        let mentions: Vec<_> = self.mentions_in(id).cloned().collect();
        for mention in mentions {
            if let Some(last) = last {
                self.index.forget_words(&mention, last);
            }
            if let Some(document) = self.documents.get(&id) {
                self.index.learn_words(&mention, document);
            }
        }
    }

    pub(crate) fn set_entity(
        &mut self,
        id: EntityId,
        next: Option<Arc<Entity>>,
    ) -> Option<Arc<Entity>> {
        let lower = |entity: &Arc<Entity>| -> Arc<str> { entity.name.to_lowercase().into() };
        let name = next.as_ref().map(lower);
        let last = put(&mut self.entities, id, next);
        let earlier = last.as_ref().map(lower);
        if name != earlier {
            if let Some(earlier) = earlier {
                self.index.names.remove(&(earlier, id));
            }
            if let Some(name) = name {
                self.index.names.insert((name, id));
            }
        }
        last
    }

    pub(crate) fn set_mention(
        &mut self,
        id: MentionId,
        next: Option<Arc<Mention>>,
    ) -> Option<Arc<Mention>> {
        let last = put(&mut self.mentions, id, next.clone());
        let stays = |a: &Mention, b: &Mention| {
            a.entity == b.entity && a.document == b.document && a.anchor == b.anchor
        };
        if let (Some(last), Some(next)) = (&last, &next)
            && stays(last, next)
        {
            self.index.place_mention(next);
            return Some(last.clone());
        }
        if let Some(last) = &last {
            let document = self.documents.get(&last.document).cloned();
            self.index.forget_mention(last, document.as_deref());
        }
        if let Some(next) = &next {
            let document = self.documents.get(&next.document).cloned();
            self.index.learn_mention(next, document.as_deref());
        }
        last
    }

    pub(crate) fn set_claim(
        &mut self,
        id: ClaimId,
        next: Option<Arc<Claim>>,
    ) -> Option<Arc<Claim>> {
        let last = put(&mut self.claims, id, next.clone());
        if let Some(last) = &last {
            self.index.claims_by_place.remove(&place_of_claim(last));
            if let Some(entity) = last.source.entity {
                self.index.claims_of_entity.remove(&(entity, id));
            }
            if let Some(via) = last.via {
                self.index.claims_via.remove(&(via, id));
            }
        }
        if let Some(next) = &next {
            let place = place_of_claim(next);
            self.index.claims_by_place.insert(place, next.clone());
            if let Some(entity) = next.source.entity {
                self.index.claims_of_entity.insert((entity, id));
            }
            if let Some(via) = next.via {
                self.index.claims_via.insert((via, id));
            }
        }
        last
    }

    pub(crate) fn set_rule(&mut self, id: RuleId, next: Option<Arc<Rule>>) -> Option<Arc<Rule>> {
        put(&mut self.rules, id, next)
    }

    pub(crate) fn set_link(&mut self, id: LinkId, next: Option<Arc<Link>>) -> Option<Arc<Link>> {
        let last = put(&mut self.links, id, next.clone());
        if let Some(last) = &last {
            self.index.links_of_claim.remove(&(last.from, id));
            match last.to {
                LinkTarget::Claim(to) => self.index.links_of_claim.remove(&(to, id)).is_some(),
                LinkTarget::Entity(to) => self.index.links_of_entity.remove(&(to, id)).is_some(),
            };
        }
        if let Some(next) = &next {
            self.index.links_of_claim.insert((next.from, id));
            match next.to {
                LinkTarget::Claim(to) => self.index.links_of_claim.insert((to, id)).is_some(),
                LinkTarget::Entity(to) => self.index.links_of_entity.insert((to, id)).is_some(),
            };
        }
        last
    }
}

/// Offsets in a text as the indices hold them; a text has less than 4 GiB.
fn offsets(bytes: &RangeInclusive<usize>) -> (u32, u32) {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    (offset(*bytes.start()), offset(*bytes.end()))
}

fn put<K: Ord + Clone, V: Clone>(map: &mut OrdMap<K, V>, key: K, next: Option<V>) -> Option<V> {
    match next {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}

fn pairs<K: Ord + Copy, V: Ord + Copy>(
    set: &OrdSet<(K, V)>,
    key: K,
    min: V,
    max: V,
) -> impl Iterator<Item = V> {
    set.range((Bound::Included((key, min)), Bound::Included((key, max))))
        .map(|(_, value)| *value)
}
