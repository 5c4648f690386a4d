//! Cases with a known answer.

use super::{agrees, binomial, enrolled, placed, plain, plan, run, shop, tier, total, with};
use passcast::math;
use passcast::observation::column;
use passcast::scenario::{Customers, Placement, TierKind};
use passcast::simulation::customer::simulate;

/// Mean and shape of the sign-in rates at the defaults [1/wk; 1].
const MEAN: f64 = 0.5;
const SHAPE: f64 = 0.7;

/// Share of accounts with a sign-in in `weeks`: 1 − (α/(α + t))^r, α = r/mean.
fn reach(weeks: f64) -> f64 {
    let alpha = SHAPE / MEAN;
    1.0 - math::pow(alpha / (alpha + weeks), SHAPE)
}

fn phones(accounts: u32) -> Customers {
    Customers {
        os: [1.0, 0.0, 0.0, 0.0],
        ..shop(accounts)
    }
}

#[test]
fn reach_is_that_of_gamma_poisson_sign_ins() {
    let n = 40_000;
    let mut customers = phones(n);
    customers.tiers = vec![tier(TierKind::SignInFaster, 1)];
    // Whoever is asked says yes.
    let record = run(customers, 30, &plain(&[("customers.t1_mass", 1000.0)]));
    for week in [1, 4, 13, 30] {
        let count = record.rollout.get(week, column::ENROLLED);
        let expected = reach(week as f64);
        binomial(&format!("week {week}"), count, i64::from(n), expected);
    }
    // Signed in in four weeks, from the first week on: the process is stationary.
    for week in [0, 1, 2, 3, 17, 30] {
        let count = record.baseline.get(week, column::ACTIVE);
        binomial(&format!("active {week}"), count, i64::from(n), reach(4.0));
    }
}

/// Acceptance at each ordinal is 1 − e^(−m·d[n]), whoever was asked.
#[test]
fn opt_in_is_geometric_in_the_number_of_offers() {
    for (second, later) in [(1.0, 1.0), (0.6, 0.4)] {
        let mut customers = phones(30_000);
        customers.tiers = vec![tier(TierKind::SignInFaster, 1)];
        let parameters = plain(&[
            ("customers.sign_ins", 2.0),
            ("customers.prompt_second", second),
            ("customers.prompt_later", later),
        ]);
        let record = run(customers, 30, &parameters);
        for (ordinal, decay) in [1.0, second, later, later, later].into_iter().enumerate() {
            let asked = total(&record.rollout, column::PROMPTS.plus(ordinal));
            let begun = total(&record.rollout, column::PROMPT_ATTEMPTS.plus(ordinal));
            let expected = 1.0 - math::exp(-0.29 * 1.25 * decay);
            binomial(&format!("offer {ordinal}"), begun, asked, expected);
        }
    }
}

/// Sign-ins of an account in t weeks are negative binomial: mean μ = mt, variance
/// μ + μ²/r. The variance of a sample of n has a relative standard error of about
/// √((2 + excess kurtosis)/n); the excess is below 12/accounts here.
#[test]
fn sign_ins_are_negative_binomial() {
    let (accounts, weeks, replications) = (50, 8, 3000);
    let plan = plan(shop(accounts), weeks, &with(&[]));
    let counts: Vec<f64> = (0..replications)
        .map(|r| total(&simulate(&plan, 2, r).baseline, column::SIGN_INS) as f64)
        .collect();
    let mu = MEAN * f64::from(weeks);
    agrees("mean", &counts, mu * f64::from(accounts));
    let n = f64::from(replications);
    let mean = counts.iter().sum::<f64>() / n;
    let variance = counts.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0);
    let expected = f64::from(accounts) * (mu + mu * mu / SHAPE);
    let error = ((2.0 + 12.0 / f64::from(accounts)) / n).sqrt();
    println!("variance {variance} against {expected}, relative error {error}");
    assert!((variance / expected - 1.0).abs() < 4.0 * error);
}

#[test]
fn automatic_creation_reaches_its_share_of_those_who_sign_in() {
    let n = 30_000;
    for (system, share) in [0.52, 0.09, 0.15, 0.35].into_iter().enumerate() {
        let mut customers = shop(n);
        customers.os = [0.0; 4];
        customers.os[system] = 1.0;
        customers.tiers = vec![placed(Placement::Settings, true)];
        let record = run(customers, 20, &plain(&[]));
        let count = record.rollout.get(20, column::ENROLLED);
        let automatic = total(&record.rollout, column::CUSTOMER_ROUTE.plus(3));
        assert_eq!(count, automatic);
        let expected = share * reach(20.0);
        binomial(&format!("system {system}"), count, i64::from(n), expected);
    }
}

/// Forgotten passwords of an account-month: E λ(f_0 + f_1/(1 + λτ)) over the rates.
#[test]
fn forgetting_follows_the_gaps() {
    let n = 20_000;
    let rate: f64 = (0..n)
        .map(|i| {
            let u = (f64::from(i) + 0.5) / f64::from(n);
            let daily = math::gamma_quantile(u, SHAPE) * MEAN / SHAPE / 7.0;
            daily * (0.002 + 0.02 / (1.0 + 60.0 * daily)) / f64::from(n)
        })
        .sum();
    let month = 365.0 / 12.0;
    println!("forgotten an account-month: {:.4}", rate * month);
    assert!((0.005..0.05).contains(&(rate * month)));
    let (accounts, weeks) = (10_000, 26);
    let plan = plan(shop(accounts), weeks, &with(&[]));
    let found: Vec<f64> = (0..12)
        .map(|r| {
            let count = total(&simulate(&plan, 3, r).baseline, column::FORGOTTEN);
            count as f64 / f64::from(accounts) / (7.0 * f64::from(weeks)) * month
        })
        .collect();
    agrees("forgotten an account-month", &found, rate * month);
}

/// Passkeys of one device under the hazard of its change: e^(−δt) where it is bound,
/// e^(−δ(1 − s)t) where it survives with s.
#[test]
fn device_changes_take_bound_passkeys_and_few_synced_ones() {
    let n = 20_000;
    for (system, survival) in [(0, 0.97), (1, 0.6), (2, 0.97)] {
        let mut customers = shop(n);
        customers.os = [0.0; 4];
        customers.os[system] = 1.0;
        customers.initial = 1.0;
        let parameters = plain(&[
            ("customers.device_change", 0.36),
            ("customers.sync_survival", survival),
            ("customers.reenrol", 0.0),
            ("customers.reenrol_abandon", 1.0),
        ]);
        let record = run(customers, 52, &parameters);
        let years = 52.0 * 7.0 / 365.0;
        let dies = if system == 2 { 1.0 } else { 1.0 - survival };
        let expected = math::exp(-0.36 * dies * years);
        for tally in [&record.rollout, &record.baseline] {
            let count = tally.get(52, column::ENROLLED);
            binomial(&format!("system {system}"), count, i64::from(n), expected);
        }
    }
}

/// A lost passkey comes back at the next sign-in with .88, by the closed form of the
/// two hazards where sign-ins are frequent: losses a year are the change rate times
/// the stock.
#[test]
fn lost_passkeys_are_enrolled_again() {
    let mut customers = shop(20_000);
    customers.os = [0.0, 0.0, 1.0, 0.0];
    customers.initial = 1.0;
    let parameters = plain(&[
        ("customers.device_change", 2.0),
        ("customers.sign_ins", 7.0),
        ("customers.sign_in_shape", 100.0),
    ]);
    let record = run(customers, 26, &parameters).baseline;
    let losses = total(&record, column::LOSSES);
    let again = total(&record, column::CUSTOMER_ROUTE.plus(6));
    let calls = total(&record, column::CONTACTS.plus(2));
    // A few of the last day's losses are still open.
    let waiting = losses as f64 * 1.0 / (26.0 * 7.0);
    let settled = losses as f64 - waiting;
    let near = |found: i64, share: f64| {
        let error = (settled * share).sqrt() + waiting;
        assert!((found as f64 - settled * share).abs() < 4.0 * error);
    };
    near(again, 0.88);
    near(calls, 0.04);
}

/// A constant hazard λ and leaving δ: A* = cλ/(λ + δ), and times ν/(ν + δ), because
/// whoever would enrol does so at the next of ν sign-ins a year.
#[test]
fn settings_and_churn_reach_their_fixed_point() {
    let (n, churn, hazard, sign_ins) = (8000, 0.9, 20.0, 365.0);
    let mut customers = shop(n);
    customers.os = [0.0, 1.0, 0.0, 0.0];
    customers.churn = churn;
    customers.tiers = vec![placed(Placement::Settings, false)];
    let parameters = plain(&[
        ("customers.settings_rate", hazard),
        ("customers.ready.android", 0.9),
        ("customers.sign_ins", sign_ins * 7.0 / 365.0),
        ("customers.sign_in_shape", 10_000.0),
    ]);
    let record = run(customers, 52, &parameters).rollout;
    let leaving = -math::ln_1p(-churn);
    let expected = 0.9 * hazard / (hazard + leaving) * sign_ins / (sign_ins + leaving);
    let count = record.get(52, column::ENROLLED);
    binomial("fixed point", count, i64::from(n), expected);
    assert_eq!(record.get(52, column::HEADCOUNT), i64::from(n));
    let left = total(&record, column::LEAVERS_ENROLLED) as f64;
    assert!(left > 0.5 * leaving * f64::from(n));
}

/// Doubling the sign-in rate halves the time to every count of enrolled accounts, to
/// the account, where nothing else has a clock of its own.
#[test]
fn twice_the_sign_ins_take_half_the_time() {
    let settings = |sign_ins: f64| {
        with(&[
            ("customers.sign_ins", sign_ins),
            ("customers.forgot_gap", 0.0),
            ("customers.device_change", 0.0),
            ("customers.settings_rate", 0.0),
            ("customers.b_trust", 0.0),
        ])
    };
    let at = |cadence, weeks, sign_ins| {
        let mut customers = shop(20_000);
        customers.platform.prompt.cadence_days = cadence;
        customers.tiers = vec![
            tier(TierKind::SignInFaster, 1),
            tier(TierKind::RecoveryAnchor, 1),
            tier(TierKind::Required, 1),
        ];
        run(customers, weeks, &settings(sign_ins)).rollout
    };
    let (slow, fast) = (at(28, 40, 0.5), at(14, 20, 1.0));
    for week in 0..=20 {
        let column = column::ENROLLED;
        assert_eq!(slow.get(2 * week, column), fast.get(week, column));
    }
    assert!(enrolled(&fast, 20) > 0.2);
}
