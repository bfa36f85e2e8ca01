//! The one door to the layout of article text: paragraph → layout, byte range → rectangles, point → byte, draw.
//!
//! All places that show the source's words go through here, so that the engine behind it can be replaced
//! without touching them. Offsets are bytes of the string that was laid out; positions are points relative
//! to the top left of the layout.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{Color32, Context, Galley, Painter, Pos2, Rect, Vec2, pos2, vec2};

use crate::app::theme::{self, Weight};

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// Size of the letters, in points.
    pub size: f32,
    /// Distance of baselines, in points.
    pub line_height: f32,
    pub weight: Weight,
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
    galley: Arc<Galley>,
    lines: Vec<Line>,
    text_len: usize,
}

struct Line {
    /// Bytes of the line, white space at its end included.
    bytes: Range<usize>,
    top: f32,
    bottom: f32,
    baseline: f32,
    /// (byte, left edge) of each character, and of the end.
    edges: Vec<(usize, f32)>,
    /// Where the white space at the end of the line begins.
    ink_end: usize,
}

impl TextLayout {
    /// Lays out a paragraph. `width` is the longest line, in points.
    pub fn new(context: &Context, text: &str, setting: Setting, width: f32) -> Self {
        let mut job = LayoutJob {
            break_on_newline: false,
            ..LayoutJob::default()
        };
        job.wrap.max_width = width;
        let format = TextFormat {
            font_id: theme::serif(setting.size, setting.weight),
            line_height: Some(setting.line_height),
            color: Color32::PLACEHOLDER,
            ..TextFormat::default()
        };
        job.append(text, 0.0, format);
        let galley = context.fonts_mut(|fonts| fonts.layout_job(job));
        let lines = lines(&galley, text);
        Self {
            galley,
            lines,
            text_len: text.len(),
        }
    }

    /// Height of all lines.
    pub fn height(&self) -> f32 {
        self.lines.last().map_or(0.0, |line| line.bottom)
    }

    /// Number of lines.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Top and bottom of a line.
    pub fn line_span(&self, line: usize) -> (f32, f32) {
        self.lines
            .get(line)
            .map_or((0.0, 0.0), |line| (line.top, line.bottom))
    }

    /// Where a range of bytes stands: one piece a line (more in mixed directions), white space at line ends left out.
    pub fn pieces(&self, bytes: Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            let start = bytes.start.max(line.bytes.start);
            let end = bytes.end.min(line.bytes.end);
            // White space at a line's end is drawn only where the range ends in it.
            let end = if bytes.end > line.ink_end && number + 1 < self.lines.len() {
                end.min(line.ink_end)
            } else {
                end
            };
            if start < end {
                pieces.push(Piece {
                    line: number,
                    left: line.x(start),
                    right: line.x(end),
                    baseline: line.baseline,
                });
            }
        }
        pieces
    }

    /// The byte whose left edge is nearest to a point.
    pub fn byte_at(&self, at: Vec2) -> usize {
        let below = |line: &&Line| at.y < line.bottom;
        let Some(line) = self.lines.iter().find(below).or(self.lines.last()) else {
            return 0;
        };
        let distance = |x: f32| (x - at.x).abs();
        let nearest = line
            .edges
            .iter()
            .min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        let byte = nearest.map_or(line.bytes.start, |(byte, _)| *byte);
        // The place after the white space at a line's end is the start of the next line.
        if byte == line.bytes.end && line.ink_end < line.bytes.end {
            line.ink_end
        } else {
            byte
        }
    }

    /// The byte of the character under a point; `None` beside the text.
    pub fn byte_under(&self, at: Vec2) -> Option<usize> {
        let line = self
            .lines
            .iter()
            .find(|line| at.y >= line.top && at.y < line.bottom)?;
        let after = line.edges.partition_point(|(_, x)| *x <= at.x);
        let (byte, _) = line.edges.get(after.checked_sub(1)?)?;
        (after < line.edges.len()).then_some(*byte)
    }

    /// Where the caret stands before a byte.
    pub fn caret(&self, byte: usize) -> Rect {
        let holds = |line: &&Line| byte >= line.bytes.start && byte < line.bytes.end;
        let Some(line) = self.lines.iter().find(holds).or(self.lines.last()) else {
            return Rect::ZERO;
        };
        let x = line.x(byte.min(self.text_len));
        Rect::from_min_max(pos2(x, line.top), pos2(x, line.bottom))
    }

    /// Draws the words with the layout's top left at `origin`.
    pub fn paint(&self, painter: &Painter, origin: Pos2, color: Color32) {
        painter.galley(origin, self.galley.clone(), color);
    }

    /// Width of the longest line.
    pub fn width(&self) -> f32 {
        let right = |line: &Line| line.x(line.ink_end);
        self.lines.iter().map(right).fold(0.0, f32::max)
    }

    /// Width and height.
    pub fn size(&self) -> Vec2 {
        vec2(self.width(), self.height())
    }
}

impl Line {
    fn x(&self, byte: usize) -> f32 {
        let at = self.edges.partition_point(|(b, _)| *b < byte);
        let edge = self.edges.get(at).or(self.edges.last());
        edge.map_or(0.0, |(_, x)| *x)
    }
}

fn lines(galley: &Galley, text: &str) -> Vec<Line> {
    let mut characters = text.char_indices().peekable();
    let mut lines = Vec::with_capacity(galley.rows.len());
    for row in &galley.rows {
        let start = characters.peek().map_or(text.len(), |(byte, _)| *byte);
        let mut edges = Vec::with_capacity(row.glyphs.len() + 1);
        let mut right = row.pos.x;
        let mut ink_end = start;
        let mut baseline = row.pos.y + row.size.y * 0.7;
        for glyph in &row.glyphs {
            let Some((byte, character)) = characters.next() else {
                break;
            };
            edges.push((byte, row.pos.x + glyph.pos.x));
            right = row.pos.x + glyph.pos.x + glyph.advance_width;
            baseline = row.pos.y + glyph.pos.y;
            if !character.is_whitespace() {
                ink_end = byte + character.len_utf8();
            }
        }
        let end = characters.peek().map_or(text.len(), |(byte, _)| *byte);
        edges.push((end, right));
        lines.push(Line {
            bytes: start..end,
            top: row.pos.y,
            bottom: row.pos.y + row.size.y,
            baseline,
            edges,
            ink_end,
        });
    }
    lines
}
