//! Provenance as features, both ways.

use std::borrow::Cow;

use super::features::Features;
use super::names::{
    ENGINE, IMPORT, MADE, MADE_BY, REASONS, REVIEWED, REVIEWED_BY, RULE, SCORE, STATE,
};
use crate::formats::notes::Notes;
use crate::model::{Maker, Provenance, Reason, Review, ReviewState, Score, Timestamp};

/// Puts a feature unless it is empty.
pub(super) fn put(features: &mut Features, name: &'static str, value: impl Into<String>) {
    let value = value.into();
    if !value.is_empty() {
        features.insert(name, value);
    }
}

/// A name after a prefix, which mostly is none.
fn prefixed(prefix: &str, name: &'static str) -> Cow<'static, str> {
    match prefix.is_empty() {
        true => Cow::Borrowed(name),
        false => Cow::Owned(format!("{prefix}{name}")),
    }
}

/// Puts the features of a provenance, each name after the prefix.
pub(super) fn write(provenance: &Provenance, prefix: &str, features: &mut Features) {
    // A maker is told even where the name is empty, or it would be taken for an import.
    let (name, maker) = match &provenance.maker {
        Maker::Annotator(name) => (MADE_BY, name),
        Maker::Engine { name, .. } => (ENGINE, name),
        Maker::Import(format) => (IMPORT, format),
    };
    features.insert(prefixed(prefix, name), &**maker);
    let mut put = |name: &'static str, value: &str| {
        if !value.is_empty() {
            features.insert(prefixed(prefix, name), value);
        }
    };
    if provenance.state != ReviewState::Accepted {
        put(STATE, provenance.state.id());
    }
    if let Maker::Engine { rule, .. } = &provenance.maker {
        put(RULE, rule);
    }
    put(MADE, &provenance.made.to_rfc3339());
    if let Some(score) = provenance.score {
        put(SCORE, &score.0.to_string());
    }
    if !provenance.reasons.is_empty() {
        let reasons = provenance.reasons.iter();
        let reasons: Vec<_> = reasons.map(|r| (&*r.text, r.weight.0)).collect();
        put(REASONS, &serde_json::json!(reasons).to_string());
    }
    if let Some(review) = &provenance.review {
        put(REVIEWED_BY, &review.by);
        put(REVIEWED, &review.at.to_rfc3339());
    }
}

/// Reads what [`write`] puts. What doesn't say is accepted and imported now: whoever wrote the file
/// stood by it.
pub(super) fn read(
    features: &Features,
    prefix: &str,
    format: &str,
    now: Timestamp,
    notes: &mut Notes,
) -> Provenance {
    let get = |name: &'static str| features.get(&prefixed(prefix, name));
    let mut moment = |name: &'static str| {
        let text = get(name)?;
        let moment = Timestamp::from_rfc3339(text);
        if moment.is_none() {
            notes.count(format!("“{name}” is not a moment (RFC 3339); left out"));
        }
        moment
    };
    let made = moment(MADE).unwrap_or(now);
    let reviewed = moment(REVIEWED);
    let state = get(STATE).map(|id| ReviewState::from_id(id));
    if state == Some(None) {
        notes.count("a review state is not known; taken as accepted");
    }
    let maker = if let Some(name) = get(MADE_BY) {
        Maker::Annotator(name.as_str().into())
    } else if let Some(name) = get(ENGINE) {
        Maker::Engine {
            name: name.as_str().into(),
            rule: get(RULE).map_or("", String::as_str).into(),
        }
    } else {
        Maker::Import(get(IMPORT).map_or(format, String::as_str).into())
    };
    let score = get(SCORE).and_then(|score| score.parse().ok());
    let reasons: Vec<(String, i16)> = get(REASONS)
        .and_then(|reasons| serde_json::from_str(reasons).ok())
        .unwrap_or_default();
    let reasons = reasons.into_iter().map(|(text, weight)| Reason {
        text: text.into(),
        weight: Score(weight.clamp(-999, 999)),
    });
    Provenance {
        maker,
        made,
        state: state.flatten().unwrap_or(ReviewState::Accepted),
        score: score.filter(|score| (0..=100).contains(score)).map(Score),
        reasons: reasons.collect(),
        review: reviewed.map(|at| Review {
            by: get(REVIEWED_BY).map_or("", String::as_str).into(),
            at,
        }),
    }
}
