//! Work off the interface thread: it comes back as a value of one closed enum.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Weak};

use super::opening::LeftOut;
use super::versions::VersionRow;
use crate::formats::{FormatError, Imported, LossCount, ProofError};
use crate::model::{Document, DocumentId, Project, ProjectId, Span, Suggestions, Text};
use crate::storage::journal::Recovery;
use crate::storage::{OpenError, Opened, SaveError};

/// What a worker hands back.
#[derive(Debug)]
pub enum Finished {
    Opened {
        results: Vec<(PathBuf, Result<Opened, OpenError>)>,
        /// Whether a folder was among what was asked for, and whether it held more than is taken.
        folder: Option<Cut>,
        /// How many files were not looked at because the analyst stopped it.
        skipped: usize,
    },
    ReadAgain {
        project: ProjectId,
        document: DocumentId,
        result: Result<Box<Document>, OpenError>,
    },
    LeftOut {
        project: ProjectId,
        document: DocumentId,
        result: Result<LeftOut, OpenError>,
    },
    Saved {
        /// The project as it was saved: another one may be open by now.
        project: Box<Project>,
        /// Steps of the journal that are in it.
        steps: usize,
        /// Where in the history the saved state is.
        position: usize,
        path: PathBuf,
        result: Result<(), SaveError>,
        /// Whether the version was kept.
        kept: Result<(), SaveError>,
    },
    /// Work that was not saved.
    Recoverable(Vec<Recovery>),
    /// Earlier versions of a project.
    Versions(ProjectId, Vec<VersionRow>),
    Suggested {
        project: ProjectId,
        document: DocumentId,
        /// The text that was looked at: the document may have been read again by now.
        text: Text,
        suggestions: Suggestions,
        /// Whether the analyst asked, so that “nothing new” is worth saying.
        asked: bool,
    },
    /// All places of some words in a long document.
    Found {
        project: ProjectId,
        document: DocumentId,
        query: String,
        hits: Vec<Span>,
    },
    Exported {
        format: &'static str,
        path: PathBuf,
        result: Result<Exported, ExportError>,
    },
    Imported {
        path: PathBuf,
        result: Result<Box<Imported>, ImportError>,
    },
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
        Self::Proof(Box::new(error))
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

/// How far a job is that goes from file to file, and whether it should stop.
#[derive(Default)]
pub(super) struct Progress {
    done: AtomicUsize,
    all: AtomicUsize,
    stopped: AtomicBool,
    wake: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl Progress {
    /// Says how many files there are.
    pub(super) fn set_all(&self, all: usize) {
        self.all.store(all, Ordering::Relaxed);
    }

    /// One file more is done.
    pub(super) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        if let Some(wake) = &self.wake {
            wake();
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// Jobs under way.
pub(super) struct Jobs {
    executor: Box<dyn Executor>,
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<Option<Finished>>,
    receiver: Receiver<Option<Finished>>,
    running: Vec<&'static str>,
    /// Of jobs that count what they do; they hold it themselves while they run.
    counted: Vec<Weak<Progress>>,
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
            counted: Vec::new(),
        }
    }

    /// Runs a job. `name` is shown while it runs: “Saving”.
    pub(super) fn start(
        &mut self,
        name: &'static str,
        job: impl FnOnce() -> Finished + Send + 'static,
    ) {
        self.running.push(name);
        let sender = self.sender.clone();
        let wake = self.wake.clone();
        self.executor.run(Box::new(move || {
            // A job that panics must not be waited for.
            let job = std::panic::AssertUnwindSafe(job);
            let finished = std::panic::catch_unwind(job).ok();
            // The receiver is gone only when the window is.
            let _ = sender.send(finished);
            wake();
        }));
    }

    /// As [`Jobs::start`], for a job that tells how far it is and can be stopped between two files.
    pub(super) fn start_counted(
        &mut self,
        name: &'static str,
        job: impl FnOnce(&Progress) -> Finished + Send + 'static,
    ) {
        let progress = Arc::new(Progress {
            wake: Some(self.wake.clone()),
            ..Progress::default()
        });
        self.counted.retain(|counted| counted.strong_count() > 0);
        self.counted.push(Arc::downgrade(&progress));
        self.start(name, move || job(&progress));
    }

    /// How many files of how many are done, where a job counts them.
    pub(super) fn progress(&self) -> Option<(usize, usize)> {
        let mut running = self.counted.iter().filter_map(Weak::upgrade);
        let progress = running.find(|progress| progress.all.load(Ordering::Relaxed) > 0)?;
        let done = progress.done.load(Ordering::Relaxed);
        Some((done, progress.all.load(Ordering::Relaxed)))
    }

    /// Asks all jobs that count to stop.
    pub(super) fn stop(&self) {
        for progress in self.counted.iter().filter_map(Weak::upgrade) {
            progress.stopped.store(true, Ordering::Relaxed);
        }
    }

    /// What has ended since the last call. `None` stands for a job that broke.
    pub(super) fn ended(&mut self) -> Vec<Option<Finished>> {
        let ended: Vec<_> = self.receiver.try_iter().collect();
        let left = self.running.len().saturating_sub(ended.len());
        self.running.drain(..self.running.len() - left);
        ended
    }

    /// The name of a job under way.
    pub(super) fn running(&self) -> Option<&'static str> {
        self.running.last().copied()
    }
}
