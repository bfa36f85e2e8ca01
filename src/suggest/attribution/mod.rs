//! Who says what: a model finds the reporting words, a second one finds, for each of them, the words of the source and
//! of the content in its paragraph, and a third one judges whether the whole is a claim.

pub(crate) mod context;
pub(crate) mod cues;
pub(crate) mod judge;
mod repair;
pub(crate) mod roles;

pub(crate) use context::Context;
