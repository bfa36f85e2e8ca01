//! Marks whose quotes are not the words at their place: set aside instead of refused, with the places at which
//! their quotes stand in the text.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::memo::Memo;
use super::read::{self, Fault, Problem};
use super::{Claim, Document, File, Mention, Places, Quotes};
use crate::edit::{Edit, Item};
use crate::model::{self, Project, Text};

/// More places than this are not offered.
const MOST: usize = 20;

/// A mark that was set aside.
#[derive(Debug)]
pub struct Misplaced {
    pub item: Item,
    /// The words that it quotes.
    pub quote: String,
    /// Byte offsets at which the quote stands in the text, each with whether the marks around it moved as far.
    pub places: Vec<(usize, bool)>,
    document: Arc<model::Document>,
    record: Record,
    /// Byte offset at which the file has it.
    start: usize,
}

#[derive(Debug, PartialEq)]
#[expect(
    clippy::large_enum_variant,
    reason = "lives for one record of a damaged file"
)]
enum Record {
    Mention(Mention<'static>),
    Claim(Claim<'static>),
}

impl Misplaced {
    /// The place that is clear: the only one, or the only one that moved as the marks around it did.
    pub fn clear_place(&self) -> Option<usize> {
        if let [(_, _)] = self.places.as_slice() {
            return Some(0);
        }
        let mut moved = self
            .places
            .iter()
            .enumerate()
            .filter(|(_, (_, moved))| *moved);
        let first = moved.next()?.0;
        moved.next().is_none().then_some(first)
    }

    /// What makes it a mark at one of its places.
    pub fn put(&self, place: usize) -> Option<Edit> {
        let (at, _) = *self.places.get(place)?;
        let memo = &mut Memo::default();
        match &self.record {
            Record::Mention(mention) => {
                let places = moved(&self.document.text, &mention.at, &mention.quote, at)?;
                let mention = Mention {
                    at: places,
                    ..mention.clone()
                };
                let mention = read::read_mention(&self.document, mention, memo).ok()?;
                Some(Edit::Mention(mention.id, Some(Arc::new(mention))))
            }
            Record::Claim(claim) => {
                let mut claim = claim.clone();
                let text = &self.document.text;
                let shift = at as i64 - i64::from(claim.content.at.first()?.0);
                claim.content.at = moved(text, &claim.content.at, &claim.content.quote, at)?;
                follow(text, &mut claim.source.at, &mut claim.source.quote, shift);
                follow(text, &mut claim.cue.at, &mut claim.cue.quote, shift);
                let claim = read::read_claim(&self.document, claim, memo).ok()?;
                Some(Edit::Claim(claim.id, Some(Arc::new(claim))))
            }
        }
    }

    /// The words around one of its places: before, the quote, after.
    pub fn context(&self, place: usize) -> (String, String) {
        const ROOM: usize = 30;
        let text = self.document.text.as_str();
        let Some((at, _)) = self.places.get(place) else {
            return (String::new(), String::new());
        };
        let first = text.ceil_char_boundary(at.saturating_sub(ROOM));
        let end = (at + self.quote.len()).min(text.len());
        let last = text.floor_char_boundary((end + ROOM).min(text.len()));
        let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        (
            line(text.get(first..*at).unwrap_or_default()),
            line(text.get(end..last).unwrap_or_default()),
        )
    }
}

/// Source and cue of a claim go where their words stand as far from where they were; without such a place they
/// are left out.
fn follow(text: &Text, at: &mut Places, quotes: &mut Quotes<'_>, shift: i64) {
    if at.is_empty() || fits(text, at, quotes) {
        return;
    }
    let start = usize::try_from(i64::from(at[0].0) + shift).ok();
    match start.and_then(|start| moved(text, at, quotes, start)) {
        Some(places) => *at = places,
        None => {
            at.clear();
            quotes.clear();
        }
    }
}

fn fits(text: &Text, at: &[(u32, u32)], quotes: &Quotes<'_>) -> bool {
    let is_there = |(place, quote): (&(u32, u32), &std::borrow::Cow<'_, str>)| {
        text.get_range(place.0 as usize..place.1 as usize) == Some(quote)
    };
    at.len() == quotes.len() && at.iter().zip(quotes).all(is_there)
}

/// The places as far from each other as they were, the first one at `start`; `None` if other words are there.
fn moved(text: &Text, at: &Places, quotes: &Quotes<'_>, start: usize) -> Option<Places> {
    let shift = start as i64 - i64::from(at.first()?.0);
    let places: Option<Places> = at
        .iter()
        .zip(quotes)
        .map(|(place, quote)| {
            let start = u32::try_from(i64::from(place.0) + shift).ok()?;
            Some((start, start + u32::try_from(quote.len()).ok()?))
        })
        .collect();
    places.filter(|places| fits(text, places, quotes))
}

/// Everywhere the words of an anchor stand.
fn places(text: &Text, at: &Places, quotes: &Quotes<'_>) -> Vec<usize> {
    let Some(first) = quotes.first().filter(|quote| !quote.is_empty()) else {
        return Vec::new();
    };
    let found = text.match_indices(&**first).map(|(start, _)| start);
    let found = found.filter(|start| moved(text, at, quotes, *start).is_some());
    found.take(MOST).collect()
}

/// Builds the project without the marks whose quotes don't match, and hands those over.
pub fn project_to_repair(mut file: File<'static>) -> Result<(Project, Vec<Misplaced>), Fault> {
    let mut aside = Vec::new();
    for document in &mut file.documents {
        set_aside(document, &mut aside)?;
    }
    read::project(file).map(|project| (project, aside))
}

fn set_aside(document: &mut Document<'static>, aside: &mut Vec<Misplaced>) -> Result<(), Fault> {
    let alone = Document {
        mentions: Vec::new(),
        claims: Vec::new(),
        ..document.clone()
    };
    let read = Arc::new(read::read_document(alone)?);
    let text = &read.text;
    let mut shifts: BTreeMap<usize, i64> = BTreeMap::new();
    let mut here = Vec::new();
    let put_aside = |item, at: &Places, quote: &Quotes<'_>, record| Misplaced {
        item,
        quote: quote.join(" … "),
        places: places(text, at, quote)
            .into_iter()
            .map(|at| (at, false))
            .collect(),
        document: read.clone(),
        record,
        start: at.first().map_or(0, |place| place.0 as usize),
    };
    for mention in std::mem::take(&mut document.mentions) {
        if fits(text, &mention.at, &mention.quote) {
            shifts.insert(mention.at.first().map_or(0, |at| at.0 as usize), 0);
            document.mentions.push(mention);
            continue;
        }
        let Ok(id) = mention.id.parse() else {
            document.mentions.push(mention);
            continue;
        };
        let (at, quote) = (mention.at.clone(), mention.quote.clone());
        here.push(put_aside(
            Item::Mention(id),
            &at,
            &quote,
            Record::Mention(mention),
        ));
    }
    for claim in std::mem::take(&mut document.claims) {
        let parts = [
            (&claim.source.at, &claim.source.quote),
            (&claim.cue.at, &claim.cue.quote),
            (&claim.content.at, &claim.content.quote),
        ];
        let is_right = parts.iter().all(|(at, quote)| fits(text, at, quote));
        match claim.id.parse() {
            Ok(id) if !is_right => {
                let (at, quote) = (claim.content.at.clone(), claim.content.quote.clone());
                let record = Record::Claim(claim);
                here.push(put_aside(Item::Claim(id), &at, &quote, record));
            }
            _ => document.claims.push(claim),
        }
    }
    compare(&mut here, &mut shifts);
    aside.append(&mut here);
    Ok(())
}

/// Notes which places moved as far as the marks before and after them did.
fn compare(aside: &mut [Misplaced], shifts: &mut BTreeMap<usize, i64>) {
    for mark in aside.iter() {
        if let [(at, _)] = mark.places.as_slice() {
            shifts.insert(mark.start, *at as i64 - mark.start as i64);
        }
    }
    for mark in aside {
        let before = shifts
            .range(..=mark.start)
            .next_back()
            .map(|(_, shift)| *shift);
        let after = shifts.range(mark.start..).next().map(|(_, shift)| *shift);
        let shift = match (before, after) {
            (Some(before), Some(after)) if before != after => continue,
            (Some(shift), _) | (None, Some(shift)) => shift,
            (None, None) => continue,
        };
        for (at, moved) in &mut mark.places {
            *moved = *at as i64 - mark.start as i64 == shift;
        }
    }
}

/// Whether a fault is one of those that are set aside.
pub fn is_misplaced(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::Quote(_) | Problem::NotAPlace(..) | Problem::Uneven(..)
    )
}
