//! The article: its words, the marks over them, and the pointer and keys in it.
//!
//! What is drawn where is decided first (`decide`), painted second (`paint`); the words themselves go
//! through one narrow door (`text`). Nothing here changes the project: it asks for it by commands.

mod caret;
pub mod decide;
pub mod heights;
pub mod hover_card;
pub mod paint;
pub mod pointer;
pub mod ruler;
mod selection_bar;
pub mod text;
pub mod view;

use eframe::egui::{
    CornerRadius, CursorIcon, EventFilter, Id, Rect, Role as WidgetRole, Sense, Stroke, Ui,
    UiBuilder, WidgetInfo, pos2,
};

use decide::{BlockPlan, Focus};
use paint::Canvas;
use pointer::Drag;
use view::{ArticleView, Placed};

use crate::app::theme::{self, Theme, Weight};
use crate::app::widgets::dashed;
use crate::edit::{Item, Selection};
use crate::session::marks::Block;
use crate::session::{Command, Session, Work};

/// Id of the article, which has the keyboard when no field does.
pub fn article_id() -> Id {
    Id::unique("article")
}

/// Draws the article into what is left of `ui`, and reports what the analyst wants.
pub fn article_ui(ui: &mut Ui, session: &Session, view: &mut ArticleView, out: &mut Vec<Command>) {
    let Some(work) = session.work() else {
        return;
    };
    let settings = session.settings();
    let area = ui.available_rect_before_wrap();
    let theme = theme::of(ui);
    ui.painter()
        .rect_filled(area, CornerRadius::ZERO, theme.paper);
    let Some(document) = work.active() else {
        return;
    };
    let geometry = ArticleView::geometry(area, settings);
    let context = ui.ctx().clone();
    view.prepare(&context, work, settings, &geometry);
    let words = Rect::from_min_max(area.min, pos2(geometry.ruler.left(), area.bottom()));
    let response = ui.interact(words, article_id(), Sense::click_and_drag());
    let title = document.title.clone();
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetRole::Document, true, format!("Article: {title}"))
    });
    scroll_ui(ui, &response, session, work, view, area.height());
    focus_ui(ui, &response);
    view.place(&context, work, settings, &geometry);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(area));
    inner.set_clip_rect(area.intersect(ui.clip_rect()));
    let keys_here = context.memory(|memory| memory.focused().is_none_or(|id| id == article_id()));
    if keys_here {
        caret::caret_keys(&context, work, view, &geometry, out);
    }
    pointer::pointer_ui(&inner, &response, work, view, &geometry, out);
    let resting = response.hover_pos().filter(|_| view.drag.is_none());
    hover_card::follow(&inner, work, view, resting);
    if view.hover.is_some() {
        context.set_cursor_icon(CursorIcon::PointingHand);
    } else if resting.is_some_and(|at| at.x >= geometry.left - 4.0) {
        context.set_cursor_icon(CursorIcon::Text);
    }
    head_ui(&mut inner, work, view, theme);
    draw_blocks(&mut inner, session, work, view, out);
    ruler::ruler_ui(&mut inner, work, view, &geometry);
    if let Some(lines) = selected_lines(work, view)
        && view.drag.is_none()
        && keys_here
    {
        selection_bar::selection_bar_ui(&inner, session, work, &geometry, lines, out);
    }
    hover_card::hover_card_ui(&inner, work, view);
    response.context_menu(|ui| context_menu(ui, session, out));
}

fn scroll_ui(
    ui: &Ui,
    response: &eframe::egui::Response,
    session: &Session,
    work: &Work,
    view: &mut ArticleView,
    window: f32,
) {
    let mut distance = std::mem::take(&mut view.edge_scroll);
    if response.contains_pointer() {
        distance -= ui.input(|input| input.smooth_scroll_delta().y);
    }
    if distance != 0.0 {
        view.scroll(ui.ctx(), work, session.settings(), distance, window);
        view.hover = None;
    }
}

/// The article takes the keyboard on a click and keeps the arrow keys for the caret.
fn focus_ui(ui: &Ui, response: &eframe::egui::Response) {
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

/// The line above the headline: publisher, byline, dates.
fn head_ui(ui: &mut Ui, work: &Work, view: &ArticleView, theme: &'static Theme) {
    let Some(document) = work.active() else {
        return;
    };
    let Some(at) = view::head_line(&view.placed) else {
        return;
    };
    let origin = &document.origin;
    let mut parts = vec![
        (origin.publisher.clone(), Weight::Medium),
        (origin.byline.clone(), Weight::Regular),
    ];
    let published = crate::model::Timestamp::from_rfc3339(&origin.published);
    let published = published.map_or(origin.published.clone(), |moment| {
        moment.local("%-d %B %Y, %H:%M")
    });
    parts.push((published, Weight::Regular));
    if let Some(retrieved) = origin.retrieved {
        parts.push((
            format!("retrieved {}", retrieved.local("%-d %B %Y")),
            Weight::Regular,
        ));
    }
    let mut x = at.x;
    for (words, weight) in parts
        .into_iter()
        .filter(|(words, _)| !words.trim().is_empty())
    {
        let galley = ui
            .painter()
            .layout_no_wrap(words, theme::ui_font(13.0, weight), theme.text2);
        let width = galley.size().x;
        ui.painter().galley(pos2(x, at.y), galley, theme.text2);
        x += width + 10.0;
    }
}

fn draw_blocks(
    ui: &mut Ui,
    session: &Session,
    work: &Work,
    view: &mut ArticleView,
    out: &mut Vec<Command>,
) {
    let Some(marks) = work.marks() else {
        return;
    };
    let blocks = marks.blocks().clone();
    let focus = Focus::new(work);
    let ends = pointer::ends(work);
    let placed = view.placed.clone();
    for place in &placed {
        let Some(block) = blocks.get(place.block) else {
            continue;
        };
        let plan = decide::plan(work, &block.range, marks.marks_of(place.block), &focus);
        draw_block(ui, session, work, view, place, block, &plan, out);
        for end in &ends {
            if let Some(handle) = handle(ui, session, view, place, block, end) {
                pointer::handle_ui(ui, work, view, &handle, end, out);
            }
        }
    }
}

/// The handle of an end that stands in this block.
fn handle(
    ui: &Ui,
    session: &Session,
    view: &ArticleView,
    place: &Placed,
    block: &Block,
    end: &pointer::End,
) -> Option<paint::Handle> {
    if !holds(block, end.offset(), end.is_start) {
        return None;
    }
    let layout = view.laid_out(place.block)?;
    let canvas = canvas(ui.painter(), session, view, layout, place, block, ui);
    canvas.handle_at(end.offset() - block.range.start, end.is_start)
}

fn holds(block: &Block, offset: usize, is_start: bool) -> bool {
    if is_start {
        block.range.contains(&offset)
    } else {
        block.range.start < offset && offset <= block.range.end
    }
}

fn canvas<'a>(
    painter: &'a eframe::egui::Painter,
    session: &Session,
    view: &ArticleView,
    layout: &'a text::TextLayout,
    place: &Placed,
    block: &Block,
    ui: &Ui,
) -> Canvas<'a> {
    Canvas {
        painter,
        theme: theme::of(ui),
        layout,
        origin: place.origin,
        measure: view.measure(),
        scale: view::setting(block.style, session.settings()).size / 18.0,
        tag_scale: view::scale(session.settings()),
        tags: session.settings().tags,
        hovered: view.hover.as_ref().and_then(hover_card::Hover::mention),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one block needs what the whole article has, and its own place"
)]
fn draw_block(
    ui: &mut Ui,
    session: &Session,
    work: &Work,
    view: &ArticleView,
    place: &Placed,
    block: &Block,
    plan: &BlockPlan,
    out: &mut Vec<Command>,
) {
    let Some(layout) = view.laid_out(place.block) else {
        return;
    };
    let theme = theme::of(ui);
    let painter = ui.painter().clone();
    let canvas = canvas(&painter, session, view, layout, place, block, ui);
    canvas.paint_under(plan);
    let hits = hits_in(work, block);
    for (words, _) in &hits {
        canvas.fill(words, theme.warn_soft);
    }
    if let Some(words) = within(block, &work.caret().range()) {
        canvas.fill(&words, theme.accent_mid);
    }
    if let Some(Drag::End { span, .. }) = &view.drag
        && let Some(words) = within(block, &span.range())
    {
        canvas.fill(&words, theme.accent_soft);
    }
    layout.paint(&painter, place.origin, theme.text);
    canvas.paint_over(plan);
    paint_hits(&canvas, &hits);
    paint_caret(ui, work, layout, place, block, theme);
    for placed in canvas.place_brackets(&plan.brackets) {
        if placed.bracket.starts {
            badge_ui(
                ui,
                work,
                placed.bracket.claim,
                placed.bracket.number,
                placed.badge,
                out,
            );
        }
    }
    for entity in &plan.boxes {
        let pieces = layout.pieces(entity.bytes.clone());
        let Some(first) = pieces.first() else {
            continue;
        };
        let Some(mark) = work.marks().and_then(|marks| {
            let role = crate::session::marks::Role::Mention(entity.mention);
            marks
                .marks_of(place.block)
                .iter()
                .find(|mark| mark.role == role)
                .copied()
        }) else {
            continue;
        };
        let rect = Rect::from_min_max(
            place.origin + eframe::egui::vec2(first.left, first.baseline - 14.0),
            place.origin + eframe::egui::vec2(first.right, first.baseline + 5.0),
        );
        let id = Id::unique(("mark", entity.mention, place.block));
        let response = ui.interact(rect, id, Sense::hover());
        if let Some(name) = pointer::describe(work, &mark) {
            response.widget_info(|| WidgetInfo::labeled(WidgetRole::Button, true, &name));
        }
    }
}

/// The part of a document's byte range that lies in a block, in bytes of the block.
fn within(block: &Block, range: &std::ops::Range<usize>) -> Option<std::ops::Range<usize>> {
    let start = range.start.max(block.range.start);
    let end = range.end.min(block.range.end);
    (start < end).then(|| start - block.range.start..end - block.range.start)
}

/// The search hits in a block: bytes of the block, and whether it is the hit that the analyst stands on.
fn hits_in(work: &Work, block: &Block) -> Vec<(std::ops::Range<usize>, bool)> {
    let find = work.find();
    let hits = find.hits();
    let first = hits.partition_point(|hit| hit.end() <= block.range.start);
    let inside = hits[first..]
        .iter()
        .take_while(|hit| hit.start() < block.range.end);
    let numbered = inside.zip(first..);
    numbered
        .filter_map(|(hit, nth)| {
            let current = find.current() == Some(nth);
            Some((within(block, &hit.range())?, current))
        })
        .collect()
}

/// Hits have a line under them, so that they can be told from marks without colour.
fn paint_hits(canvas: &Canvas, hits: &[(std::ops::Range<usize>, bool)]) {
    for (words, current) in hits {
        for piece in canvas.layout.pieces(words.clone()) {
            let y = canvas.origin.y + piece.baseline + 4.0 * canvas.scale;
            let ends = (canvas.origin.x + piece.left, canvas.origin.x + piece.right);
            let width = if *current { 2.5 } else { 1.0 };
            let y = dashed::snap(canvas.painter, y, width);
            let stroke = Stroke::new(width, canvas.theme.warn);
            canvas.painter.hline(ends.0..=ends.1, y, stroke);
        }
    }
}

fn paint_caret(
    ui: &Ui,
    work: &Work,
    layout: &text::TextLayout,
    place: &Placed,
    block: &Block,
    theme: &Theme,
) {
    let caret = work.caret();
    let focused = ui.memory(|memory| memory.has_focus(article_id()));
    let here = block.range.contains(&caret.head) || block.range.end == caret.head;
    if focused && here && caret.range().is_empty() {
        let rect = layout
            .caret(caret.head - block.range.start)
            .translate(place.origin.to_vec2());
        let x = rect.left();
        let ends = rect.top() + rect.height() * 0.2..=rect.bottom() - rect.height() * 0.2;
        ui.painter().vline(x, ends, Stroke::new(1.5, theme.accent));
    }
}

/// The number of a claim: a click selects the claim.
fn badge_ui(
    ui: &Ui,
    work: &Work,
    claim: crate::model::ClaimId,
    number: usize,
    rect: Rect,
    out: &mut Vec<Command>,
) {
    let id = Id::unique(("claim number", claim));
    let response = ui.interact(rect.expand(3.0), id, Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let selected = work.selection().contains(Item::Claim(claim));
    response.widget_info(|| {
        WidgetInfo::selected(
            WidgetRole::Button,
            true,
            selected,
            format!("Claim {number}"),
        )
    });
    if response.clicked() {
        let mut selection = work.selection().clone();
        if ui.input(|input| input.modifiers.command) {
            selection.toggle(Item::Claim(claim));
        } else {
            selection = Selection::one(Item::Claim(claim));
        }
        out.push(Command::Select(selection));
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.expand(2.0),
            4.0,
            Stroke::new(2.0, theme::of(ui).accent),
            eframe::egui::StrokeKind::Outside,
        );
    }
}

/// Top and bottom of the selected words in the window, if some of them are there.
fn selected_lines(work: &Work, view: &ArticleView) -> Option<Rect> {
    let span = work.selected_words()?;
    let marks = work.marks()?;
    let mut lines: Option<Rect> = None;
    for place in &view.placed {
        let block = marks.blocks().get(place.block)?;
        let (Some(words), Some(layout)) =
            (within(block, &span.range()), view.laid_out(place.block))
        else {
            continue;
        };
        for piece in layout.pieces(words) {
            let rect = Rect::from_min_max(
                place.origin + eframe::egui::vec2(piece.left, piece.baseline - 16.0),
                place.origin + eframe::egui::vec2(piece.right, piece.baseline + 7.0),
            );
            lines = Some(lines.map_or(rect, |all| {
                Rect::from_min_max(
                    pos2(rect.left(), all.top()),
                    pos2(all.right().max(rect.right()), rect.bottom()),
                )
            }));
        }
    }
    lines
}

/// The menu of the right button: what can be done with what is selected.
fn context_menu(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    use crate::app::widgets::MenuItem;
    use crate::session::action::Action;
    for action in [
        Action::Accept,
        Action::Reject,
        Action::Kind,
        Action::MarkAll,
        Action::Merge,
        Action::Split,
        Action::AddClaim,
        Action::SetSource,
        Action::SetCue,
        Action::SetVia,
        Action::AddLink,
        Action::Copy,
        Action::Delete,
    ] {
        let info = action.info();
        if !action.is_enabled(session) {
            continue;
        }
        let keys = action
            .keys()
            .map(|keys| keys.to_string())
            .unwrap_or_default();
        if ui.add(MenuItem::new(info.label).keys(&keys)).clicked() {
            out.push(Command::Do(action));
            ui.close();
        }
    }
}
