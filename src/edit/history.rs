//! Unlimited undo and redo over all documents.

use super::selection::Selection;
use super::transaction::{Edit, Touched, Transaction};
use crate::model::Project;

/// One step that can be taken back (or made again): the edits that do it, and the selection around it.
#[derive(Clone, Debug)]
struct Step {
    label: String,
    /// The revision that it made first: no other step has it.
    number: u64,
    edits: Vec<Edit>,
    before: Selection,
    after: Selection,
}

/// What a commit, an undo or a redo did.
#[derive(Clone, Debug)]
pub struct Applied {
    pub label: String,
    pub touched: Touched,
    /// The selection to show now.
    pub selection: Selection,
}

/// The steps done and undone. Edits go through here and nowhere else.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Counts every change, undo and redo included; never goes back.
    revision: u64,
    /// `done.len()` at the last save, while the saved state can be reached by undo or redo.
    saved_at: Option<usize>,
}

impl History {
    /// A history whose present state counts as saved.
    pub fn new_saved() -> Self {
        Self {
            saved_at: Some(0),
            ..Self::default()
        }
    }

    /// Grows with every change, so derived state can be keyed by it.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A mark of the present state, for [`History::mark_saved`] once a save of it has ended.
    pub fn position(&self) -> usize {
        self.done.len()
    }

    /// Says that the state at `position` is now the saved one.
    pub fn mark_saved(&mut self, position: usize) {
        self.saved_at = Some(position);
    }

    /// Says that no state is saved.
    pub fn mark_unsaved(&mut self) {
        self.saved_at = None;
    }

    /// Whether the present state is the saved one.
    pub fn is_saved(&self) -> bool {
        self.saved_at == Some(self.done.len())
    }

    /// The label of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    /// The number of the step that undo would take back.
    pub fn last_step(&self) -> Option<u64> {
        self.done.last().map(|step| step.number)
    }

    /// Whether the step of this number is done and not undone.
    pub fn has_done(&self, number: u64) -> bool {
        self.done.iter().any(|step| step.number == number)
    }

    /// The label of the step that redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }

    /// Makes a transaction's changes and remembers how to take them back.
    pub fn commit(
        &mut self,
        project: &mut Project,
        transaction: Transaction,
        before: &Selection,
    ) -> Applied {
        if self.saved_at.is_some_and(|saved| saved > self.done.len()) {
            // The saved state was undone and is now out of reach.
            self.saved_at = None;
        }
        self.undone.clear();
        let inverse = apply(project, transaction.edits);
        let touched = Touched::of(&inverse);
        let mut after = transaction.select.unwrap_or_else(|| before.clone());
        after.keep_existing(project);
        self.revision += 1;
        self.done.push(Step {
            label: transaction.label.clone(),
            number: self.revision,
            edits: inverse,
            before: before.clone(),
            after: after.clone(),
        });
        Applied {
            label: transaction.label,
            touched,
            selection: after,
        }
    }

    /// Takes back the last step; `None` if there is none.
    pub fn undo(&mut self, project: &mut Project) -> Option<Applied> {
        let step = self.done.pop()?;
        let (applied, step) = self.run(project, step, |step| step.before.clone());
        self.undone.push(step);
        Some(applied)
    }

    /// Makes the last undone step again; `None` if there is none.
    pub fn redo(&mut self, project: &mut Project) -> Option<Applied> {
        let step = self.undone.pop()?;
        let (applied, step) = self.run(project, step, |step| step.after.clone());
        self.done.push(step);
        Some(applied)
    }

    fn run(
        &mut self,
        project: &mut Project,
        step: Step,
        selection: impl Fn(&Step) -> Selection,
    ) -> (Applied, Step) {
        let selection = selection(&step);
        let inverse = apply(project, step.edits);
        let touched = Touched::of(&inverse);
        self.revision += 1;
        let applied = Applied {
            label: step.label.clone(),
            touched,
            selection,
        };
        let step = Step {
            edits: inverse,
            ..step
        };
        (applied, step)
    }
}

/// Applies edits in order; returns the edits that take them back, in the order to apply those.
fn apply(project: &mut Project, edits: Vec<Edit>) -> Vec<Edit> {
    let mut inverse: Vec<Edit> = edits.into_iter().map(|edit| edit.apply(project)).collect();
    inverse.reverse();
    inverse
}
