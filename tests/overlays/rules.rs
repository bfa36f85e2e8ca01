//! Learned rules, accepting above a score, and engines of one's own.

use crate::images;
use crate::window::{Window, harness};
use claimdesk::edit::Item;
use claimdesk::model::{ReviewState, Score};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session, rule_rows};
use claimdesk::storage::ExternalEngine;
use eframe::egui::{Key, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

/// An article with suggestions, some of which were decided on.
fn decided() -> Session {
    let mut session = Session::for_tests(1);
    let article = include_str!("../../assets/samples/harbour-talks.txt");
    session.dispatch(Command::PasteText(article.into()));
    session.poll();
    let project = session.work().unwrap().project().clone();
    let entities: Vec<_> = project.entities().map(|e| Item::Entity(e.id)).collect();
    let claims: Vec<_> = project.claims().map(|c| Item::Claim(c.id)).collect();
    session.dispatch(Command::Accept(entities[..4].to_vec()));
    session.dispatch(Command::Reject(entities[4..6].to_vec()));
    session.dispatch(Command::Accept(claims[..2].to_vec()));
    session
}

fn shown(session: Session, action: Action, dark: bool) -> Harness<'static, Window> {
    let mut harness = harness(session, dark, 1.0);
    harness.state_mut().session.dispatch(action);
    harness.run();
    harness
}

#[test]
fn a_rule_is_found_switched_off_and_deleted() {
    let mut harness = shown(decided(), Action::LearnedRules, false);
    harness.get_by_role_and_label(Role::Dialog, "Learned rules");
    let project = harness.state().session.work().unwrap().project().clone();
    let rows = rule_rows(&project, "");
    assert!(rows.len() > 3);
    let said = rows[0].said.clone();
    harness.get_by_role_and_label(Role::CheckBox, &said).click();
    harness.run();
    let now = |harness: &Harness<'_, Window>| {
        rule_rows(harness.state().session.work().unwrap().project(), "")
    };
    assert!(!now(&harness)[0].is_on);
    let delete = format!("Delete {said}");
    harness.get_by_role_and_label(Role::Button, &delete).click();
    harness.run();
    assert_eq!(now(&harness).len(), rows.len() - 1);
    // The filter has the keyboard; what doesn't fit is not shown.
    let words = &rows[1].said;
    let name = words.trim_start_matches('“').split('”').next().unwrap();
    harness.get_by_label("Filter rules").type_text(name);
    harness.run();
    harness.get_by_role_and_label(Role::CheckBox, words);
    harness.key_press(Key::Escape);
    harness.run();
    harness.state_mut().session.dispatch(Action::Undo);
    assert_eq!(now(&harness).len(), rows.len());
}

#[test]
fn above_a_score_as_many_are_accepted_as_was_said() {
    let mut session = decided();
    session.dispatch(Action::Undo);
    let open = |session: &Session, least: i16| {
        let project = session.work().unwrap().project().clone();
        let fits = |made: &claimdesk::model::Provenance| {
            made.state == ReviewState::Suggested && made.score >= Some(Score(least))
        };
        let mentions = project.mentions().filter(|m| fits(&m.provenance)).count();
        mentions + project.claims().filter(|c| fits(&c.provenance)).count()
    };
    let (all, sure) = (open(&session, 0), open(&session, 80));
    assert!(sure > 0 && sure < all, "{sure} of {all}");
    let mut harness = shown(session, Action::AcceptScored, false);
    let label = format!("Accept {sure}");
    harness.get_by_role_and_label(Role::Button, &label);
    // One step down by key takes in more or as many.
    harness.key_press(Key::ArrowLeft);
    harness.run();
    let more = open(&harness.state().session, 79);
    let label = format!("Accept {more}");
    harness.get_by_role_and_label(Role::Button, &label).click();
    harness.run();
    assert!(harness.query_by_role(Role::Dialog).is_none());
    assert_eq!(open(&harness.state().session, 0), all - more);
    harness.state_mut().session.dispatch(Action::Undo);
    assert_eq!(open(&harness.state().session, 0), all);
}

#[test]
fn an_engine_is_added_and_chosen_and_a_faulty_one_is_not_saved() {
    let mut harness = shown(decided(), Action::Engines, false);
    harness
        .get_by_role_and_label(Role::Button, "Add engine")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("Mine");
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Command")
        .focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Command")
        .type_text("run 'x");
    harness.run();
    harness.get_by_label_contains("not closed");
    harness
        .get_by_role_and_label(Role::TextInput, "Command")
        .type_text("'");
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Save").click();
    harness.run();
    let engines = &harness.state().session.settings().engines;
    assert_eq!(
        (engines[0].name.as_str(), engines[0].command.as_str()),
        ("Mine", "run 'x'")
    );
    harness.state_mut().session.dispatch(Action::SuggestWith);
    harness.run();
    harness.get_by_role_and_label(Role::Dialog, "Who suggests, and where?");
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let last = harness.state().last();
    assert_eq!(last, "Suggest(Program(\"Mine\"), Document)");
}

#[test]
#[ignore = "slow: images for a person to look at"]
fn the_dialogs_for_a_person_to_look_at() {
    for (dark, name) in [(false, "light"), (true, "dark")] {
        for (action, what) in [
            (Action::LearnedRules, "rules"),
            (Action::AcceptScored, "scores"),
            (Action::Engines, "engines"),
            (Action::SuggestWith, "suggest-with"),
        ] {
            let mut session = decided();
            let engine = |name: &str, command: &str| ExternalEngine {
                name: name.into(),
                command: command.into(),
                seconds: 60,
            };
            session.change_settings(|settings| {
                settings.engines = vec![
                    engine(
                        "House rules",
                        "python3 engines/spacy_entity_ruler.py patterns.jsonl",
                    ),
                    engine("Tagger", "tagger 'x"),
                ];
            });
            let mut harness = shown(session, action, dark);
            images::save(&mut harness, &format!("{what}-{name}"));
        }
    }
}
