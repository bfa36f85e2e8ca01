//! Random commands through the whole app without a window.

use std::path::Path;

use claimdesk::edit::{Item, Selection};
use claimdesk::formats::{ExportOptions, FORMATS};
use claimdesk::model::*;
use claimdesk::session::action::{ACTIONS, Action};
use claimdesk::session::lists::{ClaimSort, EntitySort, Scope, Shown};
use claimdesk::session::marks::{DocumentMarks, Mark};
use claimdesk::session::{By, Command, DocumentChange, Part, Session, SuggestScope, Unsaved, Work};
use claimdesk::storage;

use crate::dice::{Dice, cases};
use crate::laws;
use crate::support::random_project::random_project;
use crate::verbs;

const STEPS: usize = 80;

#[test]
fn no_command_breaks_the_session() {
    let folder = tempfile::tempdir().unwrap();
    for seed in 0..cases(40) {
        walk(seed, folder.path());
    }
}

fn walk(seed: u64, folder: &Path) {
    let path = folder.join(format!("{seed}.claimdesk.ron"));
    std::fs::write(&path, storage::save(&random_project(seed))).unwrap();
    let mut session = Session::for_tests(seed ^ 0xc1a1);
    let mut dice = Dice::new(seed);
    for step in 0..STEPS {
        let command = if session.work().is_none() {
            Command::OpenPaths(vec![path.clone()])
        } else {
            command(&mut dice, &session, folder)
        };
        let said = format!("{command:?}");
        let context = || format!("seed {seed}, step {step}, {said}");
        session.dispatch(command);
        session.poll();
        drain(&mut session, &context);
        check(&session, &context);
        if dice.rng.u8(..6) == 0 {
            undo_and_redo(&mut session, &context);
        }
    }
}

fn drain(session: &mut Session, context: &dyn Fn() -> String) {
    while session.take_effect().is_some() {}
    while let Some(notice) = session.take_notice() {
        let text = format!("{notice:?}");
        assert!(!text.contains("went wrong"), "{}: {text}", context());
    }
    assert_eq!(session.running(), None, "{}", context());
}

fn undo_and_redo(session: &mut Session, context: &dyn Fn() -> String) {
    let Some(work) = session.work().filter(|work| work.undo_label().is_some()) else {
        return;
    };
    let after = work.project().clone();
    session.dispatch(Action::Undo);
    check(session, &|| format!("{}, undone", context()));
    session.dispatch(Action::Redo);
    check(session, &|| format!("{}, redone", context()));
    assert_eq!(session.work().unwrap().project(), &after, "{}", context());
}

fn check(session: &Session, context: &dyn Fn() -> String) {
    let Some(work) = session.work() else {
        return;
    };
    laws::check(work.project(), context);
    for item in work.selection().items() {
        assert!(
            item.exists(work.project()),
            "{}: {item:?} selected",
            context()
        );
    }
    let order = work.project().document_order();
    assert_eq!(work.active().is_none(), order.is_empty(), "{}", context());
    match (work.marks(), work.active()) {
        (Some(marks), Some(document)) => {
            let fresh = DocumentMarks::new(work.project(), document);
            assert_eq!(marks.blocks(), fresh.blocks(), "{}", context());
            for block in 0..fresh.blocks().len() {
                let kept = sorted(marks.marks_of(block));
                assert_eq!(kept, sorted(fresh.marks_of(block)), "{}", context());
            }
            let range = work.caret().range();
            assert!(
                document.text.get_range(range).is_some(),
                "{}: caret",
                context()
            );
        }
        (None, None) => {}
        (marks, _) => panic!("{}: marks {}", context(), marks.is_some()),
    }
}

fn sorted(marks: &[Mark]) -> Vec<Mark> {
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| (mark.role, mark.span));
    marks
}

/// Mostly the table, selecting and marking; sometimes everything else.
fn command(dice: &mut Dice, session: &Session, folder: &Path) -> Command {
    let work = session.work().expect("a project is open");
    let project = work.project();
    match dice.rng.u8(..20) {
        0..=6 => Command::Do(dice.pick(ACTIONS).action),
        7 => select(dice, project),
        8 | 9 => caret(dice, work),
        10 => Command::Label(dice.kind(project)),
        11..=13 => mark(dice, project),
        14 => view(dice, work),
        15 => decide(dice, project),
        16 | 17 => documents_and_schema(dice, project),
        18 => file(dice, folder),
        _ => Command::Do(dice.pick(&[Action::Undo, Action::Redo, Action::Undo])),
    }
}

fn items(dice: &mut Dice, project: &Project) -> Vec<Item> {
    dice.several(3, |d| d.item(project))
}

fn select(dice: &mut Dice, project: &Project) -> Command {
    match dice.rng.bool() {
        true => Command::Select(Selection::many(items(dice, project))),
        false => Command::GoTo(dice.item(project)),
    }
}

/// Any two places, also past the end and inside of characters.
fn caret(dice: &mut Dice, work: &Work) -> Command {
    let length = work.active().map_or(0, |document| document.text.len());
    let anchor = dice.rng.usize(..length + 4);
    match dice.rng.u8(..5) {
        0 => Command::GoToOffset(anchor),
        1 => Command::SetCaret {
            anchor,
            head: dice.rng.usize(..length + 4),
        },
        _ => Command::SetCaret {
            anchor,
            head: anchor + dice.rng.usize(..20),
        },
    }
}

fn mark(dice: &mut Dice, project: &Project) -> Command {
    match dice.rng.u8(..9) {
        0 | 1 => {
            let (target, anchor) = verbs::anchor_target(dice, project);
            Command::SetAnchor(target, anchor)
        }
        2 => {
            let ids = dice.several(3, |d| d.entity(project));
            Command::ChangeEntities(ids, verbs::entity_change(dice, project))
        }
        3 => {
            let others = dice.several(3, |d| d.entity(project));
            Command::MergeInto(dice.entity(project), others)
        }
        4 => {
            let mentions = dice.several(4, |d| d.mention(project));
            Command::Reassign(mentions, dice.entity(project))
        }
        5 => Command::MentionNotes(dice.mention(project), dice.words()),
        6 => {
            let ids = dice.several(3, |d| d.claim(project));
            Command::ChangeClaims(ids, verbs::claim_change(dice, project))
        }
        7 => Command::SetVia(dice.claim(project), dice.maybe(|d| d.claim(project))),
        _ => {
            let kind = dice.pick(LinkKind::ALL);
            let to = match kind {
                LinkKind::About => LinkTarget::Entity(dice.entity(project)),
                _ => LinkTarget::Claim(dice.claim(project)),
            };
            match dice.rng.bool() {
                true => Command::Link(kind, dice.claim(project), to),
                false => Command::ChangeLink(dice.link(project), kind, dice.words()),
            }
        }
    }
}

fn decide(dice: &mut Dice, project: &Project) -> Command {
    let items = items(dice, project);
    let rules: Vec<_> = project.rules().map(|rule| rule.id()).collect();
    match dice.rng.u8(..6) {
        0 => Command::Accept(items),
        1 => Command::Reject(items),
        2 if !rules.is_empty() => {
            Command::SwitchRules(vec![dice.pick(&rules)], dice.pick(Standing::ALL))
        }
        3 if !rules.is_empty() => Command::DeleteRules(vec![dice.pick(&rules)]),
        4 => Command::AcceptScored(Score(dice.rng.i16(50..100)), None),
        5 => Command::Suggest(By::Own, SuggestScope::Project),
        _ => Command::Delete(items),
    }
}

fn view(dice: &mut Dice, work: &Work) -> Command {
    let project = work.project();
    match dice.rng.u8(..9) {
        0 => Command::Activate(dice.document(project)),
        1 => Command::FilterEntities(dice.words()),
        2 => Command::FilterClaims(dice.words()),
        3 => Command::ShowEntityStates(dice.pick(&[Shown::All, Shown::Suggested, Shown::Rejected])),
        4 => Command::ShowClaimStates(dice.pick(&[Shown::All, Shown::Accepted])),
        5 => Command::SortEntities(dice.pick(&[EntitySort::Name, EntitySort::Place])),
        6 => Command::SortClaims(dice.pick(&[ClaimSort::Place, ClaimSort::Source])),
        7 => match dice.rng.bool() {
            true => Command::SetScope(dice.pick(&[Scope::Document, Scope::Project])),
            false => Command::FocusPart(dice.pick(&[Part::Source, Part::Cue, Part::Content])),
        },
        _ => Command::FindText(
            dice.pick(&["", "e", "Verrane", "קול", "\u{301}"])
                .to_owned(),
        ),
    }
}

fn documents_and_schema(dice: &mut Dice, project: &Project) -> Command {
    match dice.rng.u8(..8) {
        0 => Command::ChangeDocument(dice.document(project), DocumentChange::Title(dice.words())),
        1 => Command::ChangeDocument(dice.document(project), DocumentChange::Notes(dice.words())),
        2 => Command::MoveDocument(dice.document(project), dice.rng.usize(..4)),
        3 => Command::RemoveDocument(dice.document(project)),
        4 => Command::AddKind(verbs::kind(dice, project, true)),
        5 => Command::ChangeKind(verbs::kind(dice, project, false)),
        6 => Command::MoveKind(dice.kind(project), dice.rng.usize(..20)),
        _ => Command::DeleteKind(
            dice.kind(project),
            claimdesk::edit::actions::OnDelete::MoveTo(dice.kind(project)),
        ),
    }
}

fn file(dice: &mut Dice, folder: &Path) -> Command {
    match dice.rng.u8(..8) {
        0 | 1 => Command::PasteText(format!("Verrane said: “{}”\n\nNo.", dice.words())),
        2 => Command::SaveTo(folder.join("saved")),
        3 => Command::ExportTo {
            format: dice.pick(&FORMATS.iter().map(|format| format.id).collect::<Vec<_>>()),
            options: ExportOptions::default(),
            path: folder.join("exported"),
        },
        4 => Command::ImportFrom {
            format: "jsonl",
            path: folder.join("exported"),
        },
        5 => Command::SuggestOnOpen(dice.rng.bool()),
        6 => Command::OpenPaths(vec![folder.join("saved.claimdesk.ron")]),
        _ => Command::Unsaved(dice.pick(&[Unsaved::Save, Unsaved::Discard, Unsaved::Cancel])),
    }
}
