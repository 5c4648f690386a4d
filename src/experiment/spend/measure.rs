//! The numbers that are taken of every simulation.

use super::super::run::Finished;
use crate::observation::{Output, OutputError, Segments, column};
use crate::scenario::Scenario;

/// Positions in [`Measured::outputs`].
pub mod place {
    /// Enrolled, of headcount, at the week of the answer.
    pub const ADOPTION: usize = 0;
    /// Tickets up to it, against no rollout.
    pub const TICKETS: usize = 1;
    /// Helpdesk cost up to it, against no rollout.
    pub const HELPDESK: usize = 2;
    /// Net cash up to it: helpdesk against no rollout, and the programme.
    pub const NET_CASH: usize = 3;
    /// The fullest queue up to it.
    pub const BACKLOG: usize = 4;
    /// What a constraint is about, where there is one.
    pub const LOAD: usize = 5;
}

/// The outputs to take.
#[derive(Clone, Debug)]
pub struct Measures {
    week: usize,
    outputs: Vec<Output>,
}

/// The numbers of one simulation.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// People enrolled at the week of the answer.
    pub adopters: f64,
    /// The outputs, in the order of [`place`].
    pub outputs: Vec<Option<f64>>,
}

impl Measures {
    /// The outputs of a plan at a week, and that of a constraint.
    ///
    /// # Errors
    /// If the constraint's is no output of the plan.
    pub fn new(plan: &Scenario, week: u16, load: Option<&str>) -> Result<Self, OutputError> {
        let texts = [
            format!("adoption.enrolled.headcount@{week}"),
            format!("tickets.all.sum@{week}:difference"),
            format!("cost.helpdesk.sum@{week}:difference"),
            format!("cost.net_cash.sum@{week}:difference"),
            format!("desk.backlog.max@{week}"),
        ];
        let segments = Segments::new(plan);
        let texts = texts.iter().map(String::as_str).chain(load);
        let outputs = texts.map(|text| Output::parse(text, &segments));
        Ok(Self {
            week: week.into(),
            outputs: outputs.collect::<Result<_, _>>()?,
        })
    }

    /// The outputs' names.
    pub fn names(&self) -> Vec<String> {
        self.outputs.iter().map(Output::to_string).collect()
    }

    /// The numbers of a simulation, whose record must be whole.
    pub fn take(&self, one: &Finished) -> Measured {
        let outputs = self.outputs.iter();
        let rollout = &one.workforce().rollout;
        Measured {
            adopters: rollout.get(self.week, column::ENROLLED) as f64,
            outputs: outputs
                .map(|output| output.evaluate(&one.records, &one.params))
                .collect(),
        }
    }
}

impl Measured {
    /// What adopters at `value` each leave after net cash [$]: undefined where net
    /// cash is.
    pub fn worth(&self, value: f64) -> Option<f64> {
        Some(value * self.adopters - self.outputs[place::NET_CASH]?)
    }
}
