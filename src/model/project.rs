//! The project: slots of annotations, and the indices that answer "what refers to this".
//!
//! Slots are persistent maps, so a clone costs nothing and a worker can save or export one state while
//! the analyst goes on. The indices follow every change of a slot; they are not part of equality.

use std::ops::Bound;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::claim::Claim;
use super::document::Document;
use super::entity::{Entity, Mention};
use super::ids::{ClaimId, DocumentId, EntityId, LinkId, MentionId, ProjectId};
use super::link::{Link, LinkTarget};
use super::provenance::Provenance;
use super::schema::LabelSchema;

/// Id of anything that has provenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnnotationId {
    Entity(EntityId),
    Mention(MentionId),
    Claim(ClaimId),
    Link(LinkId),
}

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
    index: Index,
}

#[derive(Clone, Debug, Default)]
struct Index {
    mentions_of_entity: OrdSet<(EntityId, MentionId)>,
    /// By document and first byte.
    mentions_by_place: OrdSet<(DocumentId, u32, MentionId)>,
    /// By document and first byte of the content.
    claims_by_place: OrdSet<(DocumentId, u32, ClaimId)>,
    claims_of_entity: OrdSet<(EntityId, ClaimId)>,
    /// (the claim it came through, the claim).
    claims_via: OrdSet<(ClaimId, ClaimId)>,
    links_of_claim: OrdSet<(ClaimId, LinkId)>,
    links_of_entity: OrdSet<(EntityId, LinkId)>,
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
            index: Index::default(),
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

    /// Mentions of one entity, in the order of their ids.
    pub fn mentions_of(&self, entity: EntityId) -> impl Iterator<Item = &Arc<Mention>> {
        let ids = pairs(
            &self.index.mentions_of_entity,
            entity,
            MentionId::MIN,
            MentionId::MAX,
        );
        ids.filter_map(|id| self.mentions.get(&id))
    }

    /// Mentions of one document, by first byte.
    pub fn mentions_in(&self, document: DocumentId) -> impl Iterator<Item = &Arc<Mention>> {
        let ids = places(
            &self.index.mentions_by_place,
            document,
            MentionId::MIN,
            MentionId::MAX,
        );
        ids.filter_map(|id| self.mentions.get(&id))
    }

    /// Claims of one document, by the first byte of their content.
    pub fn claims_in(&self, document: DocumentId) -> impl Iterator<Item = &Arc<Claim>> {
        let ids = places(
            &self.index.claims_by_place,
            document,
            ClaimId::MIN,
            ClaimId::MAX,
        );
        ids.filter_map(|id| self.claims.get(&id))
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
        put(&mut self.documents, id, next)
    }

    pub(crate) fn set_entity(
        &mut self,
        id: EntityId,
        next: Option<Arc<Entity>>,
    ) -> Option<Arc<Entity>> {
        put(&mut self.entities, id, next)
    }

    pub(crate) fn set_mention(
        &mut self,
        id: MentionId,
        next: Option<Arc<Mention>>,
    ) -> Option<Arc<Mention>> {
        let place = |m: &Mention| (m.document, m.anchor.start() as u32, id);
        let last = put(&mut self.mentions, id, next.clone());
        if let Some(last) = &last {
            self.index.mentions_of_entity.remove(&(last.entity, id));
            self.index.mentions_by_place.remove(&place(last));
        }
        if let Some(next) = &next {
            self.index.mentions_of_entity.insert((next.entity, id));
            self.index.mentions_by_place.insert(place(next));
        }
        last
    }

    pub(crate) fn set_claim(
        &mut self,
        id: ClaimId,
        next: Option<Arc<Claim>>,
    ) -> Option<Arc<Claim>> {
        let place = |c: &Claim| (c.document, c.content.anchor.start() as u32, id);
        let last = put(&mut self.claims, id, next.clone());
        if let Some(last) = &last {
            self.index.claims_by_place.remove(&place(last));
            if let Some(entity) = last.source.entity {
                self.index.claims_of_entity.remove(&(entity, id));
            }
            if let Some(via) = last.via {
                self.index.claims_via.remove(&(via, id));
            }
        }
        if let Some(next) = &next {
            self.index.claims_by_place.insert(place(next));
            if let Some(entity) = next.source.entity {
                self.index.claims_of_entity.insert((entity, id));
            }
            if let Some(via) = next.via {
                self.index.claims_via.insert((via, id));
            }
        }
        last
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

fn places<V: Ord + Copy>(
    set: &OrdSet<(DocumentId, u32, V)>,
    document: DocumentId,
    min: V,
    max: V,
) -> impl Iterator<Item = V> {
    let from = Bound::Included((document, 0, min));
    let to = Bound::Included((document, u32::MAX, max));
    set.range((from, to)).map(|(_, _, value)| *value)
}

impl Project {
    /// The provenance of an annotation.
    pub fn provenance(&self, id: AnnotationId) -> Option<&Provenance> {
        match id {
            AnnotationId::Entity(id) => self.entity(id).map(|entity| &entity.provenance),
            AnnotationId::Mention(id) => self.mention(id).map(|mention| &mention.provenance),
            AnnotationId::Claim(id) => self.claim(id).map(|claim| &claim.provenance),
            AnnotationId::Link(id) => self.link(id).map(|link| &link.provenance),
        }
    }
}
