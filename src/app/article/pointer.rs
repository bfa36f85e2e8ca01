//! The pointer in the article: select words, select marks, drag the ends of a mark.

use std::ops::Range;

use eframe::egui::{CursorIcon, Id, Pos2, Response, Sense, Ui, WidgetInfo};

use super::paint::Handle;
use super::sweep::{self, Sweep};
use super::view::{ArticleView, Geometry};
use crate::edit::Selection;
use crate::edit::actions::AnchorTarget;
use crate::model::{Anchor, MentionId, ReviewState, Span};
use crate::session::marks::{Block, Mark, Role};
use crate::session::{Caret, Command, Part, Work};
use crate::suggest::segment;

/// Speed at which a drag past the edge scrolls, in points a second for each point past it.
const EDGE_SCROLL: f32 = 6.0;

/// What the pointer is dragging.
#[derive(Clone, Debug, PartialEq)]
pub enum Drag {
    /// Selecting words from this byte on.
    Words {
        from: Range<usize>,
        /// What was selected before, for Escape.
        before: Caret,
    },
    /// Moving one end of an anchor; the other end stays.
    End {
        target: AnchorTarget,
        is_start: bool,
        /// The span as it would become.
        span: Span,
    },
}

/// Clicks and drags over the words.
pub fn pointer_ui(
    ui: &Ui,
    response: &Response,
    work: &Work,
    view: &mut ArticleView,
    geometry: &Geometry,
    out: &mut Vec<Command>,
) {
    let (Some(document), Some(marks)) = (work.active(), work.marks()) else {
        return;
    };
    let text = document.text.as_str();
    let blocks = marks.blocks();
    let swept = sweeps_ui(ui, response, work, view, out);
    if !swept && give_up(ui, view, out) {
        return;
    }
    let Some(at) = response.interact_pointer_pos() else {
        if matches!(view.drag, Some(Drag::Words { .. })) {
            view.drag = None;
        }
        return;
    };
    let modifiers = ui.input(|input| input.modifiers);
    if response.triple_clicked() {
        if let Some(offset) = view.offset_at(blocks, at) {
            let sentence = segment::sentence_at(text, offset);
            select(out, sentence);
        }
    } else if response.double_clicked() {
        let under = view.offset_under(blocks, at);
        if let Some(word) = under.and_then(|offset| segment::word_at(text, offset)) {
            select(out, word);
        }
    } else if response.clicked() {
        click(work, view, at, modifiers.command, modifiers.shift, out);
    } else if response.drag_started_by(eframe::egui::PointerButton::Primary) {
        let origin = ui.input(|input| input.pointer.press_origin()).unwrap_or(at);
        if let Some(offset) = view.offset_at(blocks, origin) {
            // A drag with Shift goes on from where the selection started.
            let start = if modifiers.shift {
                work.caret().anchor
            } else {
                offset
            };
            view.drag = Some(Drag::Words {
                from: start..start,
                before: work.caret(),
            });
        }
    }
    if response.dragged()
        && let Some(Drag::Words { from, .. }) = view.drag.clone()
        && let Some(offset) = view.offset_at(blocks, at)
    {
        out.push(dragged_words(text, from.start, offset, modifiers.alt));
        let past = (at.y - geometry.area.bottom()).max(0.0) - (geometry.area.top() - at.y).max(0.0);
        if past != 0.0 {
            let seconds = ui.input(|input| input.stable_dt).min(0.05);
            view.edge_scroll = past * EDGE_SCROLL * seconds;
            ui.ctx().request_repaint();
        }
    }
    if response.drag_stopped() {
        view.drag = None;
    }
}

/// Escape gives up a drag over words: what was selected before is selected again.
fn give_up(ui: &Ui, view: &mut ArticleView, out: &mut Vec<Command>) -> bool {
    let Some(Drag::Words { before, .. }) = view.drag.as_ref().filter(|_| sweep::escaped(ui)) else {
        return false;
    };
    out.push(Command::SetCaret {
        anchor: before.anchor,
        head: before.head,
    });
    view.drag = None;
    ui.ctx().stop_dragging();
    true
}

/// Drags that ended in this frame: those over words select, those of handles wait for their handle. Returns whether
/// one was over words.
fn sweeps_ui(
    ui: &Ui,
    response: &Response,
    work: &Work,
    view: &mut ArticleView,
    out: &mut Vec<Command>,
) -> bool {
    let (Some(document), Some(marks)) = (work.active(), work.marks()) else {
        return false;
    };
    let on_words = |at: Pos2| {
        response.rect.contains(at) && ui.ctx().layer_id_at(at) == Some(response.layer_id)
    };
    let swept = view.sweeps.ended(ui, on_words);
    let handles = std::mem::take(&mut view.handles);
    let on_handle = |sweep: &Sweep| handles.iter().any(|handle| handle.takes(sweep.from));
    let (handled, over_words): (Vec<Sweep>, Vec<Sweep>) = swept.into_iter().partition(on_handle);
    view.swept = handled;
    let any = !over_words.is_empty();
    for sweep in over_words {
        let Some(to) = view.offset_at(marks.blocks(), sweep.to) else {
            continue;
        };
        let from = match &view.drag {
            // The text may have scrolled since the press.
            Some(Drag::Words { from, .. }) => Some(from.start),
            _ if sweep.modifiers.shift => Some(work.caret().anchor),
            _ => view.offset_at(marks.blocks(), sweep.from),
        };
        if let Some(from) = from {
            let alt = ui.input(|input| input.modifiers.alt);
            out.push(dragged_words(&document.text, from, to, alt));
            response.request_focus();
        }
    }
    any
}

/// The selection that a drag from one byte to another means: whole words, or with Alt the characters themselves.
fn dragged_words(text: &str, from: usize, to: usize, by_characters: bool) -> Command {
    if by_characters || from == to {
        return Command::SetCaret {
            anchor: from,
            head: to,
        };
    }
    let words = segment::snap_to_words(text, from.min(to)..from.max(to));
    if from <= to {
        Command::SetCaret {
            anchor: words.start,
            head: words.end,
        }
    } else {
        Command::SetCaret {
            anchor: words.end,
            head: words.start,
        }
    }
}

fn select(out: &mut Vec<Command>, range: Range<usize>) {
    out.push(Command::SetCaret {
        anchor: range.start,
        head: range.end,
    });
}

/// A click selects the smallest mark under it; again at the same place, the next larger one.
fn click(
    work: &Work,
    view: &mut ArticleView,
    at: Pos2,
    toggle: bool,
    extend: bool,
    out: &mut Vec<Command>,
) {
    let Some(marks) = work.marks() else {
        return;
    };
    let blocks = marks.blocks();
    let offset = view.offset_at(blocks, at);
    if extend && let Some(offset) = offset {
        out.push(Command::SetCaret {
            anchor: work.caret().anchor,
            head: offset,
        });
        return;
    }
    let here = view
        .offset_under(blocks, at)
        .map_or(Vec::new(), |under| marks.at(under));
    let again = view.last_click.is_some_and(|last| last.distance(at) < 4.0);
    view.last_click = Some(at);
    let primary = work.selection().primary();
    let standing = here
        .iter()
        .position(|mark| Some(Work::item_of(mark.role)) == primary);
    let chosen = match standing {
        Some(nth) if again && !toggle => here.get((nth + 1) % here.len()),
        _ => here.first(),
    };
    if let Some(offset) = offset {
        view.stand_at(blocks, at, offset);
        out.push(Command::SetCaret {
            anchor: offset,
            head: offset,
        });
    }
    match chosen {
        Some(mark) if toggle => {
            let mut selection = work.selection().clone();
            selection.toggle(Work::item_of(mark.role));
            out.push(Command::Select(selection));
        }
        Some(mark) => choose(mark, out),
        None if !toggle => out.push(Command::Select(Selection::none())),
        None => {}
    }
}

fn choose(mark: &Mark, out: &mut Vec<Command>) {
    out.push(Command::Select(Selection::one(Work::item_of(mark.role))));
    let part = match mark.role {
        Role::Source(_) => Part::Source,
        Role::Cue(_) => Part::Cue,
        Role::Content(_) | Role::Mention(_) => Part::Content,
    };
    out.push(Command::FocusPart(part));
}

/// The end of an anchor that a handle moves.
pub struct End {
    pub target: AnchorTarget,
    pub anchor: Anchor,
    pub is_start: bool,
}

impl End {
    /// The span whose end it is.
    pub fn span(&self) -> Span {
        let spans = self.anchor.spans();
        if self.is_start {
            spans[0]
        } else {
            spans[spans.len() - 1]
        }
    }

    /// The byte at which it stands.
    pub fn offset(&self) -> usize {
        if self.is_start {
            self.span().start()
        } else {
            self.span().end()
        }
    }

    fn with(&self, span: Span) -> Option<Anchor> {
        let mut spans = self.anchor.spans().to_vec();
        let place = if self.is_start { 0 } else { spans.len() - 1 };
        spans[place] = span;
        Anchor::new(spans)
    }
}

/// One handle: draws it and lets it be dragged. Escape gives up the drag.
pub fn handle_ui(
    ui: &Ui,
    work: &Work,
    view: &mut ArticleView,
    handle: &Handle,
    end: &End,
    out: &mut Vec<Command>,
) {
    let id = Id::unique(("handle", end.target.item(), end.is_start));
    let bar = ui.interact(handle.bar_target(), id.with("bar"), Sense::drag());
    let bar = bar.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    let knob = ui.interact(handle.knob_target(), id, Sense::drag());
    let knob = knob.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    let side = if end.is_start { "Start" } else { "End" };
    knob.widget_info(|| {
        WidgetInfo::labeled(eframe::egui::Role::Button, true, format!("{side} of mark"))
    });
    let response = if bar.dragged() || bar.drag_stopped() {
        bar
    } else {
        knob
    };
    handle.paint(ui.painter(), crate::app::theme::of(ui));
    view.handles.push(*handle);
    let Some(text) = work.active().map(|document| document.text.clone()) else {
        return;
    };
    let swept = swept_end(view, handle, end);
    let dragged = response.dragged().then(|| response.interact_pointer_pos());
    if let Some(at) = swept.or(dragged.flatten())
        && let Some(blocks) = work.marks().map(|marks| marks.blocks().clone())
    {
        let by_characters = ui.input(|input| input.modifiers.alt);
        if let Some(span) = dragged_end(&text, view, &blocks, end, at, by_characters) {
            view.drag = Some(Drag::End {
                target: end.target,
                is_start: end.is_start,
                span,
            });
        }
    }
    // Where frames are slow, Escape and the release come in one: the drag has stopped then, and is given up still.
    let given_up = swept.is_none() && sweep::escaped(ui);
    if given_up && (response.dragged() || response.drag_stopped()) {
        ui.ctx().stop_dragging();
        view.drag = None;
    }
    if (response.drag_stopped() || swept.is_some())
        && let Some(Drag::End {
            span,
            target,
            is_start,
        }) = view.drag.take()
        && (target, is_start) == (end.target, end.is_start)
        && span != end.span()
    {
        out.push(Command::SetAnchor(end.target, end.with(span)));
    }
}

/// Where the drag of this handle ended, if it did in this frame.
fn swept_end(view: &mut ArticleView, handle: &Handle, end: &End) -> Option<Pos2> {
    let is_other = match &view.drag {
        Some(Drag::End {
            target, is_start, ..
        }) => (*target, *is_start) != (end.target, end.is_start),
        _ => false,
    };
    let begins = |sweep: &Sweep| handle.takes(sweep.from);
    let at = view.swept.iter().position(begins).filter(|_| !is_other)?;
    Some(view.swept.remove(at).to)
}

fn dragged_end(
    text: &str,
    view: &ArticleView,
    blocks: &[Block],
    end: &End,
    at: Pos2,
    by_characters: bool,
) -> Option<Span> {
    let offset = view.offset_at(blocks, at)?;
    let span = end.span();
    let range = if end.is_start {
        offset.min(span.end())..span.end()
    } else {
        span.start()..offset.max(span.start())
    };
    if by_characters {
        return Span::new(text, range);
    }
    let snapped = segment::snap_to_words(text, range);
    let range = if end.is_start {
        snapped.start..span.end()
    } else {
        span.start()..snapped.end
    };
    Span::new(text, range)
}

/// The ends of the anchor that handles and keys change.
pub fn ends(work: &Work) -> Vec<End> {
    let Some(target) = work.anchor_target() else {
        return Vec::new();
    };
    let Some(anchor) = target.anchor(work.project()).cloned() else {
        return Vec::new();
    };
    let end = |is_start| End {
        target,
        anchor: anchor.clone(),
        is_start,
    };
    vec![end(true), end(false)]
}

/// A stable name for a mention's mark, for assistive technology and tests.
pub fn describe(work: &Work, mention: MentionId, state: ReviewState) -> Option<String> {
    let mention = work.project().mention(mention)?;
    let entity = work.project().entity(mention.entity)?;
    let kind = work.project().schema().get(&entity.kind)?;
    let state = state.label().to_lowercase();
    Some(format!("{}: {}, {state}", kind.name, entity.name))
}
