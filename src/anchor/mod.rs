//! Old text, new text and anchors → anchors of the new text, or none.
//!
//! Unchanged stretches are found first ([`align`]) and carry their marks along exactly; what lies in a changed
//! one is looked for by its words and the words around them ([`place`]). A place is taken only where the words
//! and enough of what surrounds them agree: a mark without a place is better than one on the wrong words.
//! Nothing here knows projects, files or why a text changed.

mod align;
mod place;
#[cfg(test)]
mod tests;
mod tokens;
mod words;

pub use place::{Alignment, Kinship};
