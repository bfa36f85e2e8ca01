//! Add, describe, order and remove documents; name the project.

use std::sync::Arc;

use super::{Outcome, count, short};
use crate::edit::{Author, Draft, Edit, Refusal};
use crate::model::{Document, DocumentId, Project};

/// Adds documents at the end of the list.
pub fn add_documents(project: &Project, author: &mut Author, documents: Vec<Document>) -> Outcome {
    let mut draft = Draft::new(project, author);
    let label = match documents.as_slice() {
        [one] => format!("Add “{}”", short(&one.title)),
        many => format!("Add {}", count(many.len(), "document")),
    };
    let mut order = project.document_order().to_vec();
    for document in documents {
        order.push(document.id);
        draft.put_document(document);
    }
    if order.len() > project.document_order().len() {
        draft.set(Edit::Order(order.into()));
    }
    draft.finish(label, None, "There is no document to add.")
}

/// Changes what is known of a document (title, origin, notes). Its text stays.
pub fn change_document(
    project: &Project,
    author: &mut Author,
    id: DocumentId,
    change: impl FnOnce(&mut Document),
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let earlier = draft.document(id)?;
    let mut next = (*earlier).clone();
    change(&mut next);
    next.id = id;
    next.text = earlier.text.clone();
    if next.title.trim().is_empty() {
        return Err(Refusal::Unfit("A document needs a title.".into()));
    }
    if next != *earlier {
        draft.put_document(next);
    }
    let label = format!("Change details of “{}”", short(&earlier.title));
    draft.finish(label, None, "Nothing changed.")
}

/// Moves a document to a place in the list (0 is the first).
pub fn move_document(
    project: &Project,
    author: &mut Author,
    id: DocumentId,
    place: usize,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let title = draft.document(id)?.title.clone();
    let mut order = project.document_order().to_vec();
    order.retain(|other| *other != id);
    order.insert(place.min(order.len()), id);
    if order[..] != project.document_order()[..] {
        draft.set(Edit::Order(order.into()));
    }
    draft.finish(
        format!("Move “{}”", short(&title)),
        None,
        "It is already there.",
    )
}

/// Removes a document with everything that stands on it.
pub fn remove_document(project: &Project, author: &mut Author, id: DocumentId) -> Outcome {
    let mut draft = Draft::new(project, author);
    let title = draft.document(id)?.title.clone();
    let claims: Vec<_> = project.claims_in(id).map(|claim| claim.id).collect();
    for claim in claims {
        draft.remove_claim(claim)?;
    }
    let mentions: Vec<_> = project.mentions_in(id).map(|mention| mention.id).collect();
    for mention in mentions {
        draft.remove_mention(mention)?;
    }
    let order: Vec<_> = project
        .document_order()
        .iter()
        .copied()
        .filter(|d| *d != id)
        .collect();
    draft.set(Edit::Order(order.into()));
    draft.set(Edit::Document(id, None));
    draft.finish(format!("Remove “{}”", short(&title)), None, "")
}

/// Names the project.
pub fn set_title(project: &Project, author: &mut Author, title: &str) -> Outcome {
    let mut draft = Draft::new(project, author);
    if project.title() != title {
        draft.set(Edit::Title(Arc::from(title)));
    }
    draft.finish("Rename project", None, "The project already has this name.")
}
