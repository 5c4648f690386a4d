//! A constant hazard against constant turnover.

use super::{adoption, agrees, alone, compiled, office, records};
use passcast::math;

/// A* = cλ/(λ + δ), in the engine's time: seven chances to leave a week, five to
/// enrol, and a joiner from the next Monday on.
#[test]
fn turnover_caps_adoption() {
    let (m, leaving, capable) = (0.02, 2.0, 0.7);
    let parameters = alone(&[
        ("enrolment.prompt_mass", m),
        ("sign_in.p_day", 1.0),
        ("turnover.office", leaving),
        ("device.computer_ok", capable),
        ("device.phone_has.office", 0.0),
    ]);
    let weeks = 60;
    let plan = compiled(&office(1500, weeks), &parameters);
    let records = records(&plan, 16);
    let stays = math::powi(1.0 - leaving / 365.0, 7);
    let without = math::exp(-5.0 * m);
    let mut share = 0.0;
    for _ in 0..weeks {
        share = stays * (1.0 - (1.0 - share) * without);
    }
    let found: Vec<f64> = records
        .iter()
        .map(|r| adoption(&r.rollout, usize::from(weeks)))
        .collect();
    agrees("adoption under turnover", &found, capable * share);
    // The recursion has settled, at the limit in continuous time up to the week
    // that a chair stands empty on average for half.
    let settled = stays * (1.0 - without) / (1.0 - stays * without);
    assert!((share - settled).abs() < 1e-3);
    let (enrols, leaves) = (5.0 * m / 7.0, leaving / 365.0);
    assert!((settled - enrols / (enrols + leaves)).abs() < 0.04);
}
