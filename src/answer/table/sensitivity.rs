//! The table of a sensitivity study.

use super::row::{Cell, Table, row, table_of};
use crate::answer::{FactorRow, Measure, SensitivityAnswer, StudiedOutput};

row! {
    /// Columns of `sensitivity.csv`.
    pub struct MeasureRow<'a> {
        /// The output.
        [""] output: &'a str,
        /// tornado, morris, sobol or rank.
        [""] method: &'static str,
        /// Parameter, dial or group of them; empty where the number is of none.
        [""] factor: Option<&'a str>,
        /// Unit of the factor's values; empty for groups and for shares of 1.
        [""] factor_unit: Option<&'a str>,
        /// Where a tornado or a walk moves the factor to at its low end.
        ["as factor_unit"] low: Option<f64>,
        /// The same at its high end.
        ["as factor_unit"] high: Option<f64>,
        /// Smallest value of the factor.
        ["as factor_unit"] range_low: Option<f64>,
        /// Largest value of the factor.
        ["as factor_unit"] range_high: Option<f64>,
        /// Independent observations behind the number: replications, walks, base rows or draws.
        [""] n: Option<usize>,
        /// influential, not-separable (from noise), no-effect (the same in every simulation),
        /// too-few (replications to say) or undefined.
        [""] verdict: Option<&'static str>,
        /// change, at_low, at_high; mu_star, mu, sigma; total, first; or a number of no factor.
        [""] measure: &'a str,
        /// Unit of the number.
        [""] unit: &'a str,
        /// The number.
        ["as unit"] value: Option<f64>,
        /// Lower end of its interval.
        ["as unit"] lo: Option<f64>,
        /// Upper end of its interval.
        ["as unit"] hi: Option<f64>,
    }
}

/// Every number of the answer.
pub fn sensitivity_table(
    answer: &SensitivityAnswer,
) -> Table<impl Iterator<Item = Vec<Cell>> + use<'_>> {
    let rows = answer.outputs.iter().flat_map(move |output| {
        let general = output.general.iter().map(|measure| (None, measure));
        let of = |row| move |measure| (Some(row), measure);
        let rows = output.rows.iter();
        let of_factors = rows.flat_map(move |row| row.measures.iter().map(of(row)));
        let all = general.chain(of_factors);
        all.map(move |(row, measure)| measure_row(answer, output, row, measure))
    });
    table_of("sensitivity.csv", rows)
}

fn measure_row<'a>(
    answer: &'a SensitivityAnswer,
    output: &'a StudiedOutput,
    row: Option<&'a FactorRow>,
    measure: &'a Measure,
) -> MeasureRow<'a> {
    let name = row.map(|row| row.factor.as_str());
    let mut factors = answer.factors.iter();
    let factor = factors.find(|one| Some(one.id.as_str()) == name);
    MeasureRow {
        output: &output.output,
        method: answer.method.word(),
        factor: name,
        factor_unit: factor.map(|factor| factor.unit.as_str()),
        low: factor.map(|factor| factor.low),
        high: factor.map(|factor| factor.high),
        range_low: factor.map(|factor| factor.range[0]),
        range_high: factor.map(|factor| factor.range[1]),
        n: row.map(|row| row.n),
        verdict: row.map(|row| row.verdict.word()),
        measure: &measure.name,
        unit: &measure.unit,
        value: measure.value,
        lo: measure.lo,
        hi: measure.hi,
    }
}
