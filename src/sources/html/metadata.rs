//! What a page says of itself: JSON-LD, OpenGraph, meta elements, and what readers see.

use dom_query::Document;
use serde_json::Value;

use crate::sources::Found;

/// The longest value that is believed, in characters.
const LONGEST: usize = 300;

/// Title, byline, publisher, date, address and language of a page.
pub fn of(page: &Document) -> Found {
    let article = json_ld(page).unwrap_or(Value::Null);
    let meta = |names: &[&str]| names.iter().find_map(|name| meta(page, name));
    let said = |key: &str| words_of(&article[key]);
    let seen = |selector: &str| clean(&page.select_single(selector).text());
    let title = said("headline")
        .or_else(|| seen("article h1, main h1"))
        .or_else(|| meta(&["og:title", "twitter:title", "dc.title"]))
        .or_else(|| seen("h1"))
        .or_else(|| seen("title").map(|title| without_site(&title)));
    let byline = said("author")
        .or_else(|| said("creator"))
        .or_else(|| meta(&["author", "dc.creator", "parsely-author", "sailthru.author"]))
        .or_else(|| meta(&["article:author"]).filter(|name| !name.starts_with("http")))
        .or_else(|| seen("[rel=author]"))
        .or_else(|| seen("[itemprop=author]"))
        .or_else(|| seen(".byline"))
        .map(|byline| without_by(&byline));
    let published = said("datePublished")
        .or_else(|| {
            meta(&[
                "article:published_time",
                "datepublished",
                "pubdate",
                "publishdate",
                "parsely-pub-date",
                "dc.date",
                "dc.date.issued",
                "dcterms.created",
                "date",
            ])
        })
        .or_else(|| attribute(page, "time[datetime]", "datetime"))
        .or_else(|| said("dateCreated"));
    let publisher =
        said("publisher").or_else(|| meta(&["og:site_name", "dc.publisher", "application-name"]));
    let address = attribute(page, "link[rel=canonical]", "href")
        .or_else(|| meta(&["og:url"]))
        .or_else(|| said("mainEntityOfPage"))
        .or_else(|| said("url"))
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"));
    let language = attribute(page, "html[lang]", "lang")
        .or_else(|| said("inLanguage"))
        .or_else(|| meta(&["og:locale", "content-language", "dc.language"]));
    Found {
        title: title.unwrap_or_default(),
        byline: byline.unwrap_or_default(),
        publisher: publisher.unwrap_or_default(),
        published: published.unwrap_or_default(),
        address: address.unwrap_or_default(),
        language: language
            .and_then(|tag| language_tag(&tag))
            .unwrap_or_default(),
        ..Found::default()
    }
}

/// A BCP 47 tag, from `en_GB` too.
pub fn language_tag(said: &str) -> Option<String> {
    let tag = said.trim().replace('_', "-");
    let first = tag.split('-').next().unwrap_or_default();
    let fits = (2..=3).contains(&first.len())
        && tag.len() <= 35
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    fits.then_some(tag)
}

/// The JSON-LD object that describes the article.
fn json_ld(page: &Document) -> Option<Value> {
    page.select("script[type='application/ld+json']")
        .nodes()
        .iter()
        .filter_map(|script| serde_json::from_str(script.text().trim()).ok())
        .find_map(article_in)
}

fn article_in(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article_in),
        Value::Object(mut object) => {
            let kind = object
                .get("@type")
                .map(Value::to_string)
                .unwrap_or_default();
            if ["Article", "BlogPosting", "Report"]
                .iter()
                .any(|known| kind.contains(known))
                || kind.contains("LiveBlog")
            {
                return Some(Value::Object(object));
            }
            object.remove("@graph").and_then(article_in)
        }
        _ => None,
    }
}

/// The words of a value: itself, its name or address, or those of each in a list.
fn words_of(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => clean(words),
        Value::Object(object) => ["name", "@id", "url"]
            .iter()
            .find_map(|key| object.get(*key).and_then(Value::as_str))
            .and_then(clean),
        Value::Array(values) => {
            let all: Vec<_> = values.iter().filter_map(words_of).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

fn meta(page: &Document, name: &str) -> Option<String> {
    page.select("meta").nodes().iter().find_map(|node| {
        let named = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .filter_map(|key| node.attr(key))
            .any(|value| value.trim().eq_ignore_ascii_case(name));
        if !named {
            return None;
        }
        clean(&node.attr("content")?)
    })
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    let found = page.select_single(selector);
    clean(&found.nodes().first()?.attr(name)?)
}

fn clean(words: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    (!words.is_empty() && words.chars().count() <= LONGEST).then_some(words)
}

/// `Headline | Paper` → `Headline`.
fn without_site(title: &str) -> String {
    for mark in [" | ", " – ", " — ", " - ", " :: "] {
        if let Some((headline, site)) = title.rsplit_once(mark)
            && headline.len() > site.len()
        {
            return headline.trim().to_owned();
        }
    }
    title.to_owned()
}

/// `By Ilse Tarrant` → `Ilse Tarrant`.
fn without_by(byline: &str) -> String {
    let bare = ["By ", "by ", "BY ", "Von ", "von ", "Par "]
        .iter()
        .find_map(|word| byline.strip_prefix(word));
    bare.unwrap_or(byline).trim().to_owned()
}
