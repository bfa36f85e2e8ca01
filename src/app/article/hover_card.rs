//! The card that says what covers the place under the pointer, smallest mark first.

use std::collections::HashSet;

use eframe::egui::{
    Align2, Area, AreaState, Event, Frame, Id, Margin, Order, Pos2, Rect, RichText, Sense, Ui,
    Vec2, vec2,
};

use super::text::{Setting, TextLayout};
use super::view::ArticleView;
use crate::app::theme::{self, RADIUS_POPUP, Theme, Weight};
use crate::app::widgets::{KindChip, key_cap, state_dot};
use crate::model::{ClaimId, MentionId};
use crate::session::Work;
use crate::session::marks::{Mark, Role};

/// How long the pointer rests before the card opens, in seconds.
const DELAY: f64 = 0.35;
/// The most marks that the card tells of; that many have room in most windows.
const MARKS_SHOWN: usize = 5;
/// The most names that the card shows.
const NAMES_SHOWN: usize = 40;
/// The most of a claim's words that the card shows, in code points.
const CONTENT_SHOWN: usize = 140;
/// The longest line of names, and the longest name above it, in code points.
const NAMES_LONG: usize = 240;
const NAME_LONG: usize = 60;
const WIDTH: f32 = 284.0;
/// Height of the card before it was ever drawn, and its distance from the lines of its mark, in points.
const USUAL_HEIGHT: f32 = 140.0;
const GAP: f32 = 6.0;

/// Where the pointer rests and since when.
#[derive(Clone, Debug, PartialEq)]
pub struct Hover {
    mark: Role,
    since: f64,
    /// Whether a key was pressed and the pointer has rested since: the card waits for it to move.
    hushed: bool,
    /// The lines of the mark in the window, from its first to its last; at the left, where the pointer came.
    lines: Rect,
}

impl Hover {
    /// The mention under the pointer.
    pub fn mention(&self) -> Option<MentionId> {
        match self.mark {
            Role::Mention(id) => Some(id),
            _ => None,
        }
    }
}

/// Follows the pointer; `at` is where it is over the words, if it is.
pub fn follow(ui: &Ui, work: &Work, view: &mut ArticleView, at: Option<Pos2>) {
    let found = at.and_then(|at| {
        let marks = work.marks()?;
        let offset = view.offset_under(marks.blocks(), at)?;
        let mark = *marks.at(offset).first()?;
        let here = view.caret_rect(marks.blocks(), offset)?;
        let last = view.caret_rect(marks.blocks(), mark.span.end());
        let first = view.caret_rect(marks.blocks(), mark.span.start());
        let top = first.map_or(here.top(), |rect| rect.top().min(here.top()));
        let bottom = last.map_or(here.bottom(), |rect| rect.bottom().max(here.bottom()));
        let lines = Rect::from_x_y_ranges(here.x_range(), top..=bottom);
        Some((mark.role, lines))
    });
    let now = ui.input(|input| input.time);
    if let Some(hover) = &mut view.hover {
        quieten(ui, hover, now);
    }
    view.hover = match (found, view.hover.take()) {
        (Some((role, _)), Some(hover)) if hover.mark == role => Some(hover),
        (Some((mark, lines)), _) => {
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_secs_f64(DELAY + 0.01));
            Some(Hover {
                mark,
                since: now,
                hushed: false,
                lines,
            })
        }
        (None, _) => None,
    };
}

/// Puts the card off while other things are done.
fn quieten(ui: &Ui, hover: &mut Hover, now: f64) {
    let (pressed, moved, down) = ui.input(|input| {
        let is_key = |event: &Event| matches!(event, Event::Key { pressed: true, .. });
        let pressed = input.raw.events.iter().any(is_key);
        let moved = input.pointer.delta() != Vec2::ZERO;
        (pressed, moved, input.pointer.any_down())
    });
    // Who clicks knows the mark: the card waits for another one, or it would lie over what comes next.
    if down {
        hover.since = f64::INFINITY;
    }
    // Who works by keys doesn't look at the pointer.
    if pressed {
        hover.hushed = true;
    } else if hover.hushed && moved {
        hover.hushed = false;
        hover.since = hover.since.max(now);
    }
}

/// Shows the card once the pointer has rested long enough, within `area` and beside the mark.
pub fn hover_card_ui(ui: &Ui, work: &Work, view: &ArticleView, area: Rect) {
    let Some(hover) = &view.hover else {
        return;
    };
    let now = ui.input(|input| input.time);
    let under_a_dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    if hover.hushed || now - hover.since < DELAY || under_a_dialog {
        return;
    }
    let Some(marks) = work.marks() else {
        return;
    };
    let Some(at) = ui.input(|input| input.pointer.hover_pos()) else {
        return;
    };
    let Some(offset) = view.offset_under(marks.blocks(), at) else {
        return;
    };
    let theme = theme::of(ui);
    let id = Id::unique("hover card");
    let Some((pivot, place)) = beside(ui, id, hover.lines, area) else {
        return;
    };
    Area::new(id)
        .order(Order::Tooltip)
        .pivot(pivot)
        .fixed_pos(place)
        .constrain_to(area)
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(theme.raised)
                .stroke((1.0, theme.line))
                .corner_radius(RADIUS_POPUP)
                .shadow(theme.popup_shadow())
                .inner_margin(Margin::same(12))
                .show(ui, |ui| card_ui(ui, work, &things(marks.at(offset)), theme));
        });
}

/// Below the lines of the mark; above them where the article ends, so that the card is never over them. `None` where
/// there is no room.
fn beside(ui: &Ui, id: Id, lines: Rect, area: Rect) -> Option<(Align2, Pos2)> {
    let height = AreaState::load(ui.ctx(), id)
        .and_then(|state| state.size)
        .map_or(USUAL_HEIGHT, |size| size.y);
    if lines.bottom() + GAP + height <= area.bottom() {
        Some((Align2::LEFT_TOP, lines.left_bottom() + vec2(-8.0, GAP)))
    } else if lines.top() - GAP - height >= area.top() {
        Some((Align2::LEFT_BOTTOM, lines.left_top() + vec2(-8.0, -GAP)))
    } else {
        None
    }
}

fn card_ui(ui: &mut Ui, work: &Work, seen: &[Mark], theme: &'static Theme) {
    ui.set_width(WIDTH - 24.0);
    ui.spacing_mut().item_spacing.y = 6.0;
    for (nth, mark) in seen.iter().take(MARKS_SHOWN).enumerate() {
        if nth > 0 {
            ui.separator();
        }
        mark_ui(ui, work, mark, theme);
    }
    if seen.len() > MARKS_SHOWN {
        ui.separator();
        let more = format!("and {} larger", seen.len() - MARKS_SHOWN);
        ui.label(small(&more, theme));
    }
    ui.horizontal(|ui| {
        let hint = |ui: &mut Ui, key: &str, word: &str| {
            key_cap(ui, key);
            ui.label(small(word, theme));
        };
        hint(ui, "Click", "Select");
        if seen.len() > 1 {
            hint(ui, "Again", "Next larger");
        } else if matches!(
            seen,
            [Mark {
                role: Role::Mention(_),
                ..
            }]
        ) {
            hint(ui, "K", "Kind");
            hint(ui, "N", "Next");
        }
    });
}

/// One mark for each thing: a claim may cover a place by its source and its content.
fn things(marks: Vec<Mark>) -> Vec<Mark> {
    let mut known = HashSet::new();
    let is_new = |mark: &Mark| known.insert(Work::item_of(mark.role));
    marks.into_iter().filter(is_new).collect()
}

fn small(words: &str, theme: &Theme) -> RichText {
    RichText::new(words)
        .font(theme::ui_font(12.0, Weight::Regular))
        .color(theme.text2)
}

fn mark_ui(ui: &mut Ui, work: &Work, mark: &Mark, theme: &'static Theme) {
    match mark.role {
        Role::Mention(id) => mention_ui(ui, work, id, theme),
        Role::Source(id) => claim_ui(ui, work, id, "Source of claim", theme),
        Role::Cue(id) => claim_ui(ui, work, id, "Cue of claim", theme),
        Role::Content(id) => claim_ui(ui, work, id, "Claim", theme),
    }
    if let Some(provenance) = work.provenance(Work::item_of(mark.role))
        && provenance.state == crate::model::ReviewState::Suggested
    {
        let reasons: Vec<_> = provenance
            .reasons
            .iter()
            .map(|reason| crate::app::widgets::text::sentence(&reason.text))
            .collect();
        let mut why: Vec<String> = reasons;
        let score = provenance.score;
        why.extend(score.map(|score| format!("Score {:.2}", score.fraction())));
        if !why.is_empty() {
            ui.label(small(&why.join(" · "), theme));
        }
    }
}

fn mention_ui(ui: &mut Ui, work: &Work, id: MentionId, theme: &'static Theme) {
    let project = work.project();
    let Some(mention) = project.mention(id) else {
        return;
    };
    let Some(entity) = project.entity(mention.entity) else {
        return;
    };
    ui.horizontal(|ui| {
        if let Some(kind) = project.schema().get(&entity.kind) {
            ui.add(KindChip::new(kind));
        }
        source_words(ui, &shortened(&entity.name, NAME_LONG), 15.0, WIDTH - 150.0);
        ui.with_layout(
            eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
            |ui| {
                ui.label(small(mention.provenance.state.label(), theme));
                state_dot(ui, mention.provenance.state);
            },
        );
    });
    let names = work.lists().names(project, entity.id);
    let mentions = match names.mentions() {
        1 => "1 mention".to_owned(),
        many => format!("{many} mentions"),
    };
    let words: Vec<_> = names.names().take(NAMES_SHOWN).collect();
    let line = if words == [entity.name.as_str()] {
        mentions
    } else {
        format!("{mentions}: {}", words.join(", "))
    };
    source_words(ui, &shortened(&line, NAMES_LONG), 12.0, WIDTH - 24.0);
}

fn claim_ui(ui: &mut Ui, work: &Work, id: ClaimId, what: &str, theme: &'static Theme) {
    let Some(row) = work.lists().claim_row(work.project(), id) else {
        return;
    };
    ui.horizontal(|ui| {
        let title = format!("{what} {}", row.number);
        ui.label(
            RichText::new(title)
                .font(theme::ui_font(13.0, Weight::SemiBold))
                .color(theme.text),
        );
        ui.with_layout(
            eframe::egui::Layout::right_to_left(eframe::egui::Align::Center),
            |ui| {
                ui.label(small(row.state.label(), theme));
                state_dot(ui, row.state);
            },
        );
    });
    source_words(
        ui,
        &format!("{} · {}", row.source, row.cue.label().to_lowercase()),
        13.0,
        WIDTH - 24.0,
    );
    let content = shortened(&row.content, CONTENT_SHOWN);
    source_words(ui, &content, 13.0, WIDTH - 24.0);
}

/// At most this many code points, with an ellipsis for the rest.
fn shortened(words: &str, most: usize) -> String {
    let mut kept: String = words.chars().take(most).collect();
    if kept.len() < words.len() {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// Words of the source, in the article's type.
fn source_words(ui: &mut Ui, words: &str, size: f32, width: f32) {
    let theme = theme::of(ui);
    let setting = Setting {
        size,
        line_height: (size * 1.35).round(),
        weight: Weight::Regular,
    };
    let layout = TextLayout::new(ui.ctx(), words, setting, width);
    let (rect, response) = ui.allocate_exact_size(layout.size(), Sense::hover());
    layout.paint(ui.painter(), rect.min, theme.text);
    response
        .widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, words));
}
