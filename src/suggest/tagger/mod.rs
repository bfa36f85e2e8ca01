//! Parts of speech: a chain model over the Penn Treebank's tags, some of them merged.

use super::crf::hash::{one, three, two};
use super::crf::{Chain, Model};
use super::reading::Reading;

/// Labels of the model; the last ones are never used.
pub(crate) const TAGS: usize = 32;

/// Tags by number. Some stand for several of the Penn Treebank's (Santorini 1990).
pub(crate) const NAMES: [&str; 29] = [
    "NN", "NNS", "NNP", "CD", "JJ", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "IN",
    "TO", "DT", "PRP", "PRP$", "WH", "CC", "EX", "POS", "RP", "UH", ",", ".", "QT", ":", "SYM",
];

/// A part of speech: a place in [`NAMES`].
pub(crate) type Tag = u8;

pub(crate) const NN: Tag = 0;
pub(crate) const NNS: Tag = 1;
pub(crate) const NNP: Tag = 2;
pub(crate) const CD: Tag = 3;
pub(crate) const JJ: Tag = 4;
pub(crate) const RB: Tag = 5;
pub(crate) const VB: Tag = 6;
pub(crate) const VBD: Tag = 7;
pub(crate) const VBP: Tag = 10;
pub(crate) const VBZ: Tag = 11;
pub(crate) const MD: Tag = 12;
pub(crate) const IN: Tag = 13;
pub(crate) const TO: Tag = 14;
pub(crate) const DT: Tag = 15;
pub(crate) const PRP: Tag = 16;
pub(crate) const PRPS: Tag = 17;
pub(crate) const CC: Tag = 19;
pub(crate) const POS: Tag = 21;

/// The tag for one of the Penn Treebank's.
pub(crate) fn of_penn(penn: &str) -> Tag {
    let name = match penn {
        "NNPS" => "NNP",
        "JJR" | "JJS" | "AFX" => "JJ",
        "RBR" | "RBS" => "RB",
        "PDT" => "DT",
        "WDT" | "WP" | "WP$" | "WRB" => "WH",
        "``" | "''" | "\"" => "QT",
        "HYPH" | "-LRB-" | "-RRB-" | "LS" | "NFP" | "FW" | "ADD" | "GW" | "XX" | "$" | "#" => "SYM",
        other => other,
    };
    NAMES
        .iter()
        .position(|known| *known == name)
        .unwrap_or(NAMES.len() - 1) as Tag
}

/// A verb in any form.
pub(crate) fn is_verb(tag: Tag) -> bool {
    (VB..=VBZ).contains(&tag)
}

/// A verb that has a subject.
pub(crate) fn is_finite(tag: Tag) -> bool {
    matches!(tag, VBD | VBP | VBZ | MD)
}

/// A noun or a pronoun.
pub(crate) fn is_nominal(tag: Tag) -> bool {
    matches!(tag, NN | NNS | NNP | PRP)
}

/// What a model knows before it has learnt: no label past the last tag.
pub(crate) fn untrained() -> Chain<TAGS> {
    let known = |tag: usize| tag < NAMES.len();
    Chain::untrained(known, |_, to| known(to))
}

/// The features of one token.
pub(crate) fn features(
    reading: &Reading,
    sentence: &std::ops::Range<usize>,
    at: usize,
    found: &mut Vec<u32>,
) {
    let near = |offset: isize| {
        let other = at.checked_add_signed(offset)?;
        sentence.contains(&other).then(|| reading.form(other))
    };
    let form = reading.form(at);
    let small = |offset: isize| near(offset).map_or(offset as u32 ^ 0xFACE, |form| form.small);
    let start = at == sentence.start;
    found.extend([
        1,
        one(2, form.small),
        one(3, form.exact),
        one(4, form.shape),
        two(5, form.suffixes[0], form.prefixes[0]),
        one(6, form.suffixes[1]),
        one(7, form.suffixes[2]),
        one(8, form.suffixes[3]),
        one(9, form.prefixes[1]),
        one(10, form.prefixes[2]),
        one(11, small(-1)),
        one(12, small(-2)),
        one(13, small(1)),
        one(14, small(2)),
        two(15, small(-1), form.small),
        two(16, form.small, small(1)),
        two(17, small(-1), small(1)),
        three(18, small(-2), small(-1), form.small),
        two(19, form.shape, u32::from(start)),
        two(20, form.flags, form.case as u32),
    ]);
    let suffix = |offset: isize| near(offset).map_or(0, |form| form.suffixes[2]);
    found.extend([
        one(21, suffix(-1)),
        one(22, suffix(1)),
        two(23, suffix(-1), form.suffixes[2]),
        two(24, form.suffixes[2], suffix(1)),
        two(25, small(-1), form.suffixes[2]),
        two(26, form.suffixes[1], small(1)),
        two(
            27,
            u32::from(form.lowered.is_some()),
            form.case as u32 | u32::from(start) << 8,
        ),
    ]);
}

/// The tags of all tokens.
pub(crate) fn tag(model: &Model<TAGS>, reading: &Reading) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(reading.tokens.len());
    let mut found = Vec::new();
    let mut emissions = Vec::new();
    for sentence in &reading.sentences {
        emissions.clear();
        for at in sentence.clone() {
            found.clear();
            features(reading, sentence, at, &mut found);
            emissions.push(model.emission(&found));
        }
        tags.extend(model.chain.best(&emissions));
    }
    tags
}
