//! Files that quote no words: marks of right files never move, wherever they stand; offsets in another unit
//! are noticed where marks stand on words as people put them, and converted.
//!
//! `CLAIMDESK_CASES` sets how many files are tried with every format.

use claimdesk::formats::{Imported, InFile, by_id, import};
use claimdesk::model::{IdSource, OffsetMap, OffsetUnit, Timestamp};
use serde_json::{Value, json};

use OffsetUnit::{Bytes, CodePoints, Utf16};

/// A text with the places of its marks, in bytes.
struct Marked {
    text: String,
    places: Vec<(usize, usize)>,
}

/// Formats whose files may quote nothing, with the unit that they declare.
const FORMATS: [(&str, OffsetUnit); 7] = [
    ("doccano", CodePoints),
    ("spacy", CodePoints),
    ("jsonl", CodePoints),
    ("label-studio", CodePoints),
    ("gate", CodePoints),
    ("uima-json", Utf16),
    ("uima-xmi", Utf16),
];

fn cases() -> u64 {
    let cases = std::env::var("CLAIMDESK_CASES");
    cases.map_or(150, |cases| cases.parse().unwrap())
}

/// A file, as another tool writes it, whose offsets count a unit.
fn file(format: &str, marked: &Marked, unit: OffsetUnit) -> String {
    let map = OffsetMap::new(&marked.text, unit);
    let offset = |byte| map.from_byte(byte).unwrap();
    let places = marked.places.iter();
    let places: Vec<(usize, usize)> = places.map(|(s, e)| (offset(*s), offset(*e))).collect();
    let all = |make: &dyn Fn(usize, usize, usize) -> Value| -> Vec<Value> {
        let numbered = places.iter().enumerate();
        numbered.map(|(nth, (s, e))| make(nth, *s, *e)).collect()
    };
    let text = &marked.text;
    let value = match format {
        "doccano" => json!({"text": text, "entities":
            all(&|n, s, e| json!({"id": n, "label": "person", "start_offset": s, "end_offset": e}))}),
        "spacy" => json!({"text": text, "spans":
            all(&|_, s, e| json!({"start": s, "end": e, "label": "person"}))}),
        "jsonl" => json!({"id": "a", "text": text, "entities":
            all(&|n, s, e| json!({"id": n, "start": s, "end": e, "label": "person", "entity": n}))}),
        "label-studio" => json!([{"data": {"text": text}, "annotations": [{"result":
            all(&|n, s, e| json!({"id": n.to_string(), "type": "labels", "from_name": "label",
                "to_name": "text", "value": {"start": s, "end": e, "labels": ["person"]}}))}]}]),
        "gate" => json!({"text": text, "offset_type": "p", "annotation_sets": {"": {"annotations":
            all(&|n, s, e| json!({"id": n, "type": "Person", "start": s, "end": e, "features": {}}))}}}),
        "uima-json" => {
            let mut structures = all(
                &|n, s, e| json!({"%ID": n + 2, "%TYPE": NAMED, "@sofa": 1, "begin": s, "end": e, "value": "PER"}),
            );
            structures.push(
                json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaString": text}),
            );
            json!({"%TYPES": {}, "%FEATURE_STRUCTURES": structures, "%VIEWS": {}})
        }
        _ => return xmi(text, &places),
    };
    value.to_string()
}

const NAMED: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";

fn xmi(text: &str, places: &[(usize, usize)]) -> String {
    let mut out = "<?xml version='1.0'?><xmi:XMI xmlns:xmi='http://www.omg.org/XMI' \
        xmlns:cas='http:///uima/cas.ecore' \
        xmlns:ner='http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore' xmi:version='2.0'>"
        .to_owned();
    for (nth, (start, end)) in places.iter().enumerate() {
        out.push_str(&format!(
            "<ner:NamedEntity xmi:id='{}' sofa='1' begin='{start}' end='{end}' value='PER'/>",
            nth + 2
        ));
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let text = text.replace('\'', "&apos;").replace('\n', "&#10;");
    out + &format!("<cas:Sofa xmi:id='1' sofaNum='1' sofaString='{text}'/></xmi:XMI>")
}

fn read(format: &str, content: String) -> Imported {
    let name = match format {
        "uima-xmi" => "a.xmi",
        "doccano" | "spacy" | "jsonl" => "a.jsonl",
        _ => "a.json",
    };
    let file = InFile {
        name: name.to_owned(),
        bytes: content.into_bytes(),
    };
    let mut ids = IdSource::from_seed(3);
    import(by_id(format).unwrap(), &[file], &mut ids, Timestamp(0)).unwrap()
}

/// The places of all mentions, in bytes, sorted.
fn found(imported: &Imported) -> Vec<(usize, usize)> {
    let document = imported.project.documents().next().unwrap();
    let mentions = imported.project.mentions_in(document.id);
    let mut places: Vec<_> = mentions
        .map(|mention| (mention.anchor.start(), mention.anchor.end()))
        .collect();
    places.sort_unstable();
    places
}

fn says(imported: &Imported, words: &str) -> bool {
    let mut notes = imported.notes.iter();
    notes.any(|note| note.message.contains(words))
}

/// Words of many scripts and what else stands in texts, of one to eight bytes a character.
const PIECES: [&str; 22] = [
    "harbour",
    "a",
    "Orr",
    "U.S.",
    "l’eau",
    "naïve",
    "été",
    "🙂",
    "👩\u{200d}👧",
    "𝔘𝔫𝔦",
    "10",
    ",",
    "الميناء",
    "港口",
    "大臣は",
    "ท่าเรือ",
    "re\u{301}sume\u{301}",
    "“",
    "”",
    "—",
    "(x)",
    "\n",
];

fn text(rng: &mut fastrand::Rng, pieces: usize) -> String {
    let mut text = String::from("x");
    for _ in 0..pieces {
        if rng.u8(..4) > 0 {
            text.push(' ');
        }
        text.push_str(PIECES[rng.usize(..PIECES.len())]);
    }
    text + "."
}

/// Marks wherever they come to stand: inside words, at white space, single characters, whole texts.
fn at_odd_places(seed: u64) -> Marked {
    let mut rng = fastrand::Rng::with_seed(seed);
    let pieces = rng.usize(1..120);
    let text = text(&mut rng, pieces);
    let mut bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bounds.push(text.len());
    let mut places = Vec::new();
    for _ in 0..rng.usize(1..60) {
        let start = rng.usize(..bounds.len() - 1);
        let longest = bounds.len() - start;
        let length = match rng.u8(..4) {
            0 => 1,
            1 => longest - 1,
            _ => rng.usize(1..longest.min(12) + 1),
        };
        let end = (start + length.max(1)).min(bounds.len() - 1);
        places.push((bounds[start], bounds[end]));
    }
    places.sort_unstable();
    places.dedup();
    Marked { text, places }
}

#[test]
fn marks_of_right_files_never_move() {
    for (format, unit) in FORMATS {
        for seed in 0..cases() {
            let marked = at_odd_places(seed);
            let imported = read(format, file(format, &marked, unit));
            assert!(
                !says(&imported, "converted"),
                "{format}, seed {seed}: {:?}",
                imported.notes
            );
            assert_eq!(found(&imported), marked.places, "{format}, seed {seed}");
        }
    }
}

/// An article with characters that units count differently, and marks on words and names.
fn as_people_mark(seed: u64, odd: &str) -> Marked {
    const WORDS: [&str; 12] = [
        "harbour", "minister", "Verrane", "said", "the", "ferries", "Oslo", "again", "on",
        "Friday", "Column", "talks",
    ];
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut text = format!("{odd} ");
    let mut words = Vec::new();
    for nth in 0..rng.usize(60..200) {
        if nth % 9 == 5 {
            text.push_str(odd);
            text.push(' ');
        }
        let start = text.len();
        text.push_str(WORDS[rng.usize(..WORDS.len())]);
        words.push((start, text.len()));
        text.push_str(if nth % 7 == 6 { ". " } else { " " });
    }
    text.push('.');
    let places = (0..rng.usize(14..40)).map(|_| {
        let first = rng.usize(..words.len() - 2);
        (words[first].0, words[first + rng.usize(..3)].1)
    });
    let mut places: Vec<_> = places.collect();
    places.sort_unstable();
    places.dedup();
    Marked { text, places }
}

#[test]
fn another_unit_is_told_by_the_edges_of_words() {
    for (format, declared) in FORMATS {
        for seed in 0..cases() / 3 {
            for unit in [CodePoints, Utf16, Bytes] {
                let marked = as_people_mark(seed, "👩\u{200d}👧");
                let imported = read(format, file(format, &marked, unit));
                let case = format!("{format} in {}, seed {seed}", unit.id());
                assert_eq!(found(&imported), marked.places, "{case}");
                let is_told = says(&imported, "by the edges of words");
                assert_eq!(is_told, unit != declared, "{case}: {:?}", imported.notes);
            }
        }
    }
}

#[test]
fn too_few_marks_stay_and_the_report_says_so() {
    let text = "🙂🙂 Orr met Verrane in Oslo.".to_owned();
    let place = |words: &str| {
        let start = text.find(words).unwrap();
        (start, start + words.len())
    };
    let places = vec![place("Orr"), place("Verrane"), place("Oslo")];
    let marked = Marked { text, places };
    let wrong = read("doccano", file("doccano", &marked, Utf16));
    assert!(
        says(&wrong, "may count UTF-16 code units"),
        "{:?}",
        wrong.notes
    );
    assert_ne!(found(&wrong), marked.places);
    let right = read("doccano", file("doccano", &marked, CodePoints));
    assert_eq!(found(&right), marked.places);
    assert!(
        right
            .notes
            .iter()
            .all(|note| !note.message.contains("count"))
    );
}

#[test]
fn all_lines_of_a_file_tell_together() {
    // No line has marks enough to be sure of; a line without any odd character stays.
    let lines: Vec<Marked> = (0..8)
        .map(|nth| {
            let text = format!("🙂🙂 Orr {nth} met Verrane in Oslo.");
            let place = |words: &str| {
                let start = text.find(words).unwrap();
                (start, start + words.len())
            };
            let places = vec![place("Orr"), place("Verrane"), place("Oslo")];
            Marked { text, places }
        })
        .collect();
    let lines_of = |unit| {
        let lines = lines.iter().map(|line| file("doccano", line, unit));
        lines.collect::<Vec<_>>().join("\n")
    };
    for unit in [CodePoints, Utf16] {
        let imported = read("doccano", lines_of(unit));
        for (document, line) in imported.project.documents().zip(&lines) {
            let mentions = imported.project.mentions_in(document.id);
            let places: Vec<_> = mentions
                .map(|m| (m.anchor.start(), m.anchor.end()))
                .collect();
            assert_eq!(places, line.places, "{}", unit.id());
        }
        assert_eq!(says(&imported, "by the edges of words"), unit == Utf16);
    }
}

#[test]
fn quotes_that_are_spelt_otherwise_move_nothing() {
    // By bytes one of four quotes would be right, by code points none; but the places are those of code points.
    let text = "É ab Orr met Holt at Vale.";
    let region = |start: usize, words: &str, quote: &str| {
        json!({"id": quote, "type": "labels", "from_name": "label", "to_name": "text",
            "value": {"start": start, "end": start + words.len(), "text": quote, "labels": ["person"]}})
    };
    let result = [
        region(3, "b", "a"),
        region(5, "Orr", "ORR"),
        region(13, "Holt", "HOLT"),
        region(21, "Vale", "VALE"),
    ];
    let tasks = json!([{"data": {"text": text}, "annotations": [{"result": result}]}]);
    let imported = read("label-studio", tasks.to_string());
    let words = |(start, end): (usize, usize)| &text[start..end];
    let words: Vec<&str> = found(&imported).into_iter().map(words).collect();
    assert_eq!(words, ["b", "Orr", "Holt", "Vale"]);
    assert!(
        says(&imported, "4 of 4 marks quote other words"),
        "{:?}",
        imported.notes
    );
}
