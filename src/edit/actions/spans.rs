//! Move the ends of a mention or of a claim's part, give it a further span, or take one away.

use super::{Outcome, short};
use crate::edit::{Author, Draft, Item, Refusal};
use crate::model::{Anchor, ClaimId, EntityId, MentionId, Project, SourceKind};

/// An anchor that can be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnchorTarget {
    Mention(MentionId),
    Source(ClaimId),
    Cue(ClaimId),
    Content(ClaimId),
}

impl AnchorTarget {
    /// The anchor as it stands, if the target exists and has one.
    pub fn anchor(self, project: &Project) -> Option<&Anchor> {
        match self {
            Self::Mention(id) => project.mention(id).map(|mention| &mention.anchor),
            Self::Source(id) => project.claim(id)?.source.anchor.as_ref(),
            Self::Cue(id) => project.claim(id)?.cue.anchor.as_ref(),
            Self::Content(id) => project.claim(id).map(|claim| &claim.content.anchor),
        }
    }

    /// What the selection shows when this anchor is being changed.
    pub fn item(self) -> Item {
        match self {
            Self::Mention(id) => Item::Mention(id),
            Self::Source(id) | Self::Cue(id) | Self::Content(id) => Item::Claim(id),
        }
    }
}

/// What the new words of a source say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NamedSource {
    /// The entity that they name.
    pub entity: Option<EntityId>,
    /// The sort of source that they tell of; `None` leaves it. It is set only where the words change, so that what
    /// the analyst chose for these words stays.
    pub kind: Option<SourceKind>,
}

/// Gives the target another anchor. `None` clears a claim's source or cue. `named` is for sources alone.
pub fn set_anchor(
    project: &Project,
    author: &mut Author,
    target: AnchorTarget,
    anchor: Option<Anchor>,
    named: NamedSource,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let what = match (target, anchor) {
        (AnchorTarget::Mention(id), Some(anchor)) => set_mention(&mut draft, project, id, anchor)?,
        (AnchorTarget::Content(id), Some(anchor)) => set_content(&mut draft, id, anchor)?,
        (AnchorTarget::Source(id), anchor) => set_source(&mut draft, id, anchor, named)?,
        (AnchorTarget::Cue(id), anchor) => set_cue(&mut draft, id, anchor)?,
        (AnchorTarget::Mention(_), None) => {
            let why = "A mention needs at least one word. Delete it instead.";
            return Err(Refusal::Unfit(why.into()));
        }
        (AnchorTarget::Content(_), None) => {
            let why = "A claim needs content. Delete the claim instead.";
            return Err(Refusal::Unfit(why.into()));
        }
    };
    draft.finish(
        what,
        Draft::selecting(target.item()),
        "It already stands there.",
    )
}

fn set_mention(
    draft: &mut Draft,
    project: &Project,
    id: MentionId,
    anchor: Anchor,
) -> Result<String, Refusal> {
    let mut mention = draft.mention(id)?;
    let text = draft.document(mention.document)?.text.clone();
    let words = short(&anchor.quote(&text));
    if mention.anchor != anchor {
        let here = anchor.start()..=anchor.start();
        let repeated = project
            .mentions_of_within(mention.entity, mention.document, here)
            .any(|m| m.id != id && m.anchor == anchor);
        if repeated {
            let why = format!("The entity is already marked at “{words}”.");
            return Err(Refusal::Unfit(why));
        }
        draft.rename_with_only_mention(&mention, &anchor)?;
        mention.anchor = anchor;
        draft.mark_edited(&mut mention.provenance);
        let entity = mention.entity;
        draft.put_mention(mention);
        draft.accept_entity_if_decided(entity)?;
    }
    Ok(format!("Resize mention to “{words}”"))
}

fn set_content(draft: &mut Draft, id: ClaimId, anchor: Anchor) -> Result<String, Refusal> {
    let mut claim = draft.claim(id)?;
    let text = draft.document(claim.document)?.text.clone();
    let words = short(&anchor.quote(&text));
    if claim.content.anchor != anchor {
        claim.content.anchor = anchor;
        draft.mark_edited(&mut claim.provenance);
        draft.put_claim(claim);
    }
    Ok(format!("Set content to “{words}”"))
}

fn set_source(
    draft: &mut Draft,
    id: ClaimId,
    anchor: Option<Anchor>,
    NamedSource { entity, kind }: NamedSource,
) -> Result<String, Refusal> {
    if let Some(entity) = entity {
        draft.entity(entity)?;
    }
    let mut claim = draft.claim(id)?;
    let text = draft.document(claim.document)?.text.clone();
    let quote = |anchor: &Option<Anchor>| anchor.as_ref().map(|a| a.quote(&text));
    let words = quote(&anchor);
    let kind = kind
        .filter(|_| words != quote(&claim.source.anchor))
        .unwrap_or(claim.source.kind);
    let label = part_label("source", words);
    if claim.source.anchor != anchor || claim.source.entity != entity {
        let earlier = claim.source.entity;
        claim.source.kind = kind;
        claim.source.anchor = anchor;
        claim.source.entity = entity;
        draft.mark_edited(&mut claim.provenance);
        draft.put_claim(claim);
        if let Some(earlier) = earlier {
            draft.remove_if_unused(earlier);
        }
    }
    Ok(label)
}

fn set_cue(draft: &mut Draft, id: ClaimId, anchor: Option<Anchor>) -> Result<String, Refusal> {
    let mut claim = draft.claim(id)?;
    let text = draft.document(claim.document)?.text.clone();
    let label = part_label("cue", anchor.as_ref().map(|a| a.quote(&text)));
    if claim.cue.anchor != anchor {
        claim.cue.anchor = anchor;
        draft.mark_edited(&mut claim.provenance);
        draft.put_claim(claim);
    }
    Ok(label)
}

fn part_label(part: &str, quote: Option<String>) -> String {
    match quote {
        Some(quote) => format!("Set {part} to “{}”", short(&quote)),
        None => format!("Clear {part}"),
    }
}
