//! What changed of something from one state of a project to another, field by field and in words: a merge of the
//! two without a base, in which every field that differs would be a conflict.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Merger, Part, words};
use crate::edit::Edit;
use crate::model::{Claim, Document, Entity, Kind, Link, Mention, Project, Rule};

/// A field that is another now. Both values are for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub field: &'static str,
    pub was: String,
    pub is: String,
}

impl std::fmt::Display for Changed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { field, was, is } = self;
        match was == is {
            // Words that are the same at another place, or too long to show where they differ.
            true => write!(f, "{field} changed"),
            false => write!(f, "{field} {was} → {is}"),
        }
    }
}

/// The fields that differ in what an edit sets, if both projects have it.
pub fn changed_fields(from: &Project, to: &Project, edit: &Edit) -> Vec<Changed> {
    let mut merger = Merger {
        base: None,
        ours: from,
        theirs: to,
        picks: &[],
        project: from.clone(),
        conflicts: Vec::new(),
        notes: Vec::new(),
        texts: HashMap::new(),
    };
    let mut more = Vec::new();
    match edit {
        Edit::Document(id, _) => {
            let both = merger.compare::<Document>(*id);
            if let Some((was, is)) = both.filter(|(was, is)| was.text != is.text) {
                let size = |document: &Document| format!("{} bytes", document.text.len());
                more.push(changed("text", size(was), size(is)));
            }
        }
        Edit::Entity(id, _) => {
            let both = merger.compare::<Entity>(*id);
            if let Some((was, is)) = both.filter(|(was, is)| was.identifiers != is.identifiers) {
                more.push(changed("identifiers", identifiers(was), identifiers(is)));
            }
        }
        Edit::Mention(id, _) => drop(merger.compare::<Mention>(*id)),
        Edit::Claim(id, _) => drop(merger.compare::<Claim>(*id)),
        Edit::Link(id, _) => drop(merger.compare::<Link>(*id)),
        Edit::Rule(id, _) => {
            if let (Some(was), Some(is)) = (from.rule(*id), to.rule(*id)) {
                let standing = |rule: &Rule| rule.standing.label().to_lowercase();
                if was.standing != is.standing {
                    more.push(changed("standing", standing(was), standing(is)));
                }
                if was.decisions != is.decisions {
                    let (was, is) = (was.decisions.to_string(), is.decisions.to_string());
                    more.push(changed("decisions", was, is));
                }
            }
        }
        Edit::Title(_) => more.push(changed(
            "name",
            words::text(from.title()),
            words::text(to.title()),
        )),
        Edit::Schema(_) => more.extend(kinds(&mut merger)),
        Edit::Order(_) => {}
    }
    let told = merger.conflicts.into_iter();
    let told = told.map(|conflict| changed(conflict.field, conflict.ours, conflict.theirs));
    told.chain(more).collect()
}

fn changed(field: &'static str, was: String, is: String) -> Changed {
    Changed { field, was, is }
}

impl<'a> Merger<'a> {
    fn compare<T: Part>(&mut self, id: T::Id) -> Option<(&'a Arc<T>, &'a Arc<T>)> {
        let (was, is) = (T::get(self.ours, id)?, T::get(self.theirs, id)?);
        T::mix(self, None, was, is);
        Some((was, is))
    }
}

/// Kinds that came and went; the fields of those that stayed become conflicts.
fn kinds(merger: &mut Merger<'_>) -> Vec<Changed> {
    let (was, is) = (merger.ours.schema().clone(), merger.theirs.schema().clone());
    let mut more = Vec::new();
    for kind in &was.kinds {
        match is.get(&kind.id) {
            Some(now) => drop::<Kind>(merger.mix_kind(None, kind, now)),
            None => more.push(changed("kind", words::text(&kind.name), "none".into())),
        }
    }
    let added = is.kinds.iter().filter(|kind| was.get(&kind.id).is_none());
    more.extend(added.map(|kind| changed("kind", "none".into(), words::text(&kind.name))));
    more
}

fn identifiers(entity: &Entity) -> String {
    let all = entity.identifiers.iter();
    let all: Vec<_> = all
        .map(|one| format!("{} {}", one.scheme, one.value))
        .collect();
    words::text(&all.join(", "))
}
