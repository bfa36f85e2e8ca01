//! Random pairs of edit histories from one base: merging is sound, forgets nothing, and does not depend on
//! who merges.

use std::collections::HashMap;

use claimdesk::edit::merge::{Conflict, Merged, Side, Slot, merge};
use claimdesk::edit::{Author, History, Selection};
use claimdesk::model::*;

use crate::dice::{Dice, cases};
use crate::laws;
use crate::support::random_project::random_project;
use crate::verbs::VERBS;

/// A base and two projects made of it.
struct Fork {
    base: Project,
    ours: Project,
    theirs: Project,
}

impl Fork {
    fn new(seed: u64) -> Self {
        let base = edited(&random_project(seed), seed ^ 1, 25);
        let mut dice = Dice::new(seed);
        let steps = dice.rng.usize(1..25);
        let ours = edited(&base, seed ^ 0x0175, steps);
        let theirs = edited(&base, seed ^ 0x7e15, dice.rng.usize(1..25));
        Self { base, ours, theirs }
    }

    fn merged(&self, picks: &[Side]) -> Merged {
        merge(Some(&self.base), &self.ours, &self.theirs, picks)
    }
}

/// The project after some random verbs of one analyst.
fn edited(project: &Project, seed: u64, steps: usize) -> Project {
    let mut project = project.clone();
    let mut dice = Dice::new(seed);
    let mut ids = IdSource::from_seed(seed);
    let mut history = History::default();
    for step in 0..steps {
        let (_, verb) = VERBS[dice.rng.usize(..VERBS.len())];
        let mut author = Author {
            name: if seed.is_multiple_of(2) {
                "anna"
            } else {
                "boris"
            },
            now: Timestamp(1_793_700_000 + step as i64 * 7),
            ids: &mut ids,
        };
        if let Ok(transaction) = verb(&mut dice, &project, &mut author) {
            history.commit(&mut project, transaction, &Selection::none());
        }
    }
    project
}

fn turned(picks: &[Side]) -> Vec<Side> {
    let turn = |side: &Side| match side {
        Side::Ours => Side::Theirs,
        Side::Theirs => Side::Ours,
    };
    picks.iter().map(turn).collect()
}

/// A conflict as the other side sees it.
fn mirrored(conflict: &Conflict) -> (Slot, &str, &str, &str) {
    let Conflict {
        slot,
        field,
        ours,
        theirs,
        ..
    } = conflict;
    (slot.clone(), field, theirs, ours)
}

fn seen(conflict: &Conflict) -> (Slot, &str, &str, &str) {
    let Conflict {
        slot,
        field,
        ours,
        theirs,
        ..
    } = conflict;
    (slot.clone(), field, ours, theirs)
}

#[test]
fn merging_is_sound_forgets_nothing_and_is_the_same_for_both() {
    let mut conflicts: HashMap<&str, usize> = HashMap::new();
    for seed in 0..cases(80) {
        let fork = Fork::new(seed);
        let found = fork.merged(&[]).conflicts;
        for conflict in &found {
            *conflicts.entry(conflict.field).or_default() += 1;
        }
        let mut rng = fastrand::Rng::with_seed(seed);
        let random = (0..found.len()).map(|_| match rng.bool() {
            true => Side::Ours,
            false => Side::Theirs,
        });
        for picks in [vec![Side::Ours; found.len()], random.collect()] {
            let context = || format!("seed {seed}, {picks:?}");
            let merged = fork.merged(&picks);
            laws::check(&merged.project, &context);
            assert_eq!(merged.conflicts, found, "{}", context());
            let swapped = merge(Some(&fork.base), &fork.theirs, &fork.ours, &turned(&picks));
            assert_eq!(merged.project, swapped.project, "{}", context());
            let ours: Vec<_> = merged.conflicts.iter().map(seen).collect();
            let theirs: Vec<_> = swapped.conflicts.iter().map(mirrored).collect();
            assert_eq!(ours, theirs, "{}", context());
            forgets_nothing(&fork, &merged, &context);
        }
    }
    for field in ["deleted", "entity", "review state", "text and its marks"] {
        assert!(
            conflicts.contains_key(field),
            "no conflict of “{field}”: {conflicts:?}"
        );
    }
}

#[test]
fn a_side_without_changes_changes_nothing() {
    for seed in 0..cases(40) {
        let Fork { base, ours, .. } = Fork::new(seed);
        for (one, other) in [(&base, &ours), (&ours, &base), (&ours, &ours)] {
            let merged = merge(Some(&base), one, other, &[]);
            assert_eq!(merged.project, ours, "seed {seed}");
            assert_eq!(
                (merged.conflicts.len(), merged.notes.len()),
                (0, 0),
                "seed {seed}"
            );
        }
        let alone = merge(None, &ours, &ours, &[]);
        assert_eq!(alone.project, ours, "seed {seed}: without a base");
    }
}

/// What either has and neither deleted is there; what is not is named by a conflict or has a twin.
fn forgets_nothing(fork: &Fork, merged: &Merged, context: &dyn Fn() -> String) {
    let result = &merged.project;
    let named = |slot: &Slot| {
        merged
            .conflicts
            .iter()
            .any(|conflict| conflict.slot == *slot)
    };
    let named_text = |document: DocumentId| {
        let slot = Slot::Document(document);
        merged
            .conflicts
            .iter()
            .any(|c| c.slot == slot && c.field != "title")
    };
    for (side, other) in [(&fork.ours, &fork.theirs), (&fork.theirs, &fork.ours)] {
        for mention in side.mentions() {
            let id = mention.id;
            let is_deleted = fork.base.mention(id).is_some() && other.mention(id).is_none();
            let mut twins = result.mentions_in(mention.document);
            // One side may have moved it, the other given it to the entity that is mentioned there.
            let there = other.mention(id).map(|other| &other.anchor);
            let places = [Some(&mention.anchor), there];
            let slot = Slot::Annotation(AnnotationId::Mention(id));
            let is_told = is_deleted || named(&slot) || named_text(mention.document);
            let stays = result.mention(id).is_some()
                || is_told
                || twins.any(|twin| places.contains(&Some(&twin.anchor)));
            assert!(stays, "{}: mention {id}", context());
        }
        for claim in side.claims() {
            let id = claim.id;
            let is_deleted = fork.base.claim(id).is_some() && other.claim(id).is_none();
            let stays = result.claim(id).is_some() || is_deleted || named_text(claim.document);
            assert!(stays, "{}: claim {id}", context());
        }
        for entity in side.entities() {
            let id = entity.id;
            let is_deleted = fork.base.entity(id).is_some() && other.entity(id).is_none();
            assert!(
                result.entity(id).is_some() || is_deleted,
                "{}: entity {id}",
                context()
            );
        }
        for link in side.links() {
            let id = link.id;
            let is_deleted = fork.base.link(id).is_some() && other.link(id).is_none();
            let has_lost_its_claim = result.claim(link.from).is_none()
                || matches!(link.to, LinkTarget::Claim(to) if result.claim(to).is_none());
            let stays = result.link(id).is_some() || is_deleted || has_lost_its_claim;
            assert!(stays, "{}: link {id}", context());
        }
        for document in side.documents() {
            let id = document.id;
            let is_deleted = fork.base.document(id).is_some() && other.document(id).is_none();
            assert!(
                result.document(id).is_some() || is_deleted,
                "{}: document {id}",
                context()
            );
        }
    }
}
