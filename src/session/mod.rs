//! The whole app without a window.
