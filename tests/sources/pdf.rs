//! PDFs by LibreOffice, Chromium and groff (see make_pdfs.py): all words in order, columns down, heads and page
//! numbers gone, hyphens joined; and PDFs written by hand for one trait each.

use claimdesk::model::{Document, DocumentId, Timestamp};
use claimdesk::sources::{self, Extent, Reading, SourceError};

use crate::by_hand::by_hand;
use crate::made::made;
use crate::score::in_order;
use crate::texts::article;

fn read(bytes: &[u8], extent: Extent) -> Result<Document, SourceError> {
    let reading = Reading {
        extent,
        ..Reading::default()
    };
    let id = DocumentId::from_number(1);
    sources::read_as("a.pdf", bytes, reading, id, Timestamp(0))
}

fn open(bytes: &[u8]) -> Document {
    read(bytes, Extent::Main).unwrap()
}

#[test]
fn every_word_of_made_pdfs_is_there_in_order() {
    let mut counts = std::collections::BTreeMap::new();
    let mut faults = Vec::new();
    for (name, bytes) in made() {
        let Some(stem) = name.strip_suffix(".pdf") else {
            continue;
        };
        let [_, producer, layout, texts] = stem.splitn(4, '-').collect::<Vec<_>>()[..] else {
            panic!("{name}");
        };
        let articles: Vec<_> = texts.split('+').map(article).collect();
        let truth: Vec<String> = articles
            .iter()
            .map(|a| match producer {
                // pandoc's title block has the author once more.
                "pandoc" => format!("{} {} {}", a.title, a.byline, a.said_byline),
                _ => format!("{} {}", a.title, a.said_byline),
            } + "\n\n" + &a.paragraphs.join("\n\n"))
            .collect();
        let document = open(&bytes);
        let score = in_order(&document.text, &truth.join("\n\n"));
        let kept = paragraphs_kept(&document.text, &articles);
        println!("{name} words {score:.4}, paragraphs {kept:.2}");
        let least = if layout == "columns" || layout == "three" {
            0.98
        } else {
            0.995
        };
        if score < least || kept < 0.8 || document.title != articles[0].title {
            let title = &document.title;
            faults.push(format!(
                "{name}: {score:.4}, {kept:.2}, {title}\n{}",
                document.text.as_str()
            ));
        }
        assert_eq!(document.origin.media_type, "application/pdf");
        *counts.entry(layout.to_owned()).or_insert(0) += 1;
    }
    assert!(faults.is_empty(), "{}", faults.join("\n=====\n"));
    assert!(counts["plain"] >= 5 && counts["columns"] >= 5, "{counts:?}");
}

/// The share of the true paragraphs that are paragraphs of the text, word for word.
fn paragraphs_kept(text: &str, articles: &[crate::texts::Article]) -> f64 {
    let bare = |words: &str| crate::score::words(words).concat();
    let found: Vec<String> = text.split("\n\n").map(bare).collect();
    let all: Vec<_> = articles.iter().flat_map(|a| &a.paragraphs).collect();
    let kept = all
        .iter()
        .filter(|paragraph| found.contains(&bare(paragraph)));
    kept.count() as f64 / all.len().max(1) as f64
}

#[test]
fn heads_and_page_numbers_go_and_all_text_has_them() {
    let files = made();
    let (_, bytes) = files
        .iter()
        .find(|(name, _)| name == "pdf-office-paper-en2+en3+en4.pdf")
        .unwrap();
    let (main, all) = (open(bytes), read(bytes, Extent::All).unwrap());
    assert!(
        !main.text.contains("Weekly Lantern"),
        "{}",
        main.text.as_str()
    );
    assert!(all.text.contains("Weekly Lantern"));
    assert!(all.text.contains("Page 2 of"));
    assert_eq!(main.origin.reader, "pdf 1");
    assert_eq!(all.origin.reader, "pdf 1, all text");
    assert_eq!(main.origin.byline, article("en2").byline);
    // When the file was made is not when the article was published.
    assert_eq!(main.origin.published, "");
}

#[test]
fn words_without_spaces_between_them_are_parted_by_the_gaps() {
    // As TeX writes: kerning within words, no spaces between them, a word broken at the line's end.
    let content = "BT /F2 12 Tf 72 700 Td [(The)-300(city)-310(coun)20(cil)-290(met,)-300(its)-300(chair)-300(said)-300(in)-300(the)-300(govern-)]TJ \
        0 -14 Td [(men)10(t)-300(building.)]TJ ET";
    let text = open(&by_hand(&[content], "")).text;
    assert_eq!(
        text.as_str(),
        "The city council met, its chair said in the government building."
    );
}

#[test]
fn what_holds_no_text_says_why() {
    let picture = "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n0\nendstream";
    let scan = by_hand(
        &[
            "q 595 0 0 842 0 0 cm /I Do Q",
            "q 595 0 0 842 0 0 cm /I Do Q",
        ],
        picture,
    );
    assert_eq!(read(&scan, Extent::Main), Err(SourceError::Scanned));
    let said = SourceError::Scanned.to_string();
    assert!(said.contains("no text"), "{said}");
    assert_eq!(
        read(&by_hand(&["0 0 m"], ""), Extent::Main),
        Err(SourceError::Empty)
    );
    // The words that a machine saw in a scan are its text.
    let seen = by_hand(
        &[
            "q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr /F1 12 Tf 72 700 Td (Seen by a machine in the scan.) Tj ET",
        ],
        picture,
    );
    assert_eq!(open(&seen).text.as_str(), "Seen by a machine in the scan.");
    assert!(matches!(
        read(b"%PDF-1.7 and nothing more", Extent::Main),
        Err(SourceError::Damaged(_))
    ));
}

#[test]
fn a_locked_file_says_so() {
    let mut locked = by_hand(&["BT /F1 12 Tf 72 700 Td (Secret) Tj ET"], "");
    let text = String::from_utf8(locked.clone()).unwrap();
    let owner = "00".repeat(32);
    let trailer = format!(
        "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{owner}>/U<{owner}>>>/ID[<00><00>]/Root"
    );
    locked = text.replace("/Root", &trailer).into_bytes();
    assert_eq!(read(&locked, Extent::Main), Err(SourceError::Locked));
}

#[test]
fn a_stream_that_unpacks_to_gigabytes_is_refused_at_once() {
    let packed = deflated(&vec![0; 300 << 20]);
    assert!(packed.len() < 400_000);
    refused(&with_stream("/Filter/FlateDecode", &packed));
}

/// A file with one more stream.
fn with_stream(dictionary: &str, packed: &[u8]) -> Vec<u8> {
    let mut file = by_hand(
        &["BT /F1 12 Tf 72 700 Td (Words of the article.) Tj ET"],
        "",
    );
    let head = format!(
        "5 0 obj\n<<{dictionary}/Length {}>>\nstream\n",
        packed.len()
    );
    let place = file.windows(5).position(|w| w == b"xref\n").unwrap();
    let stream = [head.as_bytes(), packed, b"\nendstream\nendobj\n"].concat();
    file.splice(place..place, stream);
    file
}

fn refused(file: &[u8]) {
    let error = read(file, Extent::Main).unwrap_err();
    let is_told = matches!(
        error,
        SourceError::TooMuch {
            what: "bytes when unpacked",
            ..
        }
    );
    assert!(is_told, "{error}");
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// Tables of LZW codes, each of which stands for one byte more than the code before (ISO 32000-2, 7.4.4).
fn lzw_tables(tables: usize) -> Vec<u8> {
    let (mut bytes, mut held, mut count) = (Vec::new(), 0_u32, 0);
    let mut put = |code: u32, width: u32| {
        held = held << width | code;
        count += width;
        while count >= 8 {
            count -= 8;
            bytes.push((held >> count) as u8);
        }
    };
    for table in 0..tables {
        put(256, if table == 0 { 9 } else { 12 });
        put(97, 9);
        for number in 1..3837 {
            let width = match 257 + number {
                ..511 => 9,
                511..1023 => 10,
                1023..2047 => 11,
                _ => 12,
            };
            put(257 + number, width);
        }
    }
    bytes
}

#[test]
fn bombs_of_every_filter_and_of_several_are_refused() {
    // 128 bytes for two.
    let run = [0x81, b'a'].repeat((257 << 20) / 128);
    refused(&with_stream("/Filter/RunLengthDecode", &run));
    refused(&with_stream(
        "/Filter[/FlateDecode/RunLengthDecode]",
        &deflated(&run),
    ));
    refused(&with_stream("/Filter [ /Fl /R#4c ]", &deflated(&run)));
    refused(&with_stream("%/Filter/DCTDecode\n/Filter/RL", &run));
    let hex: String = deflated(&run)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let chain = "/Filter[/ASCIIHexDecode/FlateDecode/RunLengthDecode]";
    refused(&with_stream(chain, hex.as_bytes()));
    refused(&with_stream("/Filter/LZWDecode", &lzw_tables(40)));
    let error = read(
        &with_stream("/Filter[/A85/AHx/A85/AHx/A85/Fl]", b"~>"),
        Extent::Main,
    );
    let error = error.unwrap_err().to_string();
    assert!(error.contains("layers of packing"), "{error}");
    // The same filters around little.
    let little = lzw_tables(1);
    for (dictionary, bytes) in [
        ("/Filter/RunLengthDecode", &run[..200]),
        ("/Filter/LZWDecode", &little[..]),
        (
            "/Filter[/FlateDecode/RunLengthDecode]",
            &deflated(&run[..200]),
        ),
        ("/Filter/ASCII85Decode", b"zzzzz87cURD]~>"),
    ] {
        assert_eq!(
            open(&with_stream(dictionary, bytes)).text.as_str(),
            "Words of the article."
        );
    }
}

#[test]
fn a_drawing_that_holds_itself_ends() {
    let form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</I 5 0 R>>/Font<</F1 3 0 R>>>>/Length 52>>\nstream\nBT /F1 12 Tf 72 700 Td (Again and again.) Tj ET /I Do \nendstream";
    let text = open(&by_hand(&["/I Do"], form)).text;
    assert!(text.contains("Again and again."));
}
