//! What a page draws, as far as it is text: every sign with its place. Pictures, lines and colours are passed
//! over. Coordinates are in points, from the lower left corner of the page as it is shown.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{ACTUAL_TEXT, MATRIX, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Number, Object, String as PdfString};
use hayro_syntax::page::{Page, Resources};

use super::fonts::Fonts;
use super::matrix::Matrix;
use super::strings;
use crate::sources::SourceError;
use crate::sources::limits::{Deadline, MAX_PDF_NESTING, MAX_PDF_SIGNS, MAX_PDF_STEPS};

/// Where a line of signs runs on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Right,
    Up,
    Left,
    Down,
    Slanted,
}

/// One sign on a page.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub text: Rc<str>,
    pub x: f64,
    /// The baseline.
    pub y: f64,
    pub width: f64,
    pub size: f64,
    pub direction: Direction,
    /// Drawn with no ink: under a scanned page stand the words that a machine saw in it.
    pub inkless: bool,
    /// What the file itself calls a running head, a page number or an ornament.
    pub artifact: bool,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    face: Option<usize>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    inkless: bool,
}

/// Marked content that is open.
struct Marked {
    artifact: bool,
    /// Characters to take in place of those drawn, and the first sign that they stand for.
    actual: Option<(String, usize)>,
}

/// What is known of a page while it is drawn.
pub struct Painter<'f, 'a> {
    fonts: &'f mut Fonts<'a>,
    deadline: Deadline,
    pub glyphs: Vec<Glyph>,
    marked: Vec<Marked>,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    steps: usize,
    pub pictures: usize,
}

impl<'f, 'a> Painter<'f, 'a> {
    pub fn new(fonts: &'f mut Fonts<'a>, deadline: Deadline, matrix: Matrix) -> Self {
        Self {
            fonts,
            deadline,
            glyphs: Vec::new(),
            marked: Vec::new(),
            state: State {
                matrix,
                face: None,
                size: 0.0,
                letter_space: 0.0,
                word_space: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                inkless: false,
            },
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            steps: 0,
            pictures: 0,
        }
    }

    pub fn page(&mut self, page: &Page<'a>) -> Result<(), SourceError> {
        let resources = page.resources().clone();
        self.run(page.page_stream().unwrap_or_default(), &resources, 0)
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'a>,
        depth: usize,
    ) -> Result<(), SourceError> {
        let mut steps = TypedIter::new(content);
        while let Some(step) = steps.next() {
            self.steps += 1;
            if self.steps.is_multiple_of(1024) {
                self.deadline.check()?;
            }
            if self.steps > MAX_PDF_STEPS || self.glyphs.len() > MAX_PDF_SIGNS {
                return Err(SourceError::TooMuch {
                    what: "on one page",
                    max: MAX_PDF_STEPS,
                });
            }
            if let TypedInstruction::XObject(name) = &step {
                self.form(name.0, resources, depth)?;
                continue;
            }
            if !self.change_state(&step, resources) {
                self.mark_or_show(&step, resources);
            }
        }
        Ok(())
    }

    /// A drawing within the page: its signs count too.
    fn form(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'a>,
        depth: usize,
    ) -> Result<(), SourceError> {
        let Some(stream) = resources.get_x_object(name) else {
            return Ok(());
        };
        let kind = stream.dict().get::<Name<'_>>(SUBTYPE);
        if kind.as_deref() != Some(b"Form") {
            self.pictures += 1;
            return Ok(());
        }
        if depth >= MAX_PDF_NESTING {
            return Ok(());
        }
        let Ok(content) = stream.decoded_data() else {
            return Ok(());
        };
        let own = stream.dict().get::<Dict<'a>>(RESOURCES).map(Resources::new);
        let state = self.state.clone();
        let (text, line) = (self.text, self.line);
        let (saved, marked) = (self.saved.len(), self.marked.len());
        if let Some(matrix) = stream.dict().get::<[f64; 6]>(MATRIX) {
            self.state.matrix = Matrix(matrix).then(&self.state.matrix);
        }
        self.run(&content, own.as_ref().unwrap_or(resources), depth + 1)?;
        self.saved.truncate(saved);
        while self.marked.len() > marked {
            self.end_marked();
        }
        (self.text, self.line) = (text, line);
        self.state = state;
        Ok(())
    }

    /// Steps that only change the state; returns whether this was one.
    fn change_state(&mut self, step: &TypedInstruction<'_, '_>, resources: &Resources<'a>) -> bool {
        match step {
            TypedInstruction::SaveState(_) => {
                if self.saved.len() < MAX_PDF_NESTING * 16 {
                    self.saved.push(self.state.clone());
                }
            }
            TypedInstruction::RestoreState(_) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            TypedInstruction::Transform(m) => {
                let matrix = Matrix::of([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.state.matrix = matrix.then(&self.state.matrix);
            }
            TypedInstruction::BeginText(_) => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
            }
            TypedInstruction::SetTextMatrix(m) => {
                self.line = Matrix::of([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.text = self.line;
            }
            TypedInstruction::TextFont(font) => {
                let dict = resources.get_font(font.0);
                self.state.face = dict.and_then(|dict| self.fonts.face(&dict));
                self.state.size = font.1.as_f64();
            }
            TypedInstruction::CharacterSpacing(n) => self.state.letter_space = n.0.as_f64(),
            TypedInstruction::WordSpacing(n) => self.state.word_space = n.0.as_f64(),
            TypedInstruction::HorizontalScaling(n) => self.state.stretch = n.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(n) => self.state.leading = n.0.as_f64(),
            TypedInstruction::TextRise(n) => self.state.rise = n.0.as_f64(),
            TypedInstruction::TextRenderingMode(n) => self.state.inkless = n.0.as_i64() == 3,
            TypedInstruction::NextLine(n) => self.next_line(n.0.as_f64(), n.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(n) => {
                self.state.leading = -n.1.as_f64();
                self.next_line(n.0.as_f64(), n.1.as_f64());
            }
            TypedInstruction::NextLineUsingLeading(_) => {
                self.next_line(0.0, -self.state.leading);
            }
            _ => return false,
        }
        true
    }

    fn mark_or_show(&mut self, step: &TypedInstruction<'_, '_>, resources: &Resources<'a>) {
        match step {
            TypedInstruction::ShowText(text) => self.show(text.0),
            TypedInstruction::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                self.show(text.0);
            }
            TypedInstruction::ShowTextWithParameters(text) => {
                self.state.word_space = text.0.as_f64();
                self.state.letter_space = text.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(text.2);
            }
            TypedInstruction::ShowTexts(parts) => self.show_parts(parts.0),
            TypedInstruction::BeginMarkedContent(tag) => self.begin_marked(tag.0, None),
            TypedInstruction::BeginMarkedContentWithProperties(tag) => {
                let properties = match tag.1 {
                    Object::Dict(dict) => Some(dict.clone()),
                    Object::Name(name) => resources.properties.get::<Dict<'_>>(name.as_ref()),
                    _ => None,
                };
                self.begin_marked(tag.0, properties.as_ref());
            }
            TypedInstruction::EndMarkedContent(_) => self.end_marked(),
            TypedInstruction::InlineImage(_) => self.pictures += 1,
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.line);
        self.text = self.line;
    }

    fn show_parts(&mut self, parts: &Array<'_>) {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => self.show(&text),
                Object::Number(number) => {
                    let by = -number.as_f64() / 1000.0 * self.state.size;
                    self.advance(by);
                }
                _ => {}
            }
        }
    }

    /// Moves on along the line, in units of text space before the stretch.
    fn advance(&mut self, by: f64) {
        let face = self.state.face.and_then(|number| self.fonts.get(number));
        let horizontal = face.is_none_or(|face| face.horizontal);
        let step = match horizontal {
            true => [1.0, 0.0, 0.0, 1.0, by * self.state.stretch, 0.0],
            false => [1.0, 0.0, 0.0, 1.0, 0.0, by],
        };
        self.text = Matrix(step).then(&self.text);
    }

    fn show(&mut self, text: &PdfString<'_>) {
        let Some(number) = self.state.face else {
            return;
        };
        let bytes = text.as_bytes();
        let artifact = self.marked.iter().any(|marked| marked.artifact);
        let mut at = 0;
        while at < bytes.len() {
            let Some(face) = self.fonts.get(number) else {
                return;
            };
            let (code, length) = face.code(bytes, at);
            at += length;
            let horizontal = face.horizontal;
            let sign = face.sign(code);
            let mut by = sign.advance * self.state.size + self.state.letter_space;
            if code == 32 && length == 1 {
                by += self.state.word_space;
            }
            self.put(&sign.text, sign.advance, horizontal, artifact);
            self.advance(by);
        }
    }

    /// Writes down a sign at the place where the text is.
    fn put(&mut self, text: &Rc<str>, advance: f64, horizontal: bool, artifact: bool) {
        if text.is_empty() || self.glyphs.len() > MAX_PDF_SIGNS {
            return;
        }
        let rise = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise]);
        let matrix = rise.then(&self.text).then(&self.state.matrix);
        let size = (matrix.height() * self.state.size).abs();
        let run = advance * self.state.size;
        let (width, along) = match horizontal {
            true => (run * self.state.stretch * matrix.width(), matrix.along()),
            false => ((run * matrix.height()).abs(), matrix.down()),
        };
        let (x, y) = matrix.origin();
        if !(x.is_finite() && y.is_finite() && width.is_finite() && size.is_finite()) {
            return;
        }
        self.glyphs.push(Glyph {
            text: text.clone(),
            x,
            y,
            width: width.abs(),
            size,
            direction: direction(along),
            inkless: self.state.inkless,
            artifact,
        });
    }

    fn begin_marked(&mut self, tag: &Name<'_>, properties: Option<&Dict<'_>>) {
        let actual = properties
            .and_then(|properties| properties.get::<PdfString<'_>>(ACTUAL_TEXT))
            .map(|text| (strings::text(text.as_bytes()), self.glyphs.len()));
        // Beyond sense, what is open is only counted, so that the ends still fit.
        let sensible = self.marked.len() < MAX_PDF_NESTING * 16;
        self.marked.push(Marked {
            artifact: tag.as_ref() == b"Artifact",
            actual: actual.filter(|_| sensible),
        });
    }

    fn end_marked(&mut self) {
        let Some((text, first)) = self.marked.pop().and_then(|marked| marked.actual) else {
            return;
        };
        let drawn = self.glyphs.get(first..).unwrap_or_default();
        let (Some(start), Some(end)) = (drawn.first(), drawn.last()) else {
            return;
        };
        // Words over several lines keep their places; only what stands in one line is replaced.
        if (start.y - end.y).abs() > start.size || text.chars().count() > drawn.len() * 8 + 8 {
            return;
        }
        let left = drawn.iter().map(|g| g.x).fold(f64::MAX, f64::min);
        let right = drawn.iter().map(|g| g.x + g.width).fold(f64::MIN, f64::max);
        let whole = Glyph {
            text: text.into(),
            x: left,
            width: right - left,
            ..start.clone()
        };
        self.glyphs.truncate(first);
        if !whole.text.is_empty() {
            self.glyphs.push(whole);
        }
    }
}

fn direction((x, y): (f64, f64)) -> Direction {
    // A slant of a few degrees is still a line across.
    if x.abs() > y.abs() * 8.0 {
        if x >= 0.0 {
            Direction::Right
        } else {
            Direction::Left
        }
    } else if y.abs() > x.abs() * 8.0 {
        if y >= 0.0 {
            Direction::Up
        } else {
            Direction::Down
        }
    } else {
        Direction::Slanted
    }
}

impl Matrix {
    fn of(numbers: [Number; 6]) -> Self {
        Self(numbers.map(|number| number.as_f64()))
    }
}
