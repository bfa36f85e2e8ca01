//! The article as blocks (one line of the text each) and the marks that touch each block.
//!
//! Derived from the project and kept up by the edits: a change touches only the blocks of its own marks.

use std::ops::Range;
use std::sync::Arc;

use crate::edit::Touched;
use crate::model::{
    Anchor, Claim, ClaimId, Document, DocumentId, Mention, MentionId, Project, ReviewState, Span,
};

/// The longest block, in bytes. Longer lines are cut at white space, so that no layout takes long.
const LONGEST_BLOCK: usize = 6000;

/// How a block is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockStyle {
    Title,
    Heading,
    Body,
}

/// One line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the text, without the line end.
    pub range: Range<usize>,
    pub style: BlockStyle,
    /// Whether a paragraph starts here, so that a gap is left above.
    pub opens_paragraph: bool,
    /// Line of the text, from 1; the parts of a line that was cut have the same.
    pub line: usize,
    /// Paragraph, from 1. Headlines and headings don't count: they have the number of what is before them.
    pub paragraph: usize,
}

impl Block {
    /// Whether a numbered paragraph starts here.
    pub fn opens_numbered(&self) -> bool {
        self.opens_paragraph && self.style == BlockStyle::Body
    }
}

/// What a mark is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    Mention(MentionId),
    Source(ClaimId),
    Cue(ClaimId),
    Content(ClaimId),
}

/// One span of an annotation in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub span: Span,
    pub role: Role,
    pub state: ReviewState,
}

/// Blocks and marks of one document.
#[derive(Clone, Debug)]
pub struct DocumentMarks {
    document: DocumentId,
    blocks: Arc<[Block]>,
    /// By block; a mark that reaches over several blocks is in each.
    marks: Vec<Vec<Mark>>,
}

impl DocumentMarks {
    /// Walks the text and all annotations of the document once.
    pub fn new(project: &Project, document: &Document) -> Self {
        let blocks: Arc<[Block]> = blocks(document).into();
        let mut marks = Self {
            document: document.id,
            marks: vec![Vec::new(); blocks.len()],
            blocks,
        };
        for mention in project.mentions_in(document.id) {
            marks.add_mention(mention);
        }
        for claim in project.claims_in(document.id) {
            marks.add_claim(claim);
        }
        marks
    }

    /// The document that these are of.
    pub fn document(&self) -> DocumentId {
        self.document
    }

    pub fn blocks(&self) -> &Arc<[Block]> {
        &self.blocks
    }

    /// The marks of one block, in no particular order. Rejected ones are not there.
    pub fn marks_of(&self, block: usize) -> &[Mark] {
        self.marks.get(block).map_or(&[], Vec::as_slice)
    }

    /// The block that holds a byte, or the nearest one before.
    pub fn block_at(&self, offset: usize) -> usize {
        let after = self
            .blocks
            .partition_point(|block| block.range.start <= offset);
        after.saturating_sub(1)
    }

    /// How many paragraphs there are.
    pub fn paragraph_count(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.paragraph)
    }

    /// The number of the last line with words.
    pub fn line_count(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.line)
    }

    /// The block that opens a paragraph, by number; of one past the end, the last paragraph's.
    pub fn paragraph(&self, number: usize) -> Option<usize> {
        let number = number.min(self.paragraph_count());
        let first = self.blocks.partition_point(|b| b.paragraph < number);
        (number > 0).then_some(first)
    }

    /// The block of a line, by number; of an empty line the next with words, of one past the end the last.
    pub fn line(&self, number: usize) -> Option<usize> {
        let number = number.min(self.line_count());
        let first = self.blocks.partition_point(|b| b.line < number);
        (number > 0).then_some(first)
    }

    /// The blocks of the paragraph (or heading) that holds this block.
    pub fn paragraph_around(&self, block: usize) -> Range<usize> {
        let count = self.blocks.len();
        let opens = |at: &usize| self.blocks[*at].opens_paragraph;
        let start = (0..count.min(block + 1)).rev().find(opens);
        let end = (block + 1..count).find(opens);
        start.unwrap_or(0)..end.unwrap_or(count)
    }

    /// The marks that cover a byte, smallest first.
    pub fn at(&self, offset: usize) -> Vec<Mark> {
        let here = self.marks_of(self.block_at(offset)).iter();
        let mut covering: Vec<_> = here
            .filter(|mark| mark.span.contains(offset))
            .copied()
            .collect();
        covering.sort_by_key(|mark| (mark.span.bytes(), mark.role));
        covering
    }

    /// Follows a change.
    pub(super) fn follow(&mut self, project: &Project, touched: &Touched) {
        for (id, last) in &touched.mentions {
            if let Some(last) = last.as_ref().filter(|m| m.document == self.document) {
                self.remove(&last.anchor, Role::Mention(*id));
            }
            if let Some(next) = project.mention(*id).filter(|m| m.document == self.document) {
                self.remove(&next.anchor, Role::Mention(*id));
                self.add_mention(next);
            }
        }
        for (id, last) in &touched.claims {
            if let Some(last) = last.as_ref().filter(|c| c.document == self.document) {
                self.remove_claim(*id, last);
            }
            if let Some(next) = project.claim(*id).filter(|c| c.document == self.document) {
                self.remove_claim(*id, next);
                self.add_claim(next);
            }
        }
    }

    fn add_mention(&mut self, mention: &Mention) {
        self.add(
            &mention.anchor,
            Role::Mention(mention.id),
            mention.provenance.state,
        );
    }

    fn add_claim(&mut self, claim: &Claim) {
        let state = claim.provenance.state;
        self.add(&claim.content.anchor, Role::Content(claim.id), state);
        if let Some(anchor) = &claim.source.anchor {
            self.add(anchor, Role::Source(claim.id), state);
        }
        if let Some(anchor) = &claim.cue.anchor {
            self.add(anchor, Role::Cue(claim.id), state);
        }
    }

    fn remove_claim(&mut self, id: ClaimId, claim: &Claim) {
        self.remove(&claim.content.anchor, Role::Content(id));
        if let Some(anchor) = &claim.source.anchor {
            self.remove(anchor, Role::Source(id));
        }
        if let Some(anchor) = &claim.cue.anchor {
            self.remove(anchor, Role::Cue(id));
        }
    }

    fn add(&mut self, anchor: &Anchor, role: Role, state: ReviewState) {
        if state == ReviewState::Rejected {
            return;
        }
        for span in anchor.spans() {
            let mark = Mark {
                span: *span,
                role,
                state,
            };
            for block in self.blocks_of(*span) {
                self.marks[block].push(mark);
            }
        }
    }

    fn remove(&mut self, anchor: &Anchor, role: Role) {
        for span in anchor.spans() {
            for block in self.blocks_of(*span) {
                self.marks[block].retain(|mark| mark.role != role);
            }
        }
    }

    fn blocks_of(&self, span: Span) -> Range<usize> {
        let first = self.block_at(span.start());
        let end = self
            .blocks
            .partition_point(|block| block.range.start < span.end());
        first..end.max(first)
    }
}

/// Cuts a text into blocks.
fn blocks(document: &Document) -> Vec<Block> {
    let text = document.text.as_str();
    let blank_lines_separate = text.trim().contains("\n\n");
    let markdown = document.origin.media_type == "text/markdown";
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    let mut after_blank = true;
    let mut paragraph = 0;
    for (number, line) in (1..).zip(text.split('\n')) {
        let end = start + line.len();
        if line.trim().is_empty() {
            after_blank = true;
        } else {
            let heading = markdown && is_heading(line);
            let style = if blocks.is_empty() && is_title(line, &document.title) {
                BlockStyle::Title
            } else if heading {
                BlockStyle::Heading
            } else {
                BlockStyle::Body
            };
            let after_heading = blocks
                .last()
                .is_some_and(|b: &Block| b.style != BlockStyle::Body);
            let opens = !blank_lines_separate || after_blank || after_heading || heading;
            paragraph += usize::from(opens && style == BlockStyle::Body);
            let whole = Block {
                range: start..end,
                style,
                opens_paragraph: opens,
                line: number,
                paragraph,
            };
            push_cut(&mut blocks, text, &whole);
            after_blank = false;
        }
        start = end + 1;
    }
    blocks
}

/// The Markdown reader keeps the marks of headings only: one to six, then a space.
fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ')
}

fn is_title(line: &str, title: &str) -> bool {
    line.trim_start_matches('#').trim() == title.trim()
}

/// Adds a line as one block, or as several where it is too long.
fn push_cut(blocks: &mut Vec<Block>, text: &str, line: &Block) {
    let range = &line.range;
    let mut start = range.start;
    while start < range.end {
        let mut end = range.end;
        if end - start > LONGEST_BLOCK {
            end = text.floor_char_boundary(start + LONGEST_BLOCK);
            let window = &text[start..end];
            if let Some(space) = window.rfind(char::is_whitespace) {
                let space_width = window[space..].chars().next().map_or(1, char::len_utf8);
                end = start + space + space_width;
            }
        }
        blocks.push(Block {
            range: start..end,
            opens_paragraph: line.opens_paragraph && start == range.start,
            ..line.clone()
        });
        start = end;
    }
}
