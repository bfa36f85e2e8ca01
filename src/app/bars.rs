//! The bar at the top (menus, search, commands, review), the status bar, tabs, and small fixed pieces.

use eframe::egui::{
    Align, Align2, Frame, Id, Layout, Panel, RichText, Sense, Stroke, Ui, WidgetInfo, vec2,
};

use super::menu_bar::menu_bar_ui;
use super::shell::{RightTab, Views};
use super::theme::{self, Weight};
use super::widgets::{Button, Icon, SearchField, icon_button, paint_state_dot, tab, text};
use crate::model::ReviewState;
use crate::session::action::Action;
use crate::session::{Command, Running, Session, Work};

/// The keys of a command as a key cap shows them.
pub fn keys_of(action: Action) -> String {
    action
        .keys()
        .map(|keys| keys.to_string())
        .unwrap_or_default()
}

/// Menus at the left; search, commands and review at the right.
pub fn top_ui(ui: &mut Ui, session: &Session, views: &mut Views, out: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        ui.add_space(6.0);
        ui.spacing_mut().item_spacing.x = 2.0;
        menu_bar_ui(ui, session, &mut views.menus, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            ui.spacing_mut().item_spacing.x = 8.0;
            if let Some(work) = session.work() {
                review_button(ui, work, out);
            }
            let keys = keys_of(Action::Palette);
            if ui.add(Button::quiet("Commands").keys(&keys)).clicked() {
                out.push(Command::Do(Action::Palette));
            }
            if let Some(work) = session.work().filter(|work| work.active().is_some()) {
                find_ui(ui, work, views, out);
            }
        });
    });
}

fn review_button(ui: &mut Ui, work: &Work, out: &mut Vec<Command>) {
    let (label, keys) = if work.is_reviewing() {
        ("End review", keys_of(Action::Cancel))
    } else {
        ("Review", keys_of(Action::ReviewMode))
    };
    let button = if work.is_reviewing() {
        Button::primary(label)
    } else {
        Button::quiet(label)
    };
    if ui.add(button.keys(&keys)).clicked() {
        out.push(Command::Do(Action::ReviewMode));
    }
}

/// Id of the search field.
pub fn find_id() -> Id {
    Id::unique("find field")
}

/// The search field, and where one is among the hits. In a right-to-left row, so the field comes last.
fn find_ui(ui: &mut Ui, work: &Work, views: &mut Views, out: &mut Vec<Command>) {
    if !views.find.is_empty() {
        if icon_button(ui, Icon::ChevronDown, "Find next").clicked() {
            out.push(Command::Do(Action::FindNext));
        }
        if icon_button(ui, Icon::ChevronUp, "Find previous").clicked() {
            out.push(Command::Do(Action::FindPrevious));
        }
        let find = work.find();
        let count = find.hits().len();
        let said = match (count, find.current()) {
            (0, _) => "No hits".to_owned(),
            (_, Some(at)) => format!("{} of {count}", at + 1),
            (_, None) => format!("{count} hits"),
        };
        ui.label(small(ui, &said));
    }
    let keys = keys_of(Action::Find);
    let before = views.find.clone();
    let width = (ui.available_width() - 20.0).clamp(120.0, 250.0);
    let field = SearchField::new(&mut views.find, "Find in article")
        .keys(&keys)
        .width(width)
        .id(find_id());
    let response = field.show(ui);
    if views.find != before {
        out.push(Command::FindText(views.find.clone()));
    }
    if response.lost_focus() && ui.input(|input| input.key_pressed(eframe::egui::Key::Enter)) {
        let back = ui.input(|input| input.modifiers.shift);
        out.push(Command::Do(if back {
            Action::FindPrevious
        } else {
            Action::FindNext
        }));
        response.request_focus();
    }
}

fn small(ui: &Ui, words: &str) -> RichText {
    RichText::new(words)
        .font(theme::ui_font(12.0, Weight::Regular))
        .color(theme::of(ui).text2)
}

/// Document, language, counts by review state; background work and whether all is saved.
pub fn status_ui(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        ui.add_space(12.0);
        let Some(work) = session.work() else {
            ui.label(small(ui, "No project open"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(12.0);
                ui.label(small(ui, "Offline. Nothing leaves this computer."));
                if let Some(job) = session.running() {
                    ui.add_space(10.0);
                    running_ui(ui, job, out);
                }
            });
            return;
        };
        let wide = ui.available_width() > 900.0;
        if let Some(document) = work.active() {
            let font = theme::ui_font(12.0, Weight::Regular);
            let width = (ui.available_width() * 0.3).min(360.0);
            let line = text::line(ui, &document.title, font, theme.text, width);
            let (rect, response) = ui.allocate_exact_size(line.size(), Sense::hover());
            text::paint(ui.painter(), line, Align2::LEFT_TOP, rect.min);
            let said = || WidgetInfo::labeled(eframe::egui::Role::Label, true, &document.title);
            response.widget_info(said);
            if wide {
                ui.label(small(ui, &language_name(&document.origin.language)));
            }
        }
        let counts = work.counts();
        count_ui(
            ui,
            counts.suggested,
            "suggested",
            Some(ReviewState::Suggested),
        );
        count_ui(ui, counts.accepted, "accepted", Some(ReviewState::Accepted));
        count_ui(ui, counts.edited, "edited", Some(ReviewState::Edited));
        if wide {
            count_ui(ui, counts.rejected, "rejected", None);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(12.0);
            ui.spacing_mut().item_spacing.x = 5.0;
            saved_ui(ui, session, work, out);
        });
    });
}

fn count_ui(ui: &mut Ui, count: usize, word: &str, state: Option<ReviewState>) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        if let Some(state) = state {
            let (rect, _) = ui.allocate_exact_size(vec2(9.0, 12.0), Sense::hover());
            paint_state_dot(ui.painter(), rect.center(), state, theme.text2);
        }
        ui.label(
            RichText::new(format!("{count} {word}"))
                .font(theme::ui_font(12.0, Weight::Regular))
                .color(theme.text2),
        );
    });
}

fn saved_ui(ui: &mut Ui, session: &Session, work: &Work, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    let (words, colour) = match (work.is_saved() && !session.has_draft(), work.path()) {
        (true, Some(_)) => ("Saved", theme.good),
        (true, None) => ("Not changed", theme.text2),
        (false, _) => ("Not saved", theme.warn),
    };
    let label = RichText::new(words)
        .font(theme::ui_font(12.0, Weight::Medium))
        .color(colour);
    let response = ui.add(eframe::egui::Label::new(label).sense(Sense::click()));
    let response = response.on_hover_text("Save the project");
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Label, true, words));
    if response.clicked() && !work.is_saved() {
        out.push(Command::Do(Action::Save));
    }
    if words == "Saved" {
        let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
        Icon::Check.paint(ui.painter(), rect, 12.0, theme.good);
    }
    if let Some(job) = session.running() {
        ui.add_space(10.0);
        running_ui(ui, job, out);
    }
}

/// “Suggesting, 40 %. Stop”. In a right-to-left row, so what is read last comes first.
fn running_ui(ui: &mut Ui, job: Running, out: &mut Vec<Command>) {
    if job.can_stop {
        let keys = keys_of(Action::StopWork);
        let link = ui.link(RichText::new("Stop").font(theme::ui_font(12.0, Weight::Medium)));
        if link.on_hover_text(keys).clicked() {
            out.push(Command::Do(Action::StopWork));
        }
    }
    let said = match (job.files, job.percent) {
        (Some((done, all)), _) => format!("{} {} of {all}", job.name, done + 1),
        (None, Some(percent)) => format!("{}, {percent} %.", job.name),
        (None, None) => format!("{} …", job.name),
    };
    ui.label(small(ui, &said));
}

/// The English name of a language; the tag itself if it is none of the common ones.
fn language_name(tag: &str) -> String {
    let primary = tag.split('-').next().unwrap_or_default();
    let name = match primary {
        "" => return "Language not known".to_owned(),
        "en" => "English",
        "ar" => "Arabic, right to left",
        "he" => "Hebrew, right to left",
        "fa" => "Persian, right to left",
        "de" => "German",
        "fr" => "French",
        "es" => "Spanish",
        "it" => "Italian",
        "pt" => "Portuguese",
        "nl" => "Dutch",
        "pl" => "Polish",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        "el" => "Greek",
        "tr" => "Turkish",
        "zh" => "Chinese",
        "ja" => "Japanese",
        "ko" => "Korean",
        "hi" => "Hindi",
        "th" => "Thai",
        _ => return tag.to_owned(),
    };
    name.to_owned()
}

/// Tabs of the right panel.
pub fn tabs_ui(ui: &mut Ui, work: &Work, shown: &mut RightTab) {
    let lists = work.lists();
    let tabs = [
        ("Entities", lists.entities.len(), RightTab::Entities),
        ("Claims", lists.claims.len(), RightTab::Claims),
    ];
    let row = ui.horizontal(|ui| {
        ui.add_space(8.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        for (label, count, which) in tabs {
            if tab(ui, label, Some(count), *shown == which).clicked() {
                *shown = which;
            }
        }
    });
    let line = Stroke::new(1.0, theme::of(ui).line);
    let bottom = row.response.rect.bottom();
    ui.painter().hline(ui.max_rect().x_range(), bottom, line);
}

/// The folded left panel; whether it is to be opened.
pub fn strip_ui(ui: &mut Ui) -> bool {
    ui.vertical_centered(|ui| {
        ui.add_space(8.0);
        icon_button(ui, Icon::Document, "Show documents").clicked()
    })
    .inner
}

/// What is left of the lists while they are folded: a button that shows them.
pub fn right_strip_ui(ui: &mut Ui, right: &mut Option<bool>) {
    let frame = Frame::new().fill(theme::of(ui).panel);
    let panel = Panel::right("folded lists").frame(frame);
    panel.exact_size(36.0).resizable(false).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space(8.0);
            if icon_button(ui, Icon::Filter, "Show lists").clicked() {
                *right = Some(true);
            }
        });
    });
}

/// A project without documents.
pub fn empty_ui(ui: &mut Ui, out: &mut Vec<Command>) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.36);
        ui.label("This project has no documents yet.");
        ui.add_space(10.0);
        let keys = keys_of(Action::Open);
        if ui
            .add(Button::primary("Open article…").keys(&keys))
            .clicked()
        {
            out.push(Command::Do(Action::Open));
        }
    });
}
