//! Exchange formats: project ↔ bytes, with declared losses.
//!
//! [`FORMATS`] is the table; [`export`] and [`import`] are the doors. An export says what its format
//! can't hold of the project at hand; an import reads what it can and notes the rest by line. Nothing
//! here knows about paths, windows or the project file.

mod brat;
mod csv;
mod html;
mod jsonl;
mod loss;
mod names;
mod palette;
mod selection;
mod table;

pub use loss::{Loss, LossCount};
pub use selection::{ExportOptions, States, View};
pub use table::{
    Export, FORMATS, Format, FormatError, ImportNote, Imported, InFile, Layout, OutFile,
    RejectedMarks, by_id, export, import, render_table,
};
