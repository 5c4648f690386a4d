//! The search for a division of money among cells, as a pure function of what has been
//! evaluated so far: it names the divisions it wants to know next, or the best.
//!
//! First each cell alone takes several sizes around a base. The gains, added up and
//! interpolated between the sizes, are a model that dynamic programming solves exactly;
//! a greedy division would never begin a channel that pays little at first. From that
//! start and others, moves of money from one cell to another that the model likes best
//! are evaluated in the same worlds, and the best of a round is taken if it improves.

use crate::experiment::constraint::Constraint;
use crate::statistics::{Choice, allocate, quantile_sorted, sorted};
use std::collections::BTreeSet;

/// Blocks of money by cell; what they do not add up to is not spent.
pub type Division = Vec<u32>;

/// Sizes of moves [blocks].
const MOVES: [u32; 4] = [8, 4, 2, 1];
/// Parts of the budget for which starts are made if there is a limit to keep, in
/// quarters.
const QUARTERS: [u32; 4] = [3, 2, 1, 0];
/// Halvings of the price of load.
const HALVINGS: u32 = 40;

/// What is searched.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Blocks in all.
    pub blocks: u32,
    /// Most blocks of each cell.
    pub most: Vec<u32>,
    /// Sizes at which each cell's response is asked, rising, from 0 to the most.
    pub sizes: Vec<Vec<u32>>,
    /// What the responses are laid around.
    pub base: Division,
    /// Other divisions to start from.
    pub starts: Vec<Division>,
    /// Whether there is a limit to keep.
    pub limited: bool,
    /// Rounds of moves.
    pub rounds: u32,
    /// Moves that are evaluated in a round.
    pub trials: usize,
}

/// How a division came out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// To be as large as possible.
    pub objective: f64,
    /// How far the limit is broken, in the unit of what is limited; negative within.
    pub load: f64,
    /// Whether the limit is kept.
    pub feasible: bool,
}

impl Score {
    /// Whether a limit is kept by the share of these simulations that it allows, and how far
    /// the quantile that it is about lies beyond its threshold.
    pub fn limited(limit: &Constraint, values: &[Option<f64>], objective: f64) -> Self {
        let bad = values.iter().filter(|value| limit.is_bad(**value)).count();
        let beyond: Vec<f64> = values.iter().map(|value| limit.beyond(*value)).collect();
        let load = quantile_sorted(&sorted(&beyond), 1.0 - limit.most_bad());
        Self {
            objective,
            load: load.unwrap_or(0.0),
            // A share that is a bound itself is kept, whatever the last bit says.
            feasible: bad as f64 <= limit.most_bad() * values.len() as f64 * (1.0 + 1e-12),
        }
    }

    /// Divisions that keep the limit come first, then those closest to it.
    fn beats(&self, other: &Self) -> bool {
        match (self.feasible, other.feasible) {
            (true, true) => self.objective > other.objective,
            (false, false) => self.load < other.load,
            (ours, _) => ours,
        }
    }
}

/// What the search says.
#[derive(Clone, Debug, PartialEq)]
pub enum Progress {
    /// Divisions that it wants to know, none of them known.
    Ask(Vec<Division>),
    /// The best one.
    Found(Division),
}

impl Problem {
    /// The most divisions that are asked in all.
    pub fn most_asked(&self) -> usize {
        let sizes: usize = self.sizes.iter().map(|sizes| sizes.len()).sum();
        let starts = 3 + self.starts.len() + QUARTERS.len();
        1 + sizes + starts + self.rounds as usize * self.trials
    }

    /// The next step, where `score` knows some divisions.
    pub fn search(&self, score: &dyn Fn(&Division) -> Option<Score>) -> Progress {
        let grid = self.grid();
        if let Some(asked) = unknown(&grid, score) {
            return asked;
        }
        let Some(model) = Model::new(self, score) else {
            return Progress::Found(self.base.clone());
        };
        let starts = model.starts(self);
        if let Some(asked) = unknown(&starts, score) {
            return asked;
        }
        let best = |current: Division, others: &[Division]| {
            others.iter().fold(current, |best, other| {
                let beats = score(other).zip(score(&best));
                if beats.is_some_and(|(other, best)| other.beats(&best)) {
                    other.clone()
                } else {
                    best
                }
            })
        };
        let mut tried: BTreeSet<Division> = starts.iter().cloned().collect();
        let mut current = best(starts[0].clone(), &starts);
        for _ in 0..self.rounds {
            let Some(from) = score(&current) else { break };
            let trials = model.moves(self, &current, from, &tried);
            if trials.is_empty() {
                break;
            }
            if let Some(asked) = unknown(&trials, score) {
                return asked;
            }
            current = best(current, &trials);
            tried.extend(trials);
        }
        Progress::Found(current)
    }

    /// The base, and each cell alone at its other sizes.
    fn grid(&self) -> Vec<Division> {
        let mut grid = vec![self.base.clone()];
        for (cell, sizes) in self.sizes.iter().enumerate() {
            for size in sizes.iter().filter(|size| **size != self.base[cell]) {
                let mut division = self.base.clone();
                division[cell] = *size;
                grid.push(division);
            }
        }
        grid
    }
}

/// Those that are not known, each once.
fn unknown(list: &[Division], score: &dyn Fn(&Division) -> Option<Score>) -> Option<Progress> {
    let mut asked: Vec<Division> = Vec::new();
    for division in list {
        if score(division).is_none() && !asked.contains(division) {
            asked.push(division.clone());
        }
    }
    (!asked.is_empty()).then_some(Progress::Ask(asked))
}

/// Gains of each cell over the base, added.
struct Model {
    /// Gain and load of each cell at every number of blocks from 0 to the most.
    cells: Vec<Vec<(f64, f64)>>,
    /// Load of the base.
    load: f64,
}

impl Model {
    /// `None` before the grid is known.
    fn new(problem: &Problem, score: &dyn Fn(&Division) -> Option<Score>) -> Option<Self> {
        let base = score(&problem.base)?;
        let mut cells = Vec::new();
        for (cell, sizes) in problem.sizes.iter().enumerate() {
            let mut knots = Vec::new();
            let own = problem.base[cell];
            let mut sizes: Vec<u32> = sizes.iter().copied().chain([own]).collect();
            sizes.sort_unstable();
            sizes.dedup();
            for size in sizes {
                let mut division = problem.base.clone();
                division[cell] = size;
                let score = score(&division)?;
                let gain = score.objective - base.objective;
                knots.push((size, gain, score.load - base.load));
            }
            let blocks = 0..=problem.most[cell];
            cells.push(blocks.map(|blocks| between(&knots, blocks)).collect());
        }
        Some(Self {
            cells,
            load: base.load,
        })
    }

    /// Gain and load of a division over the base.
    fn of(&self, division: &Division) -> (f64, f64) {
        let cells = self.cells.iter().zip(division);
        cells.fold((0.0, 0.0), |(gain, load), (cell, blocks)| {
            let (more, heavier) = cell[*blocks as usize];
            (gain + more, load + heavier)
        })
    }

    /// The model's best division of so many blocks where load has a price.
    fn best(&self, blocks: u32, price: f64) -> Option<Division> {
        let choices = |cell: &Vec<(f64, f64)>| -> Vec<Choice> {
            let cell = cell.iter().enumerate();
            cell.map(|(cost, (gain, load))| Choice {
                cost,
                value: gain - price * load,
            })
            .collect()
        };
        let lists: Vec<Vec<Choice>> = self.cells.iter().map(choices).collect();
        let lists: Vec<&[Choice]> = lists.iter().map(Vec::as_slice).collect();
        let chosen = allocate(&lists, blocks as usize)?.choices(blocks as usize)?;
        // A choice's position is its number of blocks.
        Some(chosen.into_iter().map(|choice| choice as u32).collect())
    }

    /// Where moves may start, the model's own best first.
    fn starts(&self, problem: &Problem) -> Vec<Division> {
        let mut starts = Vec::new();
        let free = self.best(problem.blocks, 0.0);
        if problem.limited {
            let fits = |division: &Division| self.load + self.of(division).1 <= 0.0;
            if free.as_ref().is_some_and(|division| !fits(division)) {
                starts.extend(self.priced(problem, &fits));
            }
            let parts = QUARTERS.map(|quarters| problem.blocks * quarters / 4);
            starts.extend(parts.iter().filter_map(|blocks| self.best(*blocks, 0.0)));
        }
        starts.extend(problem.starts.iter().cloned());
        free.into_iter().chain(starts).collect()
    }

    /// The best division that keeps the limit in the model: the smallest price of load
    /// at which it does, by halving (Lagrange's relaxation, which may miss the exact
    /// one by what lies between two prices).
    fn priced(&self, problem: &Problem, fits: &dyn Fn(&Division) -> bool) -> Option<Division> {
        let at = |price: f64| self.best(problem.blocks, price);
        let mut high = 1e-6;
        while !fits(&at(high)?) {
            high *= 4.0;
            if high > 1e12 {
                return None;
            }
        }
        let mut low = 0.0;
        for _ in 0..HALVINGS {
            let middle = (low + high) / 2.0;
            if fits(&at(middle)?) {
                high = middle;
            } else {
                low = middle;
            }
        }
        at(high)
    }

    /// Moves that the model likes best and that were not tried; money that is not
    /// spent counts as one more cell.
    fn moves(
        &self,
        problem: &Problem,
        current: &Division,
        from: Score,
        tried: &BTreeSet<Division>,
    ) -> Vec<Division> {
        let cells = current.len();
        let spent: u32 = current.iter().sum();
        let spare = problem.blocks.saturating_sub(spent);
        let here = self.of(current);
        let mut moves: Vec<(f64, Division)> = Vec::new();
        for size in MOVES {
            for (giver, taker) in (0..=cells).flat_map(|one| (0..=cells).map(move |two| (one, two)))
            {
                let has = current.get(giver).copied().unwrap_or(spare);
                let room = match current.get(taker) {
                    Some(blocks) => problem.most[taker] - blocks,
                    None => u32::MAX,
                };
                if giver == taker || has < size || room < size {
                    continue;
                }
                let mut division = current.clone();
                if let Some(blocks) = division.get_mut(giver) {
                    *blocks -= size;
                }
                if let Some(blocks) = division.get_mut(taker) {
                    *blocks += size;
                }
                if tried.contains(&division) {
                    continue;
                }
                let there = self.of(&division);
                let (gain, load) = (there.0 - here.0, there.1 - here.1);
                if !from.feasible {
                    moves.push((-load, division));
                } else if !problem.limited || from.load + load <= 0.0 {
                    moves.push((gain, division));
                }
            }
        }
        // A stable order: equal ones stay as they came.
        moves.sort_by(|one, other| other.0.total_cmp(&one.0));
        let best = moves.into_iter().map(|(_, division)| division);
        best.take(problem.trials).collect()
    }
}

/// Gain and load at a number of blocks, linear between the knots and flat beyond.
fn between(knots: &[(u32, f64, f64)], blocks: u32) -> (f64, f64) {
    let after = knots.partition_point(|knot| knot.0 < blocks);
    let of = |knot: &(u32, f64, f64)| (knot.1, knot.2);
    match (after.checked_sub(1).map(|at| &knots[at]), knots.get(after)) {
        (Some(low), Some(high)) => {
            let part = f64::from(blocks - low.0) / f64::from(high.0 - low.0);
            let mix = |one: f64, other: f64| one + part * (other - one);
            (mix(low.1, high.1), mix(low.2, high.2))
        }
        (Some(knot), None) | (None, Some(knot)) => of(knot),
        (None, None) => (0.0, 0.0),
    }
}
