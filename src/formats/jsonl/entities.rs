//! The fields `register` and `entities`, read.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{Notes, field, id_field, list_field, objects, text_field, with_unknown};
use super::marks::Marks;
use super::provenance;
use crate::edit::Edit;
use crate::formats::canonical::Canonical;
use crate::formats::labels::{Mapped, kind_of};
use crate::model::{
    Anchor, DocumentId, Entity, EntityId, Identifier, KindId, Mention, MentionId, Provenance,
};

const REGISTER_FIELDS: [&str; 5] = ["entity", "label", "name", "notes", "identifiers"];
const ENTITY_FIELDS: [&str; 8] = [
    "id", "start", "end", "spans", "label", "entity", "name", "notes",
];

/// The name of an entity whose only words are white space.
const NAMELESS: &str = "(blank)";

impl Marks<'_> {
    pub(super) fn read_register(
        &mut self,
        record: &Map<String, Value>,
        document: DocumentId,
        notes: &mut Notes,
    ) {
        for item in objects(record, "register", notes) {
            let known = [&REGISTER_FIELDS[..], &provenance::FIELDS].concat();
            let Some(text) = id_field(item, "entity", notes) else {
                notes.add("an entry of the register has no “entity”; left out");
                continue;
            };
            let key = Self::key::<EntityId>(document, &text);
            if self.entities.contains_key(&key) {
                // An entity that several documents share is told on each of their lines.
                continue;
            }
            let Some(kind) = self.kind(item, notes) else {
                continue;
            };
            let name = text_field(item, "name", notes).unwrap_or_default();
            let said = text_field(item, "notes", notes).unwrap_or_default();
            let entity = Entity {
                id: self.entity_id(Some(&text)),
                kind,
                name: nonblank(&name, &text),
                notes: with_unknown(said, item, &known, "an entry of the register", notes),
                identifiers: identifiers(item, notes),
                provenance: provenance::read(item, self.now, notes),
            };
            self.entities.insert(key, entity.id);
            self.note_label(item, entity.id);
            self.put_entity(entity);
        }
    }

    fn entity_id(&mut self, text: Option<&str>) -> EntityId {
        self.own_or_new(
            text,
            |project, id| project.entity(*id).is_none(),
            EntityId::from_number,
        )
    }

    /// The kind that a label means; labels without a kind of their own are noted.
    fn kind(&mut self, item: &Map<String, Value>, notes: &mut Notes) -> Option<KindId> {
        let label = text_field(item, "label", notes).unwrap_or_default();
        match kind_of(self.project.schema(), &label)? {
            Mapped::Kind(kind) => Some(kind),
            Mapped::Other(kind) => {
                let label: String = label.chars().take(60).collect();
                notes.count(format!("label “{label}” is no kind here; became {kind}"));
                Some(kind)
            }
        }
    }

    /// Keeps the label of an entity whose kind it doesn't name.
    fn note_label(&mut self, item: &Map<String, Value>, entity: EntityId) {
        let label = field(item, "label")
            .and_then(Value::as_str)
            .unwrap_or_default();
        if let Some(Mapped::Other(_)) = kind_of(self.project.schema(), label) {
            self.unknown.add(label, entity);
        }
    }

    pub(super) fn read_entities(
        &mut self,
        record: &Map<String, Value>,
        document: DocumentId,
        canonical: &Canonical<'_>,
        notes: &mut Notes,
    ) {
        for (nth, item) in objects(record, "entities", notes).into_iter().enumerate() {
            let known = [&ENTITY_FIELDS[..], &provenance::FIELDS].concat();
            let Some(anchor) = mention_anchor(item, canonical, notes) else {
                let message = format!("entity {} has no place in the text; left out", nth + 1);
                notes.add(message);
                continue;
            };
            let provenance = provenance::read(item, self.now, notes);
            let quote = anchor.quote(&canonical.text);
            let Some(entity) = self.entity_of(item, document, &quote, &provenance, notes) else {
                continue;
            };
            if !self.places.insert((entity, document, anchor.clone())) {
                notes.count("an entity is marked twice at one place; kept once");
                continue;
            }
            let text_id = id_field(item, "id", notes);
            let said = text_field(item, "notes", notes).unwrap_or_default();
            let mention = Mention {
                id: self.own_or_new(
                    text_id.as_deref(),
                    |project, id| project.mention(*id).is_none(),
                    MentionId::from_number,
                ),
                entity,
                document,
                anchor,
                notes: with_unknown(said, item, &known, "an entity", notes),
                provenance,
            };
            Edit::Mention(mention.id, Some(Arc::new(mention))).apply(&mut self.project);
        }
    }

    /// The entity of a mention: the one that the file names, else the one of the same kind and name in
    /// the document, else a new one.
    fn entity_of(
        &mut self,
        item: &Map<String, Value>,
        document: DocumentId,
        quote: &str,
        provenance: &Provenance,
        notes: &mut Notes,
    ) -> Option<EntityId> {
        let named = id_field(item, "entity", notes);
        let key = named
            .as_deref()
            .map(|text| Self::key::<EntityId>(document, text));
        if let Some(id) = key.as_ref().and_then(|key| self.entities.get(key)) {
            return Some(*id);
        }
        let kind = self.kind(item, notes)?;
        let name = text_field(item, "name", notes).unwrap_or_default();
        let name = nonblank(&name, quote);
        let same = (document, kind.to_string(), name.clone());
        if key.is_none()
            && let Some(id) = self.by_name.get(&same)
        {
            return Some(*id);
        }
        let entity = Entity {
            id: self.entity_id(named.as_deref()),
            kind,
            name,
            notes: String::new(),
            identifiers: Vec::new(),
            provenance: provenance.clone(),
        };
        let id = entity.id;
        self.note_label(item, id);
        match key {
            Some(key) => self.entities.insert(key, id),
            None => self.by_name.insert(same, id),
        };
        self.put_entity(entity);
        Some(id)
    }
}

/// The name as it is, unless it is blank; then the other text without white space around it.
fn nonblank(name: &str, otherwise: &str) -> String {
    let names = [name, otherwise.trim(), NAMELESS].into_iter();
    names
        .filter(|name| !name.trim().is_empty())
        .map(str::to_owned)
        .next()
        .unwrap_or_default()
}

/// The place of a mention: `spans`, else `start` and `end`.
fn mention_anchor(
    item: &Map<String, Value>,
    canonical: &Canonical<'_>,
    notes: &mut Notes,
) -> Option<Anchor> {
    let spans = list_field(item, "spans", notes);
    if spans.is_empty() {
        let span = canonical.span(field(item, "start")?, field(item, "end")?)?;
        return Some(Anchor::single(span));
    }
    let (anchor, wrong) = canonical.anchor(spans);
    if wrong > 0 {
        notes.add(format!(
            "{wrong} of an entity’s spans are no place in the text"
        ));
    }
    anchor
}

fn identifiers(item: &Map<String, Value>, notes: &mut Notes) -> Vec<Identifier> {
    let list = list_field(item, "identifiers", notes);
    let mut identifiers = Vec::new();
    for identifier in list {
        match identifier.as_array().map(Vec::as_slice) {
            Some([Value::String(scheme), Value::String(value)]) => identifiers.push(Identifier {
                scheme: scheme.clone(),
                value: value.clone(),
            }),
            _ => notes.count("an identifier is not [scheme, value]; left out"),
        }
    }
    identifiers
}
