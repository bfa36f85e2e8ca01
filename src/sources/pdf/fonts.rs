//! The fonts of a PDF as far as reading needs them: which characters a code stands for, and how wide it is.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_cmap::BfString;
use hayro_font::{
    CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, UNITS_PER_EM,
};
use hayro_syntax::object::Dict;

/// What stands where a font doesn't say which character it draws.
pub const UNKNOWN: char = '\u{fffd}';

/// What one code of a string draws.
#[derive(Clone, Debug)]
pub struct Sign {
    /// The characters; mostly one.
    pub text: Rc<str>,
    /// How far the next sign is away, in ems: to the right, or in vertical writing down (negative).
    pub advance: f64,
}

/// A font, with the signs it has drawn so far.
pub struct Face<'a> {
    font: Font<'a>,
    signs: HashMap<u32, Sign>,
    pub horizontal: bool,
}

impl Face<'_> {
    /// The next code of a string and its length in bytes.
    pub fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    pub fn sign(&mut self, code: u32) -> Sign {
        if let Some(sign) = self.signs.get(&code) {
            return sign.clone();
        }
        let advance = self.font.code_advance(code);
        let advance = if self.horizontal {
            advance.x
        } else {
            advance.y
        };
        let text = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let sign = Sign {
            text: text.map_or_else(|| UNKNOWN.to_string().into(), characters),
            advance: advance / f64::from(UNITS_PER_EM),
        };
        self.signs.insert(code, sign.clone());
        sign
    }
}

/// The characters of a sign: ligatures as their letters, no controls.
fn characters(text: BfString) -> Rc<str> {
    let text = match text {
        BfString::Char(character) => character.to_string(),
        BfString::String(text) => text,
    };
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            // Where symbol fonts put the bullet.
            '\u{f0b7}' => plain.push('•'),
            '\t' | '\r' | '\n' => plain.push(' '),
            control if control.is_control() => {}
            other => plain.push(other),
        }
    }
    plain.into()
}

/// The fonts of a document, each made once.
pub struct Fonts<'a> {
    cache: FontCache<'a>,
    resolver: FontResolverFn,
    maps: CMapResolverFn,
    faces: Vec<Face<'a>>,
    known: HashMap<usize, Option<usize>>,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            resolver: Arc::new(|query| {
                let font = match query {
                    FontQuery::Standard(font) => *font,
                    FontQuery::Fallback(query) => query.pick_standard_font(),
                };
                Some(font.get_font_data())
            }),
            maps: Arc::new(hayro_cmap::load_embedded),
            faces: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// The number of the font of this dictionary; `None` where it is broken.
    pub fn face(&mut self, dict: &Dict<'a>) -> Option<usize> {
        // A dictionary's bytes stay where they are as long as the document is open.
        let place = dict.data().as_ptr() as usize;
        if let Some(known) = self.known.get(&place) {
            return *known;
        }
        let font = self.cache.font(dict, &self.resolver, &self.maps);
        let number = font.map(|font| {
            self.faces.push(Face {
                horizontal: font.is_horizontal(),
                font,
                signs: HashMap::new(),
            });
            self.faces.len() - 1
        });
        self.known.insert(place, number);
        number
    }

    pub fn get(&mut self, number: usize) -> Option<&mut Face<'a>> {
        self.faces.get_mut(number)
    }
}
