//! Learned rules of two copies: they are no marks, so nobody is asked about them.
//!
//! What one side changed is taken. Where both learned the same, their new decisions add up; where they learned the
//! contrary, the later decision counts; a rule that one side switched off is off.

use std::sync::Arc;

use super::{Merger, same};
use crate::edit::Edit;
use crate::model::{Project, Rule, RuleId, Standing};

impl Merger<'_> {
    pub(super) fn rules(&mut self) {
        let projects = [self.base, Some(self.ours), Some(self.theirs)];
        let rules = projects.into_iter().flatten().flat_map(Project::rules);
        let mut ids: Vec<RuleId> = rules.map(|rule| rule.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let base = self.base.and_then(|base| base.rule(id));
            let (ours, theirs) = (self.ours.rule(id), self.theirs.rule(id));
            let next = if same(ours, theirs) {
                ours.cloned()
            } else if same(base, ours) {
                theirs.cloned()
            } else if same(base, theirs) {
                ours.cloned()
            } else {
                match (ours, theirs) {
                    (Some(ours), Some(theirs)) => {
                        Some(Arc::new(mixed(base.map(AsRef::as_ref), ours, theirs)))
                    }
                    // One side deleted what the other has gone on learning.
                    (one, other) => one.or(other).cloned(),
                }
            };
            if !same(next.as_ref(), self.project.rule(id)) {
                self.set(Edit::Rule(id, next));
            }
        }
    }
}

/// The same whichever side is which.
fn mixed(base: Option<&Rule>, ours: &Rule, theirs: &Rule) -> Rule {
    let rank = |rule: &Rule| (rule.at, rule.lesson.clone(), rule.by.clone());
    let (later, earlier) = match rank(ours) >= rank(theirs) {
        true => (ours, theirs),
        false => (theirs, ours),
    };
    if later.lesson != earlier.lesson {
        return later.clone();
    }
    let before = base.filter(|base| base.lesson == later.lesson);
    let before = before.map_or(0, |base| base.decisions);
    let both = ours.decisions.saturating_add(theirs.decisions);
    let is_off = [ours, theirs].iter().any(|rule| !rule.is_on());
    Rule {
        // What both had before is counted once.
        decisions: both
            .saturating_sub(before)
            .max(ours.decisions.max(theirs.decisions)),
        standing: if is_off { Standing::Off } else { Standing::On },
        imported: ours.imported.clone().min(theirs.imported.clone()),
        ..later.clone()
    }
}
