//! Let suggestions that are there follow what was learned. What a person decided stays as it is.

use std::sync::Arc;

use super::{Outcome, count};
use crate::edit::learn::{self, cue_at, is_called, words_at};
use crate::edit::{Author, Draft, Edit, Refusal};
use crate::model::{
    CueClass, Entity, EntityId, KindId, Lesson, Mention, Project, Provenance, QuoteKind, Reason,
    ReviewState, Rule, Score, same_words,
};

/// Puts rules into the project and lets open suggestions follow those that are on. `what` begins the label of the
/// step: “Learn “Reuters” is media”.
pub fn follow_rules(
    project: &Project,
    author: &mut Author,
    rules: Vec<Arc<Rule>>,
    what: &str,
) -> Outcome {
    let mut draft = Draft::new(project, author);
    let mut followed = 0;
    for rule in rules {
        let lesson = rule.is_on().then(|| rule.lesson.clone());
        let id = rule.id();
        if draft.project.rule(id) != Some(&rule) {
            draft.set(Edit::Rule(id, Some(rule)));
        }
        if let Some(lesson) = lesson {
            followed += follow(&mut draft, &lesson)?;
        }
    }
    let label = match followed {
        0 => what.to_owned(),
        _ => format!("{what}; {} followed", count(followed, "suggestion")),
    };
    draft.finish(label, None, "There is nothing to change.")
}

/// How many open suggestions would follow a lesson.
pub fn followers(project: &Project, author: &mut Author, lesson: &Lesson) -> usize {
    let mut draft = Draft::new(project, author);
    follow(&mut draft, lesson).unwrap_or(0)
}

/// Changes the open suggestions that a lesson is about; returns how many.
fn follow(draft: &mut Draft, lesson: &Lesson) -> Result<usize, Refusal> {
    match lesson {
        Lesson::Kind { name, kind } => relabel(draft, name, kind, lesson),
        Lesson::NoEntity { words } => remove_mentions(draft, words),
        Lesson::Same { name, entity } => merge(draft, name, entity),
        Lesson::Apart { name, entity } => split(draft, name, entity, lesson),
        Lesson::Cue { words, class } => set_class(draft, words, *class),
        Lesson::NoCue { words } => remove_cues(draft, words),
        Lesson::NoClaim { words } => remove_claims(draft, words),
    }
}

fn is_open(provenance: &Provenance) -> bool {
    provenance.state == ReviewState::Suggested
}

/// Open entities of this name, and those that are mentioned by these words alone.
fn open_entities(project: &Project, name: &str) -> Vec<Arc<Entity>> {
    let lower = name.to_lowercase();
    let mut found: Vec<Arc<Entity>> = Vec::new();
    let named = project.named(&lower).filter(|e| same_words(name, &e.name));
    let mentioned = project.mentioned_as(&lower).filter(|entity| {
        let mut mentions = project.mentions_of(entity.id);
        mentions.all(|m| is_called(project, m, name))
    });
    for entity in named.chain(mentioned) {
        if is_open(&entity.provenance) && found.iter().all(|known| known.id != entity.id) {
            found.push(entity.clone());
        }
    }
    found
}

/// The reason beside those that the engine gave. It weighs nothing: the engine's score is its own.
fn because(lesson: &Lesson, project: &Project) -> Reason {
    Reason {
        text: format!("learned: {}", lesson.said(project.schema())).into(),
        weight: Score(0),
    }
}

fn relabel(
    draft: &mut Draft,
    name: &str,
    kind: &KindId,
    lesson: &Lesson,
) -> Result<usize, Refusal> {
    if draft.project.schema().get(kind).is_none() {
        return Ok(0);
    }
    let mut followed = 0;
    let reason = because(lesson, &draft.project);
    for entity in open_entities(&draft.project, name) {
        if entity.kind == *kind {
            continue;
        }
        let mut entity = (*entity).clone();
        entity.kind = kind.clone();
        entity.provenance.reasons.push(reason.clone());
        let mentions: Vec<_> = draft.project.mentions_of(entity.id).cloned().collect();
        draft.put_entity(entity);
        for mention in mentions.iter().filter(|m| is_open(&m.provenance)) {
            let mut mention = (**mention).clone();
            mention.provenance.reasons.push(reason.clone());
            draft.put_mention(mention);
            followed += 1;
        }
    }
    Ok(followed)
}

/// Open mentions with these words, of any entity.
fn open_mentions(project: &Project, words: &str) -> Vec<Arc<Mention>> {
    let lower = words.to_lowercase();
    let entities: Vec<EntityId> = project.mentioned_as(&lower).map(|e| e.id).collect();
    entities
        .into_iter()
        .flat_map(|entity| project.mentions_of(entity))
        .filter(|m| is_open(&m.provenance) && is_called(project, m, words))
        .cloned()
        .collect()
}

fn remove_mentions(draft: &mut Draft, words: &str) -> Result<usize, Refusal> {
    let mentions = open_mentions(&draft.project, words);
    for mention in &mentions {
        draft.remove_mention(mention.id)?;
        release_claims(draft, mention.entity);
    }
    Ok(mentions.len())
}

/// Open claims let go of an open entity that has lost its last mention, and it goes.
fn release_claims(draft: &mut Draft, entity: EntityId) {
    let Some(found) = draft.project.entity(entity) else {
        return;
    };
    if !is_open(&found.provenance) || draft.project.mentions_of(entity).next().is_some() {
        return;
    }
    let claims: Vec<_> = draft.project.claims_of(entity).cloned().collect();
    for claim in claims.iter().filter(|c| is_open(&c.provenance)) {
        let mut claim = (**claim).clone();
        claim.source.entity = None;
        draft.put_claim(claim);
    }
    draft.remove_if_unused(entity);
}

fn merge(draft: &mut Draft, name: &str, target: &str) -> Result<usize, Refusal> {
    let Some(target) = best_named(&draft.project, target) else {
        return Ok(0);
    };
    let mut followed = 0;
    for entity in open_entities(&draft.project, name) {
        if entity.id == target || !same_words(name, &entity.name) {
            continue;
        }
        followed += draft.project.mentions_of(entity.id).count();
        super::entities::move_references(draft, entity.id, target);
        draft.set(Edit::Entity(entity.id, None));
    }
    Ok(followed)
}

/// The entity of this name; one that a person decided on, if there is one.
fn best_named(project: &Project, name: &str) -> Option<EntityId> {
    let lower = name.to_lowercase();
    let living = project
        .named(&lower)
        .filter(|e| e.provenance.state != ReviewState::Rejected);
    living
        .max_by_key(|entity| entity.provenance.state.is_decided_for())
        .map(|entity| entity.id)
}

fn split(draft: &mut Draft, name: &str, from: &str, lesson: &Lesson) -> Result<usize, Refusal> {
    let open = open_mentions(&draft.project, name);
    let mut moved = Vec::new();
    for mention in open {
        let entity = draft.entity(mention.entity)?;
        if same_words(from, &entity.name) {
            moved.push((mention, entity));
        }
    }
    let Some((first, whole)) = moved.first() else {
        return Ok(0);
    };
    let part = match best_named(&draft.project, name) {
        Some(part) => part,
        None => {
            let mut part = whole.clone();
            part.id = EntityId::from_number(draft.author.ids.number());
            part.name = name.to_owned();
            part.notes.clear();
            part.identifiers.clear();
            part.provenance = first.provenance.clone();
            let id = part.id;
            draft.put_entity(part);
            id
        }
    };
    let reason = because(lesson, &draft.project);
    for (mention, whole) in &moved {
        let mut mention = (**mention).clone();
        mention.entity = part;
        mention.provenance.reasons.push(reason.clone());
        put_once(draft, mention);
        draft.remove_if_unused(whole.id);
    }
    Ok(moved.len())
}

/// Puts a mention, unless its entity has one at the same place already: then this one goes.
fn put_once(draft: &mut Draft, mention: Mention) {
    let here = mention.anchor.start()..=mention.anchor.start();
    let is_twin = |other: &Arc<Mention>| other.id != mention.id && other.anchor == mention.anchor;
    let has_twin = draft
        .project
        .mentions_of_within(mention.entity, mention.document, here)
        .any(is_twin);
    if has_twin {
        draft.set(Edit::Mention(mention.id, None));
    } else {
        draft.put_mention(mention);
    }
}

/// Open claims whose cue is these words, with their ids.
fn open_claims_by_cue(project: &Project, words: &str) -> Vec<Arc<crate::model::Claim>> {
    let claims = project.claims().filter(|c| is_open(&c.provenance));
    claims
        .filter(|claim| cue_at(project, claim).as_deref() == Some(words))
        .cloned()
        .collect()
}

fn set_class(draft: &mut Draft, words: &str, class: CueClass) -> Result<usize, Refusal> {
    let claims = open_claims_by_cue(&draft.project, words);
    let mut followed = 0;
    for claim in claims.iter().filter(|claim| claim.cue.class != class) {
        let mut claim = (**claim).clone();
        claim.cue.class = class;
        draft.put_claim(claim);
        followed += 1;
    }
    Ok(followed)
}

/// What stands between quotation marks was said by somebody, so it stays, without the cue.
fn remove_cues(draft: &mut Draft, words: &str) -> Result<usize, Refusal> {
    let claims = open_claims_by_cue(&draft.project, words);
    for claim in &claims {
        if claim.content.quote_kind == QuoteKind::Direct {
            let mut claim = (**claim).clone();
            claim.cue.anchor = None;
            draft.put_claim(claim);
        } else {
            draft.remove_claim(claim.id)?;
        }
    }
    Ok(claims.len())
}

fn remove_claims(draft: &mut Draft, words: &str) -> Result<usize, Refusal> {
    let project = &draft.project;
    let claims = project.claims().filter(|c| is_open(&c.provenance));
    let claims: Vec<_> = claims
        .filter(|claim| {
            // A look at the length spares most of the quoting.
            claim.content.anchor.bytes() >= words.len()
                && words_at(project, claim.document, &claim.content.anchor).as_deref()
                    == Some(words)
        })
        .map(|claim| claim.id)
        .collect();
    for claim in &claims {
        draft.remove_claim(*claim)?;
    }
    Ok(claims.len())
}

/// The lessons of a step as rules: those that open suggestions follow, and the rest.
pub fn sorted_out(
    project: &Project,
    author: &mut Author,
    taught: learn::Taught,
) -> (Vec<Arc<Rule>>, Vec<Arc<Rule>>) {
    let mut followed = Vec::new();
    let mut quiet = Vec::new();
    for (lesson, decisions) in taught.into_values() {
        let is_new = project
            .rule(lesson.id())
            .is_none_or(|rule| rule.lesson != lesson);
        let Some(rule) = learn::rule_for(project, author, lesson, decisions) else {
            continue;
        };
        if is_new && followers(project, author, &rule.lesson) > 0 {
            followed.push(rule);
        } else {
            quiet.push(rule);
        }
    }
    (followed, quiet)
}
