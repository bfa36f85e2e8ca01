//! One line of text: laid out, cut with an ellipsis where it doesn't fit, and put in place.
//!
//! Names and labels may be in any script. What egui can't set goes through the article's layout, in our type.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{
    Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense, Ui,
    Vec2, WidgetInfo,
};

use super::OneLine;
use crate::app::article::text::{Setting, TextLayout, Voice, needs_layout};
use crate::app::fonts;
use crate::app::theme::{self, Weight};

/// A line that was laid out, with its colour.
#[derive(Clone)]
pub struct Line {
    drawn: Drawn,
    colour: Color32,
    /// Whether it was cut.
    pub elided: bool,
}

#[derive(Clone)]
enum Drawn {
    Galley(Arc<Galley>),
    Layout(Arc<TextLayout>),
}

impl Line {
    /// Width and height.
    pub fn size(&self) -> Vec2 {
        match &self.drawn {
            Drawn::Galley(galley) => galley.size(),
            Drawn::Layout(layout) => layout.size(),
        }
    }

    /// The article's layout, for a line that egui can't set.
    pub fn layout(&self) -> Option<&TextLayout> {
        match &self.drawn {
            Drawn::Galley(_) => None,
            Drawn::Layout(layout) => Some(layout),
        }
    }
}

/// Lays one line out in at most `width` points.
pub fn line(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Line {
    if needs_layout(text) {
        let line = OneLine::spoken(ui, text, setting(ui, &font), voice(&font), width);
        return Line {
            elided: line.elided,
            drawn: Drawn::Layout(line.layout),
            colour,
        };
    }
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    if width.is_finite() {
        job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    }
    let galley = ui.painter().layout_job(job);
    Line {
        elided: galley.elided,
        drawn: Drawn::Galley(galley),
        colour,
    }
}

/// Paints with the given corner, edge or centre of the text at `at`; returns where it went.
pub fn paint(painter: &Painter, line: Line, anchor: Align2, at: Pos2) -> Rect {
    let rect = anchor.anchor_size(at, line.size());
    match line.drawn {
        // Every section has its own colour, so the fallback is never seen.
        Drawn::Galley(galley) => {
            painter.galley(rect.min, galley, Color32::PLACEHOLDER);
        }
        Drawn::Layout(layout) => layout.paint(painter, rect.min, line.colour),
    }
    rect
}

/// How the article's layout sets words that would else be in a font of egui's.
pub fn setting(ui: &Ui, font: &FontId) -> Setting {
    let weight = match &font.family {
        FontFamily::Name(name) if name.ends_with("semibold") => Weight::SemiBold,
        FontFamily::Name(name) if **name == *fonts::INTER_MEDIUM => Weight::Medium,
        _ => Weight::Regular,
    };
    Setting {
        size: font.size,
        line_height: ui.fonts_mut(|fonts| fonts.row_height(font)),
        weight,
    }
}

/// Whose words are in a font of egui's.
pub fn voice(font: &FontId) -> Voice {
    match &font.family {
        FontFamily::Name(name) if name.starts_with(fonts::SERIF) => Voice::Source,
        _ => Voice::Interface,
    }
}

/// A line that egui laid out already, such as one of several colours.
pub fn of_galley(galley: Arc<Galley>) -> Line {
    Line {
        elided: galley.elided,
        drawn: Drawn::Galley(galley),
        colour: Color32::PLACEHOLDER,
    }
}

/// A tooltip of words that may be in any script.
pub fn on_hover(response: Response, words: &str) -> Response {
    response.on_hover_ui(|ui| {
        let font = theme::ui_font(13.0, Weight::Regular);
        let colour = theme::of(ui).text;
        label(ui, words, font, colour);
    })
}

/// Words in as many lines as they need, in any script; named to assistive technology.
pub fn label(ui: &mut Ui, words: &str, font: FontId, colour: Color32) -> Response {
    if !needs_layout(words) {
        let rich = eframe::egui::RichText::new(words).font(font).color(colour);
        return ui.add(eframe::egui::Label::new(rich).wrap());
    }
    let setting = setting(ui, &font);
    let width = ui.available_width();
    let layout = TextLayout::spoken(ui.ctx(), words, setting, voice(&font), width);
    let (rect, response) = ui.allocate_exact_size(layout.size(), Sense::hover());
    layout.paint(ui.painter(), rect.min, colour);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    response
}

/// Words with a capital at their start.
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
