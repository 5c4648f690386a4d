//! Adoption and tickets by week, as two small plots side by side.

use super::number::{percent, plain};
use crate::answer::Series;
use crate::report::page::Page;
use crate::units::{Arm, Population};

/// Columns and rows of a plot's field.
const COLUMNS: usize = 38;
const ROWS: usize = 6;
/// Columns of the scale.
const SCALE: usize = 7;

/// Writes both plots of each population and their legend.
pub fn write(series: &[Series], page: &mut Page) {
    population(
        series,
        Population::Workforce,
        "Enrolled, of headcount, by week",
        page,
    );
    population(
        series,
        Population::Customers,
        "Enrolled, of accounts, by week",
        page,
    );
}

fn population(series: &[Series], population: Population, heading: &str, page: &mut Page) {
    let find = |metric: &str, arm: Arm| {
        series
            .iter()
            .find(|one| one.population == population && one.metric == metric && one.arm == arm)
    };
    let (Some(adoption), Some(tickets)) = (
        find("adoption.enrolled.headcount", Arm::Rollout),
        find("tickets.all", Arm::Rollout),
    ) else {
        return;
    };
    let without = find("tickets.all", Arm::Baseline);
    let marks = Marks::of(page.screen.unicode);
    let left = draw(adoption, None, Some(1.0), percent, &marks);
    let right = draw(tickets, without, None, plain, &marks);
    let width = SCALE + 1 + COLUMNS;
    page.gap();
    let what = if population == Population::Customers {
        "Contacts a week"
    } else {
        "Tickets a week"
    };
    let gap = (width + 5).saturating_sub(heading.chars().count());
    page.heading(heading, &format!("{:gap$}{what}", ""));
    for (left, right) in left.iter().zip(&right) {
        page.raw(&format!("{left:<width$}    {right}"));
    }
    let Marks {
        median,
        band,
        other,
        ..
    } = marks;
    page.raw(&format!(
        "{:SCALE$} {median} median   {band} 5th to 95th percentile, week by week   {other} median without the rollout",
        ""
    ));
}

/// What points are drawn with.
struct Marks {
    median: char,
    band: char,
    other: char,
    axis: char,
}

impl Marks {
    fn of(unicode: bool) -> Self {
        if unicode {
            Self {
                median: '●',
                band: '░',
                other: '─',
                axis: '│',
            }
        } else {
            Self {
                median: 'o',
                band: ':',
                other: '-',
                axis: '|',
            }
        }
    }
}

/// The lines of a plot: its field with a scale, and the weeks below.
fn draw(
    series: &Series,
    other: Option<&Series>,
    most: Option<f64>,
    label: fn(f64) -> String,
    marks: &Marks,
) -> Vec<String> {
    let weeks = series.p50.len();
    let columns = weeks.clamp(1, COLUMNS);
    let largest = series
        .p95
        .iter()
        .chain(other.iter().flat_map(|one| &one.p50))
        .flatten()
        .fold(0.0_f64, |most, value| most.max(*value));
    let top = most.unwrap_or(largest).min(largest.max(f64::MIN_POSITIVE));
    // Row 0 is the lowest.
    let row = |value: f64| ((value / top * ROWS as f64) as usize).min(ROWS - 1);
    let mut field = vec![vec![' '; columns]; ROWS];
    for column in 0..columns {
        let week = (column * weeks + weeks / 2) / columns;
        let week = week.min(weeks.saturating_sub(1));
        let at = |values: &[Option<f64>]| values.get(week).copied().flatten();
        if let (Some(low), Some(high)) = (at(&series.p05), at(&series.p95)) {
            for line in &mut field[row(low)..=row(high)] {
                line[column] = marks.band;
            }
        }
        if let Some(value) = other.and_then(|one| at(&one.p50)) {
            field[row(value)][column] = marks.other;
        }
        if let Some(value) = at(&series.p50) {
            field[row(value)][column] = marks.median;
        }
    }
    let mut lines: Vec<String> = field
        .iter()
        .enumerate()
        .rev()
        .map(|(at, cells)| {
            let scale = match at {
                0 => "0".to_owned(),
                at if at + 1 == ROWS => label(top),
                _ => String::new(),
            };
            let cells: String = cells.iter().collect();
            format!("{scale:>SCALE$}{}{cells}", marks.axis)
        })
        .collect();
    // A single week is the first and the last.
    let last = if weeks > 1 {
        weeks.to_string()
    } else {
        String::new()
    };
    let gap = columns.saturating_sub(2);
    lines.push(format!("{:SCALE$} {:<gap$}{last}", "", "1"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(values: &[f64]) -> Series {
        let scaled = |factor: f64| values.iter().map(|v| Some(v * factor)).collect();
        Series {
            population: Population::Workforce,
            metric: String::new(),
            arm: Arm::Rollout,
            unit: String::new(),
            of: String::new(),
            p05: scaled(0.5),
            p25: scaled(0.75),
            p50: scaled(1.0),
            p75: scaled(1.25),
            p95: scaled(1.5),
        }
    }

    #[test]
    fn the_median_rises_inside_its_band() {
        let values: Vec<f64> = (1..=52).map(f64::from).collect();
        let lines = draw(&series(&values), None, None, plain, &Marks::of(false));
        assert_eq!(lines.len(), ROWS + 1);
        assert!(
            lines[0].starts_with("     78|") && lines[0].ends_with("::::"),
            "{lines:#?}"
        );
        assert!(lines[ROWS - 1].starts_with("      0|o"), "{lines:#?}");
        assert!(
            lines
                .iter()
                .all(|line| line.is_ascii() && line.len() <= SCALE + 2 + COLUMNS)
        );
        assert!(lines[ROWS].ends_with("52"));
    }

    #[test]
    fn short_flat_and_undefined_series_are_drawn() {
        let flat = draw(&series(&[0.0]), None, Some(1.0), plain, &Marks::of(true));
        assert!(flat[ROWS - 1].contains('●'));
        assert_eq!(flat[ROWS].trim(), "1");
        let mut gaps = series(&[1.0, 2.0]);
        gaps.p50[0] = None;
        assert_eq!(
            draw(&gaps, None, None, plain, &Marks::of(true)).len(),
            ROWS + 1
        );
    }
}
