//! The inspector.

use super::{Desk, Panel, harness};
use claimdesk::edit::Item;
use claimdesk::model::{ClaimId, Commitment, Confidence, Verdict};
use claimdesk::session::Command;
use claimdesk::session::action::Action;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

fn on_claim(number: usize) -> (Harness<'static, Desk>, ClaimId) {
    let mut desk = Desk::new(Panel::Inspector);
    let id = desk.claim(number).id;
    desk.select(Item::Claim(id));
    (harness(desk), id)
}

fn type_into(harness: &mut Harness<'static, Desk>, label: &str, words: &str) {
    harness.get_by_label(label).focus();
    harness.run();
    for letter in words.chars() {
        harness.get_by_label(label).type_text(&letter.to_string());
        harness.run();
    }
}

#[test]
fn the_verdict_is_chosen_from_a_list() {
    let (mut harness, id) = on_claim(1);
    harness
        .get_by_role_and_label(Role::ComboBox, "Verdict")
        .click();
    harness.run();
    harness.get_by_label("Supported").click();
    harness.run();
    let claim = harness.state().project().claim(id).unwrap();
    assert_eq!(claim.judgement.verdict, Verdict::Supported);
}

#[test]
fn commitment_is_set_by_keyboard() {
    let (mut harness, id) = on_claim(1);
    harness.get_by_label("Commitment").focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    let claim = harness.state().project().claim(id).unwrap();
    assert_eq!(claim.commitment, Commitment::CertainNegative);
    harness.key_press(Key::ArrowRight);
    harness.run();
    let claim = harness.state().project().claim(id).unwrap();
    assert_eq!(claim.commitment, Commitment::ProbableNegative);
}

#[test]
fn what_is_chosen_again_is_cleared() {
    let (mut harness, id) = on_claim(1);
    let confidence = |harness: &Harness<'static, Desk>| {
        let claim = harness.state().project().claim(id).unwrap();
        claim.judgement.confidence
    };
    assert_eq!(confidence(&harness), Some(Confidence::Moderate));
    harness.get_by_label("Moderate").click();
    harness.run();
    assert_eq!(confidence(&harness), None);
    harness.get_by_label("High").click();
    harness.run();
    assert_eq!(confidence(&harness), Some(Confidence::High));
}

#[test]
fn a_note_is_one_step_and_esc_restores_it() {
    let (mut harness, id) = on_claim(1);
    let before = harness.state().project().clone();
    let commands = harness.state().commands;
    type_into(&mut harness, "Paraphrase", "It opens soon");
    assert_eq!(harness.state().commands, commands, "nothing while typing");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    harness.run();
    assert_eq!(harness.state().commands, commands + 1);
    let claim = harness.state().project().claim(id).unwrap();
    assert_eq!(claim.content.paraphrase, "It opens soon");
    type_into(&mut harness, "Paraphrase", " or not");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().commands, commands + 1);
    harness.state_mut().session.dispatch(Action::Undo);
    assert_eq!(*harness.state().project(), before);
}

#[test]
fn half_typed_words_are_kept_when_something_else_is_shown() {
    let (mut harness, id) = on_claim(1);
    type_into(&mut harness, "Paraphrase", "Half");
    let other = harness.state().claim(2).id;
    harness.state_mut().select(Item::Claim(other));
    harness.run();
    let claim = harness.state().project().claim(id).unwrap();
    assert_eq!(claim.content.paraphrase, "Half");
}

#[test]
fn parts_are_cleared_and_gone_to() {
    let (mut harness, id) = on_claim(1);
    harness.get_by_label("Clear cue").click();
    harness.run();
    let claim = harness.state().project().claim(id).unwrap().clone();
    assert!(claim.cue.anchor.is_none());
    harness.get_by_label_contains("Content: ").click();
    harness.run();
    let caret = harness.state().work().caret().head;
    assert_eq!(caret, claim.content.anchor.start());
}

#[test]
fn a_suggested_claim_says_why_and_is_not_judged() {
    let mut desk = Desk::new(Panel::Inspector);
    let text = "“We will sail when the channel is swept,” said Dag Ostrel.\n".to_owned();
    desk.session.dispatch(Command::PasteText(text));
    desk.session.poll();
    let id = desk.claim(1).id;
    desk.select(Item::Claim(id));
    let mut harness = harness(desk);
    harness.get_by_label("Why the claim is suggested");
    harness.get_by_label("Opens once accepted. Suggestions never fill it.");
    assert!(harness.query_by_label("Confidence").is_none());
    harness.get_by_label("Accept").click();
    harness.run();
    harness.get_by_label("Confidence");
}

#[test]
fn identifiers_are_added_and_removed() {
    let mut desk = Desk::new(Panel::Inspector);
    let id = desk.entity("Saltmarsh Column").id;
    desk.select(Item::Entity(id));
    let mut harness = harness(desk);
    type_into(&mut harness, "New identifier", "Q12");
    harness.key_press(Key::Enter);
    harness.run();
    let identifiers = |harness: &Harness<'static, Desk>| {
        let entity = harness.state().project().entity(id).unwrap();
        entity.identifiers.clone()
    };
    let [one] = &identifiers(&harness)[..] else {
        panic!("one identifier");
    };
    assert_eq!(
        (one.scheme.as_str(), one.value.as_str()),
        ("wikidata", "Q12")
    );
    harness.get_by_label("Remove identifier").click();
    harness.run();
    assert!(identifiers(&harness).is_empty());
}

#[test]
fn a_mention_in_the_list_is_gone_to() {
    let mut desk = Desk::new(Panel::Inspector);
    let id = desk.entity("Saltmarsh Column").id;
    desk.select(Item::Entity(id));
    let mentions = desk.work().mentions_in_order(id);
    let mut harness = harness(desk);
    harness
        .get_by_label_contains("Mention: by Friday; Saltmarsh Column")
        .click();
    harness.run();
    let selection = harness.state().work().selection();
    assert_eq!(selection.items(), [Item::Mention(mentions[0].id)]);
    harness.get_by_label("This mention");
}

#[test]
fn the_document_and_the_annotator_can_be_named() {
    let mut harness = harness(Desk::new(Panel::Inspector));
    harness.get_by_label("Publisher").focus();
    harness.run();
    harness
        .get_by_label("Publisher")
        .set_text_value_accesskit("The Post");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let document = harness.state().work().active().unwrap();
    assert_eq!(document.origin.publisher, "The Post");
}
