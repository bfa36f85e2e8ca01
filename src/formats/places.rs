//! Offsets of files → anchors, with the unit told by the words that marks quote.
//!
//! Tools disagree on what an offset counts, also tools of one format: code points, UTF-16 units or
//! bytes, of the text as it is in the file or of one without carriage returns. Where the words at the
//! declared offsets aren't those that marks quote, the other ways are tried, and the one by which most
//! marks stand on their words is taken. Where nothing is quoted, [`super::units`] asks the edges of words, in
//! one document or, where [`Forms::told`] is set, in all of a file. That is noted.

use smallvec::{SmallVec, smallvec};

use super::canonical::Canonical;
use super::notes::Notes;
use super::units::{Evidence, Reading, Verdict};
use crate::model::{Anchor, OffsetUnit, Span, Text, TextError};

/// A text as a file has it, and its canonical form.
pub(super) struct Forms {
    original: String,
    pub text: Text,
    /// What the other documents of the file tell of its offsets, too; `None` if only this one is to be asked.
    pub told: Option<Verdict>,
}

impl Forms {
    pub fn new(original: &str) -> Result<Self, TextError> {
        Ok(Self {
            text: Text::canonical(original)?,
            original: original.to_owned(),
            told: None,
        })
    }

    /// The text as it is in its file.
    pub fn original(&self) -> &str {
        &self.original
    }
}

/// A mark as a file has it: pieces from start to end, and the words, if it quotes them.
#[derive(Clone, Debug)]
pub(super) struct Quoted<'a> {
    pub pieces: SmallVec<[(u64, u64); 1]>,
    pub words: Option<&'a str>,
}

impl Quoted<'_> {
    /// A place of one piece that quotes nothing.
    pub fn place(start: u64, end: u64) -> Self {
        Self {
            pieces: smallvec![(start, end)],
            words: None,
        }
    }
}

/// Tokens by which the unit is told, where a file has so many.
pub(super) const WITNESSES: usize = 1_000;

/// The way from offsets of a file to places of the canonical text.
pub(super) struct Places<'a>(Canonical<'a>);

impl<'a> Places<'a> {
    /// The declared unit, whatever the quotes tell.
    pub fn plain(forms: &'a Forms, declared: OffsetUnit) -> Self {
        Self(forms.canonical(Reading::of_file(declared)))
    }

    /// The way that the quotes tell; the declared unit where they tell nothing.
    pub fn decide(
        forms: &'a Forms,
        declared: OffsetUnit,
        quoted: &[Quoted<'_>],
        notes: &mut Notes,
    ) -> Self {
        let told = quoted.iter().filter(|mark| mark.words.is_some()).count();
        if told == 0 {
            return Self::by_edges(forms, declared, quoted, notes);
        }
        let plain = Self::plain(forms, declared);
        let mut best = plain.agreeing(quoted);
        if best == told {
            return plain;
        }
        let mut found = plain;
        let mut converted = None;
        let is_same = forms.original() == &*forms.text;
        for is_canonical in [false, true].into_iter().take(2 - usize::from(is_same)) {
            for unit in OffsetUnit::ALL {
                let reading = Reading {
                    unit: *unit,
                    is_canonical,
                };
                let other = Self(forms.canonical(reading));
                let agreeing = other.agreeing(quoted);
                // Quotes that are cut or spelt otherwise agree with no way; chance must not choose one.
                if agreeing > best && agreeing * 2 >= told {
                    best = agreeing;
                    found = other;
                    converted = Some(reading.label());
                }
            }
        }
        if let Some(converted) = converted {
            notes.count(format!(
                "by the words that marks quote, offsets count {converted}, not {}; converted",
                declared.label()
            ));
        }
        if best < told {
            let wrong = told - best;
            notes.add(format!(
                "{wrong} of {told} marks quote other words than those at their offsets; \
                 took the offsets"
            ));
        }
        found
    }

    /// The way that the edges of words tell; the declared unit where they tell nothing.
    fn by_edges(
        forms: &'a Forms,
        declared: OffsetUnit,
        quoted: &[Quoted<'_>],
        notes: &mut Notes,
    ) -> Self {
        if !forms.counts_differ() {
            return Self::plain(forms, declared);
        }
        let verdict = forms.told.unwrap_or_else(|| {
            let mut evidence = Evidence::new(declared);
            let pieces = quoted.iter().flat_map(|mark| &mark.pieces);
            evidence.add(forms, pieces.copied());
            evidence.verdict()
        });
        match verdict {
            Verdict::Declared => {}
            Verdict::Other(reading) => {
                notes.count(format!(
                    "by the edges of words, offsets count {}, not {}; converted",
                    reading.label(),
                    declared.label()
                ));
                return Self(forms.canonical(reading));
            }
            Verdict::Perhaps(reading) => notes.count(format!(
                "marks begin or end inside words; their offsets may count {}, not {}, but that isn’t sure; \
                 took them as they are",
                reading.label(),
                declared.label()
            )),
        }
        Self::plain(forms, declared)
    }

    /// The canonical text with the way to it.
    pub fn into_canonical(self) -> Canonical<'a> {
        self.0
    }

    pub fn span(&self, start: u64, end: u64) -> Option<Span> {
        self.0.between(start, end)
    }

    /// The anchor of a mark; `None` if none of its pieces is a place of the text.
    pub fn anchor(&self, mark: &Quoted<'_>, notes: &mut Notes) -> Option<Anchor> {
        let spans = mark.pieces.iter();
        let spans: Vec<Span> = spans
            .filter_map(|(start, end)| self.span(*start, *end))
            .collect();
        if spans.len() < mark.pieces.len() {
            notes.count("a mark’s offsets are no place in the text; left out");
        }
        Anchor::new(spans)
    }

    /// How many marks stand on the words that they quote.
    fn agreeing(&self, quoted: &[Quoted<'_>]) -> usize {
        quoted.iter().filter(|mark| self.agrees(mark)).count()
    }

    /// Whether a mark stands on the words that it quotes.
    pub fn agrees(&self, mark: &Quoted<'_>) -> bool {
        let Some(words) = mark.words else {
            return false;
        };
        let piece = |(start, end): &(u64, u64)| {
            let span = self.span(*start, *end);
            let words = span.and_then(|span| self.0.text.get(span));
            words.unwrap_or_default()
        };
        match mark.pieces.as_slice() {
            [one] => same_words(piece(one), words),
            several => same_words(&several.iter().map(piece).collect::<String>(), words),
        }
    }
}

/// Whether two quotes are equal but for white space, which tools write in many ways.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    let visible = |c: &char| !c.is_whitespace() && *c != '\u{feff}';
    if one == other {
        return true;
    }
    one.chars()
        .filter(visible)
        .eq(other.chars().filter(visible))
}
