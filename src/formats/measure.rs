//! More losses counted: those of formats that hold marks, but not all that is said of them. Each
//! function returns an example for every one that it counts.

use std::collections::{BTreeMap, BTreeSet};

use super::fit::Fit;
use super::loss::Loss;
use super::selection::View;
use crate::model::{Claim, Document, Mention, ReviewState, Verdict};

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
