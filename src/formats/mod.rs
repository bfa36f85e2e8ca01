//! Exchange formats: project ↔ bytes, with declared losses.
//!
//! [`FORMATS`] is the table; [`export`] and [`import`] are the doors. An export says what its format
//! can't hold of the project at hand; an import reads what it can and notes the rest by line. Nothing
//! here knows about paths, windows or the project file.

mod adopt;
mod brat;
mod canonical;
mod cas;
mod claim_review;
mod conll;
mod csv;
mod digits;
mod doccano;
mod fit;
mod gate;
mod graph;
mod guid;
mod guide;
mod html;
mod json;
mod json_lines;
mod jsonl;
mod label_studio;
mod labels;
mod loss;
mod markdown;
mod measure;
mod names;
mod notes;
mod palette;
mod parquet;
mod places;
mod prove;
mod qdpx;
mod selection;
mod settle;
mod sheets;
mod spacy;
mod speakers;
mod stix;
mod table;
mod tei;
mod tokens;
mod turtle;
mod units;
mod walk;
mod web_annotation;
mod xlsx;
mod xml;

pub use adopt::{Adopted, LabelMap, UnknownLabel, adopt, mapped, unknown_labels};
pub use guide::guide;
pub use jsonl::suggested_in;
pub use loss::{Loss, LossCount};
pub use prove::{Aspect, Difference, Proof, ProofError, prove, prove_export};
pub use selection::{ExportOptions, Flat, Nested, States, Tags, View};
pub use table::{
    Export, FORMATS, Format, FormatError, ImportNote, Imported, InFile, Layout, OutFile,
    RejectedMarks, by_id, export, export_watched, guess, guess_of, import, render_table,
};
