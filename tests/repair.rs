//! Repair: projects whose quotes don't match their texts, and projects that aren't sound, are opened to be
//! repaired, never silently, and each repair can be undone.

use claimdesk::edit::actions::{remedy, repair, repair_all};
use claimdesk::edit::{Author, Edit, History, Selection};
use claimdesk::model::doctor::{self, Check};
use claimdesk::model::{ClaimId, IdSource, MentionId, Project, Timestamp};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Effect, Session};
use claimdesk::storage::{load, save};
use std::path::Path;

const NOW: Timestamp = Timestamp(1_793_700_000);
const SAMPLE: &str = include_str!("../assets/samples/harbour-talks.claimdesk.ron");

fn sample() -> Project {
    load(SAMPLE.as_bytes()).unwrap().project
}

fn opened(folder: &Path, text: &str) -> Session {
    let file = folder.join("a.claimdesk.ron");
    std::fs::write(&file, text).unwrap();
    let mut session = Session::for_tests(1);
    session.dispatch(Command::OpenPaths(vec![file]));
    session.poll();
    session
}

/// Projects with one fault each, as a hand edit could make them.
fn faulty() -> Vec<(Check, Project)> {
    let mut all = Vec::new();
    let mut broken = |check: Check, edit: &dyn Fn(&Project) -> Vec<Edit>| {
        let mut project = sample();
        for edit in edit(&project) {
            edit.apply(&mut project);
        }
        all.push((check, project));
    };
    broken(Check::EntityExists, &|p| {
        let used = p.mentions().next().unwrap().entity;
        vec![Edit::Entity(used, None)]
    });
    broken(Check::NameNotEmpty, &|p| {
        let mut entity = (**p.entities().next().unwrap()).clone();
        entity.name = " ".into();
        vec![Edit::Entity(entity.id, Some(entity.into()))]
    });
    broken(Check::MentionOnce, &|p| {
        let mut mention = (**p.mentions().next().unwrap()).clone();
        mention.id = MentionId::from_number(77);
        vec![Edit::Mention(mention.id, Some(mention.into()))]
    });
    broken(Check::ClaimExists, &|p| {
        let mut claim = (**p.claims().next().unwrap()).clone();
        claim.via = Some(ClaimId::from_number(77));
        vec![Edit::Claim(claim.id, Some(claim.into()))]
    });
    broken(Check::ChainEnds, &|p| {
        let mut claims = p.claims().map(|claim| (**claim).clone());
        let (mut a, mut b) = (claims.next().unwrap(), claims.next().unwrap());
        (a.via, b.via) = (Some(b.id), Some(a.id));
        [a, b].map(|it| Edit::Claim(it.id, Some(it.into()))).into()
    });
    broken(Check::KindExists, &|p| {
        let mut schema = (**p.schema()).clone();
        schema.kinds.remove(0);
        vec![Edit::Schema(schema.into())]
    });
    broken(Check::Schema, &|p| {
        let mut schema = (**p.schema()).clone();
        let mut twice = schema.kinds[1].clone();
        twice.id = claimdesk::model::KindId::new("second");
        schema.kinds.push(twice);
        vec![Edit::Schema(schema.into())]
    });
    broken(Check::DocumentOrder, &|p| {
        let first = p.document_order()[0];
        vec![Edit::Order([first, first].into())]
    });
    all
}

#[test]
fn every_fault_has_a_repair_that_can_be_undone() {
    for (check, broken) in faulty() {
        let findings = doctor::examine(&broken);
        let found = findings.iter().find(|finding| finding.check == check);
        let found = found.unwrap_or_else(|| panic!("{check:?} is found: {findings:?}"));
        assert!(!remedy(check).is_empty());
        let mut ids = IdSource::from_seed(1);
        let mut author = Author {
            name: "tester",
            now: NOW,
            ids: &mut ids,
        };
        let one = repair(&broken, &mut author, found).unwrap();
        let all = repair_all(&broken, &mut author, Vec::new()).unwrap();
        for (transaction, is_all) in [(one, false), (all, true)] {
            let mut project = broken.clone();
            let mut history = History::default();
            history.commit(&mut project, transaction, &Selection::none());
            let left = doctor::examine(&project);
            assert!(!left.contains(found), "{check:?} is repaired");
            assert!(!is_all || left.is_empty(), "{check:?}: {left:?}");
            history.undo(&mut project);
            assert_eq!(project, broken);
        }
    }
}

#[test]
fn an_unsound_project_opens_to_be_repaired() {
    let folder = tempfile::tempdir().unwrap();
    // A document that is listed twice would be written twice: that is refused as an id used twice.
    let faulty = faulty()
        .into_iter()
        .filter(|(check, _)| *check != Check::DocumentOrder);
    for (check, broken) in faulty {
        let mut session = opened(folder.path(), &save(&broken));
        let effects: Vec<_> = std::iter::from_fn(|| session.take_effect()).collect();
        assert!(effects.contains(&Effect::ShowRepairs), "{check:?}");
        assert!(session.take_notice().is_some(), "never silently");
        session.dispatch(Command::RepairAll);
        session.dispatch(Action::Save);
        session.poll();
        assert!(session.work().unwrap().is_saved(), "{check:?}");
        let saved = std::fs::read(folder.path().join("a.claimdesk.ron")).unwrap();
        assert!(load(&saved).is_ok());
    }
}

#[test]
fn marks_follow_their_words_when_the_text_was_changed_outside() {
    let folder = tempfile::tempdir().unwrap();
    let changed = SAMPLE.replacen("text: r#\"", "text: r#\"As heard on the quay. ", 1);
    assert!(load(changed.as_bytes()).is_err());
    let before = sample();
    let first = before.documents().next().unwrap().id;
    let mut session = opened(folder.path(), &changed);
    let moved = before.mentions_in(first).count() + before.claims_in(first).count();
    assert_eq!(
        session.set_aside().len(),
        moved,
        "all of the first document"
    );
    session.dispatch(Command::RepairAll);
    let project = session.work().unwrap().project();
    for mention in before.mentions_in(first) {
        let now = project.mention(mention.id).expect("the mention is back");
        let (old, new) = (
            before.document(first).unwrap(),
            project.document(first).unwrap(),
        );
        assert_eq!(mention.anchor.quote(&old.text), now.anchor.quote(&new.text));
        assert_eq!(
            now.anchor.start(),
            mention.anchor.start() + "As heard on the quay. ".len()
        );
    }
    assert!(session.set_aside().is_empty());
    session.dispatch(Action::Undo);
    assert_eq!(
        session.set_aside().len(),
        moved,
        "what is undone is set aside again"
    );
}

#[test]
fn words_that_are_gone_are_shown_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let mention = sample().mentions().next().unwrap().clone();
    let id = format!("(id: \"{}\"", mention.id);
    let line = SAMPLE.lines().find(|line| line.contains(&id)).unwrap();
    let quote = line.find("quote: [\"").unwrap() + "quote: [\"".len();
    let other = format!("{}Nowhere {}", &line[..quote], &line[quote..]);
    let mut session = opened(folder.path(), &SAMPLE.replacen(line, &other, 1));
    let aside = session.set_aside();
    assert_eq!(aside.len(), 1);
    assert!(aside[0].mark.places.is_empty());
    assert!(aside[0].mark.quote.starts_with("Nowhere "));
    session.dispatch(Command::RepairAll);
    let is_gone = |session: &Session| {
        let project = session.work().unwrap().project();
        project.mention(mention.id).is_none()
    };
    assert!(is_gone(&session));
    // Removed by the analyst it is no fault any more, and undo asks again.
    session.dispatch(Command::RemoveAside(0));
    assert!(session.set_aside().is_empty() && is_gone(&session));
    let label = session.work().unwrap().undo_label().unwrap().to_owned();
    assert!(label.starts_with("Remove the mark “Nowhere "), "{label}");
    session.dispatch(Action::Undo);
    assert_eq!(session.set_aside().len(), 1);
    session.dispatch(Action::Redo);
    assert!(session.set_aside().is_empty());
    // A step in place of the undone one doesn't count for it.
    session.dispatch(Action::Undo);
    let entity = session
        .work()
        .unwrap()
        .project()
        .entities()
        .next()
        .unwrap()
        .id;
    let change = claimdesk::edit::actions::EntityChange::Name("Another".into());
    session.dispatch(Command::ChangeEntities(vec![entity], change));
    assert_eq!(session.set_aside().len(), 1);
    session.dispatch(Command::RemoveAside(0));
    session.dispatch(Action::Save);
    session.poll();
    assert!(session.work().unwrap().is_saved());
    let saved = std::fs::read(folder.path().join("a.claimdesk.ron")).unwrap();
    assert!(load(&saved).is_ok());
}

#[test]
fn the_place_is_chosen_where_there_are_several() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Pell met Pell.";
    let mut session = Session::for_tests(1);
    session.change_settings(|settings| settings.suggest_on_open = false);
    session.dispatch(Command::PasteText(text.to_owned()));
    session.dispatch(Command::SetCaret { anchor: 0, head: 4 });
    let kind = session.work().unwrap().project().schema().kinds[0]
        .id
        .clone();
    session.dispatch(Command::Label(kind));
    let mention = session
        .work()
        .unwrap()
        .project()
        .mentions()
        .next()
        .unwrap()
        .id;
    let saved = save(session.work().unwrap().project());
    let changed = saved.replacen("at: [(0, 4)]", "at: [(1, 5)]", 1);
    let mut session = opened(folder.path(), &changed);
    let aside = session.set_aside();
    assert_eq!(aside[0].mark.places.len(), 2);
    assert_eq!(aside[0].mark.clear_place(), None, "nothing tells which");
    session.dispatch(Command::PutBack(0, 1));
    let now = session
        .work()
        .unwrap()
        .project()
        .mention(mention)
        .unwrap()
        .clone();
    assert_eq!(now.anchor.start(), 9);
}
