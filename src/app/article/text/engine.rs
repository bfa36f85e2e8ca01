//! The one text engine of a window: fonts, shaping, line breaking and glyph pictures.
//!
//! It lives in egui's context data, so that callers need to pass nothing around. The system's fonts are
//! loaded by a worker when the first character is met that the embedded faces lack; then the engine's
//! generation goes up, and layouts made before are to be made again.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use eframe::egui::{Context, Id};
use fontique::{FontWeight, Language};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, Layout, LayoutContext, LineHeight,
    OverflowWrap, StyleProperty, WordBreak,
};

use super::atlas::Atlas;
use super::fonts::{self, Extent, Reach};
use super::script::{self, Build, Class};
use super::{Setting, Voice, Weight};

/// More sample text than this tells the worker nothing new.
const WANTED_MOST: usize = 4096;
/// A line at least this long, in points, is as good as endless.
const WIDEST: f32 = 1e6;
/// How much further apart lines are in scripts with signs over and under the letters.
const TALL: f32 = 1.15;
/// A hair above 600: only from there on is a face that has a regular cut alone made bolder.
const SEMI_BOLD: FontWeight = FontWeight::new(601.0);

pub struct TextEngine {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    serif: Extent,
    naskh: Extent,
    sans: Extent,
    system: System,
    /// Characters that no font had so far, for the worker to look up.
    wanted: String,
    generation: u64,
    pub atlas: Atlas,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum System {
    Unasked,
    Loading,
    Ready,
}

/// A paragraph as the layout engine left it, with the vertical figures that are ours.
pub struct Laid {
    pub layout: Layout<()>,
    /// Distance of baselines, in points.
    pub line_height: f32,
    pub build: Build,
    /// From a line's top to its baseline.
    pub baseline: f32,
    /// Whether glyphs may be missing only because the system's fonts are still to come.
    pub awaits_fonts: bool,
}

#[derive(Clone)]
struct Shared(Arc<Mutex<TextEngine>>);

impl Shared {
    fn of(context: &Context) -> Self {
        let id = Id::unique("claimdesk text engine");
        context.data_mut(|data| {
            data.get_temp_mut_or_insert_with(id, || Self(Arc::new(Mutex::new(TextEngine::new()))))
                .clone()
        })
    }

    fn lock(&self) -> MutexGuard<'_, TextEngine> {
        // A panic elsewhere leaves caches behind that are still sound.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Uses the context's engine.
pub fn with<R>(context: &Context, act: impl FnOnce(&mut TextEngine) -> R) -> R {
    act(&mut Shared::of(context).lock())
}

/// Lays out a paragraph, and sends for the system's fonts if it needs them.
pub fn lay_out(context: &Context, text: &str, setting: Setting, voice: Voice, width: f32) -> Laid {
    let shared = Shared::of(context);
    let mut engine = shared.lock();
    let mut laid = engine.lay_out(text, setting, voice, width);
    if engine.system != System::Ready {
        let before = engine.wanted.len();
        add_missing(&laid.layout, text, &mut engine.wanted);
        laid.awaits_fonts = engine.wanted.len() > before;
    }
    if laid.awaits_fonts && engine.system == System::Unasked {
        engine.system = System::Loading;
        drop(engine);
        send_for_fonts(&shared, context);
    }
    laid
}

impl TextEngine {
    fn new() -> Self {
        Self {
            fonts: fonts::load(Reach::Embedded),
            layouts: LayoutContext::new(),
            serif: fonts::extent(crate::app::fonts::SERIF),
            naskh: fonts::extent(crate::app::fonts::ARABIC),
            sans: fonts::extent(crate::app::fonts::INTER),
            system: System::Unasked,
            wanted: String::new(),
            generation: 0,
            atlas: Atlas::new(),
        }
    }

    /// Goes up when fonts arrive that change layouts.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    fn lay_out(&mut self, text: &str, setting: Setting, voice: Voice, width: f32) -> Laid {
        let build = script::build(text);
        let figures = Figures::of(setting);
        let (extent, size, line_height) = match voice {
            Voice::Source if build == Build::Arabic => {
                (self.naskh, figures.arabic_size, figures.arabic_line_height)
            }
            Voice::Source if build == Build::Tall => {
                (self.serif, setting.size, setting.line_height * TALL)
            }
            Voice::Source => (self.serif, setting.size, setting.line_height),
            Voice::Interface => (self.sans, setting.size, setting.line_height),
        };
        let leading = line_height - (extent.ascent + extent.descent) * size;
        Laid {
            layout: shape(
                &mut self.fonts,
                &mut self.layouts,
                text,
                (setting, voice),
                width,
            ),
            line_height,
            build,
            baseline: leading / 2.0 + extent.ascent * size,
            awaits_fonts: false,
        }
    }
}

/// How large Arabic is set beside Latin letters of a setting.
struct Figures {
    arabic_size: f32,
    arabic_line_height: f32,
}

impl Figures {
    /// The visual language's pairs: 18/33 with 20/44 for text, 27/34 with 28/46 for headlines.
    fn of(setting: Setting) -> Self {
        let (size, line_height) = match setting.weight {
            Weight::SemiBold => (28.0 / 27.0, 46.0 / 34.0),
            Weight::Regular | Weight::Medium => (20.0 / 18.0, 44.0 / 33.0),
        };
        Self {
            arabic_size: setting.size * size,
            arabic_line_height: setting.line_height * line_height,
        }
    }
}

fn shape(
    fonts: &mut FontContext,
    layouts: &mut LayoutContext<()>,
    text: &str,
    (setting, voice): (Setting, Voice),
    width: f32,
) -> Layout<()> {
    let weight = match (setting.weight, voice) {
        (Weight::SemiBold, _) => SEMI_BOLD,
        (Weight::Medium, Voice::Interface) => FontWeight::MEDIUM,
        (Weight::Regular | Weight::Medium, _) => FontWeight::NORMAL,
    };
    let plain = match voice {
        Voice::Source => &fonts::PLAIN,
        Voice::Interface => &fonts::SANS,
    };
    let family = |list: &'static [_]| FontFamily::List(Cow::Borrowed(list));
    let text = &without_controls(text);
    let mut builder = layouts.ranged_builder(fonts, text, 1.0, false);
    builder.push_default(StyleProperty::FontSize(setting.size));
    builder.push_default(StyleProperty::FontWeight(weight));
    builder.push_default(StyleProperty::FontFamily(family(plain)));
    builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(
        setting.line_height,
    )));
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
    for (range, class) in script::stretches(text) {
        match class {
            Class::Plain => {}
            Class::Arabic => {
                let size = Figures::of(setting).arabic_size;
                builder.push(StyleProperty::FontSize(size), range.clone());
                builder.push(StyleProperty::FontFamily(family(&fonts::ARABIC)), range);
            }
            Class::Han => {
                // Korean has spaces, and is broken there rather than within its words.
                if script::language_shown(text) == Some("ko") {
                    builder.push(StyleProperty::WordBreak(WordBreak::KeepAll), range.clone());
                }
                builder.push(StyleProperty::Locale(han_language(text)), range);
            }
        }
    }
    let mut layout = builder.build(text.as_ref());
    layout.break_all_lines((width < WIDEST).then_some(width.max(0.0)));
    layout.align(Alignment::Start, AlignmentOptions::default());
    layout
}

/// The text with a blank in place of each control character, byte for byte; line feeds and returns still break.
///
/// Fonts have no glyphs for them, and a tab would be shown as a box.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_blank = |c: char| c.is_control() && !matches!(c, '\n' | '\r');
    if !text.contains(is_blank) {
        return Cow::Borrowed(text);
    }
    let blank = |c: char| match (is_blank(c), c.len_utf8()) {
        (false, _) => c,
        (true, 1) => ' ',
        // The others are two bytes long, as this blank is.
        (true, _) => '\u{A0}',
    };
    Cow::Owned(text.chars().map(blank).collect())
}

/// The language of Han characters: what the paragraph shows, else the user's; `None` means simplified Chinese.
fn han_language(text: &str) -> Option<Language> {
    let shown = script::language_shown(text).map(str::to_owned);
    let tag = shown.or_else(|| {
        let variables = ["LC_ALL", "LC_CTYPE", "LANG"];
        let locale = variables
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|v| !v.is_empty())?;
        let tag = locale.split(['.', '@']).next()?.replace('_', "-");
        ["ja", "ko", "zh"]
            .contains(&tag.split('-').next()?)
            .then_some(tag)
    })?;
    Language::parse(&tag).ok()
}

/// Adds the clusters for which no font was found.
fn add_missing(layout: &Layout<()>, text: &str, missing: &mut String) {
    for line in layout.lines() {
        for run in line.runs() {
            for cluster in run.clusters() {
                let lacks = cluster.glyphs().any(|glyph| glyph.id == 0);
                let range = cluster.text_range();
                let Some(part) = lacks.then(|| text.get(range)).flatten() else {
                    continue;
                };
                if missing.len() < WANTED_MOST && !part.chars().all(char::is_control) {
                    missing.push_str(part);
                }
            }
        }
    }
}

/// Loads the system's fonts on a thread, looks up there what was missing, and puts them in place.
fn send_for_fonts(shared: &Shared, context: &Context) {
    let (owner, repaint) = (shared.clone(), context.clone());
    let work = move || {
        let mut fonts = fonts::load(Reach::System);
        let mut layouts = LayoutContext::new();
        loop {
            let mut engine = owner.lock();
            if engine.wanted.is_empty() {
                engine.fonts = fonts;
                engine.system = System::Ready;
                engine.generation += 1;
                break;
            }
            let wanted = std::mem::take(&mut engine.wanted);
            drop(engine);
            let setting = Setting {
                size: 18.0,
                line_height: 33.0,
                weight: Weight::Regular,
            };
            // Opening each font's file is the slow part, and it is done once.
            let how = (setting, Voice::Source);
            shape(&mut fonts, &mut layouts, &wanted, how, f32::INFINITY);
        }
        repaint.request_repaint();
    };
    let thread = std::thread::Builder::new().name("system fonts".to_owned());
    if let Err(error) = thread.spawn(work) {
        log::warn!("The system's fonts can't be loaded: {error}");
        shared.lock().system = System::Ready;
    }
}
