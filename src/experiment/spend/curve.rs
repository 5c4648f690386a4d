//! What one curve of spending levels says.

use super::design::CurveDesign;
use super::measure::{Measured, place};
use crate::answer::{Curve, Difference, Level, Marginal, Numbers, Optimum, Step, StepSign};
use crate::statistics::{Support, draw_means, paired_ratio};

/// Level at which the intervals of a curve's steps hold together.
const LEVEL: f64 = 0.95;

/// The simulations of every level of a curve, in the same order.
pub type Samples<'a> = Vec<Vec<&'a Measured>>;

/// A number of every simulation.
pub(super) type Column = Vec<Option<f64>>;

impl Curve {
    /// Of the simulations of every level, `per_draw` of each draw; `value` is what an
    /// adopter is worth [$].
    pub(super) fn of(
        name: &str,
        design: &CurveDesign,
        samples: &Samples<'_>,
        per_draw: usize,
        value: Option<f64>,
    ) -> Self {
        let count = design.levels.len().saturating_sub(1).max(1);
        let confidence = 1.0 - (1.0 - LEVEL) / count as f64;
        let columns: Vec<[Column; 4]> = samples
            .iter()
            .map(|simulations| columns(simulations))
            .collect();
        let levels = design.levels.iter().zip(&columns);
        let levels: Vec<Level> = levels
            .map(|(level, [adopters, tickets, net_cash, adoption])| Level {
                level: level.level,
                point: level.point,
                spend: level.spend,
                adopters: Numbers::of(adopters, per_draw, Support::Signed),
                adoption: Numbers::of(adoption, per_draw, Support::Signed),
                tickets: Numbers::of(tickets, per_draw, Support::Signed),
                net_cash: Numbers::of(net_cash, per_draw, Support::Signed),
                messages: None,
                lost_to_fatigue: None,
            })
            .collect();
        let pairs = levels.windows(2).zip(columns.windows(2));
        let steps: Vec<Step> = pairs
            .map(|(levels, columns)| {
                let [from, to] = [&levels[0], &levels[1]];
                Step::of(from, to, [&columns[0], &columns[1]], per_draw, confidence)
            })
            .collect();
        let last_rise = steps
            .iter()
            .rposition(|step| step.marginal == StepSign::Positive);
        let flat_at = last_rise.map_or(0, |at| at + 1);
        let fall = steps
            .iter()
            .find(|step| step.marginal == StepSign::Negative);
        let optimum = value.and_then(|value| Optimum::of(&levels, samples, per_draw, value));
        Self {
            name: name.to_owned(),
            scaled: design.scaled,
            flat_from: steps.get(flat_at).map(|step| step.from),
            falls_from: fall.map(|step| step.from),
            levels,
            steps,
            confidence,
            optimum,
        }
    }
}

/// Adopters, tickets, net cash, adoption.
fn columns(simulations: &[&Measured]) -> [Column; 4] {
    let of = |at: usize| {
        simulations
            .iter()
            .map(|simulation| simulation.outputs[at])
            .collect()
    };
    [
        simulations
            .iter()
            .map(|simulation| Some(simulation.adopters))
            .collect(),
        of(place::TICKETS),
        of(place::NET_CASH),
        of(place::ADOPTION),
    ]
}

impl Step {
    fn of(
        from: &Level,
        to: &Level,
        [less, more]: [&[Column; 4]; 2],
        per_draw: usize,
        confidence: f64,
    ) -> Self {
        let paired = |at: usize| Difference::paired(&more[at], &less[at], per_draw, confidence);
        let adopters = paired(0);
        let side = adopters.map_or(0, |difference| difference.side());
        let spend = to.spend - from.spend;
        let thousand = 1000.0 / spend;
        let break_even = (side > 0).then(|| {
            let means = |at: usize| means(&more[at], &less[at], per_draw);
            let ratio = paired_ratio(&means(2)?, &means(0)?, confidence)?;
            Some(Marginal {
                mean: ratio.ratio,
                lo: ratio.interval.map(|interval| interval.lo),
                hi: ratio.interval.map(|interval| interval.hi),
            })
        });
        Self {
            from: from.level,
            to: to.level,
            spend,
            adopters,
            adopters_per_1000: adopters.filter(|_| spend > 0.0).map(|difference| Marginal {
                mean: difference.mean * thousand,
                lo: difference.lo.map(|lo| lo * thousand),
                hi: difference.hi.map(|hi| hi * thousand),
            }),
            tickets: paired(1),
            net_cash: paired(2),
            marginal: match side {
                1 => StepSign::Positive,
                -1 => StepSign::Negative,
                _ => StepSign::Unclear,
            },
            break_even: break_even.flatten(),
        }
    }
}

/// Mean difference of each draw; none unless all are defined.
pub(super) fn means(more: &Column, less: &Column, per_draw: usize) -> Option<Vec<f64>> {
    let pairs = more.iter().zip(less);
    let differences: Option<Vec<f64>> = pairs.map(|(m, l)| Some((*m)? - (*l)?)).collect();
    draw_means(&differences?, per_draw)
}
