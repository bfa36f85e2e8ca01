//! The project file, settings and recent files on disk.
//!
//! Only this room (with the command line and the file pickers) touches the file system. Loading is parse,
//! migrate, check, in that order; saving is atomic and keeps the last version as a backup.

mod checksum;
mod lines;
mod load;
mod ron_text;
mod save;
mod schema;

pub use load::{LoadError, Loaded, MAX_BYTES, Notice, load};
pub use save::save;
pub use schema::v1::{Mismatch, Problem};
