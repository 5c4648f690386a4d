//! The atom of work.

use serde::Serialize;
use std::ops::Range;

/// One point under one replication; both arms are simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SimulationId {
    /// Row of the experiment's points: plan and set parameter values.
    pub point: u32,
    /// Draw of the uncertain parameters.
    pub draw: u32,
    /// Number of the replication. Equal ones see the same world at every point.
    pub replication: u32,
}

/// The simulations of some draws of a point, in order: draw j has the replications
/// `per_draw * j` to `per_draw * j + per_draw - 1`, so that no two draws share
/// their chance.
pub fn simulations(point: u32, draws: Range<u32>, per_draw: u32) -> Vec<SimulationId> {
    let of = |draw: u32| {
        let replications = per_draw * draw..per_draw * (draw + 1);
        replications.map(move |replication| SimulationId {
            point,
            draw,
            replication,
        })
    };
    draws.flat_map(of).collect()
}

/// The simulations of several points, draw by draw, so that the list of fewer draws is
/// the beginning of that of more.
pub fn rounds(points: u32, draws: Range<u32>, per_draw: u32) -> Vec<SimulationId> {
    let of =
        |draw: u32| (0..points).flat_map(move |point| simulations(point, draw..draw + 1, per_draw));
    draws.flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_their_own_replications() {
        let pairs: Vec<_> = simulations(7, 2..4, 2)
            .iter()
            .map(|simulation| (simulation.point, simulation.draw, simulation.replication))
            .collect();
        assert_eq!(pairs, [(7, 2, 4), (7, 2, 5), (7, 3, 6), (7, 3, 7)]);
        assert_eq!(
            [simulations(0, 0..2, 3), simulations(0, 2..5, 3)].concat(),
            simulations(0, 0..5, 3)
        );
        assert!(simulations(0, 0..0, 2).is_empty());
        assert_eq!(rounds(1, 0..5, 2), simulations(0, 0..5, 2));
        assert!(rounds(3, 0..5, 2).starts_with(&rounds(3, 0..4, 2)));
        let pairs: Vec<_> = rounds(2, 3..4, 2)
            .iter()
            .map(|simulation| (simulation.point, simulation.replication))
            .collect();
        assert_eq!(pairs, [(0, 6), (0, 7), (1, 6), (1, 7)]);
    }
}
