//! The rows of the entity list and the claim list: filtered, sorted, ready to show.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use crate::model::{
    Claim, ClaimId, Commitment, CueClass, DocumentId, EntityId, KindId, LinkKind, LinkTarget,
    Project, ReviewState, Verdict,
};

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
    pub aliases: Vec<String>,
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

/// The lists' ids in order; rows are made for what is in view only.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    pub entities: Vec<EntityId>,
    pub claims: Vec<ClaimId>,
    /// Claims numbered by place, from 1, document by document; rejected ones have no number.
    numbers: HashMap<ClaimId, usize>,
}

impl Lists {
    pub(super) fn new(project: &Project, active: Option<DocumentId>, view: &ListView) -> Self {
        let mut numbers = HashMap::new();
        for document in project.document_order().iter() {
            let living = project
                .claims_in(*document)
                .filter(|c| c.provenance.state != ReviewState::Rejected);
            numbers.extend(living.zip(1..).map(|(claim, number)| (claim.id, number)));
        }
        let mut lists = Self {
            numbers,
            ..Self::default()
        };
        let document = active.filter(|_| view.scope == Scope::Document);
        lists.entities = entities(project, document, view);
        lists.claims = lists.claims(project, document, view);
        lists
    }

    /// The number of a claim in its document, from 1; 0 for a rejected one.
    pub fn number(&self, claim: ClaimId) -> usize {
        self.numbers.get(&claim).copied().unwrap_or(0)
    }

    fn claims(
        &self,
        project: &Project,
        document: Option<DocumentId>,
        view: &ListView,
    ) -> Vec<ClaimId> {
        let order = project.document_order();
        let documents: Vec<_> = match document {
            Some(document) => vec![document],
            None => order.to_vec(),
        };
        let needle = view.claim_filter.trim().to_lowercase();
        let mut claims: Vec<_> = documents
            .iter()
            .flat_map(|document| project.claims_in(*document))
            .filter(|claim| view.claim_states.admits(claim.provenance.state))
            .filter(|claim| needle.is_empty() || claim_has(project, claim, &needle))
            .collect();
        match view.claim_sort {
            ClaimSort::Place => {}
            ClaimSort::Source => {
                claims.sort_by_cached_key(|c| source_name(project, c).to_lowercase())
            }
            ClaimSort::Commitment => claims.sort_by_key(|claim| Reverse(claim.commitment)),
            ClaimSort::Verdict => claims.sort_by_key(|claim| claim.judgement.verdict),
        }
        claims.into_iter().map(|claim| claim.id).collect()
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
            via: claim.via.map(|via| self.number(via)),
            stamp: claim.judgement.admiralty.code(),
            verdict: claim.judgement.verdict,
            commitment: claim.commitment,
            link,
            state: claim.provenance.state,
        })
    }
}

/// The row of an entity; mentions are counted in `document`, or everywhere.
pub fn entity_row(
    project: &Project,
    id: EntityId,
    document: Option<DocumentId>,
) -> Option<EntityRow> {
    let entity = project.entity(id)?;
    let mut aliases = BTreeSet::new();
    let mut mentions = 0;
    for mention in project.mentions_of(id) {
        if mention.provenance.state == ReviewState::Rejected {
            continue;
        }
        if let Some(document) = project.document(mention.document) {
            aliases.insert(mention.anchor.quote(&document.text));
        }
        if document.is_none_or(|document| mention.document == document) {
            mentions += 1;
        }
    }
    Some(EntityRow {
        id,
        kind: entity.kind.clone(),
        name: entity.name.clone(),
        aliases: aliases.into_iter().collect(),
        mentions,
        state: entity.provenance.state,
    })
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

fn entities(project: &Project, document: Option<DocumentId>, view: &ListView) -> Vec<EntityId> {
    // Mentions in scope and the first place, by entity.
    let mut seen: HashMap<EntityId, (usize, usize)> = HashMap::new();
    let documents: Vec<_> = match document {
        Some(document) => vec![document],
        None => project.document_order().to_vec(),
    };
    let mentions = documents
        .iter()
        .flat_map(|document| project.mentions_in(*document));
    for (place, mention) in mentions.enumerate() {
        let entry = seen.entry(mention.entity).or_insert((0, place));
        entry.0 += usize::from(mention.provenance.state != ReviewState::Rejected);
    }
    let needle = view.entity_filter.trim().to_lowercase();
    let matches = |entity: &crate::model::Entity| {
        needle.is_empty()
            || entity.name.to_lowercase().contains(&needle)
            || entity.notes.to_lowercase().contains(&needle)
            || project.mentions_of(entity.id).any(|mention| {
                project.document(mention.document).is_some_and(|document| {
                    mention
                        .anchor
                        .quote(&document.text)
                        .to_lowercase()
                        .contains(&needle)
                })
            })
    };
    let mut entities: Vec<_> = project
        .entities()
        .filter(|entity| document.is_none() || seen.contains_key(&entity.id))
        .filter(|entity| view.entity_states.admits(entity.provenance.state))
        .filter(|entity| matches(entity))
        .collect();
    let place = |id: &EntityId| seen.get(id).map_or(usize::MAX, |(_, place)| *place);
    entities.sort_by_key(|entity| place(&entity.id));
    let name = |entity: &crate::model::Entity| entity.name.to_lowercase();
    match view.entity_sort {
        EntitySort::Place => {}
        EntitySort::Mentions => entities
            .sort_by_key(|entity| Reverse(seen.get(&entity.id).map_or(0, |(count, _)| *count))),
        EntitySort::Name => entities.sort_by_cached_key(|entity| name(entity)),
        EntitySort::Kind => entities
            .sort_by_cached_key(|entity| (project.schema().position(&entity.kind), name(entity))),
    }
    entities.into_iter().map(|entity| entity.id).collect()
}
