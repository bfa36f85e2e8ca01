//! Bring an engine's suggestions into the project, without touching what a person decided.

use std::collections::{HashMap, HashSet};

use super::mark::{Cover, decided_mentions};
use super::{Outcome, count};
use crate::edit::{Author, Draft, Refusal};
use crate::model::{
    Anchor, Claim, ClaimId, Content, Cue, DocumentId, Entity, EntityId, Judgement, Maker, Mention,
    MentionId, Project, Provenance, Reason, ReviewState, Score, Source, SuggestedClaim,
    SuggestedEntity, Suggestions,
};

/// Adds what is new in one document. A place where a mention stands (in any state, so also a rejected one), or one that
/// overlaps a decided mention, gets no suggestion; likewise a claim with a known content or cue.
pub fn add_suggestions(
    project: &Project,
    author: &mut Author,
    document: DocumentId,
    suggestions: &Suggestions,
) -> Outcome {
    let one = (document, suggestions);
    add_all_suggestions(project, author, std::iter::once(one))
}

/// As [`add_suggestions`], in several documents as one step.
pub fn add_all_suggestions<'a>(
    project: &Project,
    author: &mut Author,
    suggested: impl IntoIterator<Item = (DocumentId, &'a Suggestions)>,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut known = names(project);
    let (mut added, mut documents) = (0, 0);
    for (document, suggestions) in suggested {
        let number = add_to(&mut draft, document, suggestions, &mut known)?;
        added += number;
        documents += usize::from(number > 0);
    }
    let label = match documents {
        0 | 1 => format!("Suggest {}", count(added, "mark")),
        _ => format!("Suggest {} in {documents} documents", count(added, "mark")),
    };
    draft.finish(label, None, "There is nothing new to suggest.")
}

/// Adds what is new in one document; returns the number of new marks.
fn add_to(
    draft: &mut Draft,
    document: DocumentId,
    suggestions: &Suggestions,
    known: &mut HashMap<String, EntityId>,
) -> Result<usize, Refusal> {
    draft.document(document)?;
    let project = &draft.project;
    let mut incoming = Incoming {
        engine: suggestions.engine.as_str(),
        document,
        known,
        marked: project
            .mentions_in(document)
            .map(|m| m.anchor.clone())
            .collect(),
        decided: decided_mentions(project, document),
        claims: KnownClaims::new(project, document),
        added: 0,
    };
    let entities: Vec<_> = suggestions
        .entities
        .iter()
        .map(|entity| incoming.entity(draft, entity))
        .collect::<Result<_, Refusal>>()?;
    let mut claims: Vec<Option<Placed>> = Vec::with_capacity(suggestions.claims.len());
    for claim in &suggestions.claims {
        let entity = claim
            .source_entity
            .and_then(|at| entities.get(at).copied().flatten());
        claims.push(incoming.claim(draft, claim, entity));
    }
    for (claim, id) in suggestions.claims.iter().zip(&claims) {
        let via = claim.via.and_then(|at| claims.get(at).copied().flatten());
        // What was there already keeps the chain that it has.
        if let (Some(Placed::New(id)), Some(via)) = (id, via)
            && !leads_to(&draft.project, via.id(), *id)
        {
            let mut claim = draft.claim(*id)?;
            claim.via = Some(via.id());
            draft.put_claim(claim);
        }
    }
    Ok(incoming.added)
}

/// Where a suggested claim went.
#[derive(Clone, Copy)]
enum Placed {
    New(ClaimId),
    Known(ClaimId),
}

impl Placed {
    fn id(self) -> ClaimId {
        match self {
            Self::New(id) | Self::Known(id) => id,
        }
    }
}

/// Whether the chain of `from` (itself included) comes to `to`.
fn leads_to(project: &Project, from: ClaimId, to: ClaimId) -> bool {
    let mut at = Some(from);
    while let Some(id) = at {
        if id == to {
            return true;
        }
        at = project.claim(id).and_then(|claim| claim.via);
    }
    false
}

struct Incoming<'a> {
    engine: &'a str,
    document: DocumentId,
    /// Entities by lower-case name.
    known: &'a mut HashMap<String, EntityId>,
    /// Anchors of all mentions, rejected ones too.
    marked: HashSet<Anchor>,
    decided: Cover,
    claims: KnownClaims,
    added: usize,
}

/// What is known of the claims that a document already has.
struct KnownClaims {
    by_content: HashMap<Anchor, ClaimId>,
    /// By the first byte of the cue.
    by_cue: HashMap<usize, (Anchor, ClaimId)>,
    /// Contents of decided claims that have no cue.
    without_cue: Cover,
}

impl KnownClaims {
    fn new(project: &Project, document: DocumentId) -> Self {
        let mut by_content = HashMap::new();
        let mut by_cue = HashMap::new();
        for claim in project.claims_in(document) {
            by_content.insert(claim.content.anchor.clone(), claim.id);
            if let Some(cue) = &claim.cue.anchor {
                by_cue.insert(cue.start(), (claim.content.anchor.clone(), claim.id));
            }
        }
        let uncued = project
            .claims_in(document)
            .filter(|claim| claim.cue.anchor.is_none() && claim.provenance.state.is_decided_for());
        Self {
            by_content,
            by_cue,
            without_cue: Cover::new(uncued.map(|claim| claim.content.anchor.hull())),
        }
    }

    /// The claim that already says what is suggested: same content, or the same cue with overlapping content.
    fn find(&self, suggested: &SuggestedClaim) -> Option<ClaimId> {
        let content = &suggested.content;
        let cue = suggested
            .cue
            .as_ref()
            .and_then(|cue| self.by_cue.get(&cue.start()));
        let same_cue = cue
            .filter(|(there, _)| there.overlaps(content))
            .map(|(_, id)| *id);
        self.by_content.get(content).copied().or(same_cue)
    }
}

/// Entities by name and by the words of their mentions, in lower case; decided entities win.
fn names(project: &Project) -> HashMap<String, EntityId> {
    let mut names = HashMap::new();
    let decided = |entity: &Entity| entity.provenance.state.is_decided_for();
    for pass in [true, false] {
        for entity in project.entities() {
            if decided(entity) != pass || entity.provenance.state == ReviewState::Rejected {
                continue;
            }
            names.entry(entity.name.to_lowercase()).or_insert(entity.id);
            for mention in project.mentions_of(entity.id) {
                if let Some(document) = project.document(mention.document) {
                    let words = mention.anchor.quote(&document.text).to_lowercase();
                    names.entry(words).or_insert(entity.id);
                }
            }
        }
    }
    names
}

impl Incoming<'_> {
    fn provenance(
        &self,
        draft: &Draft,
        rule: &str,
        score: Score,
        reasons: &[Reason],
    ) -> Provenance {
        Provenance {
            maker: Maker::Engine {
                name: self.engine.into(),
                rule: rule.into(),
            },
            made: draft.author.now,
            state: ReviewState::Suggested,
            score: Some(score),
            reasons: reasons.to_vec(),
            review: None,
        }
    }

    fn is_free(&self, anchor: &Anchor) -> bool {
        let overlapped = anchor
            .spans()
            .iter()
            .any(|span| self.decided.overlaps(*span));
        !overlapped && !self.marked.contains(anchor)
    }

    fn entity(
        &mut self,
        draft: &mut Draft,
        suggested: &SuggestedEntity,
    ) -> Result<Option<EntityId>, Refusal> {
        let known = self.known.get(&suggested.name.to_lowercase()).copied();
        let free: Vec<_> = suggested
            .mentions
            .iter()
            .filter(|m| self.is_free(&m.anchor))
            .collect();
        let Some(first) = free.first() else {
            return Ok(known);
        };
        let id = match known {
            Some(id) => id,
            None => {
                let schema = draft.project.schema();
                let kind = schema.get(&suggested.kind).or(schema.kinds.last());
                let kind = kind.ok_or(Refusal::Gone("kind"))?.id.clone();
                let id = EntityId::from_number(draft.author.ids.number());
                let provenance =
                    self.provenance(draft, &suggested.rule, first.score, &first.reasons);
                draft.put_entity(Entity {
                    id,
                    kind,
                    name: suggested.name.clone(),
                    notes: String::new(),
                    identifiers: suggested.identifiers.clone(),
                    provenance,
                });
                self.known.insert(suggested.name.to_lowercase(), id);
                id
            }
        };
        for mention in free {
            if !self.marked.insert(mention.anchor.clone()) {
                continue;
            }
            let provenance =
                self.provenance(draft, &suggested.rule, mention.score, &mention.reasons);
            let mention_id = MentionId::from_number(draft.author.ids.number());
            draft.put_mention(Mention {
                id: mention_id,
                entity: id,
                document: self.document,
                anchor: mention.anchor.clone(),
                notes: String::new(),
                provenance,
            });
            self.added += 1;
        }
        Ok(Some(id))
    }

    /// The new claim, or the one that is already there.
    fn claim(
        &mut self,
        draft: &mut Draft,
        suggested: &SuggestedClaim,
        entity: Option<EntityId>,
    ) -> Option<Placed> {
        let known = self.claims.find(suggested).map(Placed::Known);
        if known.is_some() || self.claims.without_cue.overlaps(suggested.content.hull()) {
            return known;
        }
        let id = ClaimId::from_number(draft.author.ids.number());
        let provenance =
            self.provenance(draft, &suggested.rule, suggested.score, &suggested.reasons);
        draft.put_claim(Claim {
            id,
            document: self.document,
            source: Source {
                anchor: suggested.source.clone(),
                entity,
                kind: suggested.source_kind,
            },
            cue: Cue {
                anchor: suggested.cue.clone(),
                class: suggested.cue_class,
            },
            content: Content {
                anchor: suggested.content.clone(),
                quote_kind: suggested.quote_kind,
                paraphrase: String::new(),
            },
            via: None,
            commitment: suggested.commitment,
            judgement: Judgement::default(),
            notes: String::new(),
            provenance,
        });
        self.added += 1;
        Some(Placed::New(id))
    }
}
