//! The versions of the project file. Each has its own types, apart from the model, so that the model can
//! change without the file.

pub mod v1;

/// The version that is written, and the newest that is read.
pub const NEWEST: u64 = 1;
