//! `label-studio`: a JSON list of tasks for Label Studio, with its labelling configuration. Read and
//! written.
//!
//! A task is a document; its annotation has a `labels` result for each mark, with offsets in Unicode
//! code points, the words, and its other features as `choices` (closed vocabularies) or `textarea` of
//! the same region, and a `relation` result for each relation of [`super::graph`]. A mark in several
//! pieces is a region each. The configuration in `NAME-labels.xml` declares all of these.
//!
//! Offsets of a browser count UTF-16 units; each region quotes its words, which tells.
//!
//! When read, tasks without annotations are read from their predictions, as suggestions.

mod config;
mod read;
mod write;

use super::loss::Loss;
use super::table::{Format, Layout, RejectedMarks};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    id: "label-studio",
    name: "Label Studio JSON",
    extensions: &["json"],
    media_type: "application/json",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::Folder,
    losses: &[
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::OutOfDocument,
        Loss::LinkDetails,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write::write),
    reader: Some(read::read),
    sniff: Some(|start| {
        start.starts_with(['[', '{'])
            && start.contains("\"data\"")
            && ["\"annotations\"", "\"predictions\"", "\"completions\""]
                .iter()
                .any(|name| start.contains(name))
    }),
};

/// The names of the control that labels, and of the text in the configuration.
const LABELS: &str = "label";
const TEXT: &str = "text";
