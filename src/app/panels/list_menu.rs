//! The menu beside a list's filter: which states it shows, in what order, and of which documents.

use eframe::egui::Ui;

use super::menus::{item, menu, section};
use crate::app::widgets::{Button, Icon, MenuItem};
use crate::session::Command;
use crate::session::lists::{ClaimSort, EntitySort, ListView, Scope, Shown};

/// What the entity list shows.
pub fn entity_menu(ui: &mut Ui, view: &ListView, out: &mut Vec<Command>) {
    let label = match view.entity_states {
        Shown::All => view.entity_sort.label(),
        shown => shown.label(),
    };
    let response = ui.add(Button::plain(label).icon(Icon::Filter));
    menu(&response, "What the list shows", 200.0, |ui| {
        states(ui, view.entity_states, |shown| {
            out.push(Command::ShowEntityStates(shown));
        });
        section(ui, "Order");
        for sort in EntitySort::ALL {
            let line = MenuItem::new(sort.label()).checked(view.entity_sort == sort);
            if item(ui, line) {
                out.push(Command::SortEntities(sort));
            }
        }
        scopes(ui, view.scope, out);
    });
}

/// What the claim list shows.
pub fn claim_menu(ui: &mut Ui, view: &ListView, out: &mut Vec<Command>) {
    let label = match (view.claim_states, view.claim_sort) {
        (Shown::All, ClaimSort::Place) => Shown::All.label(),
        (Shown::All, sort) => sort.label(),
        (shown, _) => shown.label(),
    };
    let response = ui.add(Button::plain(label).icon(Icon::Filter));
    menu(&response, "What the list shows", 200.0, |ui| {
        states(ui, view.claim_states, |shown| {
            out.push(Command::ShowClaimStates(shown));
        });
        section(ui, "Order");
        for sort in ClaimSort::ALL {
            let line = MenuItem::new(sort.label()).checked(view.claim_sort == sort);
            if item(ui, line) {
                out.push(Command::SortClaims(sort));
            }
        }
        scopes(ui, view.scope, out);
    });
}

fn states(ui: &mut Ui, now: Shown, mut choose: impl FnMut(Shown)) {
    section(ui, "Show");
    for shown in Shown::ALL {
        if item(ui, MenuItem::new(shown.label()).checked(now == shown)) {
            choose(shown);
        }
    }
}

fn scopes(ui: &mut Ui, now: Scope, out: &mut Vec<Command>) {
    section(ui, "Of");
    for (scope, label) in [
        (Scope::Document, "This document"),
        (Scope::Project, "All documents"),
    ] {
        if item(ui, MenuItem::new(label).checked(now == scope)) {
            out.push(Command::SetScope(scope));
        }
    }
}
