//! Segments: who is counted apart.

use crate::scenario::{OperatingSystem, Scenario};
use crate::units::Population;
use serde::Serialize;

/// What a segment divides people by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// Department.
    Department,
    /// Work style.
    WorkStyle,
    /// Employee, contractor or guest.
    WorkerType,
    /// Operating system and browser of the computer.
    OsClass,
    /// Operating system of a customer's first device.
    Os,
    /// How a customer's one-time codes come.
    Channel,
}

impl Dimension {
    /// Name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Department => "department",
            Self::WorkStyle => "work_style",
            Self::WorkerType => "worker_type",
            Self::OsClass => "os_class",
            Self::Os => "os",
            Self::Channel => "channel",
        }
    }
}

/// A segment of headcount or of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// What it divides by.
    pub dimension: Dimension,
    /// Its name.
    pub name: String,
}

/// The segments of a scenario's populations, as their tallies number them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segments {
    populations: Vec<(Population, Vec<Segment>)>,
}

impl Segments {
    /// Those of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let of = |population| match population {
            Population::Workforce => workforce(scenario),
            Population::Customers => customers(),
        };
        let populations = scenario.populations();
        Self {
            populations: populations.map(|one| (one, of(one))).collect(),
        }
    }

    /// Those given, in table order.
    #[cfg(test)]
    pub(crate) fn of_populations(populations: Vec<(Population, Vec<Segment>)>) -> Self {
        Self { populations }
    }

    /// The segments of a population; none where the scenario is not about it.
    pub fn of(&self, population: Population) -> &[Segment] {
        let mut all = self.populations.iter();
        let found = all.find(|(known, _)| *known == population);
        found.map_or(&[], |(_, segments)| segments)
    }

    /// Whether the scenario is about a population.
    pub fn has(&self, population: Population) -> bool {
        self.populations
            .iter()
            .any(|(known, _)| *known == population)
    }

    /// The population that an output is about unless it names one.
    pub fn first(&self) -> Population {
        let first = self.populations.first();
        first.map_or(Population::Workforce, |(population, _)| *population)
    }
}

/// Departments, work styles, worker types, OS classes.
fn workforce(scenario: &Scenario) -> Vec<Segment> {
    let departments = &scenario.workforce().organisation.departments;
    let departments: Vec<&str> = departments.iter().map(|d| d.name.as_str()).collect();
    [
        of(Dimension::Department, &departments),
        of(Dimension::WorkStyle, &["office", "remote", "frontline"]),
        of(Dimension::WorkerType, &["employee", "contractor", "guest"]),
        of(
            Dimension::OsClass,
            &[
                "windows-first",
                "windows-second",
                "macos-first",
                "macos-second",
                "chromeos-first",
                "chromeos-second",
            ],
        ),
    ]
    .concat()
}

/// Operating systems, channels of one-time codes.
fn customers() -> Vec<Segment> {
    [
        of(
            Dimension::Os,
            &OperatingSystem::ALL.map(OperatingSystem::name),
        ),
        of(Dimension::Channel, &["sms", "email"]),
    ]
    .concat()
}

fn of(dimension: Dimension, names: &[&str]) -> Vec<Segment> {
    let segment = |name: &&str| Segment {
        dimension,
        name: (*name).to_string(),
    };
    names.iter().map(segment).collect()
}
