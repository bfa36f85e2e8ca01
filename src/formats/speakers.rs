//! Claims of a document grouped by who makes them, for reports.

use std::collections::HashMap;

use super::selection::View;
use crate::model::{Claim, Document, EntityId};

/// Somebody who makes claims, with these in the order of the text.
pub(super) struct Speaker<'a> {
    /// The entity's name, else the words of the source, else its kind.
    pub name: String,
    pub claims: Vec<&'a Claim>,
}

/// The speakers in the order of their first claims.
pub(super) fn speakers<'a>(view: &'a View<'a>, document: &'a Document) -> Vec<Speaker<'a>> {
    let mut speakers: Vec<Speaker<'a>> = Vec::new();
    let mut places: HashMap<(Option<EntityId>, String), usize> = HashMap::new();
    for claim in view.claims(document.id) {
        let (entity, name) = speaker(view, document, claim);
        let place = *places.entry((entity, name.clone())).or_insert_with(|| {
            let claims = Vec::new();
            speakers.push(Speaker { name, claims });
            speakers.len() - 1
        });
        speakers[place].claims.push(claim);
    }
    speakers
}

fn speaker(view: &View<'_>, document: &Document, claim: &Claim) -> (Option<EntityId>, String) {
    if let Some(entity) = view.source_entity(claim) {
        return (Some(entity.id), entity.name.clone());
    }
    let name = match &claim.source.anchor {
        Some(anchor) => anchor.quote(&document.text),
        None => claim.source.kind.label().to_owned(),
    };
    (None, name)
}
