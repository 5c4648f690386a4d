//! The points of a spend response: the plan with all channels scaled, and with each
//! channel scaled alone.

use crate::answer::Scaled;
use crate::model::communications::{addressed, week_cents};
use crate::population::Slots;
use crate::scenario::{Channel, Scenario};

/// A level of a curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LevelPoint {
    /// Factor.
    pub level: f64,
    /// Which point.
    pub point: usize,
    /// Spend on channels to the week of the answer, all channels together and without
    /// set-up amounts [$].
    pub spend: f64,
}

/// A curve: points that differ in how much is spent on one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct CurveDesign {
    /// The channel; `None` is all of them.
    pub channel: Option<usize>,
    /// What levels multiply.
    pub scaled: Scaled,
    /// Levels, rising.
    pub levels: Vec<LevelPoint>,
}

/// All points.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Week of the answer: adoption then, money and tickets up to it.
    pub week: u16,
    /// The points' plans; the first is the plan itself.
    pub scenarios: Vec<Scenario>,
    /// The curve of all channels, then one for each channel that runs by `week`.
    pub curves: Vec<CurveDesign>,
    /// People whom each channel addresses.
    pub heads: Vec<u32>,
}

/// Name of the curve of all channels.
pub const ALL: &str = "all channels";

impl Design {
    /// The points of a plan with a workforce; `levels` are factors of the whole
    /// spend, `channel_levels` of one channel's, both sorted without repetition.
    /// `None` if the plan spends nothing by that week, so that there is nothing to
    /// scale.
    pub fn new(plan: &Scenario, week: u16, levels: &[f64], channel_levels: &[f64]) -> Option<Self> {
        let workforce = plan.workforce();
        let heads = addressed(plan, &Slots::new(&workforce.organisation));
        let mut design = Self {
            week,
            scenarios: vec![plan.clone()],
            curves: Vec::new(),
            heads,
        };
        if design.spend(plan) <= 0.0 {
            return None;
        }
        design.curve(plan, None, Scaled::OwnSpend, levels);
        for (at, channel) in workforce.communications.channels.iter().enumerate() {
            if channel.weeks.first().is_none_or(|first| *first > week) || design.heads[at] == 0 {
                continue;
            }
            let scaled = if design.channel_spend(at, channel) > 0.0 {
                Scaled::OwnSpend
            } else {
                Scaled::HalfSpend
            };
            design.curve(plan, Some(at), scaled, channel_levels);
        }
        Some(design)
    }

    /// Spend on channels to the week of the answer, without set-up amounts [$].
    pub fn spend(&self, plan: &Scenario) -> f64 {
        let channels = plan.workforce().communications.channels.iter();
        channels
            .enumerate()
            .map(|(at, channel)| self.channel_spend(at, channel))
            .sum()
    }

    /// The same of one channel [$].
    pub fn channel_spend(&self, at: usize, channel: &Channel) -> f64 {
        let weeks = channel.weeks.iter().filter(|week| **week <= self.week);
        let cents: i64 = weeks
            .map(|week| week_cents(channel, *week, self.heads[at]))
            .sum();
        cents as f64 / 100.0
    }

    /// Name of a curve.
    pub fn name(&self, curve: &CurveDesign) -> &str {
        match curve.channel {
            None => ALL,
            Some(at) => &self.scenarios[0].workforce().communications.channels[at].name,
        }
    }

    fn curve(&mut self, plan: &Scenario, channel: Option<usize>, scaled: Scaled, levels: &[f64]) {
        let own = match scaled {
            Scaled::OwnSpend => 1.0,
            Scaled::HalfSpend => 0.0,
        };
        let mut levels: Vec<f64> = levels.iter().copied().chain([own]).collect();
        levels.sort_by(f64::total_cmp);
        levels.dedup();
        let mut curve = CurveDesign {
            channel,
            scaled,
            levels: Vec::new(),
        };
        for level in levels {
            let point = if level == own {
                0
            } else {
                let mut scenario = plan.clone();
                scale(&mut scenario, channel, scaled, level);
                scenario.name = format!("{} x {level}", self.name(&curve));
                self.scenarios.push(scenario);
                self.scenarios.len() - 1
            };
            let spend = self.spend(&self.scenarios[point]);
            curve.levels.push(LevelPoint {
                level,
                point,
                spend,
            });
        }
        self.curves.push(curve);
    }
}

fn scale(scenario: &mut Scenario, only: Option<usize>, scaled: Scaled, level: f64) {
    let channels = &mut scenario.workforce_mut().communications.channels;
    for (at, channel) in channels.iter_mut().enumerate() {
        if only.is_some_and(|only| only != at) {
            continue;
        }
        match scaled {
            Scaled::OwnSpend => channel.scale(level),
            Scaled::HalfSpend => {
                channel.bursts.clear();
                channel.spend = level * channel.half_spend;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::run::fixture;
    use super::*;

    #[test]
    fn levels_multiply_what_they_name() {
        let plan = fixture::empty(1, 1, 30).scenario;
        let design = Design::new(&plan, 24, &[0.0, 2.0], &[0.0, 0.5, 2.0]).unwrap();
        assert_eq!(design.curves.len(), 9);
        let all = &design.curves[0];
        let levels: Vec<f64> = all.levels.iter().map(|level| level.level).collect();
        assert_eq!(levels, [0.0, 1.0, 2.0]);
        assert_eq!((all.levels[0].spend, all.levels[1].point), (0.0, 0));
        assert!((all.levels[2].spend / all.levels[1].spend - 2.0).abs() < 1e-3);
        for (curve, channel) in design.curves[1..].iter().zip(0..) {
            assert_eq!(curve.channel, Some(channel));
            for level in &curve.levels {
                let changed = &design.scenarios[level.point].workforce().communications;
                let own = &plan.workforce().communications;
                let others = |at: &usize| *at != channel;
                for at in (0..8).filter(others) {
                    assert_eq!(changed.channels[at], own.channels[at]);
                }
                let spend = changed.channels[channel].spend;
                match curve.scaled {
                    Scaled::OwnSpend => {
                        assert_eq!(spend, level.level * own.channels[channel].spend)
                    }
                    Scaled::HalfSpend => {
                        assert_eq!(spend, level.level * own.channels[channel].half_spend);
                    }
                }
            }
        }
        // Champions, posters and training.
        let unbought = design
            .curves
            .iter()
            .filter(|c| c.scaled == Scaled::HalfSpend);
        assert_eq!(unbought.count(), 3);
        let mut free = plan.clone();
        for channel in &mut free.workforce_mut().communications.channels {
            channel.spend = 0.0;
        }
        assert_eq!(Design::new(&free, 24, &[0.0], &[0.0]), None);
    }

    #[test]
    fn money_after_the_week_is_not_counted() {
        let plan = fixture::empty(1, 1, 30).scenario;
        let spend = |week| {
            let design = Design::new(&plan, week, &[1.0], &[1.0]).unwrap();
            design.curves[0].levels[0].spend
        };
        assert!(spend(4) < spend(24));
        assert_eq!(spend(24), spend(30));
    }
}
