//! What opens over the window: palette, help, choosers, dialogs, toasts.
//!
//! One overlay is open at a time. It is modal, takes the keyboard when it opens and hands it back when it closes,
//! and closes on Esc and on a click outside. Overlays ask for [`Command`]s and decide nothing.

mod about;
mod choosers;
mod dialog;
mod engines;
mod export;
mod export_preview;
mod go_to;
mod help;
mod history;
mod import;
mod left_out;
mod likeness;
mod losses;
mod matching;
mod merge;
mod palette;
mod path_field;
mod path_names;
mod picker;
mod picker_row;
mod reading_again;
mod recovery;
mod repairs;
mod rules;
mod same_name;
mod schema;
mod schema_colour;
mod schema_delete;
mod schema_rules;
mod scores;
mod settings;
mod take_over;
pub mod toast;
mod two_lines;
mod unsaved;
mod versions;

pub use choosers::ChooserView;
pub(in crate::app) use dialog::say;
pub use engines::EnginesView;
pub use export::ExportView;
pub use go_to::GoToView;
pub use help::HelpView;
pub use history::HistoryDialog;
pub use import::ImportView;
pub use left_out::LeftOutView;
pub use merge::MergeView;
pub use palette::PaletteView;
pub use path_field::{PathPurpose, PathView};
pub use repairs::RepairsView;
pub use rules::RulesView;
pub use same_name::SameNameView;
pub use schema::SchemaView;
pub use scores::ScoresView;
pub use settings::SettingsView;
pub use versions::VersionsView;

use crate::session::{Command, Effect, Session};
use eframe::egui::{Context, Id};

/// What is open over the window, with its view state.
#[expect(clippy::large_enum_variant, reason = "one is open at a time")]
pub enum Overlay {
    Palette(PaletteView),
    Help(HelpView),
    About,
    Schema(SchemaView),
    Export(ExportView),
    /// What the last export could not hold.
    Losses,
    Import(ImportView),
    /// Asks what to do with unsaved changes.
    Unsaved,
    /// Asks what to do with the unsaved work in a journal.
    Recovery(std::path::PathBuf),
    Versions(VersionsView),
    /// Asks which side of each conflict is kept.
    Merge(MergeView),
    TakeOver,
    /// Asks whether two entities of one name are one.
    SameName(SameNameView),
    Rules(RulesView),
    Scores(ScoresView),
    Settings(SettingsView),
    Engines(EnginesView),
    History(HistoryDialog),
    Repairs(RepairsView),
    LeftOut(LeftOutView),
    /// Asks whether marks may go with a text that was read again.
    ReadingAgain,
    GoTo(GoToView),
    Choose(ChooserView),
    Path(PathView),
}

impl Overlay {
    pub fn palette() -> Self {
        Self::Palette(PaletteView::default())
    }

    /// Whether the next letter chooses something, though a field has the keyboard.
    pub fn answers_to_letters(&self) -> bool {
        matches!(self, Self::Choose(view) if view.answers_to_letters())
    }

    /// The overlay that a session asks for, if it asks for one. File dialogs are the window's business;
    /// [`PathView`] is there for machines that have none.
    pub fn for_effect(effect: &Effect) -> Option<Self> {
        Some(match effect {
            Effect::ShowPalette => Self::palette(),
            Effect::ShowHelp => Self::Help(HelpView::default()),
            Effect::ShowAbout => Self::About,
            Effect::ShowSchema => Self::Schema(SchemaView::default()),
            Effect::ShowVersions => Self::Versions(VersionsView::default()),
            Effect::AskMerge => Self::Merge(MergeView::default()),
            Effect::AskTakeOver => Self::TakeOver,
            Effect::ShowRules => Self::Rules(RulesView::default()),
            Effect::ShowEngines => Self::Engines(EnginesView::default()),
            Effect::ChooseEngine => Self::Choose(ChooserView::engine()),
            Effect::ShowScores => Self::Scores(ScoresView::default()),
            Effect::ShowSettings => Self::Settings(SettingsView::default()),
            Effect::ShowRepairs => Self::Repairs(RepairsView::default()),
            Effect::ShowHistory(item) => Self::History(HistoryDialog::of(*item)),
            Effect::ShowLeftOut => Self::LeftOut(LeftOutView::default()),
            Effect::AskReading => Self::ReadingAgain,
            Effect::ShowLosses => Self::Losses,
            Effect::ShowExport => Self::Export(ExportView::default()),
            Effect::ShowImport => Self::Import(ImportView::default()),
            Effect::AskUnsaved => Self::Unsaved,
            Effect::AskRecover(journal) => Self::Recovery(journal.clone()),
            Effect::ChooseVia(claim) => Self::Choose(ChooserView::via(*claim)),
            Effect::ChooseLink(claim) => Self::Choose(ChooserView::link(*claim)),
            Effect::ChooseMerge(entities) => Self::Choose(ChooserView::merge(entities.clone())),
            Effect::ChooseEncoding(document) => Self::Choose(ChooserView::encoding(*document)),
            Effect::AskParagraph => Self::GoTo(GoToView::default()),
            Effect::ChooseKind => Self::Choose(ChooserView::kind()),
            _ => return None,
        })
    }

    /// Tells overlays apart, so that one that follows another at once takes the keyboard too.
    fn number(&self) -> u8 {
        match self {
            Self::Palette(_) => 0,
            Self::Help(_) => 1,
            Self::About => 2,
            Self::Schema(_) => 3,
            Self::Export(_) => 4,
            Self::Import(_) => 5,
            Self::Unsaved => 6,
            Self::Choose(_) => 7,
            Self::Path(_) => 8,
            Self::Recovery(_) => 9,
            Self::Versions(_) => 10,
            Self::Rules(_) => 11,
            Self::Scores(_) => 12,
            Self::Engines(_) => 13,
            Self::LeftOut(_) => 14,
            Self::GoTo(_) => 15,
            Self::History(_) => 16,
            Self::Repairs(_) => 17,
            Self::SameName(_) => 19,
            Self::ReadingAgain => 18,
            Self::Settings(_) => 20,
            Self::Losses => 21,
            Self::Merge(_) => 40,
            Self::TakeOver => 41,
        }
    }
}

/// What had the keyboard before an overlay opened, and which overlay it is.
#[derive(Clone, Copy, Default)]
struct Before {
    focus: Option<Id>,
    overlay: Option<u8>,
}

/// Shows the overlay that is open, if any, and empties `overlay` when it closes. Call it before the window
/// reads keys of its own: Esc is consumed here.
pub fn overlays_ui(
    context: &Context,
    session: &Session,
    overlay: &mut Option<Overlay>,
    out: &mut Vec<Command>,
) {
    let key = Id::unique("before the overlay");
    let before = context.data(|data| data.get_temp::<Before>(key));
    let Some(open) = overlay else {
        if let Some(before) = before {
            context.data_mut(|data| data.remove::<Before>(key));
            if let Some(focus) = before.focus {
                context.memory_mut(|memory| memory.request_focus(focus));
            }
        }
        return;
    };
    let number = open.number();
    let opening = before.is_none_or(|before| before.overlay != Some(number));
    if opening {
        let focus = before.map_or_else(
            || context.memory(|memory| memory.focused()),
            |before| before.focus,
        );
        let before = Before {
            focus,
            overlay: Some(number),
        };
        context.data_mut(|data| data.insert_temp(key, before));
    }
    if show(context, session, open, opening, out) {
        *overlay = None;
        // Whatever opens next takes the keyboard, even if it is of the same sort.
        context.data_mut(|data| {
            let before = data.get_temp_mut_or(key, Before::default());
            before.overlay = None;
        });
        context.request_repaint();
    }
}

/// Returns whether the overlay closed.
fn show(
    context: &Context,
    session: &Session,
    overlay: &mut Overlay,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    match overlay {
        Overlay::Palette(view) => palette::show(context, session, view, opening, out),
        Overlay::Repairs(view) => repairs::show(context, session, view, opening, out),
        Overlay::History(view) => history::show(context, session, view, out),
        Overlay::Help(view) => help::show(context, session, view, opening),
        Overlay::About => about::show(context, opening),
        Overlay::Settings(view) => settings::show(context, session, view, opening, out),
        Overlay::Schema(view) => schema::show(context, session, view, out),
        Overlay::Export(view) => export::show(context, session, view, opening),
        Overlay::Losses => losses::show(context, session, opening),
        Overlay::Import(view) => import::show(context, session, view, opening, out),
        Overlay::Unsaved => match unsaved::show(context, session, opening) {
            Some(answer) => {
                out.push(Command::Unsaved(answer));
                true
            }
            None => false,
        },
        Overlay::Recovery(journal) => recovery::show(context, session, journal, opening, out),
        Overlay::LeftOut(view) => left_out::show(context, session, view, opening, out),
        Overlay::ReadingAgain => reading_again::show(context, session, opening, out),
        Overlay::Versions(view) => versions::show(context, session, view, out),
        Overlay::GoTo(view) => go_to::show(context, session, view, opening, out),
        Overlay::Merge(view) => merge::show(context, session, view, opening, out),
        Overlay::SameName(view) => same_name::show(context, session, view, opening, out),
        Overlay::TakeOver => take_over::show(context, session, opening, out),
        Overlay::Rules(view) => rules::show(context, session, view, opening, out),
        Overlay::Engines(view) => engines::show(context, session, view, opening, out),
        Overlay::Scores(view) => scores::show(context, session, view, opening, out),
        Overlay::Choose(view) => choosers::show(context, session, view, opening, out),
        Overlay::Path(view) => path_field::show(context, view, opening, out),
    }
}
