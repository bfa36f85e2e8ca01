//! What an export says it loses, and the table.

use claimdesk::formats::{
    ExportOptions, FORMATS, FormatError, Layout, Loss, States, by_id, export, render_table,
};
use claimdesk::model::Project;
use proptest::prelude::*;

use crate::random_project::random_project;
use crate::{export_all, random};

fn lost(format: &str, project: &Project, options: &ExportOptions, loss: Loss) -> usize {
    let export = export(by_id(format).unwrap(), project, options).unwrap();
    let mut lost = export.lost.iter();
    lost.find(|lost| lost.loss == loss)
        .map_or(0, |lost| lost.count)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn only_declared_losses_are_told_and_none_of_nothing(seed: u64) {
        let project = random::project(seed);
        for format in FORMATS {
            let export = export_all(format.id, &project);
            if format.layout == Layout::OneFile {
                prop_assert_eq!(export.files.len(), 1);
            }
            for lost in &export.lost {
                prop_assert!(format.losses.contains(&lost.loss));
                prop_assert!(lost.count > 0);
                // What is told of one thing twice is shown once.
                prop_assert!((1..=lost.count.min(3)).contains(&lost.examples.len()));
            }
        }
    }

    #[test]
    fn learned_rules_are_a_loss_of_every_format_but_reports(seed: u64) {
        let project = random_project(seed);
        let options = ExportOptions::all(States::AcceptedOnly);
        for format in FORMATS {
            if ["html", "markdown"].contains(&format.id) {
                // Nobody looks for them in a report.
                prop_assert!(!format.losses.contains(&Loss::Rules));
                continue;
            }
            let count = lost(format.id, &project, &options, Loss::Rules);
            prop_assert_eq!(count, project.rules().count(), "{}", format.id);
        }
    }

    #[test]
    fn chains_out_of_the_export_are_counted(seed: u64) {
        let project = random::project(seed);
        let first = project.documents().next().unwrap().id;
        let options = ExportOptions {
            documents: Some(vec![first]),
            states: States::WithSuggestions, ..ExportOptions::default()
        };
        let here = |id| project.claim(id).is_some_and(|claim| claim.document == first);
        let mut count = 0;
        for claim in project.claims_in(first) {
            count += usize::from(claim.via.is_some_and(|via| !here(via)));
            for link in project.links_of(claim.id).filter(|link| link.from == claim.id) {
                if let claimdesk::model::LinkTarget::Claim(to) = link.to {
                    count += usize::from(!here(to));
                }
            }
        }
        prop_assert_eq!(lost("jsonl", &project, &options, Loss::Dangling), count);
    }

    #[test]
    fn marks_that_brat_splits_are_counted(seed: u64) {
        let project = random::project(seed);
        let options = ExportOptions::all(States::AcceptedOnly);
        let breaks = ['\n', '\t', '\u{85}', '\u{2028}'];
        let mut split = 0;
        for document in project.documents() {
            let mentions = project.mentions_in(document.id);
            let mentions = mentions.filter(|m| m.provenance.state.is_decided_for());
            let claims = project.claims_in(document.id);
            let claims = claims.filter(|c| c.provenance.state.is_decided_for());
            let anchors = mentions.map(|m| &m.anchor).chain(claims.flat_map(|c| c.anchors()));
            for anchor in anchors {
                let words: String = anchor.quotes(&document.text).collect();
                split += usize::from(words.contains(breaks) && !words.trim_matches(breaks).is_empty());
            }
        }
        prop_assert_eq!(lost("brat", &project, &options, Loss::LineBreaks), split);
    }
}

#[test]
fn an_export_of_no_document_is_refused() {
    let project = random::project(1);
    let options = ExportOptions {
        documents: Some(Vec::new()),
        states: States::AcceptedOnly,
        ..ExportOptions::default()
    };
    for format in FORMATS {
        let refused = export(format, &project, &options);
        assert!(matches!(refused, Err(FormatError::NoDocument)));
    }
}

#[test]
fn the_table_is_aligned_and_whole() {
    let table = render_table(true);
    let lines: Vec<&str> = table.lines().collect();
    let column = lines[0].find("can't hold").unwrap();
    for format in FORMATS {
        let line = lines
            .iter()
            .find(|line| line.split(' ').next() == Some(format.id));
        assert!(line.is_some(), "{}", format.id);
        for loss in format.losses {
            assert!(table.contains(loss.label()));
        }
    }
    for line in &lines[1..] {
        let cell: String = line.chars().skip(column).collect();
        let before: String = line.chars().take(column).collect();
        assert!(!cell.starts_with(' ') && before.ends_with(' '), "{line}");
    }
}

#[test]
fn the_table_is_a_line_a_format_unless_more_is_asked_for() {
    assert_eq!(render_table(false).lines().count(), FORMATS.len() + 1);
}

#[test]
fn the_guide_is_the_one_that_is_printed() {
    let page = include_str!("../../docs/formats.md");
    assert_eq!(
        page,
        claimdesk::formats::guide(),
        "run “claimdesk formats --guide > docs/formats.md”"
    );
}

#[test]
fn one_is_told_in_the_singular() {
    let count = |count| claimdesk::formats::LossCount {
        to_suggestions: 0,
        loss: Loss::Title,
        count,
        examples: Vec::new(),
    };
    assert_eq!(count(1).to_string(), "1 project name");
    assert_eq!(count(2).to_string(), "2 project names");
}

#[test]
fn ids_of_formats_and_losses_are_distinct() {
    let mut ids: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
    ids.extend(Loss::ALL.iter().map(|loss| loss.id()));
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    for format in FORMATS {
        assert_eq!(by_id(format.id).map(|found| found.id), Some(format.id));
    }
}
