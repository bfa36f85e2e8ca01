//! EPUB books and magazines: the chapters in the order of the spine. Title page, cover and table of contents are
//! left out; what they say is in the package's properties.

use std::collections::HashMap;

use super::package::Package;
use super::properties::{Properties, choose_title};
use super::xml::{Piece, attribute, walk};
use crate::sources::html;
use crate::sources::limits::{Deadline, MAX_CHAPTERS};
use crate::sources::{Extent, Found, SourceError};

const READER: &str = "epub 1";
const MEDIA_TYPE: &str = "application/epub+zip";
/// Elements of HTML that have no content, whose short form is no fault.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Reads an EPUB.
pub fn read(bytes: &[u8], extent: Extent, deadline: Deadline) -> Result<Found, SourceError> {
    let mut package = Package::open(bytes)?;
    let container = package.needed("META-INF/container.xml")?;
    let mut root = None;
    walk(&container, deadline, |piece| {
        if let Piece::Open("rootfile", start) = piece
            && root.is_none()
        {
            root = attribute(start, "full-path");
        }
    })?;
    let root = root.ok_or_else(|| SourceError::Damaged("it names no content".into()))?;
    let contents = package.needed(&root)?;
    let properties = Properties::read(&contents, deadline)?;
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut text = String::new();
    for chapter in chapters(&contents, deadline)? {
        deadline.check()?;
        let Some(page) = package.part(&resolve(folder, &chapter))? else {
            continue;
        };
        if extent == Extent::Main && is_around(&page) {
            continue;
        }
        let words = html::plain_text(&opened(body_of(&page)), deadline)?;
        if !words.trim().is_empty() {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            text.push_str(words.trim());
        }
    }
    Ok(Found {
        title: choose_title("", &properties.title, &text),
        text,
        byline: properties.byline(),
        publisher: properties.publisher,
        published: properties.date,
        language: properties.language,
        media_type: MEDIA_TYPE,
        reader: READER.to_owned(),
        ..Found::default()
    })
}

/// Addresses of the chapters, in order.
fn chapters(contents: &str, deadline: Deadline) -> Result<Vec<String>, SourceError> {
    let mut manifest: HashMap<String, String> = HashMap::new();
    let mut spine = Vec::new();
    walk(contents, deadline, |piece| match piece {
        Piece::Open("item", start) => {
            let is_navigation = attribute(start, "properties")
                .is_some_and(|properties| properties.split_whitespace().any(|p| p == "nav"));
            if let (false, Some(id), Some(href)) = (
                is_navigation,
                attribute(start, "id"),
                attribute(start, "href"),
            ) {
                manifest.insert(id, href);
            }
        }
        Piece::Open("itemref", start) => spine.extend(attribute(start, "idref")),
        _ => {}
    })?;
    if spine.len() > MAX_CHAPTERS {
        return Err(SourceError::TooMuch {
            what: "chapters",
            max: MAX_CHAPTERS,
        });
    }
    Ok(spine
        .into_iter()
        .filter_map(|id| manifest.get(&id).cloned())
        .collect())
}

/// A part's name from its address in the package file.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let href = percent_decoded(href);
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in href.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}

fn percent_decoded(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 16).ok()
        });
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Whether a page is the title page, the cover or a table of contents.
fn is_around(page: &str) -> bool {
    ["titlepage", "cover", "toc", "landmarks"]
        .iter()
        .any(|kind| {
            page.contains(&format!("epub:type=\"{kind}\""))
                || page.contains(&format!("epub:type='{kind}'"))
        })
}

/// From the body on: in XHTML an empty title is a short form, which the rules of HTML would read as a title
/// without end.
fn body_of(page: &str) -> &str {
    page.find("<body").map_or(page, |at| &page[at..])
}

/// Short forms (`<a id="x"/>`) written out, since HTML has none.
fn opened(page: &str) -> String {
    let mut out = String::with_capacity(page.len() + 64);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find('>') else {
            break;
        };
        let tag = &rest[..=end];
        rest = &rest[end + 1..];
        let name_end = tag[1..]
            .find(|c: char| !c.is_ascii_alphanumeric())
            .map_or(tag.len(), |at| at + 1);
        let name = &tag[1..name_end];
        match tag.strip_suffix("/>") {
            Some(open) if !name.is_empty() && !VOID.contains(&name) => {
                out.push_str(open);
                out.push_str("></");
                out.push_str(name);
                out.push('>');
            }
            _ => out.push_str(tag),
        }
    }
    out.push_str(rest);
    out
}
