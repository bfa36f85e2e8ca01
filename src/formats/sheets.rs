//! A project as tables: mentions and claims as in [`super::csv`], and entities and links besides. For
//! workbooks and column stores, which have cells of numbers and need no guard against formulas.

use super::csv::{CLAIM_COLUMNS, ENTITY_COLUMNS, claim_rows, made_by, mention_rows};
use super::selection::View;
use crate::model::LinkTarget;

/// A table. Every row has as many cells as there are columns.
pub(super) struct Sheet {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<String>>,
}

/// Whether the cells of a column are numbers (or empty).
pub(super) fn is_number(column: &str) -> bool {
    matches!(
        column,
        "start_code_points" | "end_code_points" | "number" | "via_number" | "mentions"
    )
}

const ENTITIES: [&str; 8] = [
    "entity",
    "name",
    "kind",
    "identifiers",
    "mentions",
    "notes",
    "state",
    "made_by",
];

const LINKS: [&str; 7] = ["link", "kind", "from", "to", "notes", "state", "made_by"];

/// The mentions of what is exported.
pub(super) fn mentions(view: &View<'_>) -> Sheet {
    Sheet {
        name: "mentions",
        columns: &ENTITY_COLUMNS,
        rows: mention_rows(view),
    }
}

/// The claims of what is exported.
pub(super) fn claims(view: &View<'_>) -> Sheet {
    Sheet {
        name: "claims",
        columns: &CLAIM_COLUMNS,
        rows: claim_rows(view),
    }
}

/// The entities that exported mentions and claims refer to, by id.
pub(super) fn entities(view: &View<'_>) -> Sheet {
    let mut counts = std::collections::BTreeMap::new();
    for document in view.documents() {
        for mention in view.mentions(document.id) {
            *counts.entry(mention.entity).or_insert(0) += 1;
        }
        for claim in view.claims(document.id) {
            let speaker = view.source_entity(claim).map(|entity| entity.id);
            let about = view.links(claim.id).filter_map(|link| match link.to {
                LinkTarget::Entity(to) => Some(to),
                LinkTarget::Claim(_) => None,
            });
            for entity in about.chain(speaker) {
                counts.entry(entity).or_insert(0);
            }
        }
    }
    let rows = counts.into_iter().filter_map(|(id, count)| {
        let entity = view.entity(id)?;
        let identifiers = entity.identifiers.iter();
        let identifiers: Vec<String> = identifiers
            .map(|identifier| format!("{}:{}", identifier.scheme, identifier.value))
            .collect();
        Some(vec![
            id.to_string(),
            entity.name.clone(),
            entity.kind.to_string(),
            identifiers.join(" "),
            count.to_string(),
            entity.notes.clone(),
            entity.provenance.state.id().to_owned(),
            made_by(&entity.provenance.maker),
        ])
    });
    Sheet {
        name: "entities",
        columns: &ENTITIES,
        rows: rows.collect(),
    }
}

/// The links from exported claims.
pub(super) fn links(view: &View<'_>) -> Sheet {
    let mut rows = Vec::new();
    for document in view.documents() {
        for claim in view.claims(document.id) {
            for link in view.links(claim.id) {
                let to = match link.to {
                    LinkTarget::Claim(to) => to.to_string(),
                    LinkTarget::Entity(to) => to.to_string(),
                };
                rows.push(vec![
                    link.id.to_string(),
                    link.kind.id().to_owned(),
                    link.from.to_string(),
                    to,
                    link.notes.clone(),
                    link.provenance.state.id().to_owned(),
                    made_by(&link.provenance.maker),
                ]);
            }
        }
    }
    Sheet {
        name: "links",
        columns: &LINKS,
        rows,
    }
}
