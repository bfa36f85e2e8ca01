//! Project → CoNLL-2003: word, two columns of nothing, tag.

use super::TAG_LOSSES;
use super::sentences::Sentences;
use crate::formats::fit::Fit;
use crate::formats::names::export_stem;
use crate::formats::selection::{Tags, View};
use crate::formats::table::{FormatError, OutFile};
use crate::model::{Document, Span};

/// The line before each document.
pub(super) const DOCUMENT_START: &str = "-DOCSTART-";
/// In the columns of parts of speech and chunks.
const NOTHING: &str = "-X- _";

pub(super) fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut out = String::new();
    for document in view.documents() {
        out.push_str(DOCUMENT_START);
        out.push_str(" -X- -X- O\n\n");
        sentences(view, document, &mut out);
    }
    Ok(vec![OutFile {
        name: format!("{}.conll", export_stem(view)),
        bytes: out.into_bytes(),
    }])
}

fn sentences(view: &View<'_>, document: &Document, out: &mut String) {
    let fit = Fit::of(view, document, TAG_LOSSES);
    let marks: Vec<(Span, &str)> = view
        .mentions(document.id)
        .filter_map(|mention| {
            let kind = view.entity(mention.entity)?.kind.as_str();
            Some((fit.mention(mention)?.hull(), kind))
        })
        .collect();
    let places: Vec<Span> = marks.iter().map(|(span, _)| *span).collect();
    let found = Sentences::of(&document.text, &places);
    let tags = tags(&found, &marks, view.tags());
    for sentence in &found.sentences {
        let mut last: Option<&(&str, &str)> = None;
        for token in sentence.tokens.clone() {
            out.push_str(&document.text[found.tokens[token].clone()]);
            out.push(' ');
            out.push_str(NOTHING);
            out.push(' ');
            let tag = tags[token].as_ref();
            match tag {
                Some((prefix, kind)) => {
                    // In IOB1 a mark begins with B only right after another of its kind.
                    let follows = last.is_some_and(|(_, before)| before == kind);
                    let prefix = match view.tags() {
                        Tags::Iob1 if *prefix == "B-" && !follows => "I-",
                        _ => prefix,
                    };
                    out.push_str(prefix);
                    out.push_str(kind);
                }
                None => out.push('O'),
            }
            out.push('\n');
            last = tag;
        }
        out.push('\n');
    }
}

/// Prefix and kind of each token in a mark; `B-` at all beginnings in IOB1 too.
fn tags<'a>(
    found: &Sentences,
    marks: &[(Span, &'a str)],
    scheme: Tags,
) -> Vec<Option<(&'static str, &'a str)>> {
    let mut tags = vec![None; found.tokens.len()];
    for (span, kind) in marks {
        let (first, last) = found.covering(*span);
        for (token, tag) in tags.iter_mut().enumerate().take(last + 1).skip(first) {
            let prefix = match (scheme, token == first, token == last) {
                (Tags::Bioes, true, true) => "S-",
                (Tags::Bioes, false, true) => "E-",
                (_, true, _) => "B-",
                _ => "I-",
            };
            *tag = Some((prefix, *kind));
        }
    }
    tags
}
