//! A text as tokens, for formats that need some: every character is in a token or is the one space
//! after a token, and no token crosses the edge of a mark, so that marks are whole tokens whatever they
//! stand on. Not for linguists: words of other tools may be cut elsewhere.

use std::ops::Range;

use crate::model::Span;

/// A token, in bytes, and whether a space comes after it that is no token of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub range: Range<usize>,
    pub space_after: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Space,
    Other,
}

fn class(character: char) -> Class {
    if character.is_whitespace() {
        Class::Space
    } else if character.is_alphanumeric() || is_joined(character) {
        Class::Word
    } else {
        Class::Other
    }
}

/// Characters that belong to the one before: combining marks, joiners, variation selectors.
fn is_joined(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5c7}'
            | '\u{64b}'..='\u{65f}'
            | '\u{200c}'
            | '\u{200d}'
            | '\u{fe00}'..='\u{fe0f}'
            | '_'
    )
}

/// The tokens of a text that has marks on these spans.
pub(super) fn tokens(text: &str, marks: &[Span]) -> Vec<Token> {
    let mut starts = Edges::new(marks.iter().map(|span| span.start()));
    let mut ends = Edges::new(marks.iter().map(|span| span.end()));
    let mut tokens: Vec<Token> = Vec::new();
    let mut last = Class::Other;
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        let class = class(character);
        let starts_here = starts.has(at);
        let is_edge = starts_here || ends.has(at);
        if let Some(token) = tokens.last_mut()
            && token.range.end == at
            && !is_edge
            && class == last
            && class != Class::Other
        {
            token.range.end = end;
            continue;
        }
        let is_plain = character == ' ' && !starts_here && !ends.has(end);
        match tokens.last_mut() {
            Some(token) if is_plain && token.range.end == at && last != Class::Space => {
                token.space_after = true;
                // Further spaces are a token of their own.
                last = Class::Other;
            }
            _ => {
                last = class;
                tokens.push(Token {
                    range: at..end,
                    space_after: false,
                });
            }
        }
    }
    tokens
}

/// Places that are asked for in order.
struct Edges {
    sorted: Vec<usize>,
    next: usize,
}

impl Edges {
    fn new(places: impl Iterator<Item = usize>) -> Self {
        let mut sorted: Vec<usize> = places.collect();
        sorted.sort_unstable();
        Self { sorted, next: 0 }
    }

    /// Whether this is one of the places; it is not before the one that was asked for last.
    fn has(&mut self, place: usize) -> bool {
        while self.sorted.get(self.next).is_some_and(|at| *at < place) {
            self.next += 1;
        }
        self.sorted.get(self.next) == Some(&place)
    }
}

/// The first and last token of a span, both inclusive.
pub(super) fn covering(tokens: &[Token], span: Span) -> (usize, usize) {
    let first = tokens.partition_point(|token| token.range.end <= span.start());
    let after = tokens.partition_point(|token| token.range.start < span.end());
    let first = first.min(tokens.len().saturating_sub(1));
    (first, after.saturating_sub(1).max(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_the_text_and_never_cross_a_mark() {
        let text = "He said:  “no deal” today\n\nat 10.";
        let mark = Span::new(text, 4..6).unwrap();
        let tokens = tokens(text, &[mark]);
        let mut whole = String::new();
        for token in &tokens {
            whole.push_str(&text[token.range.clone()]);
            if token.space_after {
                whole.push(' ');
            }
        }
        assert_eq!(whole, text);
        let (first, last) = covering(&tokens, mark);
        assert_eq!(&text[tokens[first].range.clone()], "ai");
        assert_eq!(first, last);
        let words: Vec<_> = tokens.iter().map(|t| &text[t.range.clone()]).collect();
        assert_eq!(words[..5], ["He", "s", "ai", "d", ":"]);
    }
}
