//! Experiments that decide as they go which simulations come next.

use super::run::Finished;
use super::simulation::{SimulationId, simulations};
use crate::observation::{Output, OutputError, Segments};
use crate::scenario::Scenario;

/// The simulations that are missing after the first `finished` ones.
///
/// `stage(n)` is the list that follows once exactly the first `n` simulations are finished;
/// it may look at nothing else. Going through all stages from the first one makes the
/// answer the same whether a run was interrupted inside a stage or not. Empty where
/// there is nothing left to do, also if there is more than was ever asked for.
pub fn missing(finished: usize, stage: impl Fn(usize) -> Vec<SimulationId>) -> Vec<SimulationId> {
    let mut until = 0;
    loop {
        let list = stage(until);
        if list.is_empty() {
            return list;
        }
        until += list.len();
        if until > finished {
            return list[list.len() - (until - finished)..].to_vec();
        }
    }
}

/// How many of `finished` simulations the whole stages of [`missing`] take.
pub fn needed(finished: usize, stage: impl Fn(usize) -> Vec<SimulationId>) -> usize {
    let mut until = 0;
    loop {
        let list = stage(until);
        if list.is_empty() || until + list.len() > finished {
            return until;
        }
        until += list.len();
    }
}

/// The simulations of some points in the draws `draws`, draw by draw.
pub fn of_points(points: &[u32], draws: std::ops::Range<u32>, per_draw: u32) -> Vec<SimulationId> {
    let of = |draw: u32| {
        let of = move |point: &u32| simulations(*point, draw..draw + 1, per_draw);
        points.iter().flat_map(of)
    };
    draws.flat_map(of).collect()
}

/// An output in several plans, which number their segments each for itself.
#[derive(Clone, Debug)]
pub struct Reading {
    outputs: Vec<Output>,
}

impl Reading {
    /// The output in every plan.
    ///
    /// # Errors
    /// If a plan has no such output.
    pub fn new(text: &str, plans: &[&Scenario]) -> Result<Self, OutputError> {
        let parse = |plan: &&Scenario| Output::parse(text, &Segments::new(plan));
        let outputs = plans.iter().map(parse).collect::<Result<_, _>>()?;
        Ok(Self { outputs })
    }

    /// As the first plan has it.
    ///
    /// # Panics
    /// If there is no plan.
    pub fn output(&self) -> &Output {
        &self.outputs[0]
    }

    /// Its value in every simulation.
    pub fn values(&self, finished: &[Finished]) -> Vec<(SimulationId, Option<f64>)> {
        let value = |one: &Finished| {
            let output = &self.outputs[one.simulation.point as usize];
            (one.simulation, output.evaluate(&one.records, &one.params))
        };
        finished.iter().map(value).collect()
    }
}

/// Values by point, in the order of their simulations.
pub fn by_plan<T: Copy>(values: &[(SimulationId, T)], points: usize) -> Vec<Vec<T>> {
    let mut plans: Vec<Vec<T>> = Vec::new();
    plans.resize_with(points, Vec::new);
    for (simulation, value) in values {
        plans[simulation.point as usize].push(*value);
    }
    plans
}

/// Means of whole draws; undefined where one of the draw's values is.
pub fn means(values: &[Option<f64>], per_draw: usize) -> Vec<Option<f64>> {
    let mean = |draw: &[Option<f64>]| {
        let sum: Option<f64> = draw.iter().copied().sum();
        sum.map(|sum| sum / draw.len() as f64)
    };
    values.chunks_exact(per_draw.max(1)).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two plans for two draws, then the second alone for three.
    fn stage(finished: usize) -> Vec<SimulationId> {
        match finished {
            0 => of_points(&[0, 1], 0..2, 2),
            8 => of_points(&[1], 2..5, 2),
            14 => Vec::new(),
            other => panic!("{other} simulations are no end of a stage"),
        }
    }

    #[test]
    fn the_list_is_the_same_wherever_it_was_interrupted() {
        let first = missing(0, stage);
        assert_eq!(first.len(), 8);
        let all = [first, simulations(1, 2..5, 2)].concat();
        for done in 0..=14 {
            let rest = missing(done, stage);
            assert!(all[done..].starts_with(&rest), "{done}");
            assert_eq!(rest.is_empty(), done == 14);
            let whole = [8, 14].into_iter().filter(|end| *end <= done).max();
            assert_eq!(needed(done, stage), whole.unwrap_or(0));
        }
        assert!(missing(20, stage).is_empty());
        assert_eq!(needed(20, stage), 14);
    }

    #[test]
    fn means_are_of_whole_draws() {
        let values = [Some(1.0), Some(3.0), None, Some(2.0), Some(9.0)];
        assert_eq!(means(&values, 2), [Some(2.0), None]);
        let simulation = |point| simulations(point, 0..1, 1)[0];
        let plans = by_plan(
            &[(simulation(1), 5), (simulation(0), 6), (simulation(1), 7)],
            3,
        );
        assert_eq!(plans, [vec![6], vec![5, 7], vec![]]);
    }
}
