//! Names → entities: grouped, with their kinds, and what times and quantities amount to.

use super::{is_asked, kinds};
use crate::model::{Anchor, Identifier, KindId, Span, SuggestedEntity, SuggestedMention};
use crate::suggest::grouping;
use crate::suggest::lists;
use crate::suggest::measures::{self, Day};
use crate::suggest::names::{Found, Sort};
use crate::suggest::reading::{Reading, Run};
use crate::suggest::tagger::Tag;
use crate::suggest::weighing::Weighing;

/// Words that speak of what is to come.
const AHEAD: &[&str] = &[
    "will",
    "shall",
    "’ll",
    "'ll",
    "scheduled",
    "due",
    "expected",
    "plans",
    "upcoming",
    "set",
];

/// Parts of a day that may follow its name.
const PARTS_OF_DAY: &[&str] = &["morning", "afternoon", "evening", "night"];

/// The entities of the paragraphs that are asked about, in order of their first mentions.
pub(super) fn entities(
    reading: &Reading,
    tags: &[Tag],
    found: &[Found],
    asked: &[Run],
    published: Option<Day>,
) -> Vec<SuggestedEntity> {
    let marked: Vec<&Found> = found
        .iter()
        .filter(|name| kinds::kind(reading, name).is_some())
        .collect();
    let marked: Vec<Found> = marked.into_iter().cloned().collect();
    let groups = grouping::groups(reading, &marked);
    let mut entities: Vec<SuggestedEntity> = groups
        .iter()
        .filter_map(|group| {
            let names: Vec<&Found> = group.iter().map(|at| &marked[*at]).collect();
            entity(reading, tags, &names, asked, published)
        })
        .collect();
    entities.sort_by_key(|entity| {
        entity
            .mentions
            .first()
            .map(|mention| mention.anchor.start())
    });
    entities
}

fn entity(
    reading: &Reading,
    tags: &[Tag],
    names: &[&Found],
    asked: &[Run],
    published: Option<Day>,
) -> Option<SuggestedEntity> {
    let best = *names.iter().max_by_key(|name| telling(reading, name))?;
    let (kind, why) = kinds::kind(reading, best)?;
    let mentions: Vec<SuggestedMention> = names
        .iter()
        .filter(|name| is_asked(asked, name.run.start))
        .filter_map(|name| mention(reading, name, kind, why, names.len()))
        .collect();
    let identifiers = match best.sort {
        Sort::Time => time(reading, best, published),
        Sort::Quantity => quantity(reading, tags, best),
        _ => Vec::new(),
    };
    (!mentions.is_empty()).then(|| SuggestedEntity {
        kind: KindId::new(kind),
        name: spelling(reading, best),
        identifiers,
        rule: rule(best.sort).to_owned(),
        mentions,
    })
}

/// The name that says most: not all in capitals, then the longest, then the first.
fn telling(reading: &Reading, name: &Found) -> (bool, usize, usize) {
    let words = &reading.text[reading.bytes(&name.run)];
    let shouted = words.len() > 6 && !words.contains(char::is_lowercase) && words.contains(' ');
    (!shouted, name.run.len(), usize::MAX - name.run.start)
}

fn spelling(reading: &Reading, name: &Found) -> String {
    let words = reading.text[reading.bytes(&name.run)].split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

fn rule(sort: Sort) -> &'static str {
    match sort {
        Sort::Time => "model of times",
        Sort::Quantity => "model of quantities",
        _ => "model of names",
    }
}

/// What the model took the words for, as people read it.
fn taken_for(sort: Sort) -> &'static str {
    match sort {
        Sort::Person => "reads as the name of a person",
        Sort::Organisation => "reads as the name of an organisation",
        Sort::Place => "reads as the name of a place",
        Sort::People => "reads as the name of a people or a group",
        Sort::Time => "reads as a time",
        Sort::Quantity => "reads as a quantity",
        Sort::Other => "reads as a name",
    }
}

fn mention(
    reading: &Reading,
    name: &Found,
    kind: &str,
    why: Option<&str>,
    count: usize,
) -> Option<SuggestedMention> {
    let span = Span::new(reading.text, reading.bytes(&name.run))?;
    let title = name
        .run
        .start
        .checked_sub(1)
        .map(|at| reading.form(at))
        .filter(|form| form.is(lists::TITLE));
    let title = title
        .filter(|_| kind == "person")
        .map(|form| format!("title or office before it: {}", form.lower));
    let repeated = count > 1 && !matches!(name.sort, Sort::Time | Sort::Quantity);
    let mut parts: Vec<(String, f32)> = vec![(taken_for(name.sort).to_owned(), 4.0)];
    parts.extend(why.map(|why| (why.to_owned(), 1.0)));
    parts.extend(title.map(|title| (title, 1.0)));
    if repeated {
        parts.push((format!("named {count} times"), 1.0));
    }
    let (score, reasons) = Weighing::shared(name.sure, &parts).finish();
    Some(SuggestedMention {
        anchor: Anchor::single(span),
        score,
        reasons,
    })
}

fn identifier(scheme: &str, value: impl Into<String>) -> Identifier {
    Identifier {
        scheme: scheme.to_owned(),
        value: value.into(),
    }
}

fn lower_words<'r>(reading: &'r Reading, run: &Run) -> Vec<&'r str> {
    run.clone().map(|at| reading.lower(at)).collect()
}

fn time(reading: &Reading, name: &Found, published: Option<Day>) -> Vec<Identifier> {
    let sentence = reading
        .sentences
        .partition_point(|sentence| sentence.end <= name.run.start);
    let before = reading
        .sentences
        .get(sentence)
        .map_or(name.run.start, |sentence| sentence.start);
    let ahead = (before..name.run.start)
        .rev()
        .take(12)
        .any(|at| AHEAD.contains(&reading.lower(at)));
    // “Sunday” is the name; “night” after it narrows what it amounts to.
    let after = Some(name.run.end).filter(|at| *at < reading.tokens.len());
    let narrows = after.is_some_and(|at| PARTS_OF_DAY.contains(&reading.lower(at)));
    let words = lower_words(
        reading,
        &(name.run.start..name.run.end + usize::from(narrows)),
    );
    let resolved = measures::resolve(&words, published, ahead);
    resolved
        .map(|interval| identifier("time", interval))
        .into_iter()
        .collect()
}

fn quantity(reading: &Reading, _tags: &[Tag], name: &Found) -> Vec<Identifier> {
    let before = name.run.start.saturating_sub(3)..name.run.start;
    let words = lower_words(reading, &name.run);
    let Some(parsed) = measures::quantity(&words, &lower_words(reading, &before)) else {
        return Vec::new();
    };
    let mut all = vec![identifier("value", parsed.value)];
    if !parsed.unit.is_empty() {
        all.push(identifier("unit", parsed.unit));
    }
    if parsed.approximate {
        all.push(identifier("precision", "approximate"));
    }
    all
}
