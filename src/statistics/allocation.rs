//! Dividing a budget among channels.

/// One thing to do in a channel.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    /// Blocks of the budget that it takes.
    pub cost: usize,
    /// What it brings, in the unit of the response.
    pub value: f64,
}

/// Best divisions of every budget up to a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// Best value of spending at most so many blocks; none where the budget
    /// does not pay for one choice of every channel.
    best: Vec<Option<f64>>,
    /// `picked[channel][budget]`: the choice taken there.
    picked: Vec<Vec<usize>>,
    costs: Vec<Vec<usize>>,
}

/// Solves the division exactly: one choice of every channel, values added, at
/// most `budget` blocks in all.
///
/// Dynamic programming for the multiple-choice knapsack (Kellerer, Pferschy
/// and Pisinger 2004, chapter 11); time in channels x budget x choices. Nothing
/// is assumed of the responses: taking the best next block again and again
/// fails badly on S-curves, which pay little at first. Of equal values the
/// earlier choice wins. `None` of no channels.
pub fn allocate(channels: &[&[Choice]], budget: usize) -> Option<Frontier> {
    if channels.is_empty() {
        return None;
    }
    let mut best = vec![Some(0.0); budget + 1];
    let mut picked = Vec::with_capacity(channels.len());
    for choices in channels {
        let mut next: Vec<Option<f64>> = vec![None; budget + 1];
        let mut picks = vec![0; budget + 1];
        for (left, pick) in picks.iter_mut().enumerate() {
            for (index, choice) in choices.iter().enumerate() {
                let rest = left.checked_sub(choice.cost).and_then(|rest| best[rest]);
                let value = rest.map(|rest| rest + choice.value);
                if value.is_some_and(|value| next[left].is_none_or(|other| value > other)) {
                    (next[left], *pick) = (value, index);
                }
            }
        }
        best = next;
        picked.push(picks);
    }
    let costs = |choices: &&[Choice]| choices.iter().map(|choice| choice.cost).collect();
    Some(Frontier {
        best,
        picked,
        costs: channels.iter().map(costs).collect(),
    })
}

impl Frontier {
    /// Best value of spending at most `budget` blocks.
    pub fn value(&self, budget: usize) -> Option<f64> {
        *self.best.get(budget)?
    }

    /// The choice of every channel that brings it.
    pub fn choices(&self, budget: usize) -> Option<Vec<usize>> {
        self.value(budget)?;
        let mut left = budget;
        let mut choices = vec![0; self.picked.len()];
        for channel in (0..choices.len()).rev() {
            choices[channel] = self.picked[channel][left];
            left -= self.costs[channel][choices[channel]];
        }
        Some(choices)
    }
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, comparison};
    use super::super::response::Hill;
    use super::*;

    /// Three channels, of which two pay little at first.
    fn channels() -> Vec<Hill> {
        let all = comparison();
        let rows: Vec<[f64; 3]> =
            serde_json::from_value(all["spend"]["allocation"]["channels_L_ec_slope"].clone())
                .unwrap();
        let hill = |[ceiling, half, steepness]: [f64; 3]| Hill {
            ceiling,
            half,
            steepness,
        };
        rows.into_iter().map(hill).collect()
    }

    fn grids(budget: usize) -> Vec<Vec<Choice>> {
        let grid = |hill: &Hill| {
            let choice = |cost| Choice {
                cost,
                value: hill.value(cost as f64),
            };
            (0..=budget).map(choice).collect()
        };
        channels().iter().map(grid).collect()
    }

    fn total(blocks: &[u32]) -> f64 {
        let pairs = blocks.iter().zip(channels());
        pairs.map(|(&x, hill)| hill.value(f64::from(x))).sum()
    }

    #[test]
    fn exact_division_matches_the_reference() {
        let all = comparison();
        let reference = &all["spend"]["allocation"]["exact_dp"];
        let grids = grids(110);
        let lists: Vec<&[Choice]> = grids.iter().map(Vec::as_slice).collect();
        let frontier = allocate(&lists, 110).unwrap();
        assert_close(frontier.value(100).unwrap(), &reference["value"], 1e-9);
        let blocks: Vec<usize> = serde_json::from_value(reference["alloc"].clone()).unwrap();
        assert_eq!(frontier.choices(100), Some(blocks));
    }

    /// Kept to show why nothing here is greedy: the first block of an S-curve
    /// is worth almost nothing, so greed never starts one.
    #[test]
    fn greed_fails_on_s_curves() {
        let all = comparison();
        let reference = &all["spend"]["allocation"]["greedy_unit_marginal"];
        let mut blocks = [0_u32; 3];
        for _ in 0..100 {
            let gain = |channel: usize| {
                let mut next = blocks;
                next[channel] += 1;
                total(&next) - total(&blocks)
            };
            let best = (0..3).max_by(|&a, &b| gain(a).total_cmp(&gain(b))).unwrap();
            blocks[best] += 1;
        }
        let expected: [u32; 3] = serde_json::from_value(reference["alloc"].clone()).unwrap();
        assert_eq!(blocks, expected);
        assert_close(total(&blocks), &reference["value"], 1e-9);
        let grids = grids(100);
        let lists: Vec<&[Choice]> = grids.iter().map(Vec::as_slice).collect();
        let exact = allocate(&lists, 100).and_then(|frontier| frontier.value(100));
        assert!(exact.unwrap() > 1.5 * total(&blocks), "{exact:?}");
    }

    /// Against every division of small random problems.
    #[test]
    fn exact_division_is_exact() {
        use crate::random::{Purpose, WorldKey};
        for round in 0..200 {
            let key = WorldKey::new(1, round);
            let draw = |channel: u32, i: u32| key.uniform(Purpose::Bootstrap, i, 9, channel, 0);
            let grid = |channel: u32| -> Vec<Choice> {
                let choice = |i: u32| Choice {
                    cost: (draw(channel, 2 * i) * 6.0) as usize,
                    value: draw(channel, 2 * i + 1),
                };
                (0..4).map(choice).collect()
            };
            let (a, b, c) = (grid(0), grid(1), grid(2));
            let frontier = allocate(&[&a, &b, &c], 9).unwrap();
            for budget in 0..=9 {
                let mut best: Option<f64> = None;
                for (a, b, c) in all_triples(&a, &b, &c) {
                    if a.cost + b.cost + c.cost <= budget {
                        let value = a.value + b.value + c.value;
                        best = Some(best.map_or(value, |best| best.max(value)));
                    }
                }
                let ours = frontier.value(budget);
                assert_eq!(ours.is_some(), best.is_some());
                let gap = ours.unwrap_or(0.0) - best.unwrap_or(0.0);
                assert!(gap.abs() < 1e-12);
                let chosen = frontier.choices(budget).map(|pick| {
                    assert!(a[pick[0]].cost + b[pick[1]].cost + c[pick[2]].cost <= budget);
                    a[pick[0]].value + b[pick[1]].value + c[pick[2]].value
                });
                assert!((chosen.unwrap_or(0.0) - ours.unwrap_or(0.0)).abs() < 1e-12);
            }
        }
        assert_eq!(allocate(&[], 3), None);
    }

    fn all_triples(a: &[Choice], b: &[Choice], c: &[Choice]) -> Vec<(Choice, Choice, Choice)> {
        let mut all = Vec::new();
        for &a in a {
            for &b in b {
                all.extend(c.iter().map(|&c| (a, b, c)));
            }
        }
        all
    }
}
