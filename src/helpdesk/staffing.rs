//! How many agents a load needs.

use super::erlang::{erlang_a, erlang_c};

/// No desk in sight has more agents than this.
const MOST_AGENTS: u32 = 1 << 20;

/// The smallest number of agents that keeps two promises: at most
/// `max_occupancy` of their time is busy, and at least `answered_share` of all
/// contacts are answered within `within_minutes` (who gives up was not).
///
/// Arrivals are Poisson, handling and patience exponential with these means in
/// minutes; an infinite patience means that nobody gives up. No load needs 0
/// agents. `None` where no number is enough (a share of 1, an occupancy of 0)
/// or an argument is senseless (negative, NaN, no handling time or patience).
pub fn agents_needed(
    offered_contacts_per_hour: f64,
    aht_minutes: f64,
    patience_minutes: f64,
    max_occupancy: f64,
    answered_share: f64,
    within_minutes: f64,
) -> Option<u32> {
    let arrivals = offered_contacts_per_hour / 60.0;
    let sensible = arrivals >= 0.0
        && aht_minutes > 0.0
        && aht_minutes.is_finite()
        && patience_minutes > 0.0
        && max_occupancy > 0.0
        && answered_share < 1.0
        && within_minutes >= 0.0;
    if !sensible {
        return None;
    }
    if arrivals == 0.0 {
        return Some(0);
    }
    // The occupancy is known sooner than the share.
    let enough = |agents: u32| {
        let kept = |occupancy: f64, answered: &dyn Fn(f64) -> f64| {
            occupancy <= max_occupancy && answered(within_minutes) >= answered_share
        };
        if patience_minutes.is_infinite() {
            let queue = erlang_c(arrivals, aht_minutes, agents);
            queue.is_some_and(|queue| kept(queue.occupancy, &|time| queue.answered_within(time)))
        } else {
            let queue = erlang_a(arrivals, aht_minutes, agents, patience_minutes);
            queue.is_some_and(|queue| kept(queue.occupancy, &|time| queue.answered_within(time)))
        }
    };
    // Both promises get easier with every agent, so bisection finds the edge.
    // Fewer than this many could not serve the share however long it took.
    let load = arrivals * aht_minutes;
    let least = load * answered_share.max(0.0) / max_occupancy.min(1.0);
    if least >= f64::from(MOST_AGENTS) {
        return None;
    }
    let mut low = (least as u32).max(1) - 1; // known or taken as too few
    let mut step = 1;
    let mut high = low + step;
    while !enough(high) {
        if high >= MOST_AGENTS {
            return None;
        }
        low = high;
        step *= 2;
        high = low.saturating_add(step).min(MOST_AGENTS);
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn endless_patience_matches_the_reference() {
        let text = include_str!("../../tests/data/queue_expected.json");
        let expected: Value = serde_json::from_str(text).unwrap();
        for case in expected["min_agents"].as_array().unwrap() {
            let value = |key: &str| case[key].as_f64().unwrap();
            let minutes = value("aht") / 60.0;
            let hourly = value("a") / minutes * 60.0;
            let needed = agents_needed(
                hourly,
                minutes,
                f64::INFINITY,
                1.0,
                value("target"),
                value("T") / 60.0,
            );
            assert_eq!(needed.map(u64::from), case["agents"].as_u64());
        }
    }

    #[test]
    fn bisection_finds_what_counting_up_finds() {
        for (hourly, handling, patience, busy, share, within) in [
            (60.0, 12.0, 10.0, 0.85, 0.8, 1.0),
            (6.0, 25.0, 20.0, 1.0, 0.9, 5.0),
            (300.0, 8.0, 4.0, 0.9, 0.3, 0.5),
            (2.0, 10.0, 60.0, 0.5, 0.0, 1.0),
            (200.0, 3.0, 5.0, 0.7, 0.995, 0.3),
        ] {
            let counted = (1..).find(|&agents| {
                let a = erlang_a(hourly / 60.0, handling, agents, patience).unwrap();
                a.occupancy <= busy && a.answered_within(within) >= share
            });
            assert_eq!(
                agents_needed(hourly, handling, patience, busy, share, within),
                counted
            );
        }
    }

    #[test]
    fn more_contacts_never_need_fewer_agents() {
        let mut last = 0;
        for hourly in 0..400 {
            let needed = agents_needed(f64::from(hourly), 11.0, 15.0, 0.85, 0.8, 2.0).unwrap();
            assert!(needed >= last);
            last = needed;
        }
        // Two thousand erlangs.
        let many = agents_needed(10_000.0, 12.0, 10.0, 0.95, 0.8, 1.0).unwrap();
        assert!((2000..2120).contains(&many), "{many}");
    }

    #[test]
    fn impossible_promises_have_no_answer() {
        assert_eq!(agents_needed(0.0, 10.0, 10.0, 0.85, 0.8, 1.0), Some(0));
        assert_eq!(agents_needed(10.0, 10.0, 10.0, 0.85, 1.0, 1.0), None);
        assert_eq!(agents_needed(10.0, 10.0, 10.0, 0.0, 0.8, 1.0), None);
        assert_eq!(agents_needed(-1.0, 10.0, 10.0, 0.85, 0.8, 1.0), None);
        assert_eq!(agents_needed(10.0, f64::NAN, 10.0, 0.85, 0.8, 1.0), None);
        assert_eq!(agents_needed(1e12, 10.0, 10.0, 0.85, 0.8, 1.0), None);
    }
}
