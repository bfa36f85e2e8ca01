//! Entities and their mentions.

use super::anchor::Anchor;
use super::ids::{DocumentId, EntityId, MentionId};
use super::provenance::Provenance;
use super::schema::KindId;

/// An id of an entity in somebody's register, such as `wikidata` `Q42`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier {
    pub scheme: String,
    pub value: String,
}

/// A thing in the world. Its mentions point to it; its aliases are the distinct texts of its mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    pub id: EntityId,
    pub kind: KindId,
    /// The canonical name.
    pub name: String,
    pub notes: String,
    pub identifiers: Vec<Identifier>,
    pub provenance: Provenance,
}

/// A place in a text that refers to an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    pub id: MentionId,
    pub entity: EntityId,
    pub document: DocumentId,
    pub anchor: Anchor,
    pub notes: String,
    pub provenance: Provenance,
}
