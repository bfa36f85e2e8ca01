//! A search line over a list: what the palette and the choosers share. The keyboard stays in the search line;
//! ↑ ↓ move in the list, Enter takes, and the pointer does both.
//!
//! It knows nothing of commands: a line carries a value, which comes back when it is taken.

mod list;

use super::matching::{Haystack, Hit, Needle};
use super::picker_row::KEYS;
use crate::app::theme::{self, HAIRLINE, Weight, ui_font};
use crate::app::widgets::typed::Typed;
use crate::app::widgets::{Icon, text};
use crate::model::{Kind, LinkKind};
use eframe::egui::{
    Align2, Frame, Id, Key, Margin, Modifiers, Rect, RichText, Stroke, TextEdit, Ui, UiBuilder,
    Vec2, pos2, vec2,
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
    /// Groups whose lines are something else and don't count.
    pub uncounted: &'a [&'a str],
    pub empty: &'a str,
}

/// A line of the list as it is shown.
enum Line {
    Heading(&'static str),
    /// Number of the entry, and why it is here.
    Entry(usize, Hit),
}

/// Height of the search line, in points.
const SEARCH: f32 = 46.0;
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
    /// Width of the column of keys; 0 where no line has one.
    keys: f32,
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
            keys: 0.0,
        }
    }
}

impl<T: Clone> Picker<T> {
    /// Replaces what can be chosen. Groups are shown in the order of their first lines.
    pub fn fill(&mut self, entries: Vec<Entry<T>>) {
        let has_keys = entries.iter().any(|entry| !entry.keys.is_empty());
        self.keys = if has_keys { KEYS } else { 0.0 };
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
        let opening = self.field.replace(id) != Some(id) || opening;
        let font = ui_font(15.0, Weight::Regular);
        let typed = Typed::of(ui, id, &self.query, &font, f32::INFINITY);
        let edit = TextEdit::singleline(&mut self.query)
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .min_size(inner.size())
            .desired_width(inner.width())
            .align(Align2::LEFT_CENTER)
            .font(font.clone())
            .text_color(typed.ink(theme.text))
            .hint_text(RichText::new(words.hint).font(font).color(theme.text3));
        let response = ui.new_child(UiBuilder::new().max_rect(inner)).add(edit);
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_label(words.hint));
        typed.show(ui, &response, &self.query, inner, theme.text);
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
}
