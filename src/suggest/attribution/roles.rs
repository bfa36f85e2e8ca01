//! Finds the source and the content that belong to reporting words: a chain model over the paragraph around them.

use std::ops::Range;

use super::context::Context;
use crate::suggest::crf::hash::{mix, one, three, two};
use crate::suggest::crf::{Chain, Model};
use crate::suggest::reading::Case;
use crate::suggest::tagger;

/// Outside; begin, inside and end of a source; the same of a content; one that is never used. A single token is an
/// end, so that features of an end see what follows it.
pub(crate) const LABELS: usize = 8;
pub(crate) const SOURCE: u8 = 1;
pub(crate) const CONTENT: u8 = 4;
/// What an inside and an end add to a part's first label.
pub(crate) const INSIDE: u8 = 1;
pub(crate) const END: u8 = 2;

/// Sentences before and after the cue's own that are looked at, and tokens at most to either side.
const SENTENCES: usize = 3;
const REACH: usize = 140;

const EDGE: u32 = 0xED6E;

pub(crate) fn untrained() -> Chain<LABELS> {
    let goes_on = |label: usize| matches!(label, 1 | 2 | 4 | 5);
    let starts = |label: usize| matches!(label, 0 | 1 | 3 | 4 | 6);
    let part = |label: usize| label.div_ceil(3);
    Chain::untrained(starts, move |from, to| {
        let inside = matches!(to, 2 | 3 | 5 | 6) && part(from) == part(to);
        from < 7 && to < 7 && if goes_on(from) { inside } else { starts(to) }
    })
}

/// The tokens around a cue that are looked at.
pub(crate) fn window(context: &Context, cue: &Range<usize>) -> Range<usize> {
    let reading = context.reading;
    let byte = reading.tokens[cue.start].start as usize;
    let at = reading.paragraphs.partition_point(|p| p.range.end <= byte);
    let Some(paragraph) = reading.paragraphs.get(at) else {
        return cue.clone();
    };
    let sentence = context.sentence[cue.start] as usize;
    let first = sentence
        .saturating_sub(SENTENCES)
        .max(paragraph.sentences.start);
    let last =
        (context.sentence[cue.end - 1] as usize + SENTENCES).min(paragraph.sentences.end - 1);
    let start = reading.sentences[first]
        .start
        .max(cue.start.saturating_sub(REACH));
    let end = reading.sentences[last].end.min(cue.end + REACH);
    start..end.max(cue.end)
}

/// Counts of what lies between a token and the cue.
#[derive(Clone, Copy, Default)]
struct Between {
    commas: u8,
    marks: u8,
    verbs: u8,
    cues: u8,
    stops: u8,
    quotations: u8,
    that: bool,
    /// Hash of the tags in between, while they are few.
    path: u32,
}

impl Between {
    fn pass(mut self, context: &Context, at: usize, from: usize, cues: &[bool]) -> Self {
        let up = |count: &mut u8, holds: bool| *count = (*count + u8::from(holds)).min(5);
        let lower = context.reading.lower(at);
        up(&mut self.commas, lower == ",");
        up(
            &mut self.marks,
            context.reading.form(at).case == Case::Mark && lower != ",",
        );
        up(&mut self.verbs, tagger::is_finite(context.tags[at]));
        up(&mut self.cues, cues[at]);
        up(
            &mut self.stops,
            context.sentence[at] != context.sentence[from],
        );
        up(
            &mut self.quotations,
            context.quoted[at] != context.quoted[from],
        );
        self.that |= lower == "that";
        self.path = mix(self.path, u32::from(context.tags[at]) + 1);
        self
    }
}

/// A cue with its surroundings.
struct View<'c, 'r, 'a> {
    context: &'c Context<'r, 'a>,
    cue: Range<usize>,
    window: Range<usize>,
    between: Vec<Between>,
    head: u32,
    class: u32,
    /// What stands beside the cue.
    shape: u32,
    after: u32,
    /// The noun phrases that would be its subject, before and after it.
    before_subject: Range<usize>,
    after_subject: Range<usize>,
    cue_quoted: u32,
}

impl<'c, 'r, 'a> View<'c, 'r, 'a> {
    fn new(context: &'c Context<'r, 'a>, cue: &Range<usize>, cues: &[bool]) -> Self {
        let window = window(context, cue);
        let mut between = vec![Between::default(); window.len()];
        let mut so_far = Between::default();
        for at in (window.start..cue.start).rev() {
            between[at - window.start] = so_far;
            so_far = so_far.pass(context, at, cue.start, cues);
        }
        so_far = Between::default();
        for at in cue.end..window.end {
            between[at - window.start] = so_far;
            so_far = so_far.pass(context, at, cue.start, cues);
        }
        let head = context.head(cue);
        let tag = |at: Option<usize>| {
            at.filter(|at| window.contains(at))
                .map_or(99, |at| u32::from(context.tags[at]))
        };
        let beside = (tag(cue.start.checked_sub(1)), tag(Some(cue.end)));
        let after = Some(cue.end).filter(|at| window.contains(at));
        let quoted = |at: Option<usize>| {
            at.filter(|at| window.contains(at))
                .map_or(0, |at| u32::from(context.quoted[at] > 0))
        };
        let quote = quoted(cue.start.checked_sub(1)) << 1 | quoted(Some(cue.end));
        Self {
            head: context.stems[head],
            class: u32::from(context.classes[head]),
            shape: mix(mix(beside.0, beside.1), quote),
            after: after.map_or(EDGE, |at| context.reading.form(at).small),
            before_subject: subject_before(context, &window, cue.start),
            after_subject: subject_after(context, &window, cue.end),
            cue_quoted: context.quoted[cue.start],
            context,
            cue: cue.clone(),
            window,
            between,
        }
    }

    fn features(&self, at: usize, found: &mut Vec<u32>) {
        if self.cue.contains(&at) {
            found.extend([
                1,
                two(
                    2,
                    (at - self.cue.start).min(3) as u32,
                    (self.cue.end - at).min(3) as u32,
                ),
            ]);
            return;
        }
        let is_after = at >= self.cue.end;
        let distance = if is_after {
            at - self.cue.end
        } else {
            self.cue.start - 1 - at
        };
        let side = u32::from(is_after);
        self.words(at, side, found);
        self.place(at, side, distance, found);
        self.quotation(at, side, found);
    }

    fn words(&self, at: usize, side: u32, found: &mut Vec<u32>) {
        let context = self.context;
        let near = |offset: isize| {
            let other = at.checked_add_signed(offset)?;
            (self.window.contains(&other) && !self.cue.contains(&other)).then_some(other)
        };
        let small =
            |offset: isize| near(offset).map_or(EDGE, |other| context.reading.form(other).small);
        let tag = |offset: isize| near(offset).map_or(99, |other| u32::from(context.tags[other]));
        let form = context.reading.form(at);
        let sort = u32::from(context.sorts[at]);
        let between = self.between[at - self.window.start];
        let verbs =
            u32::from(between.verbs.min(2)) << 2 | u32::from(between.commas.min(2)) | side << 4;
        found.extend([
            one(9, side),
            two(10, form.small, side),
            two(11, small(-1), side),
            two(12, small(1), side),
            two(13, tag(0), side),
            three(14, tag(-1), tag(0), side),
            three(15, tag(0), tag(1), side),
            mix(three(16, tag(-1), tag(0), tag(1)), side),
            three(17, small(-1), form.small, side),
            three(18, form.small, small(1), side),
            three(19, sort, form.case as u32, side),
            two(20, tag(0), verbs),
            two(21, form.small, verbs),
            two(22, small(-1), verbs),
            two(23, small(1), verbs),
            three(24, tag(-1), tag(0), verbs),
            three(25, self.head, tag(0), side),
            three(26, self.head, form.small, side),
            three(27, self.class, tag(0), verbs),
            three(28, self.class, small(-1), verbs),
            mix(three(29, tag(-2), tag(-1), tag(0)), verbs),
            mix(three(30, tag(0), tag(1), tag(2)), verbs),
        ]);
        let official = form.flags
            & (crate::suggest::lists::OFFICIAL
                | crate::suggest::lists::PAPER
                | crate::suggest::lists::TITLE);
        found.push(three(31, official, tag(0), side));
    }

    fn place(&self, at: usize, side: u32, distance: usize, found: &mut Vec<u32>) {
        let between = self.between[at - self.window.start];
        let far = match distance {
            0..=5 => distance as u32,
            6..=9 => 6,
            10..=19 => 7,
            20..=39 => 8,
            _ => 9,
        };
        let counts = u32::from(between.commas.min(3))
            | u32::from(between.verbs.min(3)) << 2
            | u32::from(between.stops.min(3)) << 4
            | u32::from(between.cues.min(2)) << 6
            | u32::from(between.that) << 8
            | side << 9;
        let tag = u32::from(self.context.tags[at]);
        let subject = u32::from(self.before_subject.contains(&at))
            | u32::from(self.after_subject.contains(&at)) << 1
            | u32::from(self.before_subject.start == at) << 2
            | u32::from(self.after_subject.start == at) << 3
            | u32::from(self.before_subject.end == at) << 4
            | u32::from(self.after_subject.end == at) << 5;
        found.extend([
            two(40, far, side),
            three(41, far, side, tag),
            one(42, counts),
            two(43, counts, self.class),
            two(44, counts, self.head),
            three(45, subject, side, self.class),
            three(46, subject, self.head, tag),
            three(47, subject, self.shape, side),
            two(48, self.shape, counts),
            three(49, self.after, counts, far),
            three(50, self.after, self.class, counts),
            three(
                51,
                u32::from(between.stops),
                u32::from(between.marks.min(3)),
                side,
            ),
            three(52, self.shape, far, side),
            three(53, self.head, far, side),
            two(54, subject, counts),
        ]);
        if distance < 6 {
            found.push(three(55, between.path, tag, side));
            found.push(mix(three(56, between.path, tag, side), self.head));
        }
    }

    fn quotation(&self, at: usize, side: u32, found: &mut Vec<u32>) {
        let context = self.context;
        let between = self.between[at - self.window.start];
        let quoted = context.quoted[at];
        let near = |offset: isize| {
            let other = at
                .checked_add_signed(offset)
                .filter(|other| self.window.contains(other));
            other.map_or(3, |other| u32::from(context.quoted[other] == quoted))
        };
        let state = u32::from(quoted > 0)
            | u32::from(quoted == self.cue_quoted) << 1
            | near(-1) << 2
            | near(1) << 4
            | side << 6
            | u32::from(self.cue_quoted > 0) << 7;
        let marks = u32::from(between.quotations.min(4)) | u32::from(between.stops.min(3)) << 3;
        let mark = u32::from(context.reading.form(at).case == Case::Mark);
        let ends = at + 1 >= self.window.end || context.sentence[at + 1] != context.sentence[at];
        let starts = at == self.window.start || context.sentence[at - 1] != context.sentence[at];
        let edges = u32::from(ends) | u32::from(starts) << 1 | mark << 2;
        let small = context.reading.form(at).small;
        found.extend([
            one(60, state),
            two(61, state, marks),
            three(62, state, marks, self.class),
            three(63, state, edges, marks),
            three(64, state, self.shape, edges),
            three(65, edges, side, u32::from(between.verbs.min(2))),
            three(66, state, small, u32::from(between.commas.min(2))),
            three(67, edges, small, state),
            three(68, self.head, state, marks),
        ]);
    }
}

/// The noun phrase that ends before the cue, less adverbs and auxiliaries.
fn subject_before(context: &Context, window: &Range<usize>, cue: usize) -> Range<usize> {
    let mut end = cue;
    while end > window.start
        && (matches!(context.tags[end - 1], tagger::RB | tagger::MD | tagger::TO)
            || tagger::is_verb(context.tags[end - 1]))
        && cue - end < 6
    {
        end -= 1;
    }
    phrase_start(context, window, end)..end
}

/// Where the noun phrase that ends at `end` starts: prepositions join, finite verbs and commas part.
fn phrase_start(context: &Context, window: &Range<usize>, end: usize) -> usize {
    let mut start = end;
    while start > window.start && end - start < 14 {
        let tag = context.tags[start - 1];
        let lower = context.reading.lower(start - 1);
        let joins = tagger::is_nominal(tag)
            || matches!(
                tag,
                tagger::DT | tagger::JJ | tagger::CD | tagger::PRPS | tagger::POS
            )
            || matches!(
                lower,
                "of" | "for" | "in" | "from" | "’s" | "'s" | "-" | "." | "and"
            );
        if !joins {
            break;
        }
        start -= 1;
    }
    start
}

/// The noun phrase that begins after the cue.
fn subject_after(context: &Context, window: &Range<usize>, cue: usize) -> Range<usize> {
    let mut end = cue;
    while end < window.end && end - cue < 14 {
        let tag = context.tags[end];
        let lower = context.reading.lower(end);
        let joins = tagger::is_nominal(tag)
            || matches!(
                tag,
                tagger::DT | tagger::JJ | tagger::CD | tagger::PRPS | tagger::POS
            )
            || end > cue && matches!(lower, "of" | "for" | "’s" | "'s" | "-" | "." | "and");
        if !joins {
            break;
        }
        end += 1;
    }
    cue..end
}

/// The features of the tokens around a cue, handed over one by one. `cues` says which tokens are in any cue.
pub(crate) fn each(
    context: &Context,
    cue: &Range<usize>,
    cues: &[bool],
    mut take: impl FnMut(usize, &[u32]),
) -> Range<usize> {
    let view = View::new(context, cue, cues);
    let mut found = Vec::with_capacity(80);
    for at in view.window.clone() {
        found.clear();
        view.features(at, &mut found);
        take(at, &found);
    }
    view.window
}

/// The parts that belong to a cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    /// Runs of tokens.
    pub source: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
    /// How sure the model is of the least sure token of each part.
    pub source_sure: f32,
    pub content_sure: f32,
}

/// Finds the parts of one cue.
pub(crate) fn find(
    model: &Model<LABELS>,
    context: &Context,
    cue: &Range<usize>,
    cues: &[bool],
) -> Parts {
    let mut emissions: Vec<[f32; LABELS]> = Vec::new();
    let window = each(context, cue, cues, |at, features| {
        let mut emission = model.emission(features);
        if cue.contains(&at) {
            emission[0] += 100.0;
        }
        emissions.push(emission);
    });
    let labels = model.chain.best(&emissions);
    let marginals = model.chain.marginals(&emissions, |_| u32::MAX);
    let mut parts = Parts {
        source_sure: 1.0,
        content_sure: 1.0,
        ..Parts::default()
    };
    let mut at = 0;
    while at < labels.len() {
        let part = match labels[at] {
            0 => {
                at += 1;
                continue;
            }
            label if label < CONTENT => SOURCE,
            _ => CONTENT,
        };
        let mut end = at;
        while end + 1 < labels.len() && labels[end] != part + END {
            end += 1;
        }
        end += 1;
        let sure = (at..end)
            .map(|place| marginals.at(place)[usize::from(labels[place])])
            .sum::<f32>()
            / (end - at) as f32;
        let run = window.start + at..window.start + end;
        if part == SOURCE {
            parts.source_sure = parts.source_sure.min(sure);
            parts.source.push(run);
        } else {
            parts.content_sure = parts.content_sure.min(sure);
            parts.content.push(run);
        }
        at = end;
    }
    parts
}
