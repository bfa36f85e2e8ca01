//! Writes the files of an export: one file, or a folder where the format is many files.

use std::fs;
use std::path::Path;

use super::disk::Readers;
use super::file::{SaveError, SaveProblem, place, write_file};
use crate::formats::{Layout, OutFile};

/// Writes an export to `path`: to the file itself, or into the folder, which is made if need be. Each file
/// is replaced as a whole or not at all.
pub fn write_export(path: &Path, layout: Layout, files: &[OutFile]) -> Result<(), SaveError> {
    match (layout, files) {
        (Layout::OneFile, [file]) => write_file(path, &file.bytes, Readers::Usual),
        _ => {
            fs::create_dir_all(path).map_err(|error| place(path, SaveProblem::from(error)))?;
            for file in files {
                write_file(&path.join(&file.name), &file.bytes, Readers::Usual)?;
            }
            Ok(())
        }
    }
}
