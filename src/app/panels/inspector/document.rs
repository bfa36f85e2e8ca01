//! The document in view, the project's counts, and how the analyst is named in what they make.

use eframe::egui::{Ui, vec2};

use super::fields::{Field, Lines, Subject, TextField, fixed, row};
use super::{InspectorView, header};
use crate::app::panels::place::{heading, small};
use crate::app::theme;
use crate::app::widgets::{Button, Icon, icon_button, tick};
use crate::model::Document;
use crate::session::action::Action;
use crate::session::{Command, Work};
use crate::storage::Settings;

/// Shows the document in view and the project.
pub fn document_ui(
    ui: &mut Ui,
    work: &Work,
    settings: &Settings,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let theme = theme::of(ui);
    let Some(document) = work.active() else {
        small(ui, "No document yet. Open an article.", theme.text3);
        return;
    };
    header::header_line(ui, |ui| header::title(ui, "Document"), |_| {});
    small(ui, "Select a mark to see what is known of it.", theme.text3);
    ui.add_space(6.0);
    changeable_ui(ui, work, document, view, out);
    ui.add_space(6.0);
    heading(ui, "Where the text came from", theme.text2);
    ui.add_space(2.0);
    fixed_ui(ui, document);
    if ui
        .add(Button::quiet(Action::LeftOut.info().label))
        .clicked()
    {
        out.push(Action::LeftOut.into());
    }
    ui.add_space(6.0);
    heading(ui, "Project", theme.text2);
    ui.add_space(2.0);
    project_ui(ui, work, settings, document, view, out);
}

/// Field, label, hint and value, and how much can be typed.
type Changeable<'a> = (Field, &'static str, &'static str, &'a str, Lines);

fn changeable(document: &Document) -> [Changeable<'_>; 7] {
    let origin = &document.origin;
    [
        (
            Field::Title,
            "Title",
            "Name the document",
            &document.title,
            Lines::Many,
        ),
        (
            Field::Publisher,
            "Publisher",
            "Add a publisher",
            &origin.publisher,
            Lines::One,
        ),
        (
            Field::Byline,
            "Byline",
            "Add who wrote it",
            &origin.byline,
            Lines::One,
        ),
        (
            Field::Published,
            "Published",
            "Add a date",
            &origin.published,
            Lines::One,
        ),
        (
            Field::Address,
            "Address",
            "Add a web address",
            &origin.address,
            Lines::One,
        ),
        (
            Field::Language,
            "Language",
            "Add a language, such as en",
            &origin.language,
            Lines::One,
        ),
        (
            Field::Notes,
            "Notes",
            "Add a note",
            &document.notes,
            Lines::Many,
        ),
    ]
}

fn changeable_ui(
    ui: &mut Ui,
    work: &Work,
    document: &Document,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    for (field, label, hint, value, lines) in changeable(document) {
        row(ui, label, |ui| {
            TextField {
                subject: Subject::Document(document.id),
                field,
                label,
                hint,
                value,
                lines,
            }
            .show(ui, work, &mut view.drafts, out);
        });
    }
}

fn fixed_ui(ui: &mut Ui, document: &Document) {
    let origin = &document.origin;
    let retrieved = origin
        .retrieved
        .map_or(String::new(), |moment| moment.local("%-d %b %Y, %H:%M"));
    for (label, value) in [
        ("Path", origin.path.as_str()),
        ("Retrieved", retrieved.as_str()),
        ("Media type", origin.media_type.as_str()),
        ("Reader", origin.reader.as_str()),
    ] {
        if !value.is_empty() {
            row(ui, label, |ui| fixed(ui, value));
        }
    }
    sum_ui(ui, "File", "SHA-256 of the file", &origin.bytes_sha256);
    sum_ui(ui, "Text", "SHA-256 of the text", document.text.sha256());
}

/// A checksum, shortened, with a button that copies all of it.
fn sum_ui(ui: &mut Ui, label: &str, what: &str, sum: &str) {
    if sum.is_empty() {
        return;
    }
    row(ui, label, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let shown = format!("SHA-256 {}…{}", &sum[..8], &sum[sum.len() - 4..]);
            let width = ui.available_width() - 28.0;
            ui.allocate_ui(vec2(width, 24.0), |ui| fixed(ui, &shown))
                .response
                .on_hover_text(sum);
            let label = format!("Copy {what}");
            if icon_button(ui, Icon::Paste, &label).clicked() {
                ui.ctx().copy_text(sum.to_owned());
            }
        });
    });
}

fn project_ui(
    ui: &mut Ui,
    work: &Work,
    settings: &Settings,
    document: &Document,
    view: &mut InspectorView,
    out: &mut Vec<Command>,
) {
    let project = work.project();
    let counts = [
        ("Documents", project.document_order().len()),
        ("Entities", project.entity_count()),
        ("Mentions", project.mention_count()),
        ("Claims", project.claim_count()),
        ("Links", project.link_count()),
    ];
    for (label, count) in counts {
        row(ui, label, |ui| fixed(ui, &count.to_string()));
    }
    row(ui, "Annotator", |ui| {
        TextField {
            subject: Subject::Document(document.id),
            field: Field::Annotator,
            label: "Annotator",
            hint: "Your name",
            value: &settings.annotator,
            lines: Lines::One,
        }
        .show(ui, work, &mut view.drafts, out);
    });
    ui.add_space(4.0);
    let mut on = settings.suggest_on_open;
    if tick(ui, &mut on, "Suggest on opening").changed() {
        out.push(Command::SuggestOnOpen(on));
    }
}
