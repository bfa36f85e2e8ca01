use claimdesk::model::{Commitment, CueClass, SourceKind};
use claimdesk::suggest::cues::{class_of, commitment_for, lexicon_size};
use claimdesk::suggest::propose::{propose_cue, propose_source, source_kind_of};
use proptest::prelude::*;

use crate::fixture;

#[test]
fn reporting_words_have_a_class() {
    assert!(lexicon_size() >= 120, "{}", lexicon_size());
    let cases = [
        ("said", Some(CueClass::Say)),
        ("According to", Some(CueClass::Say)),
        ("had flatly denied", Some(CueClass::Deny)),
        ("told reporters", Some(CueClass::Say)),
        ("plans to", Some(CueClass::Intend)),
        ("has estimated", Some(CueClass::Estimate)),
        ("warned", Some(CueClass::Warn)),
        ("believes", Some(CueClass::Believe)),
        ("asked", Some(CueClass::Ask)),
        ("reported", Some(CueClass::Report)),
        ("insisted", Some(CueClass::Claim)),
        ("declined to say", None),
        ("walked", None),
        ("", None),
    ];
    for (words, expected) in cases {
        assert_eq!(class_of(words), expected, "{words}");
    }
}

#[test]
fn commitment_follows_the_cue_and_the_hedges() {
    use Commitment::*;
    let cases = [
        (CueClass::Say, "the port is open", CertainPositive),
        (CueClass::Say, "the port may open in May", PossiblePositive),
        (CueClass::Say, "the port opened in May", CertainPositive),
        (
            CueClass::Say,
            "the venue might not be settled",
            PossibleNegative,
        ),
        (
            CueClass::Report,
            "the boat was probably hit",
            ProbablePositive,
        ),
        (CueClass::Say, "a deal is unlikely", ProbableNegative),
        (CueClass::Deny, "any deal", CertainNegative),
        (CueClass::Estimate, "it takes ten days", ProbablePositive),
        (CueClass::Warn, "the tide will rise", PossiblePositive),
        (CueClass::Intend, "visit the port", ProbablePositive),
        (CueClass::Ask, "whether it is safe", Uncommitted),
    ];
    for (class, content, expected) in cases {
        assert_eq!(commitment_for(class, content), expected, "{content}");
    }
}

/// Marks in order: content, cue.
fn check_cue(marked: &str) {
    let (text, ranges) = fixture(marked);
    let found = propose_cue(&text, ranges[0].clone()).map(|range| &text[range]);
    let expected = ranges.get(1).map(|range| &text[range.clone()]);
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn the_nearest_reporting_words_are_proposed() {
    check_cue("It denied that. “⟦No deal,⟧” Tessik ⟦said⟧. He told us more.");
    check_cue("⟦The boats left⟧, ⟦according to⟧ the navy, which said little.");
    check_cue("They asked. ⟦The boats left⟧ at noon, diplomats ⟦said⟧.");
    check_cue("“⟦We stay.⟧” Hallam ⟦announced⟧ it at noon. He said so.");
    check_cue("⟦The boats left⟧.\nHe said it.");
    check_cue("⟦The boats left⟧ while “they said no” was sung.");
    let (text, ranges) = fixture("Hallam ⟦said⟧ on Friday that ⟦the boats stay⟧. He told us.");
    assert_eq!(
        propose_cue(&text, ranges[1].clone()),
        Some(ranges[0].clone())
    );
}

/// `⟦…⟧` are the mentions; content and cue are given by their words; the speaker by its place.
fn check_source(marked: &str, content: &str, cue: &str, expected: Option<usize>) {
    let (text, ranges) = fixture(marked);
    let place = |words: &str| {
        let at = text.find(words).expect("the words");
        at..at + words.len()
    };
    let mentions: Vec<_> = ranges.into_iter().map(|range| (range, ())).collect();
    let found = propose_source(&text, place(content), Some(place(cue)), &mentions);
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn the_speaker_beside_the_cue_is_proposed() {
    check_source(
        "⟦Korvath⟧ told ⟦CNN⟧ that the boats left.",
        "the boats left",
        "told",
        Some(0),
    );
    check_source(
        "“No deal,” said ⟦Tessik⟧ of the ⟦Column⟧.",
        "No deal",
        "said",
        Some(0),
    );
    check_source(
        "The ⟦Column⟧ left. “No deal,” ⟦Tessik⟧ said.",
        "No deal",
        "said",
        Some(1),
    );
    check_source(
        "In ⟦Lomar⟧ 14 died, according to the ⟦Authority⟧.",
        "14 died",
        "according to",
        Some(1),
    );
    check_source(
        "⟦Korvath⟧ of the ⟦Ministry⟧ said it was over.",
        "it was over",
        "said",
        Some(0),
    );
    check_source(
        "He said the ⟦Tarn⟧ had left.",
        "the Tarn had left",
        "said",
        None,
    );
}

#[test]
fn sources_have_a_kind() {
    let cases = [
        ("A senior official", None, SourceKind::UnnamedOfficial),
        ("officials", Some("government"), SourceKind::UnnamedOfficial),
        (
            "people familiar with the talks",
            None,
            SourceKind::Anonymous,
        ),
        ("sources", None, SourceKind::Anonymous),
        ("Radio Kestra", Some("media"), SourceKind::Outlet),
        ("the newspaper", None, SourceKind::Outlet),
        ("A draft memorandum", None, SourceKind::Document),
        ("Edda Korvath", Some("person"), SourceKind::NamedPerson),
        ("the ministry", None, SourceKind::NamedOrganisation),
        (
            "The Saltmarsh Column",
            Some("armed_group"),
            SourceKind::NamedOrganisation,
        ),
    ];
    for (words, kind, expected) in cases {
        assert_eq!(source_kind_of(words, kind), expected, "{words}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn proposals_lie_in_the_text_and_outside_the_content(
        words in proptest::collection::vec("said|told|“|”|,|\\.|\n|Hallam|according|to|é|CNN", 0..40),
        a in 0usize..150,
        b in 0usize..150,
    ) {
        let text = words.join(" ");
        if let Some(cue) = propose_cue(&text, a.min(b)..a.max(b)) {
            prop_assert!(text.get(cue.clone()).is_some());
            prop_assert!(cue.end <= a.min(b).min(text.len()) || cue.start + 1 >= a.max(b).min(text.len()));
            let mentions: Vec<_> = text.match_indices("Hallam").map(|(at, w)| (at..at + w.len(), ())).collect();
            let source = propose_source(&text, a.min(b)..a.max(b), Some(cue), &mentions);
            prop_assert!(source.is_none_or(|at| at < mentions.len()));
        }
    }
}
