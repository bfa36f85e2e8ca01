//! Places in a panel: parts whose widgets keep their ids, rows of which only the visible are made, small labels.

use std::fmt::Debug;
use std::hash::Hash;

use eframe::egui::{
    Align, Align2, Color32, FontId, Layout, Rect, Response, RichText, Sense, Stroke, Ui, UiBuilder,
    pos2, vec2,
};

use crate::app::theme::{self, HAIRLINE, MICRO, Weight, ui_font};
use crate::app::widgets::text;

/// A part of the panel whose widgets keep their ids wherever it moves to.
pub fn keyed<R>(ui: &mut Ui, key: impl Hash + Debug, add: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(key);
    ui.scope_builder(UiBuilder::new().scope_id(id), add).inner
}

/// As [`keyed`], in a place of its own, which the caller has allocated.
pub fn keyed_at(ui: &mut Ui, key: impl Hash + Debug, rect: Rect) -> Ui {
    let id = ui.scope_id().with(key);
    ui.new_child(UiBuilder::new().scope_id(id).max_rect(rect))
}

/// A line of widgets inside a row, middles aligned.
pub fn line_in(ui: &mut Ui, rect: Rect) -> Ui {
    let layout = Layout::left_to_right(Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
    line.spacing_mut().item_spacing.x = 4.0;
    line
}

/// Room for `count` rows of one height, of which only those in view are made.
pub fn visible_rows(
    ui: &mut Ui,
    height: f32,
    count: usize,
    mut row: impl FnMut(&mut Ui, usize, Rect),
) {
    let (_, area) = ui.allocate_space(vec2(ui.available_width(), height * count as f32));
    let clip = ui.clip_rect();
    let first = ((clip.top() - area.top()) / height).floor().max(0.0) as usize;
    let end = ((clip.bottom() - area.top()) / height).ceil().max(0.0) as usize;
    for index in first..end.min(count) {
        let top = area.top() + height * index as f32;
        let min = pos2(area.left(), top);
        let rect = Rect::from_min_size(min, vec2(area.width(), height));
        row(ui, index, rect);
    }
}

/// The heading of a section.
pub fn heading(ui: &mut Ui, words: &str, colour: Color32) {
    let words = RichText::new(words).text_style(style(MICRO)).color(colour);
    ui.label(words);
}

fn style(name: &'static str) -> eframe::egui::TextStyle {
    eframe::egui::TextStyle::Name(name.into())
}

/// Words of ours in the small size.
pub fn small(ui: &mut Ui, words: &str, colour: Color32) -> Response {
    ui.label(
        RichText::new(words)
            .font(ui_font(12.0, Weight::Regular))
            .color(colour),
    )
}

/// Paints one line in a place, cut where it doesn't fit; tells whether it was cut.
pub fn paint_line(
    ui: &Ui,
    words: &str,
    font: FontId,
    colour: Color32,
    anchor: Align2,
    rect: Rect,
) -> (Rect, bool) {
    let galley = text::line(ui, words, font, colour, rect.width());
    let elided = galley.elided;
    let at = anchor.pos_in_rect(&rect);
    (text::paint(ui.painter(), galley, anchor, at), elided)
}

/// A hairline across the panel.
pub fn hairline(ui: &Ui, y: f32) {
    let range = ui.max_rect().x_range();
    let y = crate::app::widgets::dashed::snap(ui.painter(), y, HAIRLINE);
    let stroke = Stroke::new(HAIRLINE, theme::of(ui).line);
    ui.painter().hline(range, y, stroke);
}

/// What a list says when it is empty: one sentence, and perhaps one action.
pub fn empty(ui: &mut Ui, sentence: &str, action: Option<&str>) -> bool {
    let theme = theme::of(ui);
    ui.add_space(16.0);
    let mut asked = false;
    let width = ui.available_width() - 28.0;
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        ui.vertical(|ui| {
            ui.set_max_width(width);
            let font = ui_font(13.0, Weight::Regular);
            ui.label(RichText::new(sentence).font(font).color(theme.text3));
            if let Some(action) = action {
                ui.add_space(4.0);
                asked = ui.add(crate::app::widgets::Button::quiet(action)).clicked();
            }
        });
    });
    asked
}

/// A number in a box, as claims bear it in lists and chains.
pub fn number_badge(ui: &Ui, rect: Rect, number: usize, suggested: bool, selected: bool) {
    use crate::app::theme::mono;
    use crate::app::widgets::dashed;
    use eframe::egui::StrokeKind;
    let theme = theme::of(ui);
    let painter = ui.painter();
    let stroke = Stroke::new(HAIRLINE, if suggested { theme.edge } else { theme.line });
    let ink = if selected {
        painter.rect_filled(rect, 3, theme.accent);
        theme.on_accent
    } else {
        painter.rect_filled(rect, 3, theme.raised);
        theme.text2
    };
    if suggested {
        let pattern = dashed::Pattern::SHORT;
        let colour = if selected {
            theme.on_accent
        } else {
            theme.edge
        };
        let stroke = Stroke::new(HAIRLINE, colour);
        dashed::rounded_rect(painter, rect.shrink(0.5), 3.0, stroke, pattern);
    } else if !selected {
        painter.rect_stroke(rect, 3, stroke, StrokeKind::Inside);
    }
    let words = number.to_string();
    let font = mono(11.0, Weight::SemiBold);
    let galley = text::line(ui, &words, font, ink, f32::INFINITY);
    text::paint(painter, galley, Align2::CENTER_CENTER, rect.center());
}

/// Room for words that can be clicked, with the ring of the keyboard and a name.
pub fn clickable(ui: &mut Ui, size: eframe::egui::Vec2, label: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, ui.is_enabled(), label)
    });
    crate::app::widgets::focus_ring(ui, &response, rect, theme::RADIUS_MARK);
    (rect, response)
}

/// As [`clickable`], in a line that wraps: the id comes from `key`, not from the place in the line.
pub fn clickable_as(
    ui: &mut Ui,
    key: impl Hash + Debug,
    size: eframe::egui::Vec2,
    label: &str,
) -> (Rect, Response) {
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, ui.scope_id().with(key), Sense::click());
    response.widget_info(|| {
        eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Button, ui.is_enabled(), label)
    });
    crate::app::widgets::focus_ring(ui, &response, rect, theme::RADIUS_MARK);
    (rect, response)
}

/// Width of a number's box, in points.
pub fn badge_width(number: usize) -> f32 {
    let digits = number.max(1).ilog10() + 1;
    19.0 + 6.0 * digits.saturating_sub(2) as f32
}
