//! The label schema: the kinds of entities that a project knows, with their tags, keys and colours.

use std::fmt;
use std::sync::Arc;

/// Id of a kind: a slug such as `armed_group`. It stays when the kind is renamed.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(Arc<str>);

impl KindId {
    /// A kind id from a slug.
    pub fn new(slug: &str) -> Self {
        Self(slug.into())
    }

    /// The slug of a name: lower case, every run of other characters one underscore.
    pub fn from_name(name: &str) -> Self {
        let mut slug = String::new();
        for character in name.chars().flat_map(char::to_lowercase) {
            if character.is_alphanumeric() {
                slug.push(character);
            } else if !slug.ends_with('_') && !slug.is_empty() {
                slug.push('_');
            }
        }
        let slug = slug.trim_end_matches('_');
        Self::new(if slug.is_empty() { "kind" } else { slug })
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`.
    pub fn from_hex(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.is_ascii() {
            return None;
        }
        let channel = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(channel(0)?, channel(2)?, channel(4)?))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The number of preset colours, which the theme tables define.
pub const PRESET_COUNT: u8 = 13;

/// The colour of a kind; the theme derives fill, wash, mark and ink from it, in light and in dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// One of the theme's own, from 0 to 12, in the order of the default kinds.
    Preset(u8),
    /// The analyst's own.
    Custom(Rgb),
}

/// A kind of entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub id: KindId,
    pub name: String,
    /// Two to four letters, drawn at the mark.
    pub tag: String,
    /// The key that labels with this kind.
    pub key: Option<char>,
    pub colour: Colour,
}

/// The kinds of a project, in the order in which people are shown them. Never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSchema {
    pub kinds: Vec<Kind>,
}

/// Id, name, tag, key.
const DEFAULT_KINDS: [(&str, &str, &str, char); 13] = [
    ("person", "Person", "PER", '1'),
    ("organisation", "Organisation", "ORG", '2'),
    ("government", "Government", "GOV", '3'),
    ("military", "Military", "MIL", '4'),
    ("armed_group", "Armed group", "ARM", '5'),
    ("media", "Media", "MED", '6'),
    ("place", "Place", "PLC", '7'),
    ("facility", "Facility", "FAC", '8'),
    ("vehicle", "Vehicle or weapon", "VEH", '9'),
    ("event", "Event", "EVT", '0'),
    ("time", "Time", "TIM", 'd'),
    ("quantity", "Quantity", "QTY", 'q'),
    ("other", "Other", "OTH", 'o'),
];

impl Default for LabelSchema {
    fn default() -> Self {
        let kinds = DEFAULT_KINDS.iter().zip(0..PRESET_COUNT);
        Self {
            kinds: kinds
                .map(|((id, name, tag, key), colour)| Kind {
                    id: KindId::new(id),
                    name: (*name).to_owned(),
                    tag: (*tag).to_owned(),
                    key: Some(*key),
                    colour: Colour::Preset(colour),
                })
                .collect(),
        }
    }
}

impl LabelSchema {
    /// The kind with this id.
    pub fn get(&self, id: &KindId) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == *id)
    }

    /// The place of the kind in the schema's order.
    pub fn position(&self, id: &KindId) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.id == *id)
    }

    /// The kind that this key labels with; letters in either case.
    pub fn by_key(&self, key: char) -> Option<&Kind> {
        self.kinds
            .iter()
            .find(|kind| kind.key.is_some_and(|k| k.eq_ignore_ascii_case(&key)))
    }

    /// A kind for a label from outside: same id, name or tag, letters in either case.
    pub fn by_label(&self, label: &str) -> Option<&Kind> {
        let same = |text: &str| text.eq_ignore_ascii_case(label);
        self.kinds
            .iter()
            .find(|kind| same(kind.id.as_str()) || same(&kind.name) || same(&kind.tag))
    }

    /// An id for a new kind of this name, not in use yet.
    pub fn free_id(&self, name: &str) -> KindId {
        let wanted = KindId::from_name(name);
        if self.get(&wanted).is_none() {
            return wanted;
        }
        let mut number = 2;
        loop {
            let id = KindId::new(&format!("{wanted}_{number}"));
            if self.get(&id).is_none() {
                return id;
            }
            number += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_keep_letters_of_any_script() {
        assert_eq!(KindId::from_name("Armed  group!").as_str(), "armed_group");
        assert_eq!(KindId::from_name("Größe").as_str(), "größe");
        assert_eq!(KindId::from_name("–").as_str(), "kind");
        assert_eq!(
            LabelSchema::default().free_id("Person").as_str(),
            "person_2"
        );
    }
}
