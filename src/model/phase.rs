//! Phases, gates and freezes (S1): which row of opportunities is in force.

use crate::parameter::Parameters;
use crate::parameter::table::enrolment;
use crate::population::bit;
use crate::scenario::{
    Audience, Comparison, Gate, GateMetric, GateTimeout, Organisation, Role, Scenario,
};

/// A week that never comes.
pub const NEVER: u16 = u16::MAX;

/// Whom a rule addresses, ready to test.
#[derive(Clone, Debug, Default)]
pub struct Members {
    departments: Vec<bool>,
    roles: u32,
}

impl Members {
    /// Resolves an audience.
    pub fn new(audience: &Audience, organisation: &Organisation) -> Self {
        let all = |value| vec![value; organisation.departments.len()];
        match audience {
            Audience::Everyone => Self {
                departments: all(true),
                roles: 0,
            },
            Audience::Departments(names) => Self {
                departments: listed(names, organisation),
                roles: 0,
            },
            Audience::Roles(roles) => Self {
                departments: all(false),
                roles: role_bits(roles),
            },
        }
    }

    /// Whether holders of a role belong, by that role.
    pub fn holds_role(&self, role: u32) -> bool {
        self.roles & role != 0
    }

    /// 1 for departments whose people all belong, by number.
    pub fn departments(&self) -> [u8; 256] {
        let mut all = [0; 256];
        for (all, belongs) in all.iter_mut().zip(&self.departments) {
            *all = u8::from(*belongs);
        }
        all
    }

    /// Roles whose holders belong, as trait bits.
    pub fn roles(&self) -> u32 {
        self.roles
    }

    /// Whether a person of this department with these trait bits belongs.
    #[inline]
    pub fn holds(&self, department: u8, bits: u32) -> bool {
        self.departments[usize::from(department)] || bits & self.roles != 0
    }
}

fn listed(names: &[String], organisation: &Organisation) -> Vec<bool> {
    organisation
        .departments
        .iter()
        .map(|d| names.contains(&d.name))
        .collect()
}

fn role_bits(roles: &[Role]) -> u32 {
    roles
        .iter()
        .map(|role| match role {
            Role::Privileged => bit::PRIVILEGED,
            Role::ProdEng => bit::PROD_ENG,
            Role::ExecFinance => bit::EXECUTIVE,
        })
        .fold(0, |bits, bit| bits | bit)
}

/// One phase's row of numbers.
#[derive(Clone, Debug)]
pub struct Row {
    /// Who may enrol and is prompted.
    pub audience: Members,
    /// Multiplier of the self mass.
    pub self_enrolment: f64,
    /// Multiplier of the prompt mass.
    pub prompts: f64,
    /// Multiplier of the moment mass.
    pub moments: f64,
    /// Share of the sponsorship dial.
    pub sponsorship: f64,
    /// Who is required on risky paths.
    pub required: Members,
    /// Whether anybody is required.
    pub requires: bool,
    /// Length of the window before the requirement [civil days].
    pub deadline_days: u16,
    /// Extra legacy step-ups per sign-in.
    pub friction: f64,
    /// Whether incapable required people get standing exceptions.
    pub exceptions: bool,
    /// Backlog marks [cases]: prompts stop above the first, resume below the second.
    pub load_gate: Option<(f64, f64)>,
    gate: Option<Gate>,
}

/// The rows of a plan.
#[derive(Clone, Debug)]
pub struct Phases {
    rows: Vec<Row>,
    planned: Vec<u16>,
    freeze: Vec<u16>,
}

impl Phases {
    /// Resolves a scenario's phases.
    pub fn new(scenario: &Scenario, p: &Parameters) -> Self {
        let organisation = &scenario.workforce().organisation;
        let rows = scenario
            .workforce()
            .phases
            .iter()
            .map(|phase| Row {
                audience: Members::new(&phase.audience, organisation),
                self_enrolment: phase.self_enrolment,
                prompts: phase.prompts,
                moments: phase.moments.unwrap_or(p[enrolment::MOMENT_OPT_IN]),
                sponsorship: phase.sponsorship,
                required: Members {
                    departments: listed(&phase.required_departments, organisation),
                    roles: role_bits(&phase.required),
                },
                requires: !phase.required.is_empty() || !phase.required_departments.is_empty(),
                deadline_days: phase.deadline_days,
                friction: phase.friction,
                exceptions: phase.exceptions,
                load_gate: phase.load_gate.map(|(high, low)| {
                    let thousands = f64::from(organisation.headcount) / 1000.0;
                    (high * thousands, low * thousands)
                }),
                gate: phase.gate.clone(),
            })
            .collect();
        Self {
            rows,
            planned: scenario
                .workforce()
                .phases
                .iter()
                .map(|phase| phase.first_week)
                .collect(),
            freeze: organisation.freeze.clone(),
        }
    }

    /// Whether any phase has a load gate, which couples people to the desk daily.
    pub fn any_load_gate(&self) -> bool {
        self.rows.iter().any(|row| row.load_gate.is_some())
    }

    /// A row by its number.
    pub fn row(&self, at: usize) -> &Row {
        &self.rows[at]
    }

    /// Whether nothing may start in a plan week.
    pub fn frozen(&self, week: u16) -> bool {
        self.freeze.contains(&week)
    }

    /// First unfrozen plan week from `week` on.
    pub fn thaw(&self, week: u16) -> u16 {
        (week..NEVER).find(|w| !self.frozen(*w)).unwrap_or(NEVER)
    }
}

/// Where one arm stands in its phases.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Number of the row in force; `None` before the first phase.
    pub current: Option<usize>,
    /// Plan week in which each phase starts, as things stand.
    pub starts: Vec<u16>,
    /// Weeks by which gates and frozen weeks have put phases off so far.
    pub put_off: u16,
    held: u16,
}

impl Progress {
    /// Before week 1.
    pub fn new(phases: &Phases) -> Self {
        Self {
            current: None,
            starts: phases.planned.clone(),
            put_off: 0,
            held: 0,
        }
    }

    /// Monday of a plan week: enters the next phase if its time has come, unless
    /// the week is frozen or the phase's gate holds. A hold shifts the phase and
    /// all later ones by a week. `watched`: values of gates' metrics, as the week before
    /// closed.
    pub fn monday(&mut self, phases: &Phases, week: u16, watched: impl Fn(GateMetric) -> f64) {
        let next = self.current.map_or(0, |at| at + 1);
        if self.starts.get(next) != Some(&week) {
            return;
        }
        let gate = phases.rows[next].gate.as_ref();
        let open = gate.is_none_or(|gate| stands(gate, watched(gate.metric)));
        let timed_out = gate.is_some_and(|gate| self.held >= gate.max_hold);
        if phases.frozen(week) || !open && !timed_out {
            self.held += u16::from(!open && !phases.frozen(week));
            self.put_off += 1;
            for start in &mut self.starts[next..] {
                *start = start.saturating_add(1);
            }
        } else if !open && gate.is_some_and(|gate| gate.on_timeout == GateTimeout::Stop) {
            self.starts[next..].fill(NEVER);
        } else {
            self.current = Some(next);
            self.held = 0;
        }
    }

    /// The next phase that requires anything and has not started: its row number
    /// and start week.
    pub fn next_requirement(&self, phases: &Phases) -> Option<(usize, u16)> {
        let next = self.current.map_or(0, |at| at + 1);
        (next..self.starts.len())
            .find(|at| phases.rows[*at].requires && self.starts[*at] != NEVER)
            .map(|at| (at, self.starts[at]))
    }
}

fn stands(gate: &Gate, value: f64) -> bool {
    match gate.comparison {
        Comparison::AtLeast => value >= gate.value,
        Comparison::AtMost => value <= gate.value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phases(gate: Option<Gate>, freeze: Vec<u16>) -> Phases {
        let row = |gate| Row {
            audience: Members::default(),
            self_enrolment: 1.0,
            prompts: 1.0,
            moments: 1.0,
            sponsorship: 1.0,
            required: Members::default(),
            requires: false,
            deadline_days: 0,
            friction: 0.0,
            exceptions: false,
            load_gate: None,
            gate,
        };
        Phases {
            rows: vec![row(None), row(gate), row(None)],
            planned: vec![1, 5, 11],
            freeze,
        }
    }

    fn starts(phases: &Phases, ready_from: u16) -> Vec<Option<usize>> {
        let mut progress = Progress::new(phases);
        (1..=30)
            .map(|week| {
                let ready = f64::from(u8::from(week >= ready_from));
                progress.monday(phases, week, |metric| {
                    assert_eq!(metric, GateMetric::Readiness);
                    ready
                });
                progress.current
            })
            .collect()
    }

    fn gate(on_timeout: GateTimeout) -> Option<Gate> {
        Some(Gate {
            metric: GateMetric::Readiness,
            comparison: Comparison::AtLeast,
            value: 0.5,
            max_hold: 8,
            on_timeout,
        })
    }

    #[test]
    fn a_hold_shifts_the_phase_and_all_later_ones() {
        let current = starts(&phases(gate(GateTimeout::Proceed), vec![]), 8);
        assert_eq!(current[6], Some(0)); // week 7 still waits
        assert_eq!(current[7], Some(1)); // week 8
        assert_eq!(current[12], Some(1)); // week 13
        assert_eq!(current[13], Some(2)); // week 14 = 11 + 3
    }

    #[test]
    fn a_gate_times_out_one_way_or_the_other() {
        assert_eq!(
            starts(&phases(gate(GateTimeout::Proceed), vec![]), 99)[12],
            Some(1)
        ); // week 5 + 8
        assert_eq!(
            starts(&phases(gate(GateTimeout::Proceed), vec![]), 99)[11],
            Some(0)
        );
        assert_eq!(
            starts(&phases(gate(GateTimeout::Stop), vec![]), 99)[29],
            Some(0)
        );
    }

    #[test]
    fn nothing_starts_in_a_frozen_week() {
        let current = starts(&phases(None, vec![5, 6]), 0);
        assert_eq!(current[5], Some(0));
        assert_eq!(current[6], Some(1)); // week 7
        assert_eq!(current[12], Some(2)); // week 13
    }
}
