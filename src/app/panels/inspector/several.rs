//! Several things selected at once, and what can be done with all of them.

use eframe::egui::Ui;

use super::header;
use crate::app::panels::menus::{item, kinds, menu};
use crate::app::panels::place::small;
use crate::app::theme;
use crate::app::widgets::{Button, Icon, MenuItem};
use crate::edit::Item;
use crate::edit::actions::{ClaimChange, EntityChange};
use crate::model::{ClaimId, EntityId, Verdict};
use crate::session::action::Action;
use crate::session::{Command, Work};

/// Says how many things are selected and offers what they have in common.
pub fn several_ui(ui: &mut Ui, work: &Work, items: &[Item], out: &mut Vec<Command>) {
    let count = |matches: fn(&Item) -> bool| items.iter().filter(|item| matches(item)).count();
    let counts = [
        (
            count(|i| matches!(i, Item::Entity(_))),
            "entity",
            "entities",
        ),
        (
            count(|i| matches!(i, Item::Mention(_))),
            "mention",
            "mentions",
        ),
        (count(|i| matches!(i, Item::Claim(_))), "claim", "claims"),
        (count(|i| matches!(i, Item::Link(_))), "link", "links"),
    ];
    let words: Vec<String> = counts
        .iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    header::header_line(ui, |ui| header::title(ui, &words.join(", ")), |_| {});
    ui.add_space(4.0);
    let entities = work.selected_entities();
    let claims: Vec<ClaimId> = work.selection().claims().collect();
    if !entities.is_empty() {
        entities_ui(ui, work, &entities, out);
    }
    if !claims.is_empty() {
        claims_ui(ui, &claims, out);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if ui.add(Button::quiet("Accept").keys("A")).clicked() {
            out.push(Command::Accept(items.to_vec()));
        }
        if ui.add(Button::quiet("Reject").keys("R")).clicked() {
            out.push(Command::Reject(items.to_vec()));
        }
        if ui.add(Button::quiet("Delete").icon(Icon::Trash)).clicked() {
            out.push(Command::Delete(items.to_vec()));
        }
    });
}

fn entities_ui(ui: &mut Ui, work: &Work, ids: &[EntityId], out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    const NAMES: usize = 12;
    let mut names: Vec<&str> = ids
        .iter()
        .take(NAMES)
        .filter_map(|id| work.project().entity(*id))
        .map(|entity| entity.name.as_str())
        .collect();
    let more = format!("{} more", ids.len().saturating_sub(NAMES));
    if ids.len() > NAMES {
        names.push(&more);
    }
    small(ui, &names.join(", "), theme.text2);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let response = ui.add(Button::quiet("Kind").drop_down());
        menu(&response, "Kind", 220.0, |ui| {
            if let Some(kind) = kinds(ui, work.project().schema(), None) {
                let change = EntityChange::Kind(kind);
                out.push(Command::ChangeEntities(ids.to_vec(), change));
            }
        });
        let merge = Button::quiet("Merge").icon(Icon::Merge).keys("M");
        if ids.len() > 1 && ui.add(merge).clicked() {
            out.push(Action::Merge.into());
        }
    });
    ui.add_space(6.0);
}

fn claims_ui(ui: &mut Ui, ids: &[ClaimId], out: &mut Vec<Command>) {
    let response = ui.add(Button::quiet("Verdict").drop_down());
    menu(&response, "Verdict", 200.0, |ui| {
        for verdict in Verdict::ALL {
            if item(ui, MenuItem::new(verdict.label())) {
                let change = ClaimChange::Verdict(*verdict);
                out.push(Command::ChangeClaims(ids.to_vec(), change));
            }
        }
    });
    ui.add_space(6.0);
}
