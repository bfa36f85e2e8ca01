//! The claim list: who says what, with the analyst's stamp and the first link of each claim.

use eframe::egui::{Align2, Rect, Response, Stroke, Ui, UiBuilder, pos2, vec2};

use super::list::{ListState, Rows, is_selected, meant};
use super::list_head::{head_ui, several_ui};
use super::list_menu::claim_menu;
use super::menus::{action_item, item, menu, section};
use super::place::{badge_width, empty, hairline, keyed, keyed_at, number_badge, paint_line};
use super::words::{LIST, OneLine, paint_name};
use crate::app::theme::{self, CLAIM_ROW, HAIRLINE, Weight, mono, ui_font};
use crate::app::widgets::{Button, Icon, MenuItem, Row, link_colour, stamp, text};
use crate::edit::Item;
use crate::edit::actions::ClaimChange;
use crate::model::{ClaimId, DocumentId, ReviewState, Verdict};
use crate::session::action::Action;
use crate::session::lists::{ClaimRow, Shown};
use crate::session::{Command, Work};

/// What the claim list remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct ClaimsView {
    list: ListState,
    /// The document whose claims were last shown.
    document: Option<DocumentId>,
}

impl ClaimsView {
    /// Gives the keyboard to the list.
    pub fn take_keyboard(&mut self, work: &Work) {
        let rows = Rows::Claims(&work.lists().claims);
        self.list.focus_some(work, rows);
    }
}

/// Shows the list in what is left of the panel.
pub fn claims_ui(ui: &mut Ui, work: &Work, view: &mut ClaimsView, out: &mut Vec<Command>) {
    keyed(ui, "claims", |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let listed = work.list_view();
        let list_menu = |ui: &mut Ui| claim_menu(ui, listed, out);
        let filter = head_ui(ui, "Filter claims", &listed.claim_filter, list_menu);
        if let Some(filter) = filter {
            view.list.show_first();
            out.push(Command::FilterClaims(filter));
        }
        let area = ui.available_rect_before_wrap();
        let rows = Rows::Claims(&work.lists().claims);
        let document = work.active().map(|document| document.id);
        if document != view.document {
            view.document = document;
            view.list.show_selected_or_first(work, rows);
        }
        if rows.len() == 0 {
            nothing_ui(ui, work, out);
        } else {
            view.list
                .show(ui, work, rows, CLAIM_ROW, out, |ui, item, rect, out| {
                    let mut row = keyed_at(ui, item, rect);
                    row_ui(&mut row, work, item, out)
                });
        }
        several_ui(ui, area, work, rows, out, |ui, selected, out| {
            let response = ui.add(Button::plain("Verdict…"));
            menu(&response, "Verdict", 200.0, |ui| {
                verdicts(ui, None, &claims_of(selected), out);
            });
        });
    });
}

fn nothing_ui(ui: &mut Ui, work: &Work, out: &mut Vec<Command>) {
    let view = work.list_view();
    let filtered = !view.claim_filter.trim().is_empty() || view.claim_states != Shown::All;
    if !filtered {
        empty(ui, "No claims yet. Select words and press C.", None);
    } else if empty(ui, "Nothing fits the filter.", Some("Clear filter")) {
        out.push(Command::FilterClaims(String::new()));
        out.push(Command::ShowClaimStates(Shown::All));
    }
}

fn claims_of(items: &[Item]) -> Vec<ClaimId> {
    let claim = |item: &Item| match item {
        Item::Claim(id) => Some(*id),
        _ => None,
    };
    items.iter().filter_map(claim).collect()
}

fn row_ui(ui: &mut Ui, work: &Work, item: Item, out: &mut Vec<Command>) -> Response {
    let row = match item {
        Item::Claim(id) => work.lists().claim_row(work.project(), id),
        _ => None,
    };
    let Some(row) = row else {
        return ui.response();
    };
    let selected = is_selected(work, item);
    let cue = row.cue.label().to_lowercase();
    let says = format!(
        "Claim {}, {} {cue}: {}, {}",
        row.number,
        row.source,
        row.content,
        row.state.label().to_lowercase()
    );
    let response = Row::new(&says, CLAIM_ROW).selected(selected).show(ui);
    let rect = response.rect;
    let min = rect.min + vec2(10.0, 7.0);
    let badge = Rect::from_min_size(min, vec2(badge_width(row.number), 17.0));
    let suggested = row.state == ReviewState::Suggested;
    number_badge(ui, badge, row.number, suggested, selected);
    let end = end_ui(ui, work, &row, rect, out);
    let mut elided = source_ui(ui, &row, rect, end);
    elided |= content_ui(ui, &row, rect, end);
    let y = rect.bottom() - 0.5;
    hairline(ui, y);
    response.context_menu(|ui| {
        ui.set_width(220.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        menu_ui(ui, work, &row, out);
    });
    if elided {
        response.clone().on_hover_ui(|ui| {
            let font = ui_font(13.0, Weight::Regular);
            let colour = theme::of(ui).text;
            text::label(ui, &format!("{} {cue}", row.source), font, colour);
            let words = super::words::QUOTE;
            let width = ui.spacing().tooltip_width;
            let layout =
                crate::app::article::text::TextLayout::new(ui.ctx(), &row.content, words, width);
            let (_, rect) = ui.allocate_space(layout.size());
            layout.paint(ui.painter(), rect.min, theme::of(ui).text);
        });
    }
    response
}

/// First line: source, cue class and the claim it came through.
fn source_ui(ui: &Ui, row: &ClaimRow, rect: Rect, end: f32) -> bool {
    let theme = theme::of(ui);
    let line = Rect::from_min_max(
        pos2(rect.left() + 41.0, rect.top() + 5.0),
        pos2(end, rect.top() + 23.0),
    );
    let small = ui_font(12.0, Weight::Regular);
    let via = row.via.map(|via| format!("via {via}"));
    let cue = row.cue.label().to_lowercase();
    let width = |words: &str| {
        let galley = text::line(ui, words, small.clone(), theme.text3, f32::INFINITY);
        galley.size().x + 6.0
    };
    let after = width(&cue) + via.as_deref().map_or(0.0, width);
    let mut place = line;
    place.max.x = (line.right() - after).max(line.left());
    let rejected = row.state == ReviewState::Rejected;
    let colour = if rejected { theme.text3 } else { theme.text };
    let (name, elided) = paint_name(ui, &row.source, (13.0, Weight::SemiBold), colour, place);
    if rejected {
        let stroke = Stroke::new(HAIRLINE, theme.text3);
        ui.painter().hline(name.x_range(), name.center().y, stroke);
    }
    let mut left = name.right() + 6.0;
    for (words, colour) in [(Some(cue), theme.text3), (via, theme.accent)] {
        let Some(words) = words else {
            continue;
        };
        let place = Rect::from_min_max(pos2(left, line.top()), line.max);
        let anchor = Align2::LEFT_CENTER;
        let (painted, _) = paint_line(ui, &words, small.clone(), colour, anchor, place);
        left = painted.right() + 6.0;
    }
    elided
}

/// Second line: the source's words.
fn content_ui(ui: &Ui, row: &ClaimRow, rect: Rect, end: f32) -> bool {
    let theme = theme::of(ui);
    let line = Rect::from_min_max(
        pos2(rect.left() + 41.0, rect.top() + 24.0),
        pos2(end, rect.top() + 40.0),
    );
    let words = OneLine::new(ui, &row.content, LIST, line.width());
    words.paint(ui.painter(), line, theme.text2);
    words.elided
}

/// The stamp, and the first link below it; returns where they start.
fn end_ui(ui: &mut Ui, work: &Work, row: &ClaimRow, rect: Rect, out: &mut Vec<Command>) -> f32 {
    let right = rect.right() - 11.0;
    let top_right = Rect::from_min_max(
        pos2(rect.left(), rect.top() + 5.0),
        pos2(right, rect.top() + 23.0),
    );
    let layout = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
    let mut line = ui.new_child(UiBuilder::new().max_rect(top_right).layout(layout));
    let response = stamp(&mut line, row.stamp.as_deref());
    let end = response.rect.left() - 8.0;
    let verdict = row.verdict.label();
    let response = response.on_hover_text(format!("Verdict: {}", verdict.to_lowercase()));
    menu(&response, "Verdict", 200.0, |ui| {
        section(ui, "Verdict");
        let ids = claims_of(&meant_by(work, row.id));
        verdicts(ui, Some(row.verdict), &ids, out);
    });
    if let Some((kind, number)) = row.link {
        let theme = theme::of(ui);
        let colour = link_colour(theme, kind);
        let place = Rect::from_min_max(
            pos2(rect.left(), rect.top() + 25.0),
            pos2(right, rect.top() + 41.0),
        );
        let font = mono(11.0, Weight::SemiBold);
        let number = number.to_string();
        let (painted, _) = paint_line(ui, &number, font, colour, Align2::RIGHT_CENTER, place);
        let centre = pos2(painted.left() - 10.0, place.center().y);
        let square = Rect::from_center_size(centre, vec2(14.0, 14.0));
        Icon::of_link(kind).paint(ui.painter(), square, 14.0, colour);
    }
    end
}

fn meant_by(work: &Work, id: ClaimId) -> Vec<Item> {
    meant(work, Rows::Claims(&work.lists().claims), Item::Claim(id))
}

/// The verdicts, one of which is given to the claims.
fn verdicts(ui: &mut Ui, now: Option<Verdict>, ids: &[ClaimId], out: &mut Vec<Command>) {
    for verdict in Verdict::ALL {
        if item(
            ui,
            MenuItem::new(verdict.label()).checked(now == Some(*verdict)),
        ) {
            let change = ClaimChange::Verdict(*verdict);
            out.push(Command::ChangeClaims(ids.to_vec(), change));
        }
    }
}

fn menu_ui(ui: &mut Ui, work: &Work, row: &ClaimRow, out: &mut Vec<Command>) {
    let items = meant_by(work, row.id);
    let ids = claims_of(&items);
    section(ui, "Verdict");
    verdicts(ui, Some(row.verdict), &ids, out);
    ui.separator();
    if ids.len() == 1 {
        for action in [Action::AddLink, Action::SetVia] {
            if action_item(ui, action) {
                out.push(action.into());
            }
        }
        ui.separator();
    }
    if item(ui, MenuItem::new("Accept").icon(Icon::Check).keys("A")) {
        out.push(Command::Accept(items.clone()));
    }
    if item(ui, MenuItem::new("Reject").icon(Icon::Close).keys("R")) {
        out.push(Command::Reject(items.clone()));
    }
    if item(ui, MenuItem::new("Delete").icon(Icon::Trash).keys("Delete")) {
        out.push(Command::Delete(items));
    }
}
