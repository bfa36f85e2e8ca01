//! Edits and transactions.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::selection::Selection;
use crate::model::{
    Claim, ClaimId, Document, DocumentId, Entity, EntityId, LabelSchema, Link, LinkId, Mention,
    MentionId, Project, Rule, RuleId,
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
    Rule(RuleId, Option<Arc<Rule>>),
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
            Self::Rule(id, next) => Self::Rule(id, project.set_rule(id, next)),
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

/// The slots that a step touched, each once, so that derived state can follow instead of being rebuilt.
///
/// With entities, mentions and claims comes their value before the step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub documents: Vec<DocumentId>,
    pub entities: Vec<(EntityId, Option<Arc<Entity>>)>,
    pub mentions: Vec<(MentionId, Option<Arc<Mention>>)>,
    pub claims: Vec<(ClaimId, Option<Arc<Claim>>)>,
    pub links: Vec<LinkId>,
    pub rules: Vec<RuleId>,
    pub schema: bool,
    pub order: bool,
}

impl Touched {
    /// Reads what the inverse edits put aside.
    pub(super) fn of(inverse: &[Edit]) -> Self {
        let mut touched = Self::default();
        // The last inverse edit of a slot takes back the first change of it.
        let mut entities = BTreeMap::new();
        let mut mentions = BTreeMap::new();
        let mut claims = BTreeMap::new();
        for edit in inverse {
            match edit {
                Edit::Title(_) => {}
                Edit::Schema(_) => touched.schema = true,
                Edit::Order(_) => touched.order = true,
                Edit::Document(id, _) => touched.documents.push(*id),
                Edit::Entity(id, last) => drop(entities.insert(*id, last.clone())),
                Edit::Mention(id, last) => drop(mentions.insert(*id, last.clone())),
                Edit::Claim(id, last) => drop(claims.insert(*id, last.clone())),
                Edit::Link(id, _) => touched.links.push(*id),
                Edit::Rule(id, _) => touched.rules.push(*id),
            }
        }
        touched.entities = entities.into_iter().collect();
        touched.mentions = mentions.into_iter().collect();
        touched.claims = claims.into_iter().collect();
        touched
    }
}
