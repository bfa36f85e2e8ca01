//! Work off the interface thread: it comes back as a value of one closed enum.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use super::saving::Saved;
use super::sharing::{Met, OnDisk};
use super::versions::VersionRow;
use crate::formats::{FormatError, Imported, LossCount, ProofError};
use crate::model::{Document, DocumentId, ProjectId, Span, Suggestions, Text};
use crate::storage::journal::Recovery;
use crate::storage::{FileStamp, Holder, OpenError, Opened, SaveError};

/// What a worker hands back.
#[derive(Debug)]
pub enum Finished {
    Opened {
        results: Vec<(PathBuf, Result<Opened, OpenError>)>,
        /// Whether a folder was among what was asked for, and whether it held more than is taken.
        folder: Option<Cut>,
        /// Stamp and lock of the first project among them.
        disk: Option<OnDisk>,
    },
    ReadAgain {
        project: ProjectId,
        document: DocumentId,
        result: Result<Box<Document>, OpenError>,
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

/// Jobs under way.
pub(super) struct Jobs {
    executor: Box<dyn Executor>,
    wake: Arc<dyn Fn() + Send + Sync>,
    sender: Sender<Option<Finished>>,
    receiver: Receiver<Option<Finished>>,
    running: Vec<&'static str>,
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

    /// What has ended since the last call. `None` stands for a job that broke.
    pub(super) fn ended(&mut self) -> Vec<Option<Finished>> {
        let ended: Vec<_> = self.receiver.try_iter().collect();
        let left = self.running.len().saturating_sub(ended.len());
        self.running.drain(..self.running.len() - left);
        ended
    }

    /// What workers call when something has ended.
    pub(super) fn wake(&self) -> Arc<dyn Fn() + Send + Sync> {
        self.wake.clone()
    }

    /// The name of a job under way.
    pub(super) fn running(&self) -> Option<&'static str> {
        self.running.last().copied()
    }
}
