//! Messages: their stocks, their calendar and what they cost.

use super::*;
use crate::scenario::written;

/// A plan that is moved by 9 weeks has the same messages 9 weeks later.
#[test]
fn messages_move_with_the_phases() {
    let of = |by: u16| {
        let text = format!(
            "[organisation]\nheadcount = 80\n[run]\nhorizon = 60\n\
             [[phase]]\nkind = \"opt-in\"\nweeks = \"{}-\"\n\
             [[phase]]\nkind = \"default\"\nweeks = \"{}-\"\n",
            1 + by,
            9 + by
        );
        let scenario = written::scenario(&text, &[]);
        let slots = Slots::new(&scenario.workforce().organisation);
        Messages::new(&scenario, &Parameters::defaults(&[]), &slots)
    };
    let (here, later) = (of(0), of(9));
    assert!(here.cents.iter().sum::<i64>() > 0);
    for week in 1..=50 {
        assert_eq!(later.effects(week + 9), here.effects(week), "{week}");
        assert_eq!(later.understood(week + 9), here.understood(week), "{week}");
        let at = usize::from(week);
        assert_eq!(later.cents[at + 8], here.cents[at - 1], "{week}");
    }
    // And a gate that holds the phases for two weeks holds the messages.
    assert_eq!([here.planned_week(12, 2), here.planned_week(1, 3)], [10, 1]);
}

fn running(rules: &Recursion) -> Vec<(&Exposure, f64)> {
    let of = |exposure| Some((exposure, Exposure::noticed(exposure, 1)?));
    rules.exposures.iter().filter_map(of).collect()
}

fn rules(fatigue_effect: f64, noticed: f64) -> Recursion {
    let exposures = vec![Exposure {
        weeks: vec![(1, noticed)],
        fatigue: 1.0,
        credibility: 0.6,
    }];
    Recursion {
        exposures,
        message_kept: math::exp2(-1.0 / 8.0),
        fatigue_kept: math::exp2(-1.0 / 6.0),
        fatigue_effect,
        clarity: 0.8,
        framing: 1.1,
    }
}

#[test]
fn without_fatigue_the_stock_tends_to_its_closed_form() {
    let rules = rules(0.0, 0.3);
    let running = running(&rules);
    let mut stock = Stock::default();
    for _ in 0..2000 {
        rules.weekday(&mut stock, 0.945, &running);
    }
    let n = 0.945 * 0.3;
    let closed = 0.8 * 1.1 * 0.6 * n / (1.0 - math::exp2(-1.0 / 8.0));
    assert!((stock.message / closed - 1.0).abs() < 1e-12);
}

#[test]
fn with_fatigue_the_steady_state_is_the_fixed_point() {
    let rules = rules(0.05, 0.3);
    let running = running(&rules);
    let mut stock = Stock::default();
    for _ in 0..5000 {
        rules.weekday(&mut stock, 2.412, &running);
    }
    // F* solves F = a·g·w·e^(−φF)/(1 − 2^(−1/hl)).
    let residual = stock.fatigue
        - 2.412 * 0.3 * math::exp(-0.05 * stock.fatigue) / (1.0 - math::exp2(-1.0 / 6.0));
    assert!(residual.abs() / stock.fatigue < 1e-12);
}

#[test]
fn noticed_messages_rise_with_reach_in_every_class_at_default_fatigue() {
    for attention in ATTENTION {
        let mut before = 0.0;
        for reach in 1..=20 {
            let rules = rules(0.05, 0.05 * f64::from(reach));
            let running = running(&rules);
            let mut stock = Stock::default();
            for _ in 0..120 {
                rules.weekday(&mut stock, attention, &running);
            }
            assert!(stock.understood > before);
            before = stock.understood;
        }
    }
}
