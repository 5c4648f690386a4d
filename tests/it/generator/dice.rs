//! What the generator chooses by.

use std::fmt::Write;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// Chance, from a seed.
pub struct Dice(StdRng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    pub fn chance(&mut self, p: f64) -> bool {
        self.0.random_bool(p)
    }

    pub fn whole(&mut self, low: u32, high: u32) -> u32 {
        self.0.random_range(low..=high)
    }

    /// A number with three decimals.
    pub fn number(&mut self, low: f64, high: f64) -> f64 {
        let value = self.0.random_range(low..=high);
        (value * 1000.0).round() / 1000.0
    }

    pub fn share(&mut self) -> String {
        let value = self.number(0.0, 1.0);
        if self.chance(0.2) {
            format!("\"{}%\"", (value * 100.0).round())
        } else {
            format!("{value:?}")
        }
    }

    pub fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.whole(0, items.len() as u32 - 1) as usize]
    }

    pub fn word(&mut self, items: &[&str]) -> String {
        format!("{:?}", self.pick(items))
    }

    /// Shares in thousandths that add up to 1.
    pub fn shares(&mut self, count: usize) -> Vec<f64> {
        let weights: Vec<u32> = (0..count).map(|_| self.whole(1, 100)).collect();
        let sum: u32 = weights.iter().sum();
        let mut shares: Vec<u32> = weights.iter().map(|w| w * 1000 / sum).collect();
        shares[0] += 1000 - shares.iter().sum::<u32>();
        shares.into_iter().map(|s| f64::from(s) / 1000.0).collect()
    }

    /// A first and last week.
    pub fn span(&mut self, horizon: u32) -> String {
        let first = self.whole(1, horizon - 1);
        match self.whole(0, 2) {
            0 => format!("{first}"),
            1 => format!("\"{first}-\""),
            _ => format!("\"{first}-{}\"", self.whole(first, horizon)),
        }
    }

    pub fn audience(&mut self, departments: &[String]) -> String {
        match self.whole(0, 2) {
            0 => "\"everyone\"".to_owned(),
            1 => self.some(departments),
            _ => format!("{{ roles = [{}] }}", self.word(&ROLES)),
        }
    }

    pub fn some(&mut self, names: &[String]) -> String {
        let at = self.whole(0, names.len() as u32 - 1) as usize;
        format!("[{:?}]", names[at])
    }
}

/// Roles on risky paths.
pub const ROLES: [&str; 3] = ["privileged", "prod_eng", "exec_finance"];
/// Writes a key with some probability.
pub fn line(
    dice: &mut Dice,
    out: &mut String,
    p: f64,
    key: &str,
    value: impl FnOnce(&mut Dice) -> String,
) {
    if dice.chance(p) {
        let value = value(dice);
        writeln!(out, "{key} = {value}").unwrap();
    }
}
