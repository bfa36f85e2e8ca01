//! Imports into a project that is there, and exports of a part.

use claimdesk::storage;

use crate::support::Folder;

const LINES: &str = "{\"text\":\"Orr left Varn.\",\"spans\":[{\"start\":0,\"end\":3,\"label\":\"PERSON\"},\
{\"start\":9,\"end\":13,\"label\":\"Harbour\"}],\"meta\":{\"title\":\"First\"}}\n\
{\"text\":\"Orr of Varn came back.\",\"spans\":[{\"start\":0,\"end\":11,\"label\":\"PER\"},\
{\"start\":7,\"end\":11,\"label\":\"GPE\"}],\"meta\":{\"title\":\"Second\"}}\n";

fn imported() -> Folder {
    let folder = Folder::new();
    folder.put("a.jsonl", LINES);
    let import = [
        "import",
        "a.jsonl",
        "--format",
        "spacy",
        "-o",
        "a.claimdesk.ron",
    ];
    folder.run(&import).exits(0);
    folder
}

#[test]
fn a_file_is_added_to_a_project_once() {
    let folder = imported();
    let add = [
        "import",
        "a.jsonl",
        "--format",
        "spacy",
        "--into",
        "a.claimdesk.ron",
    ];
    let before = folder.read("a.claimdesk.ron");
    let told = folder.run(&add).exits(0).err;
    assert!(told.contains("Added nothing new"), "{told}");
    assert!(
        told.contains("2 documents were there; 4 marks known before"),
        "{told}"
    );
    assert_eq!(folder.read("a.claimdesk.ron"), before);
    folder.put(
        "b.jsonl",
        "{\"text\":\"Vale stayed.\",\"spans\":[{\"start\":0,\"end\":4,\"label\":\"PER\"}]}",
    );
    let add = [
        "import",
        "b.jsonl",
        "--format",
        "spacy",
        "--into",
        "a.claimdesk.ron",
        "-o",
        "b.claimdesk.ron",
    ];
    let told = folder.run(&add).exits(0).err;
    assert!(told.contains("Added 1 document and 1 mention"), "{told}");
    assert_eq!(folder.read("a.claimdesk.ron"), before);
    let loaded = storage::load(folder.read("b.claimdesk.ron").as_bytes()).unwrap();
    assert_eq!(loaded.project.document_order().len(), 3);
}

#[test]
fn labels_are_mapped_by_id_name_or_tag() {
    let folder = imported();
    for kind in ["facility", "Facility", "FAC"] {
        let map = format!("harbour={kind}");
        let import = [
            "import",
            "a.jsonl",
            "--format",
            "spacy",
            "--map",
            &map,
            "-o",
            "m.claimdesk.ron",
        ];
        folder.run(&import).exits(0);
        let loaded = storage::load(folder.read("m.claimdesk.ron").as_bytes()).unwrap();
        let kinds = loaded
            .project
            .entities()
            .filter(|e| e.kind.as_str() == "facility");
        assert_eq!(kinds.count(), 1);
    }
    let import = [
        "import",
        "a.jsonl",
        "--format",
        "spacy",
        "-o",
        "m.claimdesk.ron",
        "--map",
    ];
    let with = |map| [&import[..], &[map]].concat();
    folder
        .run(&with("harbour"))
        .exits(2)
        .complains(&["LABEL=KIND"]);
    folder
        .run(&with("harbour=dock"))
        .exits(1)
        .complains(&["dock", "facility"]);
}

#[test]
fn documents_are_chosen_by_title_or_id_and_tags_by_scheme() {
    let folder = imported();
    let export = [
        "export",
        "a.claimdesk.ron",
        "--format",
        "conll2003",
        "-o",
        "-",
    ];
    let run = |more: &[&str]| folder.run(&[&export[..], more].concat());
    let all = run(&[]).exits(0).out;
    assert_eq!(all.matches("-DOCSTART-").count(), 2);
    let second = run(&["--document", "Second"]).exits(0).out;
    assert!(
        second.contains("Orr -X- _ B-person") && !second.contains("left"),
        "{second}"
    );
    assert!(second.contains("Varn -X- _ I-person"), "{second}");
    let inner = run(&[
        "--document",
        "Second",
        "--nested",
        "innermost",
        "--tags",
        "bioes",
    ])
    .exits(0)
    .out;
    assert!(
        inner.contains("Orr -X- _ O") && inner.contains("Varn -X- _ S-place"),
        "{inner}"
    );
    run(&["--document", "Third"]).exits(1).complains(&["Third"]);
    run(&["--tags", "bilou"])
        .exits(2)
        .complains(&["bilou", "bioes"]);
}

#[test]
fn the_guide_and_the_losses_are_asked_for() {
    let folder = Folder::new();
    let guide = folder.run(&["formats", "--guide"]).exits(0).quietly().out;
    assert_eq!(guide, include_str!("../../docs/formats.md"));
    let losses = folder.run(&["formats", "--losses"]).exits(0).quietly().out;
    let short = folder.run(&["formats"]).exits(0).quietly().out;
    assert!(losses.lines().count() > 2 * short.lines().count());
}

#[test]
fn a_folder_is_written_whole_or_not_at_all() {
    let folder = imported();
    let export = ["export", "a.claimdesk.ron", "--format", "brat", "-o", "out"];
    folder.run(&export).exits(0);
    let before = std::fs::read(folder.path("out").join("First.txt")).unwrap();
    // One of the files can’t be written: a folder has its name.
    std::fs::remove_file(folder.path("out").join("Second.ann")).unwrap();
    std::fs::create_dir_all(folder.path("out").join("Second.ann").join("x")).unwrap();
    folder.run(&export).exits(2);
    assert_eq!(
        std::fs::read(folder.path("out").join("First.txt")).unwrap(),
        before
    );
    let left = std::fs::read_dir(folder.path("out")).unwrap();
    let left = left.filter(|e| {
        e.as_ref()
            .unwrap()
            .file_name()
            .to_string_lossy()
            .starts_with('.')
    });
    assert_eq!(left.count(), 0);
}
