//! The field `meta`: where a document's text came from.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::READER;
use super::fields::{Notes, text_field, with_unknown};
use crate::model::{Document, DocumentId, Origin, Timestamp};

const FIELDS: &[&str] = &[
    "address",
    "byline",
    "bytes_sha256",
    "language",
    "media_type",
    "notes",
    "path",
    "published",
    "publisher",
    "reader",
    "retrieved",
    "title",
];

/// Whether the document keeps an id of somebody else's in its path.
fn has_foreign_id(origin: &Origin) -> bool {
    origin.reader == READER && !origin.path.is_empty()
}

/// The id of a document's line.
pub(super) fn document_id(document: &Document) -> String {
    if has_foreign_id(&document.origin) {
        document.origin.path.clone()
    } else {
        document.id.to_string()
    }
}

/// The fields that are not empty.
pub(super) fn write(document: &Document) -> BTreeMap<&'static str, String> {
    let origin = &document.origin;
    let mut meta = BTreeMap::from([
        ("title", document.title.clone()),
        ("notes", document.notes.clone()),
        ("address", origin.address.clone()),
        ("publisher", origin.publisher.clone()),
        ("byline", origin.byline.clone()),
        ("published", origin.published.clone()),
        ("language", origin.language.clone()),
        ("media_type", origin.media_type.clone()),
        ("bytes_sha256", origin.bytes_sha256.clone()),
    ]);
    if let Some(retrieved) = origin.retrieved {
        meta.insert("retrieved", retrieved.to_rfc3339());
    }
    if !has_foreign_id(origin) {
        meta.insert("path", origin.path.clone());
        meta.insert("reader", origin.reader.clone());
    }
    meta.retain(|_, value| !value.is_empty());
    meta
}

/// What a line says about its document.
pub(super) struct Meta {
    pub title: String,
    pub notes: String,
    pub origin: Origin,
}

/// Reads `meta`, which may be missing; `id` is the line's, if it has one.
pub(super) fn read(meta: Option<&Map<String, Value>>, id: &str, notes: &mut Notes) -> Meta {
    let empty = Map::new();
    let meta = meta.unwrap_or(&empty);
    let mut field = |name: &str| text_field(meta, name, notes).unwrap_or_default();
    let mut title = field("title");
    let document_notes = field("notes");
    let retrieved = field("retrieved");
    let mut origin = Origin {
        path: field("path"),
        address: field("address"),
        publisher: field("publisher"),
        byline: field("byline"),
        published: field("published"),
        retrieved: None,
        language: field("language"),
        media_type: field("media_type"),
        reader: field("reader"),
        bytes_sha256: field("bytes_sha256"),
    };
    if !retrieved.is_empty() {
        origin.retrieved = Timestamp::from_rfc3339(&retrieved);
        if origin.retrieved.is_none() {
            let message = format!("retrieved “{retrieved}” is not a moment (RFC 3339); left out");
            notes.add(message);
        }
    }
    let is_foreign = !id.is_empty() && id.parse::<DocumentId>().is_err();
    if is_foreign {
        if !origin.path.is_empty() && origin.path != id {
            let message = format!("path “{}” gave way to the id “{id}”", origin.path);
            notes.add(message);
        }
        origin.path = id.to_owned();
        origin.reader = READER.to_owned();
    }
    if title.trim().is_empty() {
        title = if id.is_empty() {
            format!("Line {}", notes.line)
        } else {
            id.to_owned()
        };
    }
    Meta {
        title,
        notes: with_unknown(document_notes, meta, FIELDS, "meta", notes),
        origin,
    }
}
