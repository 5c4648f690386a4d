//! When an adopter has paid for itself, with constant rates.

use super::{agrees, alone, compiled, minutes, office, records};
use passcast::math;

const HEADS: u32 = 1500;

/// Everybody enrols on the first Monday at a cost of how-to questions, and from then
/// on is spared ψ times the resets by the share of passkeys in the sign-ins of the
/// 28 days before. With constant rates minutes per adopter are
/// q·ht_how_to − ψ·ht_reset·Σ (1 − e^(−resets/260))·share(t), and their zero is the
/// week in which the rollout has paid for itself.
#[test]
fn an_adopter_pays_for_itself_when_it_should() {
    let (questions, resets, relief, reset_minutes) = (0.9, 12.0, 0.8, 10.0);
    let parameters = alone(&[
        ("enrolment.prompt_mass", 1e6),
        ("sign_in.p_day", 1.0),
        ("sign_in.away", 0.0),
        ("sign_in.legacy_apps", 0.0),
        ("use.habit_start", 1.0),
        ("use.habit_rate", 0.0),
        ("use.local_success", 1.0),
        ("how_to.base", questions),
        ("minutes.how_to.unready", 0.0),
        ("readiness.learning_cap", 0.0),
        ("helpdesk.resolve", 1.0),
        ("helpdesk.resets_per_head_year", resets),
        ("helpdesk.reset_relief", relief),
        ("helpdesk.reset_minutes", reset_minutes),
        ("helpdesk.monday", 1.0),
        ("enrolment.reset_offer", 0.0),
        ("helpdesk.factor_share", 0.0),
    ]);
    let records = records(&compiled(&office(HEADS, 12), &parameters), 16);
    let daily = -math::exp_m1(-resets / 260.0);
    let works = |day: i32| day.rem_euclid(7) < 5;
    let (mut expected, mut pays) = (questions * 8.0, None);
    for week in 1..=12i32 {
        for day in (7 * week - 7..7 * week).filter(|day| works(*day)) {
            let before = || (day - 28..day).filter(|d| works(*d));
            let share = before().filter(|d| *d >= 1).count() as f64 / before().count() as f64;
            expected -= relief * reset_minutes * daily * share;
        }
        if expected <= 0.0 {
            pays = pays.or(Some(week));
        }
        let found: Vec<f64> = records
            .iter()
            .map(|r| {
                let [with, without] = [&r.rollout, &r.baseline].map(|t| minutes(t, week as usize));
                (with - without) / f64::from(HEADS)
            })
            .collect();
        // Contacts of a Friday's resets are of the same day, so nothing is cut off.
        agrees(
            &format!("minutes an adopter, week {week}"),
            &found,
            expected,
        );
    }
    assert!(
        pays.is_some_and(|week| (4..10).contains(&week)),
        "{pays:?}, not in the middle of what is looked at"
    );
}
