//! Commands that build claims: content first, then source and cue, with what the text itself proposes.

use super::command::Effect;
use super::marks::Role;
use super::notice::Notice;
use super::work::Part;
use super::{Session, Work};
use crate::edit::Item;
use crate::edit::actions::{self, AnchorTarget, ClaimChange, NewClaim};
use crate::model::{Anchor, ClaimId, Cue, CueClass, EntityId, MentionId, Source, SourceKind, Span};
use crate::suggest::{cues, propose, quotes};

impl Session {
    /// Makes the selected words a claim. The nearest reporting words become its cue, the nearest likely
    /// speaker its source; both can be changed at once.
    pub(super) fn add_claim(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        let Some(parts) = work
            .selected_words()
            .or_else(|| work.words_to_mark())
            .and_then(|words| work.claim_on(words))
        else {
            self.notify(Notice::info("Select the words of the claim first."));
            return;
        };
        if self.edit(|p, a| actions::add_claim(p, a, parts)) {
            self.drop_range();
            self.ask(Effect::ShowClaims);
        }
    }

    /// Makes the selected words, else the selected mention, the source of the selected claim.
    pub(super) fn set_source(&mut self) {
        let Some(work) = &self.work else {
            return;
        };
        let Some(claim) = work.current_claim().map(|claim| claim.id) else {
            return;
        };
        let words = work.selected_words();
        let entity = work.selected_entities().pop();
        let mention = work.selection.mentions().last();
        if words.is_some() {
            self.set_part(Part::Source);
        } else if let Some(mention) = mention {
            self.source_from_mention(claim, mention);
        } else if let Some(entity) = entity {
            self.source_from_entity(claim, entity);
        }
    }

    fn source_from_mention(&mut self, claim: ClaimId, mention: MentionId) {
        let mention = self
            .work
            .as_ref()
            .and_then(|work| work.project.mention(mention));
        let Some((anchor, entity)) = mention.map(|m| (m.anchor.clone(), m.entity)) else {
            return;
        };
        let target = AnchorTarget::Source(claim);
        self.edit(|p, a| actions::set_anchor(p, a, target, Some(anchor), Some(entity)));
        self.select_one(Item::Claim(claim));
    }

    fn source_from_entity(&mut self, claim: ClaimId, entity: EntityId) {
        let change = ClaimChange::SourceEntity(Some(entity));
        self.edit(|p, a| actions::change_claims(p, a, &[claim], &change));
        self.select_one(Item::Claim(claim));
    }

    /// Makes the selected words a part of the selected claim.
    pub(super) fn set_part(&mut self, part: Part) {
        let Some(work) = &self.work else {
            return;
        };
        let (Some(claim), Some(words)) = (work.current_claim(), work.words_of_part()) else {
            self.notify(Notice::info("Select a claim and then words for it."));
            return;
        };
        if Some(claim.document) != work.active {
            self.notify(Notice::warning("That claim is in another document."));
            return;
        }
        let id = claim.id;
        let target = match part {
            Part::Source => AnchorTarget::Source(id),
            Part::Cue => AnchorTarget::Cue(id),
            Part::Content => AnchorTarget::Content(id),
        };
        self.set_anchor(target, Some(Anchor::single(words)));
        self.drop_range();
        if let Some(work) = &mut self.work {
            work.part = part;
        }
    }
}

impl Work {
    /// The selected words, else the word at the caret.
    fn words_of_part(&self) -> Option<Span> {
        self.selected_words().or_else(|| self.words_to_mark())
    }

    /// A claim on these words with proposed source and cue.
    fn claim_on(&self, words: Span) -> Option<NewClaim> {
        let document = self.active()?;
        let text = document.text.as_str();
        let content = Anchor::single(words);
        let cue = propose::propose_cue(text, words.range()).and_then(|cue| Span::new(text, cue));
        let class = cue
            .and_then(|cue| cues::class_of(document.text.get(cue)?))
            .unwrap_or(CueClass::Say);
        let near = self.mentions_near(words);
        let places: Vec<_> = near
            .iter()
            .zip(0..)
            .map(|((span, _, _), n)| (span.range(), n))
            .collect();
        let proposed = propose::propose_source(text, words.range(), cue.map(Span::range), &places);
        let source = proposed.and_then(|nth| near.get(nth));
        let source = match source {
            Some((span, entity, kind)) => Source {
                anchor: Some(Anchor::single(*span)),
                entity: Some(*entity),
                kind: propose::source_kind_of(document.text.get(*span)?, Some(kind)),
            },
            None => Source {
                anchor: None,
                entity: None,
                kind: if cue.is_some() {
                    SourceKind::Anonymous
                } else {
                    SourceKind::Narrator
                },
            },
        };
        Some(NewClaim {
            document: document.id,
            quote_kind: quotes::kind_of(text, &content),
            commitment: cues::commitment_for(class, document.text.get(words)?),
            content,
            source,
            cue: Cue {
                anchor: cue.map(Anchor::single),
                class,
            },
            via: None,
        })
    }

    /// Mentions in the block of the words and in its neighbours: place, entity, kind.
    fn mentions_near(&self, words: Span) -> Vec<(Span, EntityId, String)> {
        let Some(marks) = self.marks() else {
            return Vec::new();
        };
        let first = marks.block_at(words.start()).saturating_sub(1);
        let last = marks.block_at(words.end()) + 1;
        let mut near = Vec::new();
        for block in first..=last {
            for mark in marks.marks_of(block) {
                let Role::Mention(id) = mark.role else {
                    continue;
                };
                let Some(mention) = self.project.mention(id) else {
                    continue;
                };
                let Some(entity) = self.project.entity(mention.entity) else {
                    continue;
                };
                near.push((mark.span, entity.id, entity.kind.as_str().to_owned()));
            }
        }
        near.sort();
        near
    }
}
