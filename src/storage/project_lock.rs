//! The lock beside a project file: who has it open, where and since when, so that two windows, perhaps on two
//! machines, don't save over each other.
//!
//! It is a small file made in one step, which every shared folder knows. Its holder touches it twice a
//! minute; on one machine the system's own file lock tells a holder that is gone at once. A lock never
//! hinders reading, and whoever asks for it may take it over.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::disk::folder_of;
use super::file::name_of;
use crate::model::Timestamp;

/// How often a holder touches its lock.
const BEAT: Duration = Duration::from_secs(30);
/// A lock of another machine that was not touched for so long looks abandoned.
const ABANDONED: Duration = Duration::from_secs(180);
/// The largest lock that is read, in bytes.
const MAX_BYTES: u64 = 4096;

/// Who has a project open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The name of the person.
    pub owner: String,
    /// The name of the machine.
    pub machine: String,
    /// A number that no other window has.
    pub window: String,
    /// Since when, as RFC 3339.
    since: String,
}

impl Holder {
    /// Somebody who opens a project now, on this machine.
    pub fn here(owner: &str, window: &str, now: Timestamp) -> Self {
        Self {
            owner: owner.to_owned(),
            machine: gethostname::gethostname().to_string_lossy().into_owned(),
            window: window.to_owned(),
            since: now.to_rfc3339(),
        }
    }

    /// Since when; `None` if the lock says no time.
    pub fn since(&self) -> Option<Timestamp> {
        Timestamp::from_rfc3339(&self.since)
    }

    fn unknown() -> Self {
        Self {
            owner: "somebody".into(),
            machine: String::new(),
            window: String::new(),
            since: String::new(),
        }
    }
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Claimed {
    /// It is ours from now on.
    Held(ProjectLock),
    /// This very window has it already.
    Own,
    /// Another window has it.
    Taken {
        holder: Holder,
        /// Whether the holder was not heard of for minutes.
        looks_abandoned: bool,
    },
    /// No lock can be made there, as in a folder that may not be written.
    Impossible,
}

/// A lock that is held until this is dropped.
pub struct ProjectLock {
    place: Place,
    holder: Holder,
    lost_to: Arc<Mutex<Option<Holder>>>,
    // Dropping it ends the thread that touches the lock.
    _alive: Sender<()>,
}

impl std::fmt::Debug for ProjectLock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProjectLock({})", self.place.lock.display())
    }
}

/// A lock's file, and our handle to it: the system's own lock lasts as long as the handle.
#[derive(Clone)]
struct Place {
    lock: PathBuf,
    file: Arc<File>,
}

/// The lock beside a project file.
fn lock_of(project: &Path) -> PathBuf {
    folder_of(project).join(format!(".{}.lock", name_of(project)))
}

/// Asks for the lock of a project. `wake` is called when it is lost to another window.
pub fn claim(project: &Path, holder: &Holder, wake: &Arc<dyn Fn() + Send + Sync>) -> Claimed {
    let lock = lock_of(project);
    // Twice: a lock that nobody holds any more is removed and asked for again.
    for _ in 0..2 {
        match make(&lock, holder) {
            Ok(place) => return Claimed::Held(ProjectLock::hold(place, holder.clone(), wake)),
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Claimed::Impossible,
            Err(_) => {}
        }
        let found = read(&lock).unwrap_or_else(Holder::unknown);
        if found.window == holder.window {
            return Claimed::Own;
        }
        let is_here = found.machine == holder.machine;
        if is_here && is_orphan(&lock) {
            let _ = fs::remove_file(&lock);
            continue;
        }
        return Claimed::Taken {
            looks_abandoned: !is_here && age(&lock).is_some_and(|age| age > ABANDONED),
            holder: found,
        };
    }
    Claimed::Impossible
}

/// Takes a lock from whoever has it, with the analyst's consent.
pub fn take_over(
    project: &Path,
    holder: &Holder,
    wake: &Arc<dyn Fn() + Send + Sync>,
) -> io::Result<ProjectLock> {
    let lock = lock_of(project);
    match fs::remove_file(&lock) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    // Of two who take it over at once, the second finds a lock again, and asks again.
    let place = make(&lock, holder)?;
    Ok(ProjectLock::hold(place, holder.clone(), wake))
}

fn make(lock: &Path, holder: &Holder) -> io::Result<Place> {
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create_new(true)
        .open(lock)?;
    // Where the disk knows no such locks, the beat alone has to do.
    #[cfg(unix)]
    let _ = file.try_lock();
    let text = ron::to_string(holder).map_err(io::Error::other)?;
    if let Err(error) = writeln!(file, "{text}") {
        let _ = fs::remove_file(lock);
        return Err(error);
    }
    Ok(Place {
        lock: lock.to_owned(),
        file: Arc::new(file),
    })
}

fn read(lock: &Path) -> Option<Holder> {
    let mut bytes = Vec::new();
    let file = File::open(lock).ok()?;
    file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    ron::de::from_bytes(&bytes).ok()
}

/// Whether the process that made a lock on this machine has ended: then the system has let go of it.
#[cfg(unix)]
fn is_orphan(lock: &Path) -> bool {
    File::open(lock).is_ok_and(|file| file.try_lock().is_ok())
}

#[cfg(not(unix))]
fn is_orphan(lock: &Path) -> bool {
    age(lock).is_some_and(|age| age > ABANDONED)
}

/// How long ago a lock was touched, by the clock of the disk on which it is.
fn age(lock: &Path) -> Option<Duration> {
    let touched = fs::metadata(lock).ok()?.modified().ok()?;
    // The machine that serves a shared folder may have another clock than this one.
    let probe = tempfile::Builder::new()
        .prefix(".claimdesk-")
        .tempfile_in(folder_of(lock));
    let now = probe
        .and_then(|probe| probe.as_file().metadata()?.modified())
        .unwrap_or_else(|_| SystemTime::now());
    Some(now.duration_since(touched).unwrap_or_default())
}

impl ProjectLock {
    fn hold(place: Place, holder: Holder, wake: &Arc<dyn Fn() + Send + Sync>) -> Self {
        let (alive, ended) = channel::<()>();
        let lost_to = Arc::new(Mutex::new(None));
        let lock = Self {
            place: place.clone(),
            holder: holder.clone(),
            lost_to: lost_to.clone(),
            _alive: alive,
        };
        let wake = wake.clone();
        std::thread::spawn(move || {
            while ended.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                if let Some(other) = beat(&place, &holder) {
                    *lost_to.lock().unwrap_or_else(PoisonError::into_inner) = Some(other);
                    wake();
                    return;
                }
            }
        });
        lock
    }

    /// The window that has taken the lock over; `None` while it is ours. Looks at the disk.
    pub fn check(&self) -> Option<Holder> {
        beat(&self.place, &self.holder)
    }

    /// As [`ProjectLock::check`], from what the last beat found. Touches no disk.
    pub fn lost_to(&self) -> Option<Holder> {
        self.lost_to
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether it is the lock of this project.
    pub fn is_of(&self, project: &Path) -> bool {
        self.place.lock == lock_of(project)
    }
}

impl Drop for ProjectLock {
    fn drop(&mut self) {
        if read(&self.place.lock).is_some_and(|found| found.window == self.holder.window) {
            let _ = fs::remove_file(&self.place.lock);
        }
    }
}

/// Touches a lock; returns the window that has it by now, if another has.
fn beat(place: &Place, holder: &Holder) -> Option<Holder> {
    match read(&place.lock) {
        Some(found) if found.window != holder.window => Some(found),
        Some(_) => {
            // Written again, so that the disk's own clock says when. The first byte is always the same.
            let mut file = &*place.file;
            let touched = file
                .seek(SeekFrom::Start(0))
                .and_then(|_| file.write_all(b"("));
            if let Err(error) = touched {
                log::warn!("{} was not touched: {error}", place.lock.display());
            }
            None
        }
        // Gone or not readable for the moment, as on a network drive that is away.
        None => None,
    }
}
