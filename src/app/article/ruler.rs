//! The overview ruler at the article's right edge: scroll bar, and where marks, hits and suggestions are.

use eframe::egui::{Color32, CornerRadius, Id, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, pos2};

use super::view::{ArticleView, Geometry};
use crate::app::theme;
use crate::model::ReviewState;
use crate::session::Work;
use crate::session::marks::Role;

/// What the drawn ticks were made from.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    revision: u64,
    document: Option<crate::model::DocumentId>,
    rect: Rect,
    extent: i64,
    dark: bool,
    selected: Vec<crate::edit::Item>,
    query: String,
}

/// The ticks, kept until something that they show changes.
#[derive(Default)]
pub struct RulerCache {
    key: Option<Key>,
    shapes: Vec<Shape>,
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
    refresh(work, view, geometry, extent, theme);
    painter.extend(view.ruler.shapes.iter().cloned());
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

fn refresh(
    work: &Work,
    view: &mut ArticleView,
    geometry: &Geometry,
    extent: f64,
    theme: &theme::Theme,
) {
    let key = Key {
        revision: work.revision(),
        document: work.active().map(|document| document.id),
        rect: geometry.ruler,
        extent: extent as i64,
        dark: theme.dark,
        selected: work.selection().items().to_vec(),
        query: work.find().query.clone(),
    };
    if view.ruler.key.as_ref() == Some(&key) {
        return;
    }
    view.ruler.shapes = ticks(work, view, geometry.ruler, extent, theme);
    view.ruler.key = Some(key);
}

/// One tick for each device line and column at the most, so that the number of shapes has a bound.
fn ticks(
    work: &Work,
    view: &ArticleView,
    rect: Rect,
    extent: f64,
    theme: &theme::Theme,
) -> Vec<Shape> {
    let Some(marks) = work.marks() else {
        return Vec::new();
    };
    let blocks = marks.blocks();
    let lines = rect.height().max(1.0) as usize + 1;
    let mut entities: Vec<Option<Color32>> = vec![None; lines];
    let mut claims: Vec<Option<Color32>> = vec![None; lines];
    let line_of = |block: usize, offset: usize| {
        let distance = view.height_of(blocks, block, offset);
        ((distance / extent) as f32 * rect.height()) as usize
    };
    for block in 0..blocks.len() {
        for mark in marks.marks_of(block) {
            let start = mark.span.start().max(blocks[block].range.start);
            let end = mark.span.end().min(blocks[block].range.end);
            let from = line_of(block, start).min(lines - 1);
            match mark.role {
                Role::Mention(id) => {
                    let mention = work.project().mention(id);
                    let entity = mention.and_then(|m| work.project().entity(m.entity));
                    let kind = entity.and_then(|e| work.project().schema().get(&e.kind));
                    if let Some(kind) = kind {
                        let colour = theme.kind_colours(kind.colour).mark;
                        let faint = mark.state == ReviewState::Suggested;
                        let colour = if faint {
                            colour.gamma_multiply(0.55)
                        } else {
                            colour
                        };
                        entities[from].get_or_insert(colour);
                    }
                }
                Role::Content(id) => {
                    let selected = work.selection().contains(crate::edit::Item::Claim(id));
                    let to = line_of(block, end).clamp(from, lines - 1);
                    let colour = if selected {
                        theme.accent
                    } else {
                        theme.claim.gamma_multiply(0.6)
                    };
                    for line in &mut claims[from..=to] {
                        if selected || line.is_none() {
                            *line = Some(colour);
                        }
                    }
                }
                Role::Source(_) | Role::Cue(_) => {}
            }
        }
    }
    let mut shapes = Vec::new();
    let mut put = |line: usize, left: f32, right: f32, height: f32, colour: Color32| {
        let top = rect.top() + line as f32;
        let tick = Rect::from_min_max(
            pos2(rect.left() + left, top),
            pos2(rect.left() + right, top + height),
        );
        shapes.push(Shape::rect_filled(tick, CornerRadius::ZERO, colour));
    };
    for (line, colour) in claims.iter().enumerate() {
        if let Some(colour) = colour {
            put(line, 3.0, 4.5, 1.0, *colour);
        }
    }
    for (line, colour) in entities.iter().enumerate() {
        if let Some(colour) = colour {
            put(line, 7.0, 11.5, 1.5, *colour);
        }
    }
    for hit in work.find().hits() {
        let line = line_of(marks.block_at(hit.start()), hit.start()).min(lines - 1);
        put(line, 12.0, 15.0, 2.0, theme.warn);
    }
    shapes
}
