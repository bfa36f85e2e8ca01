//! What the engine reaches on annotated texts and on a real article. Both are read from the folder that CLAIMDESK_DATA
//! names; without it these tests say so and pass. `claimdesk train` prints the whole table.

use std::collections::HashSet;
use std::path::PathBuf;

use claimdesk::suggest::quotes::quotations;
use claimdesk::suggest::{Engine, Request, TrainedEngine};

/// Documents of each file that are read.
const DOCUMENTS: usize = 25;

fn data(file: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("CLAIMDESK_DATA") else {
        println!("skipped: CLAIMDESK_DATA names no folder with {file}");
        return None;
    };
    let path = PathBuf::from(folder).join(file);
    let found = std::fs::read_to_string(&path);
    if found.is_err() {
        println!("skipped: there is no {}", path.display());
    }
    found.ok()
}

#[test]
fn names_are_found_as_people_find_them() {
    let Some(lines) = data("dev/worldwide_dev.jsonl") else {
        return;
    };
    let (mut right, mut found, mut gold) = (0, 0, 0);
    for line in lines.lines().take(DOCUMENTS) {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = record["text"].as_str().unwrap();
        let starts: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        let wanted: HashSet<(usize, usize, &str)> = record["entities"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|entity| {
                let at = |field: &str| starts[entity[field].as_u64().unwrap() as usize];
                Some((
                    at("start"),
                    at("end"),
                    coarse(entity["label"].as_str().unwrap())?,
                ))
            })
            .collect();
        let entities = TrainedEngine.suggest(&Request::whole(text, "en")).entities;
        for entity in &entities {
            let Some(kind) = coarse(entity.kind.as_str()) else {
                continue;
            };
            for mention in &entity.mentions {
                found += 1;
                let place = (mention.anchor.start(), mention.anchor.end(), kind);
                right += usize::from(wanted.contains(&place));
            }
        }
        gold += wanted.len();
    }
    let f1 = 200.0 * right as f64 / (found + gold) as f64;
    println!("exact F1 {f1:.1} of {gold} names");
    assert!(f1 > 80.0, "{f1}");
}

fn coarse(label: &str) -> Option<&'static str> {
    Some(match label {
        "PER" | "person" => "person",
        "ORG" | "organisation" | "government" | "military" | "armed_group" | "media" => {
            "organisation"
        }
        "LOC" | "FAC" | "place" | "facility" => "place",
        _ => return None,
    })
}

#[test]
fn every_quotation_of_a_real_article_has_its_speaker() {
    let Some(text) = data("article.txt") else {
        return;
    };
    let claims = TrainedEngine.suggest(&Request::whole(&text, "en")).claims;
    for quotation in quotations(&text).iter().filter(|q| q.depth == 0) {
        let words = &text[quotation.inner.clone()];
        if words.split_whitespace().count() < 5 {
            continue;
        }
        let middle = quotation.inner.start + words.len() / 2;
        let spoken = claims
            .iter()
            .any(|claim| claim.content.contains(middle) && claim.source.is_some());
        assert!(spoken, "nobody says “{words}”");
    }
}
