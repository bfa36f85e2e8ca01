//! Opens the window, or says in one sentence why it can't.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use eframe::egui::{IconData, ViewportBuilder, vec2};

use super::shell::Shell;
use crate::storage::Settings;

/// The packages that a bare Debian needs to open a window.
const PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1 libgl1-mesa-dri libfontconfig1";

/// Why no window was opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "Can’t open a window: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). \
         Start Claimdesk from a desktop, or use its commands: claimdesk --help"
    )]
    NoDisplay,
    #[error(
        "Can’t open a window: {0}. If a system library is missing, install it; on Debian and Ubuntu: \
         sudo apt install {PACKAGES}"
    )]
    System(String),
}

/// Opens the window with these articles and projects; returns when it is closed.
///
/// With `frame_times`, writes a line a frame to standard output: milliseconds since `started`, and the
/// milliseconds that the interface took for the frame.
pub fn run(paths: Vec<PathBuf>, frame_times: bool, started: Instant) -> Result<(), StartError> {
    if !has_display() {
        return Err(StartError::NoDisplay);
    }
    let (settings, notice) = Settings::load();
    let (width, height) = settings.window;
    let viewport = ViewportBuilder::default()
        .with_app_id("claimdesk")
        .with_title("Claimdesk")
        .with_inner_size(vec2(f32::from(width), f32::from(height)))
        .with_min_inner_size(vec2(720.0, 480.0))
        .with_icon(icon());
    let options = eframe::NativeOptions {
        viewport,
        ..eframe::NativeOptions::default()
    };
    let panic = Arc::new(Mutex::new(None));
    let earlier_hook = keep_panics(&panic);
    let opened = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        eframe::run_native(
            "Claimdesk",
            options,
            Box::new(move |creation| {
                let mut shell = Shell::for_window(&creation.egui_ctx, settings);
                shell.measure_frames(frame_times.then_some(started));
                if let Some(notice) = notice {
                    shell.warn(notice.to_string());
                }
                shell.open(paths);
                Ok(Box::new(shell))
            }),
        )
    }));
    std::panic::set_hook(earlier_hook);
    match opened {
        Ok(result) => result.map_err(|error| StartError::System(plain(&error.to_string()))),
        Err(_) => {
            let message = panic.lock().unwrap_or_else(PoisonError::into_inner).take();
            Err(StartError::System(plain(&message.unwrap_or_default())))
        }
    }
}

type Hook = Box<dyn Fn(&std::panic::PanicHookInfo<'_>) + Sync + Send>;

/// Keeps the message of a panic instead of printing it: missing system libraries panic deep in other crates.
fn keep_panics(message: &Arc<Mutex<Option<String>>>) -> Hook {
    let earlier = std::panic::take_hook();
    let message = message.clone();
    std::panic::set_hook(Box::new(move |info| {
        let text = info.payload_as_str().unwrap_or("something broke");
        let place = info
            .location()
            .map(|l| format!(" ({}:{})", l.file(), l.line()));
        let text = format!("{text}{}", place.unwrap_or_default());
        *message.lock().unwrap_or_else(PoisonError::into_inner) = Some(text);
    }));
    earlier
}

/// A message as the end of a sentence: one line, no full stop, and no word of where in a crate it arose.
fn plain(message: &str) -> String {
    let words: Vec<_> = message.split_whitespace().collect();
    let message = words.join(" ");
    let parts = message
        .split(": ")
        .filter(|part| !part.contains("os error at "));
    let parts: Vec<_> = parts.collect();
    parts.join(": ").trim_end_matches('.').to_owned()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    set("DISPLAY") || set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_display() -> bool {
    true
}

fn icon() -> IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default()
}
