//! Deleting a kind: says first what is of that kind, and asks what becomes of it.

use super::dialog::say;
use super::schema::Count;
use crate::app::theme::{self, HAIRLINE, RADIUS_CONTROL};
use crate::app::widgets::{Button, Icon, MenuItem};
use crate::edit::actions::OnDelete;
use crate::model::{Kind, KindId, LabelSchema};
use eframe::egui::{Frame, Margin, Popup, Sense, Stroke, Ui, vec2};

/// View state of the question.
pub(super) struct DeleteView {
    pub kind: KindId,
    /// Where the entities go.
    target: KindId,
}

impl DeleteView {
    /// `None` for the last kind, which can't be deleted.
    pub fn new(schema: &LabelSchema, kind: &KindId) -> Option<Self> {
        // The last kind is the one for everything else.
        let mut others = schema.kinds.iter().rev().filter(|other| other.id != *kind);
        Some(Self {
            kind: kind.clone(),
            target: others.next()?.id.clone(),
        })
    }
}

/// The answer.
pub(super) enum Decision {
    Delete(OnDelete),
    Cancel,
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns the answer once there is one.
pub(super) fn delete_ui(
    ui: &mut Ui,
    schema: &LabelSchema,
    kind: &Kind,
    count: Count,
    view: &mut DeleteView,
) -> Option<Decision> {
    let theme = theme::of(ui);
    let frame = Frame::new()
        .fill(theme.warn_soft)
        .stroke(Stroke::new(HAIRLINE, theme.line))
        .corner_radius(RADIUS_CONTROL)
        .inner_margin(Margin::same(12));
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width() - 4.0);
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            Icon::Warning.paint(ui.painter(), rect, 15.0, theme.warn);
            say(ui, &consequence(kind, count), theme.text);
        });
        ui.add_space(6.0);
        ui.horizontal(|ui| buttons_ui(ui, schema, count, view))
            .inner
    });
    shown.inner
}

fn consequence(kind: &Kind, count: Count) -> String {
    if count.entities == 0 {
        return format!("Nothing is of the kind “{}”.", kind.name);
    }
    let verb = if count.entities + count.mentions == 1 {
        "is"
    } else {
        "are"
    };
    let mentions = counted(count.mentions, "mention", "mentions");
    let entities = counted(count.entities, "entity", "entities");
    format!("{entities} and {mentions} {verb} of this kind.")
}

fn buttons_ui(
    ui: &mut Ui,
    schema: &LabelSchema,
    count: Count,
    view: &mut DeleteView,
) -> Option<Decision> {
    if count.entities == 0 {
        if ui.add(Button::primary("Delete kind")).clicked() {
            return Some(Decision::Delete(OnDelete::DeleteEntities));
        }
    } else {
        let target = target_ui(ui, schema, view);
        if ui.add(Button::primary("Move and delete kind")).clicked() {
            return Some(Decision::Delete(OnDelete::MoveTo(target)));
        }
        if ui.add(Button::quiet("Delete them")).clicked() {
            return Some(Decision::Delete(OnDelete::DeleteEntities));
        }
    }
    let cancel = ui.add(Button::plain("Cancel"));
    cancel.clicked().then_some(Decision::Cancel)
}

fn target_ui(ui: &mut Ui, schema: &LabelSchema, view: &mut DeleteView) -> KindId {
    let name = schema.get(&view.target).map_or("…", |kind| &kind.name);
    let button = ui.add(Button::quiet(&format!("Move to {name}")).drop_down());
    Popup::menu(&button).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(200.0);
        for kind in schema.kinds.iter().filter(|other| other.id != view.kind) {
            let item = MenuItem::new(&kind.name).checked(kind.id == view.target);
            if ui.add(item).clicked() {
                view.target = kind.id.clone();
                ui.close();
            }
        }
    });
    view.target.clone()
}
