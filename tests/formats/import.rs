//! jsonl files of other tools, and files that are at fault.

use claimdesk::formats::{FormatError, Imported, InFile, by_id, import};
use claimdesk::model::{
    CueClass, EntityId, IdSource, Maker, Project, QuoteKind, ReviewState, Timestamp, doctor,
};
use proptest::prelude::*;

pub fn read(bytes: &[u8]) -> Result<Imported, FormatError> {
    let files = [InFile {
        name: "in.jsonl".to_owned(),
        bytes: bytes.to_vec(),
    }];
    let format = by_id("jsonl").unwrap();
    import(format, &files, &mut IdSource::from_seed(5), Timestamp(60))
}

/// Kind, name and quotes of each entity, in the order of first mention.
fn entities(project: &Project) -> Vec<(String, String, Vec<String>)> {
    let mut found: Vec<(EntityId, Vec<String>)> = Vec::new();
    for document in project.documents() {
        for mention in project.mentions_in(document.id) {
            let quote = mention.anchor.quote(&document.text);
            match found.iter_mut().find(|(id, _)| *id == mention.entity) {
                Some((_, quotes)) => quotes.push(quote),
                None => found.push((mention.entity, vec![quote])),
            }
        }
    }
    let rows = found.into_iter().map(|(id, quotes)| {
        let entity = project.entity(id).unwrap();
        (entity.kind.to_string(), entity.name.clone(), quotes)
    });
    rows.collect()
}

fn row(kind: &str, name: &str, quotes: &[&str]) -> (String, String, Vec<String>) {
    let quotes = quotes.iter().map(|quote| (*quote).to_owned()).collect();
    (kind.to_owned(), name.to_owned(), quotes)
}

#[test]
fn labels_of_corpora_and_carriage_returns_are_understood() {
    let line =
        r#"{"id":"a-1","text":"\ufeffVale\r\n\r\nVale met Orrin 🙂\r\nin Lomar.","genre":"x",
        "entities":[{"start":1,"end":5,"label":"PER"},{"start":9,"end":13,"label":"PER"},
        {"start":18,"end":23,"label":"NORP"},{"start":30,"end":35,"label":"GPE"}]}"#
            .replace('\n', "");
    let imported = read(line.as_bytes()).unwrap();
    assert_eq!(
        entities(&imported.project),
        [
            row("person", "Vale", &["Vale", "Vale"]),
            row("other", "Orrin", &["Orrin"]),
            row("place", "Lomar", &["Lomar"]),
        ]
    );
    let notes: Vec<String> = imported.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "line 1: a document has the unknown field “genre”; kept as a note",
            "line 1: label “NORP” is no kind here; became other",
        ]
    );
    let document = imported.project.documents().next().unwrap();
    assert_eq!(
        document.text.as_str(),
        "Vale\n\nVale met Orrin 🙂\nin Lomar."
    );
    assert_eq!(document.title, "a-1");
    assert_eq!(document.notes, "genre: x");
    let mention = imported.project.mentions().next().unwrap();
    assert_eq!(mention.provenance.state, ReviewState::Accepted);
    assert_eq!(mention.provenance.maker, Maker::Import("jsonl".into()));
    assert_eq!(mention.provenance.made, Timestamp(60));
}

#[test]
fn an_id_of_somebody_elses_comes_back_out() {
    let imported = read(br#"{"id":"news/17.txt","text":"A word."}"#).unwrap();
    let export = crate::export_all("jsonl", &imported.project);
    let line: serde_json::Value = serde_json::from_slice(&export.files[0].bytes).unwrap();
    assert_eq!(line["id"], "news/17.txt");
}

#[test]
fn entities_are_told_apart_by_the_file_if_it_says_so() {
    let line = br#"{"id":"d","text":"Ash Ash Ash","entities":[
        {"start":0,"end":3,"label":"PER","entity":"e1"},
        {"start":4,"end":7,"label":"PER","entity":"e2"},
        {"start":8,"end":11,"label":"PER","entity":"e1"}]}"#;
    let line: Vec<u8> = line.iter().copied().filter(|byte| *byte != b'\n').collect();
    let imported = read(&line).unwrap();
    assert_eq!(
        entities(&imported.project),
        [
            row("person", "Ash", &["Ash", "Ash"]),
            row("person", "Ash", &["Ash"])
        ]
    );
}

#[test]
fn an_entity_is_marked_once_at_one_place() {
    let line = br#"{"id":"d","text":"Ash","entities":[{"start":0,"end":3,"label":"PER"},{"start":0,"end":3,"label":"person"}]}"#;
    let imported = read(line).unwrap();
    assert_eq!(imported.project.mention_count(), 1);
    assert_eq!(imported.notes.len(), 1);
    assert_eq!(doctor::examine(&imported.project), []);
}

#[test]
fn attributions_without_content_are_reported() {
    let line = r#"{"id":"d","text":"It will rain, Vale said.","attributions":[
        {"source":[[14,18]],"cue":[[19,23]],"content":[[0,12]],"quote":"indirect"},
        {"source":[[14,18]],"cue":[],"content":[],"quote":"direct"},
        {"source":[[14,99]],"cue":[],"content":[[0,2]],"quote":null}]}"#
        .replace('\n', "");
    let imported = read(line.as_bytes()).unwrap();
    let project = &imported.project;
    let document = project.documents().next().unwrap();
    let claims: Vec<_> = project.claims_in(document.id).collect();
    assert_eq!(claims.len(), 2);
    let whole = claims
        .iter()
        .find(|claim| claim.cue.anchor.is_some())
        .unwrap();
    assert_eq!(whole.content.anchor.quote(&document.text), "It will rain");
    assert_eq!(whole.content.quote_kind, QuoteKind::Indirect);
    assert_eq!(whole.cue.class, CueClass::Say);
    let notes: Vec<String> = imported.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "line 1: attribution 2 has no content; left out",
            "line 1: 1 spans of a source are no place in the text",
            "line 1: an attribution doesn’t tell its source_kind, class or commitment; \
             took what its source suggests, say and uncommitted (2 times)",
        ]
    );
}

#[test]
fn bad_lines_are_named_and_the_rest_is_read() {
    let file =
        b"{\"id\":1,\"text\":\"One.\"}\n\nnot json\n{\"id\":2}\n[]\n\xff\n{\"text\":\"Two.\"}\r\n";
    let imported = read(file).unwrap();
    let texts: Vec<&str> = imported
        .project
        .documents()
        .map(|d| d.text.as_str())
        .collect();
    assert_eq!(texts, ["One.", "Two."]);
    let lines: Vec<usize> = imported.notes.iter().map(|note| note.line).collect();
    assert_eq!(lines, [3, 4, 5, 6]);
}

#[test]
fn a_file_without_a_readable_line_is_an_error() {
    let error = read(b"<html>").unwrap_err().to_string();
    assert!(
        error.contains("in.jsonl") && error.contains("line 1"),
        "{error}"
    );
    let error = read(b"").unwrap_err().to_string();
    assert!(error.contains("empty"), "{error}");
}

#[test]
fn circles_and_loose_ends_are_cut() {
    let line = r#"{"id":"d","text":"abcdef","attributions":[
        {"id":"1","content":[[0,1]],"via":"2","state":"suggested","judgement":{"verdict":"refuted"}},
        {"id":"2","content":[[1,2]],"via":"1"},
        {"id":"3","content":[[2,3]],"via":"9","source_entity":"x",
         "links":[{"kind":"repeats","to":"3"},{"kind":"about","to":"1"},{"kind":"updates","to":"1"}]}]}"#
        .replace('\n', "");
    let imported = read(line.as_bytes()).unwrap();
    assert_eq!(doctor::examine(&imported.project), []);
    assert_eq!(imported.project.link_count(), 1);
    let chains = imported
        .project
        .claims()
        .filter(|claim| claim.via.is_some());
    assert_eq!(chains.count(), 1);
    assert_eq!(imported.notes.len(), 7, "{:?}", imported.notes);
}

/// JSON that is nearly a document, so that the importer gets beyond its first check.
fn nearly() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        (-3i64..30).prop_map(|n| n.to_string()),
        Just("1.5".to_owned())
    ];
    let word = prop_oneof![
        Just("null".to_owned()),
        Just("\"1\"".to_owned()),
        Just("\"e0000000001\"".to_owned()),
        Just("\"c0000000001\"".to_owned()),
        Just("\"rejected\"".to_owned()),
        Just("\"about\"".to_owned()),
        number,
    ];
    word.prop_recursive(4, 48, 6, |inner| {
        let key = prop::sample::select(vec![
            "id",
            "start",
            "end",
            "spans",
            "label",
            "entity",
            "name",
            "state",
            "source",
            "cue",
            "content",
            "via",
            "links",
            "kind",
            "to",
            "made",
            "score",
            "judgement",
            "register",
            "entities",
            "attributions",
            "meta",
            "source_entity",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec((key, inner), 0..6).prop_map(|fields| {
                let fields: Vec<String> = fields
                    .into_iter()
                    .map(|(key, value)| format!("\"{key}\":{value}"))
                    .collect();
                format!("{{{}}}", fields.join(","))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>) {
        if let Ok(imported) = read(&bytes) {
            prop_assert_eq!(doctor::examine(&imported.project), []);
        }
    }

    #[test]
    fn what_is_read_is_sound(
        entities in prop::collection::vec(nearly(), 0..4),
        attributions in prop::collection::vec(nearly(), 0..4),
        register in nearly(),
    ) {
        let line = format!(
            r#"{{"text":"\ufeffa\r\n👩‍🚀 b\r","entities":[{}],"attributions":[{}],"register":[{register}]}}"#,
            entities.join(","),
            attributions.join(",")
        );
        let imported = read(line.as_bytes()).unwrap();
        prop_assert_eq!(doctor::examine(&imported.project), []);
    }

    #[test]
    fn cut_exports_are_survived(seed: u64, cut in 0.0..1.0f64) {
        let project = crate::random::project(seed);
        let bytes = &crate::export_all("jsonl", &project).files[0].bytes;
        let cut = (bytes.len() as f64 * cut) as usize;
        if let Ok(imported) = read(&bytes[..cut]) {
            prop_assert_eq!(doctor::examine(&imported.project), []);
        }
    }
}
