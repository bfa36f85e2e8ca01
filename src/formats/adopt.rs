//! What an import has read, taken into a project: documents of equal text are one, entities of one kind and
//! name too, and what is there already is not added again. Labels that mean no kind are mapped as asked.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::labels::{Mapped, kind_of};
use super::settle::settle;
use super::table::Imported;
use crate::edit::Edit;
use crate::edit::actions::count;
use crate::model::{
    Anchor, Claim, ClaimId, Document, DocumentId, Entity, EntityId, IdSource, KindId, LabelSchema,
    Link, LinkId, LinkTarget, MentionId, Project, ReviewState,
};

/// Which kind an unknown label means; the label in lower case.
pub type LabelMap = BTreeMap<String, KindId>;

/// A label of a file that means no kind, and the entities that it was for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabel {
    pub label: String,
    pub entities: Vec<EntityId>,
}

/// How much an import added.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adopted {
    pub documents: usize,
    /// Documents of the file whose text was there.
    pub met: usize,
    pub mentions: usize,
    pub claims: usize,
    /// Mentions and claims that were there.
    pub known: usize,
}

impl std::fmt::Display for Adopted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = [
            (self.documents, "document"),
            (self.mentions, "mention"),
            (self.claims, "claim"),
        ];
        let added = all.into_iter().filter(|(number, _)| *number > 0);
        let added: Vec<String> = added.map(|(number, what)| count(number, what)).collect();
        match added.as_slice() {
            [] => f.write_str("Added nothing new")?,
            [rest @ .., last] if !rest.is_empty() => {
                write!(f, "Added {} and {last}", rest.join(", "))?;
            }
            _ => write!(f, "Added {}", added.join(""))?,
        }
        if self.met > 0 {
            let were = if self.met == 1 { "was" } else { "were" };
            write!(f, "; {} {were} there", count(self.met, "document"))?;
        }
        if self.known > 0 {
            write!(f, "; {} known before", count(self.known, "mark"))?;
        }
        Ok(())
    }
}

/// The labels of an import that mean no kind of a schema, with the kind that each would become.
pub fn unknown_labels(
    imported: &Imported,
    schema: &LabelSchema,
    map: &LabelMap,
) -> Vec<(String, KindId)> {
    let labels = imported.labels.iter().map(|unknown| unknown.label.clone());
    let kinds = imported
        .project
        .entities()
        .filter(|e| schema.get(&e.kind).is_none());
    let kinds = kinds.map(|entity| entity.kind.to_string());
    let mut found = BTreeMap::new();
    for label in labels.chain(kinds) {
        let known = map
            .get(&label.to_lowercase())
            .filter(|kind| schema.get(kind).is_some());
        match kind_of(schema, &label) {
            Some(Mapped::Other(other)) => {
                found.insert(label, known.cloned().unwrap_or(other));
            }
            Some(Mapped::Kind(_)) | None => {}
        }
    }
    found.into_iter().collect()
}

/// The project of an import with its unknown labels mapped to kinds of a schema.
pub fn mapped(imported: &Imported, schema: &LabelSchema, map: &LabelMap) -> Project {
    let mut project = imported.project.clone();
    let mut labels: HashMap<EntityId, &str> = HashMap::new();
    for unknown in &imported.labels {
        labels.extend(
            unknown
                .entities
                .iter()
                .map(|id| (*id, unknown.label.as_str())),
        );
    }
    let entities: Vec<Arc<Entity>> = project.entities().cloned().collect();
    for entity in entities {
        let label = labels.get(&entity.id).copied();
        if label.is_none() && schema.get(&entity.kind).is_some() {
            continue;
        }
        let label = label.unwrap_or(entity.kind.as_str());
        let asked = map
            .get(&label.to_lowercase())
            .filter(|kind| schema.get(kind).is_some());
        let kind = asked.cloned().or_else(|| match kind_of(schema, label)? {
            Mapped::Kind(kind) | Mapped::Other(kind) => Some(kind),
        });
        if let Some(kind) = kind.filter(|kind| *kind != entity.kind) {
            let entity = Entity {
                kind,
                ..(*entity).clone()
            };
            Edit::Entity(entity.id, Some(Arc::new(entity))).apply(&mut project);
        }
    }
    project
}

/// The project with an import in it, and how much that added.
pub fn adopt(
    into: &Project,
    imported: &Imported,
    map: &LabelMap,
    ids: &mut IdSource,
) -> (Project, Adopted) {
    let from = mapped(imported, into.schema(), map);
    let mut adopting = Adopting {
        project: into.clone(),
        ids,
        count: Adopted::default(),
        documents: HashMap::new(),
        entities: HashMap::new(),
        claims: HashMap::new(),
    };
    for document in from.documents() {
        adopting.document(document);
    }
    for entity in from.entities() {
        adopting.entity(entity);
    }
    adopting.mentions(&from);
    for claim in from.claims() {
        adopting.claim(claim);
    }
    adopting.chains(&from);
    for link in from.links() {
        adopting.link(link);
    }
    settle(&mut adopting.project);
    (adopting.project, adopting.count)
}

struct Adopting<'a> {
    project: Project,
    ids: &'a mut IdSource,
    count: Adopted,
    documents: HashMap<DocumentId, DocumentId>,
    entities: HashMap<EntityId, EntityId>,
    claims: HashMap<ClaimId, ClaimId>,
}

impl Adopting<'_> {
    fn document(&mut self, document: &Document) {
        let same = self
            .project
            .documents()
            .find(|known| known.text == document.text);
        if let Some(known) = same {
            self.documents.insert(document.id, known.id);
            self.count.met += 1;
            return;
        }
        let id = match self.project.document(document.id) {
            None => document.id,
            Some(_) => DocumentId::from_number(self.ids.number()),
        };
        let added = Document {
            id,
            ..document.clone()
        };
        let mut order = self.project.document_order().to_vec();
        order.push(id);
        Edit::Document(id, Some(Arc::new(added))).apply(&mut self.project);
        Edit::Order(order.into()).apply(&mut self.project);
        self.documents.insert(document.id, id);
        self.count.documents += 1;
    }

    /// An entity is one that is there if it has its id, or its kind and name; not one that was rejected.
    fn entity(&mut self, entity: &Entity) {
        let is_same = |known: &Entity| {
            known.kind == entity.kind
                && known.name == entity.name
                && known.provenance.state != ReviewState::Rejected
        };
        let own = self.project.entity(entity.id).cloned();
        let lower = entity.name.to_lowercase();
        let named = self.project.named(&lower).find(|known| is_same(known));
        let own_same = own.as_ref().filter(|own| is_same(own)).map(|own| own.id);
        let known = own_same.or(named.map(|named| named.id));
        let to = known.unwrap_or_else(|| {
            let id = match own {
                None => entity.id,
                Some(_) => EntityId::from_number(self.ids.number()),
            };
            let added = Entity {
                id,
                ..entity.clone()
            };
            Edit::Entity(id, Some(Arc::new(added))).apply(&mut self.project);
            id
        });
        self.entities.insert(entity.id, to);
    }

    fn mentions(&mut self, from: &Project) {
        let places = self.project.mentions();
        let mut places: HashSet<(EntityId, DocumentId, Anchor)> = places
            .map(|m| (m.entity, m.document, m.anchor.clone()))
            .collect();
        for mention in from.mentions() {
            let ends = self
                .documents
                .get(&mention.document)
                .zip(self.entities.get(&mention.entity));
            let Some((document, entity)) = ends.map(|(d, e)| (*d, *e)) else {
                continue;
            };
            if !places.insert((entity, document, mention.anchor.clone())) {
                self.count.known += 1;
                continue;
            }
            let mut added = (**mention).clone();
            added.document = document;
            added.entity = entity;
            if self.project.mention(added.id).is_some() {
                added.id = MentionId::from_number(self.ids.number());
            }
            Edit::Mention(added.id, Some(Arc::new(added))).apply(&mut self.project);
            self.count.mentions += 1;
        }
    }

    /// A claim is one that is there if all its parts stand at the same places.
    fn claim(&mut self, claim: &Claim) {
        let Some(document) = self.documents.get(&claim.document).copied() else {
            return;
        };
        let start = claim.content.anchor.start();
        let mut near = self.project.claims_within(document, start..=start);
        let known = near.find(|known| {
            known.content.anchor == claim.content.anchor
                && known.source.anchor == claim.source.anchor
                && known.cue.anchor == claim.cue.anchor
        });
        if let Some(known) = known.map(|known| known.id) {
            self.claims.insert(claim.id, known);
            self.count.known += 1;
            return;
        }
        drop(near);
        let mut added = claim.clone();
        added.document = document;
        added.via = None;
        let entity = claim.source.entity;
        added.source.entity = entity.and_then(|id| self.entities.get(&id)).copied();
        if self.project.claim(added.id).is_some() {
            added.id = ClaimId::from_number(self.ids.number());
        }
        self.claims.insert(claim.id, added.id);
        Edit::Claim(added.id, Some(Arc::new(added))).apply(&mut self.project);
        self.count.claims += 1;
    }

    /// Chains of claims, but for those that would come back to their start.
    fn chains(&mut self, from: &Project) {
        for claim in from.claims() {
            let ends = claim.via.and_then(|via| self.claims.get(&via));
            let ends = ends.zip(self.claims.get(&claim.id)).map(|(v, c)| (*v, *c));
            let Some((via, id)) = ends else {
                continue;
            };
            let mut at = Some(via);
            let mut seen = HashSet::new();
            while let Some(next) = at.filter(|next| *next != id && seen.insert(*next)) {
                at = self.project.claim(next).and_then(|claim| claim.via);
            }
            let Some(known) = self
                .project
                .claim(id)
                .filter(|c| at.is_none() && c.via.is_none())
            else {
                continue;
            };
            let added = Claim {
                via: Some(via),
                ..(**known).clone()
            };
            Edit::Claim(id, Some(Arc::new(added))).apply(&mut self.project);
        }
    }

    fn link(&mut self, link: &Link) {
        let to = match link.to {
            LinkTarget::Claim(to) => self.claims.get(&to).copied().map(LinkTarget::Claim),
            LinkTarget::Entity(to) => self.entities.get(&to).copied().map(LinkTarget::Entity),
        };
        let ends = self.claims.get(&link.from).copied().zip(to);
        let Some((from, to)) = ends.filter(|(from, to)| LinkTarget::Claim(*from) != *to) else {
            return;
        };
        let is_known =
            |known: &&Arc<Link>| known.from == from && known.to == to && known.kind == link.kind;
        if self.project.links_of(from).any(|known| is_known(&known)) {
            return;
        }
        let mut added = link.clone();
        added.from = from;
        added.to = to;
        if self.project.link(added.id).is_some() {
            added.id = LinkId::from_number(self.ids.number());
        }
        Edit::Link(added.id, Some(Arc::new(added))).apply(&mut self.project);
    }
}
