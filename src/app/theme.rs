//! Colours, type, spacing and egui's styles, for light and for dark.
//!
//! Everything that is drawn takes its colours from a [`Theme`]; no widget or panel names a colour itself.
//! The theme decides nothing about what is drawn; [`of`] reads which of the two is in use.

mod colour_space;
mod kinds;
mod style;
mod typography;

pub use colour_space::{contrast, luminance};
pub use kinds::{KindColours, nearest_passing};
pub use style::{MICRO, install, set_motion};
pub use typography::{Weight, arabic, mono, serif, ui_font};

use crate::model::Colour;
use eframe::egui::{Color32, Context, Shadow, Ui};

/// The named colours of one appearance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    pub dark: bool,
    /// The article.
    pub paper: Color32,
    /// Side panels.
    pub panel: Color32,
    /// Menu bar and status bar.
    pub chrome: Color32,
    /// Popups, and controls that stand on a bar or a panel.
    pub raised: Color32,
    /// The row under the pointer.
    pub hover: Color32,
    /// Hairlines.
    pub line: Color32,
    /// Borders of controls.
    pub edge: Color32,
    pub text: Color32,
    pub text2: Color32,
    pub text3: Color32,
    /// Selection, focus, the primary action, and all that the source says.
    pub accent: Color32,
    /// The selected row, and the wash of a selected claim's content.
    pub accent_soft: Color32,
    /// Selected text, and the cue of a selected claim.
    pub accent_mid: Color32,
    pub on_accent: Color32,
    /// Lines of claims that are not selected.
    pub claim: Color32,
    /// All that the analyst judges.
    pub judge: Color32,
    pub judge_soft: Color32,
    pub judge_mid: Color32,
    pub warn: Color32,
    pub warn_soft: Color32,
    pub error: Color32,
    pub error_soft: Color32,
    /// Saved; corroborates.
    pub good: Color32,
}

/// Gaps between things, in points.
pub const SPACE: [f32; 8] = [2.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 40.0];
/// Corner radii, in points.
pub const RADIUS_MARK: u8 = 3;
pub const RADIUS_CONTROL: u8 = 5;
pub const RADIUS_POPUP: u8 = 8;
pub const RADIUS_PALETTE: u8 = 10;
pub const RADIUS_JUDGEMENT: u8 = 2;
/// Line widths, in points.
pub const HAIRLINE: f32 = 1.0;
pub const MARK_EDGE: f32 = 1.5;
pub const CLAIM_LINE: f32 = 1.25;
pub const SELECTED_CONTENT: f32 = 2.5;
pub const FOCUS: f32 = 2.0;
/// Heights of rows and controls, in points.
pub const ENTITY_ROW: f32 = 28.0;
pub const CLAIM_ROW: f32 = 46.0;
pub const BUTTON: f32 = 26.0;
pub const FIELD: f32 = 24.0;
/// The least size of what can be clicked.
pub const TARGET: f32 = 24.0;
/// Lengths of dash and gap of whatever is suggested.
pub const DASH: f32 = 3.5;
pub const DASH_GAP: f32 = 2.5;
/// The longest that anything may move or fade, in seconds.
pub const MOTION: f32 = 0.12;

const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

static LIGHT: Theme = Theme {
    dark: false,
    paper: hex(0xFFFFFF),
    panel: hex(0xF8F8F9),
    chrome: hex(0xF0F1F3),
    raised: hex(0xFFFFFF),
    hover: hex(0xE8EAED),
    line: hex(0xDFE2E6),
    edge: hex(0x767E89),
    text: hex(0x1B1E23),
    text2: hex(0x474E58),
    text3: hex(0x616975),
    accent: hex(0x2B55C4),
    accent_soft: hex(0xE3EAFB),
    accent_mid: hex(0xC3D2F7),
    on_accent: hex(0xFFFFFF),
    claim: hex(0x5C6470),
    judge: hex(0x7F2F6B),
    judge_soft: hex(0xFAF1F7),
    judge_mid: hex(0xEBD3E4),
    warn: hex(0x7D5200),
    warn_soft: hex(0xFCF1DA),
    error: hex(0xB3261E),
    error_soft: hex(0xFCEAE8),
    good: hex(0x1D6A46),
};

static DARK: Theme = Theme {
    dark: true,
    paper: hex(0x1C1E22),
    panel: hex(0x191B1F),
    chrome: hex(0x131518),
    raised: hex(0x26292E),
    hover: hex(0x2A2D33),
    line: hex(0x2F3339),
    edge: hex(0x838B96),
    text: hex(0xE5E7EA),
    text2: hex(0xB5BBC4),
    text3: hex(0x9AA1AB),
    accent: hex(0x8AABFF),
    accent_soft: hex(0x26325A),
    accent_mid: hex(0x384A80),
    on_accent: hex(0x10182E),
    claim: hex(0x9AA2AD),
    judge: hex(0xE39BD1),
    judge_soft: hex(0x2A2028),
    judge_mid: hex(0x4A3044),
    warn: hex(0xE3B259),
    warn_soft: hex(0x3A2F1A),
    error: hex(0xFF8F85),
    error_soft: hex(0x43211F),
    good: hex(0x6FCF9F),
};

impl Theme {
    pub fn light() -> &'static Self {
        &LIGHT
    }

    pub fn dark() -> &'static Self {
        &DARK
    }

    /// The four colours of a kind. Quick enough to be asked for at each mark.
    pub fn kind_colours(&self, colour: Colour) -> KindColours {
        kinds::kind_colours(self, colour)
    }

    /// What can lie under interface text.
    pub fn surfaces(&self) -> [Color32; 6] {
        [
            self.paper,
            self.panel,
            self.chrome,
            self.raised,
            self.hover,
            self.accent_soft,
        ]
    }

    /// The text colour of a control that can or can't be used; egui fades the latter besides.
    pub fn control_text(&self, enabled: bool) -> Color32 {
        if enabled { self.text } else { self.text3 }
    }

    /// The app's one shadow, for popups only.
    pub fn popup_shadow(&self) -> Shadow {
        if self.dark {
            Shadow {
                offset: [0, 8],
                blur: 24,
                spread: 0,
                color: Color32::from_black_alpha(128),
            }
        } else {
            Shadow {
                offset: [0, 6],
                blur: 20,
                spread: 0,
                color: Color32::from_black_alpha(46),
            }
        }
    }
}

/// The theme that this part of the window is drawn in.
pub fn of(ui: &Ui) -> &'static Theme {
    from_dark(ui.visuals().dark_mode)
}

/// The theme that the window is drawn in.
pub fn of_context(context: &Context) -> &'static Theme {
    from_dark(context.theme() == eframe::egui::Theme::Dark)
}

fn from_dark(dark: bool) -> &'static Theme {
    if dark { &DARK } else { &LIGHT }
}
