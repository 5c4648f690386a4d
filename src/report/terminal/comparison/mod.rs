//! A comparison on a screen: what it says in words, then the numbers.

mod selection;
mod share;
mod table;

use super::number::chance;
use crate::answer::{CompareAnswer, ComparedPlan, Difference};
use crate::report::page::Page;
use crate::units::Better;
use share::share;

/// Writes everything.
pub fn write(answer: &CompareAnswer, page: &mut Page) {
    head(answer, page);
    selection::write(answer, page);
    verdict(answer, page);
    targets(answer, page);
    table::write(answer, page);
    pareto(answer, page);
}

fn head(answer: &CompareAnswer, page: &mut Page) {
    let counts = &answer.counts;
    let how = if answer.uncertainty.is_chance_only() {
        format!("n = {} replications each, one set of parameters", counts.n)
    } else {
        format!(
            "n = {} simulations each: {} draws x {} replications, the same for all",
            counts.n, counts.draws, counts.replications_per_draw
        )
    };
    page.heading(
        "Comparison",
        &format!("{} plans; {how}", answer.plans.len()),
    );
    let together = match answer.comparisons {
        1 => "there is one".to_owned(),
        n => format!("Bonferroni over {n}, {} each", precise(answer.level)),
    };
    page.paragraph(
        &format!(
            "Differences are against {}{}. Means ±95 %; differences (a to b) hold together with 95 % \
             ({together}); [5th..95th percentile of outcomes].",
            answer.against,
            if answer.selection.is_some() {
                ", in the draws that no plan lacks"
            } else {
                ""
            }
        ),
        0,
    );
}

/// In words, plan by plan: worse, better, not to be told apart.
fn verdict(answer: &CompareAnswer, page: &mut Page) {
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
            let words = match (output.better, higher) {
                (Better::Higher, true) | (Better::Lower, false) => ["better", "worse"],
                (Better::Higher, false) | (Better::Lower, true) => ["worse", "better"],
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
    answer: &CompareAnswer,
) -> String {
    let of = if answer.uncertainty.is_chance_only() {
        "unit"
    } else {
        "draw"
    };
    let (count, against) = if higher {
        (difference.higher, difference.lower)
    } else {
        (difference.lower, difference.higher)
    };
    if count == difference.draws {
        return format!("{this} in every {of} on");
    }
    let shown = |count: usize| share(count as f64 / difference.draws as f64);
    let rest = match against {
        0 => String::new(),
        n => format!(", {other} in {}", shown(n)),
    };
    format!("{this} in the mean (in {} of {of}s{rest}) on", shown(count))
}

fn targets(answer: &CompareAnswer, page: &mut Page) {
    let none = |plan: &ComparedPlan| plan.all_targets.is_none() && plan.unjudged.is_empty();
    if answer.plans.iter().all(none) {
        return;
    }
    page.gap();
    page.heading("Targets", "all together, in the same simulation");
    // Those that meet them come first.
    let mut plans: Vec<&ComparedPlan> = answer.plans.iter().collect();
    plans.sort_by_key(|plan| !plan.feasible);
    let width = plans.iter().map(|plan| plan.name.chars().count()).max();
    let width = width.unwrap_or(0).min(44);
    for plan in plans {
        let met = match &plan.all_targets {
            Some(met) if plan.unjudged.is_empty() => format!("met in {}", chance(met)),
            Some(met) => format!("those judged met in {}", chance(met)),
            None if plan.unjudged.is_empty() => "none".to_owned(),
            None => "none judged".to_owned(),
        };
        let less = if plan.feasible {
            ""
        } else {
            "; in fewer than half"
        };
        page.line(&format!(
            "  {:<width$}  {met}{less}",
            short(&plan.name, width)
        ));
        for target in &plan.unjudged {
            let text = format!("{}, not judged: {}", target.name, target.reason);
            page.line(&format!("  {:<width$}  {text}", ""));
        }
    }
}

fn pareto(answer: &CompareAnswer, page: &mut Page) {
    page.gap();
    let among = if answer.pareto.feasible_only {
        " among plans that meet their targets"
    } else {
        ""
    };
    let weighed = answer.pareto.outputs.join(", ");
    page.paragraph(
        &format!(
            "Not beaten{among} on all of {weighed} (means): {}.{}",
            answer.pareto.plans.join(", "),
            front_chances(answer)
        ),
        2,
    );
    let chances = if answer.uncertainty.is_chance_only() {
        "P(best): share of simulations in which the plan is best. Chance alone varies, which is no forecast \
         uncertainty. Regret: mean distance to the best of the simulation (90th percentile)."
    } else {
        "P(best): share of simulations in which the plan is best, chance included / share of draws in which \
         its mean over chance is. Regret: mean distance to the best of the simulation (90th percentile)."
    };
    page.paragraph(chances, 2);
}

/// How sure the front is: the probability of lying on it, plan by plan.
fn front_chances(answer: &CompareAnswer) -> String {
    let chances = answer.pareto.chances.iter();
    let shown: Vec<String> = chances
        .filter_map(|one| Some(format!("{} {}", one.plan, share(one.probability?))))
        .collect();
    if shown.is_empty() {
        return String::new();
    }
    let of = if answer.uncertainty.is_chance_only() {
        "simulations"
    } else {
        "draws"
    };
    format!(" In resamples of the {of}: {}.", shown.join(", "))
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
