//! Rich Text Format (RTF 1.9.1): the words of the body with their paragraphs, notes at the end. Tables of fonts and
//! styles, pictures, headers, footers and fields' instructions are left out.

mod characters;

use encoding_rs::Encoding;

use super::limits::{Deadline, MAX_NESTING};
use super::{Found, SourceError, txt};
use characters::{by_charset, by_code_page, symbol};

const READER: &str = "rtf 1";
const MEDIA_TYPE: &str = "application/rtf";
/// The longest control word that is believed, in bytes.
const LONGEST_WORD: usize = 40;

/// Reads an RTF document.
pub fn read(bytes: &[u8], deadline: Deadline) -> Result<Found, SourceError> {
    if !bytes.starts_with(b"{\\rtf") {
        return Err(SourceError::Damaged("it doesn’t begin as RTF does".into()));
    }
    let mut reader = Reader::new(bytes);
    reader.run(deadline)?;
    let mut text = tidy(&reader.body);
    let notes = tidy(&reader.notes);
    if !notes.is_empty() {
        text.push_str("\n\n");
        text.push_str(&notes);
    }
    let said = reader.title.trim();
    let title = match text.lines().take(5).any(|line| line.trim() == said) {
        true if !said.is_empty() => said,
        _ => txt::title(&text).unwrap_or(said),
    };
    Ok(Found {
        title: title.to_owned(),
        text,
        byline: reader.author.trim().to_owned(),
        media_type: MEDIA_TYPE,
        reader: READER.to_owned(),
        ..Found::default()
    })
}

/// Paragraphs apart by a blank line, none empty.
fn tidy(raw: &str) -> String {
    let paragraphs = raw
        .split('\u{1}')
        .map(|words| words.trim_matches([' ', '\n', '\t']));
    let kept: Vec<&str> = paragraphs.filter(|words| !words.is_empty()).collect();
    kept.join("\n\n")
}

/// Where words go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum To {
    Body,
    Notes,
    Title,
    Author,
    /// A font's entry: only its character set counts.
    Fonts,
    Nowhere,
}

#[derive(Clone, Copy)]
struct Group {
    to: To,
    /// How many bytes stand for a Unicode character in programs that know none.
    fallback: usize,
    encoding: &'static Encoding,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    group: Group,
    outer: Vec<Group>,
    /// Bytes of the group's encoding, not decoded yet: a character may take several.
    pending: Vec<u8>,
    /// The first half of a character outside the basic plane.
    high: Option<u16>,
    /// Bytes that are still to be passed over after a Unicode character.
    skip: usize,
    fonts: Vec<(i32, &'static Encoding)>,
    font: i32,
    default_encoding: &'static Encoding,
    body: String,
    notes: String,
    title: String,
    author: String,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            group: Group {
                to: To::Body,
                fallback: 1,
                encoding: encoding_rs::WINDOWS_1252,
            },
            outer: Vec::new(),
            pending: Vec::new(),
            high: None,
            skip: 0,
            fonts: Vec::new(),
            font: 0,
            default_encoding: encoding_rs::WINDOWS_1252,
            body: String::new(),
            notes: String::new(),
            title: String::new(),
            author: String::new(),
        }
    }

    fn run(&mut self, deadline: Deadline) -> Result<(), SourceError> {
        let mut steps = 0_usize;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            steps += 1;
            if steps.is_multiple_of(16_384) {
                deadline.check()?;
            }
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.skip = 0;
                    if self.outer.len() >= MAX_NESTING {
                        return Err(SourceError::TooMuch {
                            what: "nesting",
                            max: MAX_NESTING,
                        });
                    }
                    self.outer.push(self.group);
                }
                b'}' => {
                    self.flush();
                    self.skip = 0;
                    match self.outer.pop() {
                        Some(group) => self.group = group,
                        // What follows the outermost group is no part of the document.
                        None => break,
                    }
                    if self.outer.is_empty() {
                        break;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
        Ok(())
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if byte != 0 {
            self.pending.push(byte);
        }
    }

    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else {
            return;
        };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            self.symbol(first);
            return;
        }
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default();
        let digits = &rest[letters..];
        let sign = usize::from(digits.first() == Some(&b'-'));
        let count = digits[sign..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let number = match count {
            0 => None,
            _ => std::str::from_utf8(&digits[..sign + count])
                .ok()
                .and_then(|n| n.parse().ok()),
        };
        self.at += letters + if count > 0 { sign + count } else { 0 };
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word.len() <= LONGEST_WORD {
            self.word(word, number);
        }
    }

    /// `\'e9`, `\~` and their like.
    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2);
                let code = digits
                    .and_then(|digits| std::str::from_utf8(digits).ok())
                    .and_then(|digits| u8::from_str_radix(digits, 16).ok());
                if let Some(code) = code {
                    self.at += 2;
                    self.byte(code);
                }
            }
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'~' => self.put('\u{a0}'),
            b'_' => self.put('-'),
            b'\r' | b'\n' => self.put('\u{1}'),
            // What follows is for programs that know it.
            b'*' => self.group.to = To::Nowhere,
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.group.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16);
            }
            "par" | "sect" | "page" | "row" => self.put('\u{1}'),
            "line" | "cell" => self.put('\n'),
            "bin" => {
                self.flush();
                let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            "ansicpg" => {
                if let Some(encoding) = by_code_page(number.unwrap_or(0)) {
                    self.default_encoding = encoding;
                    self.group.encoding = encoding;
                }
            }
            "mac" => self.default_encoding = encoding_rs::MACINTOSH,
            "f" => self.font(number.unwrap_or(0)),
            "plain" => {
                self.flush();
                self.group.encoding = self.default_encoding;
            }
            "fcharset" if self.group.to == To::Fonts => {
                let encoding = by_charset(number.unwrap_or(0)).unwrap_or(self.default_encoding);
                self.fonts.push((self.font, encoding));
            }
            _ => {
                if let Some(character) = symbol(word) {
                    self.put(character);
                } else if let Some(to) = destination(word, self.group.to) {
                    self.flush();
                    self.group.to = to;
                }
            }
        }
    }

    fn font(&mut self, number: i32) {
        self.flush();
        self.font = number;
        if self.group.to != To::Fonts {
            let known = self.fonts.iter().find(|(font, _)| *font == number);
            self.group.encoding = known.map_or(self.default_encoding, |(_, encoding)| *encoding);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        // Numbers above 32767 are written as negative ones; some programs write them as they are.
        let unit = u32::try_from(if number < 0 {
            number + 0x1_0000
        } else {
            number
        });
        let unit = unit.unwrap_or(0xfffd);
        let high = self.high.take();
        match (high, u16::try_from(unit)) {
            (Some(high), Ok(low)) if (0xdc00..0xe000).contains(&low) => {
                let decoded = char::decode_utf16([high, low]).next();
                self.put_decoded(decoded.and_then(Result::ok).unwrap_or('\u{fffd}'));
            }
            (_, Ok(half)) if (0xd800..0xdc00).contains(&half) => self.high = Some(half),
            _ => {
                if let Some(character) = char::from_u32(unit).filter(|c| *c != '\0') {
                    self.put_decoded(character);
                }
            }
        }
        self.skip = self.group.fallback;
    }

    fn put(&mut self, character: char) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        self.flush();
        self.put_decoded(character);
    }

    fn put_decoded(&mut self, character: char) {
        if let Some(out) = self.out() {
            out.push(character);
        }
    }

    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (words, _) = self.group.encoding.decode_without_bom_handling(&bytes);
        if let Some(out) = self.out() {
            out.extend(words.chars().filter(|c| *c >= ' ' || *c == '\t'));
        }
    }

    fn out(&mut self) -> Option<&mut String> {
        match self.group.to {
            To::Body => Some(&mut self.body),
            To::Notes => Some(&mut self.notes),
            To::Title => Some(&mut self.title),
            To::Author => Some(&mut self.author),
            To::Fonts | To::Nowhere => None,
        }
    }
}

/// Where a group's words go that begins with this word; `None` for words that change nothing.
fn destination(word: &str, now: To) -> Option<To> {
    Some(match word {
        "fonttbl" => To::Fonts,
        "info" => To::Nowhere,
        // Only in the information group do these words mean this.
        "title" if now == To::Nowhere => To::Title,
        "author" if now == To::Nowhere => To::Author,
        "footnote" if now == To::Body => To::Notes,
        "colortbl" | "stylesheet" | "pict" | "object" | "objdata" | "header" | "headerl"
        | "headerr" | "headerf" | "footer" | "footerl" | "footerr" | "footerf" | "fldinst"
        | "listtable" | "listoverridetable" | "listtext" | "pntext" | "revtbl" | "xe" | "tc"
        | "themedata" | "colorschememapping" | "datastore" | "latentstyles" | "annotation"
        | "atnid" | "atnauthor" | "atrfstart" | "atrfend" | "bkmkstart" | "bkmkend"
        | "generator" | "nonshppict" | "template" | "private" => To::Nowhere,
        _ => return None,
    })
}
