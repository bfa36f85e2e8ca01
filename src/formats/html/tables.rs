//! The tables under an article: entities by kind and name, claims by who makes them.

use crate::formats::selection::View;
use crate::formats::speakers::speakers;
use crate::model::{
    Claim, ClaimId, Document, Entity, EntityId, Judgement, LabelSchema, LinkTarget, ReviewState,
    Verdict,
};

pub(super) struct EntityRow {
    /// The kind's place in the schema, for its colours.
    pub kind: usize,
    pub kind_name: String,
    pub tag: String,
    pub name: String,
    /// Distinct texts of its mentions here other than its name.
    pub aliases: Vec<String>,
    pub mentions: usize,
    pub identifiers: Vec<String>,
    /// Of the entity, then of its mentions.
    pub notes: Vec<String>,
    pub is_open: bool,
}

/// Words of the source with what we say of them.
pub(super) struct Part {
    pub quote: String,
    pub label: String,
}

/// Claims of one source.
pub(super) struct SourceGroup {
    pub name: String,
    pub claims: Vec<ClaimRow>,
}

pub(super) struct ClaimRow {
    pub number: usize,
    /// The target of links within the file.
    pub place: String,
    pub source: Part,
    pub cue: Part,
    pub content: Part,
    pub paraphrase: String,
    pub commitment: String,
    /// Each line one place of the judgement; empty if there is none.
    pub judgement: Vec<String>,
    /// The claims it came through, nearest first.
    pub chain: Vec<Reference>,
    /// Links: what the link says, and where it leads.
    pub links: Vec<(String, Reference)>,
    pub notes: String,
    pub is_open: bool,
}

/// A claim or entity elsewhere in the report.
pub(super) struct Reference {
    /// Empty for an entity.
    pub place: String,
    pub label: String,
}

fn is_open(state: ReviewState) -> bool {
    !state.is_decided_for()
}

/// The entities with a mention in the document, in the schema's order of kinds, then by name.
pub(super) fn entities(
    view: &View<'_>,
    document: &Document,
    schema: &LabelSchema,
) -> Vec<EntityRow> {
    let mut ids: Vec<EntityId> = view.mentions(document.id).map(|m| m.entity).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = ids.into_iter().filter_map(|id| view.entity(id));
    let mut rows: Vec<EntityRow> = found
        .filter_map(|entity| entity_row(view, document, schema, entity))
        .collect();
    rows.sort_by_cached_key(|row| (row.kind, row.name.to_lowercase()));
    rows
}

fn entity_row(
    view: &View<'_>,
    document: &Document,
    schema: &LabelSchema,
    entity: &Entity,
) -> Option<EntityRow> {
    let position = schema.position(&entity.kind)?;
    let kind = &schema.kinds[position];
    let mut row = EntityRow {
        kind: position,
        kind_name: kind.name.clone(),
        tag: kind.tag.clone(),
        name: entity.name.clone(),
        aliases: Vec::new(),
        mentions: 0,
        identifiers: Vec::new(),
        notes: vec![entity.notes.clone()],
        is_open: is_open(entity.provenance.state),
    };
    let mentions = view.project().mentions_of(entity.id);
    let mut here: Vec<_> = mentions
        .filter(|m| m.document == document.id && view.keeps(m.provenance.state))
        .collect();
    here.sort_by(|a, b| a.anchor.cmp(&b.anchor));
    for mention in here {
        let quote = mention.anchor.quote(&document.text);
        row.mentions += 1;
        if quote != entity.name && !row.aliases.contains(&quote) {
            row.aliases.push(quote);
        }
        row.notes.push(mention.notes.clone());
    }
    row.notes.retain(|note| !note.is_empty());
    let identifiers = entity.identifiers.iter();
    row.identifiers = identifiers
        .map(|identifier| format!("{} {}", identifier.scheme, identifier.value))
        .collect();
    Some(row)
}

/// The claims of the document, which is the `number`th of the report.
pub(super) fn claims(view: &View<'_>, document: &Document, number: usize) -> Vec<SourceGroup> {
    let row = |claim: &&Claim| {
        let (_, own) = view.number(claim.id).unwrap_or((document.id, 0));
        claim_row(view, document, (number, own), claim)
    };
    let speakers = speakers(view, document).into_iter();
    speakers
        .map(|speaker| SourceGroup {
            claims: speaker.claims.iter().map(row).collect(),
            name: speaker.name,
        })
        .collect()
}

fn claim_row(
    view: &View<'_>,
    document: &Document,
    (document_number, number): (usize, usize),
    claim: &Claim,
) -> ClaimRow {
    let text = &document.text;
    let source = claim.source.anchor.as_ref();
    let cue = claim.cue.anchor.as_ref();
    let mut links: Vec<(String, Reference)> = Vec::new();
    links.extend(view.links(claim.id).map(|link| {
        let to = match link.to {
            LinkTarget::Claim(to) => reference(view, document, to),
            LinkTarget::Entity(to) => Reference {
                place: String::new(),
                label: view.entity(to).map_or("", |entity| &entity.name).to_owned(),
            },
        };
        (link.kind.label().to_owned(), to)
    }));
    // Claims first: they are fewer, and weigh more.
    links.sort_by_key(|(_, to)| to.place.is_empty());
    ClaimRow {
        number,
        place: format!("c{document_number}-{number}"),
        source: Part {
            quote: source.map_or(String::new(), |anchor| anchor.quote(text)),
            label: claim.source.kind.label().to_owned(),
        },
        cue: Part {
            quote: cue.map_or(String::new(), |anchor| anchor.quote(text)),
            label: claim.cue.class.label().to_owned(),
        },
        content: Part {
            quote: claim.content.anchor.quote(text),
            label: claim.content.quote_kind.label().to_owned(),
        },
        paraphrase: claim.content.paraphrase.clone(),
        commitment: claim.commitment.label().to_owned(),
        judgement: judgement(&claim.judgement),
        chain: chain(view, document, claim),
        links,
        notes: claim.notes.clone(),
        is_open: is_open(claim.provenance.state),
    }
}

fn judgement(judgement: &Judgement) -> Vec<String> {
    let verdict = Some(judgement.verdict).filter(|verdict| *verdict != Verdict::Unreviewed);
    let places = [
        judgement.admiralty.code(),
        verdict.map(|verdict| verdict.label().to_owned()),
        judgement.likelihood.map(|likelihood| {
            let (from, to) = likelihood.range();
            // The sign stays with its number.
            format!("{}, {from}–{to}\u{a0}%", likelihood.label())
        }),
        judgement
            .confidence
            .map(|confidence| format!("{} confidence", confidence.label())),
    ];
    places.into_iter().flatten().collect()
}

/// The claims that a claim came through; a chain in a sound project ends.
fn chain(view: &View<'_>, document: &Document, claim: &Claim) -> Vec<Reference> {
    let mut chain = Vec::new();
    let mut at = view.via(claim);
    while let Some(id) = at {
        chain.push(reference(view, document, id));
        at = view.project().claim(id).and_then(|claim| view.via(claim));
    }
    chain
}

/// A claim by its number, with the title of its document where that is another one.
fn reference(view: &View<'_>, from: &Document, claim: ClaimId) -> Reference {
    let Some((document, number)) = view.number(claim) else {
        return Reference {
            place: String::new(),
            label: String::new(),
        };
    };
    let nth = view.position(document);
    let place = format!("c{}-{number}", nth.unwrap_or_default() + 1);
    let title = view.project().document(document).map(|other| &other.title);
    let label = match title {
        Some(title) if document != from.id => format!("{number} in {title}"),
        _ => number.to_string(),
    };
    Reference { place, label }
}
