//! Earlier versions of project files: each save leaves one in the user's data folder, apart from the file and
//! its backup, under the place of the file. The oldest go when there are too many or when they are too old; the newest always stays.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::data::user_folder;
use super::disk::Readers;
use super::file::{SaveError, SaveProblem, place, read_file, write_file};
use super::load::{MAX_BYTES, load};
use super::open::PROJECT_EXTENSION;
use crate::model::{Project, ProjectId, Timestamp, hex};

/// The folder of versions, in the data folder; in it one folder for each project file.
const VERSIONS: &str = "versions";
/// Digits of a project file’s place in the name of its folder.
const PLACE: usize = 12;
/// Versions of one second.
const MOST_AT_ONCE: usize = 99;
/// How long a moment is in a name, with hyphens for colons: `2026-11-03T09-40-00Z`.
const MOMENT: usize = 20;
/// The file in a folder of versions that says which project file they are of, and its longest content in bytes.
const PLACE_NOTE: &str = "place";
const LONGEST_PLACE: usize = 64 << 10;

/// How many versions are kept, and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VersionLimits {
    pub number: u16,
    pub days: u16,
}

/// A version that can be read.
#[derive(Clone, Debug)]
pub struct Version {
    pub path: PathBuf,
    pub saved: Timestamp,
    pub project: Project,
    /// The project file as it was called then, if the file has moved since.
    pub elsewhere: Option<PathBuf>,
}

/// Where the versions of a project file are. A copy of it at another place has versions of its own.
///
/// `file` is a path from the root.
pub fn version_folder(data: &Path, project: ProjectId, file: &Path) -> PathBuf {
    let place = hex(&Sha256::digest(file.as_os_str().as_encoded_bytes()));
    let name = format!("{project}-{}", &place[..PLACE]);
    data.join(VERSIONS).join(name)
}

/// Keeps a version of a project that was just saved as `text`, unless it is the same as the last one, and
/// removes those that are too many or too old.
pub fn keep_version(
    folder: &Path,
    text: &str,
    now: Timestamp,
    limits: VersionLimits,
) -> Result<(), SaveError> {
    user_folder(folder)
        .map_err(|error| place(&folder.join("version"), SaveProblem::from(error)))?;
    let there = names(folder);
    let last = there
        .last()
        .and_then(|(_, path)| read_file(path, MAX_BYTES).ok());
    if last.is_none_or(|last| last != text.as_bytes()) {
        let moment = now.to_rfc3339().replace(':', "-");
        let paths = (1..=MOST_AT_ONCE)
            .map(|number| folder.join(format!("{moment}-{number:02}{PROJECT_EXTENSION}")));
        if let Some(path) = paths.into_iter().find(|path| !path.exists()) {
            write_file(&path, text.as_bytes(), Readers::UserOnly)?;
        }
    }
    prune(folder, now, limits);
    Ok(())
}

fn prune(folder: &Path, now: Timestamp, limits: VersionLimits) {
    let there = names(folder);
    let longest = Duration::from_secs(u64::from(limits.days) * 24 * 3600);
    let first_kept = there
        .len()
        .saturating_sub(usize::from(limits.number).max(1));
    for (number, (saved, path)) in there.iter().enumerate() {
        let age = Duration::from_secs(u64::try_from(now.0 - saved.0).unwrap_or(0));
        let is_last = number + 1 == there.len();
        if !is_last && (number < first_kept || age > longest) {
            let _ = fs::remove_file(path);
        }
    }
}

/// The versions in a folder that can be read, the latest first.
pub fn versions(folder: &Path) -> Vec<Version> {
    let read = |(saved, path): (Timestamp, PathBuf)| {
        let bytes = read_file(&path, MAX_BYTES).ok()?;
        let project = load(&bytes).ok()?.project;
        Some(Version {
            path,
            saved,
            project,
            elsewhere: None,
        })
    };
    names(folder).into_iter().rev().filter_map(read).collect()
}

/// Writes down which file the versions in a folder are of, so that they are found when it has moved.
pub fn note_place(folder: &Path, file: &Path) -> Result<(), SaveError> {
    let note = folder.join(PLACE_NOTE);
    let name = file.as_os_str().as_encoded_bytes();
    match read_file(&note, LONGEST_PLACE) {
        Ok(noted) if noted == name => Ok(()),
        _ => write_file(&note, name, Readers::UserOnly),
    }
}

/// The versions of a project file, the latest first: its own, and those of a file with the same project that is
/// no longer where it was, since it was moved or renamed. A copy that is still there keeps its own to itself.
///
/// `file` is a path from the root.
pub fn versions_of(data: &Path, project: ProjectId, file: &Path) -> Vec<Version> {
    let own = version_folder(data, project, file);
    let mut all = versions(&own);
    let begins = format!("{project}-");
    for entry in fs::read_dir(data.join(VERSIONS))
        .into_iter()
        .flatten()
        .flatten()
    {
        let name = entry.file_name();
        let is_of_project = name.to_str().is_some_and(|name| name.starts_with(&begins));
        let folder = entry.path();
        if !is_of_project || folder == own {
            continue;
        }
        let noted = read_file(&folder.join(PLACE_NOTE), LONGEST_PLACE).ok();
        let Some(place) = noted.and_then(|noted| String::from_utf8(noted).ok()) else {
            continue;
        };
        let place = PathBuf::from(place);
        if !place.exists() {
            let moved = versions(&folder).into_iter();
            all.extend(moved.map(|version| Version {
                elsewhere: Some(place.clone()),
                ..version
            }));
        }
    }
    // Of one moment, the own ones stay first.
    all.sort_by_key(|version| std::cmp::Reverse(version.saved));
    all
}

/// The versions by name, the oldest first.
fn names(folder: &Path) -> Vec<(Timestamp, PathBuf)> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<_> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let moment = name.get(..MOMENT)?;
            let (day, time) = moment.split_once('T')?;
            let saved = Timestamp::from_rfc3339(&format!("{day}T{}", time.replace('-', ":")))?;
            name.ends_with(PROJECT_EXTENSION)
                .then_some((saved, entry.path()))
        })
        .collect();
    names.sort();
    names
}
