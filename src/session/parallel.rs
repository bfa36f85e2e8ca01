//! The same work on many values, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// `make` of each value, on all cores; the results in the order of the values.
pub fn in_parallel<T: Sync, R: Send>(values: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(values.len());
    if workers <= 1 {
        return values.iter().map(make).collect();
    }
    let next = AtomicUsize::new(0);
    let made = Mutex::new(Vec::with_capacity(values.len()));
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let nth = next.fetch_add(1, Ordering::Relaxed);
                    let Some(value) = values.get(nth) else {
                        return;
                    };
                    let result = make(value);
                    let mut made = made.lock().unwrap_or_else(PoisonError::into_inner);
                    made.push((nth, result));
                }
            });
        }
    });
    let mut made = made.into_inner().unwrap_or_else(PoisonError::into_inner);
    made.sort_by_key(|(nth, _)| *nth);
    made.into_iter().map(|(_, result)| result).collect()
}
