//! Keyed permutations.

use super::key::WorldKey;
use super::purpose::Purpose;

/// A uniformly random order of `0..n`, the same for the same name.
///
/// Fisher and Yates's shuffle with one lane a step. The bias of scaling a
/// 53-bit uniform is below n * 2^-53.
pub fn permutation(
    key: WorldKey,
    purpose: Purpose,
    entity: u32,
    occasion: u32,
    n: u32,
) -> Vec<u32> {
    let mut order: Vec<u32> = (0..n).collect();
    for last in (1..n).rev() {
        let u = key.uniform(purpose, entity, 0, occasion, last);
        // The product can round up to `last + 1`, one past the end.
        let other = ((u * f64::from(last + 1)) as u32).min(last);
        order.swap(last as usize, other as usize);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutes_and_depends_on_its_name() {
        let key = WorldKey::new(1, 0);
        let one = permutation(key, Purpose::Bootstrap, 0, 0, 50);
        let mut sorted = one.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
        assert_eq!(one, permutation(key, Purpose::Bootstrap, 0, 0, 50));
        assert_ne!(one, permutation(key, Purpose::Bootstrap, 0, 1, 50));
        assert!(permutation(key, Purpose::Bootstrap, 0, 0, 0).is_empty());
    }

    #[test]
    fn every_order_of_three_is_equally_likely() {
        // Chi-square with 5 degrees of freedom: above 35 once in 600,000.
        let key = WorldKey::new(2, 0);
        let mut counts = [0_u32; 27];
        for occasion in 0..6000 {
            let order = permutation(key, Purpose::Bootstrap, 0, occasion, 3);
            counts[(order[0] * 9 + order[1] * 3 + order[2]) as usize] += 1;
        }
        let chi: f64 = counts
            .iter()
            .filter(|&&count| count > 0)
            .map(|&count| (f64::from(count) - 1000.0) * (f64::from(count) - 1000.0) / 1000.0)
            .sum();
        assert_eq!(counts.iter().filter(|&&count| count > 0).count(), 6);
        assert!(chi < 35.0, "{chi}");
    }
}
