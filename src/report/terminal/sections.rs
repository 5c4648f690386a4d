//! The answer's sections.

use super::customers;
use super::number::{chance, exact, mean, percent, plain, spread, weeks, with_n};
use crate::answer::{Account, Estimate, PhaseAnswer, RunAnswer, WorkforceAnswer};
use crate::report::page::Page;
use crate::units::Comparison;

/// Writes all sections but the plots.
pub fn write(answer: &RunAnswer, page: &mut Page) {
    head(answer, page);
    targets(answer, page);
    if let Some(workforce) = &answer.workforce {
        adoption(workforce, answer, page);
        desk(workforce, answer, page);
        money(workforce, answer, page);
    }
    if let Some(customers) = &answer.customers {
        customers::write(customers, answer, page);
    }
    reasons(answer, page);
}

fn head(answer: &RunAnswer, page: &mut Page) {
    let counts = &answer.counts;
    let chance_only = answer.uncertainty.is_chance_only();
    let how = if chance_only {
        format!(
            "{} weeks; n = {} replications, one set of parameters",
            counts.horizon, counts.n
        )
    } else {
        format!(
            "{} weeks; n = {} simulations: {} draws of the parameters x {} replications",
            counts.horizon, counts.n, counts.draws, counts.replications_per_draw
        )
    };
    page.heading(&answer.plan, &how);
    let varies = if chance_only {
        "chance alone, which is no forecast uncertainty"
    } else {
        "parameters and chance"
    };
    page.line(&format!(
        "Median [5th..95th percentile of outcomes] <10th..90th>, from {varies};"
    ));
    page.line("± and (a to b): 95 % confidence interval of the mean or probability before it.");
}

fn targets(answer: &RunAnswer, page: &mut Page) {
    let phases = answer.workforce.iter().flat_map(|plan| &plan.phases);
    let never = |phase: &PhaseAnswer| phase.begins.never.probability == Some(1.0);
    let told: Vec<&PhaseAnswer> = phases.filter(|phase| phase.gated || never(phase)).collect();
    let RunAnswer {
        targets, unjudged, ..
    } = answer;
    if targets.is_empty() && unjudged.is_empty() && told.is_empty() {
        return;
    }
    page.gap();
    page.heading("Targets and gates", "");
    let names = targets.iter().map(|target| &target.name);
    let names = names.chain(unjudged.iter().map(|target| &target.name));
    let width = names.map(|name| name.chars().count()).max();
    let width = width.unwrap_or(0).clamp(12, 34);
    for target in targets {
        let sign = if target.comparison == Comparison::AtLeast {
            '≥'
        } else {
            '≤'
        };
        page.line(&format!(
            "  {:<width$}  met in {:<18} {}, wanted {sign} {}",
            short(&target.name, width),
            chance(&target.met),
            with_n(&target.outcome, answer),
            exact(target.value, &target.outcome.unit),
        ));
    }
    for target in unjudged {
        page.line(&format!(
            "  {:<width$}  not judged: {}",
            short(&target.name, width),
            target.reason
        ));
    }
    let several = targets.len() > 1;
    if let Some(all) = answer.all_targets.as_ref().filter(|_| several) {
        let which = match unjudged.len() {
            0 => "all together".to_owned(),
            _ => format!("the {} judged", targets.len()),
        };
        page.line(&format!("  {which:<width$}  met in {}", chance(all)));
    }
    for phase in told {
        let begins = if phase.gated {
            let weeks = weeks(&phase.begins, answer.counts.horizon);
            format!("begins in {weeks}")
        } else {
            "never begins".to_owned()
        };
        page.line(&format!(
            "  {:<width$}  {begins}, planned for week {}",
            short(&phase.name, width),
            phase.planned
        ));
    }
}

fn adoption(workforce: &WorkforceAnswer, answer: &RunAnswer, page: &mut Page) {
    const ROWS: [(&str, &str); 4] = [
        ("adoption.enrolled.headcount", "enrolled, of headcount"),
        ("adoption.enrolled.capable", "enrolled, of capable"),
        (
            "adoption.used_28d.headcount",
            "used in 28 days, of headcount",
        ),
        ("adoption.used_28d.capable", "used in 28 days, of capable"),
    ];
    let mut at: Vec<u16> = workforce
        .adoption
        .iter()
        .filter_map(|row| row.week)
        .collect();
    at.dedup();
    page.gap();
    let columns: String = at
        .iter()
        .map(|week| format!("{:<17}", format!("week {week}")))
        .collect();
    page.heading("Adoption", &format!("{:<21}  {columns}", ""));
    for (metric, label) in ROWS {
        let cells = workforce.adoption.iter().filter(|row| row.metric == metric);
        let cells: String = cells
            .map(|row| format!("{:<17}", spread(&row.share)))
            .collect();
        page.line(&format!("  {label:<31}{cells}"));
    }
    for threshold in &workforce.thresholds {
        page.line(&format!(
            "  {:<31}{}",
            format!("{} % of headcount enrolled", threshold.percent),
            weeks(&threshold.first_week, answer.counts.horizon)
        ));
    }
}

fn desk(workforce: &WorkforceAnswer, answer: &RunAnswer, page: &mut Page) {
    let peak = &workforce.peak;
    page.gap();
    page.heading("Helpdesk", "");
    page.paragraph(
        &format!(
            "busiest week: {}, tickets {}; agents needed then {}, without the rollout {}",
            spread(&peak.week),
            with_n(&peak.tickets, answer),
            spread(&peak.agents_needed),
            spread(&peak.baseline_agents_needed)
        ),
        2,
    );
    page.paragraph(
        &format!(
            "paid back at the helpdesk: {}",
            weeks(&workforce.break_even, answer.counts.horizon)
        ),
        2,
    );
}

fn money(workforce: &WorkforceAnswer, answer: &RunAnswer, page: &mut Page) {
    let row = |label: &str, cell: &dyn Fn(&Account) -> String| {
        let cells: Vec<String> = workforce
            .accounts
            .iter()
            .map(|account| format!("{:<42}  ", cell(account)))
            .collect();
        format!("{label:<12}{}", cells.concat())
    };
    let of = |quantity: &Estimate| {
        let spread = with_n(quantity, answer);
        if quantity.numbers.p05 == quantity.numbers.p95 {
            return format!("{spread} in every simulation");
        }
        format!("{spread} mean {}", mean(quantity))
    };
    page.gap();
    let weeks = row("", &|account| format!("to week {}", account.week));
    page.heading("Cost against no rollout; below zero saves", "");
    page.line(&format!("  {weeks}"));
    for line in [
        row("helpdesk", &|account| of(&account.helpdesk_difference)),
        row("programme", &|account| of(&account.programme)),
        row("net cash", &|account| of(&account.net_cash)),
        row("saves or 0", &|account| {
            format!("helpdesk in {}", chance(&account.helpdesk_not_above))
        }),
    ] {
        page.line(&format!("  {line}"));
    }
}

fn reasons(answer: &RunAnswer, page: &mut Page) {
    if answer.chance_shares.is_empty() && answer.leaning.is_empty() {
        return;
    }
    page.gap();
    page.heading("What the spread is made of", "");
    if !answer.chance_shares.is_empty() {
        let shares: Vec<String> = answer
            .chance_shares
            .iter()
            .map(|chance| {
                let interval = match (chance.lo, chance.hi) {
                    (Some(low), Some(high)) => {
                        format!(
                            " ({} to {})",
                            percent(low).trim_end_matches(" %"),
                            percent(high)
                        )
                    }
                    _ => String::new(),
                };
                format!("{}{interval} of {}", percent(chance.share), chance.output)
            })
            .collect();
        page.paragraph(
            &format!(
                "chance: {}; the rest is what is not known of the parameters",
                shares.join(", ")
            ),
            2,
        );
    }
    for leaning in &answer.leaning {
        page.paragraph(
            &format!(
                "leans on {} ({}..{}): {} of {} between draws, {} it",
                leaning.parameter,
                plain(leaning.range[0]),
                plain(leaning.range[1]),
                percent(leaning.index),
                leaning.output,
                if leaning.rises { "raises" } else { "lowers" },
            ),
            2,
        );
    }
}

fn short(name: &str, width: usize) -> String {
    if name.chars().count() <= width {
        return name.to_owned();
    }
    let kept: String = name.chars().take(width.saturating_sub(2)).collect();
    format!("{kept}..")
}
