//! What a folder holds, by name: for paths that are being typed.

use std::path::Path;

/// The names in a folder in the order of letters, `most` at the most; folders end in a separator. Nothing for a folder
/// that can’t be read.
pub fn names_in(folder: &Path, most: usize) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let name = |entry: std::fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            format!("{name}{}", std::path::MAIN_SEPARATOR)
        } else {
            name
        }
    };
    let mut names: Vec<String> = entries.flatten().take(most).map(name).collect();
    names.sort_by_key(|name| name.to_lowercase());
    names
}
