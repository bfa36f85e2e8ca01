//! Model → text of version 1. What to write is decided here, how RON looks in `ron_text`.

use std::sync::Arc;

use super::rules;
use crate::model::{
    Admiralty, Anchor, Claim, Colour, Document, Entity, InformationCredibility, Judgement, Kind,
    Link, LinkTarget, Maker, Mention, Project, Provenance, ReviewState, SourceReliability, Text,
    Timestamp, Verdict,
};
use crate::storage::ron_text::{Layout, Record, number, quoted, raw, record};

/// The whole file, with an empty checksum. The same project gives the same bytes.
pub fn write(project: &Project) -> String {
    let texts: usize = project
        .documents()
        .map(|document| document.text.len())
        .sum();
    let annotations = project.mention_count() + project.claim_count() + project.link_count();
    let mut out = String::with_capacity(texts + 300 * annotations + 4096);
    record(&mut out, Layout::Block(0), |r| {
        r.plain("version", 1);
        r.text("checksum", "");
        r.text("id", &project.id().to_string());
        r.text_unless_empty("title", project.title());
        r.column("kinds", &project.schema().kinds, |out, kind, _| {
            record(out, Layout::Line, |r| fill_kind(r, kind));
        });
        let mut entities: Vec<&Arc<Entity>> = project.entities().collect();
        entities.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        r.column("entities", entities, |out, entity, _| {
            record(out, Layout::Line, |r| fill_entity(r, entity));
        });
        r.column("documents", project.documents(), |out, document, indent| {
            let layout = Layout::Block(indent);
            record(out, layout, |r| fill_document(r, project, document));
        });
        r.column("links", project.links(), |out, link, _| {
            record(out, Layout::Line, |r| fill_link(r, link));
        });
        r.column("rules", rules::sorted(project.rules()), |out, rule, _| {
            record(out, Layout::Line, |r| rules::fill_rule(r, rule));
        });
        if let Some(ledger) = project.ledger() {
            r.text_unless_empty("ledger", &ledger.head);
            r.column("history", &ledger.records, |out, record, _| {
                raw(out, record);
            });
        }
    });
    out.push('\n');
    out
}

pub(super) fn fill_kind(r: &mut Record<'_>, kind: &Kind) {
    r.text("id", kind.id.as_str());
    r.text("name", &kind.name);
    r.text("tag", &kind.tag);
    if let Some(key) = kind.key {
        r.text("key", key.encode_utf8(&mut [0; 4]));
    }
    let colour = match kind.colour {
        Colour::Preset(number) => number.to_string(),
        Colour::Custom(rgb) => rgb.to_string(),
    };
    r.text("colour", &colour);
}

pub(super) fn fill_entity(r: &mut Record<'_>, entity: &Entity) {
    r.text("id", &entity.id.to_string());
    r.text("kind", entity.kind.as_str());
    r.text("name", &entity.name);
    r.text_unless_empty("notes", &entity.notes);
    if !entity.identifiers.is_empty() {
        r.row("identifiers", &entity.identifiers, |out, identifier| {
            pair(out, &identifier.scheme, &identifier.value);
        });
    }
    fill_made(r, &entity.provenance);
}

/// A document without its text and what stands on it.
pub(super) fn fill_document_alone(r: &mut Record<'_>, document: &Document) {
    let origin = &document.origin;
    let retrieved = origin.retrieved.map(Timestamp::to_rfc3339);
    r.text("id", &document.id.to_string());
    r.text("title", &document.title);
    r.text_unless_empty("path", &origin.path);
    r.text_unless_empty("address", &origin.address);
    r.text_unless_empty("publisher", &origin.publisher);
    r.text_unless_empty("byline", &origin.byline);
    r.text_unless_empty("published", &origin.published);
    r.text_unless_empty("retrieved", retrieved.as_deref().unwrap_or_default());
    r.text_unless_empty("language", &origin.language);
    r.text_unless_empty("media_type", &origin.media_type);
    r.text_unless_empty("reader", &origin.reader);
    r.text_unless_empty("bytes_sha256", &origin.bytes_sha256);
    r.text_unless_empty("notes", &document.notes);
}

fn fill_document(r: &mut Record<'_>, project: &Project, document: &Document) {
    fill_document_alone(r, document);
    r.value("text", |out| raw(out, &document.text));
    let mentions: Vec<_> = project.mentions_in(document.id).collect();
    r.long_column("mentions", &mentions, |out, mention, _| {
        record(out, Layout::Line, |r| {
            fill_mention(r, &document.text, mention)
        });
    });
    let claims: Vec<_> = project.claims_in(document.id).collect();
    r.long_column("claims", &claims, |out, claim, indent| {
        let layout = Layout::Block(indent);
        record(out, layout, |r| fill_claim(r, &document.text, claim));
    });
}

pub(super) fn fill_mention(r: &mut Record<'_>, text: &Text, mention: &Mention) {
    r.text("id", &mention.id.to_string());
    r.text("entity", &mention.entity.to_string());
    fill_anchor(r, text, &mention.anchor);
    r.text_unless_empty("notes", &mention.notes);
    fill_made(r, &mention.provenance);
}

/// A line for each part, so that two people who change different parts of a claim can be merged.
pub(super) fn fill_claim(r: &mut Record<'_>, text: &Text, claim: &Claim) {
    r.text("id", &claim.id.to_string());
    r.record("source", Layout::Line, |r| {
        r.text("kind", claim.source.kind.id());
        if let Some(entity) = claim.source.entity {
            r.text("entity", &entity.to_string());
        }
        if let Some(anchor) = &claim.source.anchor {
            fill_anchor(r, text, anchor);
        }
    });
    r.record("cue", Layout::Line, |r| {
        r.text("class", claim.cue.class.id());
        if let Some(anchor) = &claim.cue.anchor {
            fill_anchor(r, text, anchor);
        }
    });
    r.record("content", Layout::Line, |r| {
        r.text("kind", claim.content.quote_kind.id());
        fill_anchor(r, text, &claim.content.anchor);
        r.text_unless_empty("paraphrase", &claim.content.paraphrase);
    });
    if let Some(via) = claim.via {
        r.text("via", &via.to_string());
    }
    r.text("commitment", claim.commitment.id());
    if claim.judgement != Judgement::default() {
        r.record("judgement", Layout::Line, |r| {
            fill_judgement(r, claim.judgement);
        });
    }
    r.text_unless_empty("notes", &claim.notes);
    fill_made(r, &claim.provenance);
}

fn fill_judgement(r: &mut Record<'_>, judgement: Judgement) {
    if let Some(likelihood) = judgement.likelihood {
        r.text("likelihood", likelihood.id());
    }
    if let Some(confidence) = judgement.confidence {
        r.text("confidence", confidence.id());
    }
    let Admiralty {
        source,
        information,
    } = judgement.admiralty;
    if source.is_some() || information.is_some() {
        let source = source.map_or("-", SourceReliability::id);
        let information = information.map_or("-", InformationCredibility::id);
        r.text("admiralty", &format!("{source}{information}"));
    }
    if judgement.verdict != Verdict::Unreviewed {
        r.text("verdict", judgement.verdict.id());
    }
}

pub(super) fn fill_link(r: &mut Record<'_>, link: &Link) {
    r.text("id", &link.id.to_string());
    r.text("kind", link.kind.id());
    r.text("from", &link.from.to_string());
    let to = match link.to {
        LinkTarget::Claim(claim) => claim.to_string(),
        LinkTarget::Entity(entity) => entity.to_string(),
    };
    r.text("to", &to);
    r.text_unless_empty("notes", &link.notes);
    fill_made(r, &link.provenance);
}

fn fill_anchor(r: &mut Record<'_>, text: &Text, anchor: &Anchor) {
    r.row("at", anchor.spans(), |out, span| {
        out.push('(');
        number(out, span.start());
        out.push_str(", ");
        number(out, span.end());
        out.push(')');
    });
    r.row("quote", anchor.quotes(text), quoted);
}

fn fill_made(r: &mut Record<'_>, provenance: &Provenance) {
    r.record("made", Layout::Line, |r| {
        match &provenance.maker {
            Maker::Annotator(name) => r.text("by", name),
            Maker::Engine { name, rule } => {
                r.text("engine", name);
                r.text_unless_empty("rule", rule);
            }
            Maker::Import(format) => r.text("import", format),
        }
        r.text("at", &provenance.made.to_rfc3339());
        if provenance.state != ReviewState::Accepted {
            r.text("state", provenance.state.id());
        }
        if let Some(score) = provenance.score {
            r.plain("score", score.0);
        }
        if !provenance.reasons.is_empty() {
            r.row("why", &provenance.reasons, |out, reason| {
                out.push('(');
                quoted(out, &reason.text);
                out.push_str(&format!(", {})", reason.weight.0));
            });
        }
        if let Some(review) = &provenance.review {
            r.value("review", |out| {
                pair(out, &review.by, &review.at.to_rfc3339());
            });
        }
    });
}

fn pair(out: &mut String, first: &str, second: &str) {
    out.push('(');
    quoted(out, first);
    out.push_str(", ");
    quoted(out, second);
    out.push(')');
}
