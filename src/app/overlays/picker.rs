//! A search line over a list: what the palette and the choosers share. The keyboard stays in the search line;
//! ↑ ↓ move in the list, Enter takes, and the pointer does both.
//!
//! It knows nothing of commands: a line carries a value, which comes back when it is taken.

use super::dialog::TOP;
use super::matching::{Haystack, Hit, Needle};
use super::picker_row::{ROW, paint_row};
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{Icon, key_cap, text};
use crate::model::{Kind, LinkKind};
use eframe::egui::{
    Align, Align2, Frame, Id, Key, Layout, Margin, Modifiers, Rect, RichText, Role, ScrollArea,
    Sense, Stroke, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

/// What stands before a line's words.
#[derive(Clone, Debug, Default)]
pub(super) enum Lead {
    #[default]
    None,
    Kind(Kind),
    Number(usize),
    Link(LinkKind),
    Icon(Icon),
}

/// One line to choose.
#[derive(Clone, Debug)]
pub(super) struct Entry<T> {
    /// Lines of one group follow one another under its name.
    pub group: &'static str,
    pub lead: Lead,
    pub label: String,
    /// The source's words after the label.
    pub detail: String,
    /// Found too, but not shown.
    pub also: String,
    /// At the end of the line.
    pub note: String,
    pub keys: String,
    /// A line that is off is shown, but can't be taken.
    pub enabled: bool,
    pub value: T,
}

impl<T> Entry<T> {
    pub fn new(group: &'static str, label: impl Into<String>, value: T) -> Self {
        Self {
            group,
            lead: Lead::None,
            label: label.into(),
            detail: String::new(),
            also: String::new(),
            note: String::new(),
            keys: String::new(),
            enabled: true,
            value,
        }
    }

    /// The same line with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Entry<U> {
        Entry {
            group: self.group,
            lead: self.lead,
            label: self.label,
            detail: self.detail,
            also: self.also,
            note: self.note,
            keys: self.keys,
            enabled: self.enabled,
            value: change(self.value),
        }
    }
}

/// The words around the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'a> {
    /// Stands in the empty search line, and names it.
    pub hint: &'a str,
    /// At the end of the search line.
    pub aside: &'a str,
    /// What Enter does.
    pub verb: &'a str,
    /// What the lines are, in the plural: “6 of 80 commands”.
    pub plural: &'a str,
    pub empty: &'a str,
}

/// A line of the list as it is shown.
enum Line {
    Heading(&'static str),
    /// Number of the entry, and why it is here.
    Entry(usize, Hit),
}

const HEADING: f32 = 28.0;
/// Height of the search line and of the foot.
const SEARCH: f32 = 46.0;
const FOOT: f32 = 31.0;
/// The list's greatest height.
const LIST: f32 = 400.0;
/// What Page Up and Page Down pass over.
const PAGE: usize = 8;

pub(super) struct Picker<T> {
    pub query: String,
    entries: Vec<Entry<T>>,
    lines: Vec<Line>,
    /// What the lines were made for.
    ranked: Option<String>,
    /// Number of the line that Enter takes.
    cursor: usize,
    /// The list scrolls to the cursor.
    follow: bool,
    /// The search line.
    field: Option<Id>,
}

impl<T> Default for Picker<T> {
    fn default() -> Self {
        Self {
            query: String::new(),
            entries: Vec::new(),
            lines: Vec::new(),
            ranked: None,
            cursor: 0,
            follow: false,
            field: None,
        }
    }
}

impl<T: Clone> Picker<T> {
    /// Replaces what can be chosen. Groups are shown in the order of their first lines.
    pub fn fill(&mut self, entries: Vec<Entry<T>>) {
        self.entries = entries;
        self.ranked = None;
    }

    pub fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// Starts anew with other lines.
    pub fn restart(&mut self, entries: Vec<Entry<T>>) {
        self.query.clear();
        self.fill(entries);
    }

    /// The search line; returns whether Enter was pressed.
    pub fn search_ui(&mut self, ui: &mut Ui, words: &Words<'_>, opening: bool) -> bool {
        let enter = self.take_keys(ui);
        let theme = theme::of(ui);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), SEARCH));
        let square =
            Rect::from_center_size(pos2(rect.left() + 25.0, rect.center().y), Vec2::splat(18.0));
        Icon::Search.paint(ui.painter(), square, 16.0, theme.text2);
        let small = ui_font(11.0, Weight::Regular);
        let aside = text::line(ui, words.aside, small, theme.text2, rect.width() * 0.55);
        let aside_width = aside.size().x;
        let end = rect.right_center() - vec2(16.0, 0.0);
        text::paint(ui.painter(), aside, Align2::RIGHT_CENTER, end);
        let inner = Rect::from_min_max(
            pos2(rect.left() + 43.0, rect.top()),
            pos2(rect.right() - aside_width - 28.0, rect.bottom()),
        );
        let id = ui.scope_id().with("query");
        self.field = Some(id);
        let font = ui_font(15.0, Weight::Regular);
        let edit = TextEdit::singleline(&mut self.query)
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .min_size(inner.size())
            .desired_width(inner.width())
            .align(Align2::LEFT_CENTER)
            .font(font.clone())
            .text_color(theme.text)
            .hint_text(RichText::new(words.hint).font(font).color(theme.text3));
        let response = ui.new_child(UiBuilder::new().max_rect(inner)).add(edit);
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(words.hint));
        if opening || (!response.has_focus() && ui.memory(|m| m.focused().is_none())) {
            response.request_focus();
        }
        let line = Stroke::new(HAIRLINE, theme.line);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        enter
    }

    /// List and foot; returns what was taken. `filter` is what of the query the lines must answer.
    pub fn list_ui(
        &mut self,
        ui: &mut Ui,
        words: &Words<'_>,
        filter: &str,
        enter: bool,
    ) -> Option<T> {
        self.rank(filter);
        let clicked = self.lines_ui(ui, words);
        self.foot_ui(ui, words);
        let taken = clicked.or(if enter { Some(self.cursor) } else { None })?;
        match self.lines.get(taken) {
            Some(Line::Entry(entry, _)) if self.entries[*entry].enabled => {
                Some(self.entries[*entry].value.clone())
            }
            _ => None,
        }
    }

    /// Takes the keys that would else move the caret of the search line. Returns whether Enter was among them.
    fn take_keys(&mut self, ui: &Ui) -> bool {
        let taken = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let steps = [
            (Key::ArrowUp, -1_isize),
            (Key::ArrowDown, 1),
            (Key::PageUp, -(PAGE as isize)),
            (Key::PageDown, PAGE as isize),
        ];
        for (key, by) in steps {
            if taken(key) {
                self.step(by);
            }
        }
        taken(Key::Enter)
    }

    fn is_entry(&self, line: usize) -> bool {
        matches!(self.lines.get(line), Some(Line::Entry(..)))
    }

    /// Moves over entries; one step past an end comes in at the other.
    fn step(&mut self, by: isize) {
        let entries: Vec<usize> = (0..self.lines.len())
            .filter(|line| self.is_entry(*line))
            .collect();
        let Some(last) = entries.len().checked_sub(1) else {
            return;
        };
        let at = entries.iter().position(|line| *line == self.cursor);
        let at = at.unwrap_or(0);
        let next = match by {
            -1 if at == 0 => last,
            1 if at == last => 0,
            _ => at.saturating_add_signed(by).min(last),
        };
        self.cursor = entries[next];
        self.follow = true;
    }

    fn rank(&mut self, filter: &str) {
        if self.ranked.as_deref() == Some(filter) {
            return;
        }
        let mut needle = Needle::new(filter);
        let mut hits: Vec<(usize, Hit)> = Vec::new();
        for (number, entry) in self.entries.iter().enumerate() {
            let hay = Haystack {
                label: &entry.label,
                detail: &entry.detail,
                also: &entry.also,
            };
            hits.extend(needle.find(hay).map(|hit| (number, hit)));
        }
        let mut groups: Vec<&'static str> = Vec::new();
        for entry in &self.entries {
            if !groups.contains(&entry.group) {
                groups.push(entry.group);
            }
        }
        let place = |entry: usize| {
            let group = self.entries[entry].group;
            groups.iter().position(|other| *other == group)
        };
        // Stable: equally good lines keep their order.
        hits.sort_by_cached_key(|(entry, hit)| (place(*entry), std::cmp::Reverse(hit.score)));
        self.lines.clear();
        let mut group = "";
        for (entry, hit) in hits {
            let its = self.entries[entry].group;
            if its != group && !its.is_empty() {
                self.lines.push(Line::Heading(its));
            }
            group = its;
            self.lines.push(Line::Entry(entry, hit));
        }
        self.cursor = (0..self.lines.len())
            .find(|line| self.is_entry(*line))
            .unwrap_or(0);
        self.follow = true;
        self.ranked = Some(filter.to_owned());
    }

    fn height(line: &Line) -> f32 {
        match line {
            Line::Heading(_) => HEADING,
            Line::Entry(..) => ROW,
        }
    }

    fn lines_ui(&mut self, ui: &mut Ui, words: &Words<'_>) -> Option<usize> {
        let theme = theme::of(ui);
        if self.lines.is_empty() {
            let size = vec2(ui.available_width(), 56.0);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            let font = ui_font(13.0, Weight::Regular);
            let galley = text::line(ui, words.empty, font, theme.text3, rect.width() - 32.0);
            let left = rect.left_center() + vec2(16.0, 0.0);
            text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.empty));
            return None;
        }
        let room = ui.ctx().content_rect().height() - TOP - SEARCH - FOOT - 40.0;
        let total: f32 = self.lines.iter().map(Self::height).sum::<f32>() + 12.0;
        ScrollArea::vertical()
            .max_height(room.clamp(3.0 * ROW, LIST))
            .auto_shrink([false, true])
            .show_viewport(ui, |ui, visible| {
                ui.set_height(total);
                let origin = ui.max_rect().min + vec2(0.0, 6.0);
                self.visible_lines_ui(ui, origin, visible)
            })
            .inner
    }

    fn visible_lines_ui(
        &mut self,
        ui: &mut Ui,
        origin: eframe::egui::Pos2,
        visible: Rect,
    ) -> Option<usize> {
        let width = ui.available_width();
        let pointer_moves = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
        let mut clicked = None;
        let mut hovered = None;
        let mut top = 0.0;
        let list = ui.scope_id().with("lines");
        let mut at_cursor = None;
        for (number, line) in self.lines.iter().enumerate() {
            let height = Self::height(line);
            let rect = Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(width, height));
            let is_cursor = number == self.cursor;
            if is_cursor && self.follow {
                ui.scroll_to_rect(rect.expand2(vec2(0.0, 6.0)), None);
            }
            let seen = top + height >= visible.top() && top <= visible.bottom();
            top += height;
            if !seen {
                continue;
            }
            match line {
                Line::Heading(words) => paint_heading(ui, rect, words),
                Line::Entry(entry, hit) => {
                    let entry = &self.entries[*entry];
                    let id = list.with(number);
                    // Without its focus: the keyboard stays in the search line.
                    let response = ui.interact(rect, id, Sense::CLICK);
                    if response.hovered() && pointer_moves {
                        hovered = Some(number);
                    }
                    if response.clicked() {
                        clicked = Some(number);
                    }
                    if is_cursor {
                        let theme = theme::of(ui);
                        let ground = rect.shrink2(vec2(6.0, 0.0));
                        ui.painter()
                            .rect_filled(ground, RADIUS_CONTROL, theme.accent_soft);
                    }
                    paint_row(ui, rect, entry, hit);
                    let name = spoken(entry);
                    response.widget_info(|| {
                        WidgetInfo::labeled(Role::ListBoxOption, entry.enabled, &name)
                    });
                    ui.ctx().accesskit_node_builder(id, |node| {
                        node.set_selected(is_cursor);
                        if !entry.enabled {
                            node.set_disabled();
                        }
                    });
                    if is_cursor {
                        at_cursor = Some(id);
                    }
                }
            }
        }
        if let (Some(query), Some(at)) = (self.field, at_cursor) {
            // What a screen reader follows while the keyboard stays in the search line.
            ui.ctx().accesskit_node_builder(query, |node| {
                node.set_active_descendant(at.accesskit_id());
            });
        }
        self.follow = false;
        self.cursor = hovered.unwrap_or(self.cursor);
        clicked
    }

    fn foot_ui(&self, ui: &mut Ui, words: &Words<'_>) {
        let theme = theme::of(ui);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), FOOT));
        let line = Stroke::new(HAIRLINE, theme.line);
        ui.painter().hline(rect.x_range(), rect.top(), line);
        let inside = rect.shrink2(vec2(16.0, 0.0));
        let left = Layout::left_to_right(Align::Center);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inside).layout(left));
        let small = |words: &str| {
            let font = ui_font(12.0, Weight::Regular);
            RichText::new(words.to_owned())
                .font(font)
                .color(theme.text2)
        };
        for (keys, what) in [("↑ ↓", "Move"), ("Enter", words.verb), ("Esc", "Close")] {
            key_cap(&mut child, keys);
            child.label(small(what));
            child.add_space(6.0);
        }
        let found = self.lines.iter();
        let found = found.filter(|line| matches!(line, Line::Entry(..))).count();
        let counted = if found == self.entries.len() {
            format!("{found} {}", words.plural)
        } else {
            format!("{found} of {} {}", self.entries.len(), words.plural)
        };
        child.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(small(&counted));
        });
    }
}

fn paint_heading(ui: &Ui, rect: Rect, words: &str) {
    let theme = theme::of(ui);
    let font = ui_font(11.0, Weight::SemiBold);
    let galley = text::line(ui, words, font, theme.text2, rect.width());
    let left = rect.left_center() + vec2(16.0, 1.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
}

/// What is read out of a line.
fn spoken<T>(entry: &Entry<T>) -> String {
    let lead = match &entry.lead {
        Lead::Kind(kind) => format!("{}: ", kind.name),
        Lead::Number(number) => format!("{number}: "),
        _ => String::new(),
    };
    let detail = if entry.detail.is_empty() {
        String::new()
    } else {
        format!(", {}", entry.detail)
    };
    format!("{lead}{}{detail}", entry.label)
}
