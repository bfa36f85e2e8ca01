//! Things in the order of a key, kept so by the changes instead of being sorted anew.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// From so many changes on, one pass over the whole list is cheaper than one insertion each.
const MANY: usize = 24;

/// Things with their keys, in the order of the keys; those with the same key in their own order.
#[derive(Clone, Debug)]
pub(super) struct Sorted<K, T> {
    rows: Vec<(K, T)>,
    keys: HashMap<T, K>,
}

impl<K: PartialEq, T: PartialEq> PartialEq for Sorted<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<K: Eq, T: Eq> Eq for Sorted<K, T> {}

impl<K, T> Default for Sorted<K, T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            keys: HashMap::new(),
        }
    }
}

impl<K: Ord + Clone, T: Ord + Copy + Hash> Sorted<K, T> {
    /// A list of things that come in any order, each once.
    pub(super) fn new(rows: Vec<(K, T)>) -> Self {
        let mut sorted = Self {
            keys: rows
                .iter()
                .map(|(key, thing)| (*thing, key.clone()))
                .collect(),
            rows,
        };
        sorted.rows.sort_unstable();
        sorted
    }

    /// The things with their keys, in order.
    pub(super) fn rows(&self) -> &[(K, T)] {
        &self.rows
    }

    pub(super) fn key(&self, thing: T) -> Option<&K> {
        self.keys.get(&thing)
    }

    /// The place of a thing, from 0.
    pub(super) fn position(&self, thing: T) -> Option<usize> {
        self.place(self.keys.get(&thing)?, thing).ok()
    }

    fn place(&self, key: &K, thing: T) -> Result<usize, usize> {
        self.rows
            .binary_search_by(|(other, it)| other.cmp(key).then_with(|| it.cmp(&thing)))
    }

    /// Gives things other keys; `None` takes them out. Each thing comes once at the most.
    pub(super) fn update(&mut self, changes: Vec<(T, Option<K>)>) {
        if changes.len() >= MANY {
            self.update_many(changes);
            return;
        }
        for (thing, next) in changes {
            if self.keys.get(&thing) == next.as_ref() {
                continue;
            }
            if let Some(key) = self.keys.remove(&thing)
                && let Ok(at) = self.place(&key, thing)
            {
                self.rows.remove(at);
            }
            if let Some(key) = next {
                if let Err(at) = self.place(&key, thing) {
                    self.rows.insert(at, (key.clone(), thing));
                }
                self.keys.insert(thing, key);
            }
        }
    }

    fn update_many(&mut self, changes: Vec<(T, Option<K>)>) {
        let changed: HashSet<T> = changes.iter().map(|(thing, _)| *thing).collect();
        if changed.iter().any(|thing| self.keys.contains_key(thing)) {
            self.rows.retain(|(_, thing)| !changed.contains(thing));
        }
        let kept = self.rows.len();
        for (thing, next) in changes {
            match next {
                Some(key) => {
                    self.rows.push((key.clone(), thing));
                    self.keys.insert(thing, key);
                }
                None => {
                    self.keys.remove(&thing);
                }
            }
        }
        if self.rows.len() > kept {
            // Stable sorting finds that the first part is in order already.
            self.rows[kept..].sort_unstable();
            self.rows.sort();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_changes_leave_the_same_list_as_sorting_anew(
            steps in prop::collection::vec(
                prop::collection::btree_map(0u8..60, prop::option::of(0u8..10), 1..40),
                1..8,
            )
        ) {
            let mut sorted = Sorted::new(vec![(3u8, 1u8), (2, 5), (3, 0)]);
            let mut plain: BTreeMap<u8, u8> = [(1, 3), (5, 2), (0, 3)].into();
            for step in steps {
                for (thing, key) in &step {
                    match key {
                        Some(key) => drop(plain.insert(*thing, *key)),
                        None => drop(plain.remove(thing)),
                    }
                }
                sorted.update(step.into_iter().collect());
                let anew = Sorted::new(plain.iter().map(|(thing, key)| (*key, *thing)).collect());
                prop_assert_eq!(sorted.rows(), anew.rows());
                for (at, (key, thing)) in anew.rows().iter().enumerate() {
                    prop_assert_eq!(sorted.position(*thing), Some(at));
                    prop_assert_eq!(sorted.key(*thing), Some(key));
                }
                prop_assert_eq!(sorted.position(99), None);
            }
        }
    }
}
