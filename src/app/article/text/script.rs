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
pub fn is_right_to_left(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFF | 0x10800..=0x10FFF | 0x1E800..=0x1EFFF)
}
