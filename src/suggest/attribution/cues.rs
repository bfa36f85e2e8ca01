//! Finds reporting words: a chain model over the tokens of each sentence.

use std::ops::Range;

use super::context::Context;
use crate::suggest::crf::hash::{one, three, two};
use crate::suggest::crf::{Chain, Model};
use crate::suggest::lists;
use crate::suggest::tagger;

/// Outside, begin, inside, and one that is never used.
pub(crate) const LABELS: usize = 4;

/// What stands beyond a sentence's ends.
const EDGE: u32 = 0xED6E;

pub(crate) fn untrained() -> Chain<LABELS> {
    Chain::untrained(
        |to| to < 2,
        |from, to| from < 3 && to < 3 && (to != 2 || from > 0),
    )
}

/// A group of reporting words, as tokens, with how sure the model is that it begins there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub run: Range<usize>,
    pub sure: f32,
}

/// A sentence seen as a whole.
struct Sentence {
    run: Range<usize>,
    /// Number of finite verbs before each token.
    verbs: Vec<u16>,
    has_quotation: bool,
}

fn survey(context: &Context, run: &Range<usize>) -> Sentence {
    let mut verbs = Vec::with_capacity(run.len() + 1);
    let mut count = 0;
    for at in run.clone() {
        verbs.push(count);
        count += u16::from(tagger::is_finite(context.tags[at]));
    }
    verbs.push(count);
    Sentence {
        has_quotation: run.clone().any(|at| context.quoted[at] > 0),
        run: run.clone(),
        verbs,
    }
}

/// Adds the features of one token.
fn features(context: &Context, sentence: &Sentence, at: usize, found: &mut Vec<u32>) {
    words(context, &sentence.run, at, found);
    syntax(context, sentence, at, found);
    speech(context, sentence, at, found);
}

fn words(context: &Context, run: &Range<usize>, at: usize, found: &mut Vec<u32>) {
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .filter(|other| run.contains(other))
    };
    let small =
        |offset: isize| near(offset).map_or(EDGE, |other| context.reading.form(other).small);
    let stem = |offset: isize| near(offset).map_or(EDGE, |other| context.stems[other]);
    let form = context.reading.form(at);
    found.extend([
        1,
        one(2, form.small),
        one(3, form.exact),
        one(4, context.stems[at]),
        one(5, form.suffixes[2]),
        one(6, form.suffixes[1]),
        one(7, form.prefixes[3]),
        one(8, small(-1)),
        one(9, small(1)),
        one(10, small(-2)),
        one(11, small(2)),
        two(12, small(-1), form.small),
        two(13, form.small, small(1)),
        two(14, stem(0), small(1)),
        three(15, form.small, small(1), small(2)),
        three(16, small(-2), small(-1), form.small),
        two(17, small(-1), small(1)),
        two(18, stem(-1), stem(0)),
        one(19, small(3)),
        one(20, small(-3)),
        two(21, stem(0), small(2)),
    ]);
}

fn syntax(context: &Context, sentence: &Sentence, at: usize, found: &mut Vec<u32>) {
    let run = &sentence.run;
    let near = |offset: isize| {
        at.checked_add_signed(offset)
            .filter(|other| run.contains(other))
    };
    let tag = |offset: isize| near(offset).map_or(99, |other| u32::from(context.tags[other]));
    let class = |offset: isize| near(offset).map_or(99, |other| u32::from(context.classes[other]));
    let sort = |offset: isize| near(offset).map_or(99, |other| u32::from(context.sorts[other]));
    let stem = context.stems[at];
    found.extend([
        one(30, tag(0)),
        two(31, tag(-1), tag(0)),
        two(32, tag(0), tag(1)),
        three(33, tag(-1), tag(0), tag(1)),
        three(34, tag(-2), tag(-1), tag(0)),
        three(35, tag(0), tag(1), tag(2)),
        two(36, stem, tag(0)),
        three(37, stem, tag(0), tag(1)),
        three(38, stem, tag(-1), tag(0)),
        three(39, stem, tag(1), tag(2)),
        two(40, class(0), tag(0)),
        three(41, class(0), tag(0), tag(1)),
        three(42, class(0), tag(-1), tag(0)),
        two(43, class(-1), class(0)),
        two(44, class(0), class(1)),
        two(45, sort(-1), tag(0)),
        two(46, sort(1), tag(0)),
        three(47, sort(-1), class(0), sort(1)),
    ]);
    let (subject, gap) = subject(context, run, at);
    let lists = subject.map_or(0, |other| {
        context.reading.form(other).flags & (lists::OFFICIAL | lists::PAPER | lists::TITLE)
    });
    let subject_tag = subject.map_or(99, |other| u32::from(context.tags[other]));
    let subject_sort = subject.map_or(99, |other| u32::from(context.sorts[other]));
    let subject_word = subject.map_or(EDGE, |other| context.reading.form(other).small);
    found.extend([
        two(50, subject_tag, tag(0)),
        two(51, subject_sort, tag(0)),
        two(52, subject_word, tag(0)),
        two(53, subject_word, stem),
        three(54, subject_sort, class(0), gap),
        three(55, lists, class(0), tag(0)),
        three(56, subject_tag, stem, gap),
    ]);
}

/// The nearest noun or pronoun before a token, and how many words are in between.
fn subject(context: &Context, run: &Range<usize>, at: usize) -> (Option<usize>, u32) {
    let from = run.start.max(at.saturating_sub(12));
    let found = (from..at)
        .rev()
        .find(|other| tagger::is_nominal(context.tags[*other]));
    (found, found.map_or(9, |other| (at - other).min(6) as u32))
}

fn speech(context: &Context, sentence: &Sentence, at: usize, found: &mut Vec<u32>) {
    let run = &sentence.run;
    let stem = context.stems[at];
    let tag = u32::from(context.tags[at]);
    let class = u32::from(context.classes[at]);
    let quoted = context.quoted[at];
    let inside = u32::from(quoted > 0);
    let before = at.checked_sub(1).filter(|other| run.contains(other));
    let after = Some(at + 1).filter(|other| run.contains(other));
    let state = |other: Option<usize>| match other {
        None => 3,
        Some(other) if context.quoted[other] == 0 => 0,
        Some(other) if context.quoted[other] == quoted => 1,
        Some(_) => 2,
    };
    let quote = state(before) << 4 | state(after) << 2 | inside;
    let gap_before = (run.start..at)
        .rev()
        .take(8)
        .position(|other| context.quoted[other] > 0);
    let gap_after = (at + 1..run.end)
        .take(10)
        .position(|other| context.quoted[other] > 0);
    let gap = |gap: Option<usize>| gap.map_or(9, |gap| gap.min(8) as u32);
    let that = (at + 1..run.end)
        .take(5)
        .position(|other| context.reading.lower(other) == "that");
    let nth = at - run.start;
    let left = u32::from(sentence.verbs[nth].min(3));
    let right = u32::from((sentence.verbs[run.len()] - sentence.verbs[nth + 1]).min(3));
    let place = (nth.min(4) as u32) << 4 | (run.end - at).min(4) as u32;
    found.extend([
        one(60, quote),
        two(61, quote, class),
        two(62, quote, tag),
        two(63, quote, stem),
        three(64, gap(gap_before), gap(gap_after), class),
        two(65, gap(gap_before), tag),
        two(66, gap(gap_after), tag),
        three(67, gap(gap_before), inside, stem),
        two(68, that.map_or(9, |that| that as u32), class),
        two(69, that.map_or(9, |that| that as u32), stem),
        three(70, left, right, class),
        three(71, left, right, tag),
        two(72, place, class),
        two(73, place, tag),
        two(74, u32::from(sentence.has_quotation), class),
        three(75, right.min(1), inside, stem),
        two(76, run.len().min(40) as u32 / 8, class),
    ]);
    let comma = |other: Option<usize>| {
        other.is_some_and(|other| matches!(context.reading.lower(other), "," | ":"))
    };
    let commas = u32::from(comma(before)) << 1 | u32::from(comma(after));
    found.extend([two(77, commas, class), two(78, commas, stem)]);
}

/// The features of all tokens of a sentence, handed over one by one.
pub(crate) fn each(context: &Context, run: &Range<usize>, mut take: impl FnMut(usize, &[u32])) {
    let sentence = survey(context, run);
    let mut found = Vec::with_capacity(80);
    for at in run.clone() {
        found.clear();
        features(context, &sentence, at, &mut found);
        take(at, &found);
    }
}

/// The reporting words of a text: those on the best path, and others that may be some with at least `least`.
pub(crate) fn find(model: &Model<LABELS>, context: &Context, least: f32) -> Vec<Found> {
    let mut all = Vec::new();
    let mut emissions: Vec<[f32; LABELS]> = Vec::new();
    for run in &context.reading.sentences {
        emissions.clear();
        each(context, run, |_, features| {
            emissions.push(model.emission(features))
        });
        let marginals = model.chain.marginals(&emissions, |_| u32::MAX);
        let labels = model.chain.best(&emissions);
        let mut at = 0;
        while at < labels.len() {
            let sure = marginals.at(at)[1];
            let best = labels[at] == 1;
            if !best && (labels[at] == 2 || sure < least) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < labels.len() && labels[end] != 1 {
                let likely = marginals.at(end);
                let goes_on = if best {
                    labels[end] == 2
                } else {
                    likely[2] > 0.5 * sure
                };
                if !goes_on {
                    break;
                }
                end += 1;
            }
            all.push(Found {
                run: run.start + at..run.start + end,
                sure,
            });
            at = end;
        }
    }
    all
}
