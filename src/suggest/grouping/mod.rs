//! Which mentions are the same thing: equal words, a surname and the full name, an acronym and what it stands for,
//! the names of one country, a short form of an organisation.
//!
//! Two kinds of names never mix: “Washington” the man is not the city.

use std::collections::HashMap;

use super::lists;
use super::names::{Found, Sort};
use super::reading::Reading;

/// A group of mentions: numbers of names, in order.
pub(crate) type Group = Vec<usize>;

/// Endings of companies' names that may be left out.
const LEGAL: &[&str] = &[
    "inc",
    "inc.",
    "corp",
    "corp.",
    "co",
    "co.",
    "ltd",
    "ltd.",
    "plc",
    "llc",
    "group",
    "company",
    "corporation",
    "limited",
    "ag",
    "sa",
];
/// Small words that an acronym skips.
const SKIPPED: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "to", "de", "&", "-", "’s", "'s",
];
/// Words after a person's name that are no part of it.
const AFTER_NAMES: &[&str] = &["jr", "jr.", "sr", "sr.", "ii", "iii"];

/// One name, ready to be compared.
struct Name {
    sort: Sort,
    /// Lower case, without “the” in front.
    words: Vec<String>,
    /// In capitals, without full stops, if it looks like an acronym.
    acronym: Option<String>,
}

fn name(reading: &Reading, found: &Found) -> Name {
    let mut words: Vec<String> = found
        .run
        .clone()
        .map(|at| reading.lower(at).to_owned())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| matches!(word.as_str(), "’s" | "'s" | "." | "’" | "'"))
    {
        words.pop();
    }
    if found.sort == Sort::Person {
        while words.len() > 1
            && words
                .last()
                .is_some_and(|word| AFTER_NAMES.contains(&word.as_str()))
        {
            words.pop();
        }
        // Titles that came along.
        while words.len() > 1 && lists::of_word(&words[0]) & lists::TITLE != 0 {
            words.remove(0);
        }
    }
    if found.sort == Sort::Organisation {
        while words.len() > 1
            && words
                .last()
                .is_some_and(|word| LEGAL.contains(&word.as_str()) || word == ",")
        {
            words.pop();
        }
    }
    let single = reading.word(found.run.start);
    let letters: String = single.chars().filter(|c| *c != '.').collect();
    let is_acronym = words.len() == 1
        && (2..=8).contains(&letters.len())
        && letters.chars().all(char::is_uppercase);
    Name {
        sort: found.sort,
        words,
        acronym: is_acronym.then_some(letters),
    }
}

/// The first letters of a name's words, small ones left out; `None` for a single word.
fn initials(name: &Name) -> Option<String> {
    let big = name
        .words
        .iter()
        .filter(|word| !SKIPPED.contains(&word.as_str()));
    let letters: String = big
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect();
    (letters.chars().count() > 1).then_some(letters)
}

/// Groups the names of a text. `found` is in order.
pub(crate) fn groups(reading: &Reading, found: &[Found]) -> Vec<Group> {
    let names: Vec<Name> = found.iter().map(|found| name(reading, found)).collect();
    let mut sets = Sets::new(names.len());
    equal(&names, &mut sets);
    persons(&names, &mut sets);
    acronyms(&names, &mut sets);
    short_forms(&names, &mut sets);
    sets.groups()
}

fn key(name: &Name) -> (Sort, String) {
    let words = name.words.join(" ");
    let country = (name.sort == Sort::Place)
        .then(|| lists::same_country(&words))
        .flatten();
    let words = country.map_or(words.replace('.', ""), str::to_owned);
    (name.sort, words)
}

fn equal(names: &[Name], sets: &mut Sets) {
    let mut first: HashMap<(Sort, String), usize> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let known = *first.entry(key(name)).or_insert(at);
        sets.join(known, at);
    }
}

/// Lone names of people go to the full name that has them: the last one before, else the first one after. Full names
/// with the same first and last word are one.
fn persons(names: &[Name], sets: &mut Sets) {
    let mut full: HashMap<(&str, &str), usize> = HashMap::new();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    let people = || {
        names
            .iter()
            .enumerate()
            .filter(|(_, name)| name.sort == Sort::Person)
    };
    for (at, name) in people() {
        if let [first, .., last] = &name.words[..] {
            let known = *full.entry((first, last)).or_insert(at);
            sets.join(known, at);
            by_word.entry(last).or_default().push(at);
            by_word.entry(first).or_default().push(at);
        }
    }
    for (at, name) in people() {
        let [lone] = &name.words[..] else {
            continue;
        };
        let Some(places) = by_word.get(lone.as_str()) else {
            continue;
        };
        let as_last = |place: &&usize| names[**place].words.last() == Some(lone);
        let before = places.partition_point(|place| *place < at);
        let nearest = |places: &[usize]| {
            let back = places[..before.min(places.len())].iter().rev();
            back.clone()
                .find(as_last)
                .or(places[before.min(places.len())..].iter().find(as_last))
                .copied()
        };
        if let Some(place) = nearest(places).or_else(|| places.first().copied()) {
            sets.join(place, at);
        }
    }
}

fn acronyms(names: &[Name], sets: &mut Sets) {
    let mut long: HashMap<(Sort, String), usize> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(letters) = initials(name).filter(|_| name.words.len() > 1) {
            long.entry((name.sort, letters)).or_insert(at);
        }
    }
    for (at, name) in names.iter().enumerate() {
        if let Some(letters) = &name.acronym
            && let Some(expansion) = long.get(&(name.sort, letters.clone()))
        {
            sets.join(*expansion, at);
        }
    }
}

/// Organisations: a name of two words and more that ends or begins a longer one, if only one longer one does.
fn short_forms(names: &[Name], sets: &mut Sets) {
    let mut longer: HashMap<String, Option<usize>> = HashMap::new();
    for (at, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.sort == Sort::Organisation)
    {
        for length in 2..name.words.len().min(8) {
            let ends = [
                name.words[name.words.len() - length..].join(" "),
                name.words[..length].join(" "),
            ];
            for part in ends {
                let entry = longer.entry(part).or_insert(Some(at));
                if entry.is_some_and(|known| !sets.same(known, at)) {
                    *entry = None;
                }
            }
        }
    }
    for (at, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.sort == Sort::Organisation && name.words.len() > 1)
    {
        if let Some(Some(place)) = longer.get(&name.words.join(" ")) {
            sets.join(*place, at);
        }
    }
}

/// Disjoint sets of names (Galler and Fischer 1964).
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn same(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.0[high] = low;
    }

    /// In order of their first members.
    fn groups(mut self) -> Vec<Group> {
        let mut place: HashMap<usize, usize> = HashMap::new();
        let mut groups: Vec<Group> = Vec::new();
        for at in 0..self.0.len() {
            let root = self.root(at);
            let group = *place.entry(root).or_insert_with(|| {
                groups.push(Group::new());
                groups.len() - 1
            });
            groups[group].push(at);
        }
        groups
    }
}
