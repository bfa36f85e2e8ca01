//! A draft: where an action collects its edits and sees their effect at once.

use std::sync::Arc;

use super::Refusal;
use super::selection::{Item, Selection};
use super::transaction::{Edit, Transaction};
use crate::model::{
    Claim, ClaimId, Document, DocumentId, Entity, EntityId, IdSource, Link, LinkId, Mention,
    MentionId, Project, Provenance, Review, ReviewState, Timestamp,
};

/// Who acts, when, and where new ids come from.
#[derive(Debug)]
pub struct Author<'a> {
    pub name: &'a str,
    pub now: Timestamp,
    pub ids: &'a mut IdSource,
}

/// A copy of the project (which costs nothing) and the edits made to it so far.
#[derive(Debug)]
pub struct Draft<'a, 'b> {
    pub project: Project,
    pub author: &'a mut Author<'b>,
    edits: Vec<Edit>,
}

impl<'a, 'b> Draft<'a, 'b> {
    /// A draft without edits.
    pub fn new(project: &Project, author: &'a mut Author<'b>) -> Self {
        Self {
            project: project.clone(),
            author,
            edits: Vec::new(),
        }
    }

    /// The draft as a transaction; refused with `nothing` if it holds no edit.
    pub fn finish(
        self,
        label: impl Into<String>,
        select: Option<Selection>,
        nothing: &str,
    ) -> Result<Transaction, Refusal> {
        if self.edits.is_empty() {
            return Err(Refusal::Nothing(nothing.to_owned()));
        }
        Ok(Transaction {
            label: label.into(),
            edits: self.edits,
            select,
        })
    }

    /// Sets a slot.
    pub fn set(&mut self, edit: Edit) {
        edit.clone().apply(&mut self.project);
        self.edits.push(edit);
    }

    pub fn put_entity(&mut self, entity: Entity) {
        self.set(Edit::Entity(entity.id, Some(Arc::new(entity))));
    }

    pub fn put_mention(&mut self, mention: Mention) {
        self.set(Edit::Mention(mention.id, Some(Arc::new(mention))));
    }

    pub fn put_claim(&mut self, claim: Claim) {
        self.set(Edit::Claim(claim.id, Some(Arc::new(claim))));
    }

    pub fn put_link(&mut self, link: Link) {
        self.set(Edit::Link(link.id, Some(Arc::new(link))));
    }

    pub fn put_document(&mut self, document: Document) {
        self.set(Edit::Document(document.id, Some(Arc::new(document))));
    }

    pub fn document(&self, id: DocumentId) -> Result<Arc<Document>, Refusal> {
        let found = self.project.document(id).cloned();
        found.ok_or(Refusal::Gone("document"))
    }

    pub fn entity(&self, id: EntityId) -> Result<Entity, Refusal> {
        let found = self.project.entity(id).map(|entity| (**entity).clone());
        found.ok_or(Refusal::Gone("entity"))
    }

    pub fn mention(&self, id: MentionId) -> Result<Mention, Refusal> {
        let found = self.project.mention(id).map(|mention| (**mention).clone());
        found.ok_or(Refusal::Gone("mention"))
    }

    pub fn claim(&self, id: ClaimId) -> Result<Claim, Refusal> {
        let found = self.project.claim(id).map(|claim| (**claim).clone());
        found.ok_or(Refusal::Gone("claim"))
    }

    pub fn link(&self, id: LinkId) -> Result<Link, Refusal> {
        let found = self.project.link(id).map(|link| (**link).clone());
        found.ok_or(Refusal::Gone("link"))
    }

    /// Provenance of something the author makes now.
    pub fn by_hand(&self) -> Provenance {
        Provenance::by_hand(self.author.name, self.author.now)
    }

    /// Marks that the author changed something: what a machine or an import made becomes *edited*.
    pub fn mark_edited(&self, provenance: &mut Provenance) {
        let own = matches!(provenance.maker, crate::model::Maker::Annotator(_));
        let state = if own {
            ReviewState::Accepted
        } else {
            ReviewState::Edited
        };
        if provenance.state != state {
            self.decide(provenance, state);
        }
    }

    /// Records the author's decision.
    pub fn decide(&self, provenance: &mut Provenance, state: ReviewState) {
        provenance.state = state;
        provenance.review = Some(Review {
            by: self.author.name.into(),
            at: self.author.now,
        });
    }

    /// Makes sure that an entity with a mention that counts counts itself.
    pub fn accept_entity(&mut self, id: EntityId) -> Result<(), Refusal> {
        let mut entity = self.entity(id)?;
        if !entity.provenance.state.is_decided_for() {
            self.decide(&mut entity.provenance, ReviewState::Accepted);
            self.put_entity(entity);
        }
        Ok(())
    }

    /// Removes a mention; its entity goes with its last mention, unless something else refers to it.
    pub fn remove_mention(&mut self, id: MentionId) -> Result<(), Refusal> {
        let mention = self.mention(id)?;
        self.set(Edit::Mention(id, None));
        self.remove_if_unused(mention.entity);
        Ok(())
    }

    /// Removes an entity that has no mentions and that nothing refers to.
    pub fn remove_if_unused(&mut self, id: EntityId) {
        let unused = self.project.mentions_of(id).next().is_none()
            && self.project.claims_of(id).next().is_none()
            && self.project.links_about(id).next().is_none();
        if unused && self.project.entity(id).is_some() {
            self.set(Edit::Entity(id, None));
        }
    }

    /// Removes an entity with its mentions and links; claims that named it as source keep their words.
    pub fn remove_entity(&mut self, id: EntityId) -> Result<(), Refusal> {
        self.entity(id)?;
        let mentions: Vec<_> = self.project.mentions_of(id).map(|m| m.id).collect();
        for mention in mentions {
            self.set(Edit::Mention(mention, None));
        }
        let links: Vec<_> = self.project.links_about(id).map(|link| link.id).collect();
        for link in links {
            self.set(Edit::Link(link, None));
        }
        let claims: Vec<_> = self.project.claims_of(id).cloned().collect();
        for claim in claims {
            let mut claim = (*claim).clone();
            claim.source.entity = None;
            self.put_claim(claim);
        }
        self.set(Edit::Entity(id, None));
        Ok(())
    }

    /// Removes a claim with its links; claims that came through it come through what it came through.
    pub fn remove_claim(&mut self, id: ClaimId) -> Result<(), Refusal> {
        let removed = self.claim(id)?;
        let links: Vec<_> = self.project.links_of(id).map(|link| link.id).collect();
        for link in links {
            self.set(Edit::Link(link, None));
        }
        let children: Vec<_> = self.project.claims_via(id).cloned().collect();
        for child in children {
            let mut child = (*child).clone();
            child.via = removed.via.filter(|via| *via != child.id);
            self.put_claim(child);
        }
        self.set(Edit::Claim(id, None));
        if let Some(entity) = removed.source.entity {
            self.remove_if_unused(entity);
        }
        Ok(())
    }

    /// Selects one thing.
    pub fn selecting(item: Item) -> Option<Selection> {
        Some(Selection::one(item))
    }
}

impl Draft<'_, '_> {
    /// Accepts an entity if one of its mentions counts.
    pub fn accept_entity_if_decided(&mut self, id: EntityId) -> Result<(), Refusal> {
        let counts = |m: &Arc<Mention>| m.provenance.state.is_decided_for();
        if self.project.mentions_of(id).any(counts) {
            self.accept_entity(id)?;
        }
        Ok(())
    }

    /// An entity that bears the words of its only mention as its name follows when the mention is resized.
    pub fn rename_with_only_mention(
        &mut self,
        mention: &Mention,
        next: &crate::model::Anchor,
    ) -> Result<(), Refusal> {
        let mut entity = self.entity(mention.entity)?;
        let text = self.document(mention.document)?.text.clone();
        let only = self.project.mentions_of(entity.id).count() == 1;
        let name = next.quote(&text);
        let has_words = !name.trim().is_empty();
        if only && has_words && entity.name == mention.anchor.quote(&text) {
            entity.name = name;
            self.put_entity(entity);
        }
        Ok(())
    }
}
