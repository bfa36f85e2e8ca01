//! Hashes of words and features. They are part of the trained weights: changing one here makes every model useless.

use std::hash::{BuildHasherDefault, Hasher};

/// Mixes a value into a hash.
#[inline]
pub(crate) const fn mix(hash: u32, value: u32) -> u32 {
    let mut h = (hash ^ value).wrapping_mul(0x9E37_79B1);
    h ^= h >> 15;
    h = h.wrapping_mul(0x85EB_CA77);
    h ^ (h >> 13)
}

/// The hash of a word's bytes.
#[inline]
pub(crate) fn of_str(text: &str) -> u32 {
    of_chars(text.chars())
}

/// The hash of characters, one by one.
#[inline]
pub(crate) fn of_chars(chars: impl Iterator<Item = char>) -> u32 {
    chars.fold(0x811C_9DC5, |hash, c| mix(hash, c as u32))
}

/// A feature of one value.
#[inline]
pub(crate) const fn one(template: u32, value: u32) -> u32 {
    mix(template.wrapping_mul(0xC2B2_AE3D), value)
}

/// A feature of two values, in order.
#[inline]
pub(crate) const fn two(template: u32, first: u32, second: u32) -> u32 {
    mix(one(template, first), second.rotate_left(7))
}

/// A feature of three values, in order.
#[inline]
pub(crate) const fn three(template: u32, first: u32, second: u32, third: u32) -> u32 {
    mix(two(template, first, second), third.rotate_left(17))
}

/// A quick hasher for maps whose keys nobody outside chooses to collide: it is seeded by nothing, so texts could be
/// made that fill one bucket; the maps that use it hold a bounded number of words.
#[derive(Clone, Copy, Default)]
pub(crate) struct Quick(u64);

/// Builds [`Quick`] hashers.
pub(crate) type BuildQuick = BuildHasherDefault<Quick>;

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.write_u64(u64::from(value));
    }

    fn write_u32(&mut self, value: u32) {
        self.write_u64(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(5) ^ value).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    fn write_usize(&mut self, value: usize) {
        self.write_u64(value as u64);
    }
}
