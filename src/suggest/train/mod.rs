//! Training: gold annotations → the bytes of every model.
//!
//! Deterministic by seed. The corpora come in as values and never leave: what goes out are hashes and weights. Which
//! corpora may be trained on is decided here and nowhere else.

mod claims;
mod fit;
mod gold;
mod judge;
mod names;
mod tags;

use self::claims::Below;
use self::fit::Settings;
use self::gold::Gold;
use self::judge::Plan;
use self::names::Guide;
use super::crf::{Model, ModelError};
use super::trained::Models;
use super::{Request, trained};
use crate::model::Suggestions;

/// Which corpora the weights are trained on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpora {
    /// Those with a clear licence, and those released for research without one.
    All,
    /// Those with a clear licence alone.
    Clear,
}

/// What a corpus is good for.
struct Corpus {
    file: &'static str,
    clear: bool,
    /// What its entities are; `None` where it has none to learn from.
    names: Option<Guide>,
    claims: Claims,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Claims {
    None,
    /// Learnt from only where nothing better is at hand.
    Spare,
    Full,
}

/// The files that are trained on. Those that are for measuring only are not among them.
const CORPORA: &[Corpus] = &[
    Corpus {
        file: "polnear_train",
        clear: false,
        names: None,
        claims: Claims::Full,
    },
    Corpus {
        file: "worldwide_train",
        clear: false,
        names: Some(Guide::Full),
        claims: Claims::None,
    },
    Corpus {
        file: "gum_nonnews_train",
        clear: true,
        names: Some(Guide::Mentions),
        claims: Claims::Spare,
    },
    Corpus {
        file: "wikigold",
        clear: true,
        names: Some(Guide::Classic),
        claims: Claims::None,
    },
    Corpus {
        file: "crossner_politics_train",
        clear: true,
        names: Some(Guide::Classic),
        claims: Claims::None,
    },
    Corpus {
        file: "btc_train",
        clear: true,
        names: Some(Guide::Three),
        claims: Claims::None,
    },
];

/// Corpora for names that are learnt from only where the larger one may not be.
const ONLY_WITH_CLEAR: &[&str] = &["btc_train"];

/// Genres of GUM whose texts may not be trained on: their licences bar commercial use or derived works.
const BARRED_GENRES: &[&str] = &[
    "essay",
    "fiction",
    "letter",
    "podcast",
    "whow",
    "conversation",
];

/// Why nothing was trained.
#[derive(Debug, thiserror::Error)]
pub enum TrainError {
    #[error("{file}.jsonl can’t be understood: {why}")]
    Corpus { file: String, why: String },
    #[error("the weights can’t be read back: {0}")]
    Weights(String),
}

impl From<ModelError> for TrainError {
    fn from(error: ModelError) -> Self {
        Self::Weights(error.to_string())
    }
}

/// The names of the files that [`train`] reads, without their ending.
pub fn files(corpora: Corpora) -> Vec<&'static str> {
    let used = CORPORA.iter().filter(|corpus| is_used(corpus, corpora));
    used.map(|corpus| corpus.file).collect()
}

fn is_used(corpus: &Corpus, corpora: Corpora) -> bool {
    match corpora {
        Corpora::All => !ONLY_WITH_CLEAR.contains(&corpus.file),
        Corpora::Clear => corpus.clear,
    }
}

/// The bytes of every model.
pub struct Weights {
    tagger: Vec<u8>,
    names: Vec<u8>,
    cues: Vec<u8>,
    roles: Vec<u8>,
    judge: Vec<u8>,
}

impl Weights {
    /// Names of files with their bytes.
    pub fn files(&self) -> [(&'static str, &[u8]); 5] {
        [
            ("tagger.bin", &self.tagger),
            ("names.bin", &self.names),
            ("cues.bin", &self.cues),
            ("roles.bin", &self.roles),
            ("judge.bin", &self.judge),
        ]
    }

    /// What the engine with these weights suggests.
    pub fn suggest(&self, request: &Request) -> Result<Suggestions, TrainError> {
        let models = Models {
            tagger: Model::read(&self.tagger)?,
            names: Model::read(&self.names)?,
            cues: Model::read(&self.cues)?,
            roles: Model::read(&self.roles)?,
            judge: Model::read(&self.judge)?,
        };
        Ok(trained::suggest_with(&models, request))
    }
}

/// Trains every model. `read` gives the lines of a file by its name; `tell` is told what is being done.
pub fn train<E: From<TrainError>>(
    corpora: Corpora,
    seed: u64,
    read: impl Fn(&str) -> Result<String, E>,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<Weights, E> {
    let mut all: Vec<(&Corpus, Vec<Gold>)> = Vec::new();
    for corpus in CORPORA.iter().filter(|corpus| is_used(corpus, corpora)) {
        tell(&format!("reading {}", corpus.file));
        let mut documents = gold::read(&read(corpus.file)?).map_err(|why| TrainError::Corpus {
            file: corpus.file.to_owned(),
            why,
        })?;
        documents.retain(|gold| !BARRED_GENRES.contains(&gold.genre.as_str()));
        all.push((corpus, documents));
    }
    Ok(fit_all(&all, corpora, seed, tell)?)
}

fn fit_all(
    all: &[(&Corpus, Vec<Gold>)],
    corpora: Corpora,
    seed: u64,
    tell: &(dyn Fn(&str) + Sync),
) -> Result<Weights, TrainError> {
    let each = || {
        all.iter()
            .flat_map(|(corpus, documents)| documents.iter().map(move |gold| (*corpus, gold)))
    };
    tell("parts of speech");
    let tagged: Vec<&Gold> = each()
        .map(|(_, gold)| gold)
        .filter(|gold| !gold.tags.is_empty())
        .collect();
    let tagger = tags::train(&tagged, seed);
    tell("names, times and quantities");
    let named: Vec<(&Gold, Guide)> = each()
        .filter_map(|(corpus, gold)| Some((gold, corpus.names?)))
        .collect();
    let names = names::train(&named, &Model::read(&tagger)?, &for_names(seed));
    let wanted = match corpora {
        Corpora::All => Claims::Full,
        Corpora::Clear => Claims::Spare,
    };
    let claimed: Vec<&Gold> = each()
        .filter(|(corpus, _)| corpus.claims == wanted)
        .map(|(_, gold)| gold)
        .collect();
    let found = {
        let below = Below {
            tagger: &Model::read(&tagger)?,
            names: &Model::read(&names)?,
        };
        judge::train(&claimed, below, &for_claims(seed), tell)?
    };
    Ok(Weights {
        tagger,
        names,
        cues: found.cues,
        roles: found.roles,
        judge: found.judge,
    })
}

/// Many features are left out: what is learnt from news of one sort must hold in others.
fn for_names(seed: u64) -> Settings {
    Settings {
        epochs: 8,
        averaged: 5,
        dropout: 0.4,
        seed,
        ..Settings::default()
    }
}

/// Chosen on the development files, among few others.
fn for_claims(seed: u64) -> Plan {
    let common = Settings {
        epochs: 7,
        seen: 3,
        seed,
        ..Settings::default()
    };
    Plan {
        cues: Settings {
            slots: 17,
            ..common
        },
        roles: common,
        judge: Settings {
            epochs: 8,
            slots: 14,
            dropout: 0.1,
            rate: 0.05,
            ..common
        },
        folds: 3,
        least: trained::LEAST,
    }
}
