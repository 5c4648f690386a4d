//! One arm: its people, desk, progress through the phases and tally, and what is
//! published to everybody for a week.

use crate::model::communications::Messages;
use crate::model::hazard::{self, Hazard, Route};
use crate::model::phase::{Progress, Row};
use crate::model::ticket::Category;
use crate::model::trust::{Severity, WORST};
use crate::observation::{Segments, Tally, column};
use crate::simulation::arm::case::Case;
use crate::simulation::arm::desk::Desk;
use crate::simulation::arm::heads::Heads;
use crate::simulation::arm::people::{People, flag};
use crate::simulation::plan::calendar::BURN_IN_WEEKS;
use crate::simulation::plan::compiled::{Plan, attempt_threshold};
use crate::simulation::plan::desk::Background;
use crate::simulation::world::state::World;
use crate::units::Population;

/// What is published at the end of Sunday and read for the whole following week.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Factor of visible use by team, for members and for the leader.
    pub team_factor: Vec<[f32; 2]>,
    /// Factor of messages, sponsorship, recoverability and reputation, by message group.
    pub group_factor: Vec<f32>,
    /// Mass of a working day without prompt or event, by message group.
    pub self_mass: Vec<f32>,
    /// The product of both.
    pub self_factor: Vec<f32>,
    /// Understood messages, by message group.
    pub understood: Vec<f64>,
    /// Readiness of the desk.
    pub readiness: f64,
    /// FAQ in force.
    pub faq: f64,
    /// Ceremony success, by OS and browser class.
    pub success: [f64; 6],
    /// Next requirement: row, first day, window [days].
    pub deadline: Option<(usize, u16, u16)>,
    /// Whether the phase prompts anybody without a passkey.
    pub prompting: bool,
    /// Whether the prompt rule can force anybody.
    pub forcing: bool,
    /// Whether the load gate lets prompts through.
    pub prompts_open: bool,
    /// Whether the legacy factor is gone for its audience.
    pub legacy_removed: bool,
}

/// One arm of a simulation.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Whether the plan is carried out.
    pub rollout: bool,
    /// Everybody.
    pub people: People,
    /// The desk.
    pub desk: Desk,
    /// Where the phases stand.
    pub progress: Progress,
    /// The week of the messages' calendar that was the last to come.
    pub messages_week: u16,
    /// For the current week.
    pub published: Published,
    /// The arm's integers.
    pub tally: Tally,
    /// Ceremonies so far, by class.
    pub class_attempts: [u32; 6],
    /// Severity by weekday of the current week [millionths].
    pub severity: [u64; 7],
    /// Reputation stock [severity/head].
    pub reputation: f64,
    /// Passkey sign-ins of the current week, by everybody.
    pub passkey_uses: i64,
    /// People with an open case, by the day of the week on which they go on; the eighth is
    /// the next Monday.
    pub waiting: [Vec<u32>; 8],
    /// Heads as the last week's end found them.
    pub heads: Heads,
    /// Today's background of the desk, where the plan has other hours than the world's.
    pub own_background: Option<Box<Background>>,
}

impl Arm {
    /// The baseline arm at the start of burn-in.
    pub fn new(plan: &Plan, world: &World) -> Self {
        let segments = Segments::new(&plan.scenario)
            .of(Population::Workforce)
            .len();
        let mut tally = Tally::new(plan.horizon, segments);
        let people = People::new(plan, world);
        for slot in 0..plan.slots.len() {
            if people.credentials[slot] != 0 && plan.counts(slot) {
                tally.add(column::ENROLMENTS, 1);
                tally.add(column::ROUTE.plus(Route::Initial as usize), hazard::WHOLE);
            }
        }
        Self {
            rollout: false,
            heads: Heads::new(plan, &people),
            people,
            desk: Desk::new(plan.last_day()),
            progress: Progress::new(&plan.phases),
            messages_week: 0,
            published: Published::default(),
            tally,
            class_attempts: [0; 6],
            severity: [0; 7],
            reputation: 0.0,
            passkey_uses: 0,
            waiting: Default::default(),
            own_background: None,
        }
    }

    /// The phase row in force; `None` in the baseline and before the first phase.
    #[inline]
    pub fn row<'a>(&self, plan: &'a Plan) -> Option<&'a Row> {
        if self.rollout {
            self.progress.current.map(|at| plan.phases.row(at))
        } else {
            None
        }
    }

    /// The arm's messages.
    pub fn messages<'a>(&self, plan: &'a Plan) -> &'a Messages {
        if self.rollout {
            &plan.messages
        } else {
            &plan.silence
        }
    }

    /// Message group of a person in this arm.
    #[inline]
    pub fn group(&self, slot: usize) -> usize {
        let group = usize::from(self.people.seeking[slot].group);
        if self.rollout {
            group
        } else {
            group % crate::model::communications::ATTENTION.len()
        }
    }

    /// e^η of a person.
    #[inline]
    pub fn hazard_factor(&self, plan: &Plan, slot: usize) -> f32 {
        self.person_factor(plan, slot) * self.published.group_factor[self.group(slot)]
    }

    /// The part of e^η that is the person's own and the team's.
    #[inline]
    pub fn person_factor(&self, plan: &Plan, slot: usize) -> f32 {
        let people = &self.people;
        people.seeking[slot].propensity
            * plan.attitude.trust_factor(people.trust[slot])
            * self.team_factor(plan, slot)
    }

    /// Factor of visible use for a member of a team, or its leader.
    #[inline]
    pub fn team_factor(&self, plan: &Plan, slot: usize) -> f32 {
        let team = plan.slots.team[slot] as usize;
        let leads = plan.slots.team_start[team] as usize == slot;
        self.published.team_factor[team][usize::from(leads)]
    }

    /// Hazard that a working day adds without any prompt or event, in a phase.
    #[inline]
    pub fn own_hazard(&self, plan: &Plan, row: &Row, slot: usize) -> Hazard {
        if !self.enrols_unasked(plan, slot, row) {
            return 0;
        }
        self.unasked(slot, self.person_factor(plan, slot))
    }

    /// Own hazard of who enrols unasked, given [`Arm::person_factor`].
    #[inline]
    pub fn unasked(&self, slot: usize, person: f32) -> Hazard {
        hazard::fixed(self.published.self_factor[self.group(slot)] * person)
    }

    /// Whether a phase is about a person.
    #[inline]
    pub fn addresses(&self, plan: &Plan, row: &Row, slot: usize) -> bool {
        let department = plan.slots.department[slot];
        row.audience.holds(department, self.people.bits[slot])
    }

    /// Whether a person may enrol on own initiative: aware, able, without a
    /// passkey and in the phase's audience.
    #[inline]
    pub fn enrols_unasked(&self, plan: &Plan, slot: usize, row: &Row) -> bool {
        const OPEN: u8 = flag::AWARE | flag::CAPABLE;
        let people = &self.people;
        people.credentials[slot] == 0
            && people.flags[slot] & (OPEN | flag::RECOVERING | flag::REJECTED) == OPEN
            && self.addresses(plan, row, slot)
    }

    /// Whether every path of a person is required because the legacy factor is gone.
    #[inline]
    pub fn legacy_gone(&self, plan: &Plan, slot: usize) -> bool {
        self.published.legacy_removed
            && plan
                .legacy_removed_for
                .as_ref()
                .is_some_and(|(_, members)| {
                    members.holds(plan.slots.department[slot], self.people.bits[slot])
                })
    }

    /// Whether a person is required on risky paths today. Where admin accounts
    /// exist, privileged elevation is theirs.
    #[inline]
    pub fn required(&self, plan: &Plan, slot: usize) -> bool {
        let own = self.people.bits[slot] & !plan.admin_roles;
        self.row(plan)
            .is_some_and(|row| row.requires && row.required.holds(plan.slots.department[slot], own))
    }

    /// Whether a person's admin account is required and still without a passkey.
    #[inline]
    pub fn admin_required(&self, plan: &Plan, slot: usize) -> bool {
        self.people.bits[slot] & plan.admin_roles != 0
            && !self.people.admin[slot].enrolled
            && self
                .row(plan)
                .is_some_and(|row| row.requires && row.required.holds_role(plan.admin_roles))
    }

    /// First day and window of a requirement that will include the person.
    #[inline]
    pub fn deadline(&self, plan: &Plan, slot: usize) -> Option<(u16, u16)> {
        use crate::population::bit;
        let (row, day, window) = self.published.deadline?;
        let bits = self.people.bits[slot];
        let included = bits & bit::TOLD != 0
            && plan
                .phases
                .row(row)
                .required
                .holds(plan.slots.department[slot], bits);
        (included && !self.required(plan, slot)).then_some((day, window))
    }

    /// Opens a case, unless the person has one of the category.
    pub fn open(&mut self, slot: usize, category: Category, had_passkey: bool, day: u16) -> bool {
        if self.people.open[slot] >> category as u16 & 1 == 1 {
            return false;
        }
        self.people.open[slot] |= 1 << category as u16;
        let rare = &mut self.people.rare[slot];
        let occasion = rare.cases[category as usize];
        rare.cases[category as usize] += 1;
        let case = Case::new(
            slot as u32,
            self.people.epoch[slot],
            category,
            occasion,
            had_passkey,
        );
        let second = self.desk.open(case, self.people.bits[slot], day);
        self.tally.add(column::CREATED.plus(category as usize), 1);
        self.tally.add(
            column::CREATED_SECOND.plus(category as usize),
            i64::from(second),
        );
        true
    }

    /// A bad event: own trust and the organisation's reputation, at most
    /// [`WORST`] a person and day.
    pub fn hurt(&mut self, plan: &Plan, slot: usize, severity: Severity, day: u16) {
        let rare = &mut self.people.rare[slot];
        if rare.severity_day != day {
            (rare.severity_day, rare.severity) = (day, 0);
        }
        let severity = severity.min(WORST - rare.severity);
        rare.severity += severity;
        self.people.trust[slot] = plan.trust.after_bad(self.people.trust[slot], severity);
        if plan.slots.first_guest as usize > slot {
            self.severity[usize::from(day % 7)] += u64::from(severity);
        }
    }

    /// A good event.
    pub fn please(&mut self, plan: &Plan, slot: usize) {
        self.people.trust[slot] = plan.trust.after_good(self.people.trust[slot]);
    }

    /// The present attempt is used up: the next one has a threshold of its own.
    pub fn next_attempt(&mut self, world: &World, slot: usize) {
        self.people.seeking[slot].attempts += 1;
        self.people.seeking[slot].hazard = 0;
        self.people.seeking[slot].threshold = attempt_threshold(
            world.key,
            slot as u32,
            self.people.epoch[slot],
            u32::from(self.people.seeking[slot].attempts),
        );
    }

    /// Whether a week since burn-in began belongs to the plan.
    pub fn in_plan(week: u16) -> bool {
        week >= BURN_IN_WEEKS
    }
}
