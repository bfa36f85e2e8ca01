//! Gold annotations: the JSONL of the data folder as values, with byte offsets into texts with LF line ends.

use std::ops::Range;

use serde::Deserialize;

/// A document with what people annotated in it.
pub(crate) struct Gold {
    pub genre: String,
    pub text: String,
    pub entities: Vec<GoldEntity>,
    pub attributions: Vec<GoldAttribution>,
    /// Bytes and Penn tag.
    pub tags: Vec<(Range<usize>, String)>,
}

pub(crate) struct GoldEntity {
    pub range: Range<usize>,
    pub label: String,
}

/// Parts as ranges of bytes, in order.
pub(crate) struct GoldAttribution {
    pub source: Vec<Range<usize>>,
    pub cue: Vec<Range<usize>>,
    pub content: Vec<Range<usize>>,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    genre: String,
    #[serde(default)]
    entities: Vec<LineEntity>,
    #[serde(default)]
    attributions: Vec<LineAttribution>,
    #[serde(default)]
    tokens: Vec<(
        usize,
        usize,
        String,
        String,
        serde_json::Value,
        String,
        String,
    )>,
}

#[derive(Deserialize)]
struct LineEntity {
    start: usize,
    end: usize,
    label: String,
}

#[derive(Deserialize)]
struct LineAttribution {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
}

/// Reads the lines of a file of gold annotations; the error names the line.
pub(crate) fn read(lines: &str) -> Result<Vec<Gold>, String> {
    let lines = lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let line: Line =
                serde_json::from_str(line).map_err(|e| format!("line {}: {e}", at + 1))?;
            Ok(line.gold())
        })
        .collect()
}

impl Line {
    fn gold(self) -> Gold {
        let (text, bytes) = canonical(&self.text);
        let range = |(start, end): (usize, usize)| {
            let at = |offset: usize| bytes.get(offset).copied().unwrap_or(text.len());
            at(start)..at(end)
        };
        let part = |spans: Vec<(usize, usize)>| -> Vec<Range<usize>> {
            let mut part: Vec<_> = spans.into_iter().map(range).collect();
            part.sort_by_key(|range| range.start);
            part
        };
        let entities = self.entities.into_iter();
        let attributions = self.attributions.into_iter();
        let tokens = self.tokens.into_iter();
        Gold {
            genre: self.genre,
            entities: entities
                .map(|e| GoldEntity {
                    range: range((e.start, e.end)),
                    label: e.label,
                })
                .collect(),
            attributions: attributions
                .map(|a| GoldAttribution {
                    source: part(a.source),
                    cue: part(a.cue),
                    content: part(a.content),
                })
                .collect(),
            tags: tokens
                .map(|token| (range((token.0, token.1)), token.3))
                .collect(),
            text,
        }
    }
}

/// The text with LF line ends and without a byte order mark, and the byte of each code point of the original.
fn canonical(original: &str) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(original.len());
    let mut bytes = Vec::with_capacity(original.len() + 1);
    let mut letters = original.chars().peekable();
    let mut first = true;
    while let Some(letter) = letters.next() {
        bytes.push(text.len());
        let dropped =
            first && letter == '\u{feff}' || letter == '\r' && letters.peek() == Some(&'\n');
        first = false;
        if !dropped {
            text.push(if letter == '\r' { '\n' } else { letter });
        }
    }
    bytes.push(text.len());
    (text, bytes)
}
