//! Numbers for what a worker is asked, so that its answer reaches whoever asked, and nobody else.

use std::sync::atomic::{AtomicU64, Ordering};

/// One question to a worker. No two are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question(u64);

static ASKED: AtomicU64 = AtomicU64::new(0);

impl Question {
    pub(super) fn new() -> Self {
        Self(ASKED.fetch_add(1, Ordering::Relaxed))
    }
}
