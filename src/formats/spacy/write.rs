//! Pages → lines.

use serde::Serialize;

use crate::formats::graph::{self, Features, Mark, Page};
use crate::formats::names::export_stem;
use crate::formats::selection::View;
use crate::formats::table::{FormatError, OutFile};
use crate::formats::tokens::{Token, covering, tokens};
use crate::formats::walk::Walk;
use crate::model::{OffsetMap, OffsetUnit, Span};

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    meta: Features,
    tokens: Vec<TokenRecord<'a>>,
    spans: Vec<SpanRecord<'a>>,
    relations: Vec<RelationRecord<'a>>,
    answer: &'static str,
}

#[derive(Serialize)]
struct TokenRecord<'a> {
    text: &'a str,
    start: usize,
    end: usize,
    id: usize,
    ws: bool,
}

#[derive(Clone, Copy, Serialize)]
struct SpanRecord<'a> {
    start: usize,
    end: usize,
    token_start: usize,
    /// The last token itself.
    token_end: usize,
    label: &'a str,
    /// The number of the span in its line, for relations.
    id: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    features: Option<&'a Features>,
}

#[derive(Serialize)]
struct RelationRecord<'a> {
    /// The last token of each end.
    head: usize,
    child: usize,
    head_span: SpanRecord<'a>,
    child_span: SpanRecord<'a>,
    label: &'a str,
    #[serde(skip_serializing_if = "Features::is_empty")]
    features: &'a Features,
}

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut bytes = Vec::new();
    for document in view.documents() {
        let page = graph::page(view, document).in_pieces();
        serde_json::to_writer(&mut bytes, &line(&page)).map_err(|error| FormatError::Writing {
            format: super::FORMAT.name,
            reason: error.to_string(),
        })?;
        bytes.push(b'\n');
    }
    let name = format!("{}.jsonl", export_stem(view));
    Ok(vec![OutFile { name, bytes }])
}

fn line(page: &Page) -> Line<'_> {
    let offsets = OffsetMap::new(&page.text, OffsetUnit::CodePoints);
    let places: Vec<Span> = page.marks.iter().map(|mark| mark.anchor.hull()).collect();
    let tokens = tokens(&page.text, &places);
    let spans = page.marks.iter().enumerate();
    let spans: Vec<SpanRecord<'_>> = spans
        .map(|(nth, mark)| span(nth, mark, &offsets, &tokens))
        .collect();
    let bare = |nth: usize| SpanRecord {
        features: None,
        ..spans[nth]
    };
    let relations = page.relations.iter().map(|relation| RelationRecord {
        head: spans[relation.from].token_end,
        child: spans[relation.to].token_end,
        head_span: bare(relation.from),
        child_span: bare(relation.to),
        label: &relation.label,
        features: &relation.features,
    });
    let relations = relations.collect();
    let mut meta = page.features.clone();
    meta.insert("title", &*page.title);
    let mut walk = Walk::new(&page.text, OffsetUnit::CodePoints);
    let records = tokens.iter().enumerate().map(|(id, token)| TokenRecord {
        text: &page.text[token.range.clone()],
        start: walk.to(token.range.start),
        end: walk.to(token.range.end),
        id,
        ws: token.space_after,
    });
    Line {
        text: &page.text,
        meta,
        tokens: records.collect(),
        relations,
        spans,
        answer: "accept",
    }
}

fn span<'a>(
    id: usize,
    mark: &'a Mark,
    offsets: &OffsetMap<'_>,
    tokens: &[Token],
) -> SpanRecord<'a> {
    let place = mark.anchor.hull();
    let (token_start, token_end) = covering(tokens, place);
    SpanRecord {
        start: offset(offsets, place.start()),
        end: offset(offsets, place.end()),
        token_start,
        token_end,
        label: &mark.label,
        id,
        features: Some(&mark.features).filter(|features| !features.is_empty()),
    }
}

/// Spans of a sound project lie in their text, so the offset is there.
fn offset(offsets: &OffsetMap<'_>, byte: usize) -> usize {
    offsets.from_byte(byte).unwrap_or(offsets.length())
}
