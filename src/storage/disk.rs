//! The few file operations that saving and the journal are made of, so that a test can stand in for a disk
//! that loses power between any two of them.
//!
//! What the names promise is what a disk promises: bytes are safe after [`Disk::sync`], names (new, renamed,
//! removed) after [`Disk::sync_folder`], and nothing before that.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Who may read a new file. A file that is there keeps its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// As the user's settings for new files say.
    Usual,
    /// The user alone.
    UserOnly,
}

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    File,
    /// A file that may not be written. A rename would replace it all the same, so it is told apart.
    ReadOnlyFile,
    Folder,
    /// A device, a pipe and the like.
    Other,
}

/// A disk.
pub trait Disk {
    fn look(&self, path: &Path) -> io::Result<Found>;
    /// The whole file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Makes an empty file of a fresh name in the folder of `target`, with the permissions that `target` has
    /// or would have.
    fn make_beside(&self, target: &Path, readers: Readers) -> io::Result<PathBuf>;
    /// Gives a file a second, fresh name in its folder, or copies it where the disk knows no second names.
    fn keep_beside(&self, path: &Path) -> io::Result<PathBuf>;
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Returns when the file's bytes are safe.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Replaces what is at `to`, in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Returns when the names in the folder are safe.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

impl<D: Disk + ?Sized> Disk for &D {
    fn look(&self, path: &Path) -> io::Result<Found> {
        (**self).look(path)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        (**self).read(path)
    }

    fn make_beside(&self, target: &Path, readers: Readers) -> io::Result<PathBuf> {
        (**self).make_beside(target, readers)
    }

    fn keep_beside(&self, path: &Path) -> io::Result<PathBuf> {
        (**self).keep_beside(path)
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        (**self).append(path, bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        (**self).sync(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (**self).rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        (**self).remove(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        (**self).sync_folder(folder)
    }
}

/// The machine's own disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

const PREFIX: &str = ".claimdesk-";
const SUFFIX: &str = ".tmp";

impl Disk for RealDisk {
    fn look(&self, path: &Path) -> io::Result<Found> {
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error),
        };
        if metadata.is_dir() {
            return Ok(Found::Folder);
        }
        if !metadata.is_file() {
            return Ok(Found::Other);
        }
        let denied = |error: &io::Error| error.kind() == ErrorKind::PermissionDenied;
        let opened = OpenOptions::new().write(true).open(path);
        if metadata.permissions().readonly() || opened.as_ref().is_err_and(denied) {
            return Ok(Found::ReadOnlyFile);
        }
        Ok(Found::File)
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn make_beside(&self, target: &Path, readers: Readers) -> io::Result<PathBuf> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        #[cfg(unix)]
        if readers == Readers::Usual {
            use std::os::unix::fs::PermissionsExt;
            // The user's mask is taken off this, as with any new file.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let made = builder.tempfile_in(folder_of(target))?;
        if readers == Readers::Usual
            && let Ok(earlier) = fs::metadata(target)
        {
            made.as_file().set_permissions(earlier.permissions())?;
        }
        Ok(made.into_temp_path().keep()?)
    }

    fn keep_beside(&self, path: &Path) -> io::Result<PathBuf> {
        let folder = folder_of(path);
        loop {
            let name = format!("{PREFIX}{:012x}{SUFFIX}", fastrand::u64(..1 << 48));
            let kept = folder.join(name);
            match fs::hard_link(path, &kept) {
                Ok(()) => return Ok(kept),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                // Not every disk knows links.
                Err(_) => {
                    fs::copy(path, &kept)?;
                    File::open(&kept)?.sync_all()?;
                    return Ok(kept);
                }
            }
        }
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).open(path)?;
        file.write_all(bytes)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        OpenOptions::new().append(true).open(path)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Not every system can open a folder.
        #[cfg(unix)]
        File::open(folder)?.sync_all()?;
        #[cfg(not(unix))]
        let _ = folder;
        Ok(())
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// A file that goes again unless it was put in place.
pub(super) struct Scratch<'d, D: Disk> {
    disk: &'d D,
    path: Option<PathBuf>,
}

impl<'d, D: Disk> Scratch<'d, D> {
    /// An empty file beside `target`.
    pub(super) fn new(disk: &'d D, target: &Path, readers: Readers) -> io::Result<Self> {
        let path = Some(disk.make_beside(target, readers)?);
        Ok(Self { disk, path })
    }

    /// A second name for the file at `path`.
    pub(super) fn of(disk: &'d D, path: &Path) -> io::Result<Self> {
        let path = Some(disk.keep_beside(path)?);
        Ok(Self { disk, path })
    }

    pub(super) fn path(&self) -> &Path {
        self.path.as_deref().unwrap_or(Path::new(""))
    }

    /// Puts it where it belongs.
    pub(super) fn put(mut self, target: &Path) -> io::Result<()> {
        self.disk.rename(self.path(), target)?;
        // Renaming one name of a file to another of the same file leaves both.
        if let Some(path) = self.path.take()
            && self
                .disk
                .look(&path)
                .is_ok_and(|found| found != Found::Nothing)
        {
            let _ = self.disk.remove(&path);
        }
        Ok(())
    }
}

impl<D: Disk> Drop for Scratch<'_, D> {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            let _ = self.disk.remove(&path);
        }
    }
}
