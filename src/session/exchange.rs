//! Projects to files in exchange formats and back, as workers do it, and what the last export did.

use std::path::{Path, PathBuf};

use super::command::Command;
use super::jobs::{ExportError, Exported, ImportError, Watch};
use super::notice::Notice;
use super::sharing::name_of;
use crate::formats::{self, ExportOptions, Imported, InFile, Layout, LossCount};
use crate::model::{IdSource, Project};
use crate::storage;

/// The largest file that an import reads, in bytes.
const IMPORT_LIMIT: usize = 512 << 20;
/// The largest export that is read back and compared, in bytes.
const PROOF_LIMIT: usize = 256 << 20;
/// In place of a format's id: the one that the file looks like.
pub const AUTO: &str = "auto";

/// What the last export did, for whoever wants to know it whole.
#[derive(Clone, Debug)]
pub struct ExportReport {
    pub path: PathBuf,
    /// The name of the format.
    pub format: &'static str,
    /// What the format can't hold of the project.
    pub lost: Vec<LossCount>,
    /// Whether the export was read back and compared with the project.
    pub proven: bool,
}

impl super::Session {
    /// The last export since the start.
    pub fn last_export(&self) -> Option<&ExportReport> {
        self.last_export.as_ref()
    }
}

impl Exported {
    /// What to say of it; `format` is the format's name for people.
    pub(super) fn notice(&self, format: &str, path: &Path) -> Notice {
        let proven = match self.proven {
            true => " Read back and compared.",
            false => "",
        };
        let name = name_of(path);
        let text = match self.lost.as_slice() {
            [] => return Notice::info(format!("Exported to “{name}”.{proven}")),
            [one] => format!("Exported to “{name}”. {format} can’t hold {}.", one.short()),
            many => format!("Exported to “{name}”, with {} losses.", many.len()),
        };
        Notice::warning(text).with("Show losses", Command::ShowLosses)
    }
}

/// Exports a project to a path: a file, or a folder where the format is many files. What can be read
/// back is read back and compared first, unless the project is so large that it would take long.
pub fn export(
    project: &Project,
    format: &str,
    options: &ExportOptions,
    path: &Path,
    watch: &Watch,
) -> Result<Exported, ExportError> {
    let format = by_id(format)?;
    // Writing is one half of the work, reading back the other.
    let go_on = |done: f32| {
        watch.tell(done / 2.0);
        !watch.is_cancelled()
    };
    let export = formats::export_watched(format, project, options, &go_on)?;
    let bytes: usize = export.files.iter().map(|file| file.bytes.len()).sum();
    let proven = format.reads() && bytes <= PROOF_LIMIT;
    if proven {
        let go_on = |done: f32| {
            watch.tell((1.0 + done) / 2.0);
            !watch.is_cancelled()
        };
        formats::prove_export(format, project, options, &export, &go_on)?;
    }
    if watch.is_cancelled() {
        return Err(formats::FormatError::Stopped.into());
    }
    storage::write_export(path, format.layout, &export.files)?;
    Ok(Exported {
        lost: export.lost,
        proven,
    })
}

fn by_id(format: &str) -> Result<&'static formats::Format, formats::FormatError> {
    let unknown = || formats::FormatError::NoFormat(format.to_owned());
    formats::by_id(format).ok_or_else(unknown)
}

/// Reads a project from a file or folder in an exchange format; `auto` for the one that it looks like. Returns
/// the format's name too.
pub fn import(
    path: &Path,
    format: &str,
    ids: &mut IdSource,
    now: crate::model::Timestamp,
) -> Result<(&'static str, Imported), ImportError> {
    let files = storage::read_files(path, IMPORT_LIMIT)?.into_iter();
    let mut files: Vec<InFile> = files.map(|(name, bytes)| InFile { name, bytes }).collect();
    let format = match format {
        AUTO => formats::guess_of(&files).ok_or_else(|| {
            let name = path.file_name().unwrap_or_default();
            formats::FormatError::Unknown(name.to_string_lossy().into_owned())
        })?,
        id => by_id(id)?,
    };
    // Files that lie beside the one that was named matter only where a format is several files.
    if format.layout == Layout::OneFile && !path.is_dir() {
        files.truncate(1);
    }
    Ok((format.name, formats::import(format, &files, ids, now)?))
}
