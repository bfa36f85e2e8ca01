//! A line of another program → suggestions for a document that is at hand.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::fields::{Notes, list_field, objects};
use super::marks::Marks;
use crate::edit::Edit;
use crate::formats::canonical::Canonical;
use crate::formats::table::ImportNote;
use crate::model::{
    Claim, Document, EntityId, IdSource, LabelSchema, Maker, OffsetMap, OffsetUnit, Project,
    ProjectId, Provenance, Reason, ReviewState, Score, SuggestedClaim, SuggestedEntity,
    SuggestedMention, Suggestions, Timestamp,
};
use crate::suggest::cues::{class_of, commitment_for};
use crate::suggest::propose::source_kind_of;

const FIELDS: [&str; 6] = ["id", "text", "meta", "entities", "attributions", "register"];

/// What a suggestion is worth whose program doesn't say.
const UNTOLD: Score = Score(50);

/// Reads the marks of a record as suggestions for a document, by the name of the program. What can't be read is noted
/// with this line and left out. Labels are those of the schema, or of the usual corpora.
pub fn suggested_in(
    mut record: Map<String, Value>,
    line: usize,
    document: &Document,
    schema: &Arc<LabelSchema>,
    program: &str,
) -> (Suggestions, Vec<ImportNote>) {
    let mut notes = Notes::default();
    notes.line = line;
    for name in record
        .keys()
        .filter(|name| !FIELDS.contains(&name.as_str()))
    {
        let name: String = name.chars().take(60).collect();
        notes.count(format!(
            "a document has the unknown field “{name}”; left out"
        ));
    }
    fill_in(&mut record, &document.text, &mut notes);
    // The ids go no further than this function.
    let mut ids = IdSource::from_seed(1);
    let mut project = Project::new(ProjectId::from_number(0), "");
    Edit::Schema(schema.clone()).apply(&mut project);
    Edit::Document(document.id, Some(Arc::new(document.clone()))).apply(&mut project);
    let mut suggestions = Suggestions {
        engine: program.to_owned(),
        ..Suggestions::default()
    };
    let Ok(canonical) = Canonical::new(&document.text) else {
        return (suggestions, notes.finish());
    };
    let mut marks = Marks::new(project, &mut ids, Timestamp::default());
    marks.read(&record, document.id, &canonical, &mut notes);
    marks.resolve(&mut notes);
    for unknown in std::mem::take(&mut marks.unknown).finish() {
        let label: String = unknown.label.chars().take(60).collect();
        notes.count(format!("label “{label}” is no kind here; became other"));
    }
    let project = marks.finish();
    let entities = entities(&project, program);
    let place = |id: EntityId| entities.iter().position(|(other, _)| *other == id);
    let claims: Vec<_> = project
        .claims_in(document.id)
        .filter(|claim| claim.provenance.state != ReviewState::Rejected)
        .cloned()
        .collect();
    suggestions.claims = claims
        .iter()
        .map(|claim| {
            let via = claims.iter().position(|other| Some(other.id) == claim.via);
            let entity = claim.source.entity.and_then(place);
            suggested_claim(claim, entity, via, program)
        })
        .collect();
    suggestions.entities = entities.into_iter().map(|(_, entity)| entity).collect();
    (suggestions, notes.finish())
}

/// What an attribution doesn't tell is taken from its words: the class of the cue, the commitment, the kind of source.
fn fill_in(record: &mut Map<String, Value>, text: &str, notes: &mut Notes) {
    let told = objects(record, "attributions", notes).len();
    let Some(Value::Array(items)) = record.get_mut("attributions") else {
        return;
    };
    if told == 0 {
        return;
    }
    let offsets = OffsetMap::new(text, OffsetUnit::CodePoints);
    for item in items.iter_mut().filter_map(Value::as_object_mut) {
        let words = |name: &str| {
            let pairs = list_field(item, name, &mut Notes::default()).iter();
            let pieces = pairs.filter_map(|pair| {
                let byte =
                    |at: usize| offsets.to_byte(usize::try_from(pair.get(at)?.as_u64()?).ok()?);
                text.get(byte(0)?..byte(1)?)
            });
            pieces.collect::<Vec<_>>().join(" ")
        };
        let class = class_of(&words("cue")).unwrap_or(crate::model::CueClass::Say);
        let commitment = commitment_for(class, &words("content"));
        let kind = source_kind_of(&words("source"), None);
        let mut tell = |name: &str, term: &str| {
            if item.get(name).is_none_or(Value::is_null) {
                item.insert(name.to_owned(), term.into());
            }
        };
        tell("class", class.id());
        tell("commitment", commitment.id());
        tell("source_kind", kind.id());
    }
}

fn rule_of(provenance: &Provenance) -> String {
    match &provenance.maker {
        Maker::Engine { rule, .. } => rule.to_string(),
        Maker::Annotator(_) | Maker::Import(_) => String::new(),
    }
}

fn score_of(provenance: &Provenance) -> Score {
    let score = provenance.score.unwrap_or(UNTOLD);
    Score(score.0.clamp(0, 100))
}

fn reasons_of(provenance: &Provenance, program: &str) -> Vec<Reason> {
    if !provenance.reasons.is_empty() {
        return provenance.reasons.clone();
    }
    vec![Reason {
        text: format!("found by {program}").into(),
        weight: score_of(provenance),
    }]
}

fn entities(project: &Project, program: &str) -> Vec<(EntityId, SuggestedEntity)> {
    let mut entities: Vec<_> = project
        .entities()
        .map(|entity| {
            let mentions = project.mentions_of(entity.id);
            let living = mentions.filter(|m| m.provenance.state != ReviewState::Rejected);
            let mentions: Vec<_> = living
                .map(|mention| SuggestedMention {
                    anchor: mention.anchor.clone(),
                    score: score_of(&mention.provenance),
                    reasons: reasons_of(&mention.provenance, program),
                })
                .collect();
            let suggested = SuggestedEntity {
                kind: entity.kind.clone(),
                name: entity.name.clone(),
                identifiers: entity.identifiers.clone(),
                rule: rule_of(&entity.provenance),
                mentions,
            };
            (entity.id, suggested)
        })
        .filter(|(_, entity)| !entity.mentions.is_empty())
        .collect();
    entities.sort_by_key(|(_, entity)| entity.mentions.first().map(|m| m.anchor.start()));
    entities
}

fn suggested_claim(
    claim: &Claim,
    source_entity: Option<usize>,
    via: Option<usize>,
    program: &str,
) -> SuggestedClaim {
    SuggestedClaim {
        source: claim.source.anchor.clone(),
        source_entity,
        source_kind: claim.source.kind,
        cue: claim.cue.anchor.clone(),
        cue_class: claim.cue.class,
        content: claim.content.anchor.clone(),
        quote_kind: claim.content.quote_kind,
        commitment: claim.commitment,
        via,
        rule: rule_of(&claim.provenance),
        score: score_of(&claim.provenance),
        reasons: reasons_of(&claim.provenance, program),
    }
}
