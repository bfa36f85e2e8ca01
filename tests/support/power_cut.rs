//! A disk that loses power. What was not synced may be lost, torn or written in another order, name by name
//! and sector by sector; each rename happens or doesn't. The same seed gives the same accident.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use claimdesk::storage::disk::{Disk, Found, Readers};

/// Bytes that are written as one piece or not at all.
const SECTOR: usize = 64;

/// One change of names that is not safe yet.
#[derive(Clone)]
enum Naming {
    Put(PathBuf, usize),
    Gone(PathBuf),
    Moved(PathBuf, PathBuf, usize),
}

#[derive(Clone, Default)]
struct Bytes {
    /// As programs see them. Files only grow here, so what is safe is a beginning of them.
    live: Vec<u8>,
    safe: usize,
}

struct State {
    rng: fastrand::Rng,
    files: Vec<Bytes>,
    live: BTreeMap<PathBuf, usize>,
    safe: BTreeMap<PathBuf, usize>,
    unsafe_names: Vec<Naming>,
    /// Operations until the power goes; `None` never.
    left: Option<usize>,
    done: usize,
    is_off: bool,
}

pub struct PowerCut(RefCell<State>);

impl PowerCut {
    /// An empty disk whose power goes at operation `at`, counted from 1.
    pub fn new(seed: u64, at: Option<usize>) -> Self {
        Self(RefCell::new(State {
            rng: fastrand::Rng::with_seed(seed),
            files: Vec::new(),
            live: BTreeMap::new(),
            safe: BTreeMap::new(),
            unsafe_names: Vec::new(),
            left: at,
            done: 0,
            is_off: false,
        }))
    }

    pub fn is_off(&self) -> bool {
        self.0.borrow().is_off
    }

    /// Operations so far.
    pub fn done(&self) -> usize {
        self.0.borrow().done
    }

    pub fn names(&self) -> Vec<PathBuf> {
        self.0.borrow().live.keys().cloned().collect()
    }

    /// The disk after the power is back; it goes again after `at` operations.
    pub fn restarted(self, at: Option<usize>) -> Self {
        let mut state = self.0.into_inner();
        let mut names = state.safe.clone();
        for naming in std::mem::take(&mut state.unsafe_names) {
            if state.rng.bool() {
                naming.apply(&mut names);
            }
        }
        for bytes in &mut state.files {
            bytes.lose(&mut state.rng);
        }
        Self(RefCell::new(State {
            safe: names.clone(),
            live: names,
            left: at,
            done: 0,
            is_off: false,
            ..state
        }))
    }

    /// Runs an operation, or cuts the power in the middle of it.
    fn run<T>(&self, operation: impl FnOnce(&mut State) -> Result<T>) -> Result<T> {
        let mut state = self.0.borrow_mut();
        let off = || Error::other("the power is off");
        if state.is_off {
            return Err(off());
        }
        state.done += 1;
        if state.left == Some(state.done) {
            state.is_off = true;
            // Half of the time the operation has reached the disk before the power went, not safely.
            if state.rng.bool() {
                let _ = operation(&mut state);
            }
            return Err(off());
        }
        operation(&mut state)
    }
}

impl Naming {
    fn apply(&self, names: &mut BTreeMap<PathBuf, usize>) {
        match self {
            Self::Put(name, file) => {
                names.insert(name.clone(), *file);
            }
            Self::Gone(name) => {
                names.remove(name);
            }
            Self::Moved(from, to, file) => {
                if names.get(from) == Some(file) {
                    names.remove(from);
                }
                names.insert(to.clone(), *file);
            }
        }
    }
}

impl Bytes {
    /// What is left of the bytes that were not safe.
    fn lose(&mut self, rng: &mut fastrand::Rng) {
        let unsafe_bytes = self.live.split_off(self.safe);
        match rng.u8(..4) {
            0 => {}
            1 => self.live.extend(unsafe_bytes),
            2 => {
                let torn = rng.usize(..=unsafe_bytes.len());
                self.live.extend(&unsafe_bytes[..torn]);
            }
            _ => {
                // Sectors in any order: those that didn't come are zeros where later ones did.
                let mut kept = self.live.len();
                for sector in unsafe_bytes.chunks(SECTOR) {
                    if rng.bool() {
                        self.live.extend(sector);
                        kept = self.live.len();
                    } else {
                        self.live.extend(vec![0; sector.len()]);
                    }
                }
                // Some systems keep the length, others cut it to what came.
                if rng.bool() {
                    self.live.truncate(kept);
                }
            }
        }
        self.safe = self.live.len();
    }
}

impl State {
    fn at(&self, path: &Path) -> Result<usize> {
        let found = self.live.get(path).copied();
        found.ok_or_else(|| Error::from(ErrorKind::NotFound))
    }

    fn name(&mut self, naming: Naming) {
        naming.apply(&mut self.live);
        self.unsafe_names.push(naming);
    }

    fn fresh(&mut self, beside: &Path) -> PathBuf {
        beside.with_file_name(format!("fresh-{}", self.rng.u64(..)))
    }
}

impl Disk for PowerCut {
    fn look(&self, path: &Path) -> Result<Found> {
        let state = self.0.borrow();
        Ok(match state.live.contains_key(path) {
            true => Found::File,
            false => Found::Nothing,
        })
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>> {
        let state = self.0.borrow();
        Ok(state.files[state.at(path)?].live.clone())
    }

    fn make_beside(&self, target: &Path, _: Readers) -> Result<PathBuf> {
        self.run(|state| {
            let name = state.fresh(target);
            state.files.push(Bytes::default());
            let file = state.files.len() - 1;
            state.name(Naming::Put(name.clone(), file));
            Ok(name)
        })
    }

    fn keep_beside(&self, path: &Path) -> Result<PathBuf> {
        self.run(|state| {
            let file = state.at(path)?;
            let name = state.fresh(path);
            state.name(Naming::Put(name.clone(), file));
            Ok(name)
        })
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        self.run(|state| {
            let file = state.at(path)?;
            state.files[file].live.extend(bytes);
            Ok(())
        })
    }

    fn sync(&self, path: &Path) -> Result<()> {
        let is_on = self.run(|state| state.at(path))?;
        let mut state = self.0.borrow_mut();
        let file = &mut state.files[is_on];
        file.safe = file.live.len();
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.run(|state| {
            let file = state.at(from)?;
            // As on real disks: two names of one file both stay.
            if state.live.get(to) != Some(&file) {
                state.name(Naming::Moved(from.to_owned(), to.to_owned(), file));
            }
            Ok(())
        })
    }

    fn remove(&self, path: &Path) -> Result<()> {
        self.run(|state| {
            state.at(path)?;
            state.name(Naming::Gone(path.to_owned()));
            Ok(())
        })
    }

    fn sync_folder(&self, _: &Path) -> Result<()> {
        let done = self.run(|_| Ok(()));
        if done.is_ok() {
            let mut state = self.0.borrow_mut();
            state.safe = state.live.clone();
            state.unsafe_names.clear();
        }
        done
    }
}
