//! Names of files: how a project’s ends, and what to propose for a new one. No file is touched.

use std::path::{Path, PathBuf};

/// How the name of a project file ends.
pub const PROJECT_ENDING: &str = ".claimdesk.ron";

/// Whether this is the earlier version that saving keeps, which must not be saved over.
pub(super) fn is_backup(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("bak"))
}

/// The path with the ending of project files.
pub fn with_ending(path: PathBuf) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.to_lowercase().ends_with(".ron") {
        return path;
    }
    let named = format!("{name}{PROJECT_ENDING}");
    path.with_file_name(named)
}

/// The name of a project file without that ending.
pub(super) fn without_ending(name: &str) -> &str {
    let name = name.strip_suffix(".ron").unwrap_or(name);
    name.strip_suffix(".claimdesk").unwrap_or(name)
}

/// A name for a file, from words: letters, digits, spaces and hyphens, 60 characters at most.
pub fn file_stem(words: &str) -> String {
    let kept = |c: char| {
        if c.is_alphanumeric() || " -_".contains(c) {
            c
        } else {
            ' '
        }
    };
    let plain: String = words.chars().map(kept).take(60).collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    if words.is_empty() {
        "project".to_owned()
    } else {
        words.join(" ")
    }
}
