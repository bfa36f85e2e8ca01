//! Buttons: 26 points high, with an icon, a key cap or a chevron where asked.

use super::{Icon, KeyCap, KeyTone, focus_ring, text};
use crate::app::theme::{self, BUTTON, HAIRLINE, RADIUS_CONTROL, TARGET, Theme, Weight, ui_font};
use eframe::egui::{
    Align2, Color32, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, Widget, WidgetInfo,
    pos2, vec2,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Variant {
    Primary,
    Quiet,
    Plain,
}

/// A button with words on it.
#[must_use = "a button does nothing until it is added"]
pub struct Button<'a> {
    label: &'a str,
    variant: Variant,
    keys: Option<&'a str>,
    icon: Option<Icon>,
    drop_down: bool,
    /// Role and name, where they are not those of a plain button.
    says: Option<(Role, &'a str)>,
}

impl<'a> Button<'a> {
    /// The one thing that is most wanted here: filled with accent.
    pub fn primary(label: &'a str) -> Self {
        Self::new(label, Variant::Primary)
    }

    /// An ordinary button: a hairline round it.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label, Variant::Quiet)
    }

    /// The least prominent: words only, until the pointer is on it.
    pub fn plain(label: &'a str) -> Self {
        Self::new(label, Variant::Plain)
    }

    fn new(label: &'a str, variant: Variant) -> Self {
        Self {
            label,
            variant,
            keys: None,
            icon: None,
            drop_down: false,
            says: None,
        }
    }

    /// The key that does the same, on a cap after the words.
    pub fn keys(mut self, keys: &'a str) -> Self {
        self.keys = Some(keys);
        self
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// A chevron after the words and a stronger border: pressing it opens a list.
    pub fn drop_down(mut self) -> Self {
        self.drop_down = true;
        self
    }

    /// The words become the value of a control of this role and name.
    pub(super) fn says(mut self, role: Role, name: &'a str) -> Self {
        self.says = Some((role, name));
        self
    }

    fn info(&self, enabled: bool) -> WidgetInfo {
        let Some((role, name)) = self.says else {
            return WidgetInfo::labeled(Role::Button, enabled, self.label);
        };
        let mut info = WidgetInfo::labeled(role, enabled, name);
        info.current_text_value = Some(self.label.to_owned());
        info
    }

    fn text_colour(&self, theme: &Theme, enabled: bool) -> Color32 {
        match self.variant {
            _ if !enabled => theme.control_text(false),
            Variant::Primary => theme.on_accent,
            Variant::Quiet => theme.text,
            Variant::Plain => theme.text2,
        }
    }

    fn paint_ground(&self, ui: &Ui, response: &Response, rect: Rect) {
        let theme = theme::of(ui);
        let lively = response.enabled() && (response.hovered() || response.has_focus());
        let pressed = response.is_pointer_button_down_on();
        let (fill, border) = match self.variant {
            _ if !response.enabled() => (Color32::TRANSPARENT, theme.line),
            Variant::Primary if pressed => (theme.accent.gamma_multiply(0.85), theme.accent),
            Variant::Primary => (theme.accent, theme.accent),
            _ if lively || pressed => (theme.hover, theme.edge),
            Variant::Quiet if self.drop_down => (theme.raised, theme.edge),
            Variant::Quiet => (theme.raised, theme.line),
            Variant::Plain => (Color32::TRANSPARENT, Color32::TRANSPARENT),
        };
        let border = if self.variant == Variant::Plain {
            Color32::TRANSPARENT
        } else {
            border
        };
        let stroke = Stroke::new(HAIRLINE, border);
        ui.painter()
            .rect(rect, RADIUS_CONTROL, fill, stroke, StrokeKind::Inside);
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let theme = theme::of(ui);
        let enabled = ui.is_enabled();
        let colour = self.text_colour(theme, enabled);
        let weight = match self.variant {
            Variant::Primary => Weight::SemiBold,
            Variant::Quiet | Variant::Plain => Weight::Medium,
        };
        let font = ui_font(13.0, weight);
        let words = text::line(ui, self.label, font, colour, f32::INFINITY);
        let tone = match self.variant {
            _ if !enabled => KeyTone::Disabled,
            Variant::Primary => KeyTone::OnAccent,
            Variant::Quiet | Variant::Plain => KeyTone::Plain,
        };
        let cap = self.keys.map(|keys| KeyCap::new(ui, keys, tone));

        let (before, after) = (if self.icon.is_some() { 22.0 } else { 0.0 }, 6.0);
        let cap_width = cap.as_ref().map_or(0.0, |cap| after + 2.0 + cap.size().x);
        let chevron = if self.drop_down { 18.0 } else { 0.0 };
        // A cap has air of its own, so the end needs less.
        let end = if cap.is_some() { 7.0 } else { 10.0 };
        let width = 10.0 + before + words.size().x + cap_width + chevron + end;
        let size = vec2(width.ceil(), BUTTON);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());

        if ui.is_rect_visible(rect) {
            self.paint_ground(ui, &response, rect);
            let painter = ui.painter();
            let mut at = rect.left_center() + vec2(10.0, 0.0);
            if let Some(icon) = self.icon {
                let square = Rect::from_center_size(at + vec2(8.0, 0.0), Vec2::splat(16.0));
                icon.paint(painter, square, 16.0, colour);
                at.x += before;
            }
            at.x = text::paint(painter, words, Align2::LEFT_CENTER, at).right();
            if let Some(cap) = cap {
                cap.paint(ui, painter, pos2((at.x + after + 2.0).round(), at.y));
            } else if self.drop_down {
                let square = Rect::from_center_size(at + vec2(13.0, 0.0), Vec2::splat(16.0));
                Icon::ChevronDown.paint(painter, square, 14.0, colour);
            }
            focus_ring(ui, &response, rect, RADIUS_CONTROL);
        }
        response.widget_info(|| self.info(enabled));
        response
    }
}

/// A button with only an icon; the label is its tooltip and its name to assistive technology.
pub fn icon_button(ui: &mut Ui, icon: Icon, label: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(TARGET), Sense::click());
    let theme = theme::of(ui);
    let enabled = response.enabled();
    if ui.is_rect_visible(rect) {
        let lively = response.hovered() || response.has_focus();
        if enabled && (lively || response.is_pointer_button_down_on()) {
            ui.painter().rect_filled(rect, RADIUS_CONTROL, theme.hover);
        }
        let colour = match (enabled, lively) {
            (false, _) => theme.control_text(false),
            (true, true) => theme.text,
            (true, false) => theme.text2,
        };
        icon.paint(ui.painter(), rect, 16.0, colour);
        focus_ring(ui, &response, rect, RADIUS_CONTROL);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    text::on_hover(response, label)
}
