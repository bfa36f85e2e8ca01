//! A link: its kind, both its ends, and a note.

use eframe::egui::Ui;

use super::fields::{Field, Lines, Subject, TextField, row};
use super::{InspectorView, header, links};
use crate::edit::Item;
use crate::model::{LinkId, LinkTarget};
use crate::session::{Command, Work};

/// Shows one link.
pub fn link_ui(
    ui: &mut Ui,
    work: &Work,
    id: LinkId,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let Some(link) = work.project().link(id) else {
        return;
    };
    header::header_line(
        ui,
        |ui| {
            header::title(ui, "Link");
            header::state(ui, link.provenance.state);
        },
        |ui| header::delete_button(ui, Item::Link(id), out),
    );
    header::provenance(ui, &link.provenance);
    header::decide(ui, Item::Link(id), link.provenance.state, out);
    ui.add_space(6.0);
    for (label, end) in [
        ("From", Some(LinkTarget::Claim(link.from))),
        ("Kind", None),
        ("To", Some(link.to)),
    ] {
        row(ui, label, |ui| {
            ui.horizontal(|ui| {
                let room = ui.available_width();
                match end {
                    Some(end) => links::end_ui(ui, work, end, room, out),
                    None => links::kind_ui(ui, link, true, out),
                }
            });
        });
    }
    row(ui, "Notes", |ui| {
        TextField {
            subject: Subject::Item(Item::Link(id)),
            field: Field::Notes,
            label: "Notes",
            hint: "Add a note",
            value: &link.notes,
            lines: Lines::Many,
        }
        .show(ui, work, &mut view.drafts, out);
    });
}
