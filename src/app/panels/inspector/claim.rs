//! A claim: what the source says, in the article's own shapes, and below it the analyst's part.

use eframe::egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::fields::{Field, LINE, Lines, Subject, TextField, row, row_in};
use super::{InspectorView, header, judgement, links, thread};
use crate::app::panels::menus::{action_item, item, menu, quiet_button, quiet_drop_down};
use crate::app::panels::place::{clickable_as, heading, paint_line, small, visible_rows};
use crate::app::panels::words::paint_name;
use crate::app::theme::{self, BUTTON, Weight, mono, ui_font};
use crate::app::widgets::{Icon, MenuItem, commitment_line, icon_button, text};
use crate::edit::Item;
use crate::edit::actions::{AnchorTarget, ClaimChange};
use crate::model::{
    Anchor, Claim, ClaimId, CueClass, DocumentId, EntityId, QuoteKind, ReviewState, SourceKind,
};
use crate::session::action::Action;
use crate::session::lists::source_name;
use crate::session::{Command, Part, Work};

/// Shows one claim.
pub fn claim_ui(
    ui: &mut Ui,
    work: &Work,
    id: ClaimId,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let Some(claim) = work.project().claim(id) else {
        return;
    };
    let state = claim.provenance.state;
    header_ui(ui, work, claim, out);
    header::provenance(ui, &claim.provenance);
    header::decide(ui, Item::Claim(id), state, out);
    ui.add_space(6.0);
    heading(ui, "What the source says", theme::of(ui).accent);
    ui.add_space(4.0);
    source_ui(ui, work, claim, out);
    cue_ui(ui, work, claim, out);
    content_ui(ui, work, claim, out);
    row(ui, "Paraphrase", |ui| {
        TextField {
            subject: Subject::Item(Item::Claim(id)),
            field: Field::Paraphrase,
            label: "Paraphrase",
            hint: "Say it in your words",
            value: &claim.content.paraphrase,
            lines: Lines::Many,
        }
        .show(ui, work, &mut view.drafts, out);
    });
    chain_ui(ui, work, claim, out);
    row(ui, "Commitment", |ui| {
        if let Some(commitment) = commitment_line(ui, "Commitment", claim.commitment) {
            let change = ClaimChange::Commitment(commitment);
            out.push(Command::ChangeClaims(vec![id], change));
        }
    });
    header::reasons(ui, "the claim", &claim.provenance);
    ui.add_space(8.0);
    judgement::judgement_ui(ui, claim, view.fold_judgement, out);
    ui.add_space(8.0);
    links::links_ui(ui, work, claim, out);
    row(ui, "Notes", |ui| {
        TextField {
            subject: Subject::Item(Item::Claim(id)),
            field: Field::Notes,
            label: "Notes",
            hint: "Add a note",
            value: &claim.notes,
            lines: Lines::Many,
        }
        .show(ui, work, &mut view.drafts, out);
    });
}

fn header_ui(ui: &mut Ui, work: &Work, claim: &Claim, out: &mut Vec<Command>) {
    let this = Item::Claim(claim.id);
    let words = format!("Claim {}", work.lists().number(claim.id));
    header::header_line(
        ui,
        |ui| {
            header::title(ui, &words);
            header::state(ui, claim.provenance.state);
        },
        |ui| {
            let response = icon_button(ui, Icon::More, "More");
            menu(&response, "More", 220.0, |ui| {
                for action in [Action::SetVia, Action::AddLink] {
                    if action_item(ui, action) {
                        out.push(action.into());
                    }
                }
                ui.separator();
                if item(ui, MenuItem::new("Accept").icon(Icon::Check).keys("A")) {
                    out.push(Command::Accept(vec![this]));
                }
                if item(ui, MenuItem::new("Reject").icon(Icon::Close).keys("R")) {
                    out.push(Command::Reject(vec![this]));
                }
            });
            header::delete_button(ui, this, out);
        },
    );
}

/// Shows a part in the article and makes it the one that keys change.
fn go_to_part(work: &Work, claim: &Claim, part: Part, anchor: &Anchor, out: &mut Vec<Command>) {
    if work
        .active()
        .is_none_or(|active| active.id != claim.document)
    {
        out.push(Command::Activate(claim.document));
    }
    out.push(Command::FocusPart(part));
    out.push(Command::GoToOffset(anchor.start()));
}

fn quote(work: &Work, claim: &Claim, anchor: &Anchor) -> String {
    let document = work.project().document(claim.document);
    document.map_or(String::new(), |document| anchor.quote(&document.text))
}

fn labels<T: Copy>(all: &[T], label: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|term| label(*term)).collect()
}

/// The label of the part that keys change stands out.
fn part_row(ui: &mut Ui, work: &Work, label: &str, part: Part, add: impl FnOnce(&mut Ui)) {
    let theme = theme::of(ui);
    let colour = if work.part() == part {
        theme.accent
    } else {
        theme.text3
    };
    row_in(ui, label, colour, add);
}

fn source_ui(ui: &mut Ui, work: &Work, claim: &Claim, out: &mut Vec<Command>) {
    let suggested = claim.provenance.state == ReviewState::Suggested;
    part_row(ui, work, "Source", Part::Source, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(anchor) = &claim.source.anchor {
                let words = quote(work, claim, anchor);
                let clear = ui.available_width() - 28.0;
                let response = ui.scope(|ui| {
                    ui.set_max_width(clear);
                    thread::boxed(ui, &words, suggested)
                });
                if response.inner.clicked() {
                    go_to_part(work, claim, Part::Source, anchor, out);
                }
                if icon_button(ui, Icon::Close, "Clear source").clicked() {
                    out.push(Command::SetAnchor(AnchorTarget::Source(claim.id), None));
                }
            } else {
                small(
                    ui,
                    "No words. Select them and press S.",
                    theme::of(ui).text3,
                );
            }
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let all = SourceKind::ALL;
            let now = all.iter().position(|kind| *kind == claim.source.kind);
            let names = labels(all, SourceKind::label);
            if let Some(index) = quiet_drop_down(ui, "Kind of source", &names, now) {
                let change = ClaimChange::SourceKind(all[index]);
                out.push(Command::ChangeClaims(vec![claim.id], change));
            }
            let entity = claim.source.entity;
            let chosen = entity_drop_down(ui, work, "Entity of the source", claim.document, entity);
            if let Some(entity) = chosen {
                let change = ClaimChange::SourceEntity(entity);
                out.push(Command::ChangeClaims(vec![claim.id], change));
            }
        });
    });
}

fn cue_ui(ui: &mut Ui, work: &Work, claim: &Claim, out: &mut Vec<Command>) {
    let suggested = claim.provenance.state == ReviewState::Suggested;
    part_row(ui, work, "Cue", Part::Cue, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if let Some(anchor) = &claim.cue.anchor {
                let words = quote(work, claim, anchor);
                let room = ui.available_width() - 110.0;
                let response = ui.scope(|ui| {
                    ui.set_max_width(room);
                    thread::ribbon(ui, &words, suggested)
                });
                if response.inner.clicked() {
                    go_to_part(work, claim, Part::Cue, anchor, out);
                }
                ui.add_space(4.0);
            }
            let all = CueClass::ALL;
            let now = all.iter().position(|class| *class == claim.cue.class);
            let names = labels(all, CueClass::label);
            if let Some(index) = quiet_drop_down(ui, "Class of the cue", &names, now) {
                let change = ClaimChange::CueClass(all[index]);
                out.push(Command::ChangeClaims(vec![claim.id], change));
            }
            if claim.cue.anchor.is_some() && icon_button(ui, Icon::Close, "Clear cue").clicked() {
                out.push(Command::SetAnchor(AnchorTarget::Cue(claim.id), None));
            }
        });
    });
}

fn content_ui(ui: &mut Ui, work: &Work, claim: &Claim, out: &mut Vec<Command>) {
    let suggested = claim.provenance.state == ReviewState::Suggested;
    part_row(ui, work, "Content", Part::Content, |ui| {
        let words = quote(work, claim, &claim.content.anchor);
        let (response, end) = thread::underlined(ui, &words, suggested);
        if response.clicked() {
            go_to_part(work, claim, Part::Content, &claim.content.anchor, out);
        }
        let all = QuoteKind::ALL;
        let now = all
            .iter()
            .position(|kind| *kind == claim.content.quote_kind);
        let names = labels(all, QuoteKind::label);
        // The kind of quote follows the last word if there is room for it.
        let left = end.right() + 8.0;
        let follows = left + 70.0 < response.rect.right()
            && !crate::app::panels::words::right_to_left(&words);
        let chosen = if follows {
            let place = Rect::from_min_max(
                pos2(left, end.center().y - LINE / 2.0),
                pos2(response.rect.right(), end.center().y + LINE / 2.0),
            );
            let layout = Layout::left_to_right(Align::Center);
            let mut line = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
            quiet_drop_down(&mut line, "Kind of quote", &names, now)
        } else {
            quiet_drop_down(ui, "Kind of quote", &names, now)
        };
        if let Some(index) = chosen {
            let change = ClaimChange::QuoteKind(all[index]);
            out.push(Command::ChangeClaims(vec![claim.id], change));
        }
    });
}

/// The claims through which this one came, the first source first.
fn chain_ui(ui: &mut Ui, work: &Work, claim: &Claim, out: &mut Vec<Command>) {
    row(ui, "Reached us", |ui| {
        let chain = work.chain(claim.id);
        if chain.len() < 2 {
            let response = quiet_button(ui, "Came through", "directly");
            if response.clicked() {
                out.push(Action::SetVia.into());
            }
            return;
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 0.0);
            for link in &chain {
                chain_link_ui(ui, work, *link, out);
                chevron(ui);
            }
            let (_, rect) = ui.allocate_space(vec2(26.0, LINE));
            let font = ui_font(12.0, Weight::Regular);
            let left = eframe::egui::Align2::LEFT_CENTER;
            paint_line(ui, "here", font, theme::of(ui).text, left, rect);
            if icon_button(ui, Icon::Close, "Clear chain").clicked() {
                out.push(Command::SetVia(claim.id, None));
            }
        });
    });
}

fn chevron(ui: &mut Ui) {
    let (_, rect) = ui.allocate_space(vec2(10.0, LINE));
    Icon::ChevronRight.paint(ui.painter(), rect, 12.0, theme::of(ui).text3);
}

fn chain_link_ui(ui: &mut Ui, work: &Work, id: ClaimId, out: &mut Vec<Command>) {
    let Some(claim) = work.project().claim(id) else {
        return;
    };
    let theme = theme::of(ui);
    let name = source_name(work.project(), claim);
    let number = work.lists().number(id).to_string();
    let wide = |words: &str, font| text::line(ui, words, font, theme.text, 130.0).size().x;
    let before = wide(&number, mono(11.0, Weight::SemiBold)) + 5.0;
    let width = wide(&name, ui_font(12.0, Weight::Medium));
    let says = format!("Claim {number}, {name}");
    let (rect, response) = clickable_as(ui, id, vec2(before + width, LINE), &says);
    let font = mono(11.0, Weight::SemiBold);
    let left = eframe::egui::Align2::LEFT_CENTER;
    paint_line(ui, &number, font, theme.accent, left, rect);
    let place = Rect::from_min_max(rect.min + vec2(before, 0.0), rect.max + vec2(1.0, 0.0));
    let colour = if response.hovered() {
        theme.accent
    } else {
        theme.text
    };
    let (_, elided) = paint_name(ui, &name, (12.0, Weight::Medium), colour, place);
    if response.clicked() {
        out.push(Command::GoTo(Item::Claim(id)));
    }
    if elided {
        text::on_hover(response, &name);
    }
}

/// The entities that a document mentions, by name, and “none”.
pub fn entity_drop_down(
    ui: &mut Ui,
    work: &Work,
    label: &str,
    document: DocumentId,
    now: Option<EntityId>,
) -> Option<Option<EntityId>> {
    let name = now
        .and_then(|id| work.project().entity(id))
        .map(|e| e.name.clone());
    let response = quiet_button(ui, label, name.as_deref().unwrap_or("no entity"));
    let mut chosen = None;
    menu(&response, label, 240.0, |ui| {
        if item(ui, MenuItem::new("No entity").checked(now.is_none())) {
            chosen = Some(None);
        }
        if let Some(id) = entity_items(ui, work, document, now) {
            chosen = Some(Some(id));
        }
    });
    chosen
}

/// The entities of a document as lines of a menu.
pub fn entity_items(
    ui: &mut Ui,
    work: &Work,
    document: DocumentId,
    now: Option<EntityId>,
) -> Option<EntityId> {
    // Gathered only while the menu is open.
    let mut ids: Vec<EntityId> = work
        .project()
        .mentions_in(document)
        .filter(|mention| mention.provenance.state != ReviewState::Rejected)
        .map(|mention| mention.entity)
        .chain(now)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let mut entities: Vec<_> = ids
        .into_iter()
        .filter_map(|id| work.project().entity(id))
        .collect();
    entities.sort_by_cached_key(|entity| entity.name.to_lowercase());
    let mut chosen = None;
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        visible_rows(ui, BUTTON, entities.len(), |ui, index, rect| {
            let entity = entities[index];
            let mut line = crate::app::panels::place::keyed_at(ui, entity.id, rect);
            if item(
                &mut line,
                MenuItem::new(&entity.name).checked(now == Some(entity.id)),
            ) {
                chosen = Some(entity.id);
                ui.close();
            }
        });
    });
    chosen
}
