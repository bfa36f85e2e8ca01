//! Documents: a source text and where it came from.

use super::ids::DocumentId;
use super::provenance::Timestamp;
use super::text::Text;

/// Where a text came from. Empty strings mean: not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The path or file name it was read from.
    pub path: String,
    /// The address (URL) it was published at.
    pub address: String,
    pub publisher: String,
    pub byline: String,
    /// As the source says it: a date, a moment, or words.
    pub published: String,
    /// When the text came into the project.
    pub retrieved: Option<Timestamp>,
    /// BCP 47 tag, such as `en`.
    pub language: String,
    /// Media type of the original bytes, such as `text/plain`.
    pub media_type: String,
    /// The reader that made the text, with its version, such as `txt 1`.
    pub reader: String,
    /// SHA-256 of the original bytes, lower-case hexadecimal; empty for pasted text.
    pub bytes_sha256: String,
}

/// One source text with its origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub id: DocumentId,
    /// The headline, or the file name where there is none.
    pub title: String,
    pub text: Text,
    pub origin: Origin,
    pub notes: String,
}
