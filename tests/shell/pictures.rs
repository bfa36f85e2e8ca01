//! The window beside the pictures that are kept of it: start page, article with marks, both lists, the inspector.

use claimdesk::app::shell::Shell;
use claimdesk::app::theme;
use claimdesk::edit::{Item, Selection};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use claimdesk::storage::Theme;
use eframe::egui::{self, Key, Modifiers, ThemePreference, Ui, vec2};
use egui_kittest::{Harness, SnapshotResults};

use super::snapshots;

/// Shows a session in light and in dark, presses a key with Ctrl, and compares.
fn picture(
    results: &mut SnapshotResults,
    name: &str,
    keys: Option<Key>,
    make: impl Fn() -> Session,
) {
    for dark in [false, true] {
        let (preference, appearance, chosen, suffix) = if dark {
            (
                ThemePreference::Dark,
                egui::Theme::Dark,
                Theme::Dark,
                "dark",
            )
        } else {
            (
                ThemePreference::Light,
                egui::Theme::Light,
                Theme::Light,
                "light",
            )
        };
        let mut session = Some(make());
        if let Some(session) = &mut session {
            session.change_settings(|settings| settings.theme = chosen);
        }
        let mut shell = None;
        let frame = move |ui: &mut Ui| {
            let shell = shell.get_or_insert_with(|| {
                let session = session.take().expect("the first frame makes the shell");
                Shell::for_tests(ui.ctx(), session)
            });
            shell.frame_ui(ui);
        };
        let mut harness = Harness::builder()
            .with_size(vec2(1200.0, 780.0))
            .with_theme(appearance)
            .with_context_setup(move |context| theme::install(context, preference))
            .build_ui(frame);
        harness.run_steps(6);
        if let Some(key) = keys {
            harness.key_press_modifiers(Modifiers::COMMAND, key);
            harness.run_steps(6);
        }
        snapshots::compare(results, &mut harness, "window", &format!("{name}-{suffix}"));
    }
}

fn sample() -> Session {
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    session
}

#[test]
fn the_window_looks_as_it_was_designed() {
    let mut results = SnapshotResults::new();
    picture(&mut results, "start", None, || Session::for_tests(1));
    picture(&mut results, "claim", None, || {
        let mut session = sample();
        let claim = session.work().unwrap().lists().claims[4];
        session.dispatch(Command::Select(Selection::one(Item::Claim(claim))));
        session
    });
    picture(&mut results, "entity", Some(Key::Num1), || {
        let mut session = sample();
        let entity = session.work().unwrap().lists().entities[1];
        session.dispatch(Command::Select(Selection::one(Item::Entity(entity))));
        session
    });
}
