//! Reasons with weights; the score is their sum, by construction.

use crate::model::{Reason, Score};

/// The reasons for one suggestion.
#[derive(Default)]
pub(crate) struct Weighing {
    reasons: Vec<Reason>,
    sum: i16,
}

impl Weighing {
    /// Adds a reason; the weight, in hundredths, is cut where the sum would leave 0 to 100.
    pub(crate) fn because(mut self, text: &str, weight: i16) -> Self {
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

    /// Shares a score from 0 to 1 out among reasons, each with its part in it. The first takes what rounding leaves.
    pub(crate) fn shared(score: f32, parts: &[(String, f32)]) -> Self {
        let total = (score * 100.0).round().clamp(1.0, 99.0);
        let parts_sum: f32 = parts.iter().map(|(_, part)| part).sum();
        let weight = |part: f32| (total * part / parts_sum.max(0.01)).floor() as i16;
        let rest: i16 = parts.iter().skip(1).map(|(_, part)| weight(*part)).sum();
        let mut weighing = Self::default();
        for (at, (text, part)) in parts.iter().enumerate() {
            let own = if at == 0 {
                total as i16 - rest
            } else {
                weight(*part)
            };
            weighing = weighing.because(text, own);
        }
        weighing
    }

    /// Adds the reason if the condition holds.
    pub(crate) fn when(self, holds: bool, text: &str, weight: i16) -> Self {
        if holds {
            self.because(text, weight)
        } else {
            self
        }
    }

    pub(crate) fn finish(self) -> (Score, Vec<Reason>) {
        (Score(self.sum), self.reasons)
    }
}
