//! The parameter registry: the one source of every name, unit, default, range
//! and source, and the draws of the uncertain ones.

mod draw;
pub mod table;

pub use draw::{Parameters, Setting, is_certain, prior_quantile};
pub use table::{entries, find, ids, position};

use serde::Serialize;

/// Position of a parameter in the registry. Results never depend on it: draws
/// are keyed by the id's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub(crate) u16);

impl Id {
    /// The registry's row.
    pub fn entry(self) -> &'static Parameter {
        &entries()[usize::from(self.0)]
    }
}

/// Scale on which a prior is triangular, with its mode at the default and its
/// ends at `low` and `high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prior {
    /// Triangular in the logarithm.
    Ln,
    /// Triangular in the log-odds.
    Logit,
    /// Triangular as it stands.
    Lin,
    /// Certain.
    Fixed,
}

/// One row of the registry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// Name used in scenarios, results and documentation.
    pub id: &'static str,
    /// Symbol in the formulas of `docs/model.md`; may be empty.
    pub symbol: &'static str,
    /// Unit of the three numbers.
    pub unit: &'static str,
    /// Mode of the prior, and the value under `--uncertainty luck`.
    pub default: f64,
    /// Lower end of the prior.
    pub low: f64,
    /// Upper end of the prior.
    pub high: f64,
    /// Shape of the prior.
    pub prior: Prior,
    /// Evidence ids of `docs/evidence.csv`, `A` for an assumption, `fit` for the
    /// values of the tuning command.
    pub source: &'static str,
    /// What it is, in words.
    pub meaning: &'static str,
}

impl Parameter {
    /// Whether the row has no evidence behind it.
    pub fn is_assumption(&self) -> bool {
        self.source.starts_with('A') && !self.source.starts_with("AD")
    }

    /// Whether the value is set by the tuning command.
    pub fn is_fitted(&self) -> bool {
        self.source == "fit"
    }

    /// Values outside these bounds mean nothing: probabilities and shares lie in
    /// [0, 1], masses, rates, times and prices are not negative.
    pub fn bounds(&self) -> (f64, f64) {
        if self.unit.starts_with("prob") || self.unit.starts_with("share") {
            (0.0, 1.0)
        } else if self.unit == "log" {
            (-10.0, 10.0)
        } else {
            (0.0, f64::INFINITY)
        }
    }
}
