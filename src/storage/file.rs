//! Files on disk: written so that at every moment the old or the new content is there, read with limits.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::save::save;
use crate::model::{Project, doctor};

/// Who may read a new file. A file that is there keeps its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Readers {
    /// As the user's settings for new files say.
    Usual,
    /// The user alone.
    UserOnly,
}

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
    if let Some(first) = doctor::examine(project).first() {
        return Err(SaveError {
            place: name_of(path),
            problem: SaveProblem::Unsound {
                first: first.message.clone(),
            },
        });
    }
    let path = follow(path);
    let write = || {
        let target = Target::inspect(&path)?;
        let written = target.write(save(project).as_bytes(), Readers::Usual)?;
        target.keep_backup()?;
        target.put(written)
    };
    write().map_err(|problem| place(&path, problem))
}

/// Writes a file without a backup.
pub(super) fn write_file(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), SaveError> {
    let path = follow(path);
    let write = || {
        let target = Target::inspect(&path)?;
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

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
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
struct Target<'a> {
    path: &'a Path,
    /// What is there now.
    earlier: Option<fs::Metadata>,
}

impl<'a> Target<'a> {
    /// Looks at what is there. A rename would replace a file that may not be written, so that is asked here.
    fn inspect(path: &'a Path) -> Result<Self, SaveProblem> {
        if path.file_name().is_none() {
            return Err(SaveProblem::IsAFolder);
        }
        let earlier = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(SaveProblem::IsAFolder),
            Ok(metadata) if !metadata.is_file() => return Err(SaveProblem::NotAFile),
            Ok(metadata) => Some(metadata),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        if let Some(metadata) = &earlier {
            let denied = |error: &io::Error| error.kind() == ErrorKind::PermissionDenied;
            let opened = OpenOptions::new().write(true).open(path);
            if metadata.permissions().readonly() || opened.as_ref().is_err_and(denied) {
                return Err(SaveProblem::ReadOnlyFile);
            }
        }
        Ok(Self { path, earlier })
    }

    /// Writes a temporary file beside the target, makes sure that it is on the disk and reads it back.
    fn write(
        &self,
        bytes: &[u8],
        readers: Readers,
    ) -> Result<tempfile::NamedTempFile, SaveProblem> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".claimdesk-").suffix(".tmp");
        #[cfg(unix)]
        if readers == Readers::Usual {
            use std::os::unix::fs::PermissionsExt;
            // The user's mask is taken off this, as with any new file.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        #[cfg(not(unix))]
        let _ = readers;
        let mut written = builder.tempfile_in(folder_of(self.path))?;
        fill(written.as_file_mut(), bytes)?;
        if let (Some(earlier), Readers::Usual) = (&self.earlier, readers) {
            written.as_file().set_permissions(earlier.permissions())?;
        }
        match same(&mut File::open(written.path())?, bytes)? {
            true => Ok(written),
            false => Err(SaveProblem::ReadBack),
        }
    }

    /// Keeps what is there under the backup's name, replacing an earlier backup in one step.
    fn keep_backup(&self) -> Result<(), SaveProblem> {
        if self.earlier.is_none() {
            return Ok(());
        }
        let backup = backup_of(self.path);
        let keep = || {
            let folder = tempfile::Builder::new()
                .prefix(".claimdesk-")
                .tempdir_in(folder_of(self.path))?;
            let kept = folder.path().join("kept");
            // Not every disk knows links.
            if fs::hard_link(self.path, &kept).is_err() {
                fs::copy(self.path, &kept)?;
                File::open(&kept)?.sync_all()?;
            }
            fs::rename(&kept, &backup)
        };
        keep().map_err(|error: io::Error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => error.into(),
            _ => SaveProblem::Backup {
                name: name_of(&backup),
                error,
            },
        })
    }

    /// Puts the written file in place.
    fn put(&self, written: tempfile::NamedTempFile) -> Result<(), SaveProblem> {
        written.persist(self.path).map_err(|error| error.error)?;
        // The content is safe by now; not every system can say the same of a folder.
        #[cfg(unix)]
        if let Err(error) = File::open(folder_of(self.path)).and_then(|folder| folder.sync_all()) {
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

fn fill(file: &mut File, bytes: &[u8]) -> Result<(), SaveProblem> {
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// Whether a file holds exactly these bytes.
fn same(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut rest = bytes;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(&buffer[..count]) {
            Some(next) => rest = next,
            None => return Ok(false),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_named_as_such() {
        let mut full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let problem = fill(&mut full, b"text").unwrap_err();
        let error = place(Path::new("cases/a.claimdesk.ron"), problem);
        let sentence = "Can’t save to cases: the disk is full. Save elsewhere.";
        assert_eq!(error.to_string(), sentence);
    }

    #[test]
    fn reading_back_notices_every_difference() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let long = vec![7; 100_000];
        fs::write(&path, &long).unwrap();
        let holds = |bytes: &[u8]| same(&mut File::open(&path).unwrap(), bytes).unwrap();
        assert!(holds(&long));
        assert!(!holds(&long[1..]));
        assert!(!holds(&[7; 100_001]));
        assert!(!holds(&[&long[1..], &[8]].concat()));
    }
}
