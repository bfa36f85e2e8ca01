//! Offsets in the units that exchange formats count in.

use super::vocabulary::vocabulary;

vocabulary! {
    /// What an offset counts.
    OffsetUnit {
        Bytes = "bytes", "bytes of UTF-8";
        CodePoints = "code_points", "Unicode code points";
        Utf16 = "utf16", "UTF-16 code units";
    }
}

impl OffsetUnit {
    /// The length of a text.
    pub fn length(self, text: &str) -> usize {
        match self {
            Self::Bytes => text.len(),
            Self::CodePoints => text.chars().count(),
            // Characters of four bytes are two units.
            Self::Utf16 => text.chars().count() + text.bytes().filter(|byte| *byte >= 0xf0).count(),
        }
    }
}

/// Bytes between two checkpoints. A conversion looks at this many bytes at most.
const STEP: usize = 256;

/// Converts between byte offsets of one text and offsets in another unit, in constant time.
#[derive(Clone, Debug)]
pub struct OffsetMap<'a> {
    text: &'a str,
    unit: OffsetUnit,
    /// (byte, unit) at the first character from every 256th byte on.
    checkpoints: Vec<(usize, usize)>,
    length: usize,
}

impl<'a> OffsetMap<'a> {
    /// Walks the text once.
    pub fn new(text: &'a str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STEP + 1);
        let (mut byte, mut units) = (0, 0);
        for from in (0..=text.len()).step_by(STEP) {
            let next = text.ceil_char_boundary(from);
            units += unit.length(&text[byte..next]);
            byte = next;
            checkpoints.push((byte, units));
        }
        Self {
            text,
            unit,
            checkpoints,
            length: units + unit.length(&text[byte..]),
        }
    }

    /// The length of the text, in the unit.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The offset, in the unit, of a byte offset; `None` if it cuts a character or is past the end.
    pub fn from_byte(&self, byte: usize) -> Option<usize> {
        if !self.text.is_char_boundary(byte) {
            return None;
        }
        let at = byte / STEP;
        // The checkpoint may be a few bytes further on, where a character lies across the 256th byte.
        let found = self.checkpoints.get(at).filter(|(from, _)| *from <= byte);
        let (from, units) = found.or_else(|| self.checkpoints.get(at.checked_sub(1)?))?;
        Some(units + self.unit.length(&self.text[*from..byte]))
    }

    /// The byte offset of an offset in the unit; `None` if it cuts a character or is past the end.
    pub fn to_byte(&self, offset: usize) -> Option<usize> {
        if offset > self.length {
            return None;
        }
        let at = self.checkpoints.partition_point(|(_, u)| *u <= offset) - 1;
        let (mut byte, mut units) = self.checkpoints[at];
        let next = self.checkpoints.get(at + 1);
        let (end, last) = next.copied().unwrap_or((self.text.len(), self.length));
        // As many units as bytes: the way needn't be walked.
        if end - byte == last - units {
            let byte = byte + offset - units;
            return self.text.is_char_boundary(byte).then_some(byte);
        }
        for character in self.text[byte..].chars() {
            if units >= offset {
                break;
            }
            units += width(character, self.unit);
            byte += character.len_utf8();
        }
        (units == offset).then_some(byte)
    }
}

fn width(character: char, unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Bytes => character.len_utf8(),
        OffsetUnit::CodePoints => 1,
        OffsetUnit::Utf16 => character.len_utf16(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_converts_both_ways(text in "\\PC{0,700}") {
            for unit in OffsetUnit::ALL {
                let map = OffsetMap::new(&text, *unit);
                let mut expected = 0;
                for (byte, character) in text.char_indices() {
                    prop_assert_eq!(map.from_byte(byte), Some(expected));
                    prop_assert_eq!(map.to_byte(expected), Some(byte));
                    expected += width(character, *unit);
                }
                prop_assert_eq!(map.from_byte(text.len()), Some(expected));
                prop_assert_eq!(map.to_byte(expected), Some(text.len()));
                prop_assert_eq!(map.to_byte(expected + 1), None);
                let inside = map.to_byte(1);
                prop_assert!(inside.is_none_or(|byte| text.is_char_boundary(byte)));
            }
        }
    }
}
