//! Faults that random walks have found, each by itself.

use std::sync::Arc;

use claimdesk::edit::actions::{self, NewClaim, Outcome};
use claimdesk::edit::{Author, Edit, Item, Refusal};
use claimdesk::model::*;
use claimdesk::session::{Command, Session};

/// A project of one document, and a way to act on it.
struct Desk {
    project: Project,
    document: DocumentId,
    ids: IdSource,
}

impl Desk {
    fn new(text: &str) -> Self {
        let mut desk = Self {
            project: Project::new(ProjectId::from_number(1), ""),
            document: DocumentId::from_number(2),
            ids: IdSource::from_seed(3),
        };
        let document =
            claimdesk::sources::from_text("t", text, desk.document, Timestamp(0)).unwrap();
        desk.act(|p, a| actions::add_documents(p, a, vec![document]))
            .unwrap();
        desk
    }

    fn act(
        &mut self,
        action: impl FnOnce(&Project, &mut Author) -> Outcome,
    ) -> Result<(), Refusal> {
        let mut author = Author {
            name: "tester",
            now: Timestamp(1),
            ids: &mut self.ids,
        };
        let transaction = action(&self.project, &mut author)?;
        for edit in transaction.edits {
            edit.apply(&mut self.project);
        }
        assert_eq!(doctor::examine(&self.project), []);
        Ok(())
    }

    fn anchor(&self, words: &str) -> Anchor {
        let text = &self.project.document(self.document).unwrap().text;
        let start = text.find(words).unwrap();
        Anchor::single(Span::new(text, start..start + words.len()).unwrap())
    }

    fn mention(&mut self, words: &str, kind: &str) -> MentionId {
        let (document, anchor) = (self.document, self.anchor(words));
        let before: Vec<_> = self.project.mentions().map(|m| m.id).collect();
        let kind = KindId::new(kind);
        self.act(|p, a| actions::add_mention(p, a, document, anchor, &kind))
            .unwrap();
        let new = self.project.mentions().find(|m| !before.contains(&m.id));
        new.unwrap().id
    }

    fn claim(&mut self, content: &str, via: Option<ClaimId>) -> Result<ClaimId, Refusal> {
        let parts = NewClaim {
            document: self.document,
            content: self.anchor(content),
            quote_kind: QuoteKind::Direct,
            source: Source {
                anchor: None,
                entity: None,
                kind: SourceKind::Narrator,
            },
            cue: Cue {
                anchor: None,
                class: CueClass::Say,
            },
            commitment: Commitment::Uncommitted,
            via,
        };
        let before: Vec<_> = self.project.claims().map(|c| c.id).collect();
        self.act(|p, a| actions::add_claim(p, a, parts))?;
        let new = self.project.claims().find(|c| !before.contains(&c.id));
        Ok(new.unwrap().id)
    }
}

#[test]
fn a_claim_comes_through_claims_that_are_there() {
    let mut desk = Desk::new("One. Two.");
    let gone = ClaimId::from_number(9);
    assert_eq!(desk.claim("One", Some(gone)), Err(Refusal::Gone("claim")));
    let first = desk.claim("One", None).unwrap();
    desk.claim("Two", Some(first)).unwrap();
}

#[test]
fn a_source_is_an_entity_that_is_there() {
    let mut desk = Desk::new("One. Two.");
    let claim = desk.claim("One", None).unwrap();
    let anchor = desk.anchor("Two");
    let target = actions::AnchorTarget::Source(claim);
    let named = actions::NamedSource {
        entity: Some(EntityId::from_number(9)),
        kind: None,
    };
    let outcome = desk.act(|p, a| actions::set_anchor(p, a, target, Some(anchor), named));
    assert_eq!(outcome, Err(Refusal::Gone("entity")));
}

#[test]
fn white_space_is_nothing_to_name_an_entity_by() {
    let mut desk = Desk::new("One   two.");
    let (document, blank) = (desk.document, desk.anchor("   "));
    let kind = KindId::new("other");
    let outcome = desk.act(|p, a| actions::add_mention(p, a, document, blank.clone(), &kind));
    assert!(matches!(outcome, Err(Refusal::Unfit(_))));
    // A mention that shrinks to white space keeps its entity's name.
    let mention = desk.mention("One", "person");
    let target = actions::AnchorTarget::Mention(mention);
    desk.act(|p, a| {
        actions::set_anchor(p, a, target, Some(blank), actions::NamedSource::default())
    })
    .unwrap();
    assert_eq!(desk.project.entities().next().unwrap().name, "One");
}

#[test]
fn two_marks_of_one_place_become_one_when_both_are_moved() {
    let mut desk = Desk::new("Halden and Verrane.");
    let place = desk.mention("Halden", "place");
    let media = desk.mention("Halden", "media");
    let to = desk.mention("Verrane", "person");
    let to = desk.project.mention(to).unwrap().entity;
    desk.act(|p, a| actions::reassign_mentions(p, a, &[place, media], to))
        .unwrap();
    assert_eq!(desk.project.mentions_of(to).count(), 2);
}

#[test]
fn suggesting_leaves_claims_that_are_there_as_they_are() {
    let mut desk = Desk::new("One. Two.");
    let first = desk.claim("One", None).unwrap();
    let second = desk.claim("Two", Some(first)).unwrap();
    let before = [first, second].map(|id| Arc::clone(desk.project.claim(id).unwrap()));
    let suggested = |content, via| SuggestedClaim {
        source: None,
        source_entity: None,
        source_kind: SourceKind::Narrator,
        cue: None,
        cue_class: CueClass::Say,
        content,
        quote_kind: QuoteKind::Direct,
        commitment: Commitment::Uncommitted,
        via: Some(via),
        rule: "rule".into(),
        score: Score(50),
        reasons: Vec::new(),
    };
    let document = desk.document;
    let suggestions = Suggestions {
        engine: "engine".into(),
        entities: Vec::new(),
        // The first came through the second, says the engine: with the analyst's chain, a circle.
        claims: vec![
            suggested(desk.anchor("One"), 1),
            suggested(desk.anchor("Two"), 0),
        ],
        limits: None,
    };
    let outcome = desk.act(|p, a| actions::add_suggestions(p, a, document, &suggestions));
    assert!(matches!(outcome, Err(Refusal::Nothing(_))));
    let after = [first, second].map(|id| Arc::clone(desk.project.claim(id).unwrap()));
    assert_eq!(after, before);
}

#[test]
fn a_place_is_suggested_once() {
    let mut desk = Desk::new("One. Two.");
    let mention = SuggestedMention {
        anchor: desk.anchor("One"),
        score: Score(50),
        reasons: Vec::new(),
    };
    let entity = SuggestedEntity {
        kind: KindId::new("person"),
        name: "One".into(),
        identifiers: Vec::new(),
        rule: "rule".into(),
        mentions: vec![mention.clone(), mention],
    };
    let document = desk.document;
    let suggestions = Suggestions {
        engine: "engine".into(),
        entities: vec![entity.clone(), entity],
        claims: Vec::new(),
        limits: None,
    };
    desk.act(|p, a| actions::add_suggestions(p, a, document, &suggestions))
        .unwrap();
    assert_eq!(desk.project.mention_count(), 1);
}

#[test]
fn what_is_gone_is_not_selected_and_no_caret_cuts_a_character() {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::PasteText("Zoë 👩\u{200d}👧 spoke.".into()));
    session.poll();
    session.dispatch(Command::GoTo(Item::Claim(ClaimId::from_number(9))));
    assert!(session.work().unwrap().selection().is_empty());
    for offset in 0..40 {
        session.dispatch(Command::GoToOffset(offset));
        let work = session.work().unwrap();
        let text = &work.active().unwrap().text;
        assert!(text.is_char_boundary(work.caret().head), "{offset}");
    }
}

#[test]
fn an_edit_of_the_same_slot_twice_is_undone_in_the_other_order() {
    let desk = Desk::new("One.");
    let mut project = desk.project.clone();
    let edits = ["a", "b"].map(|title| Edit::Title(title.into()));
    let inverse = edits.map(|edit| edit.apply(&mut project));
    assert_eq!(project.title(), "b");
    for edit in inverse.into_iter().rev() {
        edit.apply(&mut project);
    }
    assert_eq!(project, desk.project);
}
