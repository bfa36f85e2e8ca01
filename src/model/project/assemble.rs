//! Puts a whole project together at once: the same as setting one slot after the other, with the indices
//! made from sorted lists.

use std::collections::HashMap;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use super::Project;
use crate::model::index::{Index, place_of_claim, place_of_mention};
use crate::model::threads::both;
use crate::model::{
    Claim, Document, DocumentId, Entity, EntityId, LabelSchema, Ledger, Link, LinkTarget, Mention,
    ProjectId, Rule,
};

/// Everything that a project holds, in any order; documents in the order of the list.
#[derive(Debug)]
pub struct Parts {
    pub id: ProjectId,
    pub title: Arc<str>,
    pub schema: Arc<LabelSchema>,
    pub documents: Vec<Arc<Document>>,
    pub entities: Vec<Arc<Entity>>,
    pub mentions: Vec<Arc<Mention>>,
    pub claims: Vec<Arc<Claim>>,
    pub links: Vec<Arc<Link>>,
    pub rules: Vec<Arc<Rule>>,
    pub ledger: Option<Ledger>,
}

/// Fewer marks than this are not worth a thread.
const MANY: usize = 4000;

impl Parts {
    /// A project without content.
    pub fn new(id: ProjectId, title: &str, schema: Arc<LabelSchema>) -> Self {
        Self {
            id,
            title: title.into(),
            schema,
            documents: Vec::new(),
            entities: Vec::new(),
            mentions: Vec::new(),
            claims: Vec::new(),
            links: Vec::new(),
            rules: Vec::new(),
            ledger: None,
        }
    }
}

impl Project {
    /// The project that these make up; an id that two of them have is the error.
    pub(crate) fn assemble(parts: Parts) -> Result<Self, String> {
        let is_large = parts.mentions.len() + parts.claims.len() >= MANY;
        let order: Arc<[DocumentId]> = parts.documents.iter().map(|d| d.id).collect();
        let documents = map(parts.documents.iter().map(|it| (it.id, it.clone())))?;
        let mut index = Index::default();
        let ((mentions, by_place, claims), entities) = both(
            is_large,
            || {
                let by_id = map(parts.mentions.iter().map(|it| (it.id, it.clone())));
                let by_place = parts.mentions.iter();
                let by_place = by_place.map(|it| (place_of_mention(it), it.clone()));
                let claims = map(parts.claims.iter().map(|it| (it.id, it.clone())));
                (by_id, sorted(by_place).into_iter().collect(), claims)
            },
            || {
                index_claims(&mut index, &parts.claims);
                index_links(&mut index, &parts.links);
                let by_entity = parts.mentions.iter();
                let by_entity =
                    by_entity.map(|m| (m.entity, m.document, m.anchor.start() as u32, m.id));
                index.mentions_of_entity = set(by_entity);
                index.words = words(&parts.mentions, &documents);
                let name = |entity: &Arc<Entity>| (entity.name.to_lowercase().into(), entity.id);
                index.names = set(parts.entities.iter().map(name));
                map(parts.entities.iter().map(|it| (it.id, it.clone())))
            },
        );
        index.mentions_by_place = by_place;
        Ok(Self {
            id: parts.id,
            title: parts.title,
            schema: parts.schema,
            order,
            documents,
            entities: entities?,
            mentions: mentions?,
            claims: claims?,
            links: map(parts.links.into_iter().map(|it| (it.id, it)))?,
            rules: map(parts.rules.into_iter().map(|it| (it.id(), it)))?,
            index,
            ledger: parts.ledger,
        })
    }
}

#[cfg(test)]
impl Project {
    /// Whether all indices say the same, for tests of what makes them.
    pub(crate) fn has_same_indices(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

fn index_claims(index: &mut Index, claims: &[Arc<Claim>]) {
    let place = |claim: &Arc<Claim>| (place_of_claim(claim), claim.clone());
    let entity = |claim: &Arc<Claim>| Some((claim.source.entity?, claim.id));
    let via = |claim: &Arc<Claim>| Some((claim.via?, claim.id));
    index.claims_by_place = sorted(claims.iter().map(place)).into_iter().collect();
    index.claims_of_entity = set(claims.iter().filter_map(entity));
    index.claims_via = set(claims.iter().filter_map(via));
}

fn index_links(index: &mut Index, links: &[Arc<Link>]) {
    let claims = links.iter().flat_map(|link| {
        let to = match link.to {
            LinkTarget::Claim(to) => Some((to, link.id)),
            LinkTarget::Entity(_) => None,
        };
        [Some((link.from, link.id)), to].into_iter().flatten()
    });
    let entities = links.iter().filter_map(|link| match link.to {
        LinkTarget::Claim(_) => None,
        LinkTarget::Entity(to) => Some((to, link.id)),
    });
    index.links_of_claim = set(claims);
    index.links_of_entity = set(entities);
}

/// Entities by the words of their mentions. Each wording is put into lower case once.
fn words(
    mentions: &[Arc<Mention>],
    documents: &OrdMap<DocumentId, Arc<Document>>,
) -> OrdMap<(Arc<str>, EntityId), u32> {
    let mut found: HashMap<(&str, EntityId), u32> = HashMap::new();
    let mut joined: HashMap<(String, EntityId), u32> = HashMap::new();
    let mut last: Option<&Arc<Document>> = None;
    for mention in mentions {
        if last.is_none_or(|last| last.id != mention.document) {
            last = documents.get(&mention.document);
        }
        let Some(document) = last.filter(|last| last.id == mention.document) else {
            continue;
        };
        match mention.anchor.spans() {
            [span] => {
                let quote = document.text.get(*span).unwrap_or_default();
                match quote.contains('\n') {
                    false => *found.entry((quote, mention.entity)).or_default() += 1,
                    true => {
                        let quote = mention.anchor.quote(&document.text);
                        *joined.entry((quote, mention.entity)).or_default() += 1;
                    }
                }
            }
            _ => {
                let quote = mention.anchor.quote(&document.text);
                *joined.entry((quote, mention.entity)).or_default() += 1;
            }
        }
    }
    let found = found.into_iter();
    let found = found.map(|((quote, entity), count)| ((quote.to_lowercase(), entity), count));
    let joined = joined.into_iter();
    let joined = joined.map(|((quote, entity), count)| ((quote.to_lowercase(), entity), count));
    let mut all: Vec<((String, EntityId), u32)> = found.chain(joined).collect();
    all.sort_unstable();
    // Wordings that differ in case only are one by now.
    all.dedup_by(|next, first| {
        let same = next.0 == first.0;
        if same {
            first.1 += next.1;
        }
        same
    });
    all.into_iter()
        .map(|((words, entity), count)| ((Arc::<str>::from(words), entity), count))
        .collect()
}

fn set<T: Ord + Clone>(items: impl Iterator<Item = T>) -> OrdSet<T> {
    let mut items: Vec<T> = items.collect();
    items.sort_unstable();
    items.into_iter().collect()
}

/// Things by their keys, of which no two are equal.
fn sorted<K: Ord + Copy, V>(items: impl Iterator<Item = (K, V)>) -> Vec<(K, V)> {
    let mut items: Vec<(K, V)> = items.collect();
    items.sort_unstable_by_key(|(key, _)| *key);
    items
}

fn map<K: Ord + Copy + ToString, V: Clone>(
    items: impl Iterator<Item = (K, V)>,
) -> Result<OrdMap<K, V>, String> {
    let items = sorted(items);
    if let Some(pair) = items.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        return Err(pair[0].0.to_string());
    }
    Ok(items.into_iter().collect())
}
