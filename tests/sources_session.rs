//! Sources through the session: reading a file again in another encoding, and opening folders.

use claimdesk::session::action::Action;
use claimdesk::session::{Command, Effect, Session};

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

#[test]
fn a_text_that_carries_marks_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = misread(folder.path());
    let before = text(&session).to_owned();
    session.dispatch(Command::SetCaret {
        anchor: 0,
        head: before.find(' ').unwrap(),
    });
    session.dispatch(Action::AddClaim);
    assert_eq!(session.work().unwrap().project().claim_count(), 1);
    notices(&mut session);
    session.dispatch(Command::ReadAgainAs(document_id(&session), "windows-1251"));
    session.poll();
    assert_eq!(text(&session), before);
    let said = notices(&mut session).join("\n");
    assert!(said.contains("carries marks"), "{said}");
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
