use claimdesk::model::{Anchor, QuoteKind, Span};
use claimdesk::suggest::quotes::{Ending, kind_of, quotations};
use proptest::prelude::*;

use crate::fixture;

/// Checks that the quotations' insides, in order of their start, are what is marked.
fn check(marked: &str, endings: &[Ending]) {
    let (text, mut expected) = fixture(marked);
    expected.sort_by_key(|range| range.start);
    let found = quotations(&text);
    let inner: Vec<_> = found.iter().map(|q| &text[q.inner.clone()]).collect();
    let expected: Vec<_> = expected.into_iter().map(|range| &text[range]).collect();
    assert_eq!(inner, expected, "{marked}");
    let got: Vec<_> = found.iter().map(|q| q.ending).collect();
    assert_eq!(got, endings, "{marked}");
}

#[test]
fn marks_of_all_sorts_pair() {
    use Ending::Closed;
    check("“⟦No deal,⟧” he said, “⟦none.⟧”", &[Closed, Closed]);
    check(
        "She said \"⟦no deal⟧\" and \"⟦no talks.⟧\"",
        &[Closed, Closed],
    );
    check("Il a dit « ⟦non⟧ » hier.", &[Closed]);
    check("Er sagte „⟦nein⟧“ und ging.", &[Closed]);
    check(
        "“⟦He told me ‘⟦go home⟧’ and left,⟧” she said.",
        &[Closed, Closed],
    );
    check("‘⟦It isn’t over,⟧’ he said.", &[Closed]);
    check("‘⟦The dockers’ league has met,⟧’ he said.", &[Closed]);
    check("The dockers’ league and the crew’s boat.", &[]);
}

#[test]
fn a_quotation_may_run_over_paragraphs() {
    use Ending::{Closed, RunsOn};
    check(
        "“⟦We wait. We stay.⟧\n“⟦And we eat,⟧” said Hallam.",
        &[RunsOn, Closed],
    );
}

#[test]
fn broken_quotations_swallow_no_narration() {
    use Ending::{Closed, Unbalanced};
    check(
        "“⟦We have asked twice.⟧ Nobody writes back, she said. The ministry disagreed.\nIt rained.",
        &[Unbalanced],
    );
    check(
        "We shall take steps.” The minister left. Nobody followed.",
        &[],
    );
    check(
        "“⟦We wait,⟧” he said. We shall not go.” The boat left. “⟦Fine,⟧” she said.",
        &[Closed, Closed],
    );
    check(
        "“⟦We wait for now, ⟧“⟦we stay,⟧” he said. It rained."
            .replace(", ⟧“", ",⟧ “")
            .as_str(),
        &[Unbalanced, Closed],
    );
    check("“⟦We wait. We stay,⟧” he said. It rained.", &[Closed]);
    check("An empty “” pair.", &[]);
}

#[test]
fn the_kind_of_a_quotation_is_read_off_its_words() {
    let kind = |marked: &str| {
        let (text, ranges) = fixture(marked);
        let spans = ranges
            .into_iter()
            .filter_map(|range| Span::new(&text, range));
        kind_of(&text, &Anchor::new(spans).expect("a span"))
    };
    assert_eq!(kind("“⟦No deal⟧,” he said."), QuoteKind::Direct);
    assert_eq!(kind("⟦“No deal,”⟧ he said."), QuoteKind::Direct);
    assert_eq!(kind("“⟦No deal,⟧” he said, “⟦none⟧.”"), QuoteKind::Direct);
    assert_eq!(kind("He said ⟦it was “no deal”⟧."), QuoteKind::Mixed);
    assert_eq!(kind("He said ⟦it was “no ⟧deal”."), QuoteKind::Mixed);
    assert_eq!(
        kind("He said ⟦it was over⟧, “no deal”."),
        QuoteKind::Indirect
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn quotations_lie_in_the_text(text in "[ab. ,\n“”‘’\"«»„‹›é]{0,80}") {
        let found = quotations(&text);
        for quotation in &found {
            prop_assert!(text.get(quotation.outer.clone()).is_some());
            prop_assert!(!text[quotation.inner.clone()].trim().is_empty());
            prop_assert!(quotation.outer.start < quotation.inner.start);
            prop_assert!(quotation.inner.end <= quotation.outer.end);
        }
        for pair in found.iter().filter(|q| q.depth == 0).collect::<Vec<_>>().windows(2) {
            prop_assert!(pair[0].outer.end <= pair[1].outer.start, "{:?} {:?}", pair, text);
        }
    }
}
