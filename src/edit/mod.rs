//! Changes as values: an [`Edit`] sets one slot and returns its inverse, a [`Transaction`] is a labelled
//! list of edits, and [`History`] keeps what was done for undo and redo.
//!
//! The verbs are in [`actions`]: pure functions from a project to a transaction or a [`Refusal`].

pub mod actions;
mod draft;
mod history;
pub mod learn;
pub mod merge;
mod selection;
mod transaction;

pub use draft::{Author, Draft};
pub use history::{Applied, History};
pub use selection::{Item, Selection};
pub use transaction::{Edit, Touched, Transaction};

/// Why a change was not made. The message is for the analyst.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something that the action needs is gone, for example after an undo elsewhere.
    #[error("That {0} is no longer in the project.")]
    Gone(&'static str),
    /// The selection doesn't fit the action.
    #[error("{0}")]
    Unfit(String),
    /// The action would change nothing.
    #[error("{0}")]
    Nothing(String),
}
