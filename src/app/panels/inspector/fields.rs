//! Fields of the inspector: a label beside a value, and text that is kept as one change when it is left.

use std::collections::HashMap;

use eframe::egui::{
    Align2, EventFilter, Frame, Id, Key, Margin, Modifiers, Rect, RichText, Stroke, StrokeKind,
    TextEdit, Ui, UiBuilder, pos2, vec2,
};

use crate::app::panels::place::{keyed_at, paint_line};
use crate::app::theme::{self, FOCUS, HAIRLINE, RADIUS_MARK, Weight, ui_font};
use crate::app::widgets::text;
use crate::app::widgets::typed::Typed;
use crate::edit::Item;
use crate::edit::actions::{ClaimChange, EntityChange};
use crate::model::{DocumentId, Identifier};
use crate::session::{Command, DocumentChange, Work};

/// Width of the column of labels, in points.
pub const LABELS: f32 = 82.0;
/// Least height of a row, in points.
pub const LINE: f32 = 24.0;
/// The register that new identifiers are of unless the analyst names another.
pub const SCHEME: &str = "wikidata";

/// Whose field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Item(Item),
    Document(DocumentId),
}

/// Which field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Paraphrase,
    Notes,
    Title,
    Publisher,
    Byline,
    Published,
    Address,
    Language,
    Annotator,
    /// Scheme and value of the identifier with this number.
    Scheme(usize),
    Value(usize),
    NewScheme,
    NewValue,
}

type Place = (Subject, Field);

/// How often words that are being typed go into the journal, in seconds.
const PACE: f64 = 0.4;

/// Half-typed words, by whose and which field.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    words: HashMap<Place, String>,
    /// The field whose words the journal doesn't have yet.
    untold: Option<Place>,
    /// When the journal was told last, in seconds; `None` while it knows of nothing.
    told: Option<f64>,
}

impl Drafts {
    /// Keeps what was typed for other things than `shown`, whose fields can't be left any more.
    pub fn keep_all_but(&mut self, work: &Work, shown: Option<Subject>, out: &mut Vec<Command>) {
        if self.words.is_empty() {
            return;
        }
        let others: Vec<Place> = self
            .words
            .keys()
            .filter(|(subject, _)| Some(*subject) != shown)
            .copied()
            .collect();
        for key in others {
            out.extend(self.keep(work, key));
        }
    }

    /// Takes the draft and says what change it is.
    fn keep(&mut self, work: &Work, (subject, field): Place) -> Option<Command> {
        if field == Field::NewScheme {
            // It waits for its value.
            return None;
        }
        let words = self.words.remove(&(subject, field))?;
        let scheme = (field == Field::NewValue)
            .then(|| self.words.remove(&(subject, Field::NewScheme)))
            .flatten();
        (self.untold, self.told) = (None, None);
        change(work, subject, field, words, scheme)
    }

    /// Gives up what was typed in a field.
    fn give_up(&mut self, place: Place, out: &mut Vec<Command>) {
        self.words.remove(&place);
        self.untold = None;
        if self.told.take().is_some() {
            out.push(Command::Draft(None));
        }
    }

    /// Has the journal remember what is being typed, so that a crash doesn't lose it.
    fn tell(&mut self, ui: &Ui, work: &Work, out: &mut Vec<Command>) {
        let Some((subject, field)) = self.untold else {
            return;
        };
        let now = ui.input(|input| input.time);
        let wait = self.told.map_or(0.0, |told| told + PACE - now);
        if wait > 0.0 {
            let wait = std::time::Duration::from_secs_f64(wait);
            ui.ctx().request_repaint_after(wait);
            return;
        }
        self.untold = None;
        let words = self.words.get(&(subject, field)).cloned();
        let scheme = self.words.get(&(subject, Field::NewScheme)).cloned();
        let is_of_project = !matches!(field, Field::Annotator | Field::NewScheme);
        let change = words
            .filter(|_| is_of_project)
            .and_then(|words| change(work, subject, field, words, scheme));
        if let Some(change) = change {
            self.told = Some(now);
            out.push(Command::Draft(Some(Box::new(change))));
        }
    }
}

/// The command that gives a field its new words.
fn change(
    work: &Work,
    subject: Subject,
    field: Field,
    words: String,
    scheme: Option<String>,
) -> Option<Command> {
    match (subject, field) {
        (_, Field::Annotator) => Some(Command::SetAnnotator(words)),
        (Subject::Document(id), field) => {
            let change = match field {
                Field::Title => DocumentChange::Title(words),
                Field::Publisher => DocumentChange::Publisher(words),
                Field::Byline => DocumentChange::Byline(words),
                Field::Published => DocumentChange::Published(words),
                Field::Address => DocumentChange::Address(words),
                Field::Language => DocumentChange::Language(words),
                Field::Notes => DocumentChange::Notes(words),
                _ => return None,
            };
            Some(Command::ChangeDocument(id, change))
        }
        (Subject::Item(Item::Claim(id)), Field::Paraphrase) => Some(Command::ChangeClaims(
            vec![id],
            ClaimChange::Paraphrase(words),
        )),
        (Subject::Item(Item::Claim(id)), Field::Notes) => {
            Some(Command::ChangeClaims(vec![id], ClaimChange::Notes(words)))
        }
        (Subject::Item(Item::Mention(id)), Field::Notes) => Some(Command::MentionNotes(id, words)),
        (Subject::Item(Item::Link(id)), Field::Notes) => {
            let kind = work.project().link(id)?.kind;
            Some(Command::ChangeLink(id, kind, words))
        }
        (Subject::Item(Item::Entity(id)), Field::Notes) => Some(Command::ChangeEntities(
            vec![id],
            EntityChange::Notes(words),
        )),
        (Subject::Item(Item::Entity(id)), field) => {
            let mut identifiers = work.project().entity(id)?.identifiers.clone();
            set_identifier(&mut identifiers, field, words, scheme);
            let change = EntityChange::Identifiers(identifiers);
            Some(Command::ChangeEntities(vec![id], change))
        }
        _ => None,
    }
}

/// Writes one place of an identifier; without a value it goes.
fn set_identifier(
    identifiers: &mut Vec<Identifier>,
    field: Field,
    words: String,
    scheme: Option<String>,
) {
    let words = words.trim().to_owned();
    match field {
        Field::Scheme(number) => {
            if let Some(identifier) = identifiers.get_mut(number) {
                identifier.scheme = words;
            }
        }
        Field::Value(number) => {
            if let Some(identifier) = identifiers.get_mut(number) {
                identifier.value = words;
            }
        }
        Field::NewValue => {
            let scheme = scheme.map(|scheme| scheme.trim().to_owned());
            let scheme = scheme.filter(|scheme| !scheme.is_empty());
            identifiers.push(Identifier {
                scheme: scheme.unwrap_or_else(|| SCHEME.to_owned()),
                value: words,
            });
        }
        _ => {}
    }
    identifiers.retain(|identifier| !identifier.value.is_empty());
}

/// A label at the start and a value beside it.
pub fn row<R>(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let colour = theme::of(ui).text3;
    row_in(ui, label, colour, add)
}

/// As [`row`], with the label in a colour.
pub fn row_in<R>(
    ui: &mut Ui,
    label: &str,
    colour: eframe::egui::Color32,
    add: impl FnOnce(&mut Ui) -> R,
) -> R {
    let area = ui.available_rect_before_wrap();
    let values = Rect::from_min_max(area.min + vec2(LABELS, 0.0), area.max);
    let mut child = keyed_at(ui, label, values);
    let result = add(&mut child);
    let height = child.min_rect().height().max(LINE);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), height));
    let place = Rect::from_min_size(rect.min, vec2(LABELS - 6.0, LINE));
    let font = ui_font(12.0, Weight::Regular);
    paint_line(ui, label, font, colour, Align2::LEFT_CENTER, place);
    ui.add_space(3.0);
    result
}

/// A value that can only be read.
pub fn fixed(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size, eframe::egui::Sense::hover());
    let font = ui_font(12.0, Weight::Regular);
    let left = Align2::LEFT_CENTER;
    let (_, elided) = paint_line(ui, words, font, theme.text2, left, rect);
    response
        .widget_info(|| eframe::egui::WidgetInfo::labeled(eframe::egui::Role::Label, true, words));
    if elided {
        text::on_hover(response, words);
    }
}

/// How much can be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    One,
    /// Enter starts a new line; Ctrl+Enter keeps.
    Many,
}

/// Text that can be edited where it stands. Leaving it keeps it, Esc restores it.
pub struct TextField<'a> {
    pub subject: Subject,
    pub field: Field,
    /// Names the field to assistive technology.
    pub label: &'a str,
    /// What stands in the empty field.
    pub hint: &'a str,
    pub value: &'a str,
    pub lines: Lines,
}

impl TextField<'_> {
    pub fn show(self, ui: &mut Ui, work: &Work, drafts: &mut Drafts, out: &mut Vec<Command>) {
        let key = (self.subject, self.field);
        let id = Id::unique(("inspector field", key));
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let pressed =
            |modifiers, key| has_focus && ui.input_mut(|input| input.consume_key(modifiers, key));
        let keeps = pressed(Modifiers::COMMAND, Key::Enter);
        let restores = pressed(Modifiers::NONE, Key::Escape);
        let draft = drafts.words.get(&key).cloned();
        let mut words = draft.unwrap_or_else(|| self.value.to_owned());
        let response = self.edit_ui(ui, id, &mut words, has_focus);
        if restores {
            drafts.give_up(key, out);
            response.surrender_focus();
            return;
        }
        if response.changed() {
            drafts.words.insert(key, words);
            drafts.untold = Some(key);
        }
        drafts.tell(ui, work, out);
        if keeps {
            response.surrender_focus();
        }
        if keeps || response.lost_focus() {
            match drafts.words.get(&key) {
                Some(words) if words != self.value => out.extend(drafts.keep(work, key)),
                // A scheme waits for its value.
                Some(_) if self.field != Field::NewScheme => drafts.give_up(key, out),
                _ => {}
            }
        }
    }

    fn edit_ui(
        &self,
        ui: &mut Ui,
        id: Id,
        words: &mut String,
        has_focus: bool,
    ) -> eframe::egui::Response {
        let theme = theme::of(ui);
        let font = ui_font(12.0, Weight::Regular);
        let hint = RichText::new(self.hint)
            .font(font.clone())
            .color(theme.text3);
        let width = ui.available_width() - 8.0;
        let wrap = match self.lines {
            Lines::One => f32::INFINITY,
            Lines::Many => width,
        };
        let typed = Typed::of(ui, id, words, &font, wrap);
        let edit = match self.lines {
            Lines::One => TextEdit::singleline(&mut *words),
            Lines::Many => TextEdit::multiline(&mut *words).desired_rows(1),
        };
        let edit = edit
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .font(font)
            .text_color(typed.ink(theme.text))
            .hint_text(hint)
            .event_filter(EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                ..EventFilter::default()
            })
            .min_size(vec2(0.0, typed.height().max(16.0)))
            .desired_width(width);
        // The frame lies outside the text, so that the words stand in line with what is only read.
        let area = ui.available_rect_before_wrap();
        let inner = Rect::from_min_max(pos2(area.left(), area.top() + 4.0), area.max);
        let ground = ui.painter().add(eframe::egui::Shape::Noop);
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner));
        child.spacing_mut().interact_size.y = 16.0;
        let response = child.add(edit);
        let place = Rect::from_min_max(
            pos2(area.left() - 5.0, area.top()),
            pos2(
                area.right(),
                (response.rect.bottom() + 4.0).max(area.top() + LINE),
            ),
        );
        let (fill, stroke) = if has_focus {
            (theme.raised, Stroke::new(FOCUS, theme.accent))
        } else if response.hovered() {
            (theme.raised, Stroke::new(HAIRLINE, theme.edge))
        } else {
            let clear = eframe::egui::Color32::TRANSPARENT;
            (clear, Stroke::new(HAIRLINE, clear))
        };
        let shape = eframe::egui::epaint::RectShape::new(
            place,
            RADIUS_MARK,
            fill,
            stroke,
            StrokeKind::Inside,
        );
        ui.painter().set(ground, shape);
        ui.allocate_rect(
            Rect::from_min_max(area.min, place.max),
            eframe::egui::Sense::hover(),
        );
        ui.ctx()
            .accesskit_node_builder(response.id, |node| node.set_label(self.label));
        typed.show(ui, &response, words, response.rect, theme.text);
        response
    }
}
