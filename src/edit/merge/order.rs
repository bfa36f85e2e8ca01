//! Merges two orders of one list: what both have keeps the order that somebody changed, what one has alone
//! stays behind what it followed there.

use std::collections::{BTreeMap, BTreeSet};

/// What both sides have, in the order of each, where both changed it in different ways.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Torn;

/// The merged order of what `is_kept`; `prefer_ours` says whose order of the common part is taken where both
/// changed it. `Err` beside it tells that this was so.
pub(super) fn order<T: Clone + Ord>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    is_kept: impl Fn(&T) -> bool,
    prefer_ours: bool,
) -> (Vec<T>, Result<(), Torn>) {
    let in_ours: BTreeSet<&T> = ours.iter().collect();
    let in_theirs: BTreeSet<&T> = theirs.iter().collect();
    let is_common = |id: &&T| in_ours.contains(id) && in_theirs.contains(id) && is_kept(id);
    let common = |list: &[T]| -> Vec<T> { list.iter().filter(is_common).cloned().collect() };
    let (b, o, t) = (common(base), common(ours), common(theirs));
    let mut done = Ok(());
    let spine = if o == t || b == t {
        o
    } else if b == o {
        t
    } else {
        done = Err(Torn);
        if prefer_ours { o } else { t }
    };
    let mut runs: BTreeMap<Option<T>, Vec<Vec<T>>> = BTreeMap::new();
    for list in [ours, theirs] {
        let mut after = None;
        let mut run = Vec::new();
        for id in list.iter().filter(|id| is_kept(id)) {
            if is_common(&id) {
                put(
                    &mut runs,
                    after.replace(id.clone()),
                    std::mem::take(&mut run),
                );
            } else {
                run.push(id.clone());
            }
        }
        put(&mut runs, after, run);
    }
    let mut merged = Vec::new();
    for place in std::iter::once(None).chain(spine.into_iter().map(Some)) {
        merged.extend(place.clone());
        let mut here = runs.remove(&place).unwrap_or_default();
        // Whose run comes first must not depend on who merges.
        here.sort();
        merged.extend(here.into_iter().flatten());
    }
    (merged, done)
}

fn put<T: Ord>(runs: &mut BTreeMap<Option<T>, Vec<Vec<T>>>, after: Option<T>, run: Vec<T>) {
    if !run.is_empty() {
        runs.entry(after).or_default().push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_side_adds_stays_where_it_was_put() {
        let merge =
            |base: &[i32], ours: &[i32], theirs: &[i32]| order(base, ours, theirs, |_| true, true);
        let both = merge(&[1, 2], &[1, 3, 2], &[1, 2, 4]);
        assert_eq!(both, (vec![1, 3, 2, 4], Ok(())));
        let same_place = merge(&[1, 2], &[1, 2, 4], &[1, 2, 3]);
        assert_eq!(same_place, (vec![1, 2, 3, 4], Ok(())));
        let turned = merge(&[1, 2], &[2, 1], &[5, 1, 2]);
        assert_eq!(turned, (vec![5, 2, 1], Ok(())));
        let torn = merge(&[1, 2, 3], &[2, 1, 3], &[1, 3, 2]);
        assert_eq!(torn, (vec![2, 1, 3], Err(Torn)));
        let gone = order(&[1, 2], &[1], &[1, 2], |id| *id != 2, true);
        assert_eq!(gone, (vec![1], Ok(())));
    }
}
