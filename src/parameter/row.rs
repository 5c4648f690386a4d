//! A row of the registry, and its position there.

use serde::Serialize;

/// Position of a parameter in the registry. Results never depend on it: draws
/// are keyed by the id's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(pub(crate) u16);

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

/// Bounds that the unit does not tell.
const NARROW: [(&str, f64, f64); 14] = [
    // A gain or loss of more than all there is would come back from the other side.
    ("customers.hardening_effect", 0.0, 1.0),
    ("trust.gain", 0.0, 1.0),
    ("trust.loss", 0.0, 1.0),
    ("trust.reference", 0.0, 1.0),
    ("trust.reversion", 0.0, 1.0),
    ("use.habit_rate", 0.0, 1.0),
    ("use.unused_decay", 0.0, 1.0),
    // More would leave fewer than no days, and other days less than nothing.
    ("absence.leave_days", 0.0, 260.0),
    ("helpdesk.monday", 0.0, 5.0),
    // A desk whose agents are never busy, or never solve anything, has no end of them.
    ("helpdesk.resolve", 0.01, 1.0),
    ("helpdesk.utilisation", 0.01, 1.0),
    // Beyond, nearly all days have no load at all.
    ("helpdesk.daily_cv", 0.0, 2.0),
    // Who never signs in is dormant, which the file says.
    ("customers.sign_ins", 1e-6, 4000.0),
    // With a smaller shape no account ever signs in, but for one that does nothing else.
    ("customers.sign_in_shape", 0.01, 1000.0),
];

/// One row of the registry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parameter {
    /// Name used in scenarios, results and documentation.
    pub id: &'static str,
    /// Symbol in the formulas of `docs/model.md`; may be empty.
    pub symbol: &'static str,
    /// Unit of the three numbers.
    pub unit: &'static str,
    /// Mode of the prior, and the value under `--uncertainty chance`.
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
    /// [0, 1], masses, rates, times and prices are not negative. A thousand times the
    /// largest that is believed is a slip of the unit.
    pub fn bounds(&self) -> (f64, f64) {
        if let Some((_, least, most)) = NARROW.iter().find(|(id, ..)| *id == self.id) {
            (*least, *most)
        } else if self.unit.starts_with("prob") || self.unit.starts_with("share") {
            (0.0, 1.0)
        } else if self.unit == "log" {
            (-10.0, 10.0)
        } else {
            (0.0, 1000.0 * self.high)
        }
    }
}
