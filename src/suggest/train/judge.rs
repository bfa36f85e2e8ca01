//! Samples for the judge: candidates that models trained on other documents have found.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::claims::{Below, train_cues, train_roles};
use super::fit::{Sample, Settings, fit};
use super::gold::{Gold, GoldAttribution};
use crate::suggest::attribution::Context;
use crate::suggest::attribution::judge::{self, Candidate};
use crate::suggest::crf::{Model, ModelError};
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

/// What is made of one part of the work.
enum Made {
    /// The models of all documents.
    Models { cues: Vec<u8>, roles: Vec<u8> },
    /// Samples from a fold, whose documents the models of this part have not seen.
    Judged(Result<Vec<Sample>, ModelError>),
}

/// Fits all models of attribution. Nothing in a part hangs on another, so parts are made side by side and the result
/// is the same on any number of cores.
pub(crate) fn train(
    documents: &[&Gold],
    below: Below,
    plan: &Plan,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<Trained, ModelError> {
    let made = side_by_side(plan.folds + 1, |part| {
        tell(&format!("claims, part {} of {}", part + 1, plan.folds + 1));
        // The longest goes first.
        match part.checked_sub(1) {
            None => Made::Models {
                cues: train_cues(documents, below, &plan.cues),
                roles: train_roles(documents, below, &plan.roles),
            },
            Some(fold) => Made::Judged(judged_fold(documents, below, plan, fold)),
        }
    });
    let mut samples = Vec::new();
    let mut models = (Vec::new(), Vec::new());
    for made in made {
        match made {
            Made::Models { cues, roles } => models = (cues, roles),
            Made::Judged(more) => samples.extend(more?),
        }
    }
    Ok(Trained {
        cues: models.0,
        roles: models.1,
        judge: fit(samples, &judge::untrained(), &plan.judge),
    })
}

/// The results of `make` for the numbers up to `count`, in their order, made on as many threads as there are cores.
fn side_by_side<T: Send>(count: usize, make: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut own = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return own;
            }
            own.push((at, make(at)));
        }
    };
    let mut made: Vec<(usize, T)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(count)).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for other in others {
            match other.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

/// Judged candidates of the documents of a fold, found by models of the others.
fn judged_fold(
    documents: &[&Gold],
    below: Below,
    plan: &Plan,
    fold: usize,
) -> Result<Vec<Sample>, ModelError> {
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
    let (cues, roles) = (Model::read(&cues)?, Model::read(&roles)?);
    let mut samples = Vec::new();
    for gold in own {
        let reading = Reading::new(&gold.text, &|| false);
        let (tags, names) = below.read(&reading);
        let context = Context::new(&reading, &tags, &names);
        let found = judge::candidates(&cues, &roles, &context, plan.least, &|_| true);
        samples.extend(judged(gold, &context, &found));
    }
    Ok(samples)
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
