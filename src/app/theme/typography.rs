//! Which font, by role: serif is always the source's words, sans is ours, mono is for keys, codes and counts.
//!
//! egui knows no weights, so each weight is a family of its own (see [`crate::app::fonts`]).

use crate::app::fonts;
use eframe::egui::{FontFamily, FontId};
use std::sync::LazyLock;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Weight {
    Regular,
    Medium,
    SemiBold,
}

struct Families {
    sans: [FontFamily; 3],
    serif: [FontFamily; 2],
    mono: [FontFamily; 2],
    arabic: FontFamily,
}

/// Made once: a family's name is a shared string, and fonts are asked for in every frame.
static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let family = |name: &str| FontFamily::Name(name.into());
    Families {
        sans: [fonts::INTER, fonts::INTER_MEDIUM, fonts::INTER_SEMIBOLD].map(family),
        serif: [fonts::SERIF, fonts::SERIF_SEMIBOLD].map(family),
        mono: [fonts::MONO, fonts::MONO_SEMIBOLD].map(family),
        arabic: family(fonts::ARABIC),
    }
});

/// Inter, for the interface. The size is in points.
pub fn ui_font(size: f32, weight: Weight) -> FontId {
    FontId::new(size, FAMILIES.sans[weight as usize].clone())
}

/// Source Serif, for the source's words; it has no medium weight, and draws that as regular.
pub fn serif(size: f32, weight: Weight) -> FontId {
    let bold = usize::from(weight == Weight::SemiBold);
    FontId::new(size, FAMILIES.serif[bold].clone())
}

/// IBM Plex Mono; its lightest weight here is medium.
pub fn mono(size: f32, weight: Weight) -> FontId {
    let bold = usize::from(weight == Weight::SemiBold);
    FontId::new(size, FAMILIES.mono[bold].clone())
}

/// Noto Naskh Arabic, for articles in Arabic script; Latin words within them are in Source Serif.
pub fn arabic(size: f32) -> FontId {
    FontId::new(size, FAMILIES.arabic.clone())
}
