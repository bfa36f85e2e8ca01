//! Learned rules of both sides. Their ids follow from what they are about, so both sides may have learned the
//! same, or the opposite, without knowing of each other.

use std::sync::Arc;

use super::fields::{Subject, three};
use super::{Conflict, Merger, Part, Side, Slot};
use crate::edit::Edit;
use crate::edit::actions::short;
use crate::model::{DocumentId, Lesson, Project, Rule, RuleId};

impl Part for Rule {
    type Id = RuleId;
    const WHAT: &'static str = "learned rule";

    fn ids(project: &Project) -> Vec<RuleId> {
        project.rules().map(|rule| rule.id()).collect()
    }

    fn get(project: &Project, id: RuleId) -> Option<&Arc<Self>> {
        project.rule(id)
    }

    fn put(id: RuleId, next: Option<Arc<Self>>) -> Edit {
        Edit::Rule(id, next)
    }

    fn slot(id: RuleId) -> Slot {
        Slot::Rule(id)
    }

    fn document(&self) -> Option<DocumentId> {
        None
    }

    fn name(&self, _: &Project) -> String {
        self.lesson.words().to_string()
    }

    fn mix(merger: &mut Merger, base: Option<&Self>, ours: &Self, theirs: &Self) -> Self {
        mix(merger, base, ours, theirs)
    }
}

impl Subject for Rule {
    fn subject(&self, _: &Project) -> (Slot, String) {
        let what = format!("learned rule “{}”", short(self.lesson.words()));
        (Slot::Rule(self.id()), what)
    }
}

/// What a rule says is one thing with who decided it; how often it was decided counts both sides.
fn mix(merger: &mut Merger, base: Option<&Rule>, ours: &Rule, theirs: &Rule) -> Rule {
    let lesson = |rule: &Rule| (rule.lesson.clone(), rule.standing);
    let before = base.map(lesson);
    let (here, there) = (lesson(ours), lesson(theirs));
    if here != there {
        // One side changed what the rule says: its count and maker are of that side too.
        if let Some(taken) = three(before.as_ref(), &here, &there) {
            return if *taken == here { ours } else { theirs }.clone();
        }
        let (slot, what) = ours.subject(merger.ours);
        let side = merger.conflict(Conflict {
            slot,
            field: "lesson",
            what,
            ours: said(ours),
            theirs: said(theirs),
        });
        return if side == Side::Ours { ours } else { theirs }.clone();
    }
    let later = if (ours.at, &ours.by) >= (theirs.at, &theirs.by) {
        ours
    } else {
        theirs
    };
    let before = base.map_or(0, |base| base.decisions);
    let more = |rule: &Rule| rule.decisions.saturating_sub(before);
    // A rule that one side had from a file and the other learned is its own.
    let imported = if ours.imported <= theirs.imported {
        &ours.imported
    } else {
        &theirs.imported
    };
    Rule {
        decisions: before
            .saturating_add(more(ours))
            .saturating_add(more(theirs)),
        imported: imported.clone(),
        lesson: ours.lesson.clone(),
        standing: ours.standing,
        by: later.by.clone(),
        at: later.at,
    }
}

fn said(rule: &Rule) -> String {
    let lesson = match &rule.lesson {
        Lesson::Kind { kind, .. } => format!("is of kind {kind}"),
        Lesson::NoEntity { .. } => "is no entity".into(),
        Lesson::Same { entity, .. } => format!("means {}", short(entity)),
        Lesson::Apart { entity, .. } => format!("doesn’t mean {}", short(entity)),
        Lesson::Cue { class, .. } => format!("is a cue: {}", class.label().to_lowercase()),
        Lesson::NoCue { .. } => "is no cue".into(),
        Lesson::NoClaim { .. } => "is no claim".into(),
    };
    format!("{lesson}, {}", rule.standing.label().to_lowercase())
}
