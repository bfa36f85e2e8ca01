//! From what the model tells apart to the kinds of the schema: a ministry is a government, an airport a facility.

use crate::suggest::lists::{self, Flags};
use crate::suggest::names::{Found, Sort};
use crate::suggest::reading::Reading;

/// Kinds of organisations by the list that a word of their names is on, the first fitting one first.
const ORGANISATIONS: &[(Flags, &str, &str)] = &[
    (lists::ARMED, "armed_group", "known as an armed group"),
    (lists::MEDIA, "media", "known as a medium, or named as one"),
    (lists::MILITARY, "military", "named as armed forces"),
    (
        lists::GOVERNMENT,
        "government",
        "named as a part of a government",
    ),
];

/// Words in lower case before a vessel's name.
const VESSELS: &[&str] = &[
    "aircraft",
    "boat",
    "carrier",
    "destroyer",
    "ferry",
    "freighter",
    "frigate",
    "missile",
    "rocket",
    "ship",
    "submarine",
    "tanker",
    "trawler",
    "vessel",
    "yacht",
    "drone",
    "the",
];

/// The kind of a name, with what told it, if more than the model did. `None` for what isn't marked.
pub(super) fn kind(
    reading: &Reading,
    name: &Found,
) -> Option<(&'static str, Option<&'static str>)> {
    Some(match name.sort {
        Sort::Person => ("person", None),
        Sort::Organisation => organisation(reading, name),
        Sort::Place => place(reading, name),
        Sort::People => return people(reading, name),
        Sort::Time => ("time", None),
        Sort::Quantity => ("quantity", None),
        Sort::Other => other(reading, name),
    })
}

/// The lists that the whole name is on.
fn whole(reading: &Reading, name: &Found) -> Flags {
    let words: Vec<&str> = name.run.clone().map(|at| reading.lower(at)).collect();
    let words = if words.len() > 1 && words[0] == "the" {
        &words[1..]
    } else {
        &words[..]
    };
    match words {
        [only] => lists::of_word(only),
        _ => lists::of_phrase(&words.join(" ")),
    }
}

/// The lists that its last word is on, or the word before “of”.
fn head(reading: &Reading, name: &Found) -> Flags {
    let of = name
        .run
        .clone()
        .find(|at| matches!(reading.lower(*at), "of" | "for"));
    let last = of.unwrap_or(name.run.end).max(name.run.start + 1) - 1;
    reading.form(last).flags
}

fn organisation(reading: &Reading, name: &Found) -> (&'static str, Option<&'static str>) {
    let whole = whole(reading, name);
    let known = ORGANISATIONS.iter().find(|(list, ..)| whole & list != 0);
    if let Some((_, kind, why)) = known {
        return (kind, Some(why));
    }
    if whole & lists::KNOWN_BODY != 0 {
        return ("organisation", Some("known as an organisation"));
    }
    let head = head(reading, name);
    let named = ORGANISATIONS
        .iter()
        .find(|(list, ..)| name.run.len() > 1 && head & list != 0);
    match named {
        // “Front” and the like are parties as often.
        Some((list, kind, why)) if *list != lists::ARMED => (kind, Some(why)),
        _ if head & lists::ORGANISATION != 0 => {
            ("organisation", Some("a word in it tells the kind"))
        }
        _ => ("organisation", None),
    }
}

fn place(reading: &Reading, name: &Found) -> (&'static str, Option<&'static str>) {
    let whole = whole(reading, name);
    if whole & (lists::COUNTRY | lists::CITY | lists::REGION) != 0 {
        return (
            "place",
            Some("on the list of countries, regions and cities"),
        );
    }
    let head = head(reading, name);
    let facility = name.run.len() > 1 && head & lists::FACILITY != 0;
    match facility && head & lists::PLACE == 0 {
        true => ("facility", Some("a word in it tells the kind")),
        false => ("place", None),
    }
}

/// A people or a party's members as a noun: “Palestinians”. Adjectives are no names of anything.
fn people(reading: &Reading, name: &Found) -> Option<(&'static str, Option<&'static str>)> {
    let last = reading.lower(name.run.end - 1);
    let noun = last.ends_with('s') && !last.ends_with("ss") && last.len() > 4;
    noun.then_some(("other", Some("named as a people or a group")))
}

fn other(reading: &Reading, name: &Found) -> (&'static str, Option<&'static str>) {
    let head = head(reading, name) | whole(reading, name);
    let before = name.run.start.checked_sub(1).map(|at| reading.lower(at));
    let first = reading.lower(name.run.start);
    let is_vessel = head & lists::VESSEL != 0
        || matches!(first, "uss" | "hms" | "mv" | "ss")
        || before.is_some_and(|before| before != "the" && VESSELS.contains(&before));
    if is_vessel {
        ("vehicle", Some("named as a vessel or a weapon"))
    } else if head & lists::EVENT != 0 {
        ("event", Some("named as an event"))
    } else {
        ("other", None)
    }
}
