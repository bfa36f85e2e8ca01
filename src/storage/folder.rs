//! The articles of a folder and of the folders in it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::{ReadError, name_of};
use crate::sources;

/// The most files that are taken from one folder.
pub const MAX_FILES: usize = 500;
/// How deep folders in folders are looked into.
const MAX_DEPTH: usize = 12;
/// The most entries that are looked at, whatever they are.
const MAX_ENTRIES: usize = 200_000;

/// What a folder holds, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderFiles {
    pub files: Vec<PathBuf>,
    /// Whether there is more than was taken.
    pub cut: bool,
}

/// Finds the files that the readers know by name. Hidden ones and links to folders are passed over.
pub fn articles_in(folder: &Path) -> Result<FolderFiles, ReadError> {
    let mut found = FolderFiles::default();
    let mut entries = 0;
    walk(folder, 0, &mut entries, &mut found).map_err(|error| ReadError {
        name: name_of(folder),
        problem: error.into(),
    })?;
    Ok(found)
}

fn walk(
    folder: &Path,
    depth: usize,
    entries: &mut usize,
    found: &mut FolderFiles,
) -> io::Result<()> {
    let mut inside: Vec<_> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .take(MAX_ENTRIES)
        .collect();
    inside.sort_by_key(|entry| entry.file_name());
    for entry in inside {
        *entries += 1;
        if found.files.len() >= MAX_FILES || *entries >= MAX_ENTRIES {
            found.cut = true;
            return Ok(());
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if name.starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            if depth + 1 >= MAX_DEPTH {
                found.cut = true;
            } else {
                // A folder in it that may not be read hinders nothing else.
                let _ = walk(&entry.path(), depth + 1, entries, found);
            }
        } else if sources::is_article_name(&name) {
            found.files.push(entry.path());
        }
    }
    Ok(())
}
