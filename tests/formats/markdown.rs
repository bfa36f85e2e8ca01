//! The Markdown report.

use crate::{export_all, random, text_of};
use proptest::prelude::*;

#[test]
fn claims_are_grouped_by_source_with_quotes_and_judgements() {
    let line = r#"{"id":"x","text":"Vale said it rained. Orr *denied* it. Vale left.","meta":{"title":"Rain | sun","publisher":"The Post"},
        "register":[{"entity":"e1","label":"PER","name":"Ada Vale"}],
        "entities":[{"start":0,"end":4,"label":"PER","entity":"e1"}],
        "attributions":[{"id":"a","source":[[0,4]],"source_entity":"e1","cue":[[5,9]],"content":[[10,19]],
        "quote":"indirect","commitment":"certain_positive","class":"say","source_kind":"named_person",
        "judgement":{"verdict":"refuted","confidence":"low"},"links":[{"kind":"contradicts","to":"b"}]},
        {"id":"b","source":[[21,24]],"content":[[34,36]],"source_kind":"named_person","class":"deny","commitment":"uncommitted","notes":"why?"}]}"#
        .replace('\n', "");
    let imported = crate::import::read(line.as_bytes()).unwrap();
    let files = export_all("markdown", &imported.project).files;
    let wanted = "# Report

## Rain \\| sun

The Post

### Ada Vale

**Claim 1**

> it rained

- Source: “Vale” · Named person
- Say — “said” · Indirect · Certain
- Judgement: Refuted · low confidence
- Contradicts claim 2

### Orr

**Claim 2**

> it

- Source: “Orr” · Named person
- Deny · Indirect · Uncommitted
- Note: why?

### Entities

| Name | Kind | Mentions | Identifiers | Notes |
|---|---|---:|---|---|
| Ada Vale | Person | 1 |  |  |
";
    assert_eq!(text_of(&files[0]), wanted);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_claim_is_there_and_no_words_become_markup(seed: u64) {
        let project = random::project(seed);
        let files = export_all("markdown", &project).files;
        let report = text_of(&files[0]);
        let exported = project.claims().filter(|c| c.provenance.state.id() != "rejected");
        let quotes = report.lines().filter(|line| line.starts_with("**Claim ")).count();
        prop_assert_eq!(quotes, exported.count());
        prop_assert!(!report.contains("</script>"));
        let documents = report.lines().filter(|line| line.starts_with("## ")).count();
        prop_assert_eq!(documents, project.documents().count());
    }
}
