//! Files on disk: written so that at every moment the old or the new content is there, read with limits.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::disk::{Disk, Found, Readers, RealDisk, Scratch, folder_of};
use super::save::save;
use crate::model::threads::both;
use crate::model::{Project, doctor};

/// Why a file was not saved. The file that was there is still there.
#[derive(Debug, thiserror::Error)]
#[error("Can’t save to {place}: {problem}")]
pub struct SaveError {
    /// The folder or the file at which it failed, by name.
    pub place: String,
    pub problem: SaveProblem,
}

/// What hinders a save, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum SaveProblem {
    #[error("the disk is full. Save elsewhere.")]
    DiskFull,
    #[error("you have used up your share of the disk. Save elsewhere.")]
    QuotaUsed,
    #[error("you have no permission to write there. Save elsewhere.")]
    NotAllowed,
    #[error("the disk is read-only. Save elsewhere.")]
    ReadOnlyDisk,
    /// The folder is there, but the system keeps no files of others in it.
    #[error("no file can be made there. Save elsewhere.")]
    NoFilesThere,
    #[error("the network drive can’t be reached. Connect it again, or save elsewhere.")]
    Unreachable,
    #[error("the file is read-only. Save under another name.")]
    ReadOnlyFile,
    #[error("there is no such folder. Save elsewhere.")]
    NoFolder,
    #[error("it is a folder. Save under another name.")]
    IsAFolder,
    #[error("it is no ordinary file. Save under another name.")]
    NotAFile,
    #[error("this disk doesn’t take that name. Save under a shorter or plainer one.")]
    BadName,
    #[error("the earlier version can’t be kept as {name} ({error}). Save under another name.")]
    Backup { name: String, error: io::Error },
    #[error("reading it back gives something else. The disk may be failing; save elsewhere.")]
    ReadBack,
    #[error("the project isn’t sound ({first}). Undo the last change and save again.")]
    Unsound { first: String },
    #[error("{0}. Save elsewhere.")]
    Other(io::Error),
}

impl From<io::Error> for SaveProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull => Self::DiskFull,
            ErrorKind::QuotaExceeded => Self::QuotaUsed,
            ErrorKind::PermissionDenied => Self::NotAllowed,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyDisk,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::NetworkDown
            | ErrorKind::NetworkUnreachable
            | ErrorKind::HostUnreachable
            | ErrorKind::NotConnected
            | ErrorKind::ConnectionAborted
            | ErrorKind::ConnectionReset
            | ErrorKind::BrokenPipe
            | ErrorKind::TimedOut
            | ErrorKind::StaleNetworkFileHandle => Self::Unreachable,
            ErrorKind::IsADirectory => Self::IsAFolder,
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Self::BadName,
            _ => Self::Other(error),
        }
    }
}

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
#[error("Can’t open {name}: {problem}")]
pub struct ReadError {
    /// The file's name.
    pub name: String,
    pub problem: ReadProblem,
}

/// What hinders reading, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ReadProblem {
    #[error("there is no such file. It may have been moved or renamed.")]
    Missing,
    #[error("it is a folder. Choose a file in it.")]
    IsAFolder,
    #[error("it is no ordinary file. Choose another.")]
    NotAFile,
    #[error("you have no permission to read it. Ask its owner, or copy it.")]
    NotAllowed,
    #[error("it has {bytes} bytes; {limit} at most can be read. Choose a smaller file.")]
    TooLarge { bytes: u64, limit: u64 },
    #[error("{0}. Try again, or copy it to another disk.")]
    Other(io::Error),
}

impl From<io::Error> for ReadProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::Missing,
            ErrorKind::IsADirectory => Self::IsAFolder,
            ErrorKind::PermissionDenied => Self::NotAllowed,
            _ => Self::Other(error),
        }
    }
}

/// Saves a project. The version that was there stays beside it, its name with `.bak` at the end.
///
/// A project that loading would refuse is not written: the last sound file is worth more.
pub fn write_project(path: &Path, project: &Project) -> Result<(), SaveError> {
    write_and_tell(path, project).map(drop)
}

/// As [`write_project`]; returns what was written.
pub fn write_and_tell(path: &Path, project: &Project) -> Result<String, SaveError> {
    write_on(&RealDisk, &follow(path), project)
}

/// As [`write_project`], on any disk.
pub fn write_project_on<D: Disk>(
    disk: &D,
    path: &Path,
    project: &Project,
) -> Result<(), SaveError> {
    write_on(disk, path, project).map(drop)
}

fn write_on<D: Disk>(disk: &D, path: &Path, project: &Project) -> Result<String, SaveError> {
    let (findings, text) = both(
        project.mention_count() >= LARGE,
        || doctor::examine(project),
        || save(project),
    );
    if let Some(first) = findings.first() {
        return Err(unsound(path, first.message.clone()));
    }
    let write = || {
        let target = Target::inspect(disk, path)?;
        let written = target.write(text.as_bytes(), Readers::Usual)?;
        target.keep_backup()?;
        target.put(written)
    };
    write().map_err(|problem| place(path, problem))?;
    Ok(text)
}

/// From so many mentions on, a project is examined and written out at once.
const LARGE: usize = 4000;

/// As [`write_project`], without a backup: for a file that is not the analyst's own copy.
pub fn write_project_alone(path: &Path, project: &Project) -> Result<(), SaveError> {
    match doctor::examine(project).first() {
        Some(first) => Err(unsound(path, first.message.clone())),
        None => write_file(path, save(project).as_bytes(), Readers::Usual),
    }
}

fn unsound(path: &Path, first: String) -> SaveError {
    SaveError {
        place: name_of(path),
        problem: SaveProblem::Unsound { first },
    }
}

/// Writes a file without a backup.
pub(super) fn write_file(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), SaveError> {
    let path = follow(path);
    let write = || {
        let target = Target::inspect(&RealDisk, &path)?;
        target.put(target.write(bytes, readers)?)
    };
    write().map_err(|problem| place(&path, problem))
}

/// Reads a whole file of at most `limit` bytes.
pub fn read_file(path: &Path, limit: usize) -> Result<Vec<u8>, ReadError> {
    read_limited(path, limit as u64).map_err(|problem| ReadError {
        name: name_of(path),
        problem,
    })
}

fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, ReadProblem> {
    // Asked before opening: to open a pipe could wait for ever.
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(ReadProblem::IsAFolder);
    }
    if !metadata.is_file() {
        return Err(ReadProblem::NotAFile);
    }
    let too_large = |bytes| ReadProblem::TooLarge { bytes, limit };
    if metadata.len() > limit {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    // It may grow while it is read.
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(too_large(bytes.len() as u64)),
        false => Ok(bytes),
    }
}

/// The name of a file, for a message.
pub(super) fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// The file that a link leads to: a save replaces that file, not the link.
fn follow(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
        }
        _ => path.to_owned(),
    }
}

/// Says the place as people would: what a disk or folder refuses by the folder, the rest by the file.
pub(super) fn place(path: &Path, problem: SaveProblem) -> SaveError {
    let folder = folder_of(path);
    let place = match problem {
        SaveProblem::DiskFull
        | SaveProblem::QuotaUsed
        | SaveProblem::NotAllowed
        | SaveProblem::ReadOnlyDisk
        | SaveProblem::NoFilesThere
        | SaveProblem::Unreachable
        | SaveProblem::NoFolder
            if folder != Path::new(".") =>
        {
            name_of(folder)
        }
        _ => name_of(path),
    };
    SaveError { place, problem }
}

/// A place to save to.
struct Target<'a, D: Disk> {
    disk: &'a D,
    path: &'a Path,
    /// Whether a file is there now.
    is_there: bool,
}

impl<'a, D: Disk> Target<'a, D> {
    /// Looks at what is there.
    fn inspect(disk: &'a D, path: &'a Path) -> Result<Self, SaveProblem> {
        if path.file_name().is_none() {
            return Err(SaveProblem::IsAFolder);
        }
        let is_there = match disk.look(path)? {
            Found::Nothing => false,
            Found::File => true,
            Found::ReadOnlyFile => return Err(SaveProblem::ReadOnlyFile),
            Found::Folder => return Err(SaveProblem::IsAFolder),
            Found::Other => return Err(SaveProblem::NotAFile),
        };
        Ok(Self {
            disk,
            path,
            is_there,
        })
    }

    /// Writes a temporary file beside the target, makes sure that it is on the disk and reads it back.
    fn write(&self, bytes: &[u8], readers: Readers) -> Result<Scratch<'a, D>, SaveProblem> {
        let written = Scratch::new(self.disk, self.path, readers).map_err(|error| {
            let folder = self.disk.look(folder_of(self.path));
            match error.kind() {
                ErrorKind::NotFound if matches!(folder, Ok(Found::Folder)) => {
                    SaveProblem::NoFilesThere
                }
                _ => error.into(),
            }
        })?;
        self.disk.append(written.path(), bytes)?;
        self.disk.sync(written.path())?;
        match self.disk.read(written.path())? == bytes {
            true => Ok(written),
            false => Err(SaveProblem::ReadBack),
        }
    }

    /// Keeps what is there under the backup's name, replacing an earlier backup in one step.
    fn keep_backup(&self) -> Result<(), SaveProblem> {
        if !self.is_there {
            return Ok(());
        }
        let backup = backup_of(self.path);
        let keep = || Scratch::of(self.disk, self.path)?.put(&backup);
        keep().map_err(|error: io::Error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => error.into(),
            _ => SaveProblem::Backup {
                name: name_of(&backup),
                error,
            },
        })
    }

    /// Puts the written file in place.
    fn put(&self, written: Scratch<'a, D>) -> Result<(), SaveProblem> {
        written.put(self.path)?;
        // The content is safe by now; not every system can say the same of a folder.
        if let Err(error) = self.disk.sync_folder(folder_of(self.path)) {
            log::warn!(
                "the folder of {} was not synced: {error}",
                name_of(self.path)
            );
        }
        Ok(())
    }
}

/// The name under which the last version of a file is kept.
pub fn backup_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".bak");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named_as_such() {
        let problem = RealDisk
            .append(Path::new("/dev/full"), b"text")
            .unwrap_err();
        let error = place(Path::new("cases/a.claimdesk.ron"), problem.into());
        let sentence = "Can’t save to cases: the disk is full. Save elsewhere.";
        assert_eq!(error.to_string(), sentence);
    }
}
