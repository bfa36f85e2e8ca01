//! Soundness checks of a whole project. Each check has a name; each finding says what is wrong and where.
//!
//! The doctor only looks. It never changes a project.

use std::collections::{HashMap, HashSet};

use super::threads::each;
use super::vocabulary::vocabulary;
use super::{
    Anchor, AnnotationId, ClaimId, DocumentId, EntityId, Judgement, LinkKind, LinkTarget, Mention,
    MentionId, Project, ReviewState,
};

vocabulary! {
    /// The checks, by name.
    Check {
        DocumentOrder = "document-order", "The list of documents names each document once";
        AnchorInText = "anchor-in-text", "Anchors lie inside their text, on character boundaries";
        DocumentExists = "document-exists", "Annotations stand on a document of the project";
        EntityExists = "entity-exists", "Mentions, sources and links point to an entity of the project";
        ClaimExists = "claim-exists", "Chains and links point to a claim of the project";
        KindExists = "kind-exists", "Entities have a kind of the schema";
        NameNotEmpty = "name-not-empty", "Entities have a name";
        MentionOnce = "mention-once", "An entity is mentioned once at the same place";
        ChainEnds = "chain-ends", "Chains of sources end and never come back to their start";
        LinkTarget = "link-target", "Links of kind about lead to an entity, all others to another claim";
        EntityState = "entity-state", "An entity with an accepted mention is accepted itself";
        JudgementByHand = "judgement-by-hand", "Suggested claims carry no judgement";
        Score = "score", "Scores lie between 0 and 1";
        Schema = "schema", "Kinds have distinct ids, names, tags and keys";
    }
}

/// Where a fault is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Project,
    Document(DocumentId),
    Annotation(AnnotationId),
}

/// One fault: which check failed, where, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub check: Check,
    pub place: Place,
    pub message: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.check.id(), self.message)
    }
}

/// Fewer mentions than this are not worth a thread.
const MANY: usize = 4000;

/// All faults of a project; none if it is sound. Linear in its size.
pub fn examine(project: &Project) -> Vec<Finding> {
    let mentions: Vec<&Mention> = project.mentions_by_place().map(|it| &**it).collect();
    let (early, late) = mentions.split_at(mentions.len() / 2);
    let parts = vec![
        Part::Mentions(early),
        Part::Mentions(late),
        Part::ByEntity,
        Part::Claims,
    ];
    let look = |part| {
        let mut doctor = Doctor::new(project);
        match part {
            Part::Mentions(mentions) => doctor.mentions(mentions),
            Part::ByEntity => doctor.by_entity(),
            Part::Claims => {
                doctor.claims();
                doctor.links();
            }
        }
        doctor
    };
    let seen: Vec<Doctor> = match mentions.len() >= MANY {
        true => each(parts, look),
        false => parts.into_iter().map(look).collect(),
    };
    let mut whole = Doctor::new(project);
    whole.schema();
    whole.documents();
    let mut later = Vec::new();
    for mut part in seen {
        whole.decided.extend(part.decided);
        whole.repeated.extend(part.repeated);
        later.append(&mut part.findings);
    }
    whole.entities();
    whole.findings.append(&mut later);
    whole.findings
}

/// What is looked at on its own, at the same time as the others.
enum Part<'a> {
    Mentions(&'a [&'a Mention]),
    ByEntity,
    Claims,
}

struct Doctor<'a> {
    project: &'a Project,
    findings: Vec<Finding>,
    /// Whether the chain of a claim ends, so that long chains are not walked again for each claim.
    chains: HashMap<ClaimId, bool>,
    /// Entities with a mention that counts.
    decided: HashSet<EntityId>,
    /// Entities with two mentions at one place, and the last such mention.
    repeated: HashMap<EntityId, MentionId>,
}

impl<'a> Doctor<'a> {
    fn new(project: &'a Project) -> Self {
        Self {
            project,
            findings: Vec::new(),
            chains: HashMap::new(),
            decided: HashSet::new(),
            repeated: HashMap::new(),
        }
    }
}

impl Doctor<'_> {
    fn report(&mut self, check: Check, place: Place, message: String) {
        self.findings.push(Finding {
            check,
            place,
            message,
        });
    }

    fn schema(&mut self) {
        let schema = self.project.schema().clone();
        let mut ids = HashSet::new();
        let mut names = HashSet::new();
        let mut tags = HashSet::new();
        let mut keys = HashSet::new();
        if schema.kinds.is_empty() {
            self.report(
                Check::Schema,
                Place::Project,
                "the schema has no kind".into(),
            );
        }
        for kind in &schema.kinds {
            let mut clash = |what: &str, value: &str| {
                let message = format!("two kinds have the {what} “{value}”");
                self.report(Check::Schema, Place::Project, message);
            };
            if !ids.insert(kind.id.clone()) {
                clash("id", kind.id.as_str());
            }
            if !names.insert(kind.name.to_lowercase()) {
                clash("name", &kind.name);
            }
            if !tags.insert(kind.tag.to_lowercase()) {
                clash("tag", &kind.tag);
            }
            if let Some(key) = kind.key
                && !keys.insert(key.to_ascii_lowercase())
            {
                clash("key", &key.to_string());
            }
        }
    }

    fn documents(&mut self) {
        let mut listed = HashSet::new();
        for id in self.project.document_order().clone().iter() {
            if !listed.insert(*id) {
                let message = format!("document {id} is listed twice");
                self.report(Check::DocumentOrder, Place::Document(*id), message);
            }
            if self.project.document(*id).is_none() {
                let message = format!("document {id} is listed but not there");
                self.report(Check::DocumentOrder, Place::Document(*id), message);
            }
        }
        for document in self.project.documents_by_id() {
            if !listed.contains(&document.id) {
                let message = format!("document {} is not in the list", document.id);
                self.report(Check::DocumentOrder, Place::Document(document.id), message);
            }
        }
    }

    fn entities(&mut self) {
        for entity in self.project.entities() {
            let place = || Place::Annotation(AnnotationId::Entity(entity.id));
            if self.project.schema().get(&entity.kind).is_none() {
                let message = format!("“{}” has the unknown kind “{}”", entity.name, entity.kind);
                self.report(Check::KindExists, place(), message);
            }
            if entity.name.trim().is_empty() {
                let message = format!("entity {} has no name", entity.id);
                self.report(Check::NameNotEmpty, place(), message);
            }
            if let Some(mention) = self.repeated.get(&entity.id).copied() {
                let message = format!("“{}” is mentioned twice at one place", entity.name);
                let place = Place::Annotation(AnnotationId::Mention(mention));
                self.report(Check::MentionOnce, place, message);
            }
            if self.decided.contains(&entity.id) && !entity.provenance.state.is_decided_for() {
                let message = format!(
                    "“{}” is {} although a mention of it is accepted",
                    entity.name,
                    entity.provenance.state.id()
                );
                self.report(Check::EntityState, place(), message);
            }
            self.score(entity.provenance.score, place());
        }
    }

    /// Walks the mentions entity by entity: whether it is there, and whether it is mentioned twice at one place.
    /// Only mentions that begin at the same byte are compared.
    fn by_entity(&mut self) {
        let mut mentions = self.project.mentions_by_entity().peekable();
        let mut here: Vec<MentionId> = Vec::new();
        let mut last: Option<(EntityId, bool)> = None;
        while let Some((entity, document, byte, mention)) = mentions.next() {
            let is_there = match last {
                Some((same, is_there)) if same == *entity => is_there,
                _ => self.project.entity(*entity).is_some(),
            };
            last = Some((*entity, is_there));
            if !is_there {
                let message =
                    format!("mention {mention} is of entity {entity}, which is not there");
                let place = Place::Annotation(AnnotationId::Mention(*mention));
                self.report(Check::EntityExists, place, message);
            }
            here.push(*mention);
            let next = mentions.peek();
            if next.is_some_and(|next| (&next.0, &next.1, &next.2) == (entity, document, byte)) {
                continue;
            }
            if here.len() > 1 {
                let mut seen = HashSet::new();
                let marks = here.iter().filter_map(|id| self.project.mention(*id));
                for mention in marks.filter(|mention| !seen.insert(&mention.anchor)) {
                    self.repeated.insert(*entity, mention.id);
                }
            }
            here.clear();
        }
    }

    fn score(&mut self, score: Option<super::Score>, place: Place) {
        if let Some(score) = score
            && !(0..=100).contains(&score.0)
        {
            let message = format!("the score {} is not between 0 and 1", score.fraction());
            self.report(Check::Score, place, message);
        }
    }

    fn anchor(
        &mut self,
        document: DocumentId,
        anchor: &Anchor,
        id: AnnotationId,
        what: impl Fn() -> String,
    ) {
        let place = Place::Annotation(id);
        let Some(document) = self.project.document(document) else {
            let what = what();
            let message = format!("{what} stands on document {document}, which is not there");
            self.report(Check::DocumentExists, place, message);
            return;
        };
        for span in anchor.spans() {
            if document.text.get(*span).is_none() {
                let what = what();
                let message = format!("{what} stands at {span:?}, not a place of its text");
                self.report(Check::AnchorInText, place.clone(), message);
            }
        }
    }

    fn mentions(&mut self, mentions: &[&Mention]) {
        for mention in mentions {
            let id = AnnotationId::Mention(mention.id);
            let what = || format!("mention {}", mention.id);
            self.anchor(mention.document, &mention.anchor, id, what);
            if mention.provenance.state.is_decided_for() {
                self.decided.insert(mention.entity);
            }
            self.score(mention.provenance.score, Place::Annotation(id));
        }
    }

    fn claims(&mut self) {
        for claim in self.project.claims_by_place() {
            let id = AnnotationId::Claim(claim.id);
            let place = || Place::Annotation(id);
            let what = || format!("claim {}", claim.id);
            for anchor in claim.anchors() {
                self.anchor(claim.document, anchor, id, what);
            }
            if let Some(entity) = claim.source.entity
                && self.project.entity(entity).is_none()
            {
                let what = what();
                let message =
                    format!("the source of {what} is entity {entity}, which is not there");
                self.report(Check::EntityExists, place(), message);
            }
            if claim.provenance.state == ReviewState::Suggested
                && claim.judgement != Judgement::default()
            {
                let what = what();
                let message = format!("{what} is only suggested but carries a judgement");
                self.report(Check::JudgementByHand, place(), message);
            }
            self.score(claim.provenance.score, place());
            self.chain(claim.id);
        }
    }

    /// Follows a chain of sources; it must end, and its first step must be there.
    fn chain(&mut self, start: ClaimId) {
        let place = Place::Annotation(AnnotationId::Claim(start));
        let via_of = |claim| self.project.claim(claim).and_then(|claim| claim.via);
        if let Some(via) = via_of(start)
            && self.project.claim(via).is_none()
        {
            let message = format!("claim {start} came via claim {via}, which is not there");
            self.report(Check::ClaimExists, place, message);
            return;
        }
        if via_of(start).is_none() {
            return;
        }
        let mut seen = HashSet::from([start]);
        let mut at = start;
        let ends = loop {
            if let Some(known) = self.chains.get(&at) {
                break *known;
            }
            match via_of(at) {
                None => break true,
                Some(via) if !seen.insert(via) => break false,
                Some(via) => at = via,
            }
        };
        self.chains
            .extend(seen.into_iter().map(|claim| (claim, ends)));
        if !ends {
            let message = format!("the chain of claim {start} never ends");
            self.report(Check::ChainEnds, place, message);
        }
    }

    fn links(&mut self) {
        for link in self.project.links() {
            let place = || Place::Annotation(AnnotationId::Link(link.id));
            let fits = match (link.kind, link.to) {
                (LinkKind::About, LinkTarget::Entity(_)) => true,
                (LinkKind::About, LinkTarget::Claim(_)) | (_, LinkTarget::Entity(_)) => false,
                (_, LinkTarget::Claim(to)) => to != link.from,
            };
            if !fits {
                let message = format!("link {} ({}) leads to the wrong thing", link.id, link.kind);
                self.report(Check::LinkTarget, place(), message);
            }
            if self.project.claim(link.from).is_none() {
                let message = format!(
                    "link {} starts at {}, which is not there",
                    link.id, link.from
                );
                self.report(Check::ClaimExists, place(), message);
            }
            match link.to {
                LinkTarget::Claim(to) if self.project.claim(to).is_none() => {
                    let message = format!("link {} leads to {to}, which is not there", link.id);
                    self.report(Check::ClaimExists, place(), message);
                }
                LinkTarget::Entity(to) if self.project.entity(to).is_none() => {
                    let message = format!("link {} leads to {to}, which is not there", link.id);
                    self.report(Check::EntityExists, place(), message);
                }
                _ => {}
            }
        }
    }
}
