//! The part of a search that the screen shows, as `summary.json` has it.

use super::super::comparison::view::Difference;
use super::super::view::{Chance, Counts};
use serde::Deserialize;

/// A search.
#[derive(Debug, Deserialize)]
pub struct Schedule {
    pub objective: String,
    pub unit: String,
    #[serde(default)]
    pub of: String,
    pub goal: String,
    pub constraints: Vec<Constraint>,
    pub levers: Vec<String>,
    pub combinations: usize,
    pub skipped: usize,
    pub repeated: usize,
    pub counts: Counts,
    pub fresh_draws: usize,
    pub uncertainty: String,
    pub last_look: u32,
    pub risk: f64,
    pub winner: Option<String>,
    pub nearest: Option<String>,
    pub like_winner: Vec<String>,
    pub candidates: Vec<Candidate>,
    pub finals: Vec<Final>,
}

/// What a plan must keep.
#[derive(Debug, Deserialize)]
pub struct Constraint {
    pub text: String,
    pub median: bool,
}

/// A candidate.
#[derive(Debug, Deserialize)]
pub struct Candidate {
    pub label: String,
    pub settings: Vec<String>,
    pub status: String,
    pub draws: usize,
    pub mean: Option<f64>,
    pub mean_lo: Option<f64>,
    pub mean_hi: Option<f64>,
    pub difference: Option<Difference>,
    pub sure: bool,
    pub constraints: Vec<Share>,
}

/// A constraint of a candidate.
#[derive(Debug, Deserialize)]
pub struct Share {
    pub probability: f64,
    pub kept: bool,
}

/// A plan on draws that the search never saw.
#[derive(Debug, Deserialize)]
pub struct Final {
    pub label: String,
    pub role: String,
    pub as_written: bool,
    pub fresh: Numbers,
    pub optimism: Option<f64>,
    pub optimism_lo: Option<f64>,
    pub optimism_hi: Option<f64>,
    pub lead: Option<Difference>,
    pub constraints: Vec<Chance>,
    pub kept: bool,
}

/// A distribution.
#[derive(Debug, Deserialize)]
pub struct Numbers {
    pub n: usize,
    pub mean: Option<f64>,
    pub mean_lo: Option<f64>,
    pub mean_hi: Option<f64>,
    pub p05: Option<f64>,
    pub p95: Option<f64>,
}
