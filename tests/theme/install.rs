//! Installing the theme: both appearances, the fonts, and what follows the system.

use claimdesk::app::theme::{self, Weight, arabic, mono, serif, ui_font};
use eframe::egui::{self, Context, FontId, RawInput, Theme, ThemePreference};

fn context(preference: ThemePreference, system: Option<Theme>) -> Context {
    let context = Context::default();
    theme::install(&context, preference);
    let input = RawInput {
        system_theme: system,
        ..RawInput::default()
    };
    let mut output = context.run_ui(input, |_| {});
    // Nothing is drawn here; egui wants that said.
    output.textures_delta.clear();
    context
}

#[test]
fn the_system_is_followed_when_asked() {
    let dark = |preference, system| theme::of_context(&context(preference, system)).dark;
    assert!(dark(ThemePreference::System, Some(Theme::Dark)));
    assert!(!dark(ThemePreference::System, Some(Theme::Light)));
    assert!(
        !dark(ThemePreference::System, None),
        "paper where nothing is said"
    );
    assert!(!dark(ThemePreference::Light, Some(Theme::Dark)));
    assert!(dark(ThemePreference::Dark, Some(Theme::Light)));
}

#[test]
fn both_styles_come_from_the_tokens() {
    let context = context(ThemePreference::Light, None);
    for (which, tokens) in [
        (Theme::Light, theme::Theme::light()),
        (Theme::Dark, theme::Theme::dark()),
    ] {
        let style = context.style_of(which);
        assert_eq!(style.visuals.panel_fill, tokens.panel);
        assert_eq!(style.visuals.text_color(), tokens.text);
        assert_eq!(style.visuals.dark_mode, tokens.dark);
        assert!(style.animation_time <= theme::MOTION);
        assert_eq!(style.spacing.interact_size.y, theme::BUTTON);
    }
}

#[test]
fn less_motion_means_none() {
    let context = context(ThemePreference::Light, None);
    theme::set_motion(&context, false);
    assert_eq!(context.style_of(Theme::Dark).animation_time, 0.0);
    theme::set_motion(&context, true);
    assert_eq!(context.style_of(Theme::Dark).animation_time, theme::MOTION);
}

#[test]
fn every_family_has_latin_arabic_and_its_own_face() {
    let context = context(ThemePreference::Light, None);
    let weights = [Weight::Regular, Weight::Medium, Weight::SemiBold];
    let mut fonts: Vec<FontId> = weights.map(|weight| ui_font(16.0, weight)).to_vec();
    for weight in [Weight::Regular, Weight::SemiBold] {
        fonts.extend([serif(16.0, weight), mono(16.0, weight)]);
    }
    fonts.push(arabic(16.0));
    fonts.push(FontId::new(16.0, egui::FontFamily::Proportional));
    let mut widths = Vec::new();
    for font in &fonts {
        context.fonts_mut(|view| {
            assert!(view.has_glyphs(font, "Aé–“”…ßЖλ"), "{font:?}");
            assert!(view.has_glyphs(font, "السفن"), "{font:?}");
        });
        let words = "Merged into one".to_owned();
        let colour = egui::Color32::WHITE;
        let galley = context.fonts_mut(|view| view.layout_no_wrap(words, font.clone(), colour));
        widths.push(galley.size().x);
    }
    // The three weights of the interface differ; the proportional default is its regular.
    assert!(widths[0] < widths[1] && widths[1] < widths[2], "{widths:?}");
    assert_eq!(widths[0], widths[widths.len() - 1]);
}
