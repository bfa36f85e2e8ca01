//! Work off the interface thread: it comes back as a value of one closed enum.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use super::lists::Arranged;
use super::notice::Notice;
use super::opening::LeftOut;
use super::question::Question;
use super::reading_again::ReadAgain;
use super::saving::Saved;
use super::sharing::{Met, OnDisk};
use super::versions::VersionRow;
use crate::formats::{FormatError, Imported, LossCount, ProofError};
use crate::model::{DocumentId, ProjectId, Rule, Span, Suggestions, Text};
use crate::storage::journal::LeftBehind;
use crate::storage::{FileStamp, Holder, OpenError, Opened, RuleFileError, SaveError};

/// What a worker hands back.
#[derive(Debug)]
pub enum Finished {
    Opened {
        results: Vec<(PathBuf, Result<Opened, OpenError>)>,
        /// Whether a folder was among what was asked for, and whether it held more than is taken.
        folder: Option<Cut>,
        /// Stamp and lock of the first project among them.
        disk: Option<OnDisk>,
        /// How many files were not looked at because the analyst stopped it.
        skipped: usize,
    },
    ReadAgain {
        project: ProjectId,
        document: DocumentId,
        result: Result<Box<ReadAgain>, OpenError>,
    },
    LeftOut {
        project: ProjectId,
        document: DocumentId,
        result: Result<LeftOut, OpenError>,
    },
    Saved(Box<Saved>),
    /// Nothing was saved: another window has the project.
    LockedOut {
        project: ProjectId,
        path: PathBuf,
        holder: Holder,
    },
    /// The file is another one than was read last.
    Met(Box<Met>),
    /// The file was looked at; its stamp, if it is another one by now.
    Looked {
        project: ProjectId,
        now: Option<FileStamp>,
    },
    /// Work that was not saved.
    Recoverable(LeftBehind),
    /// The history of a project.
    History(ProjectId, Box<super::history::HistoryView>),
    /// Earlier versions of a project.
    Versions(ProjectId, Vec<VersionRow>),
    Suggested {
        project: ProjectId,
        found: Vec<SuggestedIn>,
        /// Whether the analyst asked, so that “nothing new” is worth saying.
        asked: bool,
        /// Whether the analyst stopped it.
        stopped: bool,
        /// What the analyst should know of it.
        trouble: Vec<Notice>,
    },
    /// Learned rules of a file.
    RulesRead {
        path: PathBuf,
        result: Result<Vec<Rule>, RuleFileError>,
    },
    /// All places of some words in a long document.
    Found {
        question: Question,
        hits: Vec<Span>,
    },
    /// Lists, filtered and sorted.
    Listed(Box<Arranged>),
    Exported {
        format: &'static str,
        path: PathBuf,
        result: Result<Exported, ExportError>,
    },
    Imported {
        path: PathBuf,
        result: Result<Box<(&'static str, Imported)>, ImportError>,
    },
}

/// What was suggested in one document.
#[derive(Debug)]
pub struct SuggestedIn {
    pub document: DocumentId,
    /// The text that was looked at: the document may have been read again by now.
    pub text: Text,
    pub suggestions: Suggestions,
}

/// Whether all files of a folder were taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Whole,
    /// There is more than was taken.
    Cut,
}

/// What an export did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What the format can't hold of the project.
    pub lost: Vec<LossCount>,
    /// Whether the export was read back and compared with the project.
    pub proven: bool,
}

/// Why an export ended without a file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("{0}")]
    Format(#[from] FormatError),
    #[error("{0}. Nothing was written.")]
    Proof(Box<ProofError>),
    #[error("{0}")]
    Write(#[from] SaveError),
}

impl From<ProofError> for ExportError {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Format(error @ FormatError::Stopped) => Self::Format(error),
            error => Self::Proof(Box::new(error)),
        }
    }
}

/// Why an import ended without a project.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{0}")]
    Format(#[from] FormatError),
    #[error("{0}")]
    Read(#[from] crate::storage::ReadError),
}

/// Where jobs run.
pub trait Executor {
    fn run(&self, job: Box<dyn FnOnce() + Send>);
}

/// One thread a job.
#[derive(Debug)]
pub struct Threads;

impl Executor for Threads {
    fn run(&self, job: Box<dyn FnOnce() + Send>) {
        std::thread::spawn(job);
    }
}

/// At once, in the caller's thread: for tests and the command line.
#[derive(Debug)]
pub struct Inline;

impl Executor for Inline {
    fn run(&self, job: Box<dyn FnOnce() + Send>) {
        job();
    }
}

/// The line between a long job and the window: how much is done, and whether to stop.
#[derive(Clone)]
pub struct Watch(Arc<Watched>);

struct Watched {
    is_cancelled: AtomicBool,
    /// Per cent; more than 100 while nothing was told.
    done: AtomicU32,
    /// Files that are done, and all of them; none where the job doesn't go from file to file.
    files_done: AtomicUsize,
    files: AtomicUsize,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Watch {
    fn new(wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        Self(Arc::new(Watched {
            is_cancelled: AtomicBool::new(false),
            done: AtomicU32::new(u32::MAX),
            files_done: AtomicUsize::new(0),
            files: AtomicUsize::new(0),
            wake,
        }))
    }

    /// Whether the analyst wants the job to stop.
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.load(Ordering::Relaxed)
    }

    /// Tells how much is done, from 0 to 1.
    pub fn tell(&self, done: f32) {
        let percent = (done.clamp(0.0, 1.0) * 100.0) as u32;
        if self.0.done.swap(percent, Ordering::Relaxed) != percent {
            (self.0.wake)();
        }
    }

    /// Tells how many files are done of how many.
    pub fn tell_files(&self, done: usize, files: usize) {
        self.0.files.store(files, Ordering::Relaxed);
        self.0.files_done.store(done, Ordering::Relaxed);
        (self.0.wake)();
    }

    fn files(&self) -> Option<(usize, usize)> {
        let files = self.0.files.load(Ordering::Relaxed);
        (files > 1).then(|| (self.0.files_done.load(Ordering::Relaxed), files))
    }

    fn cancel(&self) {
        self.0.is_cancelled.store(true, Ordering::Relaxed);
    }

    fn percent(&self) -> Option<u32> {
        Some(self.0.done.load(Ordering::Relaxed)).filter(|percent| *percent <= 100)
    }
}

/// A job under way, for the status bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    /// “Saving”.
    pub name: &'static str,
    /// How much is done, if the job tells.
    pub percent: Option<u32>,
    /// How many files of how many are done, if the job goes from file to file.
    pub files: Option<(usize, usize)>,
    pub can_stop: bool,
}

struct Started {
    number: u64,
    name: &'static str,
    watch: Option<Watch>,
}

/// Jobs under way.
pub(super) struct Jobs {
    executor: Box<dyn Executor>,
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<(u64, Option<Finished>)>,
    receiver: Receiver<(u64, Option<Finished>)>,
    running: Vec<Started>,
    /// How many jobs were started.
    started: u64,
}

impl Jobs {
    pub(super) fn new(executor: Box<dyn Executor>, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let (sender, receiver) = channel();
        Self {
            executor,
            wake,
            sender,
            receiver,
            running: Vec::new(),
            started: 0,
        }
    }

    /// Runs a job. `name` is shown while it runs: “Saving”.
    pub(super) fn start(
        &mut self,
        name: &'static str,
        job: impl FnOnce() -> Finished + Send + 'static,
    ) {
        self.run(name, None, job);
    }

    /// Runs a long job that tells how much is done and can be stopped.
    pub(super) fn start_watched(
        &mut self,
        name: &'static str,
        job: impl FnOnce(&Watch) -> Finished + Send + 'static,
    ) {
        let watch = Watch::new(self.wake.clone());
        self.run(name, Some(watch.clone()), move || job(&watch));
    }

    fn run(
        &mut self,
        name: &'static str,
        watch: Option<Watch>,
        job: impl FnOnce() -> Finished + Send + 'static,
    ) {
        self.started += 1;
        let number = self.started;
        self.running.push(Started {
            number,
            name,
            watch,
        });
        let sender = self.sender.clone();
        let wake = self.wake.clone();
        self.executor.run(Box::new(move || {
            // A job that panics must not be waited for.
            let job = std::panic::AssertUnwindSafe(job);
            let finished = std::panic::catch_unwind(job).ok();
            // The receiver is gone only when the window is.
            let _ = sender.send((number, finished));
            wake();
        }));
    }

    /// What has ended since the last call. `None` stands for a job that broke.
    pub(super) fn ended(&mut self) -> Vec<Option<Finished>> {
        let ended: Vec<_> = self.receiver.try_iter().collect();
        self.running
            .retain(|job| ended.iter().all(|(number, _)| *number != job.number));
        ended.into_iter().map(|(_, finished)| finished).collect()
    }

    /// What workers call when something has ended.
    pub(super) fn wake(&self) -> Arc<dyn Fn() + Send + Sync> {
        self.wake.clone()
    }

    /// A job under way: one that can be stopped, if there is one, else the last.
    pub(super) fn running(&self) -> Option<Running> {
        let watched = self.running.iter().rev().find(|job| job.watch.is_some());
        let job = watched.or(self.running.last())?;
        Some(Running {
            name: job.name,
            percent: job.watch.as_ref().and_then(Watch::percent),
            files: job.watch.as_ref().and_then(Watch::files),
            can_stop: job.watch.is_some(),
        })
    }

    /// Asks every job that can be stopped to stop, and waits for its end, but not for long: what such a job has
    /// started is to end with the window.
    pub(super) fn stop_and_wait(&mut self) {
        const LONGEST: std::time::Duration = std::time::Duration::from_millis(500);
        self.stop();
        while self.running.iter().any(|job| job.watch.is_some()) {
            let Ok((ended, _)) = self.receiver.recv_timeout(LONGEST) else {
                return;
            };
            self.running.retain(|job| job.number != ended);
        }
    }

    /// Asks every job that can be stopped to stop.
    pub(super) fn stop(&self) {
        for watch in self.running.iter().filter_map(|job| job.watch.as_ref()) {
            watch.cancel();
        }
    }
}
