//! A step of work: an action becomes a transaction, what it decides is learned, and open suggestions follow.

use std::sync::Arc;

use super::action::Action;
use super::notice::{Notice, past};
use super::{Session, Work};
use crate::edit::actions::{self, EntityChange, Outcome};
use crate::edit::{Author, Edit, Refusal, Transaction, learn};
use crate::model::{EntityId, Mention, Project, ReviewState, Rule};
use crate::storage::journal::StepKind;

/// What a step did.
pub(super) struct Done {
    /// Its label, as the Undo menu has it.
    pub label: String,
    /// What the analyst should know of suggestions that followed what was learned; they are a step of their own.
    pub followed: Option<String>,
}

/// Whether the decisions of a step are learned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Learning {
    On,
    Off,
}

impl Session {
    /// Runs an edit and says so where it is worth a word.
    pub(super) fn edit(&mut self, action: impl FnOnce(&Project, &mut Author) -> Outcome) -> bool {
        let done = self.step(action);
        if let Some(followed) = done.as_ref().and_then(|done| done.followed.as_ref()) {
            self.notify(Notice::info(followed).with("Undo", Action::Undo));
        }
        done.is_some()
    }

    /// As [`Session::edit`], and tells what was done, with a way back.
    pub(super) fn edit_and_say(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
    ) -> bool {
        let done = self.step(action);
        self.say(done)
    }

    /// As [`Session::edit_and_say`], for what brings decisions along that were made elsewhere or before: nothing is
    /// learned from them.
    pub(super) fn edit_as_it_is(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
    ) -> bool {
        let done = self.step_as_it_is(action);
        self.say(done)
    }

    /// As [`Session::step`], without learning from it.
    pub(super) fn step_as_it_is(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
    ) -> Option<Done> {
        self.run(action, Learning::Off)
    }

    /// Changes a field of entities; a new kind that takes several open suggestions along says so.
    pub(super) fn change_entities(&mut self, ids: &[EntityId], change: &EntityChange) -> bool {
        let open = match (&self.work, change) {
            (Some(work), EntityChange::Kind(_)) => {
                let mentions = ids.iter().flat_map(|id| work.project.mentions_of(*id));
                let open = |m: &&Arc<Mention>| m.provenance.state == ReviewState::Suggested;
                mentions.filter(open).count()
            }
            _ => 0,
        };
        let Some(done) = self.step(|p, a| actions::change_entities(p, a, ids, change)) else {
            return false;
        };
        let places = (open > 1).then(|| format!("{}, at {open} places", past(&done.label)));
        let said: Vec<_> = places.into_iter().chain(done.followed).collect();
        if !said.is_empty() {
            let notice = Notice::info(said.join(". "));
            self.notify(notice.with("Undo", Action::Undo));
        }
        true
    }

    fn say(&mut self, done: Option<Done>) -> bool {
        let Some(done) = done else {
            return false;
        };
        let said = match done.followed {
            Some(followed) => format!("{}. {followed}", past(&done.label)),
            None => past(&done.label),
        };
        self.notify(Notice::info(said).with("Undo", Action::Undo));
        true
    }

    /// Runs an edit; only refusals are told. `None` if nothing was done.
    pub(super) fn step(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
    ) -> Option<Done> {
        let learning = match self.settings.learn {
            true => Learning::On,
            false => Learning::Off,
        };
        self.run(action, learning)
    }

    /// Runs an edit also in a window that may only read: for what another window has changed.
    pub(super) fn edit_regardless(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
    ) -> bool {
        self.run_regardless(action, Learning::Off).is_some()
    }

    fn run(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
        learning: Learning,
    ) -> Option<Done> {
        match self.refuse_read_only() {
            true => None,
            false => self.run_regardless(action, learning),
        }
    }

    fn run_regardless(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
        learning: Learning,
    ) -> Option<Done> {
        let outcome = self.outcome(action)?;
        match outcome {
            Ok(mut transaction) => {
                let label = transaction.label.clone();
                let mut followed = Vec::new();
                if self.safety.is_drafting() {
                    self.keep_draft(transaction);
                    return None;
                }
                if learning == Learning::On && learn::may_teach(&transaction) {
                    followed = self.learn_from(&mut transaction);
                }
                self.commit(transaction);
                let followed = self.let_follow(followed);
                Some(Done { label, followed })
            }
            Err(_) if self.safety.is_drafting() => None,
            Err(Refusal::Nothing(why)) => {
                if !why.is_empty() {
                    self.notify(Notice::info(why));
                }
                None
            }
            Err(refusal) => {
                self.notify(Notice::warning(refusal.to_string()));
                None
            }
        }
    }

    fn outcome<T>(&mut self, action: impl FnOnce(&Project, &mut Author) -> T) -> Option<T> {
        let work = self.work.as_ref()?;
        let mut author = Author {
            name: &self.settings.annotator,
            now: (self.clock)(),
            ids: &mut self.ids,
        };
        Some(action(&work.project, &mut author))
    }

    fn commit(&mut self, transaction: Transaction) {
        if let Some(work) = &mut self.work {
            let before = work.project.clone();
            let applied = work.commit(transaction);
            self.keep_step(StepKind::Commit, &applied, &before);
        }
    }

    /// Adds the rules that a step teaches to the step itself; those that open suggestions would follow are returned,
    /// for they become a step of their own, which can be taken back alone.
    fn learn_from(&mut self, transaction: &mut Transaction) -> Vec<Arc<Rule>> {
        let edits = transaction.edits.clone();
        let sorted = self.outcome(|before, author| {
            let mut after = before.clone();
            for edit in &edits {
                edit.clone().apply(&mut after);
            }
            let taught = learn::taught(before, &after, &edits);
            actions::sorted_out(&after, author, taught)
        });
        let (followed, quiet) = sorted.unwrap_or_default();
        let quiet = quiet
            .into_iter()
            .map(|rule| Edit::Rule(rule.id(), Some(rule)));
        transaction.edits.extend(quiet);
        followed
    }

    /// Lets open suggestions follow new rules, as a step of its own; says what the analyst should know.
    fn let_follow(&mut self, rules: Vec<Arc<Rule>>) -> Option<String> {
        let work = self.work.as_ref()?;
        let what = match rules.as_slice() {
            [] => return None,
            [one] => one.lesson.said(work.project.schema()),
            many => actions::count(many.len(), "rule"),
        };
        let label = format!("Learn {what}");
        let outcome = self.outcome(|p, a| actions::follow_rules(p, a, rules, &label))?;
        self.commit(outcome.ok()?);
        self.work.as_ref().and_then(Work::undo_label).map(past)
    }
}
