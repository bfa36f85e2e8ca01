//! Take the documents of another project into this one, with everything that stands on them.

use std::sync::Arc;

use super::{Outcome, count};
use crate::edit::{Author, Draft, Edit, Refusal};
use crate::model::{Kind, LabelSchema, Project};

/// Adds everything of other projects: documents at the end, kinds that are missing, annotations, learned rules about what no
/// rule here is about. Refused where two have a document or an annotation of one id: they are copies of one project.
pub fn join_projects(project: &Project, author: &mut Author, others: &[Project]) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut order = project.document_order().to_vec();
    for other in others {
        order.extend(other.document_order().iter());
        add(&mut draft, other)?;
    }
    let number = order.len() - project.document_order().len();
    if number > 0 {
        draft.set(Edit::Order(order.into()));
    }
    let label = format!("Add {}", count(number, "document"));
    draft.finish(label, None, "There is nothing to add.")
}

/// All but the order of the documents.
fn add(draft: &mut Draft, other: &Project) -> Result<(), Refusal> {
    let project = draft.project.clone();
    let twice = other.documents().any(|d| project.document(d.id).is_some())
        || other.entities().any(|e| project.entity(e.id).is_some())
        || other.mentions().any(|m| project.mention(m.id).is_some())
        || other.claims().any(|c| project.claim(c.id).is_some())
        || other.links().any(|l| project.link(l.id).is_some());
    if twice {
        let why = "It is a copy of a project that is there already. Merge the copies instead.";
        return Err(Refusal::Unfit(why.into()));
    }
    add_kinds(draft, other.schema());
    for document in other.documents() {
        draft.set(Edit::Document(document.id, Some(document.clone())));
    }
    for entity in other.entities() {
        draft.set(Edit::Entity(entity.id, Some(entity.clone())));
    }
    for mention in other.mentions() {
        draft.set(Edit::Mention(mention.id, Some(mention.clone())));
    }
    for claim in other.claims() {
        draft.set(Edit::Claim(claim.id, Some(claim.clone())));
    }
    for link in other.links() {
        draft.set(Edit::Link(link.id, Some(link.clone())));
    }
    for rule in other.rules() {
        if draft.project.rule(rule.id()).is_none() {
            draft.set(Edit::Rule(rule.id(), Some(rule.clone())));
        }
    }
    Ok(())
}

/// Kinds are the same where their ids are. A missing one comes without its key, and under another name or tag
/// where those are taken.
fn add_kinds(draft: &mut Draft, other: &LabelSchema) {
    let mut schema = (**draft.project.schema()).clone();
    for kind in &other.kinds {
        if schema.get(&kind.id).is_none() {
            let kind = fitting(&schema, kind);
            schema.kinds.push(kind);
        }
    }
    if schema != **draft.project.schema() {
        draft.set(Edit::Schema(Arc::new(schema)));
    }
}

fn fitting(schema: &LabelSchema, kind: &Kind) -> Kind {
    let has_name = |name: &str| {
        schema
            .kinds
            .iter()
            .any(|k| k.name.to_lowercase() == name.to_lowercase())
    };
    let has_tag = |tag: &str| {
        schema
            .kinds
            .iter()
            .any(|k| k.tag.to_lowercase() == tag.to_lowercase())
    };
    let mut fitting = kind.clone();
    fitting.key = None;
    let mut number = 2;
    while has_name(&fitting.name) {
        fitting.name = format!("{} {number}", kind.name);
        number += 1;
    }
    let mut number = 2;
    while has_tag(&fitting.tag) {
        let stem: String = kind.tag.chars().take(2).collect();
        fitting.tag = format!("{stem}{number}");
        number += 1;
    }
    fitting
}
