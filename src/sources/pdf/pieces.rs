//! Signs → pieces of lines: what stands on one baseline with no more than a word space between. The characters of
//! a piece are in the order of the page, from left to right, whatever their script.

use super::content::{Direction, Glyph};
use super::fonts::UNKNOWN;
use super::script::{is_rtl, is_unspaced};

/// The least gap that is a space between words, in ems. Kerning is less; spaces of tight lines are more.
const SPACE: f64 = 0.17;
/// As [`SPACE`], where a space is drawn in the gap.
pub const DRAWN_SPACE: f64 = 0.06;
/// A gap from which the next sign begins a piece of its own, in ems.
const APART: f64 = 0.6;
/// How far signs of one line may stand above or below its baseline, in ems of the larger sign.
const OFF_LINE: f64 = 0.38;

/// A piece of a line.
#[derive(Clone, Debug)]
pub struct Piece {
    pub left: f64,
    pub right: f64,
    /// The baseline; larger is higher.
    pub y: f64,
    pub size: f64,
    pub text: String,
    /// The file itself says that it is no part of the text.
    pub artifact: bool,
    /// A space is drawn after it.
    pub spaced: bool,
}

/// What a page holds.
#[derive(Debug, Default)]
pub struct PageText {
    pub pieces: Vec<Piece>,
    /// Words that run across the page's own direction: stamps, notes at the margin.
    pub turned: String,
    /// Where the page ends, in the coordinates of the pieces.
    pub bottom: f64,
    pub top: f64,
    pub pictures: usize,
    /// Signs that the fonts tell no character for.
    pub unknown: usize,
    pub signs: usize,
}

/// Makes pieces of what a page draws.
pub fn of_page(mut glyphs: Vec<Glyph>, width: f64, height: f64, pictures: usize) -> PageText {
    let mut page = PageText {
        pictures,
        top: height,
        ..PageText::default()
    };
    // Words without ink count only where there are no others: they are what a machine saw in a scan.
    if glyphs
        .iter()
        .any(|glyph| !glyph.inkless && !is_blank(glyph))
    {
        glyphs.retain(|glyph| !glyph.inkless);
    }
    let near = 2.0;
    glyphs.retain(|g| {
        (-near..=width + near).contains(&g.x) && (-near..=height + near).contains(&g.y)
    });
    let main = main_direction(&glyphs);
    let turned = glyphs.iter().filter(|glyph| glyph.direction != main);
    page.turned = turned.map(|glyph| &*glyph.text).collect();
    glyphs.retain(|glyph| glyph.direction == main);
    for glyph in &mut glyphs {
        (glyph.x, glyph.y) = upright(main, glyph.x, glyph.y);
    }
    let (_, one) = upright(main, 0.0, 0.0);
    let (_, other) = upright(main, width, height);
    (page.bottom, page.top) = (one.min(other), one.max(other));
    page.signs = glyphs.iter().filter(|glyph| !is_blank(glyph)).count();
    page.unknown = glyphs.iter().filter(|g| g.text.contains(UNKNOWN)).count();
    page.pieces = pieces(&glyphs);
    page
}

fn is_blank(glyph: &Glyph) -> bool {
    glyph.text.trim().is_empty()
}

/// The direction in which most signs run.
fn main_direction(glyphs: &[Glyph]) -> Direction {
    let directions = [
        Direction::Right,
        Direction::Up,
        Direction::Down,
        Direction::Left,
    ];
    let count = |direction| glyphs.iter().filter(|g| g.direction == direction).count();
    // The first of equals is taken, so a page without signs is an upright one.
    let mut best = (Direction::Right, count(Direction::Right));
    for direction in directions {
        let many = count(direction);
        if many > best.1 {
            best = (direction, many);
        }
    }
    best.0
}

/// Turns the page so that its lines run to the right.
fn upright(main: Direction, x: f64, y: f64) -> (f64, f64) {
    match main {
        Direction::Up => (y, -x),
        Direction::Down => (-y, x),
        Direction::Left => (-x, -y),
        Direction::Right | Direction::Slanted => (x, y),
    }
}

fn pieces(glyphs: &[Glyph]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        if is_shadow(glyph, last) {
            continue;
        }
        last = Some(glyph);
        let Some(piece) = pieces.last_mut().filter(|piece| goes_on(piece, glyph)) else {
            if !is_blank(glyph) {
                pieces.push(begin(glyph));
            }
            continue;
        };
        if is_blank(glyph) {
            piece.spaced = true;
            continue;
        }
        let gap = glyph.x - piece.right;
        let end = piece.text.chars().next_back().unwrap_or(' ');
        let start = glyph.text.chars().next().unwrap_or(' ');
        let size = piece.size.min(glyph.size);
        // Some programs draw a space and pull it together again, which is how they set letters closer.
        let least = if piece.spaced { DRAWN_SPACE } else { SPACE };
        let unspaced = is_unspaced(end) && is_unspaced(start) && !piece.spaced;
        if gap > least * size && !unspaced {
            piece.text.push(' ');
        }
        piece.spaced = false;
        put(&mut piece.text, &glyph.text);
        piece.right = piece.right.max(glyph.x + glyph.width);
        // A note's number stands above the line and is smaller: the line stays what it was.
        if glyph.size > piece.size * 1.2 {
            piece.size = glyph.size;
            piece.y = glyph.y;
        }
    }
    pieces
}

/// The same sign drawn again a hair beside, which is how some programs make bold letters.
fn is_shadow(glyph: &Glyph, last: Option<&Glyph>) -> bool {
    last.is_some_and(|last| {
        last.text == glyph.text
            && !is_blank(glyph)
            && (last.x - glyph.x).abs() < glyph.size * 0.12
            && (last.y - glyph.y).abs() < glyph.size * 0.12
            && glyph.width > glyph.size * 0.15
    })
}

fn begin(glyph: &Glyph) -> Piece {
    let mut text = String::new();
    put(&mut text, &glyph.text);
    Piece {
        left: glyph.x,
        right: glyph.x + glyph.width,
        y: glyph.y,
        size: glyph.size,
        text,
        artifact: glyph.artifact,
        spaced: false,
    }
}

/// Signs of several letters that run to the left are put the way the page has them.
fn put(text: &mut String, sign: &str) {
    match sign.chars().nth(1).is_some() && sign.chars().any(is_rtl) {
        true => text.extend(sign.chars().rev()),
        false => text.push_str(sign),
    }
}

/// Whether a sign goes on with a piece: on its baseline, or as a note's number at it, with no wide gap.
fn goes_on(piece: &Piece, glyph: &Glyph) -> bool {
    let size = piece.size.max(glyph.size);
    let gap = glyph.x - piece.right;
    // Lines that are set to one width have wide spaces; between columns no space is drawn.
    let apart = if piece.spaced { APART * 1.6 } else { APART };
    let shrinks = piece.size > glyph.size * 1.8 || glyph.size > piece.size * 1.8;
    (piece.y - glyph.y).abs() <= OFF_LINE * size
        && gap < apart * piece.size.min(glyph.size).max(1.0)
        && gap > -0.3 * size
        && piece.artifact == glyph.artifact
        && !shrinks
}
