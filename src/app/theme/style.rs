//! egui's own styles, made from the tokens, so that its text fields, menus and scroll bars look like ours.

use super::{
    BUTTON, FOCUS, HAIRLINE, MOTION, RADIUS_CONTROL, RADIUS_POPUP, Theme, Weight, mono, ui_font,
};
use crate::app::fonts;
use eframe::egui::style::{
    ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets,
};
use eframe::egui::{
    self, Color32, Context, CornerRadius, Margin, Stroke, Style, TextStyle, ThemePreference,
    Visuals, vec2,
};
use std::collections::BTreeMap;

/// The name of the smallest text style: headings of sections, and counts.
pub const MICRO: &str = "micro";

/// Sets the fonts and both styles. `ThemePreference::System` follows the system's choice as it changes.
pub fn install(context: &Context, preference: ThemePreference) {
    context.set_fonts(fonts::definitions());
    context.set_style_of(egui::Theme::Light, style(Theme::light()));
    context.set_style_of(egui::Theme::Dark, style(Theme::dark()));
    // What a system that doesn't say gets.
    context.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    context.set_theme(preference);
}

/// Whether anything may move or fade; off for those who asked their system for less motion.
pub fn set_motion(context: &Context, allowed: bool) {
    let (time, scroll) = if allowed {
        (MOTION, ScrollAnimation::duration(MOTION))
    } else {
        (0.0, ScrollAnimation::none())
    };
    context.all_styles_mut(|style| {
        style.animation_time = time;
        style.scroll_animation = scroll;
    });
}

fn style(theme: &Theme) -> Style {
    let mut style = Style {
        text_styles: text_styles(),
        visuals: visuals(theme),
        animation_time: MOTION,
        scroll_animation: ScrollAnimation::duration(MOTION),
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 4.0);
    spacing.window_margin = Margin::same(12);
    spacing.menu_margin = Margin::same(4);
    spacing.button_padding = vec2(8.0, 3.0);
    spacing.indent = 16.0;
    spacing.interact_size = vec2(40.0, BUTTON);
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = 6.0;
    spacing.tooltip_width = 284.0;
    spacing.menu_width = 320.0;
    spacing.menu_spacing = 4.0;
    spacing.scroll = ScrollStyle::floating();
    spacing.scroll.fade.strength = 0.0;
    style.interaction.tooltip_delay = 0.35;
    // Labels are ours; only the article's words are there to be selected.
    style.interaction.selectable_labels = false;
    style
}

fn text_styles() -> BTreeMap<TextStyle, egui::FontId> {
    [
        (TextStyle::Body, ui_font(13.0, Weight::Regular)),
        (TextStyle::Button, ui_font(13.0, Weight::Medium)),
        (TextStyle::Small, ui_font(12.0, Weight::Regular)),
        (
            TextStyle::Name(MICRO.into()),
            ui_font(11.0, Weight::SemiBold),
        ),
        (TextStyle::Heading, ui_font(16.0, Weight::SemiBold)),
        (TextStyle::Monospace, mono(11.0, Weight::Medium)),
    ]
    .into()
}

fn visuals(theme: &Theme) -> Visuals {
    let base = if theme.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    Visuals {
        weak_text_color: Some(theme.text3),
        widgets: widgets(theme),
        selection: Selection {
            bg_fill: theme.accent_mid,
            // The colour of selected words, which accent would be too faint for.
            stroke: Stroke::new(FOCUS, theme.text),
        },
        hyperlink_color: theme.accent,
        faint_bg_color: theme.panel,
        extreme_bg_color: theme.raised,
        text_edit_bg_color: Some(theme.raised),
        code_bg_color: theme.hover,
        warn_fg_color: theme.warn,
        error_fg_color: theme.error,
        window_corner_radius: CornerRadius::same(RADIUS_POPUP),
        menu_corner_radius: CornerRadius::same(RADIUS_POPUP),
        window_fill: theme.raised,
        window_stroke: Stroke::new(HAIRLINE, theme.line),
        window_shadow: theme.popup_shadow(),
        popup_shadow: theme.popup_shadow(),
        panel_fill: theme.panel,
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, theme.accent),
            ..base.text_cursor
        },
        slider_trailing_fill: true,
        disabled_alpha: 0.65,
        indent_has_left_vline: false,
        ..base
    }
}

fn widgets(theme: &Theme) -> Widgets {
    let look = |fill: Color32, border: Stroke, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: border,
        corner_radius: CornerRadius::same(RADIUS_CONTROL),
        fg_stroke: Stroke::new(HAIRLINE, text),
        expansion: 0.0,
    };
    let hairline = Stroke::new(HAIRLINE, theme.line);
    let edge = Stroke::new(HAIRLINE, theme.edge);
    Widgets {
        noninteractive: look(theme.panel, hairline, theme.text),
        inactive: look(theme.raised, edge, theme.text),
        hovered: look(theme.hover, edge, theme.text),
        // egui draws what has the keyboard like what is pressed: this is its focus ring.
        active: look(theme.hover, Stroke::new(FOCUS, theme.accent), theme.text),
        open: look(theme.hover, edge, theme.text),
    }
}
