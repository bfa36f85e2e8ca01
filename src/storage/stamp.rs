//! By what a file is recognised as the one that was read: cheap to take, so that it can be looked at often.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::SystemTime;

/// The first bytes of a project file reach past its checksum.
const HEAD: u64 = 512;

/// What is known of a file without reading it whole. Two that are equal are of the same content, but for an
/// edit that keeps length, time of change and checksum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileStamp {
    bytes: u64,
    modified: Option<SystemTime>,
    head: Vec<u8>,
}

impl FileStamp {
    /// The stamp of a file; `None` if it can't be read.
    pub fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        let mut head = Vec::new();
        File::open(path)
            .ok()?
            .take(HEAD)
            .read_to_end(&mut head)
            .ok()?;
        Some(Self {
            bytes: metadata.len(),
            modified: metadata.modified().ok(),
            head,
        })
    }
}
