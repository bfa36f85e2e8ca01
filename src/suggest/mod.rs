//! Suggestion engines and the text tools that they share with the editor: text → suggestions, pure.
//!
//! Everything here works on byte offsets into a string. Nothing here knows about projects in the making,
//! files, clocks or windows.

pub mod cues;
mod engine;
mod learned;
mod plain;
pub mod propose;
pub mod quotes;
pub mod segment;

pub use engine::{Engine, Request};
pub use learned::LearnedRules;
pub use plain::PlainEngine;

/// The engine of the window and of the command line where nothing else is asked for.
pub fn default_engine() -> &'static dyn Engine {
    &PlainEngine
}
