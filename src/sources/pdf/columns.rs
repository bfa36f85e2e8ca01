//! The order in which a page is read: down each column, headlines across them in between.

use std::collections::HashMap;

use super::pieces::Piece;
use super::rows::{self, Row};

/// How narrow the gap between two columns may be, in ems.
const GUTTER: f64 = 0.75;
/// How many rows must stand on both sides of a gap, so that it parts columns.
const ROWS: usize = 4;
/// As [`ROWS`], for a gap of twice the width.
const ROWS_WIDE: usize = 2;
/// How many places for a gap are tried on a page.
const MOST_CANDIDATES: usize = 120;
/// How deep columns may be nested.
const DEEPEST: usize = 12;
/// Beyond so many rows a page is a list of figures, and is read row by row.
const MOST_ROWS: usize = 1500;

/// Rows in the order of reading, a group for each stretch of a column.
pub fn in_order(pieces: Vec<Piece>, rtl: bool) -> Vec<Vec<Row>> {
    let mut groups = Vec::new();
    cut(pieces, rtl, 0, &mut groups);
    groups
}

fn cut(pieces: Vec<Piece>, rtl: bool, depth: usize, groups: &mut Vec<Vec<Row>>) {
    if pieces.is_empty() {
        return;
    }
    let rows = rows::of(pieces);
    let parted = match depth < DEEPEST && rows.len() <= MOST_ROWS {
        true => best_gutter(&rows),
        false => None,
    };
    let Some(gutter) = parted else {
        groups.push(rows);
        return;
    };
    let mut above = rows;
    let mut middle = above.split_off(gutter.first);
    let below = middle.split_off(gutter.last + 1 - gutter.first);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for piece in middle.into_iter().flat_map(|row| row.pieces) {
        match piece.left < gutter.at {
            true => left.push(piece),
            false => right.push(piece),
        }
    }
    let flat = |rows: Vec<Row>| rows.into_iter().flat_map(|row| row.pieces).collect();
    cut(flat(above), rtl, depth + 1, groups);
    let (first, second) = if rtl { (right, left) } else { (left, right) };
    cut(first, rtl, depth + 1, groups);
    cut(second, rtl, depth + 1, groups);
    cut(flat(below), rtl, depth + 1, groups);
}

/// A gap that parts columns, and the rows that it goes through.
struct Gutter {
    at: f64,
    first: usize,
    last: usize,
    /// Rows that stand on both sides.
    evidence: usize,
}

fn best_gutter(rows: &[Row]) -> Option<Gutter> {
    let mut best: Option<Gutter> = None;
    for (at, width) in candidates(rows) {
        let mut start = 0;
        while start < rows.len() {
            if crossed(&rows[start], at, width) {
                start += 1;
                continue;
            }
            let mut end = start;
            while end + 1 < rows.len() && !crossed(&rows[end + 1], at, width) {
                end += 1;
            }
            if let Some(found) = stretch(rows, start, end, at, width)
                && best
                    .as_ref()
                    .is_none_or(|best| found.evidence > best.evidence)
            {
                best = Some(found);
            }
            start = end + 1;
        }
    }
    best
}

/// Where a gap between columns may be, and how wide it must be at least: between the pieces of a row, and beside the
/// edges at which many pieces begin or end, since the lines of columns need not be on one height.
fn candidates(rows: &[Row]) -> Vec<(f64, f64)> {
    let mut found: Vec<(f64, f64)> = Vec::new();
    let mut add = |at: f64, least: f64| {
        let known = found
            .iter()
            .any(|(known, _)| (known - at).abs() < least * 0.25);
        if !known && found.len() < MOST_CANDIDATES {
            found.push((at, least));
        }
    };
    let mut edges: HashMap<(bool, i64), (usize, f64)> = HashMap::new();
    for row in rows {
        let least = GUTTER * row.size;
        for piece in &row.pieces {
            for (begins, x) in [(true, piece.left), (false, piece.right)] {
                let edge = edges
                    .entry((begins, x.round() as i64))
                    .or_insert((0, least));
                edge.0 += 1;
            }
        }
    }
    let mut edges: Vec<_> = edges
        .into_iter()
        .filter(|(_, (count, _))| *count >= ROWS_WIDE)
        .collect();
    edges.sort_by_key(|((begins, x), (count, _))| (usize::MAX - count, *x, *begins));
    for ((begins, x), (_, least)) in edges.into_iter().take(MOST_CANDIDATES / 2) {
        let x = x as f64;
        add(
            if begins {
                x - least * 0.55
            } else {
                x + least * 0.55
            },
            least,
        );
    }
    for row in rows {
        let least = GUTTER * row.size;
        for pair in row.pieces.windows(2) {
            if pair[1].left - pair[0].right >= least {
                add(f64::midpoint(pair[0].right, pair[1].left), least);
            }
        }
    }
    found
}

/// Whether a row has words where the gap should be.
fn crossed(row: &Row, at: f64, width: f64) -> bool {
    let (from, to) = (at - width * 0.45, at + width * 0.45);
    row.pieces
        .iter()
        .any(|piece| piece.left < to && piece.right > from)
}

/// Checks that on both sides of a gap there is running text at the same height.
fn stretch(rows: &[Row], start: usize, end: usize, at: f64, width: f64) -> Option<Gutter> {
    let sides: Vec<(f64, f64)> = rows[start..=end].iter().map(|row| both(row, at)).collect();
    let on_left = |side: &(f64, f64)| side.0 > 0.0;
    let on_right = |side: &(f64, f64)| side.1 > 0.0;
    let first = sides
        .iter()
        .position(on_left)?
        .max(sides.iter().position(on_right)?);
    let last = sides
        .iter()
        .rposition(on_left)?
        .min(sides.iter().rposition(on_right)?);
    let shared = sides.get(first..=last)?;
    let evidence = shared.iter().filter(|side| on_left(side)).count();
    let evidence = evidence.min(shared.iter().filter(|side| on_right(side)).count());
    let wide = free_width(&rows[start..=end], at) > width * 2.0;
    if evidence < if wide { ROWS_WIDE } else { ROWS } {
        return None;
    }
    let first = with_heads(rows, start + first, start, at);
    let last = without_far(rows, first, end);
    let median = |side: fn(&(f64, f64)) -> f64| {
        let mut widths: Vec<f64> = sides
            .iter()
            .map(side)
            .filter(|width| *width > 0.0)
            .collect();
        widths.sort_by(f64::total_cmp);
        widths.get(widths.len() / 2).copied().unwrap_or(0.0)
    };
    let (left, right) = (median(|side| side.0), median(|side| side.1));
    let em = rows[first].size.max(1.0);
    // Cells of a table and numbers before list items are short; lines of columns aren't.
    let running = left.min(right) > em * 6.0 && left.min(right) * 4.0 > left.max(right);
    running.then_some(Gutter {
        at,
        first,
        last,
        evidence,
    })
}

/// How wide the words of a row are on both sides of a place.
fn both(row: &Row, at: f64) -> (f64, f64) {
    let width = |left: bool| {
        let side = row.pieces.iter().filter(|piece| (piece.left < at) == left);
        let (mut from, mut to) = (f64::MAX, f64::MIN);
        for piece in side {
            from = from.min(piece.left);
            to = to.max(piece.right);
        }
        (to - from).max(0.0)
    };
    (width(true), width(false))
}

/// How wide the gap is that all rows leave free at a place.
fn free_width(rows: &[Row], at: f64) -> f64 {
    let (mut from, mut to) = (f64::MIN, f64::MAX);
    for piece in rows.iter().flat_map(|row| &row.pieces) {
        match piece.left < at {
            true => from = from.max(piece.right),
            false => to = to.min(piece.left),
        }
    }
    to - from
}

/// Rows above the first that stands on both sides belong to the column below them where they are close and of the
/// same size: columns need not begin on one height.
fn with_heads(rows: &[Row], first: usize, start: usize, at: f64) -> usize {
    let mut top = first;
    while top > start {
        let (above, below) = (&rows[top - 1], &rows[top]);
        let close = above.y - below.y < below.size * 2.2;
        let alike = (above.size - below.size).abs() < below.size * 0.15;
        if !(close && alike) || both(above, at).0 > 0.0 && both(above, at).1 > 0.0 {
            break;
        }
        top -= 1;
    }
    top
}

/// Rows far below the columns don't belong to them.
fn without_far(rows: &[Row], first: usize, end: usize) -> usize {
    let mut last = first;
    while last < end {
        let (above, below) = (&rows[last], &rows[last + 1]);
        if above.y - below.y > above.size.max(below.size) * 5.0 {
            break;
        }
        last += 1;
    }
    last
}
