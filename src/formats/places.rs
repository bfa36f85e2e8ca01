//! Offsets of files → anchors, with the unit told by the words that marks quote.
//!
//! Tools disagree on what an offset counts, also tools of one format: code points, UTF-16 units or
//! bytes, of the text as it is in the file or of one without carriage returns. Where the words at the
//! declared offsets aren't those that marks quote, the other ways are tried, and the one by which most
//! marks stand on their words is taken. That is noted.

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
    pub pieces: Vec<(u64, u64)>,
    pub words: Option<&'a str>,
}

/// The way from offsets of a file to places of the canonical text.
pub(super) struct Places<'a>(Canonical<'a>);

impl<'a> Places<'a> {
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
        let plain = way(original, declared);
        let told = quoted.iter().filter(|mark| mark.words.is_some()).count();
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
        let agrees = |mark: &&Quoted<'_>| {
            let Some(words) = mark.words else {
                return false;
            };
            let pieces = mark.pieces.iter();
            let spans = pieces.filter_map(|(start, end)| self.span(*start, *end));
            let here: Vec<&str> = spans.filter_map(|span| self.0.text.get(span)).collect();
            same_words(&here.join(" "), words)
        };
        quoted.iter().filter(agrees).count()
    }
}

/// Whether two quotes are equal but for white space, which tools write in many ways.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    let visible = |c: &char| !c.is_whitespace() && *c != '\u{feff}';
    one.chars()
        .filter(visible)
        .eq(other.chars().filter(visible))
}
