//! What records say again and again, kept once: names of makers and rules, reasons, moments.

use std::sync::Arc;

use crate::model::Timestamp;

/// So many strings are looked through; more than that would cost more than it saves.
const STRINGS: usize = 12;
const MOMENTS: usize = 4;

/// The strings and moments that were read last.
#[derive(Debug, Default)]
pub(super) struct Memo {
    strings: Vec<Arc<str>>,
    moments: Vec<(Box<str>, Timestamp)>,
    /// Which of each is given up next.
    turn: usize,
}

impl Memo {
    /// The string, shared with earlier ones that are the same.
    pub(super) fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.strings.iter().find(|known| ***known == *text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = text.into();
        self.turn += 1;
        put(&mut self.strings, STRINGS, self.turn, Arc::clone(&new));
        new
    }

    /// The moment that a text in RFC 3339 names.
    pub(super) fn moment(&mut self, text: &str) -> Option<Timestamp> {
        let mut known = self.moments.iter();
        if let Some((_, moment)) = known.find(|(known, _)| **known == *text) {
            return Some(*moment);
        }
        let moment = Timestamp::from_rfc3339(text)?;
        self.turn += 1;
        put(&mut self.moments, MOMENTS, self.turn, (text.into(), moment));
        Some(moment)
    }
}

fn put<T>(kept: &mut Vec<T>, most: usize, turn: usize, new: T) {
    if kept.len() < most {
        kept.push(new);
    } else {
        kept[turn % most] = new;
    }
}
