//! The article: its words, the marks over them, and the pointer and keys in it.
//!
//! What is drawn where is decided first (`decide`), painted second (`paint`); the words themselves go
//! through one narrow door (`text`). Nothing here changes the project: it asks for it by commands.

mod blocks;
pub mod caret;
mod comfort;
pub mod decide;
pub mod heights;
pub mod hover_card;
mod links;
pub mod paint;
pub mod pointer;
pub mod ruler;
mod selection_bar;
mod sweep;
pub mod text;
pub mod view;

use eframe::egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, Id, Popup, Rect, Role as WidgetRole, Sense, Ui,
    UiBuilder, WidgetInfo, pos2,
};

use view::ArticleView;

use crate::app::theme::{self, Theme, Weight};
use crate::app::widgets::text as text_line;
use crate::session::{Command, Session, Work};

/// Id of the article, which has the keyboard when no field does.
pub fn article_id() -> Id {
    Id::unique("article")
}

/// Draws the article into what is left of `ui`, and reports what the analyst wants.
pub fn article_ui(ui: &mut Ui, session: &Session, view: &mut ArticleView, out: &mut Vec<Command>) {
    let Some(work) = session.work() else {
        return;
    };
    let settings = session.settings();
    let area = ui.available_rect_before_wrap();
    let theme = theme::of(ui);
    ui.painter()
        .rect_filled(area, CornerRadius::ZERO, theme.paper);
    let Some(document) = work.active() else {
        return;
    };
    let mirrored = text::right_to_left(&document.text);
    let geometry = ArticleView::geometry(area, settings, mirrored);
    let context = ui.ctx().clone();
    view.prepare(&context, work, settings, &geometry);
    let words = Rect::from_min_max(area.min, pos2(geometry.ruler.left(), area.bottom()));
    let response = ui.interact(words, article_id(), Sense::click_and_drag());
    let title = document.title.clone();
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetRole::Document, true, format!("Article: {title}"))
    });
    scroll_ui(ui, &response, session, work, view, area.height());
    focus_ui(ui, &response);
    view.place(&context, work, settings, &geometry);
    let mut inner = ui.new_child(UiBuilder::new().max_rect(area));
    inner.set_clip_rect(area.intersect(ui.clip_rect()));
    let keys_here = context.memory(|memory| memory.focused().is_none_or(|id| id == article_id()));
    pointer::pointer_ui(&inner, &response, work, view, &geometry, out);
    let has_bar = work.selected_words().is_some() && keys_here;
    let is_free = view.drag.is_none() && !Popup::is_any_open(&context);
    let resting = response.hover_pos().filter(|_| is_free);
    hover_card::follow(&inner, work, view, resting.filter(|_| !has_bar));
    if view.hover.is_some() {
        context.set_cursor_icon(CursorIcon::PointingHand);
    } else if resting.is_some_and(|at| at.x >= geometry.left - 4.0) {
        context.set_cursor_icon(CursorIcon::Text);
    }
    head_ui(&mut inner, work, view, theme);
    blocks::draw_blocks(&mut inner, session, work, view, out);
    ruler::ruler_ui(&mut inner, work, view, &geometry);
    if let Some(lines) = blocks::selected_lines(work, view)
        && view.drag.is_none()
        && keys_here
    {
        selection_bar::selection_bar_ui(&inner, session, work, &geometry, lines, out);
    }
    hover_card::hover_card_ui(&inner, work, view, words);
    response.context_menu(|ui| context_menu(ui, session, out));
}

fn scroll_ui(
    ui: &Ui,
    response: &eframe::egui::Response,
    session: &Session,
    work: &Work,
    view: &mut ArticleView,
    window: f32,
) {
    let mut distance = std::mem::take(&mut view.edge_scroll);
    if response.contains_pointer() {
        distance -= ui.input(|input| input.smooth_scroll_delta().y);
    }
    if distance != 0.0 {
        view.scroll(ui.ctx(), work, session.settings(), distance, window);
        view.hover = None;
    }
}

/// The article takes the keyboard on a click and keeps the arrow keys for the caret.
fn focus_ui(ui: &Ui, response: &eframe::egui::Response) {
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if response.has_focus() {
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            escape: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
}

/// The line above the headline: publisher, byline, dates.
fn head_ui(ui: &mut Ui, work: &Work, view: &ArticleView, theme: &'static Theme) {
    let Some(document) = work.active() else {
        return;
    };
    let Some(at) = view::head_line(&view.placed) else {
        return;
    };
    let origin = &document.origin;
    let mut parts = vec![
        (origin.publisher.clone(), Weight::Medium),
        (origin.byline.clone(), Weight::Regular),
    ];
    let published = crate::model::Timestamp::from_rfc3339(&origin.published);
    let published = published.map_or(origin.published.clone(), |moment| {
        moment.local("%-d %B %Y, %H:%M")
    });
    parts.push((published, Weight::Regular));
    if let Some(retrieved) = origin.retrieved {
        parts.push((
            format!("retrieved {}", retrieved.local("%-d %B %Y")),
            Weight::Regular,
        ));
    }
    let right = view.geometry.filter(|geometry| geometry.mirrored);
    let right = right.map(|geometry| geometry.left + geometry.measure);
    let mut x = right.unwrap_or(at.x);
    let mut room = view.measure() + 10.0;
    for (words, weight) in parts
        .into_iter()
        .filter(|(words, _)| !words.trim().is_empty())
    {
        let font = theme::ui_font(13.0, weight);
        let line = text_line::line(ui, &words, font, theme.text2, f32::INFINITY);
        let width = line.size().x;
        room -= width + 10.0;
        if room < 0.0 {
            break;
        }
        // Where lines begin at the right, what comes first stands there.
        let left = if right.is_some() { x - width } else { x };
        text_line::paint(ui.painter(), line, Align2::LEFT_TOP, pos2(left, at.y));
        x = if right.is_some() {
            left - 10.0
        } else {
            left + width + 10.0
        };
    }
}

/// The menu of the right button: what can be done with what is selected.
fn context_menu(ui: &mut Ui, session: &Session, out: &mut Vec<Command>) {
    use crate::app::widgets::MenuItem;
    use crate::session::action::Action;
    for action in [
        Action::Accept,
        Action::Reject,
        Action::Kind,
        Action::MarkAll,
        Action::Merge,
        Action::Split,
        Action::AddClaim,
        Action::SetSource,
        Action::SetCue,
        Action::SetVia,
        Action::AddLink,
        Action::Copy,
        Action::Delete,
    ] {
        let info = action.info();
        if !action.is_enabled(session) {
            continue;
        }
        let keys = action
            .keys()
            .map(|keys| keys.to_string())
            .unwrap_or_default();
        if ui.add(MenuItem::new(info.label).keys(&keys)).clicked() {
            out.push(Command::Do(action));
            ui.close();
        }
    }
}
