//! The banners of the start page: work that was not saved, one for each journal.

use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{Button, Icon, text};
use crate::session::{Command, Recovering, Session};
use crate::storage::journal::Recovery;
use eframe::egui::{
    Align, Align2, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};

/// Height of the banner and the room under it, in points.
const HEIGHT: f32 = 46.0;
const BELOW: f32 = 18.0;
const BETWEEN: f32 = 6.0;
/// Room for two buttons, and for four, which a wide page has.
const BUTTONS: f32 = 210.0;
const ALL_BUTTONS: f32 = 416.0;
const WIDE: f32 = 760.0;

/// “1 change”, “7 changes”.
pub(in crate::app) fn changes(number: usize) -> String {
    match number {
        1 => "1 change".to_owned(),
        _ => format!("{number} changes"),
    }
}

/// Shows all unsaved work, the latest first. Returns the height that it took.
pub(super) fn banner_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) -> f32 {
    let recoveries = session.recoveries();
    if recoveries.is_empty() {
        return 0.0;
    }
    let top = ui.cursor().top();
    for recovery in recoveries {
        line_ui(ui, recovery, out);
        ui.add_space(BETWEEN);
    }
    ui.add_space(BELOW);
    ui.cursor().top() - top
}

fn line_ui(ui: &mut Ui, recovery: &Recovery, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let painter = ui.painter();
    painter.rect_filled(rect, RADIUS_CONTROL, theme.warn_soft);
    let edge = Rect::from_min_size(rect.min, vec2(3.0, HEIGHT));
    painter.rect_filled(edge, 1, theme.warn);
    let stroke = Stroke::new(HAIRLINE, theme.warn.gamma_multiply(0.25));
    painter.rect_stroke(
        rect,
        RADIUS_CONTROL,
        stroke,
        eframe::egui::StrokeKind::Inside,
    );
    let icon = Rect::from_center_size(rect.left_center() + vec2(22.0, 0.0), vec2(16.0, 16.0));
    Icon::Undo.paint(painter, icon, 15.0, theme.warn);
    let (strong, plain) = words(recovery);
    // The dialog has them, too.
    let has_all = recovery.head.file().is_some() && rect.width() >= WIDE;
    let buttons = if has_all { ALL_BUTTONS } else { BUTTONS };
    let room = rect.width() - 40.0 - buttons;
    let font = ui_font(13.0, Weight::SemiBold);
    let galley = text::line(ui, &strong, font, theme.text, room);
    let left = rect.left_center() + vec2(38.0, 0.0);
    let placed = text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
    let rest = room - placed.width() - 6.0;
    if rest > 40.0 {
        let font = ui_font(13.0, Weight::Regular);
        let galley = text::line(ui, &plain, font, theme.text2, rest);
        let left = placed.right_center() + vec2(5.0, 0.0);
        text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
    }
    let said = format!("{strong} {plain}");
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &said));
    let buttons = Rect::from_min_max(
        rect.right_top() - vec2(buttons, 0.0),
        rect.right_bottom() - vec2(12.0, 0.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    let mut row = ui.new_child(
        UiBuilder::new()
            .id_salt(&recovery.journal)
            .max_rect(buttons)
            .layout(layout),
    );
    row.spacing_mut().item_spacing.x = 8.0;
    let answer = |what| Command::Recovery(what, recovery.journal.clone());
    if row.add(Button::primary("Recover")).clicked() {
        out.push(answer(Recovering::Recover));
    }
    let mut others = Vec::new();
    if has_all {
        others.push(("Keep both", Recovering::Copy));
        others.push(("Open as saved", Recovering::AsSaved));
    }
    // The last, so that Shift Tab leads to it from whatever comes after the banner.
    others.push(("Show changes", Recovering::Show));
    for (label, what) in others {
        if row.add(Button::quiet(label)).clicked() {
            out.push(answer(what));
        }
    }
}

fn words(recovery: &Recovery) -> (String, String) {
    // What was not saved, and since when, matters more than the end of a long name.
    let name = crate::edit::actions::short(&recovery.head.name);
    let strong = match recovery.since() {
        Some(at) => format!(
            "{name} has work from {} that was not saved.",
            at.local("%H:%M")
        ),
        None => format!("{name} was not saved."),
    };
    let plain = match recovery.head.file() {
        Some(_) => format!("{} since the last save.", changes(recovery.steps.len())),
        None if recovery.steps.is_empty() => "A new project.".to_owned(),
        None => format!("{} to a new project.", changes(recovery.steps.len())),
    };
    (strong, plain)
}
