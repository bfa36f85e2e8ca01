//! A chain of labels: the best path through it, and how probable each label is at each place.

/// Stands for a step that is never taken.
const NEVER: f32 = -1e4;

/// What the first label and each step from one label to the next add to a path's score.
#[derive(Clone, Debug)]
pub(crate) struct Chain<const L: usize> {
    pub(crate) starts: [f32; L],
    /// By the label before, then the label after.
    pub(crate) steps: [[f32; L]; L],
    /// `exp` of the same.
    start_factors: [f32; L],
    step_factors: [[f32; L]; L],
}

/// The label with the largest value.
#[inline]
pub(crate) fn argmax<const L: usize>(values: &[f32; L]) -> usize {
    let mut best = 0;
    for label in 1..L {
        if values[label] > values[best] {
            best = label;
        }
    }
    best
}

impl<const L: usize> Chain<L> {
    /// Scores at or below -1000 mean: never.
    pub(crate) fn new(starts: [f32; L], steps: [[f32; L]; L]) -> Self {
        Self {
            starts,
            steps,
            start_factors: starts.map(f32::exp),
            step_factors: steps.map(|row| row.map(f32::exp)),
        }
    }

    /// A chain with nothing learnt: steps that `allowed` refuses are never taken.
    pub(crate) fn untrained(
        starts: impl Fn(usize) -> bool,
        allowed: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let score = |holds: bool| if holds { 0.0 } else { NEVER };
        Self::new(
            std::array::from_fn(|to| score(starts(to))),
            std::array::from_fn(|from| std::array::from_fn(|to| score(allowed(from, to)))),
        )
    }

    /// The labels of the best path (Viterbi 1967).
    pub(crate) fn best(&self, emissions: &[[f32; L]]) -> Vec<u8> {
        let Some(first) = emissions.first() else {
            return Vec::new();
        };
        let mut scores: [f32; L] = std::array::from_fn(|y| self.starts[y] + first[y]);
        let mut back: Vec<[u8; L]> = Vec::with_capacity(emissions.len());
        for emission in &emissions[1..] {
            let mut best = [f32::NEG_INFINITY; L];
            let mut from = [0_u8; L];
            for (before, score) in scores.iter().enumerate() {
                let steps = &self.steps[before];
                for y in 0..L {
                    let reached = score + steps[y];
                    if reached > best[y] {
                        best[y] = reached;
                        from[y] = before as u8;
                    }
                }
            }
            for y in 0..L {
                scores[y] = best[y] + emission[y];
            }
            back.push(from);
        }
        let mut label = argmax(&scores) as u8;
        let mut path = vec![label; emissions.len()];
        for (at, from) in back.iter().enumerate().rev() {
            label = from[usize::from(label)];
            path[at] = label;
        }
        path
    }

    /// The probability of each label at each place (forward and backward sums, scaled at each step). `mask` says which
    /// labels a place may have, a bit a label.
    pub(crate) fn marginals(
        &self,
        emissions: &[[f32; L]],
        mask: impl Fn(usize) -> u32,
    ) -> Marginals<L> {
        let length = emissions.len();
        let mut factors = Vec::with_capacity(length);
        let mut forward: Vec<[f32; L]> = Vec::with_capacity(length);
        for (at, emission) in emissions.iter().enumerate() {
            let factor = factor(emission, mask(at));
            let mut sums = match forward.last() {
                None => self.start_factors,
                Some(before) => self.pushed(before),
            };
            for y in 0..L {
                sums[y] *= factor[y];
            }
            scale(&mut sums);
            factors.push(factor);
            forward.push(sums);
        }
        let mut backward = vec![[1.0; L]; length];
        for at in (1..length).rev() {
            let after: [f32; L] = std::array::from_fn(|y| backward[at][y] * factors[at][y]);
            let mut sums: [f32; L] = std::array::from_fn(|from| {
                let row = &self.step_factors[from];
                (0..L).map(|to| row[to] * after[to]).sum()
            });
            scale(&mut sums);
            backward[at - 1] = sums;
        }
        Marginals {
            forward,
            backward,
            factors,
        }
    }

    #[inline]
    fn pushed(&self, before: &[f32; L]) -> [f32; L] {
        let mut sums = [0.0; L];
        for (from, weight) in before.iter().enumerate() {
            let row = &self.step_factors[from];
            for y in 0..L {
                sums[y] += weight * row[y];
            }
        }
        sums
    }

    /// The probabilities of the steps into the place `at`, which isn't the first.
    pub(crate) fn steps_at(&self, marginals: &Marginals<L>, at: usize) -> [[f32; L]; L] {
        let before = &marginals.forward[at - 1];
        let after: [f32; L] =
            std::array::from_fn(|y| marginals.factors[at][y] * marginals.backward[at][y]);
        let mut joint: [[f32; L]; L] = std::array::from_fn(|from| {
            std::array::from_fn(|to| before[from] * self.step_factors[from][to] * after[to])
        });
        let sum: f32 = joint.iter().flatten().sum();
        let sum = if sum > 0.0 { sum } else { 1.0 };
        joint.iter_mut().flatten().for_each(|p| *p /= sum);
        joint
    }
}

/// Sums over all paths; [`Marginals::at`] has the probabilities.
pub(crate) struct Marginals<const L: usize> {
    forward: Vec<[f32; L]>,
    backward: Vec<[f32; L]>,
    factors: Vec<[f32; L]>,
}

impl<const L: usize> Marginals<L> {
    /// How probable each label is at a place; they sum to 1.
    #[inline]
    pub(crate) fn at(&self, at: usize) -> [f32; L] {
        let mut values = std::array::from_fn(|y| self.forward[at][y] * self.backward[at][y]);
        scale(&mut values);
        values
    }
}

/// `exp` of an emission less its largest value; 0 for labels outside the mask.
#[inline]
fn factor<const L: usize>(emission: &[f32; L], mask: u32) -> [f32; L] {
    let may = |y: usize| mask >> y & 1 == 1;
    let allowed = emission.iter().enumerate().filter(|(y, _)| may(*y));
    let most = allowed.fold(f32::NEG_INFINITY, |most, (_, value)| most.max(*value));
    std::array::from_fn(|y| {
        if may(y) {
            (emission[y] - most).max(-60.0).exp()
        } else {
            0.0
        }
    })
}

/// Makes the values sum to 1.
#[inline]
fn scale<const L: usize>(values: &mut [f32; L]) {
    let sum: f32 = values.iter().sum();
    if sum > 0.0 {
        for value in values {
            *value /= sum;
        }
    } else {
        *values = [1.0 / L as f32; L];
    }
}
