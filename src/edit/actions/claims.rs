//! Build claims and change their fields.

use super::{Outcome, count, short};
use crate::edit::{Author, Draft, Item, Refusal};
use crate::model::{
    Admiralty, Anchor, Claim, ClaimId, Commitment, Confidence, Content, Cue, CueClass, DocumentId,
    EntityId, Judgement, Likelihood, Project, QuoteKind, ReviewState, Source, SourceKind, Verdict,
};

/// The parts of a claim to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    pub document: DocumentId,
    pub content: Anchor,
    pub quote_kind: QuoteKind,
    pub source: Source,
    pub cue: Cue,
    pub commitment: Commitment,
    pub via: Option<ClaimId>,
}

/// Makes a claim.
pub fn add_claim(project: &Project, author: &mut Author, parts: NewClaim) -> Outcome {
    let mut draft = Draft::new(project, author);
    let quote = parts.content.quote(&draft.document(parts.document)?.text);
    if let Some(entity) = parts.source.entity {
        draft.entity(entity)?;
    }
    if let Some(via) = parts.via {
        draft.claim(via)?;
    }
    let id = ClaimId::from_number(draft.author.ids.number());
    let provenance = draft.by_hand();
    draft.put_claim(Claim {
        id,
        document: parts.document,
        source: parts.source,
        cue: parts.cue,
        content: Content {
            anchor: parts.content,
            quote_kind: parts.quote_kind,
            paraphrase: String::new(),
        },
        via: parts.via,
        commitment: parts.commitment,
        judgement: Judgement::default(),
        notes: String::new(),
        provenance,
    });
    let label = format!("Add claim “{}”", short(&quote));
    draft.finish(label, Draft::selecting(Item::Claim(id)), "")
}

/// A change of one field of claims. The judgement is the analyst's: changing it accepts the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimChange {
    SourceEntity(Option<EntityId>),
    SourceKind(SourceKind),
    CueClass(CueClass),
    QuoteKind(QuoteKind),
    Paraphrase(String),
    Commitment(Commitment),
    Likelihood(Option<Likelihood>),
    Confidence(Option<Confidence>),
    Admiralty(Admiralty),
    Verdict(Verdict),
    Notes(String),
}

impl ClaimChange {
    fn apply(&self, claim: &mut Claim) {
        match self {
            Self::SourceEntity(entity) => claim.source.entity = *entity,
            Self::SourceKind(kind) => claim.source.kind = *kind,
            Self::CueClass(class) => claim.cue.class = *class,
            Self::QuoteKind(kind) => claim.content.quote_kind = *kind,
            Self::Paraphrase(words) => claim.content.paraphrase.clone_from(words),
            Self::Commitment(commitment) => claim.commitment = *commitment,
            Self::Likelihood(likelihood) => claim.judgement.likelihood = *likelihood,
            Self::Confidence(confidence) => claim.judgement.confidence = *confidence,
            Self::Admiralty(code) => claim.judgement.admiralty = *code,
            Self::Verdict(verdict) => claim.judgement.verdict = *verdict,
            Self::Notes(notes) => claim.notes.clone_from(notes),
        }
    }

    fn field(&self) -> &'static str {
        match self {
            Self::SourceEntity(_) => "source",
            Self::SourceKind(_) => "kind of source",
            Self::CueClass(_) => "cue class",
            Self::QuoteKind(_) => "quote kind",
            Self::Paraphrase(_) => "paraphrase",
            Self::Commitment(_) => "commitment",
            Self::Likelihood(_) => "likelihood",
            Self::Confidence(_) => "confidence",
            Self::Admiralty(_) => "Admiralty code",
            Self::Verdict(_) => "verdict",
            Self::Notes(_) => "notes",
        }
    }

    fn is_judgement(&self) -> bool {
        matches!(
            self,
            Self::Likelihood(_) | Self::Confidence(_) | Self::Admiralty(_) | Self::Verdict(_)
        )
    }
}

/// Changes one field of one or more claims.
pub fn change_claims(
    project: &Project,
    author: &mut Author,
    ids: &[ClaimId],
    change: &ClaimChange,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    for id in ids {
        let earlier = draft.claim(*id)?;
        let mut claim = earlier.clone();
        change.apply(&mut claim);
        if let Some(entity) = claim.source.entity {
            draft.entity(entity)?;
        }
        if claim == earlier {
            continue;
        }
        if !change.is_judgement() {
            draft.mark_edited(&mut claim.provenance);
        } else if !claim.provenance.state.is_decided_for() {
            draft.decide(&mut claim.provenance, ReviewState::Accepted);
        }
        draft.put_claim(claim);
        if let Some(entity) = earlier.source.entity {
            draft.remove_if_unused(entity);
        }
    }
    let label = format!("Set {} of {}", change.field(), count(ids.len(), "claim"));
    draft.finish(label, None, "It is already so.")
}

/// Says through which claim this one reached the article; `None` for: told to the article itself.
pub fn set_via(
    project: &Project,
    author: &mut Author,
    id: ClaimId,
    via: Option<ClaimId>,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut claim = draft.claim(id)?;
    let mut at = via;
    while let Some(step) = at {
        if step == id {
            let why =
                "That claim itself came through this one. A chain can’t come back to its start.";
            return Err(Refusal::Unfit(why.into()));
        }
        at = draft.claim(step)?.via;
    }
    if claim.via != via {
        claim.via = via;
        draft.mark_edited(&mut claim.provenance);
        draft.put_claim(claim);
    }
    let label = if via.is_some() {
        "Set chain of claim"
    } else {
        "Clear chain of claim"
    };
    draft.finish(
        label,
        Draft::selecting(Item::Claim(id)),
        "It is already so.",
    )
}
