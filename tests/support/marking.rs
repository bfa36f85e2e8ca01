//! A short article, a session that suggests nothing, and what an analyst first does with them.

use std::path::Path;

use claimdesk::session::{Command, Session};

pub const ARTICLE: &str =
    "Harbour to reopen by Friday\n\nThe minister said that it would reopen.\n";

/// A session that keeps its journals and versions in this folder.
pub fn quiet_session(data: &Path, seed: u64) -> Session {
    let mut session = Session::for_tests(seed);
    session.change_settings(|settings| settings.suggest_on_open = false);
    session.keep_safe_in(data.to_owned());
    session.poll();
    session
}

/// Marks the first place of these words as the first kind of the schema.
pub fn mark(session: &mut Session, words: &str) {
    let work = session.work().expect("a project is open");
    let text = &work.active().expect("a document is in view").text;
    let anchor = text.find(words).expect("the words are there");
    let kind = work.project().schema().kinds[0].id.clone();
    let head = anchor + words.len();
    session.dispatch(Command::SetCaret { anchor, head });
    session.dispatch(Command::Label(kind));
}

/// Saves to this file.
pub fn save_to(session: &mut Session, path: &Path) {
    session.dispatch(Command::SaveTo(path.to_owned()));
    session.poll();
}
