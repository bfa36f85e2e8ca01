//! Version 1 of the project file, as serde reads it. Terms, ids and times are strings here; [`read`]
//! checks them and builds the model, [`write`] writes the model.
//!
//! Fields that are empty or have their default are left out. Unknown fields are refused: the next save
//! would lose them without a word.

mod change;
mod fast;
mod fault;
mod memo;
mod misplaced;
mod read;
mod rules;
mod write;

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use smallvec::SmallVec;

pub use change::{Change, Heading, edits, write_change};
pub use fast::project as project_as_written;
pub use misplaced::{Misplaced, is_misplaced, project_to_repair};
pub use read::{Fault, Mismatch, Problem, project};
pub use rules::{RuleFile, read_rules, write_rules};
pub use write::write;

/// A string of the file: a part of it where it stands there without escapes.
type Words<'a> = Cow<'a, str>;
/// Byte offsets of spans, start inclusive, end exclusive. Nearly every anchor has one.
type Places = SmallVec<[(u32, u32); 1]>;
type Quotes<'a> = SmallVec<[Words<'a>; 1]>;

/// A whole project file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File<'a> {
    /// It is read ahead of the rest, to tell what types to read.
    pub version: u64,
    #[serde(default)]
    pub checksum: Words<'a>,
    pub id: Words<'a>,
    #[serde(default)]
    pub title: Words<'a>,
    pub kinds: Vec<Kind<'a>>,
    /// By name, then by id.
    #[serde(default)]
    pub entities: Vec<Entity<'a>>,
    /// In the order of the list.
    #[serde(default)]
    pub documents: Vec<Document<'a>>,
    /// By id.
    #[serde(default)]
    pub links: Vec<Link<'a>>,
    /// By what they say, then by their words.
    #[serde(default)]
    pub rules: Vec<Rule>,
    /// Whether a history is kept, the number of its records and the checksum of the last; empty without one.
    #[serde(default)]
    pub ledger: Words<'a>,
    /// The records of the history, the first one first.
    #[serde(default)]
    pub history: Vec<Words<'a>>,
}

/// A kind of entity. The colour is the number of a preset or `#rrggbb`; the key one character or none.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind<'a> {
    pub id: Words<'a>,
    pub name: Words<'a>,
    pub tag: Words<'a>,
    #[serde(default)]
    pub key: Words<'a>,
    pub colour: Words<'a>,
}

/// An entity. Identifiers are pairs of scheme and value.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity<'a> {
    pub id: Words<'a>,
    pub kind: Words<'a>,
    pub name: Words<'a>,
    #[serde(default)]
    pub notes: Words<'a>,
    #[serde(default)]
    pub identifiers: Vec<(Words<'a>, Words<'a>)>,
    pub made: Made<'a>,
}

/// A document with what stands on it: mentions by place, claims by the place of their content.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document<'a> {
    pub id: Words<'a>,
    pub title: Words<'a>,
    #[serde(default)]
    pub path: Words<'a>,
    #[serde(default)]
    pub address: Words<'a>,
    #[serde(default)]
    pub publisher: Words<'a>,
    #[serde(default)]
    pub byline: Words<'a>,
    #[serde(default)]
    pub published: Words<'a>,
    #[serde(default)]
    pub retrieved: Words<'a>,
    #[serde(default)]
    pub language: Words<'a>,
    #[serde(default)]
    pub media_type: Words<'a>,
    #[serde(default)]
    pub reader: Words<'a>,
    #[serde(default)]
    pub bytes_sha256: Words<'a>,
    #[serde(default)]
    pub notes: Words<'a>,
    pub text: Words<'a>,
    #[serde(default)]
    pub mentions: Vec<Mention<'a>>,
    #[serde(default)]
    pub claims: Vec<Claim<'a>>,
}

/// A mention. `at` are byte offsets into the text, start inclusive, end exclusive; `quote` the words there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention<'a> {
    pub id: Words<'a>,
    pub entity: Words<'a>,
    pub at: Places,
    pub quote: Quotes<'a>,
    #[serde(default)]
    pub notes: Words<'a>,
    pub made: Made<'a>,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim<'a> {
    pub id: Words<'a>,
    pub source: Source<'a>,
    pub cue: Cue<'a>,
    pub content: Content<'a>,
    /// Id of a claim, or empty.
    #[serde(default)]
    pub via: Words<'a>,
    pub commitment: Words<'a>,
    #[serde(default)]
    pub judgement: Judgement<'a>,
    #[serde(default)]
    pub notes: Words<'a>,
    pub made: Made<'a>,
}

/// Who says it; without words, `at` and `quote` are empty.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source<'a> {
    pub kind: Words<'a>,
    /// Id of an entity, or empty.
    #[serde(default)]
    pub entity: Words<'a>,
    #[serde(default)]
    pub at: Places,
    #[serde(default)]
    pub quote: Quotes<'a>,
}

/// The words that report it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue<'a> {
    pub class: Words<'a>,
    #[serde(default)]
    pub at: Places,
    #[serde(default)]
    pub quote: Quotes<'a>,
}

/// What is claimed. `kind` is the kind of quotation.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content<'a> {
    pub kind: Words<'a>,
    pub at: Places,
    pub quote: Quotes<'a>,
    #[serde(default)]
    pub paraphrase: Words<'a>,
}

/// The analyst's judgement; empty terms are open. The Admiralty code has `-` for an open place.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement<'a> {
    #[serde(default)]
    pub likelihood: Words<'a>,
    #[serde(default)]
    pub confidence: Words<'a>,
    #[serde(default)]
    pub admiralty: Words<'a>,
    /// Empty is `unreviewed`.
    #[serde(default)]
    pub verdict: Words<'a>,
}

/// A link. `to` is the id of a claim or of an entity.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link<'a> {
    pub id: Words<'a>,
    pub kind: Words<'a>,
    pub from: Words<'a>,
    pub to: Words<'a>,
    #[serde(default)]
    pub notes: Words<'a>,
    pub made: Made<'a>,
}

/// A learned rule. `says` is one of `kind` (with `kind`), `same` and `apart` (with `entity`, a name), `cue` (with
/// `class`), `no_entity`, `no_cue` and `no_claim`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    pub says: String,
    pub words: String,
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub entity: String,
    #[serde(default)]
    pub class: String,
    /// Empty is `on`.
    #[serde(default)]
    pub standing: String,
    pub decisions: u32,
    /// The file that it came from, or empty.
    #[serde(default)]
    pub imported: String,
    pub by: String,
    pub at: String,
}

/// Provenance: exactly one of `by` (a person), `engine` (with `rule`) and `import` (a format).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made<'a> {
    #[serde(default, deserialize_with = "bare")]
    pub by: Option<Words<'a>>,
    #[serde(default, deserialize_with = "bare")]
    pub engine: Option<Words<'a>>,
    #[serde(default)]
    pub rule: Words<'a>,
    #[serde(default, deserialize_with = "bare")]
    pub import: Option<Words<'a>>,
    pub at: Words<'a>,
    /// Empty is `accepted`.
    #[serde(default)]
    pub state: Words<'a>,
    /// In hundredths.
    #[serde(default, deserialize_with = "bare")]
    pub score: Option<i16>,
    /// Reasons with their weights in hundredths.
    #[serde(default)]
    pub why: Vec<(Words<'a>, i16)>,
    /// Who decided the state, and when.
    #[serde(default, deserialize_with = "bare")]
    pub review: Option<(Words<'a>, Words<'a>)>,
}

/// A field that may be absent and is written without `Some` where it is there.
fn bare<'de, T: Deserialize<'de>, D: Deserializer<'de>>(source: D) -> Result<Option<T>, D::Error> {
    T::deserialize(source).map(Some)
}
