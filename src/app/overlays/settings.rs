//! The settings of this computer: who annotates, what is suggested, how it looks, how much is kept. Each holds at
//! once and for every project.

use super::dialog::{default_button, dialog_ui, foot, heading, say, say_small};
use super::versions::limits_ui;
use crate::app::theme;
use crate::app::widgets::{Button, Family, TextField, segmented, tick};
use crate::session::action::Action;
use crate::session::{Command, Session};
use crate::storage::{Numbers, Settings, Tags, Theme};
use eframe::egui::{Align, Context, Layout, ScrollArea, Ui, vec2};

const WIDTH: f32 = 520.0;
/// Width of the column of labels, in points.
const LABELS: f32 = 130.0;
const ROW: f32 = 28.0;
/// Height of title, button and margins, in points.
const AROUND: f32 = 170.0;

/// View state of the dialog.
#[derive(Default)]
pub struct SettingsView {
    /// The name as it is being typed; `None` until the dialog was shown.
    name: Option<String>,
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut SettingsView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let settings = session.settings();
    let shown = dialog_ui(context, "Settings", WIDTH, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        // In a low window the button stays in view.
        let room = context.content_rect().height() - AROUND;
        let scrolls = ScrollArea::vertical().max_height(room);
        // Of its whole height from the first frame on: else the dialog grows under the pointer.
        scrolls.min_scrolled_height(room).show(ui, |ui| {
            heading(ui, "You");
            name_ui(ui, settings, view, out);
            ui.add_space(8.0);
            heading(ui, "Suggestions");
            suggestions_ui(ui, settings, out);
            ui.add_space(8.0);
            heading(ui, "Look");
            choices_ui(ui, settings, out);
            steps_ui(ui, settings, out);
            ui.add_space(8.0);
            heading(ui, "Earlier versions");
            limits_ui(ui, session, out);
            // For the ring of what has the keyboard.
            ui.add_space(3.0);
        });
        foot(ui, |ui| {
            let close = default_button(ui, true, opening, Button::primary("Close"));
            say_small(ui, "Changes hold at once.", theme::of(ui).text2);
            close
        })
    });
    shown.closed || shown.inner
}

/// The name stands in the provenance of what the analyst makes, so it is never empty.
fn name_ui(ui: &mut Ui, settings: &Settings, view: &mut SettingsView, out: &mut Vec<Command>) {
    let name = view.name.get_or_insert_with(|| settings.annotator.clone());
    row(ui, "Name", |ui| {
        let field = TextField::new(name, "Name of the annotator").width(260.0);
        field.show(ui);
    });
    let typed = name.trim();
    if !typed.is_empty() && typed != settings.annotator {
        out.push(Command::SetAnnotator(typed.to_owned()));
    }
    let said = "Stands beside each mark and claim that you make or decide.";
    row(ui, "", |ui| say_small(ui, said, theme::of(ui).text2));
}

fn suggestions_ui(ui: &mut Ui, settings: &Settings, out: &mut Vec<Command>) {
    let (mut opens, mut learns) = (settings.suggest_on_open, settings.learn);
    if tick(ui, &mut opens, "Suggest marks when an article is opened").changed() {
        out.push(Command::SuggestOnOpen(opens));
    }
    if tick(ui, &mut learns, "Learn rules from decisions").changed() {
        out.push(Command::Learn(learns));
    }
}

fn choices_ui(ui: &mut Ui, settings: &Settings, out: &mut Vec<Command>) {
    let theme = |theme| settings.theme == theme;
    let themes = [
        ("As the system", theme(Theme::System), Action::ThemeSystem),
        ("Light", theme(Theme::Light), Action::ThemeLight),
        ("Dark", theme(Theme::Dark), Action::ThemeDark),
    ];
    let tags = |tags| settings.tags == tags;
    let shown = [
        ("All", tags(Tags::All), Action::TagsAll),
        ("Under the pointer", tags(Tags::Hover), Action::TagsHover),
        ("Off", tags(Tags::Off), Action::TagsOff),
    ];
    let numbers = |numbers| settings.numbers == numbers;
    let numbered = [
        ("Off", numbers(Numbers::Off), Action::NumbersOff),
        (
            "Paragraphs",
            numbers(Numbers::Paragraphs),
            Action::NumbersParagraphs,
        ),
        ("Lines", numbers(Numbers::Lines), Action::NumbersLines),
    ];
    for (label, options) in [
        ("Theme", themes),
        ("Kind tags", shown),
        ("Margin numbers", numbered),
    ] {
        let names = options.map(|(name, ..)| name);
        let now = options.iter().position(|(_, is_now, _)| *is_now);
        let chosen = row(ui, label, |ui| {
            segmented(ui, label, Family::Source, &names, now)
        });
        let chosen = chosen.filter(|at| Some(*at) != now);
        let action = chosen.and_then(|at| options.get(at));
        out.extend(action.map(|(.., action)| Command::Do(*action)));
    }
}

fn steps_ui(ui: &mut Ui, settings: &Settings, out: &mut Vec<Command>) {
    let sizes = [
        (
            "Text size",
            settings.text_size.to_string(),
            ("Smaller", Action::TextSmaller),
            ("Larger", Action::TextLarger),
        ),
        (
            "Line length",
            settings.measure.to_string(),
            ("Shorter", Action::MeasureNarrower),
            ("Longer", Action::MeasureWider),
        ),
        (
            "Line spacing",
            format!("{} %", settings.line_spacing),
            ("Closer", Action::SpacingNarrower),
            ("Wider", Action::SpacingWider),
        ),
    ];
    for (label, value, less, more) in sizes {
        row(ui, label, |ui| {
            for (at, (word, action)) in [less, more].into_iter().enumerate() {
                if at == 1 {
                    let middle = Layout::centered_and_justified(eframe::egui::Direction::TopDown);
                    ui.allocate_ui_with_layout(vec2(52.0, ROW), middle, |ui| {
                        say(ui, &value, theme::of(ui).text);
                    });
                }
                if ui.add(Button::quiet(word)).clicked() {
                    out.push(Command::Do(action));
                }
            }
        });
    }
}

/// A label, and a control beside it.
fn row<T>(ui: &mut Ui, label: &str, control: impl FnOnce(&mut Ui) -> T) -> T {
    let row = |ui: &mut Ui| {
        let left = Layout::left_to_right(Align::Center);
        let height = if label.is_empty() { 16.0 } else { ROW };
        ui.allocate_ui_with_layout(vec2(LABELS, height), left, |ui| {
            ui.set_min_size(vec2(LABELS, height));
            say(ui, label, theme::of(ui).text2);
        });
        control(ui)
    };
    // Choices of as many options would have the same ids.
    ui.push_id(label, |ui| ui.horizontal(row).inner).inner
}
