//! Every verb of the editor with random arguments.

use claimdesk::edit::Author;
use claimdesk::edit::actions::{self, *};
use claimdesk::model::*;
use claimdesk::suggest::{Engine, PlainEngine, Request};

use crate::dice::{Dice, article};

type Verb = fn(&mut Dice, &Project, &mut Author) -> Outcome;

/// All of them, by name.
pub const VERBS: &[(&str, Verb)] = &[
    ("accept", |d, p, a| {
        let items = d.several(4, |d| d.item(p));
        accept(p, a, &items)
    }),
    ("accept_scored", |d, p, a| {
        let document = d.rng.bool().then(|| d.document(p));
        accept_scored(p, a, Score(d.rng.i16(30..=110)), document)
    }),
    ("add_claim", add_random_claim),
    ("add_documents", |d, p, a| {
        let documents = d.several(2, |d| document(d, a));
        add_documents(p, a, documents)
    }),
    ("add_kind", |d, p, a| add_kind(p, a, kind(d, p, true))),
    ("add_link", |d, p, a| {
        let kind = d.pick(LinkKind::ALL);
        let (from, to) = (d.claim(p), target(d, p, kind));
        add_link(p, a, kind, from, to)
    }),
    ("add_mention", |d, p, a| {
        let document = d.document(p);
        let (anchor, kind) = (d.anchor_in(p, document), d.kind(p));
        add_mention(p, a, document, anchor, &kind)
    }),
    ("add_suggestions", add_random_suggestions),
    ("add_suggestions by the engine", |d, p, a| {
        let id = d.document(p);
        let text = p
            .document(id)
            .map_or_else(article, |document| document.text.clone());
        let suggestions = PlainEngine.suggest(&Request::whole(&text, "en"));
        add_suggestions(p, a, id, &suggestions)
    }),
    ("change_claims", |d, p, a| {
        let ids = d.several(3, |d| d.claim(p));
        change_claims(p, a, &ids, &claim_change(d, p))
    }),
    ("change_document", |d, p, a| {
        let (id, words) = (d.document(p), d.words());
        match d.rng.bool() {
            true => change_document(p, a, id, |document| document.title = words),
            false => change_document(p, a, id, |document| document.origin.byline = words),
        }
    }),
    ("change_entities", |d, p, a| {
        let ids = d.several(3, |d| d.entity(p));
        change_entities(p, a, &ids, &entity_change(d, p))
    }),
    ("change_kind", |d, p, a| {
        change_kind(p, a, kind(d, p, false))
    }),
    ("change_link", |d, p, a| {
        let (id, kind, notes) = (d.link(p), d.pick(LinkKind::ALL), d.words());
        change_link(p, a, id, kind, &notes)
    }),
    ("delete", |d, p, a| {
        let items = d.several(3, |d| d.item(p));
        delete(p, a, &items)
    }),
    ("delete_kind", |d, p, a| {
        let on_delete = match d.rng.bool() {
            true => OnDelete::MoveTo(d.kind(p)),
            false => OnDelete::DeleteEntities,
        };
        delete_kind(p, a, &d.kind(p), &on_delete)
    }),
    ("mark_all", |d, p, a| mark_all(p, a, d.mention(p))),
    ("merge_entities", |d, p, a| {
        let keep = d.entity(p);
        let others = d.several(3, |d| d.entity(p));
        merge_entities(p, a, keep, &others)
    }),
    ("move_document", |d, p, a| {
        move_document(p, a, d.document(p), d.rng.usize(..5))
    }),
    ("move_kind", |d, p, a| {
        move_kind(p, a, &d.kind(p), d.rng.usize(..20))
    }),
    ("reassign_mentions", |d, p, a| {
        let mentions = d.several(4, |d| d.mention(p));
        reassign_mentions(p, a, &mentions, d.entity(p))
    }),
    ("reject", |d, p, a| {
        let items = d.several(4, |d| d.item(p));
        reject(p, a, &items)
    }),
    ("remove_document", |d, p, a| {
        remove_document(p, a, d.document(p))
    }),
    ("set_anchor", set_random_anchor),
    ("set_mention_notes", |d, p, a| {
        set_mention_notes(p, a, d.mention(p), &d.words())
    }),
    ("set_title", |d, p, a| actions::set_title(p, a, &d.words())),
    ("set_via", |d, p, a| {
        let (claim, via) = (d.claim(p), d.maybe(|d| d.claim(p)));
        set_via(p, a, claim, via)
    }),
    ("split_mentions", |d, p, a| {
        let entity = d.entity(p);
        let mut mentions: Vec<_> = p.mentions_of(entity).map(|m| m.id).collect();
        mentions.retain(|_| d.rng.bool());
        if d.rng.u8(..8) == 0 {
            mentions.push(d.mention(p));
        }
        split_mentions(p, a, &mentions)
    }),
];

fn document(dice: &mut Dice, author: &mut Author) -> Document {
    let id = DocumentId::from_number(author.ids.number());
    let text = match dice.rng.bool() {
        true => article().to_string(),
        false => format!(
            "Lead {}. Verrane said: “{}” Ports.",
            dice.words(),
            dice.words()
        ),
    };
    claimdesk::sources::from_text("", &text, id, author.now).unwrap()
}

/// A target that mostly fits the kind of link.
fn target(dice: &mut Dice, project: &Project, kind: LinkKind) -> LinkTarget {
    let fits = dice.rng.u8(..8) > 0;
    match (kind == LinkKind::About) == fits {
        true => LinkTarget::Entity(dice.entity(project)),
        false => LinkTarget::Claim(dice.claim(project)),
    }
}

pub fn kind(dice: &mut Dice, project: &Project, new: bool) -> Kind {
    let number = dice.rng.u16(..400);
    let id = match new {
        true => KindId::new(&format!("kind_{number}")),
        false => dice.kind(project),
    };
    let usual = [format!("Kind {number}"), "Person".to_owned(), String::new()];
    Kind {
        id,
        name: usual[dice.pick(&[0, 0, 0, 1, 2])].clone(),
        tag: if dice.rng.u8(..6) == 0 {
            "P".into()
        } else {
            format!("K{number}")
        },
        key: dice.maybe(|d| d.rng.alphanumeric()),
        colour: Colour::Preset(dice.rng.u8(..PRESET_COUNT)),
    }
}

pub fn entity_change(dice: &mut Dice, project: &Project) -> EntityChange {
    match dice.rng.u8(..4) {
        0 => EntityChange::Kind(dice.kind(project)),
        1 => EntityChange::Name(dice.words()),
        2 => EntityChange::Notes(dice.words()),
        _ => EntityChange::Identifiers(vec![Identifier {
            scheme: "register".into(),
            value: dice.words(),
        }]),
    }
}

pub fn claim_change(dice: &mut Dice, project: &Project) -> ClaimChange {
    match dice.rng.u8(..11) {
        0 => ClaimChange::SourceEntity(dice.maybe(|d| d.entity(project))),
        1 => ClaimChange::SourceKind(dice.pick(SourceKind::ALL)),
        2 => ClaimChange::CueClass(dice.pick(CueClass::ALL)),
        3 => ClaimChange::QuoteKind(dice.pick(QuoteKind::ALL)),
        4 => ClaimChange::Paraphrase(dice.words()),
        5 => ClaimChange::Commitment(dice.pick(Commitment::ALL)),
        6 => ClaimChange::Likelihood(dice.maybe(|d| d.pick(Likelihood::ALL))),
        7 => ClaimChange::Confidence(dice.maybe(|d| d.pick(Confidence::ALL))),
        8 => ClaimChange::Admiralty(Admiralty {
            source: dice.maybe(|d| d.pick(SourceReliability::ALL)),
            information: dice.maybe(|d| d.pick(InformationCredibility::ALL)),
        }),
        9 => ClaimChange::Verdict(dice.pick(Verdict::ALL)),
        _ => ClaimChange::Notes(dice.words()),
    }
}

pub fn anchor_target(dice: &mut Dice, project: &Project) -> (AnchorTarget, Option<Anchor>) {
    let target = match dice.rng.u8(..4) {
        0 => AnchorTarget::Mention(dice.mention(project)),
        1 => AnchorTarget::Source(dice.claim(project)),
        2 => AnchorTarget::Cue(dice.claim(project)),
        _ => AnchorTarget::Content(dice.claim(project)),
    };
    let document = match target {
        AnchorTarget::Mention(id) => project.mention(id).map(|m| m.document),
        AnchorTarget::Source(id) | AnchorTarget::Cue(id) | AnchorTarget::Content(id) => {
            project.claim(id).map(|c| c.document)
        }
    };
    let document = document.unwrap_or_else(|| dice.document(project));
    let anchor = (dice.rng.u8(..6) > 0).then(|| dice.anchor_in(project, document));
    (target, anchor)
}

fn set_random_anchor(dice: &mut Dice, project: &Project, author: &mut Author) -> Outcome {
    let (target, anchor) = anchor_target(dice, project);
    let entity = dice.maybe(|d| d.entity(project));
    let kind = dice.maybe(|d| d.pick(SourceKind::ALL));
    set_anchor(
        project,
        author,
        target,
        anchor,
        NamedSource { entity, kind },
    )
}

fn add_random_claim(dice: &mut Dice, project: &Project, author: &mut Author) -> Outcome {
    let document = dice.document(project);
    let parts = NewClaim {
        document,
        content: dice.anchor_in(project, document),
        quote_kind: dice.pick(QuoteKind::ALL),
        source: Source {
            anchor: dice.maybe(|d| d.anchor_in(project, document)),
            entity: dice.maybe(|d| d.entity(project)),
            kind: dice.pick(SourceKind::ALL),
        },
        cue: Cue {
            anchor: dice.maybe(|d| d.anchor_in(project, document)),
            class: dice.pick(CueClass::ALL),
        },
        commitment: dice.pick(Commitment::ALL),
        via: dice.maybe(|d| d.claim(project)),
    };
    add_claim(project, author, parts)
}

/// Suggestions worse than any engine's: names and places twice, chains in any direction.
fn add_random_suggestions(dice: &mut Dice, project: &Project, author: &mut Author) -> Outcome {
    let document = dice.document(project);
    let names: Vec<String> = project.entities().map(|e| e.name.clone()).collect();
    let entities = dice.several(5, |d| SuggestedEntity {
        kind: d.kind(project),
        name: match d.rng.bool() && !names.is_empty() {
            true => d.pick(&names),
            false => "Verrane".to_owned(),
        },
        identifiers: Vec::new(),
        rule: "random".into(),
        mentions: d.several(3, |d| SuggestedMention {
            anchor: d.anchor_in(project, document),
            score: Score(d.rng.i16(0..=100)),
            reasons: Vec::new(),
        }),
    });
    let contents: Vec<_> = project
        .claims_in(document)
        .map(|c| c.content.anchor.clone())
        .collect();
    let number = dice.rng.usize(0..5);
    let claims = (0..number).map(|_| SuggestedClaim {
        source: dice.maybe(|d| d.anchor_in(project, document)),
        source_entity: dice.maybe(|d| d.rng.usize(..6)),
        source_kind: dice.pick(SourceKind::ALL),
        cue: dice.maybe(|d| d.anchor_in(project, document)),
        cue_class: dice.pick(CueClass::ALL),
        content: match dice.rng.bool() && !contents.is_empty() {
            true => dice.pick(&contents),
            false => dice.anchor_in(project, document),
        },
        quote_kind: dice.pick(QuoteKind::ALL),
        commitment: dice.pick(Commitment::ALL),
        via: dice.maybe(|d| d.rng.usize(..6)),
        rule: "random".into(),
        score: Score(dice.rng.i16(0..=100)),
        reasons: Vec::new(),
    });
    let suggestions = Suggestions {
        engine: "random 1".into(),
        entities,
        claims: claims.collect(),
        limits: None,
    };
    add_suggestions(project, author, document, &suggestions)
}
