//! From a command to what it does.

use super::action::Action;
use super::command::{Command, Effect, Reach, Room};
use super::notice::Notice;
use super::{Session, Work};
use crate::edit::actions;
use crate::edit::{Item, Selection};
use crate::model::Score;
use crate::storage::journal::StepKind;

/// Suggestions with at least this score count as sure.
const SURE: Score = Score(80);

impl Session {
    /// Does what is asked. Refusals and errors become notices.
    pub fn dispatch(&mut self, command: impl Into<Command>) {
        let command = command.into();
        let (room, reach) = command.sort();
        if !self.leave_past_for(reach) || (reach == Reach::Change && self.refuse_read_only()) {
            return;
        }
        match (room, command) {
            (Room::Table, Command::Do(action)) => self.act(action),
            (Room::Suggesting, Command::Suggest(by, scope)) => self.suggest(by, scope),
            (Room::Files, command) => self.dispatch_file(command),
            (Room::Sharing, command) => self.dispatch_sharing(command),
            (Room::Place, command) => self.dispatch_place(command),
            (Room::Rules, command) => self.dispatch_rules(command),
            (_, command) => self.dispatch_edit(command),
        }
        if let Some(work) = &mut self.work {
            work.refresh();
        }
        self.list_if_wanted();
    }

    pub(super) fn dispatch_edit(&mut self, command: Command) {
        match command {
            Command::Label(kind) => self.label(&kind),
            Command::SetAnchor(target, anchor) => self.set_anchor(target, anchor),
            Command::ChangeEntities(ids, change) => {
                self.change_entities(&ids, &change);
            }
            Command::MergeInto(keep, others) => {
                self.edit_and_say(|p, a| actions::merge_entities(p, a, keep, &others));
            }
            Command::Reassign(mentions, entity) => {
                self.edit_and_say(|p, a| actions::reassign_mentions(p, a, &mentions, entity));
            }
            Command::MentionNotes(id, notes) => {
                self.edit(|p, a| actions::set_mention_notes(p, a, id, &notes));
            }
            Command::ChangeClaims(ids, change) => {
                self.edit(|p, a| actions::change_claims(p, a, &ids, &change));
            }
            Command::SetVia(id, via) => {
                self.edit(|p, a| actions::set_via(p, a, id, via));
            }
            Command::Link(kind, from, to) => self.link(kind, from, to),
            Command::ChangeLink(id, kind, notes) => {
                self.edit(|p, a| actions::change_link(p, a, id, kind, &notes));
            }
            Command::Accept(items) => self.decide(&items, Decision::Accept),
            Command::AcceptScored(least, document) => {
                self.edit_and_say(|p, a| actions::accept_scored(p, a, least, document));
            }
            Command::Reject(items) => self.decide(&items, Decision::Reject),
            Command::Delete(items) => {
                self.edit_and_say(|p, a| actions::delete(p, a, &items));
            }
            Command::ChangeDocument(id, change) => {
                self.edit(|p, a| actions::change_document(p, a, id, |d| change.apply(d)));
            }
            Command::Draft(Some(change)) => self.draft(*change),
            Command::Draft(None) => self.forget_draft(),
            Command::RemoveDocument(id) => {
                self.edit_and_say(|p, a| actions::remove_document(p, a, id));
            }
            Command::MoveDocument(id, place) => {
                self.edit(|p, a| actions::move_document(p, a, id, place));
            }
            Command::AddKind(kind) => {
                self.edit(|p, a| actions::add_kind(p, a, kind));
            }
            Command::ChangeKind(kind) => {
                self.edit(|p, a| actions::change_kind(p, a, kind));
            }
            Command::MoveKind(id, place) => {
                self.edit(|p, a| actions::move_kind(p, a, &id, place));
            }
            Command::DeleteKind(id, entities) => {
                self.edit_and_say(|p, a| actions::delete_kind(p, a, &id, &entities));
            }
            _ => {}
        }
    }

    /// Runs a command of the table, if it is enabled.
    fn act(&mut self, action: Action) {
        if !action.is_enabled(self) {
            if self.why_not(action).is_some() {
                self.refuse_read_only();
            }
            return;
        }
        match action {
            Action::New
            | Action::Open
            | Action::OpenFolder
            | Action::ReadAgain
            | Action::LeftOut
            | Action::Paste
            | Action::OpenSample
            | Action::Save
            | Action::SaveAs
            | Action::MergeFromDisk
            | Action::TakeOver
            | Action::Versions
            | Action::Export
            | Action::Import
            | Action::RemoveDocument
            | Action::Close
            | Action::Quit => self.act_on_files(action),
            Action::CheckProject => self.check_project(),
            Action::History
            | Action::ItemHistory
            | Action::KeepHistory
            | Action::EndHistory
            | Action::BackToPresent => self.act_on_history(action),
            Action::LearnedRules | Action::ImportRules | Action::ExportRules => {
                self.act_on_rules(action);
            }
            Action::Suggest
            | Action::SuggestHere
            | Action::SuggestProject
            | Action::SuggestWith
            | Action::Engines
            | Action::StopWork => self.act_on_suggesting(action),
            Action::Undo => self.step_back(),
            Action::Redo => self.step_again(),
            Action::Accept => self.decide_selected(Decision::Accept),
            Action::Reject => self.decide_selected(Decision::Reject),
            Action::AcceptRule => self.accept_rule(),
            Action::AcceptSure => {
                self.edit_and_say(|p, a| actions::accept_scored(p, a, SURE, None));
            }
            Action::Delete => {
                let items = self.selected();
                self.edit_and_say(|p, a| actions::delete(p, a, &items));
            }
            Action::AddClaim
            | Action::SetSource
            | Action::SetCue
            | Action::SetContent
            | Action::AddWords
            | Action::RemoveWords
            | Action::GrowEnd
            | Action::ShrinkEnd
            | Action::GrowStart
            | Action::ShrinkStart
            | Action::GrowEndChar
            | Action::ShrinkEndChar
            | Action::GrowStartChar
            | Action::ShrinkStartChar
            | Action::MarkAll
            | Action::Merge
            | Action::Split => self.act_on_marks(action),
            Action::NextMention
            | Action::PreviousMention
            | Action::NextMark
            | Action::PreviousMark
            | Action::SelectHere
            | Action::FindNext
            | Action::FindPrevious
            | Action::NextSuggestion
            | Action::PreviousSuggestion
            | Action::NextDocument
            | Action::PreviousDocument
            | Action::ReviewMode
            | Action::Cancel => self.act_on_place(action),
            action => self.act_on_view(action),
        }
    }

    /// What is selected, in order.
    pub(super) fn selected(&self) -> Vec<Item> {
        self.work
            .as_ref()
            .map_or(Vec::new(), |work| work.selection.items().to_vec())
    }

    fn step_back(&mut self) {
        let Some(work) = &mut self.work else {
            return;
        };
        let before = work.project.clone();
        let undone = work.undo();
        if let Some(applied) = &undone {
            self.keep_step(StepKind::Undo, applied, &before);
        }
        self.show_step(
            undone.map(|applied| format!("Undone: {}", applied.label)),
            "Redo",
            Action::Redo,
        );
    }

    fn step_again(&mut self) {
        let Some(work) = &mut self.work else {
            return;
        };
        let before = work.project.clone();
        let redone = work.redo();
        if let Some(applied) = &redone {
            self.keep_step(StepKind::Redo, applied, &before);
        }
        self.show_step(
            redone.map(|applied| format!("Redone: {}", applied.label)),
            "Undo",
            Action::Undo,
        );
    }

    fn show_step(&mut self, said: Option<String>, back: &'static str, action: Action) {
        let Some(said) = said else {
            return;
        };
        self.notify(Notice::info(said).with(back, action));
        self.reveal_selection();
    }

    fn decide_selected(&mut self, decision: Decision) {
        let items = self.selected();
        self.decide(&items, decision);
    }

    /// Accepts or rejects; in review, goes on to the next suggestion.
    fn decide(&mut self, items: &[Item], decision: Decision) {
        let Some(work) = &self.work else {
            return;
        };
        let from = work
            .selection
            .primary()
            .and_then(|item| work.place_of(item));
        let done = match decision {
            Decision::Accept => self.step(|p, a| actions::accept(p, a, items)),
            Decision::Reject => self.step(|p, a| actions::reject(p, a, items)),
        };
        let followed = done.as_ref().and_then(|done| done.followed.clone());
        let done = done.is_some();
        if let Some(followed) = &followed {
            self.notify(Notice::info(followed).with("Undo", Action::Undo));
        }
        let reviewing = self.work.as_ref().is_some_and(|work| work.reviewing);
        if done && reviewing {
            self.go_to_suggestion_from(from.map(|(_, span)| span.start()));
        } else if done && decision == Decision::Reject && followed.is_none() {
            let work = self.work.as_mut();
            if let Some(work) = work {
                work.selection = Selection::none();
            }
            let notice = Notice::info("Rejected. It is not drawn or suggested again.");
            self.notify(notice.with("Undo", Action::Undo));
        }
    }

    /// Accepts all suggestions that the rule of the selected one made.
    fn accept_rule(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        let rule = work.selection.primary().and_then(|item| work.rule_of(item));
        let Some(rule) = rule else {
            self.notify(Notice::info("Select a suggestion first."));
            return;
        };
        let suggestions = work.suggestions().iter();
        let items: Vec<_> = suggestions
            .filter(|(_, item)| work.rule_of(*item).as_ref() == Some(&rule))
            .map(|(_, item)| *item)
            .collect();
        let done = self.edit_and_say(|p, a| actions::accept(p, a, &items));
        if done && self.work.as_ref().is_some_and(|work| work.reviewing) {
            self.go_to_suggestion_from(None);
        }
    }

    fn act_on_view(&mut self, action: Action) {
        let effect = match action {
            Action::Palette => Effect::ShowPalette,
            Action::ShowEntities | Action::ShowClaims => {
                self.ask(match action {
                    Action::ShowEntities => Effect::ShowEntities,
                    _ => Effect::ShowClaims,
                });
                Effect::FocusList
            }
            Action::NextPanel => Effect::FocusNextPanel,
            Action::AcceptScored => Effect::ShowScores,
            Action::Help => Effect::ShowHelp,
            Action::About => Effect::ShowAbout,
            Action::Settings => Effect::ShowSettings,
            Action::Schema => Effect::ShowSchema,
            Action::Find => Effect::FocusFind,
            Action::GoToParagraph => Effect::AskParagraph,
            Action::Kind => Effect::ChooseKind,
            Action::Copy => match self.work.as_ref().and_then(Work::copied_words) {
                Some(words) => Effect::CopyToClipboard(words),
                None => return,
            },
            Action::Rename => match self.work.as_ref().and_then(|w| w.selected_entities().pop()) {
                Some(entity) => Effect::RenameEntity(entity),
                None => return,
            },
            Action::AddLink | Action::SetVia => {
                let claim = self
                    .work
                    .as_ref()
                    .and_then(|w| w.current_claim())
                    .map(|c| c.id);
                match (claim, action) {
                    (Some(claim), Action::AddLink) => Effect::ChooseLink(claim),
                    (Some(claim), _) => Effect::ChooseVia(claim),
                    (None, _) => return,
                }
            }
            action => {
                self.change_view_settings(action);
                return;
            }
        };
        self.ask(effect);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Accept,
    Reject,
}
