//! The whole app without a window: the open project, every command, and work in the background.
//!
//! Widgets, keys, menus and tests all speak [`Command`]; what only a window can do comes back as
//! [`Effect`], what the analyst should read as [`Notice`]. Nothing here draws.

pub mod action;
mod claims;
pub mod command;
mod dispatch;
mod exchange;
mod file_names;
mod files;
mod find;
pub mod history;
mod importing;
mod jobs;
pub mod keys;
mod learning;
mod listing;
pub mod lists;
mod marking;
pub mod marks;
mod notice;
mod opening;
mod parallel;
mod places;
mod programs;
mod question;
mod read_only;
mod reading_again;
pub mod repair;
mod safety;
mod saving;
mod sharing;
mod sorted;
mod stepping;
mod suggesting;
mod tally;
pub mod versions;
mod work;

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;

pub use command::{Command, DocumentChange, Effect, Into, Recovering, Unsaved};
pub use exchange::ExportReport;
pub use exchange::{AUTO, export, import};
pub use file_names::{PROJECT_ENDING, file_stem, with_ending};
pub use find::Find;
pub use importing::Importing;
pub use jobs::{
    Cut, Executor, ExportError, Exported, Finished, ImportError, Inline, Running, Threads,
};
pub use learning::{RuleRow, rule_rows};
pub use notice::{Notice, Tone};
pub use opening::LeftOut;
pub use parallel::in_parallel;
pub use programs::{FromProgram, NamedProgram, USUAL_SECONDS, suggest_by};
pub use read_only::ReadOnly;
pub use reading_again::Replacing;
pub use sharing::Merging;
pub use suggesting::{By, Scope as SuggestScope};
pub use work::{Caret, Counts, Part, Work};

use crate::model::{DocumentId, IdSource, Timestamp};
use crate::storage::{Opened, Settings};

/// What was asked for while unsaved changes stood in the way.
enum Pending {
    New,
    Close,
    Quit,
    Replace(Box<Opened>, PathBuf, Box<sharing::OnDisk>),
    Sample,
    Import(Box<crate::model::Project>),
    /// The work in this journal.
    Recover(PathBuf, safety::Place),
}

/// The app without a window.
pub struct Session {
    work: Option<Work>,
    settings: Settings,
    ids: IdSource,
    clock: fn() -> Timestamp,
    jobs: jobs::Jobs,
    effects: VecDeque<Effect>,
    notices: VecDeque<Notice>,
    pending: Option<Pending>,
    /// The pending thing goes on when this save has ended.
    resume_after_save: bool,
    settings_changed: bool,
    /// Where the articles came from that were opened since the start; projects don't keep it.
    opened_from: HashMap<DocumentId, PathBuf>,
    safety: safety::Safety,
    /// Earlier versions, once they were read for the dialog.
    versions: Option<Vec<versions::VersionRow>>,
    /// What tells this window from others, if it locks projects.
    window: Option<String>,
    merging: Option<sharing::Merging>,
    /// Marks that were set aside when the project was opened.
    misplaced: Vec<crate::storage::Misplaced>,
    /// Those of them that the analyst removed, with the number of the step that did.
    removed: Vec<(usize, u64)>,
    /// The history, once it was read for the dialog.
    history: Option<history::HistoryView>,
    /// The project as it is, while a past state of it is shown.
    present: Option<(history::Past, Box<Work>)>,
    /// How many projects were shown since the start.
    shown: u64,
    importing: Option<Importing>,
    left_out: Option<LeftOut>,
    last_export: Option<ExportReport>,
    replacing: Option<Replacing>,
}

impl Session {
    /// A session on the start page. `wake` is called from workers when something has ended.
    pub fn new(
        settings: Settings,
        executor: Box<dyn Executor>,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> Self {
        Self {
            work: None,
            settings,
            ids: IdSource::random(),
            clock: Timestamp::now,
            jobs: jobs::Jobs::new(executor, wake),
            effects: VecDeque::new(),
            notices: VecDeque::new(),
            pending: None,
            resume_after_save: false,
            settings_changed: false,
            opened_from: HashMap::new(),
            safety: safety::Safety::default(),
            versions: None,
            window: None,
            merging: None,
            misplaced: Vec::new(),
            removed: Vec::new(),
            history: None,
            present: None,
            shown: 0,
            importing: None,
            left_out: None,
            last_export: None,
            replacing: None,
        }
    }

    /// A session for tests: jobs run at once, ids come from a seed, the clock stands still.
    pub fn for_tests(seed: u64) -> Self {
        let mut session = Self::new(Settings::default(), Box::new(Inline), Arc::new(|| {}));
        session.ids = IdSource::from_seed(seed);
        session.clock = || Timestamp(1_793_700_000);
        session.settings.annotator = "tester".to_owned();
        session
    }

    /// The open project; `None` on the start page.
    pub fn work(&self) -> Option<&Work> {
        self.work.as_ref()
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes settings; they are written when [`Session::take_settings_changed`] is next asked.
    pub fn change_settings(&mut self, change: impl FnOnce(&mut Settings)) {
        let before = self.settings.clone();
        change(&mut self.settings);
        self.settings_changed |= before != self.settings;
    }

    /// Whether settings changed since the last call.
    pub fn take_settings_changed(&mut self) -> bool {
        std::mem::take(&mut self.settings_changed)
    }

    /// The next thing that only the window can do.
    pub fn take_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// The next thing that the analyst should read.
    pub fn take_notice(&mut self) -> Option<Notice> {
        self.notices.pop_front()
    }

    /// Tells the analyst something, in turn with what the session says itself.
    pub fn notify(&mut self, notice: Notice) {
        self.notices.push_back(notice);
    }

    /// A job under way, for the status bar.
    pub fn running(&self) -> Option<Running> {
        self.jobs.running()
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        match &self.work {
            None => "Claimdesk".to_owned(),
            Some(work) if work.is_saved() && work.path().is_some() => {
                format!("{} – Claimdesk", work.name())
            }
            Some(work) => format!("{} (not saved) – Claimdesk", work.name()),
        }
    }

    fn ask(&mut self, effect: Effect) {
        self.effects.push_back(effect);
    }
}
