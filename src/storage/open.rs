//! Opens whatever the analyst points at: a project file or an article.

use std::path::{Path, PathBuf};

use super::file::{ReadError, backup_of, name_of, read_file};
use super::lines;
use super::load::{LoadError, Loaded, MAX_BYTES, load, load_to_repair};
use super::schema::v1::{Misplaced, is_misplaced};
use crate::model::{Document, DocumentId, IdSource, Project, Timestamp};
use crate::sources::{self, SourceError};

/// How the name of a project file ends.
pub const PROJECT_EXTENSION: &str = ".claimdesk.ron";

/// What a path held.
#[derive(Debug)]
pub enum Opened {
    Project(Box<Loaded>, PathBuf),
    /// A project that has to be repaired: as it was read, without the marks that were set aside.
    Repair(Box<ToRepair>, PathBuf),
    Article(Box<Document>),
}

/// A project that isn't sound, or whose quotes don't match its texts.
#[derive(Debug)]
pub struct ToRepair {
    pub project: Project,
    pub misplaced: Vec<Misplaced>,
    /// Why it can't be opened as it is.
    pub why: LoadError,
}

/// As [`open_path`]; a project that can be repaired is opened for that.
pub fn open_or_repair(
    path: &Path,
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Opened, OpenError> {
    let opened = open_path(path, ids, now);
    let Err(OpenError::Project {
        name,
        error,
        backup,
    }) = opened
    else {
        return opened;
    };
    let can_be_repaired = match &*error {
        LoadError::Record { problem, .. } => is_misplaced(problem),
        LoadError::Unsound { .. } => true,
        _ => false,
    };
    let refused = |error| OpenError::Project {
        name,
        error,
        backup,
    };
    if !can_be_repaired {
        return Err(refused(error));
    }
    match load_to_repair(&read_file(path, MAX_BYTES)?) {
        Ok((project, misplaced)) => {
            let why = *error;
            let to_repair = ToRepair {
                project,
                misplaced,
                why,
            };
            Ok(Opened::Repair(Box::new(to_repair), path.to_owned()))
        }
        Err(error) => Err(refused(Box::new(error))),
    }
}

/// Why a path was not opened. The message is whole.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("Can’t open {name}: {error}.{}", error.advice(backup.as_deref()))]
    Project {
        name: String,
        error: Box<LoadError>,
        /// The name of the backup beside it, if there is one.
        backup: Option<String>,
    },
    #[error("Can’t open {name}: {error}.")]
    Article { name: String, error: SourceError },
}

impl OpenError {
    /// The line to show, counted from 1.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Project { error, .. } => error.line(),
            Self::Article { error, .. } => match error {
                SourceError::NotIn { line, .. } => Some(*line),
                _ => None,
            },
            Self::Read(_) => None,
        }
    }
}

/// Opens a project or an article: by name where it ends in `.claimdesk.ron` (or is the backup of such a
/// file), by content where it ends in `.ron`. An article remembers the name of its file, not its folders:
/// projects are passed on.
pub fn open_path(path: &Path, ids: &mut IdSource, now: Timestamp) -> Result<Opened, OpenError> {
    let name = name_of(path);
    let lower = name.to_lowercase();
    let is_project = lower.trim_end_matches(".bak").ends_with(PROJECT_EXTENSION);
    let may_be_project = lower.ends_with(".ron");
    let limit = match is_project || may_be_project {
        true => MAX_BYTES,
        false => sources::MAX_BYTES,
    };
    let bytes = read_file(path, limit)?;
    if is_project || (may_be_project && begins_as_a_project(&bytes)) {
        return match load(&bytes) {
            Ok(loaded) => Ok(Opened::Project(Box::new(loaded), path.to_owned())),
            Err(error) => {
                let error = Box::new(error);
                Err(OpenError::Project {
                    name,
                    error,
                    backup: backup_beside(path),
                })
            }
        };
    }
    let id = DocumentId::from_number(ids.number());
    match sources::read(&name, &bytes, id, now) {
        Ok(document) => Ok(Opened::Article(Box::new(document))),
        Err(error) => Err(OpenError::Article { name, error }),
    }
}

/// The name of the backup of a project file, if it lies beside it.
pub fn backup_beside(path: &Path) -> Option<String> {
    let backup = backup_of(path);
    backup.is_file().then(|| name_of(&backup))
}

/// Reads an article's file again, in the encoding that the analyst chose, and as much of it.
pub fn read_article_as(
    path: &Path,
    reading: sources::Reading,
    id: DocumentId,
    now: Timestamp,
) -> Result<Document, OpenError> {
    let name = name_of(path);
    let bytes = read_file(path, sources::MAX_BYTES)?;
    sources::read_as(&name, &bytes, reading, id, now)
        .map_err(|error| OpenError::Article { name, error })
}

fn begins_as_a_project(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|source| lines::version(source.trim_start_matches('\u{feff}')).is_some())
}
