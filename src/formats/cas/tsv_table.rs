//! The lines of WebAnno TSV 3: layers and their columns, sentences, tokens with what is marked on them.

use std::borrow::Cow;
use std::rc::Rc;

use super::tsv::{CHAIN_LAYER, RELATION_LAYER, ROLE, SPAN_LAYER, TEXT, unescape};
use crate::formats::graph::known_name;
use crate::formats::places::WITNESSES;
use crate::model::OffsetUnit;

/// Units of white space between two sentences; more than this is a damaged number.
const WIDEST_GAP: u64 = 1 << 16;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Span,
    Chain,
    Relation,
}

pub(super) struct Column {
    pub layer: usize,
    pub sort: Sort,
    pub feature: Cow<'static, str>,
}

/// A token or a part of one.
pub(super) struct Unit<'a> {
    pub id: &'a str,
    pub place: (u64, u64),
    pub words: &'a str,
    /// The columns, between tabs; `None` where nothing is marked.
    pub cells: Option<&'a str>,
}

/// A sentence's text and where its first token begins in the list.
pub(super) struct Sentence {
    pub text: String,
    pub first: usize,
}

pub(super) struct File<'a> {
    pub layers: Vec<Rc<str>>,
    pub columns: Vec<Column>,
    pub units: Vec<Unit<'a>>,
    pub sentences: Vec<Sentence>,
    pub faults: Vec<(usize, String)>,
}

impl<'a> File<'a> {
    pub fn parse(text: &'a str) -> Result<Self, String> {
        let mut lines = text.lines().enumerate();
        let head = lines.next().map_or("", |(_, line)| line);
        if !head.starts_with("#FORMAT=WebAnno TSV 3") {
            return Err("its first line is not “#FORMAT=WebAnno TSV 3.…”".to_owned());
        }
        let mut file = Self {
            layers: Vec::new(),
            columns: Vec::new(),
            units: Vec::new(),
            sentences: Vec::new(),
            faults: Vec::new(),
        };
        let mut sentence: Option<String> = None;
        for (nth, line) in lines {
            if let Some(words) = line.strip_prefix(TEXT) {
                let text = sentence.get_or_insert_default();
                text.push_str(&unescape(words));
                text.push('\n');
            } else if line.starts_with('#') && sentence.is_none() {
                file.header(line);
            } else if !line.is_empty() && !line.starts_with('#') {
                if let Some(text) = sentence.take() {
                    let first = file.units.len();
                    file.sentences.push(Sentence { text, first });
                }
                file.unit(nth + 1, line);
            }
        }
        match file.units.is_empty() {
            true => Err("it has no text".to_owned()),
            false => Ok(file),
        }
    }

    fn header(&mut self, line: &str) {
        let sorts = [
            (SPAN_LAYER, Sort::Span),
            (CHAIN_LAYER, Sort::Chain),
            (RELATION_LAYER, Sort::Relation),
        ];
        for (prefix, sort) in sorts {
            let Some(declared) = line.strip_prefix(prefix) else {
                continue;
            };
            let mut names = declared.split('|');
            let layer = self.layers.len();
            self.layers.push(names.next().unwrap_or_default().into());
            let before = self.columns.len();
            let mut is_target = false;
            for name in names {
                // A column of roles is followed by one of what they lead to.
                let feature = match name.strip_prefix(ROLE) {
                    _ if std::mem::take(&mut is_target) => "",
                    Some(role) => {
                        is_target = true;
                        let name = role.split('_').next().unwrap_or_default();
                        name.rsplit(':').next().unwrap_or_default()
                    }
                    None => name,
                };
                let known = known_name(feature).map(Cow::Borrowed);
                let feature = known.unwrap_or_else(|| Cow::Owned(feature.to_owned()));
                self.columns.push(Column {
                    layer,
                    sort,
                    feature,
                });
            }
            if self.columns.len() == before {
                let feature = Cow::Borrowed("");
                self.columns.push(Column {
                    layer,
                    sort,
                    feature,
                });
            }
        }
    }

    fn unit(&mut self, line: usize, text: &'a str) {
        let mut fields = text.splitn(4, '\t');
        let id = fields.next().unwrap_or_default();
        let place = fields.next().and_then(|field| {
            let (begin, end) = field.split_once('-')?;
            Some((begin.parse().ok()?, end.parse().ok()?))
        });
        let words = fields.next().unwrap_or_default();
        let Some(place) = place else {
            let told: String = text.chars().take(40).collect();
            let fault = format!("“{told}” is no token with its offsets; left out");
            self.faults.push((line, fault));
            return;
        };
        let cells = fields.next();
        let tabs = |cells: &str| cells.bytes().filter(|byte| *byte == b'\t').count();
        let count = cells.map_or(0, |cells| tabs(cells) + 1);
        if count < self.columns.len() {
            let fault = format!("{} columns are missing", self.columns.len() - count);
            self.faults.push((line, fault));
        }
        let is_empty = |cells: &str| cells.bytes().all(|byte| matches!(byte, b'\t' | b'_'));
        self.units.push(Unit {
            id,
            place,
            words,
            cells: cells.filter(|cells| !is_empty(cells)),
        });
    }

    /// The text, put together from sentences and the offsets of their first tokens. Tools that don't count
    /// UTF-16 units are noticed by sentences that don't meet.
    pub fn text(&self) -> Result<String, String> {
        if self.sentences.is_empty() {
            return Err("it has no “#Text=”".to_owned());
        }
        let mut first = None;
        for unit in [OffsetUnit::Utf16, OffsetUnit::CodePoints, OffsetUnit::Bytes] {
            let (text, faults) = self.joined(unit);
            if faults == 0 {
                return Ok(text);
            }
            first.get_or_insert(text);
        }
        Ok(first.unwrap_or_default())
    }

    fn joined(&self, unit: OffsetUnit) -> (String, usize) {
        let mut text = String::new();
        let mut units = 0;
        let mut faults = 0;
        for sentence in &self.sentences {
            let begin = self.units.get(sentence.first).map_or(units, |u| u.place.0);
            // Each sentence ends with a line end that is the file's own where the next begins at once.
            if units == begin + 1 && text.ends_with('\n') {
                text.pop();
                units -= 1;
            }
            if units < begin && begin - units <= WIDEST_GAP {
                text.extend(std::iter::repeat_n(' ', (begin - units) as usize));
                units = begin;
            }
            faults += usize::from(units != begin);
            text.push_str(&sentence.text);
            units += unit.length(&sentence.text) as u64;
        }
        text.pop();
        (text, faults)
    }

    /// Some tokens of all parts of the file with their words, the last one among them: an offset that is
    /// counted otherwise moves all that come after it.
    pub fn witnesses(&self) -> Vec<((u64, u64), String)> {
        let step = self.units.len() / WITNESSES + 1;
        let some = self.units.iter().rev().step_by(step);
        some.map(|unit| (unit.place, unescape(unit.words)))
            .collect()
    }
}
