//! Sources through the session: reading a file again, what its reader left out, opening folders, pasting.

use claimdesk::session::action::Action;
use claimdesk::session::{Command, Effect, Executor, Session};
use claimdesk::sources::Extent;

const RUSSIAN: &str = include_str!("sources/texts/ru.txt");

fn notices(session: &mut Session) -> Vec<String> {
    std::iter::from_fn(|| session.take_notice())
        .map(|notice| notice.text)
        .collect()
}

fn text(session: &Session) -> &str {
    session.work().unwrap().active().unwrap().text.as_str()
}

/// A session with a Russian file open that was read as if it were KOI8-R.
fn misread(folder: &std::path::Path) -> Session {
    let path = folder.join("story.txt");
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(RUSSIAN);
    std::fs::write(&path, bytes).unwrap();
    let mut session = Session::for_tests(7);
    session.change_settings(|settings| settings.suggest_on_open = false);
    session.dispatch(Command::OpenPaths(vec![path]));
    session.poll();
    assert_eq!(text(&session), RUSSIAN);
    let id = session.work().unwrap().active().unwrap().id;
    session.dispatch(Command::ReadAgainAs(id, "KOI8-R"));
    session.poll();
    session
}

#[test]
fn a_file_is_read_again_in_another_encoding_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = misread(folder.path());
    assert_ne!(text(&session), RUSSIAN);
    let document = session.work().unwrap().active().unwrap();
    assert_eq!(document.origin.reader, "txt 2, KOI8-R");
    session.dispatch(Action::ReadAgain);
    assert_eq!(
        session.take_effect(),
        Some(Effect::ChooseEncoding(document_id(&session)))
    );
    session.dispatch(Command::ReadAgainAs(document_id(&session), "windows-1251"));
    session.poll();
    assert_eq!(text(&session), RUSSIAN);
    session.dispatch(Action::Undo);
    assert_ne!(text(&session), RUSSIAN);
    session.dispatch(Action::Undo);
    assert_eq!(text(&session), RUSSIAN);
}

fn document_id(session: &Session) -> claimdesk::model::DocumentId {
    session.work().unwrap().active().unwrap().id
}

/// Makes a claim of words of the document in view.
fn claim_on(session: &mut Session, words: &str) {
    let at = text(session).find(words).unwrap();
    let (anchor, head) = (at, at + words.len());
    session.dispatch(Command::SetCaret { anchor, head });
    session.dispatch(Action::AddClaim);
    session.dispatch(Command::Select(claimdesk::edit::Selection::none()));
}

/// The words on which claims stand.
fn claimed(session: &Session) -> Vec<String> {
    let text = &session.work().unwrap().active().unwrap().text;
    let project = session.work().unwrap().project();
    assert!(claimdesk::model::doctor::examine(project).is_empty());
    let claims = project.claims_in(document_id(session));
    claims
        .map(|claim| claim.content.anchor.quote(text))
        .collect()
}

#[test]
fn marks_stay_on_their_words_in_another_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = misread(folder.path());
    let first: String = RUSSIAN.split_whitespace().next().unwrap().into();
    let misread: String = text(&session).split_whitespace().next().unwrap().into();
    claim_on(&mut session, &misread);
    assert_eq!(claimed(&session), [misread.as_str()]);
    session.dispatch(Command::ReadAgainAs(document_id(&session), "windows-1251"));
    session.poll();
    assert_eq!(text(&session), RUSSIAN);
    assert_eq!(claimed(&session), [first]);
    session.dispatch(Action::Undo);
    assert_eq!(claimed(&session), [misread]);
}

#[test]
fn what_is_not_known_or_has_changed_is_not_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = misread(folder.path());
    std::fs::write(folder.path().join("story.txt"), "Something else").unwrap();
    notices(&mut session);
    session.dispatch(Command::ReadAgainAs(document_id(&session), "windows-1251"));
    session.poll();
    let said = notices(&mut session).join("\n");
    assert!(said.contains("has changed since"), "{said}");
    session.dispatch(Command::PasteText("Some pasted words".into()));
    session.dispatch(Action::ReadAgain);
    let said = notices(&mut session).join("\n");
    assert!(said.contains("isn’t known"), "{said}");
}

#[test]
fn a_folder_opens_with_all_its_articles_and_one_bad_file_hinders_none() {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("b");
    std::fs::create_dir_all(below.join(".hidden")).unwrap();
    std::fs::write(folder.path().join("a.txt"), "First article").unwrap();
    std::fs::write(folder.path().join("photo.png"), "no article").unwrap();
    std::fs::write(below.join("c.html"), "<p>Second article</p>").unwrap();
    std::fs::write(below.join("d.docx"), "not a document").unwrap();
    std::fs::write(below.join(".hidden/e.txt"), "hidden").unwrap();
    std::fs::write(folder.path().join("z.md"), "# Third").unwrap();
    let mut session = Session::for_tests(7);
    session.dispatch(Action::OpenFolder);
    assert_eq!(session.take_effect(), Some(Effect::PickFolder));
    session.dispatch(Command::OpenPaths(vec![folder.path().to_owned()]));
    session.poll();
    let project = session.work().unwrap().project();
    let paths: Vec<_> = project.documents().map(|d| d.origin.path.clone()).collect();
    assert_eq!(paths, ["a.txt", "c.html", "z.md"]);
    let said = notices(&mut session).join("\n");
    assert!(said.contains("Can’t open d.docx"), "{said}");
    assert!(said.contains("Opened 3 articles of the folder."), "{said}");
}

/// A page with an article and what surrounds it.
const PAGE: &str = "<html><head><title>Ferry pier reopens</title></head><body><nav><a href=\"/\">Home</a> <a href=\"/s\">Sport</a></nav>\
    <article><h1>Ferry pier reopens</h1><p>The ferry pier of Kessin opens again on Monday, the port office said. It had been \
    closed for three months after a storm broke two of its piles.</p><p>Boats will leave every half hour, said the head of \
    the office, Marta Lindqvist. Tickets stay at four crowns until the end of the year.</p></article>\
    <aside><p>Read more: the fishing fleet of Kessin grows again after ten lean years.</p></aside></body></html>";

fn page_open(folder: &std::path::Path) -> Session {
    let path = folder.join("pier.html");
    std::fs::write(&path, PAGE).unwrap();
    let mut session = Session::for_tests(7);
    session.change_settings(|settings| settings.suggest_on_open = false);
    session.dispatch(Command::OpenPaths(vec![path]));
    session.poll();
    session
}

#[test]
fn what_was_left_out_is_shown_and_can_be_taken() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = page_open(folder.path());
    let article = text(&session).to_owned();
    assert!(!article.contains("fishing fleet"));
    session.dispatch(Action::LeftOut);
    session.poll();
    assert_eq!(session.take_effect(), Some(Effect::ShowLeftOut));
    let left = session.left_out().unwrap();
    assert_eq!(left.extent, Extent::Main);
    let out = |taken| {
        let passages = left.passages.iter().filter(move |p| p.taken == taken);
        passages
            .map(|p| p.text.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(out(false).contains("fishing fleet") && out(false).contains("Home"));
    assert!(out(true).contains("ferry pier of Kessin") && !out(false).contains("Marta"));
    let id = document_id(&session);
    session.dispatch(Command::TakeExtent(id, Extent::All));
    session.poll();
    assert!(text(&session).contains("fishing fleet") && text(&session).contains("Marta"));
    session.dispatch(Action::LeftOut);
    session.poll();
    assert_eq!(session.left_out().unwrap().extent, Extent::All);
    session.dispatch(Command::TakeExtent(id, Extent::Main));
    session.poll();
    assert_eq!(text(&session), article);
    session.dispatch(Action::Undo);
    assert!(text(&session).contains("fishing fleet"));
}

#[test]
fn marks_move_with_all_text_and_what_has_no_place_is_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = page_open(folder.path());
    let id = document_id(&session);
    claim_on(&mut session, "said the head of the office");
    session.dispatch(Command::TakeExtent(id, Extent::All));
    session.poll();
    assert_eq!(claimed(&session), ["said the head of the office"]);
    let said = notices(&mut session).join("\n");
    assert!(said.contains("1 mark kept"), "{said}");
    // What is only in all text has no place in the article.
    claim_on(&mut session, "the fishing fleet of Kessin grows");
    let all = text(&session).to_owned();
    let both = claimed(&session);
    while session.take_effect().is_some() {}
    session.dispatch(Command::TakeExtent(id, Extent::Main));
    session.poll();
    assert_eq!(session.take_effect(), Some(Effect::AskReading));
    assert_eq!(text(&session), all);
    let moves = &session.replacing().unwrap().moves;
    assert_eq!((moves.kept, moves.removed()), (1, 1));
    assert_eq!(moves.lost[0].quote, "the fishing fleet of Kessin grows");
    session.dispatch(Command::DropReading);
    assert!(session.replacing().is_none());
    assert_eq!(claimed(&session), both);
    session.dispatch(Command::TakeExtent(id, Extent::Main));
    session.poll();
    session.dispatch(Command::TakeReading);
    assert_eq!(claimed(&session), ["said the head of the office"]);
    session.dispatch(Action::Undo);
    assert_eq!((text(&session), claimed(&session)), (all.as_str(), both));
}

#[test]
fn another_encoding_keeps_all_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = page_open(folder.path());
    let id = document_id(&session);
    session.dispatch(Command::TakeExtent(id, Extent::All));
    session.poll();
    session.dispatch(Command::ReadAgainAs(id, "windows-1252"));
    session.poll();
    let reader = &session.work().unwrap().active().unwrap().origin.reader;
    assert_eq!(reader, "html 1, windows-1252, all text");
    assert!(text(&session).contains("fishing fleet"));
}

#[test]
fn pasted_html_gives_paragraphs_where_it_says_the_same_words() {
    let mut session = Session::for_tests(7);
    session.change_settings(|settings| settings.suggest_on_open = false);
    let words = "Pier reopens\nBoats leave every half hour.\nTickets cost four crowns.";
    let html = "<meta charset=utf-8><h2>Pier reopens</h2><p>Boats leave every <b>half</b> hour.</p><p>Tickets cost four crowns.</p>";
    let rich = |words: &str| Command::PasteRich {
        words: words.into(),
        html: html.into(),
    };
    session.dispatch(rich(words));
    let paragraphs = "Pier reopens\n\nBoats leave every half hour.\n\nTickets cost four crowns.";
    assert_eq!(text(&session), paragraphs);
    // What was copied as plain text meanwhile counts.
    session.dispatch(rich("Other words altogether"));
    assert_eq!(text(&session), "Other words altogether");
}

/// Keeps jobs until they are asked for, as a busy machine does.
#[derive(Clone, Default)]
struct Later(std::sync::Arc<std::sync::Mutex<Vec<Job>>>);

type Job = Box<dyn FnOnce() + Send>;

impl Executor for Later {
    fn run(&self, job: Box<dyn FnOnce() + Send>) {
        self.0.lock().unwrap().push(job);
    }
}

#[test]
fn opening_many_files_can_be_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = (0..5)
        .map(|n| folder.path().join(format!("{n}.txt")))
        .collect();
    for file in &files {
        std::fs::write(file, "Some words of an article").unwrap();
    }
    let later = Later::default();
    let settings = claimdesk::storage::Settings {
        suggest_on_open: false,
        ..claimdesk::storage::Settings::default()
    };
    let mut session = Session::new(
        settings,
        Box::new(later.clone()),
        std::sync::Arc::new(|| {}),
    );
    assert!(!Action::StopWork.is_enabled(&session));
    session.dispatch(Command::OpenPaths(files));
    session.dispatch(Action::StopWork);
    let job = session.running().unwrap();
    assert_eq!((job.name, job.can_stop), ("Opening", true));
    let jobs: Vec<_> = later.0.lock().unwrap().drain(..).collect();
    jobs.into_iter().for_each(|job| job());
    session.poll();
    assert!(session.work().is_none());
    let said = notices(&mut session).join("\n");
    assert!(
        said.contains("Stopped. 5 files are left unopened."),
        "{said}"
    );
    assert_eq!(session.running(), None);
}

#[test]
fn what_was_read_before_a_stop_stays() {
    use std::sync::mpsc::channel;
    use std::sync::{Arc, Mutex};

    let folder = tempfile::tempdir().unwrap();
    let files: Vec<_> = (0..5)
        .map(|n| folder.path().join(format!("{n}.txt")))
        .collect();
    for (number, file) in files.iter().enumerate() {
        std::fs::write(file, format!("Words of article {number}")).unwrap();
    }
    // The worker tells that it begins a file, and waits at the third until it may go on.
    let (begins, begun) = channel();
    let (go, may_go) = channel::<()>();
    let wait = Mutex::new((0, may_go));
    let wake = move || {
        let mut wait = wait.lock().unwrap();
        wait.0 += 1;
        if wait.0 == 3 {
            begins.send(()).unwrap();
            wait.1.recv().unwrap();
        }
    };
    let later = Later::default();
    let settings = claimdesk::storage::Settings {
        suggest_on_open: false,
        ..claimdesk::storage::Settings::default()
    };
    let mut session = Session::new(settings, Box::new(later.clone()), Arc::new(wake));
    session.dispatch(Command::OpenPaths(files));
    let job = later.0.lock().unwrap().pop().unwrap();
    let worker = std::thread::spawn(job);
    begun.recv().unwrap();
    assert_eq!(session.running().unwrap().files, Some((2, 5)));
    session.dispatch(Action::StopWork);
    go.send(()).unwrap();
    worker.join().unwrap();
    session.poll();
    let work = session.work().unwrap();
    let names: Vec<_> = work
        .project()
        .documents()
        .map(|it| it.origin.path.clone())
        .collect();
    assert_eq!(names, ["0.txt", "1.txt", "2.txt"]);
    let said = notices(&mut session).join("\n");
    assert!(
        said.contains("Stopped. 2 files are left unopened."),
        "{said}"
    );
}
