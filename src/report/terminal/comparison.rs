//! A comparison on a screen: what it says in words, then the numbers.

use super::number::{chance, percent, plain, value};
use super::page::{Page, WIDTH};
use super::view_comparison::{ComparedOutput, ComparedPlan, Comparison, Difference};

/// Writes everything.
pub fn write(answer: &Comparison, page: &mut Page) {
    head(answer, page);
    verdict(answer, page);
    targets(answer, page);
    tables(answer, page);
    pareto(answer, page);
}

fn luck_only(answer: &Comparison) -> bool {
    answer.uncertainty == "luck only"
}

fn head(answer: &Comparison, page: &mut Page) {
    let counts = &answer.counts;
    let how = if luck_only(answer) {
        format!("n = {} lucks each, one set of parameters", counts.n)
    } else {
        format!(
            "n = {} units each: {} draws of the parameters x {} lucks, the same for all",
            counts.n, counts.draws, counts.replicates_per_draw
        )
    };
    page.heading(
        "Comparison",
        &format!("{} plans; {how}", answer.plans.len()),
    );
    page.line(&format!(
        "Differences are against {}. Means ±95 %; differences (a to b) hold together with 95 %",
        answer.against
    ));
    page.line(&format!(
        "({}); [5th..95th percentile of outcomes].",
        match answer.comparisons {
            1 => "there is one".to_owned(),
            n => format!("Bonferroni over {n}, {} each", precise(answer.level)),
        }
    ));
}

/// In words, plan by plan: worse, better, not to be told apart.
fn verdict(answer: &Comparison, page: &mut Page) {
    page.gap();
    page.heading("In words", "");
    for (at, plan) in answer.plans.iter().enumerate() {
        if plan.name == answer.against {
            continue;
        }
        let mut said: Vec<(String, Vec<String>)> = Vec::new();
        let (mut open, mut same) = (Vec::new(), Vec::new());
        for output in &answer.outputs {
            let Some(difference) = &output.plans[at].difference else {
                open.push(output.output.clone());
                continue;
            };
            if difference.higher + difference.lower == 0 {
                same.push(output.output.clone());
                continue;
            }
            let Some(higher) = side(difference) else {
                open.push(output.output.clone());
                continue;
            };
            let words = match (output.better.as_str(), higher) {
                ("higher", true) | ("lower", false) => ["better", "worse"],
                ("higher", false) | ("lower", true) => ["worse", "better"],
                (_, true) => ["higher", "lower"],
                (_, false) => ["lower", "higher"],
            };
            let word = how_often(difference, higher, words, answer);
            let text = output.output.clone();
            match said.iter_mut().find(|(known, _)| *known == word) {
                Some((_, texts)) => texts.push(text),
                None => said.push((word, vec![text])),
            }
        }
        let mut parts: Vec<String> = said
            .iter()
            .map(|(word, texts)| format!("is {word} {}", texts.join(", ")))
            .collect();
        if !same.is_empty() {
            parts.push(format!("is the same on {}", same.join(", ")));
        }
        if !open.is_empty() {
            parts.push(format!(
                "cannot be told apart from {} on {}",
                answer.against,
                open.join(", ")
            ));
        }
        page.paragraph(&format!("{} {}.", plan.name, parts.join("; ")), 2);
    }
}

/// Whether a difference lies above zero; none if it may be either.
fn side(difference: &Difference) -> Option<bool> {
    match (difference.lo, difference.hi) {
        (Some(lo), _) if lo > 0.0 => Some(true),
        (_, Some(hi)) if hi < 0.0 => Some(false),
        _ => None,
    }
}

/// Such as "worse in every draw on"; `words` are this way and the other.
fn how_often(
    difference: &Difference,
    higher: bool,
    [this, other]: [&str; 2],
    answer: &Comparison,
) -> String {
    let of = if luck_only(answer) { "unit" } else { "draw" };
    let (count, against) = if higher {
        (difference.higher, difference.lower)
    } else {
        (difference.lower, difference.higher)
    };
    if count == difference.draws {
        return format!("{this} in every {of} on");
    }
    let shown = |count: usize| share(count as f64 / difference.draws as f64);
    format!(
        "{this} in the mean (in {} of {of}s, {other} in {}) on",
        shown(count),
        shown(against)
    )
}

fn targets(answer: &Comparison, page: &mut Page) {
    if answer.plans.iter().all(|plan| plan.all_targets.is_none()) {
        return;
    }
    page.gap();
    page.heading("Targets", "all together, in the same unit");
    // Those that meet them come first.
    let mut plans: Vec<&ComparedPlan> = answer.plans.iter().collect();
    plans.sort_by_key(|plan| !plan.feasible);
    for plan in plans {
        let met = match &plan.all_targets {
            Some(met) => format!("met in {}", chance(met)),
            None => "none".to_owned(),
        };
        let less = if plan.feasible {
            ""
        } else {
            "; in fewer than half"
        };
        page.line(&format!("  {:<28}  {met}{less}", short(&plan.name, 28)));
    }
}

/// Cells of a row before they are padded: plan, mean, outcomes, difference,
/// chances, regret.
type Cells = [String; 6];

/// The tables of all outputs, in columns of equal widths.
fn tables(answer: &Comparison, page: &mut Page) {
    let rows: Vec<Vec<Cells>> = answer.outputs.iter().map(|o| cells(o, answer)).collect();
    let mut widths = [0; 6];
    for row in rows.iter().flatten() {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let others: usize = widths[1..].iter().map(|width| width + 2).sum();
    let room = WIDTH.saturating_sub(others + 2).max(8);
    widths[0] = widths[0].min(room);
    for (output, rows) in answer.outputs.iter().zip(rows) {
        let better = match output.better.as_str() {
            "neither" => "neither way is good",
            "higher" => "higher is better",
            _ => "lower is better",
        };
        page.gap();
        let aside = format!("[{}] {better}{}", output.unit, best(output));
        page.heading(&output.output, &aside);
        for mut row in rows {
            row[0] = short(&row[0], widths[0]);
            let padded = row.iter().zip(widths);
            let padded = padded.map(|(cell, width)| format!("  {cell:<width$}"));
            page.line(&padded.collect::<String>());
        }
        if output.n < answer.counts.n {
            page.line(&format!(
                "  chances and regret are of the {} units in which all plans have a value",
                output.n
            ));
        }
    }
}

/// Which plan is best in the mean, as far as it can be told.
fn best(output: &ComparedOutput) -> String {
    match output.may_be_best.as_slice() {
        [] => String::new(),
        [one] => format!("; best in the mean: {one}"),
        many if many.len() == output.plans.len() => "; no best plan can be told".to_owned(),
        [one, other] => format!("; best in the mean: {one} or {other}"),
        many => format!("; best in the mean: one of {}", many.len()),
    }
}

fn cells(output: &ComparedOutput, answer: &Comparison) -> Vec<Cells> {
    let unit = &output.unit;
    let ranked = output.better != "neither";
    let head = [
        "",
        "mean",
        "outcomes",
        "difference",
        if ranked { "P(best)" } else { "" },
        if ranked { "regret" } else { "" },
    ];
    let mut rows = vec![head.map(str::to_owned)];
    for row in &output.plans {
        let shown = |number: Option<f64>| number.map_or("-".to_owned(), |v| cell(v, unit));
        let half = row.mean_lo.zip(row.mean_hi);
        let half = half.map_or(String::new(), |(lo, hi)| {
            format!(" ±{}", cell((hi - lo) / 2.0, unit))
        });
        let difference = match &row.difference {
            Some(difference) => interval(difference, unit),
            None if row.plan == answer.against => "-".to_owned(),
            None => "undefined".to_owned(),
        };
        let of = |p: Option<f64>| p.map_or("-".to_owned(), share);
        let (chances, regret) = if ranked {
            (
                format!("{} / {}", of(row.p_best_unit), of(row.p_best_mean)),
                format!("{} ({})", shown(row.regret_mean), shown(row.regret_p90)),
            )
        } else {
            (String::new(), String::new())
        };
        rows.push([
            row.plan.clone(),
            format!("{}{half}", shown(row.mean)),
            format!("[{}..{}]", shown(row.p05), shown(row.p95)),
            difference,
            chances,
            regret,
        ]);
    }
    rows
}

fn interval(difference: &Difference, unit: &str) -> String {
    let mean = cell(difference.mean, unit);
    let sign = if difference.mean > 0.0 { "+" } else { "" };
    match (difference.lo, difference.hi) {
        _ if difference.higher + difference.lower == 0 => "the same".to_owned(),
        (Some(lo), Some(hi)) => format!("{sign}{mean} ({} to {})", cell(lo, unit), cell(hi, unit)),
        _ => format!("{sign}{mean}"),
    }
}

fn pareto(answer: &Comparison, page: &mut Page) {
    page.gap();
    let among = if answer.pareto.feasible_only {
        " among plans that meet their targets"
    } else {
        ""
    };
    let weighed = answer.pareto.outputs.join(", ");
    page.paragraph(
        &format!(
            "Not beaten{among} on all of {weighed} (means): {}.",
            answer.pareto.plans.join(", ")
        ),
        2,
    );
    let chances = if luck_only(answer) {
        "P(best): share of units in which the plan is best. Luck alone varies, which is no forecast \
         uncertainty. Regret: mean distance to the best of the unit (90th percentile)."
    } else {
        "P(best): share of units in which the plan is best, luck included / share of draws in which \
         its mean over luck is. Regret: mean distance to the best of the unit (90th percentile)."
    };
    page.paragraph(chances, 2);
}

/// A number without what its heading says: shares in per cent without the sign.
fn cell(number: f64, unit: &str) -> String {
    match unit {
        "share" => percentage(number),
        "$" => value(number, unit),
        _ => plain(number),
    }
}

fn percentage(share: f64) -> String {
    let percent = share * 100.0;
    let shown = if percent.abs() < 9.95 {
        format!("{percent:.1}")
    } else {
        format!("{percent:.0}")
    };
    // No minus before a zero.
    if shown == "-0.0" {
        "0.0".to_owned()
    } else {
        shown
    }
}

/// A chance that is neither none nor all is not rounded to them.
fn share(p: f64) -> String {
    if p > 0.995 && p < 1.0 {
        ">99 %".to_owned()
    } else {
        percent(p)
    }
}

fn precise(level: f64) -> String {
    format!("{:.2} %", 100.0 * level)
}

fn short(name: &str, width: usize) -> String {
    if name.chars().count() <= width {
        return name.to_owned();
    }
    let kept: String = name.chars().take(width.saturating_sub(2)).collect();
    format!("{kept}..")
}
