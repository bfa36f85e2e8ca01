//! Commands that make, resize, merge and split marks.

use std::ops::Range;

use super::action::Action;
use super::command::Effect;
use super::marks::Role;
use super::notice::Notice;
use super::work::{Caret, Part};
use super::{Session, Work};
use crate::edit::actions::{self, EntityChange};
use crate::edit::{Item, Selection};
use crate::model::{Anchor, EntityId, KindId, MentionId, ReviewState, Span};
use crate::suggest::segment;

/// One end of a span, and how far it moves.
#[derive(Clone, Copy)]
enum Move {
    EndOn,
    EndBack,
    StartBack,
    StartOn,
}

impl Session {
    /// Marks the selected words with a kind; without any, gives the selected entities this kind.
    pub(super) fn label(&mut self, kind: &KindId) {
        let Some(work) = &self.work else {
            return;
        };
        let entities = work.selected_entities();
        let words = work.selected_words();
        if words.is_none() && !entities.is_empty() {
            self.relabel(&entities, kind);
            return;
        }
        let (Some(document), Some(words)) = (work.active, words.or_else(|| work.words_to_mark()))
        else {
            self.notify(Notice::info("Select words first, then choose a kind."));
            return;
        };
        if let Some((mention, entity)) = work.marked_at(words, kind) {
            self.label_again(mention, entity, kind);
            return;
        }
        let anchor = Anchor::single(words);
        if self.edit(|p, a| actions::add_mention(p, a, document, anchor, kind)) {
            self.drop_range();
        }
    }

    fn relabel(&mut self, entities: &[EntityId], kind: &KindId) {
        let change = EntityChange::Kind(kind.clone());
        let reviewed = self.work.as_ref().and_then(Work::reviewed_place);
        let done = self.change_entities(entities, &change);
        if done && let Some(from) = reviewed {
            // With its kind put right, the suggestion is decided.
            self.go_to_suggestion_from(Some(from));
        }
    }

    /// Gives a kind to words that are a mark already: a second mark with the same bounds would be nobody's wish.
    fn label_again(&mut self, mention: MentionId, entity: EntityId, kind: &KindId) {
        let Some(work) = &self.work else {
            return;
        };
        let of_kind = work.project.entity(entity).is_some_and(|e| e.kind == *kind);
        let state = work.project.mention(mention).map(|m| m.provenance.state);
        let name = work.project.schema().get(kind).map(|kind| &kind.name);
        let name = name.map_or(String::new(), |name| name.to_lowercase());
        self.drop_range();
        self.select_one(Item::Mention(mention));
        if !of_kind {
            self.relabel(&[entity], kind);
        } else if state == Some(ReviewState::Suggested) {
            self.edit(|p, a| actions::accept(p, a, &[Item::Mention(mention)]));
        } else {
            self.notify(Notice::info(format!(
                "These words are already marked as {name}."
            )));
        }
    }

    /// Ends the word selection; the caret stays at its end.
    pub(super) fn drop_range(&mut self) {
        if let Some(work) = &mut self.work {
            work.caret = Caret::at(work.caret.range().end);
        }
    }

    pub(super) fn act_on_marks(&mut self, action: Action) {
        match action {
            Action::AddClaim => self.add_claim(),
            Action::SetSource => self.set_source(),
            Action::SetCue => self.set_part(Part::Cue),
            Action::SetContent => self.set_part(Part::Content),
            Action::AddWords => self.change_words(true),
            Action::RemoveWords => self.change_words(false),
            Action::GrowEnd => self.move_end(Move::EndOn, true),
            Action::ShrinkEnd => self.move_end(Move::EndBack, true),
            Action::GrowStart => self.move_end(Move::StartBack, true),
            Action::ShrinkStart => self.move_end(Move::StartOn, true),
            Action::GrowEndChar => self.move_end(Move::EndOn, false),
            Action::ShrinkEndChar => self.move_end(Move::EndBack, false),
            Action::GrowStartChar => self.move_end(Move::StartBack, false),
            Action::ShrinkStartChar => self.move_end(Move::StartOn, false),
            Action::MarkAll => {
                let mention = self
                    .work
                    .as_ref()
                    .and_then(|w| w.selection.mentions().last());
                if let Some(mention) = mention {
                    self.edit_and_say(|p, a| actions::mark_all(p, a, mention));
                }
            }
            Action::Merge => self.merge(),
            Action::Split => {
                let mentions: Vec<_> = self
                    .work
                    .iter()
                    .flat_map(|work| work.selection.mentions())
                    .collect();
                self.edit_and_say(|p, a| actions::split_mentions(p, a, &mentions));
            }
            _ => {}
        }
    }

    /// Merges the selected entities into the one with the most mentions; with one selected, asks for another.
    fn merge(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        let entities = work.selected_entities();
        if entities.len() < 2 {
            self.ask(Effect::ChooseMerge(entities));
            return;
        }
        let mentions = |id: &EntityId| work.project.mentions_of(*id).count();
        let keep = entities.iter().rev().max_by_key(|id| mentions(id)).copied();
        if let Some(keep) = keep {
            self.edit_and_say(|p, a| actions::merge_entities(p, a, keep, &entities));
        }
    }

    /// Adds the selected words to the selected mark, or takes them out of it.
    fn change_words(&mut self, add: bool) {
        let Some(work) = &self.work else {
            return;
        };
        let (Some(target), Some(words)) = (work.anchor_target(), work.selected_words()) else {
            return;
        };
        let (Some(anchor), Some(document)) = (target.anchor(&work.project), work.active()) else {
            return;
        };
        let next = if add {
            Anchor::new(anchor.spans().iter().copied().chain([words]))
        } else {
            Anchor::new(
                anchor
                    .spans()
                    .iter()
                    .flat_map(|s| without(&document.text, *s, words)),
            )
        };
        self.set_anchor(target, next);
        self.drop_range();
    }

    fn move_end(&mut self, step: Move, by_words: bool) {
        let Some(work) = &self.work else {
            return;
        };
        let (Some(target), Some(document)) = (work.anchor_target(), work.active()) else {
            return;
        };
        let Some(anchor) = target.anchor(&work.project) else {
            return;
        };
        let text = document.text.as_str();
        let mut spans = anchor.spans().to_vec();
        let place = match step {
            Move::EndOn | Move::EndBack => spans.len() - 1,
            Move::StartBack | Move::StartOn => 0,
        };
        let span = spans[place];
        let range = match (step, by_words) {
            (Move::EndOn, true) => span.start()..segment::next_word(text, span.end()),
            (Move::EndOn, false) => span.start()..segment::next_grapheme(text, span.end()),
            (Move::EndBack, true) => span.start()..segment::prev_word_end(text, span.end()),
            (Move::EndBack, false) => span.start()..segment::prev_grapheme(text, span.end()),
            (Move::StartBack, true) => segment::prev_word(text, span.start())..span.end(),
            (Move::StartBack, false) => segment::prev_grapheme(text, span.start())..span.end(),
            (Move::StartOn, true) => segment::next_word_start(text, span.start())..span.end(),
            (Move::StartOn, false) => segment::next_grapheme(text, span.start())..span.end(),
        };
        match Span::new(text, range) {
            Some(next) => {
                spans[place] = next;
                let end = match step {
                    Move::EndOn | Move::EndBack => next.end(),
                    Move::StartBack | Move::StartOn => next.start(),
                };
                self.set_anchor(target, Anchor::new(spans));
                self.ask(Effect::Reveal(end));
            }
            None => self.notify(Notice::info("A mark needs at least one character.")),
        }
    }

    /// Selects one thing.
    pub(super) fn select_one(&mut self, item: Item) {
        if let Some(work) = &mut self.work {
            work.selection = Selection::one(item);
            work.selection.keep_existing(&work.project);
            work.part = Part::default();
        }
    }
}

/// What is left of a span when `words` are taken out.
fn without(text: &str, span: Span, words: Span) -> impl Iterator<Item = Span> {
    let trim = |range: Range<usize>| {
        let piece = text.get(range.clone())?;
        let start = range.start + (piece.len() - piece.trim_start().len());
        let end = range.end - (piece.len() - piece.trim_end().len());
        Span::new(text, start..end)
    };
    let kept = if span.overlaps(words) {
        let before = trim(span.start()..words.start().max(span.start()));
        let after = trim(words.end().min(span.end())..span.end());
        [before, after]
    } else {
        [Some(span), None]
    };
    kept.into_iter().flatten()
}

impl Work {
    /// The mention that stands on exactly these words, one of this kind if there is one, and its entity.
    fn marked_at(&self, words: Span, kind: &KindId) -> Option<(MentionId, EntityId)> {
        let marks = self.marks()?;
        let anchor = Anchor::single(words);
        let here = marks.marks_of(marks.block_at(words.start())).iter();
        let mentions = here.filter_map(|mark| match mark.role {
            Role::Mention(id) => self.project.mention(id).filter(|m| m.anchor == anchor),
            _ => None,
        });
        let of_kind = |entity: EntityId| self.project.entity(entity).map(|e| e.kind == *kind);
        mentions
            .map(|mention| (mention.id, mention.entity))
            .max_by_key(|(_, entity)| of_kind(*entity))
    }

    /// Where the suggestion under review begins, in bytes; `None` outside review.
    fn reviewed_place(&self) -> Option<usize> {
        let item = self.selection.primary().filter(|_| self.reviewing)?;
        let suggested = self.provenance(item)?.state == ReviewState::Suggested;
        suggested
            .then(|| self.place_of(item))?
            .map(|(_, span)| span.start())
    }
}
