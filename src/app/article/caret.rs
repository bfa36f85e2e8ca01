//! Moving the caret by keys: characters, words, lines, paragraphs, pages.

use eframe::egui::{Key, Modifiers, pos2};

use super::text::right_to_left;
use super::view::ArticleView;
use crate::session::marks::{Block, DocumentMarks};
use crate::session::{Command, Work};
use crate::suggest::segment;

/// Where one caret key leads; with Shift, it selects words along the way. Lines are those of the last frame.
pub fn caret_key(
    work: &Work,
    view: &mut ArticleView,
    key: Key,
    modifiers: Modifiers,
) -> Option<Command> {
    let text = work.active()?.text.as_str();
    let marks = work.marks()?;
    let caret = work.caret();
    let range = caret.range();
    let key = as_read(text, marks, caret.head, key);
    // An arrow without Shift first goes to the end of what is selected.
    let collapses = !modifiers.shift && !range.is_empty() && !modifiers.command;
    if matches!(key, Key::ArrowLeft | Key::ArrowRight) || modifiers.command {
        view.at_line_end = None;
    }
    let head = match key {
        Key::ArrowLeft if collapses => range.start,
        Key::ArrowRight if collapses => range.end,
        _ => step(text, marks, view, caret.head, key, modifiers)?,
    };
    view.reveal(head);
    let anchor = if modifiers.shift { caret.anchor } else { head };
    Some(Command::SetCaret { anchor, head })
}

/// Left and right follow the eye: in a paragraph that runs from right to left, left is onwards, so each stands for
/// the other. What follows here then means Left and Right as back and onwards.
fn as_read(text: &str, marks: &DocumentMarks, head: usize, key: Key) -> Key {
    let onwards = match key {
        Key::ArrowLeft => Key::ArrowRight,
        Key::ArrowRight => Key::ArrowLeft,
        _ => return key,
    };
    if runs_left(text, marks, head) {
        onwards
    } else {
        key
    }
}

/// Whether the paragraph at a byte runs from right to left.
pub fn runs_left(text: &str, marks: &DocumentMarks, offset: usize) -> bool {
    let block = marks.blocks().get(marks.block_at(offset));
    let words = block.and_then(|block| text.get(block.range.clone()));
    words.is_some_and(right_to_left)
}

/// Whether the article takes this key for its caret. With Alt, arrows resize marks.
pub fn is_caret_key(key: Key, modifiers: Modifiers) -> bool {
    let moves = matches!(
        key,
        Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
    );
    moves && !modifiers.alt
}

/// Where a key takes the caret from byte `head`.
fn step(
    text: &str,
    marks: &DocumentMarks,
    view: &mut ArticleView,
    head: usize,
    key: Key,
    modifiers: Modifiers,
) -> Option<usize> {
    let blocks = marks.blocks();
    let by_words = modifiers.command;
    Some(match key {
        Key::ArrowLeft if by_words => segment::prev_word(text, head),
        Key::ArrowRight if by_words => segment::next_word(text, head),
        Key::ArrowLeft => before_gap(blocks, segment::prev_grapheme(text, head)),
        Key::ArrowRight => after_gap(blocks, segment::next_grapheme(text, head)),
        Key::Home if by_words => 0,
        Key::End if by_words => text.len(),
        Key::ArrowUp if by_words => paragraph_start(blocks, head),
        Key::ArrowDown if by_words => paragraph_end(blocks, head),
        _ => along_lines(text, marks, view, head, key)?,
    })
}

/// Where a key takes the caret that means a line or a page. Up and down keep to the column in which they began.
fn along_lines(
    text: &str,
    marks: &DocumentMarks,
    view: &mut ArticleView,
    head: usize,
    key: Key,
) -> Option<usize> {
    let blocks = marks.blocks();
    let geometry = view.geometry?;
    let caret = view.caret_rect(blocks, head)?;
    let page = geometry.area.height() - caret.height();
    let column = view.column.filter(|(at, _)| *at == head);
    let (x, y) = (column.map_or(caret.left(), |(_, x)| x), caret.center().y);
    let ends = (geometry.left - 1.0, geometry.left + geometry.measure + 1.0);
    let (first, last) = if runs_left(text, marks, head) {
        (ends.1, ends.0)
    } else {
        ends
    };
    let target = match key {
        Key::ArrowUp => pos2(x, y - caret.height()),
        Key::ArrowDown => pos2(x, y + caret.height()),
        Key::PageUp => pos2(x, y - page),
        Key::PageDown => pos2(x, y + page),
        Key::Home => pos2(first, y),
        _ => pos2(last, y),
    };
    let mut next = view.offset_at(blocks, target)?;
    if next == head {
        next = beyond(blocks, head, key);
    } else {
        view.stand_at(blocks, target, next);
    }
    view.column = (!matches!(key, Key::Home | Key::End)).then_some((next, x));
    Some(next)
}

/// A byte of the blank lines between two blocks becomes the end of the first: no caret stands in between.
fn before_gap(blocks: &[Block], offset: usize) -> usize {
    let after = blocks.partition_point(|block| block.range.start <= offset);
    let last = after.checked_sub(1).and_then(|at| blocks.get(at));
    last.map_or(offset, |block| offset.min(block.range.end))
}

/// A byte of the blank lines between two blocks becomes the start of the second.
fn after_gap(blocks: &[Block], offset: usize) -> usize {
    let ended = blocks.partition_point(|block| block.range.end < offset);
    let next = blocks.get(ended);
    next.map_or(offset, |block| offset.max(block.range.start))
}

/// Where up and down lead when the line that they mean is not in the window.
fn beyond(blocks: &[Block], head: usize, key: Key) -> usize {
    let at = blocks
        .partition_point(|block| block.range.start <= head)
        .saturating_sub(1);
    match key {
        Key::ArrowUp | Key::PageUp => at
            .checked_sub(1)
            .and_then(|before| blocks.get(before))
            .map_or(head, |b| b.range.end),
        Key::ArrowDown | Key::PageDown => {
            blocks.get(at + 1).map_or(head, |after| after.range.start)
        }
        _ => head,
    }
}

fn paragraph_start(blocks: &[Block], head: usize) -> usize {
    let at = blocks.partition_point(|block| block.range.start < head);
    at.checked_sub(1)
        .and_then(|at| blocks.get(at))
        .map_or(0, |block| block.range.start)
}

fn paragraph_end(blocks: &[Block], head: usize) -> usize {
    let at = blocks.partition_point(|block| block.range.end <= head);
    blocks.get(at).map_or(head, |block| block.range.end)
}
