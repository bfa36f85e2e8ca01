//! The start page: how to begin, what was open before, and where to learn.
//!
//! Dropped files and keys are the window's business; only pasted words are taken here, because on this page
//! nothing else could be meant by them.

mod recent;
mod recovery;

pub(in crate::app) use recovery::changes;

use crate::app::theme::{self, HAIRLINE, MARK_EDGE, RADIUS_CONTROL, RADIUS_POPUP, Weight};
use crate::app::theme::{serif, ui_font};
use crate::app::widgets::dashed::{self, Pattern};
use crate::app::widgets::{Icon, KeyCap, KeyTone, focus_ring, text};
use crate::session::action::Action;
use crate::session::{Command, Session};
use eframe::egui::{
    Align2, Color32, CursorIcon, Event, Rect, Response, RichText, Role, ScrollArea, Sense, Shape,
    Stroke, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

/// View state of the start page.
#[derive(Default)]
pub struct StartView {
    /// What the recent projects are filtered by.
    filter: String,
    filtering: bool,
    /// The first line has had the keyboard once.
    greeted: bool,
}

/// Widths of the two columns and the gap between, in points.
const LEFT: f32 = 288.0;
const RIGHT: f32 = 592.0;
const GAP: f32 = 40.0;
/// Height of a line of the list “Start”.
const LINE: f32 = 34.0;

/// Shows the page in all that is left of `ui`.
pub fn start_ui(ui: &mut Ui, session: &Session, view: &mut StartView, out: &mut Vec<Command>) {
    let theme = theme::of(ui);
    ui.painter().rect_filled(ui.max_rect(), 0, theme.paper);
    take_pasted(ui, out);
    let size = ui.available_size();
    ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let narrow = size.x < LEFT + GAP + 320.0 + 64.0;
            let width = (size.x - 64.0).min(LEFT + GAP + RIGHT);
            let width = if narrow { width.min(RIGHT) } else { width };
            let left = ((size.x - width) / 2.0).max(20.0).round();
            let above = (size.y * 0.105).clamp(24.0, 88.0).round();
            ui.add_space(above);
            let origin = ui.max_rect().min + vec2(left, above);
            let head = Rect::from_min_size(origin, vec2(width, 40.0));
            head_ui(&mut column(ui, head, "head"));
            let place = Rect::from_min_size(pos2(origin.x, head.bottom() + 36.0), vec2(width, 0.0));
            let banner = recovery::banner_ui(&mut column(ui, place, "recovery"), session, out);
            let top = place.top() + banner;
            let first = Rect::from_min_size(
                pos2(origin.x, top),
                vec2(if narrow { width } else { LEFT }, 400.0),
            );
            let mut start = column(ui, first, "start");
            begin_ui(&mut start, view, out);
            let start = start.min_rect();
            let second = if narrow {
                Rect::from_min_size(pos2(origin.x, start.bottom() + 24.0), vec2(width, 0.0))
            } else {
                let from = pos2(origin.x + LEFT + GAP, top);
                Rect::from_min_size(from, vec2(width - LEFT - GAP, 0.0))
            };
            let mut projects = column(ui, second, "recent");
            recent::recent_ui(&mut projects, session, view, out);
            let bottom = start.bottom().max(projects.min_rect().bottom());
            let used = bottom - origin.y + 24.0;
            ui.allocate_space(vec2(1.0, used));
        });
}

fn column(ui: &mut Ui, place: Rect, name: &str) -> Ui {
    let mut child = ui.new_child(UiBuilder::new().id_salt(name).max_rect(place));
    child.spacing_mut().item_spacing.y = 0.0;
    child
}

/// Words that are pasted while no field has the keyboard become an article.
fn take_pasted(ui: &Ui, out: &mut Vec<Command>) {
    if ui.ctx().text_edit_focused() {
        return;
    }
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Paste(words) = event else {
                return true;
            };
            out.push(Command::PasteText(words.clone()));
            false
        });
    });
}

/// The app's mark, as on its icon.
pub(super) fn mark_ui(ui: &mut Ui, size: f32) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size), Sense::hover());
    let theme = theme::of(ui);
    let painter = ui.painter();
    let scale = size / 256.0;
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * scale;
    painter.rect_filled(rect, 56.0 * scale, theme.accent);
    let ink = theme.on_accent;
    let stroke = Stroke::new(14.0 * scale, ink);
    let bracket = [
        at(84.0, 64.0),
        at(60.0, 64.0),
        at(60.0, 192.0),
        at(84.0, 192.0),
    ];
    painter.add(Shape::line(bracket.to_vec(), stroke));
    painter.line_segment([at(111.0, 84.0), at(195.0, 84.0)], stroke);
    painter.line_segment([at(111.0, 172.0), at(161.0, 172.0)], stroke);
    let bar = Rect::from_min_max(at(98.0, 110.0), at(190.0, 146.0));
    painter.rect_filled(bar, 18.0 * scale, ink.gamma_multiply(0.55));
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Claimdesk"));
}

fn head_ui(ui: &mut Ui) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        mark_ui(ui, 40.0);
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 40.0));
        let font = serif(27.0, Weight::SemiBold);
        let name = text::line(ui, "Claimdesk", font, theme.text, rect.width());
        let font = ui_font(13.0, Weight::Regular);
        let words = "Who said what, by which words, how firmly";
        let motto = text::line(ui, words, font, theme.text2, rect.width());
        let painter = ui.painter();
        let at = rect.left_top() + vec2(0.0, 11.0);
        text::paint(painter, name, Align2::LEFT_CENTER, at);
        let at = rect.left_bottom() - vec2(0.0, 4.0);
        text::paint(painter, motto, Align2::LEFT_CENTER, at);
    });
}

fn heading(ui: &mut Ui, words: &str) {
    let theme = theme::of(ui);
    let font = ui_font(11.0, Weight::SemiBold);
    ui.label(RichText::new(words).font(font).color(theme.text2));
}

fn begin_ui(ui: &mut Ui, view: &mut StartView, out: &mut Vec<Command>) {
    heading(ui, "Start");
    ui.add_space(8.0);
    let key = |action: Action| action.keys().map(|keys| keys.to_string());
    let lines = [
        (
            Icon::Document,
            "Open article or project…",
            key(Action::Open),
            Action::Open,
        ),
        (Icon::Plus, "New project", key(Action::New), Action::New),
        (
            Icon::Folder,
            "Open folder of articles…",
            key(Action::OpenFolder),
            Action::OpenFolder,
        ),
        // On this page the ordinary key for pasting does.
        (
            Icon::Paste,
            "Paste article text",
            Some("Ctrl V".to_owned()),
            Action::Paste,
        ),
        (Icon::Folder, "Import…", key(Action::Import), Action::Import),
    ];
    for (number, (icon, words, keys, action)) in lines.into_iter().enumerate() {
        let response = line_ui(ui, icon, words, keys.as_deref());
        if number == 0 && !view.greeted {
            // Not in a frame that only measures: what isn't there yet can't take the keyboard.
            view.greeted = !ui.is_sizing_pass();
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
        }
        if response.clicked() {
            out.push(action.into());
        }
    }
    ui.add_space(18.0);
    if drop_ui(ui).clicked() {
        out.push(Action::Open.into());
    }
    ui.add_space(22.0);
    heading(ui, "Learn");
    ui.add_space(8.0);
    for (words, aside, action) in [
        (
            "Open the sample article",
            "5 minutes".to_owned(),
            Action::OpenSample,
        ),
        (
            "See all keys",
            key(Action::Help).unwrap_or_default(),
            Action::Help,
        ),
    ] {
        if link_ui(ui, words, &aside).clicked() {
            out.push(action.into());
        }
    }
}

/// A line of the list “Start”. Its ground reaches 10 points out to the left, so that icons stand in line with
/// the headings.
fn line_ui(ui: &mut Ui, icon: Icon, words: &str, keys: Option<&str>) -> Response {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), LINE);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let ground = Rect::from_min_max(rect.min - vec2(10.0, 0.0), rect.max);
    let painter = ui.painter();
    let has_focus = response.has_focus();
    if has_focus {
        painter.rect_filled(ground.shrink(1.0), RADIUS_CONTROL, theme.accent_soft);
    } else if response.hovered() {
        painter.rect_filled(ground.shrink(1.0), RADIUS_CONTROL, theme.hover);
    }
    let square = Rect::from_center_size(rect.left_center() + vec2(7.0, 0.0), Vec2::splat(16.0));
    icon.paint(painter, square, 15.0, theme.text2);
    let weight = if has_focus {
        Weight::SemiBold
    } else {
        Weight::Medium
    };
    let galley = text::line(ui, words, ui_font(13.0, weight), theme.text, f32::INFINITY);
    let left = rect.left_center() + vec2(24.0, 0.0);
    text::paint(painter, galley, Align2::LEFT_CENTER, left);
    if let Some(keys) = keys {
        let cap = KeyCap::new(ui, keys, KeyTone::Plain);
        let left = rect.right_center() - vec2(cap.size().x + 10.0, 0.0);
        cap.paint(ui, painter, left);
    }
    focus_ring(ui, &response, ground.shrink(1.0), RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    response
}

/// Where articles are dropped; lit up while a file is over the window.
fn drop_ui(ui: &mut Ui) -> Response {
    let theme = theme::of(ui);
    let hovering = ui.input(|input| !input.raw.hovered_files.is_empty());
    let size = vec2(ui.available_width(), 78.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let lit = hovering || response.hovered();
    let (fill, edge) = match (hovering, lit) {
        (true, _) => (theme.accent_soft, theme.accent),
        (false, true) => (theme.panel, theme.edge),
        (false, false) => (Color32::TRANSPARENT, theme.edge),
    };
    let painter = ui.painter();
    painter.rect_filled(rect, RADIUS_POPUP, fill);
    let width = if hovering { MARK_EDGE } else { HAIRLINE };
    let stroke = Stroke::new(width, edge);
    let radius = f32::from(RADIUS_POPUP);
    dashed::rounded_rect(painter, rect.shrink(0.5), radius, stroke, Pattern::DASHED);
    let title = if hovering {
        "Let go to open"
    } else {
        "Drop an article here"
    };
    let font = ui_font(13.0, Weight::SemiBold);
    let title_galley = text::line(ui, title, font, theme.text, rect.width());
    let kinds = "PDF, web pages, Word, EPUB, mail, text";
    let font = ui_font(12.0, Weight::Regular);
    let kinds_galley = text::line(ui, kinds, font, theme.text3, rect.width());
    let centre = rect.center();
    let at = centre - vec2(0.0, 9.0);
    text::paint(painter, title_galley, Align2::CENTER_CENTER, at);
    let at = centre + vec2(0.0, 10.0);
    text::paint(painter, kinds_galley, Align2::CENTER_CENTER, at);
    focus_ring(ui, &response, rect, RADIUS_POPUP);
    let name = format!("{title}: {kinds}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response
}

fn link_ui(ui: &mut Ui, words: &str, aside: &str) -> Response {
    let theme = theme::of(ui);
    let size = vec2(ui.available_width(), 30.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let painter = ui.painter();
    let font = ui_font(13.0, Weight::Regular);
    let galley = text::line(ui, words, font, theme.accent, rect.width());
    let placed = text::paint(painter, galley, Align2::LEFT_CENTER, rect.left_center());
    if response.hovered() {
        let stroke = Stroke::new(HAIRLINE, theme.accent);
        painter.hline(placed.x_range(), placed.bottom() - 1.0, stroke);
    }
    let font = ui_font(12.0, Weight::Regular);
    let galley = text::line(ui, aside, font, theme.text3, rect.width());
    text::paint(painter, galley, Align2::RIGHT_CENTER, rect.right_center());
    focus_ring(ui, &response, placed.expand2(vec2(3.0, 2.0)), 3);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, words));
    response.on_hover_cursor(CursorIcon::PointingHand)
}
