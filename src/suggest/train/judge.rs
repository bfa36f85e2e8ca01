//! Samples for the judge: candidates that models trained on other documents have found.

use std::ops::Range;

use super::claims::{Below, train_cues, train_roles};
use super::fit::{Sample, Settings, fit};
use super::gold::{Gold, GoldAttribution};
use crate::suggest::attribution::Context;
use crate::suggest::attribution::judge::{self, Candidate};
use crate::suggest::crf::Model;
use crate::suggest::reading::Reading;

/// How the models of attribution are fitted.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub cues: Settings,
    pub roles: Settings,
    pub judge: Settings,
    /// Parts that the documents are cut into.
    pub folds: usize,
    /// How sure a candidate's cue must be.
    pub least: f32,
}

/// The models of attribution as bytes.
pub(crate) struct Trained {
    pub cues: Vec<u8>,
    pub roles: Vec<u8>,
    pub judge: Vec<u8>,
}

/// Fits all models of attribution.
pub(crate) fn train(
    documents: &[&Gold],
    below: Below,
    plan: &Plan,
    tell: &dyn Fn(&str),
) -> Trained {
    let mut samples = Vec::new();
    for fold in 0..plan.folds {
        tell(&format!("claims, part {} of {}", fold + 1, plan.folds + 1));
        let part = |inside: bool| -> Vec<&Gold> {
            let numbered = documents.iter().enumerate();
            numbered
                .filter(|(at, _)| (at % plan.folds == fold) == inside)
                .map(|(_, gold)| *gold)
                .collect()
        };
        let (others, own) = (part(false), part(true));
        let cues = train_cues(&others, below, &plan.cues);
        let roles = train_roles(&others, below, &plan.roles);
        let (Ok(cues), Ok(roles)) = (Model::read(&cues), Model::read(&roles)) else {
            continue;
        };
        for gold in own {
            let reading = Reading::new(&gold.text, &|| false);
            let (tags, names) = below.read(&reading);
            let context = Context::new(&reading, &tags, &names);
            let found = judge::candidates(&cues, &roles, &context, plan.least, &|_| true);
            samples.extend(judged(gold, &context, &found));
        }
    }
    tell(&format!(
        "claims, part {} of {}",
        plan.folds + 1,
        plan.folds + 1
    ));
    Trained {
        cues: train_cues(documents, below, &plan.cues),
        roles: train_roles(documents, below, &plan.roles),
        judge: fit(samples, &judge::untrained(), &plan.judge),
    }
}

/// One sample for each candidate: right if a gold attribution fits it that no surer candidate has taken.
fn judged(gold: &Gold, context: &Context, found: &[Candidate]) -> Vec<Sample> {
    let right = right(gold, context.reading, found);
    let mut features = Vec::new();
    (0..found.len())
        .filter(|at| !found[*at].signed)
        .map(|at| {
            judge::features(context, found, at, &mut features);
            let mut sample = Sample::default();
            sample.push(&features, if right[at] { 0b10 } else { 0b01 });
            sample
        })
        .collect()
}

/// Which candidates fit a gold attribution.
pub(crate) fn right(gold: &Gold, reading: &Reading, found: &[Candidate]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by(|a, b| found[*b].cue.sure.total_cmp(&found[*a].cue.sure));
    let mut taken = vec![false; gold.attributions.len()];
    let mut right = vec![false; found.len()];
    for at in order {
        let fits = |attribution: &GoldAttribution| fits(reading, &found[at], attribution);
        let own_cue = |attribution: &GoldAttribution| {
            meets(
                reading,
                &attribution.cue,
                std::slice::from_ref(&found[at].cue.run),
            )
        };
        let free = |n: &usize| !taken[*n] && fits(&gold.attributions[*n]);
        let best = (0..gold.attributions.len())
            .filter(free)
            .max_by_key(|n| own_cue(&gold.attributions[*n]));
        if let Some(best) = best {
            taken[best] = true;
            right[at] = true;
        }
    }
    right
}

fn fits(reading: &Reading, candidate: &Candidate, gold: &GoldAttribution) -> bool {
    let parts = &candidate.parts;
    let sources = match (gold.source.is_empty(), parts.source.is_empty()) {
        (true, true) => true,
        (false, false) => meets(reading, &gold.source, &parts.source),
        _ => false,
    };
    sources && meets(reading, &gold.content, &parts.content)
}

/// Whether a word is in both.
fn meets(reading: &Reading, gold: &[Range<usize>], runs: &[Range<usize>]) -> bool {
    gold.iter().any(|range| {
        let wanted = reading.run_of(range);
        runs.iter()
            .any(|run| wanted.start < run.end && run.start < wanted.end)
    })
}
