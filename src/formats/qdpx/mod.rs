//! `refi-qda`: a REFI-QDA 1.5 project exchange file (`.qdpx`), for NVivo, ATLAS.ti, MAXQDA, QualCoder and others.
//! Read and written.
//!
//! The zip file has `project.qde` and a text file for each document. Kinds are codes under “Entities”; claims,
//! sources and cues are codes under “Claims”. A mark is a `PlainTextSelection` coded with its label; a mark in
//! several pieces is a selection each, joined by links `Continues`; an entity is a `Case` with its selections;
//! relations of [`super::graph`] are `Link`s, named after them. What else is said of a mark is a note beside
//! it, a line `name: value` for each feature. Texts are written with LF and without a byte order mark.
//!
//! Positions count code points of the text as it is in its file, as QualCoder reads them. Other programs count
//! CRLF as one, or UTF-16 units: the words that selections bear as names tell, or else the edges of words.

mod read;
mod write;

use super::loss::Loss;
use super::table::{Format, Layout, RejectedMarks};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    id: "refi-qda",
    name: "REFI-QDA project",
    extensions: &["qdpx"],
    media_type: "application/zip",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::OneFile,
    losses: &[
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::OutOfDocument,
        Loss::Controls,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write::write),
    reader: Some(read::read),
    sniff: Some(|start| start.starts_with("PK") && start.contains("project.qde")),
};

/// The project's file in the zip file.
const PROJECT: &str = "project.qde";
/// Before the name of a text in the zip file's folder `sources`.
const INTERNAL: &str = "internal://";
/// The folder of the texts.
const SOURCES: &str = "sources/";
/// The name of the notes that hold features.
const FEATURES: &str = "Claimdesk";
