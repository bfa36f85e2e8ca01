//! Names, times and quantities: a chain model over the tokens, then what a whole document knows.

pub(crate) mod features;
mod gazetteer;
pub(crate) mod measured;
pub(crate) mod pass;

use super::crf::{Chain, Model};
use super::lists;
use super::reading::{Reading, Run};
use super::tagger::Tag;

/// Labels of the model: outside, then begin and inside of each of [`Sort`], then one that is never used.
pub(crate) const LABELS: usize = 16;

/// What the model tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Sort {
    Person,
    Organisation,
    Place,
    /// A people, a faith, a party's members: “Iranian”.
    People,
    Time,
    Quantity,
    Other,
}

impl Sort {
    pub(crate) const ALL: [Self; 7] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::People,
        Self::Time,
        Self::Quantity,
        Self::Other,
    ];

    /// The label of a first token; that of the tokens after it is one more.
    pub(crate) fn begin(self) -> u8 {
        2 * self as u8 + 1
    }

    fn of_label(label: u8) -> Option<Self> {
        let at = usize::from(label).checked_sub(1)? / 2;
        Self::ALL.get(at).copied()
    }
}

/// A run of tokens with a label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    pub run: Run,
    pub sort: Sort,
    /// How sure the model is of the whole run, 0 to 1.
    pub sure: f32,
}

/// What a model knows before it has learnt: inside only after begin or inside of the same sort.
pub(crate) fn untrained() -> Chain<LABELS> {
    let is_inside = |label: usize| label != 0 && label.is_multiple_of(2);
    let known = |label: usize| label < 2 * Sort::ALL.len() + 1;
    Chain::untrained(
        |to| known(to) && !is_inside(to),
        |from, to| known(from) && known(to) && (!is_inside(to) || from == to || from + 1 == to),
    )
}

/// The scores of each label for each token.
pub(crate) fn emissions(
    model: &Model<LABELS>,
    reading: &Reading,
    tags: &[Tag],
) -> Vec<[f32; LABELS]> {
    let context = features::Context::new(reading, tags);
    let mut emissions = Vec::with_capacity(reading.tokens.len());
    let mut found = Vec::new();
    for sentence in &reading.sentences {
        for at in sentence.clone() {
            found.clear();
            context.features(sentence, at, &mut found);
            emissions.push(model.emission(&found));
        }
    }
    emissions
}

/// The best runs of each sentence.
pub(crate) fn decode(
    chain: &Chain<LABELS>,
    reading: &Reading,
    emissions: &[[f32; LABELS]],
) -> Vec<Found> {
    let mut all = Vec::new();
    for sentence in &reading.sentences {
        let part = &emissions[sentence.clone()];
        let labels = chain.best(part);
        if labels.iter().all(|label| *label == 0) {
            continue;
        }
        let marginals = chain.marginals(part, |_| u32::MAX);
        let mut at = 0;
        while at < labels.len() {
            let Some(sort) = Sort::of_label(labels[at]) else {
                at += 1;
                continue;
            };
            let mut end = at + 1;
            while end < labels.len() && labels[end] == sort.begin() + 1 {
                end += 1;
            }
            let lone_day = end == at + 1 && reading.form(sentence.start + at).is(lists::WEEKDAY);
            let sort = if lone_day && sort == Sort::Other {
                Sort::Time
            } else {
                sort
            };
            let sure = (at..end)
                .map(|place| marginals.at(place)[usize::from(labels[place])])
                .fold(1.0, f32::min);
            all.push(Found {
                run: sentence.start + at..sentence.start + end,
                sort,
                sure,
            });
            at = end;
        }
    }
    all
}
