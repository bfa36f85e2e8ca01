//! The handles at the ends of the selected mark: where they stand, and how they look.

use std::ops::Range;

use eframe::egui::{CornerRadius, Painter, Pos2, Rect, Stroke, pos2, vec2};

use super::super::text::Piece;
use super::Canvas;
use crate::app::theme::Theme;

/// Two edges nearer than this, in points, are the same.
const NEAR: f32 = 0.5;

impl Canvas<'_> {
    /// The handle beside a character of the block, in bytes: before it for the start of a mark, else after it.
    /// `mark` is what of the mark lies in the block.
    pub fn handle_at(
        &self,
        character: &Range<usize>,
        mark: &Range<usize>,
        is_start: bool,
    ) -> Option<Handle> {
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
        let x = self.outside(x, piece.line, mark, is_start);
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

    /// A mark that begins (ends) with words of the other direction has that end in its midst, as a number in
    /// Arabic: then the handle stands where the mark is seen to begin (end).
    fn outside(&self, x: f32, line: usize, mark: &Range<usize>, is_start: bool) -> f32 {
        let pieces = self.layout.pieces_on(line..line + 1, mark.clone());
        let (left, right) = (
            |p: &Piece| self.origin.x + p.left,
            |p: &Piece| self.origin.x + p.right,
        );
        let around = |piece: &&Piece| x > left(piece) + NEAR && x < right(piece) - NEAR;
        match pieces.iter().find(around) {
            Some(piece) if is_start == self.layout.is_right_to_left() => right(piece),
            Some(piece) => left(piece),
            None => x,
        }
    }
}

/// How far from its middle a knob takes hold to the sides, and how far beyond the letters, in points.
const REACH: (f32, f32) = (11.0, 13.0);
/// How far beside its bar a handle takes hold, in points.
const BESIDE: f32 = 1.5;

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

    /// Where a press takes hold of the knob: beyond the letters, so that a press on the next word is none of it.
    pub fn knob_target(&self) -> Rect {
        let is_above = self.knob.y < self.bar.center().y;
        let (top, bottom) = if is_above {
            (self.bar.top() - REACH.1, self.bar.top())
        } else {
            (self.bar.bottom(), self.bar.bottom() + REACH.1)
        };
        Rect::from_min_max(
            pos2(self.knob.x - REACH.0, top),
            pos2(self.knob.x + REACH.0, bottom),
        )
    }

    /// Where a press takes hold of the bar: a little on either side, less than the space between words.
    pub fn bar_target(&self) -> Rect {
        self.bar.expand2(vec2(BESIDE, 0.0))
    }

    /// Whether a press here takes hold of it.
    pub fn takes(&self, at: Pos2) -> bool {
        self.knob_target().contains(at) || self.bar_target().contains(at)
    }
}
