//! What opens over the window, and the start page: found by role and name, used by keyboard and pointer, and
//! looked at by a person in `tests/artifacts`.

#[path = "overlays/choosers.rs"]
mod choosers;
#[path = "overlays/dialogs.rs"]
mod dialogs;
#[path = "overlays/history.rs"]
mod history;
#[path = "support/images.rs"]
mod images;
#[path = "overlays/import.rs"]
mod import;
#[path = "overlays/left_out.rs"]
mod left_out;
#[path = "overlays/looks.rs"]
mod looks;
#[path = "support/marking.rs"]
mod marking;
#[path = "overlays/palette.rs"]
mod palette;
#[path = "overlays/recovery.rs"]
mod recovery;
#[path = "overlays/rules.rs"]
mod rules;
#[path = "overlays/schema.rs"]
mod schema;
#[path = "overlays/settings.rs"]
mod settings;
#[path = "overlays/sharing.rs"]
mod sharing;
#[path = "overlays/start.rs"]
mod start;
#[path = "overlays/toasts.rs"]
mod toasts;
#[path = "overlays/versions.rs"]
mod versions;
#[path = "overlays/window.rs"]
mod window;
