//! Markdown (CommonMark with tables and notes), rendered to the words that a reader sees. Headings keep their marks
//! (`## Part two`), by which the article view knows them; lines of code are set in by four spaces, so that none
//! looks like a heading.

use encoding_rs::Encoding;
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::limits::Deadline;
use super::{Found, SourceError, decoded, html};

/// How a document says that this reader made it.
const READER: &str = "md 2";
const MEDIA_TYPE: &str = "text/markdown";
const CODE_INDENT: &str = "    ";

/// Reads Markdown in the encoding given or found.
pub fn read(
    bytes: &[u8],
    encoding: Option<&'static Encoding>,
    deadline: Deadline,
) -> Result<Found, SourceError> {
    let (source, reader) = decoded(bytes, encoding, READER)?;
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = Page::default();
    for (number, event) in Parser::new_ext(&source, options).enumerate() {
        if number.is_multiple_of(4096) {
            deadline.check()?;
        }
        page.take(event, deadline)?;
    }
    if source.ends_with('\n') && !page.text.is_empty() {
        page.text.push('\n');
    }
    let said = |key| metadata(&page.metadata, key).unwrap_or_default();
    let title = match page.title.as_str() {
        "" => said("title"),
        title => title.to_owned(),
    };
    Ok(Found {
        title,
        byline: said("author"),
        published: said("date"),
        language: said("lang"),
        text: page.text,
        media_type: MEDIA_TYPE,
        reader,
        ..Found::default()
    })
}

/// A line `key: value` of the block at the head of the file.
fn metadata(block: &str, key: &str) -> Option<String> {
    let line = block.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.trim().eq_ignore_ascii_case(key).then_some(value)
    })?;
    let value = line.trim().trim_matches(['"', '\'']).trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Text under way.
#[derive(Default)]
struct Page {
    text: String,
    /// The first heading of level one.
    title: String,
    metadata: String,
    /// Raw HTML under way.
    raw: String,
    /// Line ends that come before the next words.
    breaks: usize,
    lists: usize,
    in_code: bool,
    in_metadata: bool,
    /// Where the words of the heading begin that is open.
    heading: Option<(HeadingLevel, Option<usize>)>,
    cells: usize,
}

impl Page {
    fn take(&mut self, event: Event<'_>, deadline: Deadline) -> Result<(), SourceError> {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(TagEnd::HtmlBlock) => {
                let raw = std::mem::take(&mut self.raw);
                let words = html::plain_text(&raw, deadline)?;
                self.break_at_least(2);
                self.put(words.trim());
                self.break_at_least(2);
            }
            Event::End(tag) => self.close(tag),
            Event::Text(words) if self.in_metadata => self.metadata.push_str(&words),
            Event::Text(words) if self.in_code => self.code(&words),
            Event::Text(words) | Event::Code(words) => self.put(&words),
            Event::Html(raw) => self.raw.push_str(&raw),
            Event::SoftBreak => self.put(" "),
            Event::HardBreak => self.break_at_least(1),
            Event::Rule => self.break_at_least(2),
            Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.break_at_least(2);
                self.heading = Some((*level, None));
            }
            Tag::List(_) => {
                self.break_at_least(if self.lists == 0 { 2 } else { 1 });
                self.lists += 1;
            }
            Tag::Item | Tag::TableHead | Tag::TableRow => {
                self.break_at_least(1);
                self.cells = 0;
            }
            Tag::TableCell => {
                if self.cells > 0 {
                    self.put("\t");
                }
                self.cells += 1;
            }
            Tag::CodeBlock(_) => {
                self.break_at_least(2);
                self.in_code = true;
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.in_metadata = true,
            Tag::Paragraph => self.paragraph(),
            Tag::BlockQuote(_) | Tag::Table(_) | Tag::FootnoteDefinition(_) => {
                self.break_at_least(2);
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some((HeadingLevel::H1, Some(start))) = self.heading.take()
                    && self.title.is_empty()
                {
                    self.title = self.text[start..].trim().to_owned();
                }
                self.break_at_least(2);
            }
            TagEnd::List(_) => {
                self.lists = self.lists.saturating_sub(1);
                self.break_at_least(if self.lists == 0 { 2 } else { 1 });
            }
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.break_at_least(2);
            }
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::BlockQuote(_) | TagEnd::Table | TagEnd::FootnoteDefinition => {
                self.break_at_least(2);
            }
            _ => {}
        }
    }

    /// Paragraphs in a list stand as close as its lines.
    fn paragraph(&mut self) {
        self.break_at_least(if self.lists == 0 { 2 } else { 1 });
    }

    fn code(&mut self, words: &str) {
        for line in words.split_inclusive('\n') {
            let code = line.trim_end_matches('\n');
            if !code.trim().is_empty() {
                self.put(CODE_INDENT);
                self.put(code);
            }
            if line.ends_with('\n') {
                self.break_at_least(1);
            }
        }
    }

    fn break_at_least(&mut self, breaks: usize) {
        self.breaks = self.breaks.max(breaks);
    }

    fn put(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.extend(std::iter::repeat_n('\n', self.breaks));
        }
        self.breaks = 0;
        if let Some((level, start @ None)) = &mut self.heading {
            self.text.push_str(&"#".repeat(*level as usize));
            self.text.push(' ');
            *start = Some(self.text.len());
        }
        self.text.push_str(words);
    }
}
