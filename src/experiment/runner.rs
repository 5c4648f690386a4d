//! Runs units, on many threads or on one, and hands them over in order.

#[cfg(not(feature = "parallel"))]
use super::one_thread::Pool;
#[cfg(feature = "parallel")]
use super::threads::Pool;
use super::unit::Unit;
use std::sync::atomic::AtomicBool;
use thiserror::Error;

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

/// The machine starts no threads.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("cannot start {threads} threads: {reason}")]
pub struct NoThreads {
    /// Threads that were asked for; 0 is one a processor.
    pub threads: usize,
    /// The machine's reason.
    pub reason: String,
}

/// Simulates units and sums them up: on a pool of threads with the feature `parallel`,
/// on the calling thread without it, with the same results.
#[derive(Debug)]
pub struct Runner {
    pool: Pool,
}

impl Runner {
    /// A runner with this many threads; 0 takes one a processor. Without the feature
    /// `parallel` it has none of its own.
    ///
    /// # Errors
    /// If the threads cannot be started.
    pub fn new(threads: usize) -> Result<Self, NoThreads> {
        let pool = Pool::new(threads).map_err(|reason| NoThreads { threads, reason })?;
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
        self.pool.each(of, make)
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
        let simulate = |at: usize| simulate(&units[at]);
        let finished = |count| progress.finished(count);
        let deliver = |at: usize, result| deliver(&units[at], result);
        self.pool
            .in_order(units.len(), simulate, cancel, finished, deliver)
    }
}

#[cfg(test)]
mod tests {
    use super::super::unit::units;
    use super::*;
    use std::cell::Cell;
    use std::convert::Infallible;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

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
            // At most four a thread are in work or wait for their turn.
            assert!(part.len() <= 10 + 4 * threads);
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
