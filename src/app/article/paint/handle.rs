//! The handles at the ends of the selected mark: where they stand, and how they look.

use std::ops::Range;

use eframe::egui::{CornerRadius, Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::Canvas;
use crate::app::theme::Theme;

impl Canvas<'_> {
    /// The handle beside a character of the block, in bytes: before it for the start of a mark, else after it.
    pub fn handle_at(&self, character: &Range<usize>, is_start: bool) -> Option<Handle> {
        let piece = self.layout.pieces(character.clone()).first().copied()?;
        let rect = self.rect(&piece, 0).expand2(vec2(0.0, 2.0));
        // A character that runs to the left begins at its right edge.
        let begins = self.layout.caret(character.start).left();
        let to_the_right = (begins - piece.left).abs() <= (begins - piece.right).abs();
        let x = if is_start == to_the_right {
            rect.left()
        } else {
            rect.right()
        };
        Some(Handle {
            bar: Rect::from_min_max(pos2(x - 1.0, rect.top()), pos2(x + 1.0, rect.bottom())),
            knob: pos2(
                x,
                if is_start {
                    rect.top() - 3.0
                } else {
                    rect.bottom() + 3.0
                },
            ),
        })
    }
}

/// One end of an anchor that can be dragged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Handle {
    pub bar: Rect,
    pub knob: Pos2,
}

impl Handle {
    /// Draws it: a bar at the end of the words, and a knob outside of them.
    pub fn paint(&self, painter: &Painter, theme: &Theme) {
        painter.rect_filled(self.bar, CornerRadius::ZERO, theme.accent);
        let rim = Stroke::new(1.0, theme.paper);
        painter.circle(self.knob, 4.0, theme.accent, rim);
    }

    /// Where a press takes hold of it: 24 points square.
    pub fn target(&self) -> Rect {
        Rect::from_center_size(self.knob, vec2(24.0, 24.0)).union(self.bar.expand2(vec2(3.0, 0.0)))
    }
}
