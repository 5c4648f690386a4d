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

/// The units of several points, draw by draw, so that the list of fewer draws is
/// the beginning of that of more.
pub fn rounds(points: u32, draws: Range<u32>, per_draw: u32) -> Vec<Unit> {
    let of = |draw: u32| (0..points).flat_map(move |point| units(point, draw..draw + 1, per_draw));
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
        assert_eq!(rounds(1, 0..5, 2), units(0, 0..5, 2));
        assert!(rounds(3, 0..5, 2).starts_with(&rounds(3, 0..4, 2)));
        let pairs: Vec<_> = rounds(2, 3..4, 2)
            .iter()
            .map(|unit| (unit.point, unit.replicate))
            .collect();
        assert_eq!(pairs, [(0, 6), (0, 7), (1, 6), (1, 7)]);
    }
}
