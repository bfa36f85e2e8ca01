//! How values read in a conflict: short, in the words of the window.

use crate::edit::actions::short;
use crate::model::{
    Anchor, Colour, DocumentId, EntityId, LinkKind, LinkTarget, Project, Provenance,
};

/// The quoted words of an anchor, shortened.
pub(super) fn quote(project: &Project, document: DocumentId, anchor: &Anchor) -> String {
    let words = project.document(document);
    let words = words.map_or(String::new(), |document| anchor.quote(&document.text));
    short(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Words of the analyst, or that there are none.
pub(super) fn text(words: &str) -> String {
    match words.trim() {
        "" => "none".into(),
        words => short(words),
    }
}

/// The name of an entity.
pub(super) fn entity(project: &Project, id: EntityId) -> String {
    project
        .entity(id)
        .map_or_else(|| id.to_string(), |entity| short(&entity.name))
}

pub(super) fn colour(colour: Colour) -> String {
    match colour {
        Colour::Preset(number) => format!("colour {}", u16::from(number) + 1),
        Colour::Custom(rgb) => rgb.to_string(),
    }
}

/// “accepted by Anna”.
pub(super) fn state(provenance: &Provenance) -> String {
    let state = provenance.state.label().to_lowercase();
    match &provenance.review {
        Some(review) => format!("{state} by {}", review.by),
        None => state,
    }
}

/// “contradicts “The port is closed””.
pub(super) fn link(project: &Project, kind: LinkKind, to: LinkTarget) -> String {
    let target = match to {
        LinkTarget::Entity(id) => entity(project, id),
        LinkTarget::Claim(id) => project.claim(id).map_or_else(
            || id.to_string(),
            |claim| quote(project, claim.document, &claim.content.anchor),
        ),
    };
    format!("{} {target}", kind.label().to_lowercase())
}
