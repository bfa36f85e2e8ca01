//! The one door to the layout of article text: paragraph → layout, byte range → rectangles, point → byte, draw.
//!
//! All places that show the source's words go through here, because egui's own text can't set both directions
//! in one paragraph. Offsets are bytes of the string that was laid out; positions are points relative to the
//! top left of the layout. Nothing here knows of articles, marks or colours of the theme.

mod atlas;
mod engine;
mod fonts;
mod geometry;
mod mesh;
mod place;
mod script;

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use eframe::egui::{Color32, Context, Painter, Pos2, Rect, Shape, Vec2, pos2, vec2};

use crate::app::theme::Weight;
use atlas::Face;
use geometry::Line;
use mesh::{Drawing, Glyph};
use script::Build;
pub use script::{is_beyond_egui, needs_layout, right_to_left};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Size of Latin letters, in points. Arabic is set a little larger.
    pub size: f32,
    /// Distance of baselines, in points. Paragraphs that begin in Arabic take a third more.
    pub line_height: f32,
    pub weight: Weight,
}

/// Whose words they are: serif is always the source's, sans is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Voice {
    Source,
    /// Names, labels and what is typed. Lines keep the height of the setting in every script.
    Interface,
}

/// A piece of a range on one line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// Line of the layout, from 0.
    pub line: usize,
    /// Left and right edge.
    pub left: f32,
    pub right: f32,
    /// Height of the baseline.
    pub baseline: f32,
}

/// A laid-out paragraph.
pub struct TextLayout {
    lines: Vec<Line>,
    line_height: f32,
    /// From a line's top to its baseline.
    baseline: f32,
    right_to_left: bool,
    build: Build,
    faces: Vec<Face>,
    glyphs: Vec<Glyph>,
    drawing: Mutex<Option<Drawing>>,
}

/// Goes up when the system's fonts arrive: layouts made before then may lack glyphs, and are to be made again.
pub fn generation(context: &Context) -> u64 {
    engine::with(context, |engine| engine.generation())
}

impl TextLayout {
    /// Lays out a paragraph. `width` is the longest line, in points; lines that begin at the right end there.
    pub fn new(context: &Context, text: &str, setting: Setting, width: f32) -> Self {
        Self::spoken(context, text, setting, Voice::Source, width)
    }

    /// As [`TextLayout::new`], in the source's type or in ours.
    pub fn spoken(
        context: &Context,
        text: &str,
        setting: Setting,
        voice: Voice,
        width: f32,
    ) -> Self {
        let laid = engine::lay_out(context, text, setting, voice, width);
        let placed = place::place(&laid, text);
        Self {
            lines: placed.lines,
            line_height: laid.line_height,
            baseline: laid.baseline,
            right_to_left: laid.layout.is_rtl(),
            build: laid.build,
            faces: placed.faces,
            glyphs: placed.glyphs,
            drawing: Mutex::new(None),
        }
    }

    /// Height of all lines.
    pub fn height(&self) -> f32 {
        self.line_height * self.lines.len() as f32
    }

    /// Number of lines; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Top and bottom of a line.
    pub fn line_span(&self, line: usize) -> (f32, f32) {
        if line >= self.lines.len() {
            return (0.0, 0.0);
        }
        let top = line as f32 * self.line_height;
        (top, top + self.line_height)
    }

    /// Whether the paragraph begins at the right: its first letter decides.
    pub fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }

    /// How far what is drawn round words reaches above the baseline (negative) and below it, in points for letters
    /// of 18: further where the script has signs over and under the letters.
    pub fn reach(&self) -> (f32, f32) {
        match self.build {
            Build::Plain => (-14.5, 5.0),
            Build::Tall => (-18.5, 7.0),
            Build::Arabic => (-18.0, 8.5),
        }
    }

    /// Where a range of bytes stands: one piece a line (more in mixed directions, from left to right), white
    /// space at line ends left out. A range that ends within a cluster takes all of it.
    pub fn pieces(&self, bytes: Range<usize>) -> Vec<Piece> {
        self.pieces_on(0..self.lines.len(), bytes)
    }

    /// As [`TextLayout::pieces`], but of these lines only.
    pub fn pieces_on(&self, lines: Range<usize>, bytes: Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let first = self.line_of(bytes.start).max(lines.start);
        for (number, line) in self.lines.iter().enumerate().skip(first) {
            if number >= lines.end || line.bytes.start >= bytes.end {
                break;
            }
            let is_last = number + 1 == self.lines.len();
            let end = if is_last {
                line.bytes.end
            } else {
                line.ink_end
            };
            let range = bytes.start.max(line.bytes.start)..bytes.end.min(end);
            if range.is_empty() {
                continue;
            }
            let blank = Piece {
                line: number,
                left: 0.0,
                right: 0.0,
                baseline: self.line_span(number).0 + self.baseline,
            };
            line.add_pieces(&range, &blank, &mut pieces);
        }
        pieces
    }

    /// The line that holds a byte; the number of lines past the end.
    pub fn line_of(&self, byte: usize) -> usize {
        self.lines.partition_point(|line| line.bytes.end <= byte)
    }

    /// The lines that a stretch of the layout's height touches.
    pub fn lines_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let end = self.line_at(bottom) + 1;
        self.line_at(top).min(self.lines.len())..end.min(self.lines.len())
    }

    /// The place between characters that is nearest to a point, as a byte. Right of a line that runs to the
    /// left is its start.
    pub fn byte_at(&self, at: Vec2) -> usize {
        let number = self.line_at(at.y).min(self.lines.len().saturating_sub(1));
        let Some(line) = self.lines.get(number) else {
            return 0;
        };
        let byte = line.byte_at(at.x);
        // The place after the white space at a line's end is the start of the next line.
        let is_last = number + 1 == self.lines.len();
        if byte == line.bytes.end && !is_last {
            line.ink_end
        } else {
            byte
        }
    }

    /// The first byte of the character under a point; `None` beside the text.
    pub fn byte_under(&self, at: Vec2) -> Option<usize> {
        if at.y < 0.0 {
            return None;
        }
        self.lines.get(self.line_at(at.y))?.byte_under(at.x)
    }

    /// Where the caret stands before a byte: at the edge where the character after it begins.
    pub fn caret(&self, byte: usize) -> Rect {
        self.caret_on(self.line_of(byte), byte)
    }

    /// As [`TextLayout::caret`], but where a line ends at the byte, the caret stands there rather than at the start
    /// of the next.
    pub fn caret_after(&self, byte: usize) -> Rect {
        let ended = self.lines.partition_point(|line| line.bytes.end < byte);
        self.caret_on(ended, byte)
    }

    fn caret_on(&self, line: usize, byte: usize) -> Rect {
        let number = line.min(self.lines.len().saturating_sub(1));
        let Some(line) = self.lines.get(number) else {
            return Rect::ZERO;
        };
        let (top, bottom) = self.line_span(number);
        let x = line.caret(byte);
        Rect::from_min_max(pos2(x, top), pos2(x, bottom))
    }

    /// Draws the words with the layout's top left at `origin`.
    pub fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        if self.glyphs.is_empty() {
            return;
        }
        let context = painter.ctx();
        let mut drawing = self.drawing.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = drawing.take().filter(|drawing| drawing.is_current(context));
        let mut current = kept.unwrap_or_else(|| Drawing::new(context, &self.faces, &self.glyphs));
        painter.add(Shape::Mesh(current.placed(origin, color)));
        *drawing = Some(current);
    }

    /// How far the lines reach to the right. Lines that begin at the right reach the whole width.
    pub fn width(&self) -> f32 {
        let right = |line: &Line| line.ink().map_or(0.0, |(_, right)| right);
        self.lines.iter().map(right).fold(0.0, f32::max)
    }

    /// Width and height.
    pub fn size(&self) -> Vec2 {
        vec2(self.width(), self.height())
    }

    /// The line at a height; the number of lines or more below them all.
    fn line_at(&self, y: f32) -> usize {
        (y / self.line_height).floor().max(0.0) as usize
    }
}
