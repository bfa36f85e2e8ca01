//! Linear-chain conditional random fields (Lafferty, McCallum and Pereira 2001) over hashed features.
//!
//! A model is a table of features with a row of weights for each label, a byte a weight, and a matrix of
//! transitions. It is read in place from the bytes that ship, so loading costs nothing. Features are known by their
//! hashes only; nothing in a model can be read as words.

mod chain;
pub(crate) mod hash;
mod table;

pub(crate) use chain::{Chain, Marginals};
pub(crate) use table::{Model, ModelError, Writer};
