//! csv: read back by a plain CSV reader.

use std::collections::HashMap;

use claimdesk::formats::OutFile;
use claimdesk::model::{ClaimId, MentionId};
use proptest::prelude::*;

use crate::{code_points, export_all, random};

type Row = HashMap<String, String>;

/// The rows by column, guards taken away as the format's description says.
fn rows(file: &OutFile) -> Vec<Row> {
    let bytes = file
        .bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(bytes);
    let columns = reader.headers().unwrap().clone();
    let records = reader.records().map(Result::unwrap);
    records
        .map(|record| {
            let cells = record.iter().map(|cell| {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                    "{cell:?}"
                );
                unguarded(cell)
            });
            columns.iter().map(str::to_owned).zip(cells).collect()
        })
        .collect()
}

fn unguarded(cell: &str) -> String {
    let guarded = cell.starts_with('\'')
        && cell
            .trim_start_matches('\'')
            .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n']);
    if guarded { &cell[1..] } else { cell }.to_owned()
}

fn pieces(text: &str, spans: &str) -> Vec<String> {
    let pairs: Vec<[usize; 2]> = serde_json::from_str(spans).unwrap();
    pairs
        .iter()
        .map(|[start, end]| code_points(text, *start, *end))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_hold_every_mark_with_its_words(seed: u64) {
        let project = random::project(seed);
        let files = export_all("csv", &project).files;
        prop_assert!(files[0].name.ends_with("-entities.csv"));
        prop_assert!(files[1].name.ends_with("-claims.csv"));
        let entities = rows(&files[0]);
        for row in &entities {
            let id: MentionId = row["mention"].parse().unwrap();
            let mention = project.mention(id).unwrap();
            let text = &project.document(mention.document).unwrap().text;
            prop_assert_eq!(&pieces(text, &row["spans_code_points"]).join(" … "), &row["quote"]);
            let start = row["start_code_points"].parse().unwrap();
            let end = row["end_code_points"].parse().unwrap();
            prop_assert_eq!(code_points(text, start, end), text.get(mention.anchor.hull()).unwrap());
            let entity = project.entity(mention.entity).unwrap();
            prop_assert_eq!(&row["entity_name"], &entity.name);
            prop_assert_eq!(&row["notes"], &mention.notes);
        }
        let claims = rows(&files[1]);
        for row in &claims {
            let id: ClaimId = row["claim"].parse().unwrap();
            let claim = project.claim(id).unwrap();
            let text = &project.document(claim.document).unwrap().text;
            for part in ["source", "cue", "content"] {
                let spans = &row[&format!("{part}_spans_code_points")];
                if !spans.is_empty() {
                    prop_assert_eq!(&pieces(text, spans).join(" … "), &row[&format!("{part}_quote")]);
                }
            }
            prop_assert_eq!(row["source_spans_code_points"].is_empty(), claim.source.anchor.is_none());
            prop_assert_eq!(&row["paraphrase"], &claim.content.paraphrase);
            prop_assert_eq!(&row["commitment"], claim.commitment.id());
        }
        let kept = |state: claimdesk::model::ReviewState| state.id() != "rejected";
        prop_assert_eq!(claims.len(), project.claims().filter(|c| kept(c.provenance.state)).count());
    }
}

#[test]
fn records_end_as_the_standard_says() {
    let project = random::project(3);
    for file in export_all("csv", &project).files {
        assert!(file.bytes.ends_with(b"\r\n"));
        let header = file.bytes.split(|byte| *byte == b'\n').next().unwrap();
        assert!(header.ends_with(b"\r"));
    }
}
