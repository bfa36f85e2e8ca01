//! The article's view state: scroll position, layouts of the blocks near the window, and geometry.

use std::collections::HashMap;

use eframe::egui::{Context, Pos2, Rect, pos2, vec2};

use super::comfort::Reading;
use super::heights::Heights;
use super::pointer::Drag;
use super::ruler::RulerCache;
use super::sweep::{Sweep, Sweeps};
use super::text::{Setting, TextLayout};
use crate::app::theme::Weight;
use crate::model::{DocumentId, Text};
use crate::session::Work;
use crate::session::marks::{Block, BlockStyle};
use crate::storage::{Numbers, Settings};

/// Room for the claims' numbers left of the text, wide and narrow.
const GUTTER: (f32, f32) = (118.0, 76.0);
/// Room for numbers in the margin, beyond the gutter.
const NUMBERS: f32 = 34.0;
/// Width of the overview ruler, which is also the scroll bar.
pub const RULER: f32 = 15.0;
/// Text never gets narrower than this.
const LEAST_MEASURE: f32 = 480.0;
/// Gap above a paragraph.
const PARAGRAPH_GAP: f32 = 16.0;
/// Room above the first block, for the line that names publisher and date.
const HEAD: f32 = 62.0;
/// Part of the window that stays empty below the last line.
const TAIL: f32 = 0.4;
/// Layouts kept beyond those in the window.
const KEPT: usize = 200;

/// What layouts depend on.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LayoutKey {
    document: Option<DocumentId>,
    /// Where the text lies in memory: a document that is read again has another one, and the history keeps the
    /// earlier.
    text: usize,
    pixels_per_point: f32,
    text_size: u16,
    line_spacing: u16,
    measure: f32,
    generation: u64,
}

/// Where the text stands in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// The whole article, ruler included.
    pub area: Rect,
    /// Left edge of the text, and its width.
    pub left: f32,
    pub measure: f32,
    pub ruler: Rect,
    /// The edge of the column of numbers that is nearer to the text.
    pub numbers: f32,
    /// Whether the gutter is at the right, as the lines of this article begin there.
    pub mirrored: bool,
}

impl Geometry {
    /// Room for the rail beside the text, in points.
    pub fn gutter(&self) -> f32 {
        if self.mirrored {
            self.numbers - self.left - self.measure
        } else {
            self.left - self.numbers
        }
    }
}

/// A block in the window: its number and the top left of its words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    pub block: usize,
    pub origin: Pos2,
}

/// View state of the article.
#[derive(Default)]
pub struct ArticleView {
    key: Option<LayoutKey>,
    heights: Heights,
    layouts: HashMap<usize, TextLayout>,
    /// The block at the top of the window, and how much of it is above the window.
    top: (usize, f32),
    /// Scroll positions of documents that were in view before.
    left_at: HashMap<DocumentId, (usize, f32)>,
    /// Where the text stood in the last frame.
    pub(super) geometry: Option<Geometry>,
    pub(super) placed: Vec<Placed>,
    pub(super) drag: Option<Drag>,
    pub(super) sweeps: Sweeps,
    /// Drags of handles that ended in this frame.
    pub(super) swept: Vec<Sweep>,
    /// Where handles took hold in the last frame.
    pub(super) handles: Vec<super::paint::Handle>,
    /// Bytes of the document to bring into view.
    pub(super) reveal: Option<usize>,
    pub(super) hover: Option<super::hover_card::Hover>,
    pub(super) ruler: RulerCache,
    pub(super) reading: Reading,
    pub(super) last_click: Option<Pos2>,
    /// A byte at which one line ends and the next begins, if the caret before it stands at the end of the first.
    pub(super) at_line_end: Option<usize>,
    /// The column that up and down keep to, and the byte that they led to last.
    pub(super) column: Option<(usize, f32)>,
    /// How far a drag past the window's edge scrolls with the next frame.
    pub(super) edge_scroll: f32,
}

impl ArticleView {
    /// Brings a byte of the document into view with the next frame.
    pub fn reveal(&mut self, offset: usize) {
        self.reveal = Some(offset);
    }

    /// Where text and ruler stand in an area of the window; `mirrored` for an article that runs to the left.
    pub fn geometry(area: Rect, settings: &Settings, mirrored: bool) -> Geometry {
        let inside = area.width() - RULER;
        let wanted = f32::from(settings.measure);
        let numbers = if settings.numbers == Numbers::Off {
            0.0
        } else {
            NUMBERS
        };
        let narrow = inside < wanted + GUTTER.0 + numbers + 40.0;
        let rail = if narrow { GUTTER.1 } else { GUTTER.0 };
        let gutter = rail + numbers;
        let room = inside - gutter - if narrow { 16.0 } else { 40.0 };
        let measure = wanted.min(room).max(LEAST_MEASURE.min(room.max(120.0)));
        let before = gutter.max((inside - measure) / 2.0).floor();
        let left = area.left()
            + if mirrored {
                inside - measure - before
            } else {
                before
            };
        Geometry {
            area,
            left,
            measure,
            ruler: Rect::from_min_max(pos2(area.right() - RULER, area.top()), area.max),
            numbers: if mirrored {
                left + measure + rail
            } else {
                left - rail
            },
            mirrored,
        }
    }

    /// Width that the text may take, in points.
    pub fn measure(&self) -> f32 {
        self.key.map_or(0.0, |key| key.measure)
    }

    /// Throws away layouts that no longer fit, and follows a change of document.
    pub fn prepare(
        &mut self,
        context: &Context,
        work: &Work,
        settings: &Settings,
        geometry: &Geometry,
    ) {
        self.geometry = Some(*geometry);
        let document = work.active().map(|document| document.id);
        let key = LayoutKey {
            document,
            text: work
                .active()
                .map_or(0, |document| document.text.as_ptr() as usize),
            pixels_per_point: context.pixels_per_point(),
            text_size: settings.text_size,
            line_spacing: settings.line_spacing,
            measure: geometry.measure,
            generation: super::text::generation(context),
        };
        if self.key == Some(key) {
            return;
        }
        let earlier = self.key.and_then(|key| key.document);
        let read_again = self.key.is_some_and(|known| known.text != key.text);
        let Some(marks) = work.marks() else {
            *self = Self::default();
            return;
        };
        let blocks = marks.blocks();
        let heights = blocks
            .iter()
            .zip(0..)
            .map(|(block, nth)| estimate(block, nth, key.measure, settings));
        self.heights = Heights::new(heights.collect());
        self.layouts.clear();
        if earlier != document || read_again {
            if let Some(earlier) = earlier.filter(|earlier| Some(*earlier) != document) {
                self.left_at.insert(earlier, self.top);
            }
            let known = document
                .filter(|_| earlier != document)
                .and_then(|document| self.left_at.get(&document).copied());
            self.top = known.unwrap_or((0, 0.0));
            self.hover = None;
            self.drag = None;
        }
        self.key = Some(key);
    }

    /// The layout of a block, made if need be.
    pub fn layout(
        &mut self,
        context: &Context,
        text: &Text,
        blocks: &[Block],
        block: usize,
        settings: &Settings,
    ) -> Option<&TextLayout> {
        let measure = self.key?.measure;
        if !self.layouts.contains_key(&block) {
            let words = text.get_range(blocks.get(block)?.range.clone())?;
            let layout = TextLayout::new(
                context,
                words,
                setting(blocks.get(block)?.style, settings),
                measure,
            );
            let pads = pads(blocks.get(block)?, block);
            self.heights.set(block, pads.0 + layout.height() + pads.1);
            self.layouts.insert(block, layout);
        }
        self.layouts.get(&block)
    }

    /// The layout of a block that is in the window.
    pub fn laid_out(&self, block: usize) -> Option<&TextLayout> {
        self.layouts.get(&block)
    }

    /// Drops layouts far from the window.
    fn trim(&mut self) {
        if self.layouts.len() > KEPT {
            let (first, last) = (
                self.placed.first().map_or(0, |p| p.block),
                self.placed.last().map_or(0, |p| p.block),
            );
            self.layouts
                .retain(|block, _| (first..=last).contains(block));
        }
    }

    /// Moves the text by `distance` points: positive shows what is further down.
    pub fn scroll(
        &mut self,
        context: &Context,
        work: &Work,
        settings: &Settings,
        distance: f32,
        window: f32,
    ) {
        let (Some(document), Some(marks)) = (work.active(), work.marks()) else {
            return;
        };
        let blocks = marks.blocks().clone();
        let (mut block, mut offset) = self.top;
        offset += distance;
        while offset < 0.0 && block > 0 {
            block -= 1;
            self.layout(context, &document.text, &blocks, block, settings);
            offset += self.heights.get(block);
        }
        while block + 1 < blocks.len() {
            self.layout(context, &document.text, &blocks, block, settings);
            let height = self.heights.get(block);
            if offset < height {
                break;
            }
            offset -= height;
            block += 1;
        }
        self.top = (block, offset.max(0.0));
        self.keep_in_range(window);
    }

    /// Keeps the last lines from leaving the window.
    fn keep_in_range(&mut self, window: f32) {
        let lowest = (self.heights.total() - f64::from(window * (1.0 - TAIL))).max(0.0);
        if self.position() > lowest {
            self.top = self.heights.find(lowest);
        }
    }

    /// Distance of the window's top from the top of the article.
    pub fn position(&self) -> f64 {
        self.heights.above(self.top.0) + f64::from(self.top.1)
    }

    /// Height of the whole article, as far as it is known, with the empty part at its end.
    pub fn extent(&self, window: f32) -> f64 {
        (self.heights.total() + f64::from(window * TAIL)).max(f64::from(window))
    }

    /// Distance of a byte of a block from the top of the article; estimated until the block is laid out.
    pub fn height_of(&self, blocks: &[Block], block: usize, offset: usize) -> f64 {
        let range = blocks.get(block).map_or(0..1, |block| block.range.clone());
        let share = (offset.saturating_sub(range.start)) as f64 / range.len().max(1) as f64;
        self.heights.above(block) + share.min(1.0) * f64::from(self.heights.get(block))
    }

    /// Height of a block; estimated until it is laid out.
    pub fn block_height(&self, block: usize) -> f64 {
        f64::from(self.heights.get(block))
    }

    /// Jumps to a distance from the top of the article.
    pub fn jump(&mut self, distance: f64, window: f32) {
        self.top = self.heights.find(distance.max(0.0));
        self.keep_in_range(window);
    }

    /// Lays out what is in the window, from the top block down.
    pub fn place(
        &mut self,
        context: &Context,
        work: &Work,
        settings: &Settings,
        geometry: &Geometry,
    ) {
        self.placed.clear();
        let (Some(document), Some(marks)) = (work.active(), work.marks()) else {
            return;
        };
        let blocks = marks.blocks().clone();
        let text = document.text.clone();
        if let Some(offset) = self.reveal.take() {
            self.bring_into_view(context, work, settings, geometry, offset);
        }
        let mut y = geometry.area.top() - self.top.1;
        let mut block = self.top.0;
        while block < blocks.len() && y < geometry.area.bottom() {
            self.layout(context, &text, &blocks, block, settings);
            let pad = pads(&blocks[block], block).0;
            self.placed.push(Placed {
                block,
                origin: pos2(geometry.left, y + pad),
            });
            y += self.heights.get(block);
            block += 1;
        }
        self.trim();
    }

    fn bring_into_view(
        &mut self,
        context: &Context,
        work: &Work,
        settings: &Settings,
        geometry: &Geometry,
        offset: usize,
    ) {
        let (Some(document), Some(marks)) = (work.active(), work.marks()) else {
            return;
        };
        let blocks = marks.blocks().clone();
        let block = marks.block_at(offset);
        let Some(range) = blocks.get(block).map(|block| block.range.clone()) else {
            return;
        };
        let inside = offset.clamp(range.start, range.end) - range.start;
        let Some(layout) = self.layout(context, &document.text, &blocks, block, settings) else {
            return;
        };
        let caret = layout.caret(inside);
        let window = geometry.area.height();
        let pad = pads(&blocks[block], block).0;
        let line = self.heights.above(block) + f64::from(pad + caret.top());
        let top = self.position();
        let margin = f64::from(48.0_f32.min(window / 4.0));
        let bottom = line + f64::from(caret.height());
        if line < top + margin || bottom > top + f64::from(window) - margin {
            self.jump(line - f64::from(window) * 0.33, window);
        }
    }

    /// The byte of the document nearest to a point of the window.
    pub fn offset_at(&self, blocks: &[Block], at: Pos2) -> Option<usize> {
        let below = self
            .placed
            .partition_point(|placed| placed.origin.y <= at.y);
        let placed = self.placed.get(below.saturating_sub(1))?;
        let range = &blocks.get(placed.block)?.range;
        let layout = self.layouts.get(&placed.block)?;
        Some(range.start + layout.byte_at(at - placed.origin))
    }

    /// The byte of the document whose character is under a point of the window.
    pub fn offset_under(&self, blocks: &[Block], at: Pos2) -> Option<usize> {
        let below = self
            .placed
            .partition_point(|placed| placed.origin.y <= at.y);
        let placed = self.placed.get(below.checked_sub(1)?)?;
        let range = &blocks.get(placed.block)?.range;
        let layout = self.layouts.get(&placed.block)?;
        Some(range.start + layout.byte_under(at - placed.origin)?)
    }

    /// Where the caret before a byte stands in the window, if its block is there.
    pub fn caret_rect(&self, blocks: &[Block], offset: usize) -> Option<Rect> {
        let placed = self.placed.iter().rev().find(|placed| {
            blocks
                .get(placed.block)
                .is_some_and(|block| block.range.start <= offset)
        })?;
        let range = &blocks.get(placed.block)?.range;
        let layout = self.layouts.get(&placed.block)?;
        let caret = self.caret_in(layout, range.start, offset.min(range.end));
        Some(caret.translate(placed.origin.to_vec2()))
    }

    /// Where the caret before a byte of the document stands in the layout of the block that starts at `start`.
    pub(super) fn caret_in(&self, layout: &TextLayout, start: usize, offset: usize) -> Rect {
        let byte = offset.saturating_sub(start);
        if self.at_line_end == Some(offset) {
            layout.caret_after(byte)
        } else {
            layout.caret(byte)
        }
    }

    /// The caret came to a byte by a point of the window. Where lines are broken between letters, the end of a line
    /// and the start of the next are the same byte: then it stands on the line of the point.
    pub(super) fn stand_at(&mut self, blocks: &[Block], at: Pos2, offset: usize) {
        self.at_line_end = None;
        let below = self
            .caret_rect(blocks, offset)
            .is_some_and(|caret| caret.top() > at.y);
        self.at_line_end = below.then_some(offset);
    }
}

/// How a block's words are set.
pub fn setting(style: BlockStyle, settings: &Settings) -> Setting {
    let scale = scale(settings);
    let spacing = scale * f32::from(settings.line_spacing) / 100.0;
    let (size, line_height, weight) = match style {
        // Six points more than a bare headline would have: tags stand between its lines.
        BlockStyle::Title => (27.0, 40.0, Weight::SemiBold),
        BlockStyle::Heading => (20.0, 33.0, Weight::SemiBold),
        BlockStyle::Body => (18.0, 33.0, Weight::Regular),
    };
    Setting {
        size: size * scale,
        line_height: (line_height * spacing).round(),
        weight,
    }
}

/// Text size by 18.
pub fn scale(settings: &Settings) -> f32 {
    f32::from(settings.text_size) / 18.0
}

/// Room above and below a block.
fn pads(block: &Block, nth: usize) -> (f32, f32) {
    let above = match (nth, block.opens_paragraph) {
        (0, _) => HEAD,
        (_, true) => PARAGRAPH_GAP,
        (_, false) => 0.0,
    };
    let below = if block.style == BlockStyle::Title {
        4.0
    } else {
        0.0
    };
    (above, below)
}

/// Height of a block that isn't laid out yet. Letters are taken to be 0.47 of the size wide, as in English prose.
fn estimate(block: &Block, nth: usize, measure: f32, settings: &Settings) -> f32 {
    let setting = setting(block.style, settings);
    let a_line = (measure / (setting.size * 0.47)).max(1.0);
    let lines = (block.range.len() as f32 / a_line).ceil().max(1.0);
    let pads = pads(block, nth);
    pads.0 + lines * setting.line_height + pads.1
}

/// Where the line that names publisher and date stands: above the first block, if that is in the window.
pub fn head_line(placed: &[Placed]) -> Option<Pos2> {
    let first = placed.first().filter(|placed| placed.block == 0)?;
    Some(first.origin - vec2(0.0, HEAD - 26.0))
}
