//! From the layout engine's lines to ours: clusters and glyphs, with their places.

use parley::{GlyphRun, Layout, Line as EngineLine, PositionedLayoutItem};

use super::atlas::Face;
use super::engine::Laid;
use super::geometry::{Cluster, Line};
use super::mesh::Glyph;

/// Smaller than any width that counts, in points.
const TINY: f32 = 0.01;

/// How far a sign may stand from its line, by the size of the letters: further than any script has them.
const FURTHEST: f32 = 1.5;

/// What a layout keeps of the engine's.
#[derive(Default)]
pub struct Placed {
    pub lines: Vec<Line>,
    pub faces: Vec<Face>,
    pub glyphs: Vec<Glyph>,
}

/// Takes lines, clusters and glyphs over. There is always a line, even of an empty text.
pub fn place(laid: &Laid, text: &str) -> Placed {
    let mut placed = Placed::default();
    let layout = &laid.layout;
    let mut start = 0;
    for (number, line) in layout.lines().enumerate() {
        let is_last = number + 1 == layout.len();
        let end = if is_last {
            text.len()
        } else {
            line.text_range().end.clamp(start, text.len())
        };
        let words = text.get(start..end).unwrap_or_default().trim_end().len();
        let mut ours = Line {
            bytes: start..end,
            ink_end: start + words,
            start_x: line.metrics().offset + line.metrics().inline_min_coord,
            clusters: Vec::new(),
        };
        add_clusters(&line, &mut ours);
        let stray = StraySpace::find(&ours, layout);
        if let Some(stray) = &stray {
            stray.put_last(&mut ours);
        }
        let baseline = number as f32 * laid.line_height + laid.baseline;
        for item in line.items() {
            if let PositionedLayoutItem::GlyphRun(run) = item {
                placed.add_glyphs(&run, baseline, stray.as_ref(), laid.awaits_fonts);
            }
        }
        placed.lines.push(ours);
        start = end;
    }
    if placed.lines.is_empty() {
        placed.lines.push(Line {
            bytes: 0..text.len(),
            ink_end: 0,
            start_x: 0.0,
            clusters: Vec::new(),
        });
    }
    placed
}

fn add_clusters(line: &EngineLine<'_, ()>, ours: &mut Line) {
    let mut left = ours.start_x;
    // A paragraph is far shorter than 4 GB; a longer one stops at the largest number.
    let number = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    for run in line.runs() {
        for cluster in run.visual_clusters() {
            let bytes = cluster.text_range();
            let right = left + cluster.advance();
            ours.clusters.push(Cluster {
                bytes: number(bytes.start)..number(bytes.end),
                left,
                right,
                right_to_left: cluster.is_rtl(),
            });
            left = right;
        }
    }
}

impl Placed {
    fn add_glyphs(
        &mut self,
        run: &GlyphRun<'_, ()>,
        baseline: f32,
        stray: Option<&StraySpace>,
        awaits_fonts: bool,
    ) {
        let source = run.run();
        let face = self.face(Face {
            font: source.font().clone(),
            size: source.font_size(),
            coordinates: source
                .normalized_coords()
                .iter()
                .map(|place| place.to_bits())
                .collect(),
            embolden: source.synthesis().embolden(),
        });
        let mut pen = run.offset();
        for glyph in run.glyphs() {
            // A mark has no width, and stands on the letter that it is stored behind.
            let probe = match (glyph.advance > TINY, source.is_rtl()) {
                (true, _) => pen + glyph.advance / 2.0,
                (false, true) => pen + TINY,
                (false, false) => pen - TINY,
            };
            let shift = stray.map_or(0.0, |stray| stray.shift(probe));
            // What has no glyph yet is left blank rather than shown as a box for a moment. Signs piled higher than
            // a line would cover the words of others.
            let is_near = glyph.y.abs() <= source.font_size() * FURTHEST;
            if is_near && (glyph.id != 0 || !awaits_fonts) {
                self.glyphs.push(Glyph {
                    face,
                    id: glyph.id,
                    x: pen + glyph.x + shift,
                    baseline,
                    rise: glyph.y,
                });
            }
            pen += glyph.advance;
        }
    }

    fn face(&mut self, face: Face) -> u16 {
        let known = self.faces.iter().position(|other| *other == face);
        let index = known.unwrap_or_else(|| {
            self.faces.push(face);
            self.faces.len() - 1
        });
        // More faces than that in a paragraph are not to be had.
        u16::try_from(index).unwrap_or(u16::MAX)
    }
}

/// White space at a line's end that was left among words of the other direction.
///
/// It belongs at the end that the paragraph runs to (rule L1 of Unicode's bidirectional algorithm); the engine
/// leaves it where the words before it end, as a gap within the line.
struct StraySpace {
    left: f32,
    right: f32,
    /// How far the space itself moves, and the words beyond it.
    own: f32,
    others: f32,
    right_to_left: bool,
}

impl StraySpace {
    fn find(line: &Line, layout: &Layout<()>) -> Option<Self> {
        let space = || {
            line.clusters
                .iter()
                .filter(|cluster| cluster.start() >= line.ink_end)
        };
        let width: f32 = space().map(|cluster| cluster.right - cluster.left).sum();
        let left = space().map(|cluster| cluster.left).reduce(f32::min)?;
        let right = space().map(|cluster| cluster.right).reduce(f32::max)?;
        let in_one_piece = (right - left - width).abs() < TINY;
        let (first, last) = (line.clusters.first()?, line.clusters.last()?);
        let right_to_left = layout.is_rtl();
        let (own, others) = if right_to_left {
            (first.left - left, width)
        } else {
            (last.right - right, -width)
        };
        let is_stray = width > TINY && in_one_piece && own.abs() > TINY;
        is_stray.then_some(Self {
            left,
            right,
            own,
            others,
            right_to_left,
        })
    }

    /// How far what stands at `x` moves.
    fn shift(&self, x: f32) -> f32 {
        if x > self.left && x < self.right {
            self.own
        } else if (x <= self.left) == self.right_to_left {
            self.others
        } else {
            0.0
        }
    }

    fn put_last(&self, line: &mut Line) {
        for cluster in &mut line.clusters {
            let shift = self.shift((cluster.left + cluster.right) / 2.0);
            cluster.left += shift;
            cluster.right += shift;
            if cluster.start() >= line.ink_end {
                cluster.right_to_left = self.right_to_left;
            }
        }
        line.clusters.sort_by(|a, b| a.left.total_cmp(&b.left));
    }
}
