//! Shares that add up to 1.

use super::table::Table;

/// Shares of a whole may miss 1 by this much.
const SHARE_TOLERANCE: f64 = 1e-6;

/// Reports a whole whose parts do not add up to 1, pointing at every part.
pub(super) fn check_shares(whole: &str, parts: &[(Table<'_>, &str)], sum: f64) {
    if (sum - 1.0).abs() <= SHARE_TOLERANCE {
        return;
    }
    let Some(((last, name), others)) = parts.split_last() else {
        return;
    };
    let message = format!("{whole} add up to {}, not 1", rounded(sum));
    last.problem(
        "scenario::shares",
        name,
        message,
        Some(remedy(last.number(name), sum)),
        None,
    );
    let places: Vec<_> = others
        .iter()
        .map(|(table, name)| table.place(name))
        .collect();
    last.review().also(&places);
}

/// What to write for the last part of a whole that does not add up to 1.
fn remedy(last: Option<f64>, sum: f64) -> String {
    let fitting = last.map(|last| rounded(last + 1.0 - sum));
    match fitting.filter(|share| (0.0..=1.0).contains(share)) {
        Some(share) => format!("shares that add up to 1, such as {share} here"),
        None => "shares that add up to 1".to_owned(),
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}
