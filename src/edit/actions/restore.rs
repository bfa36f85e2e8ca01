//! Bring a project back to an earlier version of it, as one step that can be taken back.

use super::Outcome;
use crate::edit::{Author, Draft, Edit};
use crate::model::Project;

/// The edits that make `from` the same as `to`: one for each slot that differs.
pub fn differences(from: &Project, to: &Project) -> Vec<Edit> {
    let mut edits = Vec::new();
    if from.title() != to.title() {
        edits.push(Edit::Title(to.title().into()));
    }
    if from.schema() != to.schema() {
        edits.push(Edit::Schema(to.schema().clone()));
    }
    for document in to.documents() {
        if from.document(document.id) != Some(document) {
            edits.push(Edit::Document(document.id, Some(document.clone())));
        }
    }
    if from.document_order() != to.document_order() {
        edits.push(Edit::Order(to.document_order().clone()));
    }
    for entity in to.entities() {
        if from.entity(entity.id) != Some(entity) {
            edits.push(Edit::Entity(entity.id, Some(entity.clone())));
        }
    }
    for mention in to.mentions() {
        if from.mention(mention.id) != Some(mention) {
            edits.push(Edit::Mention(mention.id, Some(mention.clone())));
        }
    }
    for claim in to.claims() {
        if from.claim(claim.id) != Some(claim) {
            edits.push(Edit::Claim(claim.id, Some(claim.clone())));
        }
    }
    for link in to.links() {
        if from.link(link.id) != Some(link) {
            edits.push(Edit::Link(link.id, Some(link.clone())));
        }
    }
    for rule in to.rules() {
        if from.rule(rule.id()) != Some(rule) {
            edits.push(Edit::Rule(rule.id(), Some(rule.clone())));
        }
    }
    removals(from, to, &mut edits);
    edits
}

/// What `to` no longer has, that which stands on others first.
fn removals(from: &Project, to: &Project, edits: &mut Vec<Edit>) {
    let rules = from.rules().filter(|rule| to.rule(rule.id()).is_none());
    edits.extend(rules.map(|rule| Edit::Rule(rule.id(), None)));
    let links = from.links().filter(|link| to.link(link.id).is_none());
    edits.extend(links.map(|link| Edit::Link(link.id, None)));
    let claims = from.claims().filter(|claim| to.claim(claim.id).is_none());
    edits.extend(claims.map(|claim| Edit::Claim(claim.id, None)));
    let mentions = from.mentions();
    let mentions = mentions.filter(|mention| to.mention(mention.id).is_none());
    edits.extend(mentions.map(|mention| Edit::Mention(mention.id, None)));
    let entities = from.entities();
    let entities = entities.filter(|entity| to.entity(entity.id).is_none());
    edits.extend(entities.map(|entity| Edit::Entity(entity.id, None)));
    let documents = from.documents();
    let documents = documents.filter(|document| to.document(document.id).is_none());
    edits.extend(documents.map(|document| Edit::Document(document.id, None)));
}

/// Makes the project what it was in `version`. `when` names the version in the step's label.
pub fn restore(project: &Project, author: &mut Author, version: &Project, when: &str) -> Outcome {
    let mut draft = Draft::new(project, author);
    for edit in differences(project, version) {
        draft.set(edit);
    }
    let label = format!("Restore version of {when}");
    draft.finish(label, None, "The project is the same as in that version.")
}

/// Makes the project what another one is, as one step with this label.
pub fn become_project(
    project: &Project,
    author: &mut Author,
    other: &Project,
    label: &str,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    for edit in differences(project, other) {
        draft.set(edit);
    }
    draft.finish(label, None, "All of it is in the project already.")
}
