//! The source's words in lists and in the inspector: one line cut where it doesn't fit, or a name.
//!
//! All of them go through the article's text layout, which knows every script; our own words don't.

use std::sync::Arc;

use eframe::egui::{Align2, Color32, Context, Painter, Pos2, Rect, Ui, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::kept_lines as kept;
use super::place::paint_line;
pub use crate::app::article::text::right_to_left;
use crate::app::article::text::{Setting, TextLayout, is_right_to_left};
use crate::app::theme::{Weight, ui_font};

/// The source's words in lists: serif 13/16.
pub const LIST: Setting = Setting {
    size: 13.0,
    line_height: 16.0,
    weight: Weight::Regular,
};
/// The source's words in the inspector: serif 14/19.
pub const QUOTE: Setting = Setting {
    size: 14.0,
    line_height: 19.0,
    weight: Weight::Regular,
};

/// The most characters that one line is made of: no panel is wider.
const LONGEST_LINE: usize = 300;
/// Room for the ellipsis, in points.
const ELLIPSIS: f32 = 13.0;

/// One line of the source's words.
#[derive(Clone)]
pub struct OneLine {
    pub layout: Arc<TextLayout>,
    /// Whether words were left out.
    pub elided: bool,
}

impl OneLine {
    /// Lays out as much as fits into `width` points.
    pub fn new(ui: &Ui, words: &str, setting: Setting, width: f32) -> Self {
        kept::line(ui.ctx(), words, setting, width, || {
            Self::lay_out(ui.ctx(), words, setting, width)
        })
    }

    fn lay_out(context: &Context, words: &str, setting: Setting, width: f32) -> Self {
        let end = words
            .char_indices()
            .nth(LONGEST_LINE)
            .map_or(words.len(), |(byte, _)| byte);
        let head = &words[..end];
        let whole = TextLayout::new(context, head, setting, f32::INFINITY);
        if end == words.len() && whole.width() <= width {
            return Self {
                layout: Arc::new(whole),
                elided: false,
            };
        }
        let mut cut = cut_at(&whole, head, (width - ELLIPSIS).max(0.0));
        loop {
            let shown = format!("{}…", head[..cut].trim_end());
            let layout = TextLayout::new(context, &shown, setting, f32::INFINITY);
            // Letters join differently once their neighbours are gone, so the first cut may be too late.
            if cut == 0 || layout.width() <= width {
                return Self {
                    layout: Arc::new(layout),
                    elided: true,
                };
            }
            cut = before(head, cut - 1);
        }
    }

    /// Paints with the line's start in the middle of the side of `rect` where reading starts.
    pub fn paint(&self, painter: &Painter, rect: Rect, colour: Color32) -> Pos2 {
        let top = rect.center().y - self.layout.height() / 2.0;
        let origin = pos2(rect.left(), top);
        self.layout.paint(painter, origin, colour);
        origin
    }
}

/// The last place in a text at which what is before it is at most `width` points wide.
fn cut_at(line: &TextLayout, text: &str, width: f32) -> usize {
    let x = if right_to_left(text) {
        line.width() - width
    } else {
        width
    };
    let middle = line.height() / 2.0;
    before(text, line.byte_at(vec2(x, middle)))
}

/// The last boundary between characters as people see them at or before a byte.
fn before(text: &str, byte: usize) -> usize {
    let starts = text.grapheme_indices(true).map(|(start, _)| start);
    starts
        .take_while(|start| *start <= byte)
        .last()
        .unwrap_or(0)
}

/// Paints a name in the middle of the start of `rect`; returns where it ends and whether it was cut.
///
/// Names are ours to set, so they stand in the interface's face, except for scripts that need the article's layout.
pub fn paint_name(
    ui: &Ui,
    name: &str,
    (size, weight): (f32, Weight),
    colour: Color32,
    rect: Rect,
) -> (Rect, bool) {
    if !name.chars().any(is_right_to_left) {
        let font = ui_font(size, weight);
        return paint_line(ui, name, font, colour, Align2::LEFT_CENTER, rect);
    }
    let setting = Setting {
        size: size + 1.0,
        line_height: size + 8.0,
        weight,
    };
    let line = OneLine::new(ui, name, setting, rect.width());
    let origin = line.paint(ui.painter(), rect, colour);
    let painted = Rect::from_min_size(origin, line.layout.size());
    (painted, line.elided)
}
