//! Readers on files made by real producers, from texts that are known.

#[path = "../support/pdf_by_hand.rs"]
mod by_hand;
mod encodings;
mod html;
mod made;
mod markdown;
mod mutations;
mod packages;
mod pdf;
mod score;
mod texts;
