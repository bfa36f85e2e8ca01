//! The start page.

use crate::window::{Window, harness};
use claimdesk::model::Timestamp;
use claimdesk::session::{Command, Session};
use claimdesk::storage::RecentProject;
use eframe::egui::{Event, HoveredFile, Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::PathBuf;

pub fn recent(title: &str, path: &str, counts: (usize, usize, usize), ago: i64) -> RecentProject {
    RecentProject {
        path: PathBuf::from(path),
        title: title.to_owned(),
        documents: counts.0,
        claims: counts.1,
        to_review: counts.2,
        opened: Timestamp(Timestamp::now().0 - ago),
    }
}

pub fn session() -> Session {
    let mut session = Session::for_tests(1);
    session.change_settings(|settings| {
        settings.recent = vec![
            recent(
                "Sarnholt blockade",
                "/projects/cases/sarnholt.claimdesk.ron",
                (4, 61, 10),
                60,
            ),
            recent(
                "Halden budget leak",
                "/projects/cases/halden-budget.claimdesk.ron",
                (12, 204, 0),
                86_400,
            ),
            recent(
                "Election night statements",
                "/projects/archive/2026/election-night.claimdesk.ron",
                (31, 388, 47),
                7 * 86_400,
            ),
            recent(
                "Oress mine reports",
                "/projects/cases/oress-mines.claimdesk.ron",
                (1, 19, 0),
                400 * 86_400,
            ),
        ];
    });
    session
}

fn page() -> Harness<'static, Window> {
    let mut harness = harness(session(), false, 1.0);
    harness.run();
    harness
}

#[test]
fn the_first_line_has_the_keyboard_and_the_arrows_move_it() {
    let mut harness = page();
    let open = "Open article or project…";
    assert!(
        harness
            .get_by_role_and_label(Role::Button, open)
            .is_focused()
    );
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(
        harness
            .get_by_role_and_label(Role::Button, "New project")
            .is_focused()
    );
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last(), "Do(New)");
}

#[test]
fn lines_and_links_ask_for_their_commands() {
    for (role, label, command) in [
        (Role::Button, "Open article or project…", "Do(Open)"),
        (Role::Button, "Paste article text", "Do(Paste)"),
        (Role::Button, "Import…", "Do(Import)"),
        (Role::Link, "Open the sample article", "Do(OpenSample)"),
        (Role::Link, "See all keys", "Do(Help)"),
    ] {
        let mut harness = page();
        harness.get_by_role_and_label(role, label).click();
        harness.run();
        assert_eq!(harness.state().last(), command);
    }
}

#[test]
fn a_recent_project_opens_and_can_be_removed() {
    let mut harness = page();
    let label = "Halden budget leak, 12 documents, 204 claims, All reviewed, Yesterday";
    harness.get_by_role_and_label(Role::Button, label);
    harness.get_by_label_contains("1 document, 19 claims");
    harness
        .get_by_label_contains("Sarnholt blockade")
        .click_secondary();
    harness.run();
    harness
        .get_by_role_and_label(Role::MenuItem, "Remove from list")
        .click();
    harness.run();
    assert!(
        harness
            .query_by_label_contains("Sarnholt blockade")
            .is_none()
    );
    assert_eq!(harness.state().session.settings().recent.len(), 3);
    harness.get_by_role_and_label(Role::Button, label).click();
    harness.run();
    let opened = &harness.state().asked[1];
    let Command::OpenPaths(paths) = opened else {
        panic!("{opened:?}");
    };
    assert!(paths[0].ends_with("halden-budget.claimdesk.ron"));
}

#[test]
fn recent_projects_are_filtered() {
    let mut harness = page();
    harness
        .get_by_role_and_label(Role::Button, "Filter")
        .click();
    harness.run();
    harness.event(Event::Text("archive".to_owned()));
    harness.run();
    harness.get_by_label_contains("Election night");
    assert!(harness.query_by_label_contains("Sarnholt").is_none());
    harness.event(Event::Text("x".to_owned()));
    harness.run();
    harness.get_by_label("No recent project has these words.");
}

#[test]
fn without_recent_projects_it_says_so() {
    let mut harness = harness(Session::for_tests(1), false, 1.0);
    harness.run();
    harness.get_by_label("Projects that you save appear here.");
}

#[test]
fn pasted_words_become_an_article() {
    let mut harness = page();
    harness.event(Event::Paste("The minister said so.".to_owned()));
    harness.run();
    assert!(matches!(
        &harness.state().asked[..],
        [Command::PasteText(_)]
    ));
    let work = harness.state().session.work().unwrap();
    assert_eq!(work.project().document_order().len(), 1);
}

#[test]
fn the_drop_area_lights_up() {
    let mut harness = page();
    harness
        .input_mut()
        .hovered_files
        .push(HoveredFile::default());
    harness.step();
    harness.get_by_label_contains("Let go to open");
}
