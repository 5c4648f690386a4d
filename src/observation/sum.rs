//! Sums of columns, and what is charged for some of them.

use super::columns::{Column, column};
use super::tally::Tally;
use crate::model::customer::ContactCategory;
use crate::model::ticket::Category;
use crate::parameter::Parameters;
use crate::parameter::table::customers::{certain, uncertain};
use crate::parameter::table::helpdesk;
use crate::units::Cents;
use std::sync::LazyLock;

/// Weeks that are read of a column at a time: they lie side by side in memory, while the
/// next column's, and more so the next simulation's, are far away.
pub const BLOCK: usize = 16;

/// Contacts of the contact centre.
pub(super) const CONTACTS: [Column; ContactCategory::ALL.len()] = column::CONTACTS.group();

/// Text messages and e-mails.
pub(super) const MESSAGES: [Column; 2] = column::MESSAGES.group();

/// Agent time of authentication contacts, first and repeat, of every category.
pub(super) fn agent_seconds() -> &'static [Column] {
    static COLUMNS: LazyLock<Vec<Column>> = LazyLock::new(|| {
        [
            group(column::SECONDS, |_| true),
            group(column::REPEAT_SECONDS, |_| true),
        ]
        .concat()
    });
    &COLUMNS
}

/// A group's columns of the categories that `keep` says.
pub(super) fn group(first: Column, keep: impl Fn(Category) -> bool) -> Vec<Column> {
    let kept = Category::ALL
        .iter()
        .enumerate()
        .filter(|(_, category)| keep(**category));
    kept.map(|(at, _)| first.plus(at)).collect()
}

/// A sum of columns, some with a minus, and what some of them are charged at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sum {
    pub plus: Vec<Column>,
    pub minus: Vec<Column>,
    /// Added, each rounded to cents a week.
    pub prices: Vec<Price>,
}

/// What is charged at a parameter's price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Price {
    /// Agents' minutes of authentication contacts.
    Agents,
    /// Contacts of the contact centre.
    Contacts,
    /// Text messages and e-mails.
    Messages,
}

impl Price {
    fn columns(self) -> &'static [Column] {
        match self {
            Self::Agents => agent_seconds(),
            Self::Contacts => &CONTACTS,
            Self::Messages => &MESSAGES,
        }
    }

    /// Adds the cents of weeks from `first` on, [`BLOCK`] at most.
    fn add(self, tally: &Tally, params: &Parameters, first: usize, cents: &mut [i64]) {
        let read = |columns: &[Column]| {
            let mut sums = [0; BLOCK];
            tally.add_weeks(1, columns, first, &mut sums[..cents.len()]);
            sums.map(|sum| sum as f64)
        };
        let charge = |cents: &mut [i64], dollars: &dyn Fn(usize) -> f64| {
            for (at, cents) in cents.iter_mut().enumerate() {
                *cents += Cents::from_dollars(dollars(at)).0;
            }
        };
        match self {
            Self::Agents => {
                let (seconds, price) = (read(self.columns()), params[helpdesk::PRICE]);
                charge(cents, &|at| seconds[at] / 60.0 * price);
            }
            Self::Contacts => {
                let (contacts, price) = (read(self.columns()), params[uncertain::SUPPORT_PRICE]);
                charge(cents, &|at| contacts[at] * price);
            }
            Self::Messages => {
                let texts = read(&MESSAGES[..1]);
                let mails = read(&MESSAGES[1..]);
                let (text, mail) = (params[uncertain::SMS_COST], params[certain::EMAIL_COST]);
                charge(cents, &|at| texts[at] * text + mails[at] * mail);
            }
        }
    }
}

impl Sum {
    /// Of some columns.
    pub fn of(plus: impl Into<Vec<Column>>) -> Self {
        Self {
            plus: plus.into(),
            ..Self::default()
        }
    }

    /// All columns that it is made of.
    pub fn columns(&self) -> Vec<Column> {
        let priced = self.prices.iter().flat_map(|price| price.columns());
        let own = self.plus.iter().chain(&self.minus);
        own.chain(priced).copied().collect()
    }

    /// Adds the sums of weeks from `first` on, [`BLOCK`] at most.
    pub fn weeks(&self, tally: &Tally, params: &Parameters, first: usize, sums: &mut [i64]) {
        tally.add_weeks(1, &self.plus, first, sums);
        tally.add_weeks(-1, &self.minus, first, sums);
        for price in &self.prices {
            price.add(tally, params, first, sums);
        }
    }

    /// The sum over weeks `first..=last`.
    pub fn total(&self, tally: &Tally, params: &Parameters, first: usize, last: usize) -> i64 {
        let mut total = 0;
        for first in (first..=last).step_by(BLOCK) {
            let mut sums = [0; BLOCK];
            let sums = &mut sums[..BLOCK.min(last + 1 - first)];
            self.weeks(tally, params, first, sums);
            total += sums.iter().sum::<i64>();
        }
        total
    }
}
