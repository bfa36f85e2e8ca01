//! Learned rules as text: in a project file, in a step of the journal, and in a file of their own.

use std::sync::Arc;

use serde::Deserialize;

use super::Rule;
use super::read::{Fault, Problem, optional_term, term, time, within};
use crate::model::{self, CueClass, KindId, Lesson, Standing, rule_words};
use crate::storage::ron_text::{Layout, Record, record};

/// A file of learned rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// The version of this form: 1.
    pub rules_version: u64,
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// The rules of a file.
pub fn read_rules(file: RuleFile) -> Result<Vec<model::Rule>, Fault> {
    file.rules.into_iter().map(rule).collect()
}

/// A file of these rules. The same rules give the same bytes.
pub fn write_rules<'a>(rules: impl Iterator<Item = &'a Arc<model::Rule>>) -> String {
    let mut out = String::new();
    record(&mut out, Layout::Block(0), |r| {
        r.plain("rules_version", 1);
        r.column("rules", sorted(rules), |out, rule, _| {
            record(out, Layout::Line, |r| fill_rule(r, rule));
        });
    });
    out.push('\n');
    out
}

/// By what they say, then by their words.
pub(super) fn sorted<'a>(
    rules: impl Iterator<Item = &'a Arc<model::Rule>>,
) -> Vec<&'a Arc<model::Rule>> {
    let mut rules: Vec<_> = rules.collect();
    rules.sort_by(|a, b| a.lesson.cmp(&b.lesson));
    rules
}

pub(super) fn fill_rule(r: &mut Record<'_>, rule: &model::Rule) {
    let says = match &rule.lesson {
        Lesson::Kind { .. } => "kind",
        Lesson::NoEntity { .. } => "no_entity",
        Lesson::Same { .. } => "same",
        Lesson::Apart { .. } => "apart",
        Lesson::Cue { .. } => "cue",
        Lesson::NoCue { .. } => "no_cue",
        Lesson::NoClaim { .. } => "no_claim",
    };
    r.text("says", says);
    r.text("words", rule.lesson.words());
    match &rule.lesson {
        Lesson::Kind { kind, .. } => r.text("kind", kind.as_str()),
        Lesson::Same { entity, .. } | Lesson::Apart { entity, .. } => r.text("entity", entity),
        Lesson::Cue { class, .. } => r.text("class", class.id()),
        Lesson::NoEntity { .. } | Lesson::NoCue { .. } | Lesson::NoClaim { .. } => {}
    }
    if rule.standing != Standing::On {
        r.text("standing", rule.standing.id());
    }
    r.plain("decisions", rule.decisions);
    r.text_unless_empty("imported", &rule.imported);
    r.text("by", &rule.by);
    r.text("at", &rule.at.to_rfc3339());
}

pub(super) fn rule(file: Rule) -> Result<model::Rule, Fault> {
    let fault = within("rule", &file.words);
    let words = rule_words(&file.words);
    if words.is_empty() {
        return Err(fault(Problem::NoPlace));
    }
    let lesson = match file.says.as_str() {
        "kind" => Lesson::Kind {
            name: words,
            kind: KindId::new(&file.kind),
        },
        "no_entity" => Lesson::NoEntity { words },
        "same" => Lesson::Same {
            name: words,
            entity: file.entity.as_str().into(),
        },
        "apart" => Lesson::Apart {
            name: words,
            entity: file.entity.as_str().into(),
        },
        "cue" => Lesson::Cue {
            words,
            class: term(&file.class, "class of cue", CueClass::from_id).map_err(&fault)?,
        },
        "no_cue" => Lesson::NoCue { words },
        "no_claim" => Lesson::NoClaim { words },
        _ => {
            return Err(fault(Problem::UnknownTerm {
                what: "rule",
                found: file.says.clone(),
            }));
        }
    };
    let standing = optional_term(&file.standing, "standing", Standing::from_id);
    Ok(model::Rule {
        lesson,
        standing: standing.map_err(&fault)?.unwrap_or(Standing::On),
        decisions: file.decisions,
        imported: file.imported.as_str().into(),
        by: file.by.as_str().into(),
        at: time(&file.at).map_err(&fault)?,
    })
}
