//! Offsets of exports, counted again in code points: every quote is where its offsets say.

use crate::support::{Folder, lines};
use serde_json::Value;

/// Every difficulty at once: a byte order mark, both line ends, a family of emoji, combining marks, spaces
/// that don't break, and four scripts.
const TEXT: &str = "\u{feff}Harbour talks\r\n\r\n\
    The family 👩\u{200d}👩\u{200d}👧\u{200d}👦 waited, Minister Zoe\u{308} Verrane said on Monday.\r\n\
    “It cost 10\u{a0}000 euros 🇺🇳,” Tomas O\u{302}te\u{301} told reporters in Port Halden.\r\n\
    قال الوزير: “الميناء مغلق”. Verrane said: “שלום לנמל”.\r\n\
    大臣は「港は閉鎖された」と述べた。 “港口关闭了,” Verrane said on 3 May.\r\n";

/// The words between two offsets in code points.
fn words(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

fn pairs(spans: &Value) -> Vec<(usize, usize)> {
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    let spans = spans.as_array().unwrap().iter();
    spans
        .map(|span| (number(&span[0]), number(&span[1])))
        .collect()
}

fn joined(text: &str, spans: &Value) -> String {
    let words: Vec<_> = pairs(spans)
        .into_iter()
        .map(|(s, e)| words(text, s, e))
        .collect();
    words.join(" … ")
}

fn suggested() -> Folder {
    let folder = Folder::new();
    folder.put("hard.txt", TEXT);
    folder
        .run(&["suggest", "hard.txt", "-o", "p.claimdesk.ron"])
        .exits(0);
    for (format, out) in [("jsonl", "p.jsonl"), ("brat", "brat"), ("csv", "csv")] {
        let ran = folder.run(&[
            "export",
            "p.claimdesk.ron",
            "--format",
            format,
            "--with-suggestions",
            "-o",
            out,
        ]);
        ran.exits(0);
    }
    folder
}

/// The project's marks with their quotes, as the model has them in bytes.
fn quotes(folder: &Folder) -> (String, Vec<String>, Vec<String>) {
    let bytes = folder.read("p.claimdesk.ron");
    let project = claimdesk::storage::load(bytes.as_bytes()).unwrap().project;
    let text = project.documents().next().unwrap().text.clone();
    let quote = |anchor: &claimdesk::model::Anchor| {
        let pieces: Vec<_> = anchor.quotes(&text).collect();
        pieces.join(" … ")
    };
    let mut mentions: Vec<_> = project.mentions().map(|m| quote(&m.anchor)).collect();
    let mut contents: Vec<_> = project.claims().map(|c| quote(&c.content.anchor)).collect();
    mentions.sort();
    contents.sort();
    (text.to_string(), mentions, contents)
}

#[test]
fn jsonl_offsets_are_code_points() {
    let folder = suggested();
    let (text, mentions, contents) = quotes(&folder);
    assert!(
        mentions.len() >= 4 && contents.len() >= 4,
        "{mentions:?} {contents:?}"
    );
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
    let line = lines(&folder.read("p.jsonl")).remove(0);
    assert_eq!(line["text"], text);
    let entities = line["entities"].as_array().unwrap().iter();
    let mut found: Vec<_> = entities
        .map(|e| {
            joined(
                &text,
                &Value::Array(vec![Value::from(vec![
                    e["start"].clone(),
                    e["end"].clone(),
                ])]),
            )
        })
        .collect();
    found.sort();
    assert_eq!(found, mentions);
    let claims = line["attributions"].as_array().unwrap().iter();
    let mut found: Vec<_> = claims
        .map(|claim| joined(&text, &claim["content"]))
        .collect();
    found.sort();
    assert_eq!(found, contents);
}

#[test]
fn brat_offsets_are_code_points_of_its_text_file() {
    let folder = suggested();
    let (canonical, ..) = quotes(&folder);
    let files = folder.files_in("brat");
    let with = |ending: &str| {
        let file = files
            .iter()
            .find(|file| file.extension().is_some_and(|e| e == ending));
        std::fs::read_to_string(file.unwrap()).unwrap()
    };
    let text = with("txt");
    assert_eq!(text, canonical);
    let mut bound = 0;
    for line in with("ann").lines().filter(|line| line.starts_with('T')) {
        let fields: Vec<_> = line.splitn(3, '\t').collect();
        let (_, spans) = fields[1].split_once(' ').unwrap();
        let pieces: Vec<_> = spans
            .split(';')
            .map(|span| {
                let (start, end) = span.split_once(' ').unwrap();
                words(&text, start.parse().unwrap(), end.parse().unwrap())
            })
            .collect();
        assert_eq!(pieces.join(" "), fields[2], "{line}");
        bound += 1;
    }
    assert!(bound >= 8);
}

#[test]
fn csv_offsets_are_code_points() {
    let folder = suggested();
    let (text, mentions, contents) = quotes(&folder);
    let read = |ending: &str, quote: &str, spans: &str| {
        let files = folder.files_in("csv");
        let file = files
            .iter()
            .find(|file| file.to_string_lossy().ends_with(ending));
        let bytes = std::fs::read(file.unwrap()).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap());
        let columns = reader.headers().unwrap().clone();
        let column = |name: &str| columns.iter().position(|column| column == name).unwrap();
        let (quote, spans) = (column(quote), column(spans));
        let mut found = Vec::new();
        for row in reader.records() {
            let row = row.unwrap();
            let pairs: Value = serde_json::from_str(&row[spans]).unwrap();
            assert_eq!(joined(&text, &pairs), row[quote]);
            found.push(row[quote].to_owned());
        }
        found.sort();
        found
    };
    let entities = read("-entities.csv", "quote", "spans_code_points");
    assert_eq!(entities, mentions);
    let claims = read("-claims.csv", "content_quote", "content_spans_code_points");
    assert_eq!(claims, contents);
}
