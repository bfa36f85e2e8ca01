//! A claim has the number by which the window calls it, whatever an export leaves out.

use std::sync::Arc;

use claimdesk::edit::Edit;
use claimdesk::formats::{ExportOptions, States, by_id, export};
use claimdesk::model::{Project, ReviewState};

use crate::{foreign, text_of};

/// Four claims in the order of the text: rejected, suggested, accepted, accepted and contradicting the second.
fn project() -> Project {
    let claim = |at: usize, id: &str, more: &str| {
        let end = at + 3;
        format!(r#"{{"id":"{id}","content":[[{at},{end}]]{more}}}"#)
    };
    let claims = [
        claim(0, "a", ""),
        claim(4, "b", ""),
        claim(8, "c", ""),
        claim(12, "d", r#","links":[{"kind":"contradicts","to":"c"}]"#),
    ];
    let line = format!(
        r#"{{"id":"x","text":"one two six ten","attributions":[{}]}}"#,
        claims.join(",")
    );
    let mut project = foreign::read("jsonl", &[("a.jsonl", &line)]).project;
    let document = project.documents().next().unwrap().id;
    let claims: Vec<_> = project.claims_in(document).cloned().collect();
    for (claim, state) in claims
        .iter()
        .zip([ReviewState::Rejected, ReviewState::Suggested])
    {
        let mut claim = (**claim).clone();
        claim.provenance.state = state;
        Edit::Claim(claim.id, Some(Arc::new(claim))).apply(&mut project);
    }
    project
}

fn exported(format: &str) -> String {
    let options = ExportOptions::all(States::AcceptedOnly);
    let export = export(by_id(format).unwrap(), &project(), &options).unwrap();
    let files = export.files.iter().map(text_of);
    files.collect::<Vec<_>>().join("\n")
}

#[test]
fn reports_call_claims_by_the_numbers_of_the_whole_project() {
    let report = exported("markdown");
    let told: Vec<&str> = report.lines().filter(|l| l.contains("laim ")).collect();
    assert_eq!(
        told,
        ["**Claim 3**", "**Claim 4**", "- Contradicts claim 3"]
    );
    let page = exported("html");
    assert!(page.contains(r#"aria-label="Claim 3""#) && page.contains(r#"aria-label="Claim 4""#));
    assert!(
        !page.contains(r#"aria-label="Claim 2""#),
        "the suggested claim"
    );
}

#[test]
fn tables_call_claims_by_the_same_numbers() {
    let table = exported("csv");
    let rows = table
        .lines()
        .filter(|row| row.contains(",six,") || row.contains(",ten,"));
    let numbers: Vec<&str> = rows.filter_map(|row| row.split(',').nth(3)).collect();
    assert_eq!(numbers, ["3", "4"]);
}
