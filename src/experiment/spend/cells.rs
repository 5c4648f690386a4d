//! Money by channel and block of weeks, and the plan that spends it so.

use super::design::Design;
use super::search::{Division, Problem};
use crate::answer::Block;
use crate::math;
use crate::scenario::{Burst, Scenario};

/// Blocks of money that a budget is divided into.
pub const BLOCKS: u32 = 40;
/// Rounds of moves, and moves that are evaluated in each.
const ROUNDS: u32 = 6;
const TRIALS: usize = 6;
/// A cell takes at most so many times the spend that buys half of its reach, which
/// buys all but 1.6 % of it.
const HALVES: f64 = 6.0;
/// Spends are rounded to so many parts of a dollar a head and week, so that what was
/// simulated is what is written.
const GRAINS: f64 = 1e6;

/// One channel in one block: its weeks there.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The channel.
    pub channel: usize,
    /// The block.
    pub block: usize,
    /// The channel's own weeks in it.
    pub weeks: Vec<u16>,
    /// People it addresses.
    pub heads: u32,
    half_spend: f64,
}

/// All cells, and the budget.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// Blocks of weeks, in order.
    pub blocks: Vec<Block>,
    /// Cells, channel by channel.
    pub cells: Vec<Cell>,
    /// The budget [$].
    pub budget: f64,
    week: u16,
}

impl Cells {
    /// The cells of a plan in blocks that begin in `starts`, by default with its
    /// phases. A channel runs in the weeks of its own calendar, and nowhere else.
    pub fn new(design: &Design, starts: &[u16], budget: f64) -> Self {
        let plan = design.scenarios[0].workforce();
        let phases = plan.phases.iter().map(|phase| phase.first_week);
        let mut starts: Vec<u16> = if starts.is_empty() {
            phases.collect()
        } else {
            starts.to_vec()
        };
        starts.push(1);
        starts.retain(|start| *start <= design.week);
        starts.sort_unstable();
        starts.dedup();
        let ends = starts[1..].iter().map(|next| next - 1).chain([design.week]);
        let blocks: Vec<Block> = starts
            .iter()
            .zip(ends)
            .map(|(first, last)| Block {
                first_week: *first,
                last_week: last,
            })
            .collect();
        let mut cells = Vec::new();
        for (at, channel) in plan.communications.channels.iter().enumerate() {
            for (number, block) in blocks.iter().enumerate() {
                let inside = |week: &u16| (block.first_week..=block.last_week).contains(week);
                let weeks: Vec<u16> = channel.weeks.iter().copied().filter(inside).collect();
                if !weeks.is_empty() && design.heads[at] > 0 {
                    cells.push(Cell {
                        channel: at,
                        block: number,
                        weeks,
                        heads: design.heads[at],
                        half_spend: channel.half_spend,
                    });
                }
            }
        }
        Self {
            blocks,
            cells,
            budget,
            week: design.week,
        }
    }

    /// Dollars of a block of money.
    pub fn unit(&self) -> f64 {
        self.budget / f64::from(BLOCKS)
    }

    /// Dollars of every cell.
    pub fn amounts(&self, division: &Division) -> Vec<f64> {
        let dollars = |blocks: &u32| f64::from(*blocks) * self.budget / f64::from(BLOCKS);
        division.iter().map(dollars).collect()
    }

    /// As much for every channel and week of its calendar as for every other, in whole
    /// blocks of money, as far as cells take it.
    pub fn even(&self) -> Division {
        let weight = |cell: &Cell| {
            let same = self.cells.iter().filter(|one| one.channel == cell.channel);
            let all: usize = same.map(|one| one.weeks.len()).sum();
            cell.weeks.len() as f64 / all as f64
        };
        let weights: Vec<f64> = self.cells.iter().map(weight).collect();
        self.rounded(&weights)
    }

    /// The plan's own proportions [$ by cell], as far as they add up to the budget;
    /// nothing where the plan spends nothing.
    pub fn own(&self, design: &Design) -> Vec<f64> {
        let plan = design.scenarios[0].workforce();
        let spent = |cell: &Cell| {
            let channel = &plan.communications.channels[cell.channel];
            let weeks = cell.weeks.iter().map(|week| channel.spend_in(*week));
            weeks.sum::<f64>() * f64::from(cell.heads)
        };
        let own: Vec<f64> = self.cells.iter().map(spent).collect();
        let all: f64 = own.iter().sum();
        own.iter()
            .map(|amount| amount / all * self.budget)
            .collect()
    }

    /// What is searched; `limited` if there is a limit to keep.
    pub fn problem(&self, design: &Design, limited: bool) -> Problem {
        let blocks = if self.budget > 0.0 { BLOCKS } else { 0 };
        let half = |cell: &Cell| {
            let weeks = cell.weeks.len() as f64 * f64::from(cell.heads);
            cell.half_spend * weeks / self.unit().max(f64::MIN_POSITIVE)
        };
        let halves: Vec<f64> = self.cells.iter().map(half).collect();
        let in_blocks = |size: f64| (math::ceil(size.min(f64::from(blocks))) as u32).min(blocks);
        let most: Vec<u32> = halves.iter().map(|half| in_blocks(HALVES * half)).collect();
        let sizes = halves.iter().zip(&most).map(|(half, most)| {
            let sizes = [0.0, 0.5, 1.0, 2.0, 4.0].map(|times| in_blocks(times * half));
            let mut sizes: Vec<u32> = sizes.iter().chain([most]).copied().collect();
            sizes.retain(|size| size <= most);
            sizes.sort_unstable();
            sizes.dedup();
            sizes
        });
        let own = self.rounded(&self.own(design));
        Problem {
            blocks,
            sizes: sizes.collect(),
            base: if blocks == 0 {
                vec![0; self.cells.len()]
            } else {
                self.even()
            },
            starts: if blocks == 0 { Vec::new() } else { vec![own] },
            limited,
            rounds: ROUNDS,
            trials: TRIALS,
            most,
        }
    }

    /// Weights in whole blocks of money (largest remainders), no cell above what it
    /// takes; what finds no room is not spent.
    fn rounded(&self, weights: &[f64]) -> Division {
        let half = |cell: &Cell| {
            let weeks = cell.weeks.len() as f64 * f64::from(cell.heads);
            HALVES * cell.half_spend * weeks / self.unit().max(f64::MIN_POSITIVE)
        };
        let most = self.cells.iter().map(half);
        let most: Vec<u32> = most
            .map(|most| math::ceil(most.min(f64::from(BLOCKS))) as u32)
            .collect();
        let all: f64 = weights.iter().sum();
        let mut division = vec![0; weights.len()];
        if all <= 0.0 || self.budget <= 0.0 {
            return division;
        }
        let wanted: Vec<f64> = weights
            .iter()
            .map(|weight| weight / all * f64::from(BLOCKS))
            .collect();
        for ((blocks, wanted), most) in division.iter_mut().zip(&wanted).zip(&most) {
            *blocks = (*wanted as u32).min(*most);
        }
        // One block at a time to whoever is furthest below what it should have.
        while division.iter().sum::<u32>() < BLOCKS {
            let room = (0..division.len()).filter(|at| division[*at] < most[*at]);
            let missing = |at: &usize| wanted[*at] - f64::from(division[*at]);
            let next = room.max_by(|one, other| {
                // The first of equal ones.
                let order = missing(one).total_cmp(&missing(other));
                order.then(other.cmp(one))
            });
            let Some(next) = next else { break };
            division[next] += 1;
        }
        division
    }

    /// Spend of every cell [$ per addressed head and week].
    pub fn spends(&self, amounts: &[f64]) -> Vec<f64> {
        let spend = |(cell, amount): (&Cell, &f64)| {
            let weeks = cell.weeks.len() as f64 * f64::from(cell.heads);
            (amount / weeks * GRAINS).round() / GRAINS
        };
        self.cells.iter().zip(amounts).map(spend).collect()
    }

    /// The plan with these amounts in the cells. Spend after the week of the answer
    /// stays as it is.
    pub fn plan(&self, plan: &Scenario, amounts: &[f64], name: &str) -> Scenario {
        let mut scenario = plan.clone();
        name.clone_into(&mut scenario.name);
        let spends = self.spends(amounts);
        let channels = &mut scenario.workforce_mut().communications.channels;
        for (at, channel) in channels.iter_mut().enumerate() {
            // Weeks after the horizon never come.
            let later = self.week + 1..=plan.run.horizon;
            if !channel.weeks.iter().any(|week| later.contains(week)) {
                channel.spend = 0.0;
                channel.bursts.clear();
            }
            // A week of no spend has to be written only where the channel has another.
            let spends_otherwise = channel.spend > 0.0 || !channel.bursts.is_empty();
            let cells = self.cells.iter().zip(&spends);
            for (cell, spend) in cells.filter(|(cell, _)| cell.channel == at) {
                if *spend > 0.0 || spends_otherwise {
                    channel.bursts.push(Burst {
                        weeks: cell.weeks.clone(),
                        spend: *spend,
                    });
                }
            }
        }
        scenario
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::run::fixture;
    use super::*;

    fn cells(budget: f64) -> (Design, Cells) {
        let plan = fixture::empty(1, 1, 30).scenario;
        let design = Design::new(&plan, 24, &[1.0], &[1.0]).unwrap();
        let cells = Cells::new(&design, &[1, 5, 11, 17], budget);
        (design, cells)
    }

    #[test]
    fn divisions_add_up_to_the_budget() {
        let (design, cells) = cells(5000.0);
        // Six channels in four blocks, two in the week in which the only phase begins.
        assert_eq!((cells.blocks.len(), cells.cells.len()), (4, 26));
        let own = cells.own(&design);
        assert!((own.iter().sum::<f64>() - 5000.0).abs() < 1e-9);
        for division in [
            cells.even(),
            cells.problem(&design, false).starts[0].clone(),
        ] {
            assert_eq!(division.iter().sum::<u32>(), BLOCKS);
            assert!((cells.amounts(&division).iter().sum::<f64>() - 5000.0).abs() < 1e-9);
        }
    }

    #[test]
    fn the_plan_spends_what_the_cells_say() {
        let (design, cells) = cells(5000.0);
        let amounts = cells.amounts(&cells.even());
        let plan = cells.plan(&design.scenarios[0], &amounts, "even");
        // Rounded to whole cents in every week.
        assert!(
            (design.spend(&plan) - 5000.0).abs() < 1.0,
            "{}",
            design.spend(&plan)
        );
        let none = cells.plan(&design.scenarios[0], &vec![0.0; 30], "none");
        assert_eq!(design.spend(&none), 0.0);
        assert_eq!(none.workforce().communications.channels[0].bursts, []);
    }

    #[test]
    fn later_weeks_stay_as_they_are() {
        let (mut design, _) = cells(0.0);
        design.week = 10;
        let cells = Cells::new(&design, &[], 0.0);
        let plan = cells.plan(&design.scenarios[0], &vec![0.0; cells.cells.len()], "none");
        let email = &plan.workforce().communications.channels[0];
        assert_eq!((email.spend_in(10), email.spend_in(11)), (0.0, 0.06));
        assert_eq!(cells.problem(&design, false).blocks, 0);
    }
}
