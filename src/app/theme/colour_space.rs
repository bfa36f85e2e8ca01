//! Contrast after WCAG 2, and OKLCH, the space in which lightness can change while the hue stays.

use eframe::egui::Color32;

/// The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, “contrast ratio”).
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance from 0 to 1 (WCAG 2.2, “relative luminance”).
pub fn luminance(colour: Color32) -> f32 {
    let [red, green, blue] = linear(colour);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A colour by lightness (0 to 1), chroma (0 to about 0.37 in sRGB) and hue (radians).
/// Matrices: Björn Ottosson, “A perceptual color space for image processing”, 2020.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Oklch {
    pub lightness: f32,
    pub chroma: f32,
    pub hue: f32,
}

impl Oklch {
    pub fn from_srgb(colour: Color32) -> Self {
        let [red, green, blue] = linear(colour);
        let long = (0.412_221_47 * red + 0.536_332_55 * green + 0.051_445_995 * blue).cbrt();
        let medium = (0.211_903_5 * red + 0.680_699_5 * green + 0.107_396_96 * blue).cbrt();
        let short = (0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue).cbrt();
        let a = 1.977_998_5 * long - 2.428_592_2 * medium + 0.450_593_7 * short;
        let b = 0.025_904_037 * long + 0.782_771_77 * medium - 0.808_675_77 * short;
        Self {
            lightness: 0.210_454_26 * long + 0.793_617_8 * medium - 0.004_072_047 * short,
            chroma: a.hypot(b),
            hue: b.atan2(a),
        }
    }

    /// The nearest sRGB colour of this lightness and hue: chroma gives way where the screen can't show it.
    pub fn to_srgb(self) -> Color32 {
        let [red, green, blue] = self.fitting_linear().map(encode);
        Color32::from_rgb(red, green, blue)
    }

    fn fitting_linear(self) -> [f32; 3] {
        let wanted = self.to_linear();
        if in_gamut(wanted) {
            return wanted;
        }
        let (mut fits, mut too_much) = (0.0, self.chroma);
        for _ in 0..20 {
            let chroma = (fits + too_much) / 2.0;
            if in_gamut(Self { chroma, ..self }.to_linear()) {
                fits = chroma;
            } else {
                too_much = chroma;
            }
        }
        let fitted = Self {
            chroma: fits,
            ..self
        };
        fitted.to_linear()
    }

    fn to_linear(self) -> [f32; 3] {
        let (a, b) = (self.chroma * self.hue.cos(), self.chroma * self.hue.sin());
        let long = (self.lightness + 0.396_337_78 * a + 0.215_803_76 * b).powi(3);
        let medium = (self.lightness - 0.105_561_346 * a - 0.063_854_17 * b).powi(3);
        let short = (self.lightness - 0.089_484_18 * a - 1.291_485_5 * b).powi(3);
        [
            4.076_741_7 * long - 3.307_711_6 * medium + 0.230_969_94 * short,
            -1.268_438 * long + 2.609_757_4 * medium - 0.341_319_38 * short,
            -0.004_196_086_3 * long - 0.703_418_6 * medium + 1.707_614_7 * short,
        ]
    }
}

/// Whether all channels lie within what eight bits round to.
fn in_gamut(channels: [f32; 3]) -> bool {
    channels.iter().all(|c| (-0.000_2..=1.000_2).contains(c))
}

fn linear(colour: Color32) -> [f32; 3] {
    [colour.r(), colour.g(), colour.b()].map(|channel| {
        let channel = f32::from(channel) / 255.0;
        if channel <= 0.040_45 {
            channel / 12.92
        } else {
            ((channel + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn encode(channel: f32) -> u8 {
    let channel = channel.clamp(0.0, 1.0);
    let encoded = if channel <= 0.003_130_8 {
        channel * 12.92
    } else {
        1.055 * channel.powf(1.0 / 2.4) - 0.055
    };
    // In 0 to 255 after the clamp, so the cast only drops a zero fraction.
    (encoded * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contrast_has_the_ends_that_wcag_states() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
        assert!((contrast(Color32::WHITE, Color32::WHITE) - 1.0).abs() < 0.01);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn a_colour_survives_the_way_there_and_back(red: u8, green: u8, blue: u8) {
            let colour = Color32::from_rgb(red, green, blue);
            prop_assert_eq!(Oklch::from_srgb(colour).to_srgb(), colour);
        }

        #[test]
        fn fitting_keeps_the_lightness(lightness in 0.2_f32..0.95, hue in 0.0_f32..6.2) {
            let shown = Oklch::from_srgb(Oklch { lightness, chroma: 0.4, hue }.to_srgb());
            prop_assert!((shown.lightness - lightness).abs() < 0.01);
        }
    }
}
