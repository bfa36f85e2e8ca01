//! jsonl: offsets, and the way out and back.

use claimdesk::formats::{ExportOptions, InFile, Loss, States, by_id, export, import};
use claimdesk::model::{DocumentId, IdSource, MentionId, Project, ReviewState, Timestamp, doctor};
use proptest::prelude::*;
use serde_json::Value;

use crate::{code_points, export_all, random, text_of};

fn lines(project: &Project) -> Vec<Value> {
    let export = export_all("jsonl", project);
    let lines = text_of(&export.files[0]).lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn quotes(text: &str, pairs: &Value) -> Vec<String> {
    let pairs = pairs.as_array().unwrap().iter();
    pairs
        .map(|pair| {
            let at = |nth: usize| pair[nth].as_u64().unwrap() as usize;
            code_points(text, at(0), at(1))
        })
        .collect()
}

fn come_back(project: &Project) -> (Project, Vec<String>) {
    let files: Vec<InFile> = export_all("jsonl", project)
        .files
        .into_iter()
        .map(|file| InFile {
            name: file.name,
            bytes: file.bytes,
        })
        .collect();
    let format = by_id("jsonl").unwrap();
    let imported = import(format, &files, &mut IdSource::from_seed(1), Timestamp(0)).unwrap();
    let notes = imported.notes.iter().map(ToString::to_string).collect();
    (imported.project, notes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn offsets_lead_to_the_quoted_words(seed: u64) {
        let project = random::project(seed);
        for line in lines(&project) {
            let id: DocumentId = line["id"].as_str().unwrap().parse().unwrap();
            let document = project.document(id).unwrap();
            let text = line["text"].as_str().unwrap();
            prop_assert_eq!(text, document.text.as_str());
            for entity in line["entities"].as_array().unwrap() {
                let id: MentionId = entity["id"].as_str().unwrap().parse().unwrap();
                let anchor = &project.mention(id).unwrap().anchor;
                let words: Vec<&str> = anchor.quotes(&document.text).collect();
                let hull = serde_json::json!([[entity["start"], entity["end"]]]);
                let hull = quotes(text, &hull);
                prop_assert_eq!(hull[0].as_str(), document.text.get(anchor.hull()).unwrap());
                if let Some(spans) = entity.get("spans") {
                    prop_assert_eq!(quotes(text, spans), words);
                } else {
                    prop_assert_eq!(hull, words);
                }
            }
            for item in line["attributions"].as_array().unwrap() {
                let claim = project.claim(item["id"].as_str().unwrap().parse().unwrap()).unwrap();
                let words = |anchor: Option<&claimdesk::model::Anchor>| -> Vec<String> {
                    let quotes = anchor.map(|a| a.quotes(&document.text).map(str::to_owned).collect());
                    quotes.unwrap_or_default()
                };
                prop_assert_eq!(quotes(text, &item["source"]), words(claim.source.anchor.as_ref()));
                prop_assert_eq!(quotes(text, &item["cue"]), words(claim.cue.anchor.as_ref()));
                prop_assert_eq!(quotes(text, &item["content"]), words(Some(&claim.content.anchor)));
            }
        }
    }

    #[test]
    fn everything_but_the_declared_losses_comes_back(seed: u64) {
        let project = random::project(seed);
        let (back, notes) = come_back(&project);
        prop_assert_eq!(notes, Vec::<String>::new());
        prop_assert_eq!(doctor::examine(&back), []);
        prop_assert_eq!(back.document_order(), project.document_order());
        prop_assert!(back.documents().eq(project.documents()));
        prop_assert!(back.mentions().eq(project.mentions()));
        prop_assert!(back.claims().eq(project.claims()));
        prop_assert!(back.links().eq(project.links()));
        for entity in back.entities() {
            prop_assert_eq!(Some(entity), project.entity(entity.id));
        }
        let lost = export_all("jsonl", &project).lost;
        let count = |loss: Loss| lost.iter().find(|l| l.loss == loss).map_or(0, |l| l.count);
        let missing = project.entity_count() - back.entity_count();
        prop_assert_eq!(missing, count(Loss::UnmentionedEntities));
        prop_assert_eq!(0, count(Loss::Dangling));
    }

    #[test]
    fn suggestions_and_rejections_stay_at_home_unless_asked_for(seed: u64) {
        let project = random::project(seed);
        let options = ExportOptions::all(States::AcceptedOnly);
        for format in claimdesk::formats::FORMATS {
            let files = export(format, &project, &options).unwrap().files;
            let all: String = files.iter().map(|f| String::from_utf8_lossy(&f.bytes).into_owned()).collect();
            for mention in project.mentions() {
                if !mention.provenance.state.is_decided_for() {
                    prop_assert!(!all.contains(&mention.id.to_string()), "{}", format.id);
                }
            }
            for claim in project.claims() {
                if !claim.provenance.state.is_decided_for() {
                    prop_assert!(!all.contains(&claim.id.to_string()), "{}", format.id);
                }
            }
        }
    }
}

#[test]
fn rejected_marks_say_so_in_jsonl_only() {
    let seed = (0..)
        .find(|seed| {
            let project = random::project(*seed);
            let mut mentions = project.mentions();
            mentions.any(|m| m.provenance.state == ReviewState::Rejected)
        })
        .unwrap();
    let project = random::project(seed);
    let mut rejected = project
        .mentions()
        .filter(|m| m.provenance.state == ReviewState::Rejected);
    let rejected = rejected.next().unwrap().id.to_string();
    let jsonl = export_all("jsonl", &project);
    assert!(text_of(&jsonl.files[0]).contains(&rejected));
    let csv = export_all("csv", &project);
    assert!(
        csv.files
            .iter()
            .all(|file| !text_of(file).contains(&rejected))
    );
    assert!(csv.lost.iter().any(|lost| lost.loss == Loss::Rejected));
}
