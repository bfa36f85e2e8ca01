//! The least contrast of every pair that the visual language measures, over all kinds and surfaces.

use claimdesk::app::article::paint::DIMMED;
use claimdesk::app::theme::{KindColours, Theme, contrast, nearest_passing};
use claimdesk::model::{Colour, PRESET_COUNT, Rgb};
use eframe::egui::Color32;

/// The visual language's measured minima.
struct Measured {
    text_on_fill: f32,
    text_on_wash: f32,
    text_on_accent_mid: f32,
    ink_on_fill: f32,
    ink_on_surface: f32,
    text3: f32,
    mark_on_paper: f32,
    mark_on_fill: f32,
    claim_on_fill: f32,
    accent_on_paper: f32,
    accent_on_fill: f32,
    on_accent: f32,
    judge: f32,
    notice: f32,
    edge: f32,
}

const LIGHT: Measured = Measured {
    text_on_fill: 11.5,
    text_on_wash: 15.4,
    text_on_accent_mid: 11.0,
    ink_on_fill: 5.0,
    ink_on_surface: 5.6,
    text3: 4.6,
    mark_on_paper: 3.7,
    mark_on_fill: 3.1,
    claim_on_fill: 4.1,
    accent_on_paper: 6.5,
    accent_on_fill: 4.5,
    on_accent: 6.5,
    judge: 7.5,
    notice: 5.6,
    edge: 3.4,
};

const DARK: Measured = Measured {
    text_on_fill: 6.9,
    text_on_wash: 12.5,
    text_on_accent_mid: 6.8,
    ink_on_fill: 5.0,
    ink_on_surface: 7.5,
    text3: 4.7,
    mark_on_paper: 4.2,
    mark_on_fill: 3.0,
    claim_on_fill: 3.3,
    accent_on_paper: 7.4,
    accent_on_fill: 3.8,
    on_accent: 7.8,
    judge: 7.3,
    notice: 6.4,
    edge: 3.6,
};

fn both() -> [(&'static str, &'static Theme, &'static Measured); 2] {
    [
        ("light", Theme::light(), &LIGHT),
        ("dark", Theme::dark(), &DARK),
    ]
}

#[track_caller]
fn at_least(least: f32, one: Color32, other: Color32, what: &str) {
    let ratio = contrast(one, other);
    assert!(ratio >= least, "{what}: {ratio:.2} is below {least}");
}

fn check_kind(theme: &Theme, least: &Measured, kind: KindColours, name: &str) {
    let check = |minimum, one, other, what: &str| {
        at_least(minimum, one, other, &format!("{name}: {what}"));
    };
    let KindColours {
        fill,
        wash,
        mark,
        ink,
    } = kind;
    check(least.text_on_fill, theme.text, fill, "text on fill");
    check(least.text_on_wash, theme.text, wash, "text on wash");
    check(least.ink_on_fill, ink, fill, "ink on fill");
    for surface in [wash, theme.panel, theme.paper] {
        check(least.ink_on_surface, ink, surface, "ink on surface");
    }
    check(least.mark_on_paper, mark, theme.paper, "mark on paper");
    check(least.mark_on_fill, mark, fill, "mark on fill");
    check(least.claim_on_fill, theme.claim, fill, "claim on fill");
    check(least.accent_on_fill, theme.accent, fill, "accent on fill");
}

#[test]
fn tokens_hold_their_contrast() {
    for (name, theme, least) in both() {
        let check = |minimum, one, other, what: &str| {
            at_least(minimum, one, other, &format!("{name}: {what}"));
        };
        for surface in theme.surfaces() {
            check(least.text3, theme.text3, surface, "text3");
            check(least.text3, theme.text2, surface, "text2");
            check(least.edge, theme.edge, surface, "edge");
        }
        check(
            least.text_on_accent_mid,
            theme.text,
            theme.accent_mid,
            "text on accent-mid",
        );
        check(least.accent_on_paper, theme.accent, theme.paper, "accent");
        check(least.on_accent, theme.on_accent, theme.accent, "on accent");
        check(least.judge, theme.judge, theme.judge_soft, "judge");
        check(least.notice, theme.warn, theme.warn_soft, "warn");
        check(least.notice, theme.error, theme.error_soft, "error");
    }
}

#[test]
fn every_preset_holds_its_contrast() {
    for (name, theme, least) in both() {
        for number in 0..PRESET_COUNT {
            let kind = theme.kind_colours(Colour::Preset(number));
            check_kind(theme, least, kind, &format!("{name}, preset {number}"));
        }
    }
}

#[test]
fn presets_are_told_apart_by_mark_and_fill() {
    for (_, theme, _) in both() {
        let kinds = (0..PRESET_COUNT).map(|number| theme.kind_colours(Colour::Preset(number)));
        let marks: std::collections::HashSet<_> =
            kinds.map(|kind| (kind.mark, kind.fill)).collect();
        assert_eq!(marks.len(), usize::from(PRESET_COUNT));
    }
}

/// The corners of the sRGB cube, where deriving is hardest, and then 500 colours at random.
fn custom_colours() -> impl Iterator<Item = Rgb> {
    let corner = |bits: u8| Rgb(255 * (bits & 1), 255 * (bits >> 1 & 1), 255 * (bits >> 2));
    let mut random = fastrand::Rng::with_seed(7);
    let at_random = move |_| Rgb(random.u8(..), random.u8(..), random.u8(..));
    (0..8).map(corner).chain((0..500).map(at_random))
}

#[test]
fn any_custom_colour_holds_the_same_contrast() {
    for rgb in custom_colours() {
        for (name, theme, least) in both() {
            let kind = theme.kind_colours(Colour::Custom(rgb));
            check_kind(theme, least, kind, &format!("{name}, {rgb}"));
        }
    }
}

#[test]
fn the_nearest_passing_colour_is_drawn_as_it_is() {
    for rgb in custom_colours() {
        let passing = nearest_passing(rgb);
        assert_eq!(nearest_passing(passing), passing, "from {rgb}");
    }
    // Dark enough already: nothing to refuse.
    assert_eq!(
        nearest_passing(Rgb(0x13, 0x1f, 0x98)),
        Rgb(0x13, 0x1f, 0x98)
    );
    // Yellow is lost on paper.
    assert_ne!(nearest_passing(Rgb(255, 255, 0)), Rgb(255, 255, 0));
}

/// A colour laid over another, as the window blends them.
fn over(ground: Color32, colour: Color32, opacity: f32) -> Color32 {
    let mix = |below: u8, above: u8| {
        let (below, above) = (f32::from(below), f32::from(above));
        (below + (above - below) * opacity).round() as u8
    };
    Color32::from_rgb(
        mix(ground.r(), colour.r()),
        mix(ground.g(), colour.g()),
        mix(ground.b(), colour.b()),
    )
}

#[test]
fn words_beside_the_paragraph_in_focus_can_still_be_read() {
    let presets = (0..PRESET_COUNT).map(Colour::Preset);
    let colours = presets.chain(custom_colours().map(Colour::Custom));
    for colour in colours {
        for (name, theme, _) in both() {
            let kind = theme.kind_colours(colour);
            for fill in [kind.fill, kind.wash] {
                let ground = over(theme.paper, fill, DIMMED);
                at_least(4.5, theme.text3, ground, &format!("{name}, {colour:?}"));
            }
        }
    }
    for (name, theme, _) in both() {
        at_least(4.5, theme.text3, theme.warn_soft, name);
    }
}
