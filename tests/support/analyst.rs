//! An analyst without a window: makes random changes to a project, from a seed, and takes some back.

use claimdesk::edit::actions::{self, ClaimChange, EntityChange, NewClaim, Outcome};
use claimdesk::edit::{Applied, Author, History, Item, Selection};
use claimdesk::model::*;
use claimdesk::sources;
use claimdesk::storage::journal::StepKind;

const ARTICLE: &str =
    "Harbour to reopen by Friday\n\nThe minister said that “it would” — قالَ 港口 it’s.\n";

/// The time of everything that is made here.
pub const NOW: Timestamp = Timestamp(1_793_700_000);

/// A project, its history, and where the next change comes from.
pub struct Analyst {
    pub rng: fastrand::Rng,
    ids: IdSource,
    pub project: Project,
    pub history: History,
}

impl Analyst {
    /// Before the first change of a project with one document.
    pub fn new(seed: u64) -> Self {
        let mut ids = IdSource::from_seed(seed);
        let id = ProjectId::from_number(ids.number());
        let mut analyst = Self {
            rng: fastrand::Rng::with_seed(seed),
            ids,
            project: Project::new(id, "Case"),
            history: History::new_saved(),
        };
        let document = analyst.document();
        analyst.commit(|p, a| actions::add_documents(p, a, vec![document]));
        analyst.history = History::new_saved();
        analyst
    }

    fn document(&mut self) -> Document {
        let id = DocumentId::from_number(self.ids.number());
        sources::from_text("Harbour", ARTICLE, id, NOW).expect("the article is text")
    }

    /// A random change, or an undo or a redo; `None` where it was refused.
    pub fn act(&mut self) -> Option<(StepKind, Applied)> {
        match self.rng.u8(..12) {
            0 | 1 => Some((StepKind::Undo, self.history.undo(&mut self.project)?)),
            2 => Some((StepKind::Redo, self.history.redo(&mut self.project)?)),
            3..=6 => self.mark(),
            7 => self.claim(),
            8 => self.rename(),
            9 => self.delete(),
            10 => {
                let title = format!("Case {}", self.rng.u8(..));
                self.commit(|p, a| actions::set_title(p, a, &title))
            }
            _ => self.rest(),
        }
    }

    fn commit(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
    ) -> Option<(StepKind, Applied)> {
        let mut author = Author {
            name: "tester",
            now: NOW,
            ids: &mut self.ids,
        };
        let transaction = action(&self.project, &mut author).ok()?;
        let applied = self
            .history
            .commit(&mut self.project, transaction, &Selection::none());
        Some((StepKind::Commit, applied))
    }

    /// Random words of a random document.
    fn words(&mut self) -> Option<(DocumentId, Anchor)> {
        let documents: Vec<_> = self.project.documents().cloned().collect();
        let document = documents.get(self.rng.usize(..documents.len().max(1)))?;
        let places: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
        let start = places[self.rng.usize(..places.len() - 1)];
        let later: Vec<_> = places.iter().filter(|at| **at > start).collect();
        let end = *later[self.rng.usize(..later.len().min(12))];
        let span = Span::new(&document.text, start..end)?;
        // An entity is named by the words of its first mention.
        document
            .text
            .get(span)
            .filter(|words| !words.trim().is_empty())?;
        Some((document.id, Anchor::single(span)))
    }

    fn mark(&mut self) -> Option<(StepKind, Applied)> {
        let (document, anchor) = self.words()?;
        let kinds = &self.project.schema().kinds;
        let kind = kinds[self.rng.usize(..kinds.len())].id.clone();
        self.commit(|p, a| actions::add_mention(p, a, document, anchor, &kind))
    }

    fn claim(&mut self) -> Option<(StepKind, Applied)> {
        let (document, content) = self.words()?;
        let entity = self.project.entities().next().map(|entity| entity.id);
        let claim = NewClaim {
            document,
            content,
            quote_kind: QuoteKind::Indirect,
            source: Source {
                anchor: None,
                entity,
                kind: SourceKind::NamedPerson,
            },
            cue: Cue {
                anchor: None,
                class: CueClass::Say,
            },
            commitment: Commitment::CertainPositive,
            via: self.project.claims().next().map(|claim| claim.id),
        };
        self.commit(|p, a| actions::add_claim(p, a, claim))
    }

    fn rename(&mut self) -> Option<(StepKind, Applied)> {
        let entities: Vec<_> = self.project.entities().map(|entity| entity.id).collect();
        let entity = *entities.get(self.rng.usize(..entities.len().max(1)))?;
        let name = format!("“Name” {} \\ \"#", self.rng.u16(..));
        let change = match self.rng.bool() {
            true => EntityChange::Name(name),
            false => EntityChange::Notes(name),
        };
        self.commit(|p, a| actions::change_entities(p, a, &[entity], &change))
    }

    fn delete(&mut self) -> Option<(StepKind, Applied)> {
        let entities = self
            .project
            .entities()
            .map(|entity| Item::Entity(entity.id));
        let claims = self.project.claims().map(|claim| Item::Claim(claim.id));
        let items: Vec<_> = entities.chain(claims).collect();
        let item = *items.get(self.rng.usize(..items.len().max(1)))?;
        self.commit(|p, a| actions::delete(p, a, &[item]))
    }

    fn rest(&mut self) -> Option<(StepKind, Applied)> {
        let documents = self.project.document_order().to_vec();
        match self.rng.u8(..4) {
            0 if documents.len() < 3 => {
                let document = self.document();
                self.commit(|p, a| actions::add_documents(p, a, vec![document]))
            }
            1 if documents.len() > 1 => {
                self.commit(|p, a| actions::remove_document(p, a, documents[0]))
            }
            2 => {
                let kind = self.project.schema().kinds[1].id.clone();
                self.commit(|p, a| actions::move_kind(p, a, &kind, 0))
            }
            _ => {
                let claim = self.project.claims().next()?.id;
                let change = ClaimChange::Verdict(Verdict::Supported);
                self.commit(|p, a| actions::change_claims(p, a, &[claim], &change))
            }
        }
    }
}
