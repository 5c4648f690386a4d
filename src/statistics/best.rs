//! Which of several is best: columns are the alternatives, rows the worlds that
//! they share.

/// Share of the rows in which each column is best; columns that are equally good
/// share a row. `None` of no rows.
///
/// # Panics
/// If columns differ in length.
pub fn best_shares(columns: &[Vec<f64>], higher: bool) -> Vec<Option<f64>> {
    let rows = columns.first().map_or(0, Vec::len);
    let mut shares = vec![0.0; columns.len()];
    for row in 0..rows {
        let best = best(columns, row, higher);
        let winners = columns.iter().filter(|column| column[row] == best).count();
        for (share, column) in shares.iter_mut().zip(columns) {
            if column[row] == best {
                *share += 1.0 / winners as f64;
            }
        }
    }
    let share = |sum: f64| (rows > 0).then(|| sum / rows as f64);
    shares.into_iter().map(share).collect()
}

/// How far each column is from the best of each row, at least 0.
///
/// # Panics
/// If columns differ in length.
pub fn regrets(columns: &[Vec<f64>], higher: bool) -> Vec<Vec<f64>> {
    let regret = |column: &Vec<f64>| {
        let of = |(row, value): (usize, &f64)| (best(columns, row, higher) - value).abs();
        column.iter().enumerate().map(of).collect()
    };
    columns.iter().map(regret).collect()
}

/// Which points no other point beats: at least as low in every coordinate and
/// lower in one.
///
/// # Panics
/// If points differ in length.
pub fn non_dominated(points: &[Vec<f64>]) -> Vec<bool> {
    let beats = |a: &[f64], b: &[f64]| {
        assert_eq!(a.len(), b.len(), "points of one space");
        a.iter().zip(b).all(|(a, b)| a <= b) && a.iter().zip(b).any(|(a, b)| a < b)
    };
    let beaten = |point: &Vec<f64>| points.iter().any(|other| beats(other, point));
    points.iter().map(|point| !beaten(point)).collect()
}

fn best(columns: &[Vec<f64>], row: usize, higher: bool) -> f64 {
    let values = columns.iter().map(|column| column[row]);
    if higher {
        values.fold(f64::NEG_INFINITY, f64::max)
    } else {
        values.fold(f64::INFINITY, f64::min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_and_regret_is_the_distance_to_the_best() {
        let columns = [vec![1.0, 5.0, 2.0, 4.0], vec![3.0, 5.0, 1.0, 0.0]];
        assert_eq!(best_shares(&columns, true), [Some(0.625), Some(0.375)]);
        assert_eq!(best_shares(&columns, false), [Some(0.375), Some(0.625)]);
        let regret = regrets(&columns, true);
        assert_eq!(regret[0], [2.0, 0.0, 0.0, 0.0]);
        assert_eq!(regret[1], [0.0, 0.0, 1.0, 4.0]);
        assert_eq!(regrets(&columns, false)[1], [2.0, 0.0, 0.0, 0.0]);
        assert_eq!(best_shares(&[vec![], vec![]], true), [None, None]);
    }

    #[test]
    fn equal_points_do_not_beat_each_other() {
        let points = [[1.0, 4.0], [2.0, 2.0], [2.0, 3.0], [2.0, 2.0]].map(Vec::from);
        assert_eq!(non_dominated(&points), [true, true, false, true]);
    }
}
