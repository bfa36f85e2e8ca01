//! What the streams of a PDF unpack to, measured before anything else is done with the file: a few kilobytes may
//! stand for gigabytes, and the parser unpacks without a bound.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::sources::SourceError;
use crate::sources::limits::{Deadline, MAX_PDF_STREAM, MAX_PDF_UNPACKED};

/// How often what is unpacked may be packed again.
const MOST_LAYERS: usize = 3;
/// How far before a stream its dictionary is looked for, in bytes.
const DICTIONARY: usize = 2048;

/// Refuses a file that would unpack to more than is allowed.
pub fn check(bytes: &[u8], deadline: Deadline) -> Result<(), SourceError> {
    let mut left = MAX_PDF_UNPACKED;
    let mut at = 0;
    while let Some(found) = find(&bytes[at..], b"stream") {
        let word = at + found;
        at = word + b"stream".len();
        if bytes[..word].ends_with(b"end") {
            continue;
        }
        deadline.check()?;
        let mut start = at;
        for end in [b'\r', b'\n'] {
            start += usize::from(bytes.get(start) == Some(&end));
        }
        let dictionary = dictionary(&bytes[..word]);
        let is_picture = find(dictionary, b"/Image").is_some();
        let most = if is_picture {
            MAX_PDF_STREAM
        } else {
            left.min(MAX_PDF_STREAM)
        };
        let (length, used) = unpacked(&bytes[start..], most, MOST_LAYERS);
        if length > most {
            return Err(SourceError::TooMuch {
                what: "bytes when unpacked",
                max: MAX_PDF_UNPACKED,
            });
        }
        if !is_picture {
            left -= length;
        }
        at = start + used;
    }
    Ok(())
}

fn dictionary(before: &[u8]) -> &[u8] {
    let near = &before[before.len().saturating_sub(DICTIONARY)..];
    let start = near
        .windows(4)
        .rposition(|window| window == b" obj")
        .unwrap_or(0);
    &near[start..]
}

/// How many bytes data unpack to, at most one more than `most`, and how many packed bytes that took. Data that
/// are not packed come to nothing: they are as long as they are.
fn unpacked(data: &[u8], most: usize, layers: usize) -> (usize, usize) {
    let zlib = match data {
        [first, second, ..] => {
            first & 0x0f == 8 && (u16::from(*first) * 256 + u16::from(*second)) % 31 == 0
        }
        _ => return (0, 0),
    };
    if !zlib {
        return (0, 0);
    }
    let mut reader = ZlibDecoder::new(data).take(most as u64 + 1);
    let (mut length, head) = drain(&mut reader);
    let used = reader.into_inner().total_in() as usize;
    if length == 0 {
        let mut raw = DeflateDecoder::new(&data[2..]).take(most as u64 + 1);
        length = drain(&mut raw).0;
    }
    // Packed again: unpack what came out, layer by layer, without keeping any of it.
    if layers > 1 && length <= most && head.len() >= 2 && head[0] & 0x0f == 8 {
        let mut inner = ZlibDecoder::new(ZlibDecoder::new(data)).take(most as u64 + 1);
        length = length.max(drain(&mut inner).0);
    }
    (length, used)
}

/// Reads to the end or the first fault; gives the count and the first bytes.
fn drain(reader: &mut impl Read) -> (usize, Vec<u8>) {
    let mut buffer = [0; 1 << 14];
    let (mut length, mut head) = (0, Vec::new());
    while let Ok(read) = reader.read(&mut buffer) {
        if read == 0 {
            break;
        }
        if head.is_empty() {
            head.extend_from_slice(&buffer[..read.min(8)]);
        }
        length += read;
    }
    (length, head)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        let at = from + at;
        if bytes[at..].starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}
