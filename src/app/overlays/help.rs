//! The help page: every command with its keys, the kinds' keys, and what the mouse does.

use super::dialog::{dialog_ui, say};
use crate::app::theme::{self, HAIRLINE, Weight, ui_font};
use crate::app::widgets::{KeyCap, KeyTone, SearchField, text};
use crate::model::{Kind, LabelSchema};
use crate::session::action::{ACTIONS, Menu};
use crate::session::{Session, Work};
use eframe::egui::{
    Align2, Context, Id, Rect, Role, ScrollArea, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

/// What the mouse does in the article.
const MOUSE: [(&str, &str, &str); 9] = [
    ("Drag", "Select words", "The selection snaps to whole words"),
    (
        "Alt drag",
        "Select characters",
        "The selection ends where the pointer is",
    ),
    (
        "F10",
        "Go to the menus",
        "Or Alt with a first letter; arrows move, Escape goes back",
    ),
    (
        "Double click",
        "Select a word",
        "The word under the pointer",
    ),
    (
        "Triple click",
        "Select a sentence",
        "The sentence under the pointer",
    ),
    (
        "Click",
        "Select a mark",
        "The smallest mark under the pointer",
    ),
    (
        "Click again",
        "Select what lies beneath",
        "Goes round the marks that overlap there",
    ),
    (
        "Ctrl click",
        "Add to the selection",
        "A mark or a row joins or leaves what is selected",
    ),
    (
        "Drag a handle",
        "Move the end of a mark",
        "Snaps to words; Alt for characters; Esc restores",
    ),
];

/// View state of the help page.
#[derive(Default)]
pub struct HelpView {
    filter: String,
}

/// Height of a line, and of a heading, in points.
const LINE: f32 = 42.0;
const HEADING: f32 = 34.0;

struct Line {
    label: String,
    help: String,
    keys: Vec<String>,
}

struct Part {
    title: &'static str,
    lines: Vec<Line>,
}

impl Part {
    fn height(&self) -> f32 {
        HEADING + LINE * self.lines.len() as f32 + 10.0
    }
}

/// Returns whether it closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut HelpView,
    opening: bool,
) -> bool {
    dialog_ui(context, "Keys", 900.0, |ui| {
        let id = Id::unique("help filter");
        let field = SearchField::new(&mut view.filter, "Filter keys and commands").id(id);
        let response = field.show(ui);
        if opening {
            response.request_focus();
        }
        ui.add_space(8.0);
        let height = (ui.ctx().content_rect().height() - 180.0).clamp(160.0, 600.0);
        ScrollArea::vertical()
            .min_scrolled_height(height)
            .max_height(height)
            .auto_shrink([false, false])
            .show(ui, |ui| parts_ui(ui, session, &view.filter));
    })
    .closed
}

fn parts_ui(ui: &mut Ui, session: &Session, filter: &str) {
    let parts = parts(session, filter);
    if parts.is_empty() {
        let theme = theme::of(ui);
        say(ui, "No command has these words.", theme.text3);
        return;
    }
    let total: f32 = parts.iter().map(Part::height).sum();
    let width = ui.available_width() - 12.0;
    let columns = if width < 640.0 { 1 } else { 2 };
    let gap = 32.0;
    let column = (width - gap * (columns - 1) as f32) / columns as f32;
    let origin = ui.max_rect().min;
    // The first column takes whole parts until it has half of all lines.
    let (mut at, mut filled, mut tallest) = (0, 0.0, 0.0_f32);
    for part in &parts {
        let half_full = filled > 0.0 && filled + part.height() / 2.0 > total / 2.0;
        if at == 0 && columns == 2 && half_full {
            (at, filled) = (1, 0.0);
        }
        let left = origin.x + (column + gap) * at as f32;
        let place = Rect::from_min_size(pos2(left, origin.y + filled), vec2(column, part.height()));
        part_ui(ui, place, part);
        filled += part.height();
        tallest = tallest.max(filled);
    }
    ui.allocate_space(vec2(width, tallest));
}

fn part_ui(ui: &mut Ui, place: Rect, part: &Part) {
    let theme = theme::of(ui);
    let mut child = ui.new_child(UiBuilder::new().id_salt(part.title).max_rect(place));
    child.spacing_mut().item_spacing.y = 0.0;
    let (_, rect) = child.allocate_space(vec2(place.width(), HEADING));
    let font = ui_font(11.0, Weight::SemiBold);
    let galley = text::line(&child, part.title, font, theme.text2, rect.width());
    let at = rect.left_bottom() - vec2(0.0, 6.0);
    text::paint(child.painter(), galley, Align2::LEFT_BOTTOM, at);
    let stroke = Stroke::new(HAIRLINE, theme.line);
    child
        .painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, stroke);
    for line in &part.lines {
        line_ui(&mut child, line);
    }
}

fn line_ui(ui: &mut Ui, line: &Line) {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    if ui.is_rect_visible(rect) {
        let mut right = rect.right();
        for keys in line.keys.iter().rev() {
            let cap = KeyCap::new(ui, keys, KeyTone::Plain);
            right -= cap.size().x;
            cap.paint(ui, ui.painter(), pos2(right, rect.top() + 14.0));
            right -= 4.0;
        }
        let font = ui_font(13.0, Weight::Medium);
        let galley = text::line(ui, &line.label, font, theme.text, right - rect.left() - 8.0);
        let at = pos2(rect.left(), rect.top() + 14.0);
        text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
        let font = ui_font(12.0, Weight::Regular);
        let galley = text::line(ui, &line.help, font, theme.text3, rect.width());
        let at = pos2(rect.left(), rect.top() + 30.0);
        text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
    }
    let keys = if line.keys.is_empty() {
        "no key".to_owned()
    } else {
        line.keys.join(" or ")
    };
    let name = format!("{}: {keys}. {}", line.label, line.help);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
}

fn parts(session: &Session, filter: &str) -> Vec<Part> {
    let default = LabelSchema::default();
    let schema = session
        .work()
        .map_or(&default, |work: &Work| work.project().schema());
    let mut parts = vec![];
    for menu in Menu::ALL {
        let lines = ACTIONS.iter().filter(|info| info.menu == menu);
        let lines = lines.map(|info| Line {
            label: info.label.to_owned(),
            help: info.help.to_owned(),
            keys: info.keys.iter().map(ToString::to_string).collect(),
        });
        parts.push(Part {
            title: menu.label(),
            lines: lines.collect(),
        });
        if menu == Menu::Mark {
            parts.push(kinds(&schema.kinds));
        }
    }
    let mouse = MOUSE.map(|(keys, label, help)| Line {
        label: label.to_owned(),
        help: help.to_owned(),
        keys: vec![keys.to_owned()],
    });
    parts.push(Part {
        title: "Mouse",
        lines: mouse.into(),
    });
    let needle = filter.trim().to_lowercase();
    if !needle.is_empty() {
        for part in &mut parts {
            let whole = part.title.to_lowercase().contains(&needle);
            part.lines.retain(|line| whole || has(line, &needle));
        }
        parts.retain(|part| !part.lines.is_empty());
    }
    parts
}

fn has(line: &Line, needle: &str) -> bool {
    let mut words = [&line.label, &line.help].into_iter().chain(&line.keys);
    words.any(|words| words.to_lowercase().contains(needle))
}

fn kinds(kinds: &[Kind]) -> Part {
    let lines = kinds.iter().map(|kind| Line {
        label: kind.name.clone(),
        help: format!("Mark the words, or change the kind, as {}", kind.tag),
        keys: kind
            .key
            .map(|key| key.to_uppercase().to_string())
            .into_iter()
            .collect(),
    });
    Part {
        title: "Kinds",
        lines: lines.collect(),
    }
}
