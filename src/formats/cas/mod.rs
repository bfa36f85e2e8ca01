//! `uima-xmi`, `uima-json` and `webanno-tsv`: UIMA CAS documents as XMI 1.1 with their type system, as CAS
//! JSON 0.4 and as WebAnno TSV 3.3, for INCEpTION, DKPro and cassis. A file for each document. Read and
//! written.
//!
//! Mentions are DKPro's `NamedEntity`, with further features that the type system declares; claims, their
//! sources and cues are `webanno.custom.Claim`, told apart by `role`; the relations of [`super::graph`]
//! are `webanno.custom.ClaimLink` from governor to dependent. Marks in several pieces are one
//! annotation each. Sentences and tokens are there because INCEpTION wants them. Offsets count UTF-16
//! units.
//!
//! TSV is a table of tokens. There the relations between claims and mentions lead to stand-ins in the layer
//! of claims, since a relation's ends are of one layer; mentions of one entity are a coreference chain.
//!
//! When read, a mark of any other type is a mention labelled by its feature `value` or `label`, or by
//! the name of its type; a structure with `Governor` and `Dependent` is a relation.

mod json;
mod layers;
mod structures;
mod tsv;
mod tsv_read;
mod tsv_table;
mod tsv_write;
mod xmi;

use super::graph::Reading;
use super::loss::Loss;
use super::names::{DistinctNames, file_stem};
use super::places::Forms;
use super::selection::View;
use super::table::{Format, FormatError, Imported, InFile, Layout, OutFile, RejectedMarks};
use super::units::Evidence;
use crate::formats::graph;
use crate::model::{IdSource, OffsetUnit, Timestamp};
use structures::Cas;

pub(super) const XMI: Format = Format {
    id: "uima-xmi",
    name: "UIMA CAS XMI",
    extensions: &["xmi"],
    media_type: "application/vnd.xmi+xml",
    offset_unit: Some(OffsetUnit::Utf16),
    layout: Layout::Folder,
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
    writer: Some(write_xmi),
    reader: Some(read_xmi),
    sniff: Some(|start| start.starts_with('<') && start.contains("http:///uima/cas.ecore")),
};

pub(super) const JSON: Format = Format {
    id: "uima-json",
    name: "UIMA CAS JSON",
    extensions: &["json"],
    media_type: "application/json",
    offset_unit: Some(OffsetUnit::Utf16),
    layout: Layout::Folder,
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
    writer: Some(write_json),
    reader: Some(read_json),
    sniff: Some(|start| {
        start.starts_with('{')
            && (start.contains("\"%TYPES\"") || start.contains("\"%FEATURE_STRUCTURES\""))
    }),
};

pub(super) const TSV: Format = Format {
    id: "webanno-tsv",
    name: "WebAnno TSV 3.3",
    extensions: &["tsv"],
    media_type: "text/tab-separated-values",
    offset_unit: Some(OffsetUnit::Utf16),
    layout: Layout::Folder,
    losses: TSV_LOSSES,
    rejected: RejectedMarks::LeftOut,
    writer: Some(write_tsv),
    reader: Some(read_tsv),
    sniff: Some(|start| start.starts_with("#FORMAT=WebAnno TSV 3")),
};

const TSV_LOSSES: &[Loss] = &[
    Loss::Title,
    Loss::Schema,
    Loss::Rules,
    Loss::History,
    Loss::UnmentionedEntities,
    Loss::OutOfDocument,
    Loss::Edges,
    Loss::BlankWords,
    Loss::Rejected,
];

fn write_tsv(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut names = DistinctNames::default();
    let files = view.documents().map(|document| {
        let name = names.claim(file_stem(&document.title));
        let page = graph::page_that_fits(view, document, TSV_LOSSES);
        OutFile {
            name: format!("{name}.tsv"),
            bytes: tsv_write::write(page),
        }
    });
    Ok(files.collect())
}

fn read_tsv(files: &[InFile], ids: &mut IdSource, now: Timestamp) -> Result<Imported, FormatError> {
    read(&TSV, files, ids, now, tsv_read::read)
}

fn write_json(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let failed = |reason| FormatError::Writing {
        format: JSON.name,
        reason,
    };
    documents(view, "json", |cas| json::write(cas).map_err(failed))
}

fn write_xmi(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut files = documents(view, "xmi", |cas| Ok(xmi::write(cas)))?;
    files.push(OutFile {
        name: "TypeSystem.xml".to_owned(),
        bytes: xmi::type_system().into_bytes(),
    });
    Ok(files)
}

fn documents(
    view: &View<'_>,
    extension: &str,
    write: impl Fn(&Cas) -> Result<Vec<u8>, FormatError>,
) -> Result<Vec<OutFile>, FormatError> {
    let mut names = DistinctNames::default();
    let mut files = Vec::new();
    for document in view.documents() {
        let cas = Cas::of(&graph::page(view, document).in_pieces());
        let name = names.claim(file_stem(&document.title));
        files.push(OutFile {
            name: format!("{name}.{extension}"),
            bytes: write(&cas)?,
        });
    }
    Ok(files)
}

fn read_json(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    read(&JSON, files, ids, now, json::read)
}

fn read_xmi(files: &[InFile], ids: &mut IdSource, now: Timestamp) -> Result<Imported, FormatError> {
    // The type system says nothing that the documents don't.
    let is_document = |file: &InFile| !file.name.to_lowercase().ends_with("typesystem.xml");
    let files: Vec<InFile> = files
        .iter()
        .filter(|file| is_document(file))
        .cloned()
        .collect();
    read(&XMI, &files, ids, now, xmi::read)
}

/// Reads each file as a document; the message says why one is none. What offsets count, the marks of all
/// files tell together.
fn read(
    format: &Format,
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
    parse: fn(&str) -> Result<Cas, String>,
) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((format.id, format.name), ids, now);
    let mut evidence = Evidence::new(OffsetUnit::Utf16);
    let mut documents = Vec::with_capacity(files.len());
    for file in files {
        reading.notes.line = 1;
        reading.notes.prefix = prefix(files, file);
        let text = file.text();
        let document = parse(text.trim_start_matches('\u{feff}')).and_then(|cas| {
            let forms = Forms::new(&cas.text).map_err(|error| error.to_string())?;
            Ok((cas, forms))
        });
        match document {
            Ok((cas, forms)) => {
                evidence.add(&forms, cas.unquoted());
                documents.push((file, cas, forms));
            }
            Err(message) => reading.notes.add(format!("{message}; left out")),
        }
    }
    let verdict = evidence.verdict();
    for (file, cas, mut forms) in documents {
        reading.notes.line = 1;
        reading.notes.prefix = prefix(files, file);
        forms.told = Some(verdict);
        let stem = file.name.rsplit_once('.').map_or("", |(stem, _)| stem);
        let page = cas.page(stem, &forms, &mut reading.notes);
        reading.add(page);
    }
    reading.notes.prefix.clear();
    reading.finish(files)
}

/// What tells a file's notes from those of others.
fn prefix(files: &[InFile], file: &InFile) -> String {
    match files {
        [_] => String::new(),
        _ => format!("{}: ", file.name),
    }
}
