//! The exchange formats through their public doors: what is written is read back and compared, by
//! independent readers where the format has none of ours.

mod adopt;
#[path = "../support/big_project.rs"]
mod big_project;
mod brat;
mod csv;
mod foreign;
mod html;
mod import;
mod jsonl;
mod losses;
mod markdown;
mod numbers;
mod prove;
mod random;
#[path = "../support/random_project.rs"]
mod random_project;
mod schemas;
mod stopping;
mod tokens;
mod units;

use claimdesk::formats::{Export, ExportOptions, OutFile, States, by_id, export};
use claimdesk::model::Project;

/// An export of the whole project, suggestions included.
fn export_all(format: &str, project: &Project) -> Export {
    let options = ExportOptions::all(States::WithSuggestions);
    export(by_id(format).unwrap(), project, &options).unwrap()
}

fn text_of(file: &OutFile) -> &str {
    std::str::from_utf8(&file.bytes).unwrap()
}

/// `text[start:end]` as Python counts: Unicode code points.
fn code_points(text: &str, start: usize, end: usize) -> String {
    assert!(start < end && end <= text.chars().count(), "{start}..{end}");
    text.chars().skip(start).take(end - start).collect()
}
