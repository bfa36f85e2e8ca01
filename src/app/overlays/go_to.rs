//! A small field for the number of a paragraph or a line to go to, with its first words.

use super::dialog::{default_button, dialog_ui, foot, say_small};
use crate::app::article::text::{Setting, TextLayout};
use crate::app::theme::{self, Weight};
use crate::app::widgets::{Button, Family, TextField, segmented};
use crate::session::marks::DocumentMarks;
use crate::session::{Command, Session, Work};
use crate::storage::Numbers;
use eframe::egui::{Context, Id, Sense, Ui, WidgetInfo, vec2};

/// How many bytes of the paragraph are shown, at the most.
const SHOWN: usize = 160;
const LABELS: [&str; 2] = ["Paragraph", "Line"];

/// What the number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Paragraph,
    Line,
}

impl By {
    fn count(self, marks: &DocumentMarks) -> usize {
        match self {
            Self::Paragraph => marks.paragraph_count(),
            Self::Line => marks.line_count(),
        }
    }

    fn block(self, marks: &DocumentMarks, number: usize) -> Option<usize> {
        match self {
            Self::Paragraph => marks.paragraph(number),
            Self::Line => marks.line(number),
        }
    }
}

/// View state of the field.
#[derive(Default)]
pub struct GoToView {
    typed: String,
    /// What the analyst chose to count; `None` follows the numbers in the margin.
    by: Option<By>,
}

/// Returns whether it closed; where to go is in `out`.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut GoToView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some((work, marks)) = session.work().and_then(|work| Some((work, work.marks()?))) else {
        return true;
    };
    let default = match session.settings().numbers {
        Numbers::Lines => By::Line,
        Numbers::Off | Numbers::Paragraphs => By::Paragraph,
    };
    let by = view.by.unwrap_or(default);
    let shown = dialog_ui(context, "Go to paragraph", 360.0, |ui| {
        let selected = Some(by as usize);
        if let Some(chosen) = segmented(ui, "Count", Family::Source, &LABELS, selected) {
            view.by = Some([By::Paragraph, By::Line][chosen]);
            // After a click one goes on typing; the arrow keys stay in the row.
            if ui.input(|input| input.pointer.any_released()) {
                ui.memory_mut(|memory| memory.request_focus(field_id()));
            }
        }
        ui.add_space(8.0);
        field_ui(ui, view, by, marks, opening);
        let target = target(work, marks, by, &view.typed);
        ui.add_space(6.0);
        words_ui(ui, target.as_ref().map(|(_, words)| words.as_str()));
        foot(ui, |ui| {
            let go = Button::primary("Go").keys("Enter");
            let go = default_button(ui, target.is_some(), false, go);
            let cancel = ui.add(Button::plain("Cancel")).clicked();
            let offset = target.filter(|_| go).map(|(offset, _)| offset);
            (offset, cancel)
        })
    });
    let (offset, cancel) = shown.inner;
    out.extend(offset.map(Command::GoToOffset));
    offset.is_some() || cancel || shown.closed
}

fn field_id() -> Id {
    Id::unique("go to")
}

/// The number, and how many there are.
fn field_ui(ui: &mut Ui, view: &mut GoToView, by: By, marks: &DocumentMarks, opening: bool) {
    ui.horizontal(|ui| {
        let response = TextField::new(&mut view.typed, "Number")
            .width(120.0)
            .id(field_id())
            .show(ui);
        if opening {
            response.request_focus();
        }
        let colour = theme::of(ui).text2;
        say_small(ui, &format!("1 to {}", by.count(marks)), colour);
    });
}

/// The first byte and the first words of what was typed; a number past the end leads to the last.
fn target(work: &Work, marks: &DocumentMarks, by: By, typed: &str) -> Option<(usize, String)> {
    let number = typed.trim().parse().ok()?;
    let block = by.block(marks, number)?;
    let range = marks.blocks().get(block)?.range.clone();
    let text = &work.active()?.text;
    let end = text.floor_char_boundary(range.end.min(range.start + SHOWN));
    let words = text.get_range(range.start..end)?.to_owned();
    let more = if end < range.end { "…" } else { "" };
    Some((range.start, words + more))
}

/// Two lines of the source's words, always of one height so that nothing moves while a number is typed.
fn words_ui(ui: &mut Ui, words: Option<&str>) {
    let theme = theme::of(ui);
    let setting = Setting {
        size: 14.0,
        line_height: 19.0,
        weight: Weight::Regular,
    };
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 3.0 * 19.0), Sense::hover());
    let Some(words) = words else {
        return;
    };
    let layout = TextLayout::new(ui.ctx(), words, setting, width);
    let painter = ui.painter().with_clip_rect(rect);
    layout.paint(&painter, rect.min, theme.text2);
    response.widget_info(|| WidgetInfo::labeled(eframe::egui::Role::Label, true, words));
}
