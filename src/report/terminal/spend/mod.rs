//! A spend response on a screen: the curve of all channels with a plot, then the
//! channels, then how a budget is best divided.

mod allocation;
mod cell;

use super::number::{money, percent, plain};
use crate::answer::{Curve, Interpolated, Level, Optimum, Scaled, SpendAnswer, Step, StepSign};
use crate::report::page::Page;
use cell::{dollars, interval, outcomes};

/// Columns of the plot of adoption.
const PLOT: usize = 12;

/// Writes everything.
pub fn write(answer: &SpendAnswer, page: &mut Page) {
    head(answer, page);
    if let Some((all, channels)) = answer.curves.split_first() {
        table(answer, all, page);
        verdict(answer, all, page);
        by_channel(answer, channels, page);
    }
    if let Some(found) = &answer.allocation {
        allocation::write(found, answer, page);
    }
}

fn chance_only(answer: &SpendAnswer) -> bool {
    answer.uncertainty.is_chance_only()
}

fn head(answer: &SpendAnswer, page: &mut Page) {
    let counts = &answer.counts;
    let how = if chance_only(answer) {
        format!("n = {} replications, one set of parameters", counts.n)
    } else {
        format!(
            "n = {} at every level: {} draws x {} replications",
            counts.n, counts.draws, counts.replications_per_draw
        )
    };
    page.heading(
        &answer.plan,
        &format!("spend on communications to week {}; {how}", answer.week),
    );
    let from = if chance_only(answer) {
        "from chance alone, which is no forecast uncertainty"
    } else {
        "from parameters and chance"
    };
    page.paragraph(
        &format!(
            "Means [5th..95th percentile of outcomes, {from}]; (a to b): 95 % for the mean of paired \
             differences, together over a curve's steps. Tickets and net cash are against no rollout. Tired: \
             messages lost to fatigue."
        ),
        0,
    );
}

/// The levels of all channels together, one line each.
fn table(answer: &SpendAnswer, all: &Curve, page: &mut Page) {
    page.gap();
    let worth = if all.optimum.is_some() {
        "P(best)"
    } else {
        "break-even"
    };
    let scale = Scale::of(all);
    page.heading(
        "All channels",
        &format!("enrolled of headcount in week {}", answer.week),
    );
    page.line(&format!(
        "  {:>5} {:>7} {:<PLOT$} {:>13} {:>7} {:>7} {:>5} {:<17} {worth}",
        "level",
        "spend",
        scale.label(),
        "enrolled, %",
        "tickets",
        "cash",
        "tired",
        "more for $1,000",
    ));
    for (at, level) in all.levels.iter().enumerate() {
        let step = at.checked_sub(1).and_then(|before| all.steps.get(before));
        let per_1000 = step.and_then(|step| step.adopters_per_1000);
        let last = match &all.optimum {
            Some(optimum) => chance(optimum, at),
            None => step.map_or(String::new(), break_even),
        };
        let tickets = level.tickets.mean.map_or("-".to_owned(), plain);
        let net_cash = level.net_cash.mean.map_or("-".to_owned(), money);
        let tired = level.lost_to_fatigue.map_or("-".to_owned(), percent);
        page.line(&format!(
            "  {:>5} {:>7} {} {:>13} {tickets:>7} {net_cash:>7} {tired:>5} {:<17} {last}",
            level.level,
            money(level.spend),
            scale.bar(level, page.screen.unicode),
            outcomes(&level.adoption),
            per_1000.map_or(String::new(), interval),
        ));
    }
}

/// Money for one more adopter, with its interval.
fn break_even(step: &Step) -> String {
    let Some(found) = step.break_even else {
        let word = if step.marginal == StepSign::Negative {
            "loses people"
        } else {
            "none shown"
        };
        return word.to_owned();
    };
    match (found.lo, found.hi) {
        (Some(lo), Some(hi)) => dollars(found.mean, lo, hi),
        _ => money(found.mean),
    }
}

/// How often a level is best, in simulations and in draws.
fn chance(optimum: &Optimum, at: usize) -> String {
    let Some(worth) = optimum.levels.get(at) else {
        return String::new();
    };
    let mean = worth
        .p_best_mean
        .map_or(String::new(), |p| format!(" / {}", percent(p)));
    let mark = if worth.may_be_best { " *" } else { "" };
    format!("{}{mean}{mark}", percent(worth.p_best_simulation))
}

/// In words: where money stops to bring people, and what pays.
fn verdict(answer: &SpendAnswer, all: &Curve, page: &mut Page) {
    let spend = |level: f64| {
        let found = all.levels.iter().find(|one| one.level == level);
        found.map_or(String::new(), |one| money(one.spend))
    };
    let top = all.levels.last().map_or(0.0, |level| level.spend);
    let flat = match all.flat_from {
        Some(level) => format!(
            "From {} ({level} x the plan) on no further step is shown to bring people: they cannot be \
             told from zero.",
            spend(level)
        ),
        None => format!("People still come with the last step, to {}.", money(top)),
    };
    let falls = match all.falls_from {
        Some(level) => format!(" More than {} is shown to lose people.", spend(level)),
        None => " No step is shown to lose people.".to_owned(),
    };
    page.paragraph(
        &format!("{flat}{falls} Beyond {} nothing was simulated.", money(top)),
        2,
    );
    let Some(value) = answer.value_per_adopter else {
        page.paragraph(
            "Break-even: more net cash for one more adopter in the step; it pays where an adopter is \
             worth more; none shown where the step may bring nobody. Without --value-per-adopter no level is called best.",
            2,
        );
        return;
    };
    if let Some(optimum) = &all.optimum {
        page.paragraph(&best(value, optimum), 2);
    }
}

fn best(value: f64, optimum: &Optimum) -> String {
    let range = if optimum.spend_lo == optimum.spend_hi {
        "no other simulated level comes near".to_owned()
    } else {
        format!(
            "{} to {} cannot be told from it (*)",
            money(optimum.spend_lo),
            money(optimum.spend_hi)
        )
    };
    let open = if optimum.open_above {
        " The highest level may be best: more than was simulated might pay."
    } else {
        ""
    };
    let between = match &optimum.interpolated {
        Some(curve) => interpolated(curve),
        None => String::new(),
    };
    format!(
        "At {} an adopter, worth less net cash is highest at {} ({} x the plan); {range}.{open}{between} \
         P(best): of units / of draws with chance averaged out.",
        money(value),
        money(optimum.spend),
        optimum.level,
    )
}

fn interpolated(curve: &Interpolated) -> String {
    let shares = format!(
        "{} of resamples inside the range, {} beyond it",
        percent(curve.inside),
        percent(curve.beyond)
    );
    match (curve.spend, curve.spend_lo, curve.spend_hi) {
        (Some(spend), Some(lo), Some(hi)) => format!(
            " Interpolated by a Hill curve: {} ({} to {}; {shares}).",
            money(spend),
            money(lo),
            money(hi)
        ),
        _ => format!(" A Hill curve has no optimum inside the range ({shares})."),
    }
}

/// Each channel alone, one line each.
fn by_channel(answer: &SpendAnswer, channels: &[Curve], page: &mut Page) {
    let stepped = |curve: &&Curve| !curve.steps.is_empty();
    let channels: Vec<&Curve> = channels.iter().filter(stepped).collect();
    if channels.is_empty() {
        return;
    }
    page.gap();
    page.heading(
        "Each channel alone",
        "more people for $1,000, step by step; the others as in the plan",
    );
    let width = channels
        .iter()
        .map(|curve| curve.name.chars().count())
        .max();
    let width = width.unwrap_or(0).min(24);
    for curve in channels {
        let cell = |step: &Step| {
            let shown = step.adopters_per_1000.map_or("-".to_owned(), |found| {
                let mark = if step.marginal == StepSign::Unclear {
                    "~"
                } else {
                    ""
                };
                format!("{mark}{}", plain(found.mean))
            });
            format!("{}..{}: {shown}", step.from, step.to)
        };
        let steps: Vec<String> = curve.steps.iter().map(cell).collect();
        let unit = if curve.scaled == Scaled::HalfSpend {
            " +"
        } else {
            ""
        };
        let best = match (&curve.optimum, answer.value_per_adopter) {
            (Some(optimum), Some(_)) => format!("; best at {}", optimum.level),
            _ => String::new(),
        };
        let name: String = curve.name.chars().take(width).collect();
        page.line(&format!(
            "  {name:<width$}  {}{best}{unit}",
            steps.join("  ")
        ));
    }
    page.paragraph(
        "Steps are between factors of the channel's own spend; ~ cannot be told from zero; + factors of \
         the spend that buys half of its reach, as the plan spends nothing there.",
        2,
    );
}

/// Where adoption lies in the plot.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn of(curve: &Curve) -> Self {
        let all = || curve.levels.iter().map(|level| &level.adoption);
        let low = all().filter_map(|one| one.p05).fold(1.0, f64::min);
        let high = all().filter_map(|one| one.p95).fold(0.0, f64::max);
        Self {
            low,
            high: high.max(low + 1e-9),
        }
    }

    fn label(&self) -> String {
        let (low, high) = (percent(self.low), percent(self.high));
        let gap = PLOT.saturating_sub(low.len() + high.len());
        format!("{low}{}{high}", " ".repeat(gap))
    }

    /// Outcomes and mean of a level as one line of marks.
    fn bar(&self, level: &Level, unicode: bool) -> String {
        let (band, mark) = if unicode { ('░', '●') } else { (':', 'o') };
        let at = |value: f64| {
            let part = (value - self.low) / (self.high - self.low);
            ((part * (PLOT - 1) as f64).round() as usize).min(PLOT - 1)
        };
        let mut cells = [' '; PLOT];
        if let (Some(low), Some(high)) = (level.adoption.p05, level.adoption.p95) {
            cells[at(low)..=at(high)].fill(band);
        }
        if let Some(mean) = level.adoption.mean {
            cells[at(mean)] = mark;
        }
        cells.iter().collect()
    }
}
