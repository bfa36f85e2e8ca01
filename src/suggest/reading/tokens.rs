//! Text → tokens. Linear in the text, whatever it holds.

use std::ops::Range;

use super::forms::Forms;
use crate::suggest::segment::is_abbreviation;

/// A word or a mark, by its bytes, and the number of its form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub start: u32,
    pub end: u32,
    pub form: u32,
}

/// Words before a full stop that are one token with it even at a sentence's end.
const DOTTED: &[&str] = &[
    "inc", "corp", "co", "ltd", "jr", "no", "jan", "feb", "mar", "apr", "aug", "sept", "sep",
    "oct", "nov", "dec", "vs", "etc", "calif", "fla", "ala", "ariz", "colo", "conn", "ga", "ill",
    "mass", "mich", "minn", "mo", "pa", "tenn", "tex", "va", "wash", "wis",
];

/// The longest word that is looked up as an abbreviation, in bytes.
const LONGEST_DOTTED: usize = 8;

/// Adds the tokens of a range. Texts over 4 GB are cut there.
pub(super) fn tokenise<'a>(
    text: &'a str,
    range: Range<usize>,
    forms: &mut Forms<'a>,
    tokens: &mut Vec<Token>,
) {
    let mut at = range.start;
    while let Some(next) = text[at..range.end].chars().next() {
        let end = if next.is_whitespace() || next.is_control() {
            at += next.len_utf8();
            continue;
        } else if next.is_alphanumeric() {
            word_end(text, at, range.end)
        } else {
            mark_end(text, at, range.end, next)
        };
        let (Ok(start), Ok(stop)) = (u32::try_from(at), u32::try_from(end)) else {
            return;
        };
        let form = forms.number(&text[at..end]);
        tokens.push(Token {
            start,
            end: stop,
            form,
        });
        at = end;
    }
}

/// The end of a mark: a run of full stops or dashes is one, “’s” and the like too.
fn mark_end(text: &str, at: usize, limit: usize, mark: char) -> usize {
    let rest = &text[at + mark.len_utf8()..limit];
    match mark {
        '.' | '-' | '–' | '—' | '*' | '_' | '=' | '~' => {
            limit - rest.trim_start_matches(mark).len()
        }
        '\'' | '’' => {
            let ending = clitic(rest).unwrap_or(0);
            at + mark.len_utf8() + ending
        }
        _ => at + mark.len_utf8(),
    }
}

/// Letters of a short verb or a possessive after an apostrophe.
fn clitic(rest: &str) -> Option<usize> {
    let letters = rest
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(rest.len());
    let known = ["s", "re", "ve", "ll", "d", "m", "S"].contains(&&rest[..letters]);
    known.then_some(letters)
}

fn is_joiner(c: char) -> bool {
    // Combining marks, joiners and variation selectors belong to the letter before them.
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{64b}'..='\u{65f}')
}

fn word_end(text: &str, start: usize, limit: usize) -> usize {
    let mut at = start;
    let mut before = ' ';
    let is_number = text[start..limit].starts_with(|c: char| c.is_ascii_digit());
    while let Some(next) = text[at..limit].chars().next() {
        let after = || text[at + next.len_utf8()..limit].chars().next();
        let goes_on = if next.is_alphanumeric() || is_joiner(next) {
            true
        } else {
            match next {
                '.' | ',' | ':' if is_number => {
                    before.is_ascii_digit() && after().is_some_and(|c| c.is_ascii_digit())
                }
                '.' => is_dotted(text, start, at, limit),
                '\'' | '’' => match after() {
                    Some(c) if c.is_alphabetic() => {
                        let rest = &text[at + next.len_utf8()..limit];
                        if before.eq_ignore_ascii_case(&'n') && is_negation(rest) {
                            return if at - 1 > start { at - 1 } else { at };
                        }
                        clitic(rest).is_none()
                    }
                    _ => false,
                },
                '&' => before.is_uppercase() && after().is_some_and(char::is_uppercase),
                _ => false,
            }
        };
        if !goes_on {
            // “n’t” begins inside “don’t”: its own token.
            break;
        }
        at += next.len_utf8();
        before = next;
        if at - start == 1 && next == 'n' && negation_at(text, start, limit) {
            return start
                + text[start..limit]
                    .char_indices()
                    .nth(3)
                    .map_or(limit - start, |(at, _)| at);
        }
    }
    at
}

/// “t” as the whole rest of a word.
fn is_negation(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('t' | 'T')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// Whether “n’t” stands here.
fn negation_at(text: &str, start: usize, limit: usize) -> bool {
    let mut chars = text[start..limit].chars();
    let letters = (chars.next(), chars.next(), chars.next(), chars.next());
    matches!(letters, (Some('n'), Some('\'' | '’'), Some('t'), after) if !after.is_some_and(char::is_alphanumeric))
}

/// Whether the full stop at `at` belongs to the word before it: “U.S.”, “J.”, “Gen.”.
fn is_dotted(text: &str, start: usize, at: usize, limit: usize) -> bool {
    let word = &text[start..at];
    let last_letters = word.rsplit('.').next().unwrap_or(word);
    let mut letters = last_letters.chars();
    let single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let capital = last_letters.starts_with(char::is_uppercase) && word != "I";
    let after = text[at + 1..limit].chars().next();
    if single && (capital || word.contains('.') || text[at + 1..limit].starts_with(is_single)) {
        return true;
    }
    if word.contains('.') || word.len() > LONGEST_DOTTED {
        return false;
    }
    let ends = after.is_none_or(|c| !c.is_alphanumeric());
    ends && (is_abbreviation(word)
        || capital && DOTTED.contains(&word.to_ascii_lowercase().as_str()))
}

fn is_single(c: char) -> bool {
    c.is_alphabetic()
}
