//! Everything that can be asked of the session.

use std::path::PathBuf;

use super::action::Action;
use super::lists::{ClaimSort, EntitySort, Scope, Shown};
use super::suggesting::{By, Scope as SuggestScope};
use super::work::Part;
use crate::edit::actions::{AnchorTarget, ClaimChange, EntityChange, OnDelete};
use crate::edit::merge::Side;
use crate::edit::{Item, Selection};
use crate::formats::{ExportOptions, LabelMap};
use crate::model::doctor::Finding;
use crate::model::{
    Anchor, ClaimId, Document, DocumentId, EntityId, Kind, KindId, LinkId, LinkKind, LinkTarget,
    MentionId, RuleId, Score, Standing,
};
use crate::sources::Extent;
use crate::storage::ExternalEngine;

/// A change of what is known of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentChange {
    Title(String),
    Publisher(String),
    Byline(String),
    Published(String),
    Address(String),
    Language(String),
    Notes(String),
}

impl DocumentChange {
    /// Writes the new value.
    pub fn apply(self, document: &mut Document) {
        match self {
            Self::Title(value) => document.title = value.trim().to_owned(),
            Self::Publisher(value) => document.origin.publisher = value,
            Self::Byline(value) => document.origin.byline = value,
            Self::Published(value) => document.origin.published = value,
            Self::Address(value) => document.origin.address = value,
            Self::Language(value) => document.origin.language = value,
            Self::Notes(value) => document.notes = value,
        }
    }
}

/// What to do with unsaved changes that stand in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    Save,
    Discard,
    Cancel,
}

/// Where an import goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    NewProject,
    /// Into the project that is open, as one step.
    OpenProject,
}

/// What to do with work that was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovering {
    /// Show what it holds, and ask.
    Show,
    /// Open it in its file’s place, not yet saved.
    Recover,
    /// Open it as a copy without a file; the file stays as it is.
    Copy,
    /// Open the file, and leave the work for later.
    AsSaved,
    Discard,
    /// Take back [`Recovering::Discard`].
    PutBack,
}

/// One request to the session, from a menu, a key, a panel or a test.
#[derive(Clone, Debug)]
pub enum Command {
    /// A command of the table.
    Do(Action),

    // Files
    OpenPaths(Vec<PathBuf>),
    PasteText(String),
    /// Pasted words, and the same as HTML.
    PasteRich {
        words: String,
        html: String,
    },
    /// Reads the document's file again in this encoding (a label of the Encoding Standard).
    ReadAgainAs(DocumentId, &'static str),
    /// Reads the document's file again: its article, or all of its text.
    TakeExtent(DocumentId, Extent),
    /// Takes the text that was read again, and removes the marks that have no place in it.
    TakeReading,
    /// Forgets the text that was read again.
    DropReading,
    SaveTo(PathBuf),
    ExportTo {
        format: &'static str,
        options: ExportOptions,
        path: PathBuf,
    },
    /// Shows what the last export could not hold.
    ShowLosses,
    ImportFrom {
        format: &'static str,
        path: PathBuf,
    },
    /// Takes in what was imported; labels in lower case with the kinds that they mean.
    TakeImport {
        into: Into,
        labels: LabelMap,
    },
    /// Forgets what was imported.
    DropImport,
    Unsaved(Unsaved),
    /// The work in a journal, by its path.
    Recovery(Recovering, PathBuf),
    /// Brings back the earlier version at this path.
    Restore(PathBuf),
    /// Shows the project as it was after this record of its history, without changing it.
    LookAtState(String),
    /// Makes the project what it was after this record of its history.
    RestoreState(String),
    /// Repairs one finding of the doctor.
    Repair(Finding),
    /// Repairs everything for which there is a clear repair.
    RepairAll,
    /// Puts back a mark that was set aside, at one of its places: the numbers of both.
    PutBack(usize, usize),
    /// Removes a mark for good that was set aside, by its number.
    RemoveAside(usize),
    /// How many earlier versions are kept, and for how many days.
    KeepVersions {
        number: u16,
        days: u16,
    },
    ForgetRecent(PathBuf),
    /// Takes the project over from the window that has it.
    TakeOver,
    /// The sides picked for the conflicts of a merge, in their order; `None` gives the merge up.
    Merge(Option<Vec<Side>>),

    // Where the analyst is
    Activate(DocumentId),
    Select(Selection),
    /// Selects and scrolls the article to it.
    GoTo(Item),
    /// Bytes of the active document: where the selection started, and the caret.
    SetCaret {
        anchor: usize,
        head: usize,
    },
    GoToOffset(usize),
    /// Which part of the selected claim handles and keys change.
    FocusPart(Part),

    // Lists
    FilterEntities(String),
    FilterClaims(String),
    ShowEntityStates(Shown),
    ShowClaimStates(Shown),
    SortEntities(EntitySort),
    SortClaims(ClaimSort),
    SetScope(Scope),
    FindText(String),

    // Marks
    /// The words that are selected become a mention of this kind, or the selected entities take it.
    Label(KindId),
    SetAnchor(AnchorTarget, Option<Anchor>),
    ChangeEntities(Vec<EntityId>, EntityChange),
    MergeInto(EntityId, Vec<EntityId>),
    Reassign(Vec<MentionId>, EntityId),
    MentionNotes(MentionId, String),
    ChangeClaims(Vec<ClaimId>, ClaimChange),
    SetVia(ClaimId, Option<ClaimId>),
    Link(LinkKind, ClaimId, LinkTarget),
    ChangeLink(LinkId, LinkKind, String),
    Accept(Vec<Item>),
    /// Accepts every suggestion with at least this score, in one document or in all.
    AcceptScored(Score, Option<DocumentId>),
    Reject(Vec<Item>),
    Delete(Vec<Item>),

    /// Looks for entities and claims.
    Suggest(By, SuggestScope),

    /// Switches learned rules on or off.
    SwitchRules(Vec<RuleId>, Standing),
    DeleteRules(Vec<RuleId>),
    ImportRules(PathBuf),
    ExportRules(PathBuf),
    /// Whether decisions become learned rules.
    Learn(bool),
    /// The programs that suggest.
    SetEngines(Vec<ExternalEngine>),

    // Documents and schema
    ChangeDocument(DocumentId, DocumentChange),
    /// What is being typed would be this change if it were kept now: the journal remembers it. `None` says that
    /// nothing is being typed any more.
    Draft(Option<Box<Command>>),
    RemoveDocument(DocumentId),
    MoveDocument(DocumentId, usize),
    AddKind(Kind),
    ChangeKind(Kind),
    MoveKind(KindId, usize),
    DeleteKind(KindId, OnDelete),
    SetAnnotator(String),
    SuggestOnOpen(bool),
}

impl From<Action> for Command {
    fn from(action: Action) -> Self {
        Self::Do(action)
    }
}

/// The part of the session that runs a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Room {
    Table,
    Files,
    Sharing,
    Place,
    Rules,
    Suggesting,
    Edit,
}

/// What a command is about, which says where it may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// What is in view, or settings: runs anywhere, also while a past state is shown.
    View,
    /// The project as it is now, or a file: from a past state, the present is shown again first.
    Present,
    /// A change of the project: not run from a past state, nor in a window that may only read.
    Change,
}

impl Command {
    /// Who runs it, and where it may run. Without a wildcard, so that a new command is thought of.
    pub(super) fn sort(&self) -> (Room, Reach) {
        match self {
            Self::Do(action) => (Room::Table, action.info().reach),
            Self::OpenPaths(_)
            | Self::SaveTo(_)
            | Self::ExportTo { .. }
            | Self::ImportFrom { .. }
            | Self::DropImport
            | Self::DropReading
            | Self::Unsaved(_)
            | Self::Recovery(..) => (Room::Files, Reach::Present),
            Self::LookAtState(_)
            | Self::ShowLosses
            | Self::KeepVersions { .. }
            | Self::ForgetRecent(_)
            | Self::SetAnnotator(_)
            | Self::SuggestOnOpen(_) => (Room::Files, Reach::View),
            Self::TakeImport {
                into: Into::NewProject,
                ..
            } => (Room::Files, Reach::Present),
            Self::TakeImport {
                into: Into::OpenProject,
                ..
            }
            | Self::PasteText(_)
            | Self::PasteRich { .. }
            | Self::ReadAgainAs(..)
            | Self::TakeExtent(..)
            | Self::TakeReading
            | Self::Restore(_)
            | Self::Repair(_)
            | Self::RepairAll
            | Self::PutBack(..)
            | Self::RemoveAside(_) => (Room::Files, Reach::Change),
            // Asked for in the view of the past itself; it goes back to the present on its own.
            Self::RestoreState(_) => (Room::Files, Reach::View),
            Self::TakeOver | Self::Merge(_) => (Room::Sharing, Reach::Present),
            Self::Activate(_)
            | Self::Select(_)
            | Self::GoTo(_)
            | Self::SetCaret { .. }
            | Self::GoToOffset(_)
            | Self::FocusPart(_)
            | Self::FilterEntities(_)
            | Self::FilterClaims(_)
            | Self::ShowEntityStates(_)
            | Self::ShowClaimStates(_)
            | Self::SortEntities(_)
            | Self::SortClaims(_)
            | Self::SetScope(_)
            | Self::FindText(_) => (Room::Place, Reach::View),
            Self::Draft(change) => {
                let reach = change
                    .as_ref()
                    .map_or(Reach::View, |change| change.sort().1);
                (Room::Edit, reach)
            }
            Self::Learn(_) | Self::SetEngines(_) => (Room::Rules, Reach::View),
            Self::ExportRules(_) => (Room::Rules, Reach::Present),
            Self::SwitchRules(..) | Self::DeleteRules(_) | Self::ImportRules(_) => {
                (Room::Rules, Reach::Change)
            }
            Self::Suggest(..) => (Room::Suggesting, Reach::Change),
            Self::Label(_)
            | Self::SetAnchor(..)
            | Self::ChangeEntities(..)
            | Self::MergeInto(..)
            | Self::Reassign(..)
            | Self::MentionNotes(..)
            | Self::ChangeClaims(..)
            | Self::SetVia(..)
            | Self::Link(..)
            | Self::ChangeLink(..)
            | Self::Accept(_)
            | Self::AcceptScored(..)
            | Self::Reject(_)
            | Self::Delete(_)
            | Self::ChangeDocument(..)
            | Self::RemoveDocument(_)
            | Self::MoveDocument(..)
            | Self::AddKind(_)
            | Self::ChangeKind(_)
            | Self::MoveKind(..)
            | Self::DeleteKind(..) => (Room::Edit, Reach::Change),
        }
    }
}

/// What only the window can do, asked by the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    PickOpen,
    PickFolder,
    PickImport,
    /// Choose the encoding in which this document's file is read again.
    ChooseEncoding(DocumentId),
    /// Show what was left out of a document's file.
    ShowLeftOut,
    /// Asks whether marks that have no place in a text that was read again may go; the answer is
    /// [`Command::TakeReading`] or [`Command::DropReading`].
    AskReading,
    /// With a file name to propose.
    PickSave(String),
    PasteFromClipboard,
    CopyToClipboard(String),
    /// Asks what to do with unsaved changes; the answer is [`Command::Unsaved`].
    AskUnsaved,
    /// Asks what to do with the unsaved work in a journal; the answer is [`Command::Recovery`].
    AskRecover(PathBuf),
    /// Asks for the sides of conflicts; the answer is [`Command::Merge`].
    AskMerge,
    /// Asks whether to take the project over; the answer is [`Command::TakeOver`].
    AskTakeOver,
    CloseWindow,
    /// Scroll the article so that this byte of the active document can be seen.
    Reveal(usize),
    ShowPalette,
    /// Choose the claim through which this one came.
    ChooseVia(ClaimId),
    /// Choose what this claim is linked to, and how.
    ChooseLink(ClaimId),
    /// Choose the entity to merge these with.
    ChooseMerge(Vec<EntityId>),
    ChooseKind,
    RenameEntity(EntityId),
    ShowHelp,
    ShowAbout,
    ShowSettings,
    ShowSchema,
    ShowExport,
    /// What the last export could not hold.
    ShowLosses,
    /// Asks where an import goes and what its labels mean.
    ShowImport,
    ShowVersions,
    ShowRules,
    /// Choose the score above which suggestions are accepted.
    ShowScores,
    /// Choose who suggests, and where.
    ChooseEngine,
    /// Add, change and remove programs that suggest.
    ShowEngines,
    /// Choose a file of learned rules, or a project that has some.
    PickRules,
    /// Choose where learned rules are written to, with a file name to propose.
    PickRulesFile(String),
    /// What is wrong with the project, and the repairs.
    ShowRepairs,
    /// Of the project, or of one thing in it.
    ShowHistory(Option<Item>),
    FocusFind,
    /// Ask for the number of a paragraph or a line to go to.
    AskParagraph,
    FocusNextPanel,
    /// Give the keyboard to the list in view.
    FocusList,
    ShowEntities,
    ShowClaims,
    /// Nothing in the session to go back from: close the topmost thing of the window.
    Back,
}
