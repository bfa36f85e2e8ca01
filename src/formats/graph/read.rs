//! Pages → project. Entities first, then claims, then what leads from one to another.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::features::Features;
use super::names::{
    CLAIM, CUE, DOCUMENT_FEATURES, ENTITY, ENTITY_IDENTIFIERS, ENTITY_NAME, ENTITY_NOTES,
    ENTITY_PREFIX, ID, MENTION_FEATURES, NOTES, PROVENANCE_FEATURES, SAME, SOURCE,
};
use super::page::{Mark, Page};
use super::provenance;
use crate::edit::Edit;
use crate::formats::labels::{Mapped, Unknown, kind_of};
use crate::formats::notes::Notes;
use crate::formats::settle::settle;
use crate::formats::table::{FormatError, ImportNote, Imported, InFile};
use crate::model::{
    Anchor, Document, DocumentId, Entity, EntityId, IdSource, Identifier, KindId, Mention,
    MentionId, Origin, Project, ProjectId, Timestamp,
};

/// The name of an entity whose only words are white space.
const NAMELESS: &str = "(blank)";

/// What has been read so far.
pub(in crate::formats) struct Reading<'a> {
    /// The id and the name of the format.
    format: (&'static str, &'static str),
    pub(super) project: Project,
    pub(super) ids: &'a mut IdSource,
    pub(super) now: Timestamp,
    pub notes: Notes,
    order: Vec<DocumentId>,
    /// Entities by the ids of ours that files tell, which mean the same in all documents.
    entities: HashMap<EntityId, EntityId>,
    places: HashSet<(EntityId, DocumentId, Anchor)>,
    unknown: Unknown,
}

impl<'a> Reading<'a> {
    pub fn new(
        format: (&'static str, &'static str),
        ids: &'a mut IdSource,
        now: Timestamp,
    ) -> Self {
        Self {
            format,
            project: Project::new(ProjectId::from_number(ids.number()), ""),
            ids,
            now,
            notes: Notes::default(),
            order: Vec::new(),
            entities: HashMap::new(),
            places: HashSet::new(),
            unknown: Unknown::default(),
        }
    }

    /// Adds a document. Relations lead to marks of the page.
    pub fn add(&mut self, page: Page) {
        let page = page.joined();
        let document = self.document(&page);
        let groups = groups(&page);
        let mut mentions = HashMap::new();
        let mut known = Known::default();
        let mut order: Vec<usize> = (0..page.marks.len()).collect();
        // The mention that says what its entity is may come after others of it.
        order.sort_by_key(|nth| !page.marks[*nth].features.contains_key(ENTITY_NAME));
        for nth in order {
            let mark = &page.marks[nth];
            if ![CLAIM, SOURCE, CUE].contains(&mark.label.as_str()) {
                self.notes.line = mark.line;
                let entity = self.mention(&page, document, mark, groups[nth], &mut known);
                mentions.extend(entity.map(|entity| (nth, entity)));
            }
        }
        self.claims(&page, document, &mentions);
    }

    /// The project with its notes; the error says why nothing could be read.
    pub fn finish(mut self, files: &[InFile]) -> Result<Imported, FormatError> {
        if self.order.is_empty() {
            let empty = ImportNote {
                line: 1,
                message: "it is empty".to_owned(),
            };
            return Err(FormatError::NothingReadable {
                file: files.first().map_or("", |file| &file.name).to_owned(),
                format: self.format.1,
                note: self.notes.first().cloned().unwrap_or(empty),
            });
        }
        Edit::Order(self.order.into()).apply(&mut self.project);
        settle(&mut self.project);
        Ok(Imported {
            project: self.project,
            notes: self.notes.finish(),
            labels: self.unknown.finish(),
        })
    }

    pub(super) fn provenance(
        &mut self,
        features: &Features,
        prefix: &str,
    ) -> crate::model::Provenance {
        let format = self.format.0;
        provenance::read(features, prefix, format, self.now, &mut self.notes)
    }

    fn document(&mut self, page: &Page) -> DocumentId {
        let get = |name: &str| page.features.get(name).cloned().unwrap_or_default();
        let id = get("id").parse().ok();
        let id = id.filter(|id| self.project.document(*id).is_none());
        let id = id.unwrap_or_else(|| DocumentId::from_number(self.ids.number()));
        let mut notes = get("notes");
        for (name, value) in page.features.iter() {
            if !DOCUMENT_FEATURES.contains(&name) {
                keep_as_note(&mut notes, name, value);
            }
        }
        let title = match page.title.trim() {
            "" => format!("Document {}", self.order.len() + 1),
            _ => page.title.clone(),
        };
        let document = Document {
            id,
            title,
            text: page.text.clone(),
            origin: Origin {
                path: get("path"),
                address: get("address"),
                publisher: get("publisher"),
                byline: get("byline"),
                published: get("published"),
                retrieved: Timestamp::from_rfc3339(&get("retrieved")),
                language: get("language"),
                media_type: get("media_type"),
                reader: get("reader"),
                bytes_sha256: get("bytes_sha256"),
            },
            notes,
        };
        Edit::Document(id, Some(Arc::new(document))).apply(&mut self.project);
        self.order.push(id);
        id
    }

    fn mention(
        &mut self,
        page: &Page,
        document: DocumentId,
        mark: &Mark,
        group: usize,
        known: &mut Known,
    ) -> Option<EntityId> {
        let kind = self.kind(&mark.label)?;
        let quote = mark.anchor.quote(&page.text).trim().to_owned();
        let provenance = self.provenance(&mark.features, "");
        let mut notes = mark.features.get(NOTES).cloned().unwrap_or_default();
        self.keep_unknown(&mark.features, &MENTION_FEATURES, &mut notes);
        let told = mark.features.get(ENTITY).map(String::as_str);
        let by_name = (kind.clone(), quote.clone());
        let is_free = |entity: &EntityId| {
            let place = (*entity, document, mark.anchor.clone());
            !self.places.contains(&place)
        };
        let found = match told {
            Some(told) => match told.parse::<EntityId>() {
                Ok(own) => self.entities.get(&own).copied(),
                Err(_) => known.by_id.get(told).copied(),
            },
            None => known.by_group.get(&group).copied().or_else(|| {
                let unnamed = !mark.features.contains_key(ENTITY_NAME);
                let entity = known.by_name.get(&by_name).filter(|_| unnamed);
                entity.copied().filter(is_free)
            }),
        };
        let entity = match found {
            Some(entity) => entity,
            None => self.entity(mark, told, kind, &quote),
        };
        match told.map(|told| (told, told.parse::<EntityId>())) {
            Some((_, Ok(own))) => {
                self.entities.insert(own, entity);
            }
            Some((told, Err(_))) => {
                known.by_id.insert(told.to_owned(), entity);
            }
            None => {
                known.by_group.entry(group).or_insert(entity);
                known.by_name.entry(by_name).or_insert(entity);
            }
        }
        if !self.places.insert((entity, document, mark.anchor.clone())) {
            self.notes
                .count("an entity is marked twice at one place; kept once");
            return Some(entity);
        }
        let id = mark.features.get(ID).and_then(|id| id.parse().ok());
        let id = id.filter(|id| self.project.mention(*id).is_none());
        let mention = Mention {
            id: id.unwrap_or_else(|| MentionId::from_number(self.ids.number())),
            entity,
            document,
            anchor: mark.anchor.clone(),
            notes,
            provenance,
        };
        Edit::Mention(mention.id, Some(Arc::new(mention))).apply(&mut self.project);
        Some(entity)
    }

    fn entity(&mut self, mark: &Mark, told: Option<&str>, kind: KindId, quote: &str) -> EntityId {
        let get = |name: &str| mark.features.get(name).cloned().unwrap_or_default();
        let id = told.and_then(|told| told.parse().ok());
        let id = id.filter(|id| self.project.entity(*id).is_none());
        let names = [get(ENTITY_NAME), quote.to_owned(), NAMELESS.to_owned()];
        let name = names.into_iter().find(|name| !name.trim().is_empty());
        let identifiers = get(ENTITY_IDENTIFIERS);
        let pairs: Vec<(String, String)> = if identifiers.is_empty() {
            Vec::new()
        } else {
            serde_json::from_str(&identifiers).unwrap_or_else(|_| {
                self.notes
                    .count("identifiers of an entity are not [[scheme, value], …]; left out");
                Vec::new()
            })
        };
        // An entity that doesn't tell its own provenance has that of its first mention.
        let mut names = mark.features.names();
        let is_told = names.any(|name| {
            let bare = name.strip_prefix(ENTITY_PREFIX);
            bare.is_some_and(|bare| PROVENANCE_FEATURES.contains(&bare))
        });
        let prefix = match is_told {
            true => ENTITY_PREFIX,
            false => "",
        };
        let entity = Entity {
            id: id.unwrap_or_else(|| EntityId::from_number(self.ids.number())),
            kind,
            name: name.unwrap_or_default(),
            notes: get(ENTITY_NOTES),
            identifiers: pairs
                .into_iter()
                .map(|(scheme, value)| Identifier { scheme, value })
                .collect(),
            provenance: self.provenance(&mark.features, prefix),
        };
        let id = entity.id;
        if let Some(Mapped::Other(_)) = kind_of(self.project.schema(), &mark.label) {
            self.unknown.add(&mark.label, id);
        }
        Edit::Entity(id, Some(Arc::new(entity))).apply(&mut self.project);
        id
    }

    fn kind(&mut self, label: &str) -> Option<KindId> {
        match kind_of(self.project.schema(), label)? {
            Mapped::Kind(kind) => Some(kind),
            Mapped::Other(kind) => {
                let label: String = label.chars().take(60).collect();
                self.notes
                    .count(format!("label “{label}” is no kind here; became {kind}"));
                Some(kind)
            }
        }
    }

    /// Puts features that mean nothing here into the notes of what they are on.
    pub(super) fn keep_unknown(&mut self, features: &Features, known: &[&str], notes: &mut String) {
        for (name, value) in features.iter() {
            let bare = name.strip_prefix(ENTITY_PREFIX).unwrap_or(name);
            if !known.contains(&name) && !PROVENANCE_FEATURES.contains(&bare) {
                keep_as_note(notes, name, value);
                let name: String = name.chars().take(60).collect();
                self.notes
                    .count(format!("“{name}” means nothing here; kept as a note"));
            }
        }
    }
}

/// The entities of one page, by what its marks say of them.
#[derive(Default)]
struct Known {
    by_id: HashMap<String, EntityId>,
    by_group: HashMap<usize, EntityId>,
    by_name: HashMap<(KindId, String), EntityId>,
}

fn keep_as_note(notes: &mut String, name: &str, value: &str) {
    if !notes.is_empty() {
        notes.push('\n');
    }
    notes.push_str(&format!("{name}: {value}"));
}

/// For each mark the least mark that relations `Same` lead to.
fn groups(page: &Page) -> Vec<usize> {
    let mut parent: Vec<usize> = (0..page.marks.len()).collect();
    for relation in page.relations.iter().filter(|r| r.label == SAME) {
        let from = root(&mut parent, relation.from);
        let to = root(&mut parent, relation.to);
        parent[from.max(to)] = from.min(to);
    }
    (0..parent.len())
        .map(|nth| root(&mut parent, nth))
        .collect()
}

/// The root of a mark's tree; the way there becomes shorter.
fn root(parent: &mut [usize], mut nth: usize) -> usize {
    while parent[nth] != nth {
        parent[nth] = parent[parent[nth]];
        nth = parent[nth];
    }
    nth
}
