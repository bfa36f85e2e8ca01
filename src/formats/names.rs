//! File names of exports: from titles, safe on every system.

use std::collections::HashSet;

use super::selection::View;

/// Bytes of a name before its extension.
const MAX_BYTES: usize = 80;
/// Names that Windows keeps for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// A file name without extension: letters and digits of any script, all else single hyphens.
pub(super) fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for character in title.chars() {
        let next = if character.is_alphanumeric() || character == '_' {
            character
        } else {
            '-'
        };
        if next == '-' && (stem.is_empty() || stem.ends_with('-')) {
            continue;
        }
        if stem.len() + next.len_utf8() > MAX_BYTES {
            break;
        }
        stem.push(next);
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() {
        return "untitled".to_owned();
    }
    if RESERVED.contains(&stem.to_lowercase().as_str()) {
        return format!("{stem}_");
    }
    stem.to_owned()
}

/// The name for an export as a whole: the project's title, or that of its first document.
pub(super) fn export_stem(view: &View<'_>) -> String {
    let title = view.project().title();
    if !title.trim().is_empty() {
        return file_stem(title);
    }
    let first = view.documents().next();
    file_stem(first.map_or("", |document| document.title.as_str()))
}

/// Gives each name once, whatever the case of its letters.
#[derive(Debug, Default)]
pub(super) struct DistinctNames(HashSet<String>);

impl DistinctNames {
    /// The name itself, or with a number if it is taken.
    pub(super) fn claim(&mut self, stem: String) -> String {
        let mut name = stem.clone();
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            name = format!("{stem}-{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_distinct() {
        assert_eq!(file_stem("../etc/passwd"), "etc-passwd");
        assert_eq!(file_stem("C:\\a: “b”?"), "C-a-b");
        assert_eq!(file_stem("NUL"), "NUL_");
        assert_eq!(file_stem("…"), "untitled");
        assert_eq!(file_stem("وزارة الدفاع"), "وزارة-الدفاع");
        assert!(file_stem(&"é".repeat(500)).len() <= MAX_BYTES);
        let mut names = DistinctNames::default();
        assert_eq!(names.claim("a".into()), "a");
        assert_eq!(names.claim("A".into()), "A-2");
    }
}
