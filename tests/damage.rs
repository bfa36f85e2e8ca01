//! Damaged project files: whatever byte changes, wherever a file is cut, it is refused or opened with the
//! notice that it was changed outside the app. Nothing is ever accepted silently with another meaning, and
//! nothing panics. (Journals: `journal.rs`.)
//!
//! `CLAIMDESK_DAMAGE=100000` for that many random damages of a large project.

#[path = "support/big_project.rs"]
mod big_project;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use big_project::{SIZES, Size, big_project};
use claimdesk::edit::Edit;
use claimdesk::model::*;
use claimdesk::storage::{self, Notice};

/// What a run of its own damages.
const LARGE: Size = Size {
    name: "100 KB / 1,400",
    bytes: 100_000,
    mentions: 1_400,
    claims: 280,
};

/// What came of a damaged file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Refused,
    Noticed,
    /// Read as it was: the damage is one that tools do, such as other line ends.
    Harmless,
}

fn outcome(bytes: &[u8], original: &Project) -> Outcome {
    match storage::load(bytes) {
        Err(error) => {
            assert!(!error.to_string().is_empty());
            Outcome::Refused
        }
        Ok(loaded) => {
            assert_eq!(doctor::examine(&loaded.project), []);
            if loaded.notices.is_empty() {
                assert_eq!(&loaded.project, original, "accepted silently");
                return Outcome::Harmless;
            }
            let is_told = |notice| matches!(notice, Notice::ChangedOutside | Notice::NoChecksum);
            assert!(loaded.notices.iter().cloned().all(is_told));
            Outcome::Noticed
        }
    }
}

/// A project of every sort of record, as small as that can be.
fn small() -> Project {
    let document = DocumentId::from_number(1);
    let entity = EntityId::from_number(2);
    let claim = ClaimId::from_number(3);
    let text = Text::canonical("Zoë said no.").unwrap();
    let span = |range| Anchor::single(Span::new(&text, range).unwrap());
    let made = Provenance::by_hand("a", Timestamp(0));
    let mut schema = LabelSchema::default();
    schema.kinds.truncate(1);
    let edits = [
        Edit::Schema(Arc::new(schema.clone())),
        Edit::Document(
            document,
            Some(Arc::new(Document {
                id: document,
                title: "T".into(),
                text: text.clone(),
                origin: Origin::default(),
                notes: String::new(),
            })),
        ),
        Edit::Order([document].into()),
        Edit::Entity(
            entity,
            Some(Arc::new(Entity {
                id: entity,
                kind: schema.kinds[0].id.clone(),
                name: "Zoë".into(),
                notes: String::new(),
                identifiers: Vec::new(),
                provenance: made.clone(),
            })),
        ),
        Edit::Mention(
            MentionId::from_number(4),
            Some(Arc::new(Mention {
                id: MentionId::from_number(4),
                entity,
                document,
                anchor: span(0..4),
                notes: String::new(),
                provenance: made.clone(),
            })),
        ),
        Edit::Claim(
            claim,
            Some(Arc::new(Claim {
                id: claim,
                document,
                source: Source {
                    anchor: Some(span(0..4)),
                    entity: Some(entity),
                    kind: SourceKind::NamedPerson,
                },
                cue: Cue {
                    anchor: Some(span(5..9)),
                    class: CueClass::Say,
                },
                content: Content {
                    anchor: span(10..12),
                    quote_kind: QuoteKind::Indirect,
                    paraphrase: String::new(),
                },
                via: None,
                commitment: Commitment::CertainNegative,
                judgement: Judgement::default(),
                notes: String::new(),
                provenance: made.clone(),
            })),
        ),
        Edit::Link(
            LinkId::from_number(5),
            Some(Arc::new(Link {
                id: LinkId::from_number(5),
                kind: LinkKind::About,
                from: claim,
                to: LinkTarget::Entity(entity),
                notes: String::new(),
                provenance: made,
            })),
        ),
    ];
    let mut project = Project::new(ProjectId::from_number(6), "P");
    for edit in edits {
        edit.apply(&mut project);
    }
    assert_eq!(doctor::examine(&project), []);
    project
}

#[test]
fn every_changed_byte_of_a_small_project_is_noticed() {
    let project = small();
    let bytes = storage::save(&project).into_bytes();
    assert_eq!(outcome(&bytes, &project), Outcome::Harmless);
    let mut rng = fastrand::Rng::with_seed(1);
    let mut counts = [0; 2];
    for at in 0..bytes.len() {
        // A neighbour (another digit, another letter), the other case, and any.
        for value in [bytes[at] ^ 1, bytes[at] ^ 0x20, rng.u8(..)] {
            let mut changed = bytes.clone();
            changed[at] = value;
            if changed == bytes {
                continue;
            }
            let found = outcome(&changed, &project);
            assert_ne!(found, Outcome::Harmless, "byte {at} made {value:#x}");
            counts[usize::from(found == Outcome::Noticed)] += 1;
        }
    }
    assert!(counts.iter().all(|count| *count > 50), "{counts:?}");
}

#[test]
fn every_cut_of_a_small_project_is_noticed() {
    let project = small();
    let bytes = storage::save(&project).into_bytes();
    for length in 0..bytes.len() {
        let found = outcome(&bytes[..length], &project);
        // The last line end alone is no part of the project; the checksum misses it all the same.
        let expected = match length + 1 == bytes.len() && bytes.ends_with(b"\n") {
            true => Outcome::Noticed,
            false => Outcome::Refused,
        };
        assert_eq!(found, expected, "{length} of {} bytes", bytes.len());
    }
}

#[test]
fn random_damage_of_a_large_project_is_noticed() {
    let wanted = std::env::var("CLAIMDESK_DAMAGE").ok();
    let runs = wanted.map(|runs| runs.parse::<usize>().expect("a number of damages"));
    let size = runs.map_or(SIZES[0], |_| LARGE);
    let runs = runs.unwrap_or(300);
    let project = big_project(size, 1);
    let bytes = storage::save(&project).into_bytes();
    let (next, noticed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        loop {
            let run = next.fetch_add(1, Ordering::Relaxed);
            if run >= runs {
                return;
            }
            let changed = damaged(&bytes, run as u64);
            if changed == bytes {
                continue;
            }
            let found = outcome(&changed, &project);
            assert_ne!(found, Outcome::Harmless, "run {run}");
            let is_noticed = usize::from(found == Outcome::Noticed);
            noticed.fetch_add(is_noticed, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(work);
        }
    });
    println!(
        "{runs} damages of {} bytes: {} opened with the notice, the rest refused",
        bytes.len(),
        noticed.into_inner()
    );
}

/// A changed byte, a cut, or a stretch of zeros such as a power cut leaves.
fn damaged(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut rng = fastrand::Rng::with_seed(seed);
    let mut bytes = bytes.to_vec();
    let at = rng.usize(..bytes.len());
    match rng.u8(..8) {
        0 => bytes.truncate(at),
        1 => {
            let end = (at + rng.usize(1..4096)).min(bytes.len());
            bytes[at..end].fill(0);
        }
        _ => bytes[at] = rng.u8(..),
    }
    bytes
}
