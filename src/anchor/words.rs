//! Two decodings of the same bytes: white space and whatever else is ASCII stands in both, so the words pair up one
//! by one however their letters differ.

use std::ops::Range;

/// The pairs of words of two texts that have equally many.
#[derive(Debug)]
pub(super) struct Pairs {
    old: Vec<(u32, u32)>,
    new: Vec<(u32, u32)>,
}

impl Pairs {
    /// `None` where the texts have different numbers of words.
    pub fn of(old: &str, new: &str) -> Option<Self> {
        let pairs = Self {
            old: words(old),
            new: words(new),
        };
        (pairs.old.len() == pairs.new.len()).then_some(pairs)
    }

    /// Where a range of the old text stands in the new one, in bytes; `None` where it begins or ends among letters
    /// that differ.
    pub fn place(&self, old: &str, new: &str, range: Range<usize>) -> Option<Range<usize>> {
        let first = self
            .old
            .partition_point(|word| word.1 as usize <= range.start);
        let after = self
            .old
            .partition_point(|word| (word.0 as usize) < range.end);
        let last = after.checked_sub(1).filter(|last| *last >= first)?;
        let start = self.at(first, old, new, range.start)?;
        let end = self.at(last, old, new, range.end)?;
        (start < end).then_some(start..end)
    }

    fn at(&self, word: usize, old: &str, new: &str, at: usize) -> Option<usize> {
        let (old_start, old_end) = (self.old[word].0 as usize, self.old[word].1 as usize);
        let (new_start, new_end) = (self.new[word].0 as usize, self.new[word].1 as usize);
        let (a, b) = (old.get(old_start..old_end)?, new.get(new_start..new_end)?);
        // White space before or after the words is left out.
        let at = at.clamp(old_start, old_end);
        let same = |(a, b): &(char, char)| a == b;
        let head = a.chars().zip(b.chars()).take_while(same);
        let head: usize = head.map(|(a, _)| a.len_utf8()).sum();
        let tail = a.chars().rev().zip(b.chars().rev()).take_while(same);
        let tail: usize = tail.map(|(a, _)| a.len_utf8()).sum();
        if at - old_start <= head {
            Some(new_start + at - old_start)
        } else if old_end - at <= tail {
            Some(new_end - (old_end - at))
        } else {
            None
        }
    }
}

fn words(text: &str) -> Vec<(u32, u32)> {
    let start = text.as_ptr() as usize;
    let words = text.split_ascii_whitespace();
    let place = |word: &str| {
        let at = word.as_ptr() as usize - start;
        (at as u32, (at + word.len()) as u32)
    };
    words.map(place).collect()
}
