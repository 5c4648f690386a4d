//! How far the statistics can be trusted: repeated many times on made-up models whose
//! answer is known.

mod coverage;
mod dummy;
mod selection;

pub use coverage::coverage;
pub use dummy::dummy;
pub use selection::selection;

use super::Size;
use crate::experiment::runner::Runner;
use crate::experiment::simulation::simulations;
use crate::random::{Purpose, WorldKey};
use crate::statistics::wilson;
use rand_distr::{Distribution, Open01, StandardNormal};

/// Keeps these numbers apart from those of other statistics.
const EPOCH: u16 = 100;

/// Random numbers of one repetition.
#[derive(Clone, Copy, Debug)]
struct Source {
    key: WorldKey,
}

impl Source {
    /// The first `n` uniforms of (0, 1) of a stream; more begin with the same ones.
    fn uniforms(self, stream: u32, n: usize) -> Vec<f64> {
        self.of(Open01, stream, n)
    }

    /// The first `n` standard normals of a stream; more begin with the same ones.
    fn normals(self, stream: u32, n: usize) -> Vec<f64> {
        self.of(StandardNormal, stream, n)
    }

    fn of(self, law: impl Distribution<f64>, stream: u32, n: usize) -> Vec<f64> {
        let generator = self.key.generator(Purpose::Bootstrap, EPOCH, stream);
        law.sample_iter(generator).take(n).collect()
    }
}

/// Repeats something, each time with numbers of its own.
fn repeat<T: Send>(runner: &Runner, size: Size, once: impl Fn(u32, Source) -> T + Sync) -> Vec<T> {
    runner.map(&simulations(0, 0..size.draws, 1), |simulation| {
        let key = WorldKey::new(size.seed, simulation.draw);
        once(simulation.draw, Source { key })
    })
}

/// A share of the repetitions with its 95 % Wilson interval.
fn share(hits: usize, of: usize) -> String {
    let interval = wilson(hits as u64, of as u64, 0.95);
    let (lo, hi) = interval.map_or((0.0, 1.0), |interval| (interval.lo, interval.hi));
    format!(
        "{:5.1} % ({:.1} to {:.1} %, {hits} of {of})",
        100.0 * hits as f64 / of.max(1) as f64,
        100.0 * lo,
        100.0 * hi
    )
}
