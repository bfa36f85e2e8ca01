//! Running heads and page numbers: what stands at the edge of pages, again and again or numbered.

use std::collections::HashMap;

use super::pieces::{PageText, Piece};
use super::rows::{self, Row};

/// The part of a page at its top and at its foot where heads may stand.
const EDGE: f64 = 0.15;
/// How many rows from the edge are looked at.
const ROWS: usize = 3;
/// The part of a page that is margin on almost all paper.
const MARGIN: f64 = 0.1;

/// A row at the edge of a page.
struct EdgeRow {
    page: usize,
    row: Row,
    text: String,
    /// How many rows are between it and the edge.
    from_edge: usize,
    /// How far it is from the edge, as a part of the page.
    depth: f64,
    /// The gap to the rest of the page, in ems of the row.
    gap: f64,
}

/// Takes the running heads out of the pages and gives their words, page by page.
pub fn take_out(pages: &mut [PageText], body_size: f64) -> Vec<(usize, String)> {
    let mut taken = take_artifacts(pages);
    let mut edges = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        edge_rows(number, page, true, &mut edges);
        edge_rows(number, page, false, &mut edges);
    }
    let mut often: HashMap<String, Vec<usize>> = HashMap::new();
    for edge in &edges {
        often.entry(key(&edge.text)).or_default().push(edge.page);
    }
    let mut gone: HashMap<usize, Vec<Row>> = HashMap::new();
    for edge in edges {
        let on_pages = often.get(&key(&edge.text)).map_or(0, |on| {
            let mut on = on.clone();
            on.dedup();
            on.len()
        });
        if is_head(&edge, on_pages, body_size) {
            taken.push((edge.page, edge.text));
            gone.entry(edge.page).or_default().push(edge.row);
        }
    }
    for (number, rows) in gone {
        if let Some(page) = pages.get_mut(number) {
            page.pieces
                .retain(|piece| !rows.iter().any(|row| has(row, piece)));
        }
    }
    taken.sort_by_key(|(page, _)| *page);
    taken
}

/// What the file itself calls no part of the text, unless that is most of it.
fn take_artifacts(pages: &mut [PageText]) -> Vec<(usize, String)> {
    let length = |artifact: bool| -> usize {
        let pieces = pages.iter().flat_map(|page| &page.pieces);
        pieces
            .filter(|piece| piece.artifact == artifact)
            .map(|piece| piece.text.len())
            .sum()
    };
    if length(true) > length(false) {
        return Vec::new();
    }
    let mut taken = Vec::new();
    for (number, page) in pages.iter_mut().enumerate() {
        let artifacts: Vec<Piece> = page.pieces.extract_if(.., |piece| piece.artifact).collect();
        taken.extend(
            rows::of(artifacts)
                .into_iter()
                .map(|row| (number, row.text())),
        );
    }
    taken
}

fn edge_rows(number: usize, page: &PageText, at_top: bool, edges: &mut Vec<EdgeRow>) {
    let height = (page.top - page.bottom).max(1.0);
    let depth = |y: f64| if at_top { page.top - y } else { y - page.bottom } / height;
    // One row more than is looked at, to know the gap below the last.
    let near = |piece: &&Piece| depth(piece.y) < EDGE * 2.0;
    let pieces: Vec<Piece> = page.pieces.iter().filter(near).cloned().collect();
    let mut rows = rows::of(pieces);
    if !at_top {
        rows.reverse();
    }
    for (from_edge, row) in rows.iter().enumerate().take(ROWS) {
        if depth(row.y) > EDGE {
            break;
        }
        let gap = match rows.get(from_edge + 1) {
            Some(next) => (row.y - next.y).abs() / row.size.max(1.0),
            None => f64::MAX,
        };
        edges.push(EdgeRow {
            page: number,
            text: row.text(),
            row: row.clone(),
            from_edge,
            depth: depth(row.y),
            gap,
        });
    }
}

fn is_head(edge: &EdgeRow, on_pages: usize, body_size: f64) -> bool {
    let apart = edge.gap > 1.6;
    let small = edge.row.size < body_size * 0.95;
    (on_pages >= 2 && (apart || edge.from_edge == 0))
        || (is_page_number(&edge.text) && edge.from_edge == 0 && apart)
        || (edge.from_edge == 0 && edge.depth < MARGIN && small && edge.gap > 2.2)
}

/// What heads of different pages have in common: all but their numbers.
fn key(text: &str) -> String {
    let mut key = String::new();
    for character in text.chars().filter(|c| !c.is_whitespace()) {
        match character.is_numeric() {
            true if key.ends_with('#') => {}
            true => key.push('#'),
            false => key.extend(character.to_lowercase()),
        }
    }
    key
}

/// “7”, “– 7 –”, “Page 7 of 12”, “7/12”: a number of at most four digits, at most two words beside.
fn is_page_number(text: &str) -> bool {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &&&str| word.chars().all(char::is_numeric);
    let numbers = words.iter().filter(is_number).count();
    let long = words.iter().any(|word| word.chars().count() > 8);
    let many_digits = words
        .iter()
        .any(|w| w.len() > 4 && w.chars().all(char::is_numeric));
    let ends = |word: Option<&&str>| word.is_some_and(|word| word.chars().all(char::is_numeric));
    // “On 7 May” has words at both ends.
    let at_an_end = ends(words.first()) || ends(words.last());
    (1..=2).contains(&numbers) && words.len() <= numbers + 2 && at_an_end && !long && !many_digits
}

fn has(row: &Row, piece: &Piece) -> bool {
    row.pieces
        .iter()
        .any(|other| other.left == piece.left && other.y == piece.y && other.text == piece.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known_in_many_forms() {
        for text in [
            "7",
            "– 7 –",
            "Page 7 of 12",
            "7/12",
            "Seite 3",
            "стр. 4 из 9",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in [
            "On 7 May",
            "1989 was a year of change",
            "20260312",
            "Results",
        ] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
