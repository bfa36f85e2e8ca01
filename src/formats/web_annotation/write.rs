//! Pages → annotations.

use serde_json::{Map, Value, json};

use super::{CONTEXT, OWN_PREFIX};
use crate::formats::graph::{self, Mark, Page};
use crate::formats::names::{DistinctNames, export_stem, file_stem};
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::model::{OffsetMap, OffsetUnit, Span, Text};

/// Characters of a quote's prefix and suffix.
const AROUND: usize = 32;

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut names = DistinctNames::default();
    let mut items = Vec::new();
    let mut documents = Vec::new();
    let mut texts = Vec::new();
    for (nth, document) in view.documents().enumerate() {
        let page = graph::page(view, document);
        let name = format!("{}.txt", names.claim(file_stem(&document.title)));
        annotations(nth + 1, &page, &name, &mut items);
        documents.push(json!({
            "id": name,
            "dc:title": page.title,
            "cd:features": page.features,
        }));
        texts.push(OutFile {
            name,
            bytes: document.text.as_bytes().to_vec(),
        });
    }
    let stem = export_stem(view);
    let page = json!({
        "@context": [CONTEXT, {
            "cd": OWN_PREFIX,
            "cd:features": { "@id": format!("{OWN_PREFIX}features"), "@type": "@json" },
        }],
        "id": format!("{OWN_PREFIX}{}", view.project().id()),
        "type": "AnnotationPage",
        "cd:documents": documents,
        "items": items,
    });
    let bytes = serde_json::to_vec_pretty(&page).map_err(|error| FormatError::Writing {
        format: super::FORMAT.name,
        reason: error.to_string(),
    })?;
    let mut files = vec![OutFile {
        name: format!("{stem}.jsonld"),
        bytes,
    }];
    files.extend(texts);
    Ok(files)
}

fn annotations(document: usize, page: &Page, source: &str, items: &mut Vec<Value>) {
    let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
    let id = |nth: usize| format!("{OWN_PREFIX}{document}:{}", nth + 1);
    for (nth, mark) in page.marks.iter().enumerate() {
        let targets = mark.anchor.spans().iter();
        let targets: Vec<Value> = targets
            .map(|span| target(&page.text, &offsets, *span, source))
            .collect();
        items.push(annotation(&id(nth), mark, targets));
    }
    for (nth, relation) in page.relations.iter().enumerate() {
        let mut item = Map::new();
        item.insert(
            "id".into(),
            format!("{OWN_PREFIX}{document}:r{}", nth + 1).into(),
        );
        item.insert("type".into(), "Annotation".into());
        item.insert("motivation".into(), "linking".into());
        item.insert("cd:relation".into(), relation.label.as_str().into());
        item.insert("body".into(), id(relation.to).into());
        item.insert("target".into(), id(relation.from).into());
        if !relation.features.is_empty() {
            item.insert("cd:features".into(), json!(relation.features));
        }
        items.push(Value::Object(item));
    }
}

fn annotation(id: &str, mark: &Mark, targets: Vec<Value>) -> Value {
    let mut body = vec![json!({
        "type": "TextualBody",
        "purpose": "tagging",
        "value": mark.label,
    })];
    if let Some(notes) = mark.features.get("notes") {
        body.push(json!({
            "type": "TextualBody",
            "purpose": "commenting",
            "value": notes,
        }));
    }
    let mut features = mark.features.clone();
    features.remove("notes");
    let mut item = Map::new();
    item.insert("id".into(), id.into());
    item.insert("type".into(), "Annotation".into());
    item.insert("body".into(), body.into());
    item.insert("target".into(), targets.into());
    if !features.is_empty() {
        item.insert("cd:features".into(), json!(features));
    }
    Value::Object(item)
}

fn target(text: &Text, offsets: &OffsetMap<'_>, span: Span, source: &str) -> Value {
    // Spans of a sound project lie in their text, so the offsets are there.
    let offset = |byte| offsets.from_byte(byte).unwrap_or(offsets.length());
    let before = text.get_range(0..span.start()).unwrap_or_default();
    let after = text.get_range(span.end()..text.len()).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND - 1);
    let prefix = &before[from.map_or(0, |(at, _)| at)..];
    let suffix: String = after.chars().take(AROUND).collect();
    json!({
        "source": source,
        "selector": [
            {
                "type": "TextPositionSelector",
                "start": offset(span.start()),
                "end": offset(span.end()),
            },
            {
                "type": "TextQuoteSelector",
                "exact": text.get(span).unwrap_or_default(),
                "prefix": prefix,
                "suffix": suffix,
            },
        ],
    })
}
