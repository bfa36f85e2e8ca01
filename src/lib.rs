//! Claimdesk: mark who said what in news articles, in a window, offline.
//!
//! The rooms and their one-way doors are described in `ARCHITECTURE.md` and held by `tests/architecture.rs`.

#![forbid(unsafe_code)]
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod anchor;
pub mod app;
pub mod cli;
pub mod edit;
pub mod formats;
pub mod model;
pub mod session;
pub mod sources;
pub mod storage;
pub mod suggest;
