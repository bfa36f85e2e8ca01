//! `markdown`: a report for people, claims grouped by who makes them, with quotes and judgements, then
//! the entities. Written only.
//!
//! One file in plain Markdown (CommonMark). Words of articles and notes are escaped, so none of them
//! becomes a heading, a link or markup of its own.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::loss::Loss;
use super::names::export_stem;
use super::selection::View;
use super::speakers::speakers;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::{Claim, Document, EntityId, LinkTarget, Verdict};

pub(super) const FORMAT: Format = Format {
    id: "markdown",
    name: "Markdown report",
    extensions: &["md"],
    media_type: "text/markdown",
    offset_unit: None,
    layout: Layout::OneFile,
    losses: &[
        Loss::Text,
        Loss::DocumentNotes,
        Loss::Schema,
        Loss::UnmentionedEntities,
        Loss::Dangling,
        Loss::LinkDetails,
        Loss::Provenance,
        Loss::Ids,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

// Writing to a string can't fail, so the results of `writeln!` are left alone.

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut report = String::new();
    let title = view.project().title();
    let title = if title.trim().is_empty() {
        "Report"
    } else {
        title
    };
    let _ = writeln!(report, "# {}", plain(title));
    for document in view.documents() {
        document_report(view, document, &mut report);
    }
    let name = format!("{}.md", export_stem(view));
    let bytes = report.into_bytes();
    Ok(vec![OutFile { name, bytes }])
}

fn document_report(view: &View<'_>, document: &Document, report: &mut String) {
    let _ = writeln!(report, "\n## {}\n", plain(&document.title));
    let origin = &document.origin;
    let facts = [
        &origin.publisher,
        &origin.byline,
        &origin.published,
        &origin.address,
    ];
    let facts = facts.into_iter().filter(|fact| !fact.trim().is_empty());
    let facts: Vec<String> = facts.map(|fact| plain(fact)).collect();
    if !facts.is_empty() {
        let _ = writeln!(report, "{}\n", facts.join(" · "));
    }
    for speaker in speakers(view, document) {
        let _ = writeln!(report, "### {}\n", plain(&speaker.name));
        for claim in speaker.claims {
            claim_report(view, document, claim, report);
        }
    }
    entities(view, document, report);
}

fn claim_report(view: &View<'_>, document: &Document, claim: &Claim, report: &mut String) {
    let number = |id| view.number(id).map_or(0, |(_, number)| number);
    let quote = plain(&claim.content.anchor.quote(&document.text));
    let cue = claim.cue.anchor.as_ref();
    let cue = cue.map(|anchor| format!(" — “{}”", plain(&anchor.quote(&document.text))));
    // A list would be numbered anew by whatever shows the report.
    let _ = writeln!(report, "**Claim {}**\n\n> {quote}\n", number(claim.id));
    let kind = claim.source.kind.label();
    let source = match &claim.source.anchor {
        Some(anchor) => format!("“{}” · {kind}", plain(&anchor.quote(&document.text))),
        None => kind.to_owned(),
    };
    let _ = writeln!(report, "- Source: {source}");
    let mut facts = vec![
        format!("{}{}", claim.cue.class.label(), cue.unwrap_or_default()),
        claim.content.quote_kind.label().to_owned(),
        claim.commitment.label().to_owned(),
    ];
    facts.extend(
        view.via(claim)
            .map(|via| format!("by way of claim {}", number(via))),
    );
    let _ = writeln!(report, "- {}", facts.join(" · "));
    let judgement = &claim.judgement;
    let mut judged = Vec::new();
    if judgement.verdict != Verdict::Unreviewed {
        judged.push(judgement.verdict.label().to_owned());
    }
    judged.extend(judgement.likelihood.map(|term| term.label().to_lowercase()));
    let confidence = judgement.confidence.map(|term| term.label().to_lowercase());
    judged.extend(confidence.map(|term| format!("{term} confidence")));
    judged.extend(judgement.admiralty.code());
    if !judged.is_empty() {
        let _ = writeln!(report, "- Judgement: {}", judged.join(" · "));
    }
    for link in view.links(claim.id) {
        let to = match link.to {
            LinkTarget::Claim(to) => {
                let elsewhere = view.project().claim(to);
                let elsewhere = elsewhere.filter(|to| to.document != claim.document);
                let other = elsewhere.and_then(|to| view.project().document(to.document));
                let other = other.map(|other| format!(" of “{}”", plain(&other.title)));
                format!("claim {}{}", number(to), other.unwrap_or_default())
            }
            LinkTarget::Entity(to) => {
                let entity = view.entity(to);
                plain(entity.map_or("", |entity| &entity.name))
            }
        };
        let _ = writeln!(report, "- {} {to}", link.kind.label());
    }
    for (what, words) in [
        ("In short", &claim.content.paraphrase),
        ("Note", &claim.notes),
    ] {
        if !words.trim().is_empty() {
            let _ = writeln!(report, "- {what}: {}", plain(words));
        }
    }
    report.push('\n');
}

/// The document's entities by the number of their mentions, most first.
fn entities(view: &View<'_>, document: &Document, report: &mut String) {
    let mut counts: BTreeMap<EntityId, (usize, usize)> = BTreeMap::new();
    for (nth, mention) in view.mentions(document.id).enumerate() {
        counts.entry(mention.entity).or_insert((0, nth)).0 += 1;
    }
    if counts.is_empty() {
        return;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (count, first))| (usize::MAX - count, *first));
    report.push_str("### Entities\n\n| Name | Kind | Mentions | Identifiers | Notes |\n");
    report.push_str("|---|---|---:|---|---|\n");
    for (id, (count, _)) in counts {
        let Some(entity) = view.entity(id) else {
            continue;
        };
        let kind = view.project().schema().get(&entity.kind);
        let identifiers = entity.identifiers.iter();
        let identifiers: Vec<String> = identifiers
            .map(|identifier| plain(&format!("{}:{}", identifier.scheme, identifier.value)))
            .collect();
        let _ = writeln!(
            report,
            "| {} | {} | {count} | {} | {} |",
            plain(&entity.name),
            plain(kind.map_or("", |kind| &kind.name)),
            identifiers.join(", "),
            plain(&entity.notes)
        );
    }
}

/// Words on one line, every character that Markdown could take for markup behind a backslash.
fn plain(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::new();
    for character in line.chars() {
        if character.is_ascii_punctuation()
            && !matches!(character, ',' | ';' | '\'' | '/' | '"' | '%' | '?')
        {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}
