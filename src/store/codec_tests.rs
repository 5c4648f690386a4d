//! Batches survive, and nothing else is taken for one.

use super::super::tests::stored_simulation;
use super::*;
use crate::parameter::Parameters;
use crate::population::Slots;
use crate::scenario::written;
use crate::simulation::{Plan, simulate};
use proptest::prelude::*;
use std::sync::Arc;

fn owner() -> Owner {
    Owner::new("a run", "")
}

#[test]
fn numbers_survive() {
    for value in [0, 1, -1, 63, -64, 64, i64::MAX, i64::MIN] {
        let mut bytes = Vec::new();
        put(&mut bytes, zig_zag(value));
        let mut input = bytes.as_slice();
        assert_eq!(take(&mut input).map(un_zig_zag), Some(value));
        assert!(input.is_empty());
    }
    assert_eq!(take(&mut [0xff; 11].as_slice()), None);
}

#[test]
fn the_layout_is_that_of_format_3() {
    let coded = |value| {
        let mut bytes = Vec::new();
        put(&mut bytes, zig_zag(value));
        bytes
    };
    assert_eq!((coded(-64), coded(64)), (vec![0x7f], vec![0x80, 1]));
    let mut zeros = Vec::new();
    put_zeros(&mut zeros, &mut 5);
    assert_eq!(zeros, [0, 4]);
    let bytes = encode(owner(), 258, &[]);
    assert_eq!(bytes[..12], *b"passunit\x03\0\0\0");
    assert_eq!(bytes[48..56], [2, 1, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn a_year_of_a_simulated_simulation_is_small() {
    let scenario = written::scenario("organisation.headcount = 5000\n", &[]);
    let slots = Arc::new(Slots::new(&scenario.workforce().organisation));
    let plan = Plan::new(Arc::new(scenario), slots, &Parameters::defaults(&[]));
    let simulation = StoredSimulation {
        simulation: SimulationId {
            point: 0,
            draw: 0,
            replication: 1,
        },
        records: simulate(&plan, 1, 1).into(),
    };
    let simulations = [simulation];
    let bytes = encode(owner(), 0, &simulations);
    // Below one byte an integer.
    let first = simulations[0].records.workforce.as_ref().unwrap();
    let integers = 2 * first.rollout.to_integers().len();
    assert!(
        (integers / 2..integers).contains(&bytes.len()),
        "{} for {integers}",
        bytes.len()
    );
    let read = decode(owner(), 0, &bytes).unwrap();
    let arms = |simulation: &StoredSimulation| {
        let record = simulation.records.workforce.as_ref().unwrap();
        [&record.rollout, &record.baseline].map(Tally::to_integers)
    };
    assert_eq!(read[0].simulation, simulations[0].simulation);
    assert!(arms(&read[0]) == arms(&simulations[0]), "a column changed");
}

#[test]
fn another_format_is_told_from_damage() {
    let mut bytes = encode(owner(), 0, &[]);
    bytes.truncate(bytes.len() - SUM);
    bytes[8] = 9;
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    assert_eq!(decode(owner(), 0, &bytes), Err(Undecodable::Format(9)));
    let wrong = decode(owner(), 1, &encode(owner(), 0, &[]));
    assert!(matches!(wrong, Err(Undecodable::Damaged(_))), "{wrong:?}");
}

#[test]
fn a_batch_of_another_run_or_part_is_refused() {
    let bytes = encode(owner(), 0, &[stored_simulation(1, 4, 2)]);
    assert!(decode(owner(), 0, &bytes).is_ok());
    for other in [Owner::new("a run", "1/2"), Owner::new("another", "")] {
        let read = decode(other, 0, &bytes);
        let expected = Undecodable::Damaged("it belongs to another run");
        assert_eq!(read, Err(expected));
    }
}

/// Even with a sum that matches, nothing panics or takes all memory.
fn check_body(body: &[u8]) {
    let mut bytes = encode(owner(), 0, &[]);
    bytes.truncate(bytes.len() - SUM);
    bytes[52] = 1;
    bytes.extend(body);
    let sum = Sha256::digest(&bytes);
    bytes.extend_from_slice(&sum);
    let _ = decode(owner(), 0, &bytes);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn random_tallies_survive(
        (weeks, segments) in (0_u16..6, 0_usize..4),
        numbers in prop::collection::vec(prop_oneof![Just(0), -9_i64..9, any::<i64>()], 1..40),
        batch in any::<u32>(),
    ) {
        let of = |at: usize| {
            let length = |tally: &Tally| tally.to_integers().len();
            let rows = (usize::from(weeks) + 1) * column::COUNT;
            let integers: Vec<i64> = (0..length(&Tally::new(weeks, segments)))
                .map(|i| numbers[(i * 7 + at) % numbers.len()])
                .enumerate()
                .map(|(i, n)| if i < rows { n } else { i64::from(n as u32) })
                .collect();
            Tally::from_integers(weeks, segments, &integers).unwrap()
        };
        let simulations: Vec<StoredSimulation> = (0..3).map(|at| StoredSimulation {
            simulation: SimulationId { point: at, draw: u32::MAX, replication: 7 },
            records: Records {
                workforce: (at != 1).then(|| Record {
                    population: Population::Workforce, rollout: of(at as usize), baseline: of(5),
                }),
                customers: (at != 0).then(|| Record {
                    population: Population::Customers, rollout: of(3), baseline: of(at as usize),
                }),
            },
        }).collect();
        prop_assert_eq!(decode(owner(), batch, &encode(owner(), batch, &simulations)), Ok(simulations));
    }

    #[test]
    fn spoilt_bytes_are_refused(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let good = encode(owner(), 2, &[stored_simulation(1, 4, 2)]);
        let at = at.index(good.len());
        prop_assert!(decode(owner(), 2, &good[..at]).is_err());
        let mut flipped = good.clone();
        flipped[at] ^= 1 << bit;
        prop_assert!(decode(owner(), 2, &flipped).is_err());
    }

    #[test]
    fn nonsense_is_refused_quietly(body in prop::collection::vec(any::<u8>(), 0..200)) {
        check_body(&body);
    }
}
