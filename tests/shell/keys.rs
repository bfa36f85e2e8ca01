//! Keys go where the eye is: into open lists, onwards in the direction of reading, to the next suggestion.

use claimdesk::edit::{Item, Selection};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Notice, Session};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::{Window, article, press, sample, select, session, window, work};

fn pasted(text: &str) -> Window {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::PasteText(text.to_owned()));
    session.poll();
    window(session)
}

/// The sample with its first claim selected.
fn at_a_claim() -> Window {
    let mut window = sample();
    let claim = work(&window).project().claims().next().unwrap().id;
    let select = Command::Select(Selection::one(Item::Claim(claim)));
    session(&mut window).dispatch(select);
    window.run_ok();
    window
}

/// The words of the first mention.
fn marked(window: &Window) -> String {
    let project = work(window).project();
    let mention = project.mentions().next().expect("a mention");
    let document = project.document(mention.document).expect("a document");
    mention.anchor.quote(&document.text)
}

#[test]
fn escape_in_an_open_list_leaves_the_selection() {
    let mut window = at_a_claim();
    window
        .get_by_role_and_label(Role::ComboBox, "Kind of quote")
        .click();
    window.run_ok();
    let open = |window: &Window| {
        let items = window.query_all_by_role(Role::MenuItemCheckBox);
        items.count() > 0
    };
    assert!(open(&window));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(!open(&window));
    assert!(!work(&window).selection().is_empty());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(work(&window).selection().is_empty());
}

#[test]
fn escape_closes_a_warning_before_it_selects_nothing() {
    let mut window = at_a_claim();
    session(&mut window).notify(Notice::warning("Something is odd."));
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Something is odd.").is_none());
    assert!(!work(&window).selection().is_empty());
}

#[test]
fn the_end_of_a_mark_follows_the_eye_in_either_direction() {
    let english = ("The envoy Bram Tessik spoke.", "Bram", "Bram Tessik");
    let hebrew = ("אמר דן כהן אמש.", "דן", "דן כהן");
    for ((text, first, longer), key) in [(english, Key::ArrowRight), (hebrew, Key::ArrowLeft)] {
        let mut window = pasted(text);
        select(&mut window, first);
        press(&mut window, Modifiers::NONE, Key::Num1);
        press(&mut window, Modifiers::ALT, key);
        assert_eq!(marked(&window), longer);
    }
}

#[test]
fn arrows_home_and_end_follow_the_eye_in_either_direction() {
    let text = "Bram spoke to all of them.\n\nדן כהן אמר.\n";
    let mut window = pasted(text);
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    let hebrew = text.find('ד').expect("it is there");
    let end = text.trim_end().len();
    let letter = 'ד'.len_utf8();
    session(&mut window).dispatch(Command::SetCaret {
        anchor: hebrew,
        head: hebrew,
    });
    window.run_ok();
    let walk = [
        (Modifiers::NONE, Key::ArrowLeft, hebrew + letter),
        (Modifiers::NONE, Key::ArrowRight, hebrew),
        (
            Modifiers::COMMAND,
            Key::ArrowLeft,
            text.find(" כהן").unwrap(),
        ),
        (Modifiers::NONE, Key::End, end),
        (Modifiers::NONE, Key::Home, hebrew),
        // Over the empty line, the end of the English words comes at once.
        (Modifiers::NONE, Key::ArrowRight, text.find("\n").unwrap()),
        (
            Modifiers::NONE,
            Key::ArrowLeft,
            text.find("\n").unwrap() - 1,
        ),
        (Modifiers::NONE, Key::Home, 0),
    ];
    for (modifiers, key, expected) in walk {
        press(&mut window, modifiers, key);
        assert_eq!(work(&window).caret().head, expected, "{key:?}");
    }
    // Shift selects along the way.
    session(&mut window).dispatch(Command::SetCaret {
        anchor: hebrew,
        head: hebrew,
    });
    window.run_ok();
    for _ in 0..2 {
        press(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    }
    assert_eq!(work(&window).caret().range(), hebrew..hebrew + 2 * letter);
}

#[test]
fn up_and_down_keep_to_their_column() {
    let long = "The harbour office said on Tuesday that eleven ships may leave";
    let text = format!("A headline\n\n{long}\nShort\n{long}\n");
    let mut window = pasted(&text);
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    let above = text.find(long).unwrap() + 40;
    let below = text.rfind(long).unwrap() + 40;
    session(&mut window).dispatch(Command::SetCaret {
        anchor: above,
        head: above,
    });
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let short = text.find("Short").unwrap();
    assert_eq!(work(&window).caret().head, short + "Short".len());
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(work(&window).caret().head, below);
}

#[test]
fn a_kind_given_in_review_goes_on_to_the_next() {
    let mut window = article();
    session(&mut window).dispatch(Action::Suggest);
    session(&mut window).poll();
    window.run_ok();
    let open = work(&window).suggestions().len();
    session(&mut window).dispatch(Action::ReviewMode);
    while !matches!(
        work(&window).selection().primary(),
        Some(Item::Mention(_) | Item::Entity(_))
    ) {
        session(&mut window).dispatch(Action::NextSuggestion);
    }
    let before = work(&window).selection().primary();
    let project = work(&window).project();
    let kind = project.schema().kinds[8].id.clone();
    session(&mut window).dispatch(Command::Label(kind));
    window.run_ok();
    assert!(work(&window).suggestions().len() < open);
    let next = work(&window).selection().primary();
    assert!(next.is_some() && next != before);
}

#[test]
fn marks_of_another_document_are_not_selected() {
    let mut window = at_a_claim();
    let selection = work(&window).selection().clone();
    let add = Command::PasteText("Another article.".to_owned());
    session(&mut window).dispatch(add);
    session(&mut window).poll();
    let order = work(&window).project().document_order().to_vec();
    session(&mut window).dispatch(Command::Activate(order[0]));
    session(&mut window).dispatch(Command::Select(selection));
    assert!(!work(&window).selection().is_empty());
    session(&mut window).dispatch(Command::Activate(order[1]));
    assert!(work(&window).selection().is_empty());
}

#[test]
fn enter_on_selected_words_selects_the_mark_that_they_are() {
    let mut window = sample();
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    select(&mut window, "Edda Korvath");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let work = work(&window);
    let Some(Item::Mention(mention)) = work.selection().primary() else {
        panic!("{:?}", work.selection());
    };
    let mention = work.project().mention(mention).expect("it is there");
    let text = &work.active().expect("a document").text;
    assert_eq!(mention.anchor.quote(text), "Edda Korvath");
    assert!(work.selected_words().is_none(), "the bar is out of the way");
}
