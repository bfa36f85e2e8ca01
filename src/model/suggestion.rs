//! What a suggestion engine hands over: annotations without ids, for one text.
//!
//! Engines fill it, `edit` turns it into annotations in state *suggested*.

use super::{
    Anchor, Commitment, CueClass, Identifier, KindId, QuoteKind, Reason, Score, SourceKind,
};

/// Everything that one run of one engine suggests for one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Name of the engine, with its version.
    pub engine: String,
    pub entities: Vec<SuggestedEntity>,
    pub claims: Vec<SuggestedClaim>,
    /// What the engine could not do with this text, as people are told it: “Language not supported: names only”.
    pub limits: Option<String>,
}

impl Suggestions {
    /// Keeps some of the mentions and claims; entities without mentions go, and indices follow.
    pub fn retain(
        &mut self,
        mut mention: impl FnMut(&SuggestedEntity, &SuggestedMention) -> bool,
        mut claim: impl FnMut(&SuggestedClaim) -> bool,
    ) {
        for entity in &mut self.entities {
            let mut mentions = std::mem::take(&mut entity.mentions);
            mentions.retain(|one| mention(entity, one));
            entity.mentions = mentions;
        }
        let entities: Vec<bool> = self
            .entities
            .iter()
            .map(|e| !e.mentions.is_empty())
            .collect();
        let claims: Vec<bool> = self.claims.iter().map(&mut claim).collect();
        let moved = |kept: &[bool], at: usize| {
            let stays = kept.get(at).copied().unwrap_or(false);
            stays.then(|| kept[..at].iter().filter(|kept| **kept).count())
        };
        // What came through a claim that goes came through what that one came through.
        let via = |suggestions: &[SuggestedClaim], claim: &SuggestedClaim| {
            let mut at = claim.via;
            for _ in 0..suggestions.len() {
                match at {
                    Some(nth) if !claims.get(nth).copied().unwrap_or(false) => {
                        at = suggestions.get(nth).and_then(|claim| claim.via);
                    }
                    _ => break,
                }
            }
            at.and_then(|nth| moved(&claims, nth))
        };
        let earlier = self.claims.clone();
        for claim in &mut self.claims {
            claim.via = via(&earlier, claim);
            claim.source_entity = claim.source_entity.and_then(|at| moved(&entities, at));
        }
        let mut nth = 0;
        self.claims.retain(|_| {
            nth += 1;
            claims[nth - 1]
        });
        self.entities.retain(|entity| !entity.mentions.is_empty());
    }
}

/// An entity with the places that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedEntity {
    pub kind: KindId,
    pub name: String,
    /// What the words amount to: scheme `time` with an ISO 8601 date or interval, `value` with a number,
    /// `unit` with its unit, `precision` with `approximate`.
    pub identifiers: Vec<Identifier>,
    /// The rule that found it, as people are shown it.
    pub rule: String,
    pub mentions: Vec<SuggestedMention>,
}

/// One place that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedMention {
    pub anchor: Anchor,
    pub score: Score,
    pub reasons: Vec<Reason>,
}

/// A claim. Indices point into the same [`Suggestions`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedClaim {
    pub source: Option<Anchor>,
    /// Index into `entities`.
    pub source_entity: Option<usize>,
    pub source_kind: SourceKind,
    pub cue: Option<Anchor>,
    pub cue_class: CueClass,
    pub content: Anchor,
    pub quote_kind: QuoteKind,
    pub commitment: Commitment,
    /// Index into `claims`.
    pub via: Option<usize>,
    pub rule: String,
    pub score: Score,
    pub reasons: Vec<Reason>,
}
