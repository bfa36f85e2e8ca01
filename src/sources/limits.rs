//! What a reader may use up. A file that wants more is refused with a sentence, whatever it is.

use std::time::{Duration, Instant};

use super::SourceError;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;
/// The largest web page, in bytes, without its pictures.
pub const MAX_PAGE_BYTES: usize = 16 << 20;
/// The most elements of a web page.
pub const MAX_ELEMENTS: usize = 200_000;
/// How deep elements may be nested in one another.
pub const MAX_NESTING: usize = 400;
/// The most parts of a mail, attachments and parts of parts included.
pub const MAX_MAIL_PARTS: usize = 2000;
/// The most parts of a package (DOCX, ODT, EPUB).
pub const MAX_PACKAGE_PARTS: usize = 10_000;
/// What the parts that are read may come to when unpacked, in bytes.
pub const MAX_UNPACKED: usize = 96 << 20;
/// The most chapters of a book.
pub const MAX_CHAPTERS: usize = 5000;
/// The most pages of a PDF.
pub const MAX_PDF_PAGES: usize = 3000;
/// The most steps that one page of a PDF may take to draw.
pub const MAX_PDF_STEPS: usize = 2_000_000;
/// The most signs on one page of a PDF.
pub const MAX_PDF_SIGNS: usize = 200_000;
/// How deep drawings of a PDF may be nested in one another.
pub const MAX_PDF_NESTING: usize = 16;
/// What one stream of a PDF may unpack to, in bytes.
pub const MAX_PDF_STREAM: usize = 256 << 20;
/// What all streams of a PDF that are no pictures may unpack to, in bytes.
pub const MAX_PDF_UNPACKED: usize = 256 << 20;
/// How long one file may be read.
const MAX_TIME: Duration = Duration::from_secs(8);

/// When reading has to end.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// A deadline that starts now.
    pub fn start() -> Self {
        Self(Instant::now() + MAX_TIME)
    }

    /// Whether there is time left. Loops over what a file holds ask this.
    pub fn check(self) -> Result<(), SourceError> {
        match Instant::now() <= self.0 {
            true => Ok(()),
            false => Err(SourceError::TooSlow(MAX_TIME.as_secs())),
        }
    }
}
