//! `csv` and `tsv`: two tables for spreadsheets, `NAME-entities.csv` and `NAME-claims.csv`. Written only.
//!
//! CSV is UTF-8 with a byte order mark, without which Excel takes the file for its local code page; records
//! end with CRLF (RFC 4180). TSV, for scripts, has no mark and ends lines with LF. Columns of offsets say their unit in their name. Spans are JSON, such as
//! `[[0,5],[8,10]]`, since a spreadsheet would take `0-5` for a date. Quotes are the exact words; the
//! pieces of a discontinuous mark are joined by ` … `.
//!
//! A cell of words that a spreadsheet could take for a formula (it starts with `=`, `+`, `-`, `@`, also
//! in full width, a tab or a line end) gets an apostrophe before it. So does one that starts that way
//! after apostrophes of its own; taking one apostrophe away from such cells restores them all.

use super::loss::Loss;
use super::names::export_stem;
use super::selection::View;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::{
    Anchor, Claim, Document, Entity, LinkTarget, Maker, Mention, OffsetMap, OffsetUnit, Text,
};

pub(super) const FORMAT: Format = Format {
    id: "csv",
    name: "CSV",
    extensions: &["csv"],
    media_type: "text/csv",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::Folder,
    losses: LOSSES,
    rejected: RejectedMarks::LeftOut,
    writer: Some(write_csv),
    reader: None,
    sniff: None,
};

pub(super) const TSV: Format = Format {
    id: "tsv",
    name: "TSV",
    extensions: &["tsv"],
    media_type: "text/tab-separated-values",
    writer: Some(write_tsv),
    ..FORMAT
};

const LOSSES: &[Loss] = &[
    Loss::Title,
    Loss::Text,
    Loss::Origin,
    Loss::DocumentNotes,
    Loss::Schema,
    Loss::Rules,
    Loss::History,
    Loss::UnmentionedEntities,
    Loss::Dangling,
    Loss::LinkDetails,
    Loss::Review,
    Loss::Rejected,
];

/// Columns of the table of mentions. Those whose names end in `_code_points`, lists of spans aside, and
/// those of numbers hold numbers.
pub(super) const ENTITY_COLUMNS: [&str; 16] = [
    "document",
    "document_title",
    "entity",
    "entity_name",
    "kind",
    "identifiers",
    "entity_notes",
    "mention",
    "start_code_points",
    "end_code_points",
    "spans_code_points",
    "quote",
    "state",
    "made_by",
    "notes",
    "kind_name",
];

/// Columns of the table of claims.
pub(super) const CLAIM_COLUMNS: [&str; 29] = [
    "document",
    "document_title",
    "claim",
    "number",
    "source_quote",
    "source_spans_code_points",
    "source_entity",
    "source_entity_name",
    "source_kind",
    "cue_quote",
    "cue_spans_code_points",
    "cue_class",
    "content_quote",
    "content_spans_code_points",
    "quote_kind",
    "paraphrase",
    "via",
    "via_number",
    "about",
    "about_names",
    "links",
    "commitment",
    "likelihood",
    "confidence",
    "admiralty",
    "verdict",
    "notes",
    "state",
    "made_by",
];

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn write_csv(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    write(
        view,
        &FORMAT,
        b',',
        ::csv::Terminator::CRLF,
        BYTE_ORDER_MARK,
    )
}

fn write_tsv(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    write(view, &TSV, b'\t', ::csv::Terminator::Any(b'\n'), b"")
}

fn write(
    view: &View<'_>,
    format: &Format,
    delimiter: u8,
    terminator: ::csv::Terminator,
    mark: &[u8],
) -> Result<Vec<OutFile>, FormatError> {
    let stem = export_stem(view);
    let table = |name: &str, columns: &[&str], rows: &[Vec<String>]| {
        let failed = |error: &dyn std::fmt::Display| FormatError::Writing {
            format: format.name,
            reason: error.to_string(),
        };
        let mut writer = ::csv::WriterBuilder::new()
            .delimiter(delimiter)
            .terminator(terminator)
            .from_writer(mark.to_vec());
        writer.write_record(columns).map_err(|e| failed(&e))?;
        for row in rows {
            let cells = row.iter().map(|cell| guard(cell));
            writer.write_record(cells).map_err(|e| failed(&e))?;
        }
        Ok(OutFile {
            name: format!("{stem}-{name}.{}", format.id),
            bytes: writer.into_inner().map_err(|e| failed(&e))?,
        })
    };
    Ok(vec![
        table("entities", &ENTITY_COLUMNS, &mention_rows(view))?,
        table("claims", &CLAIM_COLUMNS, &claim_rows(view))?,
    ])
}

/// The table of mentions.
pub(super) fn mention_rows(view: &View<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for document in view.documents() {
        let offsets = OffsetMap::new(&document.text, OffsetUnit::CodePoints);
        for mention in view.mentions(document.id) {
            if let Some(entity) = view.entity(mention.entity) {
                rows.push(entity_row(view, document, &offsets, entity, mention).to_vec());
            }
        }
    }
    rows
}

/// The table of claims.
pub(super) fn claim_rows(view: &View<'_>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for document in view.documents() {
        let offsets = OffsetMap::new(&document.text, OffsetUnit::CodePoints);
        for claim in view.claims(document.id) {
            rows.push(claim_row(view, document, &offsets, claim).to_vec());
        }
    }
    rows
}

/// Keeps a spreadsheet from taking words for a formula; see the module's text.
fn guard(cell: &str) -> String {
    let formula = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n'
        )
    };
    if cell.trim_start_matches('\'').starts_with(formula) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// The exact words; pieces joined by an ellipsis.
fn words(text: &Text, anchor: Option<&Anchor>) -> String {
    let quotes = anchor.map(|anchor| anchor.quotes(text).collect::<Vec<_>>());
    quotes.unwrap_or_default().join(" … ")
}

fn spans(offsets: &OffsetMap<'_>, anchor: Option<&Anchor>) -> String {
    let Some(anchor) = anchor else {
        return String::new();
    };
    let pairs: Vec<String> = anchor
        .spans()
        .iter()
        .map(|span| {
            let [start, end] = [span.start(), span.end()].map(|byte| offset(offsets, byte));
            format!("[{start},{end}]")
        })
        .collect();
    format!("[{}]", pairs.join(","))
}

/// Spans of a sound project lie in their text, so the offset is there.
fn offset(offsets: &OffsetMap<'_>, byte: usize) -> usize {
    offsets.from_byte(byte).unwrap_or(offsets.length())
}

/// Who or what made an annotation, in a line.
pub(super) fn made_by(maker: &Maker) -> String {
    match maker {
        Maker::Annotator(name) => name.to_string(),
        Maker::Engine { name, rule } => format!("{name}, rule {rule}"),
        Maker::Import(format) => format!("import of {format}"),
    }
}

fn entity_row(
    view: &View<'_>,
    document: &Document,
    offsets: &OffsetMap<'_>,
    entity: &Entity,
    mention: &Mention,
) -> [String; 16] {
    let identifiers = entity.identifiers.iter();
    let identifiers: Vec<String> = identifiers
        .map(|identifier| format!("{}:{}", identifier.scheme, identifier.value))
        .collect();
    let kind = view.project().schema().get(&entity.kind);
    [
        document.id.to_string(),
        document.title.clone(),
        entity.id.to_string(),
        entity.name.clone(),
        entity.kind.to_string(),
        identifiers.join(" "),
        entity.notes.clone(),
        mention.id.to_string(),
        offset(offsets, mention.anchor.start()).to_string(),
        offset(offsets, mention.anchor.end()).to_string(),
        spans(offsets, Some(&mention.anchor)),
        words(&document.text, Some(&mention.anchor)),
        mention.provenance.state.id().to_owned(),
        made_by(&mention.provenance.maker),
        mention.notes.clone(),
        kind.map_or(String::new(), |kind| kind.name.clone()),
    ]
}

fn claim_row(
    view: &View<'_>,
    document: &Document,
    offsets: &OffsetMap<'_>,
    claim: &Claim,
) -> [String; 29] {
    let number = |id| view.number(id).map_or(0, |(_, number)| number).to_string();
    let source = claim.source.anchor.as_ref();
    let cue = claim.cue.anchor.as_ref();
    let content = &claim.content;
    let speaker = view.source_entity(claim);
    let via = view.via(claim);
    let judgement = &claim.judgement;
    let term = |id: Option<&str>| id.unwrap_or_default().to_owned();
    let (about, about_names, links) = targets(view, claim);
    [
        document.id.to_string(),
        document.title.clone(),
        claim.id.to_string(),
        number(claim.id),
        words(&document.text, source),
        spans(offsets, source),
        speaker.map_or(String::new(), |entity| entity.id.to_string()),
        speaker.map_or(String::new(), |entity| entity.name.clone()),
        claim.source.kind.id().to_owned(),
        words(&document.text, cue),
        spans(offsets, cue),
        claim.cue.class.id().to_owned(),
        words(&document.text, Some(&content.anchor)),
        spans(offsets, Some(&content.anchor)),
        content.quote_kind.id().to_owned(),
        content.paraphrase.clone(),
        via.map_or(String::new(), |via| via.to_string()),
        via.map_or(String::new(), number),
        about,
        about_names,
        links,
        claim.commitment.id().to_owned(),
        term(judgement.likelihood.map(|likelihood| likelihood.id())),
        term(judgement.confidence.map(|confidence| confidence.id())),
        judgement.admiralty.code().unwrap_or_default(),
        judgement.verdict.id().to_owned(),
        claim.notes.clone(),
        claim.provenance.state.id().to_owned(),
        made_by(&claim.provenance.maker),
    ]
}

/// The entities that a claim is about (ids, names), and its links to claims as `kind:id`.
fn targets(view: &View<'_>, claim: &Claim) -> (String, String, String) {
    let mut about = Vec::new();
    let mut names = Vec::new();
    let mut links = Vec::new();
    for link in view.links(claim.id) {
        match link.to {
            LinkTarget::Entity(to) => {
                about.push(to.to_string());
                names.extend(view.entity(to).map(|entity| entity.name.as_str()));
            }
            LinkTarget::Claim(to) => links.push(format!("{}:{to}", link.kind.id())),
        }
    }
    (about.join(" "), names.join("; "), links.join(" "))
}
