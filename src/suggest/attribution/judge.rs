//! Judges candidates: whether reporting words with their parts are a claim, all things considered.

use std::ops::Range;

use super::context::Context;
use super::roles::Parts;
use super::{cues, repair, roles};
use crate::suggest::crf::hash::{one, three, two};
use crate::suggest::crf::{Chain, Model};
use crate::suggest::lists;
use crate::suggest::tagger;

/// Not a claim, a claim.
pub(crate) const LABELS: usize = 2;

/// Cues that are surer than this count as cues for the parts of others.
const CUE: f32 = 0.5;
/// Cues that are followed up: one for so many tokens at most, so that no text takes long.
const ONE_CUE_IN: usize = 6;

pub(crate) fn untrained() -> Chain<LABELS> {
    Chain::untrained(|_| true, |_, _| true)
}

/// Reporting words with the parts that would belong to them.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub cue: cues::Found,
    pub parts: Parts,
    /// Told by its layout; not for the judge.
    pub signed: bool,
}

/// All candidates of a text with at least `least`, in order; those without content are left out.
pub(crate) fn candidates(
    cues_model: &Model<{ cues::LABELS }>,
    roles_model: &Model<{ roles::LABELS }>,
    context: &Context,
    least: f32,
    wanted: &dyn Fn(usize) -> bool,
) -> Vec<Candidate> {
    let mut found = cues::find(cues_model, context, least);
    found.truncate(context.reading.tokens.len() / ONE_CUE_IN + 3);
    let mut in_cue = vec![false; context.reading.tokens.len()];
    for cue in found.iter().filter(|cue| cue.sure > CUE) {
        in_cue[cue.run.clone()].fill(true);
    }
    let mut all: Vec<Candidate> = found
        .into_iter()
        .filter(|cue| wanted(cue.run.start))
        .map(|cue| {
            let mut parts = roles::find(roles_model, context, &cue.run, &in_cue);
            let window = roles::window(context, &cue.run);
            repair::repair(context, &cue.run, &window, &mut parts);
            let signed = repair::over_the_line(context, &cue.run, &mut parts);
            Candidate { cue, parts, signed }
        })
        .filter(|candidate| !candidate.parts.content.is_empty())
        .collect();
    let mut signed = repair::signed(context);
    signed.retain(|(cue, _)| wanted(cue.run.start));
    let mut taken = vec![false; context.reading.tokens.len()];
    for run in signed.iter().flat_map(|(_, parts)| &parts.content) {
        taken[run.clone()].fill(true);
    }
    all.retain(|other| {
        !other
            .parts
            .content
            .iter()
            .any(|run| taken[run.clone()].contains(&true))
    });
    all.extend(signed.into_iter().map(|(cue, parts)| Candidate {
        cue,
        parts,
        signed: true,
    }));
    all.sort_by_key(|candidate| candidate.cue.run.start);
    all
}

/// A probability as one of some steps of its logit.
fn step(sure: f32) -> u32 {
    let logit = (sure.max(1e-4) / (1.0 - sure).max(1e-4)).ln();
    ((logit * 1.5).round().clamp(-9.0, 9.0) + 9.0) as u32
}

fn size(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=35 => 8,
        _ => 9,
    }
}

/// Adds the features of a candidate among all of its text.
pub(crate) fn features(context: &Context, all: &[Candidate], at: usize, found: &mut Vec<u32>) {
    found.clear();
    let candidate = &all[at];
    sureness(candidate, found);
    cue(context, candidate, found);
    source(context, candidate, found);
    content(context, candidate, found);
    others(context, all, at, found);
}

fn sureness(candidate: &Candidate, found: &mut Vec<u32>) {
    let parts = &candidate.parts;
    let cue = step(candidate.cue.sure);
    let source = if parts.source.is_empty() {
        30
    } else {
        step(parts.source_sure)
    };
    let content = step(parts.content_sure);
    found.extend([
        1,
        one(2, cue),
        one(3, source),
        one(4, content),
        two(5, cue / 2, source / 2),
        two(6, cue / 2, content / 2),
        two(7, source / 2, content / 2),
        three(8, cue / 3, source / 3, content / 3),
        two(9, cue / 4, u32::from(parts.source.is_empty())),
    ]);
}

fn cue(context: &Context, candidate: &Candidate, found: &mut Vec<u32>) {
    let run = &candidate.cue.run;
    let head = context.head(run);
    let stem = context.stems[head];
    let tag = u32::from(context.tags[head]);
    let class = u32::from(context.classes[head]);
    let sure = step(candidate.cue.sure) / 4;
    let no_source = u32::from(candidate.parts.source.is_empty());
    let first = context.reading.form(run.start).small;
    let last = context.reading.form(run.end - 1).small;
    found.extend([
        two(20, stem, sure),
        two(21, stem, no_source),
        three(22, tag, class, sure),
        two(23, size(run.len()), tag),
        two(24, first, no_source),
        one(25, last),
        three(26, class, no_source, u32::from(context.quoted[head] > 0)),
        two(27, tag, no_source),
        one(28, stem),
    ]);
}

fn source(context: &Context, candidate: &Candidate, found: &mut Vec<u32>) {
    let Some(run) = candidate.parts.source.first() else {
        return;
    };
    let reading = context.reading;
    let nominal = |at: &usize| tagger::is_nominal(context.tags[*at]);
    let head = run
        .clone()
        .find(|at| nominal(at) && !nominal(&(at + 1).min(run.end - 1)));
    let head = head
        .or_else(|| run.clone().rfind(nominal))
        .unwrap_or(run.start);
    let flags = reading.form(head).flags
        & (lists::OFFICIAL | lists::PAPER | lists::TITLE | lists::ORGANISATION);
    let sort = run
        .clone()
        .map(|at| u32::from(context.sorts[at]))
        .max()
        .unwrap_or_default();
    let is_before = u32::from(run.start < candidate.cue.run.start);
    let gap = if run.start < candidate.cue.run.start {
        candidate.cue.run.start.saturating_sub(run.end)
    } else {
        run.start.saturating_sub(candidate.cue.run.end)
    };
    let tag = u32::from(context.tags[head]);
    let class = u32::from(context.classes[context.head(&candidate.cue.run)]);
    found.extend([
        one(40, reading.form(head).small),
        two(41, flags, tag),
        two(42, sort, class),
        three(43, size(run.len()), is_before, size(gap)),
        two(44, tag, class),
        two(45, candidate.parts.source.len() as u32, is_before),
        three(46, flags, tag, step(candidate.cue.sure) / 4),
        two(47, sort, tag),
    ]);
}

fn content(context: &Context, candidate: &Candidate, found: &mut Vec<u32>) {
    let parts = &candidate.parts;
    let tokens: usize = parts.content.iter().map(Range::len).sum();
    let quoted = parts
        .content
        .iter()
        .flat_map(Clone::clone)
        .filter(|at| context.quoted[*at] > 0)
        .count();
    let share = if quoted == 0 {
        0
    } else if quoted + 2 >= tokens {
        2
    } else {
        1
    };
    let first = parts.content[0].start;
    let last = parts.content[parts.content.len() - 1].end;
    let is_after = u32::from(first >= candidate.cue.run.end);
    let verbs = parts
        .content
        .iter()
        .flat_map(Clone::clone)
        .filter(|at| tagger::is_finite(context.tags[*at]))
        .count();
    let ends = last >= context.sentence.len()
        || context.sentence[last] != context.sentence[last - 1]
        || context.reading.lower(last) == ".";
    let gap = if is_after == 1 {
        first.saturating_sub(candidate.cue.run.end)
    } else {
        0
    };
    let class = u32::from(context.classes[context.head(&candidate.cue.run)]);
    found.extend([
        two(60, size(tokens), share),
        two(61, share, is_after),
        three(62, share, class, is_after),
        two(63, verbs.min(3) as u32, size(tokens)),
        two(64, u32::from(ends), is_after),
        one(65, context.reading.form(first).small),
        two(66, u32::from(context.tags[first]), class),
        two(67, parts.content.len().min(4) as u32, share),
        two(68, size(gap), is_after),
        three(69, verbs.min(2) as u32, share, step(candidate.cue.sure) / 4),
        two(
            70,
            context.stems[context.head(&candidate.cue.run)],
            verbs.min(1) as u32,
        ),
        two(71, context.stems[context.head(&candidate.cue.run)], share),
    ]);
}

fn others(context: &Context, all: &[Candidate], at: usize, found: &mut Vec<u32>) {
    let candidate = &all[at];
    let sentence = |cue: &cues::Found| context.sentence[cue.run.start];
    let (mut inside, mut overlapped, mut same, mut surer, mut same_source) = (0, 0, 0, 0, 0);
    for other in (at.saturating_sub(6)..(at + 7).min(all.len())).filter(|other| *other != at) {
        let other = &all[other];
        let covers = |run: &Range<usize>| {
            run.start <= candidate.cue.run.start && candidate.cue.run.end <= run.end
        };
        if other.parts.content.iter().any(covers) {
            inside = inside.max(step(other.cue.sure) / 3 + 1);
        }
        let meets = |a: &Range<usize>| {
            candidate
                .parts
                .content
                .iter()
                .any(|b| a.start < b.end && b.start < a.end)
        };
        if other.parts.content.iter().any(meets) && other.cue.sure > candidate.cue.sure {
            overlapped = overlapped.max(step(other.cue.sure) / 3 + 1);
        }
        if sentence(&other.cue) == sentence(&candidate.cue) {
            same += 1;
            surer += u32::from(other.cue.sure > candidate.cue.sure);
            same_source += u32::from(
                other.parts.source == candidate.parts.source && other.cue.sure > candidate.cue.sure,
            );
        }
    }
    let sure = step(candidate.cue.sure) / 4;
    found.extend([
        two(80, inside, sure),
        two(81, overlapped, sure),
        two(82, same.min(4), surer.min(3)),
        two(83, same_source.min(2), sure),
        three(84, inside, overlapped, sure),
        two(85, inside, u32::from(candidate.parts.source.is_empty())),
    ]);
}

/// The probability of each candidate.
pub(crate) fn judge(model: &Model<LABELS>, context: &Context, all: &[Candidate]) -> Vec<f32> {
    let mut found = Vec::new();
    (0..all.len())
        .map(|at| {
            if all[at].signed {
                return all[at].cue.sure.max(0.6);
            }
            features(context, all, at, &mut found);
            let [no, yes] = model.emission(&found);
            let starts = model.chain.starts;
            1.0 / (1.0 + (no + starts[0] - yes - starts[1]).exp())
        })
        .collect()
}
