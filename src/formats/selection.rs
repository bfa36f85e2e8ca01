//! What of a project an export takes: which documents, and annotations in which review states.
//!
//! Every format reads the project through a [`View`], so none can forget the rule that suggestions
//! are only exported when asked for, and what is rejected hardly ever.

use std::cell::Cell;
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

/// Marks after which a watched export asks again whether to go on.
const EVERY: usize = 256;

/// How far a watched export is.
#[derive(Default)]
struct Watch {
    /// Marks of all documents so far.
    marks: Cell<usize>,
    /// The most that was told to be done.
    most: Cell<f32>,
}

/// A project as an export sees it.
pub struct View<'a> {
    go_on: Option<GoOn<'a>>,
    watch: Watch,
    project: &'a Project,
    documents: Vec<&'a Arc<Document>>,
    /// Where each document stands in the export, from 0.
    positions: HashMap<DocumentId, usize>,
    /// The exported mentions of each document: formats and losses go through them again and again.
    mentions: Vec<Vec<&'a Arc<Mention>>>,
    states: States,
    flat: Flat,
    rejected: RejectedMarks,
    /// Exported claims: their document and their number in it.
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
            watch: Watch::default(),
            project,
            documents: project.documents().filter(|d| is_chosen(&d.id)).collect(),
            positions: HashMap::new(),
            mentions: Vec::new(),
            states: options.states,
            flat: options.flat,
            rejected,
            numbers: HashMap::new(),
        };
        let ids = view.documents.iter().map(|document| document.id);
        view.positions = ids.zip(0..).collect();
        let mentions = view.documents.iter().map(|document| {
            let mentions = project.mentions_in(document.id);
            let exported = mentions.filter(|mention| {
                view.keeps(mention.provenance.state) && view.entity(mention.entity).is_some()
            });
            exported.collect()
        });
        view.mentions = mentions.collect();
        let mut numbers = HashMap::new();
        for document in view.documents() {
            for (number, claim) in (1..).zip(project.claims_in(document.id)) {
                if view.keeps(claim.provenance.state) {
                    numbers.insert(claim.id, (document.id, number));
                }
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

    /// Asks before each document, and again and again in large ones, whether to go on.
    pub(super) fn watched(mut self, go_on: GoOn<'a>) -> Self {
        self.go_on = Some(go_on);
        self
    }

    /// Asks no more.
    pub(super) fn unwatched(mut self) -> Self {
        self.go_on = None;
        self
    }

    /// The exported documents, in the project's order; fewer once the export is to stop.
    pub fn documents(&self) -> impl Iterator<Item = &'a Arc<Document>> {
        let documents = self.documents.iter().copied().zip(0u32..);
        let documents = documents.take_while(|(_, nth)| self.ask(*nth as f32));
        documents.map(|(document, _)| document)
    }

    /// Where a document stands in the export, from 0; `None` if it isn't exported.
    pub fn position(&self, document: DocumentId) -> Option<usize> {
        self.positions.get(&document).copied()
    }

    /// Tells how many documents are done, with the part of the one at hand; whether to go on.
    fn ask(&self, documents: f32) -> bool {
        let Some(go_on) = self.go_on else {
            return true;
        };
        let done = documents / self.documents.len() as f32;
        // Writers go through a document several times.
        let most = self.watch.most.get().max(done);
        self.watch.most.set(most);
        go_on(most)
    }

    /// Whether to go on after a mark that begins at a byte of a document.
    fn goes_on_at(&self, document: DocumentId, byte: usize) -> bool {
        let marks = self.watch.marks.get() + 1;
        self.watch.marks.set(marks);
        if self.go_on.is_none() || !marks.is_multiple_of(EVERY) {
            return true;
        }
        let before = self.position(document).unwrap_or_default() as f32;
        let length = self.project.document(document).map_or(1, |d| d.text.len());
        self.ask(before + byte as f32 / length as f32)
    }

    /// An entity that exported marks may refer to. One that is only suggested counts, since a mark
    /// that the analyst accepted refers to it; a rejected one doesn't.
    pub fn entity(&self, id: EntityId) -> Option<&'a Arc<Entity>> {
        let entity = self.project.entity(id)?;
        let state = entity.provenance.state;
        (state != ReviewState::Rejected || self.keeps(state)).then_some(entity)
    }

    /// The exported mentions of a document, by first byte; fewer once the export is to stop.
    pub fn mentions(&self, document: DocumentId) -> impl Iterator<Item = &'a Arc<Mention>> {
        let place = self.position(document);
        let mentions = place.and_then(|place| self.mentions.get(place));
        let mentions = mentions.into_iter().flatten().copied();
        mentions.take_while(move |mention| self.goes_on_at(document, mention.anchor.start()))
    }

    /// The exported claims of a document, by the first byte of their content; fewer once the export is to stop.
    pub fn claims(&self, document: DocumentId) -> impl Iterator<Item = &'a Arc<Claim>> {
        let claims = self.project.claims_in(document);
        let claims = claims.filter(|claim| self.keeps(claim.provenance.state));
        claims.take_while(move |claim| self.goes_on_at(document, claim.content.anchor.start()))
    }

    /// The document of an exported claim and its number there, as the window has it: from 1 by place, what is
    /// left out here and what is rejected counted. `None` if it isn't exported.
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
