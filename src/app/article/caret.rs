//! Moving the caret by keys: characters, words, lines, paragraphs, pages.

use eframe::egui::{Key, Modifiers, pos2};

use super::view::ArticleView;
use crate::session::marks::Block;
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
    let blocks = work.marks()?.blocks();
    let caret = work.caret();
    let range = caret.range();
    // An arrow without Shift first goes to the end of what is selected.
    let collapses = !modifiers.shift && !range.is_empty() && !modifiers.command;
    let head = match key {
        Key::ArrowLeft if collapses => range.start,
        Key::ArrowRight if collapses => range.end,
        _ => step(text, blocks, view, caret.head, key, modifiers)?,
    };
    view.reveal(head);
    let anchor = if modifiers.shift { caret.anchor } else { head };
    Some(Command::SetCaret { anchor, head })
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
    blocks: &[Block],
    view: &ArticleView,
    head: usize,
    key: Key,
    modifiers: Modifiers,
) -> Option<usize> {
    let by_words = modifiers.command;
    Some(match key {
        Key::ArrowLeft if by_words => segment::prev_word(text, head),
        Key::ArrowRight if by_words => segment::next_word(text, head),
        Key::ArrowLeft => segment::prev_grapheme(text, head),
        Key::ArrowRight => segment::next_grapheme(text, head),
        Key::Home if by_words => 0,
        Key::End if by_words => text.len(),
        Key::ArrowUp if by_words => paragraph_start(blocks, head),
        Key::ArrowDown if by_words => paragraph_end(blocks, head),
        _ => {
            let geometry = view.geometry?;
            let caret = view.caret_rect(blocks, head)?;
            let page = geometry.area.height() - caret.height();
            let (x, y) = (caret.left(), caret.center().y);
            let target = match key {
                Key::ArrowUp => pos2(x, y - caret.height()),
                Key::ArrowDown => pos2(x, y + caret.height()),
                Key::PageUp => pos2(x, y - page),
                Key::PageDown => pos2(x, y + page),
                Key::Home => pos2(geometry.left - 1.0, y),
                _ => pos2(geometry.left + geometry.measure + 1.0, y),
            };
            let next = view.offset_at(blocks, target)?;
            if next == head {
                beyond(blocks, head, key)
            } else {
                next
            }
        }
    })
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
