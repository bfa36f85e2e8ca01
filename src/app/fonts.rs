//! The embedded fonts, as egui families: one for each weight, because egui knows no weights.
//!
//! Scripts that these files lack come from the system: eframe's `system_fonts` looks a character up when the
//! configured families have no glyph for it, on a thread of its own at first, and appends what it finds.
//! So nothing here searches the system, and the same text looks the same wherever these fonts have its letters.

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontTweak};
use std::sync::Arc;

pub const SERIF: &str = "serif";
pub const SERIF_SEMIBOLD: &str = "serif-semibold";
pub const INTER: &str = "inter";
pub const INTER_MEDIUM: &str = "inter-medium";
pub const INTER_SEMIBOLD: &str = "inter-semibold";
pub const MONO: &str = "mono";
pub const MONO_SEMIBOLD: &str = "mono-semibold";

/// The Arabic face first, for articles in its script.
pub const ARABIC: &str = "arabic";

/// The same face enlarged, which stands behind Inter and mono: at one size it looks smaller than they do.
const ARABIC_SMALL: &str = "arabic-small";
const ENLARGED: f32 = 1.15;

macro_rules! font {
    ($file:literal) => {
        include_bytes!(concat!("../../assets/fonts/", $file))
    };
}

/// Family and file, in the order in which they stand in for one another's missing letters.
const FACES: [(&str, &[u8]); 8] = [
    (SERIF, font!("SourceSerif4-Regular.ttf")),
    (SERIF_SEMIBOLD, font!("SourceSerif4-SemiBold.ttf")),
    (INTER, font!("Inter-Regular.ttf")),
    (INTER_MEDIUM, font!("Inter-Medium.ttf")),
    (INTER_SEMIBOLD, font!("Inter-SemiBold.ttf")),
    (MONO, font!("IBMPlexMono-Medium.ttf")),
    (MONO_SEMIBOLD, font!("IBMPlexMono-SemiBold.ttf")),
    (ARABIC, NASKH),
];

const NASKH: &[u8] = font!("NotoNaskhArabic-Regular.ttf");

/// All families. The files stay where the binary holds them; nothing is copied.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    // egui's own faces come last: they hold arrows, symbols and the icons of its widgets.
    let builtin = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (name, file) in FACES {
        let data = Arc::new(FontData::from_static(file));
        fonts.font_data.insert(name.to_owned(), data);
    }
    let small = FontData::from_static(NASKH).tweak(FontTweak {
        scale: ENLARGED,
        ..FontTweak::default()
    });
    fonts
        .font_data
        .insert(ARABIC_SMALL.to_owned(), Arc::new(small));
    for (name, _) in FACES {
        let chain = fallback_chain(name, &builtin);
        let family = FontFamily::Name(name.into());
        fonts.families.insert(family, chain);
    }
    let sans = fallback_chain(INTER, &builtin);
    fonts.families.insert(FontFamily::Proportional, sans);
    let mono = fallback_chain(MONO, &builtin);
    fonts.families.insert(FontFamily::Monospace, mono);
    fonts
}

/// The embedded file of a face, for the text engine of the article; empty for an unknown name.
pub fn file(name: &str) -> &'static [u8] {
    FACES
        .into_iter()
        .find(|(face, _)| *face == name)
        .map_or(&[], |(_, file)| file)
}

fn fallback_chain(first: &str, builtin: &[String]) -> Vec<String> {
    let then: &[&str] = match first {
        // The source's words.
        SERIF | SERIF_SEMIBOLD => &[ARABIC, INTER],
        ARABIC => &[SERIF, INTER],
        INTER | INTER_MEDIUM | INTER_SEMIBOLD => &[ARABIC_SMALL],
        _ => &[ARABIC_SMALL, INTER],
    };
    let names = [first].into_iter().chain(then.iter().copied());
    names
        .map(str::to_owned)
        .chain(builtin.iter().cloned())
        .collect()
}
