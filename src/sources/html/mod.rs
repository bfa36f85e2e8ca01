//! Web pages: the article is found and rendered as paragraphs; navigation, adverts, comments, notices and what
//! else surrounds it is left out. What the page says of itself becomes the document's origin.

mod clutter;
mod main_part;
mod metadata;
mod render;

use dom_query::{Document, NodeRef};
use encoding_rs::Encoding;

use super::limits::{Deadline, MAX_ELEMENTS, MAX_NESTING, MAX_PAGE_BYTES};
use super::{Extent, Found, SourceError, decode, encoding};

const READER: &str = "html 1";
const MEDIA_TYPE: &str = "text/html";
/// Where a page may declare its encoding, in bytes from its start.
const DECLARED_WITHIN: usize = 4096;

/// Reads a web page. The encoding is the one given, else that of a byte order mark, of the page's own
/// declaration, or a guess.
pub fn read(
    bytes: &[u8],
    chosen: Option<&'static Encoding>,
    extent: Extent,
    deadline: Deadline,
) -> Result<Found, SourceError> {
    let (html, encoding) = decode_page(bytes, chosen)?;
    let mut found = read_page(&html, extent, deadline)?;
    found.reader = format!("{READER}, {}", encoding.name());
    found.media_type = MEDIA_TYPE;
    Ok(found)
}

/// The characters of a page and the encoding that gave them.
fn decode_page(
    bytes: &[u8],
    chosen: Option<&'static Encoding>,
) -> Result<(String, &'static Encoding), SourceError> {
    if bytes.len() > MAX_PAGE_BYTES {
        return Err(SourceError::TooLarge { bytes: bytes.len() });
    }
    let declared = || declared(bytes).filter(|_| std::str::from_utf8(bytes).is_err());
    if let Some(encoding) = chosen {
        let decoded = decode::text_as(bytes, encoding)?;
        return Ok((decoded.text.into_owned(), encoding));
    }
    if encoding::by_mark(bytes).is_none()
        && let Some(encoding) = declared()
    {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        decode::refuse_binary(&text)?;
        return Ok((text.into_owned(), encoding));
    }
    let decoded = decode::text(bytes)?;
    Ok((decoded.text.into_owned(), decoded.encoding))
}

/// The encoding that a page declares in its head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let after = ["charset=", "encoding="]
        .iter()
        .find_map(|word| head.find(word).map(|at| &head[at + word.len()..]))?;
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c))
        .collect();
    Encoding::for_label(label.as_bytes())
}

/// Reads the characters of a page; reader and media type are the caller's to fill in.
pub(super) fn read_page(
    html: &str,
    extent: Extent,
    deadline: Deadline,
) -> Result<Found, SourceError> {
    refuse_nesting(html)?;
    let page = parse(html)?;
    deadline.check()?;
    let mut found = metadata::of(&page);
    clutter::remove_unseen(&page);
    let whole = render::text(&page.html_root(), deadline)?;
    let article = match extent {
        Extent::Main => main_part::text(&page, deadline)?,
        Extent::All => String::new(),
    };
    found.text = match (extent, article.trim().is_empty()) {
        (Extent::All, _) => whole,
        (Extent::Main, true) => with_title(&found.title, &whole),
        (Extent::Main, false) => with_title(&found.title, &article),
    };
    Ok(found)
}

/// The text of a piece of HTML as it stands, nothing left out: of a mail, or of a chapter.
pub(super) fn plain_text(html: &str, deadline: Deadline) -> Result<String, SourceError> {
    refuse_nesting(html)?;
    let page = parse(html)?;
    deadline.check()?;
    clutter::remove_unseen(&page);
    render::text(&page.html_root(), deadline)
}

/// The headline stands above the text, once.
fn with_title(title: &str, text: &str) -> String {
    let text = text.trim();
    let first = text.lines().next().unwrap_or_default();
    if title.is_empty() || same_words(first, title) {
        return text.to_owned();
    }
    // A kicker or a date may stand between: the headline is not said twice.
    let beginning = text.lines().take(6);
    if beginning.into_iter().any(|line| same_words(line, title)) {
        return text.to_owned();
    }
    format!("{title}\n\n{text}")
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// Elements whose end may be left out, and those that have none: they don't nest by being many.
const UNCLOSED: &[&str] = &[
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup",
    "colgroup", "rt", "rp", "area", "base", "br", "col", "embed", "hr", "img", "input", "link",
    "meta", "source", "track", "wbr", "param", "path", "circle", "rect", "line", "use", "polygon",
    "polyline", "ellipse", "stop", "html", "head", "body",
];

/// Refuses pages nested so deep, or with so many elements, that the parser would take for ever.
fn refuse_nesting(html: &str) -> Result<(), SourceError> {
    let bytes = html.as_bytes();
    let (mut depth, mut deepest, mut elements) = (0_usize, 0_usize, 0_usize);
    let mut at = 0;
    while let Some(next) = html.get(at..).and_then(|rest| rest.find('<')) {
        at += next + 1;
        let closes = bytes.get(at) == Some(&b'/');
        let start = at + usize::from(closes);
        let name = html.as_bytes()[start.min(bytes.len())..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        let name = html.get(start..start + name).unwrap_or_default();
        if name.is_empty()
            || UNCLOSED
                .iter()
                .any(|known| name.eq_ignore_ascii_case(known))
        {
            elements += usize::from(!name.is_empty() && !closes);
            continue;
        }
        if closes {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            elements += 1;
            deepest = deepest.max(depth);
        }
    }
    let refuse = |what, max| Err(SourceError::TooMuch { what, max });
    if deepest > MAX_NESTING * 4 {
        return refuse("nesting", MAX_NESTING);
    }
    match elements > MAX_ELEMENTS {
        true => refuse("elements", MAX_ELEMENTS),
        false => Ok(()),
    }
}

/// Parses a page and makes sure that it is not nested too deep for what walks over it.
fn parse(html: &str) -> Result<Document, SourceError> {
    let page = Document::from(html);
    let mut depth = 0_usize;
    let mut count = 0_usize;
    let root = page.root();
    let mut at: Option<NodeRef<'_>> = root.first_child();
    while let Some(node) = at {
        count += 1;
        if depth > MAX_NESTING || count > MAX_ELEMENTS * 4 {
            let (what, max) = match depth > MAX_NESTING {
                true => ("nesting", MAX_NESTING),
                false => ("elements", MAX_ELEMENTS),
            };
            return Err(SourceError::TooMuch { what, max });
        }
        if let Some(child) = node.first_child() {
            depth += 1;
            at = Some(child);
            continue;
        }
        let mut up = node;
        at = loop {
            if let Some(next) = up.next_sibling() {
                break Some(next);
            }
            match up.parent() {
                Some(parent) if parent.id != root.id => {
                    depth = depth.saturating_sub(1);
                    up = parent;
                }
                _ => break None,
            }
        };
    }
    Ok(page)
}
