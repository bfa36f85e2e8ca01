//! Bytes → string, in the encoding that is found or chosen. A character that doesn't fit is an error with its
//! place, except after a guess, where a lone damaged character is shown as U+FFFD instead of losing the file.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use super::{SourceError, encoding};

/// The share of control characters from which bytes don't count as text: one in this many.
const CONTROL_SHARE: usize = 20;
/// The share of characters that may be damaged under a guessed encoding: one in this many.
const DAMAGE_SHARE: usize = 100;

/// The characters of a file, and the encoding that gave them.
#[derive(Debug)]
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static Encoding,
}

/// The characters of a file whose encoding is not known.
pub fn text(bytes: &[u8]) -> Result<Decoded<'_>, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    if let Some((encoding, mark)) = encoding::by_mark(bytes) {
        return exact(bytes, mark, encoding);
    }
    let encoding = encoding::guess(bytes);
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    refuse_binary(&text)?;
    if damaged {
        let broken = text.matches('\u{fffd}').count();
        if broken * DAMAGE_SHARE > text.chars().count() {
            return Err(SourceError::Binary);
        }
    }
    Ok(Decoded { text, encoding })
}

/// The characters of a file in the encoding that the analyst chose. A byte order mark is left out.
pub fn text_as<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
) -> Result<Decoded<'a>, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    let mark = match encoding::by_mark(bytes) {
        Some((marked, mark)) if marked == encoding => mark,
        _ => 0,
    };
    exact(bytes, mark, encoding)
}

fn exact<'a>(
    bytes: &'a [u8],
    mark: usize,
    encoding: &'static Encoding,
) -> Result<Decoded<'a>, SourceError> {
    let body = &bytes[mark..];
    match encoding.decode_without_bom_handling_and_without_replacement(body) {
        Some(text) => {
            refuse_binary(&text)?;
            Ok(Decoded { text, encoding })
        }
        None => {
            let offset = mark + first_fault(body, encoding);
            Err(SourceError::NotIn {
                encoding: encoding.name(),
                line: 1 + line_ends(&bytes[mark..offset], encoding),
                offset,
            })
        }
    }
}

/// The byte at which decoding fails.
fn first_fault(bytes: &[u8], encoding: &'static Encoding) -> usize {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = vec![0; 1 << 14];
    let mut read_in_all = 0;
    loop {
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(&bytes[read_in_all..], &mut out, true);
        read_in_all += read;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return bytes.len(),
            encoding_rs::DecoderResult::Malformed(bad, after) => {
                return read_in_all.saturating_sub(usize::from(bad) + usize::from(after));
            }
        }
    }
}

fn line_ends(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    text.matches('\n').count()
}

/// Refuses what is no text: NUL, or many control characters.
pub fn refuse_binary(text: &str) -> Result<(), SourceError> {
    let controls = text.bytes().filter(|byte| is_control(*byte)).count();
    if text.contains('\0') || controls * CONTROL_SHARE > text.len() {
        return Err(SourceError::Binary);
    }
    Ok(())
}

/// Control characters that text doesn't have; tab, line ends, form feed and escape are fine.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)) || byte == 0x7f
}
