//! What the offsets of a file count, where its marks quote nothing: told by the edges of words.
//!
//! Where offsets count something else than their format declares, marks lie shifted from the first character
//! on that the two count differently, and begin and end inside words or at white space. Another reading is
//! believed only if nine of ten edges that it moves then are edges of words, if half of them are not as they
//! are declared, and if that can't be chance: at places taken at random there would be as many edges of
//! words as the text has, so Chernoff's bound of the binomial tail says how unlikely the others are. Marks
//! that stand where people rarely put them, but rightly, thus stay where they are.

use std::collections::BTreeSet;

use super::canonical::Canonical;
use super::places::Forms;
use crate::model::{OffsetUnit, Text};

/// Chance, as its negative natural logarithm, below which a reading is believed: one in nine million.
const SURE: f64 = 16.0;
/// Chance below which it is worth a note: one in 150.
const LIKELY: f64 = 5.0;

/// A way to read offsets: their unit, and whether they count the text without carriage returns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Reading {
    pub unit: OffsetUnit,
    pub is_canonical: bool,
}

impl Reading {
    /// The text as it is in its file, in this unit.
    pub fn of_file(unit: OffsetUnit) -> Self {
        Self {
            unit,
            is_canonical: false,
        }
    }

    /// What the offsets count, for people.
    pub fn label(self) -> String {
        let of = match self.is_canonical {
            true => " of the text without carriage returns",
            false => "",
        };
        format!("{}{of}", self.unit.label())
    }
}

/// What the edges of words tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    Declared,
    Other(Reading),
    /// Another reading fits better, but that may be chance.
    Perhaps(Reading),
}

/// How the edges of marks lie by one reading.
struct Tally {
    reading: Reading,
    /// Edges that lie elsewhere than as they are declared.
    moved: usize,
    /// Those of them that are edges of words, and how many would be by chance.
    fitting: usize,
    by_chance: f64,
    /// Those of them that are no edges of words as they are declared.
    broken: usize,
    /// All edges of marks that are edges of words.
    fitting_in_all: usize,
    /// Tells readings apart that lead to different places.
    places: u64,
}

/// Edges of marks, document by document.
pub(super) struct Evidence {
    declared: OffsetUnit,
    tallies: Vec<Tally>,
}

impl Evidence {
    pub fn new(declared: OffsetUnit) -> Self {
        let forms = [false, true].into_iter();
        let readings = forms.flat_map(|is_canonical| {
            OffsetUnit::ALL.iter().map(move |unit| Reading {
                unit: *unit,
                is_canonical,
            })
        });
        let tallies = readings
            .filter(|reading| *reading != Reading::of_file(declared))
            .map(|reading| Tally {
                reading,
                moved: 0,
                fitting: 0,
                by_chance: 0.0,
                broken: 0,
                fitting_in_all: 0,
                places: 0,
            });
        Self {
            declared,
            tallies: tallies.collect(),
        }
    }

    /// Takes the marks of a document in.
    pub fn add(&mut self, forms: &Forms, pieces: impl Iterator<Item = (u64, u64)>) {
        if !forms.counts_differ() {
            return;
        }
        let (starts, ends): (BTreeSet<u64>, BTreeSet<u64>) = pieces.unzip();
        let edges = Edges::new(&forms.text);
        let declared = forms.canonical(Reading::of_file(self.declared));
        for tally in &mut self.tallies {
            let way = forms.canonical(tally.reading);
            for (offsets, is_start) in [(&starts, true), (&ends, false)] {
                for offset in offsets {
                    tally.edge(&edges, declared.byte(*offset), way.byte(*offset), is_start);
                }
            }
        }
    }

    pub fn verdict(&self) -> Verdict {
        let fits = |tally: &&Tally| {
            tally.moved > 0
                && tally.fitting * 10 >= tally.moved * 9
                && tally.broken * 2 >= tally.moved
                && tally.surprise() >= LIKELY
        };
        let candidates: Vec<&Tally> = self.tallies.iter().filter(fits).collect();
        // Of equal ones the first: it counts the text as it is in the file.
        let best = candidates.iter().copied().reduce(|best, other| {
            match other.fitting_in_all > best.fitting_in_all {
                true => other,
                false => best,
            }
        });
        let Some(best) = best else {
            return Verdict::Declared;
        };
        let is_alone = candidates
            .iter()
            .all(|other| other.fitting_in_all < best.fitting_in_all || other.places == best.places);
        match is_alone && best.surprise() >= SURE {
            true => Verdict::Other(best.reading),
            false => Verdict::Perhaps(best.reading),
        }
    }
}

impl Tally {
    fn edge(
        &mut self,
        edges: &Edges<'_>,
        declared: Option<usize>,
        other: Option<usize>,
        is_start: bool,
    ) {
        let fits = |byte: Option<usize>| byte.is_some_and(|byte| edges.is_edge(byte, is_start));
        let fits_so = fits(other);
        self.fitting_in_all += usize::from(fits_so);
        let place = other.map_or(0, |byte| byte as u64 + 1);
        self.places = self.places.rotate_left(7) ^ place.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if declared != other {
            self.moved += 1;
            self.fitting += usize::from(fits_so);
            self.broken += usize::from(!fits(declared));
            self.by_chance += match is_start {
                true => edges.starts,
                false => edges.ends,
            };
        }
    }

    /// The negative logarithm of the chance that so many edges fit at random: the number of edges times the
    /// relative entropy of the rate of those that fit and the rate of the text.
    fn surprise(&self) -> f64 {
        let moved = self.moved as f64;
        let (rate, chance) = (self.fitting as f64 / moved, self.by_chance / moved);
        if rate <= chance {
            return 0.0;
        }
        let term = |p: f64, q: f64| match p > 0.0 {
            true => p * (p / q).ln(),
            false => 0.0,
        };
        moved * (term(rate, chance) + term(1.0 - rate, 1.0 - chance))
    }
}

/// Where words begin and end in a text.
struct Edges<'a> {
    text: &'a Text,
    /// The rates of places between characters at which words begin and end.
    starts: f64,
    ends: f64,
}

impl<'a> Edges<'a> {
    fn new(text: &'a Text) -> Self {
        let (mut starts, mut ends, mut places) = (0, 0, 1);
        let mut before = None;
        for after in text.chars().map(Some).chain([None]) {
            starts += usize::from(is_start(before, after));
            ends += usize::from(is_end(before, after));
            places += 1;
            before = after;
        }
        // One more of each, so that no rate is 0.
        let rate = |count: usize| (count + 1) as f64 / f64::from(places + 1);
        Self {
            text,
            starts: rate(starts),
            ends: rate(ends),
        }
    }

    fn is_edge(&self, byte: usize, is_start_wanted: bool) -> bool {
        let before = self.text[..byte].chars().next_back();
        let after = self.text[byte..].chars().next();
        match is_start_wanted {
            true => is_start(before, after),
            false => is_end(before, after),
        }
    }
}

fn is_inside_word(before: Option<char>, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    is_word(before) && is_word(after)
}

fn is_start(before: Option<char>, after: Option<char>) -> bool {
    after.is_some_and(|c| !c.is_whitespace()) && !is_inside_word(before, after)
}

fn is_end(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace()) && !is_inside_word(before, after)
}

impl Forms {
    /// Whether the ways to read offsets of this text can differ.
    pub fn counts_differ(&self) -> bool {
        !(self.original().is_ascii() && self.original() == &*self.text)
    }

    /// The way from offsets, read so, to the canonical text.
    pub fn canonical(&self, reading: Reading) -> Canonical<'_> {
        let form = match reading.is_canonical {
            true => &self.text,
            false => self.original(),
        };
        Canonical::in_unit(form, self.text.clone(), reading.unit)
    }
}
