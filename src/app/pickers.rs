//! File dialogs, off the interface thread, and how to tell whether this machine has any.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::formats::FORMATS;
use crate::sources;

/// What a file dialog is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    Open,
    Folder,
    Import,
    /// With a file name to propose.
    Save(String),
    /// A file, with a name to propose.
    ExportFile(String),
    /// Learned rules to import.
    Rules,
    /// Where learned rules are written to, with a name to propose.
    RulesFile(String),
    /// A folder, with a name to propose where it is typed.
    ExportFolder(String),
}

/// What a dialog ended with; no paths if it was cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    pub purpose: Purpose,
    pub paths: Vec<PathBuf>,
}

/// Opens file dialogs and looks at the clipboard. A trait, so that tests need neither.
pub trait Pickers {
    /// Whether this machine can show file dialogs.
    fn available(&self) -> bool;
    /// Opens a dialog; its end comes through [`Pickers::picked`].
    fn pick(&mut self, purpose: Purpose);
    /// A dialog that has ended.
    fn picked(&mut self) -> Option<Picked>;
    /// What is on the clipboard as HTML, which says where paragraphs end. egui hands over plain words only.
    fn clipboard_html(&self) -> Option<String> {
        None
    }
}

/// A machine without dialogs.
#[derive(Debug, Default)]
pub struct NoPickers;

impl Pickers for NoPickers {
    fn available(&self) -> bool {
        false
    }
    fn pick(&mut self, _: Purpose) {}
    fn picked(&mut self) -> Option<Picked> {
        None
    }
}

/// The system's dialogs.
pub struct SystemPickers {
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<Picked>,
    receiver: Receiver<Picked>,
    available: bool,
}

impl SystemPickers {
    /// `wake` is called when a dialog has ended.
    pub fn new(wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (sender, receiver) = channel();
        Self {
            wake,
            sender,
            receiver,
            available: has_dialog_service(),
        }
    }
}

impl Pickers for SystemPickers {
    fn clipboard_html(&self) -> Option<String> {
        let mut clipboard = arboard::Clipboard::new().ok()?;
        clipboard.get().html().ok()
    }

    fn available(&self) -> bool {
        self.available
    }

    fn pick(&mut self, purpose: Purpose) {
        let sender = self.sender.clone();
        let wake = self.wake.clone();
        std::thread::spawn(move || {
            let paths = show(&purpose);
            // The window may be gone by now; then nobody waits for the answer.
            let _ = sender.send(Picked { purpose, paths });
            wake();
        });
    }

    fn picked(&mut self) -> Option<Picked> {
        self.receiver.try_recv().ok()
    }
}

fn show(purpose: &Purpose) -> Vec<PathBuf> {
    let dialog = rfd::FileDialog::new();
    let one = |path: Option<PathBuf>| path.into_iter().collect();
    match purpose {
        Purpose::Open => {
            let dialog = dialog.set_title("Open articles or a project");
            let mut endings = sources::EXTENSIONS.to_vec();
            endings.push("ron");
            let dialog = dialog.add_filter("Articles and projects", &endings);
            dialog
                .add_filter("All files", &["*"])
                .pick_files()
                .unwrap_or_default()
        }
        Purpose::Folder => one(dialog.set_title("Open a folder of articles").pick_folder()),
        Purpose::Import => {
            let dialog = dialog.set_title("Import");
            let readers = FORMATS.iter().filter(|format| format.reads());
            let extensions: Vec<&str> = readers.flat_map(|f| f.extensions).copied().collect();
            let dialog = dialog.add_filter("Exchange formats", &extensions);
            one(dialog.add_filter("All files", &["*"]).pick_file())
        }
        Purpose::Save(name) => {
            let dialog = dialog.set_title("Save project").set_file_name(name);
            one(dialog.add_filter("Claimdesk project", &["ron"]).save_file())
        }
        Purpose::ExportFile(name) => {
            one(dialog.set_title("Export").set_file_name(name).save_file())
        }
        Purpose::Rules => {
            let dialog = dialog.set_title("Import learned rules");
            let dialog = dialog.add_filter("Learned rules and projects", &["ron"]);
            one(dialog.add_filter("All files", &["*"]).pick_file())
        }
        Purpose::RulesFile(name) => {
            let dialog = dialog.set_title("Export learned rules").set_file_name(name);
            one(dialog.add_filter("Learned rules", &["ron"]).save_file())
        }
        Purpose::ExportFolder(_) => one(dialog.set_title("Export into a folder").pick_folder()),
    }
}

/// On Linux dialogs need the desktop portal or zenity; without either, asking for one only returns “cancelled”.
#[cfg(all(unix, not(target_os = "macos")))]
fn has_dialog_service() -> bool {
    let on_path = |program: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    };
    on_path("zenity") || has_portal()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn has_portal() -> bool {
    let Some(_bus) = std::env::var_os("DBUS_SESSION_BUS_ADDRESS") else {
        return false;
    };
    let folders = std::env::var_os("XDG_DATA_DIRS").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    folders.push(PathBuf::from("/usr/local/share"));
    folders.push(PathBuf::from("/usr/share"));
    let service = "dbus-1/services/org.freedesktop.portal.Desktop.service";
    folders.iter().any(|folder| folder.join(service).is_file())
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn has_dialog_service() -> bool {
    true
}
