//! Pieces → rows: what stands on one baseline across the page or a column of it.

use super::pieces::{DRAWN_SPACE, Piece};
use super::script::{is_unspaced, logical};

/// How far the baselines of one row may be apart, in ems of the smaller piece.
const SAME_LINE: f64 = 0.45;
/// A gap that parts cells rather than words, in ems.
const CELL: f64 = 2.0;

/// Pieces on one baseline, from left to right.
#[derive(Clone, Debug)]
pub struct Row {
    pub pieces: Vec<Piece>,
    pub y: f64,
    pub left: f64,
    pub right: f64,
    /// The size of most of its letters.
    pub size: f64,
}

/// The rows of some pieces, from the top down.
pub fn of(mut pieces: Vec<Piece>) -> Vec<Row> {
    lift_initials(&mut pieces);
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if row.iter().any(|other| on_one_line(other, &piece)) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows.into_iter().map(row).collect()
}

fn on_one_line(one: &Piece, other: &Piece) -> bool {
    (one.y - other.y).abs() <= SAME_LINE * one.size.min(other.size)
}

fn row(mut pieces: Vec<Piece>) -> Row {
    pieces.sort_by(|a, b| a.left.total_cmp(&b.left));
    let longest = pieces.iter().max_by_key(|piece| piece.text.len());
    let (y, size) = longest.map_or((0.0, 0.0), |piece| (piece.y, piece.size));
    Row {
        y,
        size,
        left: pieces
            .iter()
            .map(|piece| piece.left)
            .fold(f64::MAX, f64::min),
        right: pieces
            .iter()
            .map(|piece| piece.right)
            .fold(f64::MIN, f64::max),
        pieces,
    }
}

/// A large first letter that hangs over several lines belongs to the line at its top.
fn lift_initials(pieces: &mut [Piece]) {
    let mut sizes: Vec<f64> = pieces.iter().map(|piece| piece.size).collect();
    sizes.sort_by(f64::total_cmp);
    let Some(usual) = sizes
        .get(sizes.len() / 2)
        .copied()
        .filter(|size| *size > 0.0)
    else {
        return;
    };
    for piece in pieces {
        if piece.size > usual * 1.8 && piece.text.chars().count() <= 2 {
            // The tops of capitals are on one height, 0.7 em above the baseline.
            piece.y += 0.7 * (piece.size - usual);
            piece.size = usual;
        }
    }
}

impl Row {
    /// The words of the row as they are read. Cells of a table are parted by a tab.
    pub fn text(&self) -> String {
        let mut visual = String::new();
        let mut end: Option<&Piece> = None;
        for piece in &self.pieces {
            if let Some(before) = end {
                let gap = piece.left - before.right;
                let last = before.text.chars().next_back().unwrap_or(' ');
                let first = piece.text.chars().next().unwrap_or(' ');
                let least = if before.spaced { DRAWN_SPACE } else { 0.15 };
                let unspaced = is_unspaced(last) && is_unspaced(first);
                if gap > CELL * self.size {
                    visual.push('\t');
                } else if gap > least * self.size && !(unspaced && gap < self.size) {
                    visual.push(' ');
                }
            }
            visual.push_str(&piece.text);
            end = Some(piece);
        }
        logical(&visual)
    }

    /// How wide its first word is, about.
    pub fn first_word(&self, text: &str) -> f64 {
        let letters = text.chars().count().max(1);
        let first = text.chars().next().unwrap_or(' ');
        let word = match is_unspaced(first) {
            true => 1,
            false => text
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .chars()
                .count(),
        };
        (self.right - self.left) * word as f64 / letters as f64
    }
}
