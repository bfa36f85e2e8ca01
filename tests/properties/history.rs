//! Random verbs through the history.

use std::collections::HashMap;

use claimdesk::edit::{Author, History, Selection};
use claimdesk::model::{IdSource, Project, Timestamp};
use claimdesk::storage;

use crate::dice::{Dice, cases};
use crate::laws;
use crate::support::random_project::random_project;
use crate::verbs::VERBS;

const STEPS: usize = 60;

#[test]
fn every_change_leaves_a_sound_project_and_can_be_taken_back() {
    let mut done: HashMap<&str, usize> = HashMap::new();
    for seed in 0..cases(40) {
        walk(seed, &mut done);
    }
    for (name, _) in VERBS {
        assert!(done.contains_key(name), "{name} was never done");
    }
}

fn walk(seed: u64, done: &mut HashMap<&str, usize>) {
    let mut project = random_project(seed);
    let mut dice = Dice::new(seed);
    let mut ids = IdSource::from_seed(seed ^ 0xc1a1);
    let mut history = History::new_saved();
    let mut states = vec![project.clone()];
    for step in 0..STEPS {
        let (name, verb) = VERBS[dice.rng.usize(..VERBS.len())];
        let context = || format!("seed {seed}, step {step}, {name}");
        let before = project.clone();
        let mut author = Author {
            name: "tester",
            now: Timestamp(1_793_700_000 + step as i64),
            ids: &mut ids,
        };
        let outcome = verb(&mut dice, &project, &mut author);
        assert_eq!(
            project,
            before,
            "{}: an action changed its input",
            context()
        );
        let Ok(transaction) = outcome else {
            continue;
        };
        assert!(!transaction.label.is_empty(), "{}", context());
        let applied = history.commit(&mut project, transaction, &Selection::none());
        laws::check(&project, &context);
        for item in applied.selection.items() {
            assert!(item.exists(&project), "{}: {item:?} is selected", context());
        }
        *done.entry(name).or_default() += 1;
        let after = project.clone();
        history.undo(&mut project).unwrap();
        assert_eq!(project, before, "{}: undo", context());
        laws::check(&project, &|| format!("{}, undone", context()));
        history.redo(&mut project).unwrap();
        assert_eq!(project, after, "{}: redo", context());
        states.push(project.clone());
    }
    there_and_back(seed, &mut project, &mut history, &states);
}

/// To the start and to the end again, step by step; then through a file.
fn there_and_back(seed: u64, project: &mut Project, history: &mut History, states: &[Project]) {
    for (step, state) in states.iter().enumerate().rev().skip(1) {
        history.undo(project).unwrap();
        assert_eq!(project, state, "seed {seed}: undo to state {step}");
    }
    assert!(history.undo(project).is_none() && history.is_saved());
    laws::check(project, &|| format!("seed {seed}, all undone"));
    for (step, state) in states.iter().enumerate().skip(1) {
        history.redo(project).unwrap();
        assert_eq!(project, state, "seed {seed}: redo to state {step}");
    }
    assert!(history.redo(project).is_none());
    laws::check(project, &|| format!("seed {seed}, all redone"));
    let loaded = storage::load(storage::save(project).as_bytes()).unwrap();
    assert_eq!(loaded.project, *project, "seed {seed}: saved and loaded");
}
