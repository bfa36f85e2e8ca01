//! Files on disk: nothing is lost when saving fails, and every refusal says what to do.

use std::fs;
use std::path::{Path, PathBuf};

use claimdesk::edit::Edit;
use claimdesk::model::{IdSource, Project, ProjectId, Timestamp};
use claimdesk::storage::{
    ExternalEngine, Numbers, Opened, RecentProject, Settings, SettingsNotice, Tags, Theme,
    backup_of, load, open_path, read_file, save, write_project,
};

const ARTICLE: &str = "Harbour to reopen by Friday\n\nThe minister said that it would.\n";

fn project(title: &str) -> Project {
    let mut project = Project::new(ProjectId::from_number(1), "");
    Edit::Title(title.into()).apply(&mut project);
    project
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn title_in(path: &Path) -> String {
    load(&fs::read(path).unwrap())
        .unwrap()
        .project
        .title()
        .to_owned()
}

fn message(path: &Path) -> String {
    write_project(path, &project("x")).unwrap_err().to_string()
}

#[test]
fn saving_keeps_the_last_version_and_nothing_else() {
    let folder = folder();
    let path = folder.path().join("a.claimdesk.ron");
    for title in ["one", "two", "three"] {
        write_project(&path, &project(title)).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), save(&project("three")));
    assert_eq!(title_in(&backup_of(&path)), "two");
    assert_eq!(
        names(folder.path()),
        ["a.claimdesk.ron", "a.claimdesk.ron.bak"]
    );
    // A backup that is the file itself, as an interrupted save could leave it.
    fs::remove_file(backup_of(&path)).unwrap();
    fs::hard_link(&path, backup_of(&path)).unwrap();
    write_project(&path, &project("four")).unwrap();
    assert_eq!(
        (title_in(&path), title_in(&backup_of(&path))),
        ("four".into(), "three".into())
    );
    assert_eq!(
        names(folder.path()),
        ["a.claimdesk.ron", "a.claimdesk.ron.bak"]
    );
}

#[test]
fn refused_saves_say_where_and_what_next() {
    let folder = folder();
    let missing = folder.path().join("cases").join("a.claimdesk.ron");
    assert_eq!(
        message(&missing),
        "Can’t save to cases: there is no such folder. Save elsewhere."
    );
    let taken = folder.path().join("b.claimdesk.ron");
    fs::create_dir(&taken).unwrap();
    assert_eq!(
        message(&taken),
        "Can’t save to b.claimdesk.ron: it is a folder. Save under another name."
    );
    let long = folder.path().join("n".repeat(300));
    assert!(
        message(&long)
            .ends_with("this disk doesn’t take that name. Save under a shorter or plainer one.")
    );
    fs::write(folder.path().join("file"), "").unwrap();
    let below = folder.path().join("file").join("a.claimdesk.ron");
    assert_eq!(
        message(&below),
        "Can’t save to file: there is no such folder. Save elsewhere."
    );
    assert_eq!(names(folder.path()), ["b.claimdesk.ron", "file"]);
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = folder();
    let path = folder.path().join("a.claimdesk.ron");
    write_project(&path, &project("one")).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert_eq!(
        message(&path),
        "Can’t save to a.claimdesk.ron: the file is read-only. Save under another name."
    );
    assert_eq!(title_in(&path), "one");
    assert_eq!(names(folder.path()), ["a.claimdesk.ron"]);
}

#[test]
fn without_a_backup_nothing_is_replaced() {
    let folder = folder();
    let path = folder.path().join("a.claimdesk.ron");
    write_project(&path, &project("one")).unwrap();
    fs::create_dir(backup_of(&path)).unwrap();
    fs::write(backup_of(&path).join("inside"), "").unwrap();
    assert!(message(&path).contains("can’t be kept as a.claimdesk.ron.bak"));
    assert_eq!(title_in(&path), "one");
    assert_eq!(
        names(folder.path()),
        ["a.claimdesk.ron", "a.claimdesk.ron.bak"]
    );
}

#[test]
fn an_unsound_project_is_not_saved() {
    let folder = folder();
    let path = folder.path().join("a.claimdesk.ron");
    write_project(&path, &project("one")).unwrap();
    let mut unsound = project("two");
    let missing = claimdesk::model::DocumentId::from_number(9);
    Edit::Order([missing].into()).apply(&mut unsound);
    let error = write_project(&path, &unsound).unwrap_err().to_string();
    assert!(
        error.contains("isn’t sound") && error.contains("Undo the last change"),
        "{error}"
    );
    assert_eq!(title_in(&path), "one");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn permissions_stay_and_links_are_followed() {
        let folder = folder();
        let path = folder.path().join("a.claimdesk.ron");
        fs::write(folder.path().join("plain"), "").unwrap();
        write_project(&path, &project("one")).unwrap();
        assert_eq!(mode(&path), mode(&folder.path().join("plain")));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = folder.path().join("link.claimdesk.ron");
        symlink(&path, &link).unwrap();
        write_project(&link, &project("two")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!((title_in(&path), mode(&path)), ("two".into(), 0o640));
    }

    #[test]
    fn a_folder_without_permission_is_named() {
        let folder = folder();
        let closed = folder.path().join("closed");
        fs::create_dir(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o500)).unwrap();
        if fs::write(closed.join("probe"), "").is_ok() {
            return; // Root may write everywhere.
        }
        assert_eq!(
            message(&closed.join("a.claimdesk.ron")),
            "Can’t save to closed: you have no permission to write there. Save elsewhere."
        );
    }

    #[test]
    fn settings_are_for_the_user_alone() {
        let folder = folder();
        fs::write(folder.path().join("settings.ron"), "()").unwrap();
        Settings::default().save_to(folder.path()).unwrap();
        assert_eq!(mode(&folder.path().join("settings.ron")), 0o600);
    }
}

#[test]
fn refused_reads_say_why() {
    let folder = folder();
    let why = |path: PathBuf| read_file(&path, 4).unwrap_err().to_string();
    assert!(
        why(folder.path().join("a.txt")).starts_with("Can’t open a.txt: there is no such file.")
    );
    assert!(why(folder.path().to_owned()).contains("it is a folder"));
    fs::write(folder.path().join("b.txt"), "12345").unwrap();
    assert!(why(folder.path().join("b.txt")).contains("it has 5 bytes; 4 at most"));
    fs::write(folder.path().join("c.txt"), "1234").unwrap();
    assert_eq!(read_file(&folder.path().join("c.txt"), 4).unwrap(), b"1234");
    #[cfg(target_os = "linux")]
    assert!(why("/dev/zero".into()).contains("no ordinary file"));
}

fn open(path: &Path) -> Result<Opened, claimdesk::storage::OpenError> {
    open_path(path, &mut IdSource::from_seed(1), Timestamp(5))
}

#[test]
fn names_and_contents_tell_projects_from_articles() {
    let folder = folder();
    let file = |name: &str, content: &str| {
        let path = folder.path().join(name);
        fs::write(&path, content).unwrap();
        path
    };
    let saved = save(&project("one"));
    for name in [
        "a.claimdesk.ron",
        "A.ClaimDesk.RON",
        "a.claimdesk.ron.bak",
        "other.ron",
    ] {
        let path = file(name, &saved);
        match open(&path).unwrap() {
            Opened::Project(loaded, from) => {
                assert_eq!((loaded.project, from), (project("one"), path));
            }
            _ => panic!("{name} is a project"),
        }
    }
    for name in ["a.txt", "a.md", "a.ron", "LICENCE"] {
        match open(&file(name, ARTICLE)).unwrap() {
            Opened::Article(document) => {
                assert_eq!(document.text.as_str(), ARTICLE);
                assert_eq!(document.origin.path, name);
            }
            _ => panic!("{name} is an article"),
        }
    }
    let error = open(&file("notes.claimdesk.ron", ARTICLE)).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("Can’t open notes.claimdesk.ron: it is not a Claimdesk project.")
    );
    let error = open(&file("bad.txt", "a\n\0")).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("Can’t open bad.txt: it is not text.")
    );
    fs::write(folder.path().join("utf16.txt"), b"\xff\xfea\0\n\0b").unwrap();
    assert_eq!(
        open(&folder.path().join("utf16.txt")).unwrap_err().line(),
        Some(2)
    );
    assert!(open(&folder.path().join("none.txt")).is_err());
}

fn recent(name: &str) -> RecentProject {
    RecentProject {
        path: name.into(),
        title: format!("“{name}”"),
        documents: 1,
        claims: 2,
        to_review: 3,
        opened: Timestamp(1_790_000_000),
    }
}

#[test]
fn settings_are_read_as_saved() {
    let folder = folder();
    let home = folder.path().join("new").join("claimdesk");
    assert_eq!(Settings::load_from(&home), (Settings::default(), None));
    let mut settings = Settings {
        import_labels: [("harbour".to_owned(), "facility".to_owned())].into(),
        theme: Theme::Dark,
        annotator: "Sam \"S\" Önder".into(),
        text_size: 22,
        measure: 700,
        line_spacing: 115,
        numbers: Numbers::Lines,
        focus_paragraph: true,
        tags: Tags::Hover,
        suggest_on_open: false,
        learn: false,
        engines: vec![ExternalEngine {
            name: "House “rules”".into(),
            command: "python3 'my script.py'".into(),
            seconds: 30,
        }],
        versions_kept: 25,
        versions_days: 30,
        window: (1024, 700),
        recent: Vec::new(),
    };
    settings.remember(recent("a.claimdesk.ron"));
    settings.save_to(&home).unwrap();
    assert_eq!(Settings::load_from(&home), (settings, None));
    assert_eq!(names(&home), ["settings.ron"]);
}

#[test]
fn settings_of_other_versions_and_wild_values_are_tamed() {
    let folder = folder();
    let text =
        "(text_size: 200, measure: 1, window: (1, 1), annotator: \" \", from_the_future: [1])";
    fs::write(folder.path().join("settings.ron"), text).unwrap();
    let (settings, notice) = Settings::load_from(folder.path());
    assert_eq!(notice, None);
    assert_eq!(
        (settings.text_size, settings.measure, settings.window),
        (28, 480, (640, 400))
    );
    assert_eq!(settings.annotator, Settings::default().annotator);
}

#[test]
fn damaged_settings_are_put_aside() {
    let folder = folder();
    fs::write(
        folder.path().join("settings.ron"),
        "(theme: Dark,\n text_size: \"",
    )
    .unwrap();
    let (settings, notice) = Settings::load_from(folder.path());
    assert_eq!(settings, Settings::default());
    assert!(
        matches!(&notice, Some(SettingsNotice::Damaged { kept, .. }) if kept == "settings.ron.bad")
    );
    assert!(notice.unwrap().to_string().contains("line 2"));
    assert_eq!(names(folder.path()), ["settings.ron.bad"]);
}

#[test]
fn recent_projects_are_twelve_the_last_first_each_once() {
    let mut settings = Settings::default();
    for number in 0..20 {
        settings.remember(recent(&format!("{number}")));
    }
    settings.remember(recent("15"));
    let paths: Vec<_> = settings
        .recent
        .iter()
        .map(|r| r.path.to_str().unwrap())
        .collect();
    assert_eq!(
        paths,
        [
            "15", "19", "18", "17", "16", "14", "13", "12", "11", "10", "9", "8"
        ]
    );
    settings.forget(Path::new("15"));
    assert_eq!(settings.recent.len(), 11);
}

#[test]
fn a_damaged_project_names_its_backup_only_if_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talks.claimdesk.ron");
    std::fs::write(&path, "").unwrap();
    let told = || {
        let mut ids = claimdesk::model::IdSource::from_seed(1);
        let now = claimdesk::model::Timestamp::now();
        claimdesk::storage::open_path(&path, &mut ids, now)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        told(),
        "Can’t open talks.claimdesk.ron: the file is empty. It has no backup beside it; look for an earlier copy."
    );
    std::fs::write(folder.path().join("talks.claimdesk.ron.bak"), "").unwrap();
    assert_eq!(
        told(),
        "Can’t open talks.claimdesk.ron: the file is empty. Open its backup instead: talks.claimdesk.ron.bak."
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_keeps_no_files_is_told_as_such() {
    let path = std::path::Path::new("/proc/x.claimdesk.ron");
    let mut session = claimdesk::session::Session::for_tests(1);
    session.dispatch(claimdesk::session::action::Action::OpenSample);
    session.dispatch(claimdesk::session::Command::SaveTo(path.to_owned()));
    session.poll();
    let notice = session.take_notice().unwrap();
    assert_eq!(
        notice.text,
        "Can’t save to proc: no file can be made there."
    );
    assert_eq!(notice.action.unwrap().0, "Save elsewhere");
}
