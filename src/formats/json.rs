//! JSON as other tools write it, read without copying: words are slices of the file wherever nothing in
//! them is escaped, and objects are lists in the order of the file.
//!
//! Fields of another sort than they should be are what files of other tools have, so nothing here is
//! refused that is JSON; whoever asks for a number and finds none goes on without.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use super::graph::Features;

/// A value of a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Words(Cow<'a, str>),
    List(Vec<Self>),
    Object(Object<'a>),
}

/// The fields of an object in the order of the file; of those of one name the last counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

impl<'a> Json<'a> {
    /// Reads a file, or a line of one.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, serde_json::Error> {
        // What is known to be UTF-8 needn't be looked at again, string by string.
        match std::str::from_utf8(bytes) {
            Ok(text) => serde_json::from_str(text),
            Err(_) => serde_json::from_slice(bytes),
        }
    }

    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Words(words) => Some(words),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<u64> {
        match self {
            Self::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub fn object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The field of an object; `None` also where this is no object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.object()?.get(name)
    }

    /// The elements of a list, or this value alone.
    pub fn into_list(self) -> Vec<Self> {
        match self {
            Self::List(list) => list,
            one => vec![one],
        }
    }

    /// The value as the text of a feature; `None` for what is not there.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Words(words) => Some(words.clone().into_owned()),
            other => Some(other.to_string()),
        }
    }
}

impl<'a> Object<'a> {
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        let mut fields = self.0.iter().rev();
        fields
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// Takes a field out.
    pub fn remove(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.0.iter().rposition(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }

    /// The elements of a list in this field; none where there is no list.
    pub fn items(&self, name: &str) -> impl Iterator<Item = &Json<'a>> {
        let list = self.get(name).and_then(Json::list);
        list.into_iter().flatten()
    }
}

/// The fields of an object as features; what is no object has none.
pub(super) fn features_of(value: Option<&Json<'_>>) -> Features {
    let mut features = Features::new();
    let fields = value.and_then(Json::object);
    for (name, value) in fields.into_iter().flat_map(Object::iter) {
        if let Some(value) = value.text() {
            features.read(name, value);
        }
    }
    features
}

impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            other => f.write_str(&serde_json::to_string(other).map_err(|_| fmt::Error)?),
        }
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(value) => to.serialize_bool(*value),
            Self::Number(number) => number.serialize(to),
            Self::Words(words) => to.serialize_str(words),
            Self::List(list) => to.collect_seq(list),
            Self::Object(object) => to.collect_map(object.iter()),
        }
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Values)
    }
}

/// Fields before a list of them grows.
const FEW: usize = 6;

struct Values;

impl<'de> Visitor<'de> for Values {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E>(self, words: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Words(Cow::Borrowed(words)))
    }

    fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
        Ok(Json::Words(Cow::Owned(words.to_owned())))
    }

    fn visit_string<E>(self, words: String) -> Result<Self::Value, E> {
        Ok(Json::Words(Cow::Owned(words)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = from.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some((Name(name), value)) = from.next_entry()? {
            if fields.is_empty() {
                fields.reserve_exact(FEW);
            }
            fields.push((name, value));
        }
        Ok(Json::Object(Object(fields)))
    }
}

/// The name of a field.
struct Name<'a>(Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Names)
    }
}

struct Names;

impl<'de> Visitor<'de> for Names {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Name(Cow::Owned(name.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_slices_of_the_file_unless_escaped() {
        let file = r#"{"a":"plain","b":"tab\t","a":[1,-2,0.5,true,null,{}]}"#;
        let read = Json::parse(file.as_bytes()).unwrap();
        let Json::Object(object) = &read else {
            panic!("{read:?}");
        };
        assert!(matches!(
            &object.0[0].1,
            Json::Words(Cow::Borrowed("plain"))
        ));
        assert_eq!(read.get("b").and_then(Json::words), Some("tab\t"));
        assert_eq!(read.get("a").and_then(Json::list).map(<[_]>::len), Some(6));
        assert_eq!(read.to_string(), file);
    }

    #[test]
    fn what_is_nested_too_deep_is_no_json() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert!(Json::parse(deep.as_bytes()).is_err());
    }
}
