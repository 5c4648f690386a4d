//! A share of simulations or draws.

use super::super::number::percent;

/// A chance that is neither none nor all is not rounded to them.
pub fn share(p: f64) -> String {
    if p > 0.995 && p < 1.0 {
        ">99 %".to_owned()
    } else {
        percent(p)
    }
}
