//! The audit ledger of a project: what was done, by whom and when, as records that nobody changes later.
//!
//! Here it is only kept. What a record says, and how each covers the one before it, is decided where projects
//! are saved.

use std::sync::Arc;

use imbl::Vector;

/// The records, the first one first. It is no part of what two projects are compared by: it tells how a project
/// came to be what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// One line of text each.
    pub(crate) records: Vector<Arc<str>>,
    /// Whether records are added, how many there are, and the checksum of the last: `on 12 3f2a…`.
    pub(crate) head: Arc<str>,
}

impl Ledger {
    /// Whether what is done is recorded.
    pub fn is_on(&self) -> bool {
        self.head.starts_with("on ")
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}
