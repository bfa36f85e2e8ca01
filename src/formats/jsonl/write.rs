//! Project → lines.

use std::collections::BTreeSet;

use super::meta;
use super::record::{
    AttributionRecord, DocumentRecord, EntityRecord, JudgementRecord, LinkRecord, Pair,
    ProvenanceRecord, RegisterRecord,
};
use crate::formats::names::export_stem;
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::model::{
    Anchor, Claim, Document, EntityId, LinkTarget, Mention, OffsetMap, OffsetUnit, Span,
};

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut bytes = Vec::new();
    for document in view.documents() {
        serde_json::to_writer(&mut bytes, &record(view, document)).map_err(|error| {
            FormatError::Writing {
                format: super::FORMAT.name,
                reason: error.to_string(),
            }
        })?;
        bytes.push(b'\n');
    }
    let name = format!("{}.jsonl", export_stem(view));
    Ok(vec![OutFile { name, bytes }])
}

fn record<'a>(view: &View<'a>, document: &'a Document) -> DocumentRecord<'a> {
    let offsets = OffsetMap::new(&document.text, OffsetUnit::CodePoints);
    let mut referred = BTreeSet::new();
    let mut entities = Vec::new();
    for mention in view.mentions(document.id) {
        referred.insert(mention.entity);
        entities.extend(entity_record(view, &offsets, mention));
    }
    let mut attributions = Vec::new();
    for claim in view.claims(document.id) {
        referred.extend(view.source_entity(claim).map(|entity| entity.id));
        referred.extend(view.links(claim.id).filter_map(|link| match link.to {
            LinkTarget::Entity(to) => Some(to),
            LinkTarget::Claim(_) => None,
        }));
        attributions.push(attribution_record(view, &offsets, claim));
    }
    DocumentRecord {
        id: meta::document_id(document),
        text: document.text.as_str(),
        meta: meta::write(document),
        entities,
        attributions,
        register: register(view, referred),
    }
}

fn register<'a>(view: &View<'a>, referred: BTreeSet<EntityId>) -> Vec<RegisterRecord<'a>> {
    let entities = referred.into_iter().filter_map(|id| view.entity(id));
    entities
        .map(|entity| RegisterRecord {
            entity: entity.id.to_string(),
            label: entity.kind.as_str(),
            name: &entity.name,
            notes: &entity.notes,
            identifiers: entity
                .identifiers
                .iter()
                .map(|identifier| [identifier.scheme.as_str(), identifier.value.as_str()])
                .collect(),
            provenance: ProvenanceRecord::of(&entity.provenance),
        })
        .collect()
}

/// `[start, end]` of a span. Spans of a sound project lie in their text, so the offsets are there.
fn pair(offsets: &OffsetMap<'_>, span: Span) -> Pair {
    [span.start(), span.end()].map(|byte| offsets.from_byte(byte).unwrap_or(offsets.length()))
}

fn pairs(offsets: &OffsetMap<'_>, anchor: Option<&Anchor>) -> Vec<Pair> {
    let spans = anchor.map_or(&[][..], Anchor::spans);
    spans.iter().map(|span| pair(offsets, *span)).collect()
}

fn entity_record<'a>(
    view: &View<'a>,
    offsets: &OffsetMap<'_>,
    mention: &'a Mention,
) -> Option<EntityRecord<'a>> {
    let entity = view.entity(mention.entity)?;
    let [start, end] = pair(offsets, mention.anchor.hull());
    let spans = pairs(offsets, Some(&mention.anchor));
    Some(EntityRecord {
        id: mention.id.to_string(),
        start,
        end,
        spans: (spans.len() > 1).then_some(spans),
        label: entity.kind.as_str(),
        entity: entity.id.to_string(),
        name: &entity.name,
        notes: &mention.notes,
        provenance: ProvenanceRecord::of(&mention.provenance),
    })
}

fn attribution_record<'a>(
    view: &View<'a>,
    offsets: &OffsetMap<'_>,
    claim: &'a Claim,
) -> AttributionRecord<'a> {
    let links = view.links(claim.id).map(|link| LinkRecord {
        id: link.id.to_string(),
        kind: link.kind.id(),
        to: match link.to {
            LinkTarget::Claim(to) => to.to_string(),
            LinkTarget::Entity(to) => to.to_string(),
        },
        notes: &link.notes,
        provenance: ProvenanceRecord::of(&link.provenance),
    });
    AttributionRecord {
        id: claim.id.to_string(),
        source: pairs(offsets, claim.source.anchor.as_ref()),
        cue: pairs(offsets, claim.cue.anchor.as_ref()),
        content: pairs(offsets, Some(&claim.content.anchor)),
        quote: claim.content.quote_kind.id(),
        class: claim.cue.class.id(),
        source_kind: claim.source.kind.id(),
        source_entity: view
            .source_entity(claim)
            .map(|entity| entity.id.to_string()),
        commitment: claim.commitment.id(),
        paraphrase: &claim.content.paraphrase,
        via: view.via(claim).map(|via| via.to_string()),
        judgement: JudgementRecord::of(&claim.judgement),
        links: links.collect(),
        notes: &claim.notes,
        provenance: ProvenanceRecord::of(&claim.provenance),
    }
}
