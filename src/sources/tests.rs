//! What readers make of bytes: text, titles, languages, and refusals that name the place.

use super::*;

const NOW: Timestamp = Timestamp(1_762_000_000);

fn open(name: &str, bytes: &[u8]) -> Result<Document, SourceError> {
    read(name, bytes, DocumentId::from_number(1), NOW)
}

fn open_as(bytes: &[u8], label: &'static str) -> Result<Document, SourceError> {
    let reading = Reading {
        encoding: Some(label),
        ..Reading::default()
    };
    read_as("a.txt", bytes, reading, DocumentId::from_number(1), NOW)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let text = format!("\u{feff}{text}");
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn the_same_text_in_four_encodings_is_one_text() {
    let text = "One\r\ntwo “three” 👩\u{200d}👧\r\n";
    let marked = format!("\u{feff}{text}");
    let files = [
        text.as_bytes().to_vec(),
        marked.into_bytes(),
        utf16(text, u16::to_le_bytes),
        utf16(text, u16::to_be_bytes),
    ];
    for bytes in files {
        let document = open("a.txt", &bytes).unwrap();
        assert_eq!(document.text.as_str(), "One\ntwo “three” 👩\u{200d}👧\n");
        assert_eq!(document.origin.bytes_sha256, hex(&Sha256::digest(&bytes)));
    }
}

#[test]
fn the_encoding_is_found_recorded_and_can_be_chosen() {
    let latin = b"The minister met caf\xe9 owners in Orl\xe9ans on Friday.\n";
    let document = open("a.txt", latin).unwrap();
    assert!(document.text.contains("café owners in Orléans"));
    assert_eq!(document.origin.reader, "txt 2, windows-1252");
    let chosen = |label| open_as(latin, label);
    let greek = chosen("ISO-8859-7").unwrap();
    assert!(greek.text.contains("cafι owners"));
    assert_eq!(greek.origin.reader, "txt 2, ISO-8859-7");
    assert_eq!(
        chosen("EBCDIC"),
        Err(SourceError::NoEncoding("EBCDIC".to_owned()))
    );
    for (label, _) in ENCODINGS {
        assert!(
            encoding_rs::Encoding::for_label(label.as_bytes()).is_some(),
            "{label}"
        );
    }
}

#[test]
fn refusals_say_where_and_what_to_do() {
    let latin1 = b"One\nTwo caf\xe9\n";
    let error = open_as(latin1, "utf-8").unwrap_err();
    let place = |encoding, line, offset| SourceError::NotIn {
        encoding,
        line,
        offset,
    };
    assert_eq!(error, place("UTF-8", 2, 11));
    assert!(error.to_string().contains("Choose another encoding"));
    // A high surrogate alone, then a line; and a byte too many.
    let lone = [0xff, 0xfe, b'a', 0, b'\n', 0, 0x3d, 0xd8, b'b', 0];
    assert_eq!(open("a.txt", &lone), Err(place("UTF-16LE", 2, 6)));
    let odd = [0xff, 0xfe, b'a', 0, b'b'];
    assert_eq!(open("a.txt", &odd), Err(place("UTF-16LE", 1, 4)));
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(open("a.txt", b""), Err(SourceError::Empty));
    assert_eq!(open("a.txt", b"\xef\xbb\xbf \r\n"), Err(SourceError::Empty));
    assert_eq!(open("a.txt", b"text\0text"), Err(SourceError::Binary));
    assert_eq!(
        open("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        Err(SourceError::Binary)
    );
    assert_eq!(
        open("a.txt", b"\x01\x02\x03 words"),
        Err(SourceError::Binary)
    );
    let large = vec![b'a'; MAX_BYTES + 1];
    assert_eq!(
        open("a.txt", &large),
        Err(SourceError::TooLarge {
            bytes: MAX_BYTES + 1
        })
    );
    // One stray control character among many words is text, and stays.
    let stray = format!("{}\u{8}", "word ".repeat(20));
    assert_eq!(
        open("a.txt", stray.as_bytes()).unwrap().text.as_str(),
        stray
    );
}

#[test]
fn the_first_line_is_the_title_if_it_is_a_headline() {
    let title = |text: &str| open("cases/story 7.txt", text.as_bytes()).unwrap().title;
    assert_eq!(
        title("\n  Harbour to reopen by Friday \n\nText."),
        "Harbour to reopen by Friday"
    );
    assert_eq!(
        title("港口将于星期五重新开放货轮\n正文。"),
        "港口将于星期五重新开放货轮"
    );
    for other in [
        "Harbour to reopen by Friday",
        "Harbour to reopen by Friday.\nText.",
        "Harbour to reopen by Friday —\nText.",
        "Pellane, Tuesday\nText.",
        &format!("{}\nText.", "word ".repeat(31)),
        &format!("{}\nText.", "lengthyword ".repeat(14)),
    ] {
        assert_eq!(title(other), "story 7", "{other}");
    }
}

#[test]
fn markdown_keeps_its_headings_and_gives_its_first() {
    let text = "```\n# no\n```\n## Two\n# The *one* ##\n# Other\n";
    let document = open("a.md", text.as_bytes()).unwrap();
    assert_eq!(document.title, "The one");
    assert_eq!(
        document.text.as_str(),
        "    # no\n\n## Two\n\n# The one\n\n# Other\n"
    );
    assert_eq!(document.origin.media_type, "text/markdown");
    assert_eq!(document.origin.reader, "md 2, UTF-8");
    assert_eq!(
        open("notes.markdown", b"No heading").unwrap().title,
        "notes"
    );
    assert_eq!(open("a.md", b"# C#\n").unwrap().title, "C#");
}

#[test]
fn the_origin_says_where_the_text_came_from() {
    let document = open("a.txt", b"Some words").unwrap();
    let origin = &document.origin;
    assert_eq!(origin.path, "a.txt");
    assert_eq!(origin.retrieved, Some(NOW));
    assert_eq!(origin.media_type, "text/plain");
    assert_eq!(origin.reader, "txt 2, UTF-8");
    assert_eq!(open(".hidden", b"Some words").unwrap().title, ".hidden");
}

#[test]
fn pasted_text_has_no_file() {
    let paste = |hint, text| from_text(hint, text, DocumentId::from_number(1), NOW);
    let document = paste(" A hint ", "Some words").unwrap();
    assert_eq!(document.title, "A hint");
    assert_eq!(
        (
            document.origin.path.as_str(),
            document.origin.bytes_sha256.as_str()
        ),
        ("", "")
    );
    assert_eq!(
        paste("", "Port opens again on Friday\nText.")
            .unwrap()
            .title,
        "Port opens again on Friday"
    );
    assert_eq!(
        paste("", "one two three four five six seven eight nine")
            .unwrap()
            .title,
        "one two three four five six seven eight"
    );
    assert_eq!(paste("", " \n"), Err(SourceError::Empty));
    assert_eq!(paste("", "a\0b"), Err(SourceError::Binary));
}

#[test]
fn languages_are_guessed_only_where_it_shows() {
    let cases = [
        (
            "en",
            "The minister said that the harbour was closed and that talks with the group had ended.",
        ),
        (
            "",
            "Der Minister sagte, der Hafen sei geschlossen und die Gespräche seien beendet.",
        ),
        (
            "",
            "De minister zei dat de haven was gesloten of dat het overleg was beëindigd in de stad.",
        ),
        ("", "Harbour closed"),
        ("ar", "قال الوزير إن الميناء سيفتح يوم الجمعة"),
        ("", "وزیر گفت که بندر روز جمعه باز می‌شود"),
        ("he", "השר אמר כי הנמל ייפתח ביום שישי"),
        ("zh", "部长说港口将于星期五重新开放"),
        ("ja", "大臣は港が金曜日に再開すると述べた"),
        ("ko", "장관은 항구가 금요일에 다시 열린다고 말했다"),
        (
            "ru",
            "Министр сказал, что порт был закрыт и что эти переговоры завершены",
        ),
        ("", "Міністр сказав, що порт відкриють у п’ятницю"),
        ("el", "Ο υπουργός είπε ότι το λιμάνι θα ανοίξει"),
        ("hi", "मंत्री ने कहा कि बंदरगाह शहर में है और खुला है"),
        ("th", "รัฐมนตรีกล่าวว่าท่าเรือจะเปิดอีกครั้ง"),
    ];
    for (tag, text) in cases {
        assert_eq!(language::guess(text), tag, "{text}");
    }
}

#[test]
fn every_ending_of_the_list_has_its_reader() {
    for ending in EXTENSIONS {
        let kind = kind(ending, b"Words").unwrap();
        let plain = ["txt", "text"].contains(ending);
        assert_eq!(kind == Kind::Text, plain, "{ending}");
    }
    assert!(is_article_name("Report.DOCX") && !is_article_name("docx"));
}
