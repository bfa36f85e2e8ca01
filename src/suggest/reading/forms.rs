//! Forms: the distinct tokens of a text, what each looks like, and what it does in this text.

use std::collections::HashMap;

use crate::suggest::crf::hash::{self, BuildQuick};
use crate::suggest::lists::{self, Flags};

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Case {
    Lower,
    Title,
    Upper,
    Mixed,
    Number,
    Mark,
    Other,
}

/// Letters of a form that are read; more tell nothing.
const READ: usize = 32;

/// What other tokens beside a form say about it, a bit each.
pub(crate) const AFTER_TITLE: u16 = 1;
pub(crate) const AFTER_PLACE_WORD: u16 = 1 << 1;
pub(crate) const BEFORE_CAPITAL: u16 = 1 << 2;
pub(crate) const AFTER_CAPITAL: u16 = 1 << 3;
pub(crate) const BEFORE_SPEECH: u16 = 1 << 4;
pub(crate) const AFTER_THE: u16 = 1 << 5;
pub(crate) const AFTER_FIRST_NAME: u16 = 1 << 6;
pub(crate) const BEFORE_ORGANISATION: u16 = 1 << 7;
pub(crate) const BEFORE_POSSESSIVE: u16 = 1 << 8;
pub(crate) const AFTER_OF: u16 = 1 << 9;

/// A distinct token.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub lower: Box<str>,
    pub case: Case,
    pub flags: Flags,
    /// Hashes of the form as written, in lower case, of its first and last 1 to 4 letters, of its shape.
    pub exact: u32,
    pub small: u32,
    pub prefixes: [u32; 4],
    pub suffixes: [u32; 4],
    pub shape: u32,
    /// How often it stands capitalised inside a sentence, and how often at all.
    pub inside: u16,
    pub count: u16,
    /// What stands beside it, see the constants.
    pub beside: u16,
    /// Number of the same word in lower case, if it occurs in the text; its own if it is in lower case.
    pub lowered: Option<u32>,
}

impl Form {
    fn new(word: &str) -> Self {
        let head: String = word.chars().take(READ).collect();
        let lower = head.to_lowercase();
        let case = case(&head);
        let letters: Vec<char> = lower.chars().collect();
        let shape = shape(&head);
        Self {
            case,
            flags: lists::of_word(&lower),
            exact: hash::of_str(&head),
            small: if case == Case::Number {
                hash::of_str(&digits(&lower))
            } else {
                hash::of_str(&lower)
            },
            prefixes: std::array::from_fn(|n| {
                hash::of_chars(letters.iter().take(n + 1).copied()) ^ n as u32
            }),
            suffixes: std::array::from_fn(|n| {
                hash::of_chars(letters.iter().rev().take(n + 1).copied()) ^ n as u32
            }),
            shape: hash::of_str(&shape),
            inside: 0,
            count: 0,
            beside: 0,
            lowered: None,
            lower: lower.into(),
        }
    }

    /// Whether it begins with a capital.
    #[inline]
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.case, Case::Title | Case::Upper | Case::Mixed)
    }

    /// Whether it is on one of the lists.
    #[inline]
    pub(crate) fn is(&self, flags: Flags) -> bool {
        self.flags & flags != 0
    }
}

/// Digits as zeros, all but those of years.
fn digits(word: &str) -> String {
    word.chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect()
}

fn case(word: &str) -> Case {
    let mut letters = word.chars();
    let Some(first) = letters.next() else {
        return Case::Mark;
    };
    if first.is_ascii_digit() {
        return Case::Number;
    }
    if !first.is_alphanumeric() {
        return if word.chars().any(char::is_alphabetic) {
            Case::Lower
        } else {
            Case::Mark
        };
    }
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    match (first.is_uppercase(), capitals, small) {
        (true, 1, 0) if word.len() > 2 => Case::Upper,
        (true, 1, _) => Case::Title,
        (true, _, 0) => Case::Upper,
        (true, ..) => Case::Mixed,
        (false, 0, 0) => Case::Other,
        (false, 0, _) => Case::Lower,
        (false, ..) => Case::Mixed,
    }
}

/// “Xxxx” as “Xx”, “1998” as “0000”, “U.S.” as “X.X.”; runs of letters over three are cut.
fn shape(word: &str) -> String {
    let mut shape = String::new();
    let mut run = (' ', 0);
    for letter in word.chars() {
        let class = match letter {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_ascii_digit() => '0',
            c if c.is_alphanumeric() => 'o',
            c => c,
        };
        run = if run.0 == class {
            (class, run.1 + 1)
        } else {
            (class, 1)
        };
        if run.1 <= 4 && (class == '0' || run.1 <= 2) {
            shape.push(class);
        }
    }
    shape
}

/// The forms of a text, by number.
#[derive(Default)]
pub(crate) struct Forms<'a> {
    list: Vec<Form>,
    numbers: HashMap<&'a str, u32, BuildQuick>,
}

impl<'a> Forms<'a> {
    /// The number of a form, which is added if it is new.
    pub(super) fn number(&mut self, word: &'a str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.list.len() as u32;
        self.list.push(Form::new(word));
        self.numbers.insert(word, number);
        number
    }

    /// All forms, by number.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Form> {
        self.list.iter()
    }

    #[inline]
    pub(crate) fn get(&self, number: u32) -> &Form {
        &self.list[number as usize]
    }

    /// Notes one place of a form, with the forms two and one before it and one after it.
    pub(super) fn note(&mut self, number: u32, [earlier, before, after]: [Option<u32>; 3]) {
        let mut bits = 0;
        if let Some(before) = before.map(|n| self.get(n)) {
            let speaks = |flags| before.is(flags);
            bits |= if speaks(lists::TITLE) { AFTER_TITLE } else { 0 };
            bits |= if speaks(lists::FIRST_NAME) && before.is_capital() {
                AFTER_FIRST_NAME
            } else {
                0
            };
            bits |= if before.is_capital() && earlier.is_some() {
                AFTER_CAPITAL
            } else {
                0
            };
            bits |= match &*before.lower {
                "in" | "at" | "near" | "from" | "across" | "outside" | "inside" => AFTER_PLACE_WORD,
                "the" => AFTER_THE,
                "of" => AFTER_OF,
                _ => 0,
            };
        }
        if let Some(after) = after.map(|n| self.get(n)) {
            bits |= if after.is_capital() {
                BEFORE_CAPITAL
            } else {
                0
            };
            bits |= if after.is(lists::ORGANISATION | lists::GOVERNMENT) && after.is_capital() {
                BEFORE_ORGANISATION
            } else {
                0
            };
            bits |= match &*after.lower {
                "said" | "says" | "told" | "added" | "who" | "he" => BEFORE_SPEECH,
                "’s" | "'s" => BEFORE_POSSESSIVE,
                _ => 0,
            };
        }
        let lowered = if self.list[number as usize].is_capital() {
            self.numbers
                .get(&*self.list[number as usize].lower)
                .copied()
        } else {
            Some(number)
        };
        let starts = before.is_none_or(|n| self.get(n).case == Case::Mark);
        let form = &mut self.list[number as usize];
        form.count = form.count.saturating_add(1);
        form.inside = form
            .inside
            .saturating_add(u16::from(!starts && form.is_capital()));
        form.beside |= bits;
        form.lowered = lowered;
    }
}
