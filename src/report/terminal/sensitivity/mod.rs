//! A sensitivity study on a screen: what moves each output, with bars.

mod bar;

use std::fmt::Write as _;

use super::number::{cell, heading_unit, money, percent, plain};
use crate::answer::{
    FactorAnswer, FactorRow, Measure, Method, Over, SensitivityAnswer, StudiedOutput, Verdict,
};
use crate::report::page::{Page, WIDTH};
use crate::units::Better;

/// Lines of a screen that rows of factors may fill.
const LINES: usize = 36;
/// Rows of one output at least and at most.
const FEWEST: usize = 5;
const MOST: usize = 24;
/// Longest name of a factor.
const NAME: usize = 32;

/// Writes everything.
pub fn write(study: &SensitivityAnswer, page: &mut Page) {
    head(study, page);
    let room = LINES / study.outputs.len().max(1);
    let rows = room.saturating_sub(4).clamp(FEWEST, MOST);
    for output in &study.outputs {
        one(study, output, rows, page);
    }
}

fn head(study: &SensitivityAnswer, page: &mut Page) {
    let counts = &study.counts;
    let what = study.over.word();
    let size = match study.method {
        Method::Tornado => format!(
            "{} points x {} replications",
            counts.points, counts.replications
        ),
        Method::Morris => format!("{} walks, each with chance of its own", counts.replications),
        Method::Sobol => format!(
            "{} points ({} base rows) x {} replications",
            counts.points, counts.rows, counts.replications
        ),
        Method::Rank => format!(
            "{} draws x {} replications",
            counts.rows, counts.replications
        ),
    };
    page.heading("Sensitivity", &short(&study.plan, WIDTH - 14));
    page.line(&format!(
        "{} weeks: {} over {} {what}; n = {} simulations: {size}",
        counts.horizon,
        study.method.word(),
        study.factors.len(),
        counts.n
    ));
    let ends = match (study.over, study.method) {
        (Over::Dials, _) => "Each dial from its low to its high end",
        (_, Method::Tornado | Method::Morris) => {
            "Each unknown from the 10 % to the 90 % point of its prior"
        }
        _ => "Each unknown over all of its prior",
    };
    let others = match study.method {
        Method::Rank => "all drawn together".to_owned(),
        Method::Tornado => format!("the others {}, in the same worlds", study.others),
        _ => format!("parameters not named here {}", study.others),
    };
    if study.is_too_small() {
        page.paragraph(&format!("{ends}, {others}. ?: not judged."), 0);
        return;
    }
    let hold = if study.comparisons > 1 {
        format!(
            "(a to b): the intervals of all {} changes hold together with 95 % ({:.2} % each).",
            study.comparisons,
            100.0 * study.level
        )
    } else {
        "(a to b): 95 % confidence interval.".to_owned()
    };
    let marks = if page.screen.unicode {
        bar::UNICODE
    } else {
        bar::ASCII
    };
    let bars = match study.method {
        Method::Sobol => format!(
            "Bars: {} first-order, {} what comes with others.",
            marks.solid, marks.light
        ),
        _ => format!("Bars of {} are not separable from noise.", marks.light),
    };
    page.paragraph(
        &format!("{ends}, {others}. {hold} ~: not separable from noise. {bars}"),
        0,
    );
}

/// One output: its heading, the factors that matter most, what is left.
fn one(study: &SensitivityAnswer, output: &StudiedOutput, most: usize, page: &mut Page) {
    page.gap();
    let better = match output.better {
        Better::Higher => "; higher is better",
        Better::Lower => "; lower is better",
        Better::Neither => "",
    };
    let unit = heading_unit(&output.unit, &output.of);
    let changes = matches!(study.method, Method::Tornado | Method::Morris);
    let points = if changes && output.unit == "share" {
        "; changes in points"
    } else {
        ""
    };
    let mut aside = format!("[{unit}{points}]{better}");
    if output.n < study.counts.n {
        aside.push_str(&format!("; defined in {} simulations", output.n));
    }
    page.wide_heading(&output.output, &aside);
    let general = output.general.iter().map(|measure| general(study, measure));
    let general = general.collect::<Vec<_>>().join("; ");
    if !general.is_empty() {
        page.paragraph(&general, 2);
    }
    let shown = |row: &&FactorRow| !matches!(row.verdict, Verdict::NoEffect | Verdict::Undefined);
    let rows: Vec<&FactorRow> = output.rows.iter().filter(shown).take(most).collect();
    let names = rows.iter().map(|row| row.factor.chars().count());
    let ranges: Vec<String> = rows.iter().map(|row| range(study, &row.factor)).collect();
    let widths = (
        names.max().unwrap_or(0).min(NAME),
        ranges
            .iter()
            .map(|range| range.chars().count())
            .max()
            .unwrap_or(0),
    );
    let usual = output.rows.iter().map(|row| row.n).max().unwrap_or(0);
    let scale = rows.iter().map(|row| bar::length(row)).fold(0.0, f64::max);
    for (row, range) in rows.iter().zip(&ranges) {
        let mark = match row.verdict {
            Verdict::Influential => ' ',
            Verdict::TooFew => '?',
            _ => '~',
        };
        let (name, wide) = widths;
        let start = format!(" {mark}{:<name$} {range:<wide$} ", short(&row.factor, name));
        let mut numbers = numbers(study, row);
        if row.n < usual {
            let _ = write!(numbers, ", n = {}", row.n);
        }
        let room = WIDTH.saturating_sub(start.chars().count() + numbers.chars().count() + 1);
        let bar = bar::draw(row, scale, room.min(bar::WIDEST), page.screen.unicode);
        page.raw(&format!("{start}{bar} {numbers}"));
    }
    page.paragraph(&rest(output, &rows), 2);
    for note in &output.notes {
        page.paragraph(note, 2);
    }
}

/// A number that is of no factor, in words.
fn general(study: &SensitivityAnswer, measure: &Measure) -> String {
    let number = with_interval(measure, number);
    match measure.name.as_str() {
        "at_defaults" => format!("at the defaults, which is not the mean forecast: {number}"),
        "chance" => {
            let change = with_interval(measure, change);
            format!("another chance alone does {change}, as large as an effect")
        }
        "chance_share" => {
            format!("chance is {number} of the variance of one simulation, and taken off below")
        }
        "noise_floor" => format!(
            "noise floor {number}: the largest of {} indices by chance, in one study of 20",
            study.factors.len()
        ),
        name => format!("{name} {number}"),
    }
}

/// What is not on the screen.
fn rest(output: &StudiedOutput, shown: &[&FactorRow]) -> String {
    let of = |verdict: Verdict| {
        let all = output.rows.iter().filter(|row| row.verdict == verdict);
        let seen = shown.iter().filter(|row| row.verdict == verdict).count();
        all.count() - seen
    };
    let mut parts = Vec::new();
    let (more, noise) = (of(Verdict::Influential), of(Verdict::NotSeparable));
    let unjudged = of(Verdict::TooFew);
    if more > 0 {
        parts.push(format!("{more} more move it by less"));
    }
    if noise > 0 {
        parts.push(format!("{noise} more are not separable from noise"));
    }
    if unjudged > 0 {
        parts.push(format!("{unjudged} more move it by less, or by chance"));
    }
    let names = |verdict: Verdict| {
        let rows = output.rows.iter().filter(|row| row.verdict == verdict);
        let names: Vec<&str> = rows.map(|row| row.factor.as_str()).collect();
        match names.len() {
            n if n > 4 => format!("{}, ... ({n} in all)", names[..3].join(", ")),
            _ => names.join(", "),
        }
    };
    if of(Verdict::NoEffect) > 0 {
        parts.push(format!(
            "no effect in any unit: {}",
            names(Verdict::NoEffect)
        ));
    }
    if of(Verdict::Undefined) > 0 {
        parts.push(format!("undefined: {}", names(Verdict::Undefined)));
    }
    if parts.is_empty() {
        return "All are shown.".to_owned();
    }
    format!("{}.", parts.join("; "))
}

/// The numbers of a row.
fn numbers(study: &SensitivityAnswer, row: &FactorRow) -> String {
    let of = |name: &str, shown: Shown| {
        let measure = row.measure(name);
        measure.map_or_else(|| "-".to_owned(), |measure| with_interval(measure, shown))
    };
    let bare = |name: &str| {
        let measure = row.measure(name);
        measure.map_or_else(|| "-".to_owned(), |m| change(m.value, &m.unit))
    };
    match study.method {
        Method::Tornado => {
            let sign = if row.main() > 0.0 { "+" } else { "" };
            format!("{sign}{}", of("change", change))
        }
        Method::Morris => format!(
            "size {}, mean {}, spread {}",
            of("mu_star", change),
            bare("mu"),
            bare("sigma")
        ),
        Method::Sobol => format!(
            "total {}, first {}",
            of("total", number),
            of("first", number)
        ),
        Method::Rank => of("first", number),
    }
}

/// The range of a factor; empty for a group.
fn range(study: &SensitivityAnswer, name: &str) -> String {
    let Some(factor) = study.factors.iter().find(|factor| factor.id == name) else {
        let inside = |factor: &&FactorAnswer| {
            name.strip_suffix('*')
                .is_some_and(|group| factor.id.starts_with(group))
        };
        let n = study.factors.iter().filter(inside).count();
        return format!("{n} factors");
    };
    let [low, high] = match study.method {
        Method::Tornado | Method::Morris => [factor.low, factor.high],
        _ => factor.range,
    };
    let unit = if factor.unit.chars().count() <= 5 {
        factor.unit.as_str()
    } else {
        ""
    };
    format!("{}..{} {unit}", digits(low), digits(high))
        .trim_end()
        .to_owned()
}

/// How a number is shown, given its unit.
type Shown = fn(Option<f64>, &str) -> String;

fn with_interval(measure: &Measure, number: Shown) -> String {
    let middle = number(measure.value, &measure.unit);
    match (measure.lo, measure.hi) {
        (Some(lo), Some(hi)) => {
            let unit = &measure.unit;
            let low = number(Some(lo), unit);
            let low = low.trim_end_matches(" %");
            format!("{middle} ({low} to {})", number(Some(hi), unit))
        }
        _ => middle,
    }
}

/// A change: of a share in points, which the heading says.
fn change(value: Option<f64>, unit: &str) -> String {
    value.map_or_else(|| "-".to_owned(), |value| cell(value + 0.0, unit))
}

fn number(value: Option<f64>, unit: &str) -> String {
    let Some(value) = value else {
        return "-".to_owned();
    };
    match unit {
        "share" => percent(value + 0.0),
        "$" => money(value),
        _ => plain(value + 0.0),
    }
}

/// Two digits that say something, however small the number.
fn digits(value: f64) -> String {
    let size = value.abs();
    if value == value.round() || size >= 10.0 {
        return plain(value.round());
    }
    // Below ten, `{:.1e}` has the exponent that counts the zeros.
    let shown = format!("{size:.1e}");
    let exponent = shown
        .split_once('e')
        .and_then(|(_, e)| e.parse::<i32>().ok());
    let places = usize::try_from(1 - exponent.unwrap_or(0)).unwrap_or(0);
    format!("{value:.places$}")
}

fn short(name: &str, width: usize) -> String {
    if name.chars().count() <= width {
        return name.to_owned();
    }
    let kept: String = name.chars().take(width.saturating_sub(2)).collect();
    format!("{kept}..")
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn ranges_show_digits_that_differ() {
        let shown = [0.0, 1.0, 0.0023, 0.51, 4.26, 15.4, 1234.0, -0.05].map(digits);
        let expected = ["0", "1", "0.0023", "0.51", "4.3", "15", "1,234", "-0.050"];
        assert_eq!(shown, expected);
    }
}
