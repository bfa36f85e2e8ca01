//! The light colours of kinds, for formats that show them on paper or in a browser.

use crate::model::{Colour, Kind, Rgb};

/// How a kind is drawn. Text on fill and wash, and ink on fill, are at least 4.5:1 for the presets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Swatch {
    /// Background of accepted marks and of chips.
    pub fill: Rgb,
    /// Background of suggested marks.
    pub wash: Rgb,
    /// Edge of marks.
    pub mark: Rgb,
    /// Letters of chips.
    pub ink: Rgb,
}

const fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn swatch(fill: u32, wash: u32, mark: u32, ink: u32) -> Swatch {
    Swatch {
        fill: rgb(fill),
        wash: rgb(wash),
        mark: rgb(mark),
        ink: rgb(ink),
    }
}

/// The text colour, which is dark enough for any fill that is mixed from a custom colour.
const TEXT: Rgb = rgb(0x1B1E23);

/// In the order of the default kinds.
const PRESETS: [Swatch; 13] = [
    swatch(0xC9D9FE, 0xF4F7FE, 0x131F98, 0x131F98),
    swatch(0xCCF1FB, 0xEFF9FC, 0x258FA5, 0x006C7E),
    swatch(0xE8DFFF, 0xF8F5FE, 0x7A46C6, 0x743FBE),
    swatch(0xE5E4C4, 0xF8F7EE, 0x665F00, 0x665F00),
    swatch(0xF9D5D7, 0xFEF4F4, 0x7F3A41, 0x7F3A41),
    swatch(0xF9CAE0, 0xFEF3F8, 0x670044, 0x670044),
    swatch(0xD1F3E4, 0xF0F9F5, 0x3B9375, 0x087054),
    swatch(0xFFE0D7, 0xFEF4F2, 0xA8624F, 0x914E3C),
    swatch(0xF1D2C3, 0xFEF5F0, 0x5E2400, 0x5E2400),
    swatch(0xFBE8C3, 0xFCF6EC, 0xA87D00, 0x7E5D01),
    swatch(0xC7E4F7, 0xF0F8FE, 0x00587F, 0x00587F),
    swatch(0xE7EAFE, 0xF5F6FE, 0x7375F6, 0x524DCB),
    swatch(0xE3E4E8, 0xF6F7F8, 0x66676F, 0x5E5E66),
];

/// The colours of a kind. A custom colour marks the edge; fill and wash are tints of it.
pub(super) fn of(kind: &Kind) -> Swatch {
    match kind.colour {
        Colour::Preset(number) => PRESETS[usize::from(number) % PRESETS.len()],
        Colour::Custom(colour) => Swatch {
            fill: tint(colour, 22),
            wash: tint(colour, 6),
            mark: colour,
            ink: TEXT,
        },
    }
}

/// A colour on white, in per cent.
fn tint(Rgb(red, green, blue): Rgb, percent: u32) -> Rgb {
    let channel = |value: u8| {
        let mixed = u32::from(value) * percent + 255 * (100 - percent);
        u8::try_from(mixed / 100).unwrap_or(u8::MAX)
    };
    Rgb(channel(red), channel(green), channel(blue))
}
