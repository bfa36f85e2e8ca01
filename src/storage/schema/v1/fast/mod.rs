//! Reads a project file that stands exactly as [`super::write`] writes it, many times as fast as the `ron`
//! crate and on all cores.
//!
//! It knows one layout and no other, and decides nothing: whatever differs, and whatever has a fault, is
//! `None`, and is then read by `ron`, which takes any layout and says where a fault is. What a record means
//! is decided in [`super::read`], for both ways the same.

mod cursor;
mod records;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use memchr::memmem;

use super::memo::Memo;
use super::{Kind, Words, read, rules};
use crate::model::threads::each;
use crate::model::{self, Parts, Project};
use cursor::Cursor;

/// Bytes of records that are read as one piece of work.
const PIECE: usize = 256 << 10;

/// Builds the project, and tells its checksum, if the file stands as it is written. It is not examined yet.
pub fn project(source: &str) -> Option<(Project, String)> {
    let mut c = Cursor(source);
    c.take("(\n  version: 1")?;
    let checksum = c.text(",\n  checksum: ")?;
    let id = c.text(",\n  id: ")?;
    let title = c.optional(",\n  title: ")?;
    c.take(",\n  kinds: [\n")?;
    let kinds: Vec<Kind> = lines(&mut c, "    ", "  ]", records::kind)?;
    let mut pieces = Vec::new();
    if c.takes(",\n  entities: [\n") {
        cut(c.until("\n  ]")?, LINE, Piece::Entities, &mut pieces);
    }
    let mut documents = Vec::new();
    if c.takes(",\n  documents: [\n") {
        while c.takes("    ") {
            documents.push(document(&mut c, &mut pieces)?);
        }
        c.take("  ]")?;
    }
    if c.takes(",\n  links: [\n") {
        cut(c.until("\n  ]")?, LINE, Piece::Links, &mut pieces);
    }
    let rules = match c.takes(",\n  rules: [\n") {
        true => rules(c.until("\n  ]")?)?,
        false => Vec::new(),
    };
    let ledger = c.optional(",\n  ledger: ")?;
    let history: Vec<Words> = match c.takes(",\n  history: [\n") {
        true => lines(&mut c, "    ", "  ]", Cursor::raw)?,
        false => Vec::new(),
    };
    c.take(",\n)\n")?;
    if !c.is_at_end() {
        return None;
    }
    let mut parts = Parts::new(id.parse().ok()?, &title, read::kinds(&kinds).ok()?);
    parts.documents = documents;
    parts.rules = rules;
    parts.ledger = read::ledger(&ledger, history.iter().map(|record| &**record));
    // Little text is read before another thread has begun.
    let read: Vec<Option<Read>> = match source.len() > 2 * PIECE {
        true => each(pieces, Piece::read),
        false => pieces.into_iter().map(Piece::read).collect(),
    };
    for piece in read {
        match piece? {
            Read::Entities(mut read) => parts.entities.append(&mut read),
            Read::Mentions(mut read) => parts.mentions.append(&mut read),
            Read::Claims(mut read) => parts.claims.append(&mut read),
            Read::Links(mut read) => parts.links.append(&mut read),
        }
    }
    Some((Project::assemble(parts).ok()?, checksum.into_owned()))
}

/// A document; its marks become pieces of work.
fn document<'a>(c: &mut Cursor<'a>, pieces: &mut Vec<Piece<'a>>) -> Option<Arc<model::Document>> {
    let document = Arc::new(read::read_document(records::document(c)?).ok()?);
    if c.takes(",\n      mentions: [\n") {
        let make = |text| Piece::Mentions(document.clone(), text);
        cut(c.until("\n      ]")?, LINE, make, pieces);
    }
    if c.takes(",\n      claims: [\n") {
        let make = |text| Piece::Claims(document.clone(), text);
        cut(c.until("\n      ]")?, "\n        (\n", make, pieces);
    }
    c.take(",\n    ),\n")?;
    Some(document)
}

/// Learned rules; they are few.
fn rules(text: &str) -> Option<Vec<Arc<model::Rule>>> {
    let rule = |line: &str| {
        let record = line.strip_prefix("    ")?.strip_suffix(',')?;
        rules::rule(ron::from_str(record).ok()?).ok().map(Arc::new)
    };
    text.split('\n').map(rule).collect()
}

/// Records of one sort, from the first line of the first to the last line of the last.
enum Piece<'a> {
    Entities(&'a str),
    Mentions(Arc<model::Document>, &'a str),
    Claims(Arc<model::Document>, &'a str),
    Links(&'a str),
}

/// What a piece holds.
enum Read {
    Entities(Vec<Arc<model::Entity>>),
    Mentions(Vec<Arc<model::Mention>>),
    Claims(Vec<Arc<model::Claim>>),
    Links(Vec<Arc<model::Link>>),
}

impl Piece<'_> {
    fn read(self) -> Option<Read> {
        let mut memo = Memo::default();
        Some(match self {
            Self::Entities(text) => Read::Entities(column(text, "    ", |c| {
                read::read_entity(records::entity(c)?, &mut memo).ok()
            })?),
            Self::Mentions(document, text) => Read::Mentions(column(text, "        ", |c| {
                read::read_mention(&document, records::mention(c)?, &mut memo).ok()
            })?),
            Self::Claims(document, text) => Read::Claims(column(text, "        ", |c| {
                read::read_claim(&document, records::claim(c)?, &mut memo).ok()
            })?),
            Self::Links(text) => Read::Links(column(text, "    ", |c| {
                read::read_link(records::link(c)?, &mut memo).ok()
            })?),
        })
    }
}

/// The records of a piece; the last one's line end was cut off.
fn column<'a, T>(
    text: &'a str,
    pad: &str,
    mut record: impl FnMut(&mut Cursor<'a>) -> Option<T>,
) -> Option<Vec<Arc<T>>> {
    let mut c = Cursor(text);
    let mut all = Vec::new();
    loop {
        c.take(pad)?;
        all.push(Arc::new(record(&mut c)?));
        c.take(",")?;
        if c.is_at_end() {
            return Some(all);
        }
        c.take("\n")?;
    }
}

/// Records of a line each, up to `end`.
fn lines<'a, T>(
    c: &mut Cursor<'a>,
    pad: &str,
    end: &str,
    record: impl Fn(&mut Cursor<'a>) -> Option<T>,
) -> Option<Vec<T>> {
    let mut all = Vec::new();
    while !c.takes(end) {
        c.take(pad)?;
        all.push(record(c)?);
        c.take(",\n")?;
    }
    Some(all)
}

/// How a record begins that has a line of its own. No line of it holds a line end.
const LINE: &str = "\n";

/// Cuts records into pieces, each before a `start`.
fn cut<'a>(
    mut text: &'a str,
    start: &str,
    make: impl Fn(&'a str) -> Piece<'a>,
    pieces: &mut Vec<Piece<'a>>,
) {
    while text.len() > PIECE {
        let Some(at) = memmem::find(&text.as_bytes()[PIECE..], start.as_bytes()) else {
            break;
        };
        let (piece, rest) = text.split_at(PIECE + at);
        pieces.push(make(piece));
        text = &rest[1..];
    }
    pieces.push(make(text));
}
