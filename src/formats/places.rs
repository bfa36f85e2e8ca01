//! Offsets of files → anchors, with the unit told by the words that marks quote.
//!
//! Tools disagree on what an offset counts, also tools of one format: code points, UTF-16 units or
//! bytes, of the text as it is in the file or of one without carriage returns. Where the words at the
//! declared offsets aren't those that marks quote, the other ways are tried, and the one by which most
//! marks stand on their words is taken. Where nothing is quoted, the edges of words tell. That is noted.

use smallvec::{SmallVec, smallvec};

use super::canonical::Canonical;
use super::notes::Notes;
use crate::model::{Anchor, OffsetUnit, Span, Text, TextError};

/// A text as a file has it, and its canonical form.
pub(super) struct Forms {
    original: String,
    pub text: Text,
}

impl Forms {
    pub fn new(original: &str) -> Result<Self, TextError> {
        Ok(Self {
            text: Text::canonical(original)?,
            original: original.to_owned(),
        })
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

/// Pieces without words from which on the edges of words tell the unit.
const FEWEST: usize = 4;

/// The way from offsets of a file to places of the canonical text.
pub(super) struct Places<'a>(Canonical<'a>);

impl<'a> Places<'a> {
    /// The declared unit, whatever the quotes tell.
    pub fn plain(forms: &'a Forms, declared: OffsetUnit) -> Self {
        let text = forms.text.clone();
        Self(Canonical::in_unit(&forms.original, text, declared))
    }

    /// The way that the quotes tell; the declared unit where they tell nothing.
    pub fn decide(
        forms: &'a Forms,
        declared: OffsetUnit,
        quoted: &[Quoted<'_>],
        notes: &mut Notes,
    ) -> Self {
        let text = &forms.text;
        let original = forms.original.as_str();
        let way = |form: &'a str, unit| Self(Canonical::in_unit(form, text.clone(), unit));
        let plain = Self::plain(forms, declared);
        let told = quoted.iter().filter(|mark| mark.words.is_some()).count();
        if told == 0 {
            return Self::by_words(forms, plain, declared, quoted, notes);
        }
        let mut best = plain.agreeing(quoted);
        if best == told {
            return plain;
        }
        let mut found = plain;
        let mut converted = None;
        let forms = [original, text.as_str()];
        for form in &forms[..1 + usize::from(original != text.as_str())] {
            for unit in OffsetUnit::ALL {
                let other = way(form, *unit);
                let agreeing = other.agreeing(quoted);
                if agreeing > best {
                    best = agreeing;
                    found = other;
                    let of = match form.len() == original.len() {
                        true => "",
                        false => " of the text without carriage returns",
                    };
                    converted = Some(format!("{}{of}", unit.label()));
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

    /// The way by which most marks begin and end where words do, if the declared one cuts many words.
    fn by_words(
        forms: &'a Forms,
        plain: Self,
        declared: OffsetUnit,
        quoted: &[Quoted<'_>],
        notes: &mut Notes,
    ) -> Self {
        let pieces = quoted.iter().map(|mark| mark.pieces.len()).sum::<usize>();
        let fitting = plain.fitting(quoted);
        if pieces < FEWEST || fitting * 10 >= pieces * 7 {
            return plain;
        }
        let mut found: Option<(usize, Self, String)> = None;
        for form in [forms.original.as_str(), forms.text.as_str()] {
            for unit in OffsetUnit::ALL {
                let way = Self(Canonical::in_unit(form, forms.text.clone(), *unit));
                let fits = way.fitting(quoted);
                if fits * 10 >= pieces * 9 && found.as_ref().is_none_or(|(most, ..)| fits > *most) {
                    let of = match form.len() == forms.original.len() {
                        true => "",
                        false => " of the text without carriage returns",
                    };
                    found = Some((fits, way, format!("{}{of}", unit.label())));
                }
            }
        }
        match found {
            Some((fits, way, converted)) if fits > fitting => {
                notes.count(format!(
                    "by the edges of words, offsets count {converted}, not {}; converted",
                    declared.label()
                ));
                way
            }
            _ => plain,
        }
    }

    /// How many pieces begin and end where words do.
    fn fitting(&self, quoted: &[Quoted<'_>]) -> usize {
        let text = &self.0.text;
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_edge = |byte: usize| {
            let before = text[..byte].chars().next_back();
            !(is_word(before) && is_word(text[byte..].chars().next()))
        };
        let pieces = quoted.iter().flat_map(|mark| &mark.pieces);
        let spans = pieces.filter_map(|(start, end)| self.span(*start, *end));
        let fits = spans.filter(|span| {
            let words = text.get(*span).unwrap_or_default();
            words.trim() == words && is_edge(span.start()) && is_edge(span.end())
        });
        fits.count()
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
