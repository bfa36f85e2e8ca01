//! Short lists of words and names that everybody knows: countries and their peoples, large cities, first names,
//! titles, the last words of names of organisations, words of time and number.
//!
//! They are hints for the trained models and for the rules, not the truth about a word; none of them was taken from
//! a corpus.

mod people;
mod places;
mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::crf::hash::BuildQuick;

/// Sets of lists that a word or a phrase is on.
pub(crate) type Flags = u32;

pub(crate) const TITLE: Flags = 1;
pub(crate) const ORGANISATION: Flags = 1 << 1;
pub(crate) const PLACE: Flags = 1 << 2;
pub(crate) const FACILITY: Flags = 1 << 3;
pub(crate) const MONTH: Flags = 1 << 4;
pub(crate) const WEEKDAY: Flags = 1 << 5;
pub(crate) const TIME_UNIT: Flags = 1 << 6;
pub(crate) const TIME: Flags = 1 << 7;
pub(crate) const NUMBER: Flags = 1 << 8;
pub(crate) const SCALE: Flags = 1 << 9;
pub(crate) const CURRENCY: Flags = 1 << 10;
pub(crate) const UNIT: Flags = 1 << 11;
pub(crate) const FIRST_NAME: Flags = 1 << 12;
pub(crate) const PARTICLE: Flags = 1 << 13;
pub(crate) const SMALL: Flags = 1 << 14;
pub(crate) const COUNTRY: Flags = 1 << 15;
pub(crate) const PEOPLE: Flags = 1 << 16;
pub(crate) const CITY: Flags = 1 << 17;
pub(crate) const REGION: Flags = 1 << 18;
pub(crate) const GOVERNMENT: Flags = 1 << 19;
pub(crate) const MILITARY: Flags = 1 << 20;
pub(crate) const MEDIA: Flags = 1 << 21;
pub(crate) const KNOWN_BODY: Flags = 1 << 22;
pub(crate) const EVENT: Flags = 1 << 23;
pub(crate) const OFFICIAL: Flags = 1 << 24;
pub(crate) const PAPER: Flags = 1 << 25;
pub(crate) const ARMED: Flags = 1 << 26;
pub(crate) const VESSEL: Flags = 1 << 27;

/// Words of the longest phrase on any list.
pub(crate) const LONGEST: usize = 5;

/// The lists by word or phrase, in lower case.
struct Lists {
    words: HashMap<&'static str, Flags, BuildQuick>,
    /// First words of phrases, with the number of words of the longest.
    openers: HashMap<&'static str, usize, BuildQuick>,
    phrases: HashMap<&'static str, Flags, BuildQuick>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists {
        words: HashMap::default(),
        openers: HashMap::default(),
        phrases: HashMap::default(),
    };
    let peoples = places::PEOPLES
        .iter()
        .flat_map(|(country, peoples)| [(COUNTRY, *country), (PEOPLE, *peoples)]);
    let all = places::LISTS
        .iter()
        .chain(people::LISTS)
        .chain(words::LISTS)
        .copied();
    for (flag, entries) in all.chain(peoples) {
        for entry in entries
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
        {
            let mut words = entry.split(' ');
            let first = words.next().unwrap_or_default();
            let more = words.count();
            if more == 0 {
                *lists.words.entry(entry).or_default() |= flag;
            } else {
                *lists.phrases.entry(entry).or_default() |= flag;
                let longest = lists.openers.entry(first).or_default();
                *longest = (*longest).max(more + 1);
            }
        }
    }
    lists
});

/// The lists that a word in lower case is on.
pub(crate) fn of_word(lower: &str) -> Flags {
    LISTS.words.get(lower).copied().unwrap_or_default()
}

/// How many words the longest phrase has that begins with this word in lower case; 0 if none does.
pub(crate) fn phrase_words(first: &str) -> usize {
    LISTS.openers.get(first).copied().unwrap_or_default()
}

/// The lists that a phrase is on: words in lower case, one space between them.
pub(crate) fn of_phrase(phrase: &str) -> Flags {
    LISTS.phrases.get(phrase).copied().unwrap_or_default()
}

/// The country whose people or adjective this is, in lower case: “iranian” → “iran”.
pub(crate) fn country_of(people: &str) -> Option<&'static str> {
    static COUNTRIES: LazyLock<HashMap<&'static str, &'static str, BuildQuick>> =
        LazyLock::new(|| {
            let pairs = places::PEOPLES.iter().flat_map(|(countries, peoples)| {
                let country = countries.split(',').next().unwrap_or_default().trim();
                peoples
                    .split(',')
                    .map(move |people| (people.trim(), country))
            });
            pairs.collect()
        });
    COUNTRIES.get(people).copied()
}

/// The first of the names that a country is listed with: “u.s.” → “united states”.
pub(crate) fn same_country(name: &str) -> Option<&'static str> {
    places::PEOPLES.iter().find_map(|(countries, _)| {
        let mut names = countries.split(',').map(str::trim);
        let first = names.clone().next()?;
        names.any(|known| known == name).then_some(first)
    })
}
