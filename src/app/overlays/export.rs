//! The export dialog: format, documents, states; what the files begin with, and what the format can't hold.
//!
//! It writes nothing: what was chosen waits in [`ExportView::take_chosen`] for whoever asks for a path.

use super::dialog::{default_button, dialog_ui, fault, foot, heading, say, say_small};
use super::export_preview::{Made, Preview, Previewer};
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL, Weight, mono, ui_font};
use crate::app::widgets::{Button, Family, Icon, Row, leave_enter, segmented, text, tick};
use crate::formats::{
    ExportOptions, FORMATS, Flat, Format, Layout as FileLayout, Loss, Nested, States, Tags,
};
use crate::model::{DocumentId, OffsetUnit};
use crate::session::{Session, Work};
use std::collections::BTreeSet;

use eframe::egui::{
    Align2, Context, Event, Frame, Key, Label, Margin, Modifiers, RichText, ScrollArea, Sense,
    Stroke, Ui, UiBuilder, pos2, vec2,
};

/// View state of the export dialog.
#[derive(Default)]
pub struct ExportView {
    /// The place of the format in the table; `None` for the first that writes.
    format: Option<usize>,
    documents: Documents,
    /// The documents that are ticked.
    ticked: BTreeSet<DocumentId>,
    states: States,
    flat: Flat,
    previewer: Previewer,
    chosen: Option<(&'static str, ExportOptions)>,
    /// The letters typed to choose a format, and when the last one was.
    typed: (String, f64),
    /// The chosen format is to be scrolled into view.
    reveal: bool,
}

/// Which documents are exported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Documents {
    /// The one in view.
    #[default]
    This,
    /// Those that are ticked.
    Some,
    All,
}

impl ExportView {
    /// The format's id and the options, once “Export…” was pressed. The dialog stays open until the window
    /// closes it, so that a cancelled file dialog loses no choice.
    pub fn take_chosen(&mut self) -> Option<(&'static str, ExportOptions)> {
        self.chosen.take()
    }

    fn format(&self) -> Option<&'static Format> {
        match self.format {
            Some(place) => FORMATS.get(place),
            None => FORMATS.iter().find(|format| format.writes()),
        }
    }

    fn options(&self, work: &Work) -> ExportOptions {
        let documents = match self.documents {
            Documents::This => work.active().map(|document| vec![document.id]),
            Documents::Some => Some(self.ticked.iter().copied().collect()),
            Documents::All => None,
        };
        ExportOptions {
            documents,
            states: self.states,
            flat: self.flat,
        }
    }
}

/// Letters typed within this time choose a format together, in seconds.
const TYPE_AHEAD: f64 = 1.0;

/// Chooses a format by the first letters of its name or id, and by the up and down keys.
fn choose_by_keys(context: &Context, view: &mut ExportView) {
    let writers: Vec<usize> = (0..FORMATS.len())
        .filter(|place| FORMATS[*place].writes())
        .collect();
    let at = writers
        .iter()
        .position(|place| view.format().is_some_and(|f| f.id == FORMATS[*place].id));
    let at = at.unwrap_or(0);
    let before = view.format;
    context.input_mut(|input| {
        let now = input.time;
        if now - view.typed.1 > TYPE_AHEAD {
            view.typed.0.clear();
        }
        for event in &input.events {
            if let Event::Text(letters) = event {
                view.typed = (format!("{}{}", view.typed.0, letters.to_lowercase()), now);
                let wanted = view.typed.0.trim().to_owned();
                let begins =
                    |name: &str| !wanted.is_empty() && name.to_lowercase().starts_with(&wanted);
                let found = writers
                    .iter()
                    .find(|place| begins(FORMATS[**place].id) || begins(FORMATS[**place].name));
                view.format = found.copied().or(view.format);
            }
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            view.format = writers.get(at + 1).copied().or(view.format);
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            view.format = at
                .checked_sub(1)
                .and_then(|at| writers.get(at))
                .copied()
                .or(view.format);
        }
    });
    view.reveal |= view.format != before;
}

/// Widths in points; heights of the dialog's middle.
const LEFT: f32 = 264.0;
const RIGHT: f32 = 500.0;
const MIDDLE: f32 = 440.0;
const FORMAT_ROW: f32 = 42.0;

/// Returns whether it closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut ExportView,
    opening: bool,
) -> bool {
    choose_by_keys(context, view);
    let (Some(work), Some(format)) = (session.work(), view.format()) else {
        return true;
    };
    let shown = dialog_ui(context, "Export", LEFT + 24.0 + RIGHT, |ui| {
        let room = ui.ctx().content_rect().height() - 190.0;
        let height = room.clamp(200.0, MIDDLE);
        let (_, area) = ui.allocate_space(vec2(ui.available_width(), height));
        let (mut left, mut right) = (area, area);
        left.set_width(LEFT.min(area.width() * 0.4));
        right.min.x = left.right() + 24.0;
        let mut left = ui.new_child(UiBuilder::new().id_salt("options").max_rect(left));
        options_ui(&mut left, work, view, format);
        let mut right = ui.new_child(UiBuilder::new().id_salt("preview").max_rect(right));
        let fits = preview_ui(&mut right, work, view);
        foot(ui, |ui| {
            let export = Button::primary("Export…").keys("Enter");
            if default_button(ui, fits, opening, export)
                && let Some(format) = view.format()
            {
                view.chosen = Some((format.id, view.options(work)));
            }
            ui.add(Button::plain("Cancel")).clicked()
        })
    });
    shown.closed || shown.inner
}

fn options_ui(ui: &mut Ui, work: &Work, view: &mut ExportView, selected: &Format) {
    heading(ui, "Format");
    ui.add_space(2.0);
    let rows = ui.available_height() - below(view, selected);
    ScrollArea::vertical()
        .max_height(rows)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (place, format) in FORMATS.iter().enumerate() {
                let reveal = &mut view.reveal;
                if format.writes() && format_ui(ui, format, format.id == selected.id, reveal) {
                    view.format = Some(place);
                }
            }
        });
    ui.add_space(10.0);
    documents_ui(ui, work, view);
    ui.add_space(8.0);
    heading(ui, "Marks");
    let with = usize::from(view.states == States::WithSuggestions);
    let words = ["Accepted only", "With suggestions"];
    match segmented(ui, "Marks", Family::Source, &words, Some(with)) {
        Some(0) => view.states = States::AcceptedOnly,
        Some(_) => view.states = States::WithSuggestions,
        None => {}
    }
    if is_flat(selected) {
        ui.add_space(8.0);
        flat_ui(ui, &mut view.flat);
    }
}

/// Height of the list of documents to tick, in points.
const TICKS: f32 = 96.0;

/// Whether the format has one tag a token.
fn is_flat(format: &Format) -> bool {
    format.losses.contains(&Loss::Overlaps)
}

/// Points that all but the list of formats takes.
fn below(view: &ExportView, selected: &Format) -> f32 {
    let ticks = if view.documents == Documents::Some {
        TICKS + 4.0
    } else {
        0.0
    };
    let flat = if is_flat(selected) { 68.0 } else { 0.0 };
    128.0 + ticks + flat
}

fn documents_ui(ui: &mut Ui, work: &Work, view: &mut ExportView) {
    heading(ui, "Documents");
    let count = work.project().document_order().len();
    let all = format!("All {count}");
    let at = match view.documents {
        Documents::This => 0,
        Documents::Some => 1,
        Documents::All => 2,
    };
    let words = ["This one", "Some…", &all];
    match segmented(ui, "Documents", Family::Source, &words, Some(at)) {
        Some(0) => view.documents = Documents::This,
        Some(1) => {
            if view.ticked.is_empty() {
                view.ticked
                    .extend(work.active().map(|document| document.id));
            }
            view.documents = Documents::Some;
        }
        Some(_) => view.documents = Documents::All,
        None => {}
    }
    if view.documents != Documents::Some {
        return;
    }
    ui.add_space(4.0);
    let list = ScrollArea::vertical()
        .id_salt("documents")
        .max_height(TICKS);
    list.auto_shrink([false, true]).show(ui, |ui| {
        for document in work.project().documents() {
            let mut is_on = view.ticked.contains(&document.id);
            if tick(ui, &mut is_on, &document.title).changed() {
                match is_on {
                    true => view.ticked.insert(document.id),
                    false => view.ticked.remove(&document.id),
                };
            }
        }
    });
}

/// What formats of one tag a token leave to the analyst.
fn flat_ui(ui: &mut Ui, flat: &mut Flat) {
    heading(ui, "Tags");
    let tags: Vec<&str> = Tags::ALL.iter().map(|tags| tags.label()).collect();
    let at = Tags::ALL.iter().position(|tags| *tags == flat.tags);
    if let Some(at) = segmented(ui, "Tags", Family::Source, &tags, at) {
        flat.tags = Tags::ALL.get(at).copied().unwrap_or(flat.tags);
    }
    ui.add_space(6.0);
    let nested: Vec<&str> = Nested::ALL.iter().map(|nested| nested.label()).collect();
    let at = Nested::ALL.iter().position(|nested| *nested == flat.nested);
    if let Some(at) = segmented(ui, "Of mentions inside others", Family::Source, &nested, at) {
        flat.nested = Nested::ALL.get(at).copied().unwrap_or(flat.nested);
    }
}

/// What a format is, in a few words.
fn described(format: &Format) -> String {
    let files = match format.layout {
        FileLayout::OneFile => "one file",
        FileLayout::Folder => "folder",
    };
    let ending = format.extensions.first().copied().unwrap_or_default();
    match format.offset_unit {
        Some(unit) => format!(".{ending}, {files}, counts {}", OffsetUnit::label(unit)),
        None if format.id == "html" => format!(".{ending}, {files}; a browser prints it to PDF"),
        None => format!(".{ending}, {files}"),
    }
}

fn format_ui(ui: &mut Ui, format: &Format, selected: bool, reveal: &mut bool) -> bool {
    let theme = theme::of(ui);
    let about = described(format);
    let name = format!("{}, {about}", format.name);
    let row = Row::new(&name, FORMAT_ROW)
        .selected(selected)
        .rounded(RADIUS_CONTROL);
    let response = row.show(ui);
    if selected && std::mem::take(reveal) {
        response.scroll_to_me(None);
    }
    if selected {
        leave_enter(ui, &response);
    }
    let rect = response.rect;
    let width = rect.width() - 20.0;
    let font = ui_font(13.0, Weight::Medium);
    let galley = text::line(ui, format.name, font, theme.text, width);
    let at = pos2(rect.left() + 10.0, rect.top() + 14.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
    let font = ui_font(11.0, Weight::Regular);
    let galley = text::line(ui, &about, font, theme.text3, width);
    let at = pos2(rect.left() + 10.0, rect.top() + 30.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
    response.clicked()
}

/// Returns whether there is something to export.
fn preview_ui(ui: &mut Ui, work: &Work, view: &mut ExportView) -> bool {
    let theme = theme::of(ui);
    let Some(format) = view.format() else {
        return false;
    };
    let made = Made {
        format: format.id,
        options: view.options(work),
        revision: work.revision(),
    };
    let context = ui.ctx().clone();
    let answer = view.previewer.get(&context, format, work.project(), &made);
    match answer {
        None => {
            heading(ui, "Preview");
            say(ui, "Making the preview…", theme.text3);
            true
        }
        Some(Err(why)) => {
            heading(ui, "Preview");
            fault(ui, why);
            false
        }
        Some(Ok(preview)) => {
            let losses = 26.0 + 22.0 * preview.lost.len().clamp(1, 7) as f32;
            let height = ui.available_height() - losses - 34.0;
            files_ui(ui, preview, height);
            losses_ui(ui, format, preview);
            true
        }
    }
}

fn files_ui(ui: &mut Ui, preview: &Preview, height: f32) {
    let theme = theme::of(ui);
    heading(ui, "Preview");
    ui.add_space(2.0);
    let frame = Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(HAIRLINE, theme.line))
        .corner_radius(RADIUS_CONTROL)
        .inner_margin(Margin::same(10));
    frame.show(ui, |ui| {
        ui.set_min_height(height - 22.0);
        let inside = ui.available_width() - 8.0;
        ScrollArea::both()
            .max_height(height - 22.0)
            .auto_shrink([false, false])
            .show(ui, |ui| {
                for file in &preview.files {
                    let title = format!("{}, {}", file.name, size(file.size));
                    say_small(ui, &title, theme.text3);
                    let font = mono(11.0, Weight::Medium);
                    let lines = RichText::new(&file.lines).font(font).color(theme.text);
                    // Very long lines would show nothing but their beginning.
                    let longest = file.lines.lines().map(str::len).max();
                    if longest.is_some_and(|bytes| bytes > 300) {
                        ui.set_max_width(inside);
                        ui.add(Label::new(lines).wrap());
                    } else {
                        ui.add(Label::new(lines).extend());
                    }
                    ui.add_space(8.0);
                }
                if preview.more > 0 {
                    say_small(ui, &format!("{} more files", preview.more), theme.text3);
                }
            });
    });
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{:.1} KB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn losses_ui(ui: &mut Ui, format: &Format, preview: &Preview) {
    let theme = theme::of(ui);
    ui.add_space(8.0);
    if preview.lost.is_empty() {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            Icon::Check.paint(ui.painter(), rect, 15.0, theme.good);
            say(ui, "Holds everything of this project.", theme.text);
        });
        return;
    }
    heading(ui, &format!("{} can’t hold", format.name));
    ScrollArea::vertical()
        .id_salt("losses")
        .max_height(ui.available_height().max(44.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            super::losses::losses_ui(ui, &preview.lost);
        });
}
