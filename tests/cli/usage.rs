//! Help, version, the table of formats, and arguments that make no task.

use crate::support::{Folder, article};
use claimdesk::formats::FORMATS;

#[test]
fn help_tells_of_every_command() {
    let folder = Folder::new();
    let all = folder.run(&["--help"]).exits(0).quietly().out;
    assert_eq!(folder.run(&["-h"]).out, all);
    assert_eq!(folder.run(&["help"]).out, all);
    for command in ["suggest", "export", "import", "check", "formats", "help"] {
        assert!(all.contains(&format!("claimdesk {command}")), "{command}");
        let own = folder.run(&["help", command]).exits(0).quietly().out;
        assert!(own.starts_with(&format!("claimdesk {command}")), "{own}");
        assert_eq!(folder.run(&[command, "--help"]).exits(0).out, own);
    }
    let wide = all.lines().filter(|line| line.chars().count() > 110);
    assert_eq!(wide.count(), 0);
}

#[test]
fn version_is_that_of_the_package() {
    let folder = Folder::new();
    let expected = concat!("claimdesk ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(folder.run(&["--version"]).exits(0).out, expected);
    assert_eq!(folder.run(&["-V"]).exits(0).out, expected);
}

#[test]
fn formats_prints_the_table() {
    let folder = Folder::new();
    let table = folder.run(&["formats"]).exits(0).quietly().out;
    for format in FORMATS {
        let row = table.lines().find(|line| line.starts_with(format.id));
        assert!(row.is_some(), "{table}");
    }
    folder
        .run(&["formats", "jsonl"])
        .exits(2)
        .complains(&["jsonl", "too many"]);
}

#[test]
fn wrong_arguments_are_told_in_one_sentence_and_a_hint() {
    let folder = Folder::new();
    folder.put("a.txt", article());
    let cases: &[(&[&str], &[&str])] = &[
        (&["--fast"], &["--fast", "claimdesk help"]),
        (&["suggest", "a.txt"], &["-o", "help suggest"]),
        (&["suggest", "-o", "b.jsonl"], &["Give the files"]),
        (&["suggest", "a.txt", "-o"], &["-o needs a value"]),
        (
            &["suggest", "a.txt", "-o", "b.txt"],
            &[".claimdesk.ron or .jsonl"],
        ),
        (&["suggest", "a.txt", "-o", "-", "-o", "-"], &["twice"]),
        (&["suggest", "-", "-", "-o", "-"], &["once only"]),
        (
            &["suggest", "a.txt", "-o", "-", "--text", "b"],
            &["no option --text"],
        ),
        (&["suggest", "a.txt", "-o", "-", "-x"], &["no option -x"]),
        (
            &["export", "--format", "jsonl", "-o", "-"],
            &["Give the project"],
        ),
        (&["export", "p", "-o", "-"], &["--format", "help export"]),
        (
            &["export", "p", "--format", "docx", "-o", "-"],
            &["“docx”", "jsonl"],
        ),
        (
            &["export", "p", "q", "--format", "jsonl", "-o", "-"],
            &["“q”"],
        ),
        (
            &["export", "p", "--format", "brat", "-o", "-"],
            &["several files"],
        ),
        (
            &["import", "a.jsonl", "--format", "jsonl", "-o", "b.jsonl"],
            &[".claimdesk.ron"],
        ),
        (
            &["import", "a", "--format", "csv", "-o", "b.claimdesk.ron"],
            &["can’t be read"],
        ),
        (&["check"], &["Give the projects"]),
        (&["help", "me"], &["“me”"]),
    ];
    for (arguments, words) in cases {
        folder.run(arguments).exits(2).complains(words);
    }
}

#[test]
fn an_input_is_never_written_over() {
    let folder = Folder::new();
    let line = "{\"id\": \"a\", \"text\": \"Verrane spoke.\"}\n";
    folder.put("a.jsonl", line);
    let ran = folder.run(&["suggest", "a.jsonl", "-o", "./a.jsonl"]);
    ran.exits(2).complains(&["a.jsonl", "another output"]);
    assert_eq!(folder.read("a.jsonl"), line);
}
