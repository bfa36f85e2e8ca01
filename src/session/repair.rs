//! What is wrong with the open project, and the repairs: each a step that can be undone.

use std::path::PathBuf;

use super::action::Action;
use super::command::Effect;
use super::notice::Notice;
use super::safety::whole;
use super::{Session, Work};
use crate::edit::actions::{self, count};
use crate::edit::{Edit, Transaction};
use crate::model::doctor::{self, Finding};
use crate::storage::{LoadError, Misplaced, ToRepair};

/// A mark that was set aside, as the dialog shows it.
#[derive(Debug)]
pub struct Aside<'a> {
    /// Its number, by which it is put back.
    pub number: usize,
    pub mark: &'a Misplaced,
}

/// A quotation for a line of the dialog.
pub fn short(quote: &str) -> String {
    actions::short(quote)
}

impl Session {
    pub(super) fn check_project(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        if self.findings().is_empty() && self.set_aside().is_empty() {
            let marks = work.project.mention_count() + work.project.claim_count();
            let said = format!("The project is sound: {} checked.", count(marks, "mark"));
            self.notify(Notice::info(said));
            return;
        }
        self.ask(Effect::ShowRepairs);
    }

    /// What the doctor finds. It examines anew at each call.
    pub fn findings(&self) -> Vec<Finding> {
        let work = self.work.as_ref();
        work.map_or(Vec::new(), |work| doctor::examine(&work.project))
    }

    /// The marks that were set aside when the project was opened and are not put back.
    pub fn set_aside(&self) -> Vec<Aside<'_>> {
        let Some(work) = &self.work else {
            return Vec::new();
        };
        let all = self.misplaced.iter().enumerate();
        let is_removed = |aside: &Aside<'_>| {
            let mut removed = self.removed.iter();
            removed.any(|(mark, step)| *mark == aside.number && work.history.has_done(*step))
        };
        all.map(|(number, mark)| Aside { number, mark })
            .filter(|aside| !aside.mark.item.exists(&work.project) && !is_removed(aside))
            .collect()
    }

    /// Opens a project that has to be repaired, and says so at once.
    pub(super) fn open_to_repair(&mut self, opened: ToRepair, path: PathBuf) {
        let mut project = opened.project;
        self.settle_history(&mut project);
        let mut work = Work::new(project, Some(whole(&path)));
        // The file is another one until it is saved again.
        work.history.mark_unsaved();
        self.show(Some(work));
        self.misplaced = opened.misplaced;
        let said = match (self.set_aside().len(), &opened.why) {
            (0, LoadError::Unsound { number, .. }) => format!(
                "This project has {}. It can be saved once they are repaired.",
                count(*number, "fault")
            ),
            (0, why) => format!("This project has to be repaired: {why}."),
            (1, _) => {
                "1 mark doesn’t stand on its words any more. Put it back, or leave it out.".into()
            }
            (number, _) => format!(
                "{number} marks don’t stand on their words any more. Put them back, or leave them out."
            ),
        };
        self.notify(Notice::warning(said).with("Check project", Action::CheckProject));
        self.ask(Effect::ShowRepairs);
    }

    pub(super) fn repair(&mut self, finding: &Finding) {
        self.edit_and_say(|p, a| actions::repair(p, a, finding));
    }

    pub(super) fn repair_all(&mut self) {
        let aside = self.set_aside();
        let clear = aside
            .iter()
            .filter_map(|aside| aside.mark.put(aside.mark.clear_place()?));
        let clear: Vec<Edit> = clear.collect();
        self.edit_and_say(|p, a| actions::repair_all(p, a, clear));
    }

    /// Gives a mark up that was set aside. It isn't in the project, so the step changes nothing there; it says that
    /// the analyst decided, and undoing it offers the mark again.
    pub(super) fn remove_aside(&mut self, mark: usize) {
        let Some(found) = self.misplaced.get(mark) else {
            return;
        };
        let label = format!("Remove the mark “{}”", actions::short(&found.quote));
        let done = self.edit_as_it_is(|_, _| {
            Ok(Transaction {
                label,
                edits: Vec::new(),
                select: None,
            })
        });
        let step = self.work.as_ref().and_then(|work| work.history.last_step());
        if let (true, Some(step)) = (done, step) {
            self.removed.push((mark, step));
        }
    }

    pub(super) fn put_back(&mut self, mark: usize, place: usize) {
        let Some(found) = self.misplaced.get(mark) else {
            return;
        };
        let label = format!("Put back “{}”", actions::short(&found.quote));
        if let Some(edit) = found.put(place) {
            self.edit_and_say(|_, _| {
                Ok(Transaction {
                    label,
                    edits: vec![edit],
                    select: None,
                })
            });
        }
    }
}
