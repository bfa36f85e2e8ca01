//! Mentions: the selected one with its own note, and all of an entity with the words around them.

use eframe::egui::{Rect, Stroke, Ui, pos2, vec2};

use super::fields::{Field, LINE, Lines, Subject, TextField, fixed, row};
use super::{InspectorView, claim, header};
use crate::app::panels::menus::{menu, quiet_button};
use crate::app::panels::place::{clickable, hairline, heading, keyed_at, paint_line, visible_rows};
use crate::app::panels::words::{OneLine, QUOTE, right_to_left};
use crate::app::theme::{self, KindColours, MARK_EDGE, RADIUS_MARK, Weight, mono};
use crate::app::widgets::{dashed, text};
use crate::edit::Item;
use crate::model::{Entity, Mention, MentionId, ReviewState};
use crate::session::{Command, Work};

/// Height of a mention with its context, in points.
const ROW: f32 = 31.0;
/// The most context before and after a mention, in characters.
const BEFORE: usize = 14;
const AFTER: usize = 60;

/// The part that is of the selected mention alone.
pub fn selected_ui(
    ui: &mut Ui,
    work: &Work,
    id: MentionId,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let Some(mention) = work.project().mention(id) else {
        return;
    };
    let theme = theme::of(ui);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        heading(ui, "This mention", theme.text2);
        header::state(ui, mention.provenance.state);
    });
    header::provenance(ui, &mention.provenance);
    ui.add_space(4.0);
    row(ui, "Words", |ui| {
        let document = work.project().document(mention.document);
        let words = document.map_or(String::new(), |d| mention.anchor.quote(&d.text));
        let size = vec2(ui.available_width(), LINE);
        let (rect, response) = clickable(ui, size, &format!("Show “{words}”"));
        let line = OneLine::new(ui, &words, QUOTE, rect.width());
        line.paint(ui.painter(), rect, theme.text);
        if response.clicked() {
            out.push(Command::GoTo(Item::Mention(id)));
        }
        if line.elided {
            text::on_hover(response, &words);
        }
    });
    row(ui, "Entity", |ui| {
        let name = work
            .project()
            .entity(mention.entity)
            .map(|e| e.name.as_str());
        let response = quiet_button(ui, "Move to entity", name.unwrap_or_default());
        menu(&response, "Move to entity", 240.0, |ui| {
            let now = Some(mention.entity);
            if let Some(entity) = claim::entity_items(ui, work, mention.document, now) {
                out.push(Command::Reassign(vec![id], entity));
            }
        });
    });
    row(ui, "Its notes", |ui| {
        TextField {
            subject: Subject::Item(Item::Mention(id)),
            field: Field::Notes,
            label: "Notes of the mention",
            hint: "Add a note on these words",
            value: &mention.notes,
            lines: Lines::Many,
        }
        .show(ui, work, &mut view.drafts, out);
    });
    header::reasons(ui, "the mention", &mention.provenance);
}

/// Every mention of an entity, with the words around it.
pub(super) fn mentions_ui(
    ui: &mut Ui,
    work: &Work,
    entity: &Entity,
    selected: Option<MentionId>,
    out: &mut Vec<Command>,
) {
    let names = work.lists().names(work.project(), entity.id);
    let theme = theme::of(ui);
    ui.add_space(10.0);
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 20.0));
    let mut start = crate::app::panels::place::line_in(ui, line);
    heading(&mut start, "Mentions", theme.text2);
    let count = names.mentions().to_string();
    let font = mono(11.0, Weight::Medium);
    let end = eframe::egui::Align2::RIGHT_CENTER;
    paint_line(ui, &count, font, theme.text3, end, line);
    if names.mentions() == 0 {
        fixed(ui, "Nothing in the text.");
    }
    visible_rows(ui, ROW, names.mentions(), |ui, index, rect| {
        let id = names.mention(index);
        let Some(mention) = id.and_then(|id| work.project().mention(id)) else {
            return;
        };
        let mut row = keyed_at(ui, mention.id, rect);
        mention_ui(&mut row, work, entity, mention, selected, out);
    });
}

fn mention_ui(
    ui: &mut Ui,
    work: &Work,
    entity: &Entity,
    mention: &Mention,
    selected: Option<MentionId>,
    out: &mut Vec<Command>,
) {
    let project = work.project();
    let (Some(document), Some(kind)) = (
        project.document(mention.document),
        project.schema().get(&entity.kind),
    ) else {
        return;
    };
    let theme = theme::of(ui);
    let (context, words) = context(&document.text, mention);
    let rect = ui.max_rect();
    let (_, response) = clickable(ui, rect.size(), &format!("Mention: {context}"));
    if selected == Some(mention.id) {
        ui.painter().rect_filled(rect, 0, theme.accent_soft);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0, theme.hover);
    }
    let line = OneLine::new(ui, &context, QUOTE, rect.width() - 8.0);
    let left = if right_to_left(&context) {
        rect.right() - 4.0 - line.layout.width()
    } else {
        rect.left() + 4.0
    };
    let origin = pos2(left, rect.center().y - line.layout.height() / 2.0);
    let colours = theme.kind_colours(kind.colour);
    let suggested = mention.provenance.state == ReviewState::Suggested;
    for piece in line.layout.pieces(words) {
        let place = Rect::from_min_max(
            pos2(left + piece.left - 2.0, origin.y - 0.5),
            pos2(
                left + piece.right + 2.0,
                origin.y + line.layout.height() + 0.5,
            ),
        );
        ground(ui, place, colours, suggested);
    }
    line.layout.paint(ui.painter(), origin, theme.text);
    hairline(ui, rect.bottom());
    if response.clicked() {
        out.push(Command::GoTo(Item::Mention(mention.id)));
    }
}

/// What lies under a mention's words: fill and edge, or wash and dashes.
pub fn ground(ui: &Ui, rect: Rect, colours: KindColours, suggested: bool) {
    let painter = ui.painter();
    if suggested {
        painter.rect_filled(rect, RADIUS_MARK, colours.wash);
        let stroke = Stroke::new(1.0, colours.mark);
        let radius = f32::from(RADIUS_MARK);
        let pattern = dashed::Pattern::SHORT;
        dashed::rounded_rect(painter, rect.shrink(0.5), radius, stroke, pattern);
    } else {
        painter.rect_filled(rect, RADIUS_MARK, colours.fill);
        let y = dashed::snap(painter, rect.bottom() - MARK_EDGE / 2.0, MARK_EDGE);
        let stroke = Stroke::new(MARK_EDGE, colours.mark);
        let ends = rect.x_range().shrink(1.0);
        painter.hline(ends, y, stroke);
    }
}

/// A mention with some words before and after it on its line, and where in that its own words stand.
fn context(text: &str, mention: &Mention) -> (String, std::ops::Range<usize>) {
    let span = mention.anchor.hull();
    let line_start = text[..span.start()].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[span.end()..]
        .find('\n')
        .map_or(text.len(), |at| span.end() + at);
    let before = &text[line_start..span.start()];
    let start = before
        .char_indices()
        .rev()
        .take(BEFORE)
        .last()
        .map_or(before.len(), |(byte, _)| byte);
    // Whole words only.
    let start = if start == 0 {
        0
    } else {
        let cut = before[start..].find(char::is_whitespace);
        cut.map_or(before.len(), |space| start + space)
    };
    let before = before[start..].trim_start();
    let after = &text[span.end()..line_end];
    let end = after
        .char_indices()
        .nth(AFTER)
        .map_or(after.len(), |(byte, _)| byte);
    let words = text[span.range()].replace('\n', " ");
    let range = before.len()..before.len() + words.len();
    (format!("{before}{words}{}", &after[..end]), range)
}
