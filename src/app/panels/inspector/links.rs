//! What a claim is linked to: other claims, and the entities that it is about.

use eframe::egui::{Align2, Rect, Sense, Ui, pos2, vec2};

use super::fields::LINE;
use crate::app::panels::menus::{item, menu};
use crate::app::panels::place::{
    badge_width, clickable, heading, keyed, line_in, number_badge, small,
};
use crate::app::panels::words::{LIST, OneLine, paint_name};
use crate::app::theme::{self, Weight, ui_font};
use crate::app::widgets::{
    Button, Icon, KindChip, MenuItem, focus_ring, icon_button, link_colour, text,
};
use crate::edit::Item;
use crate::model::{Claim, ClaimId, Link, LinkKind, LinkTarget, ReviewState};
use crate::session::action::Action;
use crate::session::{Command, Work};

/// Shows the links, and “Link”, which adds one.
pub fn links_ui(ui: &mut Ui, work: &Work, claim: &Claim, out: &mut Vec<Command>) {
    let (about, claims): (Vec<_>, Vec<_>) = work
        .project()
        .links_of(claim.id)
        .filter(|link| link.provenance.state != ReviewState::Rejected)
        .partition(|link| matches!(link.to, LinkTarget::Entity(_)));
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), LINE));
    let mut line = line_in(ui, rect);
    heading(&mut line, "Links", theme::of(ui).text2);
    line.with_layout(
        eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
        |ui| {
            let button = Button::plain("Link").icon(Icon::Plus);
            if ui.add(button).on_hover_text("Link the claim").clicked() {
                out.push(Action::AddLink.into());
            }
        },
    );
    for link in claims {
        keyed(ui, link.id, |ui| {
            claim_link_ui(ui, work, claim.id, link, out)
        });
    }
    if !about.is_empty() {
        small(ui, "About", theme::of(ui).text3);
    }
    for link in about {
        keyed(ui, link.id, |ui| about_ui(ui, work, link, out));
    }
    ui.add_space(6.0);
}

/// The link as this claim sees it: links that lead here read the other way round.
pub fn kind_words(kind: LinkKind, outgoing: bool) -> &'static str {
    match (kind, outgoing) {
        (LinkKind::Repeats, false) => "Repeated by",
        (LinkKind::Updates, false) => "Updated by",
        (LinkKind::Retracts, false) => "Retracted by",
        (LinkKind::Elaborates, false) => "Elaborated by",
        (kind, _) => kind.label(),
    }
}

/// Icon and words of the kind, which open the kinds that it can be changed to.
pub fn kind_ui(ui: &mut Ui, link: &Link, outgoing: bool, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let colour = link_colour(theme, link.kind);
    let words = kind_words(link.kind, outgoing);
    let font = ui_font(12.0, Weight::SemiBold);
    let galley = text::line(ui, words, font, colour, f32::INFINITY);
    let size = vec2(20.0 + galley.size().x, LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    if response.hovered() {
        ui.painter()
            .rect_filled(rect.expand2(vec2(3.0, -1.0)), 3, theme.hover);
    }
    let square = Rect::from_center_size(pos2(rect.left() + 7.0, rect.center().y), vec2(14.0, 14.0));
    Icon::of_link(link.kind).paint(ui.painter(), square, 14.0, colour);
    let left = rect.left_center() + vec2(18.0, 0.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, left);
    focus_ring(ui, &response, rect, 3);
    response.widget_info(|| {
        let mut info = eframe::egui::WidgetInfo::labeled(
            eframe::egui::Role::ComboBox,
            ui.is_enabled(),
            "Kind of link",
        );
        info.current_text_value = Some(words.to_owned());
        info
    });
    if link.kind == LinkKind::About {
        return;
    }
    menu(&response, "Kind of link", 180.0, |ui| {
        for kind in LinkKind::ALL {
            if *kind == LinkKind::About {
                continue;
            }
            if item(ui, MenuItem::new(kind.label()).checked(*kind == link.kind)) {
                out.push(Command::ChangeLink(link.id, *kind, link.notes.clone()));
            }
        }
        ui.separator();
        if item(ui, MenuItem::new("Show link")) {
            out.push(Command::GoTo(Item::Link(link.id)));
        }
    });
}

fn claim_link_ui(ui: &mut Ui, work: &Work, this: ClaimId, link: &Link, out: &mut Vec<Command>) {
    let LinkTarget::Claim(to) = link.to else {
        return;
    };
    let outgoing = link.from == this;
    let other = if outgoing { to } else { link.from };
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        kind_ui(ui, link, outgoing, out);
        let room = ui.available_width() - 30.0;
        end_ui(ui, work, LinkTarget::Claim(other), room, out);
        if icon_button(ui, Icon::Trash, "Delete link").clicked() {
            out.push(Command::Delete(vec![Item::Link(link.id)]));
        }
    });
    if !link.notes.is_empty() {
        small(ui, &link.notes, theme::of(ui).text2);
        ui.add_space(4.0);
    }
}

/// Where a link leads: a number and words, or a chip and a name. A click goes there.
pub fn end_ui(ui: &mut Ui, work: &Work, end: LinkTarget, width: f32, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    match end {
        LinkTarget::Claim(id) => {
            let Some(row) = work.lists().claim_row(work.project(), id) else {
                return;
            };
            let says = format!("Claim {}, {}", row.number, row.content);
            let (rect, response) = clickable(ui, vec2(width, LINE), &says);
            if response.hovered() {
                ui.painter()
                    .rect_filled(rect.expand2(vec2(2.0, -1.0)), 3, theme.hover);
            }
            let badge = Rect::from_min_size(
                rect.min + vec2(0.0, 3.5),
                vec2(badge_width(row.number), 17.0),
            );
            let suggested = row.state == ReviewState::Suggested;
            number_badge(ui, badge, row.number, suggested, false);
            let place = Rect::from_min_max(pos2(badge.right() + 7.0, rect.top()), rect.max);
            let line = OneLine::new(ui, &row.content, LIST, place.width());
            line.paint(ui.painter(), place, theme.text);
            if response.clicked() {
                out.push(Command::GoTo(Item::Claim(id)));
            }
            if line.elided {
                text::on_hover(response, &row.content);
            }
        }
        LinkTarget::Entity(id) => {
            let Some(entity) = work.project().entity(id) else {
                return;
            };
            if let Some(kind) = work.project().schema().get(&entity.kind) {
                ui.add(KindChip::new(kind));
            }
            let (rect, response) = clickable(ui, vec2(width - 40.0, LINE), &entity.name);
            let colour = if response.hovered() {
                theme.accent
            } else {
                theme.text
            };
            let (_, cut) = paint_name(ui, &entity.name, (13.0, Weight::Medium), colour, rect);
            if response.clicked() {
                out.push(Command::GoTo(Item::Entity(id)));
            }
            if cut {
                text::on_hover(response, &entity.name);
            }
        }
    }
}

fn about_ui(ui: &mut Ui, work: &Work, link: &Link, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let room = ui.available_width() - 30.0;
        end_ui(ui, work, link.to, room, out);
        if icon_button(ui, Icon::Trash, "Delete link").clicked() {
            out.push(Command::Delete(vec![Item::Link(link.id)]));
        }
    });
}
