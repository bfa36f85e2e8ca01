//! Draws the blocks in the window: words, marks, hits, caret, numbers, handles, and links between claims.

use std::ops::Range;

use eframe::egui::{
    CursorIcon, Id, Painter, Rect, Role as WidgetRole, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::article_id;
use super::comfort;
use super::decide::{self, BlockPlan, Bracket, EntityBox, Focus};
use super::hover_card;
use super::links;
use super::paint::{Canvas, Handle, More};
use super::pointer::{self, Drag};
use super::text::TextLayout;
use super::view::{self, ArticleView, Placed};
use crate::app::theme;
use crate::app::widgets::dashed;
use crate::edit::{Item, Selection};
use crate::model::ClaimId;
use crate::session::marks::Block;
use crate::session::{Command, Session, Work};
use crate::suggest::segment;

pub(super) fn draw_blocks(
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
    let in_focus = comfort::in_focus(work, view, session.settings());
    let placed = view.placed.clone();
    let mut badges: Vec<(ClaimId, Rect)> = Vec::new();
    for place in &placed {
        let Some(block) = blocks.get(place.block) else {
            continue;
        };
        let mut plan = decide::plan(work, &block.range, marks.marks_of(place.block), &focus);
        let apart = in_focus
            .as_ref()
            .is_some_and(|focus| !focus.contains(&place.block));
        if apart && within(block, &work.caret().range()).is_none() {
            plan.set_aside();
        }
        if let (Some(geometry), Some(layout)) = (view.geometry, view.laid_out(place.block)) {
            comfort::number_ui(ui, session.settings(), &geometry, &blocks, place, layout);
        }
        draw_block(
            ui,
            session,
            work,
            view,
            place,
            block,
            &plan,
            &mut badges,
            out,
        );
        for end in &ends {
            if let Some(handle) = handle(ui, session, view, place, block, end) {
                pointer::handle_ui(ui, work, view, &handle, end, out);
            }
        }
    }
    let mirrored = view.geometry.is_some_and(|geometry| geometry.mirrored);
    links::paint_links(ui, work, &badges, mirrored);
}

/// The handle of an end that stands in this block.
fn handle(
    ui: &Ui,
    session: &Session,
    view: &ArticleView,
    place: &Placed,
    block: &Block,
    end: &pointer::End,
) -> Option<Handle> {
    if !holds(block, end.offset(), end.is_start) {
        return None;
    }
    let layout = view.laid_out(place.block)?;
    let text = session.work()?.active()?.text.clone();
    let offset = end.offset();
    let character = if end.is_start {
        offset..segment::next_grapheme(&text, offset)
    } else {
        segment::prev_grapheme(&text, offset)..offset
    };
    let canvas = canvas(ui.painter(), session, view, layout, place, block, ui);
    let mark = within(block, &end.span().range())?;
    canvas.handle_at(&within(block, &character)?, &mark, end.is_start)
}

fn holds(block: &Block, offset: usize, is_start: bool) -> bool {
    if is_start {
        block.range.contains(&offset)
    } else {
        block.range.start < offset && offset <= block.range.end
    }
}

fn canvas<'a>(
    painter: &'a Painter,
    session: &Session,
    view: &ArticleView,
    layout: &'a TextLayout,
    place: &Placed,
    block: &Block,
    ui: &Ui,
) -> Canvas<'a> {
    let window = painter.clip_rect().translate(-place.origin.to_vec2());
    let line = layout.line_span(0).1;
    Canvas {
        painter,
        theme: theme::of(ui),
        layout,
        origin: place.origin,
        lines: layout.lines_between(window.top() - line, window.bottom() + line),
        measure: view.measure(),
        mirrored: view.geometry.is_some_and(|geometry| geometry.mirrored),
        gutter: view.geometry.map_or(0.0, |geometry| geometry.gutter()),
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
    badges: &mut Vec<(ClaimId, Rect)>,
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
    let ink = if plan.aside { theme.text3 } else { theme.text };
    layout.paint(&painter, place.origin, ink);
    canvas.paint_over(plan);
    paint_hits(&canvas, &hits);
    paint_caret(ui, work, view, layout, place, block);
    let rail = canvas.place_brackets(&plan.brackets);
    for placed in &rail.brackets {
        if let Some(badge) = placed.badge {
            badges.push((placed.bracket.claim, badge));
            badge_ui(
                ui,
                work,
                placed.bracket.claim,
                placed.bracket.number,
                badge,
                out,
            );
        }
    }
    for more in &rail.more {
        badges.extend(more.claims.iter().map(|bracket| (bracket.claim, more.rect)));
        more_ui(ui, work, more, out);
    }
    for entity in &plan.boxes {
        name_mark(ui, work, layout, place, entity);
    }
}

/// Tells assistive technology what a mark is.
fn name_mark(ui: &Ui, work: &Work, layout: &TextLayout, place: &Placed, entity: &EntityBox) {
    let line = layout.line_of(entity.bytes.start);
    let pieces = layout.pieces_on(line..line + 2, entity.bytes.clone());
    let Some(first) = pieces.first() else {
        return;
    };
    let rect = Rect::from_min_max(
        place.origin + vec2(first.left, first.baseline - 14.0),
        place.origin + vec2(first.right, first.baseline + 5.0),
    );
    if !ui.clip_rect().intersects(rect) {
        return;
    }
    let id = Id::unique(("mark", entity.mention, place.block));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| {
        let name = pointer::describe(work, entity.mention, entity.state);
        WidgetInfo::labeled(WidgetRole::Button, true, name.unwrap_or_default())
    });
}

/// The part of a document's byte range that lies in a block, in bytes of the block.
fn within(block: &Block, range: &Range<usize>) -> Option<Range<usize>> {
    let start = range.start.max(block.range.start);
    let end = range.end.min(block.range.end);
    (start < end).then(|| start - block.range.start..end - block.range.start)
}

/// The search hits in a block: bytes of the block, and whether it is the hit that the analyst stands on.
fn hits_in(work: &Work, block: &Block) -> Vec<(Range<usize>, bool)> {
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
fn paint_hits(canvas: &Canvas, hits: &[(Range<usize>, bool)]) {
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
    view: &ArticleView,
    layout: &TextLayout,
    place: &Placed,
    block: &Block,
) {
    let theme = theme::of(ui);
    let caret = work.caret();
    let focused = ui.memory(|memory| memory.has_focus(article_id()));
    let marks = work.marks();
    let here = marks.is_some_and(|marks| marks.block_at(caret.head) == place.block);
    if focused && here && caret.range().is_empty() {
        let rect = view.caret_in(layout, block.range.start, caret.head);
        let rect = rect.translate(place.origin.to_vec2());
        let x = rect.left();
        let ends = rect.top() + rect.height() * 0.2..=rect.bottom() - rect.height() * 0.2;
        ui.painter().vline(x, ends, Stroke::new(1.5, theme.accent));
    }
}

/// The number of a claim: a click selects the claim.
fn badge_ui(
    ui: &Ui,
    work: &Work,
    claim: ClaimId,
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
            StrokeKind::Outside,
        );
    }
}

/// What stands for claims whose numbers have no room: each click selects the next of them.
fn more_ui(ui: &Ui, work: &Work, more: &More, out: &mut Vec<Command>) {
    let Some(first) = more.claims.first() else {
        return;
    };
    let id = Id::unique(("more claims", first.claim));
    let response = ui.interact(more.rect.expand(3.0), id, Sense::click());
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let numbers = more.claims.iter().map(|bracket| bracket.number.to_string());
    let name = format!("More claims: {}", numbers.collect::<Vec<_>>().join(", "));
    response.widget_info(|| WidgetInfo::labeled(WidgetRole::Button, true, &name));
    let response = response.on_hover_text(&name);
    if response.clicked() {
        let selected = work.selection().primary();
        let is_selected = |bracket: &&Bracket| Some(Item::Claim(bracket.claim)) == selected;
        let standing = more.claims.iter().position(is_selected);
        let next = standing.map_or(0, |nth| (nth + 1) % more.claims.len());
        if let Some(next) = more.claims.get(next) {
            let selection = Selection::one(Item::Claim(next.claim));
            out.push(Command::Select(selection));
        }
    }
}

/// Top and bottom of the selected words in the window, if some of them are there.
pub(super) fn selected_lines(work: &Work, view: &ArticleView) -> Option<Rect> {
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
                place.origin + vec2(piece.left, piece.baseline - 16.0),
                place.origin + vec2(piece.right, piece.baseline + 7.0),
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
