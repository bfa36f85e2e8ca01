//! A text's whole way: suggest, save, check, export in every format, import, and the same marks again.

use crate::support::{Folder, article, lines, sample};
use claimdesk::formats::{FORMATS, Layout};
use claimdesk::model::Project;
use claimdesk::storage;
use serde_json::Value;

fn project(folder: &Folder, name: &str) -> Project {
    storage::load(folder.read(name).as_bytes()).unwrap().project
}

#[test]
fn suggest_check_export_import() {
    let folder = Folder::new();
    folder.put("talks.txt", article());
    folder
        .run(&["suggest", "talks.txt", "-o", "talks.claimdesk.ron"])
        .exits(0)
        .quietly();
    folder.run(&["check", "talks.claimdesk.ron"]).exits(0);
    let suggested = project(&folder, "talks.claimdesk.ron");
    assert!(suggested.mention_count() > 5 && suggested.claim_count() > 2);
    let document = suggested.documents().next().unwrap();
    assert_eq!(document.origin.path, "talks.txt");
    assert_eq!(document.text.as_str(), article());

    for format in FORMATS.iter().filter(|format| format.writes()) {
        let target = format!("out.{}", format.id);
        let ran = folder.run(&[
            "export",
            "talks.claimdesk.ron",
            "--format",
            format.id,
            "--with-suggestions",
            "-o",
            &target,
        ]);
        let ran = ran.exits(0);
        assert_eq!(ran.out, "");
        for note in ran.err.lines() {
            let start = format!("{} can’t hold ", format.name);
            assert!(note.starts_with(&start), "{note}");
        }
        let path = folder.path(&target);
        assert_eq!(path.is_dir(), format.layout == Layout::Folder, "{target}");
    }

    folder
        .run(&[
            "import",
            "out.jsonl",
            "--format",
            "jsonl",
            "-o",
            "back.claimdesk.ron",
        ])
        .exits(0)
        .quietly();
    let back = project(&folder, "back.claimdesk.ron");
    let claims = |project: &Project| project.claims().cloned().collect::<Vec<_>>();
    let mentions = |project: &Project| project.mentions().cloned().collect::<Vec<_>>();
    let entities = |project: &Project| project.entities().cloned().collect::<Vec<_>>();
    assert_eq!(mentions(&back), mentions(&suggested));
    assert_eq!(claims(&back), claims(&suggested));
    assert_eq!(entities(&back), entities(&suggested));
}

#[test]
fn the_sample_comes_back_from_jsonl_and_standard_output_is_the_file() {
    let folder = Folder::new();
    folder.put("s.claimdesk.ron", sample());
    let arguments = [
        "export",
        "s.claimdesk.ron",
        "--format",
        "jsonl",
        "--with-suggestions",
        "-o",
    ];
    let to_file = [&arguments[..], &["s.jsonl"]].concat();
    let to_output = [&arguments[..], &["-"]].concat();
    folder.run(&to_file).exits(0);
    let out = folder.run(&to_output).exits(0).out;
    assert_eq!(out, folder.read("s.jsonl"));
    folder
        .run_with(
            &["import", "-", "--format", "jsonl", "-o", "b.claimdesk.ron"],
            out.as_bytes(),
        )
        .exits(0);
    let before = project(&folder, "s.claimdesk.ron");
    let after = project(&folder, "b.claimdesk.ron");
    assert!(before.claims().eq(after.claims()));
    assert!(before.mentions().eq(after.mentions()));
    assert!(before.links().eq(after.links()));
}

#[test]
fn suggestions_are_exported_only_when_asked_for() {
    let folder = Folder::new();
    folder.put("a.txt", article());
    folder
        .run(&["suggest", "a.txt", "-o", "a.claimdesk.ron"])
        .exits(0);
    let export = ["export", "a.claimdesk.ron", "--format", "jsonl", "-o", "-"];
    let plain = lines(&folder.run(&export).exits(0).out).remove(0);
    assert_eq!(plain["entities"], Value::Array(Vec::new()));
    assert_eq!(plain["attributions"], Value::Array(Vec::new()));
}

#[test]
fn documents_keep_ids_text_and_order_and_lose_old_marks() {
    let folder = Folder::new();
    let mut gold = String::new();
    for nth in 0..40 {
        let text = format!("Minister Verrane said: “Ship {nth} left.” Reporters asked.\r\n");
        let line = serde_json::json!({
            "id": format!("news/{nth}"),
            "text": text,
            "entities": [{"id": "x", "start": 0, "end": 8, "label": "PER"}],
            "attributions": [],
            "sentences": [[0, 5]],
        });
        gold.push_str(&format!("{line}\n"));
    }
    folder.put("gold.jsonl", gold);
    folder.put(
        "last.md",
        "# Harbour\n\nThe port “is shut”, Verrane said.\n",
    );
    let ran = folder.run(&["suggest", "gold.jsonl", "last.md", "-o", "-"]);
    let found = lines(&ran.exits(0).quietly().out);
    assert_eq!(found.len(), 41);
    for (nth, line) in found.iter().take(40).enumerate() {
        assert_eq!(line["id"], format!("news/{nth}"));
        let text = line["text"].as_str().unwrap();
        assert!(text.contains(&format!("Ship {nth} ")) && text.ends_with("asked.\n"));
        assert_eq!(line["attributions"].as_array().unwrap().len(), 1, "{line}");
        for entity in line["entities"].as_array().unwrap() {
            assert_eq!(entity["state"], "suggested");
        }
    }
    assert_eq!(found[40]["meta"]["path"], "last.md");
    let again = folder.run(&["suggest", "gold.jsonl", "last.md", "-o", "out.jsonl"]);
    again.exits(0);
    let spans = |lines: &[Value]| -> Vec<Value> {
        lines
            .iter()
            .map(|line| line["attributions"][0]["content"].clone())
            .collect()
    };
    assert_eq!(spans(&lines(&folder.read("out.jsonl"))), spans(&found));
}

#[test]
fn a_text_comes_through_standard_input() {
    let folder = Folder::new();
    let ran = folder.run_with(&["suggest", "-", "-o", "-"], article().as_bytes());
    let found = lines(&ran.exits(0).out);
    assert_eq!(found[0]["text"], article());
    assert_eq!(found[0]["meta"]["path"], "standard input");
}

#[test]
fn a_line_without_text_takes_it_from_a_file() {
    let folder = Folder::new();
    folder.put("a.txt", "Verrane spoke.\r\n");
    folder.put("b.txt", "Another text.\n");
    folder.put(
        "a.jsonl",
        r#"{"id": "a", "entities": [{"start": 0, "end": 7, "label": "person"}]}"#,
    );
    let import = |text: &str, from: &str| {
        folder.run(&[
            "import",
            from,
            "--format",
            "jsonl",
            "--text",
            text,
            "-o",
            "a.claimdesk.ron",
        ])
    };
    import("a.txt", "a.jsonl").exits(0);
    let read = project(&folder, "a.claimdesk.ron");
    let mention = read.mentions().next().unwrap();
    let text = &read.documents().next().unwrap().text;
    assert_eq!(mention.anchor.quote(text), "Verrane");
    folder.put("full.jsonl", r#"{"id": "a", "text": "Verrane spoke.\n"}"#);
    import("a.txt", "full.jsonl").exits(0);
    import("b.txt", "full.jsonl")
        .exits(1)
        .complains(&["full.jsonl", "not that of the file"]);
    import("gone.txt", "full.jsonl")
        .exits(2)
        .complains(&["gone.txt"]);
}

#[test]
fn a_project_that_is_written_over_stays_as_backup() {
    let folder = Folder::new();
    folder.put("a.txt", article());
    let suggest = ["suggest", "a.txt", "-o", "a.claimdesk.ron"];
    folder.run(&suggest).exits(0);
    let first = folder.read("a.claimdesk.ron");
    folder.run(&suggest).exits(0);
    assert_eq!(folder.read("a.claimdesk.ron.bak"), first);
}

#[test]
fn exports_are_verified_and_read_again_without_being_told_their_format() {
    let folder = Folder::new();
    folder.put("talks.txt", article());
    let suggest = ["suggest", "talks.txt", "-o", "talks.claimdesk.ron"];
    folder.run(&suggest).exits(0);
    let mentions = project(&folder, "talks.claimdesk.ron").mention_count();
    for format in FORMATS.iter().filter(|format| format.writes()) {
        let target = format!("out.{}", format.id);
        let mut arguments = vec!["export", "talks.claimdesk.ron", "--format", format.id];
        arguments.extend(["--with-suggestions", "--verify", "-o", &target]);
        if !format.reads() {
            folder
                .run(&arguments)
                .exits(2)
                .complains(&["can’t be read back", "--verify"]);
            continue;
        }
        let ran = folder.run(&arguments).exits(0);
        assert!(ran.err.starts_with("Read back and compared: 1 document,"));
        let back = format!("{}.claimdesk.ron", format.id);
        folder.run(&["import", &target, "-o", &back]).exits(0);
        assert_eq!(
            project(&folder, &back).mention_count(),
            mentions,
            "{target}"
        );
    }
    folder.put("what.bin", "neither this nor that");
    folder
        .run(&["import", "what.bin", "-o", "x.claimdesk.ron"])
        .exits(1)
        .complains(&["what.bin", "--format"]);
}

#[test]
fn suggest_leaves_the_marks_of_a_project_as_they_are_and_finds_nothing_twice() {
    let folder = Folder::new();
    folder.put("in.claimdesk.ron", sample());
    folder.put("more.txt", article());
    let first = ["suggest", "in.claimdesk.ron", "-o", "once.claimdesk.ron"];
    folder.run(&first).exits(0).quietly();
    let second = ["suggest", "once.claimdesk.ron", "-o", "twice.claimdesk.ron"];
    folder.run(&second).exits(0).quietly();
    assert_eq!(
        folder.read("once.claimdesk.ron"),
        folder.read("twice.claimdesk.ron")
    );
    let both = ["suggest", "in.claimdesk.ron", "more.txt", "-o"];
    let to_lines = [&both[..], &["out.jsonl"]].concat();
    folder.run(&to_lines).exits(0).quietly();
    let project = storage::load(&sample()).unwrap().project;
    let documents = project.documents().count();
    assert_eq!(lines(&folder.read("out.jsonl")).len(), documents + 1);
    let to_project = [&both[..], &["out.claimdesk.ron"]].concat();
    folder.run(&to_project).exits(0).quietly();
    let bytes = folder.read("out.claimdesk.ron");
    let joined = storage::load(bytes.as_bytes()).unwrap().project;
    assert_eq!(joined.documents().count(), documents + 1);
    for mention in project.mentions() {
        assert_eq!(joined.mention(mention.id), Some(mention));
    }
}

#[test]
fn lines_come_in_the_order_in_which_they_were_given() {
    let folder = Folder::new();
    let line =
        |n: usize| format!("{{\"id\": \"a{n}\", \"text\": \"Line {n}: Marta Verrane spoke.\"}}\n");
    folder.put("in.jsonl", (0..40).map(line).collect::<String>());
    folder.put("one.txt", article());
    let ran = folder.run(&["suggest", "in.jsonl", "one.txt", "in.jsonl", "-o", "-"]);
    let found = lines(&ran.exits(0).quietly().out);
    assert_eq!(found.len(), 81);
    for (nth, line) in found.iter().enumerate().filter(|(nth, _)| *nth != 40) {
        assert_eq!(line["id"], format!("a{}", nth % 41), "{nth}");
    }
}

#[test]
fn suggest_runs_a_program_and_follows_rules() {
    let folder = Folder::new();
    folder.put("a.txt", "Norlane spoke in Halden.");
    let rules = "(rules_version: 1, rules: [(says: \"kind\", words: \"Norlane\", kind: \"media\", decisions: 2, by: \"x\", at: \"2026-01-01T00:00:00Z\")])";
    folder.put("my.claimdesk-rules.ron", rules);
    let ran = folder.run(&[
        "suggest",
        "a.txt",
        "--rules",
        "my.claimdesk-rules.ron",
        "-o",
        "-",
    ]);
    let found = lines(&ran.exits(0).quietly().out);
    let kinds = |found: &[Value]| {
        let entities = found[0]["entities"].as_array().unwrap().clone();
        let named = |e: &Value| e["start"] == 0 && e["end"] == 7;
        entities
            .iter()
            .find(|e| named(e))
            .map(|e| e["label"].clone())
    };
    assert_eq!(kinds(&found), Some("media".into()));
    let wrong = folder.run(&["suggest", "a.txt", "--rules", "a.txt", "-o", "-"]);
    wrong.exits(1).complains(&["a.txt", "line 1"]);
    let python = std::process::Command::new("python3")
        .arg("--version")
        .output();
    if python.is_err() {
        println!("Skipped: there is no python3.");
        return;
    }
    let code = "import json,sys\nfor l in sys.stdin:\n  d=json.loads(l)\n  print(json.dumps({'id':d['id'],'entities':[{'start':0,'end':7,'label':'ORG'}]}))\n";
    folder.put("my engine.py", code);
    let command = "python3 'my engine.py'";
    let ran = folder.run(&["suggest", "a.txt", "--engine", command, "-o", "-"]);
    let found = lines(&ran.exits(0).quietly().out);
    assert_eq!(kinds(&found), Some("organisation".into()));
    assert_eq!(found[0]["entities"][0]["made"]["engine"], "python3");
    folder.put("bad.py", "import sys\nsys.exit('no model')\n");
    let ran = folder.run(&[
        "suggest",
        "a.txt",
        "--engine",
        "python3 bad.py",
        "-o",
        "o.jsonl",
    ]);
    ran.exits(2)
        .complains(&["python3 failed", "exit code 1", "no model"]);
    assert!(!folder.has("o.jsonl"));
}
