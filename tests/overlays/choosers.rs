//! Choosers ask for what was chosen.

use crate::window::{Window, sample, with};
use claimdesk::app::overlays::{ChooserView, Overlay};
use claimdesk::model::{ClaimId, LinkKind, LinkTarget};
use claimdesk::session::{Command, Session};
use eframe::egui::{Event, Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn claim(session: &Session, number: usize) -> ClaimId {
    let work = session.work().unwrap();
    let claims = work.project().claims_in(work.active().unwrap().id);
    let mut ids = claims.map(|claim| claim.id);
    ids.find(|id| work.lists().number(*id) == number).unwrap()
}

fn text(harness: &mut Harness<'static, Window>, words: &str) {
    harness.event(Event::Text(words.to_owned()));
    harness.run();
}

#[test]
fn a_letter_chooses_the_kind_of_a_link_and_then_its_target() {
    let from = claim(&sample(), 1);
    let mut harness = with(Overlay::Choose(ChooserView::link(from)));
    harness.get_by_role_and_label(Role::ListBoxOption, "Contradicts");
    text(&mut harness, "x");
    text(&mut harness, "2");
    harness.key_press(Key::Enter);
    harness.run();
    let to = claim(&harness.state().session, 2);
    let wanted = Command::Link(LinkKind::Contradicts, from, LinkTarget::Claim(to));
    assert_eq!(harness.state().last(), format!("{wanted:?}"));
    assert!(harness.state().overlay.is_none());
}

#[test]
fn what_a_claim_is_about_is_an_entity() {
    let from = claim(&sample(), 1);
    let mut harness = with(Overlay::Choose(ChooserView::link(from)));
    text(&mut harness, "b");
    text(&mut harness, "ansel");
    harness.key_press(Key::Enter);
    harness.run();
    let last = harness.state().last();
    assert!(
        last.starts_with("Link(about") || last.starts_with("Link(About"),
        "{last}"
    );
}

#[test]
fn a_claim_is_not_offered_as_its_own_chain() {
    let from = claim(&sample(), 1);
    let mut harness = with(Overlay::Choose(ChooserView::via(from)));
    text(&mut harness, "1");
    let first = harness.query_all_by_role(Role::ListBoxOption).next();
    let label = first.and_then(|node| node.accesskit_node().label());
    assert!(label.is_none_or(|label| !label.starts_with("1: ")));
    for _ in 0..1 {
        harness.key_press(Key::Backspace);
    }
    harness.run();
    text(&mut harness, "4");
    harness.key_press(Key::Enter);
    harness.run();
    let via = claim(&harness.state().session, 4);
    let wanted = Command::SetVia(from, Some(via));
    assert_eq!(harness.state().last(), format!("{wanted:?}"));
}

#[test]
fn entities_merge_into_the_chosen_one() {
    let session = sample();
    let project = session.work().unwrap().project();
    let named = |name: &str| project.entities().find(|e| e.name == name).unwrap().id;
    let (dray, hask) = (named("Ansel Dray"), named("Hask"));
    let mut harness = with(Overlay::Choose(ChooserView::merge(vec![hask])));
    text(&mut harness, "Ansel Dray");
    harness.key_press(Key::Enter);
    harness.run();
    let wanted = Command::MergeInto(dray, vec![hask]);
    assert_eq!(harness.state().last(), format!("{wanted:?}"));
    let project = harness.state().session.work().unwrap().project();
    assert!(project.entity(hask).is_none());
}

#[test]
fn a_kind_is_chosen_by_its_key_or_by_its_name() {
    let mut harness = with(Overlay::Choose(ChooserView::kind()));
    text(&mut harness, "2");
    assert_eq!(harness.state().last(), "Label(organisation)");
    assert!(harness.state().overlay.is_none());

    let mut harness = with(Overlay::Choose(ChooserView::kind()));
    text(&mut harness, "armed");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().last(), "Label(armed_group)");
}

/// The first line of the list.
fn first(harness: &Harness<'static, Window>) -> String {
    let first = harness.query_all_by_role(Role::ListBoxOption).next();
    let label = first.and_then(|node| node.accesskit_node().label());
    label.expect("a line")
}

#[test]
fn what_is_likely_comes_first() {
    let session = sample();
    let project = session.work().unwrap().project();
    let kerrosia = project.entities().find(|e| e.name == "Kerrosia").unwrap();
    let harness = with(Overlay::Choose(ChooserView::merge(vec![kerrosia.id])));
    assert!(first(&harness).contains("Kerrosia"), "{}", first(&harness));

    let from = claim(&session, 20);
    let mut harness = with(Overlay::Choose(ChooserView::link(from)));
    text(&mut harness, "x");
    let work = session.work().unwrap();
    let place = |id: ClaimId| work.project().claim(id).unwrap().content.anchor.start();
    let claims = work.project().claims_in(work.active().unwrap().id);
    let others = claims.map(|claim| claim.id).filter(|id| *id != from);
    let nearest = others.min_by_key(|id| place(*id).abs_diff(place(from)));
    let number = work.lists().number(nearest.unwrap());
    let label = first(&harness);
    assert!(label.starts_with(&format!("{number}: ")), "{label}");
}
