//! Types of other people's `annotation.conf` → labels that mean a kind here.

use std::collections::HashMap;

use super::conf::Types;
use crate::formats::labels::{Mapped, kind_of};
use crate::model::LabelSchema;

/// Which entity type is a sort of which, by the tabs that lines of `[entities]` start with.
#[derive(Default)]
pub(super) struct Hierarchy(HashMap<String, String>);

impl Hierarchy {
    pub fn new(conf: &str) -> Self {
        let mut parents = HashMap::new();
        let mut above: Vec<String> = Vec::new();
        let mut in_entities = false;
        for line in conf.lines() {
            let plain = line.trim();
            if plain.is_empty() || plain.starts_with('#') {
                continue;
            }
            if plain.starts_with('[') {
                in_entities = plain.eq_ignore_ascii_case("[entities]");
                continue;
            }
            let depth = line.chars().take_while(|c| *c == '\t').count();
            let name = plain.split(['\t', ' ']).next().unwrap_or_default();
            // An exclamation mark is on types that group others and mark nothing.
            let name = name.trim_start_matches('!').to_owned();
            if in_entities {
                above.truncate(depth);
                if let Some(parent) = above.last() {
                    parents.insert(name.clone(), parent.clone());
                }
                above.push(name);
            }
        }
        Self(parents)
    }

    /// The id of the kind that a type or one of those above it means; else the type itself.
    pub fn label(&self, name: &str, types: &Types<'_>, schema: &LabelSchema) -> String {
        let mut at = name;
        // No more steps than there are types, so a circle ends too.
        for _ in 0..=self.0.len() {
            if let Some(kind) = types.kind(at) {
                return kind.as_str().to_owned();
            }
            if let Some(Mapped::Kind(kind)) = kind_of(schema, at) {
                return kind.as_str().to_owned();
            }
            match self.0.get(at) {
                Some(parent) => at = parent,
                None => break,
            }
        }
        name.to_owned()
    }
}
