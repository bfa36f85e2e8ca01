//! Training by the command: the same corpora and seed make the same weights, to the byte, and a card that says what
//! they are. The corpora here are a few sentences of our own, over and over with other names.

use serde_json::{Value, json};

use super::support::Folder;

const PEOPLE: [&str; 6] = ["Ostrel", "Tessik", "Sandvik", "Norlund", "Varga", "Imbre"];
const TOWNS: [&str; 5] = ["Halden", "Korsvik", "Merrin", "Tolna", "Ustrad"];
const CUES: [&str; 4] = ["said", "warned", "claimed", "denied"];

/// Pieces of a sentence: words, the label of the entity that they are, their part of an attribution, their tag.
type Piece<'a> = (&'a str, Option<&'a str>, Option<&'a str>, &'a str);

fn sentence(number: usize) -> [Piece<'static>; 7] {
    [
        ("Mayor", None, Some("source"), "NNP"),
        (PEOPLE[number % 6], Some("PER"), Some("source"), "NNP"),
        (CUES[number % 4], None, Some("cue"), "VBD"),
        ("that", None, Some("content"), "IN"),
        (TOWNS[number % 5], Some("LOC"), Some("content"), "NNP"),
        ("was", None, Some("content"), "VBD"),
        ("closed", None, Some("content"), "VBN"),
    ]
}

/// A document of some sentences, annotated.
fn document(first: usize) -> Value {
    let mut text = String::new();
    let (mut entities, mut attributions, mut tokens) = (Vec::new(), Vec::new(), Vec::new());
    for number in first..first + 3 {
        let mut parts = json!({"source": [], "cue": [], "content": [], "quote": "indirect"});
        for (words, label, part, tag) in sentence(number) {
            let start = text.len();
            text.push_str(words);
            let end = text.len();
            text.push(' ');
            tokens.push(json!([start, end, "X", tag, 0, "x", words]));
            if let Some(label) = label {
                entities.push(json!({"start": start, "end": end, "label": label}));
            }
            if let Some(spans) = part.and_then(|part| parts[part].as_array_mut()) {
                spans.push(json!([start, end]));
            }
        }
        let end = text.trim_end().len();
        text.replace_range(end.., ". ");
        tokens.push(json!([end, end + 1, "X", ".", 0, "x", "."]));
        attributions.push(parts);
    }
    json!({
        "id": format!("made-up-{first}"), "genre": "news", "text": text.trim_end(),
        "entities": entities, "attributions": attributions, "tokens": tokens,
    })
}

/// A folder with every file that training and scoring read.
fn corpora() -> Folder {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("data")).unwrap();
    let files = [
        ("polnear_train", 12),
        ("worldwide_train", 6),
        ("gum_nonnews_train", 6),
        ("wikigold", 4),
        ("crossner_politics_train", 4),
        ("btc_train", 4),
        ("worldwide_dev", 2),
        ("ieer_apw", 2),
        ("pud_wiki", 2),
        ("polnear_dev", 2),
        ("gum_nonnews_dev", 2),
    ];
    for (nth, (name, count)) in files.into_iter().enumerate() {
        let lines: Vec<String> = (0..count)
            .map(|at| document(nth + 3 * at).to_string())
            .collect();
        folder.put(&format!("data/{name}.jsonl"), lines.join("\n"));
    }
    folder
}

const MODELS: [&str; 5] = ["tagger", "names", "cues", "roles", "judge"];

fn weights(folder: &Folder, output: &str) -> Vec<Vec<u8>> {
    let read = |model| std::fs::read(folder.path(&format!("{output}/{model}.bin"))).unwrap();
    MODELS.map(read).to_vec()
}

#[test]
fn training_twice_makes_the_same_weights() {
    let folder = corpora();
    for (output, seed) in [("first", "1"), ("again", "1"), ("other", "2")] {
        std::fs::create_dir(folder.path(output)).unwrap();
        let ran = folder.run(&["train", "data", "-o", output, "--seed", seed]);
        assert!(ran.exits(0).err.contains("Training: claims, part 1 of 4"));
    }
    let first = weights(&folder, "first");
    assert!(first == weights(&folder, "again"));
    assert!(
        first != weights(&folder, "other"),
        "the seed does something"
    );
    // No word of the corpora can be read from the weights.
    for bytes in first {
        for name in PEOPLE.iter().chain(&TOWNS) {
            assert_eq!(
                memchr::memmem::find(&bytes, name.as_bytes()),
                None,
                "{name}"
            );
        }
    }
}

/// Says the same of every file: how it is called, and that it holds as many predictions as gold documents.
const SCORER: &str = r#"
import json, sys
gold, predicted = (open(name, encoding="utf-8").read().splitlines() for name in sys.argv[1:3])
assert [json.loads(a)["text"] for a in gold] == [json.loads(a)["text"] for a in predicted]
assert sys.argv[3] == "--json"
figure = {"f1": 87.25}
kinds = {kind: {"S&C overlap": 61.0} for kind in ("direct", "indirect", "mixed")}
print(json.dumps({
    "entities": {"exact": figure, "DATE": figure},
    "attributions": {"S&C overlap": figure, "S&C exact": figure, "cue overlap": figure, "recall by kind": kinds},
    "grouping": {"end to end B3": {"f1": 84.5}},
}))
"#;

#[test]
fn the_card_says_what_the_weights_are_and_reach() {
    if std::process::Command::new("python3")
        .arg("--version")
        .output()
        .is_err()
    {
        println!("Skipped: there is no python3.");
        return;
    }
    let folder = corpora();
    folder.put("scorer.py", SCORER);
    std::fs::create_dir(folder.path("models")).unwrap();
    let ran = folder
        .run(&["train", "data", "-o", "models", "--scorer", "scorer.py"])
        .exits(0);
    assert_eq!(ran.out.lines().count(), 12, "{}", ran.out);
    let last = ran.out.lines().last().unwrap();
    let last: Vec<&str> = last.split_whitespace().collect();
    assert_eq!(
        last,
        [
            "gum_nonnews_dev",
            "grouping,",
            "B³",
            "F1",
            "84.5",
            "82",
            "88"
        ]
    );
    let card = folder.read("models/CARD.md");
    for line in [
        "seed 1. 5 files",
        "licence",
        "| polnear_dev | recall indirect | 61.0 | 61.0 | 60 | 70 |",
        "| worldwide_dev | times, exact F1 | 87.2 | 87.2 | 93 | 95 |",
    ] {
        assert!(card.contains(line), "no “{line}” in {card}");
    }
    // Licence-clear data alone has no second column to fill.
    let ran = folder.run(&[
        "train",
        "data",
        "-o",
        "models",
        "--scorer",
        "scorer.py",
        "--clear",
    ]);
    ran.exits(0);
    let card = folder.read("models/CARD.md");
    assert!(card.contains("| gum_nonnews_dev | grouping, B³ F1 | 84.5 | – | 82 | 88 |"));
}

#[test]
fn a_broken_line_of_a_corpus_is_named() {
    let folder = corpora();
    folder.put("data/wikigold.jsonl", "{\"text\": \"a\"}\n{\"text\": 3}\n");
    std::fs::create_dir(folder.path("models")).unwrap();
    let ran = folder.run(&["train", "data", "-o", "models"]);
    assert_ne!(ran.code, 0);
    let last = ran.err.lines().last().unwrap();
    assert!(
        last.contains("wikigold.jsonl") && last.contains("line 2"),
        "{last}"
    );
}
