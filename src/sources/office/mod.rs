//! Documents that are packages of XML: Word (DOCX), OpenDocument (ODT) and EPUB.

pub mod docx;
pub mod epub;
pub mod odt;
mod package;
mod properties;
pub(in crate::sources) mod xml;

pub use properties::choose_title;

/// Paragraphs under way, text boxes and notes within paragraphs included.
#[derive(Default)]
struct Paragraphs {
    /// The paragraphs that are open, the innermost last.
    open: Vec<String>,
    text: String,
    /// How many tables are open: lines of a table stand together.
    tables: usize,
    /// A table begins: its first line stands apart from what is above.
    apart: bool,
}

impl Paragraphs {
    fn begin(&mut self) {
        self.open.push(String::new());
    }

    fn put(&mut self, words: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(words);
        }
    }

    /// Ends the innermost paragraph; gives its words.
    fn end(&mut self) -> String {
        let words = self.open.pop().unwrap_or_default();
        let words = words.trim_matches([' ', '\n', '\t']).to_owned();
        if !words.is_empty() {
            if !self.text.is_empty() {
                let close = self.tables > 0 && !self.apart;
                self.text.push_str(if close { "\n" } else { "\n\n" });
            }
            self.apart = false;
            self.text.push_str(&words);
        }
        words
    }

    fn begin_table(&mut self) {
        self.apart = self.tables == 0;
        self.tables += 1;
    }

    fn end_table(&mut self) {
        self.tables = self.tables.saturating_sub(1);
    }

    fn into_text(mut self) -> String {
        while !self.open.is_empty() {
            self.end();
        }
        self.text
    }
}
