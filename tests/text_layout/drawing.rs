//! What is handed to egui: meshes on whole pixels, in the right colours, over pictures that are really there.

use crate::samples::{ARTICLE, SAMPLES, is_installed, wait_for_fonts};
use claimdesk::app::article::text::{Setting, TextLayout, generation};
use claimdesk::app::theme::Weight;
use eframe::egui::{
    self, Color32, ColorImage, Context, ImageData, Mesh, Pos2, RawInput, Rect, Shape, TextureId,
    Ui, pos2, vec2,
};
use std::collections::HashMap;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

const INK: Color32 = Color32::from_rgb(20, 30, 40);

/// A context with the textures that a renderer would hold.
#[derive(Default)]
struct Screen {
    context: Context,
    textures: HashMap<TextureId, ColorImage>,
    scale: f32,
    largest_side: usize,
}

impl Screen {
    fn new(scale: f32, largest_side: usize) -> Self {
        Self {
            scale,
            largest_side,
            ..Self::default()
        }
    }

    /// Shows a frame, and returns its text meshes while their textures are still held.
    fn frame(&mut self, mut show: impl FnMut(&mut Ui), check: impl Fn(&Self, &[Arc<Mesh>])) {
        let mut input = RawInput {
            max_texture_side: Some(self.largest_side),
            ..RawInput::default()
        };
        let viewport = input.viewports.entry(egui::ViewportId::ROOT).or_default();
        viewport.native_pixels_per_point = Some(self.scale);
        let mut output = self.context.run_ui(input, |ui| show(ui));
        for (id, deltas) in output.textures_delta.set.drain() {
            for delta in deltas {
                let ImageData::Color(image) = &delta.image;
                match delta.pos {
                    None => drop(self.textures.insert(id, (**image).clone())),
                    Some(at) => {
                        let whole = self
                            .textures
                            .get_mut(&id)
                            .expect("changed before it was made");
                        copy_into(whole, image, at);
                    }
                }
            }
        }
        let meshes: Vec<Arc<Mesh>> = output
            .shapes
            .iter()
            .filter_map(|clipped| match &clipped.shape {
                Shape::Mesh(mesh) => Some(mesh.clone()),
                _ => None,
            })
            .collect();
        check(self, &meshes);
        for id in output.textures_delta.free.drain() {
            assert!(
                self.textures.remove(&id).is_some(),
                "freed before it was made"
            );
        }
    }

    /// Every quad lies within its texture and shows a picture with some ink.
    #[track_caller]
    fn check_pictures(&self, mesh: &Mesh) {
        let texture = self
            .textures
            .get(&mesh.texture_id)
            .expect("the mesh has a texture");
        let [width, height] = texture.size.map(|side| side as f32);
        for quad in mesh.vertices.chunks_exact(4) {
            let (first, last) = (quad[0].uv, quad[3].uv);
            assert!(first.x >= 0.0 && first.y >= 0.0 && last.x <= 1.0 && last.y <= 1.0);
            let (left, right) = (
                (first.x * width).round() as usize,
                (last.x * width).round() as usize,
            );
            let (top, bottom) = (
                (first.y * height).round() as usize,
                (last.y * height).round() as usize,
            );
            assert!(left < right && top < bottom, "an empty picture");
            let pixels = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
            let ink: usize = pixels.map(|at| usize::from(texture[at].a())).sum();
            assert!(ink > 0, "a picture without ink at {left} {top}");
        }
    }
}

fn copy_into(whole: &mut ColorImage, part: &ColorImage, at: [usize; 2]) {
    for y in 0..part.size[1] {
        for x in 0..part.size[0] {
            whole[(at[0] + x, at[1] + y)] = part[(x, y)];
        }
    }
}

#[test]
fn every_glyph_has_its_picture_on_whole_pixels() {
    for scale in [1.0, 1.25, 1.5, 2.0] {
        let mut screen = Screen::new(scale, 2048);
        wait_for_fonts(&screen.context);
        let samples: Vec<_> = SAMPLES
            .iter()
            .filter(|sample| is_installed(sample))
            .collect();
        let show = |ui: &mut Ui| {
            for (number, sample) in samples.iter().enumerate() {
                let layout = TextLayout::new(ui.ctx(), sample.text, ARTICLE, 300.0);
                layout.paint(ui.painter(), pos2(3.3, 7.7 + 90.1 * number as f32), INK);
            }
        };
        screen.frame(show, |screen, meshes| {
            assert_eq!(meshes.len(), samples.len());
            for mesh in meshes {
                assert!(mesh.is_valid());
                screen.check_pictures(mesh);
                for vertex in &mesh.vertices {
                    let pixel = vertex.pos * scale;
                    let off = (pixel - pixel.round()).length();
                    assert!(off < 0.01, "{pixel:?} is off the pixels at {scale}");
                }
            }
        });
    }
}

#[test]
fn letters_take_the_colour_and_emoji_keep_theirs() {
    let emoji = SAMPLES
        .iter()
        .find(|sample| sample.name == "Emoji")
        .unwrap();
    if !is_installed(emoji) {
        return;
    }
    let mut screen = Screen::new(1.0, 2048);
    wait_for_fonts(&screen.context);
    let layout = TextLayout::new(&screen.context, "ab 😀", ARTICLE, 300.0);
    screen.frame(
        |ui| layout.paint(ui.painter(), Pos2::ZERO, INK),
        |screen, meshes| {
            let colours = |quad: &[egui::epaint::Vertex]| quad[0].color;
            let drawn: Vec<Color32> = meshes[0].vertices.chunks_exact(4).map(colours).collect();
            assert_eq!(drawn, [INK, INK, Color32::WHITE]);
            let face = meshes[0].vertices[8]
                .uv
                .lerp(meshes[0].vertices[11].uv, 0.5);
            let texture = &screen.textures[&meshes[0].texture_id];
            let size = texture.size.map(|side| side as f32);
            let colour = texture[((face.x * size[0]) as usize, (face.y * size[1]) as usize)];
            assert!(colour.r() > colour.b(), "{colour:?} is no yellow");
        },
    );
}

#[test]
fn a_layout_that_moves_keeps_its_shape() {
    let mut screen = Screen::new(1.0, 2048);
    let layout = TextLayout::new(&screen.context, "Harbour", ARTICLE, 300.0);
    let places = [pos2(10.0, 20.0), pos2(10.2, 20.4), pos2(31.0, 52.0)];
    screen.frame(
        |ui| {
            places
                .iter()
                .for_each(|place| layout.paint(ui.painter(), *place, INK))
        },
        |_, meshes| {
            assert!(
                Arc::ptr_eq(&meshes[0], &meshes[1]),
                "less than a pixel is no move"
            );
            for (one, other) in meshes[0].vertices.iter().zip(&meshes[2].vertices) {
                assert!((other.pos - one.pos - vec2(21.0, 32.0)).length() < 0.01);
                assert_eq!(one.uv, other.uv);
            }
        },
    );
}

/// More sizes of more letters than the texture holds: it grows, then it is emptied, and still no frame shows a
/// picture that is not there.
#[test]
fn a_full_texture_makes_room() {
    let mut screen = Screen::new(2.0, 1024);
    let alphabet: String = ('!'..='~').chain('А'..='я').collect();
    let mut kept: Vec<TextLayout> = Vec::new();
    for round in 0..12 {
        for step in 0..3 {
            let setting = Setting {
                size: 14.0 + (3 * round + step) as f32,
                line_height: 60.0,
                weight: Weight::SemiBold,
            };
            kept.push(TextLayout::new(&screen.context, &alphabet, setting, 400.0));
        }
        let newest = kept.len().saturating_sub(4);
        let shown = &kept[newest..];
        screen.frame(
            |ui| {
                shown
                    .iter()
                    .for_each(|layout| layout.paint(ui.painter(), pos2(5.0, 5.0), INK))
            },
            |screen, meshes| {
                assert_eq!(meshes.len(), shown.len());
                meshes.iter().for_each(|mesh| screen.check_pictures(mesh));
            },
        );
    }
    // Textures given up are held for the rest of their frame only.
    let last = &kept[kept.len() - 1];
    screen.frame(
        |ui| last.paint(ui.painter(), Pos2::ZERO, INK),
        |screen, meshes| screen.check_pictures(&meshes[0]),
    );
    let sides: Vec<[usize; 2]> = screen
        .textures
        .values()
        .map(|texture| texture.size)
        .collect();
    assert!(
        sides.contains(&[1024, 1024]),
        "the texture never grew: {sides:?}"
    );
    assert!(sides.len() <= 3, "textures pile up: {sides:?}");
}

#[test]
fn a_layout_from_before_the_fonts_lacks_glyphs_and_the_next_has_them() {
    let hebrew = SAMPLES
        .iter()
        .find(|sample| sample.name == "Hebrew")
        .unwrap();
    if !is_installed(hebrew) {
        return;
    }
    let mut screen = Screen::new(1.0, 2048);
    let count = |screen: &mut Screen, expected: usize| {
        let layout = TextLayout::new(&screen.context, "a אב", ARTICLE, 300.0);
        screen.frame(
            |ui| layout.paint(ui.painter(), Pos2::ZERO, INK),
            |_, meshes| assert_eq!(meshes[0].vertices.len(), 4 * expected),
        );
    };
    assert_eq!(generation(&screen.context), 0);
    count(&mut screen, 1);
    wait_for_fonts(&screen.context);
    assert_eq!(generation(&screen.context), 1);
    count(&mut screen, 3);
}

/// How far the middle of a letter's ink may stand from its place, in points: signs lean over their letters.
const ASIDE: f32 = 3.5;

/// Where pictures are drawn, relative to the layout.
fn quads(mesh: &Mesh, origin: Pos2) -> Vec<Rect> {
    let quads = mesh.vertices.chunks_exact(4);
    let rects = quads.map(|quad| Rect::from_two_pos(quad[0].pos, quad[3].pos));
    rects
        .map(|rect| rect.translate(-origin.to_vec2()))
        .collect()
}

/// The places that the layout tells of and the ink that is drawn come from the engine by two ways.
#[test]
fn in_every_script_letters_are_drawn_where_they_are_found() {
    let mut screen = Screen::new(2.0, 2048);
    wait_for_fonts(&screen.context);
    let origin = pos2(10.0, 10.0);
    for sample in SAMPLES.iter().filter(|sample| is_installed(sample)) {
        for width in [150.0, f32::INFINITY] {
            let layout = TextLayout::new(&screen.context, sample.text, ARTICLE, width);
            screen.frame(
                |ui| layout.paint(ui.painter(), origin, INK),
                |_, meshes| {
                    let quads = quads(&meshes[0], origin);
                    for (start, letter) in sample.text.grapheme_indices(true) {
                        if letter.trim().is_empty() {
                            continue;
                        }
                        for piece in layout.pieces(start..start + letter.len()) {
                            let (top, bottom) = layout.line_span(piece.line);
                            let is_there = |quad: &Rect| {
                                quad.left() < piece.right
                                    && quad.right() > piece.left
                                    && quad.center().y > top
                                    && quad.center().y < bottom
                            };
                            let name = sample.name;
                            assert!(
                                quads.iter().any(is_there),
                                "{letter:?} at {start} of {name} is drawn elsewhere than {piece:?}"
                            );
                        }
                    }
                    for quad in quads {
                        let found = [0.0, -ASIDE, ASIDE].map(|aside| {
                            let at = quad.center() + vec2(aside, 0.0);
                            layout.byte_under(at.to_vec2())
                        });
                        let has_ink = |byte: usize| !sample.text[byte..].starts_with(' ');
                        assert!(
                            found.into_iter().flatten().any(has_ink),
                            "no letter of {} is at {quad:?}",
                            sample.name
                        );
                    }
                },
            );
        }
    }
}

#[test]
fn signs_piled_on_one_letter_leave_other_lines_alone() {
    let mut screen = Screen::new(1.0, 2048);
    let text = format!("a{} z", "\u{301}\u{323}".repeat(100));
    let layout = TextLayout::new(&screen.context, &text, ARTICLE, 300.0);
    screen.frame(
        |ui| layout.paint(ui.painter(), pos2(0.0, 100.0), INK),
        |_, meshes| {
            let reach = meshes[0].calc_bounds().expand(-1.0).y_range();
            let line = 100.0..=100.0 + layout.height();
            assert!(reach.min > line.start() - 33.0, "{reach:?}");
            assert!(reach.max < line.end() + 33.0, "{reach:?}");
        },
    );
}
