//! One arm's desk: its queue of contacts, and what a day of work comes to.

use crate::helpdesk::queue::{Contact, Day, Line};
use crate::helpdesk::roster;
use crate::model::ticket::Category;
use crate::observation::{Tally, column};
use crate::population::bit;
use crate::random::WorldKey;
use crate::random::draw;
use crate::simulation::arm::case::{self, Case, ContactChance};
use crate::simulation::plan::compiled::Plan;
use crate::simulation::plan::desk::Background;

/// What a contact came to, dated the day after.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    /// The case (its number at the desk).
    pub case: u32,
    /// The contact's ordinal.
    pub contact: u16,
    /// Whether it resolved the case.
    pub resolved: bool,
    /// Whether the caller gave up before being served, for good.
    pub abandoned: bool,
    /// Wait [open hours].
    pub wait: f64,
    /// Whether a failed verification locks the person out.
    pub lockout: bool,
}

/// What the desk knows of its arm when it works a day.
pub struct Shift<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The key of every draw.
    pub key: WorldKey,
    /// The day.
    pub day: u16,
    /// Readiness published for the week [0..1].
    pub readiness: f64,
    /// The day's background.
    pub background: &'a Background,
    /// Whether the plan's added agents are on duty.
    pub rollout: bool,
    /// The tally.
    pub tally: &'a mut Tally,
}

/// One arm's desk.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    cases: Vec<Case>,
    /// The chance events of each case's present contact, drawn when it arrives.
    chances: Vec<ContactChance>,
    free: Vec<u32>,
    /// Contacts by day, until the horizon.
    scheduled: Vec<Vec<u32>>,
    lines: [Line; 2],
    arrivals: [Vec<Contact>; 2],
    /// The day's contacts in no order; their order is (arrival, slot, category), and
    /// then their place here.
    unsorted: Vec<Contact>,
    order: Vec<u128>,
    worked: Day,
    opened_at: u64,
    open_cases: u32,
    waits: Vec<u64>,
    /// What the last day's work came to.
    pub outcomes: Vec<Outcome>,
    /// Passkey contacts served so far: the desk's experience.
    pub passkey_contacts: u64,
}

impl Desk {
    /// An empty desk with room for contacts up to a day.
    pub fn new(last_day: u16) -> Self {
        Self {
            scheduled: vec![Vec::new(); usize::from(last_day) + 1],
            ..Self::default()
        }
    }

    /// Cases open.
    pub fn open_cases(&self) -> u32 {
        self.open_cases
    }

    /// A case by its number.
    pub fn case(&self, number: u32) -> Case {
        self.cases[number as usize]
    }

    /// Opens a case whose first contact comes on `day`; whether it goes to the
    /// second line: VIPs, and recoveries of privileged people.
    pub fn open(&mut self, mut case: Case, bits: u32, day: u16) -> bool {
        case.vip = bits & bit::EXECUTIVE != 0;
        case.second_line =
            case.vip || bits & bit::PRIVILEGED != 0 && case.category == Category::Recovery;
        let number = self.free.pop().unwrap_or(self.cases.len() as u32);
        if number as usize == self.cases.len() {
            self.cases.push(case);
            self.chances.push(ContactChance::default());
        } else {
            self.cases[number as usize] = case;
        }
        self.open_cases += 1;
        self.schedule(number, day);
        case.second_line
    }

    /// Closes a case that has no contact under way.
    pub fn close(&mut self, number: u32) {
        debug_assert!(self.cases[number as usize].open, "closed twice");
        self.cases[number as usize].open = false;
        self.open_cases -= 1;
        self.free.push(number);
    }

    /// Closes all cases of a leaver; returns how many. Their numbers stay taken
    /// until the queue lets go of them.
    pub fn withdraw(&mut self, slot: u32, epoch: u16) -> i64 {
        let mut withdrawn = 0;
        for case in self
            .cases
            .iter_mut()
            .filter(|c| c.open && c.slot == slot && c.epoch == epoch)
        {
            case.open = false;
            withdrawn += 1;
        }
        self.open_cases -= withdrawn;
        i64::from(withdrawn)
    }

    /// The next contact of a case, so many working days of the desk after `day`.
    pub fn again(&mut self, plan: &Plan, number: u32, day: u16, working_days: u16) {
        self.cases[number as usize].contact += 1;
        let (mut at, end) = (day, self.scheduled.len());
        for _ in 0..working_days {
            if usize::from(at) >= end {
                break; // after the last day all days are alike
            }
            at += 1;
            while !plan.desk_opens(at) {
                at += 1;
            }
        }
        self.schedule(number, at);
    }

    /// 90th percentile of the first waits since last asked [open s]; -1 without any.
    pub fn wait_p90(&mut self) -> i64 {
        let last = self.waits.len().checked_sub(1);
        let p90 = last.map_or(-1, |last| {
            *self.waits.select_nth_unstable(last * 9 / 10).1 as i64
        });
        self.waits.clear();
        p90
    }

    /// Works one day. Contacts of a closed day come on the next.
    pub fn work(&mut self, shift: &mut Shift) {
        self.outcomes.clear();
        let desk = &shift.plan.desk;
        let mut due = std::mem::take(&mut self.scheduled[usize::from(shift.day)]);
        if !shift.plan.desk_opens(shift.day) {
            if let Some(next) = self.scheduled.get_mut(usize::from(shift.day) + 1) {
                next.append(&mut due);
            }
            return;
        }
        due.retain(|&number| {
            let open = self.cases[number as usize].open;
            if !open {
                self.free.push(number);
            }
            open
        });
        self.unsorted.clear();
        self.order.clear();
        for due in due.chunks(case::BATCH) {
            let cases = due.iter().map(|number| self.cases[*number as usize]);
            let chances = case::chances(shift.key, cases);
            for (&number, chance) in due.iter().zip(chances) {
                self.chances[number as usize] = chance;
                self.arrive(shift, number, chance);
            }
        }
        self.order.sort_unstable();
        self.arrivals.iter_mut().for_each(Vec::clear);
        for &key in &self.order {
            let contact = self.unsorted[key as u32 as usize];
            self.arrivals[usize::from(key >> 32 & 1 == 1)].push(contact);
        }
        let background = shift.background;
        let many = background.contacts.len() as i64;
        shift.tally.add(column::OFFERED_FIRST, background.seconds);
        shift.tally.add(column::CONTACTS_FIRST, many);
        for line in 0..2 {
            self.run_line(shift, line);
        }
        shift
            .tally
            .add(column::OPEN_SECONDS, i64::from(desk.open_seconds));
        self.opened_at += u64::from(desk.open_seconds);
    }

    fn schedule(&mut self, number: u32, day: u16) {
        if let Some(contacts) = self.scheduled.get_mut(usize::from(day)) {
            contacts.push(number);
        }
    }

    /// A case's next contact arrives: its place in the day and in the tally.
    fn arrive(&mut self, shift: &mut Shift, number: u32, chance: ContactChance) {
        let case = self.cases[number as usize];
        let desk = &shift.plan.desk;
        let handle = &shift.plan.handle;
        let mean = handle.mean(
            case.category,
            shift.readiness,
            &shift.plan.recovery,
            case.had_passkey,
        ) * shift.plan.shocks.minutes_factor(case.category, shift.day)
            * if case.vip { handle.vip } else { 1.0 };
        let seconds = handle.spread.draw(chance.minutes, 60.0 * mean).round();
        let seconds = seconds.max(1.0) as u32;
        let after = roster::arrival(chance.clock, desk.open_seconds);
        let arrival = self.opened_at + u64::from(after);
        let patience = (desk.patience * f64::from(draw::exponential32(chance.patience))) as u64;
        // All bits, and so without a branch, of a contact in writing.
        let in_writing = u64::from(chance.channel >= desk.phone_share).wrapping_neg();
        let gives_up = (arrival + patience) | in_writing;
        self.cases[number as usize].seconds = seconds;
        shift.count(case, i64::from(seconds), 1);
        let second = case.second_line || case.contact >= 2 && case.category == Category::Recovery;
        let line = usize::from(second);
        shift.tally.add(
            [column::OFFERED_FIRST, column::OFFERED_SECOND][line],
            i64::from(seconds),
        );
        shift.tally.add(column::CONTACTS_FIRST, i64::from(!second));
        let last = (case.category as u64) << 33 | (line as u64) << 32 | self.unsorted.len() as u64;
        let first = u64::from(after) << 32 | u64::from(case.slot);
        self.order.push(u128::from(first) << 64 | u128::from(last));
        self.unsorted.push(Contact {
            case: number,
            arrival,
            seconds,
            gives_up,
            priority: case.vip,
        });
    }

    fn run_line(&mut self, shift: &mut Shift, line: usize) {
        let desk = &shift.plan.desk;
        let extra = if line == 0 && shift.rollout {
            desk.extra(Plan::plan_week(shift.day / 7))
        } else {
            0
        };
        // Fits: the scenario and the plan see to it.
        let agents = [desk.first_line, desk.second_line][line] + extra;
        let shifts = roster::shifts(agents, desk.open_seconds);
        self.worked.clear();
        let background = match line {
            0 => &shift.background.contacts[..],
            _ => &[],
        };
        let (arrivals, worked) = (&self.arrivals[line], &mut self.worked);
        if desk.queue {
            let close = self.opened_at + u64::from(desk.open_seconds);
            let hours = (self.opened_at, close);
            self.lines[line].run(hours, &shifts, arrivals, background, worked);
        } else {
            Line::serve_all(arrivals, background, worked);
        }
        let capacity: i64 = shifts.iter().map(|(from, to)| i64::from(to - from)).sum();
        let [busy, on_duty] = [
            [column::BUSY_FIRST, column::CAPACITY_FIRST],
            [column::BUSY_SECOND, column::CAPACITY_SECOND],
        ][line];
        shift.tally.add(busy, self.worked.busy as i64);
        shift.tally.add(on_duty, capacity);
        let paid_hours = f64::from(extra) * f64::from(desk.open_seconds.min(8 * 3600)) / 3600.0;
        shift.tally.add(
            column::EXTRA_CENTS,
            (paid_hours * desk.extra_hour_cents).round() as i64,
        );
        let worked = std::mem::take(&mut self.worked);
        for served in &worked.served {
            self.served(shift, served.case, served.wait);
        }
        for &number in &worked.gave_up {
            self.gave_up(shift, number);
        }
        self.worked = worked;
    }

    fn served(&mut self, shift: &Shift, number: u32, wait: u64) {
        let case = self.cases[number as usize];
        if !case.open {
            self.free.push(number);
            return;
        }
        if case.contact == 0 {
            self.waits.push(wait);
        }
        self.passkey_contacts += u64::from(!case.category.is_legacy());
        let success = match case.category {
            Category::Recovery => shift.plan.recovery.success(shift.readiness),
            _ => shift.plan.desk.resolve,
        };
        let chance = &self.chances[number as usize];
        let repeated = case.contact > 0;
        self.outcomes.push(Outcome {
            case: number,
            contact: case.contact,
            resolved: chance.resolved < success,
            abandoned: false,
            wait: wait as f64 / 3600.0,
            lockout: repeated && chance.lockout < shift.plan.desk.repeat_lockout,
        });
    }

    /// A caller gave up: calls again on the next working day, or never. No agent
    /// spent time on it.
    fn gave_up(&mut self, shift: &mut Shift, number: u32) {
        let case = self.cases[number as usize];
        if !case.open {
            self.free.push(number);
            return;
        }
        shift.count(case, -i64::from(case.seconds), 0);
        if self.chances[number as usize].redial < shift.plan.desk.redial {
            self.again(shift.plan, number, shift.day, 1);
        } else {
            self.outcomes.push(Outcome {
                case: number,
                contact: case.contact,
                resolved: false,
                abandoned: true,
                wait: 0.0,
                lockout: false,
            });
        }
    }
}

impl Shift<'_> {
    /// Adds agent time of a case's contact to the tally, and the contact itself
    /// if it is a repeat.
    fn count(&mut self, case: Case, seconds: i64, contacts: i64) {
        let (category, repeat) = (case.category as usize, case.contact > 0);
        let of = [column::SECONDS, column::REPEAT_SECONDS][usize::from(repeat)];
        self.tally.add(of.plus(category), seconds);
        let repeats = column::REPEATS.plus(category);
        self.tally.add(repeats, i64::from(repeat) * contacts);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nobody calls again on a weekend or when every site has a holiday.
    #[test]
    fn next_contacts_come_on_working_days_of_the_desk() {
        // Weeks begin on 5 January 2026; the Thursday after is a holiday.
        let text = "format = 1\nstart = 2026-01-05\n[organisation]\nheadcount = 10\n\
                    [[organisation.site]]\nname = \"a\"\nshare = 1.0\nholidays = [2026-01-08]\n";
        let plan = Plan::of_text(text, &[]);
        let tuesday = crate::simulation::plan::calendar::first_day(1) + 1;
        for (working_days, days) in [(1, 1), (2, 3), (3, 6), (5, 8)] {
            let mut desk = Desk::new(plan.last_day());
            desk.open(Case::new(0, 0, Category::Reset, 0, false), 0, tuesday);
            desk.again(&plan, 0, tuesday, working_days);
            let on = usize::from(tuesday + days);
            assert_eq!(desk.scheduled[on], [0], "{working_days}");
        }
    }
}
