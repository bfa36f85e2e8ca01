//! Suggestions in the window: asked for or on opening, on a worker, as one step that can be taken back.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::action::Action;
use super::jobs::{Finished, SuggestedIn, Watch};
use super::notice::Notice;
use super::parallel::in_parallel;
use super::{Session, Work};
use crate::edit::actions;
use crate::model::{Document, DocumentId, ProjectId, Suggestions};
use crate::suggest::segment::paragraph_at;
use crate::suggest::{self, Request};

/// Who suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Claimdesk itself.
    #[default]
    Own,
}

/// Where suggestions are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The document in view.
    #[default]
    Document,
    /// The paragraphs that the selected words touch.
    Selection,
    /// All documents.
    Project,
}

/// The documents to look at; with a range of bytes, only its paragraphs.
struct Asked {
    documents: Vec<Arc<Document>>,
    range: Option<Range<usize>>,
}

impl Session {
    pub(super) fn act_on_suggesting(&mut self, action: Action) {
        match action {
            Action::Suggest => self.suggest(By::Own, Scope::Document),
            Action::SuggestHere => self.suggest(By::Own, Scope::Selection),
            Action::SuggestProject => self.suggest(By::Own, Scope::Project),
            Action::StopWork => self.jobs.stop(),
            _ => {}
        }
    }

    /// Looks for suggestions because the analyst asks.
    pub(super) fn suggest(&mut self, by: By, scope: Scope) {
        let Some(asked) = self.work.as_ref().and_then(|work| asked(work, scope)) else {
            return;
        };
        self.start_suggesting(by, asked, true);
    }

    /// Looks for suggestions in documents that were just opened, the first of them first.
    pub(super) fn suggest_new(&mut self, ids: Vec<DocumentId>) {
        let Some(work) = &self.work else {
            return;
        };
        let document = |id: &DocumentId| work.project.document(*id).cloned();
        let (first, rest) = ids.split_at(1.min(ids.len()));
        let first: Vec<_> = first.iter().filter_map(document).collect();
        let rest: Vec<_> = rest.iter().filter_map(document).collect();
        for documents in [first, rest] {
            let range = None;
            self.start_suggesting(By::Own, Asked { documents, range }, false);
        }
    }

    fn start_suggesting(&mut self, by: By, asked_for: Asked, asked: bool) {
        let Some(project) = self.work.as_ref().map(|work| work.project.id()) else {
            return;
        };
        if asked_for.documents.is_empty() {
            return;
        }
        self.jobs.start_watched("Suggesting", move |watch| {
            let found = match by {
                By::Own => own(&asked_for, watch),
            };
            let stopped = watch.is_cancelled();
            Finished::Suggested {
                project,
                found: if stopped { Vec::new() } else { found },
                asked,
                stopped,
            }
        });
    }

    pub(super) fn suggested(
        &mut self,
        project: ProjectId,
        found: Vec<SuggestedIn>,
        asked: bool,
        stopped: bool,
    ) {
        if stopped {
            self.notify(Notice::info("Stopped. Nothing was added."));
            return;
        }
        let Some(work) = self.work.as_ref().filter(|w| w.project.id() == project) else {
            return;
        };
        // A document may have gone or been read again in the meantime.
        let is_there = |found: &&SuggestedIn| {
            let document = work.project.document(found.document);
            document.is_some_and(|document| document.text == found.text)
        };
        let found: Vec<_> = found.iter().filter(is_there).collect();
        let limits = found.iter().find_map(|one| one.suggestions.limits.clone());
        let pairs: Vec<_> = found
            .iter()
            .map(|one| (one.document, &one.suggestions))
            .collect();
        let is_empty = |s: &Suggestions| s.entities.is_empty() && s.claims.is_empty();
        if asked {
            self.edit_and_say(|p, a| actions::add_all_suggestions(p, a, pairs));
            if let Some(limits) = limits {
                self.notify(Notice::info(limits));
            }
        } else if pairs.iter().any(|(_, suggestions)| !is_empty(suggestions)) {
            self.edit(|p, a| actions::add_all_suggestions(p, a, pairs));
        }
    }
}

fn asked(work: &Work, scope: Scope) -> Option<Asked> {
    let whole = |documents| Asked {
        documents,
        range: None,
    };
    match scope {
        Scope::Project => Some(whole(work.project.documents().cloned().collect())),
        Scope::Document => Some(whole(vec![work.active()?.clone()])),
        Scope::Selection => {
            let words = work.selected_words()?;
            let document = work.active()?.clone();
            let start = paragraph_at(&document.text, words.start()).start;
            let end = paragraph_at(&document.text, words.end() - 1).end;
            Some(Asked {
                documents: vec![document],
                range: Some(start..end),
            })
        }
    }
}

/// What the built-in engine finds, on all cores.
fn own(asked: &Asked, watch: &Watch) -> Vec<SuggestedIn> {
    let bytes = asked.documents.iter().map(|document| document.text.len());
    let all = bytes.sum::<usize>().max(1) as f32;
    // Thousandths of bytes, so that small steps count too.
    let done = AtomicU64::new(0);
    in_parallel(&asked.documents, |document| {
        let told = std::cell::Cell::new(0.0);
        let progress = |part: f32| {
            let more = (part - told.replace(part)).max(0.0) * document.text.len() as f32;
            let before = done.fetch_add((more * 1e3) as u64, Ordering::Relaxed);
            watch.tell((before as f32 / 1e3 + more) / all);
        };
        let request = Request {
            published: &document.origin.published,
            range: asked.range.clone(),
            cancelled: &|| watch.is_cancelled(),
            progress: &progress,
            ..Request::whole(&document.text, &document.origin.language)
        };
        let mut suggestions = Suggestions::default();
        if !watch.is_cancelled() {
            suggestions = suggest::default_engine().suggest(&request);
            keep_within(&mut suggestions, asked.range.as_ref());
        }
        progress(1.0);
        SuggestedIn {
            document: document.id,
            text: document.text.clone(),
            suggestions,
        }
    })
}

/// Leaves out what doesn't touch the range.
fn keep_within(suggestions: &mut Suggestions, range: Option<&Range<usize>>) {
    let Some(range) = range else {
        return;
    };
    let touches = |from: usize, to: usize| from < range.end && range.start < to;
    suggestions.retain(
        |_, mention| touches(mention.anchor.start(), mention.anchor.end()),
        |claim| touches(claim.content.start(), claim.content.end()),
    );
}
