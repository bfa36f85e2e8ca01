//! Commands that build claims: content first, then source and cue, with what the text itself proposes.

use super::action::Action;
use super::command::Effect;
use super::marks::Role;
use super::notice::Notice;
use super::work::Part;
use super::{Session, Work};
use crate::edit::Item;
use crate::edit::actions::{self, AnchorTarget, ClaimChange, NamedSource, NewClaim};
use crate::model::{
    Anchor, ClaimId, Cue, CueClass, Document, DocumentId, Entity, EntityId, LinkKind, LinkTarget,
    MentionId, Source, SourceKind, Span,
};
use crate::suggest::{cues, propose, quotes, speaker};

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
        let named = self.work.as_ref().and_then(|work| {
            let mention = work.project.mention(mention)?;
            let text = &work.project.document(mention.document)?.text;
            let kind = work.kind_of_source(&mention.anchor.quote(text), Some(mention.entity));
            let entity = Some(mention.entity);
            let kind = Some(kind);
            Some((mention.anchor.clone(), NamedSource { entity, kind }))
        });
        let Some((anchor, named)) = named else {
            return;
        };
        let target = AnchorTarget::Source(claim);
        self.edit(|p, a| actions::set_anchor(p, a, target, Some(anchor), named));
        self.select_one(Item::Claim(claim));
    }

    fn source_from_entity(&mut self, claim: ClaimId, entity: EntityId) {
        let change = ClaimChange::SourceEntity(Some(entity));
        self.edit(|p, a| actions::change_claims(p, a, &[claim], &change));
        self.select_one(Item::Claim(claim));
    }

    /// Links a claim, and says to what, with a way back.
    pub(super) fn link(&mut self, kind: LinkKind, from: ClaimId, to: LinkTarget) {
        let Some(work) = &self.work else {
            return;
        };
        let target = match to {
            LinkTarget::Claim(id) => format!("claim {}", work.lists().number(id)),
            LinkTarget::Entity(id) => {
                let entity = work.project.entity(id);
                entity.map_or(String::new(), |entity| entity.name.clone())
            }
        };
        if self.edit(|p, a| actions::add_link(p, a, kind, from, to)) {
            let said = format!("Linked: {} {target}", kind.label().to_lowercase());
            self.notify(Notice::info(said).with("Undo", Action::Undo));
        }
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

    /// Gives a mark another anchor; the source of a claim becomes what its new words name.
    pub(super) fn set_anchor(&mut self, target: AnchorTarget, anchor: Option<Anchor>) {
        let Some(work) = &self.work else {
            return;
        };
        let named = match target {
            AnchorTarget::Source(id) => work.named_source(id, anchor.as_ref()),
            _ => NamedSource::default(),
        };
        self.edit(|p, a| actions::set_anchor(p, a, target, anchor, named));
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
        let source = self.source_for(document, words, cue);
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

    /// The likely source of a claim on these words, with this cue.
    fn source_for(&self, document: &Document, words: Span, cue: Option<Span>) -> Source {
        let text = document.text.as_str();
        let near = self.mentions_near(words);
        let places: Vec<_> = near
            .iter()
            .zip(0..)
            .map(|((span, _, _), n)| (span.range(), n))
            .collect();
        let nth = propose::propose_source(text, words.range(), cue.map(Span::range), &places);
        let proposed = nth.and_then(|nth| near.get(nth));
        let phrase = cue.and_then(|cue| {
            let phrase = speaker::phrase_before(text, &cue.range())?;
            Span::new(text, phrase).filter(|phrase| !phrase.overlaps(words))
        });
        // A name inside the phrase that speaks may only describe it, and one behind the cue is who was told:
        // “a US official told CNN”.
        let instead = phrase.filter(|phrase| {
            proposed.is_some_and(|(name, _, _)| {
                let is_inside = phrase.start() <= name.start() && name.end() <= phrase.end();
                let rest = text.get(name.end()..phrase.end()).unwrap_or_default();
                let is_told = cue.and_then(|cue| text.get(cue.range())).is_some_and(tells);
                is_inside && speaker::goes_on(rest) || is_told && name.start() >= phrase.end()
            })
        });
        let (anchor, entity) = match (instead, proposed) {
            (Some(phrase), _) => {
                let anchor = Anchor::single(phrase);
                let entity = self.entity_named_at(document.id, &anchor);
                (anchor, entity)
            }
            (None, Some((span, entity, _))) => (Anchor::single(*span), Some(*entity)),
            (None, None) => {
                return Source {
                    anchor: None,
                    entity: None,
                    kind: unnamed(cue.is_some()),
                };
            }
        };
        let kind = self.kind_of_source(&anchor.quote(&document.text), entity);
        Source {
            anchor: Some(anchor),
            entity,
            kind,
        }
    }

    /// Entity and kind of a claim's source, were its words at this anchor.
    fn named_source(&self, claim: ClaimId, anchor: Option<&Anchor>) -> NamedSource {
        let Some(claim) = self.project.claim(claim) else {
            return NamedSource::default();
        };
        let Some(anchor) = anchor else {
            let kind = Some(unnamed(claim.cue.anchor.is_some()));
            return NamedSource { entity: None, kind };
        };
        let Some(document) = self.project.document(claim.document) else {
            return NamedSource::default();
        };
        let entity = self.entity_named_at(claim.document, anchor).or_else(|| {
            // An entity that its words don't name was chosen by hand: it stays while the words are only resized.
            let earlier = claim.source.anchor.as_ref()?;
            let is_resized = earlier.start() < anchor.end() && anchor.start() < earlier.end();
            let by_words = self.entity_named_at(claim.document, earlier);
            let chosen = claim.source.entity.filter(|_| is_resized);
            chosen.filter(|entity| by_words != Some(*entity))
        });
        let kind = Some(self.kind_of_source(&anchor.quote(&document.text), entity));
        NamedSource { entity, kind }
    }

    /// What sort of source these words and their entity are, as for a suggestion.
    fn kind_of_source(&self, words: &str, entity: Option<EntityId>) -> SourceKind {
        let entity = entity.and_then(|id| self.project.entity(id));
        propose::source_kind_of(words, entity.map(|entity| entity.kind.as_str()))
    }

    /// The entity that the words at an anchor name: one that is marked there, or nearly there.
    fn entity_named_at(&self, document: DocumentId, anchor: &Anchor) -> Option<EntityId> {
        let marks = self.marks().filter(|marks| marks.document() == document)?;
        let hull = anchor.hull();
        let words = self.project.document(document)?.text.get(hull)?;
        let mut inside: Vec<(&Anchor, &Entity)> = Vec::new();
        for mark in marks.marks_of(marks.block_at(hull.start())) {
            let Role::Mention(id) = mark.role else {
                continue;
            };
            if let Some(mention) = self.project.mention(id)
                && let Some(entity) = self.project.entity(mention.entity)
                && hull.start() <= mention.anchor.start()
                && mention.anchor.end() <= hull.end()
            {
                inside.push((&mention.anchor, entity));
            }
        }
        let same = inside.iter().find(|(mention, _)| *mention == anchor);
        if let Some((_, entity)) = same {
            return Some(entity.id);
        }
        let places: Vec<_> = inside
            .iter()
            .map(|(mention, entity)| {
                let place = mention.hull();
                let start = place.start() - hull.start();
                (start..place.end() - hull.start(), entity.kind.as_str())
            })
            .collect();
        let nth = speaker::named_by(words, &places)?;
        inside.get(nth).map(|(_, entity)| entity.id)
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

/// Whether what follows such a cue is who was told.
fn tells(cue: &str) -> bool {
    let cue = cue.to_lowercase();
    cue.starts_with("told") || cue.starts_with("tell")
}

/// The kind of a source without words: with reporting words, somebody speaks; without any, the article does.
fn unnamed(has_cue: bool) -> SourceKind {
    if has_cue {
        SourceKind::Anonymous
    } else {
        SourceKind::Narrator
    }
}
