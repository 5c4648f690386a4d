//! Work on the calling thread alone, where the crate is built without threads.

use std::sync::atomic::{AtomicBool, Ordering};

/// No pool.
#[derive(Debug)]
pub(super) struct Pool;

impl Pool {
    /// As if it had one thread, however many are asked for.
    ///
    /// # Errors
    /// Never.
    pub fn new(_threads: usize) -> Result<Self, String> {
        Ok(Self)
    }

    /// The calling one.
    pub fn threads(&self) -> usize {
        1
    }

    /// What `make` gives for each of some things, in their order.
    pub fn each<T, R>(&self, of: &[T], make: impl Fn(&T) -> R) -> Vec<R> {
        of.iter().map(make).collect()
    }

    /// Does the tasks 0 to `count` and delivers what each gives; `progress` is told which
    /// is finished. Returns how many were delivered, as [`super::Runner::run`].
    ///
    /// # Errors
    /// The first error of `deliver`.
    pub fn in_order<T, E>(
        &self,
        count: usize,
        task: impl Fn(usize) -> T,
        cancel: &AtomicBool,
        progress: impl Fn(usize),
        mut deliver: impl FnMut(usize, T) -> Result<(), E>,
    ) -> Result<usize, E> {
        for at in 0..count {
            if cancel.load(Ordering::Relaxed) {
                return Ok(at);
            }
            let result = task(at);
            progress(at);
            deliver(at, result)?;
        }
        Ok(count)
    }
}
