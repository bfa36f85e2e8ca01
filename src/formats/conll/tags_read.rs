//! CoNLL-2003 → pages. Word first, tag last, columns apart by spaces or tabs.

use super::TAGS;
use super::tags::DOCUMENT_START;
use crate::formats::graph::{Features, Mark, Page, Reading};
use crate::formats::table::{FormatError, Imported, InFile};
use crate::model::{Anchor, IdSource, Span, Text, Timestamp};

/// Lines by which a file is told to be tagged.
const SAMPLE: usize = 20;

/// Whether the first lines all end in tags, one of them at least that of a mark.
pub(super) fn is_tagged(start: &str) -> bool {
    let lines = start.lines().filter(|line| !line.trim().is_empty());
    // The last line may be cut.
    let lines: Vec<&str> = lines.take(SAMPLE + 1).collect();
    let lines = &lines[..lines
        .len()
        .min(SAMPLE)
        .min(lines.len().saturating_sub(1).max(1))];
    let mut tags = lines
        .iter()
        .map(|line| columns(line).and_then(|(_, tag)| Tag::parse(tag)));
    !lines.is_empty() && tags.all(|tag| tag.is_some()) && lines.len() > 1
}

/// What a tag says: how its token stands to a mark, and the label of the mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag<'a> {
    Outside,
    Inside {
        begins: bool,
        ends: bool,
        label: &'a str,
    },
}

impl<'a> Tag<'a> {
    pub fn parse(tag: &'a str) -> Option<Self> {
        if tag == "O" {
            return Some(Self::Outside);
        }
        let (prefix, label) = tag.split_once(['-', '_'])?;
        let (begins, ends) = match prefix {
            "B" => (true, false),
            "I" | "M" => (false, false),
            "E" | "L" => (false, true),
            "S" | "U" | "W" => (true, true),
            _ => return None,
        };
        (!label.is_empty()).then_some(Self::Inside {
            begins,
            ends,
            label,
        })
    }
}

/// The marks that a row of tags makes, whatever the scheme.
#[derive(Default)]
pub(super) struct Runs<'a> {
    pub marks: Vec<(Span, &'a str)>,
    open: Option<(usize, usize, &'a str)>,
}

impl<'a> Runs<'a> {
    /// Adds a token by its bytes; returns whether the tag is one.
    pub fn add(&mut self, text: &str, token: std::ops::Range<usize>, tag: &'a str) -> bool {
        match Tag::parse(tag) {
            Some(Tag::Inside {
                begins,
                ends,
                label,
            }) => {
                let goes_on = self.open.is_some_and(|(_, _, open)| open == label) && !begins;
                match &mut self.open {
                    Some((_, end, _)) if goes_on => *end = token.end,
                    _ => {
                        self.end(text);
                        self.open = Some((token.start, token.end, label));
                    }
                }
                if ends {
                    self.end(text);
                }
                true
            }
            found => {
                self.end(text);
                found.is_some()
            }
        }
    }

    /// Ends the mark that is open, if one is.
    pub fn end(&mut self, text: &str) {
        if let Some((start, end, label)) = self.open.take() {
            let span = Span::new(text, start..end);
            self.marks.extend(span.map(|span| (span, label)));
        }
    }
}

fn columns(line: &str) -> Option<(&str, &str)> {
    let mut columns = line
        .split(|c: char| c.is_ascii_whitespace())
        .filter(|c| !c.is_empty());
    let word = columns.next()?;
    Some((word, columns.next_back()?))
}

/// A document in the making.
#[derive(Default)]
struct Draft<'a> {
    text: String,
    runs: Runs<'a>,
    /// The line of each mark, by the number of the mark.
    lines: Vec<usize>,
    in_sentence: bool,
}

pub(super) fn read(
    files: &[InFile],
    ids: &mut IdSource,
    now: Timestamp,
) -> Result<Imported, FormatError> {
    let mut reading = Reading::new((TAGS.id, TAGS.name), ids, now);
    for file in files {
        if files.len() > 1 {
            reading.notes.prefix = format!("{}: ", file.name);
        }
        let text = String::from_utf8_lossy(&file.bytes);
        let mut draft = Draft::default();
        for (nth, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            reading.notes.line = nth + 1;
            if line.split(' ').next() == Some(DOCUMENT_START) || line.starts_with("-DOCSTART-\t") {
                finish(&mut reading, std::mem::take(&mut draft));
            } else if line.trim().is_empty() {
                draft.runs.end(&draft.text);
                draft.in_sentence = false;
            } else {
                add(&mut reading, &mut draft, line, nth + 1);
            }
        }
        finish(&mut reading, draft);
    }
    reading.notes.prefix.clear();
    reading.finish(files)
}

fn add<'a>(reading: &mut Reading<'_>, draft: &mut Draft<'a>, line: &'a str, number: usize) {
    let Some((word, tag)) = columns(line) else {
        reading.notes.add("a token without a tag; line left out");
        return;
    };
    if Tag::parse(tag).is_none() {
        // Comments look like tokens, but for the tag.
        if !line.starts_with('#') {
            let tag: String = tag.chars().take(40).collect();
            reading
                .notes
                .count(format!("“{tag}” is no tag; taken as O"));
        } else {
            reading.notes.count("a comment; left out");
            return;
        }
    }
    if !draft.text.is_empty() {
        draft.text.push(if draft.in_sentence { ' ' } else { '\n' });
    }
    draft.in_sentence = true;
    let start = draft.text.len();
    draft.text.push_str(word);
    let token = start..draft.text.len();
    draft.runs.add(&draft.text, token, tag);
    draft.lines.resize(draft.runs.marks.len() + 1, number);
}

fn finish(reading: &mut Reading<'_>, mut draft: Draft<'_>) {
    draft.runs.end(&draft.text);
    // A byte order mark at the start is no part of a text, and would move all offsets.
    let cut = draft.text.len() - draft.text.trim_start_matches('\u{feff}').len();
    let Ok(text) = Text::canonical(&draft.text) else {
        return;
    };
    let mut page = Page::new("", text.clone());
    for (nth, (span, label)) in draft.runs.marks.iter().enumerate() {
        let range = span.start().saturating_sub(cut)..span.end().saturating_sub(cut);
        if let Some(span) = Span::new(&text, range) {
            page.marks.push(Mark {
                label: (*label).to_owned(),
                anchor: Anchor::single(span),
                features: Features::new(),
                line: draft.lines.get(nth).copied().unwrap_or_default(),
            });
        }
    }
    reading.add(page);
}
