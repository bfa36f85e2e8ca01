//! Samples for the model of names, times and quantities.

use super::fit::{Sample, Settings, fit};
use super::gold::Gold;
use crate::suggest::crf::Model;
use crate::suggest::names::features::Context;
use crate::suggest::names::{self, Sort};
use crate::suggest::reading::Reading;
use crate::suggest::tagger::{self, TAGS};

/// What a corpus annotates, so that what it leaves out is not learnt as being nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guide {
    /// Everything.
    Full,
    /// Persons, organisations, places, times and others.
    Mentions,
    /// Persons, organisations, places and others, peoples among these.
    Classic,
    /// Persons, organisations and places.
    Three,
}

/// The sort of a gold label.
pub(crate) fn sort_of(label: &str, guide: Guide) -> Option<Sort> {
    Some(match label {
        "PER" => Sort::Person,
        "ORG" => Sort::Organisation,
        "LOC" | "FAC" => Sort::Place,
        "NORP" => Sort::People,
        "DATE" => Sort::Time,
        "QUANT" => Sort::Quantity,
        "MISC" if guide != Guide::Full => return None,
        _ => Sort::Other,
    })
}

/// Fits the model to documents, each with what its corpus annotates.
pub(crate) fn train(
    documents: &[(&Gold, Guide)],
    tagger: &Model<TAGS>,
    settings: &Settings,
) -> Vec<u8> {
    let samples = documents
        .iter()
        .flat_map(|(gold, guide)| samples(gold, *guide, tagger))
        .collect();
    fit(samples, &names::untrained(), settings)
}

fn samples(gold: &Gold, guide: Guide, tagger: &Model<TAGS>) -> Vec<Sample> {
    let reading = Reading::new(&gold.text, &|| false);
    let tags = tagger::tag(tagger, &reading);
    let context = Context::new(&reading, &tags);
    let allowed = allowed(gold, guide, &reading);
    let mut found = Vec::new();
    let sentences = reading.sentences.iter();
    sentences
        .map(|sentence| {
            let mut sample = Sample::default();
            for at in sentence.clone() {
                found.clear();
                context.features(sentence, at, &mut found);
                sample.push(&found, allowed[at]);
            }
            sample
        })
        .collect()
}

/// The labels that each token may have, a bit a label.
fn allowed(gold: &Gold, guide: Guide, reading: &Reading) -> Vec<u32> {
    let both = |sort: Sort| 0b11 << sort.begin();
    let open = match guide {
        Guide::Full => 0,
        Guide::Mentions => both(Sort::People) | both(Sort::Quantity) | both(Sort::Other),
        Guide::Classic => {
            both(Sort::People) | both(Sort::Quantity) | both(Sort::Time) | both(Sort::Other)
        }
        Guide::Three => {
            both(Sort::People) | both(Sort::Quantity) | both(Sort::Time) | both(Sort::Other)
        }
    };
    let mut allowed = vec![1 | open; reading.tokens.len()];
    for entity in &gold.entities {
        let run = reading.run_of(&entity.range);
        match sort_of(&entity.label, guide) {
            Some(sort) => {
                for at in run.clone() {
                    allowed[at] = 1 << (sort.begin() + u8::from(at > run.start));
                }
            }
            None => {
                let some = both(Sort::Other) | both(Sort::People) | 1;
                run.for_each(|at| allowed[at] = some | open);
            }
        }
    }
    allowed
}
