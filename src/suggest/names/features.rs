//! What the model of names sees of a token: its letters, its neighbours, the lists, and the rest of the document.

use std::ops::Range;

use super::gazetteer;
use crate::suggest::crf::hash::{mix, one, three, two};
use crate::suggest::lists::{self, Flags};
use crate::suggest::reading::{Case, Form, Reading};
use crate::suggest::tagger::Tag;

/// Small words inside a run of capitalised ones.
const INSIDE: &[&str] = &[
    "of", "and", "for", "the", "de", "al", "bin", "van", "von", "der", "del", "da", "la", "-", "&",
    "’s", "'s",
];

/// A run of capitalised words around a token.
#[derive(Clone, Copy, Default)]
struct Capitals {
    start: u32,
    end: u32,
    /// Lists that any of its words is on.
    flags: Flags,
}

/// What is known of the whole text before its tokens are described.
pub(crate) struct Context<'r, 'a> {
    reading: &'r Reading<'a>,
    tags: &'r [Tag],
    marks: Vec<Flags>,
    runs: Vec<Capitals>,
}

impl<'r, 'a> Context<'r, 'a> {
    pub(crate) fn new(reading: &'r Reading<'a>, tags: &'r [Tag]) -> Self {
        let marks = gazetteer::marks(reading);
        let runs = runs(reading, &marks);
        Self {
            reading,
            tags,
            marks,
            runs,
        }
    }

    /// Adds the features of one token.
    pub(crate) fn features(&self, sentence: &Range<usize>, at: usize, found: &mut Vec<u32>) {
        let form = self.reading.form(at);
        self.letters(form, found);
        self.neighbours(sentence, at, form, found);
        self.lists(sentence, at, found);
        self.document(sentence, at, form, found);
        self.run(sentence, at, form, found);
    }

    fn letters(&self, form: &Form, found: &mut Vec<u32>) {
        found.extend([
            1,
            one(2, form.small),
            one(3, form.exact),
            one(4, form.shape),
            one(5, form.prefixes[1]),
            one(6, form.prefixes[2]),
            one(7, form.prefixes[3]),
            one(8, form.suffixes[1]),
            one(9, form.suffixes[2]),
            one(10, form.suffixes[3]),
            two(11, form.suffixes[0], form.case as u32),
        ]);
    }

    fn neighbours(&self, sentence: &Range<usize>, at: usize, form: &Form, found: &mut Vec<u32>) {
        let near = |offset: isize| {
            let other = at.checked_add_signed(offset)?;
            sentence.contains(&other).then(|| self.reading.form(other))
        };
        let small = |offset: isize| near(offset).map_or(0xED6E, |form| form.small);
        let shape = |offset: isize| near(offset).map_or(0xED6E, |form| form.shape);
        let tag = |offset: isize| {
            let other = at.checked_add_signed(offset);
            let inside = other.filter(|other| sentence.contains(other));
            inside.map_or(99, |other| u32::from(self.tags[other]))
        };
        let spaced = u32::from(self.reading.is_spaced(at));
        found.extend([
            one(20, small(-1)),
            one(21, small(-2)),
            one(22, small(1)),
            one(23, small(2)),
            two(24, small(-1), form.small),
            two(25, form.small, small(1)),
            two(26, small(-1), small(1)),
            two(27, small(-1), form.shape),
            two(28, form.shape, small(1)),
            two(29, small(-2), small(-1)),
            two(30, small(1), small(2)),
            two(31, shape(-1), form.shape),
            two(32, form.shape, shape(1)),
            three(33, shape(-1), form.shape, shape(1)),
            three(34, shape(-2), shape(-1), form.shape),
            three(35, form.shape, shape(1), shape(2)),
            two(36, tag(0), spaced),
            two(37, tag(-1), tag(0)),
            two(38, tag(0), tag(1)),
            three(39, tag(-1), tag(0), tag(1)),
            two(40, form.shape, spaced),
        ]);
        let suffix = |offset: isize| near(offset).map_or(0, |form| form.suffixes[2]);
        found.extend([
            one(41, suffix(-1)),
            one(42, suffix(1)),
            two(43, suffix(0), suffix(1)),
            two(44, suffix(-1), suffix(0)),
        ]);
    }

    fn lists(&self, sentence: &Range<usize>, at: usize, found: &mut Vec<u32>) {
        let marks = |offset: isize| {
            let other = at.checked_add_signed(offset);
            other
                .filter(|other| sentence.contains(other))
                .map_or(0, |other| self.marks[other])
        };
        for (template, offset) in [(50, 0), (51, -1), (52, 1), (53, -2), (54, 2)] {
            let mut rest = marks(offset);
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                found.push(one(template, bit));
                if offset != 0 {
                    found.push(two(template + 10, bit, self.reading.form(at).case as u32));
                }
            }
        }
        found.extend([
            two(70, marks(0), self.reading.form(at).case as u32),
            two(71, marks(-1), marks(0)),
            two(72, marks(0), marks(1)),
        ]);
    }

    fn document(&self, sentence: &Range<usize>, at: usize, form: &Form, found: &mut Vec<u32>) {
        let starts = at == sentence.start || self.reading.form(at - 1).case == Case::Mark;
        let place = u32::from(starts);
        if !form.is_capital() {
            found.push(two(80, form.case as u32, place));
            return;
        }
        let lowered = form
            .lowered
            .map_or(0, |number| self.reading.forms.get(number).count.min(3));
        let inside = form.inside.min(3);
        let known = u32::from(lowered) << 4 | u32::from(inside);
        found.extend([
            three(81, known, place, form.case as u32),
            two(82, u32::from(form.count.min(6)), form.case as u32),
        ]);
        let mut rest = form.beside;
        while rest != 0 {
            found.push(one(83, rest.trailing_zeros()));
            rest &= rest - 1;
        }
        found.push(one(84, u32::from(form.beside)));
    }

    /// The run of capitalised words that the token is in, or that is next to it.
    fn run(&self, sentence: &Range<usize>, at: usize, form: &Form, found: &mut Vec<u32>) {
        let run = self.runs[at];
        let (start, end) = (run.start as usize, run.end as usize);
        if start >= end {
            return;
        }
        let first = self.reading.form(start);
        let last = self.reading.form(end - 1);
        let before = start
            .checked_sub(1)
            .filter(|other| sentence.contains(other));
        let before = before.map_or(0xED6E, |other| self.reading.form(other).small);
        let after = Some(end).filter(|other| sentence.contains(other));
        let after = after.map_or(0xED6E, |other| self.reading.form(other).small);
        let length = (end - start).min(6) as u32;
        let place = ((at - start).min(3) as u32) << 4 | (end - 1 - at).min(3) as u32;
        let here = mix(place, length);
        found.extend([
            one(90, here),
            two(91, last.small, u32::from(at + 1 == end)),
            two(92, first.small, u32::from(at == start)),
            two(93, before, place),
            two(94, after, place),
            two(95, last.flags, here),
            two(96, run.flags, here),
            two(97, first.flags, here),
            three(98, before, after, length),
            two(99, last.suffixes[2], here),
            two(100, first.suffixes[2], here),
            two(101, u32::from(last.beside | first.beside), here),
        ]);
        if form.is_capital() {
            let mut rest = run.flags;
            while rest != 0 {
                found.push(two(102, rest.trailing_zeros(), place));
                rest &= rest - 1;
            }
        }
    }
}

/// The run of capitalised words around each token.
fn runs(reading: &Reading, marks: &[Flags]) -> Vec<Capitals> {
    let mut runs = vec![Capitals::default(); reading.tokens.len()];
    for sentence in &reading.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            if !reading.form(at).is_capital() || is_opener(reading, at, sentence.start) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            loop {
                let mut next = end;
                while next < sentence.end && next < end + 2 && INSIDE.contains(&reading.lower(next))
                {
                    next += 1;
                }
                if next < sentence.end && reading.form(next).is_capital() && next < at + 12 {
                    end = next + 1;
                } else {
                    break;
                }
            }
            let flags = marks[at..end].iter().fold(0, |all, flags| all | flags);
            let run = Capitals {
                start: at as u32,
                end: end as u32,
                flags,
            };
            runs[at..end].fill(run);
            at = end;
        }
    }
    runs
}

/// A small word that only a sentence's start capitalises.
fn is_opener(reading: &Reading, at: usize, start: usize) -> bool {
    let form = reading.form(at);
    let begins = at == start || reading.form(at - 1).case == Case::Mark;
    form.is(lists::SMALL) && form.case == Case::Title && begins
}
