//! Keyboard and names for one choice of several side by side: a group of radio buttons.
//!
//! Tab stops once, at the chosen cell or the first; the arrows, Home and End choose within.

use super::leave_enter;
use eframe::egui::{EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, WidgetInfo};

/// A group whose cells are numbered from 0.
pub(super) struct Choice {
    id: Id,
    count: usize,
    selected: Option<usize>,
}

impl Choice {
    /// Names the group that fills `rect`.
    pub fn new(
        ui: &Ui,
        rect: Rect,
        id: Id,
        label: &str,
        count: usize,
        selected: Option<usize>,
    ) -> Self {
        let group = ui.interact(rect, id, Sense::hover());
        group.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, ui.is_enabled(), label));
        Self {
            id,
            count,
            selected,
        }
    }

    /// Makes a cell, and returns the number of the cell that was chosen through this one, if any.
    pub fn cell(
        &self,
        ui: &Ui,
        rect: Rect,
        index: usize,
        label: &str,
    ) -> (Response, Option<usize>) {
        let id = self.id.with(index);
        let is_stop = index == self.selected.unwrap_or(0);
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let sense = if is_stop || has_focus {
            Sense::click()
        } else {
            Sense::CLICK
        };
        let response = ui.interact(rect, id, sense);
        let chosen = self.selected == Some(index);
        response.widget_info(|| {
            WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label)
        });
        leave_enter(ui, &response);
        if response.clicked() {
            return (response, Some(index));
        }
        let by_key = response.has_focus().then(|| self.by_key(ui, index));
        (response, by_key.flatten())
    }

    fn by_key(&self, ui: &Ui, index: usize) -> Option<usize> {
        let filter = EventFilter {
            horizontal_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id.with(index), filter));
        let last = self.count.saturating_sub(1);
        let next = ui.input(|input| {
            let steps = [
                (Key::ArrowLeft, index.saturating_sub(1)),
                (Key::ArrowRight, (index + 1).min(last)),
                (Key::Home, 0),
                (Key::End, last),
            ];
            steps
                .into_iter()
                .find(|(key, _)| input.key_pressed(*key))
                .map(|(_, next)| next)
        })?;
        if next == index && self.selected == Some(index) {
            return None;
        }
        ui.memory_mut(|memory| memory.request_focus(self.id.with(next)));
        Some(next)
    }
}
