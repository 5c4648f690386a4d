//! Steady state of queues with random arrivals and handling times.
//!
//! Any time unit will do as long as rates and times share it.

use crate::math;

/// Probability that all of `agents` are busy where callers who find them so
/// go away (M/M/c/c), at a load of `erlangs`.
///
/// Erlang's recursion B(n) = a B(n-1) / (n + a B(n-1)), which never leaves
/// (0, 1]. No load gives 0, with an agent or without.
pub fn erlang_b(erlangs: f64, agents: u32) -> f64 {
    if erlangs <= 0.0 {
        return 0.0;
    }
    (1..=agents).fold(1.0, |b, n| erlangs * b / (f64::from(n) + erlangs * b))
}

/// The queue in which everybody waits as long as it takes (M/M/c).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangC {
    /// Probability of having to wait.
    pub p_wait: f64,
    /// Mean wait of all contacts, in the unit of the handling time.
    pub mean_wait: f64,
    /// Mean number waiting.
    pub mean_queue: f64,
    /// Share of the agents' time that is busy.
    pub occupancy: f64,
    /// Rate at which a wait ends: c/h - arrivals.
    drain: f64,
}

/// Erlang's delay formula for `arrivals` per unit of time, a mean handling
/// time and `agents`; `None` where the load would grow without end.
pub fn erlang_c(arrivals: f64, handling: f64, agents: u32) -> Option<ErlangC> {
    let load = arrivals * handling;
    let servers = f64::from(agents);
    if !(load >= 0.0 && load < servers && handling > 0.0) {
        return None;
    }
    let (b, occupancy) = (erlang_b(load, agents), load / servers);
    let p_wait = b / (1.0 - occupancy * (1.0 - b));
    let drain = (servers - load) / handling;
    Some(ErlangC {
        p_wait,
        mean_wait: p_wait / drain,
        mean_queue: arrivals * p_wait / drain,
        occupancy,
        drain,
    })
}

impl ErlangC {
    /// Share of contacts answered within `time` (the service level).
    pub fn answered_within(&self, time: f64) -> f64 {
        1.0 - self.p_wait * math::exp(-self.drain * time.max(0.0))
    }
}

/// The queue in which each waiting contact gives up after an exponential
/// patience (M/M/c+M, Palm's "Erlang A"). It is stable under every load.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ErlangA {
    /// Probability of having to wait.
    pub p_wait: f64,
    /// Probability of giving up before an answer.
    pub p_abandon: f64,
    /// Mean wait of all contacts, answered or not, in the unit of the
    /// handling time.
    pub mean_wait: f64,
    /// Mean number waiting.
    pub mean_queue: f64,
    /// Share of the agents' time that is busy.
    pub occupancy: f64,
    arrivals: f64,
    patience: f64,
    /// Rate of completions with all agents busy.
    capacity: f64,
}

/// Erlang A for `arrivals` per unit of time, a mean handling time, `agents`
/// and a mean patience.
///
/// Sums the birth-death chain above the Erlang B recursion (Mandelbaum and
/// Zeltyn 2007, "Service engineering in action: the Palm/Erlang-A queue").
/// `None` unless there is an agent, the times are positive and finite and the
/// arrivals not negative; use [`erlang_c`] for endless patience.
pub fn erlang_a(arrivals: f64, handling: f64, agents: u32, patience: f64) -> Option<ErlangA> {
    let positive = |x: f64| x > 0.0 && x.is_finite();
    if agents == 0 || !positive(handling) || !positive(patience) {
        return None;
    }
    if !(arrivals >= 0.0 && arrivals.is_finite()) {
        return None;
    }
    let capacity = f64::from(agents) / handling;
    let chain = Chain::new(
        erlang_b(arrivals * handling, agents),
        arrivals,
        capacity,
        patience,
    );
    let total = chain.unqueued + chain.queued;
    let mean_queue = chain.length / total;
    let mean_wait = if arrivals > 0.0 {
        mean_queue / arrivals
    } else {
        0.0
    };
    let p_abandon = (mean_wait / patience).min(1.0);
    Some(ErlangA {
        p_wait: ((chain.full + chain.queued) / total).min(1.0),
        p_abandon,
        mean_wait,
        mean_queue,
        occupancy: arrivals * (1.0 - p_abandon) / capacity,
        arrivals,
        patience,
        capacity,
    })
}

impl ErlangA {
    /// Share of all contacts answered within `time`; who gave up was not.
    ///
    /// The density of a served wait w is proportional to
    /// t^(m/r) exp((l/r)(1-t)) at t = exp(-r w), with arrivals l, capacity m
    /// and rate of giving up r: an incomplete gamma function of shape
    /// m/r + 1. Only the ratio of two of its values is needed, because the
    /// share that is ever served is known.
    pub fn answered_within(&self, time: f64) -> f64 {
        let at_once = 1.0 - self.p_wait;
        let later = self.p_wait - self.p_abandon;
        if later <= 0.0 || time <= 0.0 {
            return at_once;
        }
        let shape = self.capacity * self.patience + 1.0;
        let start = self.arrivals * self.patience;
        let end = start * math::exp(-time / self.patience);
        at_once + later * (1.0 - math::gamma_p_ratio(shape, end, start))
    }
}

/// Unnormalised weights of the states of Erlang A.
struct Chain {
    /// States in which nobody waits.
    unqueued: f64,
    /// Of these, the one in which all agents are busy.
    full: f64,
    /// States in which somebody waits.
    queued: f64,
    /// The same, each times the number waiting.
    length: f64,
}

impl Chain {
    fn new(full: f64, arrivals: f64, capacity: f64, patience: f64) -> Self {
        let mut chain = Self {
            unqueued: 1.0,
            full,
            queued: 0.0,
            length: 0.0,
        };
        let (mut waiting, mut weight) = (0.0, full);
        while weight > 0.0 {
            waiting += 1.0;
            weight *= arrivals / (capacity + waiting / patience);
            chain.queued += weight;
            chain.length += waiting * weight;
            // Under overload the weights grow to their mode far out.
            if weight > 1e200 {
                weight *= 1e-200;
                chain.scale(1e-200);
            }
            // Ratios only fall from here, so a geometric tail bounds the rest.
            let ratio = arrivals / (capacity + (waiting + 1.0) / patience);
            if ratio < 1.0 {
                let left = 1.0 / (1.0 - ratio);
                if weight * ratio * left * (waiting + left) <= 1e-16 * chain.length {
                    break;
                }
            }
        }
        chain
    }

    fn scale(&mut self, factor: f64) {
        self.unqueued *= factor;
        self.full *= factor;
        self.queued *= factor;
        self.length *= factor;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn close(ours: f64, reference: &Value, what: &str) {
        let reference = reference.as_f64().unwrap();
        assert!(
            (ours - reference).abs() <= 1e-10 * reference.abs(),
            "{what}: {ours} {reference}"
        );
    }

    fn number(value: &Value, key: &str) -> f64 {
        value[key].as_f64().unwrap()
    }

    /// Seven desks computed independently from the closed forms.
    #[test]
    fn desks_match_the_reference() {
        let text = include_str!("../../tests/data/erlang_test_vectors.json");
        let desks: Vec<Value> = serde_json::from_str(text).unwrap();
        assert_eq!(desks.len(), 7);
        for desk in &desks {
            let agents = desk["agents"].as_u64().unwrap() as u32;
            let (rate, handling) = (
                number(desk, "calls_per_hour") / 60.0,
                number(desk, "aht_min"),
            );
            close(erlang_b(rate * handling, agents), &desk["erlang_b"], "B");
            let c = erlang_c(rate, handling, agents);
            if desk["erlang_c"].is_null() {
                assert!(c.is_none());
            } else {
                let c = c.unwrap();
                close(c.p_wait, &desk["erlang_c"], "C");
                close(c.mean_wait, &desk["asa_min"], "speed of answer");
                close(c.occupancy, &desk["occupancy"], "occupancy");
                let within = c.answered_within(number(desk, "target_s") / 60.0);
                close(within, &desk["service_level"], "service level");
            }
            let a = erlang_a(rate, handling, agents, number(desk, "patience_min")).unwrap();
            let expected = &desk["erlang_a"];
            close(a.p_wait, &expected["p_wait"], "A p_wait");
            close(a.p_abandon, &expected["p_abandon"], "A p_abandon");
            close(a.mean_wait, &expected["mean_wait_all"], "A wait");
            close(a.occupancy, &expected["occupancy"], "A occupancy");
            close(a.mean_queue, &expected["lq"], "A queue");
        }
    }

    #[test]
    fn loads_match_the_second_reference() {
        let text = include_str!("../../tests/data/queue_expected.json");
        let expected: Value = serde_json::from_str(text).unwrap();
        for case in expected["erlang"].as_array().unwrap() {
            let agents = case["c"].as_u64().unwrap() as u32;
            let (load, handling) = (number(case, "a"), number(case, "aht_s"));
            close(erlang_b(load, agents), &case["erlang_b"], "B");
            let c = erlang_c(load / handling, handling, agents).unwrap();
            close(c.p_wait, &case["erlang_c"], "C");
            close(c.mean_wait, &case["asa_s"], "speed of answer");
            close(c.mean_queue, &case["Lq"], "queue");
            close(
                c.answered_within(20.0),
                &case["service_level_20s"],
                "service level",
            );
        }
        for case in expected["erlang_a"].as_array().unwrap() {
            let agents = case["c"].as_u64().unwrap() as u32;
            let a = erlang_a(
                number(case, "lam"),
                1.0,
                agents,
                1.0 / number(case, "theta"),
            )
            .unwrap();
            close(a.p_wait, &case["p_wait"], "A p_wait");
            close(a.p_abandon, &case["p_abandon"], "A p_abandon");
            close(a.mean_wait, &case["E_wait"], "A wait");
            close(a.mean_queue, &case["Lq"], "A queue");
        }
    }

    /// Against Simpson's rule on the waiting-time density of Baccelli and
    /// Hebuterne (1981), an independent route to the service level.
    #[test]
    fn answered_within_matches_the_integral() {
        for (arrivals, handling, agents, patience) in [
            (1.0, 12.0, 13, 10.0),
            (1.0, 12.0, 8, 10.0),
            (0.5, 12.0, 8, 3.0),
            (0.1, 25.0, 4, 200.0),
        ] {
            let a = erlang_a(arrivals, handling, agents, patience).unwrap();
            let capacity = f64::from(agents) / handling;
            let full = erlang_b(arrivals * handling, agents);
            let chain = Chain::new(full, arrivals, capacity, patience);
            let p_full = chain.full / (chain.unqueued + chain.queued);
            let density = |w: f64| {
                let giving_up = math::exp(-w / patience);
                let power = arrivals * patience * (1.0 - giving_up) - capacity * w;
                capacity * p_full * giving_up * math::exp(power)
            };
            for time in [0.5, 5.0, 60.0] {
                let (n, mut sum) = (4000, density(0.0) + density(time));
                for i in 1..n {
                    let weight = if i % 2 == 1 { 4.0 } else { 2.0 };
                    sum += weight * density(time * f64::from(i) / f64::from(n));
                }
                let integral = 1.0 - a.p_wait + sum * time / f64::from(n) / 3.0;
                assert!(
                    (a.answered_within(time) - integral).abs() < 1e-9,
                    "{agents} {time}"
                );
            }
            assert!((a.answered_within(1e9) - (1.0 - a.p_abandon)).abs() < 1e-12);
            assert_eq!(a.answered_within(0.0), 1.0 - a.p_wait);
        }
    }

    #[test]
    fn endless_patience_is_erlang_c() {
        let (a, c) = (
            erlang_a(1.0, 10.0, 12, 1e7).unwrap(),
            erlang_c(1.0, 10.0, 12).unwrap(),
        );
        assert!((a.p_wait - c.p_wait).abs() < 1e-5);
        assert!((a.mean_wait - c.mean_wait).abs() < 1e-4);
        assert!((a.answered_within(3.0) - c.answered_within(3.0)).abs() < 1e-5);
    }

    #[test]
    fn extreme_loads_stay_finite_and_consistent() {
        for (load, agents) in [
            (2000.0, 50),
            (2000.0, 1990),
            (2000.0, 2050),
            (2000.0, 9000),
            (1e-6, 3),
        ] {
            for patience in [0.1, 30.0, 5000.0] {
                let a = erlang_a(load / 12.0, 12.0, agents, patience).unwrap();
                for value in [a.p_wait, a.p_abandon, a.occupancy, a.answered_within(5.0)] {
                    assert!(
                        (0.0..=1.0 + 1e-12).contains(&value),
                        "{load} {agents} {patience}: {a:?}"
                    );
                }
                // What arrives is answered or gives up: fluid limit of overload.
                if agents == 50 {
                    assert!((a.p_abandon - (1.0 - 50.0 / load)).abs() < 1e-6, "{a:?}");
                }
            }
        }
        assert!(erlang_b(2000.0, 9000) >= 0.0);
    }

    #[test]
    fn senseless_desks_have_no_answer() {
        assert!(erlang_a(1.0, 10.0, 0, 5.0).is_none());
        assert!(erlang_a(1.0, 10.0, 3, 0.0).is_none());
        assert!(erlang_a(f64::NAN, 10.0, 3, 5.0).is_none());
        assert!(erlang_c(1.0, 10.0, 10).is_none());
        assert_eq!(erlang_b(0.0, 0), 0.0);
        assert_eq!(erlang_b(3.0, 0), 1.0);
        let idle = erlang_a(0.0, 10.0, 2, 5.0).unwrap();
        assert_eq!(
            (idle.p_wait, idle.p_abandon, idle.answered_within(1.0)),
            (0.0, 0.0, 1.0)
        );
    }
}
