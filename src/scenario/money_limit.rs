//! What a plan can cost at most: sums of money are whole cents in 64 bits, of which a plan
//! may come near to none.

use super::table::Table;
use super::{Customers, Workforce};

/// Dollars of one simulation at most: a hundredth of what 64 bits of cents hold.
const MOST_DOLLARS: f64 = 9e14;

/// Dollars of a price at most, as of any that is typed.
const MOST_PRICE: f64 = 1e12;

/// Refuses a plan whose costs, with everybody addressed in every week, are more than sums
/// of money hold, and prices that a factor brings beyond their range.
pub(super) fn check(
    root: &Table<'_>,
    workforce: Option<&Workforce>,
    customers: Option<&Customers>,
    horizon: u16,
) {
    let weeks = f64::from(horizon);
    let mut parts: Vec<(&str, &str, f64)> = Vec::new();
    if let Some(plan) = workforce {
        let heads = f64::from(plan.organisation.headcount);
        let people = heads * (1.0 + plan.organisation.guests);
        let channels = &plan.communications.channels;
        let spend = |weeks: &[u16], of: &dyn Fn(u16) -> f64| -> f64 {
            weeks.iter().map(|week| of(*week)).sum::<f64>() * people
        };
        let running = channels
            .iter()
            .map(|channel| {
                spend(&channel.weeks, &|week| channel.spend_in(week)) + channel.setup_cost
            })
            .sum();
        parts.push(("communications", "channel", running));
        let beyond = |price: f64| price > MOST_PRICE;
        let dear = channels.iter().any(|channel| {
            beyond(channel.spend) || channel.bursts.iter().any(|burst| beyond(burst.spend))
        });
        if dear {
            refuse(
                root,
                "communications",
                "channel",
                "a channel's spend is more than a trillion dollars a head",
            );
        }
        let agents = f64::from(plan.helpdesk.most_extra());
        // Every hour of every week.
        let extra = agents * weeks * 168.0 * plan.helpdesk.extra_hour_cost;
        parts.push(("helpdesk", "extra_hour_cost", extra));
        if let Some(price) = plan.keys.as_ref().and_then(|keys| keys.unit_cost) {
            // Two for everybody, and as many again for those that are lost.
            parts.push(("keys", "unit_cost", 4.0 * people * price));
        }
    }
    if let Some(plan) = customers
        && let Some(value) = plan.value_per_sign_in
    {
        // Two sign-ins a day of everybody.
        let sign_ins = f64::from(plan.accounts) * weeks * 14.0;
        parts.push(("customers", "value_per_sign_in", sign_ins * value));
    }
    let total: f64 = parts.iter().map(|part| part.2).sum();
    let largest = parts.iter().max_by(|a, b| a.2.total_cmp(&b.2));
    if let (true, Some((table, key, _))) = (total > MOST_DOLLARS, largest) {
        let message = format!("the plan can cost ${total:.0}, more than sums of money hold");
        refuse(root, table, key, &message);
    }
}

fn refuse(root: &Table<'_>, table: &str, key: &str, message: &str) {
    let expected = "at most $900,000,000,000,000 in all: prices are in dollars, spend is per addressed head and week";
    root.table(table).problem(
        "scenario::out-of-range",
        key,
        message,
        Some(expected.to_owned()),
        None,
    );
}
