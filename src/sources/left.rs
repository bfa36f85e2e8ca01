//! What a reader took of a file and what it left out: the file's whole text, paragraph by paragraph.

use std::collections::HashSet;

/// Paragraphs with fewer letters and digits count as taken only if a line of the text is the same: a page number
/// is in many a date.
const SHORT: usize = 12;

/// A paragraph of all that a file shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub text: String,
    /// Whether the document has it.
    pub taken: bool,
}

/// Compares what the document has with all that its file shows, in the order of the file.
pub fn compare(taken: &str, all: &str) -> Vec<Passage> {
    let lines: HashSet<String> = taken.lines().map(letters).collect();
    let whole = letters(taken);
    let said_lines: HashSet<String> = all.lines().map(letters).collect();
    let mut passages = Vec::new();
    // A headline that stands nowhere on the page, but in what the page says of itself.
    if let Some(first) = taken.lines().find(|line| !line.trim().is_empty())
        && !said_lines.contains(&letters(first))
        && !letters(all).contains(&letters(first))
    {
        passages.push(Passage {
            text: first.trim().to_owned(),
            taken: true,
        });
    }
    for line in all.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let bare = letters(line);
        let has = match bare.chars().count() < SHORT {
            true => lines.contains(&bare),
            false => whole.contains(&bare),
        };
        passages.push(Passage {
            text: line.to_owned(),
            taken: has,
        });
    }
    passages
}

/// The letters and digits of some words: lines that are broken in other places are the same.
fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_surrounds_the_text_is_told_from_it() {
        let taken = "Bridge closes\n\nThe bridge closes on Monday, for 3 weeks.";
        let all = "Home\n\nBridge closes\n\nThe bridge closes\non Monday, for 3 weeks.\n\n3\n\nRelated: a tunnel opens";
        let left: Vec<_> = compare(taken, all)
            .into_iter()
            .filter(|p| !p.taken)
            .map(|p| p.text)
            .collect();
        assert_eq!(left, ["Home", "3", "Related: a tunnel opens"]);
    }
}
