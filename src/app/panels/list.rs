//! What all lists share: choosing one row or several by pointer and keys, and keeping the chosen row in view.

use eframe::egui::{EventFilter, Key, Modifiers, Response, ScrollArea, Ui};

use super::list_head::{BAR, foot};
use super::place::visible_rows;
use crate::edit::{Item, Selection};
use crate::model::{ClaimId, EntityId};
use crate::session::{Command, Work};

/// The rows of a list, in order.
#[derive(Clone, Copy)]
pub enum Rows<'a> {
    Entities(&'a [EntityId]),
    Claims(&'a [ClaimId]),
}

impl Rows<'_> {
    pub fn len(self) -> usize {
        match self {
            Self::Entities(ids) => ids.len(),
            Self::Claims(ids) => ids.len(),
        }
    }

    /// The row’s thing; `None` past the end.
    pub fn at(self, index: usize) -> Option<Item> {
        match self {
            Self::Entities(ids) => ids.get(index).copied().map(Item::Entity),
            Self::Claims(ids) => ids.get(index).copied().map(Item::Claim),
        }
    }

    /// The row that shows something; a mention is shown by its entity.
    fn position(self, work: &Work, item: Item) -> Option<usize> {
        match (self, item) {
            (Self::Entities(ids), Item::Entity(id)) => ids.iter().position(|other| *other == id),
            (Self::Entities(_), Item::Mention(id)) => {
                let entity = work.project().mention(id)?.entity;
                self.position(work, Item::Entity(entity))
            }
            (Self::Claims(ids), Item::Claim(id)) => ids.iter().position(|other| *other == id),
            _ => None,
        }
    }

    /// The things from one row to another, in that direction.
    fn between(self, from: usize, to: usize) -> Vec<Item> {
        let mut items: Vec<_> = (from.min(to)..=from.max(to))
            .filter_map(|index| self.at(index))
            .collect();
        if to < from {
            items.reverse();
        }
        items
    }
}

/// What a list remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct ListState {
    /// Where a choice with Shift starts.
    anchor: Option<Item>,
    /// The row that gets the keyboard when it is next shown.
    focus: Option<Item>,
    /// The primary selection when the list was last shown.
    seen: Option<Item>,
    scroll_to: Option<usize>,
    /// Scroll offset and height of the view, in points.
    offset: f32,
    height: f32,
}

impl ListState {
    /// Gives the keyboard to a row when it is next shown.
    pub fn focus(&mut self, item: Item) {
        self.focus = Some(item);
    }

    /// Gives the keyboard to the selected row, else to the first.
    pub fn focus_some(&mut self, work: &Work, rows: Rows<'_>) {
        let selected = work.selection().primary();
        let at = selected.and_then(|item| rows.position(work, item));
        if let Some(item) = rows.at(at.unwrap_or(0)) {
            self.reveal(work, rows, item);
            self.focus = Some(item);
        }
    }

    /// Scrolls to a row, if the list has it, and tells whether it does.
    pub fn reveal(&mut self, work: &Work, rows: Rows<'_>, item: Item) -> bool {
        self.scroll_to = rows.position(work, item);
        self.scroll_to.is_some()
    }

    /// Shows the first rows: what was typed into the filter changed which they are.
    pub fn show_first(&mut self) {
        self.scroll_to = Some(0);
    }

    /// Shows the selected row, else the first, with the next frame.
    pub fn show_selected_or_first(&mut self, work: &Work, rows: Rows<'_>) {
        let selected = work.selection().primary();
        let at = selected.and_then(|item| rows.position(work, item));
        self.scroll_to = Some(at.unwrap_or(0));
    }

    /// Shows the rows that are in view. `row` makes one and returns its ground.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        work: &Work,
        rows: Rows<'_>,
        height: f32,
        out: &mut Vec<Command>,
        mut row: impl FnMut(&mut Ui, Item, eframe::egui::Rect, &mut Vec<Command>) -> Response,
    ) {
        self.follow(work, rows);
        let foot = foot(work, rows);
        let mut area = ScrollArea::vertical().auto_shrink(false);
        if let Some(offset) = self.offset_to_show(ui, height, foot) {
            area = area.vertical_scroll_offset(offset);
        }
        let shown = area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            visible_rows(ui, height, rows.len(), |ui, index, rect| {
                if let Some(item) = rows.at(index) {
                    let response = row(ui, item, rect, out);
                    self.after_row(ui, work, rows, index, &response, out);
                }
            });
            // Always there, so that rows don't move when the bar for several comes or goes.
            ui.add_space(BAR);
        });
        self.offset = shown.state.clamped_offset().y;
        self.height = shown.inner_rect.height();
    }

    /// Brings what was selected elsewhere into view.
    fn follow(&mut self, work: &Work, rows: Rows<'_>) {
        let primary = work.selection().primary();
        if primary != self.seen {
            self.seen = primary;
            let at = primary.and_then(|item| rows.position(work, item));
            self.scroll_to = at.or(self.scroll_to);
        }
    }

    /// `foot` is what lies over the last rows, in points.
    fn offset_to_show(&mut self, ui: &Ui, height: f32, foot: f32) -> Option<f32> {
        let index = self.scroll_to?;
        if self.height <= 0.0 {
            // The list has no size before its first frame.
            ui.ctx().request_repaint();
            return None;
        }
        self.scroll_to = None;
        let top = height * index as f32;
        let room = self.height - foot;
        if top < self.offset {
            Some(top)
        } else if top + height > self.offset + room {
            Some(top + height - room)
        } else {
            None
        }
    }

    fn after_row(
        &mut self,
        ui: &Ui,
        work: &Work,
        rows: Rows<'_>,
        index: usize,
        response: &Response,
        out: &mut Vec<Command>,
    ) {
        let Some(item) = rows.at(index) else {
            return;
        };
        if self.focus == Some(item) {
            self.focus = None;
            response.request_focus();
        }
        if response.clicked() {
            response.request_focus();
            let modifiers = ui.input(|input| input.modifiers);
            if modifiers.shift {
                self.extend(work, rows, index, out);
            } else if modifiers.command {
                self.anchor = Some(item);
                out.push(Command::Select(toggled(work, item)));
            } else {
                self.anchor = Some(item);
                out.push(Command::GoTo(item));
            }
        }
        if response.secondary_clicked() && !is_selected(work, item) {
            self.anchor = Some(item);
            out.push(Command::Select(Selection::one(item)));
        }
        if response.has_focus() {
            self.keys(ui, work, rows, index, response, out);
        }
    }

    fn extend(&mut self, work: &Work, rows: Rows<'_>, to: usize, out: &mut Vec<Command>) {
        let anchor = self.anchor.or(work.selection().primary());
        let from = anchor.and_then(|item| rows.position(work, item));
        let items = rows.between(from.unwrap_or(to), to);
        self.anchor = self.anchor.or(items.first().copied());
        out.push(Command::Select(Selection::many(items)));
    }

    fn keys(
        &mut self,
        ui: &Ui,
        work: &Work,
        rows: Rows<'_>,
        index: usize,
        response: &Response,
        out: &mut Vec<Command>,
    ) {
        let filter = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let page = 10;
        let last = rows.len().saturating_sub(1);
        let steps = [
            (Key::ArrowUp, index.saturating_sub(1)),
            (Key::ArrowDown, (index + 1).min(last)),
            (Key::PageUp, index.saturating_sub(page)),
            (Key::PageDown, (index + page).min(last)),
            (Key::Home, 0),
            (Key::End, last),
        ];
        for (key, to) in steps {
            let extends = ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
            let moves = ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            let Some(item) = rows.at(to).filter(|_| extends || moves) else {
                continue;
            };
            self.focus = Some(item);
            self.scroll_to = Some(to);
            if extends {
                self.anchor = self.anchor.or(rows.at(index));
                self.extend(work, rows, to, out);
            } else {
                self.anchor = Some(item);
                out.push(Command::GoTo(item));
            }
            ui.ctx().request_repaint();
            return;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::A)) {
            let mut items = rows.between(0, last);
            items.extend(rows.at(index));
            out.push(Command::Select(Selection::many(items)));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete)) {
            let item = rows.at(index);
            let items = match item {
                Some(item) if is_selected(work, item) => selected_rows(work, rows),
                _ => item.into_iter().collect(),
            };
            self.focus = rows
                .at(index + 1)
                .or(index.checked_sub(1).and_then(|i| rows.at(i)));
            out.push(Command::Delete(items));
        }
    }
}

/// Whether a row is drawn as selected; an entity is so through its mentions.
pub fn is_selected(work: &Work, item: Item) -> bool {
    let selection = work.selection();
    match item {
        Item::Entity(id) => selection.items().iter().any(|other| match other {
            Item::Entity(other) => *other == id,
            Item::Mention(mention) => work
                .project()
                .mention(*mention)
                .is_some_and(|mention| mention.entity == id),
            _ => false,
        }),
        item => selection.contains(item),
    }
}

/// The selected things that this list is of, in the order in which they were chosen.
pub fn selected_rows(work: &Work, rows: Rows<'_>) -> Vec<Item> {
    match rows {
        Rows::Entities(_) => work
            .selected_entities()
            .into_iter()
            .map(Item::Entity)
            .collect(),
        Rows::Claims(_) => work.selection().claims().map(Item::Claim).collect(),
    }
}

/// What a menu on this row changes: all selected rows if it is one of them, else this one.
pub fn meant(work: &Work, rows: Rows<'_>, item: Item) -> Vec<Item> {
    if is_selected(work, item) {
        selected_rows(work, rows)
    } else {
        vec![item]
    }
}

/// Adds the row to the selection or takes it out, its mentions included.
fn toggled(work: &Work, item: Item) -> Selection {
    if !is_selected(work, item) {
        let mut selection = work.selection().clone();
        selection.add(item);
        return selection;
    }
    let of_row = |other: &Item| match (other, item) {
        (Item::Mention(mention), Item::Entity(id)) => work
            .project()
            .mention(*mention)
            .is_some_and(|mention| mention.entity == id),
        (other, item) => *other == item,
    };
    let kept = work
        .selection()
        .items()
        .iter()
        .filter(|other| !of_row(other));
    Selection::many(kept.copied())
}
