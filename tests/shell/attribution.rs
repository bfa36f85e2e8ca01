//! Whom a claim is ascribed to when the analyst makes it and changes its source, and what kind keys do on words that
//! are marked already: by the commands of a session.

use claimdesk::edit::actions::ClaimChange;
use claimdesk::edit::{Item, Selection};
use claimdesk::model::{Claim, KindId, LinkKind, LinkTarget, SourceKind};
use claimdesk::session::action::Action;
use claimdesk::session::{Command, Session, Work};

fn session_of(text: &str) -> Session {
    let mut session = Session::for_tests(1);
    session.dispatch(Command::SuggestOnOpen(false));
    session.dispatch(Command::PasteText(text.to_owned()));
    session.poll();
    session
}

fn work(session: &Session) -> &Work {
    session.work().expect("a project is open")
}

/// Selects the nth place of these words, from 0.
fn select(session: &mut Session, words: &str, nth: usize) {
    let text = &work(session).active().expect("a document").text;
    let place = text.match_indices(words).nth(nth);
    let anchor = place.expect("the words are there").0;
    let head = anchor + words.len();
    session.dispatch(Command::SetCaret { anchor, head });
}

fn mark(session: &mut Session, words: &str, nth: usize, kind: &str) {
    session.dispatch(Command::Select(Selection::none()));
    select(session, words, nth);
    session.dispatch(Command::Label(KindId::new(kind)));
}

fn claim_on(session: &mut Session, words: &str) {
    session.dispatch(Command::Select(Selection::none()));
    select(session, words, 0);
    session.dispatch(Action::AddClaim);
}

fn set_source(session: &mut Session, words: &str) {
    let claim = the_claim(session).id;
    session.dispatch(Command::Select(Selection::one(Item::Claim(claim))));
    select(session, words, 0);
    session.dispatch(Action::SetSource);
}

fn the_claim(session: &Session) -> &Claim {
    let mut claims = work(session).project().claims();
    claims.next().expect("a claim")
}

/// The source's words, its entity's name and its class.
fn source(session: &Session) -> (Option<String>, Option<String>, SourceKind) {
    let claim = the_claim(session);
    let project = work(session).project();
    let text = &work(session).active().expect("a document").text;
    let entity = claim.source.entity.and_then(|id| project.entity(id));
    (
        claim
            .source
            .anchor
            .as_ref()
            .map(|anchor| anchor.quote(text)),
        entity.map(|entity| entity.name.clone()),
        claim.source.kind,
    )
}

fn named(
    words: &str,
    entity: Option<&str>,
    kind: SourceKind,
) -> (Option<String>, Option<String>, SourceKind) {
    (Some(words.to_owned()), entity.map(str::to_owned), kind)
}

const CEASEFIRE: &str =
    "A US official told CNN that Israel had agreed to a ceasefire, CNN reported.\n";

fn ceasefire() -> Session {
    let mut session = session_of(CEASEFIRE);
    mark(&mut session, "US", 0, "place");
    mark(&mut session, "CNN", 0, "media");
    mark(&mut session, "CNN", 1, "media");
    mark(&mut session, "Israel", 0, "place");
    session
}

#[test]
fn a_new_source_is_what_its_words_name_and_not_a_name_inside_them() {
    let mut session = ceasefire();
    claim_on(&mut session, "Israel had agreed to a ceasefire");
    set_source(&mut session, "CNN");
    assert_eq!(
        source(&session),
        named("CNN", Some("CNN"), SourceKind::Outlet)
    );
    set_source(&mut session, "US official");
    let official = named("US official", None, SourceKind::UnnamedOfficial);
    assert_eq!(source(&session), official);
    // One step, taken back together.
    session.dispatch(Action::Undo);
    assert_eq!(
        source(&session),
        named("CNN", Some("CNN"), SourceKind::Outlet)
    );
    session.dispatch(Action::Redo);
    assert_eq!(source(&session), official);
}

#[test]
fn determiners_titles_and_endings_don_t_hinder_a_name() {
    let text = "“No deal,” the Varsk administration’s aides said. President Varsk left with Harbour aide Bram Tessik.\n";
    let cases = [
        (
            "the Varsk administration",
            Some("Varsk administration"),
            SourceKind::NamedOrganisation,
        ),
        (
            "the Varsk administration’s",
            Some("Varsk administration"),
            SourceKind::NamedOrganisation,
        ),
        (
            "the Varsk administration’s aides",
            None,
            SourceKind::UnnamedOfficial,
        ),
        ("President Varsk", Some("Varsk"), SourceKind::NamedPerson),
        (
            "Harbour aide Bram Tessik",
            Some("Bram Tessik"),
            SourceKind::NamedPerson,
        ),
        ("Harbour aide", None, SourceKind::UnnamedOfficial),
    ];
    let mut session = session_of(text);
    mark(&mut session, "Varsk administration", 0, "government");
    mark(&mut session, "Varsk", 1, "person");
    mark(&mut session, "Harbour", 0, "facility");
    mark(&mut session, "Bram Tessik", 0, "person");
    claim_on(&mut session, "No deal");
    for (words, entity, kind) in cases {
        set_source(&mut session, words);
        assert_eq!(source(&session), named(words, entity, kind));
    }
}

#[test]
fn a_class_set_by_hand_stays_until_the_words_change() {
    let mut session = ceasefire();
    claim_on(&mut session, "Israel had agreed to a ceasefire");
    set_source(&mut session, "US official");
    let claim = the_claim(&session).id;
    let change = ClaimChange::SourceKind(SourceKind::Anonymous);
    session.dispatch(Command::ChangeClaims(vec![claim], change));
    set_source(&mut session, "US official");
    assert_eq!(source(&session).2, SourceKind::Anonymous);
    set_source(&mut session, "CNN");
    assert_eq!(source(&session).2, SourceKind::Outlet);
}

#[test]
fn an_entity_chosen_by_hand_stays_while_the_words_are_resized() {
    let mut session =
        session_of("The old spokesman said that ships may leave. Dray said nothing.\n");
    mark(&mut session, "Dray", 0, "person");
    claim_on(&mut session, "ships may leave");
    set_source(&mut session, "spokesman");
    let (claim, project) = (the_claim(&session).id, work(&session).project());
    let dray = project.entities().next().expect("an entity").id;
    let change = ClaimChange::SourceEntity(Some(dray));
    session.dispatch(Command::ChangeClaims(vec![claim], change));
    set_source(&mut session, "old spokesman");
    assert_eq!(source(&session).1.as_deref(), Some("Dray"));
}

#[test]
fn the_cue_that_leads_to_the_content_and_the_phrase_before_it_are_proposed() {
    let mut session = ceasefire();
    claim_on(&mut session, "Israel had agreed to a ceasefire");
    let text = work(&session).active().expect("a document").text.clone();
    let cue = the_claim(&session)
        .cue
        .anchor
        .as_ref()
        .map(|anchor| anchor.quote(&text));
    assert_eq!(cue.as_deref(), Some("told"));
    let official = named("A US official", None, SourceKind::UnnamedOfficial);
    assert_eq!(source(&session), official);
}

#[test]
fn a_kind_key_on_marked_words_is_for_that_mark() {
    for with_caret in [true, false] {
        let mut session = session_of("Ministry says the harbour reopens.\n");
        mark(&mut session, "Ministry", 0, "government");
        session.dispatch(Command::Select(Selection::none()));
        let head = if with_caret { 0 } else { "Ministry".len() };
        session.dispatch(Command::SetCaret { anchor: 0, head });
        session.dispatch(Command::Label(KindId::new("facility")));
        let project = work(&session).project();
        let kinds: Vec<_> = project
            .entities()
            .map(|entity| entity.kind.as_str())
            .collect();
        assert_eq!((kinds, project.mention_count()), (vec!["facility"], 1));
        let mention = project.mentions().next().expect("a mention").id;
        let selected = work(&session).selection().primary();
        assert_eq!(selected, Some(Item::Mention(mention)));
        // The same kind once more only says so.
        while session.take_notice().is_some() {}
        session.dispatch(Command::Select(Selection::none()));
        session.dispatch(Command::SetCaret { anchor: 0, head });
        session.dispatch(Command::Label(KindId::new("facility")));
        assert_eq!(work(&session).project().mention_count(), 1);
        let said = session.take_notice().expect("a message");
        assert!(said.text.contains("already marked as"), "{}", said.text);
    }
}

#[test]
fn a_link_says_to_what_it_leads() {
    let mut session = session_of("“One,” Dray said. “Two,” Hask said.\n");
    claim_on(&mut session, "One");
    let first = the_claim(&session).id;
    claim_on(&mut session, "Two");
    let second = work(&session).current_claim().expect("a claim").id;
    while session.take_notice().is_some() {}
    let to = LinkTarget::Claim(first);
    session.dispatch(Command::Link(LinkKind::Contradicts, second, to));
    let said = session.take_notice().expect("a message");
    assert_eq!(said.text, "Linked: contradicts claim 1");
    assert!(said.action.is_some_and(|(label, _)| label == "Undo"));
}
