//! Accept and reject what was suggested.

use super::{Outcome, count};
use crate::edit::{Author, Draft, Item, Refusal};
use crate::model::{DocumentId, EntityId, Project, Provenance, ReviewState, Score};

/// Accepts annotations. Accepting an entity accepts its suggested mentions; accepting a mention its entity.
pub fn accept(project: &Project, author: &mut Author, items: &[Item]) -> Outcome {
    let mut draft = Draft::new(project, author);
    for item in items {
        decide(&mut draft, *item, ReviewState::Accepted)?;
    }
    let label = format!("Accept {}", what(items));
    draft.finish(label, None, "There is nothing here to accept.")
}

/// Rejects annotations: they are no longer drawn and not suggested again. An entity whose last
/// living mention is rejected is rejected with it.
pub fn reject(project: &Project, author: &mut Author, items: &[Item]) -> Outcome {
    let mut draft = Draft::new(project, author);
    for item in items {
        decide(&mut draft, *item, ReviewState::Rejected)?;
    }
    let label = format!("Reject {}", what(items));
    draft.finish(label, None, "There is nothing here to reject.")
}

/// Accepts every suggestion with at least this score, in one document or in all.
pub fn accept_scored(
    project: &Project,
    author: &mut Author,
    least: Score,
    document: Option<DocumentId>,
) -> Outcome {
    let here = |other: DocumentId| document.is_none_or(|document| document == other);
    let sure = |provenance: &Provenance| {
        provenance.state == ReviewState::Suggested
            && provenance.score.is_some_and(|score| score >= least)
    };
    let mentions = project
        .mentions()
        .filter(|m| here(m.document) && sure(&m.provenance))
        .map(|m| Item::Mention(m.id));
    let claims = project
        .claims()
        .filter(|c| here(c.document) && sure(&c.provenance))
        .map(|c| Item::Claim(c.id));
    let items: Vec<_> = mentions.chain(claims).collect();
    let mut draft = Draft::new(project, author);
    for item in &items {
        decide(&mut draft, *item, ReviewState::Accepted)?;
    }
    let label = format!("Accept {}", what(&items));
    draft.finish(label, None, "No suggestion has such a score.")
}

fn what(items: &[Item]) -> String {
    let one = match items.first() {
        Some(Item::Mention(_)) => "mention",
        Some(Item::Entity(_)) => "entity",
        Some(Item::Claim(_)) => "claim",
        Some(Item::Link(_)) => "link",
        None => "suggestion",
    };
    if items.len() == 1 {
        one.to_owned()
    } else {
        count(items.len(), "suggestion")
    }
}

/// Whether this decision changes anything: accepting leaves *edited* as it is.
fn changes(provenance: &Provenance, state: ReviewState) -> bool {
    match state {
        ReviewState::Accepted => !provenance.state.is_decided_for(),
        _ => provenance.state != state,
    }
}

fn decide(draft: &mut Draft, item: Item, state: ReviewState) -> Result<(), Refusal> {
    match item {
        Item::Mention(id) => {
            let mut mention = draft.mention(id)?;
            if changes(&mention.provenance, state) {
                draft.decide(&mut mention.provenance, state);
                let entity = mention.entity;
                draft.put_mention(mention);
                settle_entity(draft, entity)?;
            }
        }
        Item::Entity(id) => {
            let mentions: Vec<_> = draft.project.mentions_of(id).cloned().collect();
            for mention in mentions {
                let open = mention.provenance.state == ReviewState::Suggested
                    || state == ReviewState::Rejected;
                if open && changes(&mention.provenance, state) {
                    let mut mention = (*mention).clone();
                    draft.decide(&mut mention.provenance, state);
                    draft.put_mention(mention);
                }
            }
            let mut entity = draft.entity(id)?;
            if changes(&entity.provenance, state) {
                draft.decide(&mut entity.provenance, state);
                draft.put_entity(entity);
            }
        }
        Item::Claim(id) => {
            let mut claim = draft.claim(id)?;
            if changes(&claim.provenance, state) {
                draft.decide(&mut claim.provenance, state);
                draft.put_claim(claim);
            }
        }
        Item::Link(id) => {
            let mut link = draft.link(id)?;
            if changes(&link.provenance, state) {
                draft.decide(&mut link.provenance, state);
                draft.put_link(link);
            }
        }
    }
    Ok(())
}

/// An entity follows its mentions: accepted with the first accepted one, rejected with the last one left.
fn settle_entity(draft: &mut Draft, id: EntityId) -> Result<(), Refusal> {
    draft.accept_entity_if_decided(id)?;
    let dead = draft
        .project
        .mentions_of(id)
        .all(|mention| mention.provenance.state == ReviewState::Rejected);
    if dead {
        let mut entity = draft.entity(id)?;
        if entity.provenance.state != ReviewState::Rejected {
            draft.decide(&mut entity.provenance, ReviewState::Rejected);
            draft.put_entity(entity);
        }
    }
    Ok(())
}
