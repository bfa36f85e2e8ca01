//! The inspector: all that is known of what is selected, each thing where it can be changed.
//!
//! With nothing selected it shows the document in view. Half-typed words stay in [`InspectorView`] until they
//! are kept, and become one change then.

mod claim;
mod document;
mod entity;
mod fields;
mod header;
mod judgement;
mod link;
mod links;
mod mention;
mod several;
mod thread;

use eframe::egui::{Frame, Margin, ScrollArea, Ui};

use self::fields::{Drafts, Subject};
use super::place::keyed;
use crate::app::widgets::Button;
use crate::edit::Item;
use crate::model::EntityId;
use crate::session::action::Action;
use crate::session::{Command, Work};
use crate::storage::Settings;

/// What the inspector remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct InspectorView {
    /// The entity whose name is being edited here. Setting it starts the edit, once the entity is shown.
    pub rename: Option<EntityId>,
    /// Shows of the judgement only its heading and stamp, where room is short.
    pub fold_judgement: bool,
    editing: Option<EntityId>,
    drafts: Drafts,
}

impl InspectorView {
    /// Keeps what is half typed, for who is about to save or to close.
    pub fn flush(&mut self, work: &Work, out: &mut Vec<Command>) {
        self.drafts.keep_all_but(work, None, out);
    }
}

/// Shows the inspector in what is left of the panel.
pub fn inspector_ui(
    ui: &mut Ui,
    work: &Work,
    settings: &Settings,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let subject = subject(work);
    view.drafts.keep_all_but(work, subject, out);
    keyed(ui, "inspector", |ui| {
        ScrollArea::vertical()
            .id_salt(subject)
            .auto_shrink(false)
            .show(ui, |ui| {
                let margin = Margin {
                    left: 14,
                    right: 12,
                    top: 8,
                    bottom: 16,
                };
                Frame::NONE.inner_margin(margin).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.set_width(ui.available_width());
                    keyed(ui, subject, |ui| {
                        content_ui(ui, work, settings, view, out);
                    });
                });
            });
    });
}

/// What is shown; `None` while several things are selected, or there is nothing to show.
fn subject(work: &Work) -> Option<Subject> {
    match work.selection().items() {
        [] => work.active().map(|document| Subject::Document(document.id)),
        [item] => Some(Subject::Item(*item)),
        _ => None,
    }
}

fn content_ui(
    ui: &mut Ui,
    work: &Work,
    settings: &Settings,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    match work.selection().items() {
        [] => document::document_ui(ui, work, settings, view, out),
        [Item::Claim(id)] => claim::claim_ui(ui, work, *id, view, out),
        [Item::Entity(id)] => entity::entity_ui(ui, work, *id, None, view, out),
        [Item::Mention(id)] => {
            if let Some(mention) = work.project().mention(*id) {
                entity::entity_ui(ui, work, mention.entity, Some(*id), view, out);
            }
        }
        [Item::Link(id)] => link::link_ui(ui, work, *id, view, out),
        items => several::several_ui(ui, work, items, out),
    }
    let has_history = work.project().ledger().is_some();
    if has_history && work.selection().items().len() == 1 {
        ui.add_space(12.0);
        if ui.add(Button::plain("History of this…")).clicked() {
            out.push(Action::ItemHistory.into());
        }
    }
}
