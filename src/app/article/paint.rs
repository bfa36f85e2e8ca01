//! Paints what [`super::decide`] decided: fills under the words, lines, tags and brackets over them.
//!
//! Distances are for letters of 18 points and scale with the text. Nothing here changes the layout of the words.

mod handle;
mod rail;

use std::ops::Range;

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

pub use handle::Handle;
use rail::RAIL;
pub use rail::{More, PlacedBracket, Rail};

use super::decide::{BlockPlan, ContentLine, DEEPEST, Emphasis, EntityBox, Thread, ThreadPart};
use super::text::{Piece, TextLayout};
use crate::app::theme::{
    self, CLAIM_LINE, KindColours, MARK_EDGE, RADIUS_MARK, SELECTED_CONTENT, Theme, Weight,
};
use crate::app::widgets::dashed::{self, Pattern};
use crate::model::ReviewState;
use crate::storage::Tags;

/// How much a box is smaller by its depth, above and below: never so much that an edge comes to lie over the words.
const ABOVE: [f32; DEEPEST as usize + 1] = [0.0, 2.5, 2.5, 2.5];
const BELOW: [f32; DEEPEST as usize + 1] = [0.0, 3.0, 4.0, 4.0];
/// How much a box at the third level and below is narrower on either side, for each level.
const BESIDE: f32 = 1.0;
/// What a tag clears around it, where a line of the words above would run through it.
const TAG_ROOM: f32 = 1.0;
/// Opacity of what is not under review, and of marks beside the paragraph in focus.
pub const DIMMED: f32 = 0.42;

/// Where a block is drawn, and how.
pub struct Canvas<'a> {
    pub painter: &'a Painter,
    pub theme: &'static Theme,
    pub layout: &'a TextLayout,
    /// Top left of the block's words.
    pub origin: Pos2,
    /// Width that the text may take: paragraphs that run to the left start at its end.
    pub measure: f32,
    /// The lines of the block that are in the window, and one more on either side.
    pub lines: Range<usize>,
    /// Whether the rail is at the right, as the lines of this article begin there.
    pub mirrored: bool,
    /// Room for the rail, in points.
    pub gutter: f32,
    /// Size of the block's letters by 18.
    pub scale: f32,
    /// Size of the article's letters by 18: tags have one size in headlines and text.
    pub tag_scale: f32,
    pub tags: Tags,
    /// The mention under the pointer.
    pub hovered: Option<crate::model::MentionId>,
}

impl Canvas<'_> {
    fn pieces(&self, bytes: &Range<usize>) -> Vec<Piece> {
        self.layout.pieces_on(self.lines.clone(), bytes.clone())
    }

    /// Where a range of bytes begins: the piece of its first line that is read first.
    fn first_piece(&self, bytes: &Range<usize>) -> Option<Piece> {
        let line = self.layout.line_of(bytes.start);
        let mut first = self.layout.pieces_on(line..line + 1, bytes.clone());
        if first.is_empty() {
            // It begins with the white space at a line's end.
            first = self.layout.pieces_on(line + 1..line + 2, bytes.clone());
        }
        if self.layout.is_right_to_left() {
            first.last().copied()
        } else {
            first.first().copied()
        }
    }

    /// The box round a piece, in window coordinates.
    fn rect(&self, piece: &Piece, depth: u8) -> Rect {
        let level = usize::from(depth.min(DEEPEST));
        let baseline = self.origin.y + piece.baseline;
        let (above, below) = self.layout.reach();
        let top = baseline + (above + ABOVE[level]) * self.scale;
        let bottom = baseline + (below - BELOW[level]) * self.scale;
        let narrower = BESIDE * f32::from(depth.saturating_sub(1));
        let narrower = narrower.min((piece.right - piece.left) / 4.0);
        Rect::from_min_max(
            pos2(self.origin.x + piece.left + narrower, top),
            pos2(self.origin.x + piece.right - narrower, bottom),
        )
    }

    /// A place in the rail: `distance` points away from the text, on the side where the article's lines start.
    fn beside(&self, distance: f32) -> f32 {
        if self.mirrored {
            self.origin.x + self.measure + distance
        } else {
            self.origin.x - distance
        }
    }

    /// From the rail to the text: 1 where that is to the right, −1 where it is to the left.
    fn onward(&self) -> f32 {
        if self.mirrored { -1.0 } else { 1.0 }
    }

    fn under(&self, piece: &Piece) -> f32 {
        self.origin.y + piece.baseline + self.layout.reach().1 * self.scale
    }

    fn shade(&self, colour: Color32, emphasis: Emphasis) -> Color32 {
        if emphasis == Emphasis::Dimmed {
            colour.gamma_multiply(DIMMED)
        } else {
            colour
        }
    }

    /// Everything that lies under the words.
    pub fn paint_under(&self, plan: &BlockPlan) {
        for thread in plan
            .threads
            .iter()
            .filter(|t| t.part == ThreadPart::Content && t.own)
        {
            self.fill(&thread.bytes, self.theme.accent_soft);
        }
        for entity in &plan.boxes {
            self.paint_fill(entity);
        }
        for thread in plan.threads.iter().filter(|t| t.part == ThreadPart::Cue) {
            self.fill(&thread.bytes, self.theme.accent_mid);
        }
    }

    /// Words in one colour behind them, such as the selection.
    pub fn fill(&self, bytes: &Range<usize>, colour: Color32) {
        for piece in self.pieces(bytes) {
            let rect = self.rect(&piece, 0).expand2(vec2(0.5, 1.5));
            self.painter.rect_filled(rect, CornerRadius::ZERO, colour);
        }
    }

    fn colours(&self, entity: &EntityBox) -> KindColours {
        self.theme.kind_colours(entity.colour)
    }

    fn paint_fill(&self, entity: &EntityBox) {
        // One dimmed fill over another would be darker than dimmed words can bear.
        if entity.emphasis == Emphasis::Dimmed && entity.depth > 0 {
            return;
        }
        let colours = self.colours(entity);
        let colour = match entity.state {
            ReviewState::Suggested => colours.wash,
            _ => colours.fill,
        };
        let colour = self.shade(colour, entity.emphasis);
        for piece in entity.shown.iter().flat_map(|part| self.pieces(part)) {
            let rect = self.rect(&piece, entity.depth);
            self.painter
                .rect_filled(rect, CornerRadius::same(RADIUS_MARK), colour);
        }
    }

    /// Everything that lies over the words.
    pub fn paint_over(&self, plan: &BlockPlan) {
        for line in &plan.lines {
            self.paint_content_line(line);
        }
        for entity in &plan.boxes {
            self.paint_edge(entity);
        }
        for thread in &plan.threads {
            self.paint_thread(thread);
        }
        self.paint_connectors(plan);
        self.paint_tags(plan);
        self.paint_rail(plan);
    }

    fn paint_edge(&self, entity: &EntityBox) {
        let mark = self.shade(self.colours(entity).mark, entity.emphasis);
        let selected = entity.emphasis == Emphasis::Selected;
        let pieces = entity.shown.iter().flat_map(|part| self.pieces(part));
        let pieces: Vec<_> = pieces.collect();
        for (nth, piece) in pieces.iter().enumerate() {
            let rect = self.rect(piece, entity.depth);
            if entity.state == ReviewState::Suggested {
                let stroke = Stroke::new(if selected { 2.0 } else { MARK_EDGE }, mark);
                let radius = f32::from(RADIUS_MARK);
                dashed::rounded_rect(self.painter, rect, radius, stroke, Pattern::DASHED);
            } else {
                let y = dashed::snap(self.painter, rect.bottom() - MARK_EDGE / 2.0, MARK_EDGE);
                let edge = Stroke::new(MARK_EDGE, mark);
                self.painter.hline(rect.x_range().shrink(1.0), y, edge);
                if selected {
                    let radius = CornerRadius::same(RADIUS_MARK);
                    let stroke = Stroke::new(MARK_EDGE, mark);
                    self.painter
                        .rect_stroke(rect, radius, stroke, StrokeKind::Inside);
                }
            }
            if entity.state == ReviewState::Edited && nth + 1 == pieces.len() {
                let corner = rect.right_top();
                let points = vec![corner - vec2(6.0, 0.0), corner, corner + vec2(0.0, 6.0)];
                self.painter
                    .add(Shape::convex_polygon(points, mark, Stroke::NONE));
            }
        }
    }

    fn paint_tags(&self, plan: &BlockPlan) {
        let font = theme::mono(0.47 * 18.0 * self.tag_scale, Weight::SemiBold);
        let mut taken: Vec<Pos2> = Vec::new();
        for entity in &plan.boxes {
            let hovered = self.hovered == Some(entity.mention);
            let wanted = match self.tags {
                Tags::All => entity.emphasis != Emphasis::Dimmed,
                Tags::Hover => hovered,
                Tags::Off => false,
            };
            if !wanted {
                continue;
            }
            let first = self.first_piece(&entity.bytes);
            let Some(first) = first.filter(|first| self.lines.contains(&first.line)) else {
                continue;
            };
            // Tags stand above the outermost box, so an inner one has room only well inside.
            let rect = self.rect(&first, 0);
            let (x, onward, align) = if self.layout.is_right_to_left() {
                (rect.right(), -1.0, Align2::RIGHT_BOTTOM)
            } else {
                (rect.left(), 1.0, Align2::LEFT_BOTTOM)
            };
            // The handle of a selected mark stands where its tag would begin.
            let aside = if entity.emphasis == Emphasis::Selected {
                8.0
            } else {
                0.0
            };
            let at = pos2(x + aside * onward, rect.top() + 1.4 - 2.6 * self.tag_scale);
            let near = taken
                .iter()
                .any(|other: &Pos2| (other.y - at.y).abs() < 4.0 && (other.x - at.x).abs() < 26.0);
            if near && !hovered {
                continue;
            }
            let ink = self.colours(entity).ink;
            let tag = (self.painter).layout_no_wrap(entity.tag.clone(), font.clone(), ink);
            let place = align.anchor_size(at, tag.size());
            // Lines of claims under the words above would run through it.
            let room = place.shrink2(vec2(-TAG_ROOM, 0.2 * place.height()));
            self.painter
                .rect_filled(room, CornerRadius::ZERO, self.theme.paper);
            self.painter.galley(place.min, tag, ink);
            taken.push(at);
        }
    }

    fn paint_content_line(&self, line: &ContentLine) {
        let colour = self.shade(self.theme.claim, line.emphasis);
        let stroke = Stroke::new(CLAIM_LINE, colour);
        for piece in self.pieces(&line.bytes) {
            let y = self.under(&piece) + (2.6 + 3.0 * f32::from(line.lane)) * self.scale;
            let ends = (self.origin.x + piece.left, self.origin.x + piece.right);
            if line.state == ReviewState::Suggested {
                dashed::horizontal(self.painter, ends, y, stroke, Pattern::DASHED);
            } else {
                let y = dashed::snap(self.painter, y, CLAIM_LINE);
                self.painter.hline(ends.0..=ends.1, y, stroke);
            }
        }
    }

    fn paint_thread(&self, thread: &Thread) {
        let accent = self.theme.accent;
        let dashed = thread.state == ReviewState::Suggested;
        for piece in self.pieces(&thread.bytes) {
            let rect = self.rect(&piece, 0).expand2(vec2(0.5, 1.5));
            let pattern = match (thread.own, dashed) {
                (false, _) => Some(Pattern::DOTTED),
                (true, true) => Some(Pattern::DASHED),
                (true, false) => None,
            };
            match thread.part {
                ThreadPart::Source => {
                    let rect = rect.expand2(vec2(1.0, 0.5));
                    self.outline(rect, Stroke::new(MARK_EDGE, accent), pattern);
                }
                ThreadPart::Cue => {
                    let stroke = Stroke::new(CLAIM_LINE, accent);
                    self.rule((rect.left(), rect.right()), rect.top(), stroke, pattern);
                    self.rule((rect.left(), rect.right()), rect.bottom(), stroke, pattern);
                }
                ThreadPart::Content => {
                    let width = if thread.own {
                        SELECTED_CONTENT
                    } else {
                        CLAIM_LINE
                    };
                    let y = self.under(&piece) + 2.6 * self.scale;
                    self.rule(
                        (rect.left(), rect.right()),
                        y,
                        Stroke::new(width, accent),
                        pattern,
                    );
                }
            }
        }
    }

    fn outline(&self, rect: Rect, stroke: Stroke, pattern: Option<Pattern>) {
        let radius = f32::from(RADIUS_MARK);
        match pattern {
            Some(pattern) => {
                dashed::rounded_rect(self.painter, rect, radius, stroke, pattern);
            }
            None => {
                let radius = CornerRadius::same(RADIUS_MARK);
                self.painter
                    .rect_stroke(rect, radius, stroke, StrokeKind::Middle);
            }
        }
    }

    fn rule(&self, ends: (f32, f32), y: f32, stroke: Stroke, pattern: Option<Pattern>) {
        match pattern {
            Some(pattern) => dashed::horizontal(self.painter, ends, y, stroke, pattern),
            None => {
                let y = dashed::snap(self.painter, y, stroke.width);
                self.painter.hline(ends.0..=ends.1, y, stroke);
            }
        }
    }

    /// Joins source, cue and content of the selected claim: a line in the gaps of one line of text, a dotted
    /// leader to the rail from a part that stands on a line of its own.
    fn paint_connectors(&self, plan: &BlockPlan) {
        let stroke = Stroke::new(CLAIM_LINE, self.theme.accent);
        let own: Vec<&Thread> = plan.threads.iter().filter(|thread| thread.own).collect();
        let mut pieces: Vec<(Piece, ThreadPart)> = Vec::new();
        for thread in &own {
            pieces.extend(
                self.pieces(&thread.bytes)
                    .into_iter()
                    .map(|piece| (piece, thread.part)),
            );
        }
        pieces.sort_by(|a, b| {
            (a.0.line, a.0.left)
                .partial_cmp(&(b.0.line, b.0.left))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        for pair in pieces.windows(2) {
            let (left, right) = (&pair[0].0, &pair[1].0);
            if left.line == right.line && right.left - left.right > 1.0 {
                let y = self.under(left) + 1.5 * self.scale;
                let ends = (
                    self.origin.x + left.right + 1.0,
                    self.origin.x + right.left - 1.0,
                );
                self.rule(ends, y, stroke, None);
            }
        }
        let content_lines: Vec<_> = pieces
            .iter()
            .filter(|(_, part)| *part == ThreadPart::Content)
            .map(|(p, _)| p.line)
            .collect();
        let mut led: Vec<usize> = Vec::new();
        for (piece, part) in &pieces {
            let apart = *part != ThreadPart::Content && !content_lines.contains(&piece.line);
            if apart && !led.contains(&piece.line) {
                led.push(piece.line);
                let y = self.under(piece) + 1.5 * self.scale;
                let rail = self.beside(RAIL[0]);
                let ends = if self.mirrored {
                    (self.origin.x + piece.right + 1.0, rail)
                } else {
                    (rail, self.origin.x + piece.left - 1.0)
                };
                self.rule(ends, y, stroke, Some(Pattern::DOTTED));
            }
        }
    }
}
