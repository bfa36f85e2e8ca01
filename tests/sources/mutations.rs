//! Damaged files end in a text or in an error, never in a panic and never after long.

use std::io::Read;
use std::time::{Duration, Instant};

use claimdesk::model::{DocumentId, Timestamp};
use claimdesk::sources::{self, SourceError};

use crate::made::made;
use crate::packages::package;

/// How long all of it may take; slow machines try fewer files.
const TIME: Duration = Duration::from_secs(6);
const ROUNDS: usize = 40;

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

#[test]
fn damaged_files_never_break_a_reader() {
    let start = Instant::now();
    let mut tried = 0;
    let mut files = made();
    files.push((
        "a.md".to_owned(),
        crate::markdown::SAMPLE.as_bytes().to_vec(),
    ));
    let mut broke = Vec::new();
    'all: for round in 0..ROUNDS {
        for (name, bytes) in &files {
            let mut random = fastrand::Rng::with_seed((round * 1000 + tried) as u64);
            let mutated = if bytes.starts_with(b"PK") && random.u8(..4) > 0 {
                mutate_parts(bytes, &mut random)
            } else {
                let mut mutated = bytes.clone();
                mutate(&mut mutated, &mut random);
                mutated
            };
            let before = Instant::now();
            let read = sources::read(name, &mutated, DocumentId::from_number(1), Timestamp(0));
            if read == Err(SourceError::Broke) {
                broke.push(format!("{name}, round {round}"));
            }
            assert!(
                before.elapsed() < Duration::from_secs(10),
                "{name}, round {round}"
            );
            tried += 1;
            if start.elapsed() > TIME {
                break 'all;
            }
        }
    }
    println!("{tried} damaged files in {:?}", start.elapsed());
    assert!(broke.is_empty(), "{broke:#?}");
    assert!(tried >= files.len());
}
