//! The engine that ships: trained models over rules and lists of our own. See [`crate::suggest::train`] for how the
//! models are made, and `assets/models/CARD.md` for what they were made from and what they reach.
//!
//! Texts that aren't in English get names only.

mod claims;
mod entities;
mod extents;
mod kinds;
mod language;
mod models;
mod sources;

use super::attribution::Context;
use super::engine::{Engine, Request};
use super::plain::PlainEngine;
use super::reading::{Reading, Run};
use super::{measures, names, tagger};
use crate::model::Suggestions;
pub(crate) use claims::LEAST;
pub(crate) use models::Models;
use models::models;

/// Name and version of the engine.
const NAME: &str = "claimdesk 1";

/// What people are told of a text in another language.
const NAMES_ONLY: &str = "Language not supported: names only";

/// See the module.
#[derive(Clone, Copy, Debug, Default)]
pub struct TrainedEngine;

impl TrainedEngine {
    /// Reads the models, which else happens with the first suggestion. Takes a few milliseconds.
    pub fn load() {
        models();
    }
}

impl Engine for TrainedEngine {
    fn name(&self) -> &str {
        NAME
    }

    fn suggest(&self, request: &Request) -> Suggestions {
        match models() {
            Some(models) => suggest_with(models, request),
            None => PlainEngine.suggest(request),
        }
    }
}

/// Suggests with any models.
pub(crate) fn suggest_with(models: &Models, request: &Request) -> Suggestions {
    let mut suggestions = Suggestions {
        engine: NAME.to_owned(),
        ..Suggestions::default()
    };
    let reading = Reading::new(request.text, request.cancelled);
    let asked = asked(request, &reading);
    (request.progress)(0.2);
    let tags = tagger::tag(&models.tagger, &reading);
    (request.progress)(0.4);
    if (request.cancelled)() {
        return suggestions;
    }
    let emissions = names::emissions(&models.names, &reading, &tags);
    let mut found = names::decode(&models.names.chain, &reading, &emissions);
    names::pass::pass(&reading, &mut found);
    (request.progress)(0.6);
    let english = language::is_english(request, &reading);
    if !english {
        language::only_sure(&reading, &mut found);
        suggestions.limits = Some(NAMES_ONLY.to_owned());
    } else {
        names::measured::add(&reading, &mut found);
    }
    if (request.cancelled)() {
        return suggestions;
    }
    let published = measures::published(request.published);
    suggestions.entities = entities::entities(&reading, &tags, &found, &asked, published);
    if english {
        let context = Context::new(&reading, &tags, &found);
        suggestions.claims =
            claims::claims(request, models, &context, &suggestions.entities, &asked);
    }
    (request.progress)(1.0);
    suggestions
}

/// The runs of tokens of the paragraphs that are asked about.
fn asked(request: &Request, reading: &Reading) -> Vec<Run> {
    let wanted = |paragraph: &&super::reading::Paragraph| {
        let range = &paragraph.range;
        request
            .range
            .as_ref()
            .is_none_or(|asked| asked.start < range.end && range.start < asked.end)
    };
    reading
        .paragraphs
        .iter()
        .filter(wanted)
        .map(|paragraph| paragraph.tokens.clone())
        .collect()
}

/// Whether a token is in one of the runs, which are in order.
fn is_asked(asked: &[Run], token: usize) -> bool {
    let at = asked.partition_point(|run| run.end <= token);
    asked.get(at).is_some_and(|run| run.contains(&token))
}
