//! One repair for each finding of the doctor, and all of them as one step. None decides for the analyst what a
//! machine can't know; what can't be kept is named in the label.

use std::collections::HashSet;

use super::{Outcome, count};
use crate::edit::{Author, Draft, Edit};
use crate::model::doctor::{self, Check, Finding, Place};
use crate::model::{
    Anchor, AnnotationId, ClaimId, Colour, Entity, EntityId, Kind, KindId, LabelSchema, MentionId,
    PRESET_COUNT, Project, ReviewState, Score,
};

/// So many rounds of examining and repairing are enough: a repair brings at most one new finding about.
const ROUNDS: usize = 8;

/// What the button says that repairs a finding of this check.
pub fn remedy(check: Check) -> &'static str {
    match check {
        Check::DocumentOrder => "Put the list right",
        Check::AnchorInText => "Remove the mark",
        Check::DocumentExists => "Remove the mark",
        Check::EntityExists => "Remove the reference",
        Check::ClaimExists => "Remove the reference",
        Check::KindExists => "Add the kind",
        Check::NameNotEmpty => "Name it by its words",
        Check::MentionOnce => "Remove the second",
        Check::ChainEnds => "Cut the chain",
        Check::LinkTarget => "Remove the link",
        Check::EntityState => "Accept the entity",
        Check::JudgementByHand => "Accept the claim",
        Check::Score => "Limit the score",
        Check::Schema => "Make it distinct",
    }
}

/// Repairs one finding.
pub fn repair(project: &Project, author: &mut Author, finding: &Finding) -> Outcome {
    let mut draft = Draft::new(project, author);
    mend(&mut draft, finding);
    let label = format!("Repair: {}", finding.message);
    draft.finish(label, None, "That is in order by now.")
}

/// Repairs all findings.
///
/// `put_back` are marks that were set aside.
pub fn repair_all(project: &Project, author: &mut Author, put_back: Vec<Edit>) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut mended = put_back.len();
    put_back.into_iter().for_each(|edit| draft.set(edit));
    for _ in 0..ROUNDS {
        let findings = doctor::examine(&draft.project);
        if findings.is_empty() {
            break;
        }
        mended += findings.len();
        for finding in &findings {
            mend(&mut draft, finding);
        }
    }
    let label = format!("Repair {}", count(mended, "fault"));
    draft.finish(label, None, "The project is sound.")
}

fn mend(draft: &mut Draft, finding: &Finding) {
    match (&finding.place, finding.check) {
        (_, Check::DocumentOrder) => order(draft),
        (_, Check::Schema) => schema(draft),
        (Place::Annotation(AnnotationId::Entity(id)), check) => entity(draft, *id, check),
        (Place::Annotation(AnnotationId::Mention(id)), check) => mention(draft, *id, check),
        (Place::Annotation(AnnotationId::Claim(id)), check) => claim(draft, *id, check),
        (Place::Annotation(AnnotationId::Link(id)), _) => draft.set(Edit::Link(*id, None)),
        _ => {}
    }
}

/// Each document once, in the order that there is; those that the list lacks at its end.
fn order(draft: &mut Draft) {
    let mut order = Vec::new();
    for id in draft.project.document_order().iter() {
        if draft.project.document(*id).is_some() && !order.contains(id) {
            order.push(*id);
        }
    }
    for id in draft.project.document_ids() {
        if !order.contains(&id) {
            order.push(id);
        }
    }
    draft.set(Edit::Order(order.into()));
}

/// Distinct ids, names, tags and keys: the first one stays as it is.
fn schema(draft: &mut Draft) {
    let mut mended = LabelSchema { kinds: Vec::new() };
    for kind in &draft.project.schema().kinds {
        if mended.get(&kind.id).is_some() {
            continue;
        }
        let mut kind = kind.clone();
        let name = kind.name.clone();
        let mut number = 2;
        while mended
            .kinds
            .iter()
            .any(|k| k.name.to_lowercase() == kind.name.to_lowercase())
        {
            kind.name = format!("{name} {number}");
            number += 1;
        }
        kind.tag = free_tag(&mended, &kind.tag);
        let same = |a: char, b: char| a.eq_ignore_ascii_case(&b);
        let is_taken = |key: char| {
            mended
                .kinds
                .iter()
                .any(|k| k.key.is_some_and(|k| same(k, key)))
        };
        kind.key = kind.key.filter(|key| !is_taken(*key));
        mended.kinds.push(kind);
    }
    if mended.kinds.is_empty() {
        mended = LabelSchema::default();
    }
    draft.set(Edit::Schema(mended.into()));
}

fn free_tag(schema: &LabelSchema, wanted: &str) -> String {
    let is_taken = |tag: &str| {
        let tag = tag.to_lowercase();
        schema
            .kinds
            .iter()
            .any(|kind| kind.tag.to_lowercase() == tag)
    };
    if !is_taken(wanted) {
        return wanted.to_owned();
    }
    let stem: String = wanted.chars().take(2).collect();
    let mut number = 2;
    while is_taken(&format!("{stem}{number}")) {
        number += 1;
    }
    format!("{stem}{number}")
}

fn add_kind(draft: &mut Draft, id: &KindId) {
    let mut schema = (**draft.project.schema()).clone();
    let tag: String = id.as_str().chars().take(3).collect();
    schema.kinds.push(Kind {
        id: id.clone(),
        name: id.as_str().replace('_', " "),
        tag: free_tag(&schema, &tag.to_uppercase()),
        key: None,
        // A remainder of the number of presets fits a byte.
        colour: Colour::Preset((schema.kinds.len() % usize::from(PRESET_COUNT)) as u8),
    });
    draft.set(Edit::Schema(schema.into()));
}

fn entity(draft: &mut Draft, id: EntityId, check: Check) {
    let Ok(mut entity) = draft.entity(id) else {
        return;
    };
    match check {
        Check::KindExists if draft.project.schema().get(&entity.kind).is_none() => {
            return add_kind(draft, &entity.kind);
        }
        Check::NameNotEmpty => entity.name = words_of(draft, &entity),
        Check::EntityState => draft.decide(&mut entity.provenance, ReviewState::Accepted),
        Check::Score => limit(&mut entity.provenance.score),
        _ => return,
    }
    draft.put_entity(entity);
}

fn words_of(draft: &Draft, entity: &Entity) -> String {
    let mentions = draft.project.mentions_of(entity.id);
    let mut words = mentions.filter_map(|mention| {
        let text = &draft.project.document(mention.document)?.text;
        Some(mention.anchor.quote(text))
    });
    let found = words.find(|words| !words.trim().is_empty());
    found.unwrap_or_else(|| "Without a name".to_owned())
}

fn mention(draft: &mut Draft, id: MentionId, check: Check) {
    let Ok(mut mention) = draft.mention(id) else {
        return;
    };
    if check == Check::Score {
        limit(&mut mention.provenance.score);
        return draft.put_mention(mention);
    }
    draft.set(Edit::Mention(id, None));
    draft.remove_if_unused(mention.entity);
}

fn claim(draft: &mut Draft, id: ClaimId, check: Check) {
    let Ok(mut claim) = draft.claim(id) else {
        return;
    };
    match check {
        Check::EntityExists => claim.source.entity = None,
        Check::ClaimExists => claim.via = None,
        Check::ChainEnds => return cut_chain(draft, id),
        Check::JudgementByHand => draft.decide(&mut claim.provenance, ReviewState::Accepted),
        Check::Score => limit(&mut claim.provenance.score),
        Check::AnchorInText => {
            let document = draft.project.document(claim.document).cloned();
            let fits = |anchor: &Anchor| {
                let mut spans = anchor.spans().iter();
                document
                    .as_ref()
                    .is_some_and(|d| spans.all(|span| d.text.get(*span).is_some()))
            };
            if !fits(&claim.content.anchor) {
                drop(draft.remove_claim(id));
                return;
            }
            claim.source.anchor = claim.source.anchor.filter(fits);
            claim.cue.anchor = claim.cue.anchor.filter(fits);
        }
        Check::DocumentExists => {
            drop(draft.remove_claim(id));
            return;
        }
        _ => return,
    }
    draft.put_claim(claim);
}

/// Takes away the step at which a chain comes back to where it was, if it does.
fn cut_chain(draft: &mut Draft, start: ClaimId) {
    let mut seen = HashSet::from([start]);
    let mut at = start;
    while let Some(via) = draft.project.claim(at).and_then(|claim| claim.via) {
        if !seen.insert(via) {
            if let Ok(mut claim) = draft.claim(at) {
                claim.via = None;
                draft.put_claim(claim);
            }
            return;
        }
        at = via;
    }
}

fn limit(score: &mut Option<Score>) {
    if let Some(score) = score {
        score.0 = score.0.clamp(0, 100);
    }
}
