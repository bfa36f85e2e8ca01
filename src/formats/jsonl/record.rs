//! The records of a line, as they are written. Fields are in the order in which they are declared.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::{Judgement, Maker, Provenance};

/// `[start, end]` in code points, end exclusive.
pub(super) type Pair = [usize; 2];

#[derive(Serialize)]
pub(super) struct DocumentRecord<'a> {
    pub id: String,
    pub text: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub meta: BTreeMap<&'static str, String>,
    pub entities: Vec<EntityRecord<'a>>,
    pub attributions: Vec<AttributionRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub register: Vec<RegisterRecord<'a>>,
}

#[derive(Serialize)]
pub(super) struct EntityRecord<'a> {
    pub id: String,
    pub start: usize,
    pub end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spans: Option<Vec<Pair>>,
    pub label: &'a str,
    pub entity: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub notes: &'a str,
    #[serde(flatten)]
    pub provenance: ProvenanceRecord<'a>,
}

#[derive(Serialize)]
pub(super) struct AttributionRecord<'a> {
    pub id: String,
    pub source: Vec<Pair>,
    pub cue: Vec<Pair>,
    pub content: Vec<Pair>,
    pub quote: &'static str,
    pub class: &'static str,
    pub source_kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_entity: Option<String>,
    pub commitment: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub paraphrase: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub judgement: Option<JudgementRecord>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<LinkRecord<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub notes: &'a str,
    #[serde(flatten)]
    pub provenance: ProvenanceRecord<'a>,
}

#[derive(Serialize)]
pub(super) struct JudgementRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    likelihood: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_reliability: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    information_credibility: Option<&'static str>,
    verdict: &'static str,
}

impl JudgementRecord {
    /// `None` for a claim that nobody has judged.
    pub fn of(judgement: &Judgement) -> Option<Self> {
        (*judgement != Judgement::default()).then(|| Self {
            likelihood: judgement.likelihood.map(|term| term.id()),
            confidence: judgement.confidence.map(|term| term.id()),
            source_reliability: judgement.admiralty.source.map(|term| term.id()),
            information_credibility: judgement.admiralty.information.map(|term| term.id()),
            verdict: judgement.verdict.id(),
        })
    }
}

#[derive(Serialize)]
pub(super) struct LinkRecord<'a> {
    pub id: String,
    pub kind: &'static str,
    /// The id of a claim, or of an entity where the kind is `about`.
    pub to: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub notes: &'a str,
    #[serde(flatten)]
    pub provenance: ProvenanceRecord<'a>,
}

#[derive(Serialize)]
pub(super) struct RegisterRecord<'a> {
    pub entity: String,
    pub label: &'a str,
    pub name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub notes: &'a str,
    /// `[scheme, value]`, such as `["wikidata", "Q42"]`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<[&'a str; 2]>,
    #[serde(flatten)]
    pub provenance: ProvenanceRecord<'a>,
}

#[derive(Serialize)]
pub(super) struct ProvenanceRecord<'a> {
    state: &'static str,
    made: MadeRecord<'a>,
    /// Between 0 and 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    /// `[reason, weight]`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<(&'a str, f64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<ReviewRecord<'a>>,
}

#[derive(Serialize)]
struct MadeRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    engine: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    import: Option<&'a str>,
    at: String,
}

#[derive(Serialize)]
struct ReviewRecord<'a> {
    by: &'a str,
    at: String,
}

impl<'a> ProvenanceRecord<'a> {
    pub fn of(provenance: &'a Provenance) -> Self {
        let mut made = MadeRecord {
            by: None,
            engine: None,
            rule: None,
            import: None,
            at: provenance.made.to_rfc3339(),
        };
        match &provenance.maker {
            Maker::Annotator(name) => made.by = Some(name),
            Maker::Engine { name, rule } => {
                made.engine = Some(name);
                made.rule = Some(rule);
            }
            Maker::Import(format) => made.import = Some(format),
        }
        let reasons = provenance.reasons.iter();
        let review = provenance.review.as_ref();
        Self {
            state: provenance.state.id(),
            made,
            score: provenance.score.map(|score| f64::from(score.0) / 100.0),
            reasons: reasons
                .map(|reason| (&*reason.text, f64::from(reason.weight.0) / 100.0))
                .collect(),
            review: review.map(|review| ReviewRecord {
                by: &review.by,
                at: review.at.to_rfc3339(),
            }),
        }
    }
}
