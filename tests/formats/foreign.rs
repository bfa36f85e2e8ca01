//! Files as other tools write them, with their quirks: carriage returns, byte order marks, offsets in
//! another unit, no end of line, labels and fields that mean nothing here.

use claimdesk::formats::{Imported, InFile, by_id, guess, import};
use claimdesk::model::{IdSource, Project, Timestamp};

/// The project and notes of files by name and content.
pub fn read(format: &str, files: &[(&str, &str)]) -> Imported {
    let files: Vec<InFile> = files
        .iter()
        .map(|(name, text)| InFile {
            name: (*name).to_owned(),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    let mut ids = IdSource::from_seed(7);
    import(by_id(format).unwrap(), &files, &mut ids, Timestamp(0)).unwrap()
}

/// Kind and words of every mention, document by document, in the order of the text.
pub fn mentions(project: &Project) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for document in project.documents() {
        for mention in project.mentions_in(document.id) {
            let kind = project.entity(mention.entity).unwrap().kind.to_string();
            found.push((kind, mention.anchor.quote(&document.text)));
        }
    }
    found
}

/// The same, to compare with.
pub fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let pairs = pairs.iter();
    pairs
        .map(|(kind, words)| ((*kind).to_owned(), (*words).to_owned()))
        .collect()
}

pub fn says(imported: &Imported, words: &str) {
    let notes = &imported.notes;
    let found = notes.iter().any(|note| note.message.contains(words));
    assert!(found, "no note says “{words}”: {notes:?}");
}

#[test]
fn brat_with_carriage_returns_utf16_offsets_and_types_of_its_own() {
    // The emoji is one code point, two UTF-16 units; every line end has two characters.
    let text = "\u{feff}🙂 Mira Holt met\r\nher rival Dan Orr\r\n";
    let ann = "\u{feff}T1\tPolitician 4 13\tMira Holt\r\nT2\tPolitician 29 36\tDan Orr\r\n\
               T3\tBoat 14 17\tmet\r\nE1\tMeet:T3 Who:T1\r\nA1\tSure T1\r\n#1\tAnnotatorNotes T1\tHi\r\nnonsense";
    let conf = "[entities]\n!Living\n\tPerson\n\t\tPolitician\nBoat\n[relations]\n";
    let files = [("a.txt", text), ("a.ann", ann), ("annotation.conf", conf)];
    let imported = read("brat", &files);
    let wanted = pairs(&[
        ("person", "Mira Holt"),
        ("other", "met"),
        ("person", "Dan Orr"),
    ]);
    assert_eq!(mentions(&imported.project), wanted);
    says(&imported, "offsets count UTF-16 code units");
    says(&imported, "“Boat” is no kind here");
    says(&imported, "event “Meet”");
    says(&imported, "“nonsense” is no annotation");
    says(&imported, "“sure” means nothing here; kept as a note");
    let noted = imported.project.mentions().find(|m| !m.notes.is_empty());
    assert_eq!(noted.unwrap().notes, "Hi\nsure: yes");
}

#[test]
fn brat_claims_with_numbered_roles_and_links() {
    let text = "Holt said it rained. Orr denied it.";
    let ann = "T1\tSource 0 4\tHolt\nT2\tClaim 5 9\tsaid\nT3\tContent 10 19\tit rained\n\
               E1\tClaim:T2 Source:T1 Content:T3\nT4\tClaim 25 31\tdenied\nT5\tContent 32 34\tit\n\
               E2\tClaim:T4 Content:T5\nR1\tContradicts Arg1:E2 Arg2:E1\nA1\tCommitment E1 certain_positive";
    let imported = read("brat", &[("x.txt", text), ("x.ann", ann)]);
    let project = &imported.project;
    assert_eq!((project.claim_count(), project.link_count()), (2, 1));
    let document = project.documents().next().unwrap();
    let first = project.claims_in(document.id).next().unwrap();
    assert_eq!(first.content.anchor.quote(&document.text), "it rained");
    let cue = first.cue.anchor.as_ref().unwrap();
    assert_eq!(cue.quote(&document.text), "said");
    assert_eq!(first.commitment.id(), "certain_positive");
}

#[test]
fn prodigy_lines_of_other_schemes() {
    let lines = concat!(
        "\u{feff}",
        r#"{"text":"Orr flew to Varn.","spans":[{"start":0,"end":3,"label":"PERSON","score":0.9,"source":"m"},{"start":12,"end":16,"label":"GPE"}],"answer":"accept"}"#,
        "\r\n\r\n",
        r#"{"text":"Orr left.","entities":[[0,3,"PER"]]}"#,
        "\nnot json\n",
        r#"{"text":"🙂 Orr","tokens":[{"text":"🙂","start":0,"end":2},{"text":"Orr","start":3,"end":6}],"spans":[{"start":3,"end":6,"label":"PER"}]}"#
    );
    let imported = read("spacy", &[("x.jsonl", lines)]);
    let wanted = pairs(&[
        ("person", "Orr"),
        ("place", "Varn"),
        ("person", "Orr"),
        ("person", "Orr"),
    ]);
    assert_eq!(mentions(&imported.project), wanted);
    says(&imported, "not JSON at column");
    says(&imported, "offsets count UTF-16 code units");
}

#[test]
fn doccano_of_both_versions() {
    let lines = concat!(
        r#"{"id":4,"text":"Orr works for Varn Steel.","entities":[{"id":9,"label":"PER","start_offset":0,"end_offset":3},{"id":12,"label":"ORG","start_offset":14,"end_offset":24}],"relations":[{"id":1,"from_id":9,"to_id":12,"type":"works_for"}],"desk":"economy"}"#,
        "\n",
        r#"{"id":5,"text":"Orr left.","label":[[0,3,"PER"],[0,300,"PER"]]}"#
    );
    let imported = read("doccano", &[("x.jsonl", lines)]);
    let wanted = pairs(&[
        ("person", "Orr"),
        ("organisation", "Varn Steel"),
        ("person", "Orr"),
    ]);
    assert_eq!(mentions(&imported.project), wanted);
    says(&imported, "relation “works_for” means nothing here");
    says(&imported, "no place in the text");
    let first = imported.project.documents().next().unwrap();
    assert_eq!(first.notes, "desk: economy");
}

#[test]
fn label_studio_predictions_are_suggestions() {
    let tasks = r#"[{"id":1,"data":{"text":"🙂 Orr left."},"predictions":[{"result":[
        {"id":"a","from_name":"label","to_name":"text","type":"labels","value":{"start":3,"end":6,"text":"Orr","labels":["PER","ORG"]}},
        {"type":"relation","from_id":"a","to_id":"b","labels":["org:x"]}]}]}]"#;
    let imported = read("label-studio", &[("x.json", tasks)]);
    assert_eq!(mentions(&imported.project), pairs(&[("person", "Orr")]));
    says(&imported, "offsets count UTF-16 code units");
    says(&imported, "several labels");
    says(&imported, "ends are no regions");
    let mention = imported.project.mentions().next().unwrap();
    assert_eq!(mention.provenance.state.id(), "suggested");
    assert_eq!(
        guess("x.json", tasks.as_bytes()).unwrap().id,
        "label-studio"
    );
}

#[test]
fn web_annotations_in_utf16_and_by_quote_alone() {
    let page = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"AnnotationCollection","first":{"items":[
        {"id":"http://a.example/1","type":"Annotation","body":{"type":"TextualBody","purpose":"tagging","value":"Person"},
         "target":{"source":"http://a.example/talks.txt","selector":[{"type":"TextPositionSelector","start":3,"end":6},
         {"type":"TextQuoteSelector","exact":"Orr"}]}},
        {"type":"Annotation","body":[{"type":"TextualBody","value":"Where is that?"},{"purpose":"tagging","value":"LOC"}],
         "target":{"source":"http://a.example/talks.txt","selector":{"type":"TextQuoteSelector","exact":"Varn"}}},
        {"type":"Annotation","target":"http://a.example/"}]}}"#;
    let files = [("x.jsonld", page), ("talks.txt", "🙂 Orr flew to Varn.")];
    let imported = read("web-annotation", &files);
    let wanted = pairs(&[("person", "Orr"), ("place", "Varn")]);
    assert_eq!(mentions(&imported.project), wanted);
    says(&imported, "offsets count UTF-16 code units");
    says(&imported, "no position and no quote");
    let noted = imported.project.mentions().find(|m| !m.notes.is_empty());
    assert_eq!(noted.unwrap().notes, "Where is that?");
}

#[test]
fn gate_counts_as_it_declares() {
    let document = |unit: &str, start: usize| {
        format!(
            r#"{{"text":"🙂 Orr left.","offset_type":"{unit}","name":"x","features":{{}},"annotation_sets":{{"":{{"annotations":[
            {{"type":"Person","start":{start},"end":{},"id":0,"features":{{"gender":"m"}}}},
            {{"type":"Token","start":{start},"end":{},"id":1,"features":{{"string":"Orr"}}}}]}}}}}}"#,
            start + 3,
            start + 3
        )
    };
    for (unit, start, converted) in [("p", 2, false), ("j", 3, false), ("p", 3, true)] {
        let imported = read("gate", &[("x.bdocjs", &document(unit, start))]);
        assert_eq!(mentions(&imported.project), pairs(&[("person", "Orr")]));
        says(&imported, "“gender” means nothing here; kept as a note");
        let notes = &imported.notes;
        let told = notes
            .iter()
            .any(|note| note.message.contains("offsets count"));
        assert_eq!(told, converted);
    }
}

#[test]
fn cas_of_other_layers_counts_utf16_units() {
    let xmi = "\u{feff}<?xml version='1.0'?>\r\n<xmi:XMI xmlns:xmi='http://www.omg.org/XMI' \
        xmlns:cas='http:///uima/cas.ecore' xmlns:x='http:///org/example.ecore' \
        xmlns:ner='http:///de/tudarmstadt/ukp/dkpro/core/api/ner/type.ecore' xmi:version='2.0'>\
        <ner:NamedEntity xmi:id='5' sofa='1' begin='3' end='6' value='PER' identifier='http://a.example/Orr'/>\
        <x:Ship xmi:id='6' sofa='1' begin='12' end='16' name='x &amp; y'/>\
        <x:Ship xmi:id='7' sofa='1' begin='12' end='160'/>\
        <cas:Sofa xmi:id='1' sofaNum='1' sofaString='🙂 Orr left Ulla&#10;.'/></xmi:XMI>";
    let imported = read("uima-xmi", &[("a.xmi", xmi)]);
    let wanted = pairs(&[("person", "Orr"), ("other", "Ulla")]);
    assert_eq!(mentions(&imported.project), wanted);
    says(&imported, "“Ship” is no kind here");
    says(&imported, "no place in the text");
    let identified = imported
        .project
        .entities()
        .find(|e| !e.identifiers.is_empty());
    assert_eq!(
        identified.unwrap().identifiers[0].value,
        "http://a.example/Orr"
    );
    assert_eq!(guess("a", xmi.as_bytes()).unwrap().id, "uima-xmi");
}
