//! The files of an import: one file with those that belong to it, or a folder.

use std::fs;
use std::path::{Path, PathBuf};

use super::file::{ReadError, read_file};

/// The most files that are read of one folder.
const MAX_FILES: usize = 10_000;

/// Names and bytes of what lies at a path: of a folder all its files by name, folders in it left out;
/// of a file the file first, then those beside it with the same name but for the extension, such as
/// the text of a stand-off file. All of them together may have `limit` bytes.
pub fn read_files(path: &Path, limit: usize) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
    let mut files = Vec::new();
    if path.is_dir() {
        let mut left = limit;
        for path in files_in(path) {
            let bytes = read_file(&path, left)?;
            left -= bytes.len();
            files.push((name_of(&path), bytes));
        }
    } else {
        let bytes = read_file(path, limit)?;
        let mut left = limit - bytes.len();
        files.push((name_of(path), bytes));
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let beside = files_in(folder.unwrap_or(Path::new(".")));
        let belongs = |other: &&PathBuf| {
            other.file_stem() == path.file_stem() && other.file_name() != path.file_name()
        };
        // Whether those are needed is not known here, so one that can't be read is no fault.
        let beside = beside.iter().filter(belongs);
        for path in beside {
            if let Ok(bytes) = read_file(path, left) {
                left -= bytes.len();
                files.push((name_of(path), bytes));
            }
        }
    }
    if files.is_empty() {
        // An empty folder: reading it as a file says what is wrong with it.
        read_file(path, limit)?;
    }
    Ok(files)
}

fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The files of a folder by name; none if it can't be listed.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> = paths
        .filter(|path| path.is_file())
        .take(MAX_FILES)
        .collect();
    files.sort();
    files
}
