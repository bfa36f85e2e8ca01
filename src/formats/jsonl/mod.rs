//! `jsonl`: one document a line, offsets in Unicode code points. Read and written.
//!
//! ```json
//! {"id", "text", "meta": {…}, "entities": [{"id", "start", "end", "label", "entity", "state"}],
//!  "attributions": [{"id", "source": [[s, e], …], "cue": […], "content": […], "quote", "state"}]}
//! ```
//!
//! Further fields keep what a project has beyond that:
//! - entities: `name`; `spans` where a mention is in several pieces (`start` and `end` are then its
//!   hull); `notes`;
//! - attributions: `class`, `source_kind`, `source_entity`, `commitment`, `paraphrase`, `via`,
//!   `judgement`, `links`, `notes`;
//! - both: `made`, `score`, `reasons`, `review`;
//! - documents: `meta` (where the text came from) and `register`: the entities that the line refers
//!   to, each with label, name, notes and identifiers.
//!
//! A document that came from such a file under an id of somebody else's keeps that id: import puts it
//! in the document's path, export writes it back. So predictions can be paired with gold by id.

mod attributions;
mod entities;
mod fields;
mod marks;
mod meta;
mod provenance;
mod read;
mod record;
mod suggested;
mod write;

use super::loss::Loss;
use super::table::{Format, Layout, RejectedMarks};
use crate::model::OffsetUnit;

pub use suggested::suggested_in;

/// The `reader` of documents that were imported under an id of somebody else's.
const READER: &str = "jsonl 1";

pub(super) const FORMAT: Format = Format {
    id: "jsonl",
    name: "JSON lines",
    extensions: &["jsonl"],
    media_type: "application/jsonl",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::OneFile,
    losses: &[
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::Dangling,
    ],
    rejected: RejectedMarks::Kept,
    writer: Some(write::write),
    reader: Some(read::read),
    sniff: Some(|start| start.starts_with('{') && start.contains("\"attributions\"")),
};
