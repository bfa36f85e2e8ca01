//! html: well formed, without scripts, and true to the text.

use proptest::prelude::*;

use crate::{export_all, random, text_of};

const VOID: [&str; 2] = ["meta", "col"];

/// Goes through the tags; fails on one that is not closed in order. Returns the text of each article.
fn articles(page: &str) -> Vec<String> {
    let mut open: Vec<String> = Vec::new();
    let mut articles = Vec::new();
    let mut inside: Option<(usize, String)> = None;
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(at) = rest.find('<') {
        if let Some((_, text)) = &mut inside {
            text.push_str(&unescaped(&rest[..at]));
        }
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            if inside
                .as_ref()
                .is_some_and(|(depth, _)| *depth > open.len())
            {
                articles.extend(inside.take().map(|(_, text)| text));
            }
            continue;
        }
        let name = tag.split_whitespace().next().unwrap();
        assert_ne!(name, "script");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for attribute in tag.split_whitespace().skip(1) {
            assert!(
                !attribute.starts_with("on") && !attribute.starts_with("src"),
                "{tag}"
            );
        }
        if VOID.contains(&name) {
            continue;
        }
        open.push(name.to_owned());
        if tag.starts_with("div class=\"text\"") {
            inside = Some((open.len(), String::new()));
        }
    }
    assert!(open.is_empty(), "{open:?}");
    articles
}

fn unescaped(text: &str) -> String {
    let numbers = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        // Last, so that nothing is unescaped twice.
        ("&#38;", "&"),
    ];
    let mut text = text.to_owned();
    for (escape, character) in numbers {
        text = text.replace(escape, character);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_report_is_well_formed_and_holds_the_texts(seed: u64) {
        let project = random::project(seed);
        let export = export_all("html", &project);
        let page = text_of(&export.files[0]);
        let texts: Vec<String> = project.documents().map(|d| d.text.to_string()).collect();
        prop_assert_eq!(articles(page), texts);
        prop_assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"));
        let claims = project.claims().filter(|c| c.provenance.state.id() != "rejected").count();
        prop_assert_eq!(page.matches("<tr id=\"c").count(), claims);
        prop_assert_eq!(page.matches("class=\"number\"").count(), claims);
        for link in page.split("href=\"#").skip(1) {
            let place = link.split('"').next().unwrap();
            prop_assert!(page.contains(&format!("<tr id=\"{place}\"")), "{}", place);
        }
    }
}

#[test]
fn claims_stand_under_who_makes_them() {
    let line = r#"{"id":"a","text":"Orr said yes. Holt said no. She said maybe.","entities":[
        {"id":"m0000000001","start":0,"end":3,"label":"person","entity":"e0000000001","name":"Orr"},
        {"id":"m0000000002","start":14,"end":18,"label":"person","entity":"e0000000002","name":"Holt"}],
        "attributions":[
        {"id":"c1","source":[[0,3]],"cue":[[4,8]],"content":[[9,12]],"source_entity":"e0000000001"},
        {"id":"c2","source":[[14,18]],"cue":[[19,23]],"content":[[24,26]],"source_entity":"e0000000002"},
        {"id":"c3","source":[[28,31]],"cue":[[32,36]],"content":[[37,42]],"source_entity":"e0000000001"}]}"#;
    let project = crate::foreign::read("jsonl", &[("a.jsonl", &line.replace('\n', ""))]).project;
    let export = export_all("html", &project);
    let page = text_of(&export.files[0]);
    let places = |wanted: &[&str]| -> Vec<usize> {
        let places = wanted.iter().map(|words| page.rfind(words).unwrap());
        places.collect()
    };
    let wanted = [
        "<bdi>Orr</bdi>",
        ">yes<",
        ">maybe<",
        "<bdi>Holt</bdi>",
        ">no<",
    ];
    assert!(
        places(&wanted).is_sorted(),
        "{wanted:?}: {:?}",
        places(&wanted)
    );
    assert!(page.contains("2 claims") && page.contains("1 claim<"));
    let markdown = export_all("markdown", &project);
    let markdown = text_of(&markdown.files[0]);
    let places: Vec<usize> = ["### Orr", "> yes", "> maybe", "### Holt", "> no"]
        .iter()
        .map(|words| markdown.find(words).unwrap())
        .collect();
    assert!(places.is_sorted(), "{markdown}");
}
