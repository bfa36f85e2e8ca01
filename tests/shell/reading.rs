//! Reading comfort: focus on a paragraph, numbers in the margin, going to a number, line spacing.

use claimdesk::app::theme::Theme;
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session};
use claimdesk::storage::{Numbers, Settings};
use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, Key, Modifiers, Shape};
use egui_kittest::kittest::Queryable;

use super::{Window, article_of, press, sample, session, work};

/// How many pieces of the article's words are drawn in a colour.
fn words_in(window: &Window, colour: Color32) -> usize {
    let article = window.get_by_role(Role::Document).rect();
    let meshes = window.output().shapes.iter().filter_map(|clipped| {
        let Shape::Mesh(mesh) = &clipped.shape else {
            return None;
        };
        let first = mesh.vertices.first()?;
        (article.contains(mesh.calc_bounds().center()) && first.color == colour).then_some(())
    });
    meshes.count()
}

#[test]
fn focus_dims_all_paragraphs_but_the_one_with_the_caret() {
    let mut window = article_of("One stands here.\n\nTwo stands here.\n\nThree stands here.\n");
    let theme = Theme::light();
    assert_eq!(words_in(&window, theme.text), 3);
    press(&mut window, Modifiers::NONE, Key::F7);
    assert_eq!(
        (
            words_in(&window, theme.text),
            words_in(&window, theme.text3)
        ),
        (1, 2)
    );
    // Going elsewhere takes the light along.
    let third = work(&window).active().unwrap().text.find("Three").unwrap();
    session(&mut window).dispatch(Command::GoToOffset(third));
    window.run_ok();
    assert_eq!(words_in(&window, theme.text3), 2);
    press(&mut window, Modifiers::NONE, Key::F7);
    assert_eq!(words_in(&window, theme.text3), 0);
}

#[test]
fn what_is_selected_in_a_list_comes_into_focus() {
    let mut window = sample();
    press(&mut window, Modifiers::NONE, Key::F7);
    let before = words_in(&window, Theme::light().text3);
    assert!(before > 0);
    let claims = work(&window).lists().claims.clone();
    let item = claimdesk::edit::Item::Claim(claims[2]);
    let place = work(&window).place_of(item).unwrap().1;
    session(&mut window).dispatch(Command::GoTo(item));
    window.run_ok();
    let text = &work(&window).active().unwrap().text;
    assert!(
        text[..place.start()].contains("\n\n"),
        "not the first paragraph"
    );
    assert!(words_in(&window, Theme::light().text) > 0);
}

#[test]
fn paragraphs_or_lines_are_numbered_in_the_margin() {
    let mut window = article_of("One stands here.\n\nTwo begins\nand goes on.\n\nThree.\n");
    assert!(window.query_by_label("Paragraph 2").is_none());
    session(&mut window).dispatch(Action::NumbersParagraphs);
    window.run_ok();
    let article = window.get_by_role(Role::Document).rect();
    for number in 1..=3 {
        let rect = window.get_by_label(&format!("Paragraph {number}")).rect();
        assert!(article.contains_rect(rect) && rect.width() < 60.0);
    }
    assert!(window.query_by_label("Paragraph 4").is_none());
    session(&mut window).dispatch(Action::NumbersLines);
    window.run_ok();
    for number in [1, 3, 4, 6] {
        window.get_by_label(&format!("Line {number}"));
    }
    assert!(window.query_by_label("Line 2").is_none());
    assert!(window.query_by_label("Paragraph 1").is_none());
}

#[test]
fn an_article_that_runs_to_the_left_has_its_numbers_at_the_right() {
    let mut window = article_of("قالت الوزارة ذلك.\n\nثم نفت.\n");
    session(&mut window).dispatch(Action::NumbersParagraphs);
    window.run_ok();
    let article = window.get_by_role(Role::Document).rect();
    let number = window.get_by_label("Paragraph 1").rect();
    assert!(number.left() > article.center().x, "{number:?}");
}

#[test]
fn go_to_a_paragraph_and_to_a_line_by_keys_alone() {
    let text = "One stands here.\n\nTwo begins\nand goes on.\n\nThree.\n";
    let mut window = article_of(text);
    press(&mut window, Modifiers::COMMAND, Key::J);
    window.get_by_label("Number").type_text("3");
    window.run_ok();
    window.get_by_label("Three.");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(work(&window).caret().head, text.find("Three").unwrap());
    press(&mut window, Modifiers::COMMAND, Key::J);
    window.get_by_label("Line").click();
    window.run_ok();
    window.get_by_label("Number").focus();
    window.run_ok();
    window.get_by_label("Number").type_text("4");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(work(&window).caret().head, text.find("and goes").unwrap());
    // No number, nowhere to go; a number past the end leads to the end.
    press(&mut window, Modifiers::COMMAND, Key::J);
    window.get_by_label("Number").type_text("many");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.get_by_label("Number");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Number").is_none());
    press(&mut window, Modifiers::COMMAND, Key::J);
    window.get_by_label("Number").type_text("999");
    window.run_ok();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(work(&window).caret().head, text.find("Three").unwrap());
}

#[test]
fn headlines_are_no_paragraphs() {
    let mut session = Session::for_tests(1);
    session.dispatch(Action::OpenSample);
    let marks = session.work().unwrap().marks().unwrap();
    let first = marks.paragraph(1).unwrap();
    assert!(first > 0, "the headline comes before the first paragraph");
    assert_eq!(marks.blocks()[first].paragraph, 1);
    assert_eq!(marks.paragraph(0), None);
    for block in 0..marks.blocks().len() {
        let around = marks.paragraph_around(block);
        assert!(around.contains(&block));
        assert!(marks.blocks()[around.start].opens_paragraph);
    }
}

#[test]
fn line_spacing_moves_the_lines_and_is_remembered() {
    let mut window = sample();
    let height = |window: &Window| {
        let first = window.get_all_by_label("Person: Edda Korvath, accepted");
        first.map(|mark| mark.rect().top()).fold(0.0, f32::max)
    };
    let before = height(&window);
    session(&mut window).dispatch(Action::SpacingWider);
    window.run_ok();
    assert!(height(&window) > before + 2.0);
    session(&mut window).dispatch(Action::SpacingReset);
    window.run_ok();
    assert_eq!(height(&window), before);
    session(&mut window).dispatch(Action::SpacingNarrower);
    session(&mut window).dispatch(Action::FocusParagraph);
    session(&mut window).dispatch(Action::NumbersLines);
    let folder = tempfile::tempdir().unwrap();
    session(&mut window)
        .settings()
        .save_to(folder.path())
        .unwrap();
    let (read, notice) = Settings::load_from(folder.path());
    assert_eq!(notice, None);
    assert_eq!(
        (read.line_spacing, read.focus_paragraph, read.numbers),
        (85, true, Numbers::Lines)
    );
    for _ in 0..9 {
        session(&mut window).dispatch(Action::SpacingWider);
    }
    assert_eq!(session(&mut window).settings().line_spacing, 160);
}
