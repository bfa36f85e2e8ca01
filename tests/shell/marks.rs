//! Marks under the pointer: what covers a place, and handles in text that runs to the left.

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;

use super::{article_of, drag, mark, names, press, sample, select, work};

#[test]
fn the_card_names_what_covers_a_place_smallest_first() {
    let mut window = sample();
    let inner = mark(&window, "Place: Kerrosia, accepted").center();
    window.hover_at(inner);
    for _ in 0..40 {
        window.step();
    }
    let top = |label: &str| {
        let found = window.query_all_by_label(label);
        let card = found.map(|node| node.rect()).find(|rect| {
            // On the card, which hangs below the words, not in a list or in the text.
            rect.top() > inner.y && rect.top() < inner.y + 260.0 && rect.left() < inner.x + 284.0
        });
        card.unwrap_or_else(|| panic!("{label} is on the card"))
            .top()
    };
    let (place, ministry) = (top("Kerrosia"), top("Transport ministry of Kerrosia"));
    assert!(place < ministry, "{place} {ministry}");
    let claim = window
        .query_all_by_label_contains("Claim ")
        .map(|node| node.rect());
    let claim = claim.map(|rect| rect.top()).filter(|top| *top > ministry);
    assert!(claim.count() > 0, "the claim around them comes last");
}

#[test]
fn clicking_again_goes_round_all_marks_of_a_place() {
    let mut window = sample();
    let inner = mark(&window, "Place: Kerrosia, accepted").center();
    let mut seen = Vec::new();
    for _ in 0..8 {
        window.drag_at(inner);
        window.step();
        window.drop_at(inner);
        window.run_ok();
        window.hover_at(inner);
        for _ in 0..8 {
            window.step();
        }
        seen.push(work(&window).selection().primary().expect("a mark"));
    }
    let round = seen[1..].iter().position(|item| *item == seen[0]).unwrap() + 1;
    assert!(round >= 3, "place, ministry and claim: {seen:?}");
    assert_eq!(seen[..8 - round], seen[round..]);
}

#[test]
fn handles_move_the_ends_of_a_mark_that_runs_to_the_left() {
    let mut window = article_of("ثم قال خفر السواحل إن السفن لم تغادر.\n");
    select(&mut window, "خفر");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let start = window.get_by_label("Start of mark").rect();
    let end = window.get_by_label("End of mark").rect();
    assert!(end.center().x < start.center().x, "the end is at the left");
    let grip = end.center_bottom() - vec2(0.0, 6.0);
    drag(&mut window, grip, grip + vec2(-40.0, -8.0));
    assert_eq!(names(work(&window)), ["خفر السواحل"]);
    let start = window.get_by_label("Start of mark").rect();
    let grip = start.center_top() + vec2(0.0, 6.0);
    drag(&mut window, grip, grip + vec2(25.0, 8.0));
    assert_eq!(names(work(&window)), ["قال خفر السواحل"]);
    // Keys follow the eye: in this direction, right is back.
    press(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(names(work(&window)), ["قال خفر"]);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(names(work(&window)), ["خفر"]);
}

#[test]
fn a_mark_that_begins_with_a_number_has_its_handle_outside() {
    let mut window = article_of("ثم قال خفر السواحل إن 26 سفينة لم تغادر.\n");
    select(&mut window, "26 سفينة");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let words = mark(&window, "Person: 26 سفينة, accepted");
    let start = window.get_by_label("Start of mark").rect();
    let end = window.get_by_label("End of mark").rect();
    assert!(
        (start.center().x - words.right()).abs() < 2.0,
        "{start:?} {words:?}"
    );
    assert!(
        (end.center().x - words.left()).abs() < 2.0,
        "{end:?} {words:?}"
    );
}

#[test]
fn in_a_mixed_line_a_handle_follows_the_words_it_stands_at() {
    let mut window = article_of("The minister said שלום לכולם to reporters twice.\n");
    select(&mut window, "reporters");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let end = window.get_by_label("End of mark").rect();
    let grip = end.center_bottom() - vec2(0.0, 6.0);
    drag(&mut window, grip, grip + vec2(30.0, -8.0));
    assert_eq!(names(work(&window)), ["reporters twice"]);
}
