//! Elements → text: paragraphs apart by a blank line, lines of lists and tables by a line end.

use dom_query::NodeRef;

use crate::sources::SourceError;
use crate::sources::limits::Deadline;

/// Elements that stand apart from what is before and after them.
const BLOCKS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "dl",
    "pre",
    "table",
    "figure",
    "figcaption",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "nav",
    "address",
    "hr",
    "form",
    "fieldset",
    "details",
    "summary",
    "body",
];
/// Elements that begin a line.
const LINES: &[&str] = &["div", "li", "dt", "dd", "tr", "caption", "center", "legend"];
const CELLS: &[&str] = &["td", "th"];
/// Elements whose words nobody reads as text.
const SILENT: &[&str] = &[
    "script", "style", "template", "head", "svg", "math", "iframe", "object", "select", "textarea",
    "canvas", "audio", "video", "noscript", "rp",
];

/// Text under way.
#[derive(Default)]
struct Page {
    text: String,
    /// Line ends that come before the next word.
    breaks: usize,
    space: bool,
}

impl Page {
    fn break_at_least(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
        self.space = false;
    }

    fn words(&mut self, words: &str) {
        for character in words.chars() {
            // A no-break space is a character of the text; soft hyphens only say where a line may break.
            if matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.space = true;
            } else if !matches!(character, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                self.put(character);
            }
        }
    }

    fn put(&mut self, character: char) {
        if !self.text.is_empty() {
            for _ in 0..self.breaks {
                self.text.push('\n');
            }
            if self.breaks == 0 && self.space && !self.text.ends_with(['\n', '\t']) {
                self.text.push(' ');
            }
        }
        self.breaks = 0;
        self.space = false;
        self.text.push(character);
    }
}

/// The text of an element and all below.
pub fn text(root: &NodeRef<'_>, deadline: Deadline) -> Result<String, SourceError> {
    let mut page = Page::default();
    let mut at = Some(*root);
    let mut steps = 0_usize;
    let mut verbatim = 0_usize;
    while let Some(node) = at {
        steps += 1;
        if steps.is_multiple_of(4096) {
            deadline.check()?;
        }
        if open(&node, &mut page, &mut verbatim)
            && let Some(child) = node.first_child()
        {
            at = Some(child);
            continue;
        }
        let mut up = node;
        at = loop {
            close(&up, &mut page, &mut verbatim);
            if up.id == root.id {
                break None;
            }
            if let Some(next) = up.next_sibling() {
                break Some(next);
            }
            match up.parent() {
                Some(parent) => up = parent,
                None => break None,
            }
        };
    }
    Ok(page.text)
}

/// Begins a node; returns whether what is in it counts.
fn open(node: &NodeRef<'_>, page: &mut Page, verbatim: &mut usize) -> bool {
    if node.is_text() {
        let words = node.text();
        if *verbatim == 0 {
            page.words(&words);
        } else {
            for line in words.split_inclusive('\n') {
                page.words(line.trim_end_matches('\n'));
                if line.ends_with('\n') {
                    page.break_at_least(1);
                }
            }
        }
        return true;
    }
    let Some(name) = node.node_name() else {
        return true;
    };
    let name: &str = &name;
    if SILENT.contains(&name) {
        return false;
    }
    match name {
        "br" => page.break_at_least(page.breaks + 1),
        "pre" => *verbatim += 1,
        _ => {}
    }
    edge(name, page);
    true
}

fn close(node: &NodeRef<'_>, page: &mut Page, verbatim: &mut usize) {
    let Some(name) = node.node_name() else {
        return;
    };
    if &*name == "pre" {
        *verbatim = verbatim.saturating_sub(1);
    }
    edge(&name, page);
}

fn edge(name: &str, page: &mut Page) {
    if BLOCKS.contains(&name) {
        page.break_at_least(2);
    } else if LINES.contains(&name) {
        page.break_at_least(1);
    } else if CELLS.contains(&name) {
        page.space = true;
    }
}
