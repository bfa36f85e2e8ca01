//! Delete whatever is selected, with what depends on it.

use super::{Outcome, count, short};
use crate::edit::{Author, Draft, Edit, Item, Selection};
use crate::model::Project;

/// Deletes mentions, entities (with their mentions), claims (with their links) and links.
pub fn delete(project: &Project, author: &mut Author, items: &[Item]) -> Outcome {
    let mut draft = Draft::new(project, author);
    for item in items {
        if !item.exists(&draft.project) {
            continue;
        }
        match item {
            Item::Mention(id) => draft.remove_mention(*id)?,
            Item::Entity(id) => draft.remove_entity(*id)?,
            Item::Claim(id) => draft.remove_claim(*id)?,
            Item::Link(id) => draft.set(Edit::Link(*id, None)),
        }
    }
    let label = label(project, items);
    draft.finish(
        label,
        Some(Selection::none()),
        "Select something to delete it.",
    )
}

fn label(project: &Project, items: &[Item]) -> String {
    match items {
        [Item::Entity(id)] => {
            let name = project.entity(*id).map_or("", |entity| &entity.name);
            let mentions = project.mentions_of(*id).count();
            format!("Delete {} and {}", short(name), count(mentions, "mention"))
        }
        [Item::Mention(id)] => {
            let quote = project.mention(*id).and_then(|mention| {
                let document = project.document(mention.document)?;
                Some(mention.anchor.quote(&document.text))
            });
            format!("Delete mention “{}”", short(&quote.unwrap_or_default()))
        }
        [Item::Claim(_)] => "Delete claim".into(),
        [Item::Link(_)] => "Delete link".into(),
        many if many.iter().all(|item| matches!(item, Item::Entity(_))) => {
            format!("Delete {}", count(many.len(), "entity"))
        }
        many if many.iter().all(|item| matches!(item, Item::Claim(_))) => {
            format!("Delete {}", count(many.len(), "claim"))
        }
        many => format!("Delete {}", count(many.len(), "annotation")),
    }
}
