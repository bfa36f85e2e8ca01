//! The fields `state`, `made`, `score`, `reasons` and `review` of an annotation, read.

use serde_json::{Map, Value};

use super::fields::{Notes, field, list_field, moment_field, object_field, term_field, text_field};
use crate::model::{Maker, Provenance, Reason, Review, ReviewState, Score, Timestamp};

/// The names of the fields, known in every annotation.
pub(super) const FIELDS: [&str; 5] = ["state", "made", "score", "reasons", "review"];

/// The provenance of an annotation. One that doesn't say is imported now, and accepted: whoever wrote
/// the file stood by it.
pub(super) fn read(object: &Map<String, Value>, now: Timestamp, notes: &mut Notes) -> Provenance {
    let state = term_field(object, "state", ReviewState::from_id, notes);
    let (maker, made) = made(object, notes);
    Provenance {
        maker: maker.unwrap_or_else(|| Maker::Import(super::FORMAT.id.into())),
        made: made.unwrap_or(now),
        state: state.unwrap_or(ReviewState::Accepted),
        score: score(object, notes),
        reasons: reasons(object, notes),
        review: review(object, notes),
    }
}

fn made(object: &Map<String, Value>, notes: &mut Notes) -> (Option<Maker>, Option<Timestamp>) {
    let Some(made) = object_field(object, "made", notes) else {
        return (None, None);
    };
    let mut text = |name: &str| text_field(made, name, notes);
    let maker = if let Some(name) = text("by") {
        Some(Maker::Annotator(name.into()))
    } else if let Some(name) = text("engine") {
        Some(Maker::Engine {
            name: name.into(),
            rule: text("rule").unwrap_or_default().into(),
        })
    } else {
        text("import").map(|format| Maker::Import(format.into()))
    };
    (maker, moment_field(made, "at", notes))
}

fn score(object: &Map<String, Value>, notes: &mut Notes) -> Option<Score> {
    let score = field(object, "score")?.as_f64();
    let within = score.filter(|score| (0.0..=1.0).contains(score));
    if within.is_none() {
        notes.count("“score” is not a number from 0 to 1; left out");
    }
    within.map(|score| Score::from_fraction(score as f32))
}

fn reasons(object: &Map<String, Value>, notes: &mut Notes) -> Vec<Reason> {
    let list = list_field(object, "reasons", notes);
    let mut reasons = Vec::new();
    for reason in list {
        match reason.as_array().map(Vec::as_slice) {
            Some([Value::String(text), Value::Number(weight)]) => reasons.push(Reason {
                text: text.as_str().into(),
                weight: Score::from_fraction(weight.as_f64().unwrap_or_default() as f32),
            }),
            _ => notes.count("a reason is not [text, weight]; left out"),
        }
    }
    reasons
}

fn review(object: &Map<String, Value>, notes: &mut Notes) -> Option<Review> {
    let review = object_field(object, "review", notes)?;
    let by = text_field(review, "by", notes)?;
    let at = moment_field(review, "at", notes)?;
    Some(Review { by: by.into(), at })
}
