//! Ids of annotations: random, so that two people can annotate copies of one project and merge them.

use std::fmt;
use std::str::FromStr;

/// Crockford's base 32, in lower case: no `i`, `l`, `o`, `u`, so ids can be read aloud.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Bits of an id: ten base-32 digits. Among 100,000 ids the chance of one clash is about 4 in a million.
const BITS: u32 = 50;

fn write_digits(f: &mut fmt::Formatter<'_>, prefix: char, value: u64) -> fmt::Result {
    let mut digits = [0u8; 10];
    for (place, digit) in digits.iter_mut().rev().enumerate() {
        *digit = DIGITS[((value >> (5 * place)) & 31) as usize];
    }
    write!(f, "{prefix}")?;
    f.write_str(std::str::from_utf8(&digits).unwrap_or_default())
}

fn read_digits(text: &str, prefix: char) -> Option<u64> {
    let digits = text.strip_prefix(prefix)?.as_bytes();
    if digits.len() != 10 {
        return None;
    }
    digits.iter().try_fold(0u64, |value, byte| {
        let digit = DIGITS.iter().position(|d| d == byte)?;
        Some((value << 5) | digit as u64)
    })
}

/// A text that isn't an id of the wanted sort.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not the id of {1}")]
pub struct NotAnId(String, &'static str);

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident, $prefix:literal, $what:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u64);

        impl $name {
            /// An id from a number; only its lowest 50 bits count.
            pub const fn from_number(number: u64) -> Self {
                Self(number & ((1 << BITS) - 1))
            }
            /// The least id, for range queries.
            pub const MIN: Self = Self(0);
            /// The greatest id, for range queries.
            pub const MAX: Self = Self((1 << BITS) - 1);
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_digits(f, $prefix, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                read_digits(text, $prefix)
                    .map(Self)
                    .ok_or_else(|| NotAnId(text.to_owned(), $what))
            }
        }
    )+};
}

ids! {
    /// Id of a project: `p` and ten digits.
    ProjectId, 'p', "a project";
    /// Id of a document: `d` and ten digits.
    DocumentId, 'd', "a document";
    /// Id of an entity: `e` and ten digits.
    EntityId, 'e', "an entity";
    /// Id of a mention: `m` and ten digits.
    MentionId, 'm', "a mention";
    /// Id of a claim: `c` and ten digits.
    ClaimId, 'c', "a claim";
    /// Id of a link: `r` (for relation) and ten digits.
    LinkId, 'r', "a link";
    /// Id of a learned rule: `u` and ten digits. It is not random, see [`super::Lesson::id`].
    RuleId, 'u', "a learned rule";
}

/// Where new ids come from: random in the app, from a seed in tests.
#[derive(Clone, Debug)]
pub struct IdSource(fastrand::Rng);

impl IdSource {
    /// Ids that no other copy of the app will give.
    pub fn random() -> Self {
        Self(fastrand::Rng::new())
    }

    /// The same ids for the same seed.
    pub fn from_seed(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number for the `from_number` of any id.
    pub fn number(&mut self) -> u64 {
        self.0.u64(..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_written() {
        let mut ids = IdSource::from_seed(7);
        for _ in 0..1000 {
            let id = MentionId::from_number(ids.number());
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(id.to_string().len(), 11);
        }
        assert!("m000000000u".parse::<MentionId>().is_err());
        assert!("e0000000000".parse::<MentionId>().is_err());
    }
}
