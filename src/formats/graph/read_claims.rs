//! Claims of a page, with their parts, chains, speakers and links.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::features::Features;
use super::names::{
    CLAIM, CLAIM_FEATURES, COMMITMENT, CONFIDENCE, CREDIBILITY, CUE, CUE_CLASS, ID, LIKELIHOOD,
    NOTES, PARAPHRASE, QUOTE_KIND, RELIABILITY, SAME, SOURCE, SOURCE_KIND, SPEAKER, VERDICT, VIA,
    link_kind,
};
use super::page::{Mark, Page, Relation};
use super::read::Reading;
use crate::edit::Edit;
use crate::formats::notes::Notes;
use crate::model::{
    Admiralty, Anchor, Claim, ClaimId, Commitment, Confidence, Content, Cue, CueClass, DocumentId,
    EntityId, InformationCredibility, Judgement, Likelihood, Link, LinkId, LinkKind, LinkTarget,
    QuoteKind, ReviewState, Source, SourceKind, SourceReliability, Verdict,
};

/// Mark → entity, for marks that are mentions.
type Mentions = HashMap<usize, EntityId>;

impl Reading<'_> {
    pub(super) fn claims(&mut self, page: &Page, document: DocumentId, mentions: &Mentions) {
        let mut parts: HashMap<(usize, &str), &Anchor> = HashMap::new();
        let mut taken = HashSet::new();
        for relation in &page.relations {
            let label = relation.label.as_str();
            let is_part = [SOURCE, CUE].contains(&label) && page.marks[relation.to].label == label;
            if is_part && page.marks[relation.from].label == CLAIM {
                taken.insert(relation.to);
                let anchor = &page.marks[relation.to].anchor;
                if parts.insert((relation.from, label), anchor).is_some() {
                    let label = label.to_lowercase();
                    self.notes
                        .add(format!("a claim has two parts {label}; took the last"));
                }
            }
        }
        let mut claims = HashMap::new();
        for (nth, mark) in page.marks.iter().enumerate() {
            self.notes.line = mark.line;
            match mark.label.as_str() {
                CLAIM => {
                    let part = |label| parts.get(&(nth, label)).map(|anchor| (*anchor).clone());
                    let id = self.claim(mark, document, part(SOURCE), part(CUE));
                    claims.insert(nth, id);
                }
                SOURCE | CUE if !taken.contains(&nth) => {
                    let label = mark.label.to_lowercase();
                    self.notes
                        .count(format!("a {label} is of no claim; left out"));
                }
                _ => {}
            }
        }
        for relation in &page.relations {
            self.notes.line = page.marks[relation.from].line;
            self.relation(relation, &claims, mentions);
        }
    }

    fn claim(
        &mut self,
        mark: &Mark,
        document: DocumentId,
        source: Option<Anchor>,
        cue: Option<Anchor>,
    ) -> ClaimId {
        let features = &mark.features;
        let provenance = self.provenance(features, "");
        let mut claim_notes = features.get(NOTES).cloned().unwrap_or_default();
        self.keep_unknown(features, &CLAIM_FEATURES, &mut claim_notes);
        let notes = &mut self.notes;
        let mut judgement = judgement(features, notes);
        if provenance.state == ReviewState::Suggested && judgement != Judgement::default() {
            notes.add("a suggested claim carries a judgement; left out");
            judgement = Judgement::default();
        }
        let source_kind = term(features, SOURCE_KIND, SourceKind::from_id, notes);
        let class = term(features, CUE_CLASS, CueClass::from_id, notes);
        let quote_kind = term(features, QUOTE_KIND, QuoteKind::from_id, notes);
        let commitment = term(features, COMMITMENT, Commitment::from_id, notes);
        if source_kind.is_none() || class.is_none() || commitment.is_none() {
            notes.count(
                "a claim doesn’t tell the kind of its source, its class or its commitment; \
                 took named person or anonymous, say and uncommitted",
            );
        }
        let untold = match source {
            Some(_) => SourceKind::NamedPerson,
            None => SourceKind::Anonymous,
        };
        let id = features.get(ID).and_then(|id| id.parse().ok());
        let id = id.filter(|id| self.project.claim(*id).is_none());
        let claim = Claim {
            id: id.unwrap_or_else(|| ClaimId::from_number(self.ids.number())),
            document,
            source: Source {
                kind: source_kind.unwrap_or(untold),
                anchor: source,
                entity: None,
            },
            cue: Cue {
                anchor: cue,
                class: class.unwrap_or(CueClass::Say),
            },
            content: Content {
                anchor: mark.anchor.clone(),
                quote_kind: quote_kind.unwrap_or(QuoteKind::Indirect),
                paraphrase: features.get(PARAPHRASE).cloned().unwrap_or_default(),
            },
            via: None,
            commitment: commitment.unwrap_or(Commitment::Uncommitted),
            judgement,
            notes: claim_notes,
            provenance,
        };
        let id = claim.id;
        Edit::Claim(id, Some(Arc::new(claim))).apply(&mut self.project);
        id
    }

    fn relation(
        &mut self,
        relation: &Relation,
        claims: &HashMap<usize, ClaimId>,
        mentions: &Mentions,
    ) {
        let label = relation.label.as_str();
        if label == SAME {
            return;
        }
        let from = claims.get(&relation.from).copied();
        let to = claims.get(&relation.to).copied();
        let entity = mentions.get(&relation.to).copied();
        let link = link_kind(label);
        match (label, from, to, entity, link) {
            (SOURCE | CUE, Some(_), None, None, _) => {}
            // Tools that can't mark a source apart from a mention lead straight to the mention.
            (SOURCE | SPEAKER, Some(from), _, Some(entity), _) => {
                self.change(from, |claim| claim.source.entity = Some(entity));
            }
            (VIA, Some(from), Some(to), ..) => self.via(from, to),
            (_, Some(from), _, Some(entity), Some(LinkKind::About)) => {
                let to = LinkTarget::Entity(entity);
                self.link(LinkKind::About, from, to, &relation.features);
            }
            (_, Some(from), Some(to), _, Some(kind)) if kind != LinkKind::About && from != to => {
                self.link(kind, from, LinkTarget::Claim(to), &relation.features);
            }
            _ => {
                let label: String = label.chars().take(60).collect();
                self.notes
                    .count(format!("relation “{label}” means nothing here; left out"));
            }
        }
    }

    fn change(&mut self, id: ClaimId, change: impl FnOnce(&mut Claim)) {
        if let Some(claim) = self.project.claim(id) {
            let mut claim = (**claim).clone();
            change(&mut claim);
            Edit::Claim(id, Some(Arc::new(claim))).apply(&mut self.project);
        }
    }

    fn via(&mut self, from: ClaimId, via: ClaimId) {
        let mut at = Some(via);
        let mut seen = HashSet::new();
        while let Some(claim) = at {
            if claim == from || !seen.insert(claim) {
                self.notes
                    .add("a chain comes back to its start; left out there");
                return;
            }
            at = self.project.claim(claim).and_then(|claim| claim.via);
        }
        self.change(from, |claim| claim.via = Some(via));
    }

    fn link(&mut self, kind: LinkKind, from: ClaimId, to: LinkTarget, features: &Features) {
        let id = features.get(ID).and_then(|id| id.parse().ok());
        let id = id.filter(|id| self.project.link(*id).is_none());
        let link = Link {
            id: id.unwrap_or_else(|| LinkId::from_number(self.ids.number())),
            kind,
            from,
            to,
            notes: features.get(NOTES).cloned().unwrap_or_default(),
            provenance: self.provenance(features, ""),
        };
        Edit::Link(link.id, Some(Arc::new(link))).apply(&mut self.project);
    }
}

fn term<T>(
    features: &Features,
    name: &str,
    from_id: fn(&str) -> Option<T>,
    notes: &mut Notes,
) -> Option<T> {
    let id = features.get(name)?;
    let term = from_id(id);
    if term.is_none() {
        let id: String = id.chars().take(60).collect();
        notes.count(format!("“{name}” has no term “{id}”; left out"));
    }
    term
}

fn judgement(features: &Features, notes: &mut Notes) -> Judgement {
    Judgement {
        likelihood: term(features, LIKELIHOOD, Likelihood::from_id, notes),
        confidence: term(features, CONFIDENCE, Confidence::from_id, notes),
        admiralty: Admiralty {
            source: term(features, RELIABILITY, SourceReliability::from_id, notes),
            information: term(
                features,
                CREDIBILITY,
                InformationCredibility::from_id,
                notes,
            ),
        },
        verdict: term(features, VERDICT, Verdict::from_id, notes).unwrap_or(Verdict::Unreviewed),
    }
}
