//! A plan, from a text.

use crate::experiment::Given;
use crate::scenario::{
    DeviceFacts, DeviceFiles, Note, Override, ReadAggregates, RosterFacts, RosterFile, Source,
    to_toml,
};

use super::error::Error;

/// A rollout that can be simulated: a scenario, complete, with a default for everything that
/// it leaves out.
///
/// ```
/// use passcast::Plan;
///
/// let plan = Plan::from_toml("name = 'Pilot'\n[organisation]\nheadcount = 50")?;
/// assert_eq!(plan.name(), "Pilot");
/// # Ok::<(), passcast::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Plan {
    sets: Vec<Override>,
    facts: Facts,
    given: Given,
}

/// Totals of exports that a scenario names, such as `organisation.roster = "people.csv"`.
/// No file is opened: the name stands for these totals.
///
/// ```
/// use passcast::{DepartmentFacts, Facts, Plan, RosterFacts};
///
/// let department = |name: &str, heads| DepartmentFacts {
///     name: name.to_owned(),
///     heads,
///     ..DepartmentFacts::default()
/// };
/// let facts = Facts {
///     roster: Some(RosterFacts {
///         headcount: 60,
///         departments: vec![department("Sales", 40), department("IT", 20)],
///         ..RosterFacts::default()
///     }),
///     ..Facts::default()
/// };
/// let plan = Plan::with_facts("[organisation]\nroster = 'people.csv'", facts)?;
/// assert!(plan.to_toml().contains("headcount = 60"));
/// # Ok::<(), passcast::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Of the roster.
    pub roster: Option<RosterFacts>,
    /// Of all device lists together.
    pub devices: Option<DeviceFacts>,
}

impl Plan {
    /// Reads a scenario that names no exports.
    ///
    /// ```
    /// let plan = passcast::Plan::from_toml("[customers]\naccounts = 20000")?;
    /// # Ok::<(), passcast::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Problems`], with all of them.
    pub fn from_toml(text: &str) -> Result<Self, Error> {
        Self::with_facts(text, Facts::default())
    }

    /// Reads a scenario that names exports whose totals are known; [`Facts`] has an example.
    ///
    /// # Errors
    /// [`Error::Problems`], with all of them.
    pub fn with_facts(text: &str, facts: Facts) -> Result<Self, Error> {
        let source = Source {
            name: "plan".to_owned(),
            text: text.to_owned(),
            folder: None,
        };
        Ok(Self {
            given: Given::resolve(source, &[], &facts)?,
            sets: Vec::new(),
            facts,
        })
    }

    /// Changes a key, as `--set KEY=VALUE` does; the value is in TOML syntax, and quotes around
    /// a text may be left out. After an error the plan is what it was.
    ///
    /// ```
    /// let mut plan = passcast::Plan::from_toml("[organisation]\nheadcount = 50")?;
    /// plan.set("organisation.headcount", "800")?;
    /// let error = plan.set("organisation.headcont", "900").unwrap_err();
    /// assert!(error.to_string().contains("did you mean `headcount`?"), "{error}");
    /// assert!(plan.to_toml().contains("headcount = 800"));
    /// # Ok::<(), passcast::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Problems`], with all of them.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let mut sets = self.sets.clone();
        sets.push(Override {
            key: key.to_owned(),
            value: value.to_owned(),
        });
        let source = self.given.source.clone();
        self.given = Given::resolve(source, &sets, &self.facts)?;
        self.sets = sets;
        Ok(())
    }

    /// Its name; `plan` unless the scenario says otherwise.
    ///
    /// ```
    /// let plan = passcast::Plan::from_toml("[organisation]\nheadcount = 50")?;
    /// assert_eq!(plan.name(), "plan");
    /// # Ok::<(), passcast::Error>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.given.loaded.scenario.name
    }

    /// What is worth knowing of it, though nothing is wrong.
    ///
    /// ```
    /// let plan = passcast::Plan::from_toml("communications = 'good'")?;
    /// for note in plan.notes() {
    ///     println!("{note}");
    /// }
    /// # Ok::<(), passcast::Error>(())
    /// ```
    pub fn notes(&self) -> &[Note] {
        &self.given.loaded.notes
    }

    /// The whole plan as a scenario that leaves nothing out.
    ///
    /// ```
    /// let plan = passcast::Plan::from_toml("[organisation]\nheadcount = 50")?;
    /// let same = passcast::Plan::from_toml(&plan.to_toml())?;
    /// assert_eq!(same.to_toml(), plan.to_toml());
    /// # Ok::<(), passcast::Error>(())
    /// ```
    pub fn to_toml(&self) -> String {
        to_toml(&self.given.loaded.scenario)
    }

    /// As experiments take it.
    pub(super) fn given(&self) -> &Given {
        &self.given
    }
}

impl ReadAggregates for Facts {
    fn roster(&self, _file: &RosterFile) -> Result<RosterFacts, String> {
        self.roster.clone().ok_or_else(none)
    }

    fn devices(&self, _files: &DeviceFiles) -> Result<DeviceFacts, String> {
        self.devices.clone().ok_or_else(none)
    }
}

fn none() -> String {
    "its totals are not given".to_owned()
}
