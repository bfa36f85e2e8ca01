//! Suggestions in the window: asked for or on opening, on a worker, as one step that can be taken back.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::action::Action;
use super::command::Effect;
use super::jobs::{Finished, SuggestedIn, Watch};
use super::notice::Notice;
use super::parallel::in_parallel;
use super::programs::{NamedProgram, suggest_by};
use super::{Session, Work};
use crate::edit::actions;
use crate::model::{Document, DocumentId, LabelSchema, ProjectId, Suggestions};
use crate::suggest::segment::paragraph_at;
use crate::suggest::{self, LearnedRules, Request};

/// Who suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Claimdesk itself.
    #[default]
    Own,
    /// The program of this name in the settings.
    Program(String),
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
            Action::SuggestWith => self.ask(Effect::ChooseEngine),
            Action::Engines => self.ask(Effect::ShowEngines),
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
        let rules = self.learned_rules();
        let schema = self.work.as_ref().map(|work| work.project.schema().clone());
        let program = match &by {
            By::Own => None,
            By::Program(name) => match NamedProgram::find(&self.settings.engines, name) {
                Ok(program) => Some(program),
                Err(fault) => {
                    let notice = Notice::error(format!("Can’t run {name}: {fault}."));
                    self.notify(notice.with("External engines", Action::Engines));
                    return;
                }
            },
        };
        self.jobs.start_watched("Suggesting", move |watch| {
            let (found, trouble) = match (&program, &schema) {
                (Some(program), Some(schema)) => theirs(program, &asked_for, schema, &rules, watch),
                _ => (own(&asked_for, &rules, watch), Vec::new()),
            };
            let stopped = watch.is_cancelled();
            Finished::Suggested {
                project,
                found: if stopped { Vec::new() } else { found },
                asked,
                stopped,
                trouble,
            }
        });
    }

    pub(super) fn suggested(
        &mut self,
        project: ProjectId,
        found: Vec<SuggestedIn>,
        asked: bool,
        stopped: bool,
        trouble: Vec<Notice>,
    ) {
        if stopped {
            self.notify(Notice::info("Stopped. Nothing was added."));
            return;
        }
        for notice in trouble {
            self.notify(notice);
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
fn own(asked: &Asked, rules: &LearnedRules, watch: &Watch) -> Vec<SuggestedIn> {
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
            rules.apply(&document.text, &mut suggestions);
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

/// What a program finds, and what the analyst should know of its run.
fn theirs(
    program: &NamedProgram,
    asked: &Asked,
    schema: &Arc<LabelSchema>,
    rules: &LearnedRules,
    watch: &Watch,
) -> (Vec<SuggestedIn>, Vec<Notice>) {
    let name = &program.name;
    let ran = suggest_by(
        program,
        &asked.documents,
        schema,
        &|| watch.is_cancelled(),
        &|done| watch.tell(done),
    );
    let answered = asked.documents.iter().zip(ran.answers);
    let found: Vec<_> = answered
        .filter_map(|(document, answer)| {
            let mut suggestions = answer?;
            rules.apply(&document.text, &mut suggestions);
            keep_within(&mut suggestions, asked.range.as_ref());
            Some(SuggestedIn {
                document: document.id,
                text: document.text.clone(),
                suggestions,
            })
        })
        .collect();
    let mut trouble = Vec::new();
    if let Err(error) = ran.end {
        let kept = match found.len() {
            0 => String::new(),
            1 => " What it gave for 1 document is kept.".to_owned(),
            many => format!(" What it gave for {many} documents is kept."),
        };
        let notice = Notice::error(format!("{name} failed: {error}.{kept}"));
        trouble.push(notice.with("External engines", Action::Engines));
    }
    if let Some(first) = ran.notes.first() {
        let more = match ran.notes.len() {
            1 => String::new(),
            2 => " And 1 more note.".to_owned(),
            many => format!(" And {} more notes.", many - 1),
        };
        trouble.push(Notice::warning(format!("{name}, {first}.{more}")));
    }
    (found, trouble)
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
