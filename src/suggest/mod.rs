//! Suggestion engines and the text tools that they share with the editor: text → suggestions, pure.
//!
//! Everything here works on byte offsets into a string. Nothing here knows about projects in the making,
//! files, clocks or windows.

mod attribution;
mod crf;
pub mod cues;
mod engine;
mod grouping;
mod learned;
mod lists;
mod measures;
mod names;
mod plain;
pub mod propose;
pub mod quotes;
mod reading;
pub mod segment;
pub mod speaker;
mod tagger;
pub mod train;
mod trained;
mod weighing;

pub use engine::{Engine, Request};
pub use learned::LearnedRules;
pub use plain::PlainEngine;
pub use trained::TrainedEngine;

/// The engine of the window and of the command line where nothing else is asked for.
pub fn default_engine() -> &'static dyn Engine {
    &TrainedEngine
}
