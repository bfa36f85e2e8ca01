//! Learned rules over suggestions.

use std::sync::Arc;

use claimdesk::model::*;
use claimdesk::suggest::{Engine, LearnedRules, PlainEngine, Request};
use proptest::prelude::*;

fn rule(lesson: Lesson) -> Arc<Rule> {
    Arc::new(Rule {
        lesson,
        standing: Standing::On,
        decisions: 2,
        imported: "".into(),
        by: "tester".into(),
        at: Timestamp(0),
    })
}

fn kind(name: &str, kind: &str) -> Arc<Rule> {
    rule(Lesson::Kind {
        name: name.into(),
        kind: KindId::new(kind),
    })
}

/// What the plain engine and the rules suggest: `kind name: word, word` of each entity.
fn suggested(text: &str, rules: &[Arc<Rule>]) -> (Vec<String>, Suggestions) {
    let mut suggestions = PlainEngine.suggest(&Request::whole(text, "en"));
    LearnedRules::new(rules, &LabelSchema::default()).apply(text, &mut suggestions);
    let said = |entity: &SuggestedEntity| {
        let words = entity
            .mentions
            .iter()
            .map(|m| &text[m.anchor.hull().range()]);
        let words: Vec<_> = words.collect();
        format!("{} {}: {}", entity.kind, entity.name, words.join(", "))
    };
    let mut entities: Vec<_> = suggestions.entities.iter().map(said).collect();
    entities.sort();
    (entities, suggestions)
}

const TEXT: &str = "The ferry company Norlane slammed the plan. Norlane slammed that the port of Halden would close. Later Marta Verrane spoke in Halden, and NORLANE stayed away.";

#[test]
fn names_take_the_kind_that_was_learned_in_capitals_too() {
    let (before, _) = suggested(TEXT, &[]);
    assert!(
        !before.iter().any(|e| e.starts_with("organisation Norlane")),
        "{before:?}"
    );
    let (after, suggestions) = suggested(TEXT, &[kind("Norlane", "organisation")]);
    let found = after.iter().find(|e| e.starts_with("organisation Norlane"));
    assert_eq!(
        found.unwrap(),
        "organisation Norlane: Norlane, Norlane, NORLANE"
    );
    let norlane = suggestions.entities.iter().find(|e| e.name == "Norlane");
    let mention = &norlane.unwrap().mentions[0];
    assert_eq!(mention.score, Score(80), "two decisions");
    let reason = mention.reasons.last().unwrap();
    assert_eq!(&*reason.text, "learned: “Norlane” is an organisation");
}

#[test]
fn names_that_the_engine_missed_are_found_as_whole_words() {
    let text = "talks with al-Hadaf and al-Hadafi went on; al-Hadaf agreed";
    let rules = [kind("al-Hadaf", "media")];
    let (after, suggestions) = suggested(text, &rules);
    assert!(
        after.contains(&"media al-Hadaf: al-Hadaf, al-Hadaf".to_owned()),
        "{after:?}"
    );
    let found = suggestions.entities.iter().find(|e| e.rule == "learned");
    assert_eq!(found.unwrap().mentions.len(), 2);
}

#[test]
fn what_is_no_entity_goes_and_what_is_off_does_nothing() {
    let no_entity = rule(Lesson::NoEntity {
        words: "Halden".into(),
    });
    let (after, suggestions) = suggested(TEXT, std::slice::from_ref(&no_entity));
    assert!(!after.iter().any(|e| e.contains("Halden")), "{after:?}");
    assert!(suggestions.entities.iter().all(|e| !e.mentions.is_empty()));
    let off = Rule {
        standing: Standing::Off,
        ..(*no_entity).clone()
    };
    assert_eq!(suggested(TEXT, &[Arc::new(off)]), suggested(TEXT, &[]));
}

#[test]
fn two_names_become_one_entity_and_two_entities_again() {
    let text = "Marta Verrane spoke. The mayor of Halden, Verrane of Halden and Mayor Ilves agreed with Ilves.";
    let same = rule(Lesson::Same {
        name: "Ilves".into(),
        entity: "Marta Verrane".into(),
    });
    let (after, _) = suggested(text, &[same]);
    let verrane = after
        .iter()
        .find(|e| e.contains(" Marta Verrane:"))
        .unwrap();
    assert!(verrane.ends_with("Ilves"), "{after:?}");
    let apart = rule(Lesson::Apart {
        name: "Verrane".into(),
        entity: "Marta Verrane".into(),
    });
    let (after, _) = suggested(text, &[apart]);
    assert!(
        after
            .iter()
            .any(|e| e.ends_with(" Marta Verrane: Marta Verrane")),
        "{after:?}"
    );
    assert!(
        after.iter().any(|e| e.ends_with(" Verrane: Verrane")),
        "{after:?}"
    );
}

#[test]
fn a_learned_cue_makes_claims_and_a_cue_that_is_none_unmakes_them() {
    let cue = rule(Lesson::Cue {
        words: "slammed".into(),
        class: CueClass::Deny,
    });
    let (_, suggestions) = suggested(TEXT, &[cue.clone(), kind("Norlane", "organisation")]);
    let claim = suggestions
        .claims
        .iter()
        .find(|c| c.rule == "learned")
        .unwrap();
    assert_eq!(
        &TEXT[claim.content.hull().range()],
        "the port of Halden would close"
    );
    assert_eq!(claim.cue_class, CueClass::Deny);
    assert_eq!(claim.commitment, Commitment::CertainNegative);
    let source = claim.source.as_ref().unwrap();
    assert_eq!(&TEXT[source.hull().range()], "Norlane");
    assert_eq!(claim.source_kind, SourceKind::NamedOrganisation);
    let text = "Verrane said that the port would close. “It is over,” Verrane said.";
    let (_, before) = suggested(text, &[]);
    assert_eq!(before.claims.len(), 2);
    let (_, after) = suggested(
        text,
        &[rule(Lesson::NoCue {
            words: "said".into(),
        })],
    );
    assert_eq!(after.claims.len(), 1, "what is quoted stays");
    assert_eq!(after.claims[0].cue, None);
    let content = &text[before.claims[0].content.hull().range()];
    let no_claim = rule(Lesson::NoClaim {
        words: rule_words(content),
    });
    assert_eq!(suggested(text, &[no_claim]).1.claims.len(), 1);
    let class = rule(Lesson::Cue {
        words: "said".into(),
        class: CueClass::Warn,
    });
    let (_, warned) = suggested(text, &[class]);
    assert!(warned.claims.iter().all(|c| c.cue_class == CueClass::Warn));
}

fn words() -> impl Strategy<Value = Arc<str>> {
    let words = prop::sample::select(vec![
        "Norlane",
        "Halden",
        "Marta Verrane",
        "Verrane",
        "slammed",
        "said",
        "Mayor Ilves",
        "Ilves",
        "he",
        "the port of Halden would close",
        "NORLANE",
    ]);
    words.prop_map(Arc::from)
}

fn lesson() -> impl Strategy<Value = Lesson> {
    let kinds = prop::sample::select(vec!["person", "organisation", "unheard"]);
    let class = prop::sample::select(CueClass::ALL);
    (0..7u8, words(), words(), kinds, class).prop_map(|(which, a, b, kind, class)| match which {
        0 => Lesson::Kind {
            name: a,
            kind: KindId::new(kind),
        },
        1 => Lesson::NoEntity { words: a },
        2 => Lesson::Same { name: a, entity: b },
        3 => Lesson::Apart { name: a, entity: b },
        4 => Lesson::Cue { words: a, class },
        5 => Lesson::NoCue { words: a },
        _ => Lesson::NoClaim { words: a },
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn whatever_was_learned_suggestions_stay_sound(
        lessons in prop::collection::vec(lesson(), 0..8),
        pieces in prop::collection::vec(prop::sample::select(vec![
            TEXT, "“It is over,” Ilves said. ", "Verrane slammed “the plan” in Halden.\n", "قالَ الميناء ", "NORLANE said that he said that Halden slammed that it is so. ",
        ]), 1..4),
    ) {
        let text = pieces.concat();
        let mut rules: Vec<_> = lessons.into_iter().map(rule).collect();
        rules.sort_by_key(|rule| rule.id());
        rules.dedup_by_key(|rule| rule.id());
        let (_, found) = suggested(&text, &rules);
        prop_assert_eq!(&found, &suggested(&text, &rules).1, "the same again");
        let fits = |anchor: &Anchor| anchor.spans().iter().all(|s| text.get(s.range()).is_some());
        let mut places = std::collections::HashSet::new();
        for (at, entity) in found.entities.iter().enumerate() {
            prop_assert!(!entity.mentions.is_empty());
            prop_assert!(LabelSchema::default().get(&entity.kind).is_some());
            for mention in &entity.mentions {
                prop_assert!(fits(&mention.anchor));
                prop_assert!(places.insert((at, mention.anchor.clone())));
                let words = rule_words(&text[mention.anchor.hull().range()]);
                for rule in &rules {
                    if let Lesson::NoEntity { words: none } = &rule.lesson {
                        prop_assert!(!same_words(none, &words), "{words}");
                    }
                }
            }
        }
        for (at, claim) in found.claims.iter().enumerate() {
            prop_assert!(fits(&claim.content));
            prop_assert!(claim.source_entity.is_none_or(|e| e < found.entities.len()));
            prop_assert!(claim.via.is_none_or(|via| via < found.claims.len() && via != at));
        }
    }
}
