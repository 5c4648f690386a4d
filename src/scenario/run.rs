//! `[run]`.

use serde::Serialize;

pub(super) use super::assumptions::assumed;
pub use super::assumptions::{Assumption, AssumptionValue};
use super::key::{Key, key};
use super::kind::{Kind, Words};
use super::table::Table;
use super::text::Voice;
use super::writer::Writer;

/// Horizon, draws, seed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// Weeks simulated after week 0 [weeks].
    pub horizon: u16,
    /// Parameter draws.
    pub draws: u32,
    /// Replications per draw: seeds of chance.
    #[serde(rename = "replicates_per_draw")]
    pub replications_per_draw: u32,
    /// Seed.
    pub seed: u64,
    /// Whether parameters are drawn or fixed at their defaults.
    pub uncertainty: Uncertainty,
    /// Relative half-width of the 95 % interval at which to stop early; `None` runs all draws.
    pub tolerance: Option<f64>,
}

/// What varies between simulations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uncertainty {
    /// Parameters and chance.
    Full,
    /// Chance alone: parameters at their defaults.
    Chance,
}

/// Simulations of a run, which are numbered in 32 bits with room for further draws.
const MOST_SIMULATIONS: u64 = 100_000_000;

#[rustfmt::skip]
pub(super) const KEYS: &[Key] = &[
    key("run", "horizon", Kind::Integer(1, 520), "weeks", "52", "104", "Weeks simulated."),
    key("run", "draws", Kind::Integer(1, 10_000_000), "", "256", "1000", "Draws of the uncertain parameters; with replicates_per_draw at most 100000000 simulations."),
    key("run", "replicates_per_draw", Kind::Integer(1, 10_000), "", "2", "4", "Replications of each draw: the same parameters under other chance."),
    key("run", "replicates", Kind::Integer(1, MOST_SIMULATIONS as i64), "", "(draws x replicates_per_draw)", "512", "Simulations in all, in place of draws."),
    key("run", "seed", Kind::Integer(0, i64::MAX), "", "1", "7", "Seed: equal seeds give equal results."),
    key("run", "uncertainty", Kind::Word(Uncertainty::WORDS), "", "\"full\"", "\"chance\"", "Whether parameters are drawn, or chance alone varies."),
    key("run", "tolerance", Kind::Number(1e-9, 1.0), "", "(none: all draws run)", "0.02", "Relative half-width of the 95 % interval at which to stop early."),
];

impl Words for Uncertainty {
    const WORDS: &'static [&'static str] = &["full", "chance"];
    const VALUES: &'static [Self] = &[Self::Full, Self::Chance];
}

/// The last week, and who says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Horizon {
    pub weeks: u16,
    voice: Voice,
}

impl Horizon {
    /// Notes weeks of a list that come after the last one, where somebody wrote them.
    pub fn note_later(self, row: &Table<'_>, key: &str) {
        let spans = row.raw(key).and(row.week_ranges(key)).unwrap_or_default();
        let first = spans.iter().map(|(first, last)| last.unwrap_or(*first));
        let Some(latest) = first.max().filter(|week| *week > self.weeks) else {
            return;
        };
        if row.review().voice(&row.place(key)) != Voice::BuiltIn {
            let last = self.weeks;
            let message =
                format!("goes on to week {latest}; weeks after the last week {last} are left out");
            row.note("note::past-horizon", key, message);
        }
    }

    /// Whether something of a week takes part. After the horizon it is left
    /// out: with a note when the command line or a variant shortened the run and
    /// somebody else wrote the week, in silence when nobody wrote it; else it is a
    /// problem.
    pub fn admits(self, row: &Table<'_>, key: &str, week: u16, what: &str) -> bool {
        if week <= self.weeks {
            return true;
        }
        let message = format!(
            "{what} is in week {week}, after the last week {}",
            self.weeks
        );
        let voice = row.review().voice(&row.place(key));
        if voice == Voice::BuiltIn {
            return false;
        }
        if self.voice.overrides() && voice != self.voice {
            let message = format!("{message}, and is left out");
            row.note("note::past-horizon", key, message);
        } else {
            let expected = format!("a week from 1 to {}, or a longer run.horizon", self.weeks);
            row.problem("scenario::past-horizon", key, message, Some(expected), None);
        }
        false
    }
}

/// Reads the horizon, which other tables need.
pub(super) fn horizon(root: &Table<'_>) -> Horizon {
    let table = root.table("run");
    Horizon {
        weeks: table.integer_or_default("horizon") as u16,
        voice: table
            .raw("horizon")
            .map_or(Voice::BuiltIn, |node| root.review().voice(&node.place)),
    }
}

/// Reads the table.
pub(super) fn resolve(root: &Table<'_>) -> Run {
    let table = root.table("run");
    let mut per_draw = table.integer_or_default("replicates_per_draw") as u32;
    let mut draws = table.integer_or_default("draws") as u32;
    let mut by_simulations = false;
    if let Some(simulations) = table
        .integer("replicates")
        .map(|simulations| simulations as u32)
    {
        let both = table.raw("draws").is_some();
        let beaten = table.is_override("draws") && !table.is_override("replicates");
        if both && table.is_override("draws") == table.is_override("replicates") {
            let expected = Some("one of them".to_owned());
            let message = "`draws` and `replicates` both say how much to run";
            table.problem(
                "scenario::conflicting-keys",
                "replicates",
                message,
                expected,
                None,
            );
        }
        by_simulations = !beaten;
        if by_simulations {
            per_draw = per_draw.min(simulations);
            draws = simulations.div_ceil(per_draw);
            if draws * per_draw != simulations {
                let message = format!(
                    "{simulations} simulations are rounded up to {} with {per_draw} a draw",
                    draws * per_draw
                );
                table.note("note::replicates", "replicates", message);
            }
        }
    }
    let simulations = u64::from(draws) * u64::from(per_draw);
    if !by_simulations && simulations > MOST_SIMULATIONS {
        let key = if table.raw("draws").is_some() {
            "draws"
        } else {
            "replicates_per_draw"
        };
        let message =
            format!("{draws} draws of {per_draw} replications are {simulations} simulations");
        let expected = Some(format!("at most {MOST_SIMULATIONS} simulations in all"));
        table.problem("scenario::out-of-range", key, message, expected, None);
    }
    Run {
        horizon: table.integer_or_default("horizon") as u16,
        draws,
        replications_per_draw: per_draw,
        seed: table.integer_or_default("seed") as u64,
        uncertainty: Uncertainty::from_word(&table.text_or_default("uncertainty"))
            .unwrap_or(Uncertainty::Full),
        tolerance: table.number("tolerance"),
    }
}

/// Writes the table.
pub(super) fn write(run: &Run, out: &mut Writer) {
    out.header("[run]");
    out.plain("horizon", run.horizon);
    out.plain("draws", run.draws);
    out.plain("replicates_per_draw", run.replications_per_draw);
    out.plain("seed", run.seed);
    out.text("uncertainty", run.uncertainty.word());
    if let Some(tolerance) = run.tolerance {
        out.number("tolerance", tolerance);
    }
}
