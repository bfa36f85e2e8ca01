//! The rows of the entity list and the claim list: filtered, sorted, ready to show.
//!
//! An edit moves the rows that it touches; only another filter, order or document makes a list anew.

mod claims;
mod entities;
mod names;
mod order;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use crate::edit::Touched;
use crate::model::{
    Claim, ClaimId, Commitment, CueClass, DocumentId, EntityId, KindId, LinkKind, LinkTarget,
    Project, ReviewState, Verdict,
};
use claims::{ClaimOrder, Numbers};
use entities::EntityOrder;
pub use names::EntityNames;
use names::Names;
pub use order::Arranged;
pub(super) use order::takes_long;
use order::{Key, Order, Plan, Wants};

/// Which review states a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shown {
    /// All but the rejected.
    #[default]
    All,
    Suggested,
    Accepted,
    Rejected,
}

impl Shown {
    pub const ALL: [Self; 4] = [Self::All, Self::Suggested, Self::Accepted, Self::Rejected];

    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Suggested => "Suggested",
            Self::Accepted => "Accepted",
            Self::Rejected => "Rejected",
        }
    }

    fn admits(self, state: ReviewState) -> bool {
        match self {
            Self::All => state != ReviewState::Rejected,
            Self::Suggested => state == ReviewState::Suggested,
            Self::Accepted => state.is_decided_for(),
            Self::Rejected => state == ReviewState::Rejected,
        }
    }
}

/// The order of the entity list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EntitySort {
    #[default]
    Mentions,
    Name,
    Kind,
    Place,
}

impl EntitySort {
    pub const ALL: [Self; 4] = [Self::Mentions, Self::Name, Self::Kind, Self::Place];

    pub fn label(self) -> &'static str {
        match self {
            Self::Mentions => "By mentions",
            Self::Name => "By name",
            Self::Kind => "By kind",
            Self::Place => "By place in text",
        }
    }
}

/// The order of the claim list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ClaimSort {
    #[default]
    Place,
    Source,
    Commitment,
    Verdict,
}

impl ClaimSort {
    pub const ALL: [Self; 4] = [Self::Place, Self::Source, Self::Commitment, Self::Verdict];

    pub fn label(self) -> &'static str {
        match self {
            Self::Place => "By place in text",
            Self::Source => "By source",
            Self::Commitment => "By commitment",
            Self::Verdict => "By verdict",
        }
    }
}

/// Whether the lists show the document in view or the whole project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    #[default]
    Document,
    Project,
}

/// What the analyst wants to see in the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    pub scope: Scope,
    pub entity_filter: String,
    pub entity_states: Shown,
    pub entity_sort: EntitySort,
    pub claim_filter: String,
    pub claim_states: Shown,
    pub claim_sort: ClaimSort,
}

/// One row of the entity list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    pub id: EntityId,
    pub kind: KindId,
    pub name: String,
    /// Distinct texts of its mentions.
    pub names: Arc<EntityNames>,
    /// Mentions in scope that are not rejected.
    pub mentions: usize,
    pub state: ReviewState,
}

/// One row of the claim list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    pub id: ClaimId,
    pub document: DocumentId,
    pub number: usize,
    pub source: String,
    pub cue: CueClass,
    pub content: String,
    /// Number of the claim it came through.
    pub via: Option<usize>,
    /// The Admiralty code, if the analyst gave one.
    pub stamp: Option<String>,
    pub verdict: Verdict,
    pub commitment: Commitment,
    /// Its first link to another claim: kind and number.
    pub link: Option<(LinkKind, usize)>,
    pub state: ReviewState,
}

/// What the lists are of.
#[derive(Clone, Copy)]
struct Subject<'a> {
    project: &'a Project,
    /// The document in scope; `None` for all.
    document: Option<DocumentId>,
    view: &'a ListView,
}

impl<'a> Subject<'a> {
    fn new(project: &'a Project, active: Option<DocumentId>, view: &'a ListView) -> Self {
        Self {
            project,
            document: active.filter(|_| view.scope == Scope::Document),
            view,
        }
    }

    fn has(self, document: DocumentId) -> bool {
        self.document.is_none_or(|only| only == document)
    }

    /// The documents in scope, in the order of the list.
    fn documents(self) -> impl Iterator<Item = DocumentId> + 'a {
        let order = self.project.document_order().iter().copied();
        order.filter(move |id| self.has(*id))
    }

    /// The place of a document in the list.
    fn place(self, document: DocumentId) -> usize {
        match self.document {
            Some(_) => 0,
            None => {
                let mut order = self.project.document_order().iter();
                order.position(|id| *id == document).unwrap_or(usize::MAX)
            }
        }
    }
}

/// The lists' ids in order; rows are made for what is in view only.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    pub entities: Vec<EntityId>,
    pub claims: Vec<ClaimId>,
    entity_order: EntityOrder,
    claim_order: ClaimOrder,
    numbers: Numbers,
    names: Names,
    /// The document in view and the settings that the rows were made for.
    made_for: Option<Key>,
    /// Whether texts or schema changed since.
    stale: bool,
    order: Order,
}

impl Lists {
    /// What doesn't fit the document in view and the settings and is to be made now. Where that may take longer
    /// than a frame, a worker makes it (see [`Lists::order`]); the rows stay as they are until its answer is in.
    pub(super) fn plan(
        &mut self,
        project: &Project,
        active: Option<DocumentId>,
        view: &ListView,
    ) -> Option<Plan> {
        if self.made_for.is_none() {
            self.numbers = Numbers::new(project);
            self.names = Names::default();
        }
        let wants = Wants::of(self.made_for.as_ref(), self.stale, active, view);
        self.order.wanted = None;
        let key = (active, view.clone());
        if wants.nothing() {
            self.made_for = Some(key);
            return None;
        }
        if self.made_for.is_some() && takes_long(project) {
            self.order.wanted = Some(wants);
            return None;
        }
        Some(Plan { key, wants })
    }

    /// Takes in what a plan or a worker has made.
    pub(super) fn put(&mut self, made: Arranged) {
        if let Some((order, ids)) = made.entities {
            self.entity_order = order;
            self.entities = ids;
        }
        if let Some((order, ids)) = made.claims {
            self.claim_order = order;
            self.claims = ids;
        }
        self.made_for = Some(made.key);
        self.stale = false;
    }

    /// Follows a change of entities, mentions and claims. Whatever else changed makes all lists anew.
    pub(super) fn follow(&mut self, project: &Project, touched: &Touched) {
        let Some((active, view)) = self.made_for.clone() else {
            return;
        };
        if touched.schema || touched.order || !touched.documents.is_empty() {
            self.numbers = Numbers::new(project);
            self.names = Names::default();
            // `arrange` makes the rest.
            self.stale = true;
            return;
        }
        let subject = Subject::new(project, active, &view);
        self.numbers.follow(project, touched);
        self.names.follow(project, touched);
        if self.entity_order.follow(subject, touched) {
            self.entities = self.entity_order.ids();
        }
        if self.claim_order.follow(subject, touched) {
            self.claims = self.claim_order.ids();
        }
    }

    /// The number of a claim in its document, from 1, rejected ones included; 0 for one that isn't there.
    pub fn number(&self, claim: ClaimId) -> usize {
        self.numbers.number(claim)
    }

    /// Claims whose content begins in these bytes of a document; rejected ones don't count.
    pub fn claims_within(&self, document: DocumentId, bytes: Range<usize>) -> usize {
        self.numbers.within(document, bytes)
    }

    /// The names that an entity has in the texts.
    pub fn names(&self, project: &Project, entity: EntityId) -> Arc<EntityNames> {
        self.names.of(project, entity)
    }

    /// The row of an entity.
    pub fn entity_row(&self, project: &Project, id: EntityId) -> Option<EntityRow> {
        let entity = project.entity(id)?;
        Some(EntityRow {
            id,
            kind: entity.kind.clone(),
            name: entity.name.clone(),
            names: self.names(project, id),
            mentions: self.entity_order.mentions(id),
            state: entity.provenance.state,
        })
    }

    /// The row of a claim.
    pub fn claim_row(&self, project: &Project, id: ClaimId) -> Option<ClaimRow> {
        let claim = project.claim(id)?;
        let link = project.links_of(id).find_map(|link| match link.to {
            LinkTarget::Claim(to) if link.from == id => Some((link.kind, self.number(to))),
            LinkTarget::Claim(_) => Some((link.kind, self.number(link.from))),
            LinkTarget::Entity(_) => None,
        });
        let text = &project.document(claim.document)?.text;
        Some(ClaimRow {
            id,
            document: claim.document,
            number: self.number(id),
            source: source_name(project, claim),
            cue: claim.cue.class,
            content: claim.content.anchor.quote(text),
            via: claim.via.and_then(|via| {
                let via = project.claim(via)?;
                let lives = via.provenance.state != ReviewState::Rejected;
                lives.then(|| self.number(via.id))
            }),
            stamp: claim.judgement.admiralty.code(),
            verdict: claim.judgement.verdict,
            commitment: claim.commitment,
            link,
            state: claim.provenance.state,
        })
    }
}

/// Who says it, in words: the entity's name, else the source's words, else the kind of source.
pub fn source_name(project: &Project, claim: &Claim) -> String {
    if let Some(entity) = claim.source.entity.and_then(|id| project.entity(id)) {
        return entity.name.clone();
    }
    let words = claim.source.anchor.as_ref().and_then(|anchor| {
        let document = project.document(claim.document)?;
        Some(anchor.quote(&document.text))
    });
    words.unwrap_or_else(|| match claim.source.kind {
        crate::model::SourceKind::Narrator => "The article".to_owned(),
        _ => "No source".to_owned(),
    })
}
