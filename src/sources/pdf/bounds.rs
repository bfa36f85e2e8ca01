//! What the streams of a PDF unpack to, measured before anything else is done with the file: a few kilobytes may
//! stand for gigabytes, and the parser unpacks without a bound.

mod filters;

use std::io::Read;

use filters::{Filter, Named};

use crate::sources::SourceError;
use crate::sources::limits::{Deadline, MAX_PDF_STREAM, MAX_PDF_UNPACKED};

/// How often what is unpacked may be packed again.
const MOST_LAYERS: usize = 4;
/// What data may be whose dictionary doesn't say.
const LIKELY: [Filter; 3] = [
    Filter::Flate,
    Filter::Lzw { early: true },
    Filter::RunLength,
];
/// How far before a stream its dictionary is looked for, in bytes.
const DICTIONARY: usize = 2048;

/// Refuses a file that would unpack to more than is allowed.
pub fn check(bytes: &[u8], deadline: Deadline) -> Result<(), SourceError> {
    let mut left = MAX_PDF_UNPACKED;
    let (mut at, mut end) = (0, 0);
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
        // All since the last stream, whatever a comment may pretend.
        let before = &bytes[end.min(word)..word];
        let is_picture = find(dictionary(before), b"/Image").is_some();
        let most = match is_picture {
            true => MAX_PDF_STREAM,
            false => left.min(MAX_PDF_STREAM),
        };
        let mut length = 0;
        for chain in chains(bytes, before, &bytes[start..]) {
            deadline.check()?;
            length = length.max(unpacked(&bytes[start..], before, &chain, most)?);
        }
        if length > most {
            return Err(too_much());
        }
        if !is_picture {
            left -= length;
        }
        at = start;
        end = start;
    }
    Ok(())
}

fn too_much() -> SourceError {
    SourceError::TooMuch {
        what: "bytes when unpacked",
        max: MAX_PDF_UNPACKED,
    }
}

/// The ways in which a stream may be packed. Where nothing is named, data that begin as Flate does are that.
fn chains(file: &[u8], before: &[u8], data: &[u8]) -> Vec<Vec<Filter>> {
    let mut chains = Vec::new();
    for named in filters::named(before) {
        match named {
            Named::Here(chain) => chains.push(chain),
            Named::Elsewhere(number) => match elsewhere(file, number) {
                Some(Named::Here(chain)) => chains.push(chain),
                _ => chains.extend(LIKELY.map(|filter| vec![filter])),
            },
        }
    }
    let is_flate = matches!(data, [first, second, ..]
        if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]).is_multiple_of(31));
    if is_flate {
        chains.push(vec![Filter::Flate]);
    }
    chains.sort_unstable();
    chains.dedup();
    chains
}

/// The filters that another object names.
fn elsewhere(file: &[u8], number: usize) -> Option<Named> {
    let head = format!("{number} 0 obj");
    let mut from = 0;
    while let Some(found) = find(&file[from..], head.as_bytes()) {
        let at = from + found;
        from = at + head.len();
        if at == 0 || !file[at - 1].is_ascii_digit() {
            return filters::value(&file[from..], true);
        }
    }
    None
}

/// How many bytes a stream unpacks to, layer by layer the most; one more than `most` where it is too much.
fn unpacked(
    data: &[u8],
    before: &[u8],
    chain: &[Filter],
    most: usize,
) -> Result<usize, SourceError> {
    if chain.len() > MOST_LAYERS {
        return Err(SourceError::TooMuch {
            what: "layers of packing in a stream",
            max: MOST_LAYERS,
        });
    }
    // Flate knows its end; other data end where the dictionary or the next word says.
    let data = match chain.first() {
        Some(Filter::Flate) => data,
        _ => &data[..extent(data, before)],
    };
    let mut longest = 0;
    for layers in 1..=chain.len() {
        let packed: Box<dyn Read + '_> = Box::new(data);
        let undone = chain[..layers]
            .iter()
            .fold(packed, |data, filter| filter.undo(data));
        longest = longest.max(drain(undone.take(most as u64 + 1)));
        if longest > most {
            break;
        }
    }
    Ok(longest)
}

/// How long a stream is at the most: up to the word that ends it, or as its dictionary says.
fn extent(data: &[u8], before: &[u8]) -> usize {
    let word = find(data, b"endstream").unwrap_or(data.len());
    let key = b"/Length".as_slice();
    let said = before.windows(key.len()).rposition(|window| window == key);
    let digits = said.map_or(&[][..], |at| before[at + key.len()..].trim_ascii_start());
    let digits = digits
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .take(9);
    let said = digits.fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0'));
    word.max(said).min(data.len())
}

fn dictionary(before: &[u8]) -> &[u8] {
    let near = &before[before.len().saturating_sub(DICTIONARY)..];
    let start = near
        .windows(4)
        .rposition(|window| window == b" obj")
        .unwrap_or(0);
    &near[start..]
}

/// Reads to the end or the first fault; gives the count.
fn drain(mut reader: impl Read) -> usize {
    let mut buffer = [0; 1 << 14];
    let mut length = 0;
    while let Ok(read) = reader.read(&mut buffer) {
        if read == 0 {
            break;
        }
        length += read;
    }
    length
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
