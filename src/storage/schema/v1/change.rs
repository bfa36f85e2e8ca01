//! One step of work as text: the slots that it touched with the values that they have after it. The journal
//! keeps a list of these.
//!
//! A step names values, not differences, so that reading it needs nothing but the project before it.

use std::sync::Arc;

use serde::Deserialize;

use super::read::{self, Fault};
use super::rules::{self, fill_rule};
use super::write::{
    fill_claim, fill_document_alone, fill_entity, fill_kind, fill_link, fill_mention,
};
use super::{Claim, Document, Entity, Kind, Link, Mention, Rule, bare};
use crate::edit::Edit;
use crate::model::{DocumentId, Project};
use crate::storage::ron_text::{Layout, Record, quoted, record};

/// A step as serde reads it. Mentions and claims stand beside the id of their document.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change<'a> {
    pub step: String,
    pub label: String,
    pub at: String,
    /// Who did it.
    #[serde(default)]
    pub by: String,
    #[serde(default, deserialize_with = "bare")]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "bare")]
    pub kinds: Option<Vec<Kind<'a>>>,
    #[serde(default, deserialize_with = "bare")]
    pub order: Option<Vec<String>>,
    /// Ids of emptied slots; the first letter tells which.
    #[serde(default)]
    pub gone: Vec<String>,
    #[serde(default)]
    pub documents: Vec<Document<'a>>,
    #[serde(default)]
    pub entities: Vec<Entity<'a>>,
    #[serde(default)]
    pub mentions: Vec<(String, Mention<'a>)>,
    #[serde(default)]
    pub claims: Vec<(String, Claim<'a>)>,
    #[serde(default)]
    pub links: Vec<Link<'a>>,
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// What a step is called, as the file has it.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    pub step: &'a str,
    pub label: &'a str,
    /// RFC 3339.
    pub at: &'a str,
    /// The annotator; empty where it isn't known.
    pub by: &'a str,
}

/// The step as text. `project` is the one after it: quotes are taken from its texts. `None` if a mark stands
/// on a document that isn't there.
///
/// Documents in `same_texts` have the text that they had before; it is left out.
pub fn write_change(
    heading: Heading<'_>,
    same_texts: &[DocumentId],
    edits: &[Edit],
    project: &Project,
) -> Option<String> {
    let is_placed = |edit: &Edit| match edit {
        Edit::Mention(_, Some(mention)) => project.document(mention.document).is_some(),
        Edit::Claim(_, Some(claim)) => project.document(claim.document).is_some(),
        _ => true,
    };
    if !edits.iter().all(is_placed) {
        return None;
    }
    let mut out = String::with_capacity(256 * edits.len() + 128);
    record(&mut out, Layout::Line, |r| {
        r.text("step", heading.step);
        r.text("label", heading.label);
        r.text("at", heading.at);
        r.text_unless_empty("by", heading.by);
        for edit in edits {
            match edit {
                Edit::Title(title) => r.text("title", title),
                Edit::Schema(schema) => r.row("kinds", &schema.kinds, |out, kind| {
                    record(out, Layout::Line, |r| fill_kind(r, kind));
                }),
                Edit::Order(order) => r.row("order", order.iter(), |out, id| {
                    quoted(out, &id.to_string());
                }),
                _ => {}
            }
        }
        let gone: Vec<String> = edits.iter().filter_map(gone).collect();
        r.row("gone", gone, |out, id| quoted(out, &id));
        let documents = edits.iter().filter_map(|edit| match edit {
            Edit::Document(_, next) => next.as_ref(),
            _ => None,
        });
        r.row("documents", documents, |out, document| {
            record(out, Layout::Line, |r| {
                fill_document_alone(r, document);
                let is_same = same_texts.contains(&document.id);
                r.text("text", if is_same { "" } else { &document.text });
            });
        });
        fill_annotations(r, edits, project);
        let rules = edits.iter().filter_map(|edit| match edit {
            Edit::Rule(_, next) => next.as_ref(),
            _ => None,
        });
        r.row("rules", rules, |out, rule| {
            record(out, Layout::Line, |r| fill_rule(r, rule));
        });
    });
    Some(out)
}

fn fill_annotations(r: &mut Record, edits: &[Edit], project: &Project) {
    let entities = edits.iter().filter_map(|edit| match edit {
        Edit::Entity(_, next) => next.as_ref(),
        _ => None,
    });
    r.row("entities", entities, |out, entity| {
        record(out, Layout::Line, |r| fill_entity(r, entity));
    });
    let mentions = edits.iter().filter_map(|edit| match edit {
        Edit::Mention(_, Some(mention)) => Some((mention, project.document(mention.document)?)),
        _ => None,
    });
    r.row("mentions", mentions, |out, (mention, document)| {
        beside(out, &document.id.to_string(), |out| {
            record(out, Layout::Line, |r| {
                fill_mention(r, &document.text, mention)
            });
        });
    });
    let claims = edits.iter().filter_map(|edit| match edit {
        Edit::Claim(_, Some(claim)) => Some((claim, project.document(claim.document)?)),
        _ => None,
    });
    r.row("claims", claims, |out, (claim, document)| {
        beside(out, &document.id.to_string(), |out| {
            record(out, Layout::Line, |r| fill_claim(r, &document.text, claim));
        });
    });
    let links = edits.iter().filter_map(|edit| match edit {
        Edit::Link(_, next) => next.as_ref(),
        _ => None,
    });
    r.row("links", links, |out, link| {
        record(out, Layout::Line, |r| fill_link(r, link));
    });
}

fn beside(out: &mut String, id: &str, write: impl FnOnce(&mut String)) {
    out.push('(');
    quoted(out, id);
    out.push_str(", ");
    write(out);
    out.push(')');
}

fn gone(edit: &Edit) -> Option<String> {
    match edit {
        Edit::Document(id, None) => Some(id.to_string()),
        Edit::Entity(id, None) => Some(id.to_string()),
        Edit::Mention(id, None) => Some(id.to_string()),
        Edit::Claim(id, None) => Some(id.to_string()),
        Edit::Link(id, None) => Some(id.to_string()),
        Edit::Rule(id, None) => Some(id.to_string()),
        _ => None,
    }
}

/// The step as edits, each checked as in a project file. `before` is the project before it.
pub fn edits(change: Change<'_>, before: &Project) -> Result<Vec<Edit>, Fault> {
    let mut after = before.clone();
    let mut edits = Vec::new();
    edits.extend(change.title.map(|title| Edit::Title(title.into())));
    if let Some(kinds) = change.kinds {
        edits.push(Edit::Schema(read::kinds(&kinds)?));
    }
    for document in change.documents {
        let document = read::document(&mut after, document)?;
        edits.push(Edit::Document(document.id, Some(document)));
    }
    if let Some(order) = change.order {
        edits.push(Edit::Order(read::order(&order)?));
    }
    for entity in change.entities {
        let entity = read::entity(entity)?;
        edits.push(Edit::Entity(entity.id, Some(entity)));
    }
    for (document, mention) in change.mentions {
        let mention = read::mention(&after, &document, mention)?;
        edits.push(Edit::Mention(mention.id, Some(mention)));
    }
    for (document, claim) in change.claims {
        let claim = read::claim(&after, &document, claim)?;
        edits.push(Edit::Claim(claim.id, Some(claim)));
    }
    for link in change.links {
        let link = read::link(link)?;
        edits.push(Edit::Link(link.id, Some(link)));
    }
    for rule in change.rules {
        let rule = rules::rule(rule)?;
        edits.push(Edit::Rule(rule.id(), Some(Arc::new(rule))));
    }
    for id in &change.gone {
        edits.push(read::gone(id)?);
    }
    Ok(edits)
}
