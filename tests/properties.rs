//! What must hold whatever an analyst does: random changes from a seed, and after each the doctor is
//! content, the indices are right, undo gives back the exact earlier project and redo the exact later one.
//!
//! `CLAIMDESK_CASES` sets how many seeds are tried; a failure names its seed and step.

mod support;

#[path = "support/big_project.rs"]
#[allow(dead_code, reason = "the bench uses the rest")]
mod big_project;
#[path = "properties/dice.rs"]
mod dice;
#[path = "properties/history.rs"]
mod history;
#[path = "properties/laws.rs"]
mod laws;
#[path = "properties/lists.rs"]
mod lists;
#[path = "properties/merge.rs"]
mod merge;
#[path = "properties/moves.rs"]
mod moves;
#[path = "properties/refusals.rs"]
mod refusals;
#[path = "properties/session.rs"]
mod session;
#[path = "properties/verbs.rs"]
mod verbs;
