//! Pictures of glyphs in one texture: white coverage for letters, own colours for emoji.
//!
//! A glyph is drawn once for each size and quarter of a pixel that it is needed at. The texture grows by
//! doubling; when it may not grow any more it is emptied. Both raise its generation, and both take a new
//! texture, so that meshes already handed to egui in the same frame keep the one that they were made for.

use std::collections::HashMap;
use std::ops::Range;

use eframe::egui::epaint::FontColorTransferFunction;
use eframe::egui::{
    Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions, ViewportId,
};
use parley::FontData;
use swash::FontRef;
use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::Vector;

/// Sides of the texture, in pixels.
const FIRST_SIDE: usize = 512;
const LARGEST_SIDE: usize = 4096;
/// Left free around each picture, so that filtering never mixes neighbours.
const GAP: usize = 1;
/// How much bolder a face without a bold cut is made, as a part of its size.
const EMBOLDEN: f32 = 1.0 / 48.0;

/// A font as it is drawn from.
#[derive(Clone, PartialEq)]
pub struct Face {
    pub font: FontData,
    /// In points.
    pub size: f32,
    /// Places on the axes of a variable font.
    pub coordinates: Vec<i16>,
    pub embolden: bool,
}

/// Where the picture of a glyph lies, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    pub at: [usize; 2],
    pub size: [usize; 2],
    /// From the glyph's origin to the picture's top left, y down.
    pub offset: [i32; 2],
    /// Emoji keep their own colours.
    pub coloured: bool,
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    font: u64,
    index: u32,
    glyph: u16,
    /// Bits of the size in pixels.
    size: u32,
    quarters: [u8; 2],
    embolden: bool,
    coordinates: Vec<i16>,
}

pub struct Atlas {
    image: ColorImage,
    texture: Option<TextureHandle>,
    /// Textures given up, each with the pass of egui that it was in use in.
    retired: Vec<(u64, TextureHandle)>,
    pass: u64,
    /// Rows that the texture doesn't have yet.
    unsent: Option<Range<usize>>,
    /// Where the next picture goes, and how high the row is so far.
    next: [usize; 2],
    row_height: usize,
    slots: HashMap<Key, Option<Slot>>,
    scaler: ScaleContext,
    generation: u64,
    transfer: FontColorTransferFunction,
    largest_side: usize,
    /// Whether it was emptied since the last [`Atlas::prepare`]: what then doesn't fit never will.
    emptied: bool,
}

impl Atlas {
    pub fn new() -> Self {
        Self {
            image: ColorImage::filled([FIRST_SIDE; 2], Color32::TRANSPARENT),
            texture: None,
            retired: Vec::new(),
            pass: 0,
            unsent: None,
            next: [GAP; 2],
            row_height: 0,
            slots: HashMap::new(),
            scaler: ScaleContext::new(),
            generation: 0,
            transfer: FontColorTransferFunction::default(),
            largest_side: LARGEST_SIDE,
            emptied: false,
        }
    }

    /// Goes up when slots handed out before are no longer right.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// To be called before a paragraph's glyphs are asked for.
    ///
    /// Light letters on dark are drawn stronger, by the same rule as egui's own text.
    pub fn prepare(&mut self, context: &Context) {
        self.pass = context.cumulative_pass_nr_for(ViewportId::ROOT);
        self.retired.retain(|(pass, _)| *pass == self.pass);
        let style = context.style_of(context.theme());
        let transfer = style.visuals.text_options.color_transfer_function;
        self.largest_side = context
            .input(|input| input.max_texture_side)
            .min(LARGEST_SIDE);
        if transfer != self.transfer {
            self.transfer = transfer;
            self.empty();
        }
        self.emptied = false;
    }

    /// The side lengths that texture coordinates are relative to.
    pub fn size(&self) -> [usize; 2] {
        self.image.size
    }

    /// The picture of a glyph at a size in pixels, moved by quarters of a pixel (x right, y down).
    /// `None` for what has no ink.
    pub fn slot(&mut self, face: &Face, glyph: u32, size: f32, quarters: [u8; 2]) -> Option<Slot> {
        let key = Key {
            font: face.font.data.id(),
            index: face.font.index,
            glyph: u16::try_from(glyph).ok()?,
            size: size.to_bits(),
            quarters,
            embolden: face.embolden,
            coordinates: face.coordinates.clone(),
        };
        if let Some(slot) = self.slots.get(&key) {
            return *slot;
        }
        let picture = draw(&mut self.scaler, face, key.glyph, size, quarters);
        let slot = picture.and_then(|picture| self.store(&picture));
        self.slots.insert(key, slot);
        slot
    }

    fn store(&mut self, picture: &Image) -> Option<Slot> {
        let size = [
            picture.placement.width as usize,
            picture.placement.height as usize,
        ];
        if size.contains(&0) {
            return None;
        }
        let at = self.allocate(size)?;
        let coloured = picture.content == Content::Color;
        let channels = if coloured { 4 } else { 1 };
        let rows = picture.data.chunks_exact(size[0] * channels);
        for (row, pixels) in rows.take(size[1]).enumerate() {
            let start = (at[1] + row) * self.image.size[0] + at[0];
            let target = self.image.pixels.get_mut(start..start + size[0])?;
            for (pixel, source) in target.iter_mut().zip(pixels.chunks_exact(channels)) {
                *pixel = match *source {
                    [red, green, blue, alpha] => {
                        Color32::from_rgba_unmultiplied(red, green, blue, alpha)
                    }
                    [coverage, ..] => self
                        .transfer
                        .to_atlas_color(Color32::from_white_alpha(coverage)),
                    [] => Color32::TRANSPARENT,
                };
            }
        }
        let rows = at[1]..at[1] + size[1];
        self.unsent = Some(match self.unsent.take() {
            Some(unsent) => unsent.start.min(rows.start)..unsent.end.max(rows.end),
            None => rows,
        });
        Some(Slot {
            at,
            size,
            offset: [picture.placement.left, -picture.placement.top],
            coloured,
        })
    }

    /// A free place for a picture; makes room if there is none.
    fn allocate(&mut self, size: [usize; 2]) -> Option<[usize; 2]> {
        loop {
            let [width, height] = self.image.size;
            if self.next[0] + size[0] + GAP > width {
                self.next = [GAP, self.next[1] + self.row_height + GAP];
                self.row_height = 0;
            }
            let fits_across = self.next[0] + size[0] + GAP <= width;
            if fits_across && self.next[1] + size[1] + GAP <= height {
                let at = self.next;
                self.next[0] += size[0] + GAP;
                self.row_height = self.row_height.max(size[1]);
                return Some(at);
            }
            if 2 * width <= self.largest_side {
                self.grow(2 * width);
            } else if self.emptied {
                return None;
            } else {
                self.empty();
            }
        }
    }

    fn grow(&mut self, side: usize) {
        let old = std::mem::replace(
            &mut self.image,
            ColorImage::filled([side; 2], Color32::TRANSPARENT),
        );
        let rows = old.pixels.chunks_exact(old.size[0]);
        for (target, row) in self.image.pixels.chunks_exact_mut(side).zip(rows) {
            if let Some(target) = target.get_mut(..row.len()) {
                target.copy_from_slice(row);
            }
        }
        self.retire_texture();
        self.generation += 1;
    }

    /// Lets go of the texture, but only after this pass: egui can't take a change to a texture and its end at once
    /// where it merges the changes of several passes.
    fn retire_texture(&mut self) {
        let texture = self.texture.take();
        self.retired
            .extend(texture.map(|texture| (self.pass, texture)));
    }

    fn empty(&mut self) {
        self.image.pixels.fill(Color32::TRANSPARENT);
        self.slots.clear();
        self.next = [GAP; 2];
        self.row_height = 0;
        self.retire_texture();
        self.unsent = None;
        self.generation += 1;
        self.emptied = true;
    }

    /// Hands new pictures to egui. Returns the texture that holds all that was asked for.
    pub fn send(&mut self, context: &Context) -> TextureId {
        let options = TextureOptions::LINEAR;
        let unsent = self.unsent.take();
        if let Some(texture) = &mut self.texture {
            if let Some(rows) = unsent {
                let width = self.image.size[0];
                let pixels = self.image.pixels.get(rows.start * width..rows.end * width);
                let part =
                    ColorImage::new([width, rows.len()], pixels.unwrap_or_default().to_vec());
                texture.set_partial([0, rows.start], part, options);
            }
            return texture.id();
        }
        let texture = context.load_texture("article glyphs", self.image.clone(), options);
        let id = texture.id();
        self.texture = Some(texture);
        id
    }
}

fn draw(
    scaler: &mut ScaleContext,
    face: &Face,
    glyph: u16,
    size: f32,
    quarters: [u8; 2],
) -> Option<Image> {
    let font = FontRef::from_index(face.font.data.as_ref(), face.font.index as usize)?;
    let mut scaler = scaler
        // Under its own number the scaler finds again what it worked out for the font.
        .builder_with_id(font, [face.font.data.id(), u64::from(face.font.index)])
        .size(size)
        // Fits heights to the pixel rows, as egui does for its own text; widths stay as they are.
        .hint(true)
        .normalized_coords(&face.coordinates)
        .build();
    let quarter = |count: u8| f32::from(count) / 4.0;
    let mut render = Render::new(&[
        Source::ColorOutline(0),
        Source::ColorBitmap(StrikeWith::BestFit),
        Source::Outline,
    ]);
    if face.embolden {
        render.embolden(size * EMBOLDEN);
    }
    render
        .offset(Vector::new(quarter(quarters[0]), -quarter(quarters[1])))
        .render(&mut scaler, glyph)
}
