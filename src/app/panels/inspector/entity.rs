//! An entity: its name, kind, names in the text, identifiers, notes and mentions.

use eframe::egui::{Id, Rect, Stroke, StrokeKind, Ui, vec2};

use super::fields::{Field, LINE, Lines, SCHEME, Subject, TextField, row};
use super::{InspectorView, header, mention};
use crate::app::panels::menus::{self, drop_down, item, menu};
use crate::app::panels::place::{clickable, clickable_as, keyed, line_in};
use crate::app::panels::words::{LIST, OneLine, paint_name};
use crate::app::theme::{self, Weight, ui_font};
use crate::app::widgets::{
    Button, ChipState, Icon, InlineEdit, KindChip, MenuItem, icon_button, text,
};
use crate::edit::Item;
use crate::edit::actions::EntityChange;
use crate::model::{Entity, EntityId, MentionId, ReviewState};
use crate::session::action::Action;
use crate::session::{Command, Work};

/// Shows one entity, and first the one mention of it that is selected, if one is.
pub fn entity_ui(
    ui: &mut Ui,
    work: &Work,
    id: EntityId,
    selected: Option<MentionId>,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let Some(entity) = work.project().entity(id) else {
        return;
    };
    header_ui(ui, work, entity, selected, view, out);
    header::provenance(ui, &entity.provenance);
    let this = selected.map_or(Item::Entity(id), Item::Mention);
    if let Some(provenance) = work.provenance(this) {
        header::decide(ui, this, provenance.state, out);
    }
    ui.add_space(8.0);
    kind_ui(ui, work, entity, out);
    names_ui(ui, work, entity, out);
    identifiers_ui(ui, work, entity, view, out);
    row(ui, "Notes", |ui| {
        TextField {
            subject: Subject::Item(Item::Entity(id)),
            field: Field::Notes,
            label: "Notes",
            hint: "Add a note",
            value: &entity.notes,
            lines: Lines::Many,
        }
        .show(ui, work, &mut view.drafts, out);
    });
    if let Some(selected) = selected {
        mention::selected_ui(ui, work, selected, view, out);
    }
    header::reasons(ui, "the entity", &entity.provenance);
    mention::mentions_ui(ui, work, entity, selected, out);
    buttons_ui(ui, selected, out);
}

fn header_ui(
    ui: &mut Ui,
    work: &Work,
    entity: &Entity,
    selected: Option<MentionId>,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let items = vec![selected.map_or(Item::Entity(entity.id), Item::Mention)];
    let renames = &mut view.rename;
    let editing = &mut view.editing;
    let commands = std::cell::RefCell::new(out);
    header::header_line(
        ui,
        |ui| name_ui(ui, work, entity, editing, &mut commands.borrow_mut()),
        |ui| {
            let response = icon_button(ui, Icon::More, "More");
            menu(&response, "More", 220.0, |ui| {
                let mut out = commands.borrow_mut();
                if item(ui, MenuItem::new("Rename").keys("F2")) {
                    *renames = Some(entity.id);
                }
                ui.separator();
                if item(ui, MenuItem::new("Accept").icon(Icon::Check).keys("A")) {
                    out.push(Command::Accept(items.clone()));
                }
                if item(ui, MenuItem::new("Reject").icon(Icon::Close).keys("R")) {
                    out.push(Command::Reject(items.clone()));
                }
                ui.separator();
                if item(ui, MenuItem::new("Delete entity").icon(Icon::Trash)) {
                    out.push(Command::Delete(vec![Item::Entity(entity.id)]));
                }
            });
            if icon_button(ui, Icon::Merge, "Merge with…").clicked() {
                commands.borrow_mut().push(Action::Merge.into());
            }
            // From the end backwards.
            let state = entity.provenance.state;
            let font = ui_font(12.0, Weight::Regular);
            let words = eframe::egui::RichText::new(state.label()).font(font);
            ui.label(words.color(theme::of(ui).text2));
            ui.add_space(2.0);
            crate::app::widgets::state_dot(ui, state);
            ui.add_space(4.0);
        },
    );
    if let Some(id) = view.rename.take_if(|id| *id == entity.id) {
        InlineEdit::start(ui, name_id(id), &entity.name);
        view.editing = Some(id);
        ui.ctx().request_repaint();
    }
}

fn name_id(id: EntityId) -> Id {
    Id::unique(("name in inspector", id))
}

fn name_ui(
    ui: &mut Ui,
    work: &Work,
    entity: &Entity,
    editing: &mut Option<EntityId>,
    out: &mut Vec<Command>,
) {
    let schema = work.project().schema();
    if let Some(kind) = schema.get(&entity.kind) {
        let state = if entity.provenance.state == ReviewState::Suggested {
            ChipState::Suggested
        } else {
            ChipState::Solid
        };
        let chip = KindChip::new(kind).state(state).least_width(37.0);
        if let Some(kind) = menus::kind_chip(ui, chip, schema, &entity.kind) {
            let change = EntityChange::Kind(kind);
            out.push(Command::ChangeEntities(vec![entity.id], change));
        }
    }
    // The interface's face can't set every script, so those are painted until they are edited.
    let painted = crate::app::panels::words::right_to_left(&entity.name);
    if painted && *editing != Some(entity.id) {
        let size = vec2(ui.available_width(), LINE);
        let (rect, response) = clickable(ui, size, &entity.name);
        let weight = Weight::SemiBold;
        paint_name(ui, &entity.name, (15.0, weight), theme::of(ui).text, rect);
        if response.double_clicked() {
            InlineEdit::start(ui, name_id(entity.id), &entity.name);
            *editing = Some(entity.id);
        }
        return;
    }
    let (response, kept) = InlineEdit::new(name_id(entity.id), "Name", &entity.name)
        .font(ui_font(15.0, Weight::SemiBold))
        .show(ui);
    if response.lost_focus() {
        *editing = None;
    }
    if let Some(name) = kept {
        let change = EntityChange::Name(name);
        out.push(Command::ChangeEntities(vec![entity.id], change));
    }
}

fn kind_ui(ui: &mut Ui, work: &Work, entity: &Entity, out: &mut Vec<Command>) {
    row(ui, "Kind", |ui| {
        let kinds = &work.project().schema().kinds;
        let names: Vec<_> = kinds.iter().map(|kind| kind.name.as_str()).collect();
        let now = work.project().schema().position(&entity.kind);
        if let Some(index) = drop_down(ui, "Kind", &names, now) {
            let change = EntityChange::Kind(kinds[index].id.clone());
            out.push(Command::ChangeEntities(vec![entity.id], change));
        }
    });
}

/// The distinct texts of its mentions; a click goes to the first mention of that name.
fn names_ui(ui: &mut Ui, work: &Work, entity: &Entity, out: &mut Vec<Command>) {
    let names = work.lists().names(work.project(), entity.id);
    row(ui, "Names", |ui| {
        let room = ui.available_width();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 3.0);
            for (name, mention, state) in names.by_mention() {
                if name_chip(ui, work, entity, (name, mention, state), room) {
                    out.push(Command::GoTo(Item::Mention(mention)));
                }
            }
        });
    });
}

fn name_chip(
    ui: &mut Ui,
    work: &Work,
    entity: &Entity,
    (name, mention, state): (&str, MentionId, ReviewState),
    room: f32,
) -> bool {
    let theme = theme::of(ui);
    let Some(kind) = work.project().schema().get(&entity.kind) else {
        return false;
    };
    let colours = theme.kind_colours(kind.colour);
    let line = OneLine::new(ui, name, LIST, room - 14.0);
    let size = vec2(line.layout.width() + 12.0, 22.0);
    let (rect, response) = clickable_as(ui, mention, size, name);
    let suggested = state == ReviewState::Suggested;
    mention::ground(ui, rect, colours, suggested);
    if response.hovered() {
        let stroke = Stroke::new(1.0, colours.mark);
        ui.painter()
            .rect_stroke(rect, theme::RADIUS_MARK, stroke, StrokeKind::Inside);
    }
    line.paint(ui.painter(), rect.shrink2(vec2(6.0, 0.0)), theme.text);
    let clicked = response.clicked();
    if line.elided {
        text::on_hover(response, name);
    }
    clicked
}

fn identifiers_ui(
    ui: &mut Ui,
    work: &Work,
    entity: &Entity,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let subject = Subject::Item(Item::Entity(entity.id));
    let count = entity.identifiers.len();
    let label = if count > 1 {
        "Identifiers"
    } else {
        "Identifier"
    };
    row(ui, label, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (number, identifier) in entity.identifiers.iter().enumerate() {
            let fields = [
                (
                    Field::Scheme(number),
                    "Scheme",
                    SCHEME,
                    identifier.scheme.as_str(),
                ),
                (
                    Field::Value(number),
                    "Identifier",
                    "",
                    identifier.value.as_str(),
                ),
            ];
            let removed = keyed(ui, ("identifier", number), |ui| {
                pair_ui(ui, work, subject, fields, true, view, out)
            });
            if removed {
                let mut identifiers = entity.identifiers.clone();
                identifiers.remove(number);
                let change = EntityChange::Identifiers(identifiers);
                out.push(Command::ChangeEntities(vec![entity.id], change));
            }
        }
        let fields = [
            (
                Field::NewScheme,
                "Scheme of a new identifier",
                SCHEME,
                SCHEME,
            ),
            (Field::NewValue, "New identifier", "Add an id", ""),
        ];
        keyed(ui, "new identifier", |ui| {
            pair_ui(ui, work, subject, fields, false, view, out)
        });
    });
}

/// Scheme and value of one identifier; tells whether it is to be removed.
fn pair_ui(
    ui: &mut Ui,
    work: &Work,
    subject: Subject,
    fields: [(Field, &str, &str, &str); 2],
    removable: bool,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) -> bool {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), LINE));
    let end = if removable { 28.0 } else { 0.0 };
    let places = [
        Rect::from_min_size(rect.min, vec2(74.0, LINE)),
        Rect::from_min_max(rect.min + vec2(84.0, 0.0), rect.max - vec2(end, 0.0)),
    ];
    for ((field, label, hint, value), place) in fields.into_iter().zip(places) {
        let mut child = crate::app::panels::place::keyed_at(ui, field, place);
        TextField {
            subject,
            field,
            label,
            hint,
            value,
            lines: Lines::One,
        }
        .show(&mut child, work, &mut view.drafts, out);
    }
    if !removable {
        return false;
    }
    let place = Rect::from_min_max(rect.max - vec2(24.0, LINE), rect.max);
    let mut line = line_in(ui, place);
    icon_button(&mut line, Icon::Close, "Remove identifier").clicked()
}

fn buttons_ui(ui: &mut Ui, selected: Option<MentionId>, out: &mut Vec<Command>) {
    ui.add_space(10.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        if ui.add(Button::quiet("Merge with…").keys("M")).clicked() {
            out.push(Action::Merge.into());
        }
        if selected.is_none() {
            return;
        }
        for (action, label) in [
            (Action::Split, "Split off mention"),
            (Action::MarkAll, "Mark all"),
        ] {
            let keys = action.keys().map(|keys| keys.to_string());
            let button = Button::quiet(label).keys(keys.as_deref().unwrap_or_default());
            if ui.add(button).on_hover_text(action.info().help).clicked() {
                out.push(action.into());
            }
        }
    });
}
