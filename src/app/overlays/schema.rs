//! The label schema: rename, recolour, reorder, add and delete kinds.
//!
//! A field sends its change when it is left or Enter is pressed, and only if nothing is wrong with it;
//! what is wrong stands under the kind while it is typed.

use super::dialog::{default_button, dialog_ui, fault as fault_ui, foot, say_small};
use super::schema_colour::{ColourView, swatch_ui};
use super::schema_delete::{Decision, DeleteView, delete_ui};
use super::schema_rules::{Field, fault, new_kind};
use crate::app::theme::{self, BUTTON, FIELD, HAIRLINE, Weight, mono, ui_font};
use crate::app::widgets::typed::{Typed, select_all};
use crate::app::widgets::{Button, Icon, icon_button, text};
use crate::model::{Kind, KindId, LabelSchema, Project};
use crate::session::{Command, Session};
use eframe::egui::{
    Align2, Context, Id, Key, Modifiers, ScrollArea, Sense, Stroke, TextEdit, Ui, UiBuilder, vec2,
};
use std::collections::HashMap;

/// View state of the schema editor.
#[derive(Default)]
pub struct SchemaView {
    /// What is typed and not in the project yet.
    drafts: HashMap<(KindId, Field), String>,
    colour: ColourView,
    deleting: Option<DeleteView>,
    /// The kind whose name takes the keyboard as soon as it is there.
    added: Option<KindId>,
    /// Entities and mentions of each kind, by the revision they were counted in.
    counts: Option<(u64, HashMap<KindId, Count>)>,
}

/// How much is of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub entities: usize,
    pub mentions: usize,
}

/// Widths of the columns, in points.
const ARROWS: f32 = 52.0;
const SWATCH: f32 = 34.0;
const NAME: f32 = 246.0;
const TAG: f32 = 64.0;
const KEY: f32 = 44.0;
const COUNT: f32 = 84.0;

/// Returns whether it closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut SchemaView,
    out: &mut Vec<Command>,
) -> bool {
    let Some(work) = session.work() else {
        return true;
    };
    view.restore_on_escape(context);
    view.count(work.revision(), work.project());
    let schema = work.project().schema().clone();
    let shown = dialog_ui(context, "Label schema", 600.0, |ui| {
        let theme = theme::of(ui);
        say_small(
            ui,
            "The kinds of entities in this project, in the order of lists and keys.",
            theme.text2,
        );
        ui.add_space(8.0);
        headings_ui(ui);
        let height = (ui.ctx().content_rect().height() - 220.0).clamp(120.0, 520.0);
        ScrollArea::vertical()
            .min_scrolled_height(height)
            .max_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for place in 0..schema.kinds.len() {
                    kind_ui(ui, &schema, place, view, out);
                }
            });
        ui.add_space(8.0);
        if ui.add(Button::quiet("Add kind").icon(Icon::Plus)).clicked() {
            let kind = new_kind(&schema);
            view.added = Some(kind.id.clone());
            out.push(Command::AddKind(kind));
        }
        foot(ui, |ui| {
            default_button(ui, true, false, Button::primary("Done"))
        })
    });
    shown.closed || shown.inner
}

impl SchemaView {
    fn count_of(&self, kind: &KindId) -> Count {
        let counts = self.counts.as_ref();
        counts
            .and_then(|(_, counts)| counts.get(kind).copied())
            .unwrap_or_default()
    }

    fn count(&mut self, revision: u64, project: &Project) {
        if self.counts.as_ref().is_some_and(|(of, _)| *of == revision) {
            return;
        }
        let mut counts: HashMap<KindId, Count> = HashMap::new();
        for entity in project.entities() {
            let count = counts.entry(entity.kind.clone()).or_default();
            count.entities += 1;
            count.mentions += project.mentions_of(entity.id).count();
        }
        self.counts = Some((revision, counts));
    }

    /// Esc in a field gives back what was there; the dialog stays open.
    fn restore_on_escape(&mut self, context: &Context) {
        // egui takes the focus away on Esc before anything is drawn.
        let draft = self.drafts.keys().find(|(kind, field)| {
            let id = field_id(kind, *field);
            context.memory(|memory| memory.has_focus(id) || memory.had_focus_last_frame(id))
        });
        let Some(draft) = draft.cloned() else {
            return;
        };
        if context.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            context.memory_mut(|memory| memory.request_focus(field_id(&draft.0, draft.1)));
            self.drafts.remove(&draft);
        }
    }
}

fn field_id(kind: &KindId, field: Field) -> Id {
    Id::unique(("schema field", kind.as_str(), field))
}

fn headings_ui(ui: &mut Ui) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let columns = [
            ("", ARROWS),
            ("", SWATCH),
            ("Name", NAME),
            ("Tag", TAG),
            ("Key", KEY),
            ("Entities", COUNT),
        ];
        for (words, width) in columns {
            let (_, rect) = ui.allocate_space(vec2(width, 18.0));
            let font = ui_font(11.0, Weight::SemiBold);
            let galley = text::line(ui, words, font, theme.text2, width);
            let (anchor, at) = if words == "Entities" {
                (Align2::RIGHT_CENTER, rect.right_center())
            } else {
                (Align2::LEFT_CENTER, rect.left_center())
            };
            text::paint(ui.painter(), galley, anchor, at);
        }
    });
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 1.0));
    let stroke = Stroke::new(HAIRLINE, theme.line);
    ui.painter().hline(line.x_range(), line.center().y, stroke);
}

fn kind_ui(
    ui: &mut Ui,
    schema: &LabelSchema,
    place: usize,
    view: &mut SchemaView,
    out: &mut Vec<Command>,
) {
    let kind = &schema.kinds[place];
    ui.push_id(kind.id.as_str(), |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            arrows_ui(ui, schema, place, out);
            if let Some(colour) = swatch_ui(ui, kind, SWATCH, &mut view.colour) {
                out.push(Command::ChangeKind(Kind {
                    colour,
                    ..kind.clone()
                }));
            }
            for (field, width) in [(Field::Name, NAME), (Field::Tag, TAG), (Field::Key, KEY)] {
                field_ui(ui, schema, kind, (field, width), view, out);
            }
            count_ui(ui, view.count_of(&kind.id).entities);
            let can_delete = schema.kinds.len() > 1;
            let name = format!("Delete {}", kind.name);
            let delete = ui.add_enabled_ui(can_delete, |ui| icon_button(ui, Icon::Trash, &name));
            if delete.inner.clicked() {
                view.deleting = DeleteView::new(schema, &kind.id);
            }
        });
        for field in [Field::Name, Field::Tag, Field::Key] {
            let typed = view.drafts.get(&(kind.id.clone(), field));
            if let Some(words) = typed.and_then(|typed| fault(schema, &kind.id, field, typed)) {
                ui.horizontal(|ui| {
                    ui.add_space(ARROWS + SWATCH + 16.0);
                    fault_ui(ui, &words);
                });
            }
        }
        let count = view.count_of(&kind.id);
        if let Some(deleting) = view.deleting.as_mut().filter(|d| d.kind == kind.id) {
            match delete_ui(ui, schema, kind, count, deleting) {
                Some(Decision::Delete(entities)) => {
                    out.push(Command::DeleteKind(kind.id.clone(), entities));
                    view.deleting = None;
                }
                Some(Decision::Cancel) => view.deleting = None,
                None => {}
            }
        }
    });
}

fn arrows_ui(ui: &mut Ui, schema: &LabelSchema, place: usize, out: &mut Vec<Command>) {
    let kind = &schema.kinds[place];
    let steps = [
        (Icon::ChevronUp, "up", place.checked_sub(1)),
        (
            Icon::ChevronDown,
            "down",
            Some(place + 1).filter(|next| *next < schema.kinds.len()),
        ),
    ];
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.set_width(ARROWS);
        ui.horizontal(|ui| {
            for (icon, way, next) in steps {
                let name = format!("Move {} {way}", kind.name);
                let button = ui.add_enabled_ui(next.is_some(), |ui| icon_button(ui, icon, &name));
                if let Some(next) = next.filter(|_| button.inner.clicked()) {
                    out.push(Command::MoveKind(kind.id.clone(), next));
                }
            }
        });
    });
}

fn field_ui(
    ui: &mut Ui,
    schema: &LabelSchema,
    kind: &Kind,
    (field, width): (Field, f32),
    view: &mut SchemaView,
    out: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let draft_key = (kind.id.clone(), field);
    let saved = field.value(kind);
    let mut typed = view
        .drafts
        .get(&draft_key)
        .cloned()
        .unwrap_or_else(|| saved.clone());
    let wrong = fault(schema, &kind.id, field, &typed).is_some();
    let font = match field {
        Field::Name => ui_font(13.0, Weight::Regular),
        Field::Tag | Field::Key => mono(12.0, Weight::Medium),
    };
    let id = field_id(&kind.id, field);
    let words = Typed::of(ui, id, &typed, &font, f32::INFINITY);
    let edit = TextEdit::singleline(&mut typed)
        .id(id)
        .font(font)
        .text_color(words.ink(theme.text))
        .margin(vec2(8.0, 0.0))
        .align(Align2::LEFT_CENTER)
        .desired_width(width - 16.0)
        .min_size(vec2(width, BUTTON));
    let (_, place) = ui.allocate_space(vec2(width, BUTTON));
    let response = ui.new_child(UiBuilder::new().max_rect(place)).add(edit);
    words.show(
        ui,
        &response,
        &typed,
        place.shrink2(vec2(8.0, 0.0)),
        theme.text,
    );
    if wrong {
        let stroke = Stroke::new(HAIRLINE, theme.error);
        ui.painter().rect_stroke(
            response.rect,
            theme::RADIUS_CONTROL,
            stroke,
            eframe::egui::StrokeKind::Inside,
        );
    }
    let name = format!("{} of {}", field.label(), kind.name);
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_label(name));
    if field == Field::Name && view.added.as_ref() == Some(&kind.id) {
        view.added = None;
        select_all(ui, id, &typed);
        response.request_focus();
        response.scroll_to_me(None);
    }
    if typed == saved {
        view.drafts.remove(&draft_key);
    } else if response.lost_focus() && !wrong {
        view.drafts.remove(&draft_key);
        let next = field.changed(kind, &typed);
        if next != *kind {
            out.push(Command::ChangeKind(next));
        }
    } else {
        view.drafts.insert(draft_key, typed);
    }
}

fn count_ui(ui: &mut Ui, entities: usize) {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(COUNT, FIELD), Sense::hover());
    let words = entities.to_string();
    let font = mono(11.0, Weight::Medium);
    let galley = text::line(ui, &words, font, theme.text2, COUNT);
    text::paint(
        ui.painter(),
        galley,
        Align2::RIGHT_CENTER,
        rect.right_center(),
    );
    let name = format!("{words} entities");
    response
        .widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, &name));
}
