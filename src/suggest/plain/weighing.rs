//! Reasons with weights; the score is their sum, by construction.

use crate::model::{Reason, Score};

/// The reasons for one suggestion.
#[derive(Default)]
pub(super) struct Weighing {
    reasons: Vec<Reason>,
    sum: i16,
}

impl Weighing {
    /// Adds a reason; the weight, in hundredths, is cut where the sum would leave 0 to 100.
    pub(super) fn because(mut self, text: &str, weight: i16) -> Self {
        let weight = (self.sum + weight).clamp(0, 100) - self.sum;
        if weight != 0 {
            self.sum += weight;
            self.reasons.push(Reason {
                text: text.into(),
                weight: Score(weight),
            });
        }
        self
    }

    /// Adds the reason if the condition holds.
    pub(super) fn when(self, holds: bool, text: &str, weight: i16) -> Self {
        if holds {
            self.because(text, weight)
        } else {
            self
        }
    }

    pub(super) fn finish(self) -> (Score, Vec<Reason>) {
        (Score(self.sum), self.reasons)
    }
}
