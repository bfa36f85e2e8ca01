//! Which stretches of a paragraph are set as Arabic or as Han, since these need another size or a language.
//!
//! Shaping and direction are not decided here: the layout engine knows Unicode's own rules for them.

use std::ops::Range;

/// What a stretch of text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    Plain,
    /// Set larger, in the Arabic face first.
    Arabic,
    /// Set in the face of a language, because Chinese, Japanese and Korean share code points but not shapes.
    Han,
}

/// No character below this needs a class: Latin, Greek, Cyrillic, Armenian and Hebrew come before.
const FIRST_CLASSED: char = '\u{600}';

/// The stretches that are not plain, in order. Digits, signs and spaces go with the letters before them.
pub fn stretches(text: &str) -> Vec<(Range<usize>, Class)> {
    let mut stretches: Vec<(Range<usize>, Class)> = Vec::new();
    if !text.chars().any(|c| c >= FIRST_CLASSED) {
        return stretches;
    }
    let mut current = first_class(text);
    let mut start = 0;
    for (byte, character) in text.char_indices() {
        let class = class_of(character).unwrap_or(current);
        if class != current {
            stretches.push((start..byte, current));
            (start, current) = (byte, class);
        }
    }
    stretches.push((start..text.len(), current));
    stretches.retain(|(range, class)| *class != Class::Plain && !range.is_empty());
    stretches
}

/// How high and how low the letters of a paragraph reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// As Latin ones.
    Plain,
    Arabic,
    /// With signs over and under the letters, as in the scripts of India and South-East Asia.
    Tall,
}

/// The build of a paragraph, by its first letter.
pub fn build(text: &str) -> Build {
    let first = text.chars().find(|c| c.is_alphabetic());
    match first.map_or(0, u32::from) {
        0x0900..=0x109F | 0x1780..=0x17FF | 0x1950..=0x1AAF | 0x1B00..=0x1C4F | 0xA8E0..=0xAADF => {
            Build::Tall
        }
        _ if first_class(text) == Class::Arabic => Build::Arabic,
        _ => Build::Plain,
    }
}

/// The class of the paragraph's first letter, which stands for its direction too.
pub fn first_class(text: &str) -> Class {
    text.chars().find_map(class_of).unwrap_or(Class::Plain)
}

/// The language whose shapes Han characters take, if the paragraph itself shows it.
pub fn language_shown(text: &str) -> Option<&'static str> {
    text.chars().find_map(|character| match character {
        '\u{3041}'..='\u{30FF}' => Some("ja"),
        '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}' => Some("ko"),
        _ => None,
    })
}

fn class_of(character: char) -> Option<Class> {
    match character {
        '\u{600}'..='\u{6FF}'
        | '\u{750}'..='\u{77F}'
        | '\u{870}'..='\u{8FF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' => Some(Class::Arabic),
        '\u{2E80}'..='\u{30FF}'
        | '\u{3100}'..='\u{312F}'
        | '\u{31A0}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' => Some(Class::Han),
        _ if character.is_alphabetic() => Some(Class::Plain),
        _ => None,
    }
}

/// Whether a text reads from right to left: its first letter says.
pub fn right_to_left(text: &str) -> bool {
    let letter = text.chars().find(|c| c.is_alphabetic());
    letter.is_some_and(is_right_to_left)
}

/// Letters of the Hebrew, Arabic, Syriac, Thaana, N’Ko, Samaritan and Mandaic blocks (Unicode 16, DerivedBidiClass).
fn is_right_to_left(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}

/// Whether a line is to be set here wherever it stands in the window: egui's own text has neither order nor joining
/// nor language for these scripts. Latin, Greek and Cyrillic it sets as well as we do.
pub fn needs_layout(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(|c| is_complex(c) || is_east_asian(c))
}

/// Whether egui shows these characters in a wrong order, apart, or without their colours. East Asian ones it sets
/// right where it has their font.
pub fn is_beyond_egui(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_complex)
}

/// Scripts with two directions, joining or marks that move, and emoji, by Unicode block.
fn is_complex(c: char) -> bool {
    matches!(u32::from(c),
        // Hebrew to Vedic Extensions, without the Cyrillic and Georgian in between.
        0x0590..=0x109F | 0x1100..=0x1C7F | 0x1CD0..=0x1CFF
        // What joins emoji, and what chooses their colours.
        | 0x200D | 0x20E3 | 0xFE00..=0xFE0F
        | 0xA800..=0xA82F | 0xA840..=0xAB2F | 0xABC0..=0xABFF
        | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF
        | 0x10800..=0x1CFFF | 0x1E000..=0x1FAFF)
        && !is_east_asian(c)
}

/// Han, kana, hangul, bopomofo, Yi and full-width forms.
fn is_east_asian(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x2E80..=0xA4CF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF
        | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x1AFF0..=0x1B16F | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_egui_sets_right_is_left_to_it() {
        for text in [
            "Tomas Verrane",
            "Zoë – “Müller”…",
            "Ελλάδα",
            "Київ",
            "Bo\u{323}\u{302}",
            "→ ✓ €",
        ] {
            assert!(!needs_layout(text), "{text}");
        }
        for text in [
            "محمد",
            "דוד",
            "सीता",
            "กระทรวง",
            "👍🏽",
            "a❤\u{fe0f}",
            "한국",
            "東京",
            "王",
        ] {
            assert!(needs_layout(text), "{text}");
        }
        assert!(!is_beyond_egui("東京 한국"));
        assert!(is_beyond_egui("東京 दिल्ली"));
    }
}
