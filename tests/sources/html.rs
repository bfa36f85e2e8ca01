//! Pages that imitate news sites: the article is found, what surrounds it is left out, and what the page says of
//! itself is taken.

use claimdesk::model::{Document, DocumentId, Timestamp};
use claimdesk::sources;

use crate::score::f1;
use crate::texts::{Article, article};

const PAGES: &[(&str, &str)] = &[
    ("classic", include_str!("pages/classic.html")),
    ("divs", include_str!("pages/divs.html")),
    ("paywall", include_str!("pages/paywall.html")),
    ("live", include_str!("pages/live.html")),
    ("old", include_str!("pages/old.html")),
];

fn open(name: &str, bytes: &[u8]) -> Document {
    sources::read(name, bytes, DocumentId::from_number(1), Timestamp(0)).unwrap()
}

/// A page around an article, and the true text of the page.
fn fill(template: &str, article: &Article) -> (String, String) {
    let paragraph = |words: &&str| format!("<p>{words}</p>\n");
    let all: String = article.paragraphs.iter().map(paragraph).collect();
    let first: String = article.paragraphs[..2].iter().map(paragraph).collect();
    let rest: String = article.paragraphs[2..].iter().map(paragraph).collect();
    let mut truth = format!("{}\n\n{}", article.title, article.paragraphs.join("\n\n"));
    let mut entries = String::new();
    if template.contains("{{entries}}") {
        truth = article.title.to_owned();
        for (number, words) in article.paragraphs.iter().enumerate() {
            let time = format!("{:02}:{:02}", 8 + number, 7 * number % 60);
            entries.push_str(&format!(
                "<article class=\"live-entry\" id=\"{number}\"><time>{time}</time><p>{words}</p><div class=\"share\"><a href=\"#\">Share this entry</a></div></article>\n<div class=\"ad-slot\">Advertisement</div>\n"
            ));
            truth.push_str(&format!("\n\n{time}\n{words}"));
        }
    }
    let page = template
        .replace("{{title}}", article.title)
        .replace("{{byline}}", article.byline)
        .replace("{{paragraphs}}", &all)
        .replace("{{first}}", &first)
        .replace("{{rest}}", &rest)
        .replace("{{entries}}", &entries)
        .replace("{{breaks}}", &article.paragraphs.join("<BR><BR>\n"));
    (page, truth)
}

#[test]
fn the_article_is_found_on_pages_like_those_of_news_sites() {
    for (page_name, template) in PAGES {
        for name in ["en1", "en2", "en3", "en4", "en5", "de", "ru", "el", "ar"] {
            let (page, truth) = fill(template, &article(name));
            let document = open("story.html", page.as_bytes());
            let score = f1(&document.text, &truth);
            println!("{page_name} {name} {score:.4}");
            assert!(
                score >= 0.97,
                "{page_name} {name}: {score:.3}\n{}",
                document.text.as_str()
            );
        }
    }
}

#[test]
fn what_a_page_says_of_itself_is_taken() {
    let story = article("en1");
    let of = |page: usize| open("story.html", fill(PAGES[page].1, &story).0.as_bytes());
    let cases = [
        (
            0,
            "The Senn Courier",
            "2026-03-12T09:30:00+01:00",
            "https://courier.example/2026/03/12/story",
            "en-GB",
        ),
        (
            1,
            "Kessin Observer",
            "2026-02-07",
            "https://observer.example/story-17",
            "en",
        ),
        (
            2,
            "The Weekly Ledger",
            "2026-01-20",
            "https://ledger.example/a/17",
            "en",
        ),
        (
            3,
            "Northern Wire",
            "2026-04-02T06:00:00Z",
            "https://wire.example/live/9",
            "en",
        ),
        (4, "", "1 May 2026", "", "en"),
    ];
    for (page, publisher, published, address, language) in cases {
        let document = of(page);
        let origin = &document.origin;
        assert_eq!(document.title, story.title);
        assert_eq!(origin.byline, "Ilse Tarrant", "{page}");
        assert_eq!(origin.publisher, publisher);
        assert_eq!(origin.published, published);
        assert_eq!(origin.address, address);
        assert_eq!(origin.language, language);
        assert_eq!(origin.media_type, "text/html");
        assert_eq!(origin.reader, "html 1, UTF-8");
        assert_eq!(origin.bytes_sha256.len(), 64);
        assert_eq!(document.text.lines().next(), Some(story.title));
    }
}

#[test]
fn a_page_in_an_old_encoding_says_which() {
    let page = "<html><head><meta charset=windows-1251><title>Порт</title></head><body><p>Министр сказал, что порт открыт.</p></body></html>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(page);
    let document = open("a.htm", &bytes);
    assert!(document.text.contains("Министр сказал"));
    assert_eq!(document.origin.reader, "html 1, windows-1251");
}

#[test]
fn pages_without_an_article_give_all_their_words() {
    let document = open(
        "a.html",
        b"<title>Short</title><p>One line.<p>And another.<ul><li>a<li>b</ul>",
    );
    assert_eq!(
        document.text.as_str(),
        "Short\n\nOne line.\n\nAnd another.\n\na\nb"
    );
}

#[test]
fn pages_that_would_take_for_ever_are_refused() {
    let refused = |page: String| {
        let id = DocumentId::from_number(1);
        let error = sources::read("a.html", page.as_bytes(), id, Timestamp(0)).unwrap_err();
        assert!(
            matches!(error, sources::SourceError::TooMuch { .. }),
            "{error}"
        );
    };
    refused("<div>".repeat(100_000));
    refused("<b><i>".repeat(50_000));
    refused(format!("{}x", "<span>".repeat(500)));
    refused("<p>x".repeat(300_000));
}
