//! Labels of other tools and corpora → kinds of the schema.

use std::collections::BTreeMap;

use super::adopt::UnknownLabel;
use crate::model::{EntityId, KindId, LabelSchema};

/// Labels that mean a default kind, in lower case. The label sets are those of CoNLL 2003, OntoNotes 5,
/// ACE 2005 and the corpora built on them.
const KINDS: [(&str, &str); 30] = [
    ("per", "person"),
    ("pers", "person"),
    ("org", "organisation"),
    ("organization", "organisation"),
    ("loc", "place"),
    ("location", "place"),
    ("gpe", "place"),
    ("fac", "facility"),
    ("building", "facility"),
    ("date", "time"),
    ("time", "time"),
    ("duration", "time"),
    ("quant", "quantity"),
    ("number", "quantity"),
    ("card", "quantity"),
    ("cardinal", "quantity"),
    ("ordinal", "quantity"),
    ("money", "quantity"),
    ("percent", "quantity"),
    ("event", "event"),
    ("vehicle", "vehicle"),
    ("veh", "vehicle"),
    ("weapon", "vehicle"),
    ("wea", "vehicle"),
    ("mil", "military"),
    ("gov", "government"),
    ("media", "media"),
    ("misc", "other"),
    ("norp", "other"),
    ("product", "other"),
];

/// The catch-all kind.
const OTHER: &str = "other";

/// What a label became.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Mapped {
    /// The kind that the label means.
    Kind(KindId),
    /// The catch-all, because no kind means the same.
    Other(KindId),
}

/// The kind for a label, letters in either case. `None` only if the schema has no kind at all.
pub(super) fn kind_of(schema: &LabelSchema, label: &str) -> Option<Mapped> {
    if let Some(kind) = schema.by_label(label) {
        return Some(Mapped::Kind(kind.id.clone()));
    }
    let lower = label.to_lowercase();
    let known = KINDS.iter().find(|(name, _)| *name == lower);
    if let Some((_, id)) = known
        && *id != OTHER
        && let Some(kind) = schema.get(&KindId::new(id))
    {
        return Some(Mapped::Kind(kind.id.clone()));
    }
    let other = schema.get(&KindId::new(OTHER)).or(schema.kinds.last())?;
    Some(Mapped::Other(other.id.clone()))
}

/// The entities of labels that mean no kind.
#[derive(Default)]
pub(super) struct Unknown(BTreeMap<String, Vec<EntityId>>);

impl Unknown {
    pub fn add(&mut self, label: &str, entity: EntityId) {
        self.0.entry(label.to_owned()).or_default().push(entity);
    }

    /// Labels in the order of their letters.
    pub fn finish(self) -> Vec<UnknownLabel> {
        let labels = self.0.into_iter();
        labels
            .map(|(label, entities)| UnknownLabel { label, entities })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_corpora_become_kinds() {
        let schema = LabelSchema::default();
        let kind = |label: &str| kind_of(&schema, label).unwrap();
        assert_eq!(kind("PER"), Mapped::Kind(KindId::new("person")));
        assert_eq!(kind("GPE"), Mapped::Kind(KindId::new("place")));
        assert_eq!(
            kind("armed_group"),
            Mapped::Kind(KindId::new("armed_group"))
        );
        assert_eq!(kind("NORP"), Mapped::Other(KindId::new("other")));
        assert_eq!(kind("Frequency"), Mapped::Other(KindId::new("other")));
        for (_, id) in KINDS {
            assert!(schema.get(&KindId::new(id)).is_some(), "{id}");
        }
    }
}
