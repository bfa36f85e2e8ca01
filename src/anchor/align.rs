//! The stretches that two token lists share, in order: runs of tokens that are unique in both anchor the rest, as
//! in patience diff, the longest runs first.

use std::collections::HashMap;

/// A stretch of equal tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub old: usize,
    pub new: usize,
    pub len: usize,
}

/// Lengths of the runs that are looked for: a long one is hardly ever in both texts by chance.
const RUNS: [usize; 4] = [16, 6, 3, 1];
/// So deep are stretches between shared ones looked at.
const DEEPEST: usize = 40;

/// What is left to compare.
#[derive(Clone, Copy)]
struct Range {
    old: (usize, usize),
    new: (usize, usize),
    depth: usize,
}

/// The shared stretches in the order of both lists; those that touch are one.
pub(super) fn blocks(old: &[u32], new: &[u32]) -> Vec<Block> {
    let mut found = Vec::new();
    let mut left = vec![Range {
        old: (0, old.len()),
        new: (0, new.len()),
        depth: 0,
    }];
    while let Some(range) = left.pop() {
        compare(old, new, range, &mut found, &mut left);
    }
    found.sort_unstable_by_key(|block| block.old);
    let mut joined: Vec<Block> = Vec::new();
    for block in found {
        match joined.last_mut() {
            Some(last) if last.old + last.len == block.old && last.new + last.len == block.new => {
                last.len += block.len;
            }
            _ => joined.push(block),
        }
    }
    joined
}

/// Takes what both ends share, then splits the rest at runs that are unique in it.
fn compare(
    old: &[u32],
    new: &[u32],
    mut range: Range,
    found: &mut Vec<Block>,
    left: &mut Vec<Range>,
) {
    let mut keep = |block: Block| {
        if block.len > 0 {
            found.push(block);
        }
    };
    let (a, b) = (
        &old[range.old.0..range.old.1],
        &new[range.new.0..range.new.1],
    );
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    keep(Block {
        old: range.old.0,
        new: range.new.0,
        len: head,
    });
    let (a, b) = (&a[head..], &b[head..]);
    let pairs = a.iter().rev().zip(b.iter().rev());
    let tail = pairs.take_while(|(a, b)| a == b).count();
    range.old = (range.old.0 + head, range.old.1 - tail);
    range.new = (range.new.0 + head, range.new.1 - tail);
    keep(Block {
        old: range.old.1,
        new: range.new.1,
        len: tail,
    });
    let (a, b) = (
        &old[range.old.0..range.old.1],
        &new[range.new.0..range.new.1],
    );
    if a.is_empty() || b.is_empty() || range.depth > DEEPEST {
        return;
    }
    let Some(shared) = RUNS
        .iter()
        .map(|run| in_order(unique(a, b, *run)))
        .find(|shared| !shared.is_empty())
    else {
        return;
    };
    // Between one shared run and the next, which both ends of what is between will grow into.
    let mut from = (range.old.0, range.new.0);
    for (at_old, at_new, run) in shared {
        let start = (range.old.0 + at_old, range.new.0 + at_new);
        if start.0 < from.0 || start.1 < from.1 {
            continue;
        }
        keep(Block {
            old: start.0,
            new: start.1,
            len: run,
        });
        left.push(Range {
            old: (from.0, start.0),
            new: (from.1, start.1),
            depth: range.depth + 1,
        });
        from = (start.0 + run, start.1 + run);
    }
    left.push(Range {
        old: (from.0, range.old.1),
        new: (from.1, range.new.1),
        depth: range.depth + 1,
    });
}

/// Runs of so many tokens that stand once in each list, by their place in the old one.
fn unique(old: &[u32], new: &[u32], run: usize) -> Vec<(usize, usize, usize)> {
    if old.len() < run || new.len() < run {
        return Vec::new();
    }
    let mut places: HashMap<&[u32], Places> = HashMap::new();
    for (at, tokens) in old.windows(run).enumerate() {
        places.entry(tokens).or_default().old.note(at);
    }
    for (at, tokens) in new.windows(run).enumerate() {
        if let Some(places) = places.get_mut(tokens) {
            places.new.note(at);
        }
    }
    let both = places.into_values();
    let both = both.filter_map(|places| Some((places.old.once()?, places.new.once()?, run)));
    let mut both: Vec<_> = both.collect();
    both.sort_unstable();
    both
}

/// Where a run stands in each list.
#[derive(Default)]
struct Places {
    old: Found,
    new: Found,
}

#[derive(Clone, Copy, Default)]
enum Found {
    #[default]
    Nowhere,
    Once(usize),
    Often,
}

impl Found {
    fn note(&mut self, at: usize) {
        *self = match self {
            Self::Nowhere => Self::Once(at),
            Self::Once(_) | Self::Often => Self::Often,
        };
    }

    fn once(self) -> Option<usize> {
        match self {
            Self::Once(at) => Some(at),
            Self::Nowhere | Self::Often => None,
        }
    }
}

/// The most of the pairs that stand in one order in both lists.
fn in_order(pairs: Vec<(usize, usize, usize)>) -> Vec<(usize, usize, usize)> {
    // The pair that ends the best chain of each length, and what stands before each pair in its chain.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let place = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before.push(place.checked_sub(1).map(|last| ends[last]));
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let last = ends.last().copied();
    let chain = std::iter::successors(last, |at| before[*at]);
    let mut chain: Vec<_> = chain.map(|at| pairs[at]).collect();
    chain.reverse();
    chain
}
