//! The annotations of lines: entities first, then attributions, and once all lines are read the chains
//! and links, which may lead to a later line.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::Notes;
use crate::edit::Edit;
use crate::formats::canonical::Canonical;
use crate::formats::labels::Unknown;
use crate::formats::settle::settle;
use crate::model::{
    Anchor, ClaimId, DocumentId, Entity, EntityId, IdSource, Link, LinkId, LinkTarget, Project,
    Timestamp,
};

/// An id as a file writes it. Ids of our own form mean the same in the whole file, ids of somebody
/// else's only within their document.
pub(super) type Key = (Option<DocumentId>, String);

/// A chain or link whose target may come later.
pub(super) enum Pending {
    Via { line: usize, from: ClaimId, to: Key },
    Link { line: usize, link: Link, to: Key },
}

/// What has been read so far.
pub(super) struct Marks<'a> {
    pub project: Project,
    pub ids: &'a mut IdSource,
    pub now: Timestamp,
    pub entities: HashMap<Key, EntityId>,
    /// Entities of the same kind and name in one document, where the file doesn't say which is which.
    pub by_name: HashMap<(DocumentId, String, String), EntityId>,
    pub claims: HashMap<Key, ClaimId>,
    pub pending: Vec<Pending>,
    /// Where each entity is mentioned, so that none is mentioned twice at one place.
    pub places: HashSet<(EntityId, DocumentId, Anchor)>,
    /// Of links read so far, also pending ones.
    pub link_ids: HashSet<LinkId>,
    pub unknown: Unknown,
}

impl<'a> Marks<'a> {
    pub fn new(project: Project, ids: &'a mut IdSource, now: Timestamp) -> Self {
        Self {
            project,
            ids,
            now,
            entities: HashMap::new(),
            by_name: HashMap::new(),
            claims: HashMap::new(),
            pending: Vec::new(),
            places: HashSet::new(),
            link_ids: HashSet::new(),
            unknown: Unknown::default(),
        }
    }

    pub fn new_document_id(&mut self) -> DocumentId {
        DocumentId::from_number(self.ids.number())
    }

    /// The annotations of one line.
    pub fn read(
        &mut self,
        record: &Map<String, Value>,
        document: DocumentId,
        canonical: &Canonical<'_>,
        notes: &mut Notes,
    ) {
        self.read_register(record, document, notes);
        self.read_entities(record, document, canonical, notes);
        self.read_attributions(record, document, canonical, notes);
    }

    /// The id that a file's text means, if it is of our form and free; else a new one.
    pub fn own_or_new<T: FromStr>(
        &mut self,
        text: Option<&str>,
        is_free: impl Fn(&Project, &T) -> bool,
        from_number: fn(u64) -> T,
    ) -> T {
        text.and_then(|text| text.parse().ok())
            .filter(|id| is_free(&self.project, id))
            .unwrap_or_else(|| from_number(self.ids.number()))
    }

    pub fn put_entity(&mut self, entity: Entity) {
        Edit::Entity(entity.id, Some(Arc::new(entity))).apply(&mut self.project);
    }

    /// Sets the chains and links whose ends are all there by now. Called at the end of each file.
    pub fn resolve(&mut self, notes: &mut Notes) {
        for pending in std::mem::take(&mut self.pending) {
            match pending {
                Pending::Via { line, from, to } => {
                    notes.line = line;
                    self.set_via(from, &to, notes);
                }
                Pending::Link { line, link, to } => {
                    notes.line = line;
                    self.set_link(link, &to, notes);
                }
            }
        }
    }

    fn set_via(&mut self, from: ClaimId, to: &Key, notes: &mut Notes) {
        let Some(via) = self.claims.get(to).copied() else {
            notes.add(format!(
                "“via” names {}, which is not there; left out",
                to.1
            ));
            return;
        };
        if self.chain_reaches(via, from) {
            notes.add(format!("“via” to {} makes a circle; left out", to.1));
            return;
        }
        if let Some(claim) = self.project.claim(from) {
            let mut claim = (**claim).clone();
            claim.via = Some(via);
            Edit::Claim(from, Some(Arc::new(claim))).apply(&mut self.project);
        }
    }

    fn chain_reaches(&self, start: ClaimId, end: ClaimId) -> bool {
        let mut at = Some(start);
        let mut seen = HashSet::new();
        while let Some(claim) = at {
            if claim == end || !seen.insert(claim) {
                return true;
            }
            at = self.project.claim(claim).and_then(|claim| claim.via);
        }
        false
    }

    fn set_link(&mut self, link: Link, to: &Key, notes: &mut Notes) {
        let target = match link.to {
            LinkTarget::Claim(_) => self.claims.get(to).copied().map(LinkTarget::Claim),
            LinkTarget::Entity(_) => self.entities.get(to).copied().map(LinkTarget::Entity),
        };
        let Some(target) = target else {
            notes.add(format!(
                "a link leads to {}, which is not there; left out",
                to.1
            ));
            return;
        };
        if target == LinkTarget::Claim(link.from) {
            notes.add("a link leads back to its own claim; left out");
            return;
        }
        let link = Link { to: target, ..link };
        Edit::Link(link.id, Some(Arc::new(link))).apply(&mut self.project);
    }

    /// The project, its entities in states that fit their mentions.
    pub fn finish(mut self) -> Project {
        settle(&mut self.project);
        self.project
    }

    /// The key of an id in a document's line.
    pub fn key<T: FromStr>(document: DocumentId, text: &str) -> Key {
        let own = text.parse::<T>().is_ok();
        ((!own).then_some(document), text.to_owned())
    }

    pub fn link_id(&mut self, text: Option<&str>) -> LinkId {
        let taken = std::mem::take(&mut self.link_ids);
        let id = self.own_or_new(text, |_, id| !taken.contains(id), LinkId::from_number);
        self.link_ids = taken;
        self.link_ids.insert(id);
        id
    }
}
