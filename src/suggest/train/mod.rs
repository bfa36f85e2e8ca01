//! Training: gold annotations → the bytes of every model.
//!
//! Deterministic by seed. The corpora come in as values and never leave: what goes out are hashes and weights.

pub(crate) mod claims;
pub(crate) mod fit;
pub(crate) mod gold;
pub(crate) mod names;
pub(crate) mod tags;
