//! Writes the journal of the open project on a thread of its own: each step at once, safe on the disk within
//! half a second, or at once when that is asked for.
//!
//! The window waits a moment for each step to be written, so that what it shows as done is in the system's
//! hands: a killed window loses nothing. Where the disk is too slow for that the window goes on.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::book::{Book, Names};
use super::recover::{JOURNAL, LOCK, Recovery, lock};
use super::step::{Head, Step};
use crate::model::{Project, hex};
use crate::storage::data::user_folder;
use crate::storage::disk::RealDisk;

/// How long written steps may wait to be made safe.
const BATCH: Duration = Duration::from_millis(500);
/// How long the window waits for a step to be written.
const PATIENCE: Duration = Duration::from_millis(5);
/// How long closing waits for the disk.
const LAST_PATIENCE: Duration = Duration::from_secs(3);
/// How many windows may have the same project open.
const WINDOWS: usize = 64;

enum Message {
    Begin(Box<Head>, Project),
    Adopt(Box<Head>, Project, Vec<Vec<u8>>, PathBuf),
    Step(Box<Step>, Project, Sender<()>),
    Saved {
        head: Box<Head>,
        project: Project,
        /// Steps since the beginning that are in the saved file.
        steps: usize,
    },
    End,
    Flush(Sender<()>),
}

/// The journal of the open project.
pub struct Keeper {
    sender: Option<Sender<Message>>,
    thread: Option<JoinHandle<()>>,
    trouble: Arc<Mutex<Option<String>>>,
    steps: usize,
}

impl Keeper {
    /// Keeps journals in a folder, which is made when the first one is.
    pub fn new(folder: PathBuf) -> Self {
        let (sender, receiver) = channel();
        let trouble = Arc::new(Mutex::new(None));
        let writer = Writer {
            book: Book::new(RealDisk, Folder(folder)),
            trouble: trouble.clone(),
            is_well: true,
            unsafe_since: None,
        };
        Self {
            sender: Some(sender),
            thread: Some(std::thread::spawn(move || writer.run(&receiver))),
            trouble,
            steps: 0,
        }
    }

    /// Another project is open now. Nothing is written before its first step, unless it is nowhere else.
    pub fn begin(&mut self, head: Head, project: &Project) {
        self.steps = 0;
        self.send(Message::Begin(Box::new(head), project.clone()));
    }

    /// Goes on with recovered work: its journal becomes this one's.
    pub fn adopt(&mut self, head: Head, recovery: &Recovery) {
        self.steps = recovery.steps.len();
        let records = recovery.records.clone();
        let project = recovery.project.clone();
        let from = recovery.journal.clone();
        self.send(Message::Adopt(Box::new(head), project, records, from));
    }

    /// Writes a step. `project` is the one after it.
    pub fn step(&mut self, step: Step, project: &Project) {
        self.steps += 1;
        let (written, wait) = channel();
        self.send(Message::Step(Box::new(step), project.clone(), written));
        let _ = wait.recv_timeout(PATIENCE);
    }

    /// How many steps there were since the beginning, for [`Keeper::saved`].
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// The project as it was after `steps` steps is in a file now: the journal begins anew from there.
    pub fn saved(&mut self, head: Head, project: &Project, steps: usize) {
        let later = self.steps.saturating_sub(steps);
        self.steps = later;
        let (head, project) = (Box::new(head), project.clone());
        self.send(Message::Saved {
            head,
            project,
            steps,
        });
    }

    /// Nothing is left to lose: the journal goes.
    pub fn end(&mut self) {
        self.send(Message::End);
    }

    /// Makes every step safe soon.
    pub fn flush(&self) {
        let (done, _) = channel();
        self.send(Message::Flush(done));
    }

    /// Returns when every step is safe, or the disk has taken too long.
    pub fn flush_and_wait(&self) {
        let (done, wait) = channel();
        self.send(Message::Flush(done));
        let _ = wait.recv_timeout(LAST_PATIENCE);
    }

    /// What went wrong since the last call, to be told once.
    pub fn take_trouble(&self) -> Option<String> {
        self.trouble
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    fn send(&self, message: Message) {
        // The thread ends only after the keeper.
        if let Some(sender) = &self.sender {
            let _ = sender.send(message);
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The thread's side.
struct Writer {
    book: Book<RealDisk, Folder>,
    trouble: Arc<Mutex<Option<String>>>,
    /// Whether the last thing went well: what hinders the journal is told once.
    is_well: bool,
    unsafe_since: Option<Instant>,
}

impl Writer {
    fn run(mut self, receiver: &Receiver<Message>) {
        loop {
            let message = match self.unsafe_since {
                None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(since) => receiver.recv_timeout(BATCH.saturating_sub(since.elapsed())),
            };
            match message {
                Ok(message) => self.take(message),
                Err(RecvTimeoutError::Timeout) => self.sync(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self
                .unsafe_since
                .is_some_and(|since| since.elapsed() >= BATCH)
            {
                self.sync();
            }
        }
        self.sync();
    }

    fn take(&mut self, message: Message) {
        let done = match message {
            Message::Begin(head, project) => self.book.begin(*head, project),
            Message::Adopt(head, project, records, from) => {
                self.book.adopt(*head, project, &records, &from)
            }
            Message::Step(step, project, written) => {
                let done = self.book.step(&step, project);
                self.unsafe_since.get_or_insert_with(Instant::now);
                // The window may not have waited.
                let _ = written.send(());
                done
            }
            Message::Saved {
                head,
                project,
                steps,
            } => self.book.saved(*head, project, steps),
            Message::End => {
                self.book.end();
                Ok(())
            }
            Message::Flush(done) => {
                self.sync();
                let _ = done.send(());
                return;
            }
        };
        self.note(done);
    }

    fn sync(&mut self) {
        self.unsafe_since = None;
        let done = self.book.sync();
        if done.is_err() {
            self.note(done);
        }
    }

    fn note(&mut self, done: std::io::Result<()>) {
        let was_well = std::mem::replace(&mut self.is_well, done.is_ok());
        if let Err(error) = done
            && was_well
        {
            let said = format!(
                "What you do now is not kept in case of a crash: {error}. Save often, and make room on the disk."
            );
            *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(said);
        }
    }
}

/// Names in a folder. A lock beside each journal keeps other windows from taking it for a leftover.
struct Folder(PathBuf);

impl Names for Folder {
    type Hold = File;

    fn claim(&self, head: &Head, project: &Project) -> std::io::Result<(PathBuf, File)> {
        user_folder(&self.0)?;
        let place = match head.file() {
            Some(file) => {
                let digest = Sha256::digest(file.as_os_str().as_encoded_bytes());
                hex(&digest)[..12].to_owned()
            }
            None => "new".to_owned(),
        };
        for window in 1..=WINDOWS {
            let name = format!("{}-{place}-{window}.{JOURNAL}", project.id());
            let path = self.0.join(name);
            // What is there already is work that nobody has decided on.
            if let Some(lock) = lock(&path)
                && !path.exists()
            {
                return Ok((path, lock));
            }
        }
        Err(std::io::Error::other("the project is open too many times"))
    }

    fn release(&self, journal: &Path) {
        let _ = fs::remove_file(journal.with_extension(LOCK));
    }
}
