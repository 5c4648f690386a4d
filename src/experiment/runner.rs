//! Runs simulations, on many threads or on one, and hands them over in order.

#[cfg(not(feature = "parallel"))]
use super::one_thread::Pool;
use super::simulation::SimulationId;
#[cfg(feature = "parallel")]
use super::threads::Pool;
use std::cell::Cell;
use std::sync::atomic::AtomicBool;
use thiserror::Error;

/// Told on the calling thread how many simulations have finished.
pub trait Progress {
    /// `simulations` have finished since the start, in whatever order.
    fn finished(&self, simulations: usize);
}

/// Tells nobody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn finished(&self, _simulations: usize) {}
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

/// Simulates simulations and sums them up: on a pool of threads with the feature `parallel`,
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

    /// What `simulate` gives for each simulation, in order; for studies, which nobody
    /// interrupts.
    pub fn map<T: Send>(
        &self,
        simulations: &[SimulationId],
        simulate: impl Fn(&SimulationId) -> T + Sync,
    ) -> Vec<T> {
        let mut results = Vec::with_capacity(simulations.len());
        let never = AtomicBool::new(false);
        let Ok(_) = self.run(simulations, simulate, &never, &Quiet, |_, result| {
            results.push(result);
            Ok::<(), std::convert::Infallible>(())
        });
        results
    }

    /// What `make` gives for each of some things, in their order.
    pub fn each<T: Sync, R: Send>(&self, of: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
        self.pool.each(of, make)
    }

    /// The threads that it has.
    pub fn threads(&self) -> usize {
        self.pool.threads()
    }

    /// [`Runner::run`] of simulations that are simulated group by group. What is begun of a
    /// group is finished and delivered.
    ///
    /// # Errors
    /// The first error of `deliver`.
    ///
    /// # Panics
    /// If `simulate` does.
    pub fn run_groups<T: Send, E>(
        &self,
        groups: &[&[SimulationId]],
        simulate: impl Fn(&[SimulationId]) -> Vec<T> + Sync,
        cancel: &AtomicBool,
        progress: &dyn Progress,
        mut deliver: impl FnMut(&SimulationId, T) -> Result<(), E>,
    ) -> Result<usize, E> {
        let simulate = |at: usize| simulate(groups[at]);
        let made = Cell::new(0);
        let finished = |at: usize| {
            made.set(made.get() + groups[at].len());
            progress.finished(made.get());
        };
        let mut delivered = 0;
        let all = |at: usize, results: Vec<T>| {
            for (simulation, result) in groups[at].iter().zip(results) {
                deliver(simulation, result)?;
                delivered += 1;
            }
            Ok(())
        };
        self.pool
            .in_order(groups.len(), simulate, cancel, finished, all)?;
        Ok(delivered)
    }

    /// Simulates `simulations` and delivers each result on the calling thread, in the
    /// order of `simulations` whatever the number of threads. Returns how many were
    /// delivered: fewer than all after `cancel` was set, when simulations in work are
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
        simulations: &[SimulationId],
        simulate: impl Fn(&SimulationId) -> T + Sync,
        cancel: &AtomicBool,
        progress: &dyn Progress,
        mut deliver: impl FnMut(&SimulationId, T) -> Result<(), E>,
    ) -> Result<usize, E> {
        let simulate = |at: usize| simulate(&simulations[at]);
        let made = Cell::new(0);
        let finished = |_| {
            made.set(made.get() + 1);
            progress.finished(made.get());
        };
        let deliver = |at: usize, result| deliver(&simulations[at], result);
        self.pool
            .in_order(simulations.len(), simulate, cancel, finished, deliver)
    }
}

#[cfg(test)]
mod tests {
    use super::super::simulation::simulations;
    use super::*;
    use std::cell::Cell;
    use std::convert::Infallible;
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Work of uneven length whose result depends on the simulation alone.
    fn fake(simulation: &SimulationId) -> u64 {
        let rounds = if simulation.replication.is_multiple_of(7) {
            200_000
        } else {
            100
        };
        (0..rounds).fold(u64::from(simulation.replication), |x, _| {
            x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1)
        })
    }

    fn all(threads: usize, cancel_at: Option<usize>) -> (Vec<(SimulationId, u64)>, usize) {
        let simulations = simulations(0, 0..50, 2);
        let (cancel, begun) = (AtomicBool::new(false), AtomicUsize::new(0));
        let mut delivered = Vec::new();
        let simulate = |simulation: &SimulationId| {
            begun.fetch_add(1, Ordering::Relaxed);
            fake(simulation)
        };
        let deliver = |simulation: &SimulationId, result| {
            delivered.push((*simulation, result));
            if cancel_at == Some(delivered.len()) {
                cancel.store(true, Ordering::Relaxed);
            }
            Ok::<_, Infallible>(())
        };
        let runner = Runner::new(threads).unwrap();
        let Ok(count) = runner.run(&simulations, simulate, &cancel, &Quiet, deliver);
        assert_eq!(count, delivered.len());
        (delivered, begun.into_inner())
    }

    #[test]
    fn results_and_order_do_not_depend_on_threads() {
        let (one, _) = all(1, None);
        assert_eq!(one.len(), 100);
        assert!(
            one.iter()
                .map(|(simulation, _)| *simulation)
                .eq(simulations(0, 0..50, 2))
        );
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
            fn finished(&self, simulations: usize) {
                assert_eq!(simulations, self.0.get() + 1);
                self.0.set(simulations);
            }
        }
        let (last, simulations) = (Last(Cell::new(0)), simulations(0, 0..30, 1));
        let runner = Runner::new(2).unwrap();
        let cancel = AtomicBool::new(false);
        let run = |limit: u32| {
            runner.run(&simulations, fake, &cancel, &last, |simulation, _| {
                if simulation.draw < limit {
                    Ok(())
                } else {
                    Err(simulation.draw)
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
            let broken = |simulation: &SimulationId| assert!(simulation.draw != 5, "broken");
            let cancel = AtomicBool::new(false);
            runner.run(
                &simulations(0, 0..9, 1),
                broken,
                &cancel,
                &Quiet,
                |_, ()| Ok::<_, ()>(()),
            )
        };
        assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    }
}
