//! The atom of work.

use serde::Serialize;
use std::ops::Range;

/// One point under one luck; both arms are simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Unit {
    /// Row of the experiment's points: plan and set parameter values.
    pub point: u32,
    /// Draw of the uncertain parameters.
    pub draw: u32,
    /// Index of luck. Equal replicates mean the same world in every point.
    pub replicate: u32,
}

/// The units of some draws of a point, in order: draw j has the replicates
/// `per_draw * j` to `per_draw * j + per_draw - 1`, so that no two draws share
/// their luck.
pub fn units(point: u32, draws: Range<u32>, per_draw: u32) -> Vec<Unit> {
    let of = |draw: u32| {
        let replicates = per_draw * draw..per_draw * (draw + 1);
        replicates.map(move |replicate| Unit {
            point,
            draw,
            replicate,
        })
    };
    draws.flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_their_own_replicates() {
        let pairs: Vec<_> = units(7, 2..4, 2)
            .iter()
            .map(|unit| (unit.point, unit.draw, unit.replicate))
            .collect();
        assert_eq!(pairs, [(7, 2, 4), (7, 2, 5), (7, 3, 6), (7, 3, 7)]);
        assert_eq!(
            [units(0, 0..2, 3), units(0, 2..5, 3)].concat(),
            units(0, 0..5, 3)
        );
        assert!(units(0, 0..0, 2).is_empty());
    }
}
