//! Runs units in parallel and hands them over in order.

use super::unit::Unit;
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

/// Units in work or waiting for their turn, per thread: enough that a slow one
/// idles nobody, few enough to bound memory.
const WINDOW_PER_THREAD: usize = 4;

/// Told on the calling thread how many units have finished.
pub trait Progress {
    /// `units` have finished since the start, in whatever order.
    fn finished(&self, units: usize);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn finished(&self, _units: usize) {}
}

/// A pool of threads that simulates units and sums them up.
#[derive(Debug)]
pub struct Runner {
    pool: ThreadPool,
}

impl Runner {
    /// A runner with this many threads; 0 takes one a processor.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn new(threads: usize) -> Result<Self, ThreadPoolBuildError> {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        Ok(Self { pool })
    }

    /// What `simulate` gives for each unit, in order; for studies, which nobody
    /// interrupts.
    pub fn map<T: Send>(&self, units: &[Unit], simulate: impl Fn(&Unit) -> T + Sync) -> Vec<T> {
        let mut results = Vec::with_capacity(units.len());
        let never = AtomicBool::new(false);
        let Ok(_) = self.run(units, simulate, &never, &Quiet, |_, result| {
            results.push(result);
            Ok::<(), std::convert::Infallible>(())
        });
        results
    }

    /// What `make` gives for each of some things, in their order.
    pub fn each<T: Sync, R: Send>(&self, of: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
        self.pool.install(|| of.par_iter().map(&make).collect())
    }

    /// Simulates `units` and delivers each result on the calling thread, in the
    /// order of `units` whatever the number of threads. Returns how many were
    /// delivered: fewer than all after `cancel` was set, when units in work are
    /// still finished and delivered but none is begun. Not to be called from
    /// inside `simulate`: it would wait for its own thread.
    ///
    /// # Errors
    /// The first error of `deliver`; what was in work is then dropped.
    ///
    /// # Panics
    /// If `simulate` does.
    pub fn run<T: Send, E>(
        &self,
        units: &[Unit],
        simulate: impl Fn(&Unit) -> T + Sync,
        cancel: &AtomicBool,
        progress: &dyn Progress,
        mut deliver: impl FnMut(&Unit, T) -> Result<(), E>,
    ) -> Result<usize, E> {
        let window = WINDOW_PER_THREAD * self.pool.current_num_threads();
        let (sender, receiver) = mpsc::channel();
        // Copied into each task in place of the closure itself.
        let simulate = &simulate;
        self.pool.in_place_scope(|scope| {
            let (mut begun, mut finished, mut delivered) = (0, 0, 0);
            let mut waiting = BTreeMap::new();
            loop {
                while begun < units.len()
                    && begun - delivered < window
                    && !cancel.load(Ordering::Relaxed)
                {
                    let (at, sender) = (begun, sender.clone());
                    scope.spawn(move |_| {
                        // A panic has to reach the receiver, or it would wait for ever.
                        let result = catch_unwind(AssertUnwindSafe(|| simulate(&units[at])));
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
                finished += 1;
                progress.finished(finished);
                while let Some(result) = waiting.remove(&delivered) {
                    deliver(&units[delivered], result)?;
                    delivered += 1;
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::unit::units;
    use super::*;
    use std::cell::Cell;
    use std::convert::Infallible;
    use std::sync::atomic::AtomicUsize;

    /// Work of uneven length whose result depends on the unit alone.
    fn fake(unit: &Unit) -> u64 {
        let rounds = if unit.replicate.is_multiple_of(7) {
            200_000
        } else {
            100
        };
        (0..rounds).fold(u64::from(unit.replicate), |x, _| {
            x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1)
        })
    }

    fn all(threads: usize, cancel_at: Option<usize>) -> (Vec<(Unit, u64)>, usize) {
        let units = units(0, 0..50, 2);
        let (cancel, begun) = (AtomicBool::new(false), AtomicUsize::new(0));
        let mut delivered = Vec::new();
        let simulate = |unit: &Unit| {
            begun.fetch_add(1, Ordering::Relaxed);
            fake(unit)
        };
        let deliver = |unit: &Unit, result| {
            delivered.push((*unit, result));
            if cancel_at == Some(delivered.len()) {
                cancel.store(true, Ordering::Relaxed);
            }
            Ok::<_, Infallible>(())
        };
        let runner = Runner::new(threads).unwrap();
        let Ok(count) = runner.run(&units, simulate, &cancel, &Quiet, deliver);
        assert_eq!(count, delivered.len());
        (delivered, begun.into_inner())
    }

    #[test]
    fn results_and_order_do_not_depend_on_threads() {
        let (one, _) = all(1, None);
        assert_eq!(one.len(), 100);
        assert!(one.iter().map(|(unit, _)| *unit).eq(units(0, 0..50, 2)));
        for threads in [2, 4] {
            assert_eq!(all(threads, None).0, one);
        }
    }

    #[test]
    fn cancelling_delivers_what_was_begun_and_begins_no_more() {
        let (full, _) = all(1, None);
        for threads in [1, 2, 4] {
            let (part, begun) = all(threads, Some(10));
            assert!((10..100).contains(&part.len()), "{}", part.len());
            assert!(part.len() <= 10 + WINDOW_PER_THREAD * threads);
            assert_eq!((part.len(), part.as_slice()), (begun, &full[..part.len()]));
        }
    }

    #[test]
    fn progress_counts_and_errors_stop() {
        struct Last(Cell<usize>);
        impl Progress for Last {
            fn finished(&self, units: usize) {
                assert_eq!(units, self.0.get() + 1);
                self.0.set(units);
            }
        }
        let (last, units) = (Last(Cell::new(0)), units(0, 0..30, 1));
        let runner = Runner::new(2).unwrap();
        let cancel = AtomicBool::new(false);
        let run = |limit: u32| {
            runner.run(&units, fake, &cancel, &last, |unit, _| {
                if unit.draw < limit {
                    Ok(())
                } else {
                    Err(unit.draw)
                }
            })
        };
        assert_eq!(run(30), Ok(30));
        assert_eq!(last.0.replace(0), 30);
        assert_eq!(run(9), Err(9));
    }

    #[test]
    fn a_panic_is_passed_on() {
        let runner = Runner::new(2).unwrap();
        let run = || {
            let broken = |unit: &Unit| assert!(unit.draw != 5, "broken");
            let cancel = AtomicBool::new(false);
            runner.run(&units(0, 0..9, 1), broken, &cancel, &Quiet, |_, ()| {
                Ok::<_, ()>(())
            })
        };
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    }
}
