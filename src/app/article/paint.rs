//! Paints what [`super::decide`] decided: fills under the words, lines, tags and brackets over them.
//!
//! Distances are for letters of 18 points and scale with the text. Nothing here changes the layout of the words.

mod handle;

use std::ops::Range;

use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2,
};

pub use handle::Handle;

use super::decide::{BlockPlan, Bracket, ContentLine, Emphasis, EntityBox, Thread, ThreadPart};
use super::text::{Piece, TextLayout};
use crate::app::theme::{
    self, CLAIM_LINE, KindColours, MARK_EDGE, RADIUS_MARK, SELECTED_CONTENT, Theme, Weight,
};
use crate::app::widgets::dashed::{self, Pattern};
use crate::model::ReviewState;
use crate::storage::Tags;

/// How much a nested box is smaller: above and below.
const INSET: (f32, f32) = (2.5, 3.0);
/// Distances of the brackets from the text, and of the number from it.
const RAIL: [f32; 3] = [14.0, 21.0, 28.0];
const BADGE: f32 = 44.0;
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
        self.layout.pieces(bytes.clone())
    }

    /// The box round a piece, in window coordinates.
    fn rect(&self, piece: &Piece, depth: u8) -> Rect {
        let depth = f32::from(depth);
        let baseline = self.origin.y + piece.baseline;
        let (above, below) = self.layout.reach();
        let top = baseline + (above + INSET.0 * depth) * self.scale;
        let bottom = baseline + (below - INSET.1 * depth) * self.scale;
        Rect::from_min_max(
            pos2(self.origin.x + piece.left, top),
            pos2(self.origin.x + piece.right, bottom),
        )
    }

    /// A place beside the text, on the side where its lines start: `distance` points away from it.
    fn beside(&self, distance: f32) -> f32 {
        if self.layout.is_right_to_left() {
            self.origin.x + self.measure + distance
        } else {
            self.origin.x - distance
        }
    }

    /// 1 where lines start at the left, −1 where they start at the right.
    fn onward(&self) -> f32 {
        if self.layout.is_right_to_left() {
            -1.0
        } else {
            1.0
        }
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
        for piece in self.pieces(&entity.bytes) {
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
        let pieces = self.pieces(&entity.bytes);
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
            let Some(first) = self.pieces(&entity.bytes).first().copied() else {
                continue;
            };
            if !wanted {
                continue;
            }
            // Tags stand above the outermost box, so an inner one has room only well inside.
            let rect = self.rect(&first, 0);
            let (x, align) = if self.layout.is_right_to_left() {
                (rect.right(), Align2::RIGHT_BOTTOM)
            } else {
                (rect.left(), Align2::LEFT_BOTTOM)
            };
            // The handle of a selected mark stands where its tag would begin.
            let aside = if entity.emphasis == Emphasis::Selected {
                8.0
            } else {
                0.0
            };
            let at = pos2(
                x + aside * self.onward(),
                rect.top() + 1.4 - 2.6 * self.tag_scale,
            );
            let near = taken
                .iter()
                .any(|other: &Pos2| (other.y - at.y).abs() < 4.0 && (other.x - at.x).abs() < 26.0);
            if near && !hovered {
                continue;
            }
            let ink = self.colours(entity).ink;
            self.painter.text(at, align, &entity.tag, font.clone(), ink);
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
                let ends = if self.layout.is_right_to_left() {
                    (self.origin.x + piece.right + 1.0, rail)
                } else {
                    (rail, self.origin.x + piece.left - 1.0)
                };
                self.rule(ends, y, stroke, Some(Pattern::DOTTED));
            }
        }
    }

    fn paint_rail(&self, plan: &BlockPlan) {
        for placed in self.place_brackets(&plan.brackets) {
            let bracket = placed.bracket;
            let colour = if bracket.selected || bracket.chained {
                self.theme.accent
            } else {
                self.shade(self.theme.claim, bracket.emphasis)
            };
            let width = if bracket.selected { 2.0 } else { CLAIM_LINE };
            let stroke = Stroke::new(width, colour);
            let pattern = match (bracket.state, bracket.chained) {
                (_, true) => Some(Pattern::DOTTED),
                (ReviewState::Suggested, _) => Some(Pattern::DASHED),
                _ => None,
            };
            let (x, top, bottom) = (placed.x, placed.top, placed.bottom);
            match pattern {
                Some(pattern) => {
                    dashed::vertical(self.painter, x, (top, bottom), stroke, pattern);
                }
                None => {
                    let x = dashed::snap(self.painter, x, width);
                    self.painter.vline(x, top..=bottom, stroke);
                }
            }
            if bracket.starts {
                self.tick(x, top, stroke);
            }
            if bracket.ends {
                self.tick(x, bottom, stroke);
            }
            self.paint_badge(bracket, placed.badge);
        }
    }

    /// The short end of a bracket, which points to the text.
    fn tick(&self, x: f32, y: f32, stroke: Stroke) {
        let inner = x + 4.5 * self.onward();
        self.rule((x.min(inner), x.max(inner)), y, stroke, None);
    }

    fn paint_badge(&self, bracket: &Bracket, rect: Rect) {
        if !bracket.starts {
            return;
        }
        let radius = CornerRadius::same(3);
        let theme = self.theme;
        let (fill, ink, edge) = if bracket.selected {
            (theme.accent, theme.on_accent, theme.accent)
        } else if bracket.chained {
            (theme.paper, theme.accent, theme.accent)
        } else {
            let ink = self.shade(theme.text2, bracket.emphasis);
            (theme.paper, ink, self.shade(theme.line, bracket.emphasis))
        };
        self.painter.rect_filled(rect, radius, fill);
        if bracket.state == ReviewState::Suggested || bracket.chained {
            let edge = if bracket.selected {
                theme.on_accent
            } else {
                edge
            };
            let edge = if bracket.chained {
                edge
            } else {
                self.shade(theme.claim, bracket.emphasis)
                    .lerp_to_gamma(edge, 0.3)
            };
            dashed::rounded_rect(
                self.painter,
                rect,
                3.0,
                Stroke::new(1.0, edge),
                Pattern::SHORT,
            );
        } else {
            self.painter
                .rect_stroke(rect, radius, Stroke::new(1.0, edge), StrokeKind::Inside);
        }
        let font = theme::mono(11.0, Weight::SemiBold);
        let number = bracket.number.to_string();
        self.painter
            .text(rect.center(), Align2::CENTER_CENTER, number, font, ink);
    }

    /// Gives each bracket a column of the rail and each number a place beside it.
    pub fn place_brackets<'b>(&self, brackets: &'b [Bracket]) -> Vec<PlacedBracket<'b>> {
        let mut columns: Vec<usize> = Vec::new();
        let mut badges: Vec<(usize, f32)> = Vec::new();
        let mut placed = Vec::new();
        for bracket in brackets {
            let pieces = self.pieces(&bracket.bytes);
            let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
                continue;
            };
            let free = columns.iter().position(|end| *end < first.line);
            let column = free.unwrap_or(columns.len());
            if column == columns.len() {
                columns.push(last.line);
            } else {
                columns[column] = last.line;
            }
            let x = self.beside(RAIL[column.min(RAIL.len() - 1)]);
            let top = self.rect(first, 0).top() + 1.0;
            let bottom = self.under(last) + 2.0;
            let width = if bracket.number > 99 { 26.0 } else { 19.0 };
            let beside = badges.iter().filter(|(line, _)| *line == first.line);
            let taken: f32 = beside.map(|(_, width)| width + 3.0).sum();
            badges.push((first.line, width));
            let near = self.beside(BADGE - 9.5 + taken);
            let far = near - self.onward() * width;
            let middle = self.rect(first, 0).center().y;
            let badge = Rect::from_two_pos(pos2(near, middle - 8.0), pos2(far, middle + 8.0));
            placed.push(PlacedBracket {
                bracket,
                x,
                top,
                bottom,
                badge,
            });
        }
        placed
    }
}

/// A bracket with its column and the place of its number, in window coordinates.
pub struct PlacedBracket<'a> {
    pub bracket: &'a Bracket,
    pub x: f32,
    pub top: f32,
    pub bottom: f32,
    pub badge: Rect,
}
