//! Two things, or many, at once, where the machine has cores for them. Nothing here outlives its call.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::thread;

/// How many threads are worth while.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does both, at once if `is_large` says that it is worth a thread.
pub(crate) fn both<A, B: Send>(
    is_large: bool,
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    if !is_large || cores() < 2 {
        return (first(), second());
    }
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        match second.join() {
            Ok(second) => (first, second),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// Does the same to each, on all cores; results are in the order of the items.
pub(crate) fn each<T: Send, R: Send>(items: Vec<T>, run: impl Fn(T) -> R + Sync) -> Vec<R> {
    let threads = cores().min(items.len());
    if threads < 2 {
        return items.into_iter().map(run).collect();
    }
    let mut done: Vec<Option<R>> = items.iter().map(|_| None).collect();
    let work = Mutex::new(items.into_iter().zip(done.iter_mut()));
    let go_on = || {
        loop {
            let next = work.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((item, slot)) = next else {
                break;
            };
            *slot = Some(run(item));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(go_on);
        }
        go_on();
    });
    drop(work);
    done.into_iter().flatten().collect()
}
