//! What slow frames and quick hands do: whole gestures in one frame, menus by keys, the ruler, the text size.

use claimdesk::edit::{Item, Selection};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use eframe::egui::accesskit::Role;
use eframe::egui::epaint::{ClippedShape, Shape};
use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable};

use super::{Window, article, mark, names, press, sample, select, session, window, work};

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    }
}

/// Press, moves and release, all before the next frame.
fn quick_drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.run_ok();
    let middle = from + (to - from) * 0.5;
    let events = [
        button(from, true),
        Event::PointerMoved(middle),
        Event::PointerMoved(to),
        button(to, false),
    ];
    window.input_mut().events.extend(events);
    window.step();
    window.run_ok();
}

/// Two clicks, all before the next frame.
fn quick_double_click(window: &mut Window, at: Pos2) {
    window.hover_at(at);
    window.run_ok();
    let clicks = [true, false, true, false].map(|pressed| button(at, pressed));
    window.input_mut().events.extend(clicks);
    window.step();
    window.run_ok();
}

fn selected(window: &Window) -> String {
    let work = work(window);
    let words = work.selected_words().expect("words are selected");
    let text = &work.active().expect("a document").text;
    text.get(words).expect("they are in the text").to_owned()
}

#[test]
fn a_drag_within_one_frame_selects() {
    let mut window = sample();
    let name = mark(&window, "Person: Edda Korvath, accepted");
    let from = name.left_center() + vec2(10.0, 0.0);
    quick_drag(&mut window, from, name.right_center() - vec2(6.0, 0.0));
    assert_eq!(selected(&window), "Edda Korvath");
}

#[test]
fn the_last_part_of_a_drag_counts_though_it_came_with_the_release() {
    let mut window = sample();
    let name = mark(&window, "Person: Edda Korvath, accepted");
    let from = name.left_center() + vec2(6.0, 0.0);
    window.hover_at(from);
    window.step();
    window.input_mut().events.push(button(from, true));
    window.step();
    let to = name.right_center() - vec2(6.0, 0.0);
    let events = [Event::PointerMoved(to), button(to, false)];
    window.input_mut().events.extend(events);
    window.step();
    window.run_ok();
    assert_eq!(selected(&window), "Edda Korvath");
}

#[test]
fn a_handle_dragged_within_one_frame_moves_its_end() {
    let mut window = article();
    select(&mut window, "Bram");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let end = window.get_by_label("End of mark").rect();
    let grip = end.center_bottom() - vec2(0.0, 6.0);
    quick_drag(&mut window, grip, grip + vec2(60.0, -8.0));
    assert_eq!(names(work(&window)), ["Bram Tessik"]);
}

#[test]
fn a_double_click_within_one_frame_selects_a_word() {
    let mut window = sample();
    let name = mark(&window, "Person: Edda Korvath, accepted");
    let at = name.left_center() + vec2(10.0, 0.0);
    quick_double_click(&mut window, at);
    assert_eq!(selected(&window), "Edda");
}

#[test]
fn a_double_click_takes_a_word_where_no_spaces_stand() {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::PasteText(
        "部长昨天在北京宣布了计划。\n".to_owned(),
    ));
    session.poll();
    let mut window = window(session);
    select(&mut window, "北");
    press(&mut window, Modifiers::NONE, Key::Num1);
    let at = mark(&window, "Person: 北, accepted").center();
    quick_double_click(&mut window, at);
    assert_eq!(selected(&window), "北京");
}

fn focused(window: &Window) -> Option<String> {
    let nodes = window.query_all_by(|node| node.is_focused());
    nodes
        .filter_map(|node| node.accesskit_node().label())
        .next()
}

#[test]
fn menus_are_reached_and_left_by_keys() {
    let mut window = sample();
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    let article = focused(&window);
    // A pointer that rests on another menu doesn't open it.
    let view = window.get_by_role_and_label(Role::Button, "View").rect();
    window.hover_at(view.center());
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::F10);
    assert_eq!(focused(&window).as_deref(), Some("File"));
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(focused(&window).as_deref(), Some("Edit"));
    press(&mut window, Modifiers::NONE, Key::Enter);
    let items = |window: &Window| window.query_all_by_role(Role::MenuItem).count();
    window.get_by_label("Go to paragraph…");
    assert_eq!(focused(&window).as_deref(), Some("Copy words"));
    // The next menu, and back to the bar, and out.
    press(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert!(items(&window) > 0);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(items(&window), 0);
    assert!(focused(&window).is_some_and(|name| name != "Edit" && name != "File"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(focused(&window), article);
}

#[test]
fn alt_and_a_first_letter_open_a_menu() {
    let mut window = sample();
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    let article = focused(&window);
    press(&mut window, Modifiers::ALT, Key::E);
    window.get_by_label("Go to paragraph…");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(focused(&window), article);
}

#[test]
fn an_item_chosen_by_keys_gives_the_keyboard_back() {
    let mut window = sample();
    window.get_by_role(Role::Document).focus();
    window.run_ok();
    let article = focused(&window);
    let claims = work(&window).project().claim_count();
    let claim = work(&window).project().claims().next().expect("a claim").id;
    session(&mut window).dispatch(Command::Delete(vec![Item::Claim(claim)]));
    window.run_ok();
    for key in [Key::F10, Key::ArrowRight, Key::ArrowDown, Key::Enter] {
        press(&mut window, Modifiers::NONE, key);
    }
    assert_eq!(work(&window).project().claim_count(), claims, "undone");
    assert_eq!(focused(&window), article);
}

#[test]
fn a_name_that_another_entity_has_offers_to_merge() {
    for (answer, left) in [("Merge", 1), ("Keep both", 2), ("Cancel", 2)] {
        let mut window = article();
        for words in ["Bram Tessik", "Pellane"] {
            select(&mut window, words);
            press(&mut window, Modifiers::NONE, Key::Num1);
        }
        assert_eq!(work(&window).project().entity_count(), 2);
        press(&mut window, Modifiers::NONE, Key::F2);
        press(&mut window, Modifiers::COMMAND, Key::A);
        window.event(Event::Text("bram tessik".to_owned()));
        window.run_ok();
        press(&mut window, Modifiers::NONE, Key::Enter);
        window.get_by_role(Role::Dialog);
        window.get_by_label_contains("There is already an entity “Bram Tessik”");
        window.get_by_role_and_label(Role::Button, answer).click();
        window.run_ok();
        assert_eq!(work(&window).project().entity_count(), left, "{answer}");
        assert_eq!(work(&window).project().mention_count(), 2, "{answer}");
        let renamed = names(work(&window)).contains(&"bram tessik".to_owned());
        assert_eq!(renamed, answer == "Keep both");
    }
}

/// The level lines in the accent colour that join parts of a claim, from left to right.
fn joins(window: &Window) -> Vec<(Pos2, Pos2)> {
    let accent = claimdesk::app::theme::of_context(&window.ctx).accent;
    let mut found = Vec::new();
    for ClippedShape { shape, .. } in &window.output().shapes {
        let shapes = match shape {
            Shape::Vec(shapes) => &shapes[..],
            one => std::slice::from_ref(one),
        };
        for shape in shapes {
            if let Shape::LineSegment { points, stroke } = shape
                && stroke.color == accent
                && (stroke.width - 1.25).abs() < 0.01
                && points[0].y == points[1].y
            {
                found.push((points[0], points[1]));
            }
        }
    }
    found.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
    found
}

#[test]
fn the_parts_of_the_selected_claim_are_joined_by_lines() {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    let text = "The minister said on Friday that ships may leave.\n";
    session.dispatch(Command::PasteText(text.to_owned()));
    session.poll();
    let mut window = window(session);
    select(&mut window, "ships may leave");
    press(&mut window, Modifiers::NONE, Key::C);
    let claim = work(&window).project().claims().next().expect("a claim").id;
    for (words, action) in [("minister", Action::SetSource), ("said", Action::SetCue)] {
        super::session(&mut window).dispatch(Command::Select(Selection::one(Item::Claim(claim))));
        select(&mut window, words);
        super::session(&mut window).dispatch(action);
        window.run_ok();
    }
    super::session(&mut window).dispatch(Command::Select(Selection::none()));
    window.run_ok();
    assert!(joins(&window).is_empty());
    super::session(&mut window).dispatch(Command::Select(Selection::one(Item::Claim(claim))));
    window.run_ok();
    // From the source, under the cue, to the content.
    let joins = joins(&window);
    let level = joins[0].0.y;
    let on_line: Vec<_> = joins.iter().filter(|(from, _)| from.y == level).collect();
    let [(_, source), (cue, cue_end), (from, to)] = on_line[..] else {
        panic!("three lines: {joins:?}")
    };
    assert!(source.x <= cue.x && cue_end.x <= from.x);
    assert!(
        to.x - from.x > 60.0,
        "over the words between cue and content"
    );
}

#[test]
fn a_click_on_the_overview_goes_there() {
    let mut window = sample();
    let ruler = window.get_by_label("Scroll article").rect();
    let first = "Person: Edda Korvath, accepted";
    assert!(window.query_all_by_label(first).count() > 0);
    let at = |share: f32| Pos2::new(ruler.center().x, ruler.top() + share * ruler.height());
    let value = |window: &Window| {
        let node = window.get_by_label("Scroll article");
        node.accesskit_node().numeric_value().expect("a position")
    };
    let click = |window: &mut Window, share: f32| {
        window.drag_at(at(share));
        window.step();
        window.drop_at(at(share));
        window.run_ok();
        value(window)
    };
    let middle = click(&mut window, 0.5);
    let end = click(&mut window, 0.98);
    assert!(0.0 < middle && middle < end, "{middle} {end}");
    assert_eq!(click(&mut window, 0.0), 0.0);
}

#[test]
fn keys_change_the_size_of_the_text() {
    let mut window = sample();
    let width = |window: &Window| mark(window, "Person: Edda Korvath, accepted").width();
    let size = |window: &Window| {
        let shell = window.state().1.as_ref().expect("a frame was shown");
        shell.session().settings().text_size
    };
    let before = width(&window);
    press(&mut window, Modifiers::COMMAND, Key::Plus);
    press(&mut window, Modifiers::COMMAND, Key::Equals);
    assert_eq!(size(&window), 20);
    assert!(width(&window) > before);
    for _ in 0..3 {
        press(&mut window, Modifiers::COMMAND, Key::Minus);
    }
    assert_eq!(size(&window), 17);
    assert!(width(&window) < before);
    press(&mut window, Modifiers::COMMAND, Key::Num0);
    assert_eq!((size(&window), width(&window)), (18, before));
}
