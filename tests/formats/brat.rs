//! brat: read back by a small parser that follows brat's description of its format.

use std::collections::{HashMap, HashSet};

use claimdesk::formats::OutFile;
use claimdesk::model::{Anchor, Document, Project, ReviewState};
use proptest::prelude::*;

use crate::{code_points, export_all, random, text_of};

/// What ends a line for Python's `str.splitlines`, and the tab that ends a column.
const BREAKS: &[char] = &[
    '\t', '\n', '\u{b}', '\u{c}', '\r', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}',
    '\u{2029}',
];

/// Configuration files before those of the documents.
const CONFS: usize = 3;

#[derive(Default)]
struct Standoff {
    /// Id → type, words of the fragments.
    text_bounds: HashMap<String, (String, Vec<String>)>,
    /// Id → (role, target), the trigger first.
    events: HashMap<String, Vec<(String, String)>>,
    /// Ids of all annotations.
    ids: HashSet<String>,
    /// Ids that others refer to.
    referred: Vec<String>,
    /// Name, target, value.
    attributes: Vec<(String, String, String)>,
    notes: Vec<(String, String)>,
}

/// Fails on the first line that breaks a rule of the format.
fn parse(text: &str, ann: &str) -> Standoff {
    let mut standoff = Standoff::default();
    for line in ann.split_terminator('\n') {
        assert!(!line.contains(&BREAKS[1..]), "{line:?}");
        let columns: Vec<&str> = line.split('\t').collect();
        let id = columns[0].to_owned();
        assert!(id == "*" || standoff.ids.insert(id.clone()), "{id} twice");
        let words: Vec<&str> = columns[1].split(' ').collect();
        match id.chars().next().unwrap() {
            'T' => {
                let (name, places) = columns[1].split_once(' ').unwrap();
                let fragments = fragments(text, places);
                assert_eq!(columns[2], fragments.join(" "));
                assert_eq!(columns.len(), 3);
                standoff
                    .text_bounds
                    .insert(id, (name.to_owned(), fragments));
            }
            'E' => {
                let roles = words.iter().map(|word| {
                    let (role, target) = word.split_once(':').unwrap();
                    (role.to_owned(), target.to_owned())
                });
                let roles: Vec<_> = roles.collect();
                standoff
                    .referred
                    .extend(roles.iter().map(|(_, to)| to.clone()));
                standoff.events.insert(id, roles);
            }
            'A' => {
                let value = words.get(2).copied().unwrap_or_default().to_owned();
                assert!(words.len() <= 3);
                standoff.referred.push(words[1].to_owned());
                let attribute = (words[0].to_owned(), words[1].to_owned(), value);
                standoff.attributes.push(attribute);
            }
            'R' => {
                for (nth, word) in words[1..].iter().enumerate() {
                    let target = word.strip_prefix(&format!("Arg{}:", nth + 1)).unwrap();
                    standoff.referred.push(target.to_owned());
                }
            }
            '*' => {
                assert_eq!(words[0], "Equiv");
                assert!(words.len() > 2);
                standoff
                    .referred
                    .extend(words[1..].iter().map(|id| (*id).to_owned()));
            }
            'N' => {
                assert_eq!((words[0], words.len(), columns.len()), ("Reference", 3, 3));
                assert!(words[2].contains(':'));
                standoff.referred.push(words[1].to_owned());
            }
            '#' => {
                assert_eq!((words.len(), columns.len()), (2, 3));
                standoff.referred.push(words[1].to_owned());
                standoff
                    .notes
                    .push((words[0].to_owned(), columns[2].to_owned()));
            }
            other => panic!("unknown letter {other}"),
        }
    }
    for id in &standoff.referred {
        assert!(standoff.ids.contains(id), "{id} is not there");
    }
    for roles in standoff.events.values() {
        let (role, trigger) = &roles[0];
        assert_eq!(
            &standoff.text_bounds[trigger].0, role,
            "a trigger has its event’s type"
        );
        for (role, argument) in &roles[1..] {
            assert_eq!(&standoff.text_bounds[argument].0, role);
        }
    }
    standoff
}

fn fragments(text: &str, places: &str) -> Vec<String> {
    let mut last = 0;
    let mut fragments = Vec::new();
    for place in places.split(';') {
        let (start, end) = place.split_once(' ').unwrap();
        let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
        assert!(start >= last, "fragments in order, apart");
        last = end;
        let words = code_points(text, start, end);
        assert!(!words.contains(BREAKS), "{words:?}");
        fragments.push(words);
    }
    fragments
}

/// The words of an anchor as brat can hold them.
fn expected(document: &Document, anchor: &Anchor) -> Vec<String> {
    let quotes = anchor.quotes(&document.text);
    quotes
        .flat_map(|quote| quote.split(BREAKS))
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
        .collect()
}

fn check_document(project: &Project, document: &Document, txt: &OutFile, ann: &OutFile) {
    assert_eq!(text_of(txt), document.text.as_str());
    let standoff = parse(text_of(txt), text_of(ann));
    let kept = |state: ReviewState| state != ReviewState::Rejected;
    let mut wanted: Vec<Vec<String>> = project
        .mentions_in(document.id)
        .filter(|m| kept(m.provenance.state))
        .filter(|m| kept(project.entity(m.entity).unwrap().provenance.state))
        .map(|m| expected(document, &m.anchor))
        .filter(|pieces| !pieces.is_empty())
        .collect();
    let mut found: Vec<Vec<String>> = standoff
        .text_bounds
        .values()
        .filter(|(name, _)| !["Claim", "Source", "Content"].contains(&name.as_str()))
        .map(|(_, fragments)| fragments.clone())
        .collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    let mut wanted: Vec<Vec<String>> = project
        .claims_in(document.id)
        .filter(|c| kept(c.provenance.state))
        .map(|c| expected(document, &c.content.anchor))
        .filter(|pieces| !pieces.is_empty())
        .collect();
    let mut found: Vec<Vec<String>> = standoff
        .events
        .values()
        .map(|roles| {
            let content = roles.iter().find(|(role, _)| role == "Content").unwrap();
            standoff.text_bounds[&content.1].1.clone()
        })
        .collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn standoff_follows_the_rules_and_holds_the_words(seed: u64) {
        let project = random::project(seed);
        let files = export_all("brat", &project).files;
        prop_assert_eq!(files.len(), CONFS + 2 * project.documents().count());
        let mut names: Vec<String> = files.iter().map(|file| file.name.to_lowercase()).collect();
        names.sort();
        names.dedup();
        prop_assert_eq!(names.len(), files.len());
        for (nth, document) in project.documents().enumerate() {
            check_document(&project, document, &files[CONFS + 2 * nth], &files[CONFS + 1 + 2 * nth]);
        }
    }

    #[test]
    fn types_and_attributes_are_declared(seed: u64) {
        let project = random::project(seed);
        let files = export_all("brat", &project).files;
        let conf = text_of(&files[0]);
        let declared: HashMap<&str, &str> = conf
            .lines()
            .map(|line| line.split_once('\t').unwrap_or((line, "")))
            .collect();
        for pair in files[CONFS..].chunks(2) {
            let standoff = parse(text_of(&pair[0]), text_of(&pair[1]));
            for (name, _) in standoff.text_bounds.values() {
                prop_assert!(declared.contains_key(name.as_str()), "{}", name);
            }
            for (name, _, value) in &standoff.attributes {
                let spec = declared[name.as_str()];
                let values = spec.split_once("Value:").map_or("", |(_, values)| values);
                prop_assert!(values.split('|').any(|known| known == value), "{} {}", name, value);
            }
        }
    }
}

#[test]
fn a_document_reads_as_brat_writes_it() {
    let line = r#"{"id":"x","text":"Vale 🙂 said it\nrained. Vale left.","meta":{"title":"Rain"},
        "register":[{"entity":"e1","label":"PER","name":"Ada Vale","notes":"two\nlines","identifiers":[["wikidata","Q1"]]}],
        "entities":[{"start":0,"end":4,"label":"PER","entity":"e1"},
        {"start":23,"end":27,"label":"PER","entity":"e1","state":"suggested"}],
        "attributions":[{"id":"a","source":[[0,4]],"source_entity":"e1","cue":[[7,11]],"content":[[12,21]],
        "quote":"indirect","commitment":"certain_positive","class":"say","source_kind":"named_person","judgement":{"verdict":"refuted"},
        "links":[{"kind":"contradicts","to":"b"}]},
        {"id":"b","content":[[28,32]],"source_kind":"narrator","class":"report",
        "commitment":"uncommitted","via":"a"}]}"#
        .replace('\n', "");
    let imported = crate::import::read(line.as_bytes()).unwrap();
    assert_eq!(imported.notes, []);
    let files = export_all("brat", &imported.project).files;
    let shortcuts = text_of(&files[2]);
    assert_eq!(files[2].name, "kb_shortcuts.conf");
    assert!(
        shortcuts.starts_with("1\tPerson\n2\tOrganisation\n"),
        "{shortcuts}"
    );
    let ann = &files[CONFS + 1];
    assert_eq!(ann.name, "Rain.ann");
    let wanted = "\
T1\tPerson 0 4\tVale
T2\tPerson 23 27\tVale
A1\tState T2 suggested
*\tEquiv T1 T2
#1\tEntityName T1\tAda Vale
#2\tEntityNotes T1\ttwo\\nlines
N1\tReference T1 wikidata:Q1\tAda Vale
N2\tReference T2 wikidata:Q1\tAda Vale
T3\tContent 12 14;15 21\tit rained
T4\tSource 0 4\tVale
T5\tClaim 7 11\tsaid
E1\tClaim:T5 Source:T4 Content:T3
A2\tCommitment E1 certain_positive
A3\tCue_class E1 say
A4\tQuote_kind E1 indirect
A5\tSource_kind E1 named_person
A6\tVerdict E1 refuted
T6\tContent 28 32\tleft
T7\tClaim 28 32\tleft
E2\tClaim:T7 Content:T6
A7\tWithout_cue E2
A8\tCommitment E2 uncommitted
A9\tCue_class E2 report
A10\tQuote_kind E2 indirect
A11\tSource_kind E2 narrator
R1\tSpeaker Arg1:E1 Arg2:T1
R2\tContradicts Arg1:E1 Arg2:E2
R3\tVia Arg1:E2 Arg2:E1
";
    assert_eq!(text_of(ann), wanted);
}
