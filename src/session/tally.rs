//! How many marks of the document in view are in which review state, and where the suggestions are.

use super::sorted::Sorted;
use super::work::Counts;
use crate::edit::{Item, Touched};
use crate::model::{Claim, DocumentId, Mention, Project, ReviewState, Span};

/// Counts and suggestions of one document.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    document: Option<DocumentId>,
    counts: Counts,
    suggestions: Sorted<Span, Item>,
}

/// What counts of a mention or a claim: its document, its first span and its state.
type Seen = (DocumentId, Span, ReviewState);

fn mention(mention: &Mention) -> Seen {
    let span = mention.anchor.spans()[0];
    (mention.document, span, mention.provenance.state)
}

fn claim(claim: &Claim) -> Seen {
    let span = claim.content.anchor.spans()[0];
    (claim.document, span, claim.provenance.state)
}

impl Tally {
    /// Walks all marks of the document once.
    pub(super) fn new(project: &Project, document: Option<DocumentId>) -> Self {
        let mut counts = Counts::default();
        let mut suggested = Vec::new();
        let Some(active) = document else {
            return Self::default();
        };
        let mentions = project.mentions_in(active);
        let mentions = mentions.map(|m| (mention(m), Item::Mention(m.id)));
        let claims = project.claims_in(active);
        let claims = claims.map(|c| (claim(c), Item::Claim(c.id)));
        for ((_, span, state), item) in mentions.chain(claims) {
            *counts.of(state) += 1;
            if state == ReviewState::Suggested {
                suggested.push((span, item));
            }
        }
        Self {
            document,
            counts,
            suggestions: Sorted::new(suggested),
        }
    }

    pub(super) fn document(&self) -> Option<DocumentId> {
        self.document
    }

    pub(super) fn counts(&self) -> Counts {
        self.counts
    }

    /// Suggestions by place.
    pub(super) fn suggestions(&self) -> &Sorted<Span, Item> {
        &self.suggestions
    }

    /// Follows a change.
    pub(super) fn follow(&mut self, project: &Project, touched: &Touched) {
        let mut changes = Vec::with_capacity(touched.mentions.len() + touched.claims.len());
        for (id, last) in &touched.mentions {
            let next = project.mention(*id).map(|next| mention(next));
            let last = last.as_ref().map(|last| mention(last));
            changes.push((Item::Mention(*id), self.change(last, next)));
        }
        for (id, last) in &touched.claims {
            let next = project.claim(*id).map(|next| claim(next));
            let last = last.as_ref().map(|last| claim(last));
            changes.push((Item::Claim(*id), self.change(last, next)));
        }
        self.suggestions.update(changes);
    }

    /// Counts one mark; returns where it is suggested now, if it is.
    fn change(&mut self, last: Option<Seen>, next: Option<Seen>) -> Option<Span> {
        let here = |seen: &Seen| Some(seen.0) == self.document;
        let (last, next) = (last.filter(here), next.filter(here));
        if let Some((_, _, state)) = last {
            let count = self.counts.of(state);
            *count = count.saturating_sub(1);
        }
        let (_, span, state) = next?;
        *self.counts.of(state) += 1;
        (state == ReviewState::Suggested).then_some(span)
    }
}
