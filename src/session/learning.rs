//! Learned rules in the window: the list, switching, deleting, import and export.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use super::action::Action;
use super::command::{Command, Effect};
use super::file_names::file_stem;
use super::jobs::Finished;
use super::notice::Notice;
use crate::edit::actions;
use crate::model::{Project, Rule, RuleId, Standing};
use crate::storage::{self, RULES_EXTENSION};
use crate::suggest::LearnedRules;

/// A rule as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleRow {
    pub id: RuleId,
    /// “Reuters” is an organisation
    pub said: String,
    /// From 3 decisions, the last by Ada on 3 Nov 2026
    pub origin: String,
    pub is_on: bool,
}

/// The learned rules of a project, by their words; with a filter, those in which it stands.
pub fn rule_rows(project: &Project, filter: &str) -> Vec<RuleRow> {
    let wanted = filter.trim().to_lowercase();
    let schema = project.schema();
    let mut rules: Vec<_> = project.rules().collect();
    rules.sort_by_cached_key(|rule| (rule.lesson.words().to_lowercase(), rule.lesson.clone()));
    let rows = rules.into_iter().map(|rule| RuleRow {
        id: rule.id(),
        said: rule.lesson.said(schema),
        origin: origin(rule),
        is_on: rule.is_on(),
    });
    rows.filter(|row| row.said.to_lowercase().contains(&wanted))
        .collect()
}

fn origin(rule: &Rule) -> String {
    let decisions = actions::count(rule.decisions as usize, "decision");
    let when = rule.at.local("%-d %b %Y");
    let by = match rule.by.as_ref() {
        "" => String::new(),
        name => format!(" by {name}"),
    };
    match rule.imported.as_ref() {
        "" if rule.decisions == 1 => format!("From {decisions}{by} on {when}"),
        "" => format!("From {decisions}, the last{by} on {when}"),
        file => format!("Imported from {file}, with {decisions}"),
    }
}

impl Session {
    /// The rules that suggestions follow.
    pub(super) fn learned_rules(&self) -> LearnedRules {
        self.work.as_ref().map_or(LearnedRules::default(), |work| {
            LearnedRules::new(work.project.rules(), work.project.schema())
        })
    }

    pub(super) fn act_on_rules(&mut self, action: Action) {
        match action {
            Action::LearnedRules => self.ask(Effect::ShowRules),
            Action::ImportRules => self.ask(Effect::PickRules),
            Action::ExportRules => {
                let name = self.work.as_ref().map_or(String::new(), |work| work.name());
                let name = format!("{}{RULES_EXTENSION}", file_stem(&name));
                self.ask(Effect::PickRulesFile(name));
            }
            _ => {}
        }
    }

    pub(super) fn dispatch_rules(&mut self, command: Command) {
        match command {
            Command::SwitchRules(ids, standing) => self.switch_rules(&ids, standing),
            Command::DeleteRules(ids) => {
                self.edit_as_it_is(|p, a| actions::delete_rules(p, a, &ids));
            }
            Command::SetEngines(engines) => {
                self.change_settings(|settings| settings.engines = engines);
            }
            Command::Learn(on) => self.change_settings(|settings| settings.learn = on),
            Command::ImportRules(path) => {
                self.jobs
                    .start("Reading rules", move || Finished::RulesRead {
                        result: storage::read_rules(&path),
                        path,
                    });
            }
            Command::ExportRules(path) => self.export_rules(&path),
            _ => {}
        }
    }

    fn switch_rules(&mut self, ids: &[RuleId], standing: Standing) {
        self.edit_as_it_is(|p, a| actions::set_rules(p, a, ids, standing));
    }

    pub(super) fn rules_read(
        &mut self,
        path: &Path,
        result: Result<Vec<Rule>, storage::RuleFileError>,
    ) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match result {
            Ok(rules) => {
                self.edit_as_it_is(|p, a| actions::import_rules(p, a, rules, &name));
            }
            Err(error) => self.notify(Notice::error(error.to_string())),
        }
    }

    fn export_rules(&mut self, path: &Path) {
        let Some(work) = &self.work else {
            return;
        };
        let rules: Vec<Arc<Rule>> = work.project.rules().cloned().collect();
        let path = with_rules_ending(path);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let notice = match storage::write_rules(&path, &rules) {
            Ok(()) => {
                let number = actions::count(rules.len(), "rule");
                Notice::info(format!("Exported {number} to {name}."))
            }
            Err(error) => Notice::error(error.to_string()),
        };
        self.notify(notice);
    }
}

fn with_rules_ending(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match name.to_lowercase().ends_with(".ron") {
        true => path.to_owned(),
        false => path.with_file_name(format!("{name}{RULES_EXTENSION}")),
    }
}
