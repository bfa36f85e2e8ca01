//! The overview ruler at the article's right edge: scroll bar, and where marks, hits and suggestions are.

use std::ops::RangeInclusive;
use std::sync::Arc;

use eframe::egui::emath::GuiRounding as _;
use eframe::egui::{
    Color32, CornerRadius, Id, Mesh, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, pos2,
};

use super::view::{ArticleView, Geometry};
use crate::app::theme;
use crate::model::{Claim, ClaimId, MentionId, ReviewState, Span};
use crate::session::Work;
use crate::session::marks::Role;

/// What the drawn ticks were made from.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    document: Option<crate::model::DocumentId>,
    rect: Rect,
    pixels_per_point: f32,
    dark: bool,
    selected: Vec<ClaimId>,
    hits: u64,
}

/// The ticks, kept until something that they show changes.
#[derive(Default)]
pub struct RulerCache {
    key: Option<Key>,
    /// Height of the article in points when the ticks were made.
    extent: f64,
    /// One mesh: thousands of rectangles would be cut into triangles anew in each frame.
    ticks: Arc<Mesh>,
}

/// Draws the ruler and scrolls by it.
pub fn ruler_ui(ui: &mut Ui, work: &Work, view: &mut ArticleView, geometry: &Geometry) {
    let theme = theme::of(ui);
    let rect = geometry.ruler;
    let window = geometry.area.height();
    let extent = view.extent(window);
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, CornerRadius::ZERO, theme.panel);
    painter.vline(rect.left(), rect.y_range(), Stroke::new(1.0, theme.line));
    let y_of = |distance: f64| rect.top() + (distance / extent) as f32 * rect.height();
    let top = y_of(view.position());
    let shown = Rect::from_min_max(
        pos2(rect.left() + 1.0, top),
        pos2(
            rect.right(),
            (top + (f64::from(window) / extent) as f32 * rect.height()).max(top + 18.0),
        ),
    );
    let response = ui.interact(rect, Id::unique("ruler"), Sense::click_and_drag());
    let held = if response.dragged() || response.hovered() {
        theme.line
    } else {
        theme.hover
    };
    painter.rect_filled(shown, CornerRadius::ZERO, held);
    refresh(ui, work, view, geometry, extent);
    painter.add(Shape::Mesh(Arc::clone(&view.ruler.ticks)));
    response.widget_info(|| WidgetInfo::slider(true, view.position(), "Scroll article"));
    if let Some(pointer) = response
        .interact_pointer_pos()
        .filter(|_| response.is_pointer_button_down_on() || response.clicked())
    {
        let share = f64::from((pointer.y - rect.top()) / rect.height()).clamp(0.0, 1.0);
        view.jump(share * extent - f64::from(window) / 2.0, window);
        ui.ctx().request_repaint();
    }
}

fn refresh(ui: &Ui, work: &Work, view: &mut ArticleView, geometry: &Geometry, extent: f64) {
    let theme = theme::of(ui);
    let key = Key {
        revision: work.revision(),
        document: work.active().map(|document| document.id),
        rect: geometry.ruler,
        pixels_per_point: ui.pixels_per_point(),
        dark: theme.dark,
        selected: work.selection().claims().collect(),
        hits: work.find().generation(),
    };
    // Heights are corrected while the analyst scrolls; less than half a line of the ruler shows nowhere.
    let line = extent / f64::from(geometry.ruler.height().max(1.0));
    let near = (view.ruler.extent - extent).abs() < line / 2.0;
    if near && view.ruler.key.as_ref() == Some(&key) {
        return;
    }
    let lines = lines(work, view, geometry.ruler, extent, theme);
    view.ruler.ticks = Arc::new(mesh(&lines, &key));
    view.ruler.extent = extent;
    view.ruler.key = Some(key);
}

/// The colours of the ruler's lines, one for each point of its height.
struct Lines<'a> {
    work: &'a Work,
    theme: &'a theme::Theme,
    entities: Vec<Option<Color32>>,
    claims: Vec<Option<Color32>>,
    hits: Vec<Option<Color32>>,
}

impl Lines<'_> {
    /// Whether another mark on this line would change nothing.
    fn is_full(&self, line: usize) -> bool {
        self.entities[line].is_some() && self.claims[line].is_some()
    }

    fn mention(&mut self, line: usize, id: MentionId, state: ReviewState) {
        if self.entities[line].is_some() {
            return;
        }
        let project = self.work.project();
        let entity = project.mention(id).and_then(|m| project.entity(m.entity));
        let kind = entity.and_then(|entity| project.schema().get(&entity.kind));
        if let Some(kind) = kind {
            let colour = self.theme.kind_colours(kind.colour).mark;
            let faint = state == ReviewState::Suggested;
            let colour = if faint {
                colour.gamma_multiply(0.55)
            } else {
                colour
            };
            self.entities[line] = Some(colour);
        }
    }

    fn claim(&mut self, lines: RangeInclusive<usize>) {
        let colour = self.theme.claim.gamma_multiply(0.6);
        for line in &mut self.claims[lines] {
            line.get_or_insert(colour);
        }
    }
}

/// One tick for each line and column at the most, so that their number has a bound. Blocks on a line that is full
/// already are passed over, so that a long article costs little more than a short one.
fn lines<'a>(
    work: &'a Work,
    view: &ArticleView,
    rect: Rect,
    extent: f64,
    theme: &'a theme::Theme,
) -> Lines<'a> {
    let count = rect.height().max(1.0) as usize + 1;
    let mut lines = Lines {
        work,
        theme,
        entities: vec![None; count],
        claims: vec![None; count],
        hits: vec![None; count],
    };
    let Some(marks) = work.marks() else {
        return lines;
    };
    let blocks = marks.blocks();
    let scale = f64::from(rect.height()) / extent;
    let line_at = |distance: f64| ((distance * scale) as usize).min(count - 1);
    let line_of = |block: usize, offset: usize| line_at(view.height_of(blocks, block, offset));
    let mut above = 0.0;
    for (block, range) in blocks.iter().map(|block| &block.range).enumerate() {
        let first = line_at(above);
        above += view.block_height(block);
        let is_one_line = first == line_at(above);
        if is_one_line && lines.is_full(first) {
            continue;
        }
        for mark in marks.marks_of(block) {
            let place = |offset| {
                if is_one_line {
                    first
                } else {
                    line_of(block, offset)
                }
            };
            let start = mark.span.start().max(range.start);
            match mark.role {
                Role::Mention(id) => lines.mention(place(start), id, mark.state),
                Role::Content(_) => {
                    let from = place(start);
                    let to = place(mark.span.end().min(range.end)).max(from);
                    lines.claim(from..=to);
                }
                Role::Source(_) | Role::Cue(_) => {}
            }
        }
    }
    // Selected claims lie over all others.
    let project = work.project();
    let selected = work.selection().claims().filter_map(|id| project.claim(id));
    let here = |claim: &&Arc<Claim>| {
        claim.document == marks.document() && claim.provenance.state != ReviewState::Rejected
    };
    for claim in selected.filter(here) {
        for span in claim.content.anchor.spans() {
            let line = |offset: usize| line_of(marks.block_at(offset), offset);
            let from = line(span.start());
            lines.claims[from..=line(span.end()).max(from)].fill(Some(theme.accent));
        }
    }
    // Hits are sorted by place: of many on one line only the first is looked at.
    let mut left = work.find().hits();
    let line_of_hit = |hit: &Span| line_of(marks.block_at(hit.start()), hit.start());
    while let Some(hit) = left.first() {
        let line = line_of_hit(hit);
        lines.hits[line] = Some(theme.warn);
        left = &left[left.partition_point(|other| line_of_hit(other) <= line)..];
    }
    lines
}

/// The ticks as triangles, on whole pixels. Lines of one colour that follow each other are one tick.
fn mesh(lines: &Lines<'_>, key: &Key) -> Mesh {
    let mut mesh = Mesh::default();
    let columns = [
        (&lines.claims, 3.0..4.5, 1.0),
        (&lines.entities, 7.0..11.5, 1.5),
        (&lines.hits, 12.0..15.0, 2.0),
    ];
    for (colours, across, height) in columns {
        let mut line = 0;
        for run in colours.chunk_by(|above, below| above == below) {
            let first = line;
            line += run.len();
            let Some(Some(colour)) = run.first() else {
                continue;
            };
            let tick = Rect::from_min_max(
                pos2(across.start, first as f32),
                pos2(across.end, (line - 1) as f32 + height),
            );
            let tick = tick.translate(key.rect.min.to_vec2());
            mesh.add_colored_rect(tick.round_to_pixels(key.pixels_per_point), *colour);
        }
    }
    mesh
}
