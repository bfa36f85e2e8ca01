//! Learning from decisions, through the session: what is learned, what follows at once, and the way back.

use std::path::PathBuf;
use std::sync::Arc;

use claimdesk::edit::actions::EntityChange;
use claimdesk::edit::merge::merge;
use claimdesk::edit::{Edit, Item};
use claimdesk::model::*;
use claimdesk::session::action::Action;
use claimdesk::session::{By, Command, Session, SuggestScope, rule_rows};
use claimdesk::storage;

/// A project in the making: texts with suggested entities of these names.
struct Desk {
    project: Project,
    ids: IdSource,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self {
            project: Project::new(ProjectId::from_number(1), "Desk"),
            ids: IdSource::from_seed(3),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn document(&mut self, text: &str) -> DocumentId {
        let id = DocumentId::from_number(self.ids.number());
        let document = Document {
            id,
            title: "Article".into(),
            text: Text::canonical(text).unwrap(),
            origin: Origin {
                language: "en".into(),
                ..Origin::default()
            },
            notes: String::new(),
        };
        let mut order = self.project.document_order().to_vec();
        order.push(id);
        Edit::Document(id, Some(Arc::new(document))).apply(&mut self.project);
        Edit::Order(order.into()).apply(&mut self.project);
        id
    }

    /// A suggested entity that is mentioned at each place of these words.
    fn entity(&mut self, document: DocumentId, name: &str, words: &str, kind: &str) -> EntityId {
        let id = EntityId::from_number(self.ids.number());
        let provenance = Provenance {
            maker: Maker::Engine {
                name: "test".into(),
                rule: "name".into(),
            },
            state: ReviewState::Suggested,
            score: Some(Score(60)),
            ..Provenance::by_hand("", Timestamp(0))
        };
        let entity = Entity {
            id,
            kind: KindId::new(kind),
            name: name.into(),
            notes: String::new(),
            identifiers: Vec::new(),
            provenance: provenance.clone(),
        };
        Edit::Entity(id, Some(Arc::new(entity))).apply(&mut self.project);
        let text = self.project.document(document).unwrap().text.clone();
        for (at, _) in text.match_indices(words) {
            let mention = Mention {
                id: MentionId::from_number(self.ids.number()),
                entity: id,
                document,
                anchor: Anchor::single(Span::new(&text, at..at + words.len()).unwrap()),
                notes: String::new(),
                provenance: provenance.clone(),
            };
            Edit::Mention(mention.id, Some(Arc::new(mention))).apply(&mut self.project);
        }
        id
    }

    fn open(&self) -> Session {
        let path = self.path("desk.claimdesk.ron");
        std::fs::write(&path, storage::save(&self.project)).unwrap();
        open(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn open(path: PathBuf) -> Session {
    let mut session = Session::for_tests(5);
    session.dispatch(Command::OpenPaths(vec![path]));
    session.poll();
    session
}

fn project(session: &Session) -> &Project {
    session.work().unwrap().project()
}

fn rules(session: &Session) -> Vec<String> {
    let rows = rule_rows(project(session), "");
    rows.into_iter().map(|row| row.said).collect()
}

fn said(session: &mut Session) -> String {
    let mut said = String::new();
    while let Some(notice) = session.take_notice() {
        said = notice.text;
    }
    said
}

fn kind(session: &Session, entity: EntityId) -> String {
    project(session).entity(entity).unwrap().kind.to_string()
}

#[test]
fn relabelling_one_name_relabels_the_others_as_a_step_that_says_so() {
    let mut desk = Desk::new();
    let a = desk.document("Norlane spoke.");
    let b = desk.document("NORLANE and NORLANE spoke.");
    let first = desk.entity(a, "Norlane", "Norlane", "other");
    let other = desk.entity(b, "NORLANE", "NORLANE", "person");
    let mut session = desk.open();
    let change = EntityChange::Kind(KindId::new("organisation"));
    session.dispatch(Command::ChangeEntities(vec![first], change.clone()));
    assert_eq!(
        said(&mut session),
        "Learned “Norlane” is an organisation; 2 suggestions followed"
    );
    let mut second = desk.open();
    second.dispatch(Command::ChangeEntities(vec![other], change));
    assert_eq!(
        said(&mut second),
        "Relabelled NORLANE as organisation, at 2 places. Learned “NORLANE” is an organisation; 1 suggestion followed"
    );
    assert_eq!(kind(&session, other), "organisation");
    let state = project(&session).entity(other).unwrap().provenance.state;
    assert_eq!(state, ReviewState::Suggested, "nobody decided on it");
    assert_eq!(rules(&session), ["“Norlane” is an organisation"]);
    // The first undo takes back what followed and the rule, the second the relabelling.
    session.dispatch(Action::Undo);
    assert_eq!(kind(&session, other), "person");
    assert_eq!(kind(&session, first), "organisation");
    assert!(rules(&session).is_empty());
    session.dispatch(Action::Undo);
    assert_eq!(kind(&session, first), "other");
    assert_eq!(project(&session), &desk.project);
}

#[test]
fn two_rejections_of_the_same_words_make_them_no_entity() {
    let mut desk = Desk::new();
    let a = desk.document("Monday or Monday or Monday or Monday, said Norlane.");
    desk.entity(a, "Monday", "Monday", "person");
    let mut session = desk.open();
    let mentions: Vec<_> = project(&session)
        .mentions()
        .map(|m| Item::Mention(m.id))
        .collect();
    session.dispatch(Command::Reject(vec![mentions[0]]));
    assert!(rules(&session).is_empty(), "one place may be an exception");
    session.dispatch(Command::Reject(vec![mentions[1]]));
    assert_eq!(rules(&session), ["“Monday” is no entity"]);
    assert!(said(&mut session).contains("2 suggestions followed"));
    assert_eq!(
        project(&session).mention_count(),
        2,
        "only the rejected are left"
    );
    session.dispatch(Action::Undo);
    assert_eq!(project(&session).mention_count(), 4);
    assert!(rules(&session).is_empty());
}

#[test]
fn a_merge_and_a_split_are_learned_for_other_documents() {
    let mut desk = Desk::new();
    let a = desk.document("Marta Verrane and Ilves and Ilves spoke.");
    let b = desk.document("ILVES spoke.");
    let whole = desk.entity(a, "Marta Verrane", "Marta Verrane", "person");
    let part = desk.entity(a, "Ilves", "Ilves", "person");
    let other = desk.entity(b, "ILVES", "ILVES", "person");
    let mut session = desk.open();
    session.dispatch(Command::MergeInto(whole, vec![part]));
    assert!(rules(&session).contains(&"“Ilves” is Marta Verrane".to_owned()));
    assert_eq!(
        said(&mut session),
        "Merged “Ilves” into Marta Verrane. Learned “Ilves” is Marta Verrane; 1 suggestion followed"
    );
    assert_eq!(project(&session).entity(other), None);
    assert_eq!(project(&session).mentions_of(whole).count(), 4);
    // Splitting one of them off says the contrary, and the open others go with it.
    let ilves = project(&session)
        .mentions_of(whole)
        .find(|m| m.document == a && m.anchor.bytes() == 5);
    let item = Item::Mention(ilves.unwrap().id);
    session.dispatch(Command::GoTo(item));
    session.dispatch(Action::Split);
    assert!(rules(&session).contains(&"“Ilves” isn’t Marta Verrane".to_owned()));
    assert_eq!(project(&session).mentions_of(whole).count(), 1);
}

#[test]
fn rules_are_saved_switched_deleted_and_passed_on() {
    let mut desk = Desk::new();
    let a = desk.document("Norlane spoke.");
    let first = desk.entity(a, "Norlane", "Norlane", "other");
    let mut session = desk.open();
    session.dispatch(Command::Accept(vec![Item::Entity(first)]));
    let change = EntityChange::Kind(KindId::new("organisation"));
    session.dispatch(Command::ChangeEntities(vec![first], change));
    let rows = rule_rows(project(&session), "norl");
    assert_eq!(rows.len(), 1);
    assert!(rows[0].origin.contains("decision"), "{rows:?}");
    let saved = desk.path("saved.claimdesk.ron");
    session.dispatch(Command::SaveTo(saved.clone()));
    session.poll();
    let again = open(saved.clone());
    assert_eq!(project(&again), project(&session));
    session.dispatch(Command::SwitchRules(vec![rows[0].id], Standing::Off));
    assert!(!rule_rows(project(&session), "")[0].is_on);
    session.dispatch(Command::DeleteRules(vec![rows[0].id]));
    assert!(rules(&session).is_empty());
    session.dispatch(Action::Undo);
    session.dispatch(Action::Undo);
    assert!(rule_rows(project(&session), "")[0].is_on);
    // To a file, and from it into another project, whose suggestions follow; the project itself will do as well.
    let file = desk.path("mine.claimdesk-rules.ron");
    session.dispatch(Command::ExportRules(file.clone()));
    for from in [file, saved] {
        let mut second = Desk::new();
        let b = second.document("Norlane spoke.");
        let other = second.entity(b, "Norlane", "Norlane", "person");
        let mut second = second.open();
        second.dispatch(Command::ImportRules(from));
        second.poll();
        assert_eq!(kind(&second, other), "organisation");
        let rows = rule_rows(project(&second), "");
        assert!(rows[0].origin.starts_with("Imported from"), "{rows:?}");
        second.dispatch(Action::Undo);
        assert_eq!(kind(&second, other), "person");
    }
    std::fs::write(desk.path("wrong.ron"), "(rules_version: 1, rules: [1])").unwrap();
    session.dispatch(Command::ImportRules(desk.path("wrong.ron")));
    session.poll();
    let why = said(&mut session);
    assert!(why.contains("wrong.ron") && why.contains("line 1"), "{why}");
}

#[test]
fn without_learning_decisions_teach_nothing_and_restoring_never_does() {
    let mut desk = Desk::new();
    let a = desk.document("Norlane spoke.");
    let first = desk.entity(a, "Norlane", "Norlane", "organisation");
    let mut session = desk.open();
    session.dispatch(Command::Learn(false));
    session.dispatch(Command::Accept(vec![Item::Entity(first)]));
    assert!(rules(&session).is_empty());
    session.dispatch(Action::Undo);
    session.dispatch(Command::Learn(true));
    session.dispatch(Command::Accept(vec![Item::Entity(first)]));
    assert_eq!(rules(&session), ["“Norlane” is an organisation"]);
}

#[test]
fn what_was_learned_holds_for_the_next_article() {
    let mut session = Session::for_tests(8);
    session.change_settings(|settings| settings.suggest_on_open = false);
    session.dispatch(Command::PasteText(
        "At noon Norlane spoke in Halden.".into(),
    ));
    session.poll();
    session.dispatch(Command::SetCaret {
        anchor: 8,
        head: 15,
    });
    session.dispatch(Command::Label(KindId::new("media")));
    session.dispatch(Command::PasteText(
        "Later Norlane left. So norlane it is.".into(),
    ));
    session.poll();
    session.dispatch(Command::Suggest(By::Own, SuggestScope::Project));
    session.poll();
    let second = project(&session).document_order()[1];
    let found: Vec<_> = project(&session).mentions_in(second).cloned().collect();
    assert_eq!(found.len(), 1, "{found:?}");
    let entity = project(&session).entity(found[0].entity).unwrap();
    assert_eq!(entity.kind.as_str(), "media");
    let reasons = &found[0].provenance.reasons;
    assert!(
        reasons.iter().any(|r| r.text.contains("learned")),
        "{reasons:?}"
    );
}

/// Marks that a person decided on.
fn decided(project: &Project) -> Vec<(String, ReviewState)> {
    let is_open = |provenance: &Provenance| provenance.state == ReviewState::Suggested;
    let mentions = project.mentions().filter(|m| !is_open(&m.provenance));
    let mentions = mentions.map(|m| (format!("{m:?}"), m.provenance.state));
    let claims = project.claims().filter(|c| !is_open(&c.provenance));
    let claims = claims.map(|c| (format!("{c:?}"), c.provenance.state));
    mentions.chain(claims).collect()
}

#[test]
fn a_second_run_adds_only_what_is_new_and_decisions_stay() {
    let cases = std::env::var("CLAIMDESK_CASES").map_or(3, |cases| cases.parse().unwrap());
    for seed in 0..cases {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut session = Session::for_tests(seed);
        let article = include_str!("../assets/samples/harbour-talks.txt");
        let beginning = &article[..article.floor_char_boundary(1600)];
        session.dispatch(Command::PasteText(beginning.into()));
        session.poll();
        for _ in 0..12 {
            let mentions = project(&session).mentions().map(|m| Item::Mention(m.id));
            let entities = project(&session).entities().map(|e| Item::Entity(e.id));
            let claims = project(&session).claims().map(|c| Item::Claim(c.id));
            let items: Vec<_> = mentions.chain(entities).chain(claims).collect();
            let item = items[rng.usize(..items.len())];
            session.dispatch(match (rng.u8(..4), item) {
                (0, _) => Command::Accept(vec![item]),
                (1, Item::Entity(id)) => {
                    let kind = EntityChange::Kind(KindId::new("media"));
                    Command::ChangeEntities(vec![id], kind)
                }
                (2, Item::Entity(id)) => {
                    let other = project(&session).entities().next().unwrap().id;
                    Command::MergeInto(other, vec![id])
                }
                _ => Command::Reject(vec![item]),
            });
        }
        let before = decided(project(&session));
        session.dispatch(Command::Suggest(By::Own, SuggestScope::Project));
        session.poll();
        assert_eq!(decided(project(&session)), before, "seed {seed}");
        let once = project(&session).clone();
        // What was rejected is suggested at no place again.
        for rejected in once
            .mentions()
            .filter(|m| m.provenance.state == ReviewState::Rejected)
        {
            let mut again = once.mentions_in(rejected.document);
            let open = |m: &&Arc<Mention>| {
                m.provenance.state == ReviewState::Suggested && m.anchor == rejected.anchor
            };
            assert_eq!(again.find(open), None, "seed {seed}");
        }
        session.dispatch(Command::Suggest(By::Own, SuggestScope::Project));
        session.poll();
        assert_eq!(project(&session), &once, "seed {seed}: a second run");
        assert!(said(&mut session).contains("nothing new"), "seed {seed}");
    }
}

#[test]
fn what_two_people_learned_is_merged() {
    let mut desk = Desk::new();
    let a = desk.document("Norlane spoke. Halden spoke. Ilves spoke.");
    let norlane = desk.entity(a, "Norlane", "Norlane", "organisation");
    let halden = desk.entity(a, "Halden", "Halden", "place");
    let ilves = desk.entity(a, "Ilves", "Ilves", "person");
    let (mut ours, mut theirs) = (desk.open(), desk.open());
    for session in [&mut ours, &mut theirs] {
        session.dispatch(Command::Accept(vec![Item::Entity(norlane)]));
    }
    ours.dispatch(Command::Accept(vec![Item::Entity(halden)]));
    theirs.dispatch(Command::Reject(vec![Item::Entity(ilves)]));
    let (ours, theirs) = (project(&ours), project(&theirs));
    let merged = merge(Some(&desk.project), ours, theirs, &[]).project;
    let said: Vec<_> = rule_rows(&merged, "").into_iter().map(|r| r.said).collect();
    assert_eq!(
        said,
        [
            "“Halden” is a place",
            "“Ilves” is no entity",
            "“Norlane” is an organisation"
        ]
    );
    assert!(
        merged.rules().all(|rule| rule.decisions == 1),
        "the same decision on Norlane counts once"
    );
    let other = merge(Some(&desk.project), theirs, ours, &[]).project;
    assert!(merged.rules().eq(other.rules()), "whoever merges");
}
