//! A zip archive of parts, read within limits. An archive in an archive is never opened.

use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::sources::SourceError;
use crate::sources::limits::{MAX_PACKAGE_PARTS, MAX_UNPACKED};

/// What each entry of the list of parts begins with.
const HEAD: &[u8] = b"PK\x01\x02";

pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: usize,
}

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, SourceError> {
        let too_many = SourceError::TooMuch {
            what: "parts",
            max: MAX_PACKAGE_PARTS,
        };
        // The list of parts is made before it can be asked how long it is. A part may hold the same four bytes.
        let heads = memchr::memmem::find_iter(bytes, HEAD).take(2 * MAX_PACKAGE_PARTS + 1);
        if heads.count() > 2 * MAX_PACKAGE_PARTS {
            return Err(too_many);
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(refusal)?;
        if archive.len() > MAX_PACKAGE_PARTS {
            return Err(too_many);
        }
        Ok(Self {
            archive,
            left: MAX_UNPACKED,
        })
    }

    /// The characters of a part, `None` if there is none of that name. UTF-8, or UTF-16 with a mark.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, SourceError> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(refusal(error)),
        };
        let known = [CompressionMethod::Stored, CompressionMethod::Deflated];
        if !known.contains(&part.compression()) {
            return Err(SourceError::PackedOddly);
        }
        let mut bytes = Vec::new();
        // What the archive says of sizes isn't believed: one byte more than allowed is read, and no more.
        let mut limited = part.take(self.left as u64 + 1);
        let read = limited.read_to_end(&mut bytes);
        read.map_err(|error| SourceError::Damaged(format!("{name} can’t be unpacked ({error})")))?;
        if bytes.len() > self.left {
            return Err(SourceError::TooMuch {
                what: "bytes when unpacked",
                max: MAX_UNPACKED,
            });
        }
        self.left -= bytes.len();
        let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
        Ok(Some(text.into_owned()))
    }

    /// As [`Package::part`], for a part that must be there.
    pub fn needed(&mut self, name: &str) -> Result<String, SourceError> {
        let part = self.part(name)?;
        part.ok_or_else(|| SourceError::Damaged(format!("it has no part {name}")))
    }
}

fn refusal(error: ZipError) -> SourceError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SourceError::Locked,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            SourceError::PackedOddly
        }
        ZipError::InvalidArchive(_) => SourceError::Damaged("it is not a whole archive".into()),
        error => SourceError::Damaged(format!("its archive can’t be read ({error})")),
    }
}
