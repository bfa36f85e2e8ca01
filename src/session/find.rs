//! Find in the article.

use regex::RegexBuilder;

use crate::model::{DocumentId, Span, Text};

/// A search and its hits in one document.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub query: String,
    hits: Vec<Span>,
    at: Option<usize>,
    searched: Option<(DocumentId, Text, String)>,
}

impl Find {
    /// Searches if the query or the document changed.
    pub(super) fn refresh(&mut self, document: DocumentId, text: &Text) {
        let wanted = (document, text.clone(), self.query.clone());
        if self.searched.as_ref() == Some(&wanted) {
            return;
        }
        self.hits = hits(text, &self.query);
        self.at = None;
        self.searched = Some(wanted);
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
fn hits(text: &str, query: &str) -> Vec<Span> {
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
