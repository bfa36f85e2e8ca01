//! Writes the files of an export: one file, or a folder where the format is many files.

use std::fs;
use std::path::Path;

use super::disk::Readers;
use super::file::{SaveError, SaveProblem, place, write_file};
use crate::formats::{Layout, OutFile};

/// Writes an export to `path`: to the file itself, or into the folder, which is made if need be. The files are
/// written beside their place first and moved there once all are whole, so what was there stays as it was where
/// one can't be written.
pub fn write_export(path: &Path, layout: Layout, files: &[OutFile]) -> Result<(), SaveError> {
    match (layout, files) {
        (Layout::OneFile, [file]) => write_file(path, &file.bytes, Readers::Usual),
        _ => write_folder(path, files),
    }
}

fn write_folder(path: &Path, files: &[OutFile]) -> Result<(), SaveError> {
    let failed = |error: std::io::Error| place(path, SaveProblem::from(error));
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(failed)?;
    let beside = tempfile::Builder::new()
        .prefix(".claimdesk-")
        .tempdir_in(if path.is_dir() { path } else { parent })
        .map_err(failed)?;
    for file in files {
        write_file(&beside.path().join(&file.name), &file.bytes, Readers::Usual)?;
    }
    fs::create_dir_all(path).map_err(failed)?;
    for file in files {
        let to = path.join(&file.name);
        fs::rename(beside.path().join(&file.name), &to)
            .map_err(|error| place(&to, SaveProblem::from(error)))?;
    }
    Ok(())
}
