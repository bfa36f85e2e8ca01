//! The start page.
