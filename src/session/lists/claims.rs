//! The order of the claim list, and the numbers of claims.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use super::{ClaimSort, Subject, source_name};
use crate::edit::Touched;
use crate::model::{Claim, ClaimId, Commitment, DocumentId, Project, ReviewState, Verdict};
use crate::session::sorted::Sorted;

/// What the claim list is sorted by before place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum First {
    Nothing,
    Source(Arc<str>),
    Commitment(Reverse<Commitment>),
    Verdict(Verdict),
}

/// The claims of the list: by what is chosen, then by document and place.
#[derive(Clone, Debug, Default)]
pub(super) struct ClaimOrder(Sorted<(First, usize, usize), ClaimId>);

impl ClaimOrder {
    pub(super) fn new(subject: Subject) -> Self {
        let needle = needle(subject);
        let claims = subject
            .documents()
            .flat_map(|document| subject.project.claims_in(document));
        let rows = claims.filter_map(|claim| Some((key(subject, claim, &needle)?, claim.id)));
        Self(Sorted::new(rows.collect()))
    }

    pub(super) fn ids(&self) -> Vec<ClaimId> {
        self.0.rows().iter().map(|(_, id)| *id).collect()
    }

    /// Tells whether rows came, went or moved.
    pub(super) fn follow(&mut self, subject: Subject, touched: &Touched) -> bool {
        let project = subject.project;
        let mut ids: BTreeSet<ClaimId> = touched.claims.iter().map(|(id, _)| *id).collect();
        let needle = needle(subject);
        if subject.view.claim_sort == ClaimSort::Source || !needle.is_empty() {
            for (id, last) in &touched.entities {
                let name = |entity: &Arc<crate::model::Entity>| entity.name.clone();
                if last.as_ref().map(name) != project.entity(*id).map(name) {
                    ids.extend(project.claims_of(*id).map(|claim| claim.id));
                }
            }
        }
        let next = |id| {
            let claim = project.claim(id)?;
            key(subject, claim, &needle)
        };
        let changes: Vec<_> = ids.into_iter().map(|id| (id, next(id))).collect();
        let moved = changes
            .iter()
            .any(|(id, key)| self.0.key(*id) != key.as_ref());
        if moved {
            self.0.update(changes);
        }
        moved
    }
}

fn needle(subject: Subject) -> String {
    subject.view.claim_filter.trim().to_lowercase()
}

/// The key of a claim that the list shows.
fn key(subject: Subject, claim: &Claim, needle: &str) -> Option<(First, usize, usize)> {
    let shown = subject.has(claim.document)
        && subject.view.claim_states.admits(claim.provenance.state)
        && (needle.is_empty() || claim_has(subject.project, claim, needle));
    if !shown {
        return None;
    }
    let first = match subject.view.claim_sort {
        ClaimSort::Place => First::Nothing,
        ClaimSort::Source => {
            First::Source(source_name(subject.project, claim).to_lowercase().into())
        }
        ClaimSort::Commitment => First::Commitment(Reverse(claim.commitment)),
        ClaimSort::Verdict => First::Verdict(claim.judgement.verdict),
    };
    let place = subject.place(claim.document);
    Some((first, place, claim.content.anchor.start()))
}

fn claim_has(project: &Project, claim: &Claim, needle: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(needle);
    let content = project
        .document(claim.document)
        .map(|d| claim.content.anchor.quote(&d.text));
    has(&source_name(project, claim))
        || content.is_some_and(|content| has(&content))
        || has(&claim.content.paraphrase)
        || has(&claim.notes)
        || has(claim.cue.class.label())
}

/// Claims numbered by place, from 1, document by document. Rejected ones count too, so that a decision about one
/// claim changes the number of no other.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    all: Places,
    rejected: Places,
}

/// Claims by document and first byte of their content.
type Places = Sorted<(DocumentId, usize), ClaimId>;

impl Numbers {
    pub(super) fn new(project: &Project) -> Self {
        let rows = |keeps: fn(&Claim) -> bool| {
            let claims = project.claims().filter(|claim| keeps(claim));
            Sorted::new(claims.map(|claim| (place(claim), claim.id)).collect())
        };
        Self {
            all: rows(|_| true),
            rejected: rows(is_rejected),
        }
    }

    pub(super) fn follow(&mut self, project: &Project, touched: &Touched) {
        let next = |keeps: fn(&Claim) -> bool| {
            let ids = touched.claims.iter().map(|(id, _)| *id);
            let key = |id| {
                let claim = project.claim(id).filter(|claim| keeps(claim))?;
                Some(place(claim))
            };
            ids.map(|id| (id, key(id))).collect()
        };
        self.all.update(next(|_| true));
        self.rejected.update(next(is_rejected));
    }

    pub(super) fn number(&self, claim: ClaimId) -> usize {
        let (Some(at), Some((document, _))) = (self.all.position(claim), self.all.key(claim))
        else {
            return 0;
        };
        at - before(&self.all, *document, 0) + 1
    }

    /// How many that are not rejected begin in these bytes.
    pub(super) fn within(&self, document: DocumentId, bytes: Range<usize>) -> usize {
        let count =
            |places| before(places, document, bytes.end) - before(places, document, bytes.start);
        count(&self.all) - count(&self.rejected)
    }
}

/// Claims before a byte of a document, those of earlier documents included.
fn before(places: &Places, document: DocumentId, byte: usize) -> usize {
    places
        .rows()
        .partition_point(|(place, _)| *place < (document, byte))
}

fn place(claim: &Claim) -> (DocumentId, usize) {
    (claim.document, claim.content.anchor.start())
}

fn is_rejected(claim: &Claim) -> bool {
    claim.provenance.state == ReviewState::Rejected
}
