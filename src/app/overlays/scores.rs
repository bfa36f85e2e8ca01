//! Accept every suggestion above a score: how the scores lie, a slider, and how many it would be before it is done.

use super::dialog::{default_button, dialog_ui, foot, heading, say, say_small};
use crate::app::theme;
use crate::app::widgets::{Button, Family, leave_enter, segmented};
use crate::model::{Project, ReviewState, Score};
use crate::session::{Command, Session};
use eframe::egui::{Context, Rect, Sense, Slider, Ui, WidgetInfo, pos2, vec2};

const WIDTH: f32 = 460.0;
/// Height of the picture of scores, in points.
const PICTURE: f32 = 64.0;
/// Columns of the picture: five hundredths each.
const COLUMNS: usize = 20;

/// View state of the dialog.
pub struct ScoresView {
    /// In hundredths.
    least: i16,
    all_documents: bool,
    counted: Option<(u64, bool, Counted)>,
}

impl Default for ScoresView {
    fn default() -> Self {
        Self {
            least: 80,
            all_documents: true,
            counted: None,
        }
    }
}

/// Scores of open suggestions, by hundredth.
#[derive(Clone)]
struct Counted {
    mentions: [usize; 101],
    claims: [usize; 101],
}

impl Counted {
    fn of(project: &Project, document: Option<crate::model::DocumentId>) -> Self {
        let mut counted = Self {
            mentions: [0; 101],
            claims: [0; 101],
        };
        let place = |score: Option<Score>| score.map(|score| score.0.clamp(0, 100) as usize);
        let here = |other| document.is_none_or(|document| document == other);
        for mention in project.mentions().filter(|m| here(m.document)) {
            let made = &mention.provenance;
            if let (ReviewState::Suggested, Some(at)) = (made.state, place(made.score)) {
                counted.mentions[at] += 1;
            }
        }
        for claim in project.claims().filter(|c| here(c.document)) {
            let made = &claim.provenance;
            if let (ReviewState::Suggested, Some(at)) = (made.state, place(made.score)) {
                counted.claims[at] += 1;
            }
        }
        counted
    }

    /// Mentions and claims with at least this score.
    fn from(&self, least: i16) -> (usize, usize) {
        let at = least.clamp(0, 100) as usize;
        let sum = |all: &[usize; 101]| all[at..].iter().sum();
        (sum(&self.mentions), sum(&self.claims))
    }
}

/// Returns whether the dialog closed.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut ScoresView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(work) = session.work() else {
        return true;
    };
    let active = work.active().map(|document| document.id);
    let document = active.filter(|_| !view.all_documents);
    let is_fresh = view.counted.as_ref().is_some_and(|(revision, all, _)| {
        *revision == work.revision() && *all == view.all_documents
    });
    if !is_fresh {
        let counted = Counted::of(work.project(), document);
        view.counted = Some((work.revision(), view.all_documents, counted));
    }
    let documents = work.project().document_order().len();
    let mut done = false;
    let shown = dialog_ui(context, "Accept above a score", WIDTH, |ui| {
        if documents > 1 {
            heading(ui, "Documents");
            let words = ["This one", &format!("All {documents}")];
            let chosen = usize::from(view.all_documents);
            let chosen = segmented(ui, "Documents", Family::Source, &words, Some(chosen));
            view.all_documents = chosen.map_or(view.all_documents, |chosen| chosen == 1);
            ui.add_space(10.0);
        }
        let counted = view.counted.as_ref().map(|(_, _, counted)| counted.clone());
        let (mentions, claims) = counted.as_ref().map_or((0, 0), |c| c.from(view.least));
        if let Some(counted) = &counted {
            picture_ui(ui, counted, view.least);
        }
        slider_ui(ui, view, opening);
        ui.add_space(6.0);
        let all = counted.map_or((0, 0), |counted| counted.from(0));
        said_ui(ui, (mentions, claims), all);
        foot(ui, |ui| {
            let label = format!("Accept {}", mentions + claims);
            let accept = Button::primary(&label).keys("Enter");
            if default_button(ui, mentions + claims > 0, false, accept) {
                out.push(Command::AcceptScored(Score(view.least), document));
                done = true;
            }
            ui.add(Button::plain("Cancel")).clicked()
        })
    });
    done || shown.closed || shown.inner
}

fn slider_ui(ui: &mut Ui, view: &mut ScoresView, opening: bool) {
    ui.spacing_mut().slider_width = ui.available_width() - 60.0;
    let slider = Slider::new(&mut view.least, 0..=100)
        .custom_formatter(|value, _| format!("{:.2}", value / 100.0))
        .custom_parser(|typed| typed.trim().parse::<f64>().ok().map(|value| value * 100.0));
    let response = ui.add(slider);
    response
        .ctx
        .accesskit_node_builder(response.id, |node| node.set_label("Least score"));
    leave_enter(ui, &response);
    if opening {
        response.request_focus();
    }
}

fn said_ui(ui: &mut Ui, (mentions, claims): (usize, usize), all: (usize, usize)) {
    let theme = theme::of(ui);
    let counted = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    };
    let words = format!(
        "{} and {} have this score or more.",
        counted(mentions, "mention"),
        counted(claims, "claim")
    );
    say(ui, &words, theme.text);
    let left = (all.0 + all.1).saturating_sub(mentions + claims);
    let words = match left {
        0 => "No suggestion stays open.".to_owned(),
        1 => "1 suggestion stays open.".to_owned(),
        _ => format!("{left} suggestions stay open."),
    };
    say_small(ui, &words, theme.text2);
}

/// A column for every five hundredths; those that would be accepted are filled with accent.
fn picture_ui(ui: &mut Ui, counted: &Counted, least: i16) {
    let theme = theme::of(ui);
    let width = ui.available_width() - 60.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, PICTURE), Sense::hover());
    let per_column = 100 / COLUMNS;
    let column = |hundredth: usize| (hundredth / per_column).min(COLUMNS - 1);
    let (mut all, mut taken) = ([0usize; COLUMNS], [0usize; COLUMNS]);
    for hundredth in 0..=100 {
        let number = counted.mentions[hundredth] + counted.claims[hundredth];
        all[column(hundredth)] += number;
        if hundredth >= least.clamp(0, 100) as usize {
            taken[column(hundredth)] += number;
        }
    }
    let most = all.iter().copied().max().unwrap_or(0).max(1) as f32;
    let step = rect.width() / COLUMNS as f32;
    for at in 0..COLUMNS {
        let left = rect.left() + at as f32 * step;
        let bar = |number: usize| {
            let height = (PICTURE - 2.0) * number as f32 / most;
            Rect::from_min_max(
                pos2(left + 1.0, rect.bottom() - height),
                pos2(left + step - 1.0, rect.bottom()),
            )
        };
        ui.painter().rect_filled(bar(all[at]), 1, theme.accent_mid);
        ui.painter().rect_filled(bar(taken[at]), 1, theme.accent);
    }
    response
        .widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Image, true, "How the scores lie"));
    ui.add_space(2.0);
}
