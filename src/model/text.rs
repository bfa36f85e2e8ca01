//! A document's canonical text and spans of it.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

/// The largest text that a document may hold, in bytes. Spans are 32-bit offsets.
const MAX_BYTES: usize = 256 << 20;

/// Why a string can't become a document's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// No characters, or only white space.
    #[error("it holds no text")]
    Empty,
    /// More bytes than a document may have.
    #[error("its text has {0} bytes; a document may have {max} at most", max = MAX_BYTES)]
    TooLong(usize),
}

/// A document's canonical text: UTF-8, LF line ends, no byte order mark. Immutable and cheap to clone.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    string: Box<str>,
    sha256: OnceLock<String>,
}

impl Text {
    /// Makes a text canonical: CRLF and lone CR become LF, leading byte order marks go.
    pub fn canonical(source: &str) -> Result<Self, TextError> {
        // All of them: a canonical text must not lose another one when it is read again.
        let source = source.trim_start_matches('\u{feff}');
        if source.len() > MAX_BYTES {
            return Err(TextError::TooLong(source.len()));
        }
        if source.trim().is_empty() {
            return Err(TextError::Empty);
        }
        let string = if source.contains('\r') {
            source.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            source.to_owned()
        };
        Ok(Self(Arc::new(Inner {
            string: string.into_boxed_str(),
            sha256: OnceLock::new(),
        })))
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0.string
    }

    /// SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal. Computed once.
    pub fn sha256(&self) -> &str {
        self.0
            .sha256
            .get_or_init(|| hex(&Sha256::digest(self.0.string.as_bytes())))
    }

    /// The words of a span; `None` if the span is not of this text.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.0.string.get(span.range())
    }
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write;
    bytes.iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

/// A non-empty byte range of one text, on character boundaries; start inclusive, end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span of `text`; `None` if the range is empty, runs past the text or cuts a character.
    pub fn new(text: &str, range: Range<usize>) -> Option<Self> {
        if range.start >= range.end || text.get(range.clone()).is_none() {
            return None;
        }
        Some(Self {
            start: u32::try_from(range.start).ok()?,
            end: u32::try_from(range.end).ok()?,
        })
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The span as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Length in bytes; never 0.
    pub fn bytes(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the byte at `offset` is inside.
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span that reaches from the first of both to the last.
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text_has_line_feeds_and_no_mark() {
        let text = Text::canonical("\u{feff}a\r\nb\rc\n").unwrap();
        assert_eq!(text.as_str(), "a\nb\nc\n");
        let twice = Text::canonical("\u{feff}\u{feff}a").unwrap();
        assert_eq!(Text::canonical(&twice), Ok(twice));
        assert_eq!(Text::canonical(" \n\t"), Err(TextError::Empty));
    }

    #[test]
    fn spans_are_never_empty_and_never_cut_a_character() {
        let text = "a\u{1f468}\u{200d}\u{1f469}";
        assert!(Span::new(text, 0..0).is_none());
        assert!(Span::new(text, 1..2).is_none());
        assert!(Span::new(text, 0..99).is_none());
        assert_eq!(Span::new(text, 1..5).map(Span::range), Some(1..5));
    }
}
