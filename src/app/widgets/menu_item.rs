//! A line of a menu: words at the start, the key at the end.

use super::{Icon, KeyCap, KeyTone, focus_ring_inside, text};
use crate::app::theme::{self, BUTTON, RADIUS_MARK, Weight, ui_font};
use eframe::egui::{
    Align2, EventFilter, Id, Key, LayerId, Modifiers, Order, Rect, Response, Role, Sense, Ui, Vec2,
    Widget, WidgetInfo, pos2, vec2,
};

/// What the items of a menu that was just opened look for: the one to take the keyboard, and the control that
/// gets it back.
#[derive(Clone, Copy)]
struct Opening {
    control: Id,
    /// What gets the keyboard once an item was chosen.
    back: Id,
    frame: u64,
    prefers_chosen: bool,
}

fn opening_id() -> Id {
    Id::unique("menu opens")
}

/// To be called with the control of a menu: when it opens, the keyboard goes to the first item, or to the chosen
/// one where that is preferred, so that arrows and Enter work from there.
pub fn menu_opens(control: &Response, prefers_chosen: bool) {
    if control.clicked() {
        opens(control, control.id, prefers_chosen);
    }
}

/// The same for a control that a key has just opened; the keyboard goes `back` where it came from once an item was
/// chosen.
pub fn menu_opens_by_key(control: &Response, back: Id) {
    opens(control, back, false);
}

fn opens(control: &Response, back: Id, prefers_chosen: bool) {
    let opening = Opening {
        control: control.id,
        back,
        frame: control.ctx.cumulative_frame_nr(),
        prefers_chosen,
    };
    let context = &control.ctx;
    context.data_mut(|data| data.insert_temp(opening_id(), opening));
}

/// How up and down go from item to item: egui's own way to the nearest widget may leave the menu.
#[derive(Clone, Copy)]
struct Walk {
    pass: u64,
    layer: LayerId,
    /// The item before, in this pass.
    previous: Option<Id>,
    /// The next item takes the keyboard.
    on: bool,
}

/// Up and down move the keyboard to the item before and after this one.
fn follow_arrows(ui: &Ui, item: &Response) {
    let id = Id::unique("menu walk");
    let (pass, layer) = (ui.ctx().cumulative_pass_nr(), ui.layer_id());
    let walk = ui.data(|data| data.get_temp::<Walk>(id));
    let mut walk = walk
        .filter(|walk| walk.pass == pass && walk.layer == layer)
        .unwrap_or(Walk {
            pass,
            layer,
            previous: None,
            on: false,
        });
    if std::mem::take(&mut walk.on) {
        item.request_focus();
    } else if item.has_focus() {
        let arrows = EventFilter {
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(item.id, arrows));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        walk.on = pressed(Key::ArrowDown);
        if pressed(Key::ArrowUp)
            && let Some(previous) = walk.previous
        {
            ui.memory_mut(|memory| memory.request_focus(previous));
        }
    }
    walk.previous = Some(item.id);
    ui.data_mut(|data| data.insert_temp(id, walk));
}

/// Takes the keyboard for an item of a menu that opens, and gives it back once the item was chosen.
fn follow_keyboard(ui: &Ui, item: &Response, is_chosen: bool) {
    let opening = ui.data(|data| data.get_temp::<Opening>(opening_id()));
    let Some(opening) = opening else {
        return;
    };
    let opens = ui.ctx().cumulative_frame_nr() <= opening.frame + 1;
    let focused = ui.memory(|memory| memory.focused());
    let is_first = focused.is_none_or(|id| id == opening.control);
    let wanted = is_first || (is_chosen && opening.prefers_chosen);
    if opens && wanted {
        item.request_focus();
    }
    let by_key = ui.input(|input| !input.pointer.any_click());
    if item.clicked() && by_key {
        // The key that chose must not open the menu again.
        ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::Enter);
            input.consume_key(Modifiers::NONE, Key::Space);
        });
        ui.memory_mut(|memory| memory.request_focus(opening.back));
        ui.data_mut(|data| data.remove::<Opening>(opening_id()));
    }
}

#[must_use = "a menu item does nothing until it is added"]
pub struct MenuItem<'a> {
    label: &'a str,
    keys: Option<&'a str>,
    icon: Option<Icon>,
    checked: Option<bool>,
    indented: bool,
    /// In points.
    widest: f32,
}

impl<'a> MenuItem<'a> {
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            keys: None,
            icon: None,
            checked: None,
            indented: false,
            widest: f32::INFINITY,
        }
    }

    /// Shown at the end; nothing for a command without keys.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys).filter(|keys| !keys.is_empty());
        self
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Begins where those that can be ticked begin.
    pub fn indented(mut self) -> Self {
        self.indented = true;
        self
    }

    /// Cuts words that would make it wider than this, in points.
    pub fn at_most(mut self, widest: f32) -> Self {
        self.widest = widest;
        self
    }

    /// For what can be on or off; leaves room for the tick in either state.
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }
}

impl Widget for MenuItem<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let enabled = ui.is_enabled();
        let colour = theme.control_text(enabled);
        let tone = if enabled {
            KeyTone::Plain
        } else {
            KeyTone::Disabled
        };
        let cap = self.keys.map(|keys| KeyCap::new(ui, keys, tone));
        let icon = match self.checked {
            Some(true) => Some(Icon::Check),
            Some(false) => None,
            None => self.icon,
        };
        let start = if icon.is_some() || self.checked.is_some() || self.indented {
            30.0
        } else {
            8.0
        };
        let keys_width = cap.as_ref().map_or(0.0, |cap| cap.size().x + 24.0);
        let font = ui_font(13.0, Weight::Regular);
        let room = self.widest - start - keys_width - 8.0;
        let words = text::line(ui, self.label, font, colour, room);
        let natural = (start + words.size().x + keys_width + 8.0).ceil();
        // A popup first asks how wide its content must be, and only then offers a width.
        let width = if ui.is_sizing_pass() {
            natural
        } else {
            natural.max(ui.available_width())
        };
        let (rect, response) = ui.allocate_exact_size(vec2(width, BUTTON), Sense::click());
        let in_a_menu = ui.layer_id().order >= Order::Foreground;
        if in_a_menu && ui.is_enabled() {
            follow_keyboard(ui, &response, self.checked == Some(true));
            follow_arrows(ui, &response);
        }
        if ui.is_rect_visible(rect) {
            let painter = ui.painter();
            if enabled && (response.hovered() || response.has_focus()) {
                painter.rect_filled(rect, RADIUS_MARK, theme.hover);
            }
            if let Some(icon) = icon {
                let centre = pos2(rect.left() + 16.0, rect.center().y);
                let square = Rect::from_center_size(centre, Vec2::splat(16.0));
                icon.paint(painter, square, 16.0, colour);
            }
            let left = rect.left_center() + vec2(start, 0.0);
            text::paint(painter, words, Align2::LEFT_CENTER, left);
            if let Some(cap) = cap {
                let left = rect.right() - 8.0 - cap.size().x;
                cap.paint(ui, painter, pos2(left, rect.center().y));
            }
            focus_ring_inside(ui, &response, rect, RADIUS_MARK);
        }
        let role = if self.checked.is_some() {
            Role::MenuItemCheckBox
        } else {
            Role::MenuItem
        };
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(role, enabled, self.label);
            info.selected = self.checked;
            info
        });
        response
    }
}
