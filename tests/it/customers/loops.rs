//! The fast loop and the plain one; blocks in any size and order; size.

use super::books::plans;
use super::{agrees, differing, enrolled, plan, shop, three, with};
use passcast::observation::column;
use passcast::parameter::Parameters;
use passcast::simulation::Loop;
use passcast::simulation::customer::{BLOCK, Book, block, blocks, finish, simulate, simulate_with};

#[test]
fn both_loops_leave_the_same_bits() {
    for (at, (name, customers)) in plans(1200).into_iter().enumerate() {
        for draw in 0..3 {
            let parameters = Parameters::drawn(&[], 3, 10 * at as u32 + draw);
            let plan = plan(customers.clone(), 30, &parameters);
            let fast = simulate(&plan, 4, draw);
            let visited = simulate_with(&plan, 4, draw, Loop::Plain);
            for (a, b) in [
                (&fast.rollout, &visited.rollout),
                (&fast.baseline, &visited.baseline),
            ] {
                assert_eq!(differing(a, b), [""; 0], "{name}");
            }
            assert!(fast == visited, "{name}: segments");
        }
    }
}

#[test]
fn blocks_have_any_size_and_order() {
    let mut customers = shop(5000);
    (customers.tiers, customers.churn) = (three(), 0.2);
    let plan = plan(customers, 20, &with(&[]));
    let whole = simulate(&plan, 1, 2);
    let mut book = Book::new(&plan);
    for accounts in [4000..5000, 0..1, 1..1700, 1700..4000] {
        book.merge(&block(&plan, 1, 2, accounts, Loop::Fast));
    }
    assert!(whole == finish(&plan, &book));
    let mut large = shop(3 * BLOCK + 5);
    large.dormant = 1.0;
    let ranges: Vec<_> = blocks(&super::plan(large, 1, &with(&[]))).collect();
    assert_eq!(ranges.len(), 4);
    assert_eq!(ranges[3], 3 * BLOCK..3 * BLOCK + 5);
}

/// Shares do not depend on the number of accounts: what small runs show on average is
/// what a large one shows, to four standard errors of both.
#[test]
fn size_is_only_chance() {
    let sized = |accounts| {
        let mut customers = shop(accounts);
        customers.tiers = three();
        plan(customers, 12, &with(&[]))
    };
    let large = simulate(&sized(200_000), 9, 99);
    let small = sized(5000);
    let records: Vec<_> = (0..40).map(|r| simulate(&small, 9, r)).collect();
    let shares: Vec<f64> = records.iter().map(|r| enrolled(&r.rollout, 12)).collect();
    agrees("enrolled", &shares, enrolled(&large.rollout, 12));
    let each = |tally: &passcast::observation::Tally| {
        super::total(tally, column::PASSKEY_SIGN_INS) as f64
            / super::total(tally, column::SIGN_INS) as f64
    };
    let shares: Vec<f64> = records.iter().map(|r| each(&r.rollout)).collect();
    agrees("by passkey", &shares, each(&large.rollout));
}
