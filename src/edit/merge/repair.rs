//! Makes the merged project sound: two sound projects may contradict each other where no field does.
//!
//! What is kept decides: what it refers to is brought back, two marks at one place become one, a chain that
//! came back to its start is cut. Every step depends on ids and values alone, never on who merges.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::{Merger, Part, words};
use crate::edit::Edit;
use crate::edit::actions::short;
use crate::model::{
    Anchor, Claim, ClaimId, DocumentId, Entity, EntityId, Judgement, Kind, KindId, LabelSchema,
    Link, LinkTarget, Mention, Project, ReviewState,
};

impl Merger<'_> {
    pub(super) fn repair(&mut self) {
        self.bring_back();
        self.bring_back_kinds();
        self.join_twins();
        self.accept_entities();
        self.keep_judgements();
        self.cut_chains();
        self.tell_kinds_apart();
    }

    /// Takes something from the side that has it; whether there was one.
    fn revive<T: Part>(&mut self, id: T::Id, needed_by: &str) -> bool {
        if T::get(&self.project, id).is_some() {
            return true;
        }
        let found = T::get(self.ours, id).or(T::get(self.theirs, id)).cloned();
        let Some(found) = found else {
            return false;
        };
        // A mark goes with its text; without that it has nothing to stand on.
        let taken = found
            .document()
            .and_then(|document| self.texts.get(&document));
        if taken.is_some_and(|side| T::get(self.side(*side), id).is_none()) {
            return false;
        }
        let source = if T::get(self.ours, id).is_some() {
            self.ours
        } else {
            self.theirs
        };
        self.notes.push(format!(
            "The {} “{}” was deleted on one side; it stays, because {needed_by} refers to it.",
            T::WHAT,
            short(&found.name(source))
        ));
        self.set(T::put(id, Some(found)));
        true
    }

    /// Brings back what something that is kept refers to, or cuts the reference where that can't be.
    fn bring_back(&mut self) {
        let mentions: Vec<Arc<Mention>> = self.project.mentions().cloned().collect();
        for mention in mentions {
            let is_there = self.project.document(mention.document).is_some();
            if !is_there || !self.revive::<Entity>(mention.entity, "a mention of it") {
                self.set(Edit::Mention(mention.id, None));
            }
        }
        let links: Vec<Arc<Link>> = self.project.links().cloned().collect();
        for link in links {
            let has_to = match link.to {
                LinkTarget::Claim(to) => self.revive::<Claim>(to, "a link"),
                LinkTarget::Entity(to) => self.revive::<Entity>(to, "a link"),
            };
            if !has_to || !self.revive::<Claim>(link.from, "a link") {
                self.notes.push(format!(
                    "The link “{}” is left out: the claim at its end went with its text.",
                    link.kind.label().to_lowercase()
                ));
                self.set(Edit::Link(link.id, None));
            }
        }
        // A claim that comes back may need others.
        let mut left: BTreeSet<ClaimId> = self.project.claims().map(|claim| claim.id).collect();
        while let Some(id) = left.pop_first() {
            let Some(claim) = self.project.claim(id).cloned() else {
                continue;
            };
            let mut next = (*claim).clone();
            if let Some(entity) = claim.source.entity
                && !self.revive::<Entity>(entity, "the source of a claim")
            {
                next.source.entity = None;
            }
            if let Some(via) = claim.via {
                let was_there = self.project.claim(via).is_some();
                if !self.revive::<Claim>(via, "the chain of a claim") {
                    next.via = None;
                    let named = words::quote(&self.project, claim.document, &claim.content.anchor);
                    self.notes.push(format!(
                        "The chain of the claim “{named}” is cut: the claim before it went with its text."
                    ));
                } else if !was_there {
                    left.insert(via);
                }
            }
            if next != *claim {
                self.set(Edit::Claim(id, Some(Arc::new(next))));
            }
        }
    }

    /// An entity of a kind that one side deleted keeps it.
    fn bring_back_kinds(&mut self) {
        let schema = self.project.schema().clone();
        let used: BTreeSet<&KindId> = self.project.entities().map(|entity| &entity.kind).collect();
        let missing: Vec<Kind> = used
            .into_iter()
            .filter(|id| schema.get(id).is_none())
            .filter_map(|id| self.ours.schema().get(id).or(self.theirs.schema().get(id)))
            .cloned()
            .collect();
        if missing.is_empty() {
            return;
        }
        let mut kinds = schema.kinds.clone();
        for kind in missing {
            self.notes.push(format!(
                "The kind “{}” was deleted on one side; it stays, because entities have it.",
                kind.name
            ));
            kinds.push(kind);
        }
        self.set(Edit::Schema(Arc::new(LabelSchema { kinds })));
    }

    /// Two mentions of one entity at one place become one.
    fn join_twins(&mut self) {
        let mut places: HashMap<(EntityId, DocumentId, &Anchor), Vec<&Arc<Mention>>> =
            HashMap::new();
        for mention in self.project.mentions() {
            let place = (mention.entity, mention.document, &mention.anchor);
            places.entry(place).or_default().push(mention);
        }
        let mut edits = Vec::new();
        for mut twins in places.into_values().filter(|twins| twins.len() > 1) {
            // The one that a person decided on stays; else the one that was made first.
            twins.sort_by_key(|mention| {
                let provenance = &mention.provenance;
                (
                    !provenance.state.is_decided_for(),
                    provenance.made,
                    mention.id,
                )
            });
            let mut kept = (*twins[0]).as_ref().clone();
            let notes: BTreeSet<&str> = twins.iter().map(|twin| twin.notes.as_str()).collect();
            let notes: Vec<&str> = notes
                .into_iter()
                .filter(|notes| !notes.is_empty())
                .collect();
            kept.notes = notes.join("\n");
            if kept != **twins[0] {
                edits.push(Edit::Mention(kept.id, Some(Arc::new(kept))));
            }
            edits.extend(twins[1..].iter().map(|twin| Edit::Mention(twin.id, None)));
        }
        for edit in edits {
            self.set(edit);
        }
    }

    /// An entity with a mention that counts counts itself.
    fn accept_entities(&mut self) {
        let undecided = |entity: &&Arc<Entity>| !entity.provenance.state.is_decided_for();
        let entities: Vec<Arc<Entity>> =
            self.project.entities().filter(undecided).cloned().collect();
        for entity in entities {
            let mentions = self.project.mentions_of(entity.id);
            let mut counting = mentions.filter(|m| m.provenance.state.is_decided_for());
            let first = counting
                .next()
                .map(|mention| mention.provenance.review.clone());
            drop(counting);
            let Some(review) = first else {
                continue;
            };
            let mut next = (*entity).clone();
            next.provenance.state = ReviewState::Accepted;
            next.provenance.review = review;
            self.set(Edit::Entity(entity.id, Some(Arc::new(next))));
        }
    }

    /// A claim that carries a judgement was looked at.
    fn keep_judgements(&mut self) {
        let is_odd = |claim: &&Arc<Claim>| {
            claim.provenance.state == ReviewState::Suggested
                && claim.judgement != Judgement::default()
        };
        let claims: Vec<Arc<Claim>> = self.project.claims().filter(is_odd).cloned().collect();
        for claim in claims {
            let mut next = (*claim).clone();
            next.provenance.state = ReviewState::Edited;
            self.set(Edit::Claim(claim.id, Some(Arc::new(next))));
        }
    }

    /// Cuts chains that come back to their start: the newest step of each.
    fn cut_chains(&mut self) {
        while let Some(circle) = circle(&self.project) {
            let was = |id: &ClaimId| {
                let base = self.base.and_then(|base| base.claim(*id));
                base.and_then(|claim| claim.via)
            };
            let is = |id: &ClaimId| self.project.claim(*id).and_then(|claim| claim.via);
            let changed = circle.iter().filter(|id| was(id) != is(id)).max();
            let Some(id) = changed.or(circle.iter().max()).copied() else {
                return;
            };
            let Some(claim) = self.project.claim(id).cloned() else {
                return;
            };
            let named = words::quote(&self.project, claim.document, &claim.content.anchor);
            self.notes.push(format!(
                "The chain of the claim “{named}” is cut: both changes together would lead back to it."
            ));
            let mut next = (*claim).clone();
            next.via = None;
            self.set(Edit::Claim(id, Some(Arc::new(next))));
        }
    }

    /// Kinds that were added on both sides may share a name, a tag or a key: the later one gives way.
    fn tell_kinds_apart(&mut self) {
        let schema = self.project.schema().clone();
        let mut kinds = schema.kinds.clone();
        let (mut names, mut tags, mut keys) = (HashSet::new(), HashSet::new(), HashSet::new());
        for kind in &mut kinds {
            kind.name = free(&mut names, &kind.name);
            kind.tag = free(&mut tags, &kind.tag);
            let key = kind.key.map(|key| key.to_ascii_lowercase());
            if key.is_some_and(|key| !keys.insert(key)) {
                kind.key = None;
            }
        }
        if kinds != schema.kinds {
            let note =
                "Kinds of both sides had the same name, tag or key; the later one has another now.";
            self.notes.push(note.into());
            self.set(Edit::Schema(Arc::new(LabelSchema { kinds })));
        }
    }
}

/// The name, with a number behind it if it is taken.
fn free(taken: &mut HashSet<String>, name: &str) -> String {
    let mut candidate = name.to_owned();
    let mut number = 2;
    while !taken.insert(candidate.to_lowercase()) {
        candidate = format!("{name} {number}");
        number += 1;
    }
    candidate
}

/// The claims of a chain that never ends, if there is one: the one with the least id first found.
fn circle(project: &Project) -> Option<Vec<ClaimId>> {
    let mut known: HashSet<ClaimId> = HashSet::new();
    let via_of = |id: ClaimId| project.claim(id).and_then(|claim| claim.via);
    for start in project.claims().filter(|claim| claim.via.is_some()) {
        let mut path = Vec::new();
        let mut at = Some(start.id);
        while let Some(id) = at.filter(|id| !known.contains(id)) {
            if let Some(first) = path.iter().position(|other| *other == id) {
                return Some(path.split_off(first));
            }
            path.push(id);
            at = via_of(id);
        }
        known.extend(path);
    }
    None
}
