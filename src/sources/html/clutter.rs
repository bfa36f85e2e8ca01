//! What surrounds an article on a page, known by element, role, and the words in class names and ids.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use crate::sources::SourceError;
use crate::sources::limits::Deadline;

/// Elements and roles that are never part of an article.
const AROUND: &str = "nav, aside, footer, form, button, dialog, iframe, select, menu, \
    [role=navigation], [role=banner], [role=contentinfo], [role=complementary], [role=dialog], \
    [role=alertdialog], [role=search], [role=menu], [role=menubar], [role=toolbar]";

/// Words in class names and ids that tell what an element is for.
const TELLING: &[&str] = &[
    "ad",
    "bottom",
    "copyright",
    "footer",
    "imprint",
    "masthead",
    "topbar",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "adslot",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "gdpr",
    "login",
    "menu",
    "modal",
    "mostread",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "overlay",
    "pagination",
    "popular",
    "popup",
    "promo",
    "promotion",
    "recirculation",
    "recommendation",
    "recommendations",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "skiplink",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "teaser",
    "teasers",
    "toolbar",
    "trending",
    "upsell",
    "widget",
    "paywall",
    "regwall",
    "topics",
];

/// Words in class names that an article's own wrapper may carry too.
const BODY_WORDS: &[&str] = &[
    "article", "body", "content", "story", "text", "main", "post", "entry",
];

/// The longest teaser of another article, in characters.
const LONGEST_TEASER: usize = 600;

/// Removes what a reader of the page doesn't see: scripts, styles, hidden elements.
pub fn remove_unseen(page: &Document) {
    page.select("script, style, template, noscript, link, meta")
        .remove();
    let hidden = page.select("[hidden], [aria-hidden=true], [style]");
    let nodes: Vec<_> = hidden.nodes().to_vec();
    for node in nodes {
        let style = node
            .attr_or("style", "")
            .to_ascii_lowercase()
            .replace(' ', "");
        let unseen = node.has_attr("hidden")
            || &*node.attr_or("aria-hidden", "") == "true"
            || style.contains("display:none")
            || style.contains("visibility:hidden");
        if unseen && !is_page(&node) {
            node.remove_from_parent();
        }
    }
}

/// Removes what surrounds an article. What holds most of the page's words stays whatever it is called.
pub fn remove(page: &Document, deadline: Deadline) -> Result<(), SourceError> {
    let all = page.html_root().normalized_char_count().max(1);
    let holders = holders(page, deadline)?;
    let around: Vec<_> = page.select(AROUND).nodes().to_vec();
    for node in around {
        deadline.check()?;
        if node.normalized_char_count() * 2 < all && !holders.contains(&node.id) {
            node.remove_from_parent();
        }
    }
    // The head of the page goes, that of the article stays.
    let heads: Vec<_> = page.select("header").nodes().to_vec();
    for head in heads {
        deadline.check()?;
        let in_article = head
            .ancestors_it(None)
            .any(|up| up.has_name("article") || up.has_name("main"));
        if !in_article && !holders.contains(&head.id) && head.normalized_char_count() * 4 < all {
            let has_headline = head.descendants_it().any(|node| node.has_name("h1"));
            if !has_headline {
                head.remove_from_parent();
            }
        }
    }
    let named: Vec<_> = page.select("[class], [id]").nodes().to_vec();
    for node in named {
        deadline.check()?;
        if !is_page(&node) && is_told_clutter(&node) && !holders.contains(&node.id) {
            let length = node.normalized_char_count();
            if length * 5 < all * 3 {
                node.remove_from_parent();
            }
        }
    }
    Ok(())
}

/// Removes lists and boxes within an article that are mostly links elsewhere.
pub fn remove_link_lists(root: &NodeRef<'_>, deadline: Deadline) -> Result<(), SourceError> {
    let boxes: Vec<_> = root
        .descendants_it()
        .filter(|node| {
            ["ul", "ol", "div", "section", "p", "td"]
                .iter()
                .any(|name| node.has_name(name))
        })
        .collect();
    for node in boxes {
        deadline.check()?;
        let length = node.normalized_char_count();
        if length == 0 || length > 1500 {
            continue;
        }
        let (mut links, mut linked, mut sentences) = (0, 0, 0);
        for below in node.descendants_it() {
            if below.has_name("a") {
                links += 1;
                linked += below.normalized_char_count();
            } else if below.has_name("p") {
                sentences += 1;
            }
        }
        let alone = links == 1 && node.has_name("p") && linked + 2 >= length && sentences == 0;
        // A line of links with a word or two between, such as the foot of a page, is no sentence.
        let line = links >= 2 && linked * 5 > length * 2 && length < 200 && !ends_sentence(&node);
        if (links >= 2 && linked * 4 > length * 3) || line || (alone && length < 120) {
            node.remove_from_parent();
        }
    }
    Ok(())
}

fn ends_sentence(node: &NodeRef<'_>) -> bool {
    let marks = ['.', '!', '?', '。', '！', '？', '؟', '।', '”', '"', '»'];
    node.text().trim_end().ends_with(marks)
}

fn is_page(node: &NodeRef<'_>) -> bool {
    ["html", "body", "main", "article", "head"]
        .iter()
        .any(|name| node.has_name(name))
}

/// The elements that have an article's own element below them, or are it.
fn holders(page: &Document, deadline: Deadline) -> Result<HashSet<NodeId>, SourceError> {
    let mut holders = HashSet::new();
    let own = page.select("main, article, [itemprop=articleBody]");
    for node in own.nodes() {
        deadline.check()?;
        let teaser = node.has_name("article") && node.normalized_char_count() <= LONGEST_TEASER;
        if teaser {
            continue;
        }
        if !node.has_name("article") && !node.has_name("main") {
            holders.insert(node.id);
        }
        for up in node.ancestors_it(None) {
            // What is above one that is known is known too.
            if !holders.insert(up.id) {
                break;
            }
        }
    }
    Ok(holders)
}

fn is_told_clutter(node: &NodeRef<'_>) -> bool {
    let names = format!("{} {}", node.attr_or("class", ""), node.attr_or("id", ""));
    names.split_whitespace().any(|name| {
        let words = words_of(name);
        let tells = |word: &String| TELLING.contains(&word.as_str());
        // “comments-list” is clutter, “article-body-with-sidebar” is not.
        words.iter().any(tells) && !words.iter().any(|word| BODY_WORDS.contains(&word.as_str()))
    })
}

/// The words of a class name: `mostRead_box` → most, read, box, mostread.
fn words_of(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for character in name.chars() {
        let starts = character.is_uppercase() && before.is_lowercase();
        if !character.is_alphanumeric() || starts {
            words.push(String::new());
        }
        if character.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(character.to_lowercase());
        }
        before = character;
    }
    let joined: Vec<String> = words.windows(2).map(|pair| pair.concat()).collect();
    words.extend(joined);
    words.retain(|word| !word.is_empty());
    words
}
