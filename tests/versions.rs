//! Earlier versions: each save keeps one, the oldest go, and one can be brought back and that undone.

#[path = "support/analyst.rs"]
mod analyst;
#[path = "support/marking.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod marking;

use analyst::{Analyst, NOW};
use claimdesk::edit::actions::{ClaimChange, EntityChange, differences, restore};
use claimdesk::edit::{Author, Selection};
use claimdesk::model::{IdSource, Timestamp, doctor};
use claimdesk::session::action::Action;
use claimdesk::session::versions::{How, readable};
use claimdesk::session::{Command, Session};
use claimdesk::storage::{VersionLimits, keep_version, save, versions};
use marking::{ARTICLE, mark};
use proptest::prelude::*;
use std::path::Path;

/// A session that keeps versions in a folder, with the article open.
fn article_in(folder: &Path) -> Session {
    let mut session = Session::for_tests(1);
    session.change_settings(|settings| settings.suggest_on_open = false);
    session.keep_safe_in(folder.join("data"));
    session.dispatch(Command::PasteText(ARTICLE.to_owned()));
    session
}

const DAY: i64 = 24 * 3600;

fn limits(number: u16, days: u16) -> VersionLimits {
    VersionLimits { number, days }
}

#[test]
fn the_oldest_go_and_the_same_is_not_kept_twice() {
    let data = tempfile::tempdir().unwrap();
    let mut analyst = Analyst::new(1);
    let mut saved = Vec::new();
    while saved.len() < 7 {
        if analyst.act().is_some() && saved.last() != Some(&analyst.project) {
            let now = Timestamp(NOW.0 + saved.len() as i64 * DAY);
            saved.push(analyst.project.clone());
            keep_version(data.path(), &save(&analyst.project), now, limits(4, 90)).unwrap();
            keep_version(data.path(), &save(&analyst.project), now, limits(4, 90)).unwrap();
        }
    }
    let kept = versions(data.path());
    let projects: Vec<_> = kept.iter().map(|version| version.project.clone()).collect();
    saved.reverse();
    assert_eq!(projects, saved[..4]);
    assert_eq!(kept[0].saved, Timestamp(NOW.0 + 6 * DAY));

    // A year later: what is too old goes, the newest stays.
    while analyst.act().is_none() || analyst.project == saved[0] {}
    let later = Timestamp(NOW.0 + 365 * DAY);
    keep_version(data.path(), &save(&saved[0]), later, limits(4, 90)).unwrap();
    assert_eq!(
        versions(data.path()).len(),
        1,
        "the last one is as before, and stays"
    );
    keep_version(data.path(), &save(&analyst.project), later, limits(4, 90)).unwrap();
    let kept = versions(data.path());
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].project, analyst.project);
}

#[test]
fn several_saves_in_one_second_are_all_kept_in_order() {
    let data = tempfile::tempdir().unwrap();
    let mut analyst = Analyst::new(2);
    let mut saved = Vec::new();
    while saved.len() < 3 {
        if analyst.act().is_some() && saved.last() != Some(&analyst.project) {
            saved.push(analyst.project.clone());
            keep_version(data.path(), &save(&analyst.project), NOW, limits(10, 90)).unwrap();
        }
    }
    saved.reverse();
    let kept = versions(data.path());
    let projects: Vec<_> = kept.into_iter().map(|version| version.project).collect();
    assert_eq!(projects, saved);
}

#[test]
fn a_damaged_version_is_left_out() {
    let data = tempfile::tempdir().unwrap();
    let analyst = Analyst::new(3);
    keep_version(data.path(), &save(&analyst.project), NOW, limits(10, 90)).unwrap();
    let path = versions(data.path())[0].path.clone();
    std::fs::write(path, "(version: 1, ").unwrap();
    assert_eq!(versions(data.path()).len(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn restoring_is_one_step_that_can_be_taken_back(seed: u64, before in 0_usize..30, after in 0_usize..30) {
        let mut analyst = Analyst::new(seed);
        for _ in 0..before {
            analyst.act();
        }
        let version = analyst.project.clone();
        for _ in 0..after {
            analyst.act();
        }
        let now = analyst.project.clone();
        prop_assert_eq!(differences(&version, &now).is_empty(), version == now);
        prop_assert_eq!(readable(&version, &now).is_empty(), version == now);
        let mut ids = IdSource::from_seed(seed);
        let mut author = Author { name: "tester", now: NOW, ids: &mut ids };
        let Ok(transaction) = restore(&now, &mut author, &version, "today") else {
            prop_assert_eq!(&version, &now);
            return Ok(());
        };
        analyst.history.commit(&mut analyst.project, transaction, &Selection::none());
        prop_assert_eq!(&analyst.project, &version);
        prop_assert_eq!(doctor::examine(&analyst.project), vec![]);
        // The indices follow, too: what refers to what is found as in a project that was loaded.
        for entity in version.entities() {
            prop_assert_eq!(
                analyst.project.mentions_of(entity.id).count(),
                version.mentions_of(entity.id).count()
            );
        }
        analyst.history.undo(&mut analyst.project);
        prop_assert_eq!(&analyst.project, &now);
    }
}

#[test]
fn differences_are_told_by_name_and_quote() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = article_in(folder.path());
    mark(&mut session, "minister");
    session.dispatch(Command::SaveTo(folder.path().join("a.claimdesk.ron")));
    session.poll();
    mark(&mut session, "Friday");
    session.dispatch(Action::Versions);
    session.poll();
    let row = session.versions().unwrap()[0].clone();
    assert_eq!((row.documents, row.mentions, row.claims), (1, 1, 0));
    let said: Vec<_> = row.since.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "Added entity “Friday”",
            "Added mention “Friday”",
            "Added learned rule “Friday”"
        ]
    );
    assert!(
        row.since
            .iter()
            .all(|difference| difference.how == How::Added)
    );
    session.dispatch(Command::Restore(row.path));
    assert_eq!(session.work().unwrap().project().mention_count(), 1);
    assert!(
        session
            .work()
            .unwrap()
            .undo_label()
            .unwrap()
            .starts_with("Restore version of ")
    );
    session.dispatch(Action::Undo);
    assert_eq!(session.work().unwrap().project().mention_count(), 2);
}

#[test]
fn a_copy_at_another_path_has_versions_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = article_in(folder.path());
    let (first, second) = (
        folder.path().join("a.claimdesk.ron"),
        folder.path().join("b.claimdesk.ron"),
    );
    session.dispatch(Command::SaveTo(first.clone()));
    session.poll();
    std::fs::copy(&first, &second).unwrap();
    session.dispatch(Command::OpenPaths(vec![second]));
    session.poll();
    mark(&mut session, "minister");
    session.dispatch(Action::Save);
    session.poll();
    let mentions = |session: &mut Session| -> Vec<usize> {
        session.dispatch(Action::Versions);
        session.poll();
        let rows = session.versions().unwrap().iter();
        rows.map(|row| row.mentions).collect()
    };
    assert_eq!(mentions(&mut session), [1], "of the copy, one");
    session.dispatch(Command::OpenPaths(vec![first]));
    session.poll();
    assert_eq!(
        mentions(&mut session),
        [0],
        "of the first file, the other one"
    );
}

#[test]
fn a_file_that_was_moved_still_shows_its_versions() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = article_in(folder.path());
    let (first, second) = (
        folder.path().join("a.claimdesk.ron"),
        folder.path().join("cases/b.claimdesk.ron"),
    );
    session.dispatch(Command::SaveTo(first.clone()));
    session.poll();
    session.dispatch(Action::Close);
    session.poll();
    std::fs::create_dir(folder.path().join("cases")).unwrap();
    std::fs::rename(&first, &second).unwrap();
    session.dispatch(Command::OpenPaths(vec![second]));
    session.poll();
    mark(&mut session, "minister");
    session.dispatch(Action::Save);
    session.poll();
    session.dispatch(Action::Versions);
    session.poll();
    let rows = session.versions().unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.mentions, row.elsewhere.clone()))
        .collect();
    assert_eq!(told, [(1, None), (0, Some("a".into()))]);
    let path = rows[1].path.clone();
    session.dispatch(Command::Restore(path));
    assert_eq!(session.work().unwrap().project().mention_count(), 0);
}

#[test]
fn a_change_names_what_is_another_now() {
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    let before = session.work().unwrap().project().clone();
    let since = |session: &Session| -> Vec<String> {
        let all = readable(&before, session.work().unwrap().project());
        let all = all
            .iter()
            .filter(|it| it.how == How::Changed && it.what != "learned rule");
        all.map(ToString::to_string).collect()
    };
    let person = before.schema().kinds[0].id.clone();
    let entity = before
        .entities()
        .find(|it| it.kind == person)
        .unwrap()
        .clone();
    let organisation = before.schema().kinds[1].id.clone();
    let kind = EntityChange::Kind(organisation);
    session.dispatch(Command::ChangeEntities(vec![entity.id], kind));
    let told = since(&session).join("\n");
    let wanted = format!(
        "Changed entity “{}”: kind Person → Organisation",
        entity.name
    );
    assert!(told.contains(&wanted), "{told}");
    let claim = before.claims().next().unwrap().id;
    let verdict = ClaimChange::Verdict(claimdesk::model::Verdict::Refuted);
    session.dispatch(Command::ChangeClaims(vec![claim], verdict));
    let told = since(&session).join("\n");
    assert!(
        told.contains("verdict") && told.contains("→ refuted"),
        "{told}"
    );
}
