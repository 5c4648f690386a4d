//! The part of a sensitivity study that the screen shows, as `summary.json` has it.

use serde::Deserialize;

/// Verdict on a factor of which too few lucks are there to say anything.
pub const TOO_FEW: &str = "too-few";

/// A study.
#[derive(Debug, Deserialize)]
pub struct Study {
    pub plan: String,
    pub method: String,
    pub over: String,
    pub counts: Counts,
    pub others: String,
    pub comparisons: usize,
    pub level: f64,
    pub factors: Vec<Factor>,
    pub outputs: Vec<StudiedOutput>,
}

/// How much was simulated.
#[derive(Debug, Deserialize)]
pub struct Counts {
    pub points: usize,
    pub replicates: usize,
    pub rows: usize,
    pub n: usize,
    pub horizon: u16,
}

/// A factor.
#[derive(Debug, Deserialize)]
pub struct Factor {
    pub id: String,
    pub unit: String,
    pub low: f64,
    pub high: f64,
    pub range: [f64; 2],
}

/// What an output leans on.
#[derive(Debug, Deserialize)]
pub struct StudiedOutput {
    pub output: String,
    pub unit: String,
    pub of: String,
    pub better: String,
    pub n: usize,
    pub general: Vec<Measure>,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

/// What a factor does.
#[derive(Debug, Deserialize)]
pub struct Row {
    pub factor: String,
    pub n: usize,
    pub verdict: String,
    pub measures: Vec<Measure>,
}

/// A number.
#[derive(Debug, Deserialize)]
pub struct Measure {
    pub name: String,
    pub unit: String,
    pub value: Option<f64>,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
}

impl Study {
    /// Whether there are too few lucks for intervals.
    pub fn unjudged(&self) -> bool {
        let mut rows = self.outputs.iter().flat_map(|output| &output.rows);
        rows.any(|row| row.verdict == TOO_FEW)
    }
}

impl Row {
    /// One of the numbers.
    pub fn measure(&self, name: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.name == name)
    }

    /// The number that rows are ordered by.
    pub fn main(&self) -> f64 {
        let first = self.measures.first();
        first.and_then(|measure| measure.value).unwrap_or(0.0)
    }
}
