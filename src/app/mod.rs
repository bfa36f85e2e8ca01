//! The window: egui only.

pub mod article;
pub mod fonts;
pub mod overlays;
pub mod panels;
pub mod start;
pub mod theme;
pub mod widgets;

/// Why the window did not open.
#[derive(Debug, thiserror::Error)]
#[error("Can’t open the window: this build has none. Use the subcommands.")]
pub struct StartError;

/// Opens the window with articles or projects.
pub fn run(
    _paths: Vec<std::path::PathBuf>,
    _frame_times: bool,
    _started: std::time::Instant,
) -> Result<(), StartError> {
    Err(StartError)
}
