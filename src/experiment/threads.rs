//! Work on a pool of threads.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// Tasks in work or waiting for their turn, per thread: enough that a slow one
/// idles nobody, few enough to bound memory.
const WINDOW_PER_THREAD: usize = 4;

/// A pool of threads.
#[derive(Debug)]
pub(super) struct Pool(ThreadPool);

impl Pool {
    /// A pool of this many threads; 0 takes one a processor.
    ///
    /// # Errors
    /// Why they cannot be started.
    pub fn new(threads: usize) -> Result<Self, String> {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map(Self).map_err(|error| error.to_string())
    }

    /// The threads that there are.
    pub fn threads(&self) -> usize {
        self.0.current_num_threads()
    }

    /// What `make` gives for each of some things, in their order.
    pub fn each<T: Sync, R: Send>(&self, of: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
        self.0.install(|| of.par_iter().map(&make).collect())
    }

    /// Does the tasks 0 to `count` and delivers what each gives, in order, on the calling
    /// thread; `progress` is told which is finished. Returns how many were delivered, as
    /// [`super::Runner::run`].
    ///
    /// # Errors
    /// The first error of `deliver`.
    pub fn in_order<T: Send, E>(
        &self,
        count: usize,
        task: impl Fn(usize) -> T + Sync,
        cancel: &AtomicBool,
        progress: impl Fn(usize),
        mut deliver: impl FnMut(usize, T) -> Result<(), E>,
    ) -> Result<usize, E> {
        let window = WINDOW_PER_THREAD * self.0.current_num_threads();
        let (sender, receiver) = mpsc::channel();
        // Copied into each task in place of the closure itself.
        let task = &task;
        self.0.in_place_scope(|scope| {
            let (mut begun, mut delivered) = (0, 0);
            let mut waiting = BTreeMap::new();
            loop {
                while begun < count && begun - delivered < window && !cancel.load(Ordering::Relaxed)
                {
                    let (at, sender) = (begun, sender.clone());
                    scope.spawn(move |_| {
                        // A panic has to reach the receiver, or it would wait for ever.
                        let result = catch_unwind(AssertUnwindSafe(|| task(at)));
                        // Nobody listens after an error of `deliver`.
                        let _ = sender.send((at, result));
                    });
                    begun += 1;
                }
                if delivered == begun {
                    return Ok(delivered);
                }
                let (at, result) = receiver.recv().expect("the scope holds a sender");
                waiting.insert(at, result.unwrap_or_else(|panic| resume_unwind(panic)));
                progress(at);
                while let Some(result) = waiting.remove(&delivered) {
                    deliver(delivered, result)?;
                    delivered += 1;
                }
            }
        })
    }
}
