//! Projects to files in exchange formats and back, as workers do it. Nothing here knows the session.

use std::path::Path;

use super::jobs::{ExportError, ImportError};
use crate::formats::{self, ExportOptions, Imported, InFile, LossCount};
use crate::model::{IdSource, Project};
use crate::storage;

/// The largest file that an import reads, in bytes.
const IMPORT_LIMIT: usize = 512 << 20;

/// Exports a project to a path: a file, or a folder where the format is many files.
pub fn export(
    project: &Project,
    format: &str,
    options: &ExportOptions,
    path: &Path,
) -> Result<Vec<LossCount>, ExportError> {
    let format = formats::by_id(format).ok_or(formats::FormatError::NoFile)?;
    let export = formats::export(format, project, options)?;
    storage::write_export(path, format.layout, &export.files)?;
    Ok(export.lost)
}

/// Reads a project from a file in an exchange format.
pub fn import(
    path: &Path,
    format: &str,
    ids: &mut IdSource,
    now: crate::model::Timestamp,
) -> Result<Imported, ImportError> {
    let format = formats::by_id(format).ok_or(formats::FormatError::NoFile)?;
    let bytes = storage::read_file(path, IMPORT_LIMIT)?;
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    Ok(formats::import(
        format,
        &[InFile { name, bytes }],
        ids,
        now,
    )?)
}
