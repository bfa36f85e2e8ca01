//! Heights of blocks: estimated from their length until they are laid out, summed in a Fenwick tree.
//!
//! The scroll position is a block and an offset in it, so a corrected estimate never moves what is in view.

/// Heights in points, with their sums. `f64`, so that sums over a million blocks stay exact to the pixel.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    heights: Vec<f32>,
    tree: Vec<f64>,
}

impl Heights {
    /// Heights from estimates.
    pub fn new(heights: Vec<f32>) -> Self {
        let mut tree = vec![0.0; heights.len() + 1];
        for (at, height) in heights.iter().enumerate() {
            tree[at + 1] += f64::from(*height);
            let parent = (at + 1) + ((at + 1) & (at + 1).wrapping_neg());
            if parent < tree.len() {
                tree[parent] += tree[at + 1];
            }
        }
        Self { heights, tree }
    }

    fn len(&self) -> usize {
        self.heights.len()
    }

    /// Height of one block; 0 past the end.
    pub fn get(&self, block: usize) -> f32 {
        self.heights.get(block).copied().unwrap_or(0.0)
    }

    /// Corrects a height.
    pub fn set(&mut self, block: usize, height: f32) {
        let Some(slot) = self.heights.get_mut(block) else {
            return;
        };
        let change = f64::from(height) - f64::from(*slot);
        *slot = height;
        let mut at = block + 1;
        while at < self.tree.len() {
            self.tree[at] += change;
            at += at & at.wrapping_neg();
        }
    }

    /// Sum of the heights of all blocks before this one.
    pub fn above(&self, block: usize) -> f64 {
        let mut at = block.min(self.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree[at];
            at -= at & at.wrapping_neg();
        }
        sum
    }

    /// Sum of all heights.
    pub fn total(&self) -> f64 {
        self.above(self.len())
    }

    /// The block at a distance from the top, and the distance inside it.
    pub fn find(&self, mut distance: f64) -> (usize, f32) {
        let mut at = 0;
        let mut step = self.tree.len().next_power_of_two();
        while step > 0 {
            let next = at + step;
            if next < self.tree.len() && self.tree[next] <= distance {
                at = next;
                distance -= self.tree[next];
            }
            step /= 2;
        }
        if at >= self.len() {
            let last = self.len().saturating_sub(1);
            return (last, self.get(last));
        }
        (at, distance.max(0.0) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_and_places_agree() {
        let mut heights = Heights::new((0..100).map(|n| (n % 7) as f32 + 1.0).collect());
        heights.set(40, 25.0);
        for block in 0..100 {
            let above: f32 = (0..block).map(|b| heights.get(b)).sum();
            assert!((heights.above(block) - f64::from(above)).abs() < 1e-6);
            assert_eq!(heights.find(heights.above(block) + 0.5), (block, 0.5));
        }
        assert_eq!(heights.find(1e9).0, 99);
        assert_eq!(Heights::default().find(3.0), (0, 0.0));
    }
}
