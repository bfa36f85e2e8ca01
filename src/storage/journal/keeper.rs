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

use super::log::{Log, read};
use super::recover::{JOURNAL, LOCK, Recovery, lock};
use super::step::{Head, Step, snapshot};
use crate::model::{Project, hex};
use crate::storage::data::user_folder;
use crate::storage::disk::{Disk, RealDisk};

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
            folder,
            open: None,
            trouble: trouble.clone(),
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
    folder: PathBuf,
    open: Option<Open>,
    trouble: Arc<Mutex<Option<String>>>,
    unsafe_since: Option<Instant>,
}

/// The journal of one project.
struct Open {
    head: Head,
    /// Where the journal begins.
    base: Project,
    /// The project now.
    now: Project,
    /// Steps since the beginning or the last save. The file may have fewer of them, after a failure.
    steps: usize,
    file: Option<Written>,
    has_failed: bool,
}

/// The journal's file, and the lock that keeps other windows from taking it for a leftover.
struct Written {
    log: Log,
    _lock: File,
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
        match message {
            Message::Begin(head, project) => self.begin(*head, project),
            Message::Adopt(head, project, records, from) => {
                self.adopt(*head, project, &records, &from);
            }
            Message::Step(step, project, written) => {
                self.step(&step, project);
                // The window may not have waited.
                let _ = written.send(());
            }
            Message::Saved {
                head,
                project,
                steps,
            } => self.saved(*head, project, steps),
            Message::End => self.end(),
            Message::Flush(done) => {
                self.sync();
                let _ = done.send(());
            }
        }
    }

    fn begin(&mut self, head: Head, project: Project) {
        self.end();
        let is_unsaved = head.is_unsaved;
        self.open = Some(Open {
            head,
            base: project.clone(),
            now: project,
            steps: 0,
            file: None,
            has_failed: false,
        });
        if is_unsaved {
            self.create(&[]);
        }
    }

    fn adopt(&mut self, head: Head, project: Project, records: &[Vec<u8>], from: &Path) {
        self.end();
        let steps = records.len().saturating_sub(2);
        self.open = Some(Open {
            head,
            base: project.clone(),
            now: project,
            steps,
            file: None,
            has_failed: false,
        });
        let Some(open) = &mut self.open else {
            return;
        };
        let head = open.head.to_record();
        let rest = records.iter().skip(1).map(Vec::as_slice);
        match written(
            &self.folder,
            &open.head,
            &open.base,
            std::iter::once(&head[..]).chain(rest),
        ) {
            Ok(file) => {
                open.file = Some(file);
                let _ = fs::remove_file(from);
                let _ = fs::remove_file(from.with_extension(LOCK));
            }
            // The journal that it came from is still there.
            Err(error) => self.failed(&error),
        }
    }

    /// Writes the journal anew, with these steps.
    fn create(&mut self, steps: &[Vec<u8>]) {
        let Some(open) = &mut self.open else {
            return;
        };
        let (head, base) = (open.head.to_record(), snapshot(&open.base));
        let steps = steps.iter().map(Vec::as_slice);
        let records = [&head[..], &base[..]].into_iter().chain(steps);
        match written(&self.folder, &open.head, &open.base, records) {
            Ok(file) => {
                open.file = Some(file);
                open.has_failed = false;
            }
            Err(error) => self.failed(&error),
        }
    }

    fn step(&mut self, step: &Step, project: Project) {
        let Some(open) = &mut self.open else {
            return;
        };
        let record = step.to_record(&project);
        open.now = project;
        open.steps += 1;
        if open.file.is_none() && !open.has_failed {
            self.create(&[]);
        }
        let Some(open) = &mut self.open else {
            return;
        };
        let appended = match (&mut open.file, record) {
            (Some(file), Some(record)) => file.log.append(&RealDisk, &record),
            _ => Err(std::io::Error::other("the step can’t be written down")),
        };
        match appended {
            Ok(()) => {
                self.unsafe_since.get_or_insert_with(Instant::now);
            }
            Err(error) => {
                if !open.has_failed {
                    self.failed(&error);
                }
                self.begin_again();
            }
        }
    }

    /// After a failure: what there is now, as one piece, in a journal of its own.
    fn begin_again(&mut self) {
        let Some(open) = &mut self.open else {
            return;
        };
        let earlier = open.file.take();
        open.base = open.now.clone();
        open.head.is_unsaved = true;
        self.create(&[]);
        let is_written = self.open.as_ref().is_some_and(|open| open.file.is_some());
        // The new one holds all that the old one held. Without a new one the old one is better than none:
        // it stays, for the next start to find.
        if is_written && let Some(earlier) = earlier {
            remove(earlier);
        }
    }

    fn saved(&mut self, head: Head, project: Project, steps: usize) {
        let Some(open) = &mut self.open else {
            return;
        };
        let later = open.steps.saturating_sub(steps);
        let earlier = open.file.take();
        let records = match &earlier {
            Some(earlier) if later > 0 => last_records(earlier.log.path(), later),
            _ => Vec::new(),
        };
        open.head = head;
        open.has_failed = false;
        open.steps = later;
        if records.len() == later {
            open.base = project;
        } else {
            // The later steps can't be read back: what they made is kept as one piece.
            open.base = open.now.clone();
            open.head.is_unsaved = true;
        }
        if later > 0 {
            self.create(&records);
        }
        let is_written = self.open.as_ref().is_some_and(|open| open.file.is_some());
        if let Some(earlier) = earlier
            && (later == 0 || is_written)
        {
            remove(earlier);
        }
    }

    fn end(&mut self) {
        if let Some(file) = self.open.take().and_then(|open| open.file) {
            remove(file);
        }
        self.unsafe_since = None;
    }

    fn sync(&mut self) {
        self.unsafe_since = None;
        let file = self.open.as_ref().and_then(|open| open.file.as_ref());
        if let Some(file) = file
            && let Err(error) = file.log.sync(&RealDisk)
        {
            self.failed(&error);
            self.begin_again();
        }
    }

    fn failed(&mut self, error: &std::io::Error) {
        if let Some(open) = &mut self.open {
            if open.has_failed {
                return;
            }
            open.has_failed = true;
        }
        let said = format!(
            "What you do now is not kept in case of a crash: {error}. Save often, and make room on the disk."
        );
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(said);
    }
}

/// Writes a journal under a name that no other window has.
fn written<'a>(
    folder: &Path,
    head: &Head,
    project: &Project,
    records: impl IntoIterator<Item = &'a [u8]>,
) -> std::io::Result<Written> {
    user_folder(folder)?;
    let place = match head.file() {
        Some(file) => hex(&Sha256::digest(file.as_os_str().as_encoded_bytes()))[..12].to_owned(),
        None => "new".to_owned(),
    };
    for window in 1..=WINDOWS {
        let path = folder.join(format!("{}-{place}-{window}.{JOURNAL}", project.id()));
        let Some(lock) = lock(&path) else {
            continue;
        };
        // A leftover that nobody has decided on.
        if path.exists() {
            continue;
        }
        let log = Log::create(&RealDisk, &path, records)?;
        return Ok(Written { log, _lock: lock });
    }
    Err(std::io::Error::other("the project is open too many times"))
}

fn remove(file: Written) {
    let path = file.log.path();
    if let Err(error) = RealDisk.remove(path) {
        log::warn!("{} was not removed: {error}", path.display());
    }
    let _ = fs::remove_file(path.with_extension(LOCK));
}

/// The contents of a journal's last records.
fn last_records(path: &Path, number: usize) -> Vec<Vec<u8>> {
    let Ok(bytes) = RealDisk.read(path) else {
        return Vec::new();
    };
    let records = read(&bytes).records;
    let steps = records.get(2..).unwrap_or_default();
    let first = steps.len().saturating_sub(number);
    steps[first..]
        .iter()
        .map(|record| record.to_vec())
        .collect()
}
