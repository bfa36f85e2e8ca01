//! One line of a picker, painted: what leads, the words with their matched letters, a note, the key.

use super::matching::{Hit, Place};
use super::picker::{Entry, Lead};
use crate::app::article::text::needs_layout;
use crate::app::theme::{self, HAIRLINE, RADIUS_MARK, Weight, mono, serif, ui_font};
use crate::app::widgets::{Icon, KeyCap, KeyTone, link_colour, text};
use crate::model::Kind;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align, Align2, Color32, FontId, Galley, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

/// Height of a line, in points.
pub(super) const ROW: f32 = 32.0;
/// Width of the column of key caps, where there is one.
pub(super) const KEYS: f32 = 128.0;
/// Width of the line under letters that answer what was typed, in points.
const FOUND: f32 = 1.5;

/// Paints a line; `keys` is the width that is kept free at its end, so that notes stand in a column.
pub(super) fn paint_row<T>(ui: &Ui, rect: Rect, entry: &Entry<T>, hit: &Hit, keys: f32) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let middle = rect.center().y;
    let mut right = rect.right() - 16.0;
    if !entry.keys.is_empty() {
        let tone = if entry.enabled {
            KeyTone::Plain
        } else {
            KeyTone::Disabled
        };
        let cap = KeyCap::new(ui, &entry.keys, tone);
        let left = right - cap.size().x;
        cap.paint(ui, painter, pos2(left, middle));
        right = left - 12.0;
    }
    if !entry.note.is_empty() {
        let colour = quiet(entry.enabled, theme.text2, theme);
        let font = ui_font(12.0, Weight::Regular);
        let galley = text::line(ui, &entry.note, font, colour, rect.width() * 0.3);
        let end = right.min(rect.right() - keys);
        let placed = text::paint(painter, galley, Align2::RIGHT_CENTER, pos2(end, middle));
        right = placed.left() - 12.0;
    }
    let left = paint_lead(ui, pos2(rect.left() + 16.0, middle), &entry.lead);
    paint_words(ui, entry, hit, pos2(left, middle), right);
}

fn quiet(enabled: bool, colour: Color32, theme: &theme::Theme) -> Color32 {
    if enabled {
        colour
    } else {
        theme.control_text(false)
    }
}

fn paint_words<T>(ui: &Ui, entry: &Entry<T>, hit: &Hit, at: Pos2, right: f32) {
    let theme = theme::of(ui);
    let letters = |place| {
        if hit.place == place {
            hit.letters.as_slice()
        } else {
            &[]
        }
    };
    let accent = quiet(entry.enabled, theme.accent, theme);
    let label = Marked {
        words: &entry.label,
        letters: letters(Place::Label),
        plain: (
            ui_font(13.0, Weight::Medium),
            quiet(entry.enabled, theme.text, theme),
        ),
        found: (ui_font(13.0, Weight::SemiBold), accent),
    };
    // Who says it may not take all the room from what is said.
    let room = if entry.detail.is_empty() {
        right - at.x
    } else {
        (right - at.x) * 0.45
    };
    let end = label.paint(ui, at, room);
    if entry.detail.is_empty() {
        return;
    }
    let detail = Marked {
        words: &entry.detail,
        letters: letters(Place::Detail),
        plain: (serif(14.0, Weight::Regular), theme.text2),
        found: (serif(14.0, Weight::SemiBold), accent),
    };
    let at = pos2(end.right() + 8.0, at.y);
    detail.paint(ui, at, right - at.x);
}

/// Words of which some letters answer what was typed.
struct Marked<'a> {
    words: &'a str,
    letters: &'a [u32],
    plain: (FontId, Color32),
    found: (FontId, Color32),
}

impl Marked<'_> {
    /// Paints at most `width` points from the middle of the start on; returns where it went.
    fn paint(&self, ui: &Ui, at: Pos2, width: f32) -> Rect {
        if needs_layout(self.words) {
            return self.paint_layout(ui, at, width);
        }
        let line = text::of_galley(self.lay_out(ui, width));
        text::paint(ui.painter(), line, Align2::LEFT_CENTER, at)
    }

    /// Words that egui can't set: one layout, as letters may join across what was found, with lines under that.
    fn paint_layout(&self, ui: &Ui, at: Pos2, width: f32) -> Rect {
        let (font, colour) = self.plain.clone();
        let line = text::line(ui, self.words, font, colour, width);
        let shown = line.clone();
        let rect = text::paint(ui.painter(), line, Align2::LEFT_CENTER, at);
        let Some(layout) = shown.layout() else {
            return rect;
        };
        let stroke = Stroke::new(FOUND, self.found.1);
        for (number, (start, letter)) in (0_u32..).zip(self.words.grapheme_indices(true)) {
            if self.letters.binary_search(&number).is_err() {
                continue;
            }
            for piece in layout.pieces(start..start + letter.len()) {
                let y = rect.top() + piece.baseline + 3.0;
                let ends = rect.left() + piece.left..=rect.left() + piece.right;
                ui.painter().hline(ends, y, stroke);
            }
        }
        rect
    }

    fn lay_out(&self, ui: &Ui, width: f32) -> Arc<Galley> {
        let mut job = LayoutJob {
            wrap: TextWrapping::truncate_at_width(width.max(0.0)),
            break_on_newline: false,
            ..LayoutJob::default()
        };
        let mut run = String::new();
        let mut run_is_found = false;
        for (number, letter) in (0_u32..).zip(self.words.graphemes(true)) {
            let is_found = self.letters.binary_search(&number).is_ok();
            if is_found != run_is_found && !run.is_empty() {
                self.append(&mut job, &run, run_is_found);
                run.clear();
            }
            run_is_found = is_found;
            run.push_str(letter);
        }
        self.append(&mut job, &run, run_is_found);
        ui.painter().layout_job(job)
    }

    fn append(&self, job: &mut LayoutJob, run: &str, is_found: bool) {
        let (font, colour) = if is_found { &self.found } else { &self.plain };
        let format = TextFormat {
            valign: Align::Center,
            ..TextFormat::simple(font.clone(), *colour)
        };
        job.append(run, 0.0, format);
    }
}

/// Returns where the words begin.
fn paint_lead(ui: &Ui, at: Pos2, lead: &Lead) -> f32 {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let square = |x: f32| Rect::from_center_size(pos2(x, at.y), Vec2::splat(16.0));
    match lead {
        Lead::None => at.x,
        Lead::Kind(kind) => {
            paint_chip(ui, at, kind);
            at.x + 38.0 + 10.0
        }
        Lead::Number(number) => {
            let rect = Align2::LEFT_CENTER.anchor_size(at, vec2(24.0, 18.0));
            let stroke = Stroke::new(HAIRLINE, theme.edge);
            painter.rect_stroke(rect, RADIUS_MARK, stroke, StrokeKind::Inside);
            let font = mono(11.0, Weight::SemiBold);
            let galley = text::line(ui, &number.to_string(), font, theme.text2, 24.0);
            text::paint(painter, galley, Align2::CENTER_CENTER, rect.center());
            at.x + 34.0
        }
        Lead::Link(kind) => {
            let colour = link_colour(theme, *kind);
            Icon::of_link(*kind).paint(painter, square(at.x + 8.0), 14.0, colour);
            at.x + 28.0
        }
        Lead::Icon(icon) => {
            icon.paint(painter, square(at.x + 8.0), 15.0, theme.text2);
            at.x + 26.0
        }
    }
}

fn paint_chip(ui: &Ui, at: Pos2, kind: &Kind) {
    let colours = theme::of(ui).kind_colours(kind.colour);
    let rect = Align2::LEFT_CENTER.anchor_size(at, vec2(38.0, 18.0));
    ui.painter().rect_filled(rect, RADIUS_MARK, colours.fill);
    let font = mono(10.0, Weight::SemiBold);
    let galley = text::line(ui, &kind.tag, font, colours.ink, 34.0);
    text::paint(ui.painter(), galley, Align2::CENTER_CENTER, rect.center());
}
