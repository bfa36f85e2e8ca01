//! Filtering and sorting off the frame: what a worker is asked for, and what it hands back.

use super::claims::ClaimOrder;
use super::entities::EntityOrder;
use super::{ListView, Lists, Subject};
use crate::model::{ClaimId, DocumentId, EntityId, Project};
use crate::session::question::Question;

/// Up to so many mentions and claims, lists are made at once: that takes a third of a frame at the most.
const AT_ONCE: usize = 10_000;

/// The document in view and the settings that lists are made for.
pub(super) type Key = (Option<DocumentId>, ListView);

/// Whether filtering and sorting may take longer than a frame.
pub(in crate::session) fn takes_long(project: &Project) -> bool {
    project.mention_count() + project.claim_count() > AT_ONCE
}

/// Which lists are to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wants {
    entities: bool,
    claims: bool,
}

impl Wants {
    /// What no longer fits.
    pub(super) fn of(
        made_for: Option<&Key>,
        stale: bool,
        active: Option<DocumentId>,
        view: &ListView,
    ) -> Self {
        let Some((document, made)) = made_for.filter(|_| !stale) else {
            return Self {
                entities: true,
                claims: true,
            };
        };
        let elsewhere = *document != active || made.scope != view.scope;
        let entities_fit = made.entity_filter == view.entity_filter
            && made.entity_states == view.entity_states
            && made.entity_sort == view.entity_sort;
        let claims_fit = made.claim_filter == view.claim_filter
            && made.claim_states == view.claim_states
            && made.claim_sort == view.claim_sort;
        Self {
            entities: elsewhere || !entities_fit,
            claims: elsewhere || !claims_fit,
        }
    }

    pub(super) fn nothing(self) -> bool {
        !self.entities && !self.claims
    }
}

/// Which lists are to be made, and what for.
pub(in crate::session) struct Plan {
    pub(super) key: Key,
    pub(super) wants: Wants,
}

impl Plan {
    pub(in crate::session) fn make(self, project: &Project) -> Arranged {
        Arranged::new(project, self.key, self.wants)
    }
}

/// Lists as they were asked for.
#[derive(Debug)]
pub struct Arranged {
    /// Which question this answers; none for lists made at once.
    question: Option<Question>,
    /// The project's revision that they are of.
    revision: u64,
    pub(super) key: Key,
    pub(super) entities: Option<(EntityOrder, Vec<EntityId>)>,
    pub(super) claims: Option<(ClaimOrder, Vec<ClaimId>)>,
}

impl Arranged {
    fn new(project: &Project, key: Key, wants: Wants) -> Self {
        let subject = Subject::new(project, key.0, &key.1);
        let entities = wants.entities.then(|| {
            let order = EntityOrder::new(subject);
            let ids = order.ids();
            (order, ids)
        });
        let claims = wants.claims.then(|| {
            let order = ClaimOrder::new(subject);
            let ids = order.ids();
            (order, ids)
        });
        Self {
            question: None,
            revision: 0,
            entities,
            claims,
            key,
        }
    }
}

/// What a worker is asked for, one question at a time.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    pub(super) wanted: Option<Wants>,
    /// What a worker is at.
    asked: Option<Question>,
}

impl Lists {
    /// Whether rows are being made anew, so that those shown are of earlier settings.
    pub fn is_waiting(&self) -> bool {
        self.order.wanted.is_some()
    }

    /// The work for a worker, if there is any and none is under way.
    pub(in crate::session) fn order(
        &mut self,
        project: &Project,
        active: Option<DocumentId>,
        view: &ListView,
        revision: u64,
    ) -> Option<impl FnOnce() -> Arranged + Send + 'static> {
        let wants = self.order.wanted?;
        if self.order.asked.is_some() {
            return None;
        }
        let question = Some(Question::new());
        self.order.asked = question;
        let key = (active, view.clone());
        let (project, plan) = (project.clone(), Plan { key, wants });
        Some(move || Arranged {
            question,
            revision,
            ..plan.make(&project)
        })
    }

    /// Whether these are what a worker was asked for.
    pub(in crate::session) fn asked_for(&self, made: &Arranged) -> bool {
        self.order.asked.is_some() && self.order.asked == made.question
    }

    /// Takes the answer in, unless something else is wanted by now: then the next [`Lists::order`] asks again.
    pub(in crate::session) fn answer(
        &mut self,
        made: Arranged,
        active: Option<DocumentId>,
        view: &ListView,
        revision: u64,
    ) {
        self.order.asked = None;
        if made.revision == revision && made.key.0 == active && made.key.1 == *view {
            self.put(made);
            self.order.wanted = None;
        }
    }
}
