//! The numbers that are taken of every simulation: a search has too many simulations to keep their
//! records.

use super::super::run::Finished;
use super::Design;
use crate::experiment::simulation::SimulationId;
use crate::observation::{Output, OutputError, Segments, break_even_week};
use crate::scenario::Scenario;

/// The outputs to take.
#[derive(Clone, Debug)]
pub struct Measures {
    /// By plan, which number their segments each for itself: the objective, then what
    /// each constraint is about.
    plans: Vec<Vec<Output>>,
}

/// The numbers of one simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Which.
    pub simulation: SimulationId,
    /// The objective.
    pub objective: Option<f64>,
    /// What each constraint is about, in their order.
    pub constrained: Vec<Option<f64>>,
    /// The week in which the helpdesk has paid back what the rollout cost it.
    pub break_even: Option<u16>,
}

impl Measures {
    /// The outputs of a design.
    ///
    /// # Errors
    /// If an output is none of every plan.
    pub fn new(design: &Design, plans: &[&Scenario]) -> Result<Self, OutputError> {
        let of = |plan: &&Scenario| {
            let segments = Segments::new(plan);
            let constraints = design.constraints.iter().map(|one| &one.output);
            let texts = std::iter::once(&design.objective).chain(constraints);
            texts.map(|text| Output::parse(text, &segments)).collect()
        };
        Ok(Self {
            plans: plans.iter().map(of).collect::<Result<_, _>>()?,
        })
    }

    /// The numbers of a simulation, whose record must be whole. A simulation of no plan has none:
    /// its list is refused where it is compared.
    pub fn take(&self, one: &Finished) -> Measured {
        let outputs = self.plans.get(one.simulation.point as usize);
        let mut values = outputs
            .into_iter()
            .flatten()
            .map(|output| output.evaluate(&one.records, &one.params));
        let first = one.records.iter().next();
        Measured {
            simulation: one.simulation,
            objective: values.next().flatten(),
            constrained: values.collect(),
            break_even: first.and_then(|record| break_even_week(record, &one.params)),
        }
    }
}
