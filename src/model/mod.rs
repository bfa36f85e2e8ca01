//! The project as plain data: documents, entities, mentions, claims, links and the label schema.
//!
//! Values here are valid by construction where a type can hold the rule (spans, anchors, vocabularies);
//! what only the whole project can tell is checked by [`doctor`]. Nothing here knows about files,
//! formats, undo or windows.

mod anchor;
mod claim;
pub mod doctor;
mod document;
mod entity;
mod ids;
mod index;
mod ledger;
mod link;
mod offsets;
mod project;
mod provenance;
mod rule;
mod schema;
mod suggestion;
mod text;
pub(crate) mod threads;
pub(crate) mod vocabulary;

pub use anchor::Anchor;
pub use claim::{
    Admiralty, Claim, Commitment, Confidence, Content, Cue, CueClass, InformationCredibility,
    Judgement, Likelihood, QuoteKind, Source, SourceKind, SourceReliability, Verdict,
};
pub use document::{Document, Origin};
pub use entity::{Entity, Identifier, Mention};
pub use ids::{ClaimId, DocumentId, EntityId, IdSource, LinkId, MentionId, ProjectId, RuleId};
pub use ledger::Ledger;
pub use link::{Link, LinkKind, LinkTarget};
pub use offsets::{OffsetMap, OffsetUnit};
pub(crate) use project::Parts;
pub use project::{AnnotationId, Project};
pub use provenance::{Maker, Provenance, Reason, Review, ReviewState, Score, Timestamp};
pub use rule::{Lesson, Rule, Standing, rule_words, same_words};
pub use schema::{Colour, Kind, KindId, LabelSchema, PRESET_COUNT, Rgb};
pub use suggestion::{SuggestedClaim, SuggestedEntity, SuggestedMention, Suggestions};
pub(crate) use text::hex;
pub use text::{Span, Text, TextError};
