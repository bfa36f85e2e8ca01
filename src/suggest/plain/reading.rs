//! One walk over the text: its paragraphs, sentences and words, and how its words are written.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::suggest::engine::Request;
use crate::suggest::segment::{paragraphs, sentences, words};

/// Words longer than this, in bytes, are no evidence of anything.
const LONGEST_WORD: usize = 64;

pub(super) struct Sentence {
    pub range: Range<usize>,
    pub words: Vec<Range<usize>>,
}

pub(super) struct Paragraph {
    pub range: Range<usize>,
    pub sentences: Vec<Sentence>,
}

pub(super) struct Reading<'a> {
    pub text: &'a str,
    /// Those that the request asks about.
    pub paragraphs: Vec<Paragraph>,
    /// Words that occur in lower case somewhere in the text.
    lower: HashSet<&'a str>,
    /// How often a word is capitalised where no sentence begins.
    capitalised: HashMap<&'a str, usize>,
}

impl<'a> Reading<'a> {
    /// Reads the whole text, and keeps the paragraphs that are asked about. Stops where the request is cancelled.
    pub(super) fn new(request: &Request<'a>) -> Self {
        let mut reading = Self {
            text: request.text,
            paragraphs: Vec::new(),
            lower: HashSet::new(),
            capitalised: HashMap::new(),
        };
        for range in paragraphs(request.text) {
            if (request.cancelled)() {
                break;
            }
            let sentences: Vec<_> = sentences(request.text, range.clone())
                .into_iter()
                .map(|range| Sentence {
                    words: words(request.text, range.clone()),
                    range,
                })
                .collect();
            sentences
                .iter()
                .for_each(|sentence| reading.learn(sentence));
            let wanted = |asked: &Range<usize>| asked.start < range.end && range.start < asked.end;
            if request.range.as_ref().is_none_or(wanted) {
                reading.paragraphs.push(Paragraph { range, sentences });
            }
        }
        reading
    }

    fn learn(&mut self, sentence: &Sentence) {
        for (at, range) in sentence.words.iter().enumerate() {
            let word = &self.text[range.clone()];
            if word.len() > LONGEST_WORD {
                continue;
            }
            if word.starts_with(char::is_lowercase) {
                self.lower.insert(word);
            } else if at > 0 && !self.follows_opening_mark(range.start) {
                *self.capitalised.entry(word).or_default() += 1;
            }
        }
    }

    pub(super) fn word(&self, range: &Range<usize>) -> &'a str {
        &self.text[range.clone()]
    }

    /// Whether the word, as written here in lower case, occurs in the text.
    pub(super) fn occurs_in_lower_case(&self, word: &str) -> bool {
        word.len() <= LONGEST_WORD && self.lower.contains(word.to_lowercase().as_str())
    }

    /// Whether the word is capitalised somewhere where no sentence begins.
    pub(super) fn is_capitalised_elsewhere(&self, word: &str) -> bool {
        self.capitalised.contains_key(word)
    }

    /// Whether a quotation opens directly before the offset, or a line of speech begins after a colon.
    pub(super) fn follows_opening_mark(&self, offset: usize) -> bool {
        self.text[..offset].ends_with(['“', '‘', '"', '«', '„', ':'])
    }
}
