//! The plain engine: a few readable rules, and no claim to more.
//!
//! Names are runs of capitalised words, times and quantities are numbers with the right words beside them, claims are
//! quotations and reporting sentences of simple shape. It has no lists of names and has learnt nothing, so most names
//! keep the kind *other*. In languages other than English it marks quotations only.

mod claims;
pub(super) mod clauses;
mod groups;
mod kinds;
mod measures;
mod names;
mod reading;
mod speakers;

use super::engine::{Engine, Request};
use super::quotes::quotations;
use crate::model::Suggestions;
use reading::Reading;

/// See the module.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainEngine;

impl Engine for PlainEngine {
    fn name(&self) -> &str {
        "plain rules 1"
    }

    fn suggest(&self, request: &Request) -> Suggestions {
        let mut suggestions = Suggestions {
            engine: self.name().to_owned(),
            ..Suggestions::default()
        };
        let reading = Reading::new(request);
        if (request.cancelled)() {
            return suggestions;
        }
        (request.progress)(0.4);
        if request.is_english() {
            suggestions.entities = groups::entities(&reading);
        }
        if (request.cancelled)() {
            return suggestions;
        }
        (request.progress)(0.7);
        let quotations = quotations(request.text);
        suggestions.claims = claims::claims(request, &reading, quotations, &suggestions.entities);
        (request.progress)(1.0);
        suggestions
    }
}
