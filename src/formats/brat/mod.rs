//! `brat`: a folder of standoff files for the brat annotation tool. Read and written.
//!
//! For each document `NAME.txt`, which is the canonical text and nothing else, and `NAME.ann`; beside
//! them `annotation.conf`, `visual.conf` and `kb_shortcuts.conf`, so that brat shows the kinds in their
//! colours and knows their keys. Offsets count Unicode code points, as brat does. After
//! <https://brat.nlplab.org/standoff.html>:
//!
//! - a mention is a text-bound annotation (`T`) of its kind; mentions of one entity are `Equiv`;
//! - a claim is an event (`E`). brat wants a trigger of the event's own type, so the cue is a `T` of
//!   type `Claim`; a claim without cue is triggered by its content and has the attribute `Without_cue`;
//! - commitment, classes, judgement and review state are attributes (`A`; no state means accepted);
//! - chains and links are relations (`R`); identifiers normalisations (`N`); notes, paraphrases and
//!   names that no mention bears are notes (`#`), line ends in them escaped as `\n`.
//!
//! A fragment of brat's never holds a line break or tab, so a mark is split there.
//!
//! When read, types that are no kind are looked up in the hierarchy of `annotation.conf`; events other
//! than claims are kept as their trigger alone.

mod conf;
mod parse;
mod read;
mod standoff;
mod types;

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
        Loss::DocumentTitles,
        Loss::Origin,
        Loss::DocumentNotes,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::SharedEntities,
        Loss::Namesakes,
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
    reader: Some(read::read),
    sniff: Some(sniff),
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
        file("kb_shortcuts.conf".to_owned(), conf::shortcuts(&types)),
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

/// Whether the first line is a text-bound annotation.
fn sniff(start: &str) -> bool {
    let mut columns = start.lines().next().unwrap_or_default().split('\t');
    let id = columns.next().and_then(|id| id.strip_prefix('T'));
    let place = columns.next().and_then(|place| place.split(' ').nth(1));
    let is_number = |text: &str| text.parse::<usize>().is_ok();
    id.is_some_and(is_number) && place.is_some_and(is_number)
}
