//! Marks on marks: however many lie over a place, its words stay readable and the window quick.

use claimdesk::edit::{Item, Selection};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use eframe::egui::accesskit::Role;
use eframe::egui::{Pos2, Rect, Shape};
use egui_kittest::kittest::{NodeT as _, Queryable};

use super::{Window, mark, window, work};

const KINDS: [char; 4] = ['1', '2', '3', '4'];

/// A session over a text in which ranges of bytes are marked, in turn as one kind after the other.
fn marked(text: &str, ranges: impl Iterator<Item = (usize, usize)>) -> Session {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::PasteText(text.to_owned()));
    session.poll();
    let work = session.work().expect("a project is open");
    let schema = work.project().schema();
    let kinds = KINDS.map(|key| schema.by_key(key).expect("a kind").id.clone());
    for ((anchor, head), kind) in ranges.zip(kinds.iter().cycle()) {
        session.dispatch(Command::SetCaret { anchor, head });
        session.dispatch(Command::Label(kind.clone()));
    }
    session.dispatch(Command::Select(Selection::none()));
    session.dispatch(Command::SetCaret { anchor: 0, head: 0 });
    session
}

/// Ends of the straight lines drawn in the article.
fn lines(window: &Window) -> Vec<(Pos2, Pos2)> {
    let article = window.get_by_role(Role::Document).rect();
    let mut lines = Vec::new();
    for clipped in &window.output().shapes {
        match &clipped.shape {
            Shape::LineSegment { points, .. } => lines.push((points[0], points[1])),
            Shape::Path(path) => {
                lines.extend(path.points.windows(2).map(|two| (two[0], two[1])));
            }
            _ => {}
        }
    }
    lines.retain(|(from, to)| article.contains(*from) && article.contains(*to));
    lines
}

#[test]
fn no_edge_runs_through_the_words_however_deep_they_are_marked() {
    let text =
        "A headline\n\nThe harbour minister of the northern Pellane coast guard council spoke.\n";
    let nested = [
        "The harbour minister of the northern Pellane coast guard council",
        "northern Pellane coast guard council",
        "Pellane coast guard",
        "Pellane coast",
        "Pellane",
    ];
    let find = |words: &&str| {
        let at = text.find(words).expect("the words are there");
        (at, at + words.len())
    };
    let window = window(marked(text, nested.iter().map(find)));
    let word = mark(&window, "Person: Pellane, accepted");
    // What is named stands from 14 points above the baseline to 5 below it.
    let baseline = word.bottom() - 5.0;
    let letters = Rect::from_x_y_ranges(word.x_range(), baseline - 9.0..=baseline - 1.5);
    let strikes = |(from, to): &(Pos2, Pos2)| {
        (from.y - to.y).abs() < 0.1
            && letters.y_range().contains(from.y)
            && from.x.min(to.x) < letters.right()
            && from.x.max(to.x) > letters.left()
    };
    let through: Vec<_> = lines(&window).into_iter().filter(strikes).collect();
    assert!(through.is_empty(), "{letters:?}: {through:?}");
}

#[test]
fn hundreds_of_marks_on_one_place_are_drawn_with_few_shapes() {
    const DEEP: usize = 150;
    let words = "quay ".repeat(2 * DEEP + 1);
    let text = format!("{words}\n");
    let around = (0..DEEP).map(|n| (5 * n, 5 * (2 * DEEP - n) + 4));
    let window = window(marked(&text, around));
    assert_eq!(work(&window).project().mention_count(), DEEP);
    let drawn = lines(&window).len();
    assert!(drawn < 4_000, "{drawn} lines for {DEEP} marks");
}

/// A claim on each of the first words of one line.
fn claims_on_one_line(count: usize) -> Window {
    let text = "A headline\n\none two three four five six seven eight nine ten\n";
    let mut session = marked(text, std::iter::empty());
    let words = "one two three four five six seven eight nine ten".split(' ');
    for word in words.take(count) {
        let anchor = text.find(word).expect("the word is there");
        let head = anchor + word.len();
        session.dispatch(Command::Select(Selection::none()));
        session.dispatch(Command::SetCaret { anchor, head });
        session.dispatch(Action::AddClaim);
    }
    session.dispatch(Command::Select(Selection::none()));
    session.dispatch(Command::SetCaret { anchor: 0, head: 0 });
    window(session)
}

#[test]
fn numbers_without_room_are_counted_and_reached_by_clicks() {
    let mut window = claims_on_one_line(3);
    assert!(window.query_by_label_contains("More claims").is_none());
    window = claims_on_one_line(8);
    let more = window.get_by_label_contains("More claims: ");
    let left = more.rect().left();
    let article = window.get_by_role(Role::Document).rect();
    assert!(left > article.left(), "{left} is in the window");
    let name = more.accesskit_node().label().expect("it has a name");
    let hidden: Vec<_> = name["More claims: ".len()..].split(", ").collect();
    let shown = (1..=8).filter(|number| {
        let name = format!("Claim {number}");
        let badge = window.query_by_label(&name);
        badge.is_some_and(|badge| article.contains_rect(badge.rect()))
    });
    assert_eq!(shown.count() + hidden.len(), 8);
    let mut reached = Vec::new();
    for _ in 0..=hidden.len() {
        window.get_by_label_contains("More claims: ").click();
        window.run_ok();
        let Some(Item::Claim(claim)) = work(&window).selection().primary() else {
            panic!("a claim is selected");
        };
        reached.push(work(&window).lists().number(claim).to_string());
    }
    assert_eq!(reached[..hidden.len()], hidden);
    assert_eq!(reached[hidden.len()], hidden[0]);
}
