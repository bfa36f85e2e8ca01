//! Words broken at the end of a line: joined again, and the hyphen kept where it belongs to the word.

use std::collections::HashSet;

use super::paragraphs::BREAK;

/// First parts that keep their hyphen.
const KEEPING: &[&str] = &[
    "self", "ex", "vice", "half", "cross", "well", "quasi", "semi",
];

/// Joins the words that are broken in a text.
pub fn join(text: &str) -> String {
    if !text.contains(BREAK) {
        return without_soft(text);
    }
    let known: HashSet<String> = text
        .split_whitespace()
        .filter(|word| !word.contains(BREAK))
        .map(bare)
        .collect();
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(BREAK) {
        joined.push_str(&rest[..at]);
        rest = &rest[at + BREAK.len_utf8()..];
        let hyphen = joined.pop().unwrap_or('-');
        let before = joined
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let after = rest
            .split([' ', '\n', '\t', BREAK])
            .next()
            .unwrap_or_default();
        if hyphen != '\u{ad}' && keeps(before, after, &known) {
            joined.push('-');
        }
    }
    joined.push_str(rest);
    without_soft(&joined)
}

/// Soft hyphens within lines are seen by nobody; some programs write them down all the same.
fn without_soft(text: &str) -> String {
    text.chars().filter(|c| *c != '\u{ad}').collect()
}

/// Whether the hyphen between two parts belongs to the word.
fn keeps(before: &str, after: &str, known: &HashSet<String>) -> bool {
    let before = bare(before);
    let lower = after.chars().next().is_some_and(char::is_lowercase);
    if !lower || before.chars().next_back().is_some_and(char::is_numeric) {
        return true;
    }
    let after = bare(after);
    if known.contains(&format!("{before}{after}")) {
        return false;
    }
    known.contains(&format!("{before}-{after}"))
        || before.chars().count() < 2
        || before.contains('-')
        || after.contains('-')
        || KEEPING.contains(&before.as_str())
}

/// A word without marks around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_go_unless_the_word_has_them() {
        let joined = |text: &str| join(&text.replace('|', "\u{1}"));
        assert_eq!(joined("the govern-|ment said"), "the government said");
        assert_eq!(
            joined("soft\u{ad}|ly and qui\u{ad}etly"),
            "softly and quietly"
        );
        assert_eq!(joined("a 20-|year plan"), "a 20-year plan");
        assert_eq!(joined("the Anglo-|Saxon"), "the Anglo-Saxon");
        assert_eq!(
            joined("a part-|time job; part-time"),
            "a part-time job; part-time"
        );
        assert_eq!(joined("mother-in-|law"), "mother-in-law");
        assert_eq!(joined("self-|defence"), "self-defence");
    }
}
