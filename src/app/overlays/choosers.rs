//! Choosers: the claim through which another came, the target of a link, the entity to merge with, a kind, an
//! encoding.

use super::dialog::palette_ui;
use super::likeness::are_alike;
use super::palette::{entity_entries, one_line};
use super::picker::{Entry, Lead, Picker, Words};
use crate::app::widgets::Icon;
use crate::model::{ClaimId, DocumentId, EntityId, LinkKind, LinkTarget, ReviewState};
use crate::session::action::Action;
use crate::session::lists::source_name;
use crate::session::{By, Command, Session, SuggestScope, Work};
use crate::sources::{ENCODINGS, Reading};
use eframe::egui::{Context, Event, Ui};

/// What is being chosen.
#[derive(Clone, Debug)]
enum Question {
    Via(ClaimId),
    LinkKind(ClaimId),
    LinkTarget(ClaimId, LinkKind),
    Merge(Vec<EntityId>),
    Kind,
    Encoding(DocumentId),
    Engine,
}

/// What a line of a chooser leads to.
#[derive(Clone, Debug)]
enum Answer {
    Run(Command),
    /// The kind of a link; its target is asked for next.
    Next(LinkKind),
}

/// View state of a chooser.
pub struct ChooserView {
    question: Question,
    picker: Picker<Answer>,
    filled: bool,
}

impl ChooserView {
    fn new(question: Question) -> Self {
        Self {
            question,
            picker: Picker::default(),
            filled: false,
        }
    }

    /// Chooses the claim through which this one reached the article.
    pub fn via(claim: ClaimId) -> Self {
        Self::new(Question::Via(claim))
    }

    /// Chooses how this claim is linked, and then to what.
    pub fn link(claim: ClaimId) -> Self {
        Self::new(Question::LinkKind(claim))
    }

    /// Chooses the entity that takes these ones in.
    pub fn merge(entities: Vec<EntityId>) -> Self {
        Self::new(Question::Merge(entities))
    }

    /// Chooses the encoding in which a document's file is read again.
    pub fn encoding(document: DocumentId) -> Self {
        Self::new(Question::Encoding(document))
    }

    /// Chooses who suggests, and where.
    pub fn engine() -> Self {
        Self::new(Question::Engine)
    }

    /// Chooses a kind for what is selected.
    pub fn kind() -> Self {
        Self::new(Question::Kind)
    }
}

/// The letter that chooses a kind of link.
fn letter(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Contradicts => "X",
        LinkKind::Corroborates => "C",
        LinkKind::Repeats => "R",
        LinkKind::Updates => "U",
        LinkKind::Retracts => "T",
        LinkKind::Elaborates => "E",
        LinkKind::About => "B",
    }
}

fn words(question: &Question) -> Words<'static> {
    let (hint, aside, plural, empty) = match question {
        Question::Via(_) => (
            "Which claim did it come through?",
            "",
            "claims",
            "No other claim in this document has these letters.",
        ),
        Question::LinkKind(_) => (
            "How is it linked?",
            "A letter chooses at once",
            "links",
            "No link has these letters.",
        ),
        Question::LinkTarget(_, LinkKind::About) => (
            "Which entity is it about?",
            "",
            "entities",
            "No entity has these letters.",
        ),
        Question::LinkTarget(..) => (
            "Which claim?",
            "",
            "claims",
            "No other claim has these letters.",
        ),
        Question::Merge(_) => (
            "Merge with which entity?",
            "The chosen one keeps its name",
            "entities",
            "No other entity has these letters.",
        ),
        Question::Encoding(_) => (
            "Read the file again in which encoding?",
            "",
            "encodings",
            "No encoding has these letters.",
        ),
        Question::Engine => (
            "Who suggests, and where?",
            "",
            "engines",
            "No engine has these letters.",
        ),
        Question::Kind => (
            "Which kind?",
            "A key chooses at once",
            "kinds",
            "No kind has these letters.",
        ),
    };
    Words {
        hint,
        aside,
        verb: "Choose",
        plural,
        uncounted: &[],
        empty,
    }
}

/// Returns whether it closed; what was chosen is in `out`.
pub(super) fn show(
    context: &Context,
    session: &Session,
    view: &mut ChooserView,
    opening: bool,
    out: &mut Vec<Command>,
) -> bool {
    let Some(work) = session.work() else {
        return true;
    };
    if !view.filled {
        view.picker.restart(match view.question {
            Question::Engine => engines(session, work),
            _ => entries(work, &view.question),
        });
        view.filled = true;
    }
    let shown = palette_ui(context, words(&view.question).hint, |ui| {
        let words = words(&view.question);
        let by_letter = by_letter(ui, view);
        let enter = view.picker.search_ui(ui, &words, opening);
        let query = view.picker.query.clone();
        let taken = view.picker.list_ui(ui, &words, &query, enter);
        by_letter.or(taken)
    });
    match shown.inner {
        Some(Answer::Run(command)) => {
            out.push(command);
            true
        }
        Some(Answer::Next(kind)) => {
            if let Question::LinkKind(claim) = view.question {
                view.question = Question::LinkTarget(claim, kind);
                view.filled = false;
                context.request_repaint();
            }
            shown.closed
        }
        None => shown.closed,
    }
}

impl ChooserView {
    /// Whether the next letter chooses, rather than being typed.
    pub fn answers_to_letters(&self) -> bool {
        let quick = matches!(self.question, Question::LinkKind(_) | Question::Kind);
        quick && self.picker.query.is_empty()
    }
}

/// While nothing is typed, a letter or key chooses at once. It is taken from what the search line would get.
fn by_letter(ui: &Ui, view: &ChooserView) -> Option<Answer> {
    if !view.answers_to_letters() {
        return None;
    }
    let quick = view.picker.entries();
    ui.input_mut(|input| {
        let mut chosen = None;
        input.events.retain(|event| {
            let Event::Text(typed) = event else {
                return true;
            };
            let entry = quick
                .iter()
                .find(|e| !e.keys.is_empty() && e.keys.eq_ignore_ascii_case(typed));
            match entry {
                Some(entry) if chosen.is_none() => {
                    chosen = Some(entry.value.clone());
                    false
                }
                _ => true,
            }
        });
        chosen
    })
}

fn entries(work: &Work, question: &Question) -> Vec<Entry<Answer>> {
    let project = work.project();
    match question {
        Question::Via(claim) => {
            let mut entries = Vec::new();
            if project.claim(*claim).is_some_and(|c| c.via.is_some()) {
                entries.push(Entry::new(
                    "",
                    "Not through another claim",
                    Answer::Run(Command::SetVia(*claim, None)),
                ));
            }
            let document = project.claim(*claim).map(|claim| claim.document);
            // A chain must not lead back to its start.
            let found = claim_entries(work, *claim, |other| {
                project.claim(other).map(|c| c.document) == document
                    && !work.chain(other).contains(claim)
            });
            entries.extend(
                found
                    .into_iter()
                    .map(|entry| entry.map(|via| Answer::Run(Command::SetVia(*claim, Some(via))))),
            );
            entries
        }
        Question::LinkKind(_) => LinkKind::ALL
            .iter()
            .map(|kind| Entry {
                lead: Lead::Link(*kind),
                keys: letter(*kind).to_owned(),
                ..Entry::new("", kind.label(), Answer::Next(*kind))
            })
            .collect(),
        Question::LinkTarget(claim, LinkKind::About) => entity_entries(project, |_| true)
            .into_iter()
            .map(|entry| entry.map(|to| link(LinkKind::About, *claim, LinkTarget::Entity(to))))
            .collect(),
        Question::LinkTarget(claim, kind) => claim_entries(work, *claim, |_| true)
            .into_iter()
            .map(|entry| entry.map(|to| link(*kind, *claim, LinkTarget::Claim(to))))
            .collect(),
        Question::Merge(merged) => merge_entries(work, merged),
        Question::Kind => kinds(work),
        Question::Encoding(document) => encodings(work, *document),
        Question::Engine => Vec::new(),
    }
}

/// The other entities: first those whose names are like one of these.
fn merge_entries(work: &Work, merged: &[EntityId]) -> Vec<Entry<Answer>> {
    let project = work.project();
    let entities = merged.iter().filter_map(|id| project.entity(*id));
    let names: Vec<&str> = entities.map(|entity| entity.name.as_str()).collect();
    let mut found = entity_entries(project, |id| !merged.contains(&id));
    found.sort_by_cached_key(|entry| {
        let is_alike = names.iter().any(|name| are_alike(name, &entry.label));
        !is_alike
    });
    found
        .into_iter()
        .map(|entry| entry.map(|id| Answer::Run(Command::MergeInto(id, merged.to_vec()))))
        .collect()
}

/// Each engine with each place to look at, and the way to add one.
fn engines(session: &Session, work: &Work) -> Vec<Entry<Answer>> {
    let mut places = vec![("this document", SuggestScope::Document)];
    if work.selected_words().is_some() {
        places.push(("the selected paragraphs", SuggestScope::Selection));
    }
    if work.project().document_order().len() > 1 {
        places.push(("all documents", SuggestScope::Project));
    }
    let programs = session.settings().engines.iter();
    let programs = programs.map(|engine| {
        let by = By::Program(engine.name.clone());
        (engine.name.clone(), engine.command.clone(), by)
    });
    let own = ("Claimdesk".to_owned(), String::new(), By::Own);
    let mut entries = Vec::new();
    for (name, command, by) in std::iter::once(own).chain(programs) {
        for (place, scope) in &places {
            let answer = Answer::Run(Command::Suggest(by.clone(), *scope));
            entries.push(Entry {
                note: (*place).to_owned(),
                also: command.clone(),
                ..Entry::new("", &name, answer)
            });
        }
    }
    let more = Answer::Run(Command::Do(Action::Engines));
    entries.push(Entry {
        lead: Lead::Icon(Icon::Plus),
        ..Entry::new("", "Add or change engines…", more)
    });
    entries
}

fn link(kind: LinkKind, from: ClaimId, to: LinkTarget) -> Answer {
    Answer::Run(Command::Link(kind, from, to))
}

/// The one in use is shown, and can't be taken again.
fn encodings(work: &Work, document: DocumentId) -> Vec<Entry<Answer>> {
    let reader = work.project().document(document);
    let in_use = reader.and_then(|document| Reading::of(&document.origin).encoding);
    ENCODINGS
        .iter()
        .map(|(label, languages)| {
            let in_use = in_use == Some(*label);
            Entry {
                detail: (*languages).to_owned(),
                note: if in_use { "in use" } else { "" }.to_owned(),
                enabled: !in_use,
                ..Entry::new(
                    "",
                    *label,
                    Answer::Run(Command::ReadAgainAs(document, label)),
                )
            }
        })
        .collect()
}

fn kinds(work: &Work) -> Vec<Entry<Answer>> {
    let kinds = work.project().schema().kinds.iter();
    kinds
        .map(|kind| Entry {
            lead: Lead::Kind(kind.clone()),
            also: kind.tag.to_lowercase(),
            keys: kind
                .key
                .map(|key| key.to_uppercase().to_string())
                .unwrap_or_default(),
            ..Entry::new(
                "",
                kind.name.clone(),
                Answer::Run(Command::Label(kind.id.clone())),
            )
        })
        .collect()
}

/// Living claims other than this one: those of the document in view first; in the claim's own document, those
/// nearest to it.
fn claim_entries(
    work: &Work,
    except: ClaimId,
    keep: impl Fn(ClaimId) -> bool,
) -> Vec<Entry<ClaimId>> {
    let project = work.project();
    let active = work.active().map(|document| document.id);
    let from = project.claim(except);
    let mut documents: Vec<_> = project.documents().collect();
    documents.sort_by_key(|document| Some(document.id) != active);
    let mut entries = Vec::new();
    for document in documents {
        let claims = project.claims_in(document.id);
        let mut claims: Vec<_> = claims
            .filter(|claim| claim.id != except && keep(claim.id))
            .collect();
        if let Some(from) = from.filter(|from| from.document == document.id) {
            let place = from.content.anchor.start();
            claims.sort_by_key(|claim| claim.content.anchor.start().abs_diff(place));
        }
        for claim in claims {
            if claim.provenance.state == ReviewState::Rejected {
                continue;
            }
            let number = work.lists().number(claim.id);
            let group = if Some(document.id) == active {
                "This document"
            } else {
                "Other documents"
            };
            entries.push(Entry {
                lead: Lead::Number(number),
                detail: one_line(&claim.content.anchor.quote(&document.text)),
                also: number.to_string(),
                ..Entry::new(group, one_line(&source_name(project, claim)), claim.id)
            });
        }
    }
    entries
}
