//! A fuzz target for each reader: damaged files end in a text or in an error, never in a panic, and never after
//! long. The corpus is the files in made/ and texts of our own; the damage comes from seeds, so a failure names what
//! makes it again. `CLAIMDESK_FUZZ` sets how many files each reader gets; then the longest read and the peak of
//! memory are held to their limits too.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use claimdesk::model::{DocumentId, Timestamp};
use claimdesk::sources::{self, Extent, Reading, SourceError};

use crate::made::made;
use crate::packages::package;

/// How many files each reader gets.
const RUNS: usize = 60;
/// How long one read may take in a long run, and how much memory the process may have used, in KiB.
const LONGEST: Duration = Duration::from_secs(10);
const MOST_MEMORY: u64 = 1 << 20;

/// Words that formats give a meaning to.
const LOADED: &[&[u8]] = &[
    b"<",
    b">",
    b"</",
    b"/>",
    b"<div>",
    b"<table>",
    b"<w:p>",
    b"<text:p>",
    b"&#0;",
    b"&#x110000;",
    b"{",
    b"}",
    b"\\'",
    b"\\u-1 ",
    b"\\bin99999999 ",
    b"\\ucx",
    b"\0",
    b"\xff\xfe",
    b"\xf0\x9f",
    b"=?utf-8?q?",
    b"boundary=",
    b"Content-Type: message/rfc822\r\n\r\n",
    b"--",
    b"<!--",
    b"]]>",
    b"<svg>",
    b"<template>",
    b"<![CDATA[",
    b"%00",
    b"../../",
    b"\n#",
    b"```",
    b"](",
    b"|-|",
    b"BT /F1 1 Tf",
    b" Tj ET",
    b"q ",
    b"/I Do ",
    b" 1e30 0 0 1e30 0 0 cm ",
    b"<</Length 99999999>>",
    b"stream\n",
    b"endstream",
    b" 0 R",
    b"[[[[[[[[",
    b"<<<<<<",
    b"-2147483648",
];

/// Changes a few places: flips, cuts, repeats, loaded words.
fn mutate(bytes: &mut Vec<u8>, random: &mut fastrand::Rng) {
    for _ in 0..random.usize(1..6) {
        if bytes.is_empty() {
            return;
        }
        let at = random.usize(..bytes.len());
        let end = (at + random.usize(..200)).min(bytes.len());
        match random.u8(..5) {
            0 => bytes[at] ^= 1 << random.u8(..8),
            1 => {
                bytes.drain(at..end);
            }
            2 => {
                let part = bytes[at..end].to_vec();
                for _ in 0..random.usize(1..20) {
                    bytes.splice(at..at, part.iter().copied());
                }
            }
            3 => {
                let word = LOADED[random.usize(..LOADED.len())];
                bytes.splice(at..at, word.iter().copied());
            }
            _ => bytes.truncate(at),
        }
    }
}

/// Mutates what is in a package, not only its packing.
fn mutate_parts(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let chosen = random.usize(..archive.len());
    let mut parts = Vec::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut inside = Vec::new();
        part.read_to_end(&mut inside).unwrap();
        if number == chosen || name.ends_with("ocument.xml") || name == "content.xml" {
            mutate(&mut inside, random);
        }
        parts.push((name, inside));
    }
    let parts: Vec<_> = parts
        .iter()
        .map(|(name, inside)| (name.as_str(), inside.as_slice()))
        .collect();
    package(&parts)
}

/// Mutates what a stream of a PDF holds, and packs it again.
fn mutate_stream(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let find = |from: usize, what: &[u8]| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.windows(what.len())
            .position(|window| window == what)
            .map(|at| from + at)
    };
    let mut streams = Vec::new();
    let mut at = 0;
    while let Some(word) = find(at, b"stream\n") {
        let start = word + b"stream\n".len();
        let end = find(start, b"endstream").unwrap_or(bytes.len());
        streams.push(start..end);
        at = end + b"endstream".len();
    }
    let Some(chosen) =
        (!streams.is_empty()).then(|| streams[random.usize(..streams.len())].clone())
    else {
        return bytes.to_vec();
    };
    let mut inside = Vec::new();
    let mut unpacker = flate2::read::ZlibDecoder::new(&bytes[chosen.clone()]);
    // What can't be unpacked is mutated as it is.
    if unpacker.read_to_end(&mut inside).is_err() {
        inside = bytes[chosen.clone()].to_vec();
        mutate(&mut inside, random);
        return [&bytes[..chosen.start], &inside, &bytes[chosen.end..]].concat();
    }
    mutate(&mut inside, random);
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&inside).unwrap();
    let packed = packer.finish().unwrap();
    [&bytes[..chosen.start], &packed, b"\n", &bytes[chosen.end..]].concat()
}

fn damaged(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    if bytes.starts_with(b"PK") && random.u8(..4) > 0 {
        return mutate_parts(bytes, random);
    }
    if bytes.starts_with(b"%PDF") && random.u8(..4) > 0 {
        return mutate_stream(bytes, random);
    }
    let mut mutated = bytes.to_vec();
    mutate(&mut mutated, random);
    mutated
}

/// The seeds of a reader: files that were made, or texts in several encodings.
fn seeds(ending: &str) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = made()
        .into_iter()
        .filter(|(name, _)| name.ends_with(&format!(".{ending}")))
        .map(|(_, bytes)| bytes)
        .collect();
    let texts = crate::texts::TEXTS.iter().map(|(_, text)| *text);
    match ending {
        "md" => seeds.push(crate::markdown::SAMPLE.as_bytes().to_vec()),
        "txt" => {
            for text in texts {
                seeds.push(text.as_bytes().to_vec());
                seeds.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
            }
            let russian = crate::texts::TEXTS
                .iter()
                .find(|(name, _)| *name == "ru")
                .unwrap()
                .1;
            seeds.push(encoding_rs::KOI8_R.encode(russian).0.into_owned());
        }
        _ => {}
    }
    assert!(!seeds.is_empty(), "{ending}");
    seeds
}

fn fuzz(ending: &str) {
    let wanted = std::env::var("CLAIMDESK_FUZZ").ok();
    let long = wanted.is_some();
    let runs = wanted.map_or(RUNS, |runs| {
        runs.parse().expect("CLAIMDESK_FUZZ is a number")
    });
    let seeds = seeds(ending);
    let name = format!("a.{ending}");
    let (mut read, mut longest) = (0, Duration::ZERO);
    for run in 0..runs {
        let mut random = fastrand::Rng::with_seed(run as u64);
        let bytes = damaged(&seeds[run % seeds.len()], &mut random);
        let reading = Reading {
            extent: if random.bool() {
                Extent::All
            } else {
                Extent::Main
            },
            ..Reading::default()
        };
        let id = DocumentId::from_number(1);
        let before = Instant::now();
        let result = sources::read_as(&name, &bytes, reading, id, Timestamp(0));
        longest = longest.max(before.elapsed());
        assert_ne!(result, Err(SourceError::Broke), "{ending}, run {run}");
        if let Ok(document) = result {
            read += 1;
            let text = document.text.as_str();
            assert!(
                !text.trim().is_empty() && !text.contains('\r'),
                "{ending}, run {run}"
            );
            assert!(!document.title.trim().is_empty(), "{ending}, run {run}");
        }
    }
    println!("{ending}: {runs} damaged files, {read} read, longest {longest:?}");
    if long {
        assert!(longest < LONGEST, "{ending}: {longest:?}");
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse::<u64>().ok());
        println!("{ending}: peak of memory {peak:?} KiB");
        assert!(
            peak.is_none_or(|peak| peak < MOST_MEMORY),
            "{ending}: {peak:?} KiB"
        );
    }
}

macro_rules! targets {
    ($($name:ident $ending:literal;)+) => {
        $(
            #[test]
            fn $name() {
                fuzz($ending);
            }
        )+
    };
}

targets! {
    fuzz_txt "txt";
    fuzz_md "md";
    fuzz_html "html";
    fuzz_mhtml "mhtml";
    fuzz_eml "eml";
    fuzz_docx "docx";
    fuzz_odt "odt";
    fuzz_rtf "rtf";
    fuzz_epub "epub";
    fuzz_pdf "pdf";
}
