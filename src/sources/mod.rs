//! Readers: bytes → document.
