//! Edits and transactions.

use std::sync::Arc;

use super::selection::Selection;
use crate::model::{
    Claim, ClaimId, Document, DocumentId, Entity, EntityId, LabelSchema, Link, LinkId, Mention,
    MentionId, Project,
};

/// Sets one slot of the project to a value; `None` empties it. Create, change and delete are one shape.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    Title(Arc<str>),
    Schema(Arc<LabelSchema>),
    Order(Arc<[DocumentId]>),
    Document(DocumentId, Option<Arc<Document>>),
    Entity(EntityId, Option<Arc<Entity>>),
    Mention(MentionId, Option<Arc<Mention>>),
    Claim(ClaimId, Option<Arc<Claim>>),
    Link(LinkId, Option<Arc<Link>>),
}

impl Edit {
    /// Makes the change; returns the edit that takes it back.
    pub fn apply(self, project: &mut Project) -> Self {
        match self {
            Self::Title(next) => Self::Title(project.set_title(next)),
            Self::Schema(next) => Self::Schema(project.set_schema(next)),
            Self::Order(next) => Self::Order(project.set_order(next)),
            Self::Document(id, next) => Self::Document(id, project.set_document(id, next)),
            Self::Entity(id, next) => Self::Entity(id, project.set_entity(id, next)),
            Self::Mention(id, next) => Self::Mention(id, project.set_mention(id, next)),
            Self::Claim(id, next) => Self::Claim(id, project.set_claim(id, next)),
            Self::Link(id, next) => Self::Link(id, project.set_link(id, next)),
        }
    }
}

/// One undoable step: all of its edits or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// What it does, for the Undo menu and the toast: `Merge “Verrane” into Tomas Verrane`.
    pub label: String,
    pub edits: Vec<Edit>,
    /// What is selected afterwards; `None` leaves the selection as it is.
    pub select: Option<Selection>,
}

/// The slots that a step touched, so that derived state can follow instead of being rebuilt.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub documents: Vec<DocumentId>,
    pub entities: Vec<EntityId>,
    pub mentions: Vec<(MentionId, Option<Arc<Mention>>)>,
    pub claims: Vec<(ClaimId, Option<Arc<Claim>>)>,
    pub links: Vec<LinkId>,
    pub schema: bool,
    pub order: bool,
}

impl Touched {
    /// Reads what the inverse edits put aside: with mentions and claims comes their earlier value.
    pub(super) fn of(inverse: &[Edit]) -> Self {
        let mut touched = Self::default();
        for edit in inverse {
            match edit {
                Edit::Title(_) => {}
                Edit::Schema(_) => touched.schema = true,
                Edit::Order(_) => touched.order = true,
                Edit::Document(id, _) => touched.documents.push(*id),
                Edit::Entity(id, _) => touched.entities.push(*id),
                Edit::Mention(id, last) => touched.mentions.push((*id, last.clone())),
                Edit::Claim(id, last) => touched.claims.push((*id, last.clone())),
                Edit::Link(id, _) => touched.links.push(*id),
            }
        }
        touched
    }
}
