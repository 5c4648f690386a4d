//! First-order sensitivity from any table of inputs and outputs.

use super::descriptive::{mean, quantile_sorted, sample_variance};
use super::interval::Interval;
use super::resample::{epoch, generator};
use crate::math;
use crate::random::WorldKey;
use rand::seq::{SliceRandom, index};

/// Fewest rows of an interval.
const FEWEST: usize = 20;

/// First-order index of output `y` for input `x`: the share of the variance of
/// `y` that `x` explains alone.
///
/// Sorted by `x`, `(mean(y_i y_{i+1}) - mean^2) / variance`, the last value
/// followed by the first, the variance with divisor n (Gamboa, Gremaud, Klein
/// and Lagnoux 2022, after Chatterjee 2021). Equal inputs keep the given
/// order. It can fall a little below 0 by chance. `None` where the input or
/// the output is constant, or for lists of different length.
pub fn rank_index(x: &[f64], y: &[f64]) -> Option<f64> {
    let order = order_of(x)?;
    Centred::new(y)?.index(&order, None)
}

/// What the largest index of all inputs reaches by chance: its quantile
/// `level` when `y` has nothing to do with any input.
///
/// Permutes `y` `permutations` times, keyed by `key` and thus reproducible,
/// and takes each time the largest index over `inputs`. An index above this
/// floor is a finding even though many inputs were looked at; constant inputs
/// are skipped. `None` where no index exists.
pub fn rank_noise_floor(
    inputs: &[&[f64]],
    y: &[f64],
    key: WorldKey,
    permutations: u32,
    level: f64,
) -> Option<f64> {
    let usable = inputs.iter().filter(|input| input.len() == y.len());
    let orders: Vec<Vec<usize>> = usable.filter_map(|input| order_of(input)).collect();
    let centred = Centred::new(y)?;
    let mut largest = Vec::with_capacity(permutations as usize);
    for round in 0..permutations {
        let mut shuffled: Vec<usize> = (0..y.len()).collect();
        shuffled.shuffle(&mut generator(key, epoch::PERMUTATION, round));
        let indices = orders
            .iter()
            .filter_map(|order| centred.index(order, Some(&shuffled)));
        largest.push(indices.reduce(f64::max)?);
    }
    largest.sort_by(f64::total_cmp);
    quantile_sorted(&largest, level)
}

/// Interval of [`rank_index`] at `level`.
///
/// The spread of the index over `halves` random halves of the rows, drawn without
/// replacement, is that of the index of all rows (the delete-half jackknife; Shao and
/// Wu 1989, "A general theory for jackknife variance estimation", Annals of
/// Statistics 17). The usual bootstrap repeats rows, and a repeated row is its own
/// neighbour, which raises the index. `None` below 20 rows and where there is no
/// index.
pub fn rank_interval(
    x: &[f64],
    y: &[f64],
    key: WorldKey,
    halves: u32,
    level: f64,
) -> Option<Interval> {
    let whole = rank_index(x, y)?;
    let n = x.len();
    let mut indices = Vec::with_capacity(halves as usize);
    for round in 0..halves.max(2) {
        let mut rows = index::sample(&mut generator(key, epoch::HALF, round), n, n / 2).into_vec();
        rows.sort_unstable();
        let of = |values: &[f64]| rows.iter().map(|&row| values[row]).collect();
        let (x, y): (Vec<f64>, Vec<f64>) = (of(x), of(y));
        indices.extend(rank_index(&x, &y));
    }
    let spread = sample_variance(&indices)?.sqrt();
    let half = math::normal_quantile((1.0 + level) / 2.0) * spread;
    (n >= FEWEST).then_some(Interval {
        lo: whole - half,
        hi: whole + half,
    })
}

/// The output less its mean: the index is the same and cancels less.
struct Centred {
    deviations: Vec<f64>,
    squares: f64,
}

impl Centred {
    fn new(y: &[f64]) -> Option<Self> {
        let centre = mean(y)?;
        let deviations: Vec<f64> = y.iter().map(|value| value - centre).collect();
        let squares = deviations.iter().map(|value| value * value).sum();
        (squares > 0.0).then_some(Self {
            deviations,
            squares,
        })
    }

    fn index(&self, order: &[usize], shuffled: Option<&[usize]>) -> Option<f64> {
        if order.len() != self.deviations.len() {
            return None;
        }
        let value = |&row: &usize| self.deviations[shuffled.map_or(row, |shuffled| shuffled[row])];
        let mut last = value(order.last()?);
        let mut products = 0.0;
        for row in order {
            let next = value(row);
            products += last * next;
            last = next;
        }
        Some(products / self.squares)
    }
}

/// Rows in the order of `x`; `None` where `x` is constant or empty.
fn order_of(x: &[f64]) -> Option<Vec<usize>> {
    let first = *x.first()?;
    if x.iter().all(|&value| value == first) {
        return None;
    }
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]));
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::super::reference::{assert_close, expected, rows};
    use super::*;

    /// Ishigami's function of three inputs and a dummy: x3 acts only through
    /// an interaction.
    fn table() -> Vec<Vec<f64>> {
        let rows = rows(
            include_str!("../../tests/data/given_data_ishigami_dummy.csv"),
            1,
        );
        (0..5)
            .map(|column| rows.iter().map(|row| row[column]).collect())
            .collect()
    }

    #[test]
    fn indices_match_the_reference() {
        let columns = table();
        let all = expected();
        for (input, reference) in columns[..4].iter().zip(all["rank_S1"].as_array().unwrap()) {
            let ours = rank_index(input, &columns[4]).unwrap();
            assert!((ours - reference.as_f64().unwrap()).abs() < 1e-12);
        }
        assert_close(
            rank_index(&columns[0], &columns[4]).unwrap(),
            &all["rank_S1"][0],
            1e-9,
        );
    }

    #[test]
    fn noise_floor_separates_the_inputs_that_act_alone() {
        let columns = table();
        let inputs: Vec<&[f64]> = columns[..4].iter().map(Vec::as_slice).collect();
        let key = WorldKey::new(1, 0);
        let floor = rank_noise_floor(&inputs, &columns[4], key, 200, 0.95).unwrap();
        // Under permutation an index has sd 1/sqrt(n) = 0.022; the largest of
        // four exceeds 2.23 sd once in twenty.
        assert!((floor - 2.23 / 2000.0_f64.sqrt()).abs() < 0.006, "{floor}");
        let above = |input| rank_index(input, &columns[4]).unwrap() > floor;
        assert!(above(inputs[0]) && above(inputs[1]) && !above(inputs[2]) && !above(inputs[3]));
        assert_eq!(
            rank_noise_floor(&inputs, &columns[4], key, 200, 0.95),
            Some(floor)
        );
        let other = rank_noise_floor(&inputs, &columns[4], WorldKey::new(2, 0), 200, 0.95);
        assert_ne!(other, Some(floor));
    }

    #[test]
    fn constants_have_no_index() {
        assert_eq!(rank_index(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(rank_index(&[1.0, 2.0], &[3.0, 3.0]), None);
        assert_eq!(rank_index(&[1.0, 2.0, 3.0], &[3.0, 4.0]), None);
        assert_eq!(rank_index(&[], &[]), None);
        let key = WorldKey::new(1, 0);
        assert_eq!(
            rank_noise_floor(&[&[1.0, 1.0]], &[1.0, 2.0], key, 9, 0.95),
            None
        );
        assert_eq!(
            rank_noise_floor(&[&[1.0, 2.0]], &[1.0, 2.0], key, 0, 0.95),
            None
        );
    }
}
