//! Version 1 of the project file, as serde reads it. Terms, ids and times are strings here; [`read`]
//! checks them and builds the model, [`write`] writes the model.
//!
//! Fields that are empty or have their default are left out. Unknown fields are refused: the next save
//! would lose them without a word.

mod change;
mod read;
mod rules;
mod write;

use serde::{Deserialize, Deserializer};

pub use change::{Change, Heading, edits, write_change};
pub use read::{Mismatch, Problem, project};
pub use rules::{RuleFile, read_rules, write_rules};
pub use write::write;

/// A whole project file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[expect(
        dead_code,
        reason = "it is read ahead of the rest, to tell what types to read"
    )]
    pub version: u64,
    #[serde(default)]
    pub checksum: String,
    pub id: String,
    #[serde(default)]
    pub title: String,
    pub kinds: Vec<Kind>,
    /// By name, then by id.
    #[serde(default)]
    pub entities: Vec<Entity>,
    /// In the order of the list.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// By id.
    #[serde(default)]
    pub links: Vec<Link>,
    /// By what they say, then by their words.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// A kind of entity. The colour is the number of a preset or `#rrggbb`; the key one character or none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    pub name: String,
    pub tag: String,
    #[serde(default)]
    pub key: String,
    pub colour: String,
}

/// An entity. Identifiers are pairs of scheme and value.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    pub id: String,
    pub kind: String,
    pub name: String,
    #[serde(default)]
    pub notes: String,
    #[serde(default)]
    pub identifiers: Vec<(String, String)>,
    pub made: Made,
}

/// A document with what stands on it: mentions by place, claims by the place of their content.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub path: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub publisher: String,
    #[serde(default)]
    pub byline: String,
    #[serde(default)]
    pub published: String,
    #[serde(default)]
    pub retrieved: String,
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    pub media_type: String,
    #[serde(default)]
    pub reader: String,
    #[serde(default)]
    pub bytes_sha256: String,
    #[serde(default)]
    pub notes: String,
    pub text: String,
    #[serde(default)]
    pub mentions: Vec<Mention>,
    #[serde(default)]
    pub claims: Vec<Claim>,
}

/// A mention. `at` are byte offsets into the text, start inclusive, end exclusive; `quote` the words there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    pub id: String,
    pub entity: String,
    pub at: Vec<(u32, u32)>,
    pub quote: Vec<String>,
    #[serde(default)]
    pub notes: String,
    pub made: Made,
}

/// A claim.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub id: String,
    pub source: Source,
    pub cue: Cue,
    pub content: Content,
    /// Id of a claim, or empty.
    #[serde(default)]
    pub via: String,
    pub commitment: String,
    #[serde(default)]
    pub judgement: Judgement,
    #[serde(default)]
    pub notes: String,
    pub made: Made,
}

/// Who says it; without words, `at` and `quote` are empty.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub kind: String,
    /// Id of an entity, or empty.
    #[serde(default)]
    pub entity: String,
    #[serde(default)]
    pub at: Vec<(u32, u32)>,
    #[serde(default)]
    pub quote: Vec<String>,
}

/// The words that report it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    pub class: String,
    #[serde(default)]
    pub at: Vec<(u32, u32)>,
    #[serde(default)]
    pub quote: Vec<String>,
}

/// What is claimed. `kind` is the kind of quotation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    pub kind: String,
    pub at: Vec<(u32, u32)>,
    pub quote: Vec<String>,
    #[serde(default)]
    pub paraphrase: String,
}

/// The analyst's judgement; empty terms are open. The Admiralty code has `-` for an open place.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    #[serde(default)]
    pub likelihood: String,
    #[serde(default)]
    pub confidence: String,
    #[serde(default)]
    pub admiralty: String,
    /// Empty is `unreviewed`.
    #[serde(default)]
    pub verdict: String,
}

/// A link. `to` is the id of a claim or of an entity.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub id: String,
    pub kind: String,
    pub from: String,
    pub to: String,
    #[serde(default)]
    pub notes: String,
    pub made: Made,
}

/// A learned rule. `says` is one of `kind` (with `kind`), `same` and `apart` (with `entity`, a name), `cue` (with
/// `class`), `no_entity`, `no_cue` and `no_claim`.
#[derive(Debug, Deserialize)]
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
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    #[serde(default, deserialize_with = "bare")]
    pub by: Option<String>,
    #[serde(default, deserialize_with = "bare")]
    pub engine: Option<String>,
    #[serde(default)]
    pub rule: String,
    #[serde(default, deserialize_with = "bare")]
    pub import: Option<String>,
    pub at: String,
    /// Empty is `accepted`.
    #[serde(default)]
    pub state: String,
    /// In hundredths.
    #[serde(default, deserialize_with = "bare")]
    pub score: Option<i16>,
    /// Reasons with their weights in hundredths.
    #[serde(default)]
    pub why: Vec<(String, i16)>,
    /// Who decided the state, and when.
    #[serde(default, deserialize_with = "bare")]
    pub review: Option<(String, String)>,
}

/// A field that may be absent and is written without `Some` where it is there.
fn bare<'de, T: Deserialize<'de>, D: Deserializer<'de>>(source: D) -> Result<Option<T>, D::Error> {
    T::deserialize(source).map(Some)
}
