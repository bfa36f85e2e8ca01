//! Annotations of any sort: their ids, and what they have in common.

use super::Project;
use crate::model::{ClaimId, EntityId, LinkId, MentionId, Provenance};

/// Id of anything that has provenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnnotationId {
    Entity(EntityId),
    Mention(MentionId),
    Claim(ClaimId),
    Link(LinkId),
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
