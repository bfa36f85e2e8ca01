//! The articles that all files in these tests hold.

/// Articles by name: the language, with a number where there are several.
pub const TEXTS: &[(&str, &str)] = &[
    ("en1", include_str!("texts/en1.txt")),
    ("en2", include_str!("texts/en2.txt")),
    ("en3", include_str!("texts/en3.txt")),
    ("en4", include_str!("texts/en4.txt")),
    ("en5", include_str!("texts/en5.txt")),
    ("de", include_str!("texts/de.txt")),
    ("pl", include_str!("texts/pl.txt")),
    ("tr", include_str!("texts/tr.txt")),
    ("ru", include_str!("texts/ru.txt")),
    ("el", include_str!("texts/el.txt")),
    ("ar", include_str!("texts/ar.txt")),
    ("zh", include_str!("texts/zh.txt")),
    ("zht", include_str!("texts/zht.txt")),
    ("ja", include_str!("texts/ja.txt")),
    ("ko", include_str!("texts/ko.txt")),
];

/// An article in its parts.
pub struct Article {
    pub title: &'static str,
    pub byline: &'static str,
    /// With the word before it that newspapers print.
    pub said_byline: &'static str,
    pub paragraphs: Vec<&'static str>,
}

pub fn article(name: &str) -> Article {
    let (_, text) = TEXTS.iter().find(|(known, _)| *known == name).unwrap();
    let (head, body) = text.split_once("\n\n").unwrap();
    let (title, byline) = head.split_once('\n').unwrap();
    Article {
        title,
        byline: byline.trim_start_matches("By "),
        said_byline: byline,
        paragraphs: body.trim().split("\n\n").collect(),
    }
}
