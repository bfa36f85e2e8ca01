//! Reading comfort: the paragraph that the analyst is in, and the numbers in the margin.

use std::ops::Range;

use eframe::egui::{Align2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::text::TextLayout;
use super::view::{ArticleView, Geometry, Placed};
use crate::app::theme::{self, Weight};
use crate::edit::Item;
use crate::model::DocumentId;
use crate::session::Work;
use crate::session::marks::Block;
use crate::storage::{Numbers, Settings};

/// Where the analyst is: at the caret or at what is selected, whichever changed last.
#[derive(Debug, Default)]
pub struct Reading {
    document: Option<DocumentId>,
    caret: usize,
    selected: Option<Item>,
    at: usize,
}

impl Reading {
    /// Takes in what changed since the last frame; returns a byte of the document in view.
    fn follow(&mut self, work: &Work) -> usize {
        let document = work.active().map(|document| document.id);
        let caret = work.caret().head;
        let selected = work.selection().primary();
        let chosen = selected.filter(|item| self.selected != Some(*item));
        let place = chosen.and_then(|item| work.place_of(item));
        let place = place.filter(|(its, _)| Some(*its) == document);
        let moved = (self.document, self.caret) != (document, caret);
        match place {
            Some((_, span)) if !moved || self.document != document => self.at = span.start(),
            _ if moved => self.at = caret,
            _ => {}
        }
        (self.document, self.caret, self.selected) = (document, caret, selected);
        self.at
    }
}

/// The blocks that keep their full colour while the analyst focuses on one paragraph; `None` for all.
pub(super) fn in_focus(
    work: &Work,
    view: &mut ArticleView,
    settings: &Settings,
) -> Option<Range<usize>> {
    let marks = work.marks()?;
    let at = view.reading.follow(work);
    settings
        .focus_paragraph
        .then(|| marks.paragraph_around(marks.block_at(at)))
}

/// The number beside the first line of a block, if it has one.
pub(super) fn number_ui(
    ui: &Ui,
    settings: &Settings,
    geometry: &Geometry,
    blocks: &[Block],
    place: &Placed,
    layout: &TextLayout,
) {
    let Some((what, number)) = number(settings.numbers, blocks, place.block) else {
        return;
    };
    let first = layout.pieces(0..1).first().map_or(0.0, |p| p.baseline);
    let middle = place.origin.y + first - 0.3 * f32::from(settings.text_size);
    let align = if geometry.mirrored {
        Align2::LEFT_CENTER
    } else {
        Align2::RIGHT_CENTER
    };
    let at = pos2(geometry.numbers, middle);
    let font = theme::mono(11.0, Weight::Medium);
    let words = number.to_string();
    let painted = ui
        .painter()
        .text(at, align, &words, font, theme::of(ui).text3);
    let rect = Rect::from_center_size(painted.center(), painted.size().max(vec2(16.0, 16.0)));
    let id = ui.scope_id().with(("number", place.block));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{what} {number}")));
}

/// What is counted, and the number of a block.
fn number(numbers: Numbers, blocks: &[Block], nth: usize) -> Option<(&'static str, usize)> {
    let block = blocks.get(nth)?;
    match numbers {
        Numbers::Off => None,
        Numbers::Paragraphs => block
            .opens_numbered()
            .then_some(("Paragraph", block.paragraph)),
        Numbers::Lines => {
            let before = nth.checked_sub(1).and_then(|before| blocks.get(before));
            let begins = before.is_none_or(|before| before.line != block.line);
            begins.then_some(("Line", block.line))
        }
    }
}
