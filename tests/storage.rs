//! The project file end to end: what is saved is loaded, what is damaged is noticed and named.

mod support;

use std::sync::Arc;

use claimdesk::edit::Edit;
use claimdesk::model::{Claim, ClaimId, Document, Project, doctor};
use claimdesk::storage::{LoadError, Notice, load, save};
use proptest::prelude::*;
use support::random_project::random_project;

const SAMPLE: &str = include_str!("../assets/samples/harbour-talks.claimdesk.ron");
const ARTICLE: &str = include_str!("../assets/samples/harbour-talks.txt");

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_saved_is_loaded(seed: u64) {
        let project = random_project(seed);
        prop_assert_eq!(doctor::examine(&project), vec![]);
        let saved = save(&project);
        let loaded = load(saved.as_bytes())
            .map_err(|error| TestCaseError::fail(format!("{error}\n{saved}")))?;
        prop_assert_eq!(&loaded.notices, &vec![]);
        prop_assert_eq!(save(&loaded.project), saved);
        prop_assert_eq!(loaded.project, project);
    }

    #[test]
    fn one_changed_byte_is_refused_or_noticed(seed: u64, place: prop::sample::Index, byte: u8) {
        let project = random_project(seed);
        let mut saved = save(&project).into_bytes();
        let place = place.index(saved.len());
        prop_assume!(saved[place] != byte);
        saved[place] = byte;
        if let Ok(loaded) = load(&saved) {
            prop_assert!(!loaded.notices.is_empty() || loaded.project == project);
        }
    }

    #[test]
    fn a_cut_is_refused_or_noticed(seed: u64, place: prop::sample::Index) {
        let project = random_project(seed);
        let saved = save(&project);
        let cut = &saved.as_bytes()[..place.index(saved.len())];
        // Nothing but the last line end may be missing.
        prop_assert!(load(cut).is_err() || cut.len() + 1 == saved.len());
    }

    #[test]
    fn no_bytes_make_loading_panic(
        head in "(\\(version: 1, )?",
        rest in "([\\(\\)\\[\\],:\"#r\\\\/*{} \n]|id|text|at|quote|made|documents|[0-9]|\\PC){0,60}",
        bytes: Vec<u8>,
    ) {
        let _ = load(format!("{head}{rest}").as_bytes());
        let _ = load(&[head.as_bytes(), &bytes].concat());
    }
}

#[test]
fn random_projects_hold_what_is_hard_to_store() {
    let projects: Vec<Project> = (0..64).map(random_project).collect();
    let some = |what: &str, holds: &dyn Fn(&Project) -> bool| {
        assert!(projects.iter().any(holds), "no project has {what}");
    };
    let text = |holds: fn(&Document) -> bool| move |p: &Project| p.documents().any(|d| holds(d));
    some("several documents", &|p| p.document_order().len() > 2);
    some(
        "a hash after a quotation mark",
        &text(|d| d.text.contains("\"#")),
    );
    some("a joined emoji", &text(|d| d.text.contains("👩\u{200d}👩")));
    some("Arabic", &text(|d| d.text.contains("الميناء")));
    some("a gap in a mention", &|p| {
        p.mentions().any(|m| m.anchor.spans().len() > 1)
    });
    some("overlapping mentions", &|p| {
        p.mentions().any(|a| {
            let mut others = p
                .mentions()
                .filter(|b| b.id != a.id && b.document == a.document);
            others.any(|b| a.anchor.overlaps(&b.anchor))
        })
    });
    some("a chain of three", &|p| {
        let via = |c: &claimdesk::model::Claim| c.via.and_then(|id| p.claim(id)).cloned();
        p.claims().any(|c| via(c).and_then(|c| via(&c)).is_some())
    });
    some("suggestions", &|p| {
        p.claims().any(|c| c.provenance.score.is_some())
    });
    some("links", &|p| p.link_count() > 2);
}

#[test]
fn every_cut_of_the_sample_head_names_its_last_line() {
    for end in 1..2000 {
        match load(&SAMPLE.as_bytes()[..end]) {
            Err(LoadError::Truncated { line }) => {
                let kept = SAMPLE[..end].trim_end();
                assert_eq!(line, kept.lines().count(), "cut at {end}");
            }
            // The first bytes don't say yet what they begin.
            Err(LoadError::NotAProject) if end < "(\n  version: 1".len() => {}
            other => panic!("cut at {end}: {other:?}"),
        }
    }
}

/// The sample with the first `from` made `to`.
fn changed(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "the sample has no {from}");
    SAMPLE.replacen(from, to, 1)
}

/// The line of the sample, counted from 1, that holds `text` first.
fn line_of(text: &str) -> usize {
    1 + SAMPLE.lines().position(|line| line.contains(text)).unwrap()
}

/// Checks that a change is refused at a line, by a message with these words.
#[track_caller]
fn refused(source: &str, line: Option<usize>, words: &[&str]) {
    let error = load(source.as_bytes()).unwrap_err();
    let message = error.to_string();
    assert_eq!(error.line(), line, "{message}");
    for word in words {
        assert!(message.contains(word), "“{word}” is not in: {message}");
    }
}

#[test]
fn refusals_name_the_line_and_the_reason() {
    let quote = changed("quote: [\"Lenka Oduvar\"]", "quote: [\"Lenka Odovar\"]");
    let line = line_of("quote: [\"Lenka Oduvar\"]");
    let words = [
        "Lenka Odovar",
        "Lenka Oduvar",
        "Ministry says Pellane",
        &format!("line {line}, mention m"),
    ];
    refused(&quote, Some(line), &words);

    let content = "quote: [\"Pellane harbour will reopen by Friday\"]";
    refused(
        &changed(content, "quote: [\"Pellane\"]"),
        Some(line_of(content)),
        &["claim c", "Pellane"],
    );

    let place = changed("at: [(2654, 2666)]", "at: [(2654, 99999)]");
    refused(&place, Some(line), &["bytes 2654 to 99999 are not a place"]);
    let empty = changed(
        "at: [(2654, 2666)], quote: [\"Lenka Oduvar\"]",
        "at: [], quote: []",
    );
    refused(&empty, Some(line), &["stands on no words"]);
    let uneven = changed("at: [(2654, 2666)]", "at: [(2654, 2666), (1, 2)]");
    refused(&uneven, Some(line), &["2 places have 1 quotes"]);

    let twice = changed("id: \"m5pcepn3m9k\"", "id: \"m3d36mny08k\"");
    refused(
        &twice,
        Some(line_of("m5pcepn3m9k")),
        &["m3d36mny08k is used twice"],
    );
    let id = changed("id: \"m5pcepn3m9k\"", "id: \"x5pcepn3m9k\"");
    refused(
        &id,
        Some(line_of("m5pcepn3m9k")),
        &["“x5pcepn3m9k” is not the id of a mention"],
    );
    let term = changed("class: \"say\"", "class: \"sing\"");
    refused(
        &term,
        Some(line_of("class: \"say\"")),
        &["“sing” is not a class of cue"],
    );
    let code = changed("admiralty: \"C4\"", "admiralty: \"4C\"");
    refused(
        &code,
        Some(line_of("admiralty: \"C4\"")),
        &["“4C” is not a code such as C3"],
    );
    let time = changed("at: \"2026-11-04T09:00:00Z\"", "at: \"yesterday\"");
    refused(
        &time,
        Some(line_of("evpxf6dbx08")),
        &["“yesterday” is not a time"],
    );
    let colour = changed("colour: \"12\"", "colour: \"13\"");
    refused(
        &colour,
        Some(line_of("colour: \"12\"")),
        &["“13” is not a colour"],
    );

    let field = changed(
        "notes: \"Navy patrol ship.\"",
        "remark: \"Navy patrol ship.\"",
    );
    refused(&field, Some(line_of("Navy patrol ship")), &["remark"]);
    let kind = changed(
        "kind: \"vehicle\", name: \"Tarn\"",
        "kind: \"boat\", name: \"Tarn\"",
    );
    refused(
        &kind,
        Some(line_of("name: \"Tarn\"")),
        &["unknown kind “boat”"],
    );
    let links = SAMPLE.replace("to: \"c8qcysvh6v6\"", "to: \"c0000000000\"");
    refused(
        &links,
        Some(line_of("to: \"c8qcysvh6v6\"")),
        &["c0000000000, which is not there"],
    );
}

#[test]
fn other_files_are_told_from_damaged_ones() {
    let newer = changed("version: 1", "version: 2");
    refused(
        &newer,
        None,
        &["made by a newer Claimdesk (format 2); this one reads up to 1"],
    );
    refused("", None, &["empty"]);
    refused("(title: \"A recipe\")", None, &["not a Claimdesk project"]);
    refused("(version: 0)", None, &["not a Claimdesk project"]);
    let deep = format!("(version: 1, id: {}", "(".repeat(100_000));
    assert!(load(deep.as_bytes()).is_err());
    let mut bytes = SAMPLE.as_bytes().to_vec();
    bytes[200] = 0xff;
    let offset = 200;
    let line = 1 + SAMPLE[..offset].matches('\n').count();
    assert_eq!(
        load(&bytes).unwrap_err(),
        LoadError::NotUtf8 { line, offset }
    );
}

#[test]
fn changes_from_outside_open_with_a_notice() {
    let sample = load(SAMPLE.as_bytes()).unwrap().project;
    let notices = |source: &str| load(source.as_bytes()).unwrap().notices;
    assert_eq!(
        notices(&changed("Navy patrol ship.", "A ship.")),
        [Notice::ChangedOutside]
    );
    assert_eq!(
        notices(&changed("version: 1,", "version:1, // mine\n")),
        [Notice::ChangedOutside]
    );
    let start = SAMPLE.find("  checksum").unwrap();
    let end = start + SAMPLE[start..].find('\n').unwrap() + 1;
    let bare = format!("{}{}", &SAMPLE[..start], &SAMPLE[end..]);
    assert_eq!(notices(&bare), [Notice::NoChecksum]);
    assert_eq!(load(bare.as_bytes()).unwrap().project, sample);
}

#[test]
fn line_ends_of_another_system_change_nothing() {
    let sample = load(SAMPLE.as_bytes()).unwrap().project;
    let windows = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
    let loaded = load(windows.as_bytes()).unwrap();
    assert_eq!(loaded.notices, []);
    assert_eq!(loaded.project, sample);
}

#[test]
fn merges_conflict_only_where_people_must_decide() {
    let (start, end) = (
        SAMPLE.find("  checksum").unwrap(),
        SAMPLE.find("  id:").unwrap(),
    );
    let checksum = &SAMPLE[start..end];
    let other = checksum.replace("sha256:9", "sha256:8");
    let conflict = format!("<<<<<<< HEAD\n{checksum}=======\n{other}>>>>>>> theirs\n");
    let merged = SAMPLE.replacen(checksum, &conflict, 1);
    let loaded = load(merged.as_bytes()).unwrap();
    assert_eq!(loaded.notices, [Notice::ChangedOutside]);
    assert_eq!(save(&loaded.project), SAMPLE);

    let title = "  title: \"Harbour talks\",\n";
    let conflict = format!("<<<<<<< HEAD\n{title}=======\n  title: \"Talks\",\n>>>>>>> theirs\n");
    refused(
        &changed(title, &conflict),
        Some(line_of("Harbour talks")),
        &["merge conflict"],
    );
}

#[test]
fn the_sample_is_sound_and_rich() {
    let loaded = load(SAMPLE.as_bytes()).unwrap();
    let project = loaded.project;
    assert_eq!(loaded.notices, []);
    assert_eq!(doctor::examine(&project), []);
    assert_eq!(save(&project), SAMPLE);
    let document = project.documents().next().unwrap();
    assert_eq!(document.text.as_str(), ARTICLE);
    assert!((600..=900).contains(&ARTICLE.split_whitespace().count()));
    assert!(project.claim_count() >= 20);
    let id = document.id;
    let now = claimdesk::model::Timestamp(0);
    let read = claimdesk::sources::read("harbour-talks.txt", ARTICLE.as_bytes(), id, now).unwrap();
    assert_eq!(read.title, document.title);
    assert_eq!(read.origin.bytes_sha256, document.origin.bytes_sha256);
    assert_eq!(read.origin.language, document.origin.language);
}

#[test]
fn annotations_are_compact() {
    for line in SAMPLE
        .lines()
        .filter(|line| line.trim_start().starts_with("(id: \"m"))
    {
        assert!(line.len() <= 300, "{} bytes: {line}", line.len());
    }
    // The text stands in the file as a person would read it.
    assert!(SAMPLE.contains(ARTICLE));
}

/// The sample’s document with copies of one claim, each via the claim with the number that `via` says.
fn claims_via(count: u64, via: impl Fn(u64) -> Option<u64>) -> Project {
    let sample = load(SAMPLE.as_bytes()).unwrap().project;
    let mut project = Project::new(sample.id(), "Chains");
    let document = Arc::clone(sample.documents().next().unwrap());
    Edit::Order([document.id].into()).apply(&mut project);
    Edit::Document(document.id, Some(document)).apply(&mut project);
    let mut claim = Claim::clone(sample.claims().next().unwrap());
    claim.source.entity = None;
    for number in 0..count {
        claim.id = ClaimId::from_number(number);
        claim.via = via(number).map(ClaimId::from_number);
        Edit::Claim(claim.id, Some(Arc::new(claim.clone()))).apply(&mut project);
    }
    project
}

#[test]
fn chains_that_never_end_or_lead_nowhere_are_refused() {
    let faults = |project: &Project| -> Vec<String> {
        let findings = doctor::examine(project).into_iter();
        findings.map(|finding| finding.to_string()).collect()
    };
    // 3 leads into the loop of 0, 1 and 2; 4 stands apart.
    let looped = claims_via(5, |n| {
        [Some(1), Some(2), Some(0), Some(1), None][n as usize]
    });
    let expected = (0..4).map(|number| {
        let id = ClaimId::from_number(number);
        format!("chain-ends: the chain of claim {id} never ends")
    });
    assert_eq!(faults(&looped), expected.collect::<Vec<_>>());
    let error = load(save(&looped).as_bytes()).unwrap_err().to_string();
    assert!(error.contains("never ends (and 3 more faults)"), "{error}");

    // 0 and 2 lead to 1, which leads to a claim that isn’t there.
    let torn = claims_via(3, |n| [Some(1), Some(9), Some(1)][n as usize]);
    let (id, gone) = (ClaimId::from_number(1), ClaimId::from_number(9));
    let expected = format!("claim-exists: claim {id} came via claim {gone}, which is not there");
    assert_eq!(faults(&torn), [expected]);
}

#[test]
fn a_long_chain_is_walked_once() {
    let project = claims_via(8_000, |number| number.checked_sub(1));
    let saved = save(&project);
    let start = std::time::Instant::now();
    assert_eq!(load(saved.as_bytes()).unwrap().project, project);
    // About a second where the work grows with the chain, half a minute where it grows with its square.
    assert!(start.elapsed().as_secs() < 15);
}
