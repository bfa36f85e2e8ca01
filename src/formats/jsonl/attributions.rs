//! The field `attributions`, read.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{
    Notes, id_field, list_field, object_field, objects, term_field, text_field, with_unknown,
};
use super::marks::{Marks, Pending};
use super::provenance;
use crate::edit::Edit;
use crate::formats::canonical::Canonical;
use crate::model::{
    Admiralty, Anchor, Claim, ClaimId, Commitment, Confidence, Content, Cue, CueClass, DocumentId,
    EntityId, InformationCredibility, Judgement, Likelihood, Link, LinkKind, LinkTarget, QuoteKind,
    ReviewState, Source, SourceKind, SourceReliability, Verdict,
};

const FIELDS: [&str; 14] = [
    "id",
    "source",
    "cue",
    "content",
    "quote",
    "class",
    "source_kind",
    "source_entity",
    "commitment",
    "paraphrase",
    "via",
    "judgement",
    "links",
    "notes",
];
/// The plain format has no fields for these, so that is worth a note but no fault.
const UNTOLD: &str = "an attribution doesn’t tell its source_kind, class or commitment; \
                      took what its source suggests, say and uncommitted";
const LINK_FIELDS: [&str; 4] = ["id", "kind", "to", "notes"];

impl Marks<'_> {
    pub(super) fn read_attributions(
        &mut self,
        record: &Map<String, Value>,
        document: DocumentId,
        canonical: &Canonical<'_>,
        notes: &mut Notes,
    ) {
        let items = objects(record, "attributions", notes);
        for (nth, item) in items.into_iter().enumerate() {
            let known = [&FIELDS[..], &provenance::FIELDS].concat();
            let Some(anchor) = part(item, "content", canonical, notes) else {
                let message = format!("attribution {} has no content; left out", nth + 1);
                notes.add(message);
                continue;
            };
            let text_id = id_field(item, "id", notes);
            let id = self.own_or_new(
                text_id.as_deref(),
                |project, id| project.claim(*id).is_none(),
                ClaimId::from_number,
            );
            let mut claim = self.claim(id, item, document, anchor, canonical, notes);
            let said = std::mem::take(&mut claim.notes);
            claim.notes = with_unknown(said, item, &known, "an attribution", notes);
            Edit::Claim(id, Some(Arc::new(claim))).apply(&mut self.project);
            if let Some(text) = &text_id {
                let key = Self::key::<ClaimId>(document, text);
                self.claims.entry(key).or_insert(id);
            }
            if let Some(via) = id_field(item, "via", notes) {
                let to = Self::key::<ClaimId>(document, &via);
                self.pending.push(Pending::Via {
                    line: notes.line,
                    from: id,
                    to,
                });
            }
            for link in objects(item, "links", notes) {
                self.read_link(link, id, document, notes);
            }
        }
    }

    fn claim(
        &mut self,
        id: ClaimId,
        item: &Map<String, Value>,
        document: DocumentId,
        content: Anchor,
        canonical: &Canonical<'_>,
        notes: &mut Notes,
    ) -> Claim {
        let provenance = provenance::read(item, self.now, notes);
        let mut judgement = judgement(item, notes);
        if provenance.state == ReviewState::Suggested && judgement != Judgement::default() {
            notes.add("a suggested attribution carries a judgement; left out");
            judgement = Judgement::default();
        }
        let source = part(item, "source", canonical, notes);
        let entity = self.source_entity(item, document, notes);
        let source_kind = term_field(item, "source_kind", SourceKind::from_id, notes);
        let class = term_field(item, "class", CueClass::from_id, notes);
        let quote = term_field(item, "quote", QuoteKind::from_id, notes);
        let commitment = term_field(item, "commitment", Commitment::from_id, notes);
        if source_kind.is_none() || class.is_none() || commitment.is_none() {
            notes.count(UNTOLD);
        }
        Claim {
            id,
            document,
            source: Source {
                kind: source_kind.unwrap_or_else(|| self.guess_kind(source.is_some(), entity)),
                anchor: source,
                entity,
            },
            cue: Cue {
                anchor: part(item, "cue", canonical, notes),
                class: class.unwrap_or(CueClass::Say),
            },
            content: Content {
                anchor: content,
                quote_kind: quote.unwrap_or(QuoteKind::Indirect),
                paraphrase: text_field(item, "paraphrase", notes).unwrap_or_default(),
            },
            via: None,
            commitment: commitment.unwrap_or(Commitment::Uncommitted),
            judgement,
            notes: text_field(item, "notes", notes).unwrap_or_default(),
            provenance,
        }
    }

    fn source_entity(
        &self,
        item: &Map<String, Value>,
        document: DocumentId,
        notes: &mut Notes,
    ) -> Option<EntityId> {
        let text = id_field(item, "source_entity", notes)?;
        let key = Self::key::<EntityId>(document, &text);
        let entity = self.entities.get(&key).copied();
        if entity.is_none() {
            let message = format!("“source_entity” names {text}, which is not there; left out");
            notes.add(message);
        }
        entity
    }

    /// The kind of a source that the file doesn't tell: by its entity, else by whether it has words.
    fn guess_kind(&self, has_words: bool, entity: Option<EntityId>) -> SourceKind {
        let entity = entity.and_then(|id| self.project.entity(id));
        match entity.map(|entity| entity.kind.as_str()) {
            Some("person") => SourceKind::NamedPerson,
            Some("media") => SourceKind::Outlet,
            Some(_) => SourceKind::NamedOrganisation,
            None if has_words => SourceKind::NamedPerson,
            None => SourceKind::Anonymous,
        }
    }

    fn read_link(
        &mut self,
        item: &Map<String, Value>,
        from: ClaimId,
        document: DocumentId,
        notes: &mut Notes,
    ) {
        let known = [&LINK_FIELDS[..], &provenance::FIELDS].concat();
        let kind = term_field(item, "kind", LinkKind::from_id, notes);
        let to = id_field(item, "to", notes);
        let (Some(kind), Some(to)) = (kind, to) else {
            notes.add("a link lacks its “kind” or “to”; left out");
            return;
        };
        // The target's id is set once all lines are read; here its sort alone matters.
        let (target, key) = match kind {
            LinkKind::About => (
                LinkTarget::Entity(EntityId::MIN),
                Self::key::<EntityId>(document, &to),
            ),
            _ => (LinkTarget::Claim(from), Self::key::<ClaimId>(document, &to)),
        };
        let text_id = id_field(item, "id", notes);
        let said = text_field(item, "notes", notes).unwrap_or_default();
        let link = Link {
            id: self.link_id(text_id.as_deref()),
            kind,
            from,
            to: target,
            notes: with_unknown(said, item, &known, "a link", notes),
            provenance: provenance::read(item, self.now, notes),
        };
        self.pending.push(Pending::Link {
            line: notes.line,
            link,
            to: key,
        });
    }
}

/// The anchor of a part; `None` if it has no place in the text.
fn part(
    item: &Map<String, Value>,
    name: &str,
    canonical: &Canonical<'_>,
    notes: &mut Notes,
) -> Option<Anchor> {
    let pairs = list_field(item, name, notes);
    let (anchor, wrong) = canonical.anchor(pairs);
    if wrong > 0 {
        notes.add(format!(
            "{wrong} spans of a {name} are no place in the text"
        ));
    }
    anchor
}

fn judgement(item: &Map<String, Value>, notes: &mut Notes) -> Judgement {
    let Some(item) = object_field(item, "judgement", notes) else {
        return Judgement::default();
    };
    let source = term_field(
        item,
        "source_reliability",
        SourceReliability::from_id,
        notes,
    );
    let information = term_field(
        item,
        "information_credibility",
        InformationCredibility::from_id,
        notes,
    );
    Judgement {
        likelihood: term_field(item, "likelihood", Likelihood::from_id, notes),
        confidence: term_field(item, "confidence", Confidence::from_id, notes),
        admiralty: Admiralty {
            source,
            information,
        },
        verdict: term_field(item, "verdict", Verdict::from_id, notes)
            .unwrap_or(Verdict::Unreviewed),
    }
}
