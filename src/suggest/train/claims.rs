//! Samples for the models of attribution: reporting words, and the parts that belong to them.

use std::ops::Range;

use super::fit::{Sample, Settings, fit};
use super::gold::Gold;
use crate::suggest::attribution::{Context, cues, roles};
use crate::suggest::crf::Model;
use crate::suggest::names::{self, Found};
use crate::suggest::reading::Reading;
use crate::suggest::tagger::{self, Tag};

/// The models that attribution stands on.
#[derive(Clone, Copy)]
pub(crate) struct Below<'m> {
    pub tagger: &'m Model<'m, { tagger::TAGS }>,
    pub names: &'m Model<'m, { names::LABELS }>,
}

impl Below<'_> {
    /// Tags and names of a text.
    pub(crate) fn read(&self, reading: &Reading) -> (Vec<Tag>, Vec<Found>) {
        let tags = tagger::tag(self.tagger, reading);
        let emissions = names::emissions(self.names, reading, &tags);
        let found = names::decode(&self.names.chain, reading, &emissions);
        (tags, found)
    }
}

/// Fits the model of reporting words.
pub(crate) fn train_cues(documents: &[&Gold], below: Below, settings: &Settings) -> Vec<u8> {
    let mut samples = Vec::new();
    for gold in documents {
        let reading = Reading::new(&gold.text, &|| false);
        let (tags, names) = below.read(&reading);
        let context = Context::new(&reading, &tags, &names);
        let mut labels = vec![0_u8; reading.tokens.len()];
        for run in runs(gold, &reading) {
            for at in run.clone() {
                labels[at] = 1 + u8::from(at > run.start);
            }
        }
        for sentence in &reading.sentences {
            let mut sample = Sample::default();
            cues::each(&context, sentence, |at, features| {
                sample.push(features, 1 << labels[at])
            });
            samples.push(sample);
        }
    }
    fit(samples, &cues::untrained(), settings)
}

/// The gold reporting words as runs of tokens.
fn runs(gold: &Gold, reading: &Reading) -> Vec<Range<usize>> {
    let all = gold.attributions.iter().filter(|a| !a.content.is_empty());
    let runs = all.filter_map(|a| run(&a.cue, reading));
    let mut runs: Vec<_> = runs.collect();
    runs.sort_by_key(|run| (run.start, run.end));
    runs.dedup_by(|next, before| next.start < before.end);
    runs
}

fn run(part: &[Range<usize>], reading: &Reading) -> Option<Range<usize>> {
    let longest = part.iter().max_by_key(|range| range.len())?;
    let run = reading.run_of(longest);
    let same = run.clone().next()?;
    let sentence = reading.sentences.partition_point(|s| s.end <= same);
    let end = run.end.min(reading.sentences.get(sentence)?.end);
    (run.start < end).then_some(run.start..end)
}

/// Fits the model of parts to gold reporting words.
pub(crate) fn train_roles(documents: &[&Gold], below: Below, settings: &Settings) -> Vec<u8> {
    let mut samples = Vec::new();
    for gold in documents {
        let reading = Reading::new(&gold.text, &|| false);
        let (tags, names) = below.read(&reading);
        let context = Context::new(&reading, &tags, &names);
        let mut in_cue = vec![false; reading.tokens.len()];
        for run in runs(gold, &reading) {
            in_cue[run].fill(true);
        }
        for attribution in &gold.attributions {
            let Some(cue) = run(&attribution.cue, &reading) else {
                continue;
            };
            let window = roles::window(&context, &cue);
            let mut labels = vec![0_u8; window.len()];
            let mut starts = vec![false; window.len()];
            for (part, label) in [
                (&attribution.content, roles::CONTENT),
                (&attribution.source, roles::SOURCE),
            ] {
                for range in part {
                    let run = reading.run_of(range);
                    for at in run
                        .clone()
                        .filter(|at| window.contains(at) && !cue.contains(at))
                    {
                        labels[at - window.start] = label;
                        starts[at - window.start] |= at == run.start;
                    }
                }
            }
            tidy(&mut labels, &starts);
            let mut sample = Sample::default();
            roles::each(&context, &cue, &in_cue, |at, features| {
                sample.push(features, 1 << labels[at - window.start]);
            });
            samples.push(sample);
        }
    }
    fit(samples, &roles::untrained(), settings)
}

/// Turns the parts of tokens into begin, inside and end. `starts` has the tokens where a span of the annotation begins.
fn tidy(labels: &mut [u8], starts: &[bool]) {
    let parts = labels.to_vec();
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| **part > 0) {
        let begins = at == 0 || parts[at - 1] != *part || starts[at];
        let ends = parts.get(at + 1) != Some(part) || starts.get(at + 1) == Some(&true);
        labels[at] = match (begins, ends) {
            (_, true) => part + roles::END,
            (true, false) => *part,
            (false, false) => part + roles::INSIDE,
        };
    }
}
