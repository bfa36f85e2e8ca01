//! A project as facts, less what the format declares lost.

use std::collections::{BTreeMap, HashSet};

use super::groups::Groups;
use super::{Aspect, Format, Loss, declares};
use crate::formats::fit::Fits;
use crate::formats::loss::{is_control, is_space};
use crate::formats::selection::View;
use crate::model::{
    Anchor, Claim, Document, DocumentId, Entity, EntityId, LabelSchema, LinkTarget, Mention,
    Provenance,
};

/// Which side of the comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Written,
    Read,
}

/// Facts: what they are about, of which thing, and what is said of it.
pub(super) struct Facts {
    table: BTreeMap<(Aspect, String), Vec<String>>,
    /// What can't be compared, because the format mixes it with something else.
    pub skipped: HashSet<(Aspect, String)>,
}

impl Facts {
    pub fn of(view: &View<'_>, format: &Format, side: Side) -> Self {
        let mut gathering = Gathering {
            view,
            format,
            side,
            groups: Groups::new(view, format),
            fits: Fits::of(view, format.losses),
            places: HashSet::new(),
            facts: Self {
                table: BTreeMap::new(),
                skipped: HashSet::new(),
            },
        };
        gathering.project();
        for document in view.documents() {
            gathering.document(document);
        }
        gathering.entities();
        for values in gathering.facts.table.values_mut() {
            values.sort_unstable();
        }
        gathering.facts
    }

    pub fn skip(&mut self, what: &(Aspect, String)) {
        self.table.remove(what);
    }

    pub fn count(&self, aspect: Aspect) -> usize {
        let facts = self.table.iter().filter(|((known, _), _)| *known == aspect);
        facts.map(|(_, values)| values.len()).sum()
    }

    /// Facts of one sort that are here, but not there.
    pub fn beyond(&self, other: &Self, aspect: Aspect) -> Vec<String> {
        let mut beyond = Vec::new();
        let here = self.table.iter().filter(|((known, _), _)| *known == aspect);
        for (key, values) in here {
            let mut there = other.table.get(key).cloned().unwrap_or_default();
            for value in values {
                match there.iter().position(|other| other == value) {
                    Some(at) => {
                        there.swap_remove(at);
                    }
                    None => beyond.push(format!("{} {value}", key.1)),
                }
            }
        }
        beyond
    }
}

struct Gathering<'a, 'v> {
    view: &'a View<'v>,
    format: &'a Format,
    side: Side,
    groups: Groups,
    fits: Fits,
    facts: Facts,
    /// Where entities are mentioned: two mentions may differ in nothing but a line break that is lost.
    places: HashSet<(EntityId, String)>,
}

/// “document 1”: ids may change, the order doesn't.
pub(super) fn document_number(view: &View<'_>, document: DocumentId) -> String {
    let at = view.position(document);
    format!("document {}", at.map_or(0, |nth| nth + 1))
}

/// A text without its white space.
fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_space(*c)).collect()
}

/// Control characters as spaces, also where they are told as escapes.
fn spaced(value: &str) -> String {
    let mut value = value.replace(is_control, " ");
    if value.contains('\\') {
        let controls = ('\0'..='\u{1f}').chain(['\u{fffe}', '\u{ffff}']);
        for control in controls.filter(|c| is_control(*c)) {
            value = value.replace(&control.escape_debug().to_string(), " ");
        }
    }
    value
}

impl Gathering<'_, '_> {
    fn lost(&self, loss: Loss) -> bool {
        declares(self.format, loss)
    }

    fn add(&mut self, aspect: Aspect, of: &str, mut value: String) {
        if self.lost(Loss::Controls) {
            value = spaced(&value);
        }
        let key = (aspect, of.to_owned());
        self.facts.table.entry(key).or_default().push(value);
    }

    fn project(&mut self) {
        let project = self.view.project();
        if !self.lost(Loss::Title) {
            self.add(Aspect::Project, "title", project.title().to_owned());
        }
        if !self.lost(Loss::Schema) {
            self.add(Aspect::Project, "kinds", format!("{:?}", project.schema()));
        }
    }

    fn document(&mut self, document: &Document) {
        let number = document_number(self.view, document.id);
        let text = match self.lost(Loss::Spacing) {
            true => visible(&document.text),
            false => document.text.to_string(),
        };
        self.add(Aspect::Documents, &number, text);
        if !self.lost(Loss::DocumentTitles) {
            let is_blank = |c: char| c.is_whitespace() || is_control(c);
            if document.title.chars().all(is_blank) {
                // Readers name a document that has no name.
                let skip = (Aspect::Titles, number.clone());
                self.facts.skipped.insert(skip);
            }
            self.add(Aspect::Titles, &number, document.title.clone());
        }
        if !self.lost(Loss::Origin) {
            let origin = format!("{:?}", document.origin);
            self.add(Aspect::Origins, &number, origin);
        }
        if !self.lost(Loss::DocumentNotes) {
            let notes = document.notes.clone();
            self.add(Aspect::DocumentNotes, &number, notes);
        }
        for mention in self.view.mentions(document.id) {
            self.mention(document, &number, mention);
        }
        if !self.lost(Loss::Claims) {
            for claim in self.view.claims(document.id) {
                self.claim(document, claim);
            }
        }
    }

    fn mention(&mut self, document: &Document, number: &str, mention: &Mention) {
        let fit = self.fits.get(document.id);
        let place = fit.and_then(|fit| Some(fit.place(&fit.mention(mention)?)));
        let (Some(place), Some(entity)) = (place, self.view.entity(mention.entity)) else {
            return;
        };
        let place = format!("{number} {place}");
        if !self.places.insert((entity.id, place.clone())) {
            return;
        }
        let of = match self.lost(Loss::Ids) {
            true => place.clone(),
            false => mention.id.to_string(),
        };
        self.add(Aspect::Mentions, &of, place.clone());
        self.kind(&place, entity);
        self.details(&of, &mention.notes, &mention.provenance);
    }

    /// Kinds that the format can't tell apart from others are not compared.
    fn kind(&mut self, place: &str, entity: &Entity) {
        let schema = self.view.project().schema();
        let is_own = LabelSchema::default().get(&entity.kind) != schema.get(&entity.kind);
        if is_own && self.side == Side::Written && self.lost(Loss::Schema) {
            let skip = (Aspect::Kinds, place.to_owned());
            self.facts.skipped.insert(skip);
        }
        self.add(Aspect::Kinds, place, entity.kind.to_string());
    }

    fn details(&mut self, of: &str, notes: &str, provenance: &Provenance) {
        if !self.lost(Loss::Notes) {
            self.add(Aspect::Notes, of, notes.to_owned());
        }
        if !self.lost(Loss::States) {
            let state = provenance.state.id().to_owned();
            self.add(Aspect::States, of, state);
        }
        if !self.lost(Loss::Provenance) {
            self.add(Aspect::Provenance, of, format!("{provenance:?}"));
        }
    }

    fn entities(&mut self) {
        let list = std::mem::take(&mut self.groups.list);
        for (group, entity, places) in &list {
            self.add(Aspect::Entities, group, places.clone());
            if let Some(entity) = self.view.entity(*entity) {
                self.entity_details(group, entity);
            }
        }
        for group in std::mem::take(&mut self.groups.several) {
            self.facts.skipped.insert((Aspect::EntityDetails, group));
        }
    }

    fn entity_details(&mut self, group: &str, entity: &Entity) {
        if self.lost(Loss::EntityDetails) {
            return;
        }
        let mut identifiers = entity.identifiers.clone();
        identifiers.sort();
        identifiers.dedup();
        let mut value = format!("{:?} {:?} {identifiers:?}", entity.name, entity.notes);
        if !self.lost(Loss::Provenance) {
            value.push_str(&format!(" {:?}", entity.provenance));
        }
        self.add(Aspect::EntityDetails, group, value);
    }

    /// What stands for a claim in its facts; `None` if nothing of its content is left.
    fn claim_key(&self, claim: &Claim) -> Option<String> {
        let document = self.view.project().document(claim.document)?;
        let content = self.part(document, Some(&claim.content.anchor))?;
        if !self.lost(Loss::Ids) {
            return Some(claim.id.to_string());
        }
        let number = document_number(self.view, document.id);
        Some(format!("claim in {number} at {content}"))
    }

    /// Where a part of a claim stands; `None` if nothing of it is left.
    fn part(&self, document: &Document, anchor: Option<&Anchor>) -> Option<String> {
        let fit = self.fits.get(document.id)?;
        Some(fit.place(&fit.anchor(anchor?)?))
    }

    fn claim(&mut self, document: &Document, claim: &Claim) {
        let Some(of) = self.claim_key(claim) else {
            return;
        };
        let part = |anchor: Option<&Anchor>| {
            let place = self.part(document, anchor);
            place.unwrap_or_else(|| "none".to_owned())
        };
        let parts = format!(
            "content {}, source {}, cue {}",
            part(Some(&claim.content.anchor)),
            part(claim.source.anchor.as_ref()),
            part(claim.cue.anchor.as_ref())
        );
        self.add(Aspect::Claims, &of, parts);
        if !self.lost(Loss::ClaimDetails) {
            let details = format!(
                "{} {} {} {} {:?} {:?}",
                claim.source.kind.id(),
                claim.cue.class.id(),
                claim.content.quote_kind.id(),
                claim.commitment.id(),
                claim.content.paraphrase,
                claim.judgement
            );
            self.add(Aspect::ClaimDetails, &of, details);
        }
        self.details(&of, &claim.notes, &claim.provenance);
        self.relations(claim, &of);
    }

    fn relations(&mut self, claim: &Claim, of: &str) {
        let to_claim = |id| {
            let to = self.view.project().claim(id)?;
            let stays = to.document == claim.document || !self.lost(Loss::OutOfDocument);
            stays.then(|| self.claim_key(to)).flatten()
        };
        let mut found = Vec::new();
        if let Some(via) = self.view.via(claim).and_then(to_claim) {
            found.push((format!("came through {via}"), None));
        }
        if let Some(speaker) = self.view.source_entity(claim) {
            let entity = self.entity_key(speaker.id, claim.document);
            found.extend(entity.map(|entity| (format!("is said by {entity}"), None)));
        }
        for link in self.view.links(claim.id) {
            let to = match link.to {
                LinkTarget::Claim(to) => to_claim(to),
                LinkTarget::Entity(to) => self.entity_key(to, claim.document),
            };
            let told = to.map(|to| format!("{} {to}", link.kind.id()));
            found.extend(told.map(|told| (told, Some(link))));
        }
        for (relation, link) in found {
            if let Some(link) = link.filter(|_| !self.lost(Loss::LinkDetails)) {
                let mut details = format!("{relation} {:?}", link.notes);
                if !self.lost(Loss::Provenance) {
                    details.push_str(&format!(" {:?}", link.provenance));
                }
                self.add(Aspect::LinkDetails, of, details);
            }
            self.add(Aspect::Relations, of, relation);
        }
    }

    fn entity_key(&self, entity: EntityId, document: DocumentId) -> Option<String> {
        if self.lost(Loss::OutOfDocument) || self.lost(Loss::Ids) {
            return self.groups.of_entity(entity, document).cloned();
        }
        Some(entity.to_string())
    }
}
