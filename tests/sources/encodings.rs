//! The same article in every encoding that can hold it is the same text after detection.

use claimdesk::model::{DocumentId, Timestamp};
use claimdesk::sources::{self, Reading};
use encoding_rs::Encoding;

use crate::texts::TEXTS;

/// As a file is read when the analyst has chosen its encoding.
pub fn in_encoding(label: &str) -> Reading {
    let known = sources::ENCODINGS.iter().map(|(known, _)| *known);
    Reading {
        encoding: known.chain(["utf-8"]).find(|known| *known == label),
        ..Reading::default()
    }
}

/// Encodings that the press uses or used, by language; Chinese prose in a Japanese encoding is nobody's file.
const USED: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "windows-1252",
            "ISO-8859-15",
            "windows-1250",
            "gb18030",
            "Big5",
            "EUC-KR",
            "macintosh",
        ],
    ),
    (
        "de",
        &["windows-1252", "ISO-8859-15", "windows-1250", "ISO-8859-2"],
    ),
    ("pl", &["windows-1250", "ISO-8859-2", "windows-1257"]),
    ("tr", &["windows-1254"]),
    ("ru", &["windows-1251", "KOI8-R", "ISO-8859-5", "IBM866"]),
    ("el", &["windows-1253", "ISO-8859-7"]),
    ("ar", &["windows-1256", "ISO-8859-6"]),
    ("zh", &["gb18030"]),
    ("zht", &["Big5", "gb18030"]),
    ("ja", &["Shift_JIS", "EUC-JP", "ISO-2022-JP"]),
    ("ko", &["EUC-KR"]),
];

/// A text in every form that can hold it: UTF-8 and UTF-16 with and without mark, and its old encodings.
fn files(name: &str, text: &str) -> Vec<(String, String, Vec<u8>)> {
    let mut files = vec![
        (
            "UTF-8".to_owned(),
            text.to_owned(),
            text.as_bytes().to_vec(),
        ),
        (
            "UTF-8 with mark".to_owned(),
            text.to_owned(),
            format!("\u{feff}{text}").into_bytes(),
        ),
    ];
    for mark in ["", "\u{feff}"] {
        let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
        let little = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        files.push((format!("UTF-16LE {}", mark.len()), text.to_owned(), little));
        files.push((format!("UTF-16BE {}", mark.len()), text.to_owned(), big));
    }
    let language = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let used = USED.iter().find(|(known, _)| *known == language).unwrap().1;
    for label in used {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        // An encoding without typographic quotes and dashes was written with plain ones.
        for text in [text.to_owned(), plain(text)] {
            let text = text.as_str();
            let (bytes, _, lost) = encoding.encode(text);
            if !lost {
                files.push(((*label).to_owned(), text.to_owned(), bytes.into_owned()));
                break;
            }
        }
    }
    files
}

fn plain(text: &str) -> String {
    text.replace(['“', '”', '„', '«', '»'], "\"")
        .replace(['–', '—'], "-")
        .replace('’', "'")
}

#[test]
fn the_same_article_in_all_encodings_is_one_text() {
    let (mut all, mut wrong) = (0, Vec::new());
    for (name, text) in TEXTS {
        for (label, text, bytes) in files(name, text) {
            all += 1;
            let id = DocumentId::from_number(1);
            let read = sources::read("a.txt", &bytes, id, Timestamp(0));
            match read {
                Ok(document) if document.text.as_str() == text => {}
                Ok(document) => {
                    wrong.push(format!("{name} in {label}: {}", document.origin.reader));
                }
                Err(error) => wrong.push(format!("{name} in {label}: {error}")),
            }
        }
    }
    println!("{} of {all} identical", all - wrong.len());
    assert!(all >= 120, "{all}");
    assert!(
        wrong.len() * 20 <= all,
        "{} of {all}: {wrong:#?}",
        wrong.len()
    );
}

#[test]
fn what_is_guessed_wrong_can_be_chosen() {
    for (name, text) in TEXTS {
        for (label, text, bytes) in files(name, text) {
            let Some(label) = label.split(' ').next() else {
                continue;
            };
            let id = DocumentId::from_number(1);
            assert!(in_encoding(label).encoding.is_some(), "{label}");
            let read =
                sources::read_as("a.txt", &bytes, in_encoding(label), id, Timestamp(0)).unwrap();
            assert_eq!(read.text.as_str(), text, "{name} in {label}");
        }
    }
}
