//! Every format that reads and writes gives back what it was given, but for the losses that its row
//! declares; and no reader panics on damaged files, or makes an unsound project of them.

use claimdesk::edit::Edit;
use claimdesk::formats::{
    Aspect, ExportOptions, FORMATS, Flat, Format, InFile, Nested, ProofError, States, Tags, export,
    import, prove, prove_export,
};
use claimdesk::model::{IdSource, Project, Timestamp, doctor};

use crate::random_project::random_project;
use crate::{export_all, random};

/// Seeds to try with every format. A case is a project in a format and a choice of states; by default there
/// are a few hundred over all formats, or as many for each format as `CLAIMDESK_CASES` says: 10,000 in a run
/// of its own.
fn seeds() -> u64 {
    let cases = std::env::var("CLAIMDESK_CASES");
    let cases: Option<u64> = cases.ok().and_then(|cases| cases.parse().ok());
    let cases = cases.unwrap_or_else(|| 400_u64.div_ceil(both_ways().count() as u64));
    cases.div_ceil(2)
}

fn both_ways() -> impl Iterator<Item = &'static Format> {
    FORMATS
        .iter()
        .filter(|format| format.reads() && format.writes())
}

/// One of two generators, which are hard on formats in different ways.
fn project(seed: u64) -> Project {
    match seed % 2 {
        0 => random::project(seed),
        _ => random_project(seed),
    }
}

#[test]
fn what_is_written_comes_back_but_for_declared_losses() {
    for seed in 0..seeds() {
        let project = project(seed);
        for states in [States::AcceptedOnly, States::WithSuggestions] {
            let options = ExportOptions {
                flat: Flat {
                    tags: Tags::ALL[seed as usize / 2 % Tags::ALL.len()],
                    nested: Nested::ALL[seed as usize / 6 % Nested::ALL.len()],
                },
                ..ExportOptions::all(states)
            };
            for format in both_ways() {
                if let Err(error) = prove(format, &project, &options) {
                    panic!("{}, seed {seed}, {states:?}: {error}", format.id);
                }
            }
        }
    }
}

#[test]
fn what_is_missing_from_an_export_is_told() {
    let options = ExportOptions::all(States::WithSuggestions);
    for format in both_ways() {
        // A project with a mention, exported; and the same without the mention.
        let (whole, less) = (0..)
            .map(random::project)
            .find_map(|whole| {
                let mut less = whole.clone();
                let mention = whole
                    .mentions()
                    .find(|m| m.provenance.state.is_decided_for())?;
                Edit::Mention(mention.id, None).apply(&mut less);
                let proven = prove(format, &whole, &options).ok()?;
                (proven.mentions > 1).then_some((whole, less))
            })
            .unwrap();
        let export = export_all(format.id, &less);
        let error = prove_export(format, &whole, &options, &export, &|_| true).unwrap_err();
        let ProofError::Different { differences, .. } = &error else {
            panic!("{}: {error}", format.id);
        };
        let mentions = differences.iter().find(|d| d.aspect == Aspect::Mentions);
        let mentions = mentions.unwrap_or_else(|| panic!("{}: {error}", format.id));
        assert_eq!((mentions.missing, mentions.added), (1, 0), "{}", format.id);
        assert!(error.to_string().contains("lost"), "{error}");
    }
}

#[test]
fn damaged_files_are_read_without_a_panic_into_sound_projects() {
    let rounds = seeds();
    for format in both_ways() {
        for seed in 0..rounds {
            let project = project(seed);
            let mut rng = fastrand::Rng::with_seed(seed);
            let files = export_all(format.id, &project).files.into_iter();
            let mut files: Vec<InFile> = files
                .map(|file| InFile {
                    name: file.name,
                    bytes: file.bytes,
                })
                .collect();
            for _ in 0..4 {
                let nth = rng.usize(..files.len());
                damage(&mut files[nth].bytes, &mut rng);
                read_soundly(format, &files, seed);
            }
        }
    }
}

fn read_soundly(format: &Format, files: &[InFile], seed: u64) {
    // Not the seed of the project, or new ids would be those that the file has.
    let mut ids = IdSource::from_seed(!seed);
    if let Ok(imported) = import(format, files, &mut ids, Timestamp(1)) {
        let findings = doctor::examine(&imported.project);
        assert_eq!(findings, [], "{}, seed {seed}", format.id);
        assert!(
            imported.notes.iter().all(|note| !note.message.is_empty()),
            "{}",
            format.id
        );
    }
}

/// Cuts, doubles, swaps, or puts in what breaks readers.
fn damage(bytes: &mut Vec<u8>, rng: &mut fastrand::Rng) {
    if bytes.is_empty() {
        return;
    }
    let at = rng.usize(..bytes.len());
    let end = (at + rng.usize(1..200)).min(bytes.len());
    match rng.u8(..8) {
        0 => bytes.truncate(at),
        1 => {
            bytes.drain(at..end);
        }
        2 => {
            let piece = bytes[at..end].to_vec();
            let to = rng.usize(..bytes.len());
            bytes.splice(to..to, piece);
        }
        3 => bytes[at] = rng.u8(..),
        4 => {
            // Numbers grow, shrink and change places.
            for byte in &mut bytes[at..end] {
                if byte.is_ascii_digit() {
                    *byte = b'0' + rng.u8(..10);
                }
            }
        }
        5 => {
            let whole = String::from_utf8_lossy(bytes).replace('\n', "\r\n");
            *bytes = whole.into_bytes();
        }
        6 => bytes.splice(0..0, *b"\xef\xbb\xbf").for_each(drop),
        _ => bytes
            .splice(at..at, *b"\"]}<>\t99999999999999999999 ")
            .for_each(drop),
    }
}

#[test]
fn exports_are_guessed_by_name_and_content() {
    for format in both_ways() {
        let project = random::project(3);
        let options = ExportOptions::default();
        let files = export(format, &project, &options).unwrap().files;
        let files = files.into_iter().map(|file| InFile {
            name: file.name,
            bytes: file.bytes,
        });
        let files: Vec<InFile> = files.collect();
        let guessed = claimdesk::formats::guess_of(&files).map(|format| format.id);
        assert_eq!(guessed, Some(format.id));
    }
}
