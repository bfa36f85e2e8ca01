//! Strings outside a page's content, such as titles: UTF-16 or UTF-8 with a mark, else one byte a character
//! (ISO 32000-2, 7.9.2.2).

/// The characters of PDFDocEncoding from 0x80 to 0xA0 (ISO 32000-2, annex D.3).
const UPPER: [char; 33] = [
    '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™',
    'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
];

/// The characters of a string, without controls.
pub fn text(bytes: &[u8]) -> String {
    let text = if bytes.starts_with(&[0xfe, 0xff]) {
        encoding_rs::UTF_16BE
            .decode_without_bom_handling(&bytes[2..])
            .0
    } else if bytes.starts_with(&[0xff, 0xfe]) {
        encoding_rs::UTF_16LE
            .decode_without_bom_handling(&bytes[2..])
            .0
    } else if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        String::from_utf8_lossy(&bytes[3..])
    } else {
        bytes
            .iter()
            .map(|byte| character(*byte))
            .collect::<String>()
            .into()
    };
    text.chars().filter(|c| !c.is_control()).collect()
}

fn character(byte: u8) -> char {
    match byte {
        0x80..=0xa0 => UPPER[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}
