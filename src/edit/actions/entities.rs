//! Change, merge and split entities.

use super::mark::new_entity;
use super::{Outcome, count, short};
use crate::edit::{Author, Draft, Item, Refusal, Selection};
use crate::model::{EntityId, Identifier, KindId, LinkTarget, MentionId, Project, ReviewState};

/// A change of one field of entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntityChange {
    Kind(KindId),
    Name(String),
    Notes(String),
    Identifiers(Vec<Identifier>),
}

/// Changes one field of one or more entities. Their suggested mentions become accepted with a new kind.
pub fn change_entities(
    project: &Project,
    author: &mut Author,
    ids: &[EntityId],
    change: &EntityChange,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut name = String::new();
    for id in ids {
        let earlier = draft.entity(*id)?;
        let mut entity = earlier.clone();
        name = short(&entity.name);
        match change {
            EntityChange::Kind(kind) => {
                if draft.project.schema().get(kind).is_none() {
                    return Err(Refusal::Gone("kind"));
                }
                entity.kind = kind.clone();
            }
            EntityChange::Name(next) => {
                let next = next.trim();
                if next.is_empty() {
                    return Err(Refusal::Unfit("An entity needs a name.".into()));
                }
                entity.name = next.to_owned();
            }
            EntityChange::Notes(notes) => entity.notes.clone_from(notes),
            EntityChange::Identifiers(identifiers) => entity.identifiers.clone_from(identifiers),
        }
        if entity != earlier {
            draft.mark_edited(&mut entity.provenance);
            draft.put_entity(entity);
            if matches!(change, EntityChange::Kind(_)) {
                edit_suggested_mentions(&mut draft, *id);
            }
        }
    }
    let which = match ids {
        [_] => name,
        _ => count(ids.len(), "entity"),
    };
    let label = match change {
        EntityChange::Kind(kind) => {
            let kind = project.schema().get(kind).map_or("", |kind| &kind.name);
            format!("Relabel {which} as {}", kind.to_lowercase())
        }
        EntityChange::Name(next) => format!("Rename {which} to {}", short(next.trim())),
        EntityChange::Notes(_) => format!("Change notes of {which}"),
        EntityChange::Identifiers(_) => format!("Change identifiers of {which}"),
    };
    draft.finish(label, None, "It is already so.")
}

/// A person who gives an entity another kind has looked at it: its suggested mentions count as edited.
fn edit_suggested_mentions(draft: &mut Draft, entity: EntityId) {
    let suggested: Vec<_> = draft
        .project
        .mentions_of(entity)
        .filter(|mention| mention.provenance.state == ReviewState::Suggested)
        .cloned()
        .collect();
    for mention in suggested {
        let mut mention = (*mention).clone();
        draft.mark_edited(&mut mention.provenance);
        draft.put_mention(mention);
    }
}

/// Merges entities into `keep`: their mentions, claims, links, notes and identifiers become its own.
pub fn merge_entities(
    project: &Project,
    author: &mut Author,
    keep: EntityId,
    others: &[EntityId],
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut kept = draft.entity(keep)?;
    let mut merged_name = String::new();
    let others: Vec<_> = others.iter().copied().filter(|id| *id != keep).collect();
    for id in &others {
        let other = draft.entity(*id)?;
        merged_name = short(&other.name);
        if !other.notes.is_empty() && !kept.notes.contains(&other.notes) {
            if !kept.notes.is_empty() {
                kept.notes.push('\n');
            }
            kept.notes.push_str(&other.notes);
        }
        for identifier in other.identifiers {
            if !kept.identifiers.contains(&identifier) {
                kept.identifiers.push(identifier);
            }
        }
        draft.mark_edited(&mut kept.provenance);
        draft.put_entity(kept.clone());
        move_references(&mut draft, *id, keep);
        draft.set(crate::edit::Edit::Entity(*id, None));
    }
    draft.accept_entity_if_decided(keep)?;
    let label = match others.len() {
        1 => format!("Merge “{merged_name}” into {}", short(&kept.name)),
        number => format!(
            "Merge {} into {}",
            count(number, "entity"),
            short(&kept.name)
        ),
    };
    let select = Draft::selecting(Item::Entity(keep));
    draft.finish(label, select, "Select two or more entities to merge them.")
}

/// Points everything that refers to `from` to `to`. What would then stand there twice goes.
pub(super) fn move_references(draft: &mut Draft, from: EntityId, to: EntityId) {
    let mentions: Vec<_> = draft.project.mentions_of(from).cloned().collect();
    for mention in mentions {
        let here = mention.anchor.start()..=mention.anchor.start();
        let twin = draft
            .project
            .mentions_of_within(to, mention.document, here)
            .find(|m| m.anchor == mention.anchor)
            .cloned();
        let mut moved = (*mention).clone();
        moved.entity = to;
        match twin {
            // Of two marks at one place the one that a person decided on stays.
            Some(twin) if twin.provenance.state.is_decided_for() => {
                draft.set(crate::edit::Edit::Mention(mention.id, None));
            }
            Some(twin) => {
                draft.set(crate::edit::Edit::Mention(twin.id, None));
                draft.put_mention(moved);
            }
            None => draft.put_mention(moved),
        }
    }
    let claims: Vec<_> = draft.project.claims_of(from).cloned().collect();
    for claim in claims {
        let mut claim = (*claim).clone();
        claim.source.entity = Some(to);
        draft.put_claim(claim);
    }
    let links: Vec<_> = draft.project.links_about(from).cloned().collect();
    for link in links {
        let twin = draft
            .project
            .links_about(to)
            .any(|other| other.from == link.from && other.kind == link.kind);
        if twin {
            draft.set(crate::edit::Edit::Link(link.id, None));
        } else {
            let mut link = (*link).clone();
            link.to = LinkTarget::Entity(to);
            draft.put_link(link);
        }
    }
}

/// Makes mentions of one entity an entity of their own, named by the first of them.
pub fn split_mentions(project: &Project, author: &mut Author, mentions: &[MentionId]) -> Outcome {
    let mut draft = Draft::new(project, author);
    let Some(first) = mentions.first() else {
        return Err(Refusal::Unfit("Select the mention to split off.".into()));
    };
    let first = draft.mention(*first)?;
    let whole = draft.entity(first.entity)?;
    for id in mentions {
        if draft.mention(*id)?.entity != whole.id {
            let why = "Select mentions of one entity only to split them off.";
            return Err(Refusal::Unfit(why.into()));
        }
    }
    if project.mentions_of(whole.id).count() == mentions.len() {
        let why = format!(
            "{} has no other mention to be split from.",
            short(&whole.name)
        );
        return Err(Refusal::Unfit(why));
    }
    let mut name = first.anchor.quote(&draft.document(first.document)?.text);
    if name.trim().is_empty() {
        name.clone_from(&whole.name);
    }
    let part = new_entity(&mut draft, &whole.kind, &name);
    for id in mentions {
        let mut mention = draft.mention(*id)?;
        mention.entity = part;
        draft.mark_edited(&mut mention.provenance);
        draft.put_mention(mention);
    }
    let label = format!("Split “{}” off {}", short(&name), short(&whole.name));
    draft.finish(label, Draft::selecting(Item::Entity(part)), "")
}

/// Writes a note on one mention.
pub fn set_mention_notes(
    project: &Project,
    author: &mut Author,
    id: MentionId,
    notes: &str,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut mention = draft.mention(id)?;
    if mention.notes != notes {
        mention.notes = notes.to_owned();
        draft.put_mention(mention);
    }
    let select = Some(Selection::one(Item::Mention(id)));
    draft.finish("Change notes of mention", select, "Nothing changed.")
}
