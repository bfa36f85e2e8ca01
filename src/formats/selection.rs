//! What of a project an export takes: which documents, and annotations in which review states.
//!
//! Every format reads the project through a [`View`], so none can forget the rule that suggestions
//! are only exported when asked for, and what is rejected hardly ever.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::table::RejectedMarks;
use crate::model::vocabulary::vocabulary;
use crate::model::{
    Claim, ClaimId, Document, DocumentId, Entity, EntityId, Link, LinkTarget, Mention, Project,
    ReviewState,
};

/// Annotations in which review states are exported.
///
/// What is rejected is exported by no format, with one exception: `jsonl` has a field for the state,
/// so with suggestions it also keeps rejected marks, and reading the file back does not bring them
/// up for review again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum States {
    /// The analyst's word: accepted and edited.
    #[default]
    AcceptedOnly,
    /// Also what still waits for review.
    WithSuggestions,
}

vocabulary! {
    /// How formats of one tag a token say where a mark begins and ends.
    Tags {
        /// `B-` at the first token, `I-` at the others (Ratnaparkhi 1998).
        Iob2 = "iob2", "IOB2";
        /// `I-`, and `B-` only where a mark follows another of its kind at once (Ramshaw and Marcus 1995).
        Iob1 = "iob1", "IOB1";
        /// Also `E-` at the last token and `S-` at a single one.
        Bioes = "bioes", "BIOES";
    }
}

vocabulary! {
    /// Which of the mentions that share words are written where only one can be.
    Nested {
        Outermost = "outermost", "Outermost";
        Innermost = "innermost", "Innermost";
    }
}

/// What formats of one tag a token leave to the analyst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flat {
    pub tags: Tags,
    pub nested: Nested,
}

impl Default for Flat {
    fn default() -> Self {
        Self {
            tags: Tags::Iob2,
            nested: Nested::Outermost,
        }
    }
}

/// What to export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    /// The documents, in the project's order whatever the order here; `None` for all.
    pub documents: Option<Vec<DocumentId>>,
    pub states: States,
    /// For formats of one tag a token.
    pub flat: Flat,
}

impl ExportOptions {
    /// All documents.
    pub fn all(states: States) -> Self {
        Self {
            states,
            ..Self::default()
        }
    }
}

/// Told how much is done, from 0 to 1; answers whether to go on.
pub type GoOn<'a> = &'a dyn Fn(f32) -> bool;

/// A project as an export sees it.
pub struct View<'a> {
    go_on: Option<GoOn<'a>>,
    project: &'a Project,
    documents: Vec<&'a Arc<Document>>,
    states: States,
    flat: Flat,
    rejected: RejectedMarks,
    /// Exported claims: their document and their number in it, from 1, by place.
    numbers: HashMap<ClaimId, (DocumentId, usize)>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        project: &'a Project,
        options: &ExportOptions,
        rejected: RejectedMarks,
    ) -> Self {
        let chosen: Option<HashSet<DocumentId>> = options
            .documents
            .as_ref()
            .map(|ids| ids.iter().copied().collect());
        let is_chosen = |id: &DocumentId| chosen.as_ref().is_none_or(|ids| ids.contains(id));
        let mut view = Self {
            go_on: None,
            project,
            documents: project.documents().filter(|d| is_chosen(&d.id)).collect(),
            states: options.states,
            flat: options.flat,
            rejected,
            numbers: HashMap::new(),
        };
        let mut numbers = HashMap::new();
        for document in view.documents() {
            for (nth, claim) in view.claims(document.id).enumerate() {
                numbers.insert(claim.id, (document.id, nth + 1));
            }
        }
        view.numbers = numbers;
        view
    }

    /// How tokens are tagged.
    pub fn tags(&self) -> Tags {
        self.flat.tags
    }

    /// Which of the mentions that share words are kept where only one can be.
    pub fn nested(&self) -> Nested {
        self.flat.nested
    }

    pub fn project(&self) -> &'a Project {
        self.project
    }

    /// How many annotations are left out because they are rejected, though suggestions are wanted.
    pub(super) fn leaves_out_rejected(&self) -> bool {
        self.states == States::WithSuggestions && self.rejected == RejectedMarks::LeftOut
    }

    /// Whether an annotation in this state is exported.
    pub fn keeps(&self, state: ReviewState) -> bool {
        match self.states {
            States::AcceptedOnly => state.is_decided_for(),
            States::WithSuggestions => {
                state != ReviewState::Rejected || self.rejected == RejectedMarks::Kept
            }
        }
    }

    /// Asks before each document whether to go on.
    pub(super) fn watched(mut self, go_on: GoOn<'a>) -> Self {
        self.go_on = Some(go_on);
        self
    }

    /// The exported documents, in the project's order; fewer once the export is to stop.
    pub fn documents(&self) -> impl Iterator<Item = &'a Arc<Document>> {
        let all = self.documents.len() as f32;
        let documents = self.documents.iter().copied().enumerate();
        let documents = documents
            .take_while(move |(nth, _)| self.go_on.is_none_or(|go_on| go_on(*nth as f32 / all)));
        documents.map(|(_, document)| document)
    }

    /// An entity that exported marks may refer to. One that is only suggested counts, since a mark
    /// that the analyst accepted refers to it; a rejected one doesn't.
    pub fn entity(&self, id: EntityId) -> Option<&'a Arc<Entity>> {
        let entity = self.project.entity(id)?;
        let state = entity.provenance.state;
        (state != ReviewState::Rejected || self.keeps(state)).then_some(entity)
    }

    /// The exported mentions of a document, by first byte.
    pub fn mentions(&self, document: DocumentId) -> impl Iterator<Item = &'a Arc<Mention>> {
        self.project.mentions_in(document).filter(|mention| {
            self.keeps(mention.provenance.state) && self.entity(mention.entity).is_some()
        })
    }

    /// The exported claims of a document, by the first byte of their content.
    pub fn claims(&self, document: DocumentId) -> impl Iterator<Item = &'a Arc<Claim>> {
        self.project
            .claims_in(document)
            .filter(|claim| self.keeps(claim.provenance.state))
    }

    /// The document of an exported claim and its number there, from 1; `None` if it isn't exported.
    pub fn number(&self, claim: ClaimId) -> Option<(DocumentId, usize)> {
        self.numbers.get(&claim).copied()
    }

    /// The claim that this one came through, if that is exported.
    pub fn via(&self, claim: &Claim) -> Option<ClaimId> {
        claim.via.filter(|via| self.numbers.contains_key(via))
    }

    /// The entity that speaks, if it may be referred to.
    pub fn source_entity(&self, claim: &Claim) -> Option<&'a Arc<Entity>> {
        claim.source.entity.and_then(|id| self.entity(id))
    }

    /// The links from a claim in exported states, also those that lead out of the export.
    pub fn links_in_state(&self, claim: ClaimId) -> impl Iterator<Item = &'a Arc<Link>> {
        self.project
            .links_of(claim)
            .filter(move |link| link.from == claim && self.keeps(link.provenance.state))
    }

    /// Whether the target of a link is exported.
    pub fn holds(&self, target: LinkTarget) -> bool {
        match target {
            LinkTarget::Claim(to) => self.numbers.contains_key(&to),
            LinkTarget::Entity(to) => self.entity(to).is_some(),
        }
    }

    /// The exported links from a claim: those whose target is exported too.
    pub fn links(&self, claim: ClaimId) -> impl Iterator<Item = &'a Arc<Link>> {
        self.links_in_state(claim)
            .filter(|link| self.holds(link.to))
    }
}
