//! A text as the trained models see it: paragraphs, sentences and tokens, each distinct token described once.
//!
//! Tokens are words and single marks; “Israel’s” is two, “don’t” is two, “U.S.” and “Gen.” keep their full stops.
//! Nothing here decides anything.

mod forms;
mod tokens;

use std::ops::Range;

use super::segment::{paragraphs, sentences};
pub(crate) use forms::{Case, Form, Forms};
pub(crate) use tokens::Token;

/// Sentences are cut after this many tokens, so that no sequence of labels grows with the text.
pub(crate) const LONGEST_SENTENCE: usize = 300;

/// A run of tokens, by number.
pub(crate) type Run = Range<usize>;

/// A paragraph and its sentences, as numbers of tokens and of sentences.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    /// In bytes.
    pub range: Range<usize>,
    pub tokens: Run,
    pub sentences: Range<usize>,
}

/// See the module.
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub paragraphs: Vec<Paragraph>,
    /// As runs of tokens, in order, none empty.
    pub sentences: Vec<Run>,
    pub tokens: Vec<Token>,
    pub forms: Forms<'a>,
}

impl<'a> Reading<'a> {
    /// Reads a text; stops early once `cancelled` says so.
    pub(crate) fn new(text: &'a str, cancelled: &dyn Fn() -> bool) -> Self {
        let mut reading = Self {
            text,
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            tokens: Vec::new(),
            forms: Forms::default(),
        };
        for paragraph in paragraphs(text) {
            if cancelled() {
                break;
            }
            reading.paragraph(paragraph);
        }
        reading.note();
        reading
    }

    fn paragraph(&mut self, range: Range<usize>) {
        let first_token = self.tokens.len();
        let first_sentence = self.sentences.len();
        for sentence in sentences(self.text, range.clone()) {
            let mut start = self.tokens.len();
            tokens::tokenise(self.text, sentence, &mut self.forms, &mut self.tokens);
            while start < self.tokens.len() {
                let end = self.tokens.len().min(start + LONGEST_SENTENCE);
                self.sentences.push(start..end);
                start = end;
            }
        }
        self.paragraphs.push(Paragraph {
            range,
            tokens: first_token..self.tokens.len(),
            sentences: first_sentence..self.sentences.len(),
        });
    }

    /// Notes what each form does in the text, once all its tokens are known.
    fn note(&mut self) {
        for sentence in &self.sentences {
            for at in sentence.clone() {
                let near = |offset: isize| {
                    let at = at.checked_add_signed(offset)?;
                    sentence.contains(&at).then(|| self.tokens[at].form)
                };
                self.forms
                    .note(self.tokens[at].form, [near(-2), near(-1), near(1)]);
            }
        }
    }

    /// The form of a token.
    #[inline]
    pub(crate) fn form(&self, token: usize) -> &Form {
        self.forms.get(self.tokens[token].form)
    }

    /// A token's words.
    #[inline]
    pub(crate) fn word(&self, token: usize) -> &'a str {
        let token = &self.tokens[token];
        &self.text[token.start as usize..token.end as usize]
    }

    /// A token in lower case; long ones are cut.
    pub(crate) fn lower(&self, token: usize) -> &str {
        &self.form(token).lower
    }

    /// The bytes of a run, which isn't empty.
    pub(crate) fn bytes(&self, run: &Run) -> Range<usize> {
        self.tokens[run.start].start as usize..self.tokens[run.end - 1].end as usize
    }

    /// Whether white space stands before a token.
    #[inline]
    pub(crate) fn is_spaced(&self, token: usize) -> bool {
        token == 0 || self.tokens[token - 1].end < self.tokens[token].start
    }

    /// The first token that ends after a byte.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens
            .partition_point(|token| token.end as usize <= byte)
    }

    /// The tokens that a range of bytes touches.
    pub(crate) fn run_of(&self, range: &Range<usize>) -> Run {
        let start = self.token_at(range.start);
        let end = self
            .tokens
            .partition_point(|token| (token.start as usize) < range.end);
        start..end.max(start)
    }
}
