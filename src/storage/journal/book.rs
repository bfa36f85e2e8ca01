//! The journal of one project from its beginning to its end, on any disk: when a file is made, added to, made
//! anew after a save, and removed. It neither waits nor runs anything; the keeper does.
//!
//! At every moment what is open is in a project file or in a journal: a new journal is safe before the old
//! one goes, and a journal goes only when its project file is safe.

use std::io;
use std::path::{Path, PathBuf};

use super::log::{Log, read};
use super::step::{Head, Step, StepKind, snapshot};
use crate::model::Project;
use crate::storage::disk::Disk;

/// Gives journals names that nobody else has.
pub trait Names {
    /// Keeps others from the name as long as it lives.
    type Hold;

    fn claim(&self, head: &Head, project: &Project) -> io::Result<(PathBuf, Self::Hold)>;
    fn release(&self, journal: &Path);
}

/// The journal of the open project, if one is open.
pub struct Book<D, N: Names> {
    disk: D,
    names: N,
    open: Option<Open<N::Hold>>,
}

struct Open<H> {
    head: Head,
    /// Where the journal begins.
    base: Project,
    /// The project now.
    now: Project,
    /// Steps since the beginning or the last save. The file may have fewer of them, after a failure.
    steps: usize,
    file: Option<(Log, H)>,
    has_failed: bool,
}

impl<D: Disk, N: Names> Book<D, N> {
    pub fn new(disk: D, names: N) -> Self {
        Self {
            disk,
            names,
            open: None,
        }
    }

    /// Another project is open now; what was open before has nothing left to lose. A file is made with the
    /// first step, or at once if the project is nowhere else.
    pub fn begin(&mut self, head: Head, project: Project) -> io::Result<()> {
        self.end();
        let is_unsaved = head.is_unsaved;
        self.open(head, project, 0);
        match is_unsaved {
            true => self.create(&[]),
            false => Ok(()),
        }
    }

    /// Goes on with recovered work. `records` are those of the journal that it came from, which is removed
    /// once they are safe in another.
    pub fn adopt(
        &mut self,
        head: Head,
        project: Project,
        records: &[Vec<u8>],
        from: &Path,
    ) -> io::Result<()> {
        self.end();
        let written = self.write(&head, &project, records.get(1..).unwrap_or_default());
        self.open(head, project, records.len().saturating_sub(2));
        let file = written.inspect_err(|_| self.has_failed())?;
        if let Some(open) = &mut self.open {
            open.file = Some(file);
        }
        self.disk.remove(from)?;
        self.names.release(from);
        Ok(())
    }

    fn open(&mut self, head: Head, project: Project, steps: usize) {
        self.open = Some(Open {
            head,
            base: project.clone(),
            now: project,
            steps,
            file: None,
            has_failed: false,
        });
    }

    /// Adds a step. `project` is the one after it.
    pub fn step(&mut self, step: &Step, project: Project) -> io::Result<()> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        let record = step.to_record(&project);
        if step.kind != StepKind::Draft {
            open.now = project;
        }
        open.steps += 1;
        let mut done = Ok(());
        if open.file.is_none() && !open.has_failed {
            done = self.create(&[]);
        }
        let file = self.open.as_mut().and_then(|open| open.file.as_mut());
        done = match (done, file, record) {
            (Ok(()), Some((log, _)), Some(record)) => log.append(&self.disk, &record),
            (Err(error), ..) => Err(error),
            _ => Err(io::Error::other("the step can’t be written down")),
        };
        // Whatever hinders a step, the project may still be written as one piece.
        done.or_else(|error| self.begin_again().map_err(|_| error))
    }

    /// After a failure: what there is now, as one piece, in a journal of its own.
    fn begin_again(&mut self) -> io::Result<()> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        let earlier = open.file.take();
        open.base = open.now.clone();
        open.head.is_unsaved = true;
        self.create(&[])?;
        // The new one holds all that the old one held. Without a new one the old one is better than none:
        // it stays, for the next start to find.
        self.remove(earlier);
        Ok(())
    }

    /// The project as it was after `steps` steps is in a file now. The journal goes, or begins anew from there.
    pub fn saved(&mut self, head: Head, project: Project, steps: usize) -> io::Result<()> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        let later = open.steps.saturating_sub(steps);
        let earlier = open.file.take();
        let records = match &earlier {
            Some((log, _)) if later > 0 => last_records(&self.disk, log.path(), later),
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
            self.create(&records)?;
        }
        self.remove(earlier);
        Ok(())
    }

    /// Nothing is left to lose: the journal goes.
    pub fn end(&mut self) {
        let file = self.open.take().and_then(|open| open.file);
        self.remove(file);
    }

    /// Returns when every step is safe on the disk.
    pub fn sync(&mut self) -> io::Result<()> {
        let file = self.open.as_ref().and_then(|open| open.file.as_ref());
        let done = file.map_or(Ok(()), |(log, _)| log.sync(&self.disk));
        done.or_else(|error| self.begin_again().map_err(|_| error))
    }

    /// Writes the journal anew, with these steps.
    fn create(&mut self, steps: &[Vec<u8>]) -> io::Result<()> {
        let Some(open) = &self.open else {
            return Ok(());
        };
        let mut records = vec![snapshot(&open.base)];
        records.extend_from_slice(steps);
        let file = self.write(&open.head, &open.base, &records);
        let file = file.inspect_err(|_| self.has_failed())?;
        if let Some(open) = &mut self.open {
            open.file = Some(file);
            open.has_failed = false;
        }
        Ok(())
    }

    fn has_failed(&mut self) {
        if let Some(open) = &mut self.open {
            open.has_failed = true;
        }
    }

    fn write(
        &self,
        head: &Head,
        project: &Project,
        rest: &[Vec<u8>],
    ) -> io::Result<(Log, N::Hold)> {
        let (path, hold) = self.names.claim(head, project)?;
        let head = head.to_record();
        let records = std::iter::once(&head[..]).chain(rest.iter().map(Vec::as_slice));
        Ok((Log::create(&self.disk, &path, records)?, hold))
    }

    fn remove(&self, file: Option<(Log, N::Hold)>) {
        let Some((log, _hold)) = file else {
            return;
        };
        if let Err(error) = self.disk.remove(log.path()) {
            log::warn!("{} was not removed: {error}", log.path().display());
        }
        self.names.release(log.path());
    }
}

/// The contents of a journal's last records.
fn last_records<D: Disk>(disk: &D, path: &Path, number: usize) -> Vec<Vec<u8>> {
    let Ok(bytes) = disk.read(path) else {
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
