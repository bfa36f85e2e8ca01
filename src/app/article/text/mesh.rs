//! The drawing of a layout: one mesh, made once and then only moved and coloured.

use std::sync::Arc;

use eframe::egui::epaint::Vertex;
use eframe::egui::{Color32, Context, Mesh, Pos2, Rect, Vec2, pos2, vec2};

use super::atlas::{Face, Slot};
use super::engine::{self, TextEngine};

/// A glyph of a layout, in points from its top left.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Index into the layout's faces.
    pub face: u16,
    pub id: u32,
    pub x: f32,
    pub baseline: f32,
    /// How far the glyph is moved from the baseline, y down.
    pub rise: f32,
}

/// How often a mesh is begun again because the texture grew or was emptied; it can't happen more often.
const ATTEMPTS: usize = 8;

/// The mesh of a layout, and what it was made for.
pub struct Drawing {
    pixels_per_point: f32,
    generation: u64,
    /// With the layout's top left at zero. Letters come first.
    base: Mesh,
    /// Vertices that take the text's colour.
    tinted: usize,
    placed: Option<Placed>,
}

struct Placed {
    origin: Pos2,
    color: Color32,
    mesh: Arc<Mesh>,
}

impl Drawing {
    /// Draws the glyphs anew, from pictures that are kept.
    pub fn new(context: &Context, faces: &[Face], glyphs: &[Glyph]) -> Self {
        let pixels_per_point = context.pixels_per_point();
        engine::with(context, |engine| {
            engine.atlas.prepare(context);
            for _ in 1..ATTEMPTS {
                let before = engine.atlas.generation();
                let drawing = Self::attempt(engine, pixels_per_point, faces, glyphs);
                if engine.atlas.generation() == before {
                    return drawing.sent(engine, context);
                }
            }
            Self::attempt(engine, pixels_per_point, faces, glyphs).sent(engine, context)
        })
    }

    fn attempt(engine: &mut TextEngine, scale: f32, faces: &[Face], glyphs: &[Glyph]) -> Self {
        let mut letters = Mesh::default();
        let mut emoji = Mesh::default();
        letters.reserve_vertices(4 * glyphs.len());
        letters.reserve_triangles(2 * glyphs.len());
        for glyph in glyphs {
            let Some(face) = faces.get(usize::from(glyph.face)) else {
                continue;
            };
            let (x, across) = snap(glyph.x * scale);
            let (rise, down) = snap(glyph.rise * scale);
            let size = face.size * scale;
            if let Some(slot) = engine.atlas.slot(face, glyph.id, size, [across, down]) {
                let baseline = (glyph.baseline * scale).round();
                let mesh = if slot.coloured {
                    &mut emoji
                } else {
                    &mut letters
                };
                add_quad(
                    mesh,
                    slot,
                    vec2(x, baseline + rise),
                    scale,
                    engine.atlas.size(),
                );
            }
        }
        let tinted = letters.vertices.len();
        letters.append(emoji);
        Self {
            pixels_per_point: scale,
            generation: engine.atlas.generation(),
            base: letters,
            tinted,
            placed: None,
        }
    }

    fn sent(mut self, engine: &mut TextEngine, context: &Context) -> Self {
        self.base.texture_id = engine.atlas.send(context);
        self
    }

    /// Whether the mesh still fits the screen and the texture.
    pub fn is_current(&self, context: &Context) -> bool {
        self.pixels_per_point == context.pixels_per_point()
            && engine::with(context, |engine| {
                engine.atlas.prepare(context);
                engine.atlas.generation() == self.generation
            })
    }

    /// The mesh at a place and in a colour; the same as last time costs nothing.
    pub fn placed(&mut self, origin: Pos2, color: Color32) -> Arc<Mesh> {
        let scale = self.pixels_per_point;
        // On whole pixels, or all glyphs would blur.
        let origin = pos2(
            (origin.x * scale).round() / scale,
            (origin.y * scale).round() / scale,
        );
        if let Some(placed) = &self.placed
            && placed.origin == origin
            && placed.color == color
        {
            return placed.mesh.clone();
        }
        let mut mesh = self.base.clone();
        mesh.translate(origin.to_vec2());
        for vertex in mesh.vertices.iter_mut().take(self.tinted) {
            vertex.color = color;
        }
        let mesh = Arc::new(mesh);
        self.placed = Some(Placed {
            origin,
            color,
            mesh: mesh.clone(),
        });
        mesh
    }
}

/// A whole number of pixels and the quarters that remain.
fn snap(pixels: f32) -> (f32, u8) {
    let quarters = (pixels * 4.0).round();
    let whole = (quarters / 4.0).floor();
    // From 0 to 3, by the line above.
    (whole, (quarters - 4.0 * whole) as u8)
}

fn add_quad(mesh: &mut Mesh, slot: Slot, at: Vec2, scale: f32, texture: [usize; 2]) {
    let left_top = at + vec2(slot.offset[0] as f32, slot.offset[1] as f32);
    let size = vec2(slot.size[0] as f32, slot.size[1] as f32);
    let place = Rect::from_min_size((left_top / scale).to_pos2(), size / scale);
    let whole = vec2(texture[0] as f32, texture[1] as f32);
    let first = vec2(slot.at[0] as f32, slot.at[1] as f32);
    let picture = Rect::from_min_size((first / whole).to_pos2(), size / whole);
    let index = mesh.vertices.len() as u32;
    mesh.add_triangle(index, index + 1, index + 2);
    mesh.add_triangle(index + 2, index + 1, index + 3);
    let corners = [
        (place.left_top(), picture.left_top()),
        (place.right_top(), picture.right_top()),
        (place.left_bottom(), picture.left_bottom()),
        (place.right_bottom(), picture.right_bottom()),
    ];
    mesh.vertices.extend(corners.map(|(pos, uv)| Vertex {
        pos,
        uv,
        color: Color32::WHITE,
    }));
}
