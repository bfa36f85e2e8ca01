//! Commands that move: selection, caret, documents, lists, search hits, review.

use super::action::Action;
use super::command::{Command, Effect};
use super::jobs::Finished;
use super::notice::Notice;
use super::question::Question;
use super::work::{Caret, Part};
use super::{Session, Work};
use crate::edit::{Item, Selection};
use crate::model::{DocumentId, ReviewState, Span};

impl Session {
    pub(super) fn dispatch_place(&mut self, command: Command) {
        if let Command::GoTo(item) = command {
            self.select_one(item);
            self.reveal(item);
            return;
        }
        let mut reveal = None;
        let Some(work) = &mut self.work else {
            return;
        };
        match command {
            Command::Activate(document) => work.turn_to(document),
            Command::Select(selection) => {
                if selection.primary() != work.selection.primary() {
                    work.part = Part::default();
                }
                work.selection = selection;
                work.selection.keep_existing(&work.project);
            }
            Command::SetCaret { anchor, head } => {
                if let Some(text) = work.active().map(|document| document.text.clone()) {
                    work.caret = Caret {
                        anchor: text.floor_char_boundary(anchor),
                        head: text.floor_char_boundary(head),
                    };
                }
            }
            Command::GoToOffset(offset) => {
                if let Some(document) = work.active() {
                    let offset = document.text.floor_char_boundary(offset);
                    work.caret = Caret::at(offset);
                    reveal = Some(offset);
                }
            }
            Command::FocusPart(part) => work.part = part,
            Command::FilterEntities(filter) => work.view.entity_filter = filter,
            Command::FilterClaims(filter) => work.view.claim_filter = filter,
            Command::ShowEntityStates(shown) => work.view.entity_states = shown,
            Command::ShowClaimStates(shown) => work.view.claim_states = shown,
            Command::SortEntities(sort) => work.view.entity_sort = sort,
            Command::SortClaims(sort) => work.view.claim_sort = sort,
            Command::SetScope(scope) => work.view.scope = scope,
            Command::FindText(query) => {
                work.find.query = query;
                work.find.from = Some(work.caret.range().start);
                work.refresh();
                self.show_first_hit();
                self.search_if_wanted();
                return;
            }
            _ => {}
        }
        if let Some(offset) = reveal {
            self.ask(Effect::Reveal(offset));
        }
    }

    pub(super) fn act_on_place(&mut self, action: Action) {
        match action {
            Action::NextMention => self.step_mention(1),
            Action::PreviousMention => self.step_mention(-1),
            Action::NextMark => self.step_mark(1),
            Action::PreviousMark => self.step_mark(-1),
            Action::SelectHere => self.select_here(),
            Action::FindNext => self.step_hit(1),
            Action::FindPrevious => self.step_hit(-1),
            Action::NextSuggestion => self.go_to_suggestion(1),
            Action::PreviousSuggestion => self.go_to_suggestion(-1),
            Action::NextDocument => self.step_document(1),
            Action::PreviousDocument => self.step_document(-1),
            Action::ReviewMode => self.toggle_review(),
            Action::Cancel => self.cancel(),
            _ => {}
        }
    }

    /// Scrolls to something, in whichever document it is.
    fn reveal(&mut self, item: Item) {
        let Some(work) = &mut self.work else {
            return;
        };
        if let Some((document, span)) = work.place_of(item) {
            work.activate(document);
            self.ask(Effect::Reveal(span.start()));
        }
    }

    /// Scrolls to what is selected.
    pub(super) fn reveal_selection(&mut self) {
        let primary = self.work.as_ref().and_then(|work| work.selection.primary());
        if let Some(item) = primary {
            self.reveal(item);
        }
    }

    fn step_mention(&mut self, step: isize) {
        let Some(work) = &self.work else {
            return;
        };
        let Some(entity) = work.selected_entities().pop() else {
            return;
        };
        let names = work.lists().names(&work.project, entity);
        let at = match work.selection.primary() {
            Some(Item::Mention(id)) => names.position(id),
            _ => None,
        };
        let count = names.mentions().max(1) as isize;
        let next = at.map_or(0, |at| (at as isize + step).rem_euclid(count) as usize);
        if let Some(mention) = names.mention(next) {
            self.dispatch_place(Command::GoTo(Item::Mention(mention)));
        }
    }

    /// Selects the next mark after (or before) the selected one, or after the caret.
    fn step_mark(&mut self, step: isize) {
        let Some(work) = &self.work else {
            return;
        };
        let Some(active) = work.active else {
            return;
        };
        let marks = work.marks_in_order(active);
        let next = match work
            .selection
            .primary()
            .and_then(|item| marks.iter().position(|(_, i)| *i == item))
        {
            Some(at) => (at as isize + step).rem_euclid(marks.len() as isize) as usize,
            None => {
                let after = marks.partition_point(|(span, _)| span.start() < work.caret.head);
                let before = after
                    .checked_sub(1)
                    .unwrap_or(marks.len().saturating_sub(1));
                if step > 0 {
                    after % marks.len().max(1)
                } else {
                    before
                }
            }
        };
        match marks.get(next) {
            Some((span, item)) => {
                let (item, end) = (*item, span.end());
                self.dispatch_place(Command::GoTo(item));
                if let Some(work) = &mut self.work {
                    work.caret = Caret::at(end);
                }
            }
            None => self.notify(Notice::info("Nothing is marked in this document yet.")),
        }
    }

    /// Selects the smallest mark at the caret; again, the next larger, and then the smallest again.
    fn select_here(&mut self) {
        let Some(work) = &mut self.work else {
            return;
        };
        let Some(marks) = work.marks() else {
            return;
        };
        // Selected words mean the marks that begin with them, a bare caret those on either side.
        let words = work.caret.range();
        let mut here = marks.at(words.start);
        if here.is_empty() && words.is_empty() {
            here = marks.at(words.start.saturating_sub(1));
        }
        let items: Vec<_> = here.iter().map(|mark| Work::item_of(mark.role)).collect();
        let at = work
            .selection
            .primary()
            .and_then(|item| items.iter().position(|i| *i == item));
        let next = at.map_or(0, |at| (at + 1) % items.len());
        if let Some(item) = items.get(next) {
            work.selection = Selection::one(*item);
            work.part = Part::default();
            work.caret = Caret::at(words.start);
        }
    }

    /// Goes to the first hit of a new search, if it has ended.
    pub(super) fn show_first_hit(&mut self) {
        let Some(work) = self.work.as_mut().filter(|work| work.find.is_done()) else {
            return;
        };
        let hit = work.find.from.take().and_then(|from| work.find.next(from));
        if let Some(hit) = hit {
            self.ask(Effect::Reveal(hit.start()));
        }
    }

    /// Lets a worker search a long text.
    pub(super) fn search_if_wanted(&mut self) {
        let Some(work) = self.work.as_mut() else {
            return;
        };
        let Some(question) = work.search_wanted.take() else {
            return;
        };
        let Some(document) = work.active().cloned() else {
            return;
        };
        let query = work.find.query.clone();
        self.jobs.start("Searching", move || Finished::Found {
            question,
            hits: super::find::hits(&document.text, &query),
        });
    }

    pub(super) fn found(&mut self, question: Question, hits: Vec<Span>) {
        let asked = self.works().find(|work| work.find.waits_for(question));
        if let Some(work) = asked {
            work.find.answer(hits);
            self.show_first_hit();
        }
    }

    fn step_hit(&mut self, step: isize) {
        let Some(work) = &mut self.work else {
            return;
        };
        let from = work.caret.head;
        let hit = if step > 0 {
            work.find.next(from)
        } else {
            work.find.previous(from)
        };
        match hit {
            Some(hit) => {
                work.caret = Caret {
                    anchor: hit.start(),
                    head: hit.end(),
                };
                self.ask(Effect::Reveal(hit.start()));
            }
            None => self.ask(Effect::FocusFind),
        }
    }

    fn step_document(&mut self, step: isize) {
        let Some(work) = &mut self.work else {
            return;
        };
        let order = work.project.document_order().clone();
        let at = order
            .iter()
            .position(|id| Some(*id) == work.active)
            .unwrap_or(0);
        let next = (at as isize + step).rem_euclid(order.len().max(1) as isize) as usize;
        if let Some(document) = order.get(next) {
            work.activate(*document);
        }
    }

    fn toggle_review(&mut self) {
        let Some(work) = &mut self.work else {
            return;
        };
        work.reviewing = !work.reviewing;
        if work.reviewing {
            let selected = work.selection.primary();
            let on_one = selected.and_then(|item| work.suggestion_at(item)).is_some();
            if !on_one {
                let from = work.caret.head;
                self.go_to_suggestion_from(Some(from));
            }
        }
    }

    fn go_to_suggestion(&mut self, step: isize) {
        let Some(work) = &self.work else {
            return;
        };
        let suggestions = work.suggestions();
        let primary = work.selection.primary();
        let at = primary.and_then(|item| work.suggestion_at(item));
        match at {
            Some(at) if !suggestions.is_empty() => {
                let next = (at as isize + step).rem_euclid(suggestions.len() as isize) as usize;
                let item = suggestions[next].1;
                self.dispatch_place(Command::GoTo(item));
            }
            _ => self.go_to_suggestion_from(Some(work.caret.head)),
        }
    }

    /// Goes to the first suggestion at or after a byte, else the first of the document, else of another
    /// document; with none left, ends the review.
    pub(super) fn go_to_suggestion_from(&mut self, from: Option<usize>) {
        let Some(work) = &mut self.work else {
            return;
        };
        work.refresh();
        let from = from.unwrap_or(0);
        let suggestions = work.suggestions();
        let after = suggestions.partition_point(|(span, _)| span.start() < from);
        let next = suggestions
            .get(after)
            .or(suggestions.first())
            .map(|(_, item)| *item);
        let next = next.or_else(|| work.suggestion_elsewhere());
        match next {
            Some(item) => self.dispatch_place(Command::GoTo(item)),
            None => {
                work.reviewing = false;
                work.selection = Selection::none();
                self.notify(Notice::info("All suggestions reviewed."));
            }
        }
    }

    /// Escape: ends the word selection, then the review, then the selection, then asks the window.
    fn cancel(&mut self) {
        let Some(work) = &mut self.work else {
            self.ask(Effect::Back);
            return;
        };
        if !work.caret.range().is_empty() {
            work.caret = Caret::at(work.caret.head);
        } else if work.reviewing {
            work.reviewing = false;
        } else if !work.selection.is_empty() {
            work.selection = Selection::none();
        } else {
            self.ask(Effect::Back);
        }
    }

    /// Settings of the view: theme, text size, length and spacing of lines, numbers, focus, tags.
    pub(super) fn change_view_settings(&mut self, action: Action) {
        use crate::storage::{Numbers, Tags, Theme};
        self.change_settings(|settings| match action {
            Action::ThemeSystem => settings.theme = Theme::System,
            Action::ThemeLight => settings.theme = Theme::Light,
            Action::ThemeDark => settings.theme = Theme::Dark,
            Action::TextLarger => settings.text_size = (settings.text_size + 1).min(28),
            Action::TextSmaller => settings.text_size = (settings.text_size - 1).max(14),
            Action::TextReset => settings.text_size = 18,
            Action::MeasureWider => settings.measure = (settings.measure + 40).min(760),
            Action::MeasureNarrower => settings.measure = (settings.measure - 40).max(480),
            Action::SpacingWider => settings.line_spacing = (settings.line_spacing + 15).min(160),
            Action::SpacingNarrower => settings.line_spacing = (settings.line_spacing - 15).max(85),
            Action::SpacingReset => settings.line_spacing = 100,
            Action::FocusParagraph => settings.focus_paragraph = !settings.focus_paragraph,
            Action::NumbersOff => settings.numbers = Numbers::Off,
            Action::NumbersParagraphs => settings.numbers = Numbers::Paragraphs,
            Action::NumbersLines => settings.numbers = Numbers::Lines,
            Action::TagsAll => settings.tags = Tags::All,
            Action::TagsHover => settings.tags = Tags::Hover,
            Action::TagsOff => settings.tags = Tags::Off,
            _ => {}
        });
    }
}

impl Work {
    /// Shows another document at the analyst's wish. Marks of the one before are no longer selected: keys would
    /// change what isn't in view.
    fn turn_to(&mut self, document: DocumentId) {
        self.activate(document);
        let here = |item: &Item| {
            matches!(item, Item::Entity(_))
                || self
                    .place_of(*item)
                    .is_some_and(|(at, _)| Some(at) == self.active)
        };
        if !self.selection.items().iter().all(here) {
            self.selection = Selection::none();
            self.part = Part::default();
        }
    }

    /// Shows another document.
    fn activate(&mut self, document: DocumentId) {
        if self.active != Some(document) && self.project.document(document).is_some() {
            self.active = Some(document);
            self.caret = Caret::default();
            self.refresh();
        }
    }

    /// Mentions and claims of a document that aren't rejected, by place.
    fn marks_in_order(&self, document: DocumentId) -> Vec<(Span, Item)> {
        let living = |state| state != ReviewState::Rejected;
        let mentions = self.project.mentions_in(document);
        let mentions = mentions
            .filter(|mention| living(mention.provenance.state))
            .map(|mention| (mention.anchor.spans()[0], Item::Mention(mention.id)));
        let claims = self.project.claims_in(document);
        let claims = claims
            .filter(|claim| living(claim.provenance.state))
            .map(|claim| (claim.content.anchor.spans()[0], Item::Claim(claim.id)));
        let mut marks: Vec<_> = mentions.chain(claims).collect();
        marks.sort();
        marks
    }

    /// A suggestion in another document.
    fn suggestion_elsewhere(&self) -> Option<Item> {
        let suggested = ReviewState::Suggested;
        self.project.document_order().iter().find_map(|document| {
            let mut mentions = self.project.mentions_in(*document);
            let mention = mentions.find(|m| m.provenance.state == suggested);
            let mut claims = self.project.claims_in(*document);
            let claim = claims.find(|c| c.provenance.state == suggested);
            mention
                .map(|m| Item::Mention(m.id))
                .or(claim.map(|c| Item::Claim(c.id)))
        })
    }
}
