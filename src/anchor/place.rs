//! Where anchors of one text stand in another.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Block, blocks};
use super::tokens::{Numbers, Tokens};
use super::words::Pairs;
use crate::model::{Anchor, Span, Text};

/// What two texts have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kinship {
    /// They have words in common.
    Words,
    /// The same bytes, decoded in two ways.
    Bytes,
}

/// So many tokens beside a mark must be the same for its place to be believed.
const SUPPORT: usize = 4;
/// So many tokens on each side of words are compared where they are looked for.
const AROUND: usize = 8;
/// A shared stretch of so many tokens is no chance.
const SURE: usize = 8;
/// Words of so many tokens that stand once in both texts are found without what surrounds them.
const DISTINCT: usize = 5;
/// Of a mark whose words were changed inside, so many in a hundred must have stayed.
const STAYED: usize = 75;
/// Words that stand at more places than this are not looked for.
const MOST_PLACES: usize = 2_000;

/// The two texts, and what they share.
#[derive(Debug)]
pub struct Alignment {
    old: Text,
    new: Text,
    old_tokens: Tokens,
    new_tokens: Tokens,
    blocks: Vec<Block>,
    pairs: Option<Pairs>,
    /// Where each token stands in the new text.
    places: HashMap<u32, Vec<u32>>,
}

impl Alignment {
    /// Compares two texts. Takes about a second for 10 MB.
    pub fn new(old: &Text, new: &Text, kinship: Kinship) -> Self {
        let (old, new) = (old.clone(), new.clone());
        let mut numbers = Numbers::new();
        let old_tokens = Tokens::read(&old, &mut numbers);
        let new_tokens = Tokens::read(&new, &mut numbers);
        drop(numbers);
        let blocks = blocks(&old_tokens.numbers, &new_tokens.numbers);
        let mut places: HashMap<u32, Vec<u32>> = HashMap::new();
        for (at, number) in new_tokens.numbers.iter().enumerate() {
            places.entry(*number).or_default().push(at as u32);
        }
        let pairs = match kinship {
            Kinship::Bytes => Pairs::of(&old, &new),
            Kinship::Words => None,
        };
        Self {
            old,
            new,
            old_tokens,
            new_tokens,
            blocks,
            pairs,
            places,
        }
    }

    /// The text that anchors come from.
    pub fn old(&self) -> &Text {
        &self.old
    }

    /// Where an anchor of the old text stands in the new one; `None` if one of its spans has no place there, or if
    /// they would stand in another order.
    pub fn place(&self, anchor: &Anchor) -> Option<Anchor> {
        let spans: Option<Vec<Span>> = anchor.spans().iter().map(|span| self.span(*span)).collect();
        let spans = spans?;
        let is_apart = spans.windows(2).all(|two| two[0].end() < two[1].start());
        is_apart.then(|| Anchor::new(spans)).flatten()
    }

    fn span(&self, span: Span) -> Option<Span> {
        if let Some(pairs) = &self.pairs {
            let place = pairs.place(&self.old, &self.new, span.range());
            return place.and_then(|place| Span::new(&self.new, place));
        }
        let (first, last) = self.old_tokens.within(span.start(), span.end())?;
        let at = self
            .beside(first, last)
            .or_else(|| self.around(first, last))
            .or_else(|| self.search(first, last))?;
        let place = self.bytes(span, (first, last), at)?;
        Span::new(&self.new, place)
    }

    /// Along a shared stretch that holds the mark or touches it, as far as the tokens go on being the same.
    fn beside(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let after = self.blocks.partition_point(|block| block.old <= first);
        let near = after.saturating_sub(1)..(after + 2).min(self.blocks.len());
        let mut best: Option<(usize, usize)> = None;
        for block in &self.blocks[near] {
            let Some(new) = (first + block.new).checked_sub(block.old) else {
                continue;
            };
            if !self.same(first, new, last + 1 - first) {
                continue;
            }
            let (left, right) = self.context(first, last, new);
            // The mark must be joined with the stretch by tokens that are the same.
            let joined = first - left <= block.old + block.len && last + right + 1 >= block.old;
            let support = self.support(first, last, new);
            let is_inside = block.old <= first && last < block.old + block.len;
            let holds = support >= SUPPORT || is_inside && block.len >= SURE;
            if joined && holds && best.is_none_or(|(most, _)| support > most) {
                best = Some((support, new));
            }
        }
        best.map(|(_, new)| (new, new + last - first))
    }

    /// A mark that was changed inside: both ends in shared stretches, and most of its tokens still there.
    fn around(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let start = self.counterpart(first)?;
        let end = self.counterpart(last)?;
        let stayed: usize = self
            .blocks
            .iter()
            .skip(self.blocks.partition_point(|b| b.old + b.len <= first))
            .take_while(|b| b.old <= last)
            .map(|b| (b.old + b.len).min(last + 1) - b.old.max(first))
            .sum();
        let longest = (last - first).max(end.checked_sub(start)?) + 1;
        let (left, _) = self.context(first, first, start);
        let (_, right) = self.context(last, last, end);
        let held = left + right >= SUPPORT;
        (held && stayed * 100 >= longest * STAYED).then_some((start, end))
    }

    /// The place of the mark's tokens with the most of what surrounds them: a clear winner, or none.
    fn search(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        let tokens = &self.old_tokens.numbers[first..=last];
        let found = |number: &u32| self.places.get(number).map_or(0, Vec::len);
        let (rarest, number) = tokens.iter().enumerate().min_by_key(|(_, it)| found(it))?;
        let places = self.places.get(number)?;
        if places.len() > MOST_PLACES {
            return None;
        }
        let starts = places
            .iter()
            .filter_map(|at| (*at as usize).checked_sub(rarest));
        let all: Vec<usize> = starts
            .filter(|at| self.same(first, *at, tokens.len()))
            .collect();
        // Where a long shared stretch has them, they are those of another place.
        let free = all.iter().filter(|at| !self.is_taken(**at, tokens.len()));
        let mut ranked: Vec<(usize, usize)> = free
            .map(|at| (self.support(first, last, *at), *at))
            .collect();
        ranked.sort_unstable();
        let (support, at) = ranked.pop()?;
        let runner_up = ranked.last().map_or(0, |(support, _)| *support);
        let is_lonely = all.len() == 1 && tokens.len() >= DISTINCT && self.is_lonely(tokens);
        let is_clear = support >= SUPPORT && support > runner_up;
        (is_clear || is_lonely).then_some((at, at + last - first))
    }

    /// Whether tokens stand at one place only of the old text.
    fn is_lonely(&self, tokens: &[u32]) -> bool {
        let all = self.old_tokens.numbers.windows(tokens.len());
        all.filter(|window| *window == tokens).take(2).count() == 1
    }

    fn is_taken(&self, at: usize, len: usize) -> bool {
        let before = self.blocks.partition_point(|block| block.new <= at);
        let block = before.checked_sub(1).map(|before| self.blocks[before]);
        block.is_some_and(|it| it.len >= SURE && at + len <= it.new + it.len)
    }

    /// The token of the new text that a shared stretch pairs with this one.
    fn counterpart(&self, token: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.old <= token);
        let block = self.blocks[after.checked_sub(1)?];
        (token < block.old + block.len).then(|| block.new + token - block.old)
    }

    fn same(&self, old: usize, new: usize, len: usize) -> bool {
        let here = self.old_tokens.numbers.get(old..old + len);
        here.is_some() && here == self.new_tokens.numbers.get(new..new + len)
    }

    /// How many tokens before and after the mark are the same as those around a place.
    fn context(&self, first: usize, last: usize, new: usize) -> (usize, usize) {
        let (old, other) = (&self.old_tokens.numbers, &self.new_tokens.numbers);
        let before = old[..first].iter().rev().zip(other[..new].iter().rev());
        let left = before.take(AROUND).take_while(|(a, b)| a == b).count();
        let end = (new + last + 1 - first).min(other.len());
        let after = old[last + 1..].iter().zip(&other[end..]);
        let right = after.take(AROUND).take_while(|(a, b)| a == b).count();
        (left, right)
    }

    /// As [`Self::context`] in one number; the beginning or the end of both texts is as good as tokens.
    fn support(&self, first: usize, last: usize, new: usize) -> usize {
        let (left, right) = self.context(first, last, new);
        let begins = left == first && left == new;
        let end = new + last + 1 - first;
        let ends =
            last + 1 + right == self.old_tokens.len() && end + right == self.new_tokens.len();
        left + right + SUPPORT * (usize::from(begins) + usize::from(ends))
    }

    /// The bytes of the new text for a span of the old one whose tokens stand at `at`.
    fn bytes(
        &self,
        span: Span,
        tokens: (usize, usize),
        at: (usize, usize),
    ) -> Option<Range<usize>> {
        let old = |token: usize| self.old_tokens.places[token];
        let new = |token: usize| self.new_tokens.places[token];
        // The span may cut a token; white space around the tokens is left out.
        let into = span.start().saturating_sub(old(tokens.0).0 as usize);
        let short = (old(tokens.1).1 as usize).saturating_sub(span.end());
        let start = new(at.0).0 as usize + into;
        let end = (new(at.1).1 as usize).checked_sub(short)?;
        (start < end).then_some(start..end)
    }
}
