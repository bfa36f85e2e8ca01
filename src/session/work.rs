//! The open project and where the analyst is in it.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::find::Find;
use super::lists::{Arranged, ListView, Lists, takes_long};
use super::marks::{DocumentMarks, Role};
use super::question::Question;
use super::read_only::ReadOnly;
use super::sharing::{Base, SharedLock};
use super::tally::Tally;
use crate::edit::actions::AnchorTarget;
use crate::edit::{Applied, History, Item, Selection, Transaction};
use crate::model::threads::both;
use crate::model::{
    AnnotationId, Claim, ClaimId, Document, DocumentId, EntityId, Maker, Project, ReviewState, Span,
};
use crate::storage::FileStamp;
use crate::suggest::segment;

/// Selected words of the active document, in bytes: where the selection started, and the caret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caret {
    pub anchor: usize,
    pub head: usize,
}

impl Caret {
    /// A caret without selected words.
    pub fn at(offset: usize) -> Self {
        Self {
            anchor: offset,
            head: offset,
        }
    }

    /// The selected bytes; empty for a bare caret.
    pub fn range(self) -> Range<usize> {
        self.anchor.min(self.head)..self.anchor.max(self.head)
    }
}

/// The part of the selected claim that handles and keys change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    Source,
    Cue,
    #[default]
    Content,
}

/// Marks (mentions and claims) of the active document by review state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub suggested: usize,
    pub accepted: usize,
    pub edited: usize,
    pub rejected: usize,
}

impl Counts {
    pub(super) fn of(&mut self, state: ReviewState) -> &mut usize {
        match state {
            ReviewState::Suggested => &mut self.suggested,
            ReviewState::Accepted => &mut self.accepted,
            ReviewState::Edited => &mut self.edited,
            ReviewState::Rejected => &mut self.rejected,
        }
    }
}

/// A project with its history, and the view of it.
#[derive(Debug)]
pub struct Work {
    pub(super) project: Project,
    pub(super) history: History,
    pub(super) path: Option<PathBuf>,
    /// The project file as it was last read or written.
    pub(super) base: Option<Base>,
    pub(super) lock: Option<SharedLock>,
    pub(super) read_only: Option<ReadOnly>,
    /// The change on the disk of which the analyst was told.
    pub(super) told_of: Option<FileStamp>,
    pub(super) active: Option<DocumentId>,
    pub(super) selection: Selection,
    pub(super) caret: Caret,
    pub(super) part: Part,
    pub(super) reviewing: bool,
    pub(super) find: Find,
    /// A worker is to search the document in view.
    pub(super) search_wanted: Option<Question>,
    pub(super) view: ListView,
    lists: Lists,
    marks: Option<DocumentMarks>,
    tally: Tally,
}

impl Work {
    pub(super) fn new(project: Project, path: Option<PathBuf>) -> Self {
        let active = project.document_order().first().copied();
        let mut work = Self {
            project,
            history: History::new_saved(),
            path,
            base: None,
            lock: None,
            read_only: None,
            told_of: None,
            active,
            selection: Selection::none(),
            caret: Caret::default(),
            part: Part::default(),
            reviewing: false,
            find: Find::default(),
            search_wanted: None,
            view: ListView::default(),
            lists: Lists::default(),
            marks: None,
            tally: Tally::default(),
        };
        work.refresh();
        work
    }

    /// Shows a document, if it is there.
    pub(super) fn look_at(&mut self, document: Option<DocumentId>) {
        if let Some(id) = document.filter(|id| self.project.document(*id).is_some()) {
            self.active = Some(id);
            self.refresh();
        }
    }

    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Where the project is saved; `None` for a new one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Whether everything is in the file.
    pub fn is_saved(&self) -> bool {
        self.history.is_saved()
    }

    /// The project's name for title bar and messages.
    pub fn name(&self) -> String {
        if !self.project.title().is_empty() {
            return self.project.title().to_owned();
        }
        let file = self.path.as_deref().and_then(Path::file_name);
        if let Some(file) = file {
            let file = file.to_string_lossy();
            return file
                .trim_end_matches(".ron")
                .trim_end_matches(".claimdesk")
                .to_owned();
        }
        let first = self.project.documents().next();
        first.map_or("New project".to_owned(), |document| document.title.clone())
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.history.revision()
    }

    pub fn undo_label(&self) -> Option<&str> {
        self.history.undo_label()
    }

    pub fn redo_label(&self) -> Option<&str> {
        self.history.redo_label()
    }

    /// The document in view.
    pub fn active(&self) -> Option<&Arc<Document>> {
        self.project.document(self.active?)
    }

    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    pub fn caret(&self) -> Caret {
        self.caret
    }

    /// The part of the selected claim that handles and keys change.
    pub fn part(&self) -> Part {
        self.part
    }

    pub fn is_reviewing(&self) -> bool {
        self.reviewing
    }

    pub fn find(&self) -> &Find {
        &self.find
    }

    pub fn list_view(&self) -> &ListView {
        &self.view
    }

    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// Blocks and marks of the document in view.
    pub fn marks(&self) -> Option<&DocumentMarks> {
        self.marks.as_ref()
    }

    pub fn counts(&self) -> Counts {
        self.tally.counts()
    }

    /// Suggested marks of the document in view, by place.
    pub fn suggestions(&self) -> &[(Span, Item)] {
        self.tally.suggestions().rows()
    }

    /// Where something stands among the suggestions, from 0.
    pub fn suggestion_at(&self, item: Item) -> Option<usize> {
        self.tally.suggestions().position(item)
    }

    /// The selected words; `None` for a bare caret.
    pub fn selected_words(&self) -> Option<Span> {
        Span::new(&self.active()?.text, self.caret.range())
    }

    /// The words that a mark would take: the selected ones, else (with nothing selected) the word at the caret.
    pub fn words_to_mark(&self) -> Option<Span> {
        let here = || {
            let text = &self.active()?.text;
            let word = segment::word_at(text, self.caret.head)?;
            Span::new(text, word)
        };
        self.selected_words().or_else(|| {
            if self.selection.is_empty() {
                here()
            } else {
                None
            }
        })
    }

    /// The claim selected last.
    pub fn current_claim(&self) -> Option<&Arc<Claim>> {
        let claim = self.selection.claims().last()?;
        self.project.claim(claim)
    }

    /// The entities selected, directly or by a mention.
    pub fn selected_entities(&self) -> Vec<EntityId> {
        self.selection.entities_meant(&self.project)
    }

    /// The anchor that handles and keys change, if the primary selection has one in the document in view.
    pub fn anchor_target(&self) -> Option<AnchorTarget> {
        let target = match self.selection.primary()? {
            Item::Mention(id) => AnchorTarget::Mention(id),
            Item::Claim(id) => match self.part {
                Part::Source => AnchorTarget::Source(id),
                Part::Cue => AnchorTarget::Cue(id),
                Part::Content => AnchorTarget::Content(id),
            },
            Item::Entity(id) => {
                // An entity with one mention is as good as that mention.
                let mut mentions = self.project.mentions_of(id);
                let only = mentions.next()?;
                if mentions.next().is_some() {
                    return None;
                }
                AnchorTarget::Mention(only.id)
            }
            Item::Link(_) => return None,
        };
        target.anchor(&self.project)?;
        (self.place_of(target.item())?.0 == self.active?).then_some(target)
    }

    /// The document and first span of something; for an entity its first mention, in view if there is one.
    pub fn place_of(&self, item: Item) -> Option<(DocumentId, Span)> {
        match item {
            Item::Mention(id) => {
                let mention = self.project.mention(id)?;
                Some((mention.document, mention.anchor.spans()[0]))
            }
            Item::Claim(id) => {
                let claim = self.project.claim(id)?;
                Some((claim.document, claim.content.anchor.spans()[0]))
            }
            Item::Link(id) => self.place_of(Item::Claim(self.project.link(id)?.from)),
            Item::Entity(id) => {
                let order = self.project.document_order();
                let key = |document: DocumentId| {
                    let listed = order.iter().position(|other| *other == document);
                    (Some(document) != self.active, listed)
                };
                let living = |document| {
                    let all = 0..=usize::MAX;
                    let mut mentions = self.project.mentions_of_within(id, document, all);
                    mentions.find(|m| m.provenance.state != ReviewState::Rejected)
                };
                let documents = self.project.documents_of(id);
                let first = documents
                    .filter_map(living)
                    .min_by_key(|m| key(m.document))?;
                Some((first.document, first.anchor.spans()[0]))
            }
        }
    }

    /// Mentions of an entity that aren't rejected, by document and place.
    pub fn mentions_in_order(&self, entity: EntityId) -> Vec<Arc<crate::model::Mention>> {
        let order = self.project.document_order();
        let mentions = self.project.mentions_of(entity);
        let mut mentions: Vec<_> = mentions
            .filter(|mention| mention.provenance.state != ReviewState::Rejected)
            .cloned()
            .collect();
        mentions.sort_by_key(|mention| {
            let document = order.iter().position(|other| *other == mention.document);
            (document, mention.anchor.start(), mention.anchor.end())
        });
        mentions
    }

    pub(super) fn commit(&mut self, transaction: Transaction) -> Applied {
        let applied = self
            .history
            .commit(&mut self.project, transaction, &self.selection);
        self.follow(&applied);
        applied
    }

    pub(super) fn undo(&mut self) -> Option<Applied> {
        let applied = self.history.undo(&mut self.project)?;
        self.follow(&applied);
        Some(applied)
    }

    pub(super) fn redo(&mut self) -> Option<Applied> {
        let applied = self.history.redo(&mut self.project)?;
        self.follow(&applied);
        Some(applied)
    }

    /// Brings selection and derived state after a change.
    fn follow(&mut self, applied: &Applied) {
        self.selection = applied.selection.clone();
        self.selection.keep_existing(&self.project);
        let gone = self
            .active
            .is_none_or(|id| self.project.document(id).is_none());
        if gone {
            self.active = self.project.document_order().first().copied();
            self.caret = Caret::default();
        }
        // The text may be another, in which the caret could stand within a character.
        if let Some(id) = self.active
            && applied.touched.documents.contains(&id)
            && let Some(document) = self.project.document(id)
            && document.text.get_range(self.caret.range()).is_none()
        {
            self.caret = Caret::default();
        }
        let touched = &applied.touched;
        let marks = self.marks.take_if(|marks| {
            let document = marks.document();
            self.active == Some(document) && !touched.documents.contains(&document)
        });
        if let Some(mut marks) = marks {
            marks.follow(&self.project, touched);
            self.marks = Some(marks);
            self.tally.follow(&self.project, touched);
        } else {
            self.marks = None;
            self.tally = Tally::default();
        }
        if !touched.documents.is_empty() {
            self.find.forget();
        }
        self.lists.follow(&self.project, touched);
        self.refresh();
    }

    /// Makes the derived state fit the project, the document in view and the lists' settings.
    pub(super) fn refresh(&mut self) {
        if let Some(document) = self
            .active
            .and_then(|id| self.project.document(id))
            .cloned()
        {
            let question = self.find.refresh(document.id, &document.text);
            self.search_wanted = question.or(self.search_wanted);
            self.derive(Some(&document));
        } else {
            self.derive(None);
        }
    }

    /// Makes what is derived and doesn't fit any more: the marks of the document in view, and the lists.
    fn derive(&mut self, document: Option<&Document>) {
        let plan = self.lists.plan(&self.project, self.active, &self.view);
        let kept = self.marks.take();
        let kept = kept.filter(|marks| document.is_some_and(|it| it.id == marks.document()));
        let is_large = takes_long(&self.project) && kept.is_none() && plan.is_some();
        let (project, active) = (&self.project, self.active);
        let is_elsewhere = self.tally.document() != active;
        let ((marks, tally), lists) = both(
            is_large,
            || {
                let new = || document.map(|document| DocumentMarks::new(project, document));
                let tally = is_elsewhere.then(|| Tally::new(project, active));
                (kept.or_else(new), tally)
            },
            || plan.map(|plan| plan.make(project)),
        );
        self.marks = marks;
        if let Some(tally) = tally {
            self.tally = tally;
        }
        if let Some(made) = lists {
            self.lists.put(made);
        }
    }

    /// The work for a worker that is to make lists anew, if they are too long to be made within a frame.
    pub(super) fn order_lists(&mut self) -> Option<impl FnOnce() -> Arranged + Send + 'static> {
        let revision = self.history.revision();
        self.lists
            .order(&self.project, self.active, &self.view, revision)
    }

    /// Takes in the lists that a worker made.
    pub(super) fn take_lists(&mut self, made: Arranged) {
        let revision = self.history.revision();
        self.lists.answer(made, self.active, &self.view, revision);
    }

    /// The selectable thing of a mark.
    pub fn item_of(role: Role) -> Item {
        match role {
            Role::Mention(id) => Item::Mention(id),
            Role::Source(id) | Role::Cue(id) | Role::Content(id) => Item::Claim(id),
        }
    }

    /// The claim ids from this one back along its chain, nearest first, this one included.
    pub fn chain(&self, claim: ClaimId) -> Vec<ClaimId> {
        let mut chain = vec![claim];
        let mut at = claim;
        while let Some(via) = self.project.claim(at).and_then(|claim| claim.via) {
            if chain.contains(&via) {
                break;
            }
            chain.push(via);
            at = via;
        }
        chain
    }

    /// The provenance of something selected.
    pub fn provenance(&self, item: Item) -> Option<&crate::model::Provenance> {
        let id = match item {
            Item::Mention(id) => AnnotationId::Mention(id),
            Item::Entity(id) => AnnotationId::Entity(id),
            Item::Claim(id) => AnnotationId::Claim(id),
            Item::Link(id) => AnnotationId::Link(id),
        };
        self.project.provenance(id)
    }

    /// The words that Copy takes.
    pub(super) fn copied_words(&self) -> Option<String> {
        let words = self.words_to_mark()?;
        Some(self.active()?.text.get(words)?.to_owned())
    }

    /// Engine and rule that suggested something; `None` for what is decided or not a machine's.
    pub fn rule_of(&self, item: Item) -> Option<(Arc<str>, Arc<str>)> {
        let provenance = self.provenance(item)?;
        match &provenance.maker {
            Maker::Engine { name, rule } if provenance.state == ReviewState::Suggested => {
                Some((name.clone(), rule.clone()))
            }
            _ => None,
        }
    }
}
