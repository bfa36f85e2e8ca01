//! The history of the open project: who did what and when, looking at a past state, and the way back to it.

use std::collections::BTreeSet;

use super::action::Action;
use super::command::{Effect, Reach};
use super::jobs::Finished;
use super::notice::Notice;
use super::versions::{Difference, changes};
use super::{Session, Work};
use crate::edit::actions;
use crate::edit::{Edit, Item};
use crate::model::{Ledger, Maker, Project, ProjectId, Timestamp};
use crate::storage::history::{self, Entry, EntryKind, HistoryFault, Settled};

/// So many changes of one record are shown by name.
const NAMED: usize = 200;
const DAY: i64 = 24 * 3600;

/// A record as the dialog shows it.
#[derive(Clone, Debug)]
pub struct HistoryRow {
    /// Its checksum, by which it is asked for.
    pub sum: String,
    pub kind: EntryKind,
    pub label: String,
    pub by: String,
    pub at: Timestamp,
    /// Engines with their rules that made what the record added, or formats it came from.
    pub engines: Vec<String>,
    /// What it changed, the first ones by name.
    pub changes: Vec<Difference>,
    /// How many changes there are in all.
    pub count: usize,
    items: BTreeSet<Item>,
    after: Project,
}

impl HistoryRow {
    fn new(entry: Entry) -> Self {
        let title = entry.before.title();
        // A step always says the title.
        let is_said = |edit: &Edit| !matches!(edit, Edit::Title(new) if **new == *title);
        let real: Vec<Edit> = entry.edits.into_iter().filter(is_said).collect();
        let named = &real[..real.len().min(NAMED)];
        Self {
            sum: entry.sum,
            kind: entry.kind,
            label: entry.label,
            by: entry.by,
            at: entry.at,
            engines: real
                .iter()
                .filter_map(engine)
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            changes: changes(named, &entry.before, &entry.after),
            count: real.len(),
            items: real.iter().flat_map(items).collect(),
            after: entry.after,
        }
    }

    fn has(&self, needle: &str) -> bool {
        let in_line = |line: &str| line.to_lowercase().contains(needle);
        in_line(&self.label)
            || in_line(&self.by)
            || self.engines.iter().any(|engine| in_line(engine))
            || self.changes.iter().any(|change| in_line(&change.words))
    }
}

/// What made something, if that was no person: “plain 2, capitalised words”.
fn engine(edit: &Edit) -> Option<String> {
    let provenance = match edit {
        Edit::Entity(_, Some(it)) => &it.provenance,
        Edit::Mention(_, Some(it)) => &it.provenance,
        Edit::Claim(_, Some(it)) => &it.provenance,
        Edit::Link(_, Some(it)) => &it.provenance,
        _ => return None,
    };
    match &provenance.maker {
        Maker::Annotator(_) => None,
        Maker::Engine { name, rule } if rule.is_empty() => Some(name.to_string()),
        Maker::Engine { name, rule } => Some(format!("{name}, {rule}")),
        Maker::Import(format) => Some(format!("Imported from {format}")),
    }
}

/// The annotations whose history an edit belongs to: a mention’s also to that of its entity.
fn items(edit: &Edit) -> Vec<Item> {
    match edit {
        Edit::Entity(id, _) => vec![Item::Entity(*id)],
        Edit::Mention(id, Some(mention)) => {
            vec![Item::Mention(*id), Item::Entity(mention.entity)]
        }
        Edit::Mention(id, None) => vec![Item::Mention(*id)],
        Edit::Claim(id, _) => vec![Item::Claim(*id)],
        Edit::Link(id, Some(link)) => vec![Item::Link(*id), Item::Claim(link.from)],
        Edit::Link(id, None) => vec![Item::Link(*id)],
        _ => Vec::new(),
    }
}

/// How far back the list goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    #[default]
    Ever,
    Day,
    Week,
    Month,
}

impl Period {
    pub const ALL: [Self; 4] = [Self::Ever, Self::Day, Self::Week, Self::Month];

    pub fn label(self) -> &'static str {
        match self {
            Self::Ever => "At any time",
            Self::Day => "Last 24 hours",
            Self::Week => "Last 7 days",
            Self::Month => "Last 30 days",
        }
    }

    fn since(self, now: Timestamp) -> i64 {
        match self {
            Self::Ever => i64::MIN,
            Self::Day => now.0 - DAY,
            Self::Week => now.0 - 7 * DAY,
            Self::Month => now.0 - 30 * DAY,
        }
    }
}

/// Which records are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFilter {
    pub by: Option<String>,
    pub kind: Option<EntryKind>,
    pub period: Period,
    pub text: String,
    /// Only what touched this.
    pub item: Option<Item>,
}

/// The history, once it was read.
#[derive(Clone, Debug, Default)]
pub struct HistoryView {
    /// The first record first.
    pub rows: Vec<HistoryRow>,
    pub fault: Option<HistoryFault>,
    now: Timestamp,
}

impl HistoryView {
    fn new(project: &Project, now: Timestamp) -> Self {
        let replay = history::replay(project);
        let fault = history::verify(project).err();
        Self {
            rows: replay.entries.into_iter().map(HistoryRow::new).collect(),
            fault,
            now,
        }
    }

    /// Everybody who did something, by name.
    pub fn people(&self) -> Vec<String> {
        let people: BTreeSet<&String> = self.rows.iter().map(|row| &row.by).collect();
        people.into_iter().cloned().collect()
    }

    /// The numbers of the rows that a filter lets through, the latest first.
    pub fn shown(&self, filter: &HistoryFilter) -> Vec<usize> {
        let needle = filter.text.trim().to_lowercase();
        let since = filter.period.since(self.now);
        let fits = |row: &HistoryRow| {
            filter.by.as_ref().is_none_or(|by| row.by == *by)
                && filter.kind.is_none_or(|kind| row.kind == kind)
                && row.at.0 >= since
                && filter.item.is_none_or(|item| row.items.contains(&item))
                && (needle.is_empty() || row.has(&needle))
        };
        let rows = self.rows.iter().enumerate().rev();
        rows.filter(|(_, row)| fits(row))
            .map(|(at, _)| at)
            .collect()
    }
}

/// A past state that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The record after which it was so.
    pub sum: String,
    pub label: String,
    pub at: Timestamp,
}

impl Session {
    /// The history of the open project; `None` while it is being read.
    pub fn history(&self) -> Option<&HistoryView> {
        self.history.as_ref()
    }

    /// The past state that is shown instead of the project.
    pub fn past(&self) -> Option<&Past> {
        self.present.as_ref().map(|(past, _)| past)
    }

    /// Whether what is done is recorded.
    pub fn keeps_history(&self) -> bool {
        self.newest()
            .is_some_and(|work| work.project.ledger().is_some_and(Ledger::is_on))
    }

    /// Whether there are records.
    pub fn has_history(&self) -> bool {
        self.newest()
            .is_some_and(|work| work.project.ledger().is_some())
    }

    /// The open project, also while a past state of it is shown.
    fn newest(&self) -> Option<&Work> {
        match &self.present {
            Some((_, present)) => Some(present),
            None => self.work.as_ref(),
        }
    }

    pub(super) fn act_on_history(&mut self, action: Action) {
        match action {
            Action::KeepHistory => self.keep_history(true),
            Action::EndHistory => self.keep_history(false),
            Action::History => self.show_history(None),
            Action::ItemHistory => {
                let item = self.work.as_ref().and_then(|work| work.selection.primary());
                self.show_history(item);
            }
            Action::BackToPresent => drop(self.back_to_present()),
            _ => {}
        }
    }

    fn keep_history(&mut self, keep: bool) {
        let now = (self.clock)();
        let Some(work) = &mut self.work else {
            return;
        };
        let by = &self.settings.annotator;
        if keep {
            history::turn_on(&mut work.project, by, now);
        } else {
            history::turn_off(&mut work.project, by, now);
        }
        work.history.mark_unsaved();
        // The records are in the journal's beginning; its steps are not repeated.
        self.keep_from_here();
        let said = match keep {
            true => {
                "From now on the project records who did what and when. Save to keep the record."
            }
            false => "Nothing more is recorded. What was recorded stays in the project.",
        };
        self.notify(Notice::info(said));
    }

    fn show_history(&mut self, item: Option<Item>) {
        let Some(project) = self.newest().map(|work| work.project.clone()) else {
            return;
        };
        self.history = None;
        let now = (self.clock)();
        self.jobs.start("Reading the history", move || {
            let view = HistoryView::new(&project, now);
            Finished::History(project.id(), Box::new(view))
        });
        self.ask(Effect::ShowHistory(item));
    }

    pub(super) fn history_read(&mut self, project: ProjectId, view: HistoryView) {
        if self
            .newest()
            .is_some_and(|work| work.project.id() == project)
        {
            self.history = Some(view);
        }
    }

    fn row(&self, sum: &str) -> Option<HistoryRow> {
        let rows = &self.history.as_ref()?.rows;
        rows.iter().find(|row| row.sum == sum).cloned()
    }

    pub(super) fn look_at_state(&mut self, sum: &str) {
        let Some(row) = self.row(sum) else {
            return;
        };
        self.back_to_present();
        let past = Past {
            sum: row.sum,
            label: row.label,
            at: row.at,
        };
        let mut then = Work::new(row.after, None);
        let active = self.work.as_ref().and_then(|work| work.active);
        then.look_at(active);
        if let Some(present) = self.work.replace(then) {
            self.present = Some((past, Box::new(present)));
        }
    }

    pub(super) fn restore_state(&mut self, sum: &str) {
        self.back_to_present();
        if let Some(row) = self.row(sum) {
            let when = row.at.local("%-d %B, %H:%M");
            self.edit_and_say(|p, a| actions::restore(p, a, &row.after, &when));
        }
    }

    /// Shows the project as it is again; whether a past state was shown.
    pub(super) fn back_to_present(&mut self) -> bool {
        match self.present.take() {
            Some((_, present)) => {
                self.work = Some(*present);
                true
            }
            None => false,
        }
    }

    /// Before something is run while a past state is shown: what only looks goes on there, everything else is for
    /// the project as it is, and a change that was meant for the past is not made there. Whether to go on.
    pub(super) fn leave_past_for(&mut self, reach: Reach) -> bool {
        if reach == Reach::View || !self.back_to_present() {
            return true;
        }
        if reach == Reach::Change {
            let said = "Nothing was changed: you were looking at an earlier state. This is the project as it is now.";
            self.notify(Notice::info(said));
        }
        reach != Reach::Change
    }

    /// Takes something in that is for the project as it is, while a past state may be shown. The past stays in
    /// view, unless another project came.
    pub(super) fn in_present(&mut self, run: impl FnOnce(&mut Self)) {
        let Some((past, present)) = self.present.take() else {
            run(self);
            return;
        };
        let then = self.work.replace(*present);
        let shown = self.shown;
        run(self);
        if self.shown == shown
            && self.present.is_none()
            && let (Some(then), Some(present)) = (then, self.work.take())
        {
            self.work = Some(then);
            self.present = Some((past, Box::new(present)));
        }
    }

    /// The project in view and, while that is a past state, the project as it is.
    pub(super) fn works(&mut self) -> impl Iterator<Item = &mut Work> {
        let present = self.present.iter_mut().map(|(_, work)| &mut **work);
        self.work.iter_mut().chain(present)
    }

    /// Records what was changed outside the app in a project that was just opened.
    pub(super) fn settle_history(&mut self, project: &mut Project) -> bool {
        let now = (self.clock)();
        let label = "Changed outside Claimdesk";
        match history::settle(project, label, "unknown", now) {
            Settled::Fits => false,
            Settled::Added => true,
            Settled::Broken(fault) => {
                let said = format!("The project’s history is not as it was written: {fault}.");
                self.notify(Notice::warning(said));
                false
            }
        }
    }
}
