//! What is counted while accounts live: events by week, and changes of stocks by
//! week, which are summed up once at the end. All are integers, so that blocks of
//! accounts can be added in any order.

use super::plan::CustomerPlan;
use crate::observation::{Column, Record, SegmentColumn, Tally, column};
use crate::units::Population;

/// The rollout, as a position.
pub(super) const ROLLOUT: usize = 0;
/// The baseline.
pub(super) const BASELINE: usize = 1;

/// Segments: operating systems of the first device, recovery by text message and by
/// e-mail.
const SEGMENTS: usize = 6;
/// Operating systems times channels.
const CELLS: usize = 8;

/// Stocks that no plan moves, kept by cell.
#[derive(Clone, Copy)]
#[repr(usize)]
pub(super) enum Shared {
    /// Accounts.
    Accounts = 0,
    /// With a device that can hold a passkey.
    Capable = 1,
    /// With a sign-in in four weeks.
    Active = 2,
}
const SHARED: usize = 3;

/// Stocks of an arm, kept by cell.
#[derive(Clone, Copy)]
#[repr(usize)]
pub(super) enum Stock {
    /// With a live passkey.
    Enrolled = 0,
    /// Who used one at least once.
    UsedOnce = 1,
    /// Who hold one and used one in four weeks.
    Used28d = 2,
    /// With a live passkey and a sign-in in four weeks.
    EnrolledActive = 3,
    /// Who used one and had a sign-in in four weeks.
    UsedOnceActive = 4,
}
const STOCKS: usize = 5;

/// The counts of a set of accounts in both arms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// Rows of weeks 0 to horizon + 1; the last collects what lies beyond.
    last: usize,
    sign_ins: Vec<i64>,
    sensitive: Vec<i64>,
    shared: Vec<[[i64; CELLS]; SHARED]>,
    stocks: [Vec<[[i64; CELLS]; STOCKS]>; 2],
    events: [Vec<[i64; column::COUNT]>; 2],
}

impl Book {
    /// An empty book.
    pub fn new(plan: &CustomerPlan) -> Self {
        let rows = usize::from(plan.horizon) + 2;
        let stocks = vec![[[0; CELLS]; STOCKS]; rows];
        let events = vec![[0; column::COUNT]; rows];
        Self {
            last: rows - 1,
            sign_ins: vec![0; rows],
            sensitive: vec![0; rows],
            shared: vec![[[0; CELLS]; SHARED]; rows],
            stocks: [stocks.clone(), stocks],
            events: [events.clone(), events],
        }
    }

    /// A sign-in in a week, in both arms.
    #[inline]
    pub(super) fn sign_in(&mut self, week: usize) {
        self.sign_ins[week] += 1;
    }

    /// A sign-in for a sensitive action, in both arms.
    #[inline]
    pub(super) fn sensitive(&mut self, week: usize) {
        self.sensitive[week] += 1;
    }

    /// Something that happened in a week.
    #[inline]
    pub(super) fn event(&mut self, arm: usize, week: usize, column: Column, amount: i64) {
        self.events[arm][week][column.index()] += amount;
    }

    /// A shared stock changes in a week.
    #[inline]
    pub(super) fn share(&mut self, stock: Shared, cell: usize, week: usize, change: i64) {
        self.shared[week.min(self.last)][stock as usize][cell % CELLS] += change;
    }

    /// A stock of an arm changes in a week.
    #[inline]
    pub(super) fn stock(
        &mut self,
        arm: usize,
        stock: Stock,
        cell: usize,
        week: usize,
        change: i64,
    ) {
        self.stocks[arm][week.min(self.last)][stock as usize][cell % CELLS] += change;
    }

    /// Adds another book of the same plan.
    pub fn merge(&mut self, other: &Self) {
        let add = |to: &mut [i64], from: &[i64]| {
            to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
        };
        add(&mut self.sign_ins, &other.sign_ins);
        add(&mut self.sensitive, &other.sensitive);
        add(
            self.shared.as_flattened_mut().as_flattened_mut(),
            other.shared.as_flattened().as_flattened(),
        );
        for arm in [ROLLOUT, BASELINE] {
            add(
                self.stocks[arm].as_flattened_mut().as_flattened_mut(),
                other.stocks[arm].as_flattened().as_flattened(),
            );
            add(
                self.events[arm].as_flattened_mut(),
                other.events[arm].as_flattened(),
            );
        }
    }

    /// Sums changes up to stocks and fills both arms' tallies.
    pub(super) fn close(&self, plan: &CustomerPlan) -> Record {
        Record {
            population: Population::Customers,
            rollout: self.tally(plan, ROLLOUT),
            baseline: self.tally(plan, BASELINE),
        }
    }

    fn tally(&self, plan: &CustomerPlan, arm: usize) -> Tally {
        let mut tally = Tally::new(plan.horizon, SEGMENTS);
        let mut shared = [[0; CELLS]; SHARED];
        let mut stocks = [[0; CELLS]; STOCKS];
        for week in 0..self.last {
            add_up(&mut shared, &self.shared[week]);
            add_up(&mut stocks, &self.stocks[arm][week]);
            tally.begin(week as i32);
            for (at, count) in self.events[arm][week].iter().enumerate() {
                if *count != 0 {
                    tally.add(column::HEADCOUNT.plus(at), *count);
                }
            }
            tally.add(column::SIGN_INS, self.sign_ins[week]);
            tally.add(column::SENSITIVE, self.sensitive[week]);
            let sum = |cells: &[i64; CELLS]| cells.iter().sum::<i64>();
            let of = |stock: Stock| sum(&stocks[stock as usize]);
            let accounts = &shared[Shared::Accounts as usize];
            for (column, count) in [
                (column::HEADCOUNT, sum(accounts)),
                (column::CAPABLE, sum(&shared[Shared::Capable as usize])),
                (column::ACTIVE, sum(&shared[Shared::Active as usize])),
                (column::ENROLLED, of(Stock::Enrolled)),
                (column::USED_ONCE, of(Stock::UsedOnce)),
                (column::USED_28D, of(Stock::Used28d)),
                (column::ENROLLED_ACTIVE, of(Stock::EnrolledActive)),
                (column::USED_ONCE_ACTIVE, of(Stock::UsedOnceActive)),
                // Whoever used a passkey in four weeks signed in in them.
                (column::USED_28D_ACTIVE, of(Stock::Used28d)),
                (
                    column::TRUST_SUM,
                    sum(accounts) * millionths(plan.trust.reference),
                ),
            ] {
                tally.add(column, count);
            }
            if week > 0 {
                self.expose(plan, arm, week, accounts, &mut tally);
            }
            let cells = [
                (SegmentColumn::Headcount, accounts),
                (SegmentColumn::Capable, &shared[Shared::Capable as usize]),
                (SegmentColumn::Active, &shared[Shared::Active as usize]),
                (SegmentColumn::Enrolled, &stocks[Stock::Enrolled as usize]),
                (SegmentColumn::UsedOnce, &stocks[Stock::UsedOnce as usize]),
                (SegmentColumn::Used28d, &stocks[Stock::Used28d as usize]),
            ];
            for (column, cells) in cells {
                for (cell, count) in cells.iter().enumerate() {
                    tally.add_segment(cell / 2, column, *count as u32);
                    tally.add_segment(4 + cell % 2, column, *count as u32);
                }
            }
        }
        tally
    }

    /// Expected takeovers and what the plan pays: functions of the week's stocks.
    fn expose(
        &self,
        plan: &CustomerPlan,
        arm: usize,
        week: usize,
        accounts: &[i64; CELLS],
        tally: &mut Tally,
    ) {
        let rates = &plan.exposure[week];
        let by = |email: usize| accounts.iter().skip(email).step_by(2).sum::<i64>() as f64;
        let recovery = by(0) * rates.sms + by(1) * rates.email;
        tally.add(column::EXPOSURE, (recovery * 1e9).round() as i64);
        let is_rollout = arm == ROLLOUT;
        // Without a password there is nothing to guess.
        let safe = if is_rollout && plan.rows[week].no_password {
            tally.get(week, column::ENROLLED)
        } else {
            0
        };
        let open = tally.get(week, column::HEADCOUNT) - safe;
        let login = (open as f64 * rates.login * 1e9).round() as i64;
        tally.add(column::LOGIN_EXPOSURE, login);
        if is_rollout {
            let spend: f64 = plan
                .customers
                .tiers
                .iter()
                .filter(|tier| usize::from(tier.first_week) == week)
                .map(|tier| (tier.setup_cost * 100.0).round())
                .sum();
            tally.add(column::COMMUNICATIONS_CENTS, spend as i64);
        }
    }
}

fn add_up<const N: usize>(sums: &mut [[i64; CELLS]; N], changes: &[[i64; CELLS]; N]) {
    for (sums, changes) in sums.iter_mut().zip(changes) {
        for (sum, change) in sums.iter_mut().zip(changes) {
            *sum += change;
        }
    }
}

/// The unit of trust in the books.
pub(super) fn millionths(value: f64) -> i64 {
    (value * 1e6).round() as i64
}

/// The cell of an account: operating system of the first device, channel.
pub(super) fn cell(system: usize, email: bool) -> usize {
    2 * system + usize::from(email)
}
