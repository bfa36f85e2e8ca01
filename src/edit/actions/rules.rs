//! Switch learned rules on and off, delete and import them.

use std::sync::Arc;

use super::follow::follow_rules;
use super::{Outcome, count};
use crate::edit::{Author, Draft, Edit, Refusal};
use crate::model::{Project, Rule, RuleId, Standing};

/// Switches rules on or off. Open suggestions follow those that are switched on.
pub fn set_rules(
    project: &Project,
    author: &mut Author,
    ids: &[RuleId],
    standing: Standing,
) -> Outcome {
    let mut changed = Vec::new();
    for id in ids {
        let rule = project.rule(*id).ok_or(Refusal::Gone("rule"))?;
        if rule.standing != standing {
            let mut rule = (**rule).clone();
            rule.standing = standing;
            changed.push(Arc::new(rule));
        }
    }
    let what = match (standing, changed.as_slice()) {
        (_, []) => return Err(Refusal::Nothing("It is already so.".into())),
        (_, [one]) => one.lesson.said(project.schema()),
        (_, many) => count(many.len(), "rule"),
    };
    let label = format!("Switch {} {what}", standing.id());
    follow_rules(project, author, changed, &label)
}

/// Deletes rules. What was decided stays; the next decision may teach them again.
pub fn delete_rules(project: &Project, author: &mut Author, ids: &[RuleId]) -> Outcome {
    let mut draft = Draft::new(project, author);
    for id in ids {
        draft.set(Edit::Rule(*id, None));
    }
    let what = match ids {
        [one] => project
            .rule(*one)
            .map(|rule| format!("rule {}", rule.lesson.said(project.schema())))
            .ok_or(Refusal::Gone("rule"))?,
        many => count(many.len(), "rule"),
    };
    draft.finish(
        format!("Delete {what}"),
        None,
        "Select a rule to delete it.",
    )
}

/// Takes in rules of another project; `from` is the file's name. Rules that this project has about the same question
/// stay as they are. Open suggestions follow the new ones.
pub fn import_rules(
    project: &Project,
    author: &mut Author,
    rules: Vec<Rule>,
    from: &str,
) -> Outcome {
    let new = rules
        .into_iter()
        .filter(|rule| project.rule(rule.id()).is_none());
    let new: Vec<_> = new
        .map(|mut rule| {
            rule.imported = from.into();
            Arc::new(rule)
        })
        .collect();
    if new.is_empty() {
        let why = format!("{from} has no rule that this project lacks.");
        return Err(Refusal::Nothing(why));
    }
    let label = format!("Import {}", count(new.len(), "rule"));
    follow_rules(project, author, new, &label)
}
