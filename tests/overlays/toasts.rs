//! Toasts come one at a time, go or stay, and their action runs.

use crate::window::{Window, harness, sample};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Notice};
use eframe::egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn window() -> Harness<'static, Window> {
    let mut harness = harness(sample(), false, 1.0);
    harness.run();
    harness
}

/// Seconds go by; one step of the harness is a quarter of one.
fn wait(harness: &mut Harness<'static, Window>, seconds: usize) {
    harness.run_steps(seconds * 4);
}

#[test]
fn undo_on_a_toast_undoes() {
    let mut harness = window();
    let work = harness.state().session.work().unwrap();
    let before = work.project().mention_count();
    let entity = work.project().entities().next().unwrap().id;
    let delete = Command::Delete(vec![claimdesk::edit::Item::Entity(entity)]);
    harness.state_mut().session.dispatch(delete);
    harness.run_steps(3);
    harness.get_by_label("Ctrl Z");
    harness.get_by_role_and_label(Role::Button, "Undo").click();
    harness.run_steps(3);
    let work = harness.state().session.work().unwrap();
    assert_eq!(harness.state().last(), "Do(Undo)");
    assert_eq!(work.project().mention_count(), before);
}

#[test]
fn information_goes_by_itself_and_the_next_follows() {
    let mut harness = window();
    let toasts = &mut harness.state_mut().toasts;
    toasts.push(Notice::warning("Something is odd."));
    toasts.push(Notice::info("All suggestions reviewed."));
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Alert, "Something is odd.");
    assert!(
        harness
            .query_by_label("All suggestions reviewed.")
            .is_none()
    );
    wait(&mut harness, 20);
    harness.get_by_role_and_label(Role::Alert, "Something is odd.");
    harness.get_by_role_and_label(Role::Button, "Close").click();
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::Status, "All suggestions reviewed.");
    // The pointer is where the toast is; away with it.
    harness.remove_cursor();
    wait(&mut harness, 5);
    harness.get_by_label("All suggestions reviewed.");
    wait(&mut harness, 4);
    assert!(harness.state().toasts.is_empty());
}

#[test]
fn it_stays_under_the_pointer_and_with_the_keyboard() {
    let mut harness = window();
    let notice = Notice::info("Merged.").with("Undo", Action::Undo);
    harness.state_mut().toasts.push(notice);
    harness.run_steps(3);
    harness.get_by_label("Merged.").hover();
    wait(&mut harness, 10);
    harness.get_by_label("Merged.");
    harness.remove_cursor();
    harness.get_by_role_and_label(Role::Button, "Undo").focus();
    wait(&mut harness, 10);
    harness.get_by_label("Merged.");
}

#[test]
fn nothing_is_said_twice_and_news_comes_first() {
    let mut harness = window();
    for words in ["Saved.", "Saved.", "Exported."] {
        harness.state_mut().toasts.push(Notice::info(words));
    }
    harness.run_steps(3);
    harness.get_by_label("Saved.");
    let toasts = &mut harness.state_mut().toasts;
    toasts.push(Notice::info("Exported."));
    harness.run_steps(3);
    harness.get_by_label("Exported.");
    for words in ["Can’t open a.", "Can’t open b."] {
        harness.state_mut().toasts.push(Notice::error(words));
        harness.run_steps(3);
        harness.get_by_role_and_label(Role::Alert, words);
    }
    assert!(harness.state_mut().toasts.dismiss());
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Alert, "Can’t open a.");
    assert!(harness.state_mut().toasts.dismiss());
    assert!(harness.state().toasts.is_empty());
}

#[test]
fn a_toast_never_undoes_another_step() {
    let mut harness = window();
    let offer = |words| Notice::info(words).with("Undo", Action::Undo);
    let toasts = &mut harness.state_mut().toasts;
    toasts.follow(Some(1));
    toasts.push(offer("Merged."));
    harness.run_steps(3);
    let toasts = &mut harness.state_mut().toasts;
    toasts.follow(Some(1));
    assert!(!toasts.is_empty(), "no step was made since");
    toasts.follow(Some(2));
    assert!(toasts.is_empty());
    toasts.push(Notice::warning("Something is odd."));
    toasts.follow(Some(3));
    assert!(!toasts.is_empty(), "only what names a step goes");
}

#[test]
fn an_error_stays_whatever_is_said_after_it() {
    let mut harness = window();
    harness
        .state_mut()
        .toasts
        .push(Notice::error("Can’t open a."));
    harness.run_steps(3);
    for notice in [Notice::info("Saved."), Notice::warning("Something is odd.")] {
        harness.state_mut().toasts.push(notice);
        harness.run_steps(3);
        harness.get_by_role_and_label(Role::Alert, "Can’t open a.");
    }
    assert!(harness.state_mut().toasts.dismiss());
    harness.run_steps(3);
    assert!(harness.query_by_label("Can’t open a.").is_none());
    assert!(!harness.state().toasts.is_empty(), "the others come now");
}
