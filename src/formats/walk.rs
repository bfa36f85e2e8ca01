//! Offsets of places that come one after the other, as those of tokens do: each is told from the one before.

use crate::model::OffsetUnit;

/// A walk through a text.
pub(super) struct Walk<'a> {
    text: &'a str,
    unit: OffsetUnit,
    byte: usize,
    offset: usize,
}

impl<'a> Walk<'a> {
    /// Begins at the start.
    pub fn new(text: &'a str, unit: OffsetUnit) -> Self {
        Self {
            text,
            unit,
            byte: 0,
            offset: 0,
        }
    }

    /// The offset of a byte that is not before the last one, and on a character boundary.
    pub fn to(&mut self, byte: usize) -> usize {
        let walked = self.text.get(self.byte..byte).unwrap_or_default();
        self.offset += self.unit.length(walked);
        self.byte = byte;
        self.offset
    }
}
