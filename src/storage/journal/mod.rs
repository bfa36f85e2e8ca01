//! The journal: what was done since the last save, so that a crash, a kill or a power cut costs nothing.
//!
//! `log` is the file: records behind one another, each with a checksum that also covers the record before it.
//! `step` is what a record says, `book` decides when a file is made and when it goes, `keeper` runs that on a
//! thread of its own, and `recover` reads what a window left behind. A journal stands by itself: it begins with the whole project from which its steps lead on.

mod book;
mod keeper;
mod log;
mod recover;
mod step;

pub use book::{Book, Names};
pub use keeper::Keeper;
pub use log::{Contents, Damage, Log, read};
pub use recover::{
    LeftBehind, Recovery, StepLine, clear_discarded, discard, put_back, recover, scan,
};
pub use step::{Head, Step, StepKind, snapshot};
