//! Fuzzy matching for palette and choosers: which lines answer the typed words, best first, and by which letters.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_segmentation::UnicodeSegmentation;

/// Where the letters were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Label,
    Detail,
    /// In words that the line doesn't show.
    Elsewhere,
}

/// A line that answers the typed words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub score: u32,
    pub place: Place,
    /// Numbers of the letters (grapheme clusters) that were matched, ascending.
    pub letters: Vec<u32>,
}

/// What the typed words are compared with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Haystack<'a> {
    pub label: &'a str,
    pub detail: &'a str,
    /// Words that are not shown: help, aliases, a number. Typed exactly, they come first.
    pub also: &'a str,
}

/// Lines longer than this, in letters, are sentences: letters scattered over one would surprise, so in them
/// words must stand as typed.
const SENTENCE: usize = 48;

/// Typed words, ready to be compared with many lines.
pub(super) struct Needle {
    pattern: Pattern,
    /// The same words without gaps, for sentences.
    as_typed: Pattern,
    lower: String,
    matcher: Matcher,
    characters: Vec<char>,
}

impl Needle {
    pub fn new(words: &str) -> Self {
        let words = words.trim();
        let pattern = |kind| Pattern::new(words, CaseMatching::Ignore, Normalization::Smart, kind);
        Self {
            pattern: pattern(AtomKind::Fuzzy),
            as_typed: pattern(AtomKind::Substring),
            lower: words.to_lowercase(),
            matcher: Matcher::new(Config::DEFAULT),
            characters: Vec::new(),
        }
    }

    /// `None` where the line doesn't answer. Nothing typed is answered by every line.
    pub fn find(&mut self, hay: Haystack<'_>) -> Option<Hit> {
        if self.lower.is_empty() {
            return Some(Hit {
                score: 0,
                place: Place::Label,
                letters: Vec::new(),
            });
        }
        if self.lower == hay.also {
            return Some(Hit {
                score: u32::MAX,
                place: Place::Elsewhere,
                letters: Vec::new(),
            });
        }
        // What is shown first counts most.
        if let Some((score, letters)) = self.letters(hay.label) {
            return Some(Hit {
                score: score * 4,
                place: Place::Label,
                letters,
            });
        }
        if let Some((score, letters)) = self.letters(hay.detail) {
            return Some(Hit {
                score: score * 2,
                place: Place::Detail,
                letters,
            });
        }
        // Letters scattered over a sentence that nobody sees would surprise, so these must be as typed.
        let long_enough = self.lower.chars().count() >= 3;
        (long_enough && hay.also.to_lowercase().contains(&self.lower)).then_some(Hit {
            score: 1,
            place: Place::Elsewhere,
            letters: Vec::new(),
        })
    }

    fn letters(&mut self, words: &str) -> Option<(u32, Vec<u32>)> {
        if words.is_empty() {
            return None;
        }
        let mut letters = Vec::new();
        let hay = if words.is_ascii() {
            Utf32Str::Ascii(words.as_bytes())
        } else {
            // Not `Utf32Str::new`: it counts bytes where the first characters of all clusters are ASCII.
            let first = |cluster: &str| cluster.chars().next();
            self.characters.clear();
            self.characters
                .extend(words.graphemes(true).filter_map(first));
            Utf32Str::Unicode(&self.characters)
        };
        let pattern = if hay.len() > SENTENCE {
            &self.as_typed
        } else {
            &self.pattern
        };
        let score = pattern.indices(hay, &mut self.matcher, &mut letters)?;
        letters.sort_unstable();
        letters.dedup();
        Some((score, letters))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(words: &str, label: &str, also: &str) -> Option<Hit> {
        let detail = "";
        Needle::new(words).find(Haystack {
            label,
            detail,
            also,
        })
    }

    #[test]
    fn letters_may_have_gaps_but_must_be_in_order() {
        let hit = find("und", "Undo", "").unwrap();
        assert_eq!(hit.letters, [0, 1, 2]);
        assert!(find("odnu", "Undo", "").is_none());
        assert!(
            find("thda", "Dark theme", "").is_none(),
            "one word is one run"
        );
        assert!(
            find("theme dark", "Dark theme", "").is_some(),
            "words in any order"
        );
    }

    #[test]
    fn letters_are_counted_as_people_see_them() {
        let hit = find("a", "e\u{301}a", "").unwrap();
        assert_eq!(hit.letters, [1]);
    }

    #[test]
    fn words_that_are_not_shown_come_last_and_must_be_as_typed() {
        let shown = find("last", "Last change", "").unwrap();
        let help = find("last", "Undo", "Take back the last change").unwrap();
        assert!(shown.score > help.score);
        assert_eq!(help.place, Place::Elsewhere);
        assert!(find("lstc", "Undo", "Take back the last change").is_none());
    }

    #[test]
    fn in_a_sentence_words_stand_as_typed() {
        let sentence = "Preparations for extra garrisons on every post are under way";
        assert!(find("perlon", sentence, "").is_none());
        assert!(find("every garrisons", sentence, "").is_some());
    }

    #[test]
    fn signs_have_no_second_meaning() {
        assert!(find("!undo", "Undo", "").is_none());
        assert!(find("^", "Undo", "").is_none());
    }
}
