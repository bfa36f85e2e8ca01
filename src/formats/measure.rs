//! More losses counted: those of formats that hold marks, but not all that is said of them. Each
//! function returns an example for every one that it counts.

use std::collections::{BTreeMap, BTreeSet};

use super::fit::Fit;
use super::loss::Loss;
use super::selection::View;
use crate::model::{Claim, Document, LinkTarget, Mention, ReviewState, Verdict};

fn mentions<'a>(
    view: &View<'a>,
    counts: impl Fn(&Document, &Mention) -> bool,
) -> Vec<(&'a Document, &'a Mention)> {
    let mut found = Vec::new();
    for document in view.documents() {
        let mentions = view.mentions(document.id);
        let mentions = mentions.filter(|mention| counts(document, mention));
        found.extend(mentions.map(|mention| (&**document, &**mention)));
    }
    found
}

fn quotes(mentions: Vec<(&Document, &Mention)>) -> Vec<String> {
    let quotes = mentions.into_iter();
    quotes
        .map(|(document, mention)| mention.anchor.quote(&document.text))
        .collect()
}

fn claims_that(view: &View<'_>, counts: impl Fn(&Claim) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for document in view.documents() {
        let claims = view.claims(document.id).filter(|claim| counts(claim));
        found.extend(claims.map(|claim| claim.content.anchor.quote(&document.text)));
    }
    found
}

/// What the learned rules say.
pub(super) fn rules(view: &View<'_>) -> Vec<String> {
    let project = view.project();
    let rules = project.rules();
    rules
        .map(|rule| rule.lesson.said(project.schema()))
        .collect()
}

/// What was done, as each record of the ledger calls it.
pub(super) fn history(view: &View<'_>) -> Vec<String> {
    let ledger = view.project().ledger().into_iter();
    let records = ledger.flat_map(|ledger| &ledger.records);
    records
        .map(|record| {
            let label = record.split_once("label: \"").map(|(_, rest)| rest);
            let label = label.and_then(|rest| rest.split('"').next());
            label.unwrap_or(&**record).to_owned()
        })
        .collect()
}

pub(super) fn claims(view: &View<'_>) -> Vec<String> {
    claims_that(view, |_| true)
}

pub(super) fn noted(view: &View<'_>) -> Vec<String> {
    let mut found = quotes(mentions(view, |_, mention| !mention.notes.is_empty()));
    found.extend(claims_that(view, |claim| !claim.notes.is_empty()));
    found
}

pub(super) fn undecided(view: &View<'_>) -> Vec<String> {
    let other = |state| state != ReviewState::Accepted;
    let mut found = quotes(mentions(view, |_, m| other(m.provenance.state)));
    found.extend(claims_that(view, |claim| other(claim.provenance.state)));
    found
}

pub(super) fn in_pieces(view: &View<'_>) -> Vec<String> {
    quotes(mentions(view, |_, mention| {
        mention.anchor.spans().len() > 1
    }))
}

/// Mentions that a format of these losses leaves out because of others.
pub(super) fn left_out(view: &View<'_>, losses: &[Loss]) -> Vec<String> {
    let mut found = Vec::new();
    for document in view.documents() {
        let fit = Fit::of(view, document, losses);
        let mentions = view.mentions(document.id);
        let out = mentions.filter(|mention| fit.leaves_out(mention.id));
        found.extend(out.map(|mention| mention.anchor.quote(&document.text)));
    }
    found
}

pub(super) fn all_mentions(view: &View<'_>) -> Vec<String> {
    quotes(mentions(view, |_, _| true))
}

/// Entities with several mentions.
pub(super) fn several_mentions(view: &View<'_>) -> Vec<String> {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for (_, mention) in mentions(view, |_, _| true) {
        *counts.entry(mention.entity).or_default() += 1;
    }
    let several = counts.into_iter().filter(|(_, count)| *count > 1);
    let several = several.filter_map(|(id, _)| view.entity(id));
    several.map(|entity| entity.name.clone()).collect()
}

/// Claims with a chain or a link.
pub(super) fn linked_claims(view: &View<'_>) -> Vec<String> {
    claims_that(view, |claim| {
        claim.via.is_some() || view.links(claim.id).next().is_some()
    })
}

/// Entities that STIX has no object for.
pub(super) fn things(view: &View<'_>) -> Vec<String> {
    let mut found = BTreeMap::new();
    for (_, mention) in mentions(view, |_, _| true) {
        let entity = view.entity(mention.entity);
        let entity = entity.filter(|entity| super::stix::is_thing(entity.kind.as_str()));
        found.extend(entity.map(|entity| (entity.id, entity.name.clone())));
    }
    found.into_values().collect()
}

/// Claims without a verdict.
pub(super) fn unreviewed_claims(view: &View<'_>) -> Vec<String> {
    claims_that(view, |claim| claim.judgement.verdict == Verdict::Unreviewed)
}

pub(super) fn entity_details(view: &View<'_>) -> Vec<String> {
    let mut first = BTreeMap::new();
    for (document, mention) in mentions(view, |_, _| true) {
        let quote = || mention.anchor.quote(&document.text);
        first.entry(mention.entity).or_insert_with(quote);
    }
    let entities = first.iter().filter_map(|(id, quote)| {
        let entity = view.entity(*id)?;
        let told = entity.name == *quote && entity.notes.is_empty();
        (!told || !entity.identifiers.is_empty()).then(|| entity.name.clone())
    });
    entities.collect()
}

pub(super) fn namesakes(view: &View<'_>) -> Vec<String> {
    let mut named: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (document, mention) in mentions(view, |_, _| true) {
        let quote = mention.anchor.quote(&document.text);
        let entities = named.entry((document.id, quote)).or_default();
        entities.insert(mention.entity);
    }
    let named = named.into_iter().filter(|(_, entities)| entities.len() > 1);
    named.map(|((_, quote), _)| quote).collect()
}

/// What claims lead to that is lost, by the words of the claim.
pub(super) fn leading_away(
    view: &View<'_>,
    is_lost: impl Fn(&View<'_>, &Claim, LinkTarget) -> bool,
) -> Vec<String> {
    let mut found = Vec::new();
    for document in view.documents() {
        for claim in view.claims(document.id) {
            let via = claim.via.map(LinkTarget::Claim);
            let source = claim.source.entity.map(LinkTarget::Entity);
            let links = view.links_in_state(claim.id).map(|link| link.to);
            for target in via.into_iter().chain(source).chain(links) {
                if is_lost(view, claim, target) {
                    found.push(claim.content.anchor.quote(&document.text));
                }
            }
        }
    }
    found
}

pub(super) fn leaves_document(view: &View<'_>, claim: &Claim, target: LinkTarget) -> bool {
    match target {
        LinkTarget::Claim(to) => view
            .number(to)
            .is_none_or(|(document, _)| document != claim.document),
        LinkTarget::Entity(to) => {
            let mut here = view.project().mentions_of(to);
            !here.any(|m| m.document == claim.document && view.keeps(m.provenance.state))
        }
    }
}

/// Whether this is left out because nobody has decided on it: the claim, or a mention beside this claim.
fn is_suggested(view: &View<'_>, from: &Claim, target: LinkTarget) -> bool {
    let waits = |state| state == ReviewState::Suggested && !view.keeps(state);
    match target {
        LinkTarget::Claim(to) => {
            let claim = view.project().claim(to);
            claim.is_some_and(|claim| waits(claim.provenance.state))
        }
        LinkTarget::Entity(to) => {
            let mut mentions = view.project().mentions_of(to);
            mentions.any(|m| m.document == from.document && waits(m.provenance.state))
        }
    }
}

/// How much of a loss are chains, links and sources that lead to suggestions which this export leaves out.
pub(super) fn to_suggestions(loss: Loss, view: &View<'_>) -> usize {
    let is_lost: fn(&View<'_>, &Claim, LinkTarget) -> bool = match loss {
        Loss::Dangling => |view, _, target| !view.holds(target),
        Loss::OutOfDocument => leaves_document,
        _ => return 0,
    };
    leading_away(view, |view, claim, target| {
        is_lost(view, claim, target) && is_suggested(view, claim, target)
    })
    .len()
}
