//! Mark mentions: one, all occurrences of the same words, or move mentions to another entity.

use super::{Outcome, count, short};
use crate::edit::{Author, Draft, Item, Refusal, Selection};
use crate::model::{
    Anchor, DocumentId, Entity, EntityId, KindId, Mention, MentionId, Project, Span,
};

/// Marks words as a mention. The entity is one of this kind that is already known by these words, or a new one.
pub fn add_mention(
    project: &Project,
    author: &mut Author,
    document: DocumentId,
    anchor: Anchor,
    kind: &KindId,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let quote = anchor.quote(&draft.document(document)?.text);
    if quote.trim().is_empty() {
        let why = "There are no words here, only white space. Select words to mark them.";
        return Err(Refusal::Unfit(why.into()));
    }
    let Some(name) = project.schema().get(kind).map(|kind| kind.name.clone()) else {
        return Err(Refusal::Gone("kind"));
    };
    let entity = match known_as(project, kind, &quote) {
        Some(entity) => entity,
        None => new_entity(&mut draft, kind, &quote),
    };
    let mention = put_mention(&mut draft, document, anchor, entity)?;
    let label = format!("Mark “{}” as {}", short(&quote), name.to_lowercase());
    draft.finish(label, Draft::selecting(Item::Mention(mention)), "")
}

/// Marks every other occurrence of a mention's words, in all documents, as a mention of its entity.
///
/// Occurrences are whole words. Those that overlap a mention that a person has decided on stay as they are.
pub fn mark_all(project: &Project, author: &mut Author, mention: MentionId) -> Outcome {
    let mut draft = Draft::new(project, author);
    let model = draft.mention(mention)?;
    let text = draft.document(model.document)?.text.clone();
    let quote = match model.anchor.spans() {
        [span] => text.get(*span).unwrap_or_default().to_owned(),
        _ => {
            let why = "Words with a gap between them can’t be searched for.";
            return Err(Refusal::Unfit(why.into()));
        }
    };
    let mut marked = vec![Item::Mention(mention)];
    for document in project.documents() {
        let taken = decided_mentions(project, document.id);
        for span in occurrences(&document.text, &quote) {
            if !taken.overlaps(span) {
                let anchor = Anchor::single(span);
                let id = put_mention(&mut draft, document.id, anchor, model.entity)?;
                marked.push(Item::Mention(id));
            }
        }
    }
    let label = format!(
        "Mark {} of “{}”",
        count(marked.len() - 1, "more occurrence"),
        short(&quote)
    );
    marked.rotate_left(1);
    let nothing = format!("“{}” occurs nowhere else unmarked.", short(&quote));
    draft.finish(label, Some(Selection::many(marked)), &nothing)
}

/// Moves mentions to another entity. Entities left without mentions go.
pub fn reassign_mentions(
    project: &Project,
    author: &mut Author,
    mentions: &[MentionId],
    to: EntityId,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let target = draft.entity(to)?;
    for id in mentions {
        let mut mention = draft.mention(*id)?;
        let from = mention.entity;
        if from == to {
            continue;
        }
        mention.entity = to;
        draft.mark_edited(&mut mention.provenance);
        let repeated = draft
            .project
            .mentions_of(to)
            .any(|m| m.document == mention.document && m.anchor == mention.anchor);
        if repeated {
            draft.remove_mention(*id)?;
        } else {
            draft.put_mention(mention);
            draft.remove_if_unused(from);
        }
    }
    draft.accept_entity_if_decided(to)?;
    let label = format!(
        "Move {} to {}",
        count(mentions.len(), "mention"),
        short(&target.name)
    );
    let select = Selection::many(mentions.iter().map(|id| Item::Mention(*id)));
    draft.finish(label, Some(select), "It already belongs there.")
}

/// An entity of this kind that bears this name or has a mention with these words.
fn known_as(project: &Project, kind: &KindId, quote: &str) -> Option<EntityId> {
    let same = |text: &str| text.to_lowercase() == quote.to_lowercase();
    let of_kind = || project.entities().filter(|entity| entity.kind == *kind);
    let live = |entity: &&std::sync::Arc<Entity>| {
        entity.provenance.state != crate::model::ReviewState::Rejected
    };
    if let Some(entity) = of_kind().filter(live).find(|entity| same(&entity.name)) {
        return Some(entity.id);
    }
    of_kind()
        .filter(live)
        .find(|entity| {
            project.mentions_of(entity.id).any(|mention| {
                project
                    .document(mention.document)
                    .is_some_and(|document| same(&mention.anchor.quote(&document.text)))
            })
        })
        .map(|entity| entity.id)
}

/// Puts a new entity into the draft.
pub(super) fn new_entity(draft: &mut Draft, kind: &KindId, name: &str) -> EntityId {
    let id = EntityId::from_number(draft.author.ids.number());
    let provenance = draft.by_hand();
    draft.put_entity(Entity {
        id,
        kind: kind.clone(),
        name: name.to_owned(),
        notes: String::new(),
        identifiers: Vec::new(),
        provenance,
    });
    id
}

/// Puts an accepted mention into the draft; takes over the one that the entity has at this place.
fn put_mention(
    draft: &mut Draft,
    document: DocumentId,
    anchor: Anchor,
    entity: EntityId,
) -> Result<MentionId, Refusal> {
    let there = draft
        .project
        .mentions_of(entity)
        .find(|m| m.document == document && m.anchor == anchor)
        .map(|mention| (**mention).clone());
    let id = match there {
        Some(mention) if mention.provenance.state.is_decided_for() => {
            return Err(Refusal::Nothing(
                "These words are already marked so.".into(),
            ));
        }
        Some(mut mention) => {
            draft.decide(&mut mention.provenance, crate::model::ReviewState::Accepted);
            let id = mention.id;
            draft.put_mention(mention);
            id
        }
        None => {
            let id = MentionId::from_number(draft.author.ids.number());
            let provenance = draft.by_hand();
            draft.put_mention(Mention {
                id,
                entity,
                document,
                anchor,
                notes: String::new(),
                provenance,
            });
            id
        }
    };
    draft.accept_entity(entity)?;
    Ok(id)
}

/// Spans of one text that answer quickly whether one of them overlaps another span.
pub(super) struct Cover {
    /// By first byte: the first byte and the furthest end so far.
    spans: Vec<(usize, usize)>,
}

impl Cover {
    /// A cover of spans that come in the order of their first bytes.
    pub(super) fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut furthest = 0;
        let spans = spans.map(|span| {
            furthest = furthest.max(span.end());
            (span.start(), furthest)
        });
        Self {
            spans: spans.collect(),
        }
    }

    pub(super) fn overlaps(&self, span: Span) -> bool {
        let before = self.spans.partition_point(|(start, _)| *start < span.end());
        before > 0 && self.spans[before - 1].1 > span.start()
    }
}

/// The mentions of a document that a person decided on.
pub(super) fn decided_mentions(project: &Project, document: DocumentId) -> Cover {
    let decided = project
        .mentions_in(document)
        .filter(|m| m.provenance.state.is_decided_for());
    let mut spans: Vec<_> = decided
        .flat_map(|m| m.anchor.spans().iter().copied())
        .collect();
    spans.sort_unstable();
    Cover::new(spans.into_iter())
}

/// Whole-word occurrences of `quote`, in order, not overlapping each other.
fn occurrences<'a>(text: &'a str, quote: &'a str) -> impl Iterator<Item = Span> + 'a {
    let wordlike = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts_word = wordlike(quote.chars().next());
    let ends_word = wordlike(quote.chars().next_back());
    text.match_indices(quote).filter_map(move |(start, _)| {
        let end = start + quote.len();
        let joined_before = starts_word && wordlike(text[..start].chars().next_back());
        let joined_after = ends_word && wordlike(text[end..].chars().next());
        if joined_before || joined_after {
            return None;
        }
        Span::new(text, start..end)
    })
}
