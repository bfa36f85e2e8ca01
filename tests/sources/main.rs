//! Readers on files made by real producers, from texts that are known.

mod encodings;
mod html;
mod made;
mod markdown;
mod mutations;
mod packages;
mod score;
mod texts;
