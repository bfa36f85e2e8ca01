//! Bytes → string: UTF-8, or UTF-16 with a byte order mark. Other encodings are not guessed: a wrong guess
//! would change words without a sign.

use std::borrow::Cow;

use super::SourceError;

/// The share of control characters from which bytes don't count as text: one in this many.
const CONTROL_SHARE: usize = 20;

/// The characters of a file.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, SourceError> {
    if bytes.is_empty() {
        return Err(SourceError::Empty);
    }
    let string = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)?),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)?),
        _ => Cow::Borrowed(utf8(bytes)?),
    };
    refuse_binary(&string)?;
    Ok(string)
}

/// Refuses what is no text: NUL, or many control characters.
pub fn refuse_binary(text: &str) -> Result<(), SourceError> {
    let bytes = text.bytes();
    match text.contains('\0')
        || too_many_controls(
            bytes.clone().filter(|b| is_control(*b)).count(),
            bytes.len(),
        ) {
        true => Err(SourceError::Binary),
        false => Ok(()),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, SourceError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let controls = bytes.iter().filter(|byte| is_control(**byte)).count();
        if bytes.starts_with(b"%PDF-") {
            return SourceError::Unread("a PDF");
        }
        if bytes.contains(&0) || too_many_controls(controls, bytes.len()) {
            return SourceError::Binary;
        }
        let offset = error.valid_up_to();
        let line = 1 + bytes[..offset]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        SourceError::NotUtf8 { line, offset }
    })
}

/// Decodes what follows a byte order mark. Offsets in errors count from the start of the file.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, SourceError> {
    const MARK: usize = 2;
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let fault = |text: &str, offset: usize| SourceError::NotUtf16 {
        line: 1 + text.matches('\n').count(),
        offset,
    };
    let mut offset = MARK;
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let character = decoded.map_err(|_| fault(&text, offset))?;
        text.push(character);
        offset += 2 * character.len_utf16();
    }
    match rest {
        [] => Ok(text),
        _ => Err(fault(&text, offset)),
    }
}

/// Control characters that text doesn't have; tab, line ends, form feed and escape are fine.
fn is_control(byte: u8) -> bool {
    (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)) || byte == 0x7f
}

fn too_many_controls(controls: usize, bytes: usize) -> bool {
    controls * CONTROL_SHARE > bytes
}
