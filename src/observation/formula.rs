//! How the values of metrics come from a tally.

use super::columns::{Column, column};
use super::sum::{CONTACTS, Sum};
use super::tally::Tally;
use crate::helpdesk::agents_needed;
use crate::math::ceil;
use crate::parameter::Parameters;
use crate::parameter::table::customers::certain;
use crate::parameter::table::{constant, helpdesk};

/// How a value comes from a tally.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Formula {
    /// A sum in the unit that `divisor` of its integers make.
    Amount { sum: Sum, divisor: f64 },
    /// `scale` times one sum over another; undefined over nothing.
    Ratio { part: Sum, whole: Sum, scale: f64 },
    /// Standard deviation of trust between people.
    TrustSpread,
    /// 90th percentile of first contacts' waits.
    WaitP90,
    /// First-line agents that the week's contacts need.
    Agents,
    /// Minutes of the contact centre's contacts.
    ContactMinutes,
}

impl Formula {
    /// All columns that it is made of.
    pub fn columns(&self) -> Vec<Column> {
        match self {
            Self::Amount { sum, .. } => sum.columns(),
            Self::Ratio { part, whole, .. } => [part.columns(), whole.columns()].concat(),
            Self::TrustSpread => vec![column::HEADCOUNT, column::TRUST_SUM, column::TRUST_SQUARES],
            Self::WaitP90 => vec![column::WAIT_P90],
            Self::Agents => vec![
                column::CONTACTS_FIRST,
                column::OPEN_SECONDS,
                column::OFFERED_FIRST,
            ],
            Self::ContactMinutes => CONTACTS.to_vec(),
        }
    }

    /// Over weeks `first..=last`; what does not combine is read in the last.
    pub fn evaluate(
        &self,
        tally: &Tally,
        params: &Parameters,
        first: usize,
        last: usize,
    ) -> Option<f64> {
        match self {
            Self::Amount { sum, divisor } => {
                Some(sum.total(tally, params, first, last) as f64 / divisor)
            }
            Self::Ratio { part, whole, scale } => {
                let whole = whole.total(tally, params, first, last);
                let part = part.total(tally, params, first, last);
                ratio(part, whole, *scale)
            }
            Self::TrustSpread => {
                let get = |column| tally.get(last, column) as f64;
                let heads = get(column::HEADCOUNT);
                let mean = get(column::TRUST_SUM) / 1e6 / heads;
                let square = get(column::TRUST_SQUARES) / 1e6 / heads;
                (heads > 0.0).then(|| (square - mean * mean).max(0.0).sqrt())
            }
            Self::WaitP90 => {
                let seconds = tally.get(last, column::WAIT_P90);
                (seconds >= 0).then(|| seconds as f64 / 60.0)
            }
            Self::Agents => agents(tally, params, last),
            Self::ContactMinutes => {
                let contacts = Sum::of(CONTACTS).total(tally, params, first, last);
                Some(contacts as f64 * params[certain::CONTACT_MINUTES])
            }
        }
    }
}

/// `scale` times a part per whole; undefined per nothing.
pub(super) fn ratio(part: i64, whole: i64, scale: f64) -> Option<f64> {
    (whole != 0).then(|| part as f64 / whole as f64 * scale)
}

/// Agents that a week's first-line contacts need, background included: enough to
/// answer in time, and for the offered minutes to fill no more than the goal.
/// The queue alone would count callers who give up as time saved.
fn agents(tally: &Tally, params: &Parameters, week: usize) -> Option<f64> {
    let get = |column| tally.get(week, column) as f64;
    let (contacts, open) = (get(column::CONTACTS_FIRST), get(column::OPEN_SECONDS));
    if open <= 0.0 {
        return None;
    }
    if contacts == 0.0 {
        return Some(0.0);
    }
    let offered = get(column::OFFERED_FIRST);
    let answering = agents_needed(
        contacts / (open / 3600.0),
        offered / 60.0 / contacts,
        params[helpdesk::PATIENCE],
        params[constant::OCCUPANCY_GOAL],
        params[constant::ANSWER_GOAL],
        params[constant::ANSWER_MINUTES],
    )?;
    let working = ceil(offered / open / params[constant::OCCUPANCY_GOAL]);
    Some(f64::from(answering).max(working))
}
