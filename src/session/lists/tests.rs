//! Lists, numbers, names and counts that follow edits are the same as those made anew.

use proptest::prelude::*;

use crate::edit::actions::{self, AnchorTarget, EntityChange, NamedSource};
use crate::edit::{Author, Item};
use crate::model::{Anchor, Document, IdSource, KindId, Origin, Project, ProjectId, Span, Text};
use crate::model::{DocumentId, Timestamp};
use crate::session::Work;
use crate::session::lists::{ClaimSort, EntitySort, Lists, Scope, Shown};
use crate::session::tally::Tally;

const TEXT: &str = "Verrane met Oskel. Oskel told Mora that Verrane left Mora with Oskel and Mora.";

/// Two documents of the same words.
fn work(ids: &mut IdSource) -> Work {
    let project = Project::new(ProjectId::from_number(ids.number()), "");
    let mut work = Work::new(project, None);
    let documents = ["One", "Two"].map(|title| Document {
        id: DocumentId::from_number(ids.number()),
        title: title.to_owned(),
        text: Text::canonical(TEXT).unwrap(),
        origin: Origin::default(),
        notes: String::new(),
    });
    step(&mut work, ids, |p, a| {
        actions::add_documents(p, a, documents.to_vec())
    });
    work
}

fn step(
    work: &mut Work,
    ids: &mut IdSource,
    action: impl FnOnce(&Project, &mut Author) -> actions::Outcome,
) {
    let mut author = Author {
        name: "tester",
        now: Timestamp(0),
        ids,
    };
    if let Ok(transaction) = action(&work.project, &mut author) {
        work.commit(transaction);
    }
}

/// One change, chosen by four numbers.
fn change(work: &mut Work, ids: &mut IdSource, numbers: (u8, usize, usize, usize)) {
    let (verb, a, b, c) = numbers;
    let documents = work.project.document_order().clone();
    if documents.is_empty() {
        return;
    }
    let document = documents[a % documents.len()];
    let words: Vec<_> = TEXT
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some(start..start + word.trim_end_matches('.').len())
        })
        .collect();
    let first = b % words.len();
    let last = (first + c % 3).min(words.len() - 1);
    let anchor = Anchor::single(Span::new(TEXT, words[first].start..words[last].end).unwrap());
    let mentions: Vec<_> = work.project.mentions().map(|m| (m.id, m.entity)).collect();
    let claims: Vec<_> = work.project.claims().map(|claim| claim.id).collect();
    let mention = (!mentions.is_empty()).then(|| mentions[b % mentions.len()]);
    let claim = (!claims.is_empty()).then(|| claims[b % claims.len()]);
    let kind = KindId::new(["person", "place"][c % 2]);
    match (verb % 14, mention, claim) {
        (0..=2, _, _) => step(work, ids, |p, au| {
            actions::add_mention(p, au, document, anchor, &kind)
        }),
        (3 | 4, mention, claim) => {
            let source = crate::model::Source {
                anchor: None,
                entity: mention.map(|(_, entity)| entity),
                kind: crate::model::SourceKind::NamedPerson,
            };
            let cue = crate::model::Cue {
                anchor: None,
                class: crate::model::CueClass::Say,
            };
            let parts = actions::NewClaim {
                document,
                content: anchor,
                quote_kind: crate::model::QuoteKind::Indirect,
                source,
                cue,
                commitment: crate::model::Commitment::CertainPositive,
                via: claim.filter(|_| c % 3 == 0),
            };
            step(work, ids, |p, au| actions::add_claim(p, au, parts));
        }
        (5, Some((id, _)), _) => step(work, ids, |p, au| {
            actions::set_anchor(
                p,
                au,
                AnchorTarget::Mention(id),
                Some(anchor),
                NamedSource::default(),
            )
        }),
        (6, Some((_, entity)), _) => step(work, ids, |p, au| {
            actions::change_entities(p, au, &[entity], &EntityChange::Kind(kind))
        }),
        (7, Some((_, entity)), _) => step(work, ids, |p, au| {
            let name = EntityChange::Name(format!("Name {c}"));
            actions::change_entities(p, au, &[entity], &name)
        }),
        (8, Some((id, entity)), Some(claim)) => {
            let item = [Item::Mention(id), Item::Entity(entity), Item::Claim(claim)][c % 3];
            step(work, ids, |p, au| actions::reject(p, au, &[item]));
        }
        (9, Some((id, _)), _) => step(work, ids, |p, au| actions::mark_all(p, au, id)),
        (10, Some((id, entity)), Some(claim)) => {
            let item = [Item::Mention(id), Item::Entity(entity), Item::Claim(claim)][c % 3];
            step(work, ids, |p, au| actions::delete(p, au, &[item]));
        }
        (11, Some((_, entity)), _) => {
            let (_, other) = mentions[c % mentions.len()];
            step(work, ids, |p, au| {
                actions::merge_entities(p, au, entity, &[other])
            });
        }
        (12, _, _) => drop(work.undo()),
        (13, _, _) if c % 4 == 0 => {
            step(work, ids, |p, au| actions::remove_document(p, au, document))
        }
        _ => drop(work.redo()),
    }
}

fn compare(work: &Work) -> Result<(), TestCaseError> {
    let mut anew = Lists::default();
    let plan = anew.plan(&work.project, work.active, &work.view);
    anew.put(plan.expect("nothing is made yet").make(&work.project));
    let lists = work.lists();
    prop_assert_eq!(&lists.entities, &anew.entities);
    prop_assert_eq!(&lists.claims, &anew.claims);
    for claim in work.project.claims() {
        prop_assert_eq!(lists.number(claim.id), anew.number(claim.id));
    }
    for entity in work.project.entities() {
        let row = lists.entity_row(&work.project, entity.id);
        prop_assert_eq!(row, anew.entity_row(&work.project, entity.id));
        let known: Vec<_> = work.project.named(&entity.name.to_lowercase()).collect();
        prop_assert!(known.contains(&entity));
    }
    for mention in work.project.mentions() {
        let text = &work.project.document(mention.document).unwrap().text;
        let words = mention.anchor.quote(text).to_lowercase();
        let mut known = work.project.mentioned_as(&words);
        prop_assert!(known.any(|entity| entity.id == mention.entity));
    }
    let tally = Tally::new(&work.project, work.active);
    prop_assert_eq!(work.counts(), tally.counts());
    prop_assert_eq!(work.suggestions(), tally.suggestions().rows());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_follows_edits_is_what_is_made_anew(
        view in (0usize..4, 0usize..4, 0usize..4, any::<bool>(), any::<bool>()),
        steps in prop::collection::vec((any::<u8>(), 0usize..40, 0usize..40, 0usize..40), 1..40),
    ) {
        let mut ids = IdSource::from_seed(5);
        let mut work = work(&mut ids);
        work.view.entity_sort = EntitySort::ALL[view.0];
        work.view.claim_sort = ClaimSort::ALL[view.1];
        work.view.entity_states = Shown::ALL[view.2];
        work.view.scope = if view.3 { Scope::Project } else { Scope::Document };
        if view.4 {
            work.view.entity_filter = "osk".to_owned();
            work.view.claim_filter = "osk".to_owned();
        }
        work.refresh();
        for numbers in steps {
            change(&mut work, &mut ids, numbers);
            // Wanted names are kept up, so they must be wanted before the next change.
            compare(&work)?;
        }
    }
}
