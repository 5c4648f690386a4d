//! Numbers of a spend response, as its tables and sentences show them.

use super::super::number::{money, plain};
use crate::answer::{Marginal, Numbers};

/// Mean and outcomes of a share, in per cent.
pub fn outcomes(share: &Numbers) -> String {
    let cell = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{:.1}", 100.0 * v));
    let whole = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{:.0}", 100.0 * v));
    format!(
        "{} [{}..{}]",
        cell(share.mean),
        whole(share.p05),
        whole(share.p95)
    )
}

/// A mean and its interval.
pub fn interval(marginal: Marginal) -> String {
    match (marginal.lo, marginal.hi) {
        (Some(lo), Some(hi)) => {
            format!("{} ({} to {})", plain(marginal.mean), plain(lo), plain(hi))
        }
        _ => plain(marginal.mean),
    }
}

/// An amount and its interval, with one sign.
pub fn dollars(mean: f64, lo: f64, hi: f64) -> String {
    let bare = |amount: f64| money(amount).replace('$', "");
    format!("{} ({} to {})", money(mean), bare(lo), bare(hi))
}
