//! Where on a page the article is: in the element that says so, else where the scores of `dom_smoothie` (a port
//! of Firefox's reader view) find it.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::{clutter, parse, render};
use crate::sources::SourceError;
use crate::sources::limits::{Deadline, MAX_ELEMENTS};

/// An article has at least so many characters; what is shorter is a teaser.
const SHORTEST: usize = 250;

/// The article's text; empty where none is found.
pub fn text(page: &Document, deadline: Deadline) -> Result<String, SourceError> {
    clutter::remove(page, deadline)?;
    if let Some(root) = told(page) {
        clutter::remove_link_lists(&root, deadline)?;
        return render::text(&root, deadline);
    }
    clutter::remove_link_lists(&page.html_root(), deadline)?;
    let scored = scored(&page.html(), deadline)?;
    if scored.chars().count() >= SHORTEST {
        return Ok(scored);
    }
    render::text(&page.html_root(), deadline)
}

/// The element that the page itself marks as its article.
fn told(page: &Document) -> Option<NodeRef<'_>> {
    for selector in ["[itemprop=articleBody]", "article", "main, [role=main]"] {
        let mut found: Vec<_> = page
            .select(selector)
            .nodes()
            .iter()
            .map(|node| (node.normalized_char_count(), *node))
            .collect();
        found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        let Some((length, node)) = found.first().copied() else {
            continue;
        };
        let rest: usize = found[1..]
            .iter()
            .filter(|(_, other)| !is_below(other, &node) && !is_below(&node, other))
            .map(|(length, _)| *length)
            .sum();
        // Entries of a live blog are articles side by side: what holds them all is the article.
        if rest * 2 > length {
            let parent = node.parent()?;
            let among = found
                .iter()
                .filter(|(_, other)| other.parent().is_some_and(|up| up.id == parent.id))
                .count();
            if among > 2 {
                return Some(holder(parent));
            }
            continue;
        }
        if length >= SHORTEST {
            return Some(node);
        }
    }
    None
}

/// Headline and summary of a live blog stand beside its entries, in what holds both.
fn holder(node: NodeRef<'_>) -> NodeRef<'_> {
    node.ancestors_it(Some(4))
        .find(|up| up.has_name("main") || up.has_name("article"))
        .unwrap_or(node)
}

fn is_below(node: &NodeRef<'_>, above: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|up| up.id == above.id)
}

fn scored(html: &str, deadline: Deadline) -> Result<String, SourceError> {
    let config = Config {
        max_elements_to_parse: MAX_ELEMENTS,
        disable_json_ld: true,
        ..Config::default()
    };
    let Ok(mut reader) = Readability::new(html, None, Some(config)) else {
        return Ok(String::new());
    };
    let Ok(article) = reader.parse() else {
        return Ok(String::new());
    };
    deadline.check()?;
    let part = parse(&article.content)?;
    clutter::remove_link_lists(&part.html_root(), deadline)?;
    render::text(&part.html_root(), deadline)
}
