//! What holds for every text: carets and points agree, pieces cover what they should, nothing panics.

use crate::samples::{ARTICLE, SAMPLES, Sample, context, is_installed};
use claimdesk::app::article::text::{Piece, TextLayout, generation};
use eframe::egui::{Context, Vec2, vec2};
use proptest::prelude::*;
use std::sync::LazyLock;
use unicode_segmentation::UnicodeSegmentation;

/// Distances smaller than this, in points, can't be seen.
const NEAR: f32 = 0.05;
const WIDTHS: [f32; 3] = [90.0, 240.0, f32::INFINITY];

/// Loading fonts is slow; the tests share one engine.
static CONTEXT: LazyLock<Context> = LazyLock::new(context);

fn lay_out(text: &str, width: f32) -> TextLayout {
    TextLayout::new(&CONTEXT, text, ARTICLE, width)
}

fn installed() -> impl Iterator<Item = &'static Sample> {
    SAMPLES.iter().filter(|sample| is_installed(sample))
}

fn middle_of_caret(layout: &TextLayout, byte: usize) -> Vec2 {
    layout.caret(byte).center().to_vec2()
}

/// Bytes at which the caret can stand.
fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    let starts = text.grapheme_indices(true).map(|(byte, _)| byte);
    starts.chain([text.len()])
}

#[track_caller]
fn check_carets(text: &str, width: f32) {
    let layout = lay_out(text, width);
    for byte in boundaries(text) {
        let at = middle_of_caret(&layout, byte);
        let back = layout.byte_at(at);
        assert!(text.is_char_boundary(back), "{back} is within a character");
        // The caret after the last letter of a wrapped line is drawn before the next line's first.
        let ends_a_line = middle_of_caret(&layout, back).y > at.y;
        let distance = (middle_of_caret(&layout, back) - at).length();
        assert!(
            back == byte || distance < NEAR || ends_a_line,
            "byte {byte} at {at:?} became {back}, {distance} points away, in {text:?} at {width}"
        );
    }
}

#[test]
fn a_caret_is_where_its_byte_is() {
    for sample in installed() {
        for width in WIDTHS {
            check_carets(sample.text, width);
        }
    }
}

#[test]
fn a_point_on_a_character_is_in_its_cluster() {
    for sample in installed() {
        for width in WIDTHS {
            let layout = lay_out(sample.text, width);
            for (start, grapheme) in sample.text.grapheme_indices(true) {
                let end = start + grapheme.len();
                for piece in layout.pieces(start..end) {
                    let (top, bottom) = layout.line_span(piece.line);
                    let at = vec2((piece.left + piece.right) / 2.0, (top + bottom) / 2.0);
                    let under = layout.byte_under(at);
                    assert!(
                        under.is_some_and(|byte| (start..end).contains(&byte)),
                        "{grapheme:?} at {start} is {under:?} in {} at {width}",
                        sample.name
                    );
                }
            }
        }
    }
}

/// No two pieces of a line overlap, and none is empty.
#[track_caller]
fn check_apart(pieces: &[Piece]) {
    for piece in pieces {
        assert!(piece.left < piece.right, "{piece:?} is empty");
    }
    for pair in pieces.windows(2) {
        let [before, after] = pair else { continue };
        let follows = before.line < after.line || before.right <= after.left + NEAR;
        assert!(follows, "{before:?} and {after:?} overlap");
    }
}

#[test]
fn the_whole_text_covers_each_line_once() {
    for sample in installed() {
        for width in WIDTHS {
            let layout = lay_out(sample.text, width);
            let pieces = layout.pieces(0..sample.text.len());
            let lines: Vec<usize> = pieces.iter().map(|piece| piece.line).collect();
            let each: Vec<usize> = (0..layout.line_count()).collect();
            assert_eq!(lines, each, "{} at {width}", sample.name);
        }
    }
}

#[test]
fn graphemes_together_are_the_whole_line() {
    for sample in installed() {
        let layout = lay_out(sample.text, f32::INFINITY);
        let whole = layout.pieces(0..sample.text.len());
        let graphemes = sample.text.grapheme_indices(true);
        let parts = graphemes.flat_map(|(start, part)| layout.pieces(start..start + part.len()));
        let total: f32 = parts.map(|piece| piece.right - piece.left).sum();
        let width: f32 = whole.iter().map(|piece| piece.right - piece.left).sum();
        assert!(
            (total - width).abs() < 0.5,
            "{}: {total} of {width}",
            sample.name
        );
    }
}

#[test]
fn lines_stay_within_their_width() {
    for sample in installed() {
        for width in [90.0, 240.0] {
            let layout = lay_out(sample.text, width);
            for piece in layout.pieces(0..sample.text.len()) {
                let inside = piece.left >= -NEAR && piece.right <= width + NEAR;
                assert!(inside, "{piece:?} leaves {width} in {}", sample.name);
            }
        }
    }
}

#[test]
fn the_first_letter_decides_the_direction() {
    for (text, right_to_left) in [
        ("A word שלום", false),
        ("(10) שלום and more", true),
        ("سفينة ship", true),
        ("", false),
        ("123", false),
    ] {
        let layout = lay_out(text, 400.0);
        assert_eq!(layout.is_right_to_left(), right_to_left, "{text:?}");
        let first = layout.caret(0).min.x;
        let expected = if right_to_left { 400.0 } else { 0.0 };
        assert!(
            (first - expected).abs() < NEAR,
            "{text:?} begins at {first}"
        );
    }
}

#[test]
fn a_range_over_two_directions_has_two_pieces() {
    let text = "one אבג two";
    let layout = lay_out(text, 400.0);
    let hebrew = text.find('א').unwrap();
    // Up to the second of three Hebrew letters: these two stand at the right of the third.
    let pieces = layout.pieces(0..hebrew + 4);
    assert_eq!(pieces.len(), 2, "{pieces:?}");
    assert!(pieces[0].right + NEAR < pieces[1].left);
    assert_eq!(layout.pieces(0..text.len()).len(), 1);
}

#[test]
fn white_space_at_line_ends_is_left_out() {
    for text in ["one two", "one אבג דהו two", "אבג one דהו"] {
        for width in 30..90 {
            let layout = lay_out(text, width as f32);
            let pieces = layout.pieces(0..text.len());
            assert_eq!(
                pieces.len(),
                layout.line_count(),
                "{text:?} at {width}: {pieces:?}"
            );
        }
    }
}

#[test]
fn a_line_broken_between_letters_has_a_caret_at_its_end() {
    let text = "港口今天开放港口今天开放";
    let layout = lay_out(text, 100.0);
    assert!(layout.line_count() > 1);
    let end = layout.byte_at(vec2(99.0, 10.0));
    assert_eq!(layout.caret(end).top(), layout.line_span(1).0);
    let after = layout.caret_after(end);
    assert_eq!(after.top(), 0.0);
    let last = layout.pieces(0..end).last().map(|piece| piece.right);
    assert!((after.left() - last.unwrap()).abs() < NEAR);
    // Elsewhere both are one.
    assert_eq!(layout.caret_after(3), layout.caret(3));
}

#[test]
fn beside_the_text_is_no_character() {
    let layout = lay_out("Harbour", 400.0);
    assert_eq!(layout.byte_under(vec2(-1.0, 10.0)), None);
    assert_eq!(layout.byte_under(vec2(399.0, 10.0)), None);
    assert_eq!(layout.byte_under(vec2(10.0, -1.0)), None);
    assert_eq!(layout.byte_under(vec2(10.0, 34.0)), None);
    assert_eq!(layout.byte_at(vec2(-50.0, 10.0)), 0);
    assert_eq!(layout.byte_at(vec2(399.0, 10.0)), 7);
}

#[test]
fn arabic_paragraphs_have_more_room() {
    assert_eq!(lay_out("Ship", 400.0).height(), 33.0);
    assert_eq!(lay_out("سفينة", 400.0).height(), 44.0);
    assert_eq!(lay_out("Ship سفينة", 400.0).height(), 33.0);
}

#[test]
fn latin_alone_never_asks_the_system_for_fonts() {
    let context = Context::default();
    let own = SAMPLES.iter().filter(|sample| sample.family.is_empty());
    for sample in own {
        TextLayout::new(&context, sample.text, ARTICLE, 300.0);
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(generation(&context), 0);
}

fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-zא-ת\u{621}-\u{64a}0-9 .,()\u{301}\u{200d}\u{200f}\u{202e}\t\n]",
        (0..SAMPLES.len()).prop_map(|number| SAMPLES[number].text.chars().take(9).collect()),
    ];
    proptest::collection::vec(scrap, 0..24).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_laid_out(text in scraps(), width in 0.0..300.0f32, seed in any::<u64>()) {
        let layout = lay_out(&text, width);
        let mut random = fastrand::Rng::with_seed(seed);
        for _ in 0..8 {
            let at = vec2(random.f32() * 400.0 - 50.0, random.f32() * (layout.height() + 80.0) - 40.0);
            prop_assert!(text.is_char_boundary(layout.byte_at(at)));
            prop_assert!(layout.byte_under(at).is_none_or(|byte| text.is_char_boundary(byte)));
        }
        let (one, other) = (random.usize(..=text.len() + 3), random.usize(..=text.len() + 3));
        check_apart(&layout.pieces(one.min(other)..one.max(other)));
        prop_assert!(layout.height() >= 33.0);
        prop_assert!(layout.caret(one).height() > 0.0);
        prop_assert!(layout.size().x.is_finite());
    }

    #[test]
    fn carets_agree_in_any_text(text in "[a-zא-ת\u{621}-\u{64a}0-9 .,()\u{301}]{0,40}", width in 40.0..300.0f32) {
        check_carets(&text, width);
    }
}
