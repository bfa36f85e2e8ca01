//! What a suggestion engine hands over: annotations without ids, for one text.
//!
//! Engines fill it, `edit` turns it into annotations in state *suggested*.

use super::{
    Anchor, Commitment, CueClass, Identifier, KindId, QuoteKind, Reason, Score, SourceKind,
};

/// Everything that one run of one engine suggests for one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Name of the engine, with its version.
    pub engine: String,
    pub entities: Vec<SuggestedEntity>,
    pub claims: Vec<SuggestedClaim>,
    /// What the engine could not do with this text, as people are told it: “Language not supported: names only”.
    pub limits: Option<String>,
}

/// An entity with the places that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedEntity {
    pub kind: KindId,
    pub name: String,
    /// What the words amount to: scheme `time` with an ISO 8601 date or interval, `value` with a number,
    /// `unit` with its unit, `precision` with `approximate`.
    pub identifiers: Vec<Identifier>,
    /// The rule that found it, as people are shown it.
    pub rule: String,
    pub mentions: Vec<SuggestedMention>,
}

/// One place that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedMention {
    pub anchor: Anchor,
    pub score: Score,
    pub reasons: Vec<Reason>,
}

/// A claim. Indices point into the same [`Suggestions`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedClaim {
    pub source: Option<Anchor>,
    /// Index into `entities`.
    pub source_entity: Option<usize>,
    pub source_kind: SourceKind,
    pub cue: Option<Anchor>,
    pub cue_class: CueClass,
    pub content: Anchor,
    pub quote_kind: QuoteKind,
    pub commitment: Commitment,
    /// Index into `claims`.
    pub via: Option<usize>,
    pub rule: String,
    pub score: Score,
    pub reasons: Vec<Reason>,
}
