//! How fast the readers are: bytes of a page, bytes of document XML, pages of a PDF, by the second.
//!
//! `cargo bench --bench sources`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench that can't go on is to stop"
)]

#[path = "../tests/support/pdf_by_hand.rs"]
mod pdf_by_hand;

use std::hint::black_box;
use std::io::{Cursor, Write};
use std::time::Duration;

use claimdesk::model::{DocumentId, Timestamp};
use claimdesk::sources;
use cpu_time::ThreadTime;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ARTICLE: &str = include_str!("../tests/sources/texts/en1.txt");
const TEMPLATE: &str = include_str!("../tests/sources/pages/classic.html");
/// Bytes of running text in a page and in a document.
const PAGE: usize = 400_000;
const DOCUMENT: usize = 4_000_000;
/// Pages of a PDF.
const PAGES: usize = 200;

criterion_group! {
    name = readers;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(4));
    targets = plain, html, docx, odt, epub, rtf, pdf, made_pdf
}
criterion_main!(readers);

/// Paragraphs of the article, again and again, so many bytes of them.
fn paragraphs(bytes: usize) -> Vec<&'static str> {
    let body = ARTICLE.split("\n\n").skip(1).collect::<Vec<_>>();
    let mut length = 0;
    let cycle = body.iter().cycle().take_while(|paragraph| {
        length += paragraph.len();
        length < bytes
    });
    cycle.copied().collect()
}

fn read(name: &str, bytes: &[u8]) {
    let document = sources::read(name, bytes, DocumentId::from_number(1), Timestamp(0));
    black_box(document.expect("it can be read"));
}

/// The processor time of so many reads; a reader uses one thread.
fn took(times: u64, name: &str, bytes: &[u8]) -> Duration {
    let start = ThreadTime::now();
    for _ in 0..times {
        read(name, bytes);
    }
    start.elapsed()
}

fn bench(criterion: &mut Criterion, name: &str, file: &str, bytes: &[u8], amount: Throughput) {
    let mut group = criterion.benchmark_group("sources");
    group.throughput(amount);
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|times| took(times, file, bytes))
    });
    group.finish();
}

fn bytes_of(length: usize) -> Throughput {
    Throughput::BytesDecimal(length as u64)
}

fn plain(criterion: &mut Criterion) {
    let text = paragraphs(DOCUMENT).join("\n\n");
    bench(
        criterion,
        "txt",
        "a.txt",
        text.as_bytes(),
        bytes_of(text.len()),
    );
}

fn html(criterion: &mut Criterion) {
    let inner: String = paragraphs(PAGE)
        .iter()
        .map(|words| format!("<p>{words}</p>\n"))
        .collect();
    let page = TEMPLATE
        .replace("{{title}}", "A headline")
        .replace("{{paragraphs}}", &inner);
    bench(
        criterion,
        "html",
        "a.html",
        page.as_bytes(),
        bytes_of(page.len()),
    );
}

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(content.as_bytes()).expect("a part");
    }
    archive.finish().expect("an archive").into_inner()
}

fn docx(criterion: &mut Criterion) {
    // As Word writes: properties at every paragraph, a run for every few words.
    let run = |words: &str| {
        format!(
            "<w:r w:rsidRPr=\"00A21C3B\"><w:rPr><w:rFonts w:ascii=\"Georgia\" w:hAnsi=\"Georgia\"/><w:sz w:val=\"22\"/></w:rPr><w:t xml:space=\"preserve\">{words} </w:t></w:r>"
        )
    };
    let paragraph = |words: &&str| {
        let words: Vec<_> = words.split(' ').collect();
        let runs: String = words.chunks(8).map(|words| run(&words.join(" "))).collect();
        format!(
            "<w:p w:rsidR=\"00B83C22\"><w:pPr><w:spacing w:after=\"160\"/><w:jc w:val=\"both\"/></w:pPr>{runs}</w:p>"
        )
    };
    let body: String = paragraphs(DOCUMENT).iter().map(paragraph).collect();
    let xml = format!(
        "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let file = package(&[("word/document.xml", &xml)]);
    bench(criterion, "docx", "a.docx", &file, bytes_of(xml.len()));
}

fn odt(criterion: &mut Criterion) {
    let paragraph = |words: &&str| format!("<text:p text:style-name=\"P1\">{words}</text:p>");
    let body: String = paragraphs(DOCUMENT).iter().map(paragraph).collect();
    let xml = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let file = package(&[("content.xml", &xml)]);
    bench(criterion, "odt", "a.odt", &file, bytes_of(xml.len()));
}

fn epub(criterion: &mut Criterion) {
    let container =
        "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>";
    let chapters = 20;
    let paragraph = |words: &&str| format!("<p class=\"body\">{words}</p>\n");
    let inner: String = paragraphs(DOCUMENT / chapters)
        .iter()
        .map(paragraph)
        .collect();
    let chapter = format!(
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>C</title></head><body><section><h1>Chapter</h1>{inner}</section></body></html>"
    );
    let names: Vec<String> = (0..chapters)
        .map(|number| format!("c{number}.xhtml"))
        .collect();
    let items: String = names
        .iter()
        .map(|n| format!("<item id=\"{n}\" href=\"{n}\"/>"))
        .collect();
    let spine: String = names
        .iter()
        .map(|n| format!("<itemref idref=\"{n}\"/>"))
        .collect();
    let book =
        format!("<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let mut parts = vec![("META-INF/container.xml", container), ("book.opf", &*book)];
    parts.extend(names.iter().map(|name| (name.as_str(), chapter.as_str())));
    bench(
        criterion,
        "epub",
        "a.epub",
        &package(&parts),
        bytes_of(chapter.len() * chapters),
    );
}

fn rtf(criterion: &mut Criterion) {
    let paragraph = |words: &&str| {
        format!(
            "\\pard\\plain\\f0\\fs22 {}\\par\n",
            words.replace(['“', '”', '’'], "'")
        )
    };
    let body: String = paragraphs(DOCUMENT).iter().map(paragraph).collect();
    let file = format!("{{\\rtf1\\ansi{{\\fonttbl{{\\f0 Georgia;}}}}{body}}}");
    bench(
        criterion,
        "rtf",
        "a.rtf",
        file.as_bytes(),
        bytes_of(file.len()),
    );
}

/// Pages of two columns, as a typesetter writes them, with a running head.
fn pdf(criterion: &mut Criterion) {
    let words: Vec<&str> = ARTICLE
        .split_whitespace()
        .filter(|word| word.is_ascii())
        .collect();
    let mut words = words.iter().cycle();
    let page = |number: usize| {
        let mut page = format!("BT /F1 8 Tf 60 800 Td (The Weekly Lantern {number}) Tj ET\n");
        for left in [60, 310] {
            page.push_str(&format!("BT /F2 10 Tf {left} 760 Td 12 TL\n"));
            for _ in 0..58 {
                let line: Vec<String> = words
                    .by_ref()
                    .take(8)
                    .map(|w| format!("({w})-280"))
                    .collect();
                page.push_str(&format!("[{}]TJ T*\n", line.concat()));
            }
            page.push_str("ET\n");
        }
        page
    };
    let pages: Vec<String> = (0..PAGES).map(page).collect();
    let pages: Vec<&str> = pages.iter().map(String::as_str).collect();
    let file = pdf_by_hand::by_hand(&pages, "");
    bench(
        criterion,
        "pdf",
        "a.pdf",
        &file,
        Throughput::Elements(PAGES as u64),
    );
}

/// A short file with fonts of its own, as LibreOffice exports it: most of the time goes into the fonts.
fn made_pdf(criterion: &mut Criterion) {
    let file = include_bytes!("../tests/sources/made/pdf-office-paper-en2+en3+en4.pdf");
    bench(
        criterion,
        "pdf, made",
        "a.pdf",
        file,
        Throughput::Elements(3),
    );
}
