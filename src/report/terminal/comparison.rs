//! A comparison on a screen: what it says in words, then the numbers.

use super::number::{chance, percent, plain, value};
use super::page::Page;
use super::view_comparison::{ComparedOutput, ComparedPlan, Comparison, Difference};

/// Writes everything.
pub fn write(answer: &Comparison, page: &mut Page) {
    head(answer, page);
    verdict(answer, page);
    targets(answer, page);
    for output in &answer.outputs {
        table(output, answer, page);
    }
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
        let mut said: Vec<(&str, Vec<String>)> = Vec::new();
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
            let word = match (output.better.as_str(), higher) {
                ("higher", true) | ("lower", false) => "better",
                ("higher", false) | ("lower", true) => "worse",
                (_, true) => "higher",
                (_, false) => "lower",
            };
            let text = format!(
                "{} {}",
                output.output,
                how_often(difference, higher, answer)
            );
            match said.iter_mut().find(|(known, _)| *known == word) {
                Some((_, texts)) => texts.push(text),
                None => said.push((word, vec![text])),
            }
        }
        let mut parts: Vec<String> = said
            .iter()
            .map(|(word, texts)| format!("is {word} on {}", texts.join(", ")))
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
    for output in &answer.outputs {
        if answer.plans.len() > 2 && output.may_be_best.len() > 1 {
            let names = output.may_be_best.join(", ");
            page.paragraph(
                &format!("Best on {}: cannot be told apart: {names}.", output.output),
                2,
            );
        }
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

fn how_often(difference: &Difference, higher: bool, answer: &Comparison) -> String {
    let of = if luck_only(answer) { "unit" } else { "draw" };
    let count = if higher {
        difference.higher
    } else {
        difference.lower
    };
    if count == difference.draws {
        format!("in every {of}")
    } else {
        format!(
            "in {} of {of}s",
            share(count as f64 / difference.draws as f64)
        )
    }
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

fn table(output: &ComparedOutput, answer: &Comparison, page: &mut Page) {
    let better = match output.better.as_str() {
        "neither" => "neither way is good",
        "higher" => "higher is better",
        _ => "lower is better",
    };
    let best = match output.may_be_best.as_slice() {
        [one] => format!("; best in the mean: {one}"),
        _ => String::new(),
    };
    page.gap();
    page.heading(&output.output, &format!("[{}] {better}{best}", output.unit));
    let (mean, spread, difference) = ("mean", "outcomes", "difference");
    let ranked = output.better != "neither";
    let best = if ranked {
        "best in unit/mean  regret (P90)"
    } else {
        ""
    };
    page.line(&format!(
        "  {:<20}  {mean:<13}  {spread:<13}  {difference:<19}  {best}",
        "plan"
    ));
    for row in &output.plans {
        let shown = |number: Option<f64>| number.map_or("-".to_owned(), |v| cell(v, &output.unit));
        let half = row.mean_lo.zip(row.mean_hi);
        let half = half.map_or(String::new(), |(lo, hi)| {
            format!(" ±{}", cell((hi - lo) / 2.0, &output.unit))
        });
        let mean = format!("{}{half}", shown(row.mean));
        let spread = format!("[{}..{}]", shown(row.p05), shown(row.p95));
        let difference = match &row.difference {
            Some(difference) => interval(difference, &output.unit),
            None if row.plan == answer.against => "-".to_owned(),
            None => "undefined".to_owned(),
        };
        let chances = if ranked {
            let of = |p: Option<f64>| p.map_or("-".to_owned(), share);
            format!("{:>6} / {:<6}", of(row.p_best_unit), of(row.p_best_mean))
        } else {
            String::new()
        };
        let regret = match (row.regret_mean, row.regret_p90) {
            (Some(mean), Some(p90)) => {
                format!("{} ({})", cell(mean, &output.unit), cell(p90, &output.unit))
            }
            _ => String::new(),
        };
        page.line(&format!(
            "  {:<20}  {mean:<13}  {spread:<13}  {difference:<19}  {chances:<17}  {regret}",
            short(&row.plan, 20)
        ));
    }
    if output.n < answer.counts.n {
        page.line(&format!(
            "  chances and regret are of the {} units in which all plans have a value",
            output.n
        ));
    }
}

fn interval(difference: &Difference, unit: &str) -> String {
    let mean = cell(difference.mean, unit);
    let sign = if difference.mean > 0.0 { "+" } else { "" };
    match (difference.lo, difference.hi) {
        (Some(lo), Some(hi)) if lo == hi => format!("{sign}{mean} exactly"),
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
    let means = if luck_only(answer) {
        "Luck alone varies, which is no forecast uncertainty."
    } else {
        "best in unit: share of units, luck and parameters; mean: share of draws, luck averaged out."
    };
    page.paragraph(means, 2);
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
