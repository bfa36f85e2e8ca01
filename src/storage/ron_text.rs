//! Writes RON by hand: records on one line or one field a line, strings that stay readable in any script.
//!
//! The serialiser of the `ron` crate escapes combining marks and apostrophes and can't mix raw and escaped
//! strings, so a project would be hard to read and to compare. Reading is left to `ron`.

use std::fmt::Write;

use crate::model::threads::each;

/// How a record is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All fields on one line.
    Line,
    /// One field a line; the record itself stands this many spaces from the margin.
    Block(usize),
}

/// Spaces that each level adds.
const STEP: usize = 2;

/// A RON struct without a name that is being written.
pub struct Record<'a> {
    out: &'a mut String,
    layout: Layout,
    empty: bool,
}

/// Writes a record; `fill` adds its fields.
pub fn record(out: &mut String, layout: Layout, fill: impl FnOnce(&mut Record<'_>)) {
    out.push('(');
    let mut record = Record {
        out,
        layout,
        empty: true,
    };
    fill(&mut record);
    if let Layout::Block(indent) = layout {
        record.out.push('\n');
        pad(record.out, indent);
    }
    out.push(')');
}

impl Record<'_> {
    /// A field whose value `write` writes.
    pub fn value(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        match self.layout {
            Layout::Line if self.empty => {}
            Layout::Line => self.out.push_str(", "),
            Layout::Block(indent) => {
                self.out.push('\n');
                pad(self.out, indent + STEP);
            }
        }
        self.empty = false;
        self.out.push_str(name);
        self.out.push_str(": ");
        write(self.out);
        if matches!(self.layout, Layout::Block(_)) {
            self.out.push(',');
        }
    }

    /// A field that holds a string.
    pub fn text(&mut self, name: &str, value: &str) {
        self.value(name, |out| quoted(out, value));
    }

    /// A field that holds a string, left out where it is empty.
    pub fn text_unless_empty(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.text(name, value);
        }
    }

    /// A field that holds something with the form of a RON value, such as a number.
    pub fn plain(&mut self, name: &str, value: impl std::fmt::Display) {
        self.value(name, |out| {
            let _ = write!(out, "{value}");
        });
    }

    /// A field that holds a record.
    pub fn record(&mut self, name: &str, layout: Layout, fill: impl FnOnce(&mut Record<'_>)) {
        self.value(name, |out| record(out, layout, fill));
    }

    /// A field that holds a list on one line.
    pub fn row<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(&mut String, T),
    ) {
        self.value(name, |out| {
            out.push('[');
            for (nth, item) in items.into_iter().enumerate() {
                if nth > 0 {
                    out.push_str(", ");
                }
                write(out, item);
            }
            out.push(']');
        });
    }

    /// A field that holds a list, one item a line; left out where there is none. Items are told how far
    /// they stand from the margin.
    pub fn column<T>(
        &mut self,
        name: &str,
        items: impl IntoIterator<Item = T>,
        write: impl Fn(&mut String, T, usize),
    ) {
        let indent = match self.layout {
            Layout::Line => 0,
            Layout::Block(indent) => indent + STEP,
        };
        let mut items = items.into_iter().peekable();
        if items.peek().is_none() {
            return;
        }
        self.value(name, |out| {
            out.push_str("[\n");
            for item in items {
                pad(out, indent + STEP);
                write(out, item, indent + STEP);
                out.push_str(",\n");
            }
            pad(out, indent);
            out.push(']');
        });
    }
}

/// Items that one piece of work writes.
const PIECE: usize = 4000;

impl Record<'_> {
    /// As [`Record::column`], on all cores where there are many items.
    pub fn long_column<T: Sync>(
        &mut self,
        name: &str,
        items: &[T],
        write: impl Fn(&mut String, &T, usize) + Sync,
    ) {
        if items.len() <= PIECE {
            self.column(name, items, write);
            return;
        }
        let indent = match self.layout {
            Layout::Line => 0,
            Layout::Block(indent) => indent + STEP,
        };
        let pieces = each(items.chunks(PIECE).collect(), |piece: &[T]| {
            let mut out = String::with_capacity(piece.len() * 256);
            for item in piece {
                pad(&mut out, indent + STEP);
                write(&mut out, item, indent + STEP);
                out.push_str(",\n");
            }
            out
        });
        self.value(name, |out| {
            out.push_str("[\n");
            pieces.iter().for_each(|piece| out.push_str(piece));
            pad(out, indent);
            out.push(']');
        });
    }
}

fn pad(out: &mut String, spaces: usize) {
    out.extend(std::iter::repeat_n(' ', spaces));
}

/// A string on one line. Only what would break the line or hide itself from a reader is escaped.
pub fn quoted(out: &mut String, value: &str) {
    out.push('"');
    let mut rest = value;
    loop {
        // Most words need no second look.
        let plain = rest.bytes().take_while(|byte| is_plain(*byte)).count();
        let (before, after) = rest.split_at(plain);
        out.push_str(before);
        let mut characters = after.chars();
        let Some(character) = characters.next() else {
            break;
        };
        rest = characters.as_str();
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character.is_control() || is_invisible_order(character) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out.push('"');
}

/// ASCII that stands for itself in a string.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\'
}

/// A whole number, without the detours of formatting.
pub fn number(out: &mut String, mut value: usize) {
    let mut digits = [b'0'; 20];
    let mut first = digits.len() - 1;
    loop {
        // A remainder of 10 fits a byte.
        digits[first] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 || first == 0 {
            break;
        }
        first -= 1;
    }
    out.push_str(std::str::from_utf8(&digits[first..]).unwrap_or_default());
}

/// Line and paragraph separators, marks that turn the direction of what follows, and the byte order mark.
fn is_invisible_order(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A string as it is, over as many lines as it has, between `r#"` and `"#`.
///
/// Carriage returns would not outlive a checkout that turns line ends, and NUL makes version control take
/// the file for binary: strings that hold one of them are written on one line instead.
pub fn raw(out: &mut String, value: &str) {
    if value.contains(['\r', '\0']) {
        quoted(out, value);
        return;
    }
    let hashes = "#".repeat(longest_hash_run(value) + 1);
    let _ = write!(out, "r{hashes}\"{value}\"{hashes}");
}

/// The longest run of `#` that follows a quotation mark.
fn longest_hash_run(value: &str) -> usize {
    let runs = value.match_indices('"').map(|(at, _)| {
        let after = &value.as_bytes()[at + 1..];
        after.iter().take_while(|byte| **byte == b'#').count()
    });
    runs.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn records_are_compact_on_a_line_and_even_in_a_block() {
        let line = written(|out| {
            record(out, Layout::Line, |r| {
                r.text("id", "a");
                r.text_unless_empty("notes", "");
                r.row("at", [1, 2], |out, n| out.push_str(&n.to_string()));
            });
        });
        assert_eq!(line, r#"(id: "a", at: [1, 2])"#);
        let block = written(|out| {
            record(out, Layout::Block(0), |r| {
                r.plain("version", 1);
                r.column("list", ["x"], |out, item, _| quoted(out, item));
            });
        });
        assert_eq!(block, "(\n  version: 1,\n  list: [\n    \"x\",\n  ],\n)");
    }

    #[test]
    fn raw_strings_have_one_hash_more_than_the_text() {
        assert_eq!(written(|out| raw(out, "a")), "r#\"a\"#");
        assert_eq!(written(|out| raw(out, "a\"##b#")), "r###\"a\"##b#\"###");
    }

    #[test]
    fn readable_letters_stay_as_they_are() {
        let text = "It’s e\u{301} نَص 👨\u{200d}👩";
        assert_eq!(written(|out| quoted(out, text)), format!("\"{text}\""));
        assert_eq!(
            written(|out| quoted(out, "\u{202e}\u{1}")),
            "\"\\u{202e}\\u{1}\""
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn every_string_is_read_as_written(text in "(\\PC|[\"#\\\\\n\r\t\u{0}\u{7f}\u{85}\u{2028}\u{202e}\u{301}\u{feff}]){0,40}") {
            let line = written(|out| quoted(out, &text));
            prop_assert!(!line.contains('\n'));
            prop_assert_eq!(ron::from_str::<String>(&line), Ok(text.clone()));
            let lines = written(|out| raw(out, &text));
            prop_assert!(!lines.contains('\r'));
            prop_assert_eq!(ron::from_str::<String>(&lines), Ok(text));
        }
    }
}
