//! The picker's list and foot. Only lines in view are laid out.

use super::{Entry, Lead, Line, Picker, SEARCH, Words};
use crate::app::overlays::dialog::TOP;
use crate::app::overlays::matching::Hit;
use crate::app::overlays::picker_row::{ROW, paint_row};
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{key_cap, text};
use eframe::egui::{
    Align, Align2, Layout, Pos2, Rect, Response, RichText, Role, ScrollArea, Sense, Stroke, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

const HEADING: f32 = 28.0;
const FOOT: f32 = 31.0;
/// The list’s greatest height: thirteen lines, as many as there are kinds at first.
const LIST: f32 = 13.0 * ROW + 12.0;

impl<T> Picker<T> {
    fn height(line: &Line) -> f32 {
        match line {
            Line::Heading(_) => HEADING,
            Line::Entry(..) => ROW,
        }
    }

    /// Returns the number of the line that was clicked.
    pub(super) fn lines_ui(&mut self, ui: &mut Ui, words: &Words<'_>) -> Option<usize> {
        let theme = theme::of(ui);
        if self.lines.is_empty() {
            let size = vec2(ui.available_width(), 56.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            let font = ui_font(13.0, Weight::Regular);
            let galley = text::line(ui, words.empty, font, theme.text3, rect.width() - 32.0);
            let left = rect.left_center() + vec2(16.0, 0.0);
            text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.empty));
            return None;
        }
        let room = ui.ctx().content_rect().height() - TOP - SEARCH - FOOT - 40.0;
        let total: f32 = self.lines.iter().map(Self::height).sum::<f32>() + 12.0;
        ScrollArea::vertical()
            .max_height(room.clamp(3.0 * ROW, LIST))
            .auto_shrink([false, true])
            .show_viewport(ui, |ui, visible| {
                ui.set_height(total);
                let origin = ui.max_rect().min + vec2(0.0, 6.0);
                self.visible_lines_ui(ui, origin, visible)
            })
            .inner
    }

    fn visible_lines_ui(&mut self, ui: &mut Ui, origin: Pos2, visible: Rect) -> Option<usize> {
        let width = ui.available_width();
        let pointer_moves = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
        let (mut clicked, mut hovered) = (None, None);
        let mut top = 0.0;
        for (number, line) in self.lines.iter().enumerate() {
            let height = Self::height(line);
            let rect = Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(width, height));
            if number == self.cursor && self.follow {
                ui.scroll_to_rect(rect.expand2(vec2(0.0, 6.0)), None);
            }
            let seen = top + height >= visible.top() && top <= visible.bottom();
            top += height;
            match line {
                _ if !seen => {}
                Line::Heading(words) => paint_heading(ui, rect, words),
                Line::Entry(entry, hit) => {
                    let response = self.entry_ui(ui, rect, number, (&self.entries[*entry], hit));
                    if response.hovered() && pointer_moves {
                        hovered = Some(number);
                    }
                    if response.clicked() {
                        clicked = Some(number);
                    }
                }
            }
        }
        self.follow = false;
        self.cursor = hovered.unwrap_or(self.cursor);
        clicked
    }

    fn entry_ui(
        &self,
        ui: &Ui,
        rect: Rect,
        number: usize,
        (entry, hit): (&Entry<T>, &Hit),
    ) -> Response {
        let id = ui.scope_id().with(("line", number));
        let is_cursor = number == self.cursor;
        // Without its focus: the keyboard stays in the search line.
        let response = ui.interact(rect, id, Sense::CLICK);
        if is_cursor {
            let ground = rect.shrink2(vec2(6.0, 0.0));
            let fill = theme::of(ui).accent_soft;
            ui.painter().rect_filled(ground, RADIUS_CONTROL, fill);
        }
        paint_row(ui, rect, entry, hit, self.keys);
        let name = spoken(entry);
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, entry.enabled, &name));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_selected(is_cursor);
            if !entry.enabled {
                node.set_disabled();
            }
        });
        if let Some(query) = self.field.filter(|_| is_cursor) {
            // What a screen reader follows while the keyboard stays in the search line.
            ui.ctx().accesskit_node_builder(query, |node| {
                node.set_active_descendant(id.accesskit_id());
            });
        }
        response
    }

    pub(super) fn foot_ui(&self, ui: &mut Ui, words: &Words<'_>) {
        let theme = theme::of(ui);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), FOOT));
        let line = Stroke::new(HAIRLINE, theme.line);
        ui.painter().hline(rect.x_range(), rect.top(), line);
        let inside = rect.shrink2(vec2(16.0, 0.0));
        let left = Layout::left_to_right(Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside).layout(left));
        let small = |words: &str| {
            let font = ui_font(12.0, Weight::Regular);
            RichText::new(words.to_owned())
                .font(font)
                .color(theme.text2)
        };
        for (keys, what) in [("↑ ↓", "Move"), ("Enter", words.verb), ("Esc", "Close")] {
            key_cap(&mut child, keys);
            child.label(small(what));
            child.add_space(6.0);
        }
        let counts = |entry: &Entry<T>| !words.uncounted.contains(&entry.group);
        let all = self.entries.iter().filter(|entry| counts(entry)).count();
        let found = self.lines.iter().filter(|line| match line {
            Line::Entry(entry, _) => counts(&self.entries[*entry]),
            Line::Heading(_) => false,
        });
        let found = found.count();
        let counted = if found == all {
            format!("{found} {}", words.plural)
        } else {
            format!("{found} of {all} {}", words.plural)
        };
        child.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(small(&counted));
        });
    }
}

fn paint_heading(ui: &Ui, rect: Rect, words: &str) {
    let theme = theme::of(ui);
    let font = ui_font(11.0, Weight::SemiBold);
    let galley = text::line(ui, words, font, theme.text2, rect.width());
    let left = rect.left_center() + vec2(16.0, 1.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
}

/// What is read out of a line.
fn spoken<T>(entry: &Entry<T>) -> String {
    let lead = match &entry.lead {
        Lead::Kind(kind) => format!("{}: ", kind.name),
        Lead::Number(number) => format!("{number}: "),
        _ => String::new(),
    };
    let detail = if entry.detail.is_empty() {
        String::new()
    } else {
        format!(", {}", entry.detail)
    };
    format!("{lead}{}{detail}", entry.label)
}
