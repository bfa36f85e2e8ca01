//! Asks what to do with an entity that is given the name of another one.

use super::dialog::{default_button, dialog_ui, foot, say};
use crate::app::theme;
use crate::app::widgets::Button;
use crate::edit::actions::{EntityChange, count};
use crate::model::{EntityId, Project, ReviewState};
use crate::session::{Command, Session, Work};
use eframe::egui::Context;

/// The renaming that waits for an answer.
#[derive(Clone, Debug)]
pub struct SameNameView {
    entity: EntityId,
    name: String,
    /// The one that has the name.
    other: EntityId,
}

impl SameNameView {
    /// If the command gives an entity the name of another one.
    pub fn of(work: &Work, command: &Command) -> Option<Self> {
        let Command::ChangeEntities(entities, EntityChange::Name(name)) = command else {
            return None;
        };
        let [entity] = entities[..] else {
            return None;
        };
        let other = namesake(work.project(), entity, name)?;
        let name = name.trim().to_owned();
        Some(Self {
            entity,
            name,
            other,
        })
    }
}

/// Another entity that has this name, whatever the case; rejected ones don’t count.
fn namesake(project: &Project, entity: EntityId, name: &str) -> Option<EntityId> {
    let name = name.trim().to_lowercase();
    let mut named = project.named(&name);
    let lives = |state: ReviewState| state != ReviewState::Rejected;
    let other = named.find(|it| it.id != entity && lives(it.provenance.state));
    other.map(|other| other.id)
}

/// Returns whether it closed; what was decided is in `out`.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &SameNameView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(work) = session.work() else {
        return true;
    };
    let (Some(entity), Some(other)) = (
        work.project().entity(view.entity),
        work.project().entity(view.other),
    ) else {
        return true;
    };
    let kind = work.project().schema().get(&other.kind);
    let kind = kind.map_or(String::new(), |kind| kind.name.to_lowercase());
    let mentions = count(work.mentions_in_order(other.id).len(), "mention");
    let shown = dialog_ui(context, "Merge entities of one name?", 440.0, |ui| {
        let theme = theme::of(ui);
        let there = format!(
            "There is already an entity “{}” ({kind}, {mentions}).",
            other.name
        );
        say(ui, &there, theme.text);
        ui.add_space(4.0);
        let merging = format!(
            "Merging makes one entity of it and “{}”. It can be undone.",
            entity.name
        );
        say(ui, &merging, theme.text2);
        foot(ui, |ui| {
            let merge = Button::primary("Merge").keys("Enter");
            if default_button(ui, true, opening, merge) {
                out.push(Command::MergeInto(view.other, vec![view.entity]));
                return true;
            }
            if ui.add(Button::quiet("Keep both")).clicked() {
                let change = EntityChange::Name(view.name.clone());
                out.push(Command::ChangeEntities(vec![view.entity], change));
                return true;
            }
            ui.add(Button::plain("Cancel")).clicked()
        })
    });
    shown.inner || shown.closed
}
