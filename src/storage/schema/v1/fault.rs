//! What can be wrong with a record of a project file, and where.

use crate::model;

/// What is wrong with one record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("“{0}” is not the id of {1}")]
    NotAnId(String, &'static str),
    #[error("the id {0} is used twice")]
    Duplicate(String),
    #[error("“{found}” is not a {what}")]
    UnknownTerm { what: &'static str, found: String },
    #[error("“{0}” is not a time such as 2026-11-03T09:40:00Z")]
    NotATime(String),
    #[error("“{0}” is not a colour")]
    NotAColour(String),
    #[error("“{0}” is not one key")]
    NotAKey(String),
    #[error("it must say who made it: one of by, engine and import")]
    NotOneMaker,
    #[error("its text can’t be used: {0}")]
    Text(#[from] model::TextError),
    #[error("it stands on no words")]
    NoPlace,
    #[error("{0} places have {1} quotes")]
    Uneven(usize, usize),
    #[error("bytes {0} to {1} are not a place of its text")]
    NotAPlace(u32, u32),
    #[error("its quote doesn’t match its text: {0}")]
    Quote(Box<Mismatch>),
}

/// A quote that isn't the words at its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the quote is “{quote}”, bytes {start} to {end} of “{document}” are “{text}”")]
pub struct Mismatch {
    pub quote: String,
    pub text: String,
    /// Bytes.
    pub start: u32,
    /// Bytes.
    pub end: u32,
    /// The document’s title.
    pub document: String,
}

/// A problem with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What sort of record it is, as people call it.
    pub what: &'static str,
    /// The record's id, as the file writes it.
    pub id: String,
    /// The field in which the problem is, where the record has its own line for it.
    pub part: Option<&'static str>,
    pub problem: Problem,
}

/// Names the record in which a problem is.
pub fn within<'a>(what: &'static str, id: &'a str) -> impl Fn(Problem) -> Fault + use<'a> {
    move |problem| Fault {
        what,
        id: id.to_owned(),
        part: None,
        problem,
    }
}
