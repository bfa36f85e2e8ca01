//! The rail beside the text: one bracket a claim, each with its number.

use std::collections::BTreeMap;
use std::ops::Range;

use eframe::egui::{Align2, Color32, CornerRadius, Rect, Stroke, StrokeKind, pos2};

use super::super::decide::{BlockPlan, Bracket};
use super::super::text::Piece;
use super::Canvas;
use crate::app::theme::{self, CLAIM_LINE, Weight};
use crate::app::widgets::dashed::{self, Pattern};
use crate::model::ReviewState;

/// Distances of the brackets from the text, and of the near edge of the first number from it.
pub(super) const RAIL: [f32; 3] = [14.0, 21.0, 28.0];
const BADGE: f32 = 34.5;
/// Gap between the numbers of claims that start on one line.
const GAP: f32 = 3.0;

/// The brackets of a block, placed.
#[derive(Default)]
pub struct Rail<'a> {
    pub brackets: Vec<PlacedBracket<'a>>,
    /// One for each line with more numbers than have room.
    pub more: Vec<More<'a>>,
}

/// A bracket with its column and the place of its number, in window coordinates.
pub struct PlacedBracket<'a> {
    pub bracket: &'a Bracket,
    pub x: f32,
    pub top: f32,
    pub bottom: f32,
    /// `None` where the claim starts elsewhere, or its number has no room.
    pub badge: Option<Rect>,
}

/// Claims that start on one line and whose numbers have no room, and the place that stands for them all.
pub struct More<'a> {
    pub claims: Vec<&'a Bracket>,
    pub rect: Rect,
}

impl Canvas<'_> {
    pub(super) fn paint_rail(&self, plan: &BlockPlan) {
        let rail = self.place_brackets(&plan.brackets);
        for placed in &rail.brackets {
            self.paint_bracket(placed);
            if let Some(rect) = placed.badge {
                self.paint_badge(placed.bracket, rect);
            }
        }
        for more in &rail.more {
            self.paint_more(more);
        }
    }

    fn paint_bracket(&self, placed: &PlacedBracket) {
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
        let x = placed.x;
        match pattern {
            Some(pattern) => {
                let ends = self.in_window((placed.top, placed.bottom), pattern);
                dashed::vertical(self.painter, x, ends, stroke, pattern);
            }
            None => {
                let x = dashed::snap(self.painter, x, width);
                self.painter.vline(x, placed.top..=placed.bottom, stroke);
            }
        }
        if bracket.starts {
            self.tick(x, placed.top, stroke);
        }
        if bracket.ends {
            self.tick(x, placed.bottom, stroke);
        }
    }

    /// The part of a dashed line that can be seen, begun with a whole dash so that dashes keep their places.
    fn in_window(&self, (top, bottom): (f32, f32), pattern: Pattern) -> (f32, f32) {
        let window = self.painter.clip_rect();
        let period = pattern.dash + pattern.gap;
        let above = ((window.top() - top) / period).floor().max(0.0);
        (top + above * period, bottom.min(window.bottom() + period))
    }

    /// The short end of a bracket, which points to the text.
    fn tick(&self, x: f32, y: f32, stroke: Stroke) {
        let inner = x + 4.5 * self.onward();
        self.rule((x.min(inner), x.max(inner)), y, stroke, None);
    }

    fn paint_badge(&self, bracket: &Bracket, rect: Rect) {
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
        self.number(&bracket.number.to_string(), rect, ink);
    }

    /// What stands for the claims whose numbers have no room: how many they are.
    fn paint_more(&self, more: &More) {
        let theme = self.theme;
        let holds_selected = more.claims.iter().any(|bracket| bracket.selected);
        let (fill, ink) = if holds_selected {
            (theme.accent, theme.on_accent)
        } else {
            (theme.panel, theme.text2)
        };
        self.painter
            .rect_filled(more.rect, CornerRadius::same(3), fill);
        self.number(&format!("+{}", more.claims.len()), more.rect, ink);
    }

    fn number(&self, words: &str, rect: Rect, ink: Color32) {
        let font = theme::mono(11.0, Weight::SemiBold);
        self.painter
            .text(rect.center(), Align2::CENTER_CENTER, words, font, ink);
    }

    /// Gives each bracket a column of the rail and each number a place beside it.
    pub fn place_brackets<'b>(&self, brackets: &'b [Bracket]) -> Rail<'b> {
        let mut columns: Vec<usize> = Vec::new();
        let mut rail = Rail::default();
        // By line: the claims that start there.
        let mut starts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for bracket in brackets {
            let Some((first, last)) = self.ends(&bracket.bytes) else {
                continue;
            };
            let free = columns.iter().position(|end| *end < first.line);
            let column = free.unwrap_or(columns.len());
            if column == columns.len() {
                columns.push(last.line);
            } else {
                columns[column] = last.line;
            }
            if bracket.starts {
                let line = starts.entry(first.line).or_default();
                line.push(rail.brackets.len());
            }
            rail.brackets.push(PlacedBracket {
                bracket,
                x: self.beside(RAIL[column.min(RAIL.len() - 1)]),
                top: self.rect(&first, 0).top() + 1.0,
                bottom: self.under(&last) + 2.0,
                badge: None,
            });
        }
        for claims in starts.values() {
            self.place_numbers(claims, &mut rail);
        }
        rail
    }

    /// Puts the numbers of the claims that start on one line beside each other, as many as have room.
    fn place_numbers(&self, claims: &[usize], rail: &mut Rail) {
        let width = |rail: &Rail, nth: usize| badge_width(rail.brackets[nth].bracket.number);
        let all: f32 = claims.iter().map(|nth| width(rail, *nth) + GAP).sum();
        let room = self.gutter - BADGE;
        // Two digits and the plus.
        let for_more = if all - GAP > room {
            badge_width(100) + GAP
        } else {
            0.0
        };
        let mut taken = 0.0;
        let mut left = Vec::new();
        for nth in claims {
            let width = width(rail, *nth);
            if !left.is_empty() || taken + width + for_more > room {
                left.push(rail.brackets[*nth].bracket);
                continue;
            }
            let rect = self.number_rect(rail.brackets[*nth].top, taken, width);
            rail.brackets[*nth].badge = Some(rect);
            taken += width + GAP;
        }
        if let Some(first) = claims.first().filter(|_| !left.is_empty()) {
            let rect = self.number_rect(rail.brackets[*first].top, taken, badge_width(100));
            rail.more.push(More { claims: left, rect });
        }
    }

    /// The place of a number beside the line whose bracket begins at `top`.
    fn number_rect(&self, top: f32, taken: f32, width: f32) -> Rect {
        let near = self.beside(BADGE + taken);
        let far = near - self.onward() * width;
        let (above, below) = self.layout.reach();
        let middle = top - 1.0 + (below - above) / 2.0 * self.scale;
        Rect::from_two_pos(pos2(near, middle - 8.0), pos2(far, middle + 8.0))
    }

    /// First and last piece of a range, wherever they are.
    fn ends(&self, bytes: &Range<usize>) -> Option<(Piece, Piece)> {
        let first = self.first_piece(bytes)?;
        let last = self.layout.line_of(bytes.end.saturating_sub(1));
        let on = |line: usize| self.layout.pieces_on(line..line + 1, bytes.clone());
        // White space at a line's end has no piece.
        let lines = (first.line..=last).rev().map(on);
        let last = lines.take(2).find_map(|pieces| pieces.last().copied());
        Some((first, last.unwrap_or(first)))
    }
}

/// Width of a claim's number with its edge, in points: two digits have room in the least, more need more.
fn badge_width(number: usize) -> f32 {
    let digits = number.max(1).ilog10() + 1;
    (6.0 + 6.6 * digits as f32).round().max(19.0)
}
