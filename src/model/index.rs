//! What answers "what refers to this" and "what is known by these words"; it follows every change of a slot.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::claim::Claim;
use super::document::Document;
use super::entity::Mention;
use super::ids::{ClaimId, DocumentId, EntityId, LinkId, MentionId};

/// The indices of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Index {
    /// By entity, document and first byte.
    pub(super) mentions_of_entity: OrdSet<(EntityId, DocumentId, u32, MentionId)>,
    /// Entities by their name in lower case.
    pub(super) names: OrdSet<(Arc<str>, EntityId)>,
    /// Entities by the words of their mentions in lower case, with the number of such mentions.
    pub(super) words: OrdMap<(Arc<str>, EntityId), u32>,
    /// By document and first byte. Walks through a document are many, so they find the mentions themselves here.
    pub(super) mentions_by_place: OrdMap<(DocumentId, u32, MentionId), Arc<Mention>>,
    /// By document and first byte of the content.
    pub(super) claims_by_place: OrdMap<(DocumentId, u32, ClaimId), Arc<Claim>>,
    pub(super) claims_of_entity: OrdSet<(EntityId, ClaimId)>,
    /// (the claim it came through, the claim).
    pub(super) claims_via: OrdSet<(ClaimId, ClaimId)>,
    pub(super) links_of_claim: OrdSet<(ClaimId, LinkId)>,
    pub(super) links_of_entity: OrdSet<(EntityId, LinkId)>,
}

impl Index {
    pub(super) fn learn_mention(&mut self, mention: &Arc<Mention>, document: Option<&Document>) {
        let (id, start) = (mention.id, mention.anchor.start() as u32);
        self.mentions_of_entity
            .insert((mention.entity, mention.document, start, id));
        self.place_mention(mention);
        if let Some(document) = document {
            self.learn_words(mention, document);
        }
    }

    /// Puts a mention where it stands; for one that changed and stands where it stood, this is all.
    pub(super) fn place_mention(&mut self, mention: &Arc<Mention>) {
        let place = place_of_mention(mention);
        self.mentions_by_place.insert(place, mention.clone());
    }

    pub(super) fn forget_mention(&mut self, mention: &Mention, document: Option<&Document>) {
        let (id, start) = (mention.id, mention.anchor.start() as u32);
        self.mentions_of_entity
            .remove(&(mention.entity, mention.document, start, id));
        self.mentions_by_place.remove(&place_of_mention(mention));
        if let Some(document) = document {
            self.forget_words(mention, document);
        }
    }

    pub(super) fn learn_words(&mut self, mention: &Mention, document: &Document) {
        let key = (words_of(mention, document), mention.entity);
        match self.words.get_mut(&key) {
            Some(count) => *count += 1,
            None => {
                self.words.insert(key, 1);
            }
        }
    }

    pub(super) fn forget_words(&mut self, mention: &Mention, document: &Document) {
        let key = (words_of(mention, document), mention.entity);
        match self.words.get_mut(&key) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                self.words.remove(&key);
            }
        }
    }
}

pub(super) fn place_of_mention(mention: &Mention) -> (DocumentId, u32, MentionId) {
    let start = mention.anchor.start() as u32;
    (mention.document, start, mention.id)
}

pub(super) fn place_of_claim(claim: &Claim) -> (DocumentId, u32, ClaimId) {
    let start = claim.content.anchor.start() as u32;
    (claim.document, start, claim.id)
}

fn words_of(mention: &Mention, document: &Document) -> Arc<str> {
    mention.anchor.quote(&document.text).to_lowercase().into()
}
