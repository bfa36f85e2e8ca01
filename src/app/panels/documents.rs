//! The left panel: the project's documents, the outline of the one in view, and the kinds.

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{Align2, Rect, ScrollArea, Ui, pos2, vec2};

use super::menus::item;
use super::place::{heading, keyed, keyed_at, line_in, paint_line, visible_rows};
use super::words::{LIST, OneLine, paint_name};
use crate::app::theme::{self, RADIUS_CONTROL, Weight, mono, ui_font};
use crate::app::widgets::{Icon, KindChip, MenuItem, Row, icon_button, text};
use crate::model::Document;
use crate::session::action::Action;
use crate::session::marks::{Block, BlockStyle};
use crate::session::{Command, Work};

/// Heights of rows, in points.
const DOCUMENT_ROW: f32 = 46.0;
const OUTLINE_ROW: f32 = 24.0;
/// Documents shown before their list scrolls by itself.
const DOCUMENTS_IN_VIEW: f32 = 6.5;
/// The longest label in the outline, in bytes; the panel cuts it further.
const LABEL: usize = 60;

/// What the panel remembers between frames: the outline, made anew for each text.
#[derive(Clone, Debug, Default)]
pub struct DocumentsView {
    /// The parts of the document: the bytes of their first lines.
    outline: Vec<Range<usize>>,
    made_from: Option<Arc<[Block]>>,
}

/// Shows the left panel, as wide as it is given.
pub fn documents_ui(ui: &mut Ui, work: &Work, view: &mut DocumentsView, out: &mut Vec<Command>) {
    view.refresh(work);
    keyed(ui, "documents", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ui.max_rect();
        documents_list(ui, work, out);
        let kinds = kinds_height(ui, work);
        let room = (area.bottom() - ui.cursor().top() - kinds - 24.0).max(72.0);
        outline_ui(ui, work, view, room, out);
        kinds_ui(ui, work, out);
    });
}

impl DocumentsView {
    fn refresh(&mut self, work: &Work) {
        let blocks = work.marks().map(|marks| marks.blocks());
        let same = match (&self.made_from, blocks) {
            (Some(earlier), Some(blocks)) => Arc::ptr_eq(earlier, blocks),
            (earlier, blocks) => earlier.is_none() && blocks.is_none(),
        };
        if same {
            return;
        }
        self.outline = blocks.map_or(Vec::new(), |blocks| outline(blocks));
        self.made_from = blocks.cloned();
    }

    /// The first words of a part.
    fn label(&self, work: &Work, index: usize) -> String {
        let words = work
            .active()
            .and_then(|document| document.text.get_range(self.outline.get(index)?.clone()));
        let words = words.unwrap_or_default().trim_start_matches('#').trim();
        let end = words.floor_char_boundary(LABEL);
        let mut label = words[..end].to_owned();
        if end < words.len() {
            label.push('…');
        }
        label
    }

    /// Claims in a part of the outline; those before the first part are counted in it.
    fn claims_in(&self, work: &Work, index: usize) -> usize {
        let Some(document) = work.active() else {
            return 0;
        };
        let starts = |index: usize| self.outline.get(index).map(|entry| entry.start);
        let start = if index == 0 { Some(0) } else { starts(index) };
        let bytes = start.unwrap_or(0)..starts(index + 1).unwrap_or(usize::MAX);
        work.lists().claims_within(document.id, bytes)
    }
}

/// The headings of a document if it has any, else its paragraphs, by their first words.
fn outline(blocks: &[Block]) -> Vec<Range<usize>> {
    let has_headings = blocks.iter().any(|b| b.style == BlockStyle::Heading);
    let listed = |block: &&Block| match block.style {
        BlockStyle::Title => false,
        BlockStyle::Heading => true,
        BlockStyle::Body => !has_headings && block.opens_paragraph,
    };
    let part = |block: &Block| block.range.clone();
    blocks.iter().filter(listed).map(part).collect()
}

fn heading_line(ui: &mut Ui, words: &str) -> Ui {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 28.0));
    let inner = Rect::from_min_max(rect.min + vec2(16.0, 0.0), rect.max - vec2(8.0, 0.0));
    let mut line = line_in(ui, inner);
    heading(&mut line, words, theme::of(ui).text2);
    line
}

fn documents_list(ui: &mut Ui, work: &Work, out: &mut Vec<Command>) {
    ui.add_space(6.0);
    let mut line = heading_line(ui, "Documents");
    let end = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
    line.with_layout(end, |ui| {
        if icon_button(ui, Icon::Plus, "Open…").clicked() {
            out.push(Action::Open.into());
        }
    });
    let order = work.project().document_order().clone();
    ScrollArea::vertical()
        .id_salt("documents")
        .auto_shrink([false, true])
        .max_height(DOCUMENT_ROW * DOCUMENTS_IN_VIEW)
        .show(ui, |ui| {
            visible_rows(ui, DOCUMENT_ROW, order.len(), |ui, index, rect| {
                let Some(document) = work.project().document(order[index]) else {
                    return;
                };
                let place = rect.shrink2(vec2(8.0, 0.0));
                let mut row = keyed_at(ui, document.id, place);
                let claims = work.lists().claims_within(document.id, 0..usize::MAX);
                document_row(&mut row, work, document, (index, order.len()), claims, out);
            });
        });
}

fn document_row(
    ui: &mut Ui,
    work: &Work,
    document: &Document,
    (index, count): (usize, usize),
    claims: usize,
    out: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let active = work.active().is_some_and(|active| active.id == document.id);
    let says = format!("{}, {}", document.title, claim_count(claims));
    let response = Row::new(&says, DOCUMENT_ROW - 2.0)
        .rounded(RADIUS_CONTROL)
        .selected(active)
        .show(ui);
    let rect = response.rect.shrink2(vec2(8.0, 5.0));
    let title = Rect::from_min_size(rect.min, vec2(rect.width(), 18.0));
    let below = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 16.0), rect.max);
    let weight = Weight::Medium;
    let (_, elided) = paint_name(ui, &document.title, (13.0, weight), theme.text, title);
    let number = mono(11.0, Weight::Medium);
    let words = claims.to_string();
    let right = Align2::RIGHT_CENTER;
    let (painted, _) = paint_line(ui, &words, number, theme.text3, right, below);
    let publisher = Rect::from_min_max(below.min, pos2(painted.left() - 6.0, below.bottom()));
    let name = if document.origin.publisher.is_empty() {
        &document.origin.path
    } else {
        &document.origin.publisher
    };
    let (_, cut) = paint_name(ui, name, (12.0, Weight::Regular), theme.text3, publisher);
    if response.clicked() {
        out.push(Command::Activate(document.id));
    }
    response.context_menu(|ui| {
        ui.set_width(200.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        if index > 0 && item(ui, MenuItem::new("Move up").icon(Icon::ChevronUp)) {
            out.push(Command::MoveDocument(document.id, index - 1));
        }
        if index + 1 < count && item(ui, MenuItem::new("Move down").icon(Icon::ChevronDown)) {
            out.push(Command::MoveDocument(document.id, index + 1));
        }
        if item(ui, MenuItem::new("Remove").icon(Icon::Trash)) {
            out.push(Command::RemoveDocument(document.id));
        }
    });
    if elided || cut {
        text::on_hover(response, &format!("{}\n{name}", document.title));
    }
}

fn claim_count(claims: usize) -> String {
    match claims {
        1 => "1 claim".to_owned(),
        claims => format!("{claims} claims"),
    }
}

fn outline_ui(ui: &mut Ui, work: &Work, view: &DocumentsView, room: f32, out: &mut Vec<Command>) {
    if view.outline.is_empty() {
        return;
    }
    ui.add_space(14.0);
    heading_line(ui, "Outline");
    let here = work.caret().head;
    let after = view.outline.partition_point(|entry| entry.start <= here);
    ScrollArea::vertical()
        .id_salt("outline")
        .auto_shrink([false, true])
        .max_height(room - 42.0)
        .show(ui, |ui| {
            visible_rows(ui, OUTLINE_ROW, view.outline.len(), |ui, index, rect| {
                let start = view.outline[index].start;
                let place = rect.shrink2(vec2(8.0, 0.0));
                let mut row = keyed_at(ui, ("outline", start), place);
                let label = view.label(work, index);
                let claims = view.claims_in(work, index);
                outline_row(&mut row, start, &label, claims, index + 1 == after, out);
            });
        });
}

fn outline_row(
    ui: &mut Ui,
    start: usize,
    label: &str,
    claims: usize,
    is_here: bool,
    out: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let says = format!("{label}, {}", claim_count(claims));
    let place = ui.max_rect();
    if is_here {
        ui.painter().rect_filled(place, RADIUS_CONTROL, theme.hover);
    }
    let response = Row::new(&says, OUTLINE_ROW)
        .rounded(RADIUS_CONTROL)
        .show(ui);
    let mut rect = response.rect.shrink2(vec2(8.0, 0.0));
    if claims > 0 {
        let words = claims.to_string();
        let font = mono(11.0, Weight::Medium);
        let anchor = Align2::RIGHT_CENTER;
        let (painted, _) = paint_line(ui, &words, font, theme.text3, anchor, rect);
        rect.max.x = painted.left() - 6.0;
    }
    let colour = if is_here { theme.text } else { theme.text2 };
    let line = OneLine::new(ui, label, LIST, rect.width());
    line.paint(ui.painter(), rect, colour);
    if response.clicked() {
        out.push(Command::GoToOffset(start));
    }
    if line.elided {
        text::on_hover(response, label);
    }
}

fn kinds_height(ui: &Ui, work: &Work) -> f32 {
    let across = ((ui.available_width() - 32.0 + 4.0) / 35.0)
        .floor()
        .max(1.0);
    let lines = (work.project().schema().kinds.len() as f32 / across).ceil();
    42.0 + lines * 24.0
}

/// The kinds, with their keys and counts; a click marks the selected words.
fn kinds_ui(ui: &mut Ui, work: &Work, out: &mut Vec<Command>) {
    ui.add_space(14.0);
    heading_line(ui, "Kinds");
    let (left, right) = (ui.max_rect().left() + 16.0, ui.max_rect().right() - 12.0);
    let top = ui.cursor().top();
    let place = Rect::from_min_max(pos2(left, top), pos2(right, top + 400.0));
    let layout = eframe::egui::Layout::left_to_right(eframe::egui::Align::Min).with_main_wrap(true);
    let mut wrapped = ui.new_child(
        eframe::egui::UiBuilder::new()
            .max_rect(place)
            .layout(layout),
    );
    wrapped.spacing_mut().item_spacing = vec2(4.0, 2.0);
    for kind in &work.project().schema().kinds {
        let response = wrapped.add(KindChip::new(kind).clickable());
        if response.clicked() {
            out.push(Command::Label(kind.id.clone()));
        }
        // Counted only while the pointer rests on the chip.
        response.on_hover_ui(|ui| {
            let of_kind = work.project().entities().filter(|e| e.kind == kind.id);
            let count = match of_kind.count() {
                1 => "1 entity".to_owned(),
                count => format!("{count} entities"),
            };
            let key = kind
                .key
                .map(|key| format!(", key {}", key.to_ascii_uppercase()));
            let words = format!("{}{}, {count}", kind.name, key.unwrap_or_default());
            let font = ui_font(13.0, Weight::Regular);
            let colour = theme::of(ui).text;
            text::label(ui, &words, font, colour);
        });
    }
    let used = wrapped.min_rect().height();
    ui.allocate_space(vec2(ui.available_width(), used));
}
