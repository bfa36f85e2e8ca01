//! Fits a chain model to samples: the gradient of the likelihood, AdaGrad steps (Duchi and others 2011), features
//! left out at random, the mean of the last epochs, and at the end the rows that matter most, a byte a weight.

use std::collections::HashMap;

use crate::suggest::crf::hash::BuildQuick;
use crate::suggest::crf::{Chain, Writer};

/// A sequence of places with their features and the labels that they may have.
#[derive(Default)]
pub(crate) struct Sample {
    /// Where the features of each place end.
    ends: Vec<u32>,
    /// Hashes; numbers of rows once training has begun.
    features: Vec<u32>,
    /// The labels that the gold annotation allows, a bit a label.
    gold: Vec<u32>,
}

impl Sample {
    /// Adds a place.
    pub(crate) fn push(&mut self, features: &[u32], gold: u32) {
        self.features.extend_from_slice(features);
        self.ends.push(self.features.len() as u32);
        self.gold.push(gold);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn at(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start as usize..self.ends[place] as usize]
    }
}

/// How a model is fitted.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    pub epochs: usize,
    /// The last epochs, whose weights are averaged: the steps are large, and where they end is chance.
    pub averaged: usize,
    /// AdaGrad's step.
    pub rate: f32,
    /// Pull of each weight towards 0 at each step.
    pub decay: f32,
    /// Features left out, as a share.
    pub dropout: f32,
    /// Features seen less often are not learnt.
    pub seen: u32,
    /// Rows that ship, as a power of two.
    pub slots: u32,
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 8,
            averaged: 4,
            rate: 0.12,
            decay: 2e-5,
            dropout: 0.15,
            seen: 2,
            slots: 18,
            seed: 1,
        }
    }
}

/// The largest weight that ships.
const LARGEST: f32 = 4.0;
/// The number that stands for a feature that isn't learnt.
const UNLEARNT: u32 = u32::MAX;

/// Fits a model; `untrained` says which steps there are. Returns its bytes.
pub(crate) fn fit<const L: usize>(
    mut samples: Vec<Sample>,
    untrained: &Chain<L>,
    settings: &Settings,
) -> Vec<u8> {
    let (names, counts) = number(&mut samples, settings.seen);
    let mut fitting = Fitting::new(untrained.clone(), names.len(), *settings);
    let mut order: Vec<usize> = (0..samples.len()).collect();
    let mut mean = Mean::default();
    for epoch in 0..settings.epochs {
        fitting.random.shuffle(&mut order);
        for at in &order {
            fitting.step(&samples[*at]);
        }
        fitting.rate *= 0.8;
        if epoch + settings.averaged >= settings.epochs {
            mean.add(&fitting);
        }
    }
    mean.replace(&mut fitting);
    fitting.write(&names, &counts)
}

/// Gives each feature that is seen often enough a number, in place. Returns their hashes and how often each is seen.
fn number(samples: &mut [Sample], seen: u32) -> (Vec<u32>, Vec<u32>) {
    let mut all: HashMap<u32, u32, BuildQuick> = HashMap::default();
    for feature in samples.iter().flat_map(|sample| &sample.features) {
        *all.entry(*feature).or_default() += 1;
    }
    let mut kept: Vec<(u32, u32)> = all
        .into_iter()
        .filter(|(_, count)| *count >= seen)
        .collect();
    kept.sort_unstable();
    let numbers: HashMap<u32, u32, BuildQuick> = kept
        .iter()
        .zip(0..)
        .map(|((hash, _), number)| (*hash, number))
        .collect();
    for feature in samples.iter_mut().flat_map(|sample| &mut sample.features) {
        *feature = numbers.get(feature).copied().unwrap_or(UNLEARNT);
    }
    kept.into_iter().unzip()
}

struct Fitting<const L: usize> {
    chain: Chain<L>,
    settings: Settings,
    rate: f32,
    rows: Vec<[f32; L]>,
    /// Sums of squared gradients.
    squares: Vec<[f32; L]>,
    step_squares: [[f32; L]; L],
    start_squares: [f32; L],
    random: fastrand::Rng,
    /// Features of one place after some are left out.
    kept: Vec<u32>,
    kept_ends: Vec<usize>,
}

/// The mean of the weights at the ends of several epochs.
#[derive(Default)]
struct Mean<const L: usize> {
    count: f32,
    rows: Vec<[f32; L]>,
    starts: Vec<f32>,
    steps: Vec<[f32; L]>,
}

impl<const L: usize> Mean<L> {
    fn add(&mut self, fitting: &Fitting<L>) {
        if self.rows.is_empty() {
            self.rows = vec![[0.0; L]; fitting.rows.len()];
            self.starts = vec![0.0; L];
            self.steps = vec![[0.0; L]; L];
        }
        self.count += 1.0;
        let add = |sums: &mut [f32], values: &[f32]| {
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += value;
            }
        };
        let rows = self.rows.iter_mut().zip(&fitting.rows);
        let steps = self.steps.iter_mut().zip(&fitting.chain.steps);
        rows.chain(steps)
            .for_each(|(sums, values)| add(sums, values));
        add(&mut self.starts, &fitting.chain.starts);
    }

    /// Puts the mean in the place of the last weights.
    fn replace(mut self, fitting: &mut Fitting<L>) {
        if self.rows.is_empty() {
            return;
        }
        let sums = self.rows.iter_mut().chain(&mut self.steps).flatten();
        for sum in sums.chain(&mut self.starts) {
            *sum /= self.count;
        }
        fitting.rows = self.rows;
        fitting.chain = Chain::new(
            std::array::from_fn(|y| self.starts[y]),
            std::array::from_fn(|y| self.steps[y]),
        );
    }
}

impl<const L: usize> Fitting<L> {
    fn new(chain: Chain<L>, features: usize, settings: Settings) -> Self {
        Self {
            chain,
            rate: settings.rate,
            rows: vec![[0.0; L]; features],
            squares: vec![[1e-2; L]; features],
            step_squares: [[1e-2; L]; L],
            start_squares: [1e-2; L],
            random: fastrand::Rng::with_seed(settings.seed),
            kept: Vec::new(),
            kept_ends: Vec::new(),
            settings,
        }
    }

    /// One step along the gradient of one sample.
    fn step(&mut self, sample: &Sample) {
        if sample.len() == 0 {
            return;
        }
        let emissions = self.emissions(sample);
        let all = self.chain.marginals(&emissions, |_| u32::MAX);
        let gold = self.chain.marginals(&emissions, |at| sample.gold[at]);
        let mut from = 0;
        for at in 0..sample.len() {
            let (found, wanted) = (all.at(at), gold.at(at));
            let gradient: [f32; L] = std::array::from_fn(|y| wanted[y] - found[y]);
            let to = self.kept_ends[at];
            if gradient.iter().any(|g| g.abs() > 1e-3) {
                self.update(from..to, &gradient);
            }
            from = to;
        }
        self.update_chain(sample, &all, &gold);
    }

    fn emissions(&mut self, sample: &Sample) -> Vec<[f32; L]> {
        self.kept.clear();
        self.kept_ends.clear();
        let mut emissions = Vec::with_capacity(sample.len());
        let scale = 1.0 / (1.0 - self.settings.dropout);
        for at in 0..sample.len() {
            let mut sum = [0.0; L];
            for feature in sample.at(at) {
                if *feature == UNLEARNT || self.random.f32() < self.settings.dropout {
                    continue;
                }
                self.kept.push(*feature);
                let row = &self.rows[*feature as usize];
                for y in 0..L {
                    sum[y] += row[y];
                }
            }
            self.kept_ends.push(self.kept.len());
            emissions.push(sum.map(|value| value * scale));
        }
        emissions
    }

    fn update(&mut self, features: std::ops::Range<usize>, gradient: &[f32; L]) {
        for feature in &self.kept[features] {
            let row = &mut self.rows[*feature as usize];
            let squares = &mut self.squares[*feature as usize];
            for y in 0..L {
                let pulled = gradient[y] - self.settings.decay * row[y];
                squares[y] += pulled * pulled;
                row[y] += self.rate * pulled / squares[y].sqrt();
            }
        }
    }

    fn update_chain(
        &mut self,
        sample: &Sample,
        all: &crate::suggest::crf::Marginals<L>,
        gold: &crate::suggest::crf::Marginals<L>,
    ) {
        let mut starts = self.chain.starts;
        let mut steps = self.chain.steps;
        let step = |value: &mut f32, square: &mut f32, gradient: f32, rate: f32| {
            if *value > -1000.0 && gradient.abs() > 1e-6 {
                *square += gradient * gradient;
                *value += rate * gradient / square.sqrt();
            }
        };
        let (found, wanted) = (all.at(0), gold.at(0));
        for y in 0..L {
            step(
                &mut starts[y],
                &mut self.start_squares[y],
                wanted[y] - found[y],
                self.rate,
            );
        }
        let mut sums = [[0.0; L]; L];
        for at in 1..sample.len() {
            let (found, wanted) = (self.chain.steps_at(all, at), self.chain.steps_at(gold, at));
            for from in 0..L {
                for to in 0..L {
                    sums[from][to] += wanted[from][to] - found[from][to];
                }
            }
        }
        for from in 0..L {
            for to in 0..L {
                let square = &mut self.step_squares[from][to];
                step(&mut steps[from][to], square, sums[from][to], self.rate);
            }
        }
        self.chain = Chain::new(starts, steps);
    }

    /// The rows that matter most, as many as there are slots for.
    fn write(&self, names: &[u32], counts: &[u32]) -> Vec<u8> {
        let weight = |at: usize| -> f32 {
            let largest = self.rows[at]
                .iter()
                .fold(0.0_f32, |most, w| most.max(w.abs()));
            largest * (counts[at] as f32).sqrt()
        };
        let mut order: Vec<usize> = (0..names.len()).filter(|at| weight(*at) > 0.02).collect();
        order.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b)));
        let mut writer = Writer::new(
            self.settings.slots,
            LARGEST / 127.0,
            self.chain.starts,
            self.chain.steps,
        );
        let room = 1_usize << self.settings.slots;
        let mut left = room - room / 50;
        for at in order {
            if left == 0 {
                break;
            }
            left -= usize::from(writer.add(names[at], &self.rows[at]));
        }
        writer.finish()
    }
}
