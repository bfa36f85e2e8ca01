//! The banner of the start page: work that was not saved.

use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{Button, Icon, text};
use crate::session::{Command, Recovering, Session};
use crate::storage::journal::Recovery;
use eframe::egui::{
    Align, Align2, Layout, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2,
};

/// Height of the banner and the room under it, in points.
const HEIGHT: f32 = 46.0;
const BELOW: f32 = 24.0;
/// Room for the two buttons.
const BUTTONS: f32 = 210.0;

/// “1 change”, “7 changes”.
pub(in crate::app) fn changes(number: usize) -> String {
    match number {
        1 => "1 change".to_owned(),
        _ => format!("{number} changes"),
    }
}

/// Shows the latest unsaved work, if there is any. Returns the height that it took.
pub(super) fn banner_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) -> f32 {
    let Some(recovery) = session.recoveries().first() else {
        return 0.0;
    };
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
    let room = rect.width() - 40.0 - BUTTONS;
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
        rect.right_top() - vec2(BUTTONS, 0.0),
        rect.right_bottom() - vec2(12.0, 0.0),
    );
    let layout = Layout::right_to_left(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().max_rect(buttons).layout(layout));
    row.spacing_mut().item_spacing.x = 8.0;
    let answer = |what| Command::Recovery(what, recovery.journal.clone());
    if row.add(Button::primary("Recover")).clicked() {
        out.push(answer(Recovering::Recover));
    }
    if row.add(Button::quiet("Show changes")).clicked() {
        out.push(answer(Recovering::Show));
    }
    ui.add_space(BELOW);
    HEIGHT + BELOW
}

fn words(recovery: &Recovery) -> (String, String) {
    let name = &recovery.head.name;
    let strong = match recovery.since() {
        Some(at) => format!(
            "{name} has work from {} that was not saved.",
            at.local("%H:%M")
        ),
        None => format!("{name} was not saved."),
    };
    let plain = match recovery.head.file() {
        Some(_) => format!("{} since the last save.", changes(recovery.steps.len())),
        None => format!("{} to a new project.", changes(recovery.steps.len())),
    };
    (strong, plain)
}
