//! The engine that ships: what it finds in plain news prose, how it explains itself, and that nothing upsets it.

use claimdesk::model::{
    Anchor, Commitment, CueClass, QuoteKind, SourceKind, SuggestedClaim, Suggestions,
};
use claimdesk::suggest::{Engine, Request, TrainedEngine};
use proptest::prelude::*;

fn suggest(text: &str) -> Suggestions {
    TrainedEngine.suggest(&Request::whole(text, "en"))
}

fn words(text: &str, anchor: &Anchor) -> String {
    let spans: Vec<_> = anchor
        .spans()
        .iter()
        .map(|span| &text[span.range()])
        .collect();
    spans.join(" … ")
}

/// The mentions of each entity, with its kind.
fn entities(text: &str) -> Vec<(String, Vec<String>)> {
    let found = suggest(text).entities;
    let named = found.iter().map(|entity| {
        let mentions = entity
            .mentions
            .iter()
            .map(|m| words(text, &m.anchor))
            .collect();
        (entity.kind.as_str().to_owned(), mentions)
    });
    named.collect()
}

fn has(found: &[(String, Vec<String>)], kind: &str, mentions: &[&str]) -> bool {
    found
        .iter()
        .any(|(k, m)| k == kind && m.iter().map(String::as_str).eq(mentions.iter().copied()))
}

fn only_claim(text: &str) -> SuggestedClaim {
    let claims = suggest(text).claims;
    assert_eq!(claims.len(), 1, "{claims:#?}");
    claims.into_iter().next().unwrap()
}

const HARBOUR: &str = "Prime Minister Helga Sandvik met officials of the Northern Fishing Authority in Oslo on Tuesday. \
    Sandvik said the authority, known as NFA, would pay $4.5 million to 300 fishermen. \
    The NFA declined to comment. The Kenyan government sent two ministers from Nairobi.";

#[test]
fn names_have_kinds_and_belong_together() {
    let found = entities(HARBOUR);
    assert!(
        has(&found, "person", &["Helga Sandvik", "Sandvik"]),
        "{found:?}"
    );
    assert!(has(&found, "place", &["Oslo"]), "{found:?}");
    assert!(has(&found, "place", &["Nairobi"]), "{found:?}");
    assert!(
        has(
            &found,
            "organisation",
            &["Northern Fishing Authority", "NFA", "NFA"]
        ),
        "{found:?}"
    );
    assert!(has(&found, "time", &["Tuesday"]), "{found:?}");
}

fn identifiers(text: &str, published: &str, mention: &str) -> Vec<String> {
    let request = Request {
        published,
        ..Request::whole(text, "en")
    };
    let found = TrainedEngine.suggest(&request).entities;
    let entity = found.iter().find(|e| {
        e.mentions
            .iter()
            .any(|m| words(text, &m.anchor).contains(mention))
    });
    let entity = entity.unwrap_or_else(|| panic!("no {mention} in {found:#?}"));
    entity
        .identifiers
        .iter()
        .map(|i| format!("{}={}", i.scheme, i.value))
        .collect()
}

#[test]
fn times_are_told_from_the_day_of_publication() {
    let cases = [
        (
            "The minister resigned on Sunday night in Lisbon.",
            "Sunday",
            "time=2024-09-29T18:00/2024-09-30T06:00",
        ),
        (
            "The minister resigned on Friday in Lisbon.",
            "Friday",
            "time=2024-09-27",
        ),
        (
            "The minister will meet the king in Lisbon on Friday.",
            "Friday",
            "time=2024-10-04",
        ),
        (
            "The minister of trade resigned on 3 March 2019 in Lisbon.",
            "3 March 2019",
            "time=2019-03-03",
        ),
        (
            "The bridge near Lisbon was built in 1987 by the state.",
            "1987",
            "time=1987",
        ),
        (
            "The bridge near Lisbon was opened in April 2015 by the king.",
            "April 2015",
            "time=2015-04",
        ),
    ];
    for (text, mention, wanted) in cases {
        assert_eq!(
            identifiers(text, "2024-09-30T08:15:00Z", mention),
            [wanted],
            "{text}"
        );
    }
    // Nobody knows which Friday.
    assert!(identifiers(cases[1].0, "", "Friday").is_empty());
    // The year is named.
    assert_eq!(
        identifiers(cases[3].0, "", "3 March 2019"),
        ["time=2019-03-03"]
    );
}

#[test]
fn quantities_have_a_value_a_unit_and_a_precision() {
    let text = "The bank lent about $4.2 billion to the port of Durban last year.";
    assert_eq!(
        identifiers(text, "", "4.2 billion"),
        ["value=4200000000", "unit=$", "precision=approximate"]
    );
    let text = "Prices in Durban rose by 3.5 percent last year, the bank said.";
    assert_eq!(
        identifiers(text, "", "3.5 percent"),
        ["value=3.5", "unit=%"]
    );
}

#[test]
fn a_quotation_has_its_speaker() {
    let text = "“We will not leave the harbour before dawn,” Captain Bram Tessik told reporters on Monday.";
    let claim = only_claim(text);
    assert_eq!(
        words(text, &claim.content),
        "“We will not leave the harbour before dawn,”"
    );
    assert!(words(text, claim.source.as_ref().unwrap()).ends_with("Bram Tessik"));
    assert_eq!(claim.source_kind, SourceKind::NamedPerson);
    assert_eq!(claim.quote_kind, QuoteKind::Direct);
    assert!(words(text, claim.cue.as_ref().unwrap()).starts_with("told"));
    assert!(claim.source_entity.is_some());
}

#[test]
fn a_signed_quotation_has_its_speaker() {
    let text = "“Nobody asked the people who fish here for a living.” ― Marit Solberg\n\n“The port belongs to all of us.” — Dag Ostrel";
    let claims = suggest(text).claims;
    let sources: Vec<_> = claims
        .iter()
        .map(|c| words(text, c.source.as_ref().unwrap()))
        .collect();
    assert_eq!(sources, ["Marit Solberg", "Dag Ostrel"]);
}

#[test]
fn a_line_that_ends_with_a_colon_introduces_the_next() {
    let text = "The mayor of the town, Dag Ostrel, said:\n\n“The port will be closed for the whole of the winter.”";
    let claims = suggest(text).claims;
    let contents: Vec<_> = claims.iter().map(|c| words(text, &c.content)).collect();
    assert_eq!(
        contents,
        ["“The port will be closed for the whole of the winter.”"]
    );
}

#[test]
fn denials_and_silence_are_told_from_claims() {
    let text = "The ministry denied that its ships had entered the strait.";
    let claim = only_claim(text);
    assert_eq!(
        (claim.cue_class, claim.commitment),
        (CueClass::Deny, Commitment::CertainNegative)
    );
    let text = "The ministry said the storm may close the harbour on Friday.";
    assert_eq!(only_claim(text).commitment, Commitment::PossiblePositive);
}

#[test]
fn pronouns_lead_to_the_only_person_near() {
    let text =
        "Mayor Dag Ostrel opened the new harbour on Monday. He said the work had cost too much.";
    let found = suggest(text);
    let claim = found
        .claims
        .iter()
        .find(|c| c.source.as_ref().is_some_and(|s| words(text, s) == "He"))
        .unwrap();
    let entity = &found.entities[claim.source_entity.unwrap()];
    assert_eq!(entity.name, "Dag Ostrel");
}

#[test]
fn a_claim_inside_another_came_through_it() {
    let text = "The newspaper reported that officials said the bridge was unsafe.\n\n\
        Officials said on Monday that the mayor had denied that the port was closed.\n\n\
        Dag Ostrel said he believed that the talks would fail.\n\n\
        A spokesman said the minister told reporters that the treaty was dead.";
    let claims = suggest(text).claims;
    let mut chains = 0;
    for inner in claims.iter().filter(|claim| claim.via.is_some()) {
        let outer = &claims[inner.via.unwrap()];
        let within = |part: &Anchor| {
            outer.content.start() <= part.start() && part.end() <= outer.content.end()
        };
        assert!(
            [&inner.cue, &inner.source]
                .into_iter()
                .flatten()
                .any(within)
        );
        chains += 1;
    }
    assert!(chains > 0, "{claims:#?}");
}

#[test]
fn broken_marks_swallow_no_narration() {
    let text = "“The fleet will sail on Monday, the admiral said on Friday. Crowds had gathered at the pier since dawn. \
        A band played until noon, and children waved flags.";
    for claim in suggest(text).claims {
        assert!(
            !words(text, &claim.content).contains("band"),
            "{}",
            words(text, &claim.content)
        );
    }
}

#[test]
fn every_suggestion_says_why() {
    let found = suggest(HARBOUR);
    let mentions = found
        .entities
        .iter()
        .flat_map(|e| &e.mentions)
        .map(|m| (m.score, &m.reasons));
    let claims = found.claims.iter().map(|c| (c.score, &c.reasons));
    let mut count = 0;
    for (score, reasons) in mentions.chain(claims) {
        count += 1;
        assert!(!reasons.is_empty());
        assert_eq!(reasons.iter().map(|r| r.weight.0).sum::<i16>(), score.0);
    }
    assert!(count > 5);
}

#[test]
fn other_languages_get_names_only() {
    let text = "Die Ministerin sagte am Montag in Berlin, der Hafen werde im Winter geschlossen. „Wir haben keine andere \
        Wahl“, sagte sie vor der Presse. Der Bürgermeister der Stadt widersprach ihr und nannte die Entscheidung falsch.";
    for language in ["de", ""] {
        let found = TrainedEngine.suggest(&Request::whole(text, language));
        assert_eq!(
            found.limits.as_deref(),
            Some("Language not supported: names only"),
            "{language}"
        );
        assert!(found.claims.is_empty());
    }
    assert_eq!(suggest(HARBOUR).limits, None);
}

#[test]
fn long_texts_in_other_languages_get_little_and_say_so() {
    for piece in [
        "Le ministre a déclaré lundi que le port resterait fermé, selon la porte-parole. ",
        "قال الوزير يوم الاثنين إن الميناء سيبقى مغلقا. ",
        "大臣は月曜日に港が閉鎖されたままになると述べた。 ",
    ] {
        let text = piece.repeat(40);
        let found = TrainedEngine.suggest(&Request::whole(&text, ""));
        assert_eq!(
            found.limits.as_deref(),
            Some("Language not supported: names only"),
            "{piece}"
        );
        assert!(found.claims.is_empty(), "{piece}");
        let marks = found
            .entities
            .iter()
            .map(|e| e.mentions.len())
            .sum::<usize>();
        assert!(marks <= 40, "{piece}: {marks}");
    }
}

#[test]
fn contents_reach_as_far_as_their_clauses() {
    let text = "Officials said on Monday that the mayor of Korsvik had denied that the port was closed.\n\n\
        The harbour master claims Korsvik changed its mind on Friday after the plan was announced.\n\n\
        The fishermen said they believed what the council, the port and other bodies were offering was “the beginning \
        of a long process.”\n\n\
        Ostrel told a group of dockers and their families that few people understood the port better.";
    let claims = suggest(text).claims;
    let contents: Vec<_> = claims.iter().map(|c| words(text, &c.content)).collect();
    for wanted in [
        "that the mayor of Korsvik had denied that the port was closed",
        "Korsvik changed its mind on Friday after the plan was announced",
        "they believed what the council, the port and other bodies were offering was “the beginning of a long process.”",
        "that few people understood the port better",
    ] {
        assert!(
            contents.iter().any(|content| content == wanted),
            "no “{wanted}” in {contents:?}"
        );
    }
}

#[test]
fn only_the_paragraphs_asked_about_are_marked() {
    let text = "Mayor Dag Ostrel said the harbour was closed.\n\nCaptain Bram Tessik said the harbour was open.";
    let second = text.find("Captain").unwrap();
    let request = Request {
        range: Some(second..text.len()),
        ..Request::whole(text, "en")
    };
    let found = TrainedEngine.suggest(&request);
    assert!(!found.claims.is_empty());
    assert!(
        found
            .claims
            .iter()
            .all(|claim| claim.content.start() > second)
    );
    assert!(
        found
            .entities
            .iter()
            .flat_map(|e| &e.mentions)
            .all(|m| m.anchor.start() >= second)
    );
}

/// Texts that no newspaper prints, of a size that shows what grows with more than the text.
#[test]
fn odd_texts_upset_nothing() {
    let size: usize = std::env::var("CLAIMDESK_CASES").map_or(4_000, |_| 4_000_000);
    let fill = |piece: &str| piece.repeat(size / piece.len() + 1);
    let odd = [
        fill("x"),
        fill("\""),
        fill("“"),
        fill("”"),
        fill("“‘"),
        fill("said "),
        fill("“A” — B "),
        fill("He said: "),
        fill("U.S."),
        fill("A "),
        fill("\u{1}\u{7f}"),
        fill("دبي "),
        fill("東京"),
        fill("👩\u{200d}👧"),
        fill("1,000 "),
        fill("\n\n.\n"),
        fill("n't "),
        fill("a'"),
        fill("e\u{301}"),
        fill("of the "),
        fill(
            "The mayor said on Monday that the harbour would stay closed, and Dag Ostrel denied it. ",
        ),
        fill("Word,and.MoreWords;"),
        fill("\u{1} \u{8} "),
        fill("‘dockers’ "),
    ];
    for text in &odd {
        let found = suggest(text);
        assert!(found.claims.len() <= text.len() / 8 + 8);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("CLAIMDESK_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(48)
    ))]

    #[test]
    fn any_text_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "said", "“", "”", "\"", "'", "’", "the", "Dag Ostrel", "U.S.", "told", "that", ",", ".", "\n\n", "\n", " ", " ", " ",
        "According to", "—", "3", "%", "$4", "Monday", "n’t", "é", "東", "\u{200d}", "(", ":", "denied", "he", "Gen.",
    ]), 0..60)) {
        let text: String = pieces.concat();
        let found = suggest(&text);
        prop_assert_eq!(&found, &suggest(&text));
        for claim in &found.claims {
            prop_assert!(text.get(claim.content.hull().range()).is_some());
            prop_assert!(claim.via.is_none_or(|via| via < found.claims.len()));
            prop_assert!(claim.source_entity.is_none_or(|entity| entity < found.entities.len()));
        }
        for mention in found.entities.iter().flat_map(|e| &e.mentions) {
            let words = &text[mention.anchor.hull().range()];
            prop_assert_eq!(words, words.trim());
        }
    }
}
