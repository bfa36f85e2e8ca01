//! Find in the article.

use regex::RegexBuilder;

use super::question::Question;
use crate::model::{DocumentId, Span, Text};

/// Texts longer than this, in bytes, are searched by a worker.
pub(super) const AT_ONCE: usize = 1 << 20;

/// A search and its hits in one document.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub query: String,
    hits: Vec<Span>,
    at: Option<usize>,
    /// What the hits are of.
    searched: Option<(DocumentId, String)>,
    /// What a worker looks for.
    asked: Option<(Question, DocumentId, String)>,
    /// Where to go on from to the first hit, once there are any.
    pub(super) from: Option<usize>,
    generation: u64,
}

impl Find {
    /// Searches a short text if the query or the document changed. Tells the question for a worker where it is a
    /// long one, once for each query.
    pub(super) fn refresh(&mut self, document: DocumentId, text: &Text) -> Option<Question> {
        let wanted = (document, self.query.clone());
        if self.searched.as_ref() == Some(&wanted) {
            return None;
        }
        if text.len() <= AT_ONCE || wanted.1.trim().is_empty() {
            let hits = hits(text, &wanted.1);
            self.put(wanted, hits);
            return None;
        }
        let is_asked = |(_, of, query): &(_, _, _)| (*of, query) == (wanted.0, &wanted.1);
        if self.asked.as_ref().is_some_and(is_asked) {
            return None;
        }
        let question = Question::new();
        self.asked = Some((question, wanted.0, wanted.1));
        Some(question)
    }

    /// Whether the answer to this question is waited for: another query or another text asks anew.
    pub(super) fn waits_for(&self, question: Question) -> bool {
        let asked = self.asked.as_ref();
        asked.is_some_and(|(asked, _, query)| *asked == question && *query == self.query)
    }

    /// Takes in what a worker found.
    pub(super) fn answer(&mut self, hits: Vec<Span>) {
        if let Some((_, document, query)) = self.asked.take() {
            self.put((document, query), hits);
        }
    }

    fn put(&mut self, searched: (DocumentId, String), hits: Vec<Span>) {
        self.hits = hits;
        self.at = None;
        self.searched = Some(searched);
        self.asked = None;
        self.generation += 1;
    }

    /// Whether the hits are of the query.
    pub(super) fn is_done(&self) -> bool {
        self.searched
            .as_ref()
            .is_some_and(|(_, query)| *query == self.query)
    }

    /// Forgets the hits of a text that changed.
    pub(super) fn forget(&mut self) {
        self.searched = None;
        self.asked = None;
        self.hits.clear();
    }

    /// Grows with every search, so that what is drawn of the hits can be keyed by it.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The places found, in order.
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// The hit that the analyst stands on, counted from 0.
    pub fn current(&self) -> Option<usize> {
        self.at
    }

    /// Steps to the next hit, or the first after byte `from` if none is current; goes round.
    pub(super) fn next(&mut self, from: usize) -> Option<Span> {
        let at = match self.at {
            Some(at) => at + 1,
            None => self.hits.partition_point(|hit| hit.start() < from),
        };
        self.go(at % self.hits.len().max(1))
    }

    /// Steps to the hit before; goes round.
    pub(super) fn previous(&mut self, from: usize) -> Option<Span> {
        let at = self
            .at
            .unwrap_or_else(|| self.hits.partition_point(|hit| hit.start() < from));
        self.go(at
            .checked_sub(1)
            .unwrap_or(self.hits.len().saturating_sub(1)))
    }

    fn go(&mut self, at: usize) -> Option<Span> {
        let hit = self.hits.get(at).copied();
        self.at = hit.map(|_| at);
        hit
    }
}

/// Every occurrence, whatever its case, not overlapping.
pub(super) fn hits(text: &str, query: &str) -> Vec<Span> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    // White space in the query fits line ends and no-break spaces too.
    let words: Vec<_> = query.split_whitespace().map(regex::escape).collect();
    let pattern = RegexBuilder::new(&words.join(r"\s+"))
        .case_insensitive(true)
        .build();
    // An escaped query fails only where it is too long to compile: then nothing is found.
    let Ok(pattern) = pattern else {
        return Vec::new();
    };
    let found = pattern.find_iter(text);
    found
        .filter_map(|hit| Span::new(text, hit.range()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_any_case_and_any_white_space_and_goes_round() {
        let text = Text::canonical("The Quay. the\u{a0}quay.\nTHE\nQUAY").unwrap();
        let mut find = Find {
            query: "the quay".into(),
            ..Find::default()
        };
        find.refresh(DocumentId::from_number(1), &text);
        assert_eq!(find.hits().len(), 3);
        assert_eq!(find.next(5).map(Span::start), Some(10));
        assert_eq!(find.next(0).map(|_| find.current()), Some(Some(2)));
        assert_eq!(find.next(0).map(Span::start), Some(0));
        assert_eq!(find.previous(0).map(|_| find.current()), Some(Some(2)));
    }
}
