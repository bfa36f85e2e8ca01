//! Packages made by hand for one trait each: notes, deletions, tables, bombs, depth.

use std::io::{Cursor, Write};

use claimdesk::model::{Document, DocumentId, Timestamp};
use claimdesk::sources::{self, SourceError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A zip archive of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // A type that stands first is not packed, so that programs can look for it.
        let method = match *name {
            "mimetype" => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn docx(body: &str, notes: &str) -> Vec<u8> {
    let main =
        format!("<w:document xmlns:w='w' xmlns:mc='mc'><w:body>{body}</w:body></w:document>");
    let notes = format!("<w:footnotes xmlns:w='w'>{notes}</w:footnotes>");
    package(&[
        ("word/document.xml", main.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ])
}

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:table='tb'><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ])
}

fn read(name: &str, bytes: &[u8]) -> Result<Document, SourceError> {
    sources::read(name, bytes, DocumentId::from_number(1), Timestamp(0))
}

fn text(name: &str, bytes: &[u8]) -> String {
    read(name, bytes).unwrap().text.as_str().to_owned()
}

#[test]
fn word_documents_give_what_is_read_and_not_what_was_deleted() {
    let body = "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>The &amp; title</w:t></w:r></w:p>\
        <w:p><w:r><w:t>One</w:t><w:tab/><w:t xml:space='preserve'>two </w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
        <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>three</w:t></w:r></w:ins>\
        <w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>x</w:t><w:br/><w:t>four&#x20AC;</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>end</w:t></w:r></w:p>";
    let notes = "<w:footnote w:id='1'><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote>";
    let document = read("a.docx", &docx(body, notes)).unwrap();
    assert_eq!(
        document.text.as_str(),
        "The & title\n\nOne\ttwo three-x\nfour€\n\na\nb\n\nbox\n\nend\n\nThe note."
    );
    assert_eq!(document.title, "The & title");
    assert_eq!(document.origin.reader, "docx 1");
}

#[test]
fn open_documents_put_notes_at_the_end_and_leave_comments_out() {
    let body = "<text:h text:outline-level='1'>Head</text:h><text:p>One<text:s text:c='2'/>two<text:tab/>three\
        <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note.</text:p></text:note-body></text:note>\
        <office:annotation><text:p>comment</text:p></office:annotation>\n  four<text:line-break/>five</text:p>";
    let document = read("a.odt", &odt(body)).unwrap();
    assert_eq!(
        document.text.as_str(),
        "Head\n\nOne  two\tthree four\nfive\n\nThe note."
    );
    assert_eq!(document.title, "Head");
    // A download that lost its ending is known by its first bytes.
    assert_eq!(read("download", &odt(body)).unwrap().origin.reader, "odt 1");
}

#[test]
fn rich_text_knows_its_fonts_notes_and_characters() {
    let rtf = br"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 Mincho;}}
{\info{\title Caf\'e9 closes}{\author Ann B}}{\header no}{\*\unknown no}
{\f0 Caf\'e9 closes\par}\f1\'cf\'ee\'f0\'f2\f0 \u8220?quoted\u8221? \ldblquote x\rdblquote\line next\par
\f2\'93\'fa\'96\'7b\f0\~\u-10179?\u-8704?{\footnote A note.}{\field{\*\fldinst HYPERLINK}{\fldrslt link}}\bin3 {}} end\{\}\par}trailing";
    let document = read("a.rtf", rtf).unwrap();
    let text = document.text.as_str();
    assert!(
        text.starts_with("Café closes\n\nПорт“quoted” “x”\nnext\n\n日本"),
        "{text}"
    );
    assert!(text.contains("\u{a0}😀link"), "{text}");
    assert!(text.ends_with("end{}\n\nA note."), "{text}");
    assert_eq!(document.title, "Café closes");
    assert_eq!(document.origin.byline, "Ann B");
}

#[test]
fn bombs_and_depths_are_refused_at_once() {
    let start = std::time::Instant::now();
    let bomb = vec![b' '; 100 << 20];
    let refused = |name: &str, bytes: &[u8]| {
        let error = read(name, bytes).unwrap_err();
        assert!(
            matches!(error, SourceError::TooMuch { .. }),
            "{name}: {error}"
        );
    };
    refused("a.docx", &package(&[("word/document.xml", &bomb)]));
    refused("a.odt", &package(&[("content.xml", &bomb)]));
    refused("a.epub", &package(&[("META-INF/container.xml", &bomb)]));
    refused("a.docx", &docx(&"<w:x>".repeat(100_000), ""));
    refused("a.odt", &odt(&"<text:span>".repeat(100_000)));
    refused(
        "a.rtf",
        format!("{{\\rtf1 {}", "{".repeat(100_000)).as_bytes(),
    );
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn entities_grow_nothing_and_archives_in_archives_stay_shut() {
    let laughs = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>x&b;y</w:t></w:r></w:p></w:body></w:document>";
    let inner = package(&[("word/document.xml", laughs.as_bytes())]);
    let outer = package(&[
        ("word/document.xml", laughs.as_bytes()),
        ("word/inner.docx", &inner),
    ]);
    assert_eq!(text("a.docx", &outer), "xy");
    let only_inner = package(&[("inner.docx", &inner)]);
    let error = read("a.docx", &only_inner).unwrap_err().to_string();
    assert!(error.contains("no part word/document.xml"), "{error}");
}

#[test]
fn what_is_damaged_or_unknown_says_so() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("a.docx", b"PK\x03\x04 nothing", "archive"),
        ("a.docx", b"no archive at all", "archive"),
        ("a.rtf", b"no rtf", "RTF"),
        ("a.zip", b"PK\x03\x04", "an archive"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        ("a.eml", b"", "no text"),
    ];
    for (name, bytes, words) in cases {
        let error = read(name, bytes).unwrap_err().to_string();
        assert!(error.contains(words), "{name}: {error}");
    }
    let broken = docx("<w:p><w:r></w:p>", "");
    let error = read("a.docx", &broken).unwrap_err().to_string();
    assert!(error.contains("XML is broken at byte"), "{error}");
    let id = DocumentId::from_number(1);
    let sound = docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>", "");
    let chosen = sources::read_as(
        "a.docx",
        &sound,
        crate::encodings::in_encoding("utf-8"),
        id,
        Timestamp(0),
    );
    assert_eq!(chosen, Err(SourceError::NotPlain));
}

#[test]
fn parts_that_are_packed_otherwise_or_locked_say_so() {
    let plain = docx("<w:p><w:r><w:t>Words</w:t></w:r></w:p>", "");
    assert_eq!(text("a.docx", &plain), "Words");
    // Two bytes of each part's heads: flags and method (APPNOTE 4.3.7 and 4.3.12).
    let changed = |local: usize, central: usize, value: u8| {
        let mut bytes = plain.clone();
        for (head, at) in [(b"PK\x03\x04", local), (b"PK\x01\x02", central)] {
            let heads = memchr::memmem::find_iter(&plain, head);
            heads.for_each(|head| bytes[head + at] = value);
        }
        bytes
    };
    for method in [1, 6, 9, 12, 14, 93, 95, 99] {
        let bytes = changed(8, 10, method);
        let error = read("a.docx", &bytes).unwrap_err();
        // Method 99 says that the part is locked (AE-x).
        let wanted = match method {
            99 => matches!(error, SourceError::Damaged(_) | SourceError::PackedOddly),
            _ => error == SourceError::PackedOddly,
        };
        assert!(wanted, "{method}: {error}");
    }
    assert_eq!(read("a.docx", &changed(6, 8, 1)), Err(SourceError::Locked));
}

#[test]
fn a_list_of_a_million_parts_is_not_read() {
    let head = [b"PK\x01\x02".as_slice(), &[0; 42]].concat();
    let mut bytes = docx("<w:p/>", "");
    bytes.extend(head.repeat(30_000));
    let error = read("a.docx", &bytes).unwrap_err();
    let is_told = matches!(error, SourceError::TooMuch { what: "parts", .. });
    assert!(is_told, "{error}");
}
