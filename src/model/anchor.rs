//! Anchors: the places of one text that an annotation stands on.

use smallvec::SmallVec;

use super::text::{Span, Text};

/// One or more spans of one text, in order, apart from each other. Discontinuous anchors are normal.
///
/// In memory the text can't change under an anchor, so the quoted words are read from it; a project
/// file stores them beside the offsets, and loading compares the two.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Anchor(SmallVec<[Span; 1]>);

impl Anchor {
    /// An anchor of one span.
    pub fn single(span: Span) -> Self {
        Self(SmallVec::from_buf([span]))
    }

    /// An anchor of several spans: sorted, and those that overlap or touch made one. `None` without spans.
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Option<Self> {
        let mut spans: SmallVec<[Span; 1]> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut joined: SmallVec<[Span; 1]> = SmallVec::new();
        for span in spans {
            match joined.last_mut() {
                Some(last) if span.start() <= last.end() => *last = last.hull(span),
                _ => joined.push(span),
            }
        }
        (!joined.is_empty()).then_some(Self(joined))
    }

    /// The spans, in order.
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// First byte of the first span.
    pub fn start(&self) -> usize {
        self.0[0].start()
    }

    /// The byte after the last span.
    pub fn end(&self) -> usize {
        self.0[self.0.len() - 1].end()
    }

    /// The span from the first byte to the last, gaps included.
    pub fn hull(&self) -> Span {
        self.0[0].hull(self.0[self.0.len() - 1])
    }

    /// Bytes inside the spans.
    pub fn bytes(&self) -> usize {
        self.0.iter().map(|span| span.bytes()).sum()
    }

    /// Whether the byte at `offset` is inside a span.
    pub fn contains(&self, offset: usize) -> bool {
        self.0.iter().any(|span| span.contains(offset))
    }

    /// Whether a span of one overlaps a span of the other.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0
            .iter()
            .any(|a| other.0.iter().any(|b| a.overlaps(*b)))
    }

    /// The quoted words of each span. Spans of another text yield the empty string, which the doctor reports.
    pub fn quotes<'a>(&'a self, text: &'a Text) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .map(move |span| text.get(*span).unwrap_or_default())
    }

    /// The quoted words for a person to read: one line, gaps shown as an ellipsis.
    pub fn quote(&self, text: &Text) -> String {
        let mut quote = String::new();
        for (nth, words) in self.quotes(text).enumerate() {
            if nth > 0 {
                quote.push_str(" … ");
            }
            quote.push_str(words);
        }
        if quote.contains('\n') {
            quote = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        quote
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_sorted_and_joined() {
        let text = "one two three four";
        let span = |range| Span::new(text, range).unwrap();
        let anchor = Anchor::new([span(8..13), span(0..3), span(2..7)]).unwrap();
        assert_eq!(anchor.spans(), [span(0..7), span(8..13)]);
        assert_eq!(
            anchor.quote(&Text::canonical(text).unwrap()),
            "one two … three"
        );
        assert!(Anchor::new([]).is_none());
    }
}
