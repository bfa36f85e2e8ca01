//! Files made by real producers (see make.sh): all words, in the right order.

use std::path::PathBuf;

use claimdesk::model::{Document, DocumentId, Timestamp};
use claimdesk::sources;

use crate::score::{f1, in_order};
use crate::texts::{Article, article};

/// The files in made/, by name.
pub fn made() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sources/made");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn open(name: &str, bytes: &[u8]) -> Document {
    let id = DocumentId::from_number(1);
    sources::read(name, bytes, id, Timestamp(0)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// `office-en1.docx` → office, en1, docx.
fn parts(name: &str) -> (&str, Article, &str) {
    let (stem, ending) = name.rsplit_once('.').unwrap();
    let mut words = stem.split('-');
    let producer = words.next().unwrap();
    (producer, article(words.next().unwrap()), ending)
}

#[test]
fn every_word_of_real_files_is_there_in_order() {
    let mut counts = std::collections::BTreeMap::new();
    for (name, bytes) in made() {
        if name.ends_with(".pdf") {
            continue;
        }
        let (producer, article, ending) = parts(&name);
        if producer == "saved" {
            continue;
        }
        let document = open(&name, &bytes);
        let mut truth = article.title.to_owned();
        if producer == "office" {
            truth = format!("{truth} {}", article.said_byline);
        }
        if producer == "pandoc" {
            // Its title block has the author, who stands at the head of the article too.
            let twice = ending != "epub";
            if twice {
                truth = format!("{truth} {}", article.byline);
            }
            truth = format!("{truth} {}", article.said_byline);
        }
        truth = format!("{truth} {}", article.paragraphs.join(" "));
        let score = in_order(&document.text, &truth);
        println!("{name} {score:.4}");
        assert!(
            score >= 0.995,
            "{name}: {score:.4}\n{}",
            document.text.as_str()
        );
        assert_eq!(document.title, article.title, "{name}");
        assert_eq!(
            document.origin.byline,
            byline(producer, ending, &article),
            "{name}"
        );
        *counts.entry(ending.to_owned()).or_insert(0) += 1;
    }
    for ending in ["docx", "odt", "rtf", "epub", "eml"] {
        assert!(counts[ending] >= 5, "{ending}: {}", counts[ending]);
    }
}

/// Who the file itself says wrote it.
fn byline(producer: &str, ending: &str, article: &Article) -> &'static str {
    match (producer, ending) {
        ("pandoc", "rtf") => "",
        _ => article.byline,
    }
}

#[test]
fn pages_that_a_browser_saved_give_their_article() {
    let saved = made();
    let saved: Vec<_> = saved
        .iter()
        .filter(|(name, _)| name.starts_with("saved-"))
        .collect();
    assert!(saved.len() >= 10);
    for (name, bytes) in saved {
        let (_, article, ending) = parts(name);
        let document = open(name, bytes);
        let truth = format!("{} {}", article.title, article.paragraphs.join(" "));
        let score = f1(&document.text, &truth);
        println!("{name} {score:.4}");
        assert!(
            score >= 0.97,
            "{name}: {score:.4}\n{}",
            document.text.as_str()
        );
        assert_eq!(document.title, article.title, "{name}");
        assert_eq!(document.origin.byline, article.byline, "{name}");
        if ending == "mhtml" {
            assert!(document.origin.address.starts_with("https://"), "{name}");
            assert_eq!(document.origin.reader, "mhtml 1");
        }
    }
}

#[test]
fn a_mail_says_who_sent_it_and_when() {
    let files = made();
    let (_, bytes) = files
        .iter()
        .find(|(name, _)| name == "mail-ru.eml")
        .unwrap();
    let document = open("mail-ru.eml", bytes);
    assert_eq!(document.origin.byline, "Анна Белова");
    assert_eq!(document.origin.published, "2026-03-12T09:30:00+01:00");
    assert_eq!(document.origin.media_type, "message/rfc822");
    assert_eq!(document.origin.language, "ru");
    assert!(document.text.contains("\n\nМэр отрицала"));
}
