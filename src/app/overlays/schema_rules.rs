//! What can be said of a kind's name, tag and key while it is being typed, before anything is asked for.

use crate::model::{Colour, Kind, KindId, LabelSchema, PRESET_COUNT};
use crate::session::action::by_keys;
use crate::session::keys::{Key, Keys};

/// A field of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Name,
    Tag,
    Key,
}

impl Field {
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Tag => "Tag",
            Self::Key => "Key",
        }
    }

    pub fn value(self, kind: &Kind) -> String {
        match self {
            Self::Name => kind.name.clone(),
            Self::Tag => kind.tag.clone(),
            Self::Key => kind
                .key
                .map(|key| key.to_uppercase().to_string())
                .unwrap_or_default(),
        }
    }

    /// The kind with what was typed in this field.
    pub fn changed(self, kind: &Kind, typed: &str) -> Kind {
        let typed = typed.trim();
        let mut kind = kind.clone();
        match self {
            Self::Name => kind.name = typed.to_owned(),
            Self::Tag => kind.tag = typed.to_uppercase(),
            Self::Key => kind.key = typed.chars().next().map(|key| key.to_ascii_lowercase()),
        }
        kind
    }
}

/// What is wrong with what was typed for a kind, in a sentence.
pub(super) fn fault(
    schema: &LabelSchema,
    id: &KindId,
    field: Field,
    typed: &str,
) -> Option<String> {
    let typed = typed.trim();
    let mut others = schema.kinds.iter().filter(|kind| kind.id != *id);
    match field {
        Field::Name if typed.is_empty() => Some("A kind needs a name.".to_owned()),
        Field::Name => {
            let name = typed.to_lowercase();
            let same = others.find(|kind| kind.name.to_lowercase() == name)?;
            Some(format!("There is already a kind named “{}”.", same.name))
        }
        Field::Tag => {
            let letters = typed.chars().count();
            if !(2..=4).contains(&letters) || !typed.chars().all(char::is_alphanumeric) {
                return Some("A tag has two to four letters or digits.".to_owned());
            }
            let tag = typed.to_lowercase();
            let same = others.find(|kind| kind.tag.to_lowercase() == tag)?;
            Some(format!("“{}” has the tag {}.", same.name, same.tag))
        }
        Field::Key => {
            let mut letters = typed.chars();
            let key = letters.next()?;
            if letters.next().is_some() || !key.is_alphanumeric() {
                return Some("A key is one letter or digit, or none.".to_owned());
            }
            let shown = key.to_ascii_uppercase();
            let same = others.find(|kind| kind.key.is_some_and(|k| k.eq_ignore_ascii_case(&key)));
            if let Some(same) = same {
                return Some(format!("“{}” has the key {shown}.", same.name));
            }
            let action = by_keys(Keys::plain(Key::Char(shown)))?;
            Some(format!(
                "{shown} is the key of the command “{}”.",
                action.info().label
            ))
        }
    }
}

/// A kind to start from, which clashes with none that is there.
pub(super) fn new_kind(schema: &LabelSchema) -> Kind {
    let taken = |name: &str| {
        let name = name.to_lowercase();
        let mut kinds = schema.kinds.iter();
        kinds.any(|kind| kind.name.to_lowercase() == name)
    };
    let names = (2..).map(|number| format!("New kind {number}"));
    let name = std::iter::once("New kind".to_owned())
        .chain(names)
        .find(|name| !taken(name))
        .unwrap_or_default();
    let has_tag = |tag: &str| {
        let mut kinds = schema.kinds.iter();
        kinds.any(|kind| kind.tag.eq_ignore_ascii_case(tag))
    };
    let tags = (2..1000).map(|number| format!("N{number}"));
    let tag = std::iter::once("NEW".to_owned())
        .chain(tags)
        .find(|tag| !has_tag(tag))
        .unwrap_or_default();
    Kind {
        id: schema.free_id(&name),
        name,
        tag,
        key: None,
        colour: free_colour(schema),
    }
}

/// The first preset that no kind has, else the one that the fewest have.
fn free_colour(schema: &LabelSchema) -> Colour {
    let users = |preset: u8| {
        let kinds = schema.kinds.iter();
        kinds
            .filter(|kind| kind.colour == Colour::Preset(preset))
            .count()
    };
    let least_used = (0..PRESET_COUNT).min_by_key(|preset| users(*preset));
    Colour::Preset(least_used.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clashes_are_named() {
        let schema = LabelSchema::default();
        let person = KindId::new("person");
        let fault = |field, typed| fault(&schema, &person, field, typed);
        assert_eq!(fault(Field::Key, "1"), None, "its own key");
        assert_eq!(fault(Field::Key, ""), None);
        assert_eq!(
            fault(Field::Key, "2").unwrap(),
            "“Organisation” has the key 2."
        );
        let command = fault(Field::Key, "c").unwrap();
        assert_eq!(command, "C is the key of the command “Claim”.");
        assert!(fault(Field::Tag, "org").unwrap().contains("Organisation"));
        assert!(fault(Field::Tag, "P").is_some());
        assert!(fault(Field::Name, " place ").is_some());
        assert_eq!(fault(Field::Name, "People"), None);
    }

    #[test]
    fn new_kinds_pass_their_own_rules() {
        let mut schema = LabelSchema::default();
        for _ in 0..20 {
            let kind = new_kind(&schema);
            assert_eq!(fault(&schema, &kind.id, Field::Name, &kind.name), None);
            assert_eq!(fault(&schema, &kind.id, Field::Tag, &kind.tag), None);
            schema.kinds.push(kind);
        }
        assert_eq!(schema.kinds[13].name, "New kind");
        assert_eq!(schema.kinds[14].tag, "N2");
    }
}
