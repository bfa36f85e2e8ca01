//! The journal's file: a mark, then records. A record is its length (4 bytes, little-endian), 16 bytes of
//! SHA-256 over the checksum before it, the length and the content, and the content.
//!
//! Because each checksum covers the one before it, no record can be changed, left out, repeated or moved
//! unnoticed. Reading stops at the first record that doesn't fit and keeps all before it.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::storage::disk::{Disk, Readers, Scratch, folder_of};

/// How a journal begins.
const MARK: &[u8] = b"claimdesk journal 1\n";
const SUM: usize = 16;
const HEADER: usize = 4 + SUM;

type Sum = [u8; SUM];

/// The checksum of a record after one with the checksum `before`.
fn sum(before: &Sum, content: &[u8]) -> Sum {
    let mut digest = Sha256::new();
    digest.update(before);
    digest.update(length(content));
    digest.update(content);
    let whole = digest.finalize();
    let mut sum = Sum::default();
    sum.copy_from_slice(&whole[..SUM]);
    sum
}

fn length(content: &[u8]) -> [u8; 4] {
    // A text has fewer than 2^32 bytes, and so has a step.
    u32::try_from(content.len())
        .unwrap_or(u32::MAX)
        .to_le_bytes()
}

fn add(out: &mut Vec<u8>, before: &mut Sum, content: &[u8]) {
    *before = sum(before, content);
    out.extend_from_slice(&length(content));
    out.extend_from_slice(before);
    out.extend_from_slice(content);
}

/// A journal that is being written. Its first two records are the head and the project it begins from.
#[derive(Debug)]
pub struct Log {
    path: PathBuf,
    last: Sum,
}

impl Log {
    /// Writes a journal with everything that it has so far, in place of one that may be there. It is safe on
    /// the disk when this returns.
    pub fn create<'a, D: Disk>(
        disk: &D,
        path: &Path,
        records: impl IntoIterator<Item = &'a [u8]>,
    ) -> io::Result<Self> {
        let mut bytes = MARK.to_vec();
        let mut last = Sum::default();
        for record in records {
            add(&mut bytes, &mut last, record);
        }
        let scratch = Scratch::new(disk, path, Readers::UserOnly)?;
        disk.append(scratch.path(), &bytes)?;
        disk.sync(scratch.path())?;
        scratch.put(path)?;
        disk.sync_folder(folder_of(path))?;
        Ok(Self {
            path: path.to_owned(),
            last,
        })
    }

    /// Writes a record after the others. It is safe after the next [`Log::sync`].
    ///
    /// After an error the file may end in half a record: make the journal anew.
    pub fn append<D: Disk>(&mut self, disk: &D, content: &[u8]) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(HEADER + content.len());
        let mut last = self.last;
        add(&mut bytes, &mut last, content);
        disk.append(&self.path, &bytes)?;
        self.last = last;
        Ok(())
    }

    /// Returns when every record is safe on the disk.
    pub fn sync<D: Disk>(&self, disk: &D) -> io::Result<()> {
        disk.sync(&self.path)
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// Why a journal ends before its file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The last record was not written whole. This many bytes are left over.
    Torn(usize),
    /// From here on, this many bytes can't be trusted.
    Changed(usize),
}

/// The records of a journal, as far as they can be trusted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents<'a> {
    pub records: Vec<&'a [u8]>,
    pub damage: Option<Damage>,
}

/// Reads a journal. What doesn't begin as one has no records.
pub fn read(bytes: &[u8]) -> Contents<'_> {
    let Some(mut rest) = bytes.strip_prefix(MARK) else {
        let damage = match MARK.starts_with(bytes) {
            true => Damage::Torn(bytes.len()),
            false => Damage::Changed(bytes.len()),
        };
        return Contents {
            records: Vec::new(),
            damage: Some(damage),
        };
    };
    let mut records = Vec::new();
    let mut last = Sum::default();
    while !rest.is_empty() {
        let Some((content, after)) = split(rest) else {
            let damage = Some(Damage::Torn(rest.len()));
            return Contents { records, damage };
        };
        let expected = sum(&last, content);
        if rest[4..HEADER] != expected {
            let damage = match after.is_empty() {
                true => Damage::Torn(rest.len()),
                false => Damage::Changed(rest.len()),
            };
            let damage = Some(damage);
            return Contents { records, damage };
        }
        records.push(content);
        (last, rest) = (expected, after);
    }
    Contents {
        records,
        damage: None,
    }
}

/// The first record's content and what follows it, if there is as much as its length says.
fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let content = rest.get(SUM..)?;
    content.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)
}
