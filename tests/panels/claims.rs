//! The claim list.

use super::{Desk, Panel, harness};
use claimdesk::edit::{Item, Selection};
use claimdesk::model::Verdict;
use claimdesk::session::Command;
use claimdesk::session::action::Action;
use eframe::egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

#[test]
fn a_click_selects_and_arrows_go_on() {
    let mut harness = harness(Desk::new(Panel::Claims));
    harness.get_by_label_contains("Claim 2, ").click();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    let third = harness.state().claim(3).id;
    let selection = harness.state().work().selection();
    assert_eq!(selection.items(), [Item::Claim(third)]);
}

#[test]
fn the_stamp_opens_the_verdicts() {
    let mut harness = harness(Desk::new(Panel::Claims));
    let stamps = harness.get_all_by_role(Role::Button);
    let stamp = stamps
        .filter(|node| {
            let label = node.accesskit_node().label();
            label.is_some_and(|label| label.starts_with("Judgement "))
        })
        .min_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    stamp.expect("the first claim is judged").click();
    harness.run();
    harness.get_by_label("Not enough evidence").click();
    harness.run();
    let verdict = harness.state().claim(1).judgement.verdict;
    assert_eq!(verdict, Verdict::NotEnoughEvidence);
}

#[test]
fn several_claims_get_one_verdict_in_one_step() {
    let mut desk = Desk::new(Panel::Claims);
    let ids = [desk.claim(1).id, desk.claim(2).id, desk.claim(3).id];
    let selection = Selection::many(ids.map(Item::Claim));
    desk.session.dispatch(Command::Select(selection));
    let before = desk.project().clone();
    let mut harness = harness(desk);
    harness.get_by_label("Verdict…").click();
    harness.run();
    harness.get_by_label("Refuted").click();
    harness.run();
    for number in 1..=3 {
        let verdict = harness.state().claim(number).judgement.verdict;
        assert_eq!(verdict, Verdict::Refuted);
    }
    harness.state_mut().session.dispatch(Action::Undo);
    assert_eq!(*harness.state().project(), before);
}

#[test]
fn the_filter_finds_words_of_the_content() {
    let mut harness = harness(Desk::new(Panel::Claims));
    harness.get_by_label("Filter claims").focus();
    harness.run();
    harness
        .get_by_label("Filter claims")
        .type_text("checkpoint");
    harness.run();
    let shown = harness.state().work().lists().claims.len();
    assert!((1..6).contains(&shown), "{shown}");
    assert_eq!(harness.get_all_by_role(Role::ListItem).count(), shown);
}

#[test]
fn rows_stay_where_they_are_while_several_are_selected() {
    let mut harness = harness(Desk::new(Panel::Claims));
    let top = |harness: &egui_kittest::Harness<'_, Desk>| {
        let row = harness.get_by_label_contains("Claim 3, ");
        row.rect().top()
    };
    let before = top(&harness);
    let ids = [1, 2].map(|number| Item::Claim(harness.state().claim(number).id));
    harness
        .state_mut()
        .session
        .dispatch(Command::Select(Selection::many(ids)));
    harness.run();
    harness.get_by_label("2 selected");
    assert_eq!(top(&harness), before);
}

#[test]
fn a_rejected_claim_leaves_the_numbers_of_the_others() {
    let mut desk = Desk::new(Panel::Claims);
    let [second, third] = [2, 3].map(|number| desk.claim(number).id);
    desk.session
        .dispatch(Command::Reject(vec![Item::Claim(second)]));
    let lists = desk.work().lists();
    assert_eq!((lists.number(second), lists.number(third)), (2, 3));
    let document = desk.work().active().unwrap().id;
    let living = desk.project().claims_in(document).count() - 1;
    let counted = desk.work().lists().claims_within(document, 0..usize::MAX);
    assert_eq!(counted, living, "what is rejected isn’t counted");
}
