//! One line in the article's layout, which knows every script: cut with an ellipsis where it doesn't fit.

use std::sync::Arc;

use eframe::egui::{Color32, Context, Painter, Pos2, Rect, Ui, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::kept_lines as kept;
use crate::app::article::text::{Setting, TextLayout, Voice, right_to_left};

/// The most characters that one line is made of: no panel is wider.
const LONGEST_LINE: usize = 300;
/// Room for the ellipsis, in points.
const ELLIPSIS: f32 = 13.0;

/// A line that was laid out.
#[derive(Clone)]
pub struct OneLine {
    pub layout: Arc<TextLayout>,
    /// Whether words were left out.
    pub elided: bool,
}

impl OneLine {
    /// Lays out as much of the source's words as fits into `width` points.
    pub fn new(ui: &Ui, words: &str, setting: Setting, width: f32) -> Self {
        Self::spoken(ui, words, setting, Voice::Source, width)
    }

    /// As [`OneLine::new`], in the source's type or in ours.
    pub fn spoken(ui: &Ui, words: &str, setting: Setting, voice: Voice, width: f32) -> Self {
        kept::line(ui.ctx(), words, (setting, voice), width, || {
            Self::lay_out(ui.ctx(), words, (setting, voice), width)
        })
    }

    fn lay_out(
        context: &Context,
        words: &str,
        (setting, voice): (Setting, Voice),
        width: f32,
    ) -> Self {
        let end = words
            .char_indices()
            .nth(LONGEST_LINE)
            .map_or(words.len(), |(byte, _)| byte);
        let head = &words[..end];
        let whole = TextLayout::spoken(context, head, setting, voice, f32::INFINITY);
        if end == words.len() && whole.width() <= width {
            return Self {
                layout: Arc::new(whole),
                elided: false,
            };
        }
        let mut cut = cut_at(&whole, head, (width - ELLIPSIS).max(0.0));
        loop {
            let shown = format!("{}…", head[..cut].trim_end());
            let layout = TextLayout::spoken(context, &shown, setting, voice, f32::INFINITY);
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
