//! The whole window without a screen: by role and label, by pointer and by keys.

#[path = "shell/attribution.rs"]
mod attribution;
#[path = "shell/deep.rs"]
mod deep;
#[path = "shell/drafts.rs"]
mod drafts;
#[path = "shell/hands.rs"]
mod hands;
#[path = "support/images.rs"]
mod images;
#[path = "shell/key_order.rs"]
mod key_order;
#[path = "shell/keys.rs"]
mod keys;
#[path = "shell/marks.rs"]
mod marks;
#[path = "shell/names.rs"]
mod names;
#[path = "shell/pictures.rs"]
mod pictures;
#[path = "shell/quick.rs"]
mod quick;
#[path = "shell/reading.rs"]
mod reading;
#[path = "support/snapshots.rs"]
mod snapshots;

use std::path::PathBuf;

use claimdesk::app::shell::Shell;
use claimdesk::app::theme;
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session, Work};
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, Pos2, Rect, ThemePreference, Ui, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

type Window = Harness<'static, (Option<Session>, Option<Shell>)>;

/// A window over a session; the shell is made with the first frame, when there is a context.
fn window(session: Session) -> Window {
    let frame = |ui: &mut Ui, (session, shell): &mut (Option<Session>, Option<Shell>)| {
        let shell = shell.get_or_insert_with(|| {
            let session = session.take().expect("the first frame makes the shell");
            Shell::for_tests(ui.ctx(), session)
        });
        shell.frame_ui(ui);
    };
    let builder = Harness::builder()
        .with_size(vec2(1440.0, 900.0))
        .with_max_steps(12)
        .with_context_setup(|context| theme::install(context, ThemePreference::Light))
        .allow_missing_glyphs();
    let mut window = builder.build_ui_state(frame, (Some(session), None));
    window.run_ok();
    window
}

fn sample() -> Window {
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    window(session)
}

/// A text without marks.
fn article_of(text: &str) -> Window {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::PasteText(text.to_owned()));
    session.poll();
    window(session)
}

/// The sample's text without marks.
fn article() -> Window {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/samples/harbour-talks.txt");
    session.dispatch(Command::OpenPaths(vec![path]));
    session.poll();
    window(session)
}

fn work(window: &Window) -> &Work {
    let shell = window.state().1.as_ref().expect("a frame was shown");
    shell.session().work().expect("a project is open")
}

fn session(window: &mut Window) -> &mut Session {
    let shell = window.state_mut().1.as_mut().expect("a frame was shown");
    shell.session_mut()
}

/// Puts the caret on words of the document in view.
fn select(window: &mut Window, words: &str) {
    let at = work(window)
        .active()
        .expect("a document")
        .text
        .find(words)
        .expect("the words are there");
    let (anchor, head) = (at, at + words.len());
    session(window).dispatch(Command::SetCaret { anchor, head });
    window.run_ok();
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_ok();
}

fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    for share in [0.3, 0.7, 1.0] {
        window.hover_at(from + (to - from) * share);
        window.step();
    }
    window.drop_at(to);
    window.run_ok();
}

/// Where the first mark of this name stands.
fn mark(window: &Window, name: &str) -> Rect {
    let first = window.get_all_by_label(name).next();
    first.expect("a mark of this name is in the window").rect()
}

fn names(work: &Work) -> Vec<String> {
    work.project()
        .entities()
        .map(|entity| entity.name.clone())
        .collect()
}

#[test]
fn the_start_page_opens_the_sample() {
    let mut window = window(Session::for_tests(1));
    window.get_by_label_contains("Open the sample").click();
    window.run_ok();
    assert_eq!(work(&window).project().claim_count(), 48);
    window.get_by_role_and_label(Role::Document, "Article: Ministry says Pellane harbour will reopen by Friday; Saltmarsh Column denies any deal");
    mark(&window, "Person: Edda Korvath, accepted");
}

#[test]
fn words_are_marked_by_keys_and_undone() {
    let mut window = article();
    select(&mut window, "Bram Tessik");
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert_eq!(names(work(&window)), ["Bram Tessik"]);
    window.get_by_label("Person: Bram Tessik, accepted");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(work(&window).project().entity_count(), 0);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(work(&window).project().entity_count(), 1);
}

#[test]
fn the_caret_selects_words_with_keys_alone() {
    let mut window = article();
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    for _ in 0..2 {
        press(
            &mut window,
            Modifiers::COMMAND | Modifiers::SHIFT,
            Key::ArrowRight,
        );
    }
    let words = work(&window).selected_words().expect("words are selected");
    assert_eq!(
        work(&window).active().expect("a document").text.get(words),
        Some("Ministry says")
    );
    press(&mut window, Modifiers::NONE, Key::C);
    assert_eq!(work(&window).project().claim_count(), 1);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert!(work(&window).caret().head > 20);
}

#[test]
fn keys_of_one_slow_frame_keep_their_order() {
    let mut window = article();
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    let press = |key, modifiers| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers,
    };
    let word = press(Key::ArrowRight, Modifiers::COMMAND | Modifiers::SHIFT);
    let label = press(Key::Num1, Modifiers::NONE);
    let events = [word.clone(), label.clone(), word, label];
    window.input_mut().events.extend(events);
    window.step();
    window.run_ok();
    assert_eq!(work(&window).project().mention_count(), 2);
}

#[test]
fn a_drag_snaps_to_words_and_with_alt_takes_characters() {
    let mut window = sample();
    let name = mark(&window, "Person: Edda Korvath, accepted");
    let from = name.left_center() + vec2(10.0, 0.0);
    let to = name.right_center() - vec2(6.0, 0.0);
    drag(&mut window, from, to);
    let selected = |window: &Window| {
        let words = work(window).selected_words().expect("words are selected");
        work(window)
            .active()
            .expect("a document")
            .text
            .get(words)
            .map(str::to_owned)
    };
    assert_eq!(selected(&window).as_deref(), Some("Edda Korvath"));
    window.event(Event::ModifiersChanged(Modifiers::ALT));
    drag(&mut window, from, to);
    window.event(Event::ModifiersChanged(Modifiers::NONE));
    let characters = selected(&window).expect("characters");
    assert!(characters.len() < "Edda Korvath".len(), "{characters}");
}

#[test]
fn a_click_selects_the_smallest_mark_and_again_the_next_larger() {
    let mut window = sample();
    let inner = mark(&window, "Place: Kerrosia, accepted").center();
    let click = |window: &mut Window| {
        window.drag_at(inner);
        window.step();
        window.drop_at(inner);
        window.run_ok();
        window.hover_at(inner);
        for _ in 0..8 {
            window.step();
        }
        work(window).selection().primary()
    };
    let first = click(&mut window);
    let second = click(&mut window);
    assert!(first.is_some() && second.is_some());
    assert_ne!(first, second);
}

#[test]
fn a_handle_moves_the_end_of_a_mark() {
    let mut window = article();
    select(&mut window, "Bram");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let end = window.get_by_label("End of mark").rect();
    let grip = end.center_bottom() - vec2(0.0, 6.0);
    drag(&mut window, grip, grip + vec2(60.0, -8.0));
    assert_eq!(names(work(&window)), ["Bram Tessik"]);
    press(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(names(work(&window)), ["Bram"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(work(&window)), ["Bram Tessik"]);
}

#[test]
fn letters_typed_into_a_field_are_no_commands() {
    let mut window = article();
    select(&mut window, "Bram Tessik");
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.key_press(Key::C);
    window.key_press(Key::Num1);
    window.run_ok();
    assert_eq!(work(&window).project().entity_count(), 0);
    assert_eq!(work(&window).project().claim_count(), 0);
    // Escape leaves the field and nothing else.
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(work(&window).selected_words().is_some());
    press(&mut window, Modifiers::NONE, Key::Num1);
    assert_eq!(work(&window).project().entity_count(), 1);
}

#[test]
fn finding_counts_hits_and_goes_round() {
    let mut window = article();
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_label("Find in article").type_text("harbour");
    window.run_ok();
    let count = work(&window).find().hits().len();
    assert!(count >= 2);
    let first = work(&window).find().current();
    for _ in 0..count {
        press(&mut window, Modifiers::NONE, Key::F3);
    }
    assert_eq!(work(&window).find().current(), first);
}

#[test]
fn review_goes_from_suggestion_to_suggestion() {
    let mut session = Session::for_tests(1);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/samples/harbour-talks.txt");
    session.dispatch(Command::OpenPaths(vec![path]));
    session.poll();
    session.poll();
    let mut window = window(session);
    let before = work(&window).counts().suggested;
    assert!(before > 10);
    press(&mut window, Modifiers::NONE, Key::F8);
    window.get_by_label(&format!("Suggestion 1 of {before}"));
    press(&mut window, Modifiers::NONE, Key::A);
    press(&mut window, Modifiers::NONE, Key::R);
    let counts = work(&window).counts();
    assert_eq!(
        (counts.suggested, counts.accepted, counts.rejected),
        (before - 2, 1, 1)
    );
    images::save(&mut window, "shell-review");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!work(&window).is_reviewing());
}

#[test]
fn closing_with_unsaved_changes_asks() {
    let mut window = article();
    select(&mut window, "Bram Tessik");
    press(&mut window, Modifiers::NONE, Key::Num1);
    press(&mut window, Modifiers::COMMAND, Key::W);
    window.get_by_label("Cancel").click();
    window.run_ok();
    assert_eq!(names(work(&window)), ["Bram Tessik"]);
    press(&mut window, Modifiers::COMMAND, Key::W);
    window.get_by_label_contains("Don’t save").click();
    window.run_ok();
    let shell = window.state().1.as_ref().expect("a frame was shown");
    assert!(shell.session().work().is_none());
}

#[test]
fn saving_without_a_file_dialog_offers_a_path_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.claimdesk.ron");
    let mut window = article();
    press(&mut window, Modifiers::COMMAND, Key::S);
    let field = window.get_by_label("Path");
    field.focus();
    window.run_ok();
    press(&mut window, Modifiers::COMMAND, Key::A);
    window
        .get_by_label("Path")
        .type_text(path.to_str().expect("a plain path"));
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(path.is_file());
    assert!(work(&window).is_saved());
}

#[test]
fn nothing_is_repainted_without_a_cause() {
    let mut window = sample();
    window.remove_cursor();
    for _ in 0..6 {
        window.step();
    }
    let root = eframe::egui::ViewportId::ROOT;
    let delay = window.output().viewport_output[&root].repaint_delay;
    assert!(
        delay > std::time::Duration::from_secs(5),
        "repaints after {delay:?}"
    );
}

#[test]
fn every_script_stands_in_the_article_with_its_marks() {
    let text = "Names in many scripts\n\n\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} Zoë Müller met דוד לוי and محمد علي and 王小明 in\u{a0}Ελλάδα.\n\nقال الوزير إن السفن ستغادر.\n";
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::PasteText(text.to_owned()));
    let mut window = window(session);
    for name in [
        "Zoë Müller",
        "דוד לוי",
        "محمد علي",
        "王小明",
        "Ελλάδα",
        "السفن",
    ] {
        select(&mut window, name);
        press(&mut window, Modifiers::NONE, Key::Num1);
        window.get_by_label(&format!("Person: {name}, accepted"));
    }
    images::save(&mut window, "shell-scripts");
}

#[test]
fn the_window_can_be_small() {
    let mut window = sample();
    for size in [(1024.0, 700.0), (860.0, 600.0), (2560.0, 1440.0)] {
        window.set_size(Vec2::from(size));
        window.run_ok();
        window.get_by_role(Role::Document);
        images::save(&mut window, &format!("shell-{}", size.0));
    }
}

#[test]
fn what_a_worker_asks_for_is_shown_without_another_command() {
    let mut window = sample();
    let shell = window.state_mut().1.as_mut().expect("a frame was shown");
    shell.session_mut().dispatch(Action::About);
    window.run_ok();
    window.get_by_role(Role::Dialog);
}
