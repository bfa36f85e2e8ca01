//! Quotations: which marks belong together, and what a broken one may cover.
//!
//! Marks are paired paragraph by paragraph. A mark that is never closed runs to the paragraph's end only where the
//! next paragraph opens with the same mark, as newspapers do; else it ends with its sentence, so that no narration
//! is swallowed. Closing marks that nothing opened are passed over. Straight single marks are left alone: they
//! can't be told from apostrophes.

use std::ops::Range;

use super::segment::{is_closing, paragraph_at, paragraphs, paragraphs_in, sentences, trimmed};
use crate::model::{Anchor, QuoteKind};

/// How a quotation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By its closing mark.
    Closed,
    /// At the paragraph's end; the next paragraph goes on with it.
    RunsOn,
    /// Its closing mark is missing; it was ended with the sentence or before the next opening mark.
    Unbalanced,
}

/// One quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Range<usize>,
    /// Without marks and white space at the ends; never empty.
    pub inner: Range<usize>,
    pub ending: Ending,
    /// 0 for a quotation that is in no other.
    pub depth: usize,
}

/// How far an apostrophe's test looks ahead for a better closing mark, in bytes.
const APOSTROPHE_REACH: usize = 300;

/// All quotations of a text, in order of their first byte. Linear in the text.
pub fn quotations(text: &str) -> Vec<Quotation> {
    collect(text, paragraphs(text))
}

/// The quotations of the paragraphs that a range touches; paragraphs over 64 KB are cut.
pub fn quotations_near(text: &str, range: Range<usize>) -> Vec<Quotation> {
    let start = paragraph_at(text, range.start).start;
    let end = paragraph_at(text, range.end).end.max(start);
    collect(text, paragraphs_in(text, start..end))
}

fn collect(text: &str, paragraphs: Vec<Range<usize>>) -> Vec<Quotation> {
    let mut found = Vec::new();
    for paragraph in paragraphs {
        Pairing::new(text, paragraph).run(&mut found);
    }
    found.sort_by_key(|quotation| quotation.outer.start);
    found
}

/// Whether the content is quoted: direct if all its words are in quotations, mixed if some are.
pub fn kind_of(text: &str, content: &Anchor) -> QuoteKind {
    let quotations: Vec<_> = quotations_near(text, content.hull().range())
        .into_iter()
        .filter(|quotation| quotation.depth == 0)
        .collect();
    kind_among(text, content, &quotations)
}

/// [`kind_of`] with the outermost quotations around the content at hand.
pub(crate) fn kind_among(text: &str, content: &Anchor, quotations: &[Quotation]) -> QuoteKind {
    let (mut quoted, mut unquoted) = (false, false);
    for span in content.spans() {
        let mut at = span.start();
        let mut rest = |range: Range<usize>| {
            let words = text.get(range).unwrap_or_default();
            unquoted |= words.chars().any(char::is_alphanumeric);
        };
        for quotation in quotations {
            let start = quotation.inner.start.max(span.start());
            let end = quotation.inner.end.min(span.end());
            if start < end {
                rest(at..start.max(at));
                at = end;
                quoted = true;
            }
        }
        rest(at..span.end());
    }
    match (quoted, unquoted) {
        (true, false) => QuoteKind::Direct,
        (true, true) => QuoteKind::Mixed,
        (false, _) => QuoteKind::Indirect,
    }
}

/// An opening mark that waits for its closing mark.
struct Open {
    mark: char,
    at: usize,
    depth: usize,
}

struct Pairing<'a> {
    text: &'a str,
    paragraph: Range<usize>,
    /// At most one entry for each sort of mark.
    open: Vec<Open>,
    /// Filled when a mark is found unclosed.
    sentences: Option<Vec<Range<usize>>>,
}

/// What a mark does where it stands.
enum Role {
    Opens,
    /// Closes what this mark has opened.
    Closes(char),
    None,
}

impl<'a> Pairing<'a> {
    fn new(text: &'a str, paragraph: Range<usize>) -> Self {
        Self {
            text,
            paragraph,
            open: Vec::new(),
            sentences: None,
        }
    }

    fn run(mut self, found: &mut Vec<Quotation>) {
        let (text, paragraph) = (self.text, self.paragraph.clone());
        let mut before = None;
        for (at, mark) in text[paragraph.clone()].char_indices() {
            let at = paragraph.start + at;
            match self.role(mark, at, before) {
                Role::Opens => self.opens(mark, at, found),
                Role::Closes(opening) => self.closes(opening, at + mark.len_utf8(), found),
                Role::None => {}
            }
            before = Some(mark);
        }
        let after = text[paragraph.end..].trim_start().chars().next();
        while let Some(open) = self.open.pop() {
            if after == Some(open.mark) && open.depth == 0 {
                let end = paragraph.end;
                self.push(&open, end..end, Ending::RunsOn, found);
            } else {
                self.push_unclosed(&open, paragraph.end, found);
            }
        }
    }

    fn is_open(&self, mark: char) -> bool {
        self.open.iter().any(|open| open.mark == mark)
    }

    fn role(&self, mark: char, at: usize, before: Option<char>) -> Role {
        let after = || {
            self.text[at + mark.len_utf8()..self.paragraph.end]
                .chars()
                .next()
        };
        let begins = || {
            before.is_none_or(|c| !c.is_alphanumeric() && !is_closing(c) && !is_stop(c))
                && after().is_some_and(|c| !c.is_whitespace())
        };
        match mark {
            '“' if self.is_open('„') => Role::Closes('„'),
            '“' | '„' | '‹' => Role::Opens,
            '”' if self.is_open('“') => Role::Closes('“'),
            '”' => Role::Closes('„'),
            '«' if self.is_open('»') => Role::Closes('»'),
            '«' => Role::Opens,
            '»' if self.is_open('«') => Role::Closes('«'),
            '»' if begins() => Role::Opens,
            '›' => Role::Closes('‹'),
            '"' if begins() => Role::Opens,
            '"' => Role::Closes('"'),
            '‘' if begins() => Role::Opens,
            '’' if self.is_open('‘') && !self.is_apostrophe(at, before, after()) => {
                Role::Closes('‘')
            }
            _ => Role::None,
        }
    }

    /// Whether a mark ’ inside a quotation in single marks is an apostrophe: between letters, at the start of a word,
    /// or after a plural with a better closing mark ahead (‘the dockers’ league has met’).
    fn is_apostrophe(&self, at: usize, before: Option<char>, after: Option<char>) -> bool {
        let Some(before) = before.filter(|c| !c.is_whitespace()) else {
            return true;
        };
        if before.is_alphanumeric() && after.is_some_and(char::is_alphanumeric) {
            return true;
        }
        if !matches!(before, 's' | 'S') || !after.is_some_and(char::is_whitespace) {
            return false;
        }
        let from = at + '’'.len_utf8();
        let end = self.text.floor_char_boundary(from + APOSTROPHE_REACH);
        let ahead = &self.text[from..end.clamp(from, self.paragraph.end.max(from))];
        let ahead = ahead.split('‘').next().unwrap_or_default();
        let goes_on = ahead.trim_start().starts_with(char::is_lowercase);
        let closes_later = ahead.match_indices('’').any(|(at, mark)| {
            !ahead[at + mark.len()..].starts_with(char::is_alphanumeric)
                && !ahead[..at].ends_with(char::is_whitespace)
        });
        goes_on && closes_later
    }

    fn opens(&mut self, mark: char, at: usize, found: &mut Vec<Quotation>) {
        if let Some(earlier) = self.open.iter().position(|open| open.mark == mark) {
            for open in self.open.split_off(earlier) {
                self.push_unclosed(&open, at, found);
            }
        }
        let depth = self.open.len();
        self.open.push(Open { mark, at, depth });
    }

    fn closes(&mut self, opening: char, end: usize, found: &mut Vec<Quotation>) {
        let Some(place) = self.open.iter().position(|open| open.mark == opening) else {
            return;
        };
        let mut inner = self.open.split_off(place).into_iter();
        if let Some(open) = inner.next() {
            let mark = self.text[..end]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
            self.push(&open, end - mark..end, Ending::Closed, found);
        }
        for open in inner {
            self.push_unclosed(&open, end, found);
        }
    }

    fn push_unclosed(&mut self, open: &Open, limit: usize, found: &mut Vec<Quotation>) {
        // A lone mark inside another quotation is more likely a slip than speech.
        if open.depth > 0 {
            return;
        }
        let (text, paragraph) = (self.text, self.paragraph.clone());
        let sentences = self
            .sentences
            .get_or_insert_with(|| sentences(text, paragraph));
        let at = sentences.partition_point(|sentence| sentence.end <= open.at);
        let end = sentences.get(at).map_or(limit, |s| s.end.min(limit));
        self.push(open, end..end, Ending::Unbalanced, found);
    }

    /// `closing` is the closing mark, or empty where there is none.
    fn push(&self, open: &Open, closing: Range<usize>, ending: Ending, found: &mut Vec<Quotation>) {
        let start = open.at + open.mark.len_utf8();
        let inner = trimmed(self.text, start..closing.start.max(start));
        if inner.is_empty() {
            return;
        }
        let end = if ending == Ending::Closed {
            closing.end
        } else {
            inner.end
        };
        found.push(Quotation {
            outer: open.at..end,
            inner,
            ending,
            depth: open.depth,
        });
    }
}

/// Punctuation after which a straight mark closes.
fn is_stop(character: char) -> bool {
    matches!(character, '.' | ',' | '!' | '?' | '…' | ';' | ':')
}
