//! What the reader took of a document's file and what it left out, and the switch between the article and all text.

use super::dialog::{default_button, dialog_ui, foot, say, say_small};
use crate::app::theme::{self, RADIUS_CONTROL, Weight, ui_font};
use crate::app::widgets::{Button, Family, segmented, text};
use crate::session::{Command, LeftOut, Session};
use crate::sources::{Extent, Passage};
use eframe::egui::{Align2, Context, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

const WIDTH: f32 = 720.0;
const HEIGHT: f32 = 340.0;
/// Height of a passage, which is shown in one line.
const LINE: f32 = 24.0;
/// Where the words of a passage begin, right of what says that it was left out.
const WORDS: f32 = 74.0;

/// View state: which passages are listed.
#[derive(Clone, Copy, Debug, Default)]
pub struct LeftOutView {
    only_left_out: bool,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut LeftOutView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(left) = session.left_out() else {
        return true;
    };
    let shown = dialog_ui(context, "What was left out", WIDTH, |ui| {
        summary_ui(ui, left);
        ui.add_space(8.0);
        let listed = segmented(
            ui,
            "Passages",
            Family::Source,
            &["Whole file", "Left out"],
            Some(usize::from(view.only_left_out)),
        );
        if let Some(listed) = listed {
            view.only_left_out = listed == 1;
        }
        ui.add_space(8.0);
        passages_ui(ui, left, *view);
        foot(ui, |ui| {
            let (words, extent) = match left.extent {
                Extent::Main => ("Take all text", Extent::All),
                Extent::All => ("Take the article only", Extent::Main),
            };
            let differs = left.extent == Extent::All || left.passages.iter().any(|p| !p.taken);
            let take = ui.add_enabled(differs, Button::quiet(words)).clicked();
            let close = default_button(ui, true, opening, Button::primary("Close"));
            if take {
                out.push(Command::TakeExtent(left.document, extent));
            }
            take || close
        })
    });
    shown.closed || shown.inner
}

fn summary_ui(ui: &mut Ui, left: &LeftOut) {
    let theme = theme::of(ui);
    let count = |taken: bool| {
        let passages = left
            .passages
            .iter()
            .filter(|passage| passage.taken == taken);
        let (mut number, mut words) = (0_usize, 0_usize);
        for passage in passages {
            number += 1;
            words += passage.text.split_whitespace().count();
        }
        (number, words)
    };
    let (taken, taken_words) = count(true);
    let (out, out_words) = count(false);
    let said = match (left.extent, out) {
        (Extent::All, _) => format!("All text was taken: {taken_words} words."),
        (Extent::Main, 0) => format!("Nothing was left out. The file holds {taken_words} words."),
        (Extent::Main, _) => format!(
            "Taken: {taken_words} words in {taken} passages. Left out: {out_words} words in {out}."
        ),
    };
    say(ui, &said, theme.text);
    if left.extent == Extent::Main && out > 0 {
        let hint = "If words of the article are among what was left out, take all text. \
            Marks stay on their words; those whose words are gone are shown before anything changes.";
        say_small(ui, hint, theme.text2);
    }
}

fn passages_ui(ui: &mut Ui, left: &LeftOut, view: LeftOutView) {
    let listed: Vec<&Passage> = left
        .passages
        .iter()
        .filter(|passage| !(view.only_left_out && passage.taken))
        .collect();
    let theme = theme::of(ui);
    eframe::egui::Frame::new()
        .fill(theme.paper)
        .corner_radius(RADIUS_CONTROL)
        .show(ui, |ui| {
            ui.set_height(HEIGHT);
            if listed.is_empty() {
                ui.add_space(10.0);
                say(ui, "   Nothing.", theme.text2);
                return;
            }
            ScrollArea::vertical()
                .auto_shrink([false, false])
                .show_rows(ui, LINE, listed.len(), |ui, lines| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    for passage in &listed[lines] {
                        passage_ui(ui, passage);
                    }
                });
        });
}

fn passage_ui(ui: &mut Ui, passage: &Passage) {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let colour = if passage.taken {
        theme.text
    } else {
        theme.text2
    };
    let at = rect.left_center() + vec2(10.0, 0.0);
    if !passage.taken {
        ui.painter().rect_filled(rect, 0, theme.raised);
        let font = ui_font(11.0, Weight::SemiBold);
        let label = text::line(ui, "left out", font, theme.warn, f32::INFINITY);
        text::paint(ui.painter(), label, Align2::LEFT_CENTER, at);
    }
    let room = rect.width() - WORDS - 14.0;
    let galley = text::line(
        ui,
        &passage.text,
        ui_font(13.0, Weight::Regular),
        colour,
        room,
    );
    let cut = galley.elided;
    let at = rect.left_center() + vec2(WORDS, 0.0);
    text::paint(ui.painter(), galley, Align2::LEFT_CENTER, at);
    let name = match passage.taken {
        true => passage.text.clone(),
        false => format!("Left out: {}", passage.text),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &name));
    if cut {
        response.on_hover_text(&passage.text);
    }
}
