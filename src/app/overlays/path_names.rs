//! How a typed path may go on: what its folder holds.

use std::path::{Path, PathBuf};

use crate::storage::names_in;

/// Names that are looked at in one folder, and those that are offered.
const READ: usize = 5_000;
const OFFERED: usize = 4;

/// What the last folder held, so that it is read once and not at each letter.
#[derive(Debug, Default)]
pub(super) struct Names {
    folder: PathBuf,
    /// Folders end in a separator.
    names: Vec<String>,
}

/// How a path may go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Onward {
    /// Names that begin like the last part of the path, in order.
    pub names: Vec<String>,
    /// How many there are besides.
    pub more: usize,
}

impl Onward {
    /// In one line; empty where nothing fits.
    pub fn line(&self) -> String {
        match (self.names.is_empty(), self.more) {
            (true, _) => String::new(),
            (false, 0) => self.names.join("   "),
            (false, more) => format!("{}   and {more} more", self.names.join("   ")),
        }
    }
}

impl Names {
    /// How a path that is being typed may go on. `keeps` tells which files it may lead to; folders always fit.
    pub fn onward(&mut self, path: &Path, keeps: impl Fn(&str) -> bool) -> Onward {
        let (folder, begun) = split(path);
        if folder.as_os_str().is_empty() {
            return Onward::default();
        }
        if folder != self.folder {
            self.names = names_in(&folder, READ);
            self.folder = folder;
        }
        let begun = begun.to_lowercase();
        let fits = |name: &&String| {
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            let is_it = name.to_lowercase().trim_end_matches(is_separator) == begun;
            let goes_on = name.to_lowercase().starts_with(&begun) && !is_it;
            goes_on && !hidden && (name.ends_with(is_separator) || keeps(name))
        };
        let all: Vec<&String> = self.names.iter().filter(fits).collect();
        Onward {
            more: all.len().saturating_sub(OFFERED),
            names: all.into_iter().take(OFFERED).cloned().collect(),
        }
    }
}

/// What is typed, with its last part replaced by a name of its folder.
pub(super) fn taken(typed: &str, name: &str) -> String {
    let at = typed.rfind(is_separator).map_or(0, |at| at + 1);
    format!("{}{name}", &typed[..at])
}

/// The folder, and what is typed of the name in it.
fn split(path: &Path) -> (PathBuf, String) {
    let whole = path.to_string_lossy();
    match whole.rfind(is_separator) {
        Some(at) => (PathBuf::from(&whole[..=at]), whole[at + 1..].to_owned()),
        None => (PathBuf::new(), whole.into_owned()),
    }
}

fn is_separator(character: char) -> bool {
    std::path::is_separator(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_on_with_what_its_folder_holds() {
        let listed = [
            ".hidden",
            "Harbour.txt",
            "hares/",
            "harvest.txt",
            "other.txt",
        ];
        let mut names = Names {
            folder: PathBuf::from("/a/"),
            names: listed.map(str::to_owned).to_vec(),
        };
        let mut onward = |path: &str, files: bool| names.onward(Path::new(path), |_| files).names;
        assert_eq!(
            onward("/a/har", true),
            ["Harbour.txt", "hares/", "harvest.txt"]
        );
        assert_eq!(onward("/a/h", false), ["hares/"]);
        assert!(onward("/a/harvest.txt", true).is_empty());
        assert!(onward("/a/hares", true).is_empty());
        assert!(onward("har", true).is_empty());
        assert_eq!(taken("/a/ha", "harvest.txt"), "/a/harvest.txt");
    }
}
