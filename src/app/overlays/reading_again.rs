//! Asks before a text that was read again takes marks away: which ones have no place in it.

use super::dialog::{dialog_ui, foot, say, say_small};
use crate::app::theme::{self, RADIUS_CONTROL, Weight, serif, ui_font};
use crate::app::widgets::{Button, text};
use crate::edit::Item;
use crate::edit::actions::{Lost, LostPart, Moves, count};
use crate::session::{Command, Session};
use eframe::egui::{Align2, Context, Frame, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

const WIDTH: f32 = 600.0;
/// Height of the list at the most, in points.
const HEIGHT: f32 = 288.0;
/// Height of a line of the list.
const LINE: f32 = 24.0;
/// Where the words of a line begin, right of what they are.
const WORDS: f32 = 124.0;

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(replacing) = session.replacing() else {
        return true;
    };
    let moves = &replacing.moves;
    let shown = dialog_ui(context, "Marks without a place", WIDTH, |ui| {
        let theme = theme::of(ui);
        say(ui, &summary(moves), theme.text);
        ui.add_space(2.0);
        let hint = match moves.removed() {
            0 => "The claims stay. Undo brings their words back.",
            1 => "It will be removed. Undo brings it back.",
            _ => "They will be removed. Undo brings them back.",
        };
        say_small(ui, hint, theme.text2);
        ui.add_space(8.0);
        lost_ui(ui, session, &moves.lost);
        foot(ui, |ui| {
            let take = match moves.removed() {
                0 => "Read again".to_owned(),
                removed => format!("Read again, remove {}", count(removed, "mark")),
            };
            let take = ui.add(Button::primary(&take));
            let keep = ui.add(Button::plain("Keep the text"));
            if opening {
                keep.request_focus();
            }
            if take.clicked() {
                out.push(Command::TakeReading);
            }
            if keep.clicked() {
                out.push(Command::DropReading);
            }
            take.clicked() || keep.clicked()
        })
    });
    if shown.closed {
        out.push(Command::DropReading);
    }
    shown.closed || shown.inner
}

/// “3 of 60 marks have no place in the text as it is read now.”
fn summary(moves: &Moves) -> String {
    let (removed, all) = (moves.removed(), moves.removed() + moves.kept);
    let parts = moves.lost.len() - removed;
    let place = "in the text as it is read now";
    let words = match parts {
        1 => "1 claim loses the words of its source or cue".to_owned(),
        _ => format!("{parts} sources and cues of claims lose their words"),
    };
    match (removed, parts) {
        (0, _) => format!("{words}: they have no place {place}."),
        (1, 0) => format!("1 of {} has no place {place}.", count(all, "mark")),
        (_, 0) => format!("{removed} of {} have no place {place}.", count(all, "mark")),
        (1, _) => format!(
            "1 of {} has no place {place}, and {words}.",
            count(all, "mark")
        ),
        _ => format!(
            "{removed} of {} have no place {place}, and {words}.",
            count(all, "mark")
        ),
    }
}

fn lost_ui(ui: &mut Ui, session: &Session, lost: &[Lost]) {
    let theme = theme::of(ui);
    let frame = Frame::new().fill(theme.paper).corner_radius(RADIUS_CONTROL);
    frame.show(ui, |ui| {
        ScrollArea::vertical()
            .max_height(HEIGHT)
            .auto_shrink([false, true])
            .show_rows(ui, LINE, lost.len(), |ui, lines| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for lost in &lost[lines] {
                    line_ui(ui, &what(session, lost), &lost.quote);
                }
            });
    });
}

/// What a line is: “Person”, “Claim”, “Its source”.
fn what(session: &Session, lost: &Lost) -> String {
    let kind = || {
        let project = session.work()?.project();
        let Item::Mention(id) = lost.item else {
            return None;
        };
        let entity = project.entity(project.mention(id)?.entity)?;
        Some(project.schema().get(&entity.kind)?.name.clone())
    };
    match lost.part {
        LostPart::Source => "Source of a claim".to_owned(),
        LostPart::Cue => "Cue of a claim".to_owned(),
        LostPart::Mark => match lost.item {
            Item::Claim(_) => "Claim".to_owned(),
            _ => kind().unwrap_or_else(|| "Mention".to_owned()),
        },
    }
}

fn line_ui(ui: &mut Ui, what: &str, quote: &str) {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let at = rect.left_center() + vec2(10.0, 0.0);
    let font = ui_font(12.0, Weight::Regular);
    let label = text::line(ui, what, font, theme.text2, WORDS - 16.0);
    text::paint(ui.painter(), label, Align2::LEFT_CENTER, at);
    let room = rect.width() - WORDS - 12.0;
    let quoted = format!("“{quote}”");
    let font = serif(13.0, Weight::Regular);
    let words = text::line(ui, &quoted, font, theme.text, room);
    let is_cut = words.elided;
    let at = rect.left_center() + vec2(WORDS, 0.0);
    text::paint(ui.painter(), words, Align2::LEFT_CENTER, at);
    let name = format!("{what} {quoted}");
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    if is_cut {
        response.on_hover_text(quote);
    }
}
