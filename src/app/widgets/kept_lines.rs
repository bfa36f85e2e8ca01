//! Lines that were laid out before: rows show the same words frame after frame.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::{Context, Id};

use super::OneLine;
use crate::app::article::text::{self, Setting, Voice};

/// From so many lines on, those that are out of view are dropped.
const MANY: usize = 600;
/// Frames for which a line is kept after it was last shown.
const FRAMES: u64 = 120;

struct Kept {
    words: String,
    line: OneLine,
    /// The frame that showed it last.
    shown: u64,
}

/// The lines by a hash of what they were made from.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<HashMap<u64, Kept>>>);

/// The line made from these words, or a new one.
pub fn line(
    context: &Context,
    words: &str,
    how: (Setting, Voice),
    width: f32,
    make: impl FnOnce() -> OneLine,
) -> OneLine {
    let frame = context.cumulative_pass_nr();
    let key = key(context, words, how, width);
    let id = Id::unique("lines of source words");
    let lines = context.data_mut(|data| data.get_temp_mut_or_default::<Lines>(id).clone());
    let mut lines = lines.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(kept) = lines.get_mut(&key).filter(|kept| kept.words == words) {
        kept.shown = frame;
        return kept.line.clone();
    }
    if lines.len() >= MANY {
        lines.retain(|_, kept| kept.shown + FRAMES >= frame);
    }
    let line = make();
    let kept = Kept {
        words: words.to_owned(),
        line: line.clone(),
        shown: frame,
    };
    lines.insert(key, kept);
    line
}

/// Everything that a layout depends on.
fn key(context: &Context, words: &str, (setting, voice): (Setting, Voice), width: f32) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    voice.hash(&mut hasher);
    for measure in [
        setting.size,
        setting.line_height,
        width,
        context.pixels_per_point(),
    ] {
        measure.to_bits().hash(&mut hasher);
    }
    (setting.weight as u8).hash(&mut hasher);
    text::generation(context).hash(&mut hasher);
    hasher.finish()
}
