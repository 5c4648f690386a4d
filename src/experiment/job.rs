//! One simulation of an experiment: its parameters, its compiled plan, its record.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::interface::Experiment;
use super::run::results::Finished;
use super::runner::{Progress, Runner};
use super::settings::{settings, settings_today};
use super::simulation::SimulationId;
use crate::observation::Records;
use crate::parameter::{Id, Parameters, Setting};
use crate::population::Slots;
use crate::scenario::{Organisation, Scenario, Today, Uncertainty, WorkforceWorld};
use crate::simulation::Model;

/// Compiled plans that are kept: simulations of a draw come close to each other.
const KEPT: usize = 64;

/// Most simulations that are simulated together. Half a dozen plans share a world and a
/// baseline at a sixth of their cost; more of them only take memory.
const TOGETHER: usize = 16;

/// Everything that the simulations of an experiment share.
#[derive(Debug)]
pub struct Job<'a> {
    points: Vec<Point<'a>>,
    /// Points before those that are found on the way.
    given: usize,
    /// Whether there may be any of those.
    grows: bool,
    /// Slots of every organisation that differs from the others, made when first
    /// needed. Thousands of points of a design have one between them.
    organisations: Vec<Employer<'a>>,
    /// What there is without any of the plans; without it each plan says so itself.
    today: Option<Today>,
    /// Worlds of the points: those of one world are simulated together.
    worlds: Vec<WorkforceWorld>,
    plans: Mutex<VecDeque<(Key, Compiled)>>,
}

/// One plan.
#[derive(Debug)]
struct Point<'a> {
    scenario: Cow<'a, Scenario>,
    /// Which of the organisations.
    organisation: usize,
    settings: Vec<(Id, Setting)>,
    /// The baseline's, where they differ.
    settings_today: Option<Vec<(Id, Setting)>>,
    /// Which of the worlds; none where each plan has a baseline of its own.
    world: Option<usize>,
}

/// An organisation, if the plan is about a workforce, and its slots.
type Employer<'a> = (Option<&'a Organisation>, OnceLock<Arc<Slots>>);
/// A point and a draw.
type Key = (u32, u32);
type Compiled = Arc<OnceLock<Model>>;

impl<'a> Job<'a> {
    /// The job of some scenarios, in the order of their points. `today` says what there is
    /// without any of them; without it each says so itself.
    pub fn new(scenarios: &[&'a Scenario], today: Option<&Scenario>) -> Self {
        let mut organisations: Vec<Employer<'_>> = Vec::new();
        let mut points = Vec::with_capacity(scenarios.len());
        let today = today.map(Scenario::today);
        let mut worlds = Vec::new();
        for &scenario in scenarios {
            let own = scenario.workforce.as_ref().map(|plan| &plan.organisation);
            let known = organisations.iter().position(|(other, _)| *other == own);
            let organisation = known.unwrap_or_else(|| {
                organisations.push((own, OnceLock::new()));
                organisations.len() - 1
            });
            points.push(Point::new(
                Cow::Borrowed(scenario),
                organisation,
                today.as_ref(),
                &mut worlds,
            ));
        }
        Self {
            given: points.len(),
            grows: false,
            points,
            organisations,
            today,
            worlds,
            plans: Mutex::default(),
        }
    }

    /// The job of an experiment.
    pub fn of(experiment: &'a dyn Experiment) -> Self {
        Self::new(&experiment.scenarios(), experiment.today())
    }

    /// Allows simulations of points that are found only later.
    pub fn grows(&mut self) {
        self.grows = true;
    }

    /// Adds the points that are not there yet of `found`, which are those that
    /// follow the first ones and have the first one's people.
    pub fn extend(&mut self, found: Vec<Scenario>) {
        let known = self.points.len() - self.given;
        for scenario in found.into_iter().skip(known) {
            let (today, worlds) = (self.today.as_ref(), &mut self.worlds);
            let point = Point::new(Cow::Owned(scenario), 0, today, worlds);
            self.points.push(point);
        }
    }

    /// Whether a simulation is of one of the points, or may be of one that is found later.
    pub fn has(&self, simulation: &SimulationId) -> bool {
        self.grows || (simulation.point as usize) < self.points.len()
    }

    /// A finished simulation, with its packed records or with those of no week.
    pub fn finished(&self, simulation: SimulationId, records: &Records, keeps: bool) -> Finished {
        Finished {
            simulation,
            params: self.parameters(&simulation),
            records: if keeps {
                records.packed()
            } else {
                Records::default()
            },
        }
    }

    /// Parameters of a simulation; all draws have the same where chance alone varies.
    pub fn parameters(&self, simulation: &SimulationId) -> Parameters {
        // A point that is yet to be found again has the first one's assumptions.
        let point = self.points.get(simulation.point as usize);
        let point = point.unwrap_or(&self.points[0]);
        let run = &point.scenario.run;
        let of = |settings: &Vec<(Id, Setting)>| match run.uncertainty {
            Uncertainty::Full => Parameters::drawn(settings, run.seed, simulation.draw),
            Uncertainty::Chance => Parameters::defaults(settings),
        };
        match &point.settings_today {
            Some(today) => of(&point.settings).against(of(today)),
            None => of(&point.settings),
        }
    }

    /// Simulates one of an experiment's simulations.
    pub fn simulate(&self, simulation: &SimulationId) -> Records {
        let mut records = self.simulate_together(&[*simulation]);
        records.remove(0)
    }

    /// Simulates a group of [`Job::groups`], in its order.
    fn simulate_together(&self, group: &[SimulationId]) -> Vec<Records> {
        let places: Vec<Compiled> = group.iter().map(|one| self.plan(one)).collect();
        let models = group.iter().zip(&places);
        let models: Vec<&Model> = models
            .map(|(simulation, place)| place.get_or_init(|| self.compile(simulation)))
            .collect();
        let mut records: Vec<Option<Records>> = group.iter().map(|_| None).collect();
        for (first, simulation) in group.iter().enumerate() {
            if records[first].is_some() {
                continue;
            }
            let replication = simulation.replication;
            let same = |at: &usize| group[*at].replication == replication;
            let these: Vec<usize> = (first..group.len()).filter(same).collect();
            let seed = self.point(simulation).scenario.run.seed;
            let plans: Vec<&Model> = these.iter().map(|at| models[*at]).collect();
            let made = Model::simulate_together(&plans, seed, replication);
            for (at, made) in these.into_iter().zip(made) {
                records[at] = Some(made);
            }
        }
        // Each was of some replication.
        records.into_iter().flatten().collect()
    }

    /// Simulates a list and delivers each of its simulations, in order; as
    /// [`Runner::run_groups`].
    ///
    /// # Errors
    /// The first error of `deliver`.
    pub fn run<E>(
        &self,
        list: &[SimulationId],
        runner: &Runner,
        cancel: &AtomicBool,
        progress: &dyn Progress,
        deliver: impl FnMut(&SimulationId, Records) -> Result<(), E>,
    ) -> Result<usize, E> {
        let groups = self.groups(list, runner.threads());
        let simulate = |group: &[SimulationId]| self.simulate_together(group);
        runner.run_groups(&groups, simulate, cancel, progress, deliver)
    }

    /// Splits a list into groups of successive simulations of one draw in one world, so
    /// many that each of the threads has a few. Results are the same however it is split.
    fn groups<'l>(&self, list: &'l [SimulationId], threads: usize) -> Vec<&'l [SimulationId]> {
        let most = (list.len() / (2 * threads.max(1))).clamp(1, TOGETHER);
        let world = |one: &SimulationId| self.points.get(one.point as usize)?.world;
        let mut groups = Vec::new();
        let mut rest = list;
        while let Some(first) = rest.first() {
            let with_first = |one: &&SimulationId| {
                one.draw == first.draw && world(one).is_some() && world(one) == world(first)
            };
            let many = rest.iter().take(most).take_while(with_first).count();
            // Replications of one plan have nothing in common.
            let alone = rest[..many].iter().all(|one| one.point == first.point);
            let (group, after) = rest.split_at(if alone { 1 } else { many });
            groups.push(group);
            rest = after;
        }
        groups
    }

    fn compile(&self, simulation: &SimulationId) -> Model {
        let point = self.point(simulation);
        let (_, slots) = &self.organisations[point.organisation];
        let slots = slots.get_or_init(|| Arc::new(Model::slots(&point.scenario)));
        let scenario = Arc::new(point.scenario.clone().into_owned());
        let own;
        let today = match &self.today {
            Some(today) => today,
            None => {
                own = scenario.today();
                &own
            }
        };
        Model::against(&scenario, today, slots, &self.parameters(simulation))
    }

    fn point(&self, simulation: &SimulationId) -> &Point<'a> {
        &self.points[simulation.point as usize]
    }

    /// The place of a simulation's plan; whoever comes first compiles it.
    fn plan(&self, simulation: &SimulationId) -> Compiled {
        let key = match self.point(simulation).scenario.run.uncertainty {
            Uncertainty::Full => (simulation.point, simulation.draw),
            Uncertainty::Chance => (simulation.point, 0),
        };
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = plans.iter().find(|(known, _)| *known == key) {
            return Arc::clone(plan);
        }
        if plans.len() == KEPT {
            plans.pop_front();
        }
        let plan = Compiled::default();
        plans.push_back((key, Arc::clone(&plan)));
        plan
    }
}

impl<'a> Point<'a> {
    fn new(
        scenario: Cow<'a, Scenario>,
        organisation: usize,
        today: Option<&Today>,
        worlds: &mut Vec<WorkforceWorld>,
    ) -> Self {
        let own;
        let baseline = match today {
            Some(today) => today,
            None => {
                own = scenario.today();
                &own
            }
        };
        Self {
            settings: settings(&scenario),
            settings_today: settings_today(&scenario, baseline),
            organisation,
            world: today.map(|_| {
                let world = scenario.world();
                let known = worlds.iter().position(|other| *other == world);
                known.unwrap_or_else(|| {
                    worlds.push(world);
                    worlds.len() - 1
                })
            }),
            scenario,
        }
    }
}

#[cfg(test)]
#[path = "job_tests.rs"]
mod tests;
