//! Icons, drawn by lines on a grid of 16, so that they are sharp at every scale and take any colour.

use crate::app::theme::Theme;
use crate::model::LinkKind;
use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2, pos2, vec2};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Icon {
    Search,
    Plus,
    Trash,
    Split,
    Merge,
    More,
    Close,
    Check,
    ChevronDown,
    ChevronUp,
    ChevronLeft,
    ChevronRight,
    Document,
    Folder,
    Paste,
    Undo,
    Redo,
    Filter,
    Warning,
    Error,
    Contradicts,
    Corroborates,
    Repeats,
    Updates,
    Retracts,
    Elaborates,
    About,
}

/// One stroke of an icon, on the grid of 16.
enum Part {
    Line(&'static [(f32, f32)]),
    Closed(&'static [(f32, f32)]),
    /// Centre and radius.
    Ring(f32, f32, f32),
    Disc(f32, f32, f32),
    /// Centre, radius, and from where to where in quarter turns, clockwise from the right.
    Arc(f32, f32, f32, f32, f32),
}

use Part::{Arc, Closed, Disc, Line, Ring};

impl Icon {
    pub const ALL: [Self; 27] = [
        Self::Search,
        Self::Plus,
        Self::Trash,
        Self::Split,
        Self::Merge,
        Self::More,
        Self::Close,
        Self::Check,
        Self::ChevronDown,
        Self::ChevronUp,
        Self::ChevronLeft,
        Self::ChevronRight,
        Self::Document,
        Self::Folder,
        Self::Paste,
        Self::Undo,
        Self::Redo,
        Self::Filter,
        Self::Warning,
        Self::Error,
        Self::Contradicts,
        Self::Corroborates,
        Self::Repeats,
        Self::Updates,
        Self::Retracts,
        Self::Elaborates,
        Self::About,
    ];

    /// The icon of a kind of link.
    pub fn of_link(kind: LinkKind) -> Self {
        match kind {
            LinkKind::Contradicts => Self::Contradicts,
            LinkKind::Corroborates => Self::Corroborates,
            LinkKind::Repeats => Self::Repeats,
            LinkKind::Updates => Self::Updates,
            LinkKind::Retracts => Self::Retracts,
            LinkKind::Elaborates => Self::Elaborates,
            LinkKind::About => Self::About,
        }
    }

    /// Paints the icon in the middle of `rect`, `size` points wide and high.
    pub fn paint(self, painter: &Painter, rect: Rect, size: f32, colour: Color32) {
        let square = Rect::from_center_size(rect.center(), Vec2::splat(size));
        // On whole pixels, so that an icon looks the same wherever it stands.
        let corner = square.min.round_to_pixels(painter.pixels_per_point());
        let scale = size / 16.0;
        let stroke = Stroke::new(1.4 * scale.max(0.85), colour);
        let at = |(x, y): (f32, f32)| corner + vec2(x, y) * scale;
        let path = |points: &[(f32, f32)]| points.iter().map(|point| at(*point)).collect();
        for part in self.parts() {
            painter.add(match *part {
                Line(points) => Shape::line(path(points), stroke),
                Closed(points) => Shape::closed_line(path(points), stroke),
                Ring(x, y, radius) => Shape::circle_stroke(at((x, y)), radius * scale, stroke),
                Disc(x, y, radius) => Shape::circle_filled(at((x, y)), radius * scale, colour),
                Arc(x, y, radius, from, to) => {
                    Shape::line(arc(at((x, y)), radius * scale, from, to), stroke)
                }
            });
        }
    }

    /// Paints the icon in a ring of 14 points, on the given ground, as links stand in the gutter.
    pub fn paint_ringed(self, painter: &Painter, centre: Pos2, colour: Color32, ground: Color32) {
        painter.circle(centre, 7.5, ground, Stroke::new(1.25, colour));
        let rect = Rect::from_center_size(centre, Vec2::splat(14.0));
        self.paint(painter, rect, 10.0, colour);
    }

    fn parts(self) -> &'static [Part] {
        match self {
            Self::Search => &[Ring(7.0, 7.0, 4.3), Line(&[(10.2, 10.2), (13.6, 13.6)])],
            Self::Plus => &[
                Line(&[(8.0, 3.0), (8.0, 13.0)]),
                Line(&[(3.0, 8.0), (13.0, 8.0)]),
            ],
            Self::Trash => &[
                Line(&[(3.0, 4.5), (13.0, 4.5)]),
                Line(&[(6.4, 4.5), (6.4, 2.7), (9.6, 2.7), (9.6, 4.5)]),
                Line(&[(4.4, 4.5), (4.9, 13.3), (11.1, 13.3), (11.6, 4.5)]),
            ],
            Self::Split => &[
                Line(&[(8.0, 2.5), (8.0, 13.5)]),
                Line(&[(1.6, 8.0), (5.0, 8.0)]),
                Line(&[(11.0, 8.0), (14.4, 8.0)]),
            ],
            Self::Merge => &[
                Line(&[(3.8, 2.8), (8.0, 7.6), (12.2, 2.8)]),
                Line(&[(8.0, 7.6), (8.0, 13.4)]),
            ],
            Self::More => &[
                Disc(3.4, 8.0, 1.25),
                Disc(8.0, 8.0, 1.25),
                Disc(12.6, 8.0, 1.25),
            ],
            Self::Close | Self::Retracts => &[
                Line(&[(4.0, 4.0), (12.0, 12.0)]),
                Line(&[(12.0, 4.0), (4.0, 12.0)]),
            ],
            Self::Check => &[Line(&[(3.4, 8.6), (6.5, 11.7), (12.6, 4.6)])],
            Self::ChevronDown => &[Line(&[(4.6, 6.4), (8.0, 9.8), (11.4, 6.4)])],
            Self::ChevronUp => &[Line(&[(4.6, 9.6), (8.0, 6.2), (11.4, 9.6)])],
            Self::ChevronLeft => &[Line(&[(9.6, 4.6), (6.2, 8.0), (9.6, 11.4)])],
            Self::ChevronRight => &[Line(&[(6.4, 4.6), (9.8, 8.0), (6.4, 11.4)])],
            Self::Document => &[
                Closed(&[
                    (3.8, 2.4),
                    (9.4, 2.4),
                    (12.2, 5.2),
                    (12.2, 13.6),
                    (3.8, 13.6),
                ]),
                Line(&[(6.0, 7.9), (10.0, 7.9)]),
                Line(&[(6.0, 10.6), (10.0, 10.6)]),
            ],
            Self::Folder => &[Closed(&[
                (2.3, 12.8),
                (2.3, 3.7),
                (6.0, 3.7),
                (7.6, 5.4),
                (13.7, 5.4),
                (13.7, 12.8),
            ])],
            Self::Paste => &[
                Line(&[
                    (5.6, 3.6),
                    (3.5, 3.6),
                    (3.5, 13.6),
                    (12.5, 13.6),
                    (12.5, 3.6),
                    (10.4, 3.6),
                ]),
                Closed(&[(5.8, 2.2), (10.2, 2.2), (10.2, 5.0), (5.8, 5.0)]),
            ],
            _ => self.more_parts(),
        }
    }

    /// The table's second half.
    fn more_parts(self) -> &'static [Part] {
        match self {
            Self::Undo => &[
                Line(&[(6.2, 2.8), (3.0, 6.0), (6.2, 9.2)]),
                Line(&[(3.0, 6.0), (9.6, 6.0)]),
                Arc(9.6, 9.4, 3.4, -1.0, 1.0),
                Line(&[(9.6, 12.8), (6.0, 12.8)]),
            ],
            Self::Redo => &[
                Line(&[(9.8, 2.8), (13.0, 6.0), (9.8, 9.2)]),
                Line(&[(13.0, 6.0), (6.4, 6.0)]),
                Arc(6.4, 9.4, 3.4, 1.0, 3.0),
                Line(&[(6.4, 12.8), (10.0, 12.8)]),
            ],
            Self::Filter => &[
                Line(&[(2.4, 4.6), (13.6, 4.6)]),
                Line(&[(4.6, 8.0), (11.4, 8.0)]),
                Line(&[(6.6, 11.4), (9.4, 11.4)]),
            ],
            Self::Warning => &[
                Closed(&[(8.0, 2.2), (14.4, 13.4), (1.6, 13.4)]),
                Line(&[(8.0, 6.2), (8.0, 9.6)]),
                Disc(8.0, 11.5, 0.85),
            ],
            Self::Error => &[
                Closed(&[
                    (5.4, 1.8),
                    (10.6, 1.8),
                    (14.2, 5.4),
                    (14.2, 10.6),
                    (10.6, 14.2),
                    (5.4, 14.2),
                    (1.8, 10.6),
                    (1.8, 5.4),
                ]),
                Line(&[(8.0, 4.8), (8.0, 8.8)]),
                Disc(8.0, 11.0, 0.85),
            ],
            Self::Contradicts => &[
                Line(&[(3.2, 6.2), (12.8, 6.2)]),
                Line(&[(3.2, 9.8), (12.8, 9.8)]),
                Line(&[(5.6, 13.2), (10.4, 2.8)]),
            ],
            Self::Corroborates => &[
                Line(&[(6.2, 3.0), (6.2, 13.0)]),
                Line(&[(9.8, 3.0), (9.8, 13.0)]),
            ],
            Self::Repeats => &[
                Line(&[(3.2, 4.6), (12.8, 4.6)]),
                Line(&[(3.2, 8.0), (12.8, 8.0)]),
                Line(&[(3.2, 11.4), (12.8, 11.4)]),
            ],
            Self::Updates => &[
                Line(&[(8.0, 13.2), (8.0, 3.2)]),
                Line(&[(4.2, 6.8), (8.0, 3.0), (11.8, 6.8)]),
            ],
            Self::About => &[
                Line(&[(2.8, 8.0), (12.8, 8.0)]),
                Line(&[(9.2, 4.2), (13.0, 8.0), (9.2, 11.8)]),
            ],
            // `Elaborates`; the others stand in the first half.
            _ => &[
                Line(&[(8.0, 3.6), (8.0, 12.4)]),
                Line(&[(3.6, 8.0), (12.4, 8.0)]),
            ],
        }
    }
}

/// The colour of a kind of link, wherever it is drawn.
pub fn link_colour(theme: &Theme, kind: LinkKind) -> Color32 {
    match kind {
        LinkKind::Contradicts | LinkKind::Retracts => theme.error,
        LinkKind::Corroborates => theme.good,
        LinkKind::Repeats | LinkKind::Elaborates => theme.text2,
        LinkKind::Updates => theme.accent,
        LinkKind::About => theme.text3,
    }
}

fn arc(centre: Pos2, radius: f32, from: f32, to: f32) -> Vec<Pos2> {
    const STEPS: u8 = 12;
    (0..=STEPS)
        .map(|step| {
            let quarters = from + (to - from) * f32::from(step) / f32::from(STEPS);
            let (y, x) = (quarters * std::f32::consts::FRAC_PI_2).sin_cos();
            pos2(centre.x + radius * x, centre.y + radius * y)
        })
        .collect()
}
