//! Marks in brackets as CorefUD 1.0 has them, and the escapes of what is in them.
//!
//! `(e1-person-1-name:value,name:value` opens a mark of the entity `e1`, `e1)` closes it, and one bracket
//! does both for a single token. `e1[1/2]` is the first of two pieces.

use std::fmt::Write;

use crate::formats::graph::Features;
use crate::formats::loss::is_space;

/// One bracket of a token.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Bracket<'a> {
    Open(Opening<'a>),
    Close(&'a str),
    Single(Opening<'a>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opening<'a> {
    /// Entity and piece, as the closing bracket has them.
    pub key: &'a str,
    /// What follows, by place.
    pub attributes: Vec<&'a str>,
}

impl<'a> Opening<'a> {
    fn parse(text: &'a str) -> Self {
        // Entities have no hyphen in their name, but a piece's brackets may follow.
        let mut parts = text.split('-');
        Self {
            key: parts.next().unwrap_or_default(),
            attributes: parts.collect(),
        }
    }

    /// The entity without its piece, and the piece of how many.
    pub fn entity(&self) -> (&'a str, Option<(usize, usize)>) {
        let piece = self
            .key
            .strip_suffix(']')
            .and_then(|key| key.split_once('['));
        let Some((entity, piece)) = piece else {
            return (self.key, None);
        };
        let piece = piece.split_once('/');
        let piece = piece.and_then(|(nth, of)| Some((nth.parse().ok()?, of.parse().ok()?)));
        (entity, piece)
    }
}

/// The brackets of a value.
pub(super) fn parse(value: &str) -> Vec<Bracket<'_>> {
    let mut found = Vec::new();
    let mut rest = value;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('(') {
            let end = inside.find(['(', ')']).unwrap_or(inside.len());
            // `(e1-person-1e2)` never is: a closing bracket's name begins after the end of another bracket.
            let opening = Opening::parse(&inside[..end]);
            if inside[end..].starts_with(')') {
                found.push(Bracket::Single(opening));
                rest = &inside[end + 1..];
            } else {
                found.push(Bracket::Open(opening));
                rest = &inside[end..];
            }
        } else {
            let end = rest.find(['(', ')']).unwrap_or(rest.len());
            if rest[end..].starts_with(')') {
                found.push(Bracket::Close(&rest[..end]));
                rest = &rest[end + 1..];
            } else {
                rest = &rest[end..];
                if !rest.starts_with('(') {
                    break;
                }
            }
        }
    }
    found
}

/// Percent-escapes what has a meaning in MISC, in brackets or here, and white space.
pub(super) fn escape(value: &str, out: &mut String) {
    for character in value.chars() {
        let has_meaning = matches!(
            character,
            '%' | '-' | '(' | ')' | '[' | ']' | '|' | '=' | ',' | ':' | ';' | '~'
        );
        if has_meaning || is_space(character) || character.is_control() {
            let mut buffer = [0; 4];
            for byte in character.encode_utf8(&mut buffer).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(character);
        }
    }
}

/// What was escaped; a `%` that escapes nothing stays.
pub(super) fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let escaped = match (*first, tail) {
            (b'%', [one, two, ..]) => digit(*one).zip(digit(*two)),
            _ => None,
        };
        match escaped {
            Some((one, two)) => {
                bytes.push((one * 16 + two) as u8);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `name:value` pairs with a separator between them.
pub(super) fn write_pairs<'a>(
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
    separator: char,
    out: &mut String,
) {
    let mut is_first = true;
    for (name, value) in pairs {
        if !std::mem::take(&mut is_first) {
            out.push(separator);
        }
        escape(name, out);
        out.push(':');
        escape(value, out);
    }
}

/// What [`write_pairs`] wrote.
pub(super) fn read_pairs(text: &str, separator: char) -> Features {
    let mut features = Features::new();
    let pairs = text.split(separator);
    for (name, value) in pairs.filter_map(|pair| pair.split_once(':')) {
        features.read(&unescape(name), unescape(value));
    }
    features
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_of_a_token_are_told_apart() {
        let found = parse("e2)e1[1/2])(e3-person-1-a:b(e4--1)");
        let keys: Vec<String> = found
            .iter()
            .map(|bracket| match bracket {
                Bracket::Open(opening) => format!("({}", opening.key),
                Bracket::Close(key) => format!("{key})"),
                Bracket::Single(opening) => format!("({})", opening.key),
            })
            .collect();
        assert_eq!(keys, ["e2)", "e1[1/2])", "(e3", "(e4)"]);
        let opening = Opening::parse("e1[2/3]-person");
        assert_eq!(opening.entity(), ("e1", Some((2, 3))));
    }

    #[test]
    fn escapes_come_back() {
        for value in ["a-b (c) [d]|e=f,g:h;~%25", "é\n\t", "", "%", "100%"] {
            let mut escaped = String::new();
            escape(value, &mut escaped);
            assert_eq!(unescape(&escaped), value);
        }
        assert_eq!(unescape("100%"), "100%");
    }
}
