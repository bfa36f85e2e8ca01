//! Change the label schema.

use std::sync::Arc;

use super::{Outcome, count};
use crate::edit::{Author, Draft, Edit, Refusal};
use crate::model::{Kind, KindId, LabelSchema, Project};

/// What becomes of the entities of a kind that is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnDelete {
    /// They take another kind.
    MoveTo(KindId),
    /// They go, with their mentions.
    DeleteEntities,
}

fn check(schema: &LabelSchema, kind: &Kind) -> Result<(), Refusal> {
    let unfit = |why: String| Err(Refusal::Unfit(why));
    if kind.name.trim().is_empty() {
        return unfit("A kind needs a name.".into());
    }
    let letters = kind.tag.chars().count();
    if !(2..=4).contains(&letters) || !kind.tag.chars().all(char::is_alphanumeric) {
        return unfit("A tag has two to four letters or digits.".into());
    }
    for other in schema.kinds.iter().filter(|other| other.id != kind.id) {
        if other.name.to_lowercase() == kind.name.to_lowercase() {
            return unfit(format!("There is already a kind named “{}”.", other.name));
        }
        if other.tag.to_lowercase() == kind.tag.to_lowercase() {
            return unfit(format!(
                "“{}” already has the tag {}.",
                other.name, other.tag
            ));
        }
        if let (Some(a), Some(b)) = (other.key, kind.key)
            && a.eq_ignore_ascii_case(&b)
        {
            return unfit(format!("“{}” already has the key {a}.", other.name));
        }
    }
    Ok(())
}

fn put(draft: &mut Draft, schema: LabelSchema) {
    if schema != **draft.project.schema() {
        draft.set(Edit::Schema(Arc::new(schema)));
    }
}

/// Adds a kind at the end.
pub fn add_kind(project: &Project, author: &mut Author, kind: Kind) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut schema = (**project.schema()).clone();
    if schema.get(&kind.id).is_some() {
        return Err(Refusal::Unfit(format!(
            "There is already a kind “{}”.",
            kind.id
        )));
    }
    check(&schema, &kind)?;
    let label = format!("Add kind “{}”", kind.name);
    schema.kinds.push(kind);
    put(&mut draft, schema);
    draft.finish(label, None, "")
}

/// Changes name, tag, key or colour of a kind.
pub fn change_kind(project: &Project, author: &mut Author, kind: Kind) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut schema = (**project.schema()).clone();
    check(&schema, &kind)?;
    let place = schema.position(&kind.id).ok_or(Refusal::Gone("kind"))?;
    let label = format!("Change kind “{}”", schema.kinds[place].name);
    schema.kinds[place] = kind;
    put(&mut draft, schema);
    draft.finish(label, None, "Nothing changed.")
}

/// Moves a kind to a place (0 is the first).
pub fn move_kind(project: &Project, author: &mut Author, id: &KindId, place: usize) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut schema = (**project.schema()).clone();
    let from = schema.position(id).ok_or(Refusal::Gone("kind"))?;
    let kind = schema.kinds.remove(from);
    let label = format!("Move kind “{}”", kind.name);
    schema.kinds.insert(place.min(schema.kinds.len()), kind);
    put(&mut draft, schema);
    draft.finish(label, None, "It is already there.")
}

/// Deletes a kind; its entities move to another kind or go.
pub fn delete_kind(
    project: &Project,
    author: &mut Author,
    id: &KindId,
    entities: &OnDelete,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut schema = (**project.schema()).clone();
    let place = schema.position(id).ok_or(Refusal::Gone("kind"))?;
    if schema.kinds.len() == 1 {
        return Err(Refusal::Unfit("The last kind can’t be deleted.".into()));
    }
    let kind = schema.kinds.remove(place);
    let affected: Vec<_> = project
        .entities()
        .filter(|e| e.kind == *id)
        .cloned()
        .collect();
    let label = match entities {
        OnDelete::MoveTo(other) => {
            let other = schema.get(other).ok_or(Refusal::Gone("kind"))?;
            for entity in &affected {
                let mut entity = (**entity).clone();
                entity.kind = other.id.clone();
                draft.put_entity(entity);
            }
            format!("Delete kind “{}”", kind.name)
        }
        OnDelete::DeleteEntities => {
            for entity in &affected {
                draft.remove_entity(entity.id)?;
            }
            format!(
                "Delete kind “{}” and {}",
                kind.name,
                count(affected.len(), "entity")
            )
        }
    };
    put(&mut draft, schema);
    draft.finish(label, None, "")
}
