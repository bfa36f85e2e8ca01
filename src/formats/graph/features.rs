//! What is said of a mark, a relation or a document: values by name.

use std::borrow::Cow;

use serde::ser::{Serialize, Serializer};

use super::names::known_name;

/// The name of a feature. Those that are known here needn't be copied for each mark.
type Name = Cow<'static, str>;

/// Values by name, in the order of the names. No value that is written is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) struct Features(Vec<(Name, String)>);

impl Features {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        // Files and writers mostly have them in order.
        match self.0.last() {
            Some((last, _)) if &**last < name => Err(self.0.len()),
            _ => self.0.binary_search_by(|(known, _)| (**known).cmp(name)),
        }
    }

    pub fn get(&self, name: &str) -> Option<&String> {
        let place = self.place(name).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    pub fn contains_key(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Sets a value, whatever it was before.
    pub fn insert(&mut self, name: impl Into<Name>, value: impl Into<String>) {
        let name = name.into();
        match self.place(&name) {
            Ok(place) => self.0[place].1 = value.into(),
            Err(place) => self.0.insert(place, (name, value.into())),
        }
    }

    /// Sets a value under a name of a file.
    pub fn read(&mut self, name: &str, value: impl Into<String>) {
        match known_name(name) {
            Some(known) => self.insert(known, value),
            None => self.insert(name.to_owned(), value),
        }
    }

    /// Sets a value where there is none.
    pub fn or_insert(&mut self, name: impl Into<Name>, value: impl Into<String>) {
        let name = name.into();
        if let Err(place) = self.place(&name) {
            self.0.insert(place, (name, value.into()));
        }
    }

    /// Adds a line to a value.
    pub fn add_line(&mut self, name: &str, line: &str) {
        match self.place(name) {
            Ok(place) => {
                let value = &mut self.0[place].1;
                if !value.is_empty() {
                    value.push('\n');
                }
                value.push_str(line);
            }
            Err(_) => self.read(name, line),
        }
    }

    pub fn remove(&mut self, name: &str) -> Option<String> {
        let place = self.place(name).ok()?;
        Some(self.0.remove(place).1)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// Takes over what is not told here.
    pub fn fill_from(&mut self, other: Self) {
        for (name, value) in other.0 {
            self.or_insert(name, value);
        }
    }

    /// Leaves out what has an empty value.
    pub fn tidy(&mut self) {
        self.0.retain(|(_, value)| !value.is_empty());
    }
}

impl Serialize for Features {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_found_whatever_the_order_in_which_they_come() {
        let mut features = Features::new();
        for name in ["state", "id", "notes", "own", "id"] {
            features.read(name, format!("{name} 1"));
        }
        features.or_insert("id", "2");
        features.or_insert("rule", "3");
        features.add_line("notes", "4");
        let all: Vec<_> = features.iter().collect();
        let wanted = [
            ("id", "id 1"),
            ("notes", "notes 1\n4"),
            ("own", "own 1"),
            ("rule", "3"),
            ("state", "state 1"),
        ];
        assert_eq!(all, wanted);
        assert_eq!(features.remove("own").as_deref(), Some("own 1"));
        assert!(!features.contains_key("own") && features.len() == 4);
    }
}
