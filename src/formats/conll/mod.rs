//! `conll2003` and `conllu`: a line for each token, an empty line after each sentence. Read and written.
//!
//! `conll2003` has a tag a token (IOB2, IOB1 or BIOES, as chosen; read are all of them and mixtures), so it
//! holds kinds and words of mentions that don't overlap: the outermost or the innermost, as chosen. It has
//! no white space; a text read from it has one space between tokens and a line for each sentence.
//!
//! `conllu` is CoNLL-U with `# text`, `SpaceAfter` and `TokenRange` (code points of the document), and
//! marks in the column MISC as CorefUD has them: `Entity=(e1-person-1-…)`, brackets named after entities, so
//! nested and crossing marks and marks in pieces are there too. Claims, sources and cues are brackets of
//! their own. The last attribute, `other`, has what else is said of a mark, `name:value` with `%` escapes,
//! and its relations as `~Label:target`.
//!
//! Also read from `conllu`: `NER=B-PER` and the like in MISC. No sentence ends inside a mark.

mod brackets;
mod sentences;
mod tags;
mod tags_read;
mod universal_read;
mod universal_write;

use super::loss::Loss;
use super::table::{Format, Layout, RejectedMarks};
use crate::model::OffsetUnit;

pub(super) const TAGS: Format = Format {
    id: "conll2003",
    name: "CoNLL-2003",
    extensions: &["conll"],
    media_type: "text/plain",
    offset_unit: None,
    layout: Layout::OneFile,
    losses: TAG_LOSSES,
    rejected: RejectedMarks::LeftOut,
    writer: Some(tags::write),
    reader: Some(tags_read::read),
    sniff: Some(|start| start.starts_with("-DOCSTART-") || tags_read::is_tagged(start)),
};

const TAG_LOSSES: &[Loss] = &[
    Loss::Title,
    Loss::Schema,
    Loss::Rules,
    Loss::History,
    Loss::Spacing,
    Loss::DocumentTitles,
    Loss::Origin,
    Loss::DocumentNotes,
    Loss::Claims,
    Loss::Overlaps,
    Loss::Pieces,
    Loss::BlankWords,
    Loss::UnmentionedEntities,
    Loss::Coreference,
    Loss::SharedEntities,
    Loss::EntityDetails,
    Loss::Namesakes,
    Loss::Notes,
    Loss::States,
    Loss::Provenance,
    Loss::Ids,
    Loss::Rejected,
];

pub(super) const UNIVERSAL: Format = Format {
    id: "conllu",
    name: "CoNLL-U with entities",
    extensions: &["conllu"],
    media_type: "text/plain",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::OneFile,
    losses: UNIVERSAL_LOSSES,
    rejected: RejectedMarks::LeftOut,
    writer: Some(universal_write::write),
    reader: Some(universal_read::read),
    sniff: Some(|start| {
        let mut lines = start.lines().take(40);
        lines.any(|line| line.starts_with("1\t") && line.split('\t').count() == 10)
    }),
};

const UNIVERSAL_LOSSES: &[Loss] = &[
    Loss::Title,
    Loss::Schema,
    Loss::Rules,
    Loss::History,
    Loss::UnmentionedEntities,
    Loss::OutOfDocument,
    Loss::Edges,
    Loss::BlankWords,
    Loss::Crossings,
    Loss::Rejected,
];
