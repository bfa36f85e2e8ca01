//! Rows → paragraphs. A paragraph ends where a gap, an indent, another size or a line that had room for the next
//! word says so; it goes on over columns and pages.

use std::collections::HashMap;

use super::rows::Row;
use super::script::{is_hangul, is_korean_ending, is_rtl, is_unspaced};

/// A gap this many times the usual distance of lines parts paragraphs.
const GAP: f64 = 1.25;
/// An indent is at least so wide, in ems, and at most [`DEEPEST`].
const INDENT: f64 = 0.7;
const DEEPEST: f64 = 4.5;
/// Sizes that differ by less are one size.
const SAME_SIZE: f64 = 0.08;

/// A line, with its edges in the direction of reading: a line that runs to the left starts at its right end.
struct Line {
    text: String,
    start: f64,
    end: f64,
    y: f64,
    size: f64,
    first_word: f64,
}

/// A paragraph and the size of its letters.
#[derive(Debug)]
pub struct Paragraph {
    pub text: String,
    pub size: f64,
    pub page: usize,
}

/// The last line of the paragraph that is being made.
struct Tail {
    /// Room at its end, in points.
    room: f64,
    size: f64,
    start: f64,
    end: f64,
    y: f64,
}

/// Paragraphs in the making.
pub struct Builder {
    done: Vec<Paragraph>,
    tail: Option<Tail>,
    body_size: f64,
    /// The usual distance of lines for a size (in half points).
    pitches: HashMap<i64, f64>,
    indents: bool,
}

impl Builder {
    /// `pitches` are the distances of neighbouring rows with their size.
    pub fn new(body_size: f64, pitches: &[(f64, f64)]) -> Self {
        let mut by_size: HashMap<i64, Vec<f64>> = HashMap::new();
        for (size, pitch) in pitches {
            by_size.entry(size_key(*size)).or_default().push(*pitch);
        }
        let usual = |mut pitches: Vec<f64>| {
            pitches.sort_by(f64::total_cmp);
            // Most lines have a line of their own paragraph below: the lower quarter tells.
            pitches.get(pitches.len() / 4).copied().unwrap_or(0.0)
        };
        let pitches = by_size
            .into_iter()
            .map(|(size, p)| (size, usual(p)))
            .collect();
        Self {
            done: Vec::new(),
            tail: None,
            body_size,
            pitches,
            indents: false,
        }
    }

    pub fn finish(self) -> Vec<Paragraph> {
        self.done
    }

    /// Adds the rows of a stretch of a column.
    pub fn add(&mut self, rows: &[Row], page: usize) {
        let lines = lines(rows);
        let Some(first) = lines.first() else {
            return;
        };
        let begin = lines.iter().map(|line| line.start).fold(f64::MAX, f64::min);
        let stop = lines.iter().map(|line| line.end).fold(f64::MIN, f64::max);
        let goes_on = self.goes_on_over(first, begin);
        for (number, line) in lines.iter().enumerate() {
            let new = match number {
                0 => !goes_on,
                _ => self.is_new(line, begin, stop),
            };
            self.put(line, new, page);
            self.tail = Some(Tail {
                room: stop - line.end,
                size: line.size,
                start: line.start,
                end: line.end,
                y: line.y,
            });
        }
    }

    /// Whether the first line of a column goes on with the paragraph that the column before ended with.
    fn goes_on_over(&self, line: &Line, begin: f64) -> bool {
        let (Some(tail), Some(last)) = (&self.tail, self.done.last()) else {
            return false;
        };
        if !same_size(tail.size, line.size) || begins_item(&line.text) {
            return false;
        }
        if self.is_mid_sentence(line) {
            return true;
        }
        let ended = ends_sentence(&last.text);
        let indented = line.start - begin > INDENT * line.size;
        !had_room(tail, line) && !indented && (!ended || self.indents)
    }

    fn is_new(&mut self, line: &Line, begin: f64, stop: f64) -> bool {
        let Some(tail) = &self.tail else {
            return true;
        };
        if !same_size(tail.size, line.size) || begins_item(&line.text) {
            return true;
        }
        let pitch = self.pitches.get(&size_key(line.size)).copied();
        let usual = pitch
            .unwrap_or(line.size * 1.2)
            .clamp(line.size * 0.9, line.size * 2.2);
        if tail.y - line.y > usual * GAP {
            return true;
        }
        let middle = f64::midpoint(begin, stop);
        let centred = |start: f64, end: f64| {
            (f64::midpoint(start, end) - middle).abs() < line.size * 0.6
                && start - begin > line.size * 0.3
        };
        if centred(tail.start, tail.end) && centred(line.start, line.end) {
            return false;
        }
        let indent = line.start - tail.start.min(begin + DEEPEST * line.size);
        if indent > INDENT * line.size && indent < DEEPEST * line.size {
            self.indents = true;
            return true;
        }
        line.size < self.body_size * 1.2 && had_room(tail, line) && !self.is_mid_sentence(line)
    }

    /// Whether a line goes on with a sentence that the line before has not ended.
    fn is_mid_sentence(&self, line: &Line) -> bool {
        let lower = line.text.chars().next().is_some_and(char::is_lowercase);
        lower
            && self
                .done
                .last()
                .is_some_and(|paragraph| !ends_sentence(&paragraph.text))
    }

    fn put(&mut self, line: &Line, new: bool, page: usize) {
        let open = self.done.last_mut().filter(|_| !new);
        let Some(open) = open else {
            self.done.push(Paragraph {
                text: line.text.clone(),
                size: line.size,
                page,
            });
            return;
        };
        let last = open.text.chars().next_back().unwrap_or(' ');
        let first = line.text.chars().next().unwrap_or(' ');
        if line.text.contains('\t') && open.text.contains('\t') {
            open.text.push('\n');
        } else if is_hyphen(last) && first.is_alphabetic() {
            open.text.push(BREAK);
        } else if is_hangul(last) && is_korean_ending(&line.text) {
            // A word goes on.
        } else if !(is_unspaced(last) && is_unspaced(first)) {
            open.text.push(' ');
        }
        open.text.push_str(&line.text);
    }
}

/// Stands after a hyphen at the end of a line until it is known whether the hyphen stays.
pub const BREAK: char = '\u{1}';

pub fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{ad}')
}

fn ends_sentence(text: &str) -> bool {
    let end = text
        .trim_end_matches(['”', '"', '’', '»', '“', ')', '\''])
        .chars()
        .next_back();
    end.is_some_and(|c| ".!?…:。！？؟۔।".contains(c))
}

/// Whether the first word of a line would have stood on the line before, if it were of the same paragraph.
fn had_room(tail: &Tail, line: &Line) -> bool {
    tail.room > line.first_word + line.size * 0.45
}

fn begins_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '◦', '‣', '■', '●', '☐'])
}

fn same_size(one: f64, other: f64) -> bool {
    (one - other).abs() < SAME_SIZE * one.max(other)
}

pub fn size_key(size: f64) -> i64 {
    (size * 2.0).round() as i64
}

fn lines(rows: &[Row]) -> Vec<Line> {
    let read = rows.iter().map(|row| (row, row.text()));
    let read: Vec<_> = read.filter(|(_, text)| !text.trim().is_empty()).collect();
    let letters = read
        .iter()
        .flat_map(|(_, text)| text.chars())
        .filter(|c| c.is_alphabetic());
    let (rtl, all) = letters.fold((0, 0), |(rtl, all), c| {
        (rtl + usize::from(is_rtl(c)), all + 1)
    });
    let turned = rtl * 2 > all;
    let line = |(row, text): (&Row, String)| Line {
        start: if turned { -row.right } else { row.left },
        end: if turned { -row.left } else { row.right },
        y: row.y,
        size: row.size,
        first_word: row.first_word(&text),
        text,
    };
    read.into_iter().map(line).collect()
}
