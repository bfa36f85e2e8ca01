//! The four colours of a kind: thirteen presets, and any colour of the analyst's own.
//!
//! A custom colour gives hue and chroma; lightness is chosen so that it meets the same contrast as the presets.

use super::colour_space::{Oklch, contrast, luminance};
use super::{Theme, hex};
use crate::model::{Colour, Rgb};
use eframe::egui::Color32;
use std::cell::RefCell;
use std::collections::HashMap;

/// What a kind is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindColours {
    /// Behind the words of an accepted mark.
    pub fill: Color32,
    /// Behind the words of a suggested mark.
    pub wash: Color32,
    /// The mark's edge, dots, and the overview ruler.
    pub mark: Color32,
    /// Letters of tags and chips, on the fill.
    pub ink: Color32,
}

const fn preset(fill: u32, wash: u32, mark: u32, ink: u32) -> KindColours {
    KindColours {
        fill: hex(fill),
        wash: hex(wash),
        mark: hex(mark),
        ink: hex(ink),
    }
}

/// In the order of the default kinds.
static LIGHT: [KindColours; 13] = [
    preset(0xC9D9FE, 0xF4F7FE, 0x131F98, 0x131F98),
    preset(0xCCF1FB, 0xEFF9FC, 0x258FA5, 0x006C7E),
    preset(0xE8DFFF, 0xF8F5FE, 0x7A46C6, 0x743FBE),
    preset(0xE5E4C4, 0xF8F7EE, 0x665F00, 0x665F00),
    preset(0xF9D5D7, 0xFEF4F4, 0x7F3A41, 0x7F3A41),
    preset(0xF9CAE0, 0xFEF3F8, 0x670044, 0x670044),
    preset(0xD1F3E4, 0xF0F9F5, 0x3B9375, 0x087054),
    preset(0xFFE0D7, 0xFEF4F2, 0xA8624F, 0x914E3C),
    preset(0xF1D2C3, 0xFEF5F0, 0x5E2400, 0x5E2400),
    preset(0xFBE8C3, 0xFCF6EC, 0xA87D00, 0x7E5D01),
    preset(0xC7E4F7, 0xF0F8FE, 0x00587F, 0x00587F),
    preset(0xE7EAFE, 0xF5F6FE, 0x7375F6, 0x524DCB),
    preset(0xE3E4E8, 0xF6F7F8, 0x66676F, 0x5E5E66),
];

static DARK: [KindColours; 13] = [
    preset(0x1C375B, 0x1B232F, 0x4381D0, 0x88BAFD),
    preset(0x004C43, 0x152724, 0x12C3AF, 0x60CDBC),
    preset(0x363C66, 0x1F222F, 0x919EFF, 0xA4B1FF),
    preset(0x433E06, 0x252415, 0xA99D17, 0xC3BB62),
    preset(0x533331, 0x2B201F, 0xC88480, 0xE0A7A3),
    preset(0x552638, 0x2D1E23, 0xC65D85, 0xF199B7),
    preset(0x345240, 0x1C2520, 0xA5E6BE, 0xB0E2C2),
    preset(0x5A3C29, 0x2A201A, 0xE9A880, 0xE2AE8E),
    preset(0x46331A, 0x28221A, 0xA17844, 0xD3B187),
    preset(0x5D4715, 0x282215, 0xFFCC5C, 0xF6CE7B),
    preset(0x144147, 0x192527, 0x3E9DAA, 0x7FC5CF),
    preset(0x494460, 0x23212A, 0xCEC2FF, 0xCDC4F5),
    preset(0x444C4E, 0x212324, 0xC7D7DD, 0xCAD7DB),
];

/// The least contrast of a custom kind's colours: the lowest that any preset has.
struct Limits {
    text_on_fill: f32,
    text_on_wash: f32,
    ink_on_fill: f32,
    ink_on_surface: f32,
    mark_on_paper: f32,
    mark_on_fill: f32,
    claim_on_fill: f32,
    accent_on_fill: f32,
}

const LIGHT_LIMITS: Limits = Limits {
    text_on_fill: 11.5,
    text_on_wash: 15.4,
    ink_on_fill: 5.0,
    ink_on_surface: 5.6,
    mark_on_paper: 3.7,
    mark_on_fill: 3.1,
    claim_on_fill: 4.1,
    accent_on_fill: 4.5,
};

const DARK_LIMITS: Limits = Limits {
    text_on_fill: 6.9,
    text_on_wash: 12.5,
    ink_on_fill: 5.0,
    ink_on_surface: 7.5,
    mark_on_paper: 4.2,
    mark_on_fill: 3.0,
    claim_on_fill: 3.3,
    accent_on_fill: 3.8,
};

pub(super) fn kind_colours(theme: &Theme, colour: Colour) -> KindColours {
    let table = if theme.dark { &DARK } else { &LIGHT };
    match colour {
        Colour::Preset(number) => table
            .get(usize::from(number))
            .copied()
            .unwrap_or(table[table.len() - 1]),
        Colour::Custom(rgb) => remembered(theme, rgb),
    }
}

thread_local! {
    /// Custom colours derived so far: deriving searches, and marks ask in every frame.
    static DERIVED: RefCell<HashMap<(bool, Rgb), KindColours>> = RefCell::default();
}

/// More than a schema has; a colour picker that is dragged asks for far more.
const MOST_REMEMBERED: usize = 256;

fn remembered(theme: &Theme, rgb: Rgb) -> KindColours {
    DERIVED.with_borrow_mut(|derived| {
        if derived.len() >= MOST_REMEMBERED {
            derived.clear();
        }
        *derived
            .entry((theme.dark, rgb))
            .or_insert_with(|| custom(theme, rgb))
    })
}

/// The colour with this hue that is nearest to what was asked for and legible as a mark in the light theme.
/// A colour that is legible there comes back as it is; the dark theme derives its own lightness.
pub fn nearest_passing(colour: Rgb) -> Rgb {
    let mut nearest = colour;
    // Rounding to eight bits moves chroma a little, and the fill with it, so the first answer may miss by a hair.
    for _ in 0..16 {
        let mark = custom(Theme::light(), nearest).mark;
        let next = Rgb(mark.r(), mark.g(), mark.b());
        if next == nearest {
            break;
        }
        nearest = next;
    }
    nearest
}

fn custom(theme: &Theme, Rgb(red, green, blue): Rgb) -> KindColours {
    let wanted = Oklch::from_srgb(Color32::from_rgb(red, green, blue));
    let limits = if theme.dark {
        &DARK_LIMITS
    } else {
        &LIGHT_LIMITS
    };
    // Lightness and greatest chroma of fill and wash: the middle of the presets.
    let (fill, wash) = if theme.dark {
        ((0.36, 0.075), (0.255, 0.025))
    } else {
        ((0.91, 0.06), (0.975, 0.012))
    };
    let at = |(lightness, most): (f32, f32)| Oklch {
        lightness,
        chroma: wanted.chroma.min(most),
        ..wanted
    };
    let fill = towards_paper(theme, at(fill), |fill| {
        contrast(theme.text, fill) >= limits.text_on_fill
            && contrast(theme.claim, fill) >= limits.claim_on_fill
            && contrast(theme.accent, fill) >= limits.accent_on_fill
    });
    let wash = towards_paper(theme, at(wash), |wash| {
        contrast(theme.text, wash) >= limits.text_on_wash
    });
    let mark = nearest_lightness(wanted, |mark| {
        contrast(mark, theme.paper) >= limits.mark_on_paper
            && contrast(mark, fill) >= limits.mark_on_fill
            && darker_than(mark, fill) != theme.dark
    });
    let ink = nearest_lightness(Oklch::from_srgb(mark), |ink| {
        contrast(ink, fill) >= limits.ink_on_fill
            && [wash, theme.panel, theme.paper]
                .iter()
                .all(|surface| contrast(ink, *surface) >= limits.ink_on_surface)
            && darker_than(ink, fill) != theme.dark
    });
    KindColours {
        fill,
        wash,
        mark,
        ink,
    }
}

/// Without this, a dark theme's mark could turn out darker than its fill, where paper would swallow it.
fn darker_than(one: Color32, other: Color32) -> bool {
    luminance(one) < luminance(other)
}

const STEPS: u16 = 500;

/// Brings the lightness nearer to the paper's until the colour passes.
fn towards_paper(theme: &Theme, from: Oklch, passes: impl Fn(Color32) -> bool) -> Color32 {
    let end = if theme.dark { 0.0 } else { 1.0 };
    let step = |number: u16| {
        let part = f32::from(number) / f32::from(STEPS);
        let lightness = from.lightness + (end - from.lightness) * part;
        Oklch { lightness, ..from }.to_srgb()
    };
    (0..=STEPS)
        .map(step)
        .find(|colour| passes(*colour))
        .unwrap_or(theme.paper)
}

/// The colour of this hue whose lightness is nearest and passes.
fn nearest_lightness(from: Oklch, passes: impl Fn(Color32) -> bool) -> Color32 {
    let at = |lightness: f32| {
        (0.0..=1.0)
            .contains(&lightness)
            .then(|| Oklch { lightness, ..from }.to_srgb())
    };
    (0..=STEPS)
        .flat_map(|number| {
            let away = f32::from(number) / f32::from(STEPS);
            [at(from.lightness - away), at(from.lightness + away)]
        })
        .flatten()
        .find(|colour| passes(*colour))
        .unwrap_or(from.to_srgb())
}
