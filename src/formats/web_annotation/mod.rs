//! `web-annotation`: W3C Web Annotations in JSON-LD, with the texts beside them. Read and written.
//!
//! `NAME.jsonld` is an `AnnotationPage`; each document is `DOCUMENT.txt`, and that name is the `source`
//! of its annotations. A mark is an annotation whose body tags it with its label and whose target has,
//! for each piece, a `TextPositionSelector` and a `TextQuoteSelector` with prefix and suffix. Relations
//! of [`super::graph`] are annotations with the motivation `linking` from one annotation to another.
//! Features are in `cd:features`, a term of our own, on annotations and on the page's `cd:documents`.
//!
//! By the standard (Web Annotation Data Model, section 4.2.5) positions count code points; files in the
//! wild count UTF-16 units. When read, the quotes tell.

mod read;
mod write;

use super::loss::Loss;
use super::table::{Format, Layout, RejectedMarks};
use crate::model::OffsetUnit;

pub(super) const FORMAT: Format = Format {
    id: "web-annotation",
    name: "W3C Web Annotation",
    extensions: &["jsonld"],
    media_type: "application/ld+json",
    offset_unit: Some(OffsetUnit::CodePoints),
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
    writer: Some(write::write),
    reader: Some(read::read),
    sniff: Some(|start| {
        start.starts_with(['{', '['])
            && (start.contains("ns/anno.jsonld") || start.contains("\"TextQuoteSelector\""))
    }),
};

/// The standard's own context.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Our own terms.
const OWN_PREFIX: &str = "urn:claimdesk:";
