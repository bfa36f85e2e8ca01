//! The bytes of a model: a header, transitions, fingerprints of features, rows of weights.
//!
//! Features live in buckets of [`SLOTS`]; a fingerprint of 16 bits tells which of a bucket's rows a feature has, if
//! any. Numbers are little-endian.

use super::chain::Chain;

/// Features in a bucket.
const SLOTS: usize = 8;
/// What a model's bytes begin with.
const MAGIC: &[u8; 4] = b"CDM1";
/// Magic, labels, bits, scale.
const HEADER: usize = 16;

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ModelError {
    #[error("the bytes don’t begin as a model does")]
    Magic,
    #[error("the model has {found} labels where {wanted} are needed")]
    Labels { found: usize, wanted: usize },
    #[error("the model is {found} bytes long instead of {wanted}")]
    Length { found: usize, wanted: usize },
}

/// A trained model with `L` labels.
#[derive(Clone, Debug)]
pub(crate) struct Model<'a, const L: usize> {
    /// Buckets as a power of two.
    bits: u32,
    scale: f32,
    pub(crate) chain: Chain<L>,
    fingerprints: &'a [u8],
    weights: &'a [u8],
}

impl<'a, const L: usize> Model<'a, L> {
    /// Reads a model in place.
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let number = |at: usize| -> Option<[u8; 4]> { bytes.get(at..at + 4)?.try_into().ok() };
        let header = (number(0), number(4), number(8), number(12));
        let (Some(magic), Some(labels), Some(bits), Some(scale)) = header else {
            return Err(ModelError::Magic);
        };
        let (labels, bits) = (
            u32::from_le_bytes(labels) as usize,
            u32::from_le_bytes(bits),
        );
        if magic != *MAGIC || bits > 24 {
            return Err(ModelError::Magic);
        }
        if labels != L {
            return Err(ModelError::Labels {
                found: labels,
                wanted: L,
            });
        }
        let slots = SLOTS << bits;
        let transitions = HEADER + 4 * (L * L + L);
        let wanted = transitions + slots * (2 + L);
        if bytes.len() != wanted {
            return Err(ModelError::Length {
                found: bytes.len(),
                wanted,
            });
        }
        let mut numbers = bytes[HEADER..transitions]
            .chunks_exact(4)
            .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let mut row = || std::array::from_fn(|_| numbers.next().unwrap_or_default());
        let starts = row();
        let steps = std::array::from_fn(|_| row());
        let (fingerprints, weights) = bytes[transitions..].split_at(2 * slots);
        Ok(Self {
            bits,
            scale: f32::from_le_bytes(scale),
            chain: Chain::new(starts, steps),
            fingerprints,
            weights,
        })
    }

    /// The weights of a feature; `None` for one that the model doesn't know.
    #[inline]
    fn row(&self, feature: u32) -> Option<&'a [u8; L]> {
        let (bucket, print) = place(feature, self.bits);
        let prints = self
            .fingerprints
            .get(bucket * 2 * SLOTS..(bucket + 1) * 2 * SLOTS)?;
        let slot = prints
            .chunks_exact(2)
            .position(|p| u16::from_le_bytes([p[0], p[1]]) == print)?;
        let at = (bucket * SLOTS + slot) * L;
        self.weights.get(at..at + L)?.try_into().ok()
    }

    /// The sum of the features' weights for each label.
    #[inline]
    pub(crate) fn emission(&self, features: &[u32]) -> [f32; L] {
        let mut sum = [0_i32; L];
        for feature in features {
            if let Some(row) = self.row(*feature) {
                for (total, weight) in sum.iter_mut().zip(row) {
                    *total += i32::from(*weight as i8);
                }
            }
        }
        sum.map(|total| total as f32 * self.scale)
    }
}

/// Bucket and fingerprint of a feature. 0 is the print of an empty slot.
#[inline]
fn place(feature: u32, bits: u32) -> (usize, u16) {
    let bucket = (feature >> (32 - bits.max(1))) as usize & ((1 << bits) - 1);
    let print = (super::hash::mix(0x2545_F491, feature) & 0xFFFF) as u16;
    (bucket, print.max(1))
}

/// Makes the bytes of a model.
pub(crate) struct Writer<const L: usize> {
    bits: u32,
    scale: f32,
    starts: [f32; L],
    steps: [[f32; L]; L],
    fingerprints: Vec<u16>,
    weights: Vec<i8>,
}

impl<const L: usize> Writer<L> {
    /// `slots` as a power of two, at least 8; weights are kept within `±127 * scale`.
    pub(crate) fn new(slots: u32, scale: f32, starts: [f32; L], steps: [[f32; L]; L]) -> Self {
        let bits = slots.saturating_sub(SLOTS.ilog2());
        Self {
            bits,
            scale,
            starts,
            steps,
            fingerprints: vec![0; SLOTS << bits],
            weights: vec![0; (SLOTS << bits) * L],
        }
    }

    /// Adds a feature; says no where its bucket is full.
    pub(crate) fn add(&mut self, feature: u32, weights: &[f32]) -> bool {
        let (bucket, print) = place(feature, self.bits);
        let slots = bucket * SLOTS..(bucket + 1) * SLOTS;
        if self.fingerprints[slots.clone()].contains(&print) {
            return false;
        }
        let Some(slot) = slots.into_iter().find(|slot| self.fingerprints[*slot] == 0) else {
            return false;
        };
        self.fingerprints[slot] = print;
        let row = &mut self.weights[slot * L..(slot + 1) * L];
        for (byte, weight) in row.iter_mut().zip(weights) {
            *byte = (weight / self.scale).round().clamp(-127.0, 127.0) as i8;
        }
        true
    }

    /// The model's bytes.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut bytes = Vec::new();
        bytes.extend(MAGIC);
        bytes.extend((L as u32).to_le_bytes());
        bytes.extend(self.bits.to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        let numbers = self.starts.iter().chain(self.steps.iter().flatten());
        bytes.extend(numbers.flat_map(|number| number.to_le_bytes()));
        bytes.extend(
            self.fingerprints
                .iter()
                .flat_map(|print| print.to_le_bytes()),
        );
        bytes.extend(self.weights.iter().map(|weight| *weight as u8));
        bytes
    }
}
