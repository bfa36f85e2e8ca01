//! The palette: every command by a few letters; `@` entities, `#` claims, `:` lines of the text.

use super::dialog::palette_ui;
use super::picker::{Entry, Lead, Picker, Words};
use crate::app::widgets::Icon;
use crate::edit::Item;
use crate::model::{EntityId, Kind, Project, ReviewState};
use crate::session::action::{ACTIONS, Action};
use crate::session::lists::source_name;
use crate::session::{Command, Session, Work};
use eframe::egui::Context;

const DOCUMENTS: &str = "Documents";
const RECENT: &str = "Recent projects";

/// What the first character asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Commands,
    Entities,
    Claims,
    Line,
}

impl Mode {
    /// The mode, and what of the query is left to search for.
    fn of(query: &str) -> (Self, &str) {
        let modes = [
            ('@', Self::Entities),
            ('#', Self::Claims),
            (':', Self::Line),
        ];
        let found = modes
            .into_iter()
            .find_map(|(sign, mode)| Some((mode, query.strip_prefix(sign)?)));
        found.unwrap_or((Self::Commands, query))
    }

    fn words(self) -> Words<'static> {
        let (plural, empty, verb) = match self {
            Self::Commands => ("commands", "No command has these letters.", "Run"),
            Self::Entities => ("entities", "No entity has these letters.", "Go"),
            Self::Claims => ("claims", "No claim has these letters.", "Go"),
            Self::Line => ("lines", "Type the number of a line.", "Go"),
        };
        Words {
            hint: "Find a command",
            aside: "Type @ for entities, # for claims, : for a line",
            verb,
            plural,
            uncounted: &[DOCUMENTS, RECENT],
            empty,
        }
    }
}

/// What the lines were made from: mode, revision, and for lines the number typed.
type MadeFor = (Mode, Option<u64>, String);

/// View state of the palette.
#[derive(Default)]
pub struct PaletteView {
    picker: Picker<Command>,
    made_for: Option<MadeFor>,
}

impl PaletteView {
    /// A palette in which something is typed already, such as `@`.
    pub fn with_query(query: &str) -> Self {
        let mut view = Self::default();
        query.clone_into(&mut view.picker.query);
        view
    }
}

/// Returns whether it closed; what was chosen is in `out`.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut PaletteView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let shown = palette_ui(context, "Commands", |ui| {
        let words = Mode::of(&view.picker.query).0.words();
        let enter = view.picker.search_ui(ui, &words, opening);
        let query = view.picker.query.clone();
        let (mode, filter) = Mode::of(&query);
        view.fill(session, mode, filter);
        // A line is asked for by its number, so there is nothing to filter.
        let filter = if mode == Mode::Line { "" } else { filter };
        view.picker.list_ui(ui, &mode.words(), filter, enter)
    });
    let taken = shown.inner;
    let closed = shown.closed || taken.is_some();
    out.extend(taken);
    closed
}

impl PaletteView {
    fn fill(&mut self, session: &Session, mode: Mode, filter: &str) {
        let typed = if mode == Mode::Line { filter } else { "" };
        let revision = session.work().map(Work::revision);
        let made_for = (mode, revision, typed.to_owned());
        if self.made_for.as_ref() == Some(&made_for) {
            return;
        }
        let entries = match (mode, session.work()) {
            (Mode::Commands, _) => commands(session),
            (Mode::Entities, Some(work)) => entities(work.project()),
            (Mode::Claims, Some(work)) => claims(work),
            (Mode::Line, Some(work)) => line(work, filter).into_iter().collect(),
            (_, None) => Vec::new(),
        };
        self.picker.fill(entries);
        self.made_for = Some(made_for);
    }
}

/// Commands that can run, documents, recent projects, and last the commands that can't run now.
fn commands(session: &Session) -> Vec<Entry<Command>> {
    let listed = ACTIONS
        .iter()
        .filter(|info| !matches!(info.action, Action::Palette | Action::Cancel));
    let (mut entries, mut disabled) = (Vec::new(), Vec::new());
    for info in listed {
        let enabled = info.action.is_enabled(session);
        let group = if enabled {
            "Commands"
        } else {
            "Not possible now"
        };
        let entry = Entry {
            also: info.help.to_owned(),
            note: info.menu.label().to_owned(),
            keys: info
                .keys
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
            enabled,
            ..Entry::new(group, info.label, Command::Do(info.action))
        };
        if enabled {
            entries.push(entry);
        } else {
            disabled.push(entry);
        }
    }
    if let Some(work) = session.work() {
        let elsewhere = work.project().documents();
        let elsewhere = elsewhere.filter(|d| Some(d.id) != work.active().map(|a| a.id));
        entries.extend(elsewhere.map(|document| Entry {
            lead: Lead::Icon(Icon::Document),
            note: document.origin.publisher.clone(),
            ..Entry::new(
                DOCUMENTS,
                format!("Show {}", document.title),
                Command::Activate(document.id),
            )
        }));
    }
    let open = session.work().and_then(Work::path);
    let recent = session.settings().recent.iter();
    let recent = recent.filter(|recent| Some(recent.path.as_path()) != open);
    entries.extend(recent.map(|recent| Entry {
        lead: Lead::Icon(Icon::Folder),
        also: recent.path.display().to_string(),
        ..Entry::new(
            RECENT,
            format!("Open {}", recent.title),
            Command::OpenPaths(vec![recent.path.clone()]),
        )
    }));
    entries.append(&mut disabled);
    entries
}

fn entities(project: &Project) -> Vec<Entry<Command>> {
    let entries = entity_entries(project, |_| true);
    entries
        .into_iter()
        .map(|entry| entry.map(|id| Command::GoTo(Item::Entity(id))))
        .collect()
}

/// The entities of a project by name, with their kinds.
pub(super) fn entity_entries(
    project: &Project,
    keep: impl Fn(EntityId) -> bool,
) -> Vec<Entry<EntityId>> {
    let mut found: Vec<_> = project.entities().filter(|e| keep(e.id)).collect();
    found.sort_by_cached_key(|entity| entity.name.to_lowercase());
    let lead = |kind: Option<&Kind>| kind.map_or(Lead::None, |kind| Lead::Kind(kind.clone()));
    found
        .into_iter()
        .map(|entity| {
            let kind = project.schema().get(&entity.kind);
            Entry {
                lead: lead(kind),
                also: entity.notes.clone(),
                note: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
                ..Entry::new("", one_line(&entity.name), entity.id)
            }
        })
        .collect()
}

fn claims(work: &Work) -> Vec<Entry<Command>> {
    let project = work.project();
    let documents = project.document_order();
    let mut entries = Vec::new();
    for document in documents.iter().filter_map(|id| project.document(*id)) {
        for claim in project.claims_in(document.id) {
            if claim.provenance.state == ReviewState::Rejected {
                continue;
            }
            let number = work.lists().number(claim.id);
            let elsewhere = Some(document.id) != work.active().map(|active| active.id);
            entries.push(Entry {
                lead: Lead::Number(number),
                detail: one_line(&claim.content.anchor.quote(&document.text)),
                also: number.to_string(),
                note: if elsewhere {
                    document.title.clone()
                } else {
                    String::new()
                },
                ..Entry::new(
                    "",
                    one_line(&source_name(project, claim)),
                    Command::GoTo(Item::Claim(claim.id)),
                )
            });
        }
    }
    entries
}

fn line(work: &Work, typed: &str) -> Option<Entry<Command>> {
    let wanted: usize = typed.trim().parse().ok().filter(|number| *number > 0)?;
    let text = &work.active()?.text;
    let mut offset = 0;
    let mut last = None;
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        last = Some((number, offset, line));
        if number == wanted {
            break;
        }
        offset += line.len();
    }
    // A number past the end leads to the end.
    let (number, offset, line) = last?;
    Some(Entry {
        detail: one_line(line),
        ..Entry::new("", format!("Line {number}"), Command::GoToOffset(offset))
    })
}

/// Words that may hold line ends, on one line.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
