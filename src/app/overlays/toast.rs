//! Toasts: what the session tells the analyst, one sentence at a time, at the foot of the article.
//!
//! Information goes by itself, but waits while the pointer or the keyboard is on it; warnings and errors stay
//! until they are closed: a warning comes back after what was said since, an error gives way to nothing but another
//! error. Nothing is repainted while a toast only waits.

use crate::app::theme::{self, HAIRLINE, RADIUS_POPUP, Theme, Weight, ui_font};
use crate::app::widgets::{Icon, focus_ring, icon_button, key_cap, text};
use crate::session::action::Action;
use crate::session::{Command, Notice, Tone};
use eframe::egui::accesskit::Live;
use eframe::egui::{
    Align, Align2, Area, Color32, Context, CursorIcon, Frame, Id, Layout, Margin, Order, Rect,
    Role, Sense, Stroke, Ui, WidgetInfo, vec2,
};
use std::collections::VecDeque;
use std::time::Duration;

/// How long information stays, in seconds, and how long after the pointer has left it.
const STAYS: f64 = 6.0;
const LINGERS: f64 = 2.0;
/// The greatest width of the words, in points.
const WIDEST: f32 = 520.0;
/// Toasts that wait; beyond that the oldest information goes unread.
const MOST: usize = 20;

/// The toast that is shown, and those that wait.
#[derive(Default)]
pub struct Toasts {
    waiting: VecDeque<Notice>,
    shown: Option<Shown>,
    /// How many at the front of `waiting` came since one was last put in view.
    fresh: usize,
    /// That of the project when it was last looked at.
    revision: Option<u64>,
    /// Tells toasts apart, so that the keyboard doesn't stay on the next one.
    number: u64,
}

struct Shown {
    notice: Notice,
    /// When it goes, by egui's clock; `None` for what stays, and before it was first drawn.
    until: Option<f64>,
}

impl Toasts {
    /// Shows a notice before those that came in earlier frames: what was just done matters more than what was
    /// done before. Information in view gives way for good, a warning until this one has gone, an error only to
    /// another error. What repeats another is said once.
    pub fn push(&mut self, notice: Notice) {
        let same = |other: &Notice| other.text == notice.text && other.tone == notice.tone;
        let goes_on = |shown: &Shown| {
            shown.notice.tone == Tone::Error && notice.tone != Tone::Error && !same(&shown.notice)
        };
        match self.shown.take() {
            // An error stays until it is closed.
            Some(shown) if goes_on(&shown) => self.shown = Some(shown),
            Some(shown) if same(&shown.notice) => {
                // Its action may be another one by now.
                self.shown = Some(Shown {
                    notice,
                    until: None,
                });
                return;
            }
            Some(shown) if shown.notice.tone != Tone::Info => self.waiting.push_front(shown.notice),
            _ => {}
        }
        if let Some(place) = self.waiting.iter().position(same) {
            self.waiting.remove(place);
            self.fresh -= usize::from(place < self.fresh);
        }
        if self.waiting.len() == MOST {
            let oldest = self.waiting.iter().rposition(|n| n.tone == Tone::Info);
            self.waiting.remove(oldest.unwrap_or(MOST - 1));
        }
        self.fresh = self.fresh.min(self.waiting.len());
        self.waiting.insert(self.fresh, notice);
        self.fresh += 1;
    }

    /// Follows the history: after another step, a toast that offers to undo or redo would mean that one, so it
    /// goes. `revision` is that of the open project. Returns whether it is another one.
    pub fn follow(&mut self, revision: Option<u64>) -> bool {
        let is_other = self.revision != revision;
        if is_other {
            self.revision = revision;
            self.retire(&[Action::Undo, Action::Redo]);
        }
        is_other
    }

    /// Whether a toast offers to do this.
    pub fn offers(&self, action: Action) -> bool {
        let shown = self.shown.iter().map(|shown| &shown.notice);
        shown.chain(&self.waiting).any(|it| is_for(it, &[action]))
    }

    /// Takes away what offers one of these.
    pub fn retire(&mut self, actions: &[Action]) {
        self.waiting.retain(|notice| !is_for(notice, actions));
        self.fresh = self.fresh.min(self.waiting.len());
        let shown = self.shown.as_ref();
        if shown.is_some_and(|shown| is_for(&shown.notice, actions)) {
            self.shown = None;
        }
    }

    /// Closes the warning or error in view. Returns whether there was one.
    pub fn dismiss(&mut self) -> bool {
        let stays = |shown: &Shown| shown.notice.tone != Tone::Info;
        let dismissed = self.shown.as_ref().is_some_and(stays);
        if dismissed {
            self.shown = None;
        }
        dismissed
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.shown.is_none() && self.waiting.is_empty()
    }
}

/// Whether the notice offers to do one of these.
fn is_for(notice: &Notice, actions: &[Action]) -> bool {
    let offered = notice.action.as_ref().map(|(_, command)| command);
    matches!(offered, Some(Command::Do(action)) if actions.contains(action))
}

/// Shows the toast at the foot of `area`, which is the article's.
pub fn toasts_ui(context: &Context, area: Rect, toasts: &mut Toasts, out: &mut Vec<Command>) {
    let now = context.input(|input| input.time);
    if toasts.shown.is_none() {
        let Some(notice) = toasts.waiting.pop_front() else {
            return;
        };
        toasts.number += 1;
        toasts.fresh = toasts.fresh.saturating_sub(1);
        toasts.shown = Some(Shown {
            notice,
            until: None,
        });
    }
    let number = toasts.number;
    let Some(shown) = &mut toasts.shown else {
        return;
    };
    let answer = toast_ui(context, area, number, &shown.notice);
    let goes = shown.notice.tone == Tone::Info;
    let until = *shown.until.get_or_insert(now + STAYS);
    if goes && answer.held {
        shown.until = Some(until.max(now + LINGERS));
    }
    let is_over = goes && !answer.held && now >= until;
    if answer.acted
        && let Some((_, command)) = shown.notice.action.take()
    {
        out.push(command);
    }
    if answer.acted || answer.closed || is_over {
        toasts.shown = None;
        if !toasts.waiting.is_empty() {
            context.request_repaint();
        }
    } else if goes && !answer.held {
        context.request_repaint_after(Duration::from_secs_f64((until - now).max(0.0)));
    }
}

struct Answer {
    acted: bool,
    closed: bool,
    /// The pointer or the keyboard is on it.
    held: bool,
}

fn toast_ui(context: &Context, area: Rect, number: u64, notice: &Notice) -> Answer {
    let theme = theme::of_context(context);
    let (fill, ink) = match notice.tone {
        Tone::Info => (theme.raised, theme.text),
        Tone::Warning => (theme.warn_soft, theme.warn),
        Tone::Error => (theme.error_soft, theme.error),
    };
    let frame = Frame::new()
        .fill(fill)
        .stroke(Stroke::new(HAIRLINE, border(theme, notice.tone)))
        .corner_radius(RADIUS_POPUP)
        .shadow(theme.popup_shadow())
        .inner_margin(Margin {
            left: 14,
            right: 6,
            top: 6,
            bottom: 6,
        });
    let foot = area.center_bottom() - vec2(0.0, 16.0);
    let shown = Area::new(Id::unique(("toast", number)))
        .order(Order::Middle)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(foot)
        .constrain_to(area)
        .show(context, |ui| {
            let widest = (area.width() - 40.0).max(160.0);
            frame
                .show(ui, |ui| content_ui(ui, notice, ink, widest))
                .inner
        });
    let (acted, closed, has_focus) = shown.inner;
    Answer {
        acted,
        closed,
        held: has_focus || shown.response.contains_pointer(),
    }
}

fn border(theme: &Theme, tone: Tone) -> Color32 {
    match tone {
        Tone::Info => theme.line,
        Tone::Warning => theme.warn.gamma_multiply(0.45),
        Tone::Error => theme.error.gamma_multiply(0.45),
    }
}

/// Whether the action was wanted, whether it was closed, and whether one of the two has the keyboard.
fn content_ui(ui: &mut Ui, notice: &Notice, ink: Color32, widest: f32) -> (bool, bool, bool) {
    let keys = notice
        .action
        .as_ref()
        .and_then(|(_, command)| keys(command));
    let around = if notice.action.is_some() { 170.0 } else { 60.0 };
    let room = (widest - around).clamp(80.0, WIDEST);
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let icon = match notice.tone {
            Tone::Info => None,
            Tone::Warning => Some(Icon::Warning),
            Tone::Error => Some(Icon::Error),
        };
        if let Some(icon) = icon {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 24.0), Sense::hover());
            icon.paint(ui.painter(), rect, 15.0, ink);
        }
        words_ui(ui, notice, room);
        ui.add_space(8.0);
        let mut has_focus = false;
        let mut acted = false;
        if let Some((label, _)) = &notice.action {
            let action = link_ui(ui, label);
            acted = action.clicked();
            has_focus |= action.has_focus();
            if let Some(keys) = keys {
                key_cap(ui, &keys);
            }
        }
        let close = icon_button(ui, Icon::Close, "Close");
        has_focus |= close.has_focus();
        (acted, close.clicked(), has_focus)
    })
    .inner
}

fn keys(command: &Command) -> Option<String> {
    match command {
        Command::Do(action) => action.keys().map(|keys| keys.to_string()),
        _ => None,
    }
}

fn words_ui(ui: &mut Ui, notice: &Notice, room: f32) {
    let theme = theme::of(ui);
    let font = ui_font(13.0, Weight::Regular);
    // On soft amber and red the words keep their own colour; icon and ground say how bad it is.
    let line = text::line(ui, &notice.text, font.clone(), theme.text, f32::INFINITY);
    let width = line.size().x.min(room).ceil();
    let response = ui
        .scope(|ui| {
            ui.set_max_width(width);
            text::label(ui, &notice.text, font, theme.text)
        })
        .inner;
    let (role, live) = match notice.tone {
        Tone::Info => (Role::Status, Live::Polite),
        Tone::Warning | Tone::Error => (Role::Alert, Live::Assertive),
    };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.set_label(notice.text.as_str());
        node.set_live(live);
    });
}

/// Words of accent that can be clicked.
fn link_ui(ui: &mut Ui, label: &str) -> eframe::egui::Response {
    let theme = theme::of(ui);
    let font = ui_font(13.0, Weight::SemiBold);
    let galley = text::line(ui, label, font, theme.accent, f32::INFINITY);
    let size = vec2(galley.size().x, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let placed = text::paint(ui.painter(), galley, Align2::CENTER_CENTER, rect.center());
    if response.hovered() {
        let stroke = Stroke::new(HAIRLINE, theme.accent);
        ui.painter()
            .hline(placed.x_range(), placed.bottom() - 1.0, stroke);
    }
    focus_ring(ui, &response, rect.expand2(vec2(3.0, -1.0)), 3);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
    response.on_hover_cursor(CursorIcon::PointingHand)
}
