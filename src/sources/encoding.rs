//! Which encoding bytes are in: byte order marks, UTF-8, UTF-16 by the statistics of its bytes, and for the
//! rest the detector of browsers (`chardetng`). The guess is recorded, and can be overruled by hand.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GB18030, MACINTOSH, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252,
};

/// How much of a file the detectors look at, in bytes.
const SAMPLE: usize = 1 << 20;

/// Encodings that can be chosen by hand: label of the Encoding Standard, and what it is for.
pub const ENCODINGS: &[(&str, &str)] = &[
    ("UTF-8", "all languages"),
    ("UTF-16LE", "all languages"),
    ("UTF-16BE", "all languages"),
    ("windows-1252", "Western European"),
    ("ISO-8859-15", "Western European, with €"),
    ("macintosh", "Western European, old Mac"),
    ("windows-1250", "Central European"),
    ("ISO-8859-2", "Central European"),
    ("ISO-8859-16", "Romanian"),
    ("windows-1257", "Baltic"),
    ("ISO-8859-13", "Baltic"),
    ("ISO-8859-4", "Baltic, old"),
    ("ISO-8859-10", "Nordic"),
    ("ISO-8859-14", "Celtic"),
    ("ISO-8859-3", "Maltese, Esperanto"),
    ("windows-1254", "Turkish"),
    ("windows-1251", "Cyrillic"),
    ("KOI8-R", "Russian"),
    ("KOI8-U", "Ukrainian"),
    ("ISO-8859-5", "Cyrillic"),
    ("IBM866", "Cyrillic, DOS"),
    ("x-mac-cyrillic", "Cyrillic, old Mac"),
    ("windows-1253", "Greek"),
    ("ISO-8859-7", "Greek"),
    ("windows-1255", "Hebrew"),
    ("ISO-8859-8", "Hebrew"),
    ("windows-1256", "Arabic"),
    ("ISO-8859-6", "Arabic"),
    ("windows-874", "Thai"),
    ("windows-1258", "Vietnamese"),
    ("gb18030", "Chinese, simplified"),
    ("Big5", "Chinese, traditional"),
    ("Shift_JIS", "Japanese"),
    ("EUC-JP", "Japanese"),
    ("ISO-2022-JP", "Japanese, mail"),
    ("EUC-KR", "Korean"),
];

/// The encoding that a byte order mark tells, and the length of the mark.
pub fn by_mark(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    Encoding::for_bom(bytes)
}

/// The likeliest encoding of bytes without a byte order mark.
pub fn guess(bytes: &[u8]) -> &'static Encoding {
    // Escape sequences are how ISO-2022-JP leaves ASCII.
    let may_escape = bytes.is_ascii() && bytes.contains(&0x1b);
    if std::str::from_utf8(bytes).is_ok() && !bytes.contains(&0) && !may_escape {
        return UTF_8;
    }
    if let Some(found) = utf16(bytes) {
        return found;
    }
    // Damage in one place doesn't make a long UTF-8 file anything else.
    if nearly_utf8(bytes) {
        return UTF_8;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, sample.len() == bytes.len());
    let found = detector.guess(None, Utf8Detection::Deny);
    if may_escape {
        let escaped = found == encoding_rs::ISO_2022_JP;
        return if escaped { found } else { UTF_8 };
    }
    // GB18030 holds all of GBK and more.
    let found = match found == encoding_rs::GBK {
        true => GB18030,
        false => found,
    };
    quotes_of_english(sample, found).unwrap_or(found)
}

/// In a text that is ASCII but for its quotation marks the detector has too little to go by. There the encoding
/// is the one in which every other character makes sense in such a text, if the detector's own doesn't.
fn quotes_of_english(sample: &[u8], found: &'static Encoding) -> Option<&'static Encoding> {
    let outside = sample.iter().filter(|byte| !byte.is_ascii()).count();
    if outside * 20 > sample.len() {
        return None;
    }
    let fits = |encoding: &&'static Encoding| {
        let text = encoding.decode_without_bom_handling_and_without_replacement(sample);
        text.is_some_and(|text| makes_sense_in_english(&text))
    };
    if fits(&found) {
        return None;
    }
    let others = [WINDOWS_1252, GB18030, BIG5, EUC_KR, SHIFT_JIS, MACINTOSH];
    others.into_iter().find(fits)
}

/// Whether all characters outside ASCII are typographic marks, or Latin letters within or before small letters.
fn makes_sense_in_english(text: &str) -> bool {
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let sensible = match character {
            '\0'..='\u{7f}' => true,
            '\u{a0}' | '£' | '§' | '«' | '»' | '°' | '½' | '€' | '\u{2010}'..='\u{2026}' => {
                true
            }
            '\u{df}'..='\u{17e}' if character.is_lowercase() => before.is_alphabetic(),
            '\u{c0}'..='\u{17d}' if character.is_uppercase() => {
                !before.is_alphabetic() && characters.peek().is_some_and(|next| next.is_lowercase())
            }
            _ => false,
        };
        if !sensible {
            return false;
        }
        before = character;
    }
    true
}

/// Whether all but a few of the sequences outside ASCII are good UTF-8.
fn nearly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 20 && bad * 100 < good
}

/// UTF-16 without a mark. Text in it has spaces, digits and line ends, whose high byte is zero, always on one
/// side of the pair; other encodings of text have no zero bytes at all.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let (pairs, _) = sample.as_chunks::<2>();
    if pairs.len() < 2 || !sample.contains(&0) {
        return None;
    }
    let is_plain = |unit: u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7e | 0x3000..=0x3002);
    let share = |unit: fn([u8; 2]) -> u16| {
        let units = pairs.iter().map(|pair| unit(*pair));
        let plain = units.clone().filter(|unit| is_plain(*unit)).count();
        let decoded = char::decode_utf16(units);
        let bad = decoded
            .filter(|c| !matches!(c, Ok(c) if !c.is_control() || "\t\n\r\u{c}".contains(*c)))
            .count();
        (plain, bad)
    };
    let (little, little_bad) = share(u16::from_le_bytes);
    let (big, big_bad) = share(u16::from_be_bytes);
    // One in a hundred: prose has more spaces than that, in Chinese at least line ends and commas.
    let fits = |plain: usize, other: usize, bad: usize| {
        plain * 100 >= pairs.len() && plain > other * 2 && bad * 100 <= pairs.len()
    };
    if fits(little, big, little_bad) {
        Some(UTF_16LE)
    } else if fits(big, little, big_bad) {
        Some(UTF_16BE)
    } else {
        None
    }
}
