use std::cell::Cell;
use std::time::{Duration, Instant};

use claimdesk::model::{Anchor, Commitment, QuoteKind, SuggestedClaim, Suggestions};
use claimdesk::suggest::{Engine, PlainEngine, Request};
use proptest::prelude::*;

fn suggest(text: &str) -> Suggestions {
    PlainEngine.suggest(&Request::whole(text, "en"))
}

fn words(text: &str, anchor: Option<&Anchor>) -> String {
    let spans = anchor.map_or(&[][..], Anchor::spans);
    let parts: Vec<_> = spans.iter().map(|span| &text[span.range()]).collect();
    parts.join(" … ")
}

/// A claim as “source | cue | content”.
fn line(text: &str, claim: &SuggestedClaim) -> String {
    let [source, cue] = [&claim.source, &claim.cue].map(|anchor| words(text, anchor.as_ref()));
    format!("{source} | {cue} | {}", words(text, Some(&claim.content)))
}

fn check_claims(text: &str, expected: &[&str]) {
    let found: Vec<_> = suggest(text)
        .claims
        .iter()
        .map(|claim| line(text, claim))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// Entities as “kind: mention | mention”.
fn check_entities(text: &str, expected: &[&str]) {
    let found: Vec<_> = suggest(text)
        .entities
        .iter()
        .map(|entity| {
            let mentions = entity.mentions.iter().map(|m| words(text, Some(&m.anchor)));
            format!(
                "{}: {}",
                entity.kind,
                mentions.collect::<Vec<_>>().join(" | ")
            )
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn runs_of_capitals_are_names() {
    check_entities(
        "The boats of the Harbour Authority left.",
        &["organisation: Harbour Authority"],
    );
    check_entities("Traders waited. Boats left.", &[]);
    check_entities(
        "Captain Ruvo Hallam spoke. “We stay,” Hallam said.",
        &["person: Ruvo Hallam | Hallam"],
    );
    check_entities(
        "Later the Ministry of Trade moved.",
        &["government: Ministry of Trade"],
    );
    check_entities(
        "It cost Radio Kestra’s owner a boat.",
        &["media: Radio Kestra"],
    );
    check_entities(
        "PELLANE — The quay at Pellane was shut.",
        &["other: PELLANE | Pellane"],
    );
    check_entities(
        "He saw Ada Brandt and Kurt Brandt; Brandt left.",
        &["other: Ada Brandt", "other: Kurt Brandt", "other: Brandt"],
    );
    check_entities(
        "The patrol ship Tarn sank in Lomar.",
        &["vehicle: Tarn", "place: Lomar"],
    );
}

#[test]
fn times_and_quantities_are_marked() {
    check_entities(
        "On Monday about 4.2 million crowns and 26 vessels came; on 29 October 12% left. You may march.",
        &[
            "time: Monday",
            "quantity: 4.2 million crowns",
            "quantity: 26 vessels",
            "time: 29 October",
            "quantity: 12%",
        ],
    );
}

#[test]
fn quotations_with_a_verb_are_claims() {
    check_claims(
        "“There is no deal,” Bram Tessik said.",
        &["Bram Tessik | said | “There is no deal,”"],
    );
    check_claims(
        "“There is no deal,” said Tessik on Monday.",
        &["Tessik | said | “There is no deal,”"],
    );
    check_claims(
        "“The cranes will move,” she said, “and nobody will ask.”",
        &["she | said | “The cranes will move,” … “and nobody will ask.”"],
    );
    check_claims(
        "He said: “We go. We go now.” They went.",
        &["He | said | “We go. We go now.”"],
    );
    check_claims(
        "“We stay,” Hallam said. “We stay at Christmas.” It rained.",
        &["Hallam | said | “We stay,” … “We stay at Christmas.”"],
    );
    check_claims(
        "“There is no deal,” its spokesman, Bram Tessik, said in a message.",
        &["Bram Tessik | said | “There is no deal,”"],
    );
    check_claims("They sang “over the hills” all night.", &[]);
}

#[test]
fn reporting_sentences_of_simple_shape_are_claims() {
    check_claims(
        "The navy said the boats had left.",
        &["The navy | said | the boats had left"],
    );
    check_claims(
        "The navy said on Monday that the boats had left.",
        &["The navy | said | the boats had left"],
    );
    check_claims(
        "Korvath told reporters in Lomar that it was over.",
        &["Korvath | told | it was over"],
    );
    check_claims(
        "The boats left before noon, the navy said on Monday.",
        &["the navy | said | The boats left before noon"],
    );
    check_claims(
        "At least 14 people died, according to the Harbour Authority, which knew them.",
        &["the Harbour Authority | according to | At least 14 people died"],
    );
    check_claims(
        "According to the navy, the boats had left.",
        &["the navy | According to | the boats had left"],
    );
    check_claims(
        "The Column flatly denied any deal.",
        &["The Column | denied | any deal"],
    );
    check_claims("The navy declined to say where it was.", &[]);
}

#[test]
fn kind_and_stance_are_read_off() {
    let text = "The navy said the boats “had left”. The group denied any deal.";
    let claims = suggest(text).claims;
    assert_eq!(claims[0].quote_kind, QuoteKind::Mixed);
    assert_eq!(claims[0].commitment, Commitment::CertainPositive);
    assert_eq!(claims[1].quote_kind, QuoteKind::Indirect);
    assert_eq!(claims[1].commitment, Commitment::CertainNegative);
}

#[test]
fn broken_quotations_claim_no_narration() {
    let narration = "NARRATION stays out of it.";
    let broken = [
        "“We have asked twice. We asked by telephone, she said. {}",
        "We shall take all steps.” {} “We are ready,” the minister said.",
        "“We wait,” Tessik said. {} We shall not go.”",
        "“We wait. We have waited since May,” Tessik said. {}",
    ];
    for text in broken {
        let text = text.replace("{}", narration);
        let found = suggest(&text).claims;
        assert!(!found.is_empty(), "{text}");
        for claim in &found {
            let content = words(&text, Some(&claim.content));
            assert!(!content.contains("NARRATION"), "{content}");
        }
    }
}

#[test]
fn the_sample_gives_a_reasonable_number() {
    let text = include_str!("../../assets/samples/harbour-talks.txt");
    let found = suggest(text);
    assert!(
        (20..=45).contains(&found.claims.len()),
        "{}",
        found.claims.len()
    );
    assert!(
        (25..=80).contains(&found.entities.len()),
        "{}",
        found.entities.len()
    );
    let with_source = found
        .claims
        .iter()
        .filter(|claim| claim.source.is_some())
        .count();
    assert!(with_source * 10 >= found.claims.len() * 9);
    check_sound(text, &found);
}

#[test]
fn other_languages_get_quotations_only() {
    let text =
        "Die Ministerin sagte: „Der Hafen wird bald wieder geöffnet.“ Dann ging Edda Korvath.";
    let found = PlainEngine.suggest(&Request::whole(text, "de-AT"));
    assert!(found.entities.is_empty());
    assert_eq!(found.claims.len(), 1);
    assert_eq!(
        words(text, Some(&found.claims[0].content)),
        "„Der Hafen wird bald wieder geöffnet.“"
    );
}

#[test]
fn a_range_limits_what_is_suggested() {
    let text = "The navy said the boats left.\nThe army said the tanks left.";
    let request = Request {
        range: Some(35..36),
        ..Request::whole(text, "")
    };
    let found = PlainEngine.suggest(&request);
    assert_eq!(found.claims.len(), 1);
    assert_eq!(
        line(text, &found.claims[0]),
        "The army | said | the tanks left"
    );
}

#[test]
fn a_cancelled_request_ends_soon() {
    let text = "The navy said the boats left.\n".repeat(1000);
    let asked = Cell::new(0);
    let cancelled = || {
        asked.set(asked.get() + 1);
        asked.get() > 3
    };
    let request = Request {
        cancelled: &cancelled,
        ..Request::whole(&text, "en")
    };
    assert!(PlainEngine.suggest(&request).claims.is_empty());
    assert!(asked.get() < 10);
}

/// Spans lie in the text and have no white space at their ends; weights sum to scores; indices lead somewhere.
fn check_sound(text: &str, found: &Suggestions) {
    let check = |anchor: &Anchor| {
        for span in anchor.spans() {
            let words = text.get(span.range()).expect("a span of the text");
            assert_eq!(words, words.trim());
        }
    };
    for entity in &found.entities {
        assert!(!entity.mentions.is_empty() && !entity.name.trim().is_empty());
        for mention in &entity.mentions {
            check(&mention.anchor);
            assert!((0..=100).contains(&mention.score.0));
            let sum: i16 = mention.reasons.iter().map(|reason| reason.weight.0).sum();
            assert_eq!(sum, mention.score.0);
        }
    }
    for claim in &found.claims {
        check(&claim.content);
        claim.source.iter().chain(&claim.cue).for_each(check);
        assert!(
            claim
                .cue
                .as_ref()
                .is_none_or(|cue| !cue.overlaps(&claim.content))
        );
        assert!(
            claim
                .source_entity
                .is_none_or(|at| at < found.entities.len())
        );
        let sum: i16 = claim.reasons.iter().map(|reason| reason.weight.0).sum();
        assert_eq!(sum, claim.score.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_text_gives_sound_suggestions(text in "\\PC{0,200}") {
        check_sound(&text, &suggest(&text));
    }

    #[test]
    fn arbitrary_news_gives_sound_suggestions(
        pieces in proptest::collection::vec(
            "said|told|according to|that|“|”|‘|’|\"|,|\\.|;|\n|\n\n|Hallam|Mr|the|of|Ministry|on|Monday|4|boats|é|CNN|\u{301}|denied|U\\.S\\.|—",
            0..60,
        ),
        spaced in proptest::bool::ANY,
        language in "en|de|",
    ) {
        let text = pieces.join(if spaced { " " } else { "" });
        let found = PlainEngine.suggest(&Request::whole(&text, &language));
        check_sound(&text, &found);
        prop_assert_eq!(&found, &PlainEngine.suggest(&Request::whole(&text, &language)));
    }
}

/// Work grows with the text, not with its square.
#[test]
fn hostile_text_of_a_megabyte_ends_soon() {
    let units = [
        "x",
        "”",
        "“",
        "\"",
        "’",
        "‘a",
        ".”",
        "\u{0}\u{1b}",
        "A ",
        "said ",
        "“a” said ",
        "said, ",
        "A said the b; ",
        "1 ",
        "\u{301}",
        ". ",
        "\n",
        "“A\n",
        "of the A ",
        "( ",
        "according to ",
        "A.",
        "Mr. A Mr. B. ",
    ];
    for unit in units {
        let bytes = if unit.len() < 4 { 1 << 20 } else { 1 << 17 };
        let text = unit.repeat(bytes / unit.len());
        let started = Instant::now();
        check_sound(&text, &suggest(&text));
        let took = started.elapsed();
        assert!(took < Duration::from_secs(20), "{unit:?} took {took:?}");
    }
}
