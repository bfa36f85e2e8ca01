//! What the pointer takes hold of, gestures given up, and the card that stays out of the way.

use claimdesk::edit::actions::EntityChange;
use claimdesk::session::Command;
use claimdesk::session::action::Action;
use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, pos2, vec2};
use egui_kittest::kittest::Queryable;

use super::{Window, article, article_of, drag, mark, names, press, select, session, work};

fn selected(window: &Window) -> Option<String> {
    let work = work(window);
    let text = &work.active().expect("a document").text;
    work.selected_words()
        .and_then(|words| text.get(words))
        .map(str::to_owned)
}

#[test]
fn a_press_in_the_next_word_selects_words_and_moves_no_handle() {
    for height in [0.3, 0.5, 0.8, 0.95] {
        let mut window = article_of("A US official told CNN that it was over.\n");
        select(&mut window, "official");
        press(&mut window, Modifiers::NONE, Key::Num1);
        let word = mark(&window, "Person: official, accepted");
        let y = word.top() + word.height() * height;
        drag(
            &mut window,
            pos2(word.right() + 8.0, y),
            pos2(word.right() + 26.0, y),
        );
        assert_eq!(selected(&window).as_deref(), Some("told"), "at {height}");
        assert_eq!(names(work(&window)), ["official"]);
        // So does the word before, where the knob stands above the line.
        drag(
            &mut window,
            pos2(word.left() - 8.0, y),
            pos2(word.left() - 20.0, y),
        );
        assert_eq!(selected(&window).as_deref(), Some("US"), "at {height}");
        assert_eq!(names(work(&window)), ["official"]);
    }
}

/// Escape and the release of the button, before the next frame.
fn escape_and_release(window: &mut Window, at: Pos2) {
    let escape = |pressed| Event::Key {
        key: Key::Escape,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let release = Event::PointerButton {
        pos: at,
        button: PointerButton::Primary,
        pressed: false,
        modifiers: Modifiers::NONE,
    };
    let events = [escape(true), escape(false), release];
    window.input_mut().events.extend(events);
    window.step();
    window.run_ok();
}

fn begin_drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.step();
    window.drag_at(from);
    window.step();
    for share in [0.5, 1.0] {
        window.hover_at(from + (to - from) * share);
        window.step();
    }
}

#[test]
fn escape_gives_up_a_drag_even_in_the_frame_of_the_release() {
    let mut window = article();
    select(&mut window, "Bram");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let end = window.get_by_label("End of mark").rect();
    let grip = end.center_bottom() - vec2(0.0, 6.0);
    let to = grip + vec2(60.0, -8.0);
    begin_drag(&mut window, grip, to);
    escape_and_release(&mut window, to);
    assert_eq!(names(work(&window)), ["Bram"]);

    let name = mark(&window, "Person: Bram, accepted");
    let from = name.left_center() + vec2(4.0, 0.0);
    let to = from + vec2(120.0, 0.0);
    begin_drag(&mut window, from, to);
    assert!(selected(&window).is_some());
    escape_and_release(&mut window, to);
    assert_eq!(selected(&window), None);
}

/// The line of the card that counts the entity's mentions.
fn card(window: &Window) -> Option<Rect> {
    let mut found = window.query_all_by_label_contains(" mentions: ");
    found.next().map(|node| node.rect())
}

fn rest(window: &mut Window, at: Pos2) {
    window.hover_at(at);
    for _ in 0..40 {
        window.step();
    }
}

fn many_marks() -> Window {
    let line = "Then Tessik and Tessik met, while Tessik saw Tessik and Tessik told Tessik. ";
    let mut window = article_of(&format!("{}\n\n", line.repeat(3)).repeat(12));
    select(&mut window, "Tessik");
    press(&mut window, Modifiers::NONE, Key::Num1);
    session(&mut window).dispatch(Action::MarkAll);
    // The card lists the words of an entity that has another name.
    let entity = work(&window)
        .project()
        .entities()
        .next()
        .expect("an entity")
        .id;
    let name = EntityChange::Name("Bram Tessik".to_owned());
    session(&mut window).dispatch(Command::ChangeEntities(vec![entity], name));
    session(&mut window).dispatch(Command::Select(claimdesk::edit::Selection::none()));
    window.run_ok();
    window
}

#[test]
fn the_card_stays_away_from_the_bar_and_from_who_works_by_keys() {
    let mut window = many_marks();
    let at = mark(&window, "Person: Bram Tessik, accepted").center();
    rest(&mut window, at);
    assert!(card(&window).is_some());
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    rest(&mut window, at);
    assert!(card(&window).is_none(), "a key sends it away");
    rest(&mut window, at + vec2(2.0, 0.0));
    assert!(card(&window).is_some(), "the pointer brings it back");
    select(&mut window, "Then");
    rest(&mut window, at);
    assert!(card(&window).is_none(), "the bar is open");
}

#[test]
fn the_card_lies_inside_the_article_and_beside_its_mark() {
    let mut window = many_marks();
    let area = window.get_by_role(Role::Document).rect();
    let marks: Vec<Rect> = window
        .get_all_by_label("Person: Bram Tessik, accepted")
        .map(|node| node.rect())
        .filter(|rect| area.contains_rect(*rect))
        .collect();
    let at = |key: fn(&Rect) -> f32| {
        let last = marks.iter().copied();
        last.max_by(|a, b| key(a).total_cmp(&key(b)))
            .expect("a mark")
    };
    for place in [at(|rect| rect.right()), at(|rect| rect.bottom())] {
        rest(&mut window, place.center());
        let line = card(&window).expect("the card");
        assert!(area.contains_rect(line), "{line} in {area}");
        assert!(!line.expand(12.0).intersects(place), "{line} over {place}");
        rest(&mut window, area.left_top() + vec2(4.0, 4.0));
    }
}
