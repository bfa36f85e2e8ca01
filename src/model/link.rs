//! Links between claims, and from claims to the entities they are about.

use super::ids::{ClaimId, EntityId, LinkId};
use super::provenance::Provenance;
use super::vocabulary::vocabulary;

vocabulary! {
    /// How one claim bears on another, or on an entity (`about`).
    LinkKind {
        Contradicts = "contradicts", "Contradicts";
        Corroborates = "corroborates", "Corroborates";
        Repeats = "repeats", "Repeats";
        Updates = "updates", "Updates";
        Retracts = "retracts", "Retracts";
        Elaborates = "elaborates", "Elaborates";
        About = "about", "About";
    }
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkTarget {
    Claim(ClaimId),
    Entity(EntityId),
}

/// A link from a claim. `About` leads to an entity, every other kind to a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: LinkId,
    pub kind: LinkKind,
    pub from: ClaimId,
    pub to: LinkTarget,
    pub notes: String,
    pub provenance: Provenance,
}
