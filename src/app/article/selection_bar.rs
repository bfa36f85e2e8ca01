//! The bar under selected words: kinds with their keys, then claim, source, cue.

use eframe::egui::{Area, Frame, Id, Margin, Order, Rect, Ui, pos2, vec2};

use super::view::Geometry;
use crate::app::theme::{self, RADIUS_POPUP};
use crate::app::widgets::{Button, KindChip};
use crate::session::action::Action;
use crate::session::{Command, Session, Work};

/// Gap between the words and the bar.
const GAP: f32 = 8.0;
/// Size of the bar, to keep it inside the article before it is first drawn.
const SIZE: (f32, f32) = (470.0, 84.0);
/// Kinds in the first row; the rest follow in the next.
const IN_A_ROW: usize = 9;

/// Shows the bar below `lines` (top and bottom of the selected words), or above them at the window's edge.
pub fn selection_bar_ui(
    ui: &Ui,
    session: &Session,
    work: &Work,
    geometry: &Geometry,
    lines: Rect,
    out: &mut Vec<Command>,
) {
    let kinds = &work.project().schema().kinds;
    let rows = kinds.len().div_ceil(IN_A_ROW) as f32;
    let height = SIZE.1 + (rows - 1.0) * 44.0;
    let below = lines.bottom() + GAP;
    let y = if below + height > geometry.area.bottom() {
        lines.top() - GAP - height
    } else {
        below
    };
    let most = (geometry.area.right() - SIZE.0 - 20.0).max(geometry.area.left() + 8.0);
    let x = lines.left().clamp(geometry.area.left() + 8.0, most);
    let theme = theme::of(ui);
    Area::new(Id::unique("selection bar"))
        .order(Order::Foreground)
        .fixed_pos(pos2(x, y.max(geometry.area.top() + 4.0)))
        .constrain(true)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(theme.raised)
                .stroke((1.0, theme.line))
                .corner_radius(RADIUS_POPUP)
                .shadow(theme.popup_shadow())
                .inner_margin(Margin::symmetric(10, 8))
                .show(ui, |ui| {
                    ui.set_width(SIZE.0 - 20.0);
                    ui.spacing_mut().item_spacing = vec2(10.0, 6.0);
                    for row in kinds.chunks(IN_A_ROW) {
                        ui.horizontal(|ui| {
                            for kind in row {
                                ui.vertical(|ui| {
                                    ui.spacing_mut().item_spacing.y = 2.0;
                                    let chip =
                                        ui.add(KindChip::new(kind).least_width(36.0).clickable());
                                    let key = kind.key.map_or(String::new(), |key| {
                                        key.to_uppercase().to_string()
                                    });
                                    let font = theme::mono(11.0, theme::Weight::Medium);
                                    let at = chip.rect.center_bottom() + vec2(0.0, 9.0);
                                    ui.painter().text(
                                        at,
                                        eframe::egui::Align2::CENTER_CENTER,
                                        key,
                                        font,
                                        theme.text3,
                                    );
                                    ui.add_space(14.0);
                                    if crate::app::widgets::text::on_hover(chip, &kind.name)
                                        .clicked()
                                    {
                                        out.push(Command::Label(kind.id.clone()));
                                    }
                                });
                            }
                        });
                    }
                    ui.separator();
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 4.0;
                        for action in [
                            Action::AddClaim,
                            Action::SetSource,
                            Action::SetCue,
                            Action::AddWords,
                        ] {
                            action_button(ui, session, action, out);
                        }
                        ui.with_layout(
                            eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
                            |ui| {
                                let range = work.caret().range();
                                let count = work
                                    .active()
                                    .and_then(|d| d.text.get_range(range))
                                    .map_or(0, |words| words.chars().count());
                                let words = format!("{count} characters");
                                ui.label(
                                    eframe::egui::RichText::new(words)
                                        .font(theme::ui_font(12.0, theme::Weight::Regular))
                                        .color(theme.text3),
                                );
                            },
                        );
                    });
                });
        });
}

fn action_button(ui: &mut Ui, session: &Session, action: Action, out: &mut Vec<Command>) {
    let info = action.info();
    let label = if action == Action::AddWords {
        "Add words"
    } else {
        info.label
    };
    let keys = action
        .keys()
        .map(|keys| keys.to_string())
        .unwrap_or_default();
    let enabled = action.is_enabled(session);
    ui.add_enabled_ui(enabled, |ui| {
        if ui
            .add(Button::plain(label).keys(&keys))
            .on_hover_text(info.help)
            .clicked()
        {
            out.push(Command::Do(action));
        }
    });
}
