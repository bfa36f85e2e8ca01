//! Texts as tokens, so that texts that differ in white space only are the same: runs of letters and digits, and
//! every other visible character alone, as well as those of scripts that don't part words.

use std::collections::HashMap;

/// The tokens of a text. Equal tokens of texts that were read with one [`Numbers`] have one number.
#[derive(Debug)]
pub(super) struct Tokens {
    pub numbers: Vec<u32>,
    /// First byte and the byte after the last.
    pub places: Vec<(u32, u32)>,
}

/// The numbers given to tokens so far.
pub(super) type Numbers<'a> = HashMap<&'a str, u32>;

impl Tokens {
    pub fn read<'a>(text: &'a str, numbers: &mut Numbers<'a>) -> Self {
        let mut tokens = Self {
            numbers: Vec::new(),
            places: Vec::new(),
        };
        let mut start = None;
        for (at, c) in text.char_indices() {
            if joins(c) {
                start.get_or_insert(at);
                continue;
            }
            if let Some(start) = start.take() {
                tokens.add(text, start, at, numbers);
            }
            if !c.is_whitespace() {
                tokens.add(text, at, at + c.len_utf8(), numbers);
            }
        }
        if let Some(start) = start {
            tokens.add(text, start, text.len(), numbers);
        }
        tokens
    }

    fn add<'a>(&mut self, text: &'a str, start: usize, end: usize, numbers: &mut Numbers<'a>) {
        let next = numbers.len() as u32;
        let number = *numbers.entry(&text[start..end]).or_insert(next);
        self.numbers.push(number);
        // A text has less than 4 GiB.
        self.places.push((start as u32, end as u32));
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// First and last of the tokens that share a byte with a range; `None` if it holds white space only.
    pub fn within(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let first = self
            .places
            .partition_point(|place| place.1 as usize <= start);
        let after = self
            .places
            .partition_point(|place| (place.0 as usize) < end);
        (first < after).then(|| (first, after - 1))
    }
}

/// Whether a character is part of a longer token.
fn joins(c: char) -> bool {
    let parts_no_words = matches!(c as u32, 0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff)
        || c as u32 >= 0x2e80;
    c.is_alphanumeric() && !parts_no_words
}
