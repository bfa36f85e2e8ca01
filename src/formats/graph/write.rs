//! Project → pages.

use std::collections::{HashMap, HashSet};

use super::features::Features;
use super::names::{
    CLAIM, COMMITMENT, CONFIDENCE, CREDIBILITY, CUE, CUE_CLASS, ENTITY, ENTITY_IDENTIFIERS,
    ENTITY_NAME, ENTITY_NOTES, ENTITY_PREFIX, ID, LIKELIHOOD, NOTES, PARAPHRASE, QUOTE_KIND,
    RELIABILITY, SAME, SOURCE, SOURCE_KIND, SPEAKER, VERDICT, VIA, link_label,
};
use super::page::{Mark, Page, Relation};
use super::provenance::{self, put};
use crate::formats::fit::Fit;
use crate::formats::loss::Loss;
use crate::formats::selection::View;
use crate::model::{Anchor, Claim, ClaimId, Document, Entity, EntityId, Link, LinkTarget, Verdict};

/// A document as a page; marks by place, mentions before claims.
pub(in crate::formats) fn page(view: &View<'_>, document: &Document) -> Page {
    page_that_fits(view, document, &[])
}

/// The same less what a format of these losses can't hold of the marks.
pub(in crate::formats) fn page_that_fits(
    view: &View<'_>,
    document: &Document,
    losses: &[Loss],
) -> Page {
    let mut writing = Writing {
        view,
        fit: Fit::of(view, document, losses),
        places: HashSet::new(),
        page: Page::new(&document.title, document.text.clone()),
        first: HashMap::new(),
        last: HashMap::new(),
        claims: HashMap::new(),
    };
    writing.page.features = document_features(document);
    writing.mentions(document);
    for claim in view.claims(document.id) {
        writing.claim(claim);
    }
    for claim in view.claims(document.id) {
        writing.relations(claim);
    }
    writing.page
}

fn document_features(document: &Document) -> Features {
    let mut features = Features::new();
    let origin = &document.origin;
    let mut put = |name: &'static str, value: &str| put(&mut features, name, value);
    put("id", &document.id.to_string());
    put("notes", &document.notes);
    put("path", &origin.path);
    put("address", &origin.address);
    put("publisher", &origin.publisher);
    put("byline", &origin.byline);
    put("published", &origin.published);
    put("language", &origin.language);
    put("media_type", &origin.media_type);
    put("reader", &origin.reader);
    put("bytes_sha256", &origin.bytes_sha256);
    if let Some(retrieved) = origin.retrieved {
        put("retrieved", &retrieved.to_rfc3339());
    }
    features
}

struct Writing<'a, 'v> {
    view: &'a View<'v>,
    fit: Fit,
    places: HashSet<(EntityId, Anchor)>,
    page: Page,
    /// The first and last mark of each entity so far.
    first: HashMap<EntityId, usize>,
    last: HashMap<EntityId, usize>,
    claims: HashMap<ClaimId, usize>,
}

impl Writing<'_, '_> {
    fn mark(&mut self, label: &str, anchor: Anchor, features: Features) -> usize {
        self.page.marks.push(Mark {
            label: label.to_owned(),
            anchor,
            features,
            line: 0,
        });
        self.page.marks.len() - 1
    }

    fn relation(&mut self, label: &str, from: usize, to: usize, features: Features) {
        self.page.relations.push(Relation {
            label: label.to_owned(),
            from,
            to,
            features,
        });
    }

    fn mentions(&mut self, document: &Document) {
        for mention in self.view.mentions(document.id) {
            let found = self.view.entity(mention.entity);
            let Some((entity, anchor)) = found.zip(self.fit.mention(mention)) else {
                continue;
            };
            // Two mentions may differ in nothing but what the format can't hold.
            if !self.places.insert((entity.id, anchor.clone())) {
                continue;
            }
            let mut features = Features::new();
            put(&mut features, ID, mention.id.to_string());
            put(&mut features, NOTES, &*mention.notes);
            put(&mut features, ENTITY, entity.id.to_string());
            provenance::write(&mention.provenance, "", &mut features);
            if !self.first.contains_key(&entity.id) {
                entity_features(entity, &mut features);
            }
            let mark = self.mark(entity.kind.as_str(), anchor, features);
            self.first.entry(entity.id).or_insert(mark);
            if let Some(before) = self.last.insert(entity.id, mark) {
                self.relation(SAME, mark, before, Features::new());
            }
        }
    }

    fn claim(&mut self, claim: &Claim) {
        let Some(content) = self.fit.anchor(&claim.content.anchor) else {
            return;
        };
        let mark = self.mark(CLAIM, content, claim_features(claim));
        self.claims.insert(claim.id, mark);
        let parts = [
            (SOURCE, claim.source.anchor.as_ref()),
            (CUE, claim.cue.anchor.as_ref()),
        ];
        for (label, anchor) in parts {
            if let Some(anchor) = anchor.and_then(|anchor| self.fit.anchor(anchor)) {
                let part = self.mark(label, anchor, Features::new());
                self.relation(label, mark, part, Features::new());
            }
        }
    }

    /// Chains, speakers and links that stay in the document.
    fn relations(&mut self, claim: &Claim) {
        let Some(from) = self.claims.get(&claim.id).copied() else {
            return;
        };
        let via = self.view.via(claim);
        if let Some(to) = via.and_then(|via| self.claims.get(&via)).copied() {
            self.relation(VIA, from, to, Features::new());
        }
        let speaker = self.view.source_entity(claim).map(|entity| entity.id);
        if let Some(to) = speaker.and_then(|id| self.first.get(&id)).copied() {
            self.relation(SPEAKER, from, to, Features::new());
        }
        for link in self.view.links(claim.id) {
            let to = match link.to {
                LinkTarget::Claim(to) => self.claims.get(&to).copied(),
                LinkTarget::Entity(to) => self.first.get(&to).copied(),
            };
            if let Some(to) = to {
                self.relation(link_label(link.kind), from, to, link_features(link));
            }
        }
    }
}

fn entity_features(entity: &Entity, features: &mut Features) {
    put(features, ENTITY_NAME, &*entity.name);
    put(features, ENTITY_NOTES, &*entity.notes);
    if !entity.identifiers.is_empty() {
        let identifiers = entity.identifiers.iter();
        let identifiers: Vec<_> = identifiers.map(|i| [&i.scheme, &i.value]).collect();
        let identifiers = serde_json::json!(identifiers).to_string();
        put(features, ENTITY_IDENTIFIERS, identifiers);
    }
    provenance::write(&entity.provenance, ENTITY_PREFIX, features);
}

fn link_features(link: &Link) -> Features {
    let mut features = Features::new();
    put(&mut features, ID, link.id.to_string());
    put(&mut features, NOTES, &*link.notes);
    provenance::write(&link.provenance, "", &mut features);
    features
}

fn claim_features(claim: &Claim) -> Features {
    let mut features = Features::new();
    let judgement = &claim.judgement;
    let admiralty = judgement.admiralty;
    let mut put = |name: &'static str, value: &str| put(&mut features, name, value);
    put(ID, &claim.id.to_string());
    put(NOTES, &claim.notes);
    put(PARAPHRASE, &claim.content.paraphrase);
    put(SOURCE_KIND, claim.source.kind.id());
    put(CUE_CLASS, claim.cue.class.id());
    put(QUOTE_KIND, claim.content.quote_kind.id());
    put(COMMITMENT, claim.commitment.id());
    put(
        LIKELIHOOD,
        judgement.likelihood.map_or("", |term| term.id()),
    );
    put(
        CONFIDENCE,
        judgement.confidence.map_or("", |term| term.id()),
    );
    put(RELIABILITY, admiralty.source.map_or("", |term| term.id()));
    put(
        CREDIBILITY,
        admiralty.information.map_or("", |term| term.id()),
    );
    if judgement.verdict != Verdict::Unreviewed {
        put(VERDICT, judgement.verdict.id());
    }
    provenance::write(&claim.provenance, "", &mut features);
    features
}
