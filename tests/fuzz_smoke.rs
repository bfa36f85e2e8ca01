//! Bytes that nobody would write, by mutation of good ones from fixed seeds: readers refuse or read, and never
//! panic. What they do read is sound. The good ones are the samples and `tests/corpus`, all our own.
//! `CLAIMDESK_FUZZ` sets how many runs each reader gets.

use std::panic::{AssertUnwindSafe, catch_unwind};

use claimdesk::formats::{self, ExportOptions, InFile, States};
use claimdesk::model::{DocumentId, IdSource, Timestamp, doctor};
use claimdesk::{sources, storage};

const PROJECT: &[u8] = include_bytes!("../assets/samples/harbour-talks.claimdesk.ron");
const SMALL: &[u8] = include_bytes!("corpus/case.claimdesk.ron");
const JOURNAL: &[u8] = include_bytes!("corpus/case.journal");
const SETTINGS: &[u8] = include_bytes!("corpus/settings.ron");
const ARTICLE: &[u8] = include_bytes!("../assets/samples/harbour-talks.txt");

/// Pieces that readers treat in a way of their own.
const PIECES: &[&[u8]] = &[
    b"\0",
    b"\"",
    b"\\",
    b"\n",
    b"\r\n",
    b"\r",
    b"(",
    b")",
    b"[",
    b"]",
    b"{",
    b"}",
    b",",
    b":",
    b"#",
    b"r#\"",
    b"\"#",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xf0\x9f\x91\xa9",
    b"\xcc\x88",
    b"\xd7\xa9",
    b"\xed\xa0\x80",
    b"\\u{110000}",
    b"\\ud800",
    b"-1",
    b"0",
    b"1e999",
    b"4294967296",
    b"18446744073709551616",
    b"null",
    b"true",
    b"[[0,1],[1,0]]",
    b"[[",
    b"version: 2",
    b"/*",
    b"//",
    b"<<<<<<< a\n",
    b"=======\n",
    b">>>>>>> b\n",
    b"text",
    b"\"id\"",
    b"state: rejected",
    b"\xc2\xa0",
    b"# ",
];

/// A few changes at random places: pieces put in, bytes changed, stretches cut, doubled or moved.
fn mutated(rng: &mut fastrand::Rng, seeds: &[&[u8]]) -> Vec<u8> {
    let mut bytes = rng.choice(seeds).unwrap().to_vec();
    for _ in 0..rng.usize(1..=6) {
        let at = rng.usize(..=bytes.len());
        let end = (at + rng.usize(..200)).min(bytes.len());
        match rng.u8(..8) {
            0 | 1 => {
                let piece = rng.choice(PIECES).unwrap();
                bytes.splice(at..at, piece.iter().copied());
            }
            2 => {
                let piece = rng.choice(PIECES).unwrap();
                bytes.splice(at..end.min(at + piece.len()), piece.iter().copied());
            }
            3 if at < bytes.len() => bytes[at] = rng.u8(..),
            4 => drop(bytes.drain(at..end)),
            5 => bytes.truncate(at),
            6 => {
                let stretch = bytes[at..end].to_vec();
                let to = rng.usize(..=bytes.len());
                bytes.splice(to..to, stretch);
            }
            // A digit for another: offsets and ids that don't fit.
            _ => {
                if let Some(digit) = bytes[at..].iter_mut().find(|byte| byte.is_ascii_digit()) {
                    *digit = rng.u8(b'0'..=b'9');
                }
            }
        }
    }
    bytes
}

fn try_many(runs: u64, seeds: &[&[u8]], read: impl Fn(&[u8])) {
    for seed in 0..runs {
        let bytes = mutated(&mut fastrand::Rng::with_seed(seed), seeds);
        let ended = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
        assert!(
            ended.is_ok(),
            "seed {seed}: {:?}",
            String::from_utf8_lossy(&bytes)
        );
    }
}

/// The first lines, the first entities and one claim of the sample: small, so that changes hit something.
fn small_project() -> String {
    let mut project = storage::load(PROJECT).unwrap().project;
    let document = project.document_order()[0];
    let mut ids = IdSource::from_seed(1);
    let mut author = claimdesk::edit::Author {
        name: "",
        now: Timestamp(0),
        ids: &mut ids,
    };
    let most: Vec<_> = project
        .claims()
        .skip(2)
        .map(|c| claimdesk::edit::Item::Claim(c.id))
        .chain(
            project
                .entities()
                .skip(3)
                .map(|e| claimdesk::edit::Item::Entity(e.id)),
        )
        .collect();
    let delete = claimdesk::edit::actions::delete(&project, &mut author, &most).unwrap();
    for edit in delete.edits {
        edit.apply(&mut project);
    }
    assert!(project.document(document).is_some());
    storage::save(&project)
}

fn as_lines(project: &[u8]) -> Vec<u8> {
    let project = storage::load(project).unwrap().project;
    let options = ExportOptions::all(States::WithSuggestions);
    let format = formats::by_id("jsonl").unwrap();
    let mut files = formats::export(format, &project, &options).unwrap().files;
    files.remove(0).bytes
}

#[test]
fn project_files() {
    let small = small_project();
    try_many(
        runs(2_000),
        &[
            SMALL,
            PROJECT,
            small.as_bytes(),
            small.as_bytes(),
            small.as_bytes(),
        ],
        |bytes| {
            if let Ok(loaded) = storage::load(bytes) {
                assert_eq!(doctor::examine(&loaded.project), []);
                let again = storage::load(storage::save(&loaded.project).as_bytes()).unwrap();
                assert_eq!(again.project, loaded.project);
            }
        },
    );
}

#[test]
fn articles() {
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            "Zoë 👩\u{200d}👧 sagte: „Nein“\r\n"
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let markdown = b"# Title\r\n\r\nText *here*, \xef\xbb\xbf and [there](x).\n";
    for name in ["a.txt", "a.md", "a"] {
        try_many(runs(2_000), &[ARTICLE, &utf16, markdown], |bytes| {
            let id = DocumentId::from_number(1);
            if let Ok(document) = sources::read(name, bytes, id, Timestamp(0)) {
                let text = document.text.as_str();
                assert!(!text.contains('\r') && !text.trim().is_empty());
                assert!(!document.title.trim().is_empty());
            }
        });
    }
}

#[test]
fn jsonl_imports() {
    let small = as_lines(small_project().as_bytes());
    let whole = as_lines(PROJECT);
    let hand = br#"{"id":"a","text":"One said two.\r\n","meta":{"title":"T"},"entities":[{"id":"x","start":0,"end":3,"label":"PER","entity":"e","state":"accepted"}],"attributions":[{"id":"y","source":[[0,3]],"cue":[[4,8]],"content":[[9,12]],"quote":"direct","state":"suggested"}]}"#;
    try_many(runs(2_000), &[&small, &whole, hand, hand], |bytes| {
        let files = [InFile {
            name: "a.jsonl".into(),
            bytes: bytes.to_vec(),
        }];
        let format = formats::by_id("jsonl").unwrap();
        let mut ids = IdSource::from_seed(1);
        if let Ok(imported) = formats::import(format, &files, &mut ids, Timestamp(0)) {
            assert_eq!(doctor::examine(&imported.project), []);
        }
    });
}

/// How many runs: more by `CLAIMDESK_FUZZ`.
fn runs(usual: u64) -> u64 {
    let wanted = std::env::var("CLAIMDESK_FUZZ").ok();
    wanted.map_or(usual, |runs| runs.parse().expect("a number of runs"))
}

#[test]
fn journals() {
    use claimdesk::storage::disk::RealDisk;
    use claimdesk::storage::journal::{Log, read, recover};
    let contents = read(JOURNAL);
    assert!(contents.damage.is_none() && contents.records.len() > 5);
    let whole = recover(JOURNAL).unwrap().steps.len();
    try_many(runs(1_000), &[JOURNAL], |bytes| {
        if let Some(recovery) = recover(bytes) {
            assert!(recovery.steps.len() <= whole || recovery.damage.is_some());
        }
    });
    // Checksums stop most of that early; these are right, and what the records say is not.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.journal");
    for seed in 0..runs(300) {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut records: Vec<Vec<u8>> = contents.records.iter().map(|r| r.to_vec()).collect();
        let at = rng.usize(..records.len());
        let donor = rng.choice(&contents.records).unwrap();
        records[at] = mutated(
            &mut rng,
            &[contents.records[at], contents.records[at], donor],
        );
        Log::create(&RealDisk, &path, records.iter().map(Vec::as_slice)).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let ended = catch_unwind(AssertUnwindSafe(|| {
            if let Some(mut recovery) = recover(&bytes) {
                // Whatever was taken in can be taken back, step by step.
                while recovery.history.undo(&mut recovery.project).is_some() {}
            }
        }));
        assert!(ended.is_ok(), "seed {seed}, record {at}");
    }
}

#[test]
fn suggestions() {
    use claimdesk::suggest::{Engine, Request, TrainedEngine};
    let prose = "“We will not leave before dawn,” Captain Bram Tessik told reporters on Monday.\n\nThe harbour of Korsvik, \
        he said, would cost $4.5 million: ‘more than the dockers’ league has’.";
    let other = "Die Ministerin sagte am Montag in Berlin, der Hafen werde „im Winter“ geschlossen. قال الوزير";
    try_many(runs(120), &[prose.as_bytes(), other.as_bytes()], |bytes| {
        let text = String::from_utf8_lossy(bytes);
        for language in ["en", ""] {
            let found = TrainedEngine.suggest(&Request::whole(&text, language));
            let mentions = found.entities.iter().flat_map(|entity| &entity.mentions);
            let anchors = mentions.map(|mention| &mention.anchor);
            for anchor in anchors.chain(found.claims.iter().map(|claim| &claim.content)) {
                assert!(text.get(anchor.hull().range()).is_some());
            }
            assert!(found.claims.len() <= text.len() / 8 + 8);
        }
    });
}

#[test]
fn settings() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.ron");
    try_many(runs(600), &[SETTINGS], |bytes| {
        std::fs::write(&file, bytes).unwrap();
        let (settings, notice) = storage::Settings::load_from(folder.path());
        assert!((14..=28).contains(&settings.text_size) && settings.recent.len() <= 12);
        assert!(!settings.annotator.trim().is_empty());
        assert_eq!(notice.is_none(), file.exists(), "what is put aside is told");
        settings.save_to(folder.path()).unwrap();
        let again = storage::Settings::load_from(folder.path());
        assert_eq!(again, (settings, None));
    });
}

#[test]
fn locks_of_projects() {
    use claimdesk::storage::{Claimed, Holder, claim};
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("a.claimdesk.ron");
    let lock = folder.path().join(".a.claimdesk.ron.lock");
    let holder = Holder::here("Anna", "1", Timestamp(0));
    let wake: std::sync::Arc<dyn Fn() + Send + Sync> = std::sync::Arc::new(|| {});
    let seed = b"(owner:\"Boris\",machine:\"far\",window:\"2\",since:\"2026-11-03T09:40:00Z\")\n";
    try_many(runs(300), &[seed], |bytes| {
        std::fs::write(&lock, bytes).unwrap();
        let Claimed::Taken { holder, .. } = claim(&project, &holder, &wake) else {
            return;
        };
        let _ = holder.since();
        assert_eq!(
            std::fs::read(&lock).unwrap(),
            bytes,
            "the lock of another is left alone"
        );
    });
}

#[test]
fn imports_of_every_format() {
    let project = storage::load(small_project().as_bytes()).unwrap().project;
    let options = ExportOptions::all(States::WithSuggestions);
    for format in formats::FORMATS
        .iter()
        .filter(|format| format.reads() && format.writes())
    {
        let files = formats::export(format, &project, &options).unwrap().files;
        let files: Vec<InFile> = files
            .into_iter()
            .map(|file| InFile {
                name: file.name,
                bytes: file.bytes,
            })
            .collect();
        for nth in 0..files.len() {
            try_many(25, &[&files[nth].bytes], |bytes| {
                let mut files = files.clone();
                files[nth].bytes = bytes.to_vec();
                let mut ids = IdSource::from_seed(1);
                if let Ok(imported) = formats::import(format, &files, &mut ids, Timestamp(0)) {
                    assert_eq!(doctor::examine(&imported.project), [], "{}", format.id);
                }
            });
        }
    }
}

/// Changes inside of a zip file, which would only break it otherwise.
#[test]
fn imports_of_packed_projects() {
    let project = storage::load(small_project().as_bytes()).unwrap().project;
    let options = ExportOptions::all(States::WithSuggestions);
    let format = formats::by_id("refi-qda").unwrap();
    let packed = formats::export(format, &project, &options)
        .unwrap()
        .files
        .remove(0)
        .bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&packed)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for nth in 0..archive.len() {
        let mut part = archive.by_index(nth).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    try_many(150, &[&parts[0].1], |bytes| {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (nth, (name, part)) in parts.iter().enumerate() {
            zip.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            let part = if nth == 0 { bytes } else { part };
            std::io::Write::write_all(&mut zip, part).unwrap();
        }
        let files = [InFile {
            name: "a.qdpx".to_owned(),
            bytes: zip.finish().unwrap().into_inner(),
        }];
        let mut ids = IdSource::from_seed(1);
        if let Ok(imported) = formats::import(format, &files, &mut ids, Timestamp(0)) {
            assert_eq!(doctor::examine(&imported.project), []);
        }
    });
}
