//! Imports taken into a project that is there.

use std::collections::BTreeMap;

use claimdesk::formats::{LabelMap, adopt, mapped, unknown_labels};
use claimdesk::model::{IdSource, KindId, Project, ReviewState, doctor};

use crate::foreign::{mentions, pairs, read};
use crate::random;

fn into(
    project: &Project,
    format: &str,
    name: &str,
    text: &str,
    map: &LabelMap,
) -> (Project, String) {
    let imported = read(format, &[(name, text)]);
    let mut ids = IdSource::from_seed(99);
    let (project, added) = adopt(project, &imported, map, &mut ids);
    assert_eq!(doctor::examine(&project), []);
    (project, added.to_string())
}

const FIRST: &str = r#"{"text":"Orr left Varn.","spans":[{"start":0,"end":3,"label":"PERSON"}]}"#;
const SECOND: &str = concat!(
    r#"{"text":"Orr left Varn.\r\n","spans":[{"start":0,"end":3,"label":"PERSON"},{"start":9,"end":13,"label":"Harbour"}]}"#,
    "\n",
    r#"{"text":"Orr came back.","spans":[{"start":0,"end":3,"label":"PER"}]}"#
);

#[test]
fn documents_of_equal_text_are_one_and_so_are_entities_of_one_name() {
    let first = read("spacy", &[("a.jsonl", FIRST)]).project;
    let (project, _) = into(&first, "spacy", "b.jsonl", SECOND, &LabelMap::new());
    // The second file’s first text ends in a line end, so it is another one.
    assert_eq!(project.document_order().len(), 3);
    let (again, told) = into(&project, "spacy", "b.jsonl", SECOND, &LabelMap::new());
    assert_eq!(again, project);
    assert_eq!(
        told,
        "Added nothing new; 2 documents were there; 3 marks known before"
    );
    let orr = project
        .entities()
        .filter(|entity| entity.name == "Orr")
        .count();
    assert_eq!(orr, 1);
}

#[test]
fn labels_are_mapped_as_asked() {
    let imported = read("spacy", &[("b.jsonl", SECOND)]);
    let schema = imported.project.schema().clone();
    let unknown = unknown_labels(&imported, &schema, &LabelMap::new());
    assert_eq!(unknown, [("Harbour".to_owned(), KindId::new("other"))]);
    let map = BTreeMap::from([("harbour".to_owned(), KindId::new("facility"))]);
    let project = mapped(&imported, &schema, &map);
    let wanted = pairs(&[("person", "Orr"), ("facility", "Varn"), ("person", "Orr")]);
    assert_eq!(mentions(&project), wanted);
    assert_eq!(
        unknown_labels(&imported, &schema, &map)[0].1,
        KindId::new("facility")
    );
}

#[test]
fn a_project_added_to_itself_stays_as_it_is() {
    for seed in 0..40 {
        let project = random::project(seed);
        let files = crate::export_all("jsonl", &project).files;
        let text = String::from_utf8(files[0].bytes.clone()).unwrap();
        let imported = read("jsonl", &[("a.jsonl", &text)]);
        let (again, added) = adopt(
            &project,
            &imported,
            &LabelMap::new(),
            &mut IdSource::from_seed(1),
        );
        assert_eq!(doctor::examine(&again), [], "seed {seed}");
        let texts: std::collections::HashSet<_> =
            project.documents().map(|d| d.text.to_string()).collect();
        assert_eq!(added.documents, 0, "seed {seed}");
        // Rejected entities are not taken for others, and equal texts are one document.
        let plain = project
            .entities()
            .all(|e| e.provenance.state != ReviewState::Rejected);
        if plain && texts.len() == project.document_order().len() {
            assert_eq!((added.mentions, added.claims), (0, 0), "seed {seed}");
        }
    }
}

#[test]
fn claims_with_chains_and_links_go_where_their_document_goes() {
    for seed in 0..40 {
        let project = random::project(seed);
        let files = crate::export_all("jsonl", &project).files;
        let text = String::from_utf8(files[0].bytes.clone()).unwrap();
        let empty = read("spacy", &[("a.jsonl", FIRST)]).project;
        let (into, _) = into(&empty, "jsonl", "a.jsonl", &text, &LabelMap::new());
        assert!(into.claim_count() <= project.claim_count());
        let chains = |project: &Project| project.claims().filter(|c| c.via.is_some()).count();
        if into.claim_count() == project.claim_count() {
            assert_eq!(chains(&into), chains(&project), "seed {seed}");
        }
    }
}
