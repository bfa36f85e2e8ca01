//! `spacy`: JSON lines as Prodigy and spaCy's own converters take them. Read and written.
//!
//! A line is a document: `text`, `tokens`, `spans` and `relations`, with offsets in Unicode code points;
//! `token_end` is the last token itself (Prodigy's own rule). Marks and relations are those of
//! [`super::graph`]; a mark in several pieces is a span each, and what a span can't say of itself is in
//! its `features`, which both tools carry along. Tokens never cross the edge of a span, so
//! `Doc.char_span` finds each.
//!
//! Also read: lines whose `spans`, `entities` or `label` are lists of `[start, end, label]`.

mod read;
mod write;

use super::loss::Loss;
use super::table::{Format, Layout, RejectedMarks};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    id: "spacy",
    name: "spaCy and Prodigy JSON lines",
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
        Loss::OutOfDocument,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write::write),
    reader: Some(read::read),
    sniff: Some(|start| {
        start.starts_with('{')
            && ["\"spans\"", "\"tokens\""]
                .iter()
                .any(|name| start.contains(name))
    }),
};
