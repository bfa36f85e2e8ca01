//! The entity list: filter, rows, renaming in place, merging by dragging one row onto another.

use eframe::egui::{
    Align2, Color32, DragAndDrop, Id, Key, LayerId, Modifiers, Order, Painter, Rect, Response,
    Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::list::{ListState, Rows, is_selected, meant};
use super::list_head::{head_ui, several_ui};
use super::list_menu::entity_menu;
use super::menus::{self, item};
use super::place::{empty, keyed, keyed_at, line_in, paint_line};
use super::words::paint_name;
use crate::app::theme::{self, ENTITY_ROW, FOCUS, HAIRLINE, Weight, mono, ui_font};
use crate::app::widgets::{
    Button, ChipState, Icon, InlineEdit, KindChip, MenuItem, Row, paint_state_dot, text,
};
use crate::edit::Item;
use crate::edit::actions::EntityChange;
use crate::model::{EntityId, ReviewState};
use crate::session::action::Action;
use crate::session::lists::{EntityRow, Shown};
use crate::session::{Command, Work};

/// The most names that the tooltip of a row shows.
const NAMES_SHOWN: usize = 40;

/// What the entity list remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct EntitiesView {
    /// The entity whose name is being edited in its row. Setting it starts the edit.
    pub rename: Option<EntityId>,
    editing: Option<EntityId>,
    list: ListState,
}

impl EntitiesView {
    /// Gives the keyboard to the list.
    pub fn take_keyboard(&mut self, work: &Work) {
        let rows = Rows::Entities(&work.lists().entities);
        self.list.focus_some(work, rows);
    }
}

/// The rows that are being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Dragged(Vec<EntityId>);

/// Shows the list in what is left of the panel.
pub fn entities_ui(ui: &mut Ui, work: &Work, view: &mut EntitiesView, out: &mut Vec<Command>) {
    keyed(ui, "entities", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let listed = work.list_view();
        let menu = |ui: &mut Ui| entity_menu(ui, listed, out);
        let filter = head_ui(ui, "Filter entities", &listed.entity_filter, menu);
        if let Some(filter) = filter {
            view.list.show_first();
            out.push(Command::FilterEntities(filter));
        }
        let area = ui.available_rect_before_wrap();
        let rows = Rows::Entities(&work.lists().entities);
        if rows.len() == 0 {
            nothing_ui(ui, work, out);
        } else {
            rows_ui(ui, work, rows, view, out);
        }
        several_ui(ui, area, work, rows, out, |ui, _, out| {
            if ui.add(Button::plain("Merge")).clicked() {
                out.push(Action::Merge.into());
            }
        });
    });
}

fn rows_ui(
    ui: &mut Ui,
    work: &Work,
    rows: Rows<'_>,
    view: &mut EntitiesView,
    out: &mut Vec<Command>,
) {
    start_rename(ui, work, rows, view);
    let EntitiesView {
        rename,
        editing,
        list,
    } = view;
    let mut ended = None;
    list.show(ui, work, rows, ENTITY_ROW, out, |ui, item, rect, out| {
        let mut row = keyed_at(ui, item, rect);
        let (response, closed) = row_ui(&mut row, work, item, rename, out);
        ended = closed.or(ended);
        response
    });
    if let Some(id) = ended {
        *rename = None;
        *editing = None;
        list.focus(Item::Entity(id));
    }
}

fn nothing_ui(ui: &mut Ui, work: &Work, out: &mut Vec<Command>) {
    let view = work.list_view();
    let filtered = !view.entity_filter.trim().is_empty() || view.entity_states != Shown::All;
    if !filtered {
        let sentence = "No entities yet. Select words and press a kind’s key.";
        empty(ui, sentence, None);
    } else if empty(ui, "Nothing fits the filter.", Some("Clear filter")) {
        out.push(Command::FilterEntities(String::new()));
        out.push(Command::ShowEntityStates(Shown::All));
    }
}

/// Opens the field of the row to be renamed, once.
fn start_rename(ui: &Ui, work: &Work, rows: Rows<'_>, view: &mut EntitiesView) {
    let Some(id) = view.rename.filter(|id| view.editing != Some(*id)) else {
        return;
    };
    let entity = work.project().entity(id);
    let Some(entity) = entity.filter(|_| view.list.reveal(work, rows, Item::Entity(id))) else {
        view.rename = None;
        return;
    };
    InlineEdit::start(ui, name_id(id), &entity.name);
    view.editing = Some(id);
}

fn name_id(id: EntityId) -> Id {
    Id::unique(("name in list", id))
}

/// One row; returns its ground, and the entity whose renaming has ended.
fn row_ui(
    ui: &mut Ui,
    work: &Work,
    item: Item,
    rename: &mut Option<EntityId>,
    out: &mut Vec<Command>,
) -> (Response, Option<EntityId>) {
    let Item::Entity(id) = item else {
        return (ui.response(), None);
    };
    let Some(row) = work.lists().entity_row(work.project(), id) else {
        return (ui.response(), None);
    };
    let kind = work.project().schema().get(&row.kind);
    let says = format!(
        "{}, {}, {}, {}",
        row.name,
        kind.map_or("", |kind| &kind.name).to_lowercase(),
        mentions(row.mentions),
        row.state.label().to_lowercase()
    );
    let response = Row::new(&says, ENTITY_ROW)
        .selected(is_selected(work, item))
        .draggable()
        .show(ui);
    let rect = response.rect;
    if response.dragged() {
        ui.set_opacity(0.4);
    }
    let end = counts_ui(ui, &row, rect);
    chip_ui(ui, work, &row, rect, out);
    let name = Rect::from_min_max(
        pos2(rect.left() + 56.0, rect.top()),
        pos2(end - 8.0, rect.bottom()),
    );
    let mut ended = None;
    if *rename == Some(id) {
        ended = name_field(ui, &row, name, out).then_some(id);
    } else {
        name_ui(ui, &row, name, &response);
    }
    keys_and_menu(ui, work, id, &response, rename, out);
    drag_ui(ui, work, &row, &response, out);
    (response, ended)
}

fn mentions(count: usize) -> String {
    match count {
        1 => "1 mention".to_owned(),
        count => format!("{count} mentions"),
    }
}

/// Names, mentions and state at the row's end; returns where they start.
fn counts_ui(ui: &Ui, row: &EntityRow, rect: Rect) -> f32 {
    let theme = theme::of(ui);
    let middle = rect.center().y;
    let dot = pos2(rect.right() - 18.0, middle);
    paint_state_dot(ui.painter(), dot, row.state, theme.text2);
    let up_to =
        |right: f32| Rect::from_min_max(pos2(rect.left(), rect.top()), pos2(right, rect.bottom()));
    let (count, _) = paint_line(
        ui,
        &row.mentions.to_string(),
        mono(11.0, Weight::SemiBold),
        theme.text2,
        Align2::RIGHT_CENTER,
        up_to(rect.right() - 28.0),
    );
    if row.names.len() < 2 {
        return count.left();
    }
    let right = (rect.right() - 46.0).min(count.left() - 8.0);
    let (names, _) = paint_line(
        ui,
        &format!("{} names", row.names.len()),
        ui_font(12.0, Weight::Regular),
        theme.text3,
        Align2::RIGHT_CENTER,
        up_to(right),
    );
    names.left()
}

fn chip_ui(ui: &mut Ui, work: &Work, row: &EntityRow, rect: Rect, out: &mut Vec<Command>) {
    let schema = work.project().schema();
    let Some(kind) = schema.get(&row.kind) else {
        return;
    };
    let state = if row.state == ReviewState::Suggested {
        ChipState::Suggested
    } else {
        ChipState::Solid
    };
    let place = Rect::from_min_size(rect.min + vec2(10.0, 0.0), vec2(40.0, rect.height()));
    let mut line = line_in(ui, place);
    let chip = KindChip::new(kind).state(state).least_width(37.0);
    if let Some(kind) = menus::kind_chip(&mut line, chip, schema, &row.kind) {
        let ids = entities_of(&meant_by(work, row.id));
        out.push(Command::ChangeEntities(ids, EntityChange::Kind(kind)));
    }
}

fn name_ui(ui: &Ui, row: &EntityRow, rect: Rect, response: &Response) {
    let theme = theme::of(ui);
    let rejected = row.state == ReviewState::Rejected;
    let colour = if rejected { theme.text3 } else { theme.text };
    let (painted, elided) = paint_name(ui, &row.name, (13.0, Weight::Medium), colour, rect);
    if rejected {
        let stroke = Stroke::new(HAIRLINE, theme.text3);
        ui.painter()
            .hline(painted.x_range(), painted.center().y, stroke);
    }
    if row.names.len() > 1 {
        response.clone().on_hover_ui(|ui| {
            let names: Vec<_> = row.names.names().take(NAMES_SHOWN).collect();
            let font = ui_font(13.0, Weight::Regular);
            let colour = theme::of(ui).text;
            text::label(ui, &names.join(", "), font, colour);
        });
    } else if elided {
        text::on_hover(response.clone(), &row.name);
    }
}

/// The name as a field; tells whether editing has ended.
fn name_field(ui: &mut Ui, row: &EntityRow, rect: Rect, out: &mut Vec<Command>) -> bool {
    let mut line = line_in(ui, rect);
    let (response, kept) = InlineEdit::new(name_id(row.id), "Name", &row.name)
        .font(ui_font(13.0, Weight::Medium))
        .show(&mut line);
    if let Some(name) = kept {
        let change = EntityChange::Name(name);
        out.push(Command::ChangeEntities(vec![row.id], change));
    }
    response.lost_focus()
}

fn meant_by(work: &Work, id: EntityId) -> Vec<Item> {
    let rows = Rows::Entities(&work.lists().entities);
    meant(work, rows, Item::Entity(id))
}

fn entities_of(items: &[Item]) -> Vec<EntityId> {
    let entity = |item: &Item| match item {
        Item::Entity(id) => Some(*id),
        _ => None,
    };
    items.iter().filter_map(entity).collect()
}

fn keys_and_menu(
    ui: &Ui,
    work: &Work,
    id: EntityId,
    response: &Response,
    rename: &mut Option<EntityId>,
    out: &mut Vec<Command>,
) {
    let by_key =
        response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2));
    if by_key || response.double_clicked() {
        *rename = Some(id);
        ui.ctx().request_repaint();
    }
    response.context_menu(|ui| {
        ui.set_width(220.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        menu_ui(ui, work, id, rename, out);
    });
}

fn menu_ui(
    ui: &mut Ui,
    work: &Work,
    id: EntityId,
    rename: &mut Option<EntityId>,
    out: &mut Vec<Command>,
) {
    let items = meant_by(work, id);
    let ids = entities_of(&items);
    if ids.len() == 1 && item(ui, MenuItem::new("Rename").keys("F2")) {
        *rename = Some(id);
    }
    let kind = work.project().entity(id).map(|entity| entity.kind.clone());
    if let Some(kind) = menus::kind_submenu(ui, work.project().schema(), kind.as_ref()) {
        out.push(Command::ChangeEntities(
            ids.clone(),
            EntityChange::Kind(kind),
        ));
    }
    let merge = if ids.len() > 1 {
        "Merge selected"
    } else {
        "Merge with…"
    };
    if item(ui, MenuItem::new(merge).icon(Icon::Merge).keys("M")) {
        out.push(Action::Merge.into());
    }
    ui.separator();
    if item(ui, MenuItem::new("Accept").icon(Icon::Check).keys("A")) {
        out.push(Command::Accept(items.clone()));
    }
    if item(ui, MenuItem::new("Reject").icon(Icon::Close).keys("R")) {
        out.push(Command::Reject(items.clone()));
    }
    ui.separator();
    if item(ui, MenuItem::new("Delete").icon(Icon::Trash).keys("Delete")) {
        out.push(Command::Delete(items));
    }
}

/// Dragging a row onto another merges it into that.
fn drag_ui(ui: &Ui, work: &Work, row: &EntityRow, response: &Response, out: &mut Vec<Command>) {
    if response.drag_started() {
        let dragged = Dragged(entities_of(&meant_by(work, row.id)));
        response.dnd_set_drag_payload(dragged);
    }
    if response.dragged() {
        ghost_ui(ui, row, response.id);
    }
    if let Some(dragged) = response.dnd_release_payload::<Dragged>() {
        if !dragged.0.contains(&row.id) {
            out.push(Command::MergeInto(row.id, dragged.0.clone()));
        }
    } else if let Some(dragged) = DragAndDrop::payload::<Dragged>(ui.ctx())
        && response.contains_pointer()
        && !dragged.0.contains(&row.id)
    {
        let stroke = Stroke::new(FOCUS, theme::of(ui).accent);
        ui.painter()
            .rect_stroke(response.rect, 3, stroke, StrokeKind::Inside);
    }
}

/// The name of what is dragged, beside the pointer.
fn ghost_ui(ui: &Ui, row: &EntityRow, id: Id) {
    let Some(pointer) = ui.ctx().pointer_hover_pos() else {
        return;
    };
    let theme = theme::of(ui);
    let count = DragAndDrop::payload::<Dragged>(ui.ctx()).map_or(1, |dragged| dragged.0.len());
    let words = match count {
        1 => format!("Merge {} into…", row.name),
        count => format!("Merge {count} into…"),
    };
    let layer = LayerId::new(Order::Tooltip, id.with("ghost"));
    let painter: Painter = ui.ctx().layer_painter(layer);
    let font = ui_font(12.0, Weight::Medium);
    let galley = painter.layout_no_wrap(words, font, theme.text);
    let ground = Rect::from_min_size(pointer + vec2(14.0, 8.0), galley.size() + vec2(16.0, 8.0));
    let stroke = Stroke::new(HAIRLINE, theme.edge);
    painter.rect(ground, 5, theme.raised, stroke, StrokeKind::Inside);
    painter.galley(ground.min + vec2(8.0, 4.0), galley, Color32::PLACEHOLDER);
}
