//! What is wrong with the project, each with its repair, and all of it with one button.

use super::dialog::{default_button, dialog_ui, foot, heading, say, say_small};
use crate::app::theme;
use crate::app::widgets::Button;
use crate::edit::Item;
use crate::edit::actions::remedy;
use crate::model::doctor::Finding;
use crate::session::repair::Aside;
use crate::session::{Command, Session};
use eframe::egui::{Align, Context, Layout, ScrollArea, Ui, vec2};

const WIDTH: f32 = 760.0;
const HEIGHT: f32 = 360.0;
/// Room for the button at the end of a line.
const BUTTON: f32 = 150.0;
/// What a button says that gives a mark up.
const REMOVE: &str = "Remove this mark";
/// So many faults are listed; the button repairs all.
const LISTED: usize = 200;
/// So many places are offered for one mark.
const OFFERED: usize = 5;

/// View state: what the doctor found at which state of the project.
#[derive(Clone, Debug, Default)]
pub struct RepairsView {
    found: Option<(u64, Vec<Finding>)>,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut RepairsView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(revision) = session.work().map(|work| work.revision()) else {
        return true;
    };
    let is_known = matches!(&view.found, Some((at, _)) if *at == revision);
    if opening || !is_known {
        view.found = Some((revision, session.findings()));
    }
    let findings = view.found.as_ref().map_or(&[][..], |(_, found)| found);
    let aside = session.set_aside();
    let is_sound = findings.is_empty() && aside.is_empty();
    let shown = dialog_ui(context, "Check project", WIDTH, |ui| {
        let theme = theme::of(ui);
        if is_sound {
            say(ui, "The project is sound.", theme.text);
        } else {
            lists_ui(ui, findings, &aside, out);
        }
        foot(ui, |ui| {
            let clear = aside.iter().any(|it| it.mark.clear_place().is_some());
            let can_repair = clear || !findings.is_empty();
            let all = Button::primary("Repair all");
            if default_button(ui, can_repair, opening, all) {
                out.push(Command::RepairAll);
            }
            ui.add(Button::plain("Close")).clicked()
        })
    });
    shown.closed || shown.inner
}

fn lists_ui(ui: &mut Ui, findings: &[Finding], aside: &[Aside<'_>], out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    ScrollArea::vertical()
        .max_height(HEIGHT)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            if !aside.is_empty() {
                heading(ui, "Marks whose words are not at their place");
                ui.add_space(2.0);
                let words = "They are left out of the project until they are put back. “Repair all” puts back those with one clear place and leaves the others to you.";
                say_small(ui, words, theme.text2);
                ui.add_space(6.0);
                for aside in aside.iter().take(LISTED) {
                    aside_ui(ui, aside, out);
                }
                more_ui(ui, aside.len());
                ui.add_space(10.0);
            }
            if !findings.is_empty() {
                heading(ui, "Faults");
                ui.add_space(4.0);
                for finding in findings.iter().take(LISTED) {
                    let words = sentence(&finding.message);
                    if line_ui(ui, &words, &[remedy(finding.check)]).is_some() {
                        out.push(Command::Repair(finding.clone()));
                    }
                }
                more_ui(ui, findings.len());
            }
        });
}

fn aside_ui(ui: &mut Ui, aside: &Aside<'_>, out: &mut Vec<Command>) {
    let mark = aside.mark;
    let what = match mark.item {
        Item::Claim(_) => "Claim",
        _ => "Mention",
    };
    let quote = crate::session::repair::short(&mark.quote);
    let clear = mark.clear_place();
    let pressed = match mark.places.len() {
        0 => {
            let words =
                format!("{what} “{quote}”: its words are no longer in the text. It is left out.");
            line_ui(ui, &words, &[REMOVE]).map(|_| None)
        }
        1 => {
            let words = place_words(aside, what, &quote, 0);
            let pressed = line_ui(ui, &words, &["Put back", REMOVE]);
            pressed.map(|button| (button == 0).then_some(0))
        }
        number => {
            let words = format!("{what} “{quote}” stands at {number} places:");
            let mut pressed = line_ui(ui, &words, &[REMOVE]).map(|_| None);
            for place in 0..number.min(OFFERED) {
                let label = match clear == Some(place) {
                    true => "Put back here (likely)",
                    false => "Put back here",
                };
                let words = place_words(aside, "  ", &quote, place);
                if line_ui(ui, &words, &[label]).is_some() {
                    pressed = Some(Some(place));
                }
            }
            pressed
        }
    };
    match pressed {
        Some(Some(place)) => out.push(Command::PutBack(aside.number, place)),
        Some(None) => out.push(Command::RemoveAside(aside.number)),
        None => {}
    }
}

/// A place with the words around it.
fn place_words(aside: &Aside<'_>, what: &str, quote: &str, place: usize) -> String {
    let (before, after) = aside.mark.context(place);
    format!("{what} … {before} “{quote}” {after} …")
}

/// Words, and buttons at the end of the line; returns which of them was pressed.
fn line_ui(ui: &mut Ui, words: &str, labels: &[&'static str]) -> Option<usize> {
    let theme = theme::of(ui);
    let width = ui.available_width();
    let buttons = BUTTON * labels.len().max(1) as f32;
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(
            vec2(width - buttons, 28.0),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_max_width(width - buttons);
                say(ui, words, theme.text);
            },
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut pressed = None;
            // The last is rightmost.
            for (number, label) in labels.iter().enumerate().rev() {
                if ui.add(Button::quiet(label)).clicked() {
                    pressed = Some(number);
                }
            }
            pressed
        })
        .inner
    })
    .inner
}

fn more_ui(ui: &mut Ui, number: usize) {
    if number > LISTED {
        let words = format!("and {} more", number - LISTED);
        say_small(ui, &words, theme::of(ui).text3);
    }
}

/// Words with a capital at their start and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    let first: String = first.into_iter().flatten().collect();
    format!("{first}{}.", letters.as_str())
}
