//! Samples for the tagger.

use super::fit::{Sample, Settings, fit};
use super::gold::Gold;
use crate::suggest::reading::Reading;
use crate::suggest::tagger;

/// Fits the tagger to documents with tags.
pub(crate) fn train(documents: &[&Gold], seed: u64) -> Vec<u8> {
    let samples = documents.iter().flat_map(|gold| samples(gold)).collect();
    let settings = Settings {
        epochs: 8,
        slots: 16,
        seed,
        dropout: 0.1,
        ..Settings::default()
    };
    fit(samples, &tagger::untrained(), &settings)
}

fn samples(gold: &Gold) -> Vec<Sample> {
    let reading = Reading::new(&gold.text, &|| false);
    let wanted = wanted(gold, &reading);
    let mut found = Vec::new();
    let sentences = reading.sentences.iter();
    sentences
        .map(|sentence| {
            let mut sample = Sample::default();
            for at in sentence.clone() {
                found.clear();
                tagger::features(&reading, sentence, at, &mut found);
                sample.push(&found, wanted[at].map_or(u32::MAX >> 3, |tag| 1 << tag));
            }
            sample
        })
        .collect()
}

/// The tag of each token: that of the gold token with the same start.
pub(crate) fn wanted(gold: &Gold, reading: &Reading) -> Vec<Option<tagger::Tag>> {
    let mut next = 0;
    let tokens = reading.tokens.iter();
    tokens
        .map(|token| {
            while gold
                .tags
                .get(next)
                .is_some_and(|(range, _)| range.end <= token.start as usize)
            {
                next += 1;
            }
            let (range, tag) = gold.tags.get(next)?;
            (range.start <= token.start as usize).then(|| tagger::of_penn(tag))
        })
        .collect()
}
