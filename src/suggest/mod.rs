//! Suggestion engines: text → suggestions, pure.
