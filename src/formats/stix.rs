//! `stix`: a STIX 2.1 bundle for tools of threat intelligence. Written only.
//!
//! People and groups are `identity` objects, places and facilities `location`s, a document is a `report`, a
//! claim a `note` on its report, its speaker and what it is about, a verdict an `opinion` on that note, a
//! link or a chain a `relationship` between notes. A note's `confidence` is the second place of its
//! Admiralty code by the table “Admiralty Credibility” of STIX 2.1, appendix A. Ids are UUIDs of version 5 of
//! the ids here, so exporting again gives the same.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::guid::guid;
use super::loss::Loss;
use super::names::export_stem;
use super::selection::View;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::{
    Claim, Confidence, Document, Entity, EntityId, InformationCredibility, LinkTarget, Provenance,
    Timestamp, Verdict,
};

pub(super) const FORMAT: Format = Format {
    id: "stix",
    name: "STIX 2.1",
    extensions: &["json"],
    media_type: "application/stix+json",
    offset_unit: None,
    layout: Layout::OneFile,
    losses: &[
        Loss::Things,
        Loss::Text,
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::DocumentNotes,
        Loss::UnmentionedEntities,
        Loss::MentionPlaces,
        Loss::ClaimParts,
        Loss::Dangling,
        Loss::LinkDetails,
        Loss::States,
        Loss::Review,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

/// Kinds that STIX has no object for: they are neither somebody nor somewhere.
pub(super) fn is_thing(kind: &str) -> bool {
    matches!(kind, "vehicle" | "event" | "time" | "quantity" | "other")
}

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut writing = Writing {
        view,
        objects: BTreeMap::new(),
        order: Vec::new(),
    };
    for document in view.documents() {
        writing.document(document);
    }
    let mut objects = writing.objects;
    let objects: Vec<Value> = writing
        .order
        .iter()
        .filter_map(|id| objects.remove(id))
        .collect();
    let whole = json!({
        "type": "bundle",
        "id": format!("bundle--{}", guid(&view.project().id().to_string())),
        "objects": objects,
    });
    let bytes = serde_json::to_vec_pretty(&whole).map_err(|error| FormatError::Writing {
        format: FORMAT.name,
        reason: error.to_string(),
    })?;
    let name = format!("{}.json", export_stem(view));
    Ok(vec![OutFile { name, bytes }])
}

struct Writing<'a, 'v> {
    view: &'a View<'v>,
    objects: BTreeMap<String, Value>,
    order: Vec<String>,
}

/// The moment as STIX has it, with milliseconds.
fn moment(moment: Timestamp) -> String {
    let text = moment.to_rfc3339();
    match text.strip_suffix('Z') {
        Some(seconds) => format!("{seconds}.000Z"),
        None => text,
    }
}

impl Writing<'_, '_> {
    fn put(&mut self, sort: &str, of: &str, made: Timestamp, fields: Value) -> String {
        let id = format!("{sort}--{}", guid(&format!("{sort} {of}")));
        if self.objects.contains_key(&id) {
            return id;
        }
        let mut object = Map::new();
        object.insert("type".into(), sort.into());
        object.insert("spec_version".into(), "2.1".into());
        object.insert("id".into(), id.as_str().into());
        object.insert("created".into(), moment(made).into());
        object.insert("modified".into(), moment(made).into());
        if let Value::Object(fields) = fields {
            object.extend(fields.into_iter().filter(|(_, value)| !is_empty(value)));
        }
        self.objects.insert(id.clone(), object.into());
        self.order.push(id.clone());
        id
    }

    fn entity(&mut self, id: EntityId) -> Option<String> {
        let entity = self.view.entity(id)?;
        let kind = entity.kind.as_str();
        if is_thing(kind) {
            return None;
        }
        let made = entity.provenance.made;
        let of = id.to_string();
        let references: Vec<Value> = entity
            .identifiers
            .iter()
            .filter(|identifier| !identifier.value.is_empty())
            .map(|i| json!({ "source_name": name_or(&i.scheme, "register"), "external_id": i.value }))
            .collect();
        let mut fields = json!({
            "name": entity.name,
            "description": entity.notes,
            "labels": [kind],
            "external_references": references,
        });
        if is_place(entity) {
            // A location must say where it is; its name is all that is known.
            fields["region"] = entity.name.as_str().into();
            Some(self.put("location", &of, made, fields))
        } else {
            let class = if kind == "person" {
                "individual"
            } else {
                "organization"
            };
            let class = if kind == "armed_group" {
                "group"
            } else {
                class
            };
            fields["identity_class"] = class.into();
            Some(self.put("identity", &of, made, fields))
        }
    }

    fn document(&mut self, document: &Document) {
        let mut refers = BTreeSet::new();
        let mut made = document.origin.retrieved;
        for mention in self.view.mentions(document.id) {
            made = made.or(Some(mention.provenance.made));
            refers.extend(self.entity(mention.entity));
        }
        let claims: Vec<&Claim> = self
            .view
            .claims(document.id)
            .map(|claim| &**claim)
            .collect();
        for claim in &claims {
            made = made.or(Some(claim.provenance.made));
            refers.insert(note_id(claim));
        }
        // A report must refer to something.
        if refers.is_empty() {
            return;
        }
        let made = made.unwrap_or_default();
        let origin = &document.origin;
        let published = Timestamp::from_rfc3339(&origin.published).unwrap_or(made);
        let mut references = Vec::new();
        if !origin.address.is_empty() || !origin.publisher.is_empty() {
            let mut reference = Map::new();
            reference.insert(
                "source_name".into(),
                name_or(&origin.publisher, "article").into(),
            );
            for (name, value) in [("url", &origin.address), ("description", &origin.byline)] {
                if !value.is_empty() {
                    reference.insert(name.into(), value.as_str().into());
                }
            }
            references.push(Value::Object(reference));
        }
        let report = self.put(
            "report",
            &document.id.to_string(),
            made,
            json!({
                "name": document.title,
                "published": moment(published),
                "report_types": ["threat-report"],
                "object_refs": refers,
                "lang": language(&origin.language),
                "external_references": references,
            }),
        );
        for claim in claims {
            self.claim(document, claim, &report);
        }
    }

    fn claim(&mut self, document: &Document, claim: &Claim, report: &str) {
        let mut refers = vec![report.to_owned()];
        let speaker = self.view.source_entity(claim).map(|entity| entity.id);
        refers.extend(speaker.and_then(|id| self.entity(id)));
        let mut relations = Vec::new();
        let links: Vec<_> = self.view.links(claim.id).cloned().collect();
        for link in links {
            match link.to {
                LinkTarget::Entity(to) => refers.extend(self.entity(to)),
                LinkTarget::Claim(to) => {
                    relations.push((
                        link.id.to_string(),
                        link.kind.id(),
                        to,
                        link.provenance.made,
                    ));
                }
            }
        }
        if let Some(via) = self.view.via(claim) {
            let of = format!("via {}", claim.id);
            relations.push((of, "came-through", via, claim.provenance.made));
        }
        refers.sort();
        refers.dedup();
        let name = speaker
            .and_then(|id| self.view.entity(id))
            .map(|entity| entity.name.clone());
        let words = claim
            .source
            .anchor
            .as_ref()
            .map(|anchor| anchor.quote(&document.text));
        let authors: Vec<String> = name.or(words).into_iter().collect();
        let of = claim.id.to_string();
        let mut fields = json!({
            "abstract": claim.content.paraphrase,
            "content": claim.content.anchor.quote(&document.text),
            "authors": authors,
            "object_refs": refers,
            "labels": labels(claim),
        });
        if let Some(confidence) = confidence(claim) {
            fields["confidence"] = confidence.into();
        }
        let note = self.put("note", &of, claim.provenance.made, fields);
        self.opinion(claim, &note);
        for (of, kind, to, made) in relations {
            let Some(target) = self.view.project().claim(to) else {
                continue;
            };
            let target = note_id(target);
            let kind = kind.replace('_', "-");
            let fields = json!({
                "relationship_type": kind,
                "source_ref": note,
                "target_ref": target,
            });
            self.put("relationship", &of, made, fields);
        }
    }

    fn opinion(&mut self, claim: &Claim, note: &str) {
        let judgement = &claim.judgement;
        let is_sure = judgement.confidence == Some(Confidence::High);
        let opinion = match (judgement.verdict, is_sure) {
            (Verdict::Unreviewed, _) => return,
            (Verdict::Supported, true) => "strongly-agree",
            (Verdict::Supported, false) => "agree",
            (Verdict::Refuted, true) => "strongly-disagree",
            (Verdict::Refuted, false) => "disagree",
            (Verdict::NotEnoughEvidence | Verdict::Conflicting, _) => "neutral",
        };
        let said = [
            Some(judgement.verdict.label().to_owned()),
            judgement
                .likelihood
                .map(|l| format!("likelihood: {}", l.label().to_lowercase())),
            judgement
                .confidence
                .map(|c| format!("confidence: {}", c.label().to_lowercase())),
            judgement
                .admiralty
                .code()
                .map(|code| format!("Admiralty code {code}")),
            (!claim.notes.is_empty()).then(|| claim.notes.clone()),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        let (at, by) = reviewer(&claim.provenance);
        let fields = json!({
            "opinion": opinion,
            "explanation": said.join("; "),
            "authors": by,
            "object_refs": [note],
        });
        self.put("opinion", &claim.id.to_string(), at, fields);
    }
}

fn note_id(claim: &Claim) -> String {
    format!("note--{}", guid(&format!("note {}", claim.id)))
}

fn reviewer(provenance: &Provenance) -> (Timestamp, Vec<String>) {
    match &provenance.review {
        Some(review) => (review.at, vec![review.by.to_string()]),
        None => (provenance.made, Vec::new()),
    }
}

/// Class, commitment and kind of quote as labels.
fn labels(claim: &Claim) -> [String; 3] {
    [
        claim.cue.class.id().replace('_', "-"),
        claim.commitment.id().replace('_', "-"),
        format!("{}-quote", claim.content.quote_kind.id()),
    ]
}

/// STIX 2.1, appendix A, “Admiralty Credibility”. What can't be judged has no confidence.
fn confidence(claim: &Claim) -> Option<u8> {
    Some(match claim.judgement.admiralty.information? {
        InformationCredibility::One => 90,
        InformationCredibility::Two => 70,
        InformationCredibility::Three => 50,
        InformationCredibility::Four => 30,
        InformationCredibility::Five => 10,
        InformationCredibility::Six => return None,
    })
}

fn is_place(entity: &Entity) -> bool {
    matches!(entity.kind.as_str(), "place" | "facility")
}

fn name_or<'a>(name: &'a str, other: &'a str) -> &'a str {
    if name.trim().is_empty() { other } else { name }
}

/// A language tag, if it looks like one.
fn language(tag: &str) -> &str {
    let fits = |part: &str| {
        !part.is_empty() && part.len() <= 8 && part.chars().all(|c| c.is_ascii_alphanumeric())
    };
    if tag.split('-').all(fits) { tag } else { "" }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}
