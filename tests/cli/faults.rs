//! Inputs and outputs that are at fault: what is said, the exit code, and that nothing is written.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, article, lines, sample};

#[test]
fn files_that_are_no_articles() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("folder.txt")).unwrap();
    folder.put("empty.txt", "");
    folder.put("blank.txt", " \n\t\n");
    folder.put("binary.txt", b"\x7fELF\x02\x01\0\0\0\0\x01\x02");
    folder.put("utf16.txt", b"\xff\xfea\0\n\0b");
    folder.put("report.pdf", b"%PDF-1.7");
    folder.put("project.claimdesk.ron", "hello");
    let cases: &[(&str, i32, &[&str])] = &[
        ("missing.txt", 2, &["missing.txt", "no such file"]),
        ("folder.txt", 2, &["folder.txt", "folder"]),
        ("empty.txt", 1, &["empty.txt", "no text"]),
        ("blank.txt", 1, &["blank.txt", "no text"]),
        ("binary.txt", 1, &["binary.txt", "not text"]),
        ("utf16.txt", 1, &["utf16.txt", "line 2", "UTF-16"]),
        ("report.pdf", 1, &["report.pdf", "PDF"]),
        (
            "project.claimdesk.ron",
            1,
            &["project.claimdesk.ron", "not a Claimdesk project"],
        ),
        ("missing.jsonl", 2, &["missing.jsonl", "no such file"]),
    ];
    for (name, code, words) in cases {
        let ran = folder.run(&["suggest", name, "-o", "out.jsonl"]);
        ran.exits(*code).complains(words);
        assert!(!folder.has("out.jsonl"));
    }
    let nothing = folder.run_with(&["suggest", "-", "-o", "-"], b"");
    nothing.exits(1).complains(&["standard input", "no text"]);
}

#[test]
fn of_several_inputs_each_fault_is_told_and_the_rest_is_written() {
    let folder = Folder::new();
    folder.put("good.txt", article());
    folder.put("empty.txt", "");
    let ran = folder.run(&[
        "suggest",
        "good.txt",
        "empty.txt",
        "gone.txt",
        "-o",
        "o.jsonl",
    ]);
    let ran = ran.exits(2);
    assert_eq!(ran.err.lines().count(), 3, "{ran:?}");
    assert!(ran.err.contains("2 of 3 inputs"), "{ran:?}");
    assert_eq!(lines(&folder.read("o.jsonl")).len(), 1);
    let ran = folder.run(&["suggest", "good.txt", "empty.txt", "-o", "p.claimdesk.ron"]);
    let ran = ran.exits(1);
    assert!(ran.err.contains("1 of 2 inputs was left out"), "{ran:?}");
    folder.run(&["check", "p.claimdesk.ron"]).exits(0);
    let ran = folder.run(&["suggest", "empty.txt", "gone.txt", "-o", "q.jsonl"]);
    let ran = ran.exits(2);
    assert!(ran.err.contains("Nothing was written"), "{ran:?}");
    assert!(!folder.has("q.jsonl"));
}

#[test]
fn copies_of_one_project_are_not_added_to_each_other() {
    let folder = Folder::new();
    folder.put("a.claimdesk.ron", sample());
    folder.put("b.claimdesk.ron", sample());
    let arguments = ["suggest", "a.claimdesk.ron", "b.claimdesk.ron", "-o"];
    let ran = folder.run(&[&arguments[..], &["out.claimdesk.ron"]].concat());
    let ran = ran.exits(1);
    assert!(ran.err.contains("copy"), "{ran:?}");
    folder.run(&["check", "out.claimdesk.ron"]).exits(0);
}

#[test]
#[cfg(unix)]
fn what_may_not_be_read_or_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.put("secret.txt", article());
    folder.put("open.txt", article());
    std::fs::create_dir(folder.path("shut")).unwrap();
    let mode = |name: &str, mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.path(name), permissions).unwrap();
    };
    mode("secret.txt", 0o000);
    mode("shut", 0o555);
    if std::fs::read(folder.path("secret.txt")).is_ok() {
        println!("Skipped: this user may read and write everything.");
        return;
    }
    let read = folder.run(&["suggest", "secret.txt", "-o", "-"]);
    read.exits(2).complains(&["secret.txt", "permission"]);
    let write = folder.run(&["suggest", "open.txt", "-o", "shut/out.jsonl"]);
    write.exits(2).complains(&["shut", "permission"]);
    mode("shut", 0o755);
}

#[test]
fn outputs_that_can_not_be_written() {
    let folder = Folder::new();
    folder.put("a.txt", article());
    std::fs::create_dir(folder.path("b.jsonl")).unwrap();
    std::fs::create_dir(folder.path("b.claimdesk.ron")).unwrap();
    for output in [
        "b.jsonl",
        "b.claimdesk.ron",
        "no/b.jsonl",
        "no/b.claimdesk.ron",
    ] {
        let ran = folder.run(&["suggest", "a.txt", "-o", output]);
        ran.exits(2).complains(&["Can’t save to", "folder"]);
    }
}

#[test]
fn projects_that_can_not_be_read() {
    let folder = Folder::new();
    let sample = sample();
    folder.put("cut.claimdesk.ron", &sample[..sample.len() / 2]);
    folder.put(
        "new.claimdesk.ron",
        "(\n  version: 99,\n  shape: other,\n)\n",
    );
    folder.put("empty.claimdesk.ron", "");
    folder.put("other.claimdesk.ron", "hello");
    folder.put(
        "latin.claimdesk.ron",
        b"(\n  version: 1,\n  title: \"\xe9\",\n)\n",
    );
    let cases: &[(&str, i32, &[&str])] = &[
        ("cut.claimdesk.ron", 1, &["ends too soon", "backup"]),
        ("new.claimdesk.ron", 1, &["newer Claimdesk", "99", "Update"]),
        ("empty.claimdesk.ron", 1, &["empty"]),
        ("other.claimdesk.ron", 1, &["not a Claimdesk project"]),
        ("latin.claimdesk.ron", 1, &["line 3", "UTF-8"]),
        ("gone.claimdesk.ron", 2, &["no such file"]),
    ];
    for (name, code, words) in cases {
        let ran = folder.run(&["export", name, "--format", "jsonl", "-o", "out.jsonl"]);
        ran.exits(*code).complains(&[&[*name][..], words].concat());
        assert!(!folder.has("out.jsonl"));
        // For “check” a file that can't be read is told apart from one that is not sound.
        folder.run(&["check", name]).exits(2).complains(words);
    }
}

#[test]
fn check_tells_sound_from_unsound() {
    let folder = Folder::new();
    let sample = String::from_utf8(sample()).unwrap();
    folder.put("good.claimdesk.ron", &sample);
    let good = folder.run(&["check", "good.claimdesk.ron"]).exits(0);
    assert_eq!(good.quietly().out, "good.claimdesk.ron: sound\n");

    let by_hand = sample.replacen("title: \"Harbour talks\"", "title: \"Changed\"", 1);
    assert_ne!(by_hand, sample);
    folder.put("changed.claimdesk.ron", by_hand);
    let changed = folder.run(&["check", "changed.claimdesk.ron"]).exits(0);
    assert!(changed.err.contains("changed outside"), "{changed:?}");

    let faulty = sample
        .replacen("name: \"Person\"", "name: \"Place\"", 1)
        .replacen("tag: \"ORG\"", "tag: \"GOV\"", 1);
    folder.put("bad.claimdesk.ron", faulty);
    let both = folder.run(&["check", "bad.claimdesk.ron", "good.claimdesk.ron"]);
    let both = both.exits(1);
    let lines: Vec<_> = both.out.lines().collect();
    assert_eq!(lines.len(), 3, "{both:?}");
    for words in ["“Place”", "“GOV”"] {
        let fault = lines.iter().find(|line| line.contains(words));
        assert!(
            fault.is_some_and(|line| line.starts_with("bad.claimdesk.ron:4: two kinds")),
            "{both:?}"
        );
    }
    assert_eq!(lines[2], "good.claimdesk.ron: sound");
    let export = folder.run(&[
        "export",
        "bad.claimdesk.ron",
        "--format",
        "jsonl",
        "-o",
        "-",
    ]);
    export.exits(1).complains(&["two kinds"]);
}

#[test]
fn a_quote_that_is_not_at_its_place_is_not_sound() {
    let folder = Folder::new();
    folder.put("a.txt", article());
    folder
        .run(&["suggest", "a.txt", "-o", "a.claimdesk.ron"])
        .exits(0);
    let project = folder.read("a.claimdesk.ron");
    let at = project.find("quote: [\"").unwrap() + "quote: [\"".len();
    let mut moved = project.clone();
    moved.insert_str(at, "Xq");
    folder.put("a.claimdesk.ron", moved);
    let ran = folder.run(&["check", "a.claimdesk.ron"]).exits(1);
    assert!(ran.out.contains("a.claimdesk.ron: line "), "{ran:?}");
}

#[test]
fn import_notes_by_line_what_it_leaves_out() {
    let folder = Folder::new();
    folder.put(
        "a.jsonl",
        "{\"id\": \"one\", \"text\": \"Verrane spoke.\"}\nnot json\n{\"id\": \"two\"}\n",
    );
    let ran = folder.run(&[
        "import",
        "a.jsonl",
        "--format",
        "jsonl",
        "-o",
        "a.claimdesk.ron",
    ]);
    let ran = ran.exits(0);
    let notes: Vec<_> = ran.err.lines().collect();
    assert_eq!(notes.len(), 2, "{ran:?}");
    assert!(notes[0].starts_with("a.jsonl: line 2: ") && notes[1].starts_with("a.jsonl: line 3: "));
    folder.run(&["check", "a.claimdesk.ron"]).exits(0);

    folder.put("none.jsonl", "nothing\n");
    let none = folder.run(&[
        "import",
        "none.jsonl",
        "--format",
        "jsonl",
        "-o",
        "n.claimdesk.ron",
    ]);
    none.exits(1).complains(&["none.jsonl", "line 1"]);
    assert!(!folder.has("n.claimdesk.ron"));
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_fault() {
    let folder = Folder::new();
    let long = "Verrane said: “No ship left the harbour.” ".repeat(2_000);
    folder.put("long.txt", long);
    let mut child = folder
        .command(&["suggest", "long.txt", "-o", "-"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 10];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut some).unwrap();
    drop(out);
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(ended.stderr).unwrap(), "");
    assert_eq!(ended.status.code(), Some(0));
}
