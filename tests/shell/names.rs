//! Names in any script are shown right wherever they are typed and listed.

use claimdesk::app::article::text::generation;
use claimdesk::edit::actions::EntityChange;
use claimdesk::session::Command;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Rect, Shape};
use egui_kittest::kittest::Queryable;

use super::{Window, press, sample, session, work};

/// A name for which the app brings the font.
const EMBEDDED: &str = "محمد علي";

/// How many layouts of ours are drawn in a place.
fn layouts_in(window: &Window, place: Rect) -> usize {
    let meshes = window
        .output()
        .shapes
        .iter()
        .filter(|clipped| match &clipped.shape {
            Shape::Mesh(mesh) => place.contains(mesh.calc_bounds().center()),
            _ => false,
        });
    meshes.count()
}

/// Until the fonts of the system are there, which the first of these letters sends for.
fn wait_for_fonts(window: &mut Window) {
    window.run_ok();
    let start = std::time::Instant::now();
    while generation(&window.ctx) == 0 {
        assert!(start.elapsed().as_secs() < 60, "the fonts did not come");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    window.run_ok();
}

fn type_into(window: &mut Window, field: &str, words: &str) {
    window.get_by_label(field).focus();
    window.run_ok();
    window.get_by_label(field).type_text(words);
    window.run_ok();
}

#[test]
fn a_preview_shows_how_typed_words_read() {
    for words in ["דוד לוי", EMBEDDED, "सीता", "กระทรวง", "👩🏽‍✈️"]
    {
        let mut window = sample();
        let field = "Find in article";
        type_into(&mut window, field, words);
        if words != EMBEDDED {
            wait_for_fonts(&mut window);
        }
        let preview = format!("Preview: {words}");
        let shown = window.get_by_label(&preview).rect();
        assert!(!shown.intersects(window.get_by_label(field).rect()));
        assert_eq!(layouts_in(&window, shown), 1, "{words}");
        // Away from the field, its own place shows the words right.
        window.get_by_role(Role::Document).focus();
        window.run_ok();
        assert!(window.query_by_label(&preview).is_none());
        let place = window.get_by_label(field).rect();
        assert_eq!(layouts_in(&window, place), 1, "{words}");
    }
}

#[test]
fn what_egui_sets_right_needs_no_preview() {
    let mut window = sample();
    type_into(&mut window, "Find in article", "Zoë Київ Ελλάδα");
    assert!(window.query_by_label_contains("Preview").is_none());
    let place = window.get_by_label("Find in article").rect();
    assert_eq!(layouts_in(&window, place), 0);
}

#[test]
fn the_palette_and_a_name_in_the_list_have_previews_too() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_label("Find a command").type_text("@لومار");
    window.run_ok();
    window.get_by_label("Preview: @لومار");
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    let first = work(&window).lists().entities[0];
    let item = claimdesk::edit::Item::Entity(first);
    session(&mut window).dispatch(Command::GoTo(item));
    press(&mut window, Modifiers::NONE, Key::F2);
    window
        .get_by_role_and_label(Role::TextInput, "Name")
        .type_text("שלום");
    window.run_ok();
    window.get_by_label_contains("Preview: ");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(work(&window).project().entity(first).unwrap().name, "שלום");
}

#[test]
fn names_in_rows_are_set_by_our_own_layout() {
    let mut window = sample();
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    let first = work(&window).lists().entities[0];
    for name in [EMBEDDED, "दिल्ली", "東京", "👍🏽 team"] {
        let change = EntityChange::Name(name.to_owned());
        session(&mut window).dispatch(Command::ChangeEntities(vec![first], change));
        window.run_ok();
        if name != EMBEDDED {
            wait_for_fonts(&mut window);
        }
        let row = window.get_by(|node| {
            node.role() == Role::ListItem && node.label().is_some_and(|l| l.starts_with(name))
        });
        assert_eq!(layouts_in(&window, row.rect()), 1, "{name}");
    }
}
