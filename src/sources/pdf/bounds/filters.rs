//! The ways in which streams of a PDF are packed, undone bit by bit and never as a whole (ISO 32000-2, 7.4), and
//! which of them a stream's dictionary names.

use std::io::{BufReader, Read, Result};

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// A way of packing that can make data larger or smaller. Those of pictures are never undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    Flate,
    /// Whether codes become longer one code early, as they usually do.
    Lzw {
        early: bool,
    },
    RunLength,
    Hex,
    Base85,
}

impl Filter {
    fn of_name(name: &[u8], early: bool) -> Option<Self> {
        Some(match name {
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"LZWDecode" | b"LZW" => Self::Lzw { early },
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"ASCIIHexDecode" | b"AHx" => Self::Hex,
            b"ASCII85Decode" | b"A85" => Self::Base85,
            _ => return None,
        })
    }

    /// What the data are before they were packed in this way.
    pub fn undo<'a>(self, data: Box<dyn Read + 'a>) -> Box<dyn Read + 'a> {
        match self {
            Self::Flate => Box::new(Flate::new(data)),
            Self::Lzw { early } => Box::new(Unpacked::new(Lzw::new(data, early))),
            Self::RunLength => Box::new(Unpacked::new(RunLength(BufReader::new(data)))),
            Self::Hex => Box::new(Unpacked::new(Hex(Some(BufReader::new(data))))),
            Self::Base85 => Box::new(Unpacked::new(Base85(Some(BufReader::new(data))))),
        }
    }
}

/// What stands behind `/Filter`.
#[derive(Debug, PartialEq, Eq)]
pub enum Named {
    /// In the order in which they are undone, up to the first that is one of pictures.
    Here(Vec<Filter>),
    /// In another object, by its number.
    Elsewhere(usize),
}

/// The filters that a dictionary names, each time it does: a name may stand in a comment or in a dictionary within.
pub fn named(dictionary: &[u8]) -> Vec<Named> {
    let early = !is_late(dictionary);
    let mut all = Vec::new();
    let mut rest = dictionary;
    while let Some((name, after)) = next_name(rest) {
        rest = after;
        if name == b"Filter" {
            all.extend(value(after, early));
        }
    }
    all
}

/// The value at the beginning of some bytes: a name, a row of names or a reference.
pub fn value(bytes: &[u8], early: bool) -> Option<Named> {
    let bytes = bytes.trim_ascii_start();
    if let Some(number) = bytes.first().filter(|byte| byte.is_ascii_digit()) {
        let digits = bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .take(9);
        let number = digits
            .skip(1)
            .fold(usize::from(number - b'0'), |sum, digit| {
                sum * 10 + usize::from(digit - b'0')
            });
        return Some(Named::Elsewhere(number));
    }
    let row = match bytes.first() {
        Some(b'[') => {
            let end = bytes.iter().position(|byte| *byte == b']');
            &bytes[..end.unwrap_or(bytes.len())]
        }
        Some(b'/') => {
            let (_, after) = next_name(bytes)?;
            &bytes[..bytes.len() - after.len()]
        }
        _ => return None,
    };
    let mut filters = Vec::new();
    let mut rest = row;
    while let Some((name, after)) = next_name(rest) {
        rest = after;
        // Locked data have the length that they have.
        match Filter::of_name(&name, early) {
            Some(filter) => filters.push(filter),
            None if name == b"Crypt" => {}
            None => break,
        }
    }
    Some(Named::Here(filters))
}

fn is_late(dictionary: &[u8]) -> bool {
    let mut rest = dictionary;
    while let Some((name, after)) = next_name(rest) {
        rest = after;
        if name == b"EarlyChange" && after.trim_ascii_start().first() == Some(&b'0') {
            return true;
        }
    }
    false
}

/// The next name without its stroke, `#` and two digits being one byte, and what stands behind it.
fn next_name(bytes: &[u8]) -> Option<(Vec<u8>, &[u8])> {
    let start = bytes.iter().position(|byte| *byte == b'/')? + 1;
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"\0/[]<>(){}%".contains(byte);
    let length = bytes[start..].iter().position(ends);
    let end = length.map_or(bytes.len(), |length| start + length);
    let mut name = Vec::new();
    let mut at = start;
    while at < end {
        let coded = bytes
            .get(at + 1..(at + 3).min(end))
            .filter(|it| it.len() == 2);
        let digits = coded.filter(|_| bytes[at] == b'#').and_then(|two| {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            Some((digit(two[0])? * 16 + digit(two[1])?) as u8)
        });
        name.push(digits.unwrap_or(bytes[at]));
        at += if digits.is_some() { 3 } else { 1 };
    }
    Some((name, &bytes[end..]))
}

/// Deflate with its head, or without where the head isn't one.
enum Flate<'a> {
    Zlib(ZlibDecoder<Box<dyn Read + 'a>>),
    Raw(DeflateDecoder<Box<dyn Read + 'a>>),
}

impl<'a> Flate<'a> {
    fn new(mut data: Box<dyn Read + 'a>) -> Self {
        let mut head = [0; 2];
        let mut length = 0;
        while let Some(room) = head.get_mut(length..).filter(|room| !room.is_empty()) {
            match data.read(room) {
                Ok(read) if read > 0 => length += read,
                _ => break,
            }
        }
        let is_head = head[0] & 0x0f == 8 && u16::from_be_bytes(head).is_multiple_of(31);
        let head = std::io::Cursor::new(head).take(length as u64);
        let data: Box<dyn Read + 'a> = Box::new(head.chain(data));
        match is_head {
            true => Self::Zlib(ZlibDecoder::new(data)),
            false => Self::Raw(DeflateDecoder::new(data)),
        }
    }
}

impl Read for Flate<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        match self {
            Self::Zlib(data) => data.read(buffer),
            Self::Raw(data) => data.read(buffer),
        }
    }
}

/// Something that gives its data in small pieces.
trait Pieces {
    /// Adds a piece to `out`, which is empty; adds none at the end.
    fn piece(&mut self, out: &mut Vec<u8>);
}

struct Unpacked<P> {
    pieces: P,
    ready: Vec<u8>,
    taken: usize,
}

impl<P: Pieces> Unpacked<P> {
    fn new(pieces: P) -> Self {
        Self {
            pieces,
            ready: Vec::new(),
            taken: 0,
        }
    }
}

impl<P: Pieces> Read for Unpacked<P> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        if self.taken == self.ready.len() {
            self.ready.clear();
            self.taken = 0;
            self.pieces.piece(&mut self.ready);
        }
        let left = &self.ready[self.taken..];
        let length = left.len().min(buffer.len());
        buffer[..length].copy_from_slice(&left[..length]);
        self.taken += length;
        Ok(length)
    }
}

fn byte(data: &mut impl Read) -> Option<u8> {
    let mut one = [0];
    (data.read(&mut one).ok()? == 1).then_some(one[0])
}

struct RunLength<R>(R);

impl<R: Read> Pieces for RunLength<R> {
    fn piece(&mut self, out: &mut Vec<u8>) {
        match byte(&mut self.0) {
            Some(length @ 0..=127) => {
                let wanted = u64::from(length) + 1;
                // A fault ends the data.
                let _ = self.0.by_ref().take(wanted).read_to_end(out);
            }
            Some(length @ 129..) => {
                if let Some(byte) = byte(&mut self.0) {
                    out.resize(257 - usize::from(length), byte);
                }
            }
            Some(128) | None => {}
        }
    }
}

/// The data, until their end was met.
struct Hex<R>(Option<R>);

impl<R: Read> Pieces for Hex<R> {
    fn piece(&mut self, out: &mut Vec<u8>) {
        let mut high = None;
        while let Some(byte) = self.0.as_mut().and_then(byte).filter(|it| *it != b'>') {
            let Some(digit) = char::from(byte).to_digit(16).map(|digit| digit as u8) else {
                continue;
            };
            match high {
                None => high = Some(digit),
                Some(high) => return out.push(high * 16 + digit),
            }
        }
        self.0 = None;
        out.extend(high.map(|high| high * 16));
    }
}

struct Base85<R>(Option<R>);

impl<R: Read> Pieces for Base85<R> {
    fn piece(&mut self, out: &mut Vec<u8>) {
        let mut sum = 0_u32;
        let mut digits = 0;
        while let Some(byte) = self.0.as_mut().and_then(byte) {
            match byte {
                b'z' if digits == 0 => return out.extend([0; 4]),
                b'!'..=b'u' => {
                    sum = sum.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                    digits += 1;
                    if digits == 5 {
                        return out.extend(sum.to_be_bytes());
                    }
                }
                b'~' => break,
                _ => {}
            }
        }
        self.0 = None;
        if digits > 1 {
            for _ in digits..5 {
                sum = sum.wrapping_mul(85).wrapping_add(84);
            }
            out.extend(&sum.to_be_bytes()[..digits - 1]);
        }
    }
}

/// The code that empties the table, and the one that ends the data.
const CLEAR: usize = 256;
const END: usize = 257;
/// Codes have twelve bits at the most.
const MOST_CODES: usize = 4096;

struct Lzw<R> {
    data: R,
    early: usize,
    bits: u32,
    count: u32,
    /// What was written since the table was emptied, as far as codes stand for parts of it.
    written: Vec<u8>,
    /// Start and length in `written` of each code from 258 on.
    codes: Vec<(usize, usize)>,
    last: Option<(usize, usize)>,
}

impl<'a> Lzw<BufReader<Box<dyn Read + 'a>>> {
    fn new(data: Box<dyn Read + 'a>, early: bool) -> Self {
        Self {
            data: BufReader::new(data),
            early: usize::from(early),
            bits: 0,
            count: 0,
            written: Vec::new(),
            codes: Vec::new(),
            last: None,
        }
    }
}

impl<R: Read> Lzw<R> {
    fn code(&mut self) -> Option<usize> {
        // The code that this one will make counts, but for the first.
        let next = END + 1 + self.codes.len() + usize::from(self.last.is_some()) + self.early;
        let width = match next {
            ..=512 => 9,
            513..=1024 => 10,
            1025..=2048 => 11,
            _ => 12,
        };
        while self.count < width {
            self.bits = self.bits << 8 | u32::from(byte(&mut self.data)?);
            self.count += 8;
        }
        self.count -= width;
        Some((self.bits >> self.count) as usize & ((1 << width) - 1))
    }
}

impl<R: Read> Pieces for Lzw<R> {
    fn piece(&mut self, out: &mut Vec<u8>) {
        loop {
            let Some(code) = self.code().filter(|code| *code != END) else {
                return;
            };
            if code == CLEAR {
                self.codes.clear();
                self.written.clear();
                self.last = None;
                continue;
            }
            let start = self.written.len();
            if code < CLEAR {
                out.push(code as u8);
            } else if let Some((from, length)) = self.codes.get(code - END - 1) {
                out.extend_from_slice(&self.written[*from..from + length]);
            } else if let Some((from, length)) = self.last {
                // The code that is only being made: the last words and their first byte.
                out.extend_from_slice(&self.written[from..from + length]);
                out.push(self.written[from]);
            } else {
                return;
            }
            if let Some((from, length)) = self.last
                && END + 1 + self.codes.len() < MOST_CODES
            {
                // The last words and the first byte of these, which is written right behind them.
                self.codes.push((from, length + 1));
            }
            // No code will stand for what comes once the table is full.
            if END + 1 + self.codes.len() < MOST_CODES {
                self.written.extend_from_slice(out);
                self.last = Some((start, out.len()));
            }
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Filter; 6] = [
        Filter::Flate,
        Filter::Lzw { early: true },
        Filter::Lzw { early: false },
        Filter::RunLength,
        Filter::Hex,
        Filter::Base85,
    ];

    fn undone(filter: Filter, data: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let data = filter.undo(Box::new(data)).take(1 << 16);
        // A fault ends the data.
        let _ = { data }.read_to_end(&mut out);
        out
    }

    #[test]
    fn each_gives_what_was_packed() {
        assert_eq!(undone(Filter::Hex, b"48 65 6C6c 6F7>rest"), b"Hellop");
        assert_eq!(undone(Filter::Base85, b"87cUR\nD]~>rest"), b"Hello");
        assert_eq!(
            undone(Filter::RunLength, b"\x04Hello\xfe!\x80rest"),
            b"Hello!!!"
        );
        // The example of ISO 32000-2, 7.4.4.2.
        let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(undone(ALL[1], &packed), b"-----A---B");
    }

    #[test]
    fn any_bytes_come_to_an_end() {
        let mut random = fastrand::Rng::with_seed(7);
        for _ in 0..300 {
            let length = random.usize(..200);
            let data: Vec<u8> = (0..length).map(|_| random.u8(..)).collect();
            for filter in ALL {
                assert!(undone(filter, &data).len() <= 1 << 16);
            }
            named(&data);
            value(&data, true);
        }
    }

    #[test]
    fn names_are_found_however_they_are_written() {
        let chain = vec![Filter::Base85, Filter::Flate];
        let all = named(b"<</Length 3/Filter[/ASCII85#44ecode\n/Fl]>>");
        assert_eq!(all, [Named::Here(chain)]);
        assert_eq!(named(b"/Filter 12 0 R"), [Named::Elsewhere(12)]);
        let late = named(b"/Filter/LZW/DecodeParms<</EarlyChange 0>>");
        assert_eq!(late, [Named::Here(vec![Filter::Lzw { early: false }])]);
        assert_eq!(named(b"/Filter/DCTDecode"), [Named::Here(Vec::new())]);
    }
}
