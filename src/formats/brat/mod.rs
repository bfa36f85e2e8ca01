//! `brat`: a folder of standoff files for the brat annotation tool. Written only.
//!
//! For each document `NAME.txt`, which is the canonical text and nothing else, and `NAME.ann`; beside
//! them `annotation.conf` and `visual.conf`, so that brat shows the kinds in their colours. Offsets
//! count Unicode code points, as brat does. After <https://brat.nlplab.org/standoff.html>:
//!
//! - a mention is a text-bound annotation (`T`) of its kind; mentions of one entity are `Equiv`;
//! - a claim is an event (`E`). brat wants a trigger of the event's own type, so the cue is a `T` of
//!   type `Claim`; a claim without cue is triggered by its content and has the attribute `Without_cue`;
//! - commitment, classes, judgement and review state are attributes (`A`; no state means accepted);
//! - chains and links are relations (`R`); identifiers normalisations (`N`); notes, paraphrases and
//!   names that no mention bears are notes (`#`), line ends in them escaped as `\n`.
//!
//! A fragment of brat's never holds a line break or tab, so a mark is split there.

mod conf;
mod standoff;

use super::loss::Loss;
use super::names::{DistinctNames, file_stem};
use super::selection::View;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    id: "brat",
    name: "brat standoff",
    extensions: &["ann"],
    media_type: "text/plain",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::Folder,
    losses: &[
        Loss::Title,
        Loss::Origin,
        Loss::DocumentNotes,
        Loss::Schema,
        Loss::UnmentionedEntities,
        Loss::SharedEntities,
        Loss::OutOfDocument,
        Loss::LinkDetails,
        Loss::LineBreaks,
        Loss::BlankMarks,
        Loss::Provenance,
        Loss::Ids,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
};

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let types = conf::Types::new(view.project().schema());
    let file = |name: String, text: String| OutFile {
        name,
        bytes: text.into_bytes(),
    };
    let mut files = vec![
        file("annotation.conf".to_owned(), conf::annotation(&types)),
        file("visual.conf".to_owned(), conf::visual(&types)),
    ];
    let mut names = DistinctNames::default();
    for document in view.documents() {
        let name = names.claim(file_stem(&document.title));
        files.push(file(format!("{name}.txt"), document.text.to_string()));
        let annotations = standoff::write(view, document, &types);
        files.push(file(format!("{name}.ann"), annotations));
    }
    Ok(files)
}
