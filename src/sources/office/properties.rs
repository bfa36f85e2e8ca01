//! Title, author, language and date of a package, in the words of the Dublin Core that all three formats use.

use super::xml::{Piece, walk};
use crate::sources::SourceError;
use crate::sources::limits::Deadline;

#[derive(Debug, Default)]
pub struct Properties {
    pub title: String,
    pub creators: Vec<String>,
    pub publisher: String,
    pub language: String,
    pub date: String,
}

impl Properties {
    pub fn read(xml: &str, deadline: Deadline) -> Result<Self, SourceError> {
        let mut found = Self::default();
        let mut words = String::new();
        walk(xml, deadline, |piece| match piece {
            Piece::Open(..) => words.clear(),
            Piece::Text(text) => words.push_str(text),
            Piece::Close(name) => {
                let value = words.split_whitespace().collect::<Vec<_>>().join(" ");
                words.clear();
                if value.is_empty() {
                    return;
                }
                let first = |slot: &mut String| {
                    if slot.is_empty() {
                        slot.clone_from(&value);
                    }
                };
                match name {
                    "title" => first(&mut found.title),
                    "creator" | "initial-creator" if !found.creators.contains(&value) => {
                        found.creators.push(value);
                    }
                    "publisher" => first(&mut found.publisher),
                    "language" => first(&mut found.language),
                    "date" => first(&mut found.date),
                    _ => {}
                }
            }
        })?;
        Ok(found)
    }

    pub fn byline(&self) -> String {
        self.creators.join(", ")
    }
}

/// The title to take: the heading of the text that is its title, else what the package says if the text says it
/// too, else a first line that looks like a headline, else what the package says.
pub fn choose_title(heading: &str, said: &str, text: &str) -> String {
    if !heading.is_empty() {
        return heading.to_owned();
    }
    let said_in_text = text.lines().take(5).any(|line| line.trim() == said);
    if !said.is_empty() && said_in_text {
        return said.to_owned();
    }
    crate::sources::txt::title(text).unwrap_or(said).to_owned()
}
