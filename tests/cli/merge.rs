//! `merge`: two changed copies become one, with and without conflicts, by hand and by git.

use std::path::Path;
use std::process::Command;

use crate::support::{Folder, sample};
use claimdesk::edit::actions::{self, EntityChange};
use claimdesk::edit::{Author, Item, Transaction};
use claimdesk::model::*;
use claimdesk::storage;

fn sample_project() -> Project {
    storage::load(&sample()).unwrap().project
}

fn author(ids: &mut IdSource) -> Author<'_> {
    Author {
        name: "anna",
        now: Timestamp(1_793_700_000),
        ids,
    }
}

fn with(project: &Project, transaction: Transaction) -> Project {
    let mut project = project.clone();
    for edit in transaction.edits {
        edit.apply(&mut project);
    }
    project
}

/// The project with its first entity renamed.
fn renamed(project: &Project, name: &str) -> Project {
    let first = project.entities().next().unwrap().id;
    let change = EntityChange::Name(name.into());
    let mut ids = IdSource::from_seed(1);
    let renamed = actions::change_entities(project, &mut author(&mut ids), &[first], &change);
    with(project, renamed.unwrap())
}

fn without_last_claim(project: &Project) -> Project {
    let last = project.claims().last().unwrap().id;
    let mut ids = IdSource::from_seed(2);
    let deleted = actions::delete(project, &mut author(&mut ids), &[Item::Claim(last)]);
    with(project, deleted.unwrap())
}

fn put(folder: &Folder, name: &str, project: &Project) {
    folder.put(name, storage::save(project));
}

fn get(folder: &Folder, name: &str) -> Project {
    let loaded = storage::load(folder.read(name).as_bytes()).unwrap();
    assert_eq!(loaded.notices, []);
    loaded.project
}

const MERGE: [&str; 6] = [
    "merge",
    "base.ron",
    "ours.ron",
    "theirs.ron",
    "-o",
    "out.ron",
];

#[test]
fn changes_of_both_are_taken() {
    let folder = Folder::new();
    let base = sample_project();
    put(&folder, "base.ron", &base);
    put(&folder, "ours.ron", &renamed(&base, "Port Authority"));
    put(&folder, "theirs.ron", &without_last_claim(&base));
    let ran = folder.run(&MERGE).exits(0).quietly();
    assert_eq!(ran.out, "");
    let both = renamed(&without_last_claim(&base), "Port Authority");
    assert_eq!(get(&folder, "out.ron"), both);
}

#[test]
fn what_both_changed_is_told_and_ours_is_kept() {
    let folder = Folder::new();
    let base = sample_project();
    let ours = renamed(&base, "Port Authority");
    put(&folder, "base.ron", &base);
    put(&folder, "ours.ron", &ours);
    put(&folder, "theirs.ron", &renamed(&base, "Harbour Board"));
    let ran = folder.run(&MERGE).exits(1);
    assert_eq!(ran.out, "");
    let lines: Vec<_> = ran.err.lines().collect();
    assert_eq!(lines.len(), 2, "{ran:?}");
    for words in [
        "Conflict: entity",
        "name",
        "Port Authority",
        "Harbour Board",
    ] {
        assert!(lines[0].contains(words), "{ran:?}");
    }
    assert!(lines[1].starts_with("1 conflict in out.ron"), "{ran:?}");
    assert_eq!(get(&folder, "out.ron"), ours);
}

#[test]
fn what_cant_be_merged_writes_nothing() {
    let folder = Folder::new();
    let base = sample_project();
    put(&folder, "base.ron", &base);
    put(&folder, "ours.ron", &base);
    put(
        &folder,
        "theirs.ron",
        &Project::new(ProjectId::from_number(9), ""),
    );
    let ran = folder.run(&MERGE).exits(2);
    ran.complains(&["ours.ron", "theirs.ron", "different projects"]);
    folder.put("theirs.ron", "(version: 1, nonsense");
    folder.run(&MERGE).exits(2).complains(&["theirs.ron"]);
    folder.run(&MERGE[..4]).exits(2).complains(&["-o"]);
    folder
        .run(&MERGE[..3])
        .exits(2)
        .complains(&["three projects"]);
    assert!(!folder.path("out.ron").exists());
    // Git gives an empty file where there is no common base.
    folder.put("base.ron", "");
    put(&folder, "theirs.ron", &base);
    folder.run(&MERGE).exits(0).quietly();
    assert_eq!(get(&folder, "out.ron"), base);
}

/// Runs git in a folder; `None` where there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Option<(bool, String)> {
    let settings = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "init.defaultBranch=main",
        "-c",
        "core.autocrlf=false",
        "-c",
        "core.hooksPath=none",
    ];
    let output = Command::new("git")
        .args(settings)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", folder.join("none"))
        .env("GIT_CONFIG_SYSTEM", folder.join("none"))
        .output()
        .ok()?;
    let said = [output.stdout, output.stderr].concat();
    Some((
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    ))
}

#[test]
fn git_merges_projects_with_it() {
    let folder = Folder::new();
    let at = folder.path("repository");
    std::fs::create_dir(&at).unwrap();
    let Some((true, _)) = git(&at, &["init", "-q"]) else {
        eprintln!("skipped: there is no git");
        return;
    };
    let run = |arguments: &[&str]| git(&at, arguments).unwrap();
    let driver = format!("'{}' merge %O %A %B -o %A", env!("CARGO_BIN_EXE_claimdesk"));
    assert!(run(&["config", "merge.claimdesk.driver", &driver]).0);
    std::fs::write(
        at.join(".gitattributes"),
        "*.claimdesk.ron merge=claimdesk\n",
    )
    .unwrap();
    let file = at.join("talks.claimdesk.ron");
    let commit = |project: &Project| {
        std::fs::write(&file, storage::save(project)).unwrap();
        assert!(run(&["add", "."]).0);
        assert!(run(&["commit", "-q", "-m", "A step"]).0);
    };
    let base = sample_project();
    commit(&base);
    assert!(run(&["checkout", "-q", "-b", "other"]).0);
    commit(&without_last_claim(&base));
    assert!(run(&["checkout", "-q", "main"]).0);
    let ours = renamed(&base, "Port Authority");
    commit(&ours);

    let (is_merged, said) = run(&["merge", "-q", "--no-edit", "other"]);
    assert!(is_merged, "{said}");
    let merged = storage::load(&std::fs::read(&file).unwrap()).unwrap();
    let both = renamed(&without_last_claim(&base), "Port Authority");
    assert_eq!((merged.project, merged.notices), (both.clone(), Vec::new()));

    assert!(run(&["checkout", "-q", "other"]).0);
    commit(&renamed(&without_last_claim(&base), "Harbour Board"));
    assert!(run(&["checkout", "-q", "main"]).0);
    let (is_merged, said) = run(&["merge", "-q", "--no-edit", "other"]);
    assert!(!is_merged && said.contains("Harbour Board"), "{said}");
    let kept = storage::load(&std::fs::read(&file).unwrap()).unwrap();
    assert_eq!(kept.project, both);
    // Nothing is left beside the project.
    let names = std::fs::read_dir(&at)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
    names.sort();
    assert_eq!(names, [".git", ".gitattributes", "talks.claimdesk.ron"]);
}
